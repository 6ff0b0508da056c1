"""The faults of a template of Markdown or HTML: the names it uses, its result for samples."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, DictLoader

from kstthc_cli.model.report.template_fields import Shape
from kstthc_cli.render.templates.budget import STEPS_OF_A_TRIAL, Budget, OverBudgetError
from kstthc_cli.render.templates.markup import FILTERS
from kstthc_cli.render.templates.sandbox import Sandbox, TemplateFolder
from kstthc_cli.render.templates.template_errors import TemplateFailureError, refusing
from kstthc_cli.render.templates.template_names import wrong_names
from kstthc_cli.render.word.word_check import Fault
from kstthc_cli.store.files.package_data import data_folder

Filters = Mapping[str, Callable[..., Any]]
_END = re.compile(r"\}\}|%\}")
_NO_TEXT = re.compile(r"<(style|script)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
"""Where braces mean something else."""


def faults_of_text(
    name: str,
    text: str,
    shape: Shape,
    samples: Mapping[str, Mapping[str, Any]],
    root: Path | None,
    filters: Filters = FILTERS,
) -> list[Fault]:
    """All faults of a text template; templates that it includes come from the repository `root`."""
    loader = ChoiceLoader([DictLoader({name: text}), TemplateFolder(data_folder() / "templates", root)])
    try:
        with refusing(name):
            sandbox = Sandbox(loader, autoescape=True, filters=filters)
            tree, found = sandbox.parse(text, name), list(_halves(sandbox, text))
    except TemplateFailureError as error:
        return [_fault(name, error)]
    found += [Fault(f"dòng {line}", what) for line, what in wrong_names(tree, shape)]
    return found or list(_trials(name, loader, samples, filters))


def _halves(sandbox: Sandbox, text: str) -> Iterator[Fault]:
    """Closing braces without an opening: they would be printed literally."""
    raw, visible = False, _NO_TEXT.sub(lambda match: "\n" * match[0].count("\n"), text)
    for line, kind, value in sandbox.lex(visible):
        raw = kind == "raw_begin" or (raw and kind != "raw_end")
        if kind == "data" and not raw:
            for half in _END.finditer(value):
                at = line + value.count("\n", 0, half.start())
                yield Fault(f"dòng {at}", f"có “{half[0]}” mà không có phần mở thẻ ở trước")


def _trials(
    name: str, loader: ChoiceLoader, samples: Mapping[str, Mapping[str, Any]], filters: Filters
) -> Iterator[Fault]:
    reported: set[Fault] = set()
    for sample, values in samples.items():
        budget = Budget(STEPS_OF_A_TRIAL)
        sandbox = Sandbox(loader, autoescape=name.endswith(".html.j2"), filters=filters, budget=budget)
        try:
            with refusing(name):
                sandbox.get_template(name).render(values)
        except TemplateFailureError as error:
            fault = _fault(name, error)
            if fault not in reported:
                reported.add(fault)
                yield Fault(fault.where, f"{fault.what} ({sample})")
            if isinstance(error.__cause__, OverBudgetError):
                return


def _fault(name: str, error: TemplateFailureError) -> Fault:
    """The fault of an error, parsed from its message: “Mẫu report.md.j2, dòng 3: …”."""
    where, _, what = error.message.removeprefix(f"Mẫu {name}").removesuffix(".").partition(": ")
    return Fault(where.removeprefix(", ").strip(), what) if what else Fault("", where)
