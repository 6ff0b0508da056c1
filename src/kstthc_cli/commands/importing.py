"""`kst import`: the draft of a plan from a signed document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kstthc_cli.errors import Exit, InvalidDataError, RefusedError, UsageError
from kstthc_cli.output import Output
from kstthc_cli.problems import errors

if TYPE_CHECKING:
    from kstthc_cli.domain.agencies.registry import Registry
    from kstthc_cli.domain.importing.assignees.names import Assignee
    from kstthc_cli.domain.importing.document import Document
    from kstthc_cli.domain.importing.reading import Reading, Wish
    from kstthc_cli.model.agencies import RegistryFile
    from kstthc_cli.store.plan.repository import Loaded, Repository

FORMATS = ("text", "json")
REVIEWS = ("text", "html")
GRIDS = ("csv", "json")


@dataclass(frozen=True, slots=True)
class ImportWish:
    """Everything the command line of `kst import` says."""

    file: Path
    plan_id: str | None = None
    registry: str | None = None
    table: int | None = None
    columns: tuple[str, ...] = ()
    add_agencies: bool = False
    dry_run: bool = False


def import_grid(wish: ImportWish, output: Output) -> int:
    """Print the rows of the plan's tables, each with its kind: CSV, or JSON. No repository is needed."""
    from kstthc_cli.domain.agencies.registry import Registry
    from kstthc_cli.render.importing import grid_csv, grid_json

    chosen = output.resolve_format(GRIDS)
    reading = _read(wish, Registry("", "", {}, {}))
    text = grid_json(reading) if chosen == "json" else grid_csv(reading, output.delimiter)
    output.write(text, chosen)
    return Exit.FINE


def import_review(root: Path, wish: ImportWish, output: Output) -> int:
    """Print row by row the source beside the reading; nothing is written to the repository."""
    from kstthc_cli.render.importing import review_html, review_text

    chosen = output.resolve_format(REVIEWS)
    _, registry = chosen_registry(sound_repository(root), wish.registry)
    reading = _read(wish, registry)
    shown = review_html(reading) if chosen == "html" else review_text(reading, output.screen)
    output.write(shown, chosen)
    return Exit.FINE


def import_plan(root: Path, wish: ImportWish, output: Output) -> int:
    """Write the draft, where there is none a draft of the year's calendar, and print what is left to decide.

    Raises RefusedError where no plan can be taken from the document, FileExistsRefusedError where the
    file of the plan is there already. A registry is locked from reading it to replacing it.
    """
    from contextlib import nullcontext

    from kstthc_cli.store.files.write_lock import write_lock

    with nullcontext() if wish.dry_run else write_lock(root):
        return _import_plan(root, wish, output)


def _import_plan(root: Path, wish: ImportWish, output: Output) -> int:
    from kstthc_cli.domain.importing.draft import Frame, draft_of
    from kstthc_cli.domain.validate.sub_plan_checks import open_questions
    from kstthc_cli.render.importing import Summary, summary_json, summary_text
    from kstthc_cli.store.importing.added_agencies import with_assignees
    from kstthc_cli.store.plan.new_plan import plan_text

    to_plan = output.file is not None and output.file.suffix.lower() == ".yaml"
    summary_output = output._replace(file=None) if to_plan else output
    chosen = summary_output.resolve_format(FORMATS)
    repository = sound_repository(root)
    loaded, registry = chosen_registry(repository, wish.registry)
    reading = _read(wish, registry)
    _check_year(reading, registry)
    plan_id = wish.plan_id or str(reading.year)
    calendar = next((item for item in repository.calendars if item.file.year == reading.year), None)
    calendar_id = calendar.file.id if calendar else str(reading.year)
    content = draft_of(reading, Frame(plan_id, registry.id, calendar_id, _owner(reading, registry)))
    place = output.file if to_plan and output.file else root / "plans" / f"{plan_id}.yaml"
    remark = f"Dự thảo kế hoạch {plan_id}, do kst import đọc từ {wish.file.name}."
    text, made = plan_text(content, remark, place.name, registry)
    new = reading.unregistered
    entries = _entries(new, loaded.file)
    added = wish.add_agencies and bool(new)
    files = _Files(
        (place, text),
        with_assignees(loaded, calendar, new) if added else [],
        None if calendar else _drafted(repository, reading.year, entries),
    )
    if not wish.dry_run:
        files.write(root, output)
    summary = Summary(
        plan=made,
        source=wish.file.name,
        path=None if wish.dry_run else _shown(root, place),
        questions=[sentence for _, sentence in open_questions(made)],
        unregistered=_lines(entries),
        added=added,
        registry=loaded.document.source.path,
        calendar=files.calendar[0] if files.calendar else None,
    )
    shown = summary_json(summary) if chosen == "json" else summary_text(summary, output.screen)
    summary_output.write(shown, chosen)
    return Exit.FINE


@dataclass(frozen=True, slots=True)
class _Files:
    """What an import writes: the plan, other files with their new text, a new calendar."""

    plan: tuple[Path, str]
    changes: list[tuple[Loaded[Any], str]]
    calendar: tuple[str, str] | None

    def write(self, root: Path, output: Output) -> None:
        """Write them all, or none."""
        from kstthc_cli.store.files.atomic_write import FileToWrite, write_together
        from kstthc_cli.store.files.paths import text_bytes
        from kstthc_cli.store.importing.added_agencies import file_to_replace

        new = [FileToWrite(self.plan[0], text_bytes(self.plan[1]), output.force)]
        if self.calendar is not None:
            (root / self.calendar[0]).parent.mkdir(exist_ok=True)
            new.append(FileToWrite(root / self.calendar[0], text_bytes(self.calendar[1])))
        current = [(file_to_replace(root, loaded).file, text) for loaded, text in self.changes]
        write_together([*new, *(FileToWrite(file, text_bytes(text), force=True) for file, text in current)])


def _drafted(
    repository: Repository, year: int, entries: Mapping[str, list[dict[str, Any]]]
) -> tuple[str, str]:
    """Path and text of a draft of the year's calendar."""
    from kstthc_cli.commands.calendar import drafted
    from kstthc_cli.store.calendar import calendar_text

    levels = {entry["level"] for entry in entries.get("agencies", ())}
    return f"calendar/{year}.yaml", calendar_text(drafted(repository, year, levels))


def _owner(reading: Reading, registry: Registry) -> str:
    """The agency that issued the document, if it is registered and not the one at the registry's head."""
    from kstthc_cli.domain.agencies.names import find_agency
    from kstthc_cli.domain.calendar.periods import Kind, Period

    issuer = reading.head.authority or reading.head.issuer
    found = find_agency(registry, issuer, Period(reading.year, Kind.YEAR).span).agency if issuer else None
    return found.id if found is not None and found != registry.top else ""


def _entries(assignees: list[Assignee], file: RegistryFile) -> dict[str, list[dict[str, Any]]]:
    """The entries of a registry that are missing, by the key they stand under."""
    from kstthc_cli.store.importing.added_agencies import entry_of

    levels = {agency.level for agency in file.agencies}
    own = [level.id for level in file.levels]
    found: dict[str, list[dict[str, Any]]] = {"agencies": [], "groups": []}
    for assignee in assignees:
        found["groups" if assignee.group else "agencies"].append(
            entry_of(assignee, levels, own, confirm=False)
        )
    return {key: entries for key, entries in found.items() if entries}


def _lines(entries: Mapping[str, list[dict[str, Any]]]) -> dict[str, list[str]]:
    from kstthc_cli.store.importing.added_agencies import lines_of

    return {key: lines_of(found) for key, found in entries.items()}


def _read(wish: ImportWish, registry: Registry) -> Reading:
    """The reading of the file. Raises RefusedError where no plan can be taken from it."""
    from kstthc_cli.domain.importing.document import ImportRefusedError
    from kstthc_cli.domain.importing.reading import read_plan
    from kstthc_cli.store.importing.reader import read_document

    document: Document = read_document(wish.file)
    try:
        return read_plan(document, registry, _wish(wish), {})
    except ImportRefusedError as error:
        raise RefusedError(error.message, error.remedy) from None


def _check_year(reading: Reading, registry: Registry) -> None:
    """Raises RefusedError for a registry of another year."""
    from kstthc_cli.domain.importing.document import ImportRefusedError
    from kstthc_cli.domain.importing.registry_fit import check_year

    try:
        check_year(reading, registry)
    except ImportRefusedError as error:
        raise RefusedError(error.message, error.remedy) from None


def _wish(wish: ImportWish) -> Wish:
    from kstthc_cli.domain.importing.reading import Wish

    year = wish.plan_id[:4] if wish.plan_id else ""
    named = int(year) if year.isdecimal() and 1900 <= int(year) <= 2999 else None
    return Wish(named, wish.table, wish.columns)


def sound_repository(root: Path) -> Repository:
    """The repository, sound enough to add a plan. Raises InvalidDataError."""
    from kstthc_cli.store.plan.usable import usable_repository

    repository = usable_repository(root, None)
    if found := errors(repository.problems):
        raise InvalidDataError(found, "nên chưa nhập")
    return repository


def chosen_registry(repository: Repository, wanted: str | None) -> tuple[Loaded[RegistryFile], Registry]:
    """The registry that is named, or the only one. Raises UsageError."""
    from kstthc_cli.domain.agencies.registry import registry_of

    known = {loaded.file.id: loaded for loaded in repository.registries}
    names = ", ".join(known)
    if wanted is None and len(known) != 1:
        raise UsageError(
            f"Kho có {len(known)} danh mục cơ quan.", f"Nêu một danh mục bằng --registry: {names}."
        )
    if wanted is not None and wanted not in known:
        raise UsageError(f"Không có danh mục cơ quan “{wanted}”.", f"Các danh mục: {names}.")
    found = known[wanted or names]
    return found, registry_of(found.file)


def _shown(root: Path, place: Path) -> str:
    from kstthc_cli.store.files.paths import printable, relative

    inside = place.resolve().is_relative_to(root.resolve())
    return relative(root, place) if inside else printable(str(place))
