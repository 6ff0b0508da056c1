"""`kst amend`: changes the text of a plan as an amending document requires."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kstthc_cli.commands.amend.amend_effects import effects_of
from kstthc_cli.commands.amend.places import place_in, refuse_sub_plan
from kstthc_cli.commands.lookup import assignee_named
from kstthc_cli.commands.progress.entry_validation import clean_text
from kstthc_cli.domain.agencies.registry import Registry
from kstthc_cli.domain.amend import plan_edits as clauses
from kstthc_cli.domain.amend.plan_edits import AmendmentReference, NewLine
from kstthc_cli.domain.errors import BadScheduleError, CannotAmendError, NotInPlanError
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.plain_values import Plain
from kstthc_cli.domain.plan.roles import ROLES
from kstthc_cli.domain.plan.schedule_words import read_schedule
from kstthc_cli.domain.text.document_names import document_name
from kstthc_cli.errors import Exit, InvalidDataError, RefusedError, UsageError, WouldBreakError
from kstthc_cli.output import Output
from kstthc_cli.problems import Problem, errors
from kstthc_cli.render.amend import Amendment, as_data, as_text
from kstthc_cli.render.screen.data_formats import to_json
from kstthc_cli.render.validate import as_text as problems_text
from kstthc_cli.store.plan.plan_years import choose, compiled, none_usable

if TYPE_CHECKING:
    from kstthc_cli.model.plan import PlanFile
    from kstthc_cli.store.plan.repository import Loaded, Repository

FORMATS = ("text", "json")


@dataclass(frozen=True, slots=True)
class Document:
    """The amending document, and the options of the command."""

    number: str
    day: date
    start: date | None = None
    note: str | None = None
    plan: str | None = None
    dry_run: bool = False

    def reference(self) -> AmendmentReference:
        """The document with normalized text."""
        note = None if self.note is None else clean_text(self.note, "ghi chú")
        number = clean_text(self.number, "số văn bản").strip()
        return AmendmentReference(number, self.day, self.start or self.day, note)


@dataclass(frozen=True, slots=True)
class AddedAgencies:
    """Agencies to add, their roles (by id), and the printed text; names as typed."""

    agencies: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """The changes of one duty, task, section or of the plan's head."""

    name: str
    deadline: str | None = None
    add: AddedAgencies = AddedAgencies()
    drop: tuple[str, ...] = ()
    reword: Path | None = None


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task to add; without an id it gets the number after the highest one."""

    section: str
    content: str
    results: tuple[str, ...]
    deadline: str
    add: AddedAgencies
    id: str | None = None
    after: str | None = None


Edit = Callable[[Plain, PlanYear, AmendmentReference], Sequence[str]]
"""Changes the data of a plan and returns the ids of the changed units."""


def amend(root: Path, change: Change, document: Document, as_of: date, output: Output) -> int:
    """Change a duty, task, section or the head of a plan; return the exit code."""
    if not (change.deadline or change.add.agencies or change.drop or change.reword):
        raise UsageError(
            "Chưa nêu nội dung sửa.",
            "Thêm --deadline, --add-agency, --drop-agency hoặc --reword; xem --help.",
        )
    done = _apply(root, document, as_of, output, lambda *of: _change(change, *of))
    _warn_of_default_text(change.add)
    return done


def add_task(root: Path, task: NewTask, document: Document, as_of: date, output: Output) -> int:
    """Add a task to a section; return the exit code."""
    done = _apply(root, document, as_of, output, lambda *of: _add_task(task, *of))
    _warn_of_default_text(task.add)
    return done


def drop_task(root: Path, names: tuple[str, ...], document: Document, as_of: date, output: Output) -> int:
    """End tasks or duties from the start day of the document on; return the exit code."""

    def end(plan: Plain, year: PlanYear, reference: AmendmentReference) -> Sequence[str]:
        places = [place_in(plan, year, name) for name in names]
        for place in places:
            clauses.end(place, reference.start)
        return [place.id for place in places]

    return _apply(root, document, as_of, output, end)


# The edits


def _change(change: Change, plan: Plain, year: PlanYear, reference: AmendmentReference) -> Sequence[str]:
    place = place_in(plan, year, change.name)
    if change.deadline is not None:
        clauses.set_schedule(place, _schedule(change.deadline, year))
    for name in change.drop:
        who, groups = assignee_named(year.registry, name, year.plan.year)
        clauses.withdraw(place, who, groups, reference.start)
    for line in _new_lines(change.add, year, reference):
        clauses.assign(place, line, reference.start)
    if change.reword is not None:
        clauses.reword(place, _wording(change.reword))
    return [place.id]


def _add_task(task: NewTask, plan: Plain, year: PlanYear, reference: AmendmentReference) -> Sequence[str]:
    lines = [
        {"printed": line.printed, line.role: list(line.who)} for line in _new_lines(task.add, year, reference)
    ]
    if not lines:
        raise UsageError("Nhiệm vụ mới chưa giao cho ai.", "Thêm --add-agency và --role.")
    name = task.id.strip() if task.id else clauses.next_number(plan)
    content: Plain = {
        "id": name,
        "content": clean_text(task.content, "--content"),
        "results": [clean_text(text, "--result") for text in task.results],
        "assignments": lines,
        "schedule": _schedule(task.deadline, year),
        "since": reference.start,
    }
    clauses.add_task(plan, task.section, content, task.after)
    return [name]


def _schedule(words: str, year: PlanYear) -> Plain:
    try:
        return read_schedule(clean_text(words, "--deadline"), year.plan.year, year.plan.sub_plans).data()
    except BadScheduleError as error:
        how = error.hint or (
            "Ví dụ: “Quý IV”, “Tháng 10”, “trước ngày 15/12”, “Tháng 3 - 6”, “Thường xuyên”, “Hàng quý”, "
            "“Khi có yêu cầu”, “Theo kế hoạch ra-soat”."
        )
        raise UsageError(f"Không hiểu thời gian “{words}”.", how) from None


def _new_lines(add: AddedAgencies, year: PlanYear, reference: AmendmentReference) -> Iterator[NewLine]:
    """A line for each role, with the given text, else with text that cites the document."""
    by_role: dict[str, list[str]] = {}
    for name, role in zip(add.agencies, _roles(add), strict=True):
        by_role.setdefault(role, []).append(assignee_named(year.registry, name, year.plan.year)[0])
    if add.printed and len(add.printed) != len(by_role):
        raise UsageError(
            f"Có {len(add.printed)} --printed cho {len(by_role)} dòng phân công.",
            "Mỗi vai trò một dòng: nêu --printed một lần cho mỗi vai trò, theo thứ tự.",
        )
    for n, (role, who) in enumerate(by_role.items()):
        printed = (
            clean_text(add.printed[n], "--printed")
            if add.printed
            else _default_text(year.registry, who, role, reference)
        )
        yield NewLine(printed, role, tuple(dict.fromkeys(who)))


def _warn_of_default_text(add: AddedAgencies) -> None:
    if add.agencies and not add.printed:
        sys.stderr.write(
            "lưu ý: chưa nêu --printed nên dòng phân công mới mang chữ do kst đặt; "
            "chép chữ của văn bản vào --printed thì đúng bản in hơn.\n"
        )


def _roles(add: AddedAgencies) -> tuple[str, ...]:
    if len(add.roles) not in (1, len(add.agencies)) or bool(add.roles) != bool(add.agencies):
        raise UsageError(
            f"Có {len(add.agencies)} --add-agency và {len(add.roles)} --role.",
            "Mỗi cơ quan một vai trò theo thứ tự, hoặc một --role cho tất cả.",
        )
    return add.roles * len(add.agencies) if len(add.roles) == 1 else add.roles


def _default_text(registry: Registry, who: Sequence[str], role: str, reference: AmendmentReference) -> str:
    """Generated text of an assignment line; it cites the document, so it is not mistaken for its wording."""
    full = {agency.id: agency.name for agency in registry.agencies.values()}
    names = ", ".join(full.get(name) or registry.groups[name].name for name in who)
    return f"- {names[0].upper()}{names[1:]} {ROLES[role]} (theo {document_name(reference.number)})."


def _wording(file: Path) -> clauses.Wording:
    from kstthc_cli.model.amend import WordingFile
    from kstthc_cli.store.progress.draft_reader import read_draft

    words, problems = read_draft(file, None, WordingFile)
    if words is None:
        raise InvalidDataError(problems, "nên chưa sửa gì")
    if not words.model_dump(exclude_none=True):
        raise UsageError(f"Tệp “{file}” không có chữ mới nào.", "Nêu title, content, results hoặc printed.")
    return clauses.Wording(
        words.title,
        words.content,
        None if words.results is None else tuple(words.results),
        None if words.printed is None else tuple(words.printed),
    )


# Applying the edit


def _apply(root: Path, document: Document, as_of: date, output: Output, edit: Edit) -> int:
    """Change the text of the plan's file, check the whole repository with it, show it, write it.

    Raises WouldBreakError with all errors that the change would cause, RefusedError if the layout of the file
    or a concurrent change prevents it; then nothing is written.
    """
    from contextlib import nullcontext

    from kstthc_cli.store.files.write_lock import write_lock

    chosen = output.resolve_format(FORMATS)
    with nullcontext() if document.dry_run else write_lock(root):
        amendment, warnings = _amend(root, document, as_of, edit)
    _warn(warnings)
    output.write(to_json(as_data(amendment)) if chosen == "json" else as_text(amendment), chosen)
    return Exit.FINE


def _amend(root: Path, document: Document, as_of: date, edit: Edit) -> tuple[Amendment, list[Problem]]:
    from kstthc_cli.store.files.optimistic_replace import read_to_replace, replace
    from kstthc_cli.store.plan.repository import load_repository
    from kstthc_cli.store.plan.usable import usable_repository

    reference = document.reference()
    repository = usable_repository(root, document.plan)
    if found := errors(repository.problems):
        raise InvalidDataError(found, "nên chưa sửa gì")
    if not repository.plans:
        raise none_usable(repository)
    refuse_sub_plan(repository, document.plan)
    year = choose(compiled(repository), document.plan, as_of)
    loaded = next(item for item in repository.plans if item.file.id == year.plan.id)
    current = read_to_replace(root, loaded.document.source.path)
    _check(loaded, current.raw, reference)
    text, changed = _amended(loaded, year, reference, edit)
    after = load_repository(root, {current.path: text}, repository.left_out)
    if found := errors(after.problems):
        raise WouldBreakError(found)
    amended = choose(compiled(after), year.plan.id, as_of)
    effects = effects_of(root, year, amended, reference, as_of)
    if not document.dry_run:
        replace(current, text)
    amendment = Amendment(
        plan=year.plan.id,
        path=current.path,
        number=reference.number,
        day=reference.day,
        changes=tuple(changed),
        before=loaded.document.source.text,
        after=text,
        appear=effects.appear,
        vanish=effects.vanish,
        written=not document.dry_run,
    )
    return amendment, [*_new_warnings(repository, after), *effects.unmatched]


def _check(loaded: Loaded[PlanFile], raw: bytes, reference: AmendmentReference) -> None:
    path, issued = loaded.document.source.path, loaded.file.decision.issued
    if raw != loaded.document.source.text.encode():
        raise RefusedError(
            f"{path} có BOM, CRLF hoặc vừa bị sửa ở nơi khác, nên chưa sửa gì.",
            f"Chạy `kst fmt {path}` rồi chạy lại lệnh.",
        )
    if loaded.file.status == "draft" or issued is None:
        raise RefusedError(
            f"Kế hoạch {loaded.file.id} là dự thảo, chưa ban hành nên không cần văn bản sửa đổi.",
            f"Sửa thẳng trong {path}.",
        )
    if reference.day.year > loaded.file.year or reference.start.year > loaded.file.year:
        raise UsageError(
            f"Văn bản sửa đổi không thể ghi ngày sau năm kế hoạch {loaded.file.year}.",
            "Kiểm tra --ground-date, --from.",
        )
    if reference.day < issued or reference.start < issued:
        raise UsageError(
            f"Văn bản sửa đổi không thể ghi ngày trước ngày ban hành kế hoạch ({issued:%d/%m/%Y}).",
            "Kiểm tra --ground-date, --from.",
        )


def _amended(
    loaded: Loaded[PlanFile], year: PlanYear, reference: AmendmentReference, edit: Edit
) -> tuple[str, Sequence[str]]:
    from kstthc_cli.store.yaml.splices import CannotSpliceError, with_data

    plan = clauses.mutable_copy(loaded.document.data)
    try:
        changed = edit(plan, year, reference)
        if plan == loaded.document.data:
            raise RefusedError("Kế hoạch đã đúng như vậy, không có gì để sửa.", "Kiểm tra lại lệnh.")
        wanted = clauses.with_amendment(plan, reference, changed)
        return with_data(loaded.document, wanted).source.text, changed
    except NotInPlanError as error:
        raise UsageError(error.message, error.remedy) from None
    except CannotAmendError as error:
        raise RefusedError(error.message, error.remedy) from None
    except CannotSpliceError as error:
        raise RefusedError(
            f"{loaded.document.source.path}:{error.line}: chỗ này viết theo cách mà kst không tự sửa được.",
            "Sửa tay đoạn đó, hoặc chạy `kst fmt` rồi chạy lại lệnh.",
        ) from None


def _new_warnings(before: Repository, after: Repository) -> Iterator[Problem]:
    known = {(p.path, p.code, p.message) for p in before.problems}
    return (p for p in after.problems if (p.path, p.code, p.message) not in known)


def _warn(problems: Sequence[Problem]) -> None:
    shown = sorted(problems, key=lambda p: p.order)
    sys.stderr.write(problems_text(p._replace(severity="warning") for p in shown))
