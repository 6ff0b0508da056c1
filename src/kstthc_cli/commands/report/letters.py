"""`kst report assignment`, `reminder`: a letter to one agency, a letter to each, or one circular to all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from kstthc_cli.commands.lookup import agency_named
from kstthc_cli.commands.report.letterhead import (
    Given,
    head_of,
    letter_day,
    letter_number,
    sender,
    tell_what_lacks,
)
from kstthc_cli.commands.report.letters_folder import Letter, is_folder, write_letters
from kstthc_cli.commands.report.write_document import FORMATS, named_target, open_written, write_document
from kstthc_cli.commands.snapshot import snapshot, warn_of_unsure_rows
from kstthc_cli.commands.tracking.asked import chosen_agencies
from kstthc_cli.domain.agencies.registry import Agency, Registry
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.report.letterhead import distinct_name
from kstthc_cli.domain.text.dates import short_date
from kstthc_cli.domain.tracking.due_list import Row
from kstthc_cli.errors import Exit, RefusedError, UsageError
from kstthc_cli.output import Output
from kstthc_cli.render.report.assignment import assignment_circular, assignment_values
from kstthc_cli.render.report.letter import LetterView
from kstthc_cli.render.report.reminder import Reminder, reminder_values
from kstthc_cli.store.plan.plan_years import plan_year
from kstthc_cli.store.report.report_files import load_letterheads


@dataclass(frozen=True, slots=True)
class LettersQuestion:
    """To whom letters go: one agency, those of a level, or everybody; together in one circular or not.

    With a `folder` one letter becomes a Word file of its own name there, which `open_file` opens.
    """

    as_of: date
    agency: str | None = None
    level: str | None = None
    everybody: bool = False
    together: bool = False
    number_from: int | None = None
    answer_by: date | None = None
    plan: str | None = None
    folder: Path | None = None
    open_file: Callable[[Path], bool] | None = None

    @property
    def for_many(self) -> bool:
        """Whether each of several agencies gets a letter of its own."""
        return self.agency is None and not self.together


class Kind(NamedTuple):
    """A kind of letter: its sender's key and subject, the names of its files, what it lists, where.

    `file` is the name in a folder of letters, `stem` that of a letter alone.
    """

    sender: str
    subject: str
    file: str
    stem: str
    what: str
    groups: str

    def listed(self, values: Mapping[str, Any]) -> int:
        """How many rows the tables of a letter have."""
        return sum(len(group["rows"]) for group in values[self.groups])


REMINDER = Kind(
    "reminder", "V/v đôn đốc thực hiện {}", "Đôn đốc {}", "don-doc", "lượt nhiệm vụ quá hạn", "groups"
)
ASSIGNMENT = Kind("assignment", "V/v triển khai {}", "Giao nhiệm vụ {}", "giao-viec", "nhiệm vụ", "sections")
Group = tuple[Agency, Sequence[Any]]
_MOST_NAMED = 5


class Correspondence(NamedTuple):
    """Letters of one kind that an office writes: to whom with what, and how the values are made."""

    root: Path
    year: PlanYear
    kind: Kind
    office: Agency
    groups: Sequence[Group]
    values: Callable[[Group, LetterView], dict[str, Any]]
    circular: Callable[[Sequence[Group], LetterView], dict[str, Any]]


def assignment(root: Path, question: LettersQuestion, given: Given, output: Output) -> int:
    """Write the letters that tell agencies their duties of the year.

    Raises RefusedError when there are none, or when the agency is the one that sends such letters.
    """
    _check(question, output, "Thiếu tùy chọn --agency.", "--all")
    year = plan_year(root, question.plan, question.as_of)
    office = sender(root, year, ASSIGNMENT.sender)
    agencies = _addressed(year, question, office)
    groups = [(agency, list(year.owed_by([agency]))) for agency in agencies]
    groups = [(agency, owed) for agency, owed in groups if owed]
    if not groups:
        who = agencies[0].name if question.agency else "Không cơ quan nào"
        refused = "không được giao việc nào" if question.agency else "được giao việc"
        raise RefusedError(f"{who} {refused} trong kế hoạch {year.plan.id}.", "")
    return _write(
        Correspondence(
            root,
            year,
            ASSIGNMENT,
            office,
            groups,
            lambda group, letter: assignment_values(year, group, letter, office),
            lambda all_, letter: assignment_circular(year, all_, letter, office),
        ),
        question,
        given,
        output,
    )


def reminder(root: Path, question: LettersQuestion, given: Given, output: Output) -> int:
    """Write the letters to those who are late, with what they owe and the day to answer by.

    Raises UsageError when no addressee is given, RefusedError when nobody is late.
    """
    _check(question, output, "Chưa rõ đôn đốc ai.", "--all-missing")
    year = plan_year(root, question.plan, question.as_of)
    office = sender(root, year, REMINDER.sender)
    agencies = _addressed(year, question, office)
    read = agencies if question.agency or question.level else None
    now = snapshot(root, year, question.as_of, read, output.watch)
    rows = [row for row in now.rows_to_report(agencies) if row.status == "overdue"]
    if not rows:
        who = agencies[0].name if question.agency else "cơ quan nào"
        raise RefusedError(
            f"Tính đến {short_date(question.as_of)} không có việc quá hạn của {who}, nên không lập văn bản.",
            "",
        )
    warn_of_unsure_rows(year.calendar, rows)
    until = _answer_by(root, year, question, given.day or question.as_of)
    view = Reminder(year, question.as_of, office, until, {request.id: request for request in now.requests})
    return _write(
        Correspondence(
            root,
            year,
            REMINDER,
            office,
            _by_agency(rows),
            lambda group, letter: reminder_values(view, [group], letter),
            lambda all_, letter: reminder_values(view, all_, letter, circular=True),
        ),
        question,
        given,
        output,
    )


def _check(question: LettersQuestion, output: Output, nobody: str, everybody: str) -> None:
    """Raise UsageError for no addressee or several ways of naming them, and for a missing destination."""
    ways = [question.agency, question.level, question.everybody or None]
    given = sum(way is not None for way in ways)
    if given != 1:
        raise UsageError(
            "Người nhận được nêu bằng nhiều cách." if given else nobody,
            f"Chỉ chọn một: --agency TÊN, --level CẤP, hoặc {everybody}.",
        )
    if is_folder(output) and not question.together:
        return
    if question.for_many:
        raise UsageError(
            "Mỗi cơ quan một công văn, mỗi công văn một tệp, nên phải nêu thư mục để ghi.",
            "Thêm -o THƯ_MỤC; hoặc --together để lập một công văn chung kèm danh sách.",
        )
    output.resolve_format(FORMATS)


def _addressed(year: PlanYear, question: LettersQuestion, office: Agency) -> list[Agency]:
    """The agencies that are written to. Raises RefusedError for a letter of the office to itself."""
    if question.agency is None:
        return [agency for agency in chosen_agencies(year, (), question.level) if agency.id != office.id]
    agency = agency_named(year.registry, question.agency, year.plan.year)
    if agency.id == office.id:
        raise RefusedError(
            f"{agency.name} là cơ quan ký văn bản này, nên không gửi cho chính mình.",
            f"Xem việc của cơ quan đó: `kst due --agency {agency.id}`.",
        )
    return [agency]


def _answer_by(root: Path, year: PlanYear, question: LettersQuestion, day: date) -> date:
    """The day to answer by: the given one, else so many working days after that of the letter."""
    if question.answer_by is None:
        return year.calendar.workdays.after(day, load_letterheads(root).answer_within)
    if question.answer_by < day:
        raise UsageError(
            f"Ngày trả lời {short_date(question.answer_by)} trước ngày của công văn {short_date(day)}.",
            "Sửa --answer-by hoặc --date.",
        )
    return question.answer_by


def _by_agency(rows: Iterable[Row]) -> list[Group]:
    return [(agency, list(of)) for agency, of in groupby(rows, key=lambda row: row.obligation.agency)]


def _write(letters: Correspondence, question: LettersQuestion, given: Given, output: Output) -> int:
    """Write one document, or a letter to each agency into a folder."""
    if question.number_from is not None and given.number:
        raise UsageError("Số văn bản được nêu bằng hai cách.", "Chỉ dùng --number hoặc --number-from.")
    first = replace(given, number=str(question.number_from)) if question.number_from else given
    if question.together or not is_folder(output):
        agencies = [agency for agency, _ in letters.groups]
        letter = _letter(letters, agencies, first, question.as_of)
        values = (
            letters.circular(letters.groups, letter)
            if question.together
            else letters.values(letters.groups[0], letter)
        )
        target = named_target(output, question.folder, _file_name(letters, question))
        write_document(letters.root, values, target)
    else:
        target = output
        letter = _letter(letters, [letters.groups[0][0]], first, question.as_of)
        write_letters(letters.root, _each(letters, question, given), output)
    tell_what_lacks(letter, first)
    open_written(question.open_file, target)
    return Exit.FINE


def _file_name(letters: Correspondence, question: LettersQuestion) -> str:
    """`don-doc-so-yt-2021-06-25`; a circular is `chung`, or names the level that it goes to."""
    whom = question.level or "chung" if question.together else letters.groups[0][0].id
    return f"{letters.kind.stem}-{whom}-{question.as_of.isoformat()}"


def _each(letters: Correspondence, question: LettersQuestion, given: Given) -> list[Letter]:
    """A letter for each agency, with numbers in turn. Raises UsageError for one number for several."""
    if given.number and len(letters.groups) > 1:
        raise UsageError(
            f"Một số không dùng cho {len(letters.groups)} công văn.",
            "Dùng --number-from SỐ để đánh số lần lượt.",
        )
    found = []
    for place, group in enumerate(letters.groups):
        agency, _ = group
        number = given.number if question.number_from is None else str(question.number_from + place)
        view = _letter(letters, [agency], replace(given, number=number), question.as_of)
        values = letters.values(group, view)
        name = letters.kind.file.format(letters.year.registry.full_name(agency))
        listed = letters.kind.listed(values)
        found.append(Letter(agency.id, name, view.number, listed, letters.kind.what, values))
    return found


def _letter(letters: Correspondence, agencies: Sequence[Agency], given: Given, as_of: date) -> LetterView:
    """Head and foot of a letter to the agencies."""
    head = head_of(letters.root, letters.year, letters.office, given)
    return LetterView(
        head,
        letter_number(head, given, ""),
        letter_day(letters.year, given, as_of),
        title=None,
        subject=letters.kind.subject.format(letters.year.plan.title),
        to=_addressees(agencies, letters.year.registry, given.day or as_of),
        draft=letters.year.plan.draft,
    )


def _addressees(agencies: Sequence[Agency], registry: Registry, day: date) -> tuple[str, ...]:
    """The agencies by name; of more than a few, the levels as they are called then, and a list names each."""
    if len(agencies) <= _MOST_NAMED:
        return tuple(distinct_name(agency, registry) for agency in agencies)
    levels = dict.fromkeys(map(registry.level_of, agencies))
    return tuple(f"{level.wording(day).addressed} (theo Danh sách kèm theo)" for level in levels)
