"""The sandbox in which users' templates run: they see plain data only, and have a budget.

Jinja's sandbox keeps a template from the program and its files, not from running for ever or filling the
memory. So every loop, call, operator, filter and printed piece is charged to one `Budget` of the document;
what can grow out of proportion in a single step (powers, widths, repeated lists) is left out.

This module loads Jinja; import it inside the function that renders.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import wraps
from pathlib import Path
from types import CodeType, UnionType
from typing import Any, TypeVar

from jinja2 import (
    BaseLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Undefined,
    pass_eval_context,
)
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.exceptions import SecurityError, TemplateNotFound
from jinja2.filters import FILTERS, do_join, do_replace
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, markup_join, str_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace

from kstthc_cli.render.templates.budget import LETTERS_A_STEP, Budget, OverBudgetError
from kstthc_cli.render.templates.metering import COUNT, JOIN, WEIGH, Metered
from kstthc_cli.store.files.paths import leads_out

_LONGEST_TEMPLATE = 1_000_000
_STEPS_OF_A_TEMPLATE = 20

_FILTERS = """
abs capitalize count d default dictsort e escape first float groupby int items last length list lower map max
min reject rejectattr reverse select selectattr sort string sum title trim truncate unique upper wordcount
"""
_OF_TEXT = """
capitalize count endswith find isdigit lower lstrip partition removeprefix removesuffix rpartition rsplit
rstrip split splitlines startswith strip title upper
"""
_ATTRIBUTES: dict[type, frozenset[str]] = {
    str: frozenset(_OF_TEXT.split()),
    dict: frozenset({"get", "items", "keys", "values"}),
    list: frozenset({"count", "index"}),
    tuple: frozenset({"count", "grouper", "index", "list"}),
    date: frozenset({"day", "isoformat", "month", "year"}),
    int: frozenset(),
    float: frozenset(),
}

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

_Made = TypeVar("_Made")


class NotPrintableError(SecurityError):
    """A list, a table or null where text is to be printed."""


class OutsideError(TemplateNotFound):
    """A template outside the repository."""


class NoFileError(TemplateNotFound):
    """A folder, device or pipe in the place of a template."""


class TemplateFolder(FileSystemLoader):
    """The templates of a repository, else the built-in ones."""

    def __init__(self, program: Path, root: Path | None) -> None:
        own = [root / "templates"] if root is not None and (root / "templates").is_dir() else []
        super().__init__([*own, program], encoding="utf-8")
        self._root = root if own else None

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template. Raises TemplateNotFound, OverBudgetError for one that is too long."""
        own = self._root and self._root / "templates" / template
        if self._root is not None and own is not None:
            if leads_out(self._root, own):
                raise OutsideError(template)
            if own.suffix == ".j2" and os.path.lexists(own) and not own.is_file():
                raise NoFileError(template)
        found = super().get_source(environment, template)
        if len(found[0]) > _LONGEST_TEMPLATE:
            raise OverBudgetError
        return found


class CompiledTemplates(BytecodeCache):
    """What this process has compiled, by name and text, for sandboxes that escape and filter alike.

    A letter to each of 200 agencies fills the same few templates; compiling takes longer than filling.
    """

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Hand out what was compiled of the same text."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if bucket.code:
            self._codes[bucket.key, bucket.checksum] = bucket.code


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of one document: an unknown name is an error, never empty text.

    `filters` come on top of Jinja's harmless ones. `autoescape` must be true for HTML and Word.
    """

    code_generator_class = Metered
    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "**", "%"})

    def __init__(
        self,
        loader: BaseLoader | None = None,
        *,
        autoescape: bool | Callable[[str | None], bool],
        filters: Mapping[str, Callable[..., Any]] | None = None,
        budget: Budget | None = None,
        compiled: CompiledTemplates | None = None,
    ) -> None:
        super().__init__(
            loader=loader,
            bytecode_cache=compiled,
            undefined=StrictUndefined,
            autoescape=autoescape,
            finalize=printed,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.budget = budget or Budget()
        setattr(self, "concat", self.budget.joined)  # noqa: B010 - Jinja declares a function there
        self.globals = {"range": self.budget.range, "namespace": Namespace}
        own = {"join": self._join, "replace": self._replace, "round": _rounded, JOIN: _concatenated}
        known = {name: FILTERS[name] for name in _FILTERS.split()} | own | dict(filters or {})
        self.filters = {name: self._paid(function) for name, function in known.items()}
        self.filters |= {COUNT: self.budget.counted, WEIGH: self.budget.weighed}

    def _paid(self, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def paid(*args: Any, **kwargs: Any) -> Any:
            return self.budget.weighed(function(*args, **kwargs))

        return paid

    @pass_eval_context
    def _join(self, context: EvalContext, values: Iterable[Any], between: str = "") -> Any:
        parts = [printed(value) for value in values]
        self.budget.spend(len(parts) * (1 + len(between)) // LETTERS_A_STEP)
        self.budget.weighed(parts)
        return do_join(context, parts, between)

    @pass_eval_context
    def _replace(self, context: EvalContext, text: str, old: str, new: str) -> str:
        self.budget.spend(str(text).count(old) * len(new) // LETTERS_A_STEP)
        return do_replace(context, str(text), old, new)

    # Hooks of Jinja

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may use this attribute: of plain data, only what is listed."""
        listed = next((names for kind, names in _ATTRIBUTES.items() if isinstance(obj, kind)), None)
        return super().is_safe_attribute(obj, attr, value) and (listed is None or attr in listed)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:  # noqa: ARG002 - Jinja's signature
        """No `format`: a width in it makes text of any length."""
        return None

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call a macro or a method, and charge it to the budget."""
        self.budget.spend()
        return self.budget.weighed(super().call(context, obj, *args, **kwargs))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Evaluate an operator: on numbers, two texts, two lists, or a text times a number."""
        if operator == "*" and isinstance(left, str) and isinstance(right, int):
            self.budget.spend(len(left) * max(right, 0) // LETTERS_A_STEP)
        elif operator == "**" or not (_both(left, right, int | float) or _adds(operator, left, right)):
            raise SecurityError(operator)
        return self.budget.weighed(super().call_binop(context, operator, left, right))

    def join_path(self, template: str, parent: str) -> str:
        """The name of a template that another one includes; charged to the budget."""
        self.budget.spend(_STEPS_OF_A_TEMPLATE)
        return super().join_path(template, parent)


def printed(value: Any) -> Any:
    """What may stand in a document: text and numbers; a control character becomes a visible �."""
    if isinstance(value, Undefined):
        str(value)
    if isinstance(value, str):
        return type(value)(_CONTROLS.sub("\ufffd", value)) if _CONTROLS.search(value) else value
    if isinstance(value, bool) or not isinstance(value, int | float | date):
        raise NotPrintableError
    return value


def _both(left: Any, right: Any, kind: type | UnionType) -> bool:
    return isinstance(left, kind) and isinstance(right, kind)


def _adds(operator: str, left: Any, right: Any) -> bool:
    return operator == "+" and (_both(left, right, str) or _both(left, right, list))


def _rounded(number: float, places: int = 0) -> float:
    return round(number, max(0, min(places, 9)))


@pass_eval_context
def _concatenated(context: EvalContext, parts: list[Any]) -> str:
    return (markup_join if context.autoescape else str_join)(printed(part) for part in parts)
