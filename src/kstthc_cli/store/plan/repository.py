"""A plan repository on disk: its files and all their problems."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from kstthc_cli.domain.agencies.names import NameForms, name_forms
from kstthc_cli.domain.agencies.registry import Registry, registry_of
from kstthc_cli.domain.calendar.calendar import calendar_of
from kstthc_cli.domain.findings import Finding
from kstthc_cli.domain.obligations.orphans import Orphans, orphans
from kstthc_cli.domain.plan.plan import plan_of
from kstthc_cli.domain.plan.sub_plans import by_parent, with_sub_plans
from kstthc_cli.domain.validate import plan_checks as checks
from kstthc_cli.domain.validate import sub_plan_checks as detail_checks
from kstthc_cli.domain.validate.form_checks import check_filled_by, check_form, check_target_forms
from kstthc_cli.domain.validate.registry_checks import check_registry
from kstthc_cli.model.agencies import RegistryFile
from kstthc_cli.model.calendar import CalendarFile
from kstthc_cli.model.forms.form import FormFile
from kstthc_cli.model.plan import PlanFile
from kstthc_cli.problems import Problem, errors
from kstthc_cli.store.files.atomic_write import is_temporary_name
from kstthc_cli.store.files.paths import FOLDERS, data_files, relative, stray_files
from kstthc_cli.store.files.source import Source, read_source
from kstthc_cli.store.git.sparse import require_whole_checkout
from kstthc_cli.store.yaml.reader import Document, parse
from kstthc_cli.store.yaml.schema_problems import validated

Model = TypeVar("Model", bound=BaseModel)
_SHOWN = 8
SCHEMAS: dict[str, type[BaseModel]] = {
    "plans": PlanFile,
    "agencies": RegistryFile,
    "calendar": CalendarFile,
    "forms": FormFile,
}


@dataclass(frozen=True, slots=True)
class Loaded(Generic[Model]):
    """A file that fits its schema, with its document for the places of values."""

    file: Model
    document: Document


@dataclass(slots=True)
class Repository:
    """The contents of a repository; incomplete if `problems` has an error."""

    root: Path
    plans: list[Loaded[PlanFile]] = field(default_factory=list)
    registries: list[Loaded[RegistryFile]] = field(default_factory=list)
    calendars: list[Loaded[CalendarFile]] = field(default_factory=list)
    forms: list[Loaded[FormFile]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    overrides: Mapping[str, str] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    """The document of each file that was read, also of those with errors."""
    caused_by: dict[Problem, str] = field(default_factory=dict)
    """For problems at a registry or calendar that only one plan has with it: the path of that plan."""
    left_out: frozenset[str] = frozenset()
    """The paths of files that were not read on purpose, see `usable_repository`."""

    def plan_file(self, plan_id: str) -> PlanFile:
        """The file of an existing plan."""
        return next(loaded.file for loaded in self.plans if loaded.file.id == plan_id)

    def registry_file(self, registry_id: str) -> RegistryFile:
        """The file of an existing registry."""
        return next(loaded.file for loaded in self.registries if loaded.file.id == registry_id)

    def calendar_file(self, calendar_id: str) -> CalendarFile:
        """The file of an existing calendar."""
        return next(loaded.file for loaded in self.calendars if loaded.file.id == calendar_id)


def load_repository(
    root: Path,
    overrides: Mapping[str, str] | None = None,
    without: frozenset[str] = frozenset(),
    other: Repository | None = None,
) -> Repository:
    """Read and check a repository; problems are collected, sorted by place.

    `overrides` maps paths from the root to texts that replace the content of these files; the files `without`
    are treated as if they did not exist. What the `other` repository holds of files with the same text is
    taken from it instead of parsing them again. Raises UnreadableError where a sparse
    checkout leaves out data.
    """
    require_whole_checkout(root)
    repository = Repository(root, overrides=overrides or {}, left_out=without)
    known = _without_problems(other) if other else {}
    with _no_garbage_collection():
        repository.plans = _load(repository, "plans", PlanFile, known)
        repository.registries = _load(repository, "agencies", RegistryFile, known)
        repository.calendars = _load(repository, "calendar", CalendarFile, known)
        repository.forms = _load(repository, "forms", FormFile, known)
        _cross_check(repository)
    repository.problems.extend(_stray(root))
    repository.problems.sort(key=lambda problem: problem.order)
    return repository


def load_plans(root: Path) -> list[PlanFile]:
    """The files of all plans that fit their schema; problems are not reported here."""
    with _no_garbage_collection():
        return [loaded.file for loaded in _load(Repository(root), "plans", PlanFile, {})]


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Disable the garbage collector: creating many small objects is three times faster without it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _without_problems(repository: Repository) -> dict[str, Loaded[Any]]:
    """The files of a repository that have no problem, by path."""
    faulty = {problem.path for problem in repository.problems}
    every: tuple[Loaded[Any], ...] = (
        *repository.plans,
        *repository.registries,
        *repository.calendars,
        *repository.forms,
    )
    by_path = {item.document.source.path: item for item in every}
    return {path: item for path, item in by_path.items() if path not in faulty}


def _load(
    repository: Repository, folder: str, model: type[Model], known: Mapping[str, Loaded[Any]]
) -> list[Loaded[Model]]:
    loaded = []
    for file in data_files(repository.root, folder):
        path = relative(repository.root, file)
        if path in repository.left_out:
            continue
        text = repository.overrides.get(path)
        source, problems = (
            read_source(file, path, repository.root) if text is None else (Source(path, text), [])
        )
        item = known.get(path)
        if item is not None and not problems and item.document.source.text == source.text:
            repository.documents[path] = item.document
        else:
            item = _loaded(repository, source, problems, model)
        if item is not None:
            loaded.append(item)
    return loaded


def _loaded(
    repository: Repository, source: Source, problems: list[Problem], model: type[Model]
) -> Loaded[Model] | None:
    """A file as a model; None after errors, which are noted with its other problems."""
    document, found = _parsed(source, problems)
    repository.documents[source.path] = document
    value = None
    if not errors(found):
        value, invalid = validated(document, model)
        found += invalid
    repository.problems += found
    return None if value is None else Loaded(value, document)


def read_document(file: Path, path: str, root: Path | None = None) -> tuple[Document, list[Problem]]:
    """A file as a document, with every problem of its text and syntax; see `read_source`."""
    return _parsed(*read_source(file, path, root))


def _parsed(source: Source, problems: list[Problem]) -> tuple[Document, list[Problem]]:
    if errors(problems):
        return Document(source), problems
    document = parse(source)
    return document, problems + document.problems


def _stray(root: Path) -> Iterable[Problem]:
    for file in stray_files(root):
        source = Source(relative(root, file), "")
        if is_temporary_name(file.name):
            message = f"Tệp “{file.name}” là tệp tạm do một lần ghi bị ngắt để lại nên không được đọc."
            yield source.problem("KST046", 1, 1, message, "Xóa tệp này (không mất gì) rồi chạy lại lệnh đó.")
            continue
        yield source.problem("KST046", 1, 1, f"Tệp “{file.name}” không có đuôi .yaml nên không được đọc.")


def _cross_check(repository: Repository) -> None:
    unread = {problem.path.partition("/")[0] for problem in errors(repository.problems)}
    registries = {item.file.id: registry_of(item.file) for item in repository.registries}
    names = {name: name_forms(registry) for name, registry in registries.items()}
    _unique(repository, repository.plans, "kế hoạch")
    _unique(repository, repository.registries, "danh mục")
    _unique(repository, repository.calendars, "lịch")
    _unique(repository, repository.forms, "biểu")
    _note(repository, repository.registries, check_registry)
    _note(repository, repository.calendars, checks.check_calendar)
    for item in repository.plans:
        known = registries.get(item.file.agencies)
        found = checks.check_plan(item.file, known, names.get(item.file.agencies, NameForms()))
        repository.problems += [_placed(item.document, finding) for finding in found]
    _check_forms(repository, registries, unread)
    for plan in repository.plans:
        _check_references(repository, plan, registries, unread)
    if "plans" not in unread:
        _check_relations(repository, registries)
    if not errors(repository.problems):
        _check_owners(repository, registries)


def _note(
    repository: Repository, loaded: list[Loaded[Model]], check: Callable[[Model], Iterable[Finding]]
) -> None:
    for item in loaded:
        repository.problems += [_placed(item.document, finding) for finding in check(item.file)]


def _placed(document: Document, finding: Finding) -> Problem:
    return document.problem(
        finding.code, finding.loc, finding.message, finding.remedy, key=finding.code in ("KST041", "KST066")
    )


def _unique(repository: Repository, loaded: list[Loaded[Model]], what: str) -> None:
    """Note ids of files that were used before; those that differ only in case count as equal."""
    first: dict[str, tuple[str, str]] = {}
    for item in loaded:
        name, path = getattr(item.file, "id", ""), item.document.source.path
        known, where = first.setdefault(name.casefold(), (name, path))
        if where != path:
            same = "đã dùng" if known == name else f"chỉ khác chữ hoa, chữ thường với “{known}”"
            message = f"Mã {what} “{name}” {same} trong {where}."
            repository.problems.append(item.document.problem("KST030", ("id",), message))


def _check_references(
    repository: Repository, plan: Loaded[PlanFile], registries: dict[str, Registry], unread: Collection[str]
) -> None:
    registry = registries.get(plan.file.agencies)
    calendar = next((c for c in repository.calendars if c.file.id == plan.file.calendar), None)
    if registry is None and "agencies" not in unread:
        message = f"Không tệp nào trong agencies/ có id “{plan.file.agencies}”."
        repository.problems.append(plan.document.problem("KST039", ("agencies",), message))
    if calendar is None and "calendar" not in unread:
        message = f"Không tệp nào trong calendar/ có id “{plan.file.calendar}”."
        repository.problems.append(plan.document.problem("KST039", ("calendar",), message))
    if registry is not None and calendar is not None:
        found = checks.check_calendar_for(plan.file, calendar.file, registry)
        _add_caused(repository, plan, [_placed(calendar.document, finding) for finding in found])


def _add_caused(repository: Repository, plan: Loaded[PlanFile], problems: Sequence[Problem]) -> None:
    repository.problems += problems
    repository.caused_by |= dict.fromkeys(problems, plan.document.source.path)


def _check_forms(repository: Repository, registries: Mapping[str, Registry], unread: Collection[str]) -> None:
    _note(repository, repository.forms, check_form)
    if "agencies" not in unread:
        agencies = {name for registry in registries.values() for name in registry.agencies}
        groups = {name for registry in registries.values() for name in registry.groups}
        _note(repository, repository.forms, lambda form: check_filled_by(form, agencies, groups))
    if "forms" not in unread:
        forms = {item.file.id: item.file for item in repository.forms}
        _note(repository, repository.plans, lambda plan: check_target_forms(plan, forms))


def _check_relations(repository: Repository, registries: dict[str, Registry]) -> None:
    """Check the relations between plans, and open questions of drafts."""
    plans = {item.file.id: item.file for item in repository.plans}
    documents = {item.file.id: item.document for item in repository.plans}
    _note(repository, repository.plans, detail_checks.check_open_questions)
    _note(
        repository,
        repository.plans,
        lambda plan: detail_checks.check_relations(plan, plans, registries.get(plan.agencies)),
    )
    twice = detail_checks.twice_detailed([item.file for item in repository.plans])
    repository.problems += [_placed(documents[plan.id], finding) for plan, finding in twice]


def _check_owners(repository: Repository, registries: dict[str, Registry]) -> None:
    """Check for duties without a responsible agency after the end of an agency; reported at the agency."""
    plans = [plan_of(item.file) for item in repository.plans]
    sub_plans = by_parent(plans)
    calendars = {item.file.id: calendar_of(item.file) for item in repository.calendars}
    for loaded, plan in zip(repository.plans, plans, strict=True):
        if plan.parent_plan is not None:
            continue
        registry = registries[plan.registry]
        document = next(item.document for item in repository.registries if item.file.id == registry.id)
        place = {name: n for n, name in enumerate(registry.agencies)}
        for item in orphans(with_sub_plans(plan, sub_plans, registry), registry, calendars[plan.calendar]):
            loc = ("agencies", place[item.agency.id])
            _add_caused(repository, loaded, [document.problem("KST075", loc, _orphan(item, plan.id))])


def _orphan(item: Orphans, plan: str) -> str:
    agency, duties = item.agency, item.duties
    some = ", ".join(duties[:_SHOWN]) + ("…" if len(duties) > _SHOWN else "")
    if agency.last is not None and agency.last < item.claims[-1].day:
        when = f"hết hoạt động sau ngày {agency.last:%d/%m/%Y}, không có cơ quan kế thừa khi việc đến hạn"
    else:
        when = f"bắt đầu ngày {agency.first:%d/%m/%Y}, trước đó chưa có ai"
    return f"{agency.name} {when}: {len(duties)} đầu việc của kế hoạch {plan} không có ai nhận ({some})."


__all__ = ["FOLDERS", "SCHEMAS", "Loaded", "Repository", "load_repository", "read_document"]
