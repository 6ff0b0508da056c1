"""Asks on the terminal for what the options of `kst record` leave open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from kstthc_cli.commands.lookup import agency_named
from kstthc_cli.commands.progress.days import checked_day
from kstthc_cli.commands.progress.draft import Options, listed_duties
from kstthc_cli.commands.progress.entry_validation import REPORTED, reported_status
from kstthc_cli.commands.progress.open_obligations import open_obligations
from kstthc_cli.commands.questions import Ask
from kstthc_cli.commands.snapshot import Snapshot, snapshot
from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.calendar.periods import Period
from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.plan.roles import names
from kstthc_cli.domain.text.normalize import shortened
from kstthc_cli.errors import KstError, RefusedError, UsageError
from kstthc_cli.store.plan.plan_years import issued, plan_year

Value = TypeVar("Value")

_TEXTS = (
    ("text", "Đã làm gì (Enter để bỏ qua): "),
    ("difficulty", "Khó khăn, vướng mắc (Enter để bỏ qua): "),
    ("proposal", "Kiến nghị, đề xuất (Enter để bỏ qua): "),
    ("document", "Số, ký hiệu văn bản (Enter để bỏ qua): "),
)
_STATUSES = ("done", "in_progress", "not_arising")
_WIDTH = 60


class Conversation(NamedTuple):
    """Questions and answers: `ask` prints a question and returns the typed line, `width` is in columns."""

    ask: Ask
    width: int

    def text(self, question: str) -> str:
        """The answer without surrounding blanks. Raises RefusedError at the end of the input."""
        answer = self.ask(question)
        if not answer:
            raise RefusedError("Đã dừng, chưa ghi gì.")
        return answer.strip()

    def until(self, question: str, read: Callable[[str], Value]) -> Value:
        """Ask until `read` accepts the answer; what it raises is shown. An empty answer ends the command."""
        while True:
            answer = self.text(question)
            if not answer:
                raise RefusedError("Đã dừng, chưa ghi gì.")
            try:
                return read(answer)
            except KstError as error:
                between = "\n" if "\n" in error.message else " "
                question = f"{error.message}{between}{error.remedy}\n{question.splitlines()[-1]}"


def completed(root: Path, options: Options, as_of: date, conversation: Conversation) -> Options:
    """The options with answers for agency, duties, status, texts and document where they are missing.

    Raises RefusedError when the user ends the conversation, and what `plan_year` and `snapshot` raise.
    """
    year = issued(plan_year(root, options.get("plan"), as_of))
    agency = _agency(year, options, conversation)
    day = checked_day(options.get("date") or as_of, as_of, year, "Ngày báo cáo")
    found: dict[str, Any] = {**options, "agency": agency.id}
    if not options.get("duty") and not options.get("role"):
        now = snapshot(root, year, as_of, [agency])
        found["duty"] = _duties(now, agency, options.get("period"), day, conversation)
    if not options.get("status"):
        found["status"] = conversation.until(_status_question(), _status)
    for name, question in _TEXTS:
        if not options.get(name):
            found[name] = conversation.text(question) or None
    return found


def _agency(year: PlanYear, options: Options, conversation: Conversation) -> Agency:
    if options.get("agency"):
        return agency_named(year.registry, options["agency"], year.plan.year)
    return conversation.until(
        "Cơ quan báo cáo: ", lambda answer: agency_named(year.registry, answer, year.plan.year)
    )


def _duties(now: Snapshot, agency: Agency, period: str | None, day: date, conversation: Conversation) -> str:
    """The ids that the user types, with commas between them."""
    choices = open_obligations(now, agency, period, day)
    if not choices:
        raise RefusedError(
            f"{agency.name} không còn việc nào chưa hoàn thành trong kỳ này.",
            "Nêu kỳ khác bằng --quarter hoặc --period.",
        )
    known = {duty.id.lower() for duty in now.year.plan.duties}

    def read(answer: str) -> str:
        unknown = [duty for duty in listed_duties(answer) if duty not in known]
        if unknown or not listed_duties(answer):
            raise UsageError(f"Không có đầu việc “{', '.join(unknown) or answer}”.", "Gõ mã ở đầu dòng.")
        return answer

    return conversation.until("\n".join([*_listed(agency, choices, conversation.width), _WHICH]), read)


_WHICH = "Mã đầu việc (nhiều mã thì ngăn bằng dấu phẩy, ví dụ 7,8): "


def _listed(agency: Agency, choices: Sequence[Obligation], width: int) -> Iterator[str]:
    """A line for each obligation under its period and deadline, the earliest deadline first."""
    yield f"Việc chưa hoàn thành của {agency.name}:"
    together: dict[tuple[Period, date | None], list[Obligation]] = {}
    for obligation in choices:
        due = obligation.due.effective if obligation.due else None
        together.setdefault((obligation.period, due), []).append(obligation)
    for (period, due), members in sorted(together.items(), key=lambda group: group[0][1] or date.max):
        heading = period.vietnamese
        yield f"  {heading[0].upper()}{heading[1:]}" + (f", hạn {due:%d/%m/%Y}" if due else "")
        yield from (_line(obligation, width) for obligation in members)


def _line(obligation: Obligation, width: int) -> str:
    role = f" ({names(obligation.part.roles)})"
    room = max(width - len(role) - 12, _WIDTH // 2)
    return f"    {obligation.duty.id:>5}. {shortened(obligation.duty.content, room)}{role}"


def _status_question() -> str:
    listed = [f"  {number}. {REPORTED[name]}" for number, name in enumerate(_STATUSES, 1)]
    return "\n".join(["Trạng thái:", *listed, "Chọn số: "])


def _status(answer: str) -> str:
    """A status by its number in the list or by its name. Raises UsageError."""
    if answer in ("1", "2", "3"):
        return _STATUSES[int(answer) - 1]
    return reported_status(answer)
