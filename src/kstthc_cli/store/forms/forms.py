"""The forms of a repository: from the index, or read and validated."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from pathlib import Path
from typing import TYPE_CHECKING

from kstthc_cli.domain.forms.form import Form
from kstthc_cli.domain.forms.form_files import form_from_data
from kstthc_cli.domain.plain_values import plain
from kstthc_cli.store.files.package_data import data_folder
from kstthc_cli.store.index.index import Index
from kstthc_cli.store.index.plan_cache import key_of

if TYPE_CHECKING:
    from kstthc_cli.store.plan.repository import Repository

_KIND = "forms"


def all_forms(root: Path, wanted: Collection[str] = ()) -> dict[str, Form]:
    """Form id → form, by id. Raises InvalidDataError with the errors of forms and of issued plans.

    Where some are `wanted` only, other forms with errors are left out.
    """
    with Index(root) as index:
        key = key_of(root)
        known = index.get(_KIND, key, lambda data: [form_from_data(item) for item in data]) if key else None
        if known is None:
            known, complete = _read(root, {name.strip().casefold() for name in wanted})
            if complete and key and key == key_of(root):
                index.put(_KIND, key, plain(known))
        return {form.id: form for form in known}


def built_in_form(name: str) -> Form:
    """A form that comes with the program."""
    from kstthc_cli.domain.forms.form_files import form_of
    from kstthc_cli.model.forms.form import FormFile
    from kstthc_cli.store.files.source import Source
    from kstthc_cli.store.yaml.reader import parse

    path = data_folder() / "forms" / f"{name}.yaml"
    return form_of(FormFile.model_validate(parse(Source("", path.read_text("utf-8"))).data))


def built_in_forms() -> dict[str, Form]:
    """The forms that come with the program, by id."""
    names = sorted(file.stem for file in (data_folder() / "forms").glob("*.yaml"))
    return {form.id: form for form in map(built_in_form, names)}


def _read(root: Path, wanted: Set[str]) -> tuple[list[Form], bool]:
    """The forms without errors, and whether these are all."""
    from kstthc_cli.domain.forms.form_files import form_of
    from kstthc_cli.errors import InvalidDataError
    from kstthc_cli.problems import errors
    from kstthc_cli.store.plan.repository import load_repository
    from kstthc_cli.store.plan.usable import usable_repository

    repository = usable_repository(root, None)
    plans = frozenset(path for path in repository.left_out if not path.startswith("forms/"))
    if plans != repository.left_out:
        repository = load_repository(root, without=plans)
    found = errors(repository.problems)
    if needed := [p for p in found if not wanted or _needs(repository, p.path, wanted)]:
        raise InvalidDataError(needed)
    faulty = {problem.path for problem in found}
    sound = (item.file for item in repository.forms if item.document.source.path not in faulty)
    return sorted(map(form_of, sound), key=lambda form: form.id), not faulty


def _needs(repository: Repository, path: str, wanted: Set[str]) -> bool:
    """Whether a file is anything but a form that is known not to be wanted."""
    data = repository.documents[path].data if path in repository.documents else None
    known = str(data["id"]).casefold() if isinstance(data, Mapping) and "id" in data else ""
    return not path.startswith("forms/") or not known or known in wanted
