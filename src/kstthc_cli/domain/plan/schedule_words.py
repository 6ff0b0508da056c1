"""Parsing the schedule text of a plan: `Quý IV`, `trước ngày 15/12`, `Thường xuyên`.

Text of a document stays as typed; short forms that no document prints (`Q4`, `2021-12-15`, text without
diacritics) are written out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kstthc_cli.domain.calendar.periods import Kind, Period, Span, parse_day, parse_period
from kstthc_cli.domain.errors import BadDayError, BadPeriodError, BadScheduleError
from kstthc_cli.domain.plan.plan import ScheduleKind
from kstthc_cli.domain.text.first_letter import capitalized
from kstthc_cli.domain.text.normalize import nfc, unmarked
from kstthc_cli.domain.text.numerals import roman


@dataclass(frozen=True, slots=True)
class ScheduleWords:
    """A parsed schedule; `by` and `start` are ISO periods or days."""

    kind: ScheduleKind
    text: str
    by: str | date | None = None
    start: str | date | None = None
    every: tuple[str, ...] = ()
    plan: str | None = None

    def data(self) -> dict[str, object]:
        """The mapping for the file, in the key order of the house style."""
        found: dict[str, object] = {"kind": self.kind, "text": self.text}
        if self.by is not None:
            found["by"] = self.by
        if self.start is not None:
            found["start"] = self.start
        if self.every:
            found["every"] = list(self.every)
        if self.plan is not None:
            found["plan"] = self.plan
        return found


def read_schedule(text: str, year: int, sub_plans: Mapping[str, str]) -> ScheduleWords:
    """Parse a schedule; a day or period without a year is of `year`.

    `sub_plans` maps ids to titles. Raises BadScheduleError for text that is not exactly one schedule.
    """
    words = " ".join(nfc(text).split())
    plain = _plain(words)
    typed = capitalized(words) if plain != words.casefold() else ""
    for read in (_ongoing, _on_request, _periodic, lambda p: _by_plan(p, sub_plans)):
        if (found := read(plain)) is not None:
            return _worded(found, typed)
    return _worded(_by_date(plain, year, text), typed)


def _worded(found: ScheduleWords, typed: str) -> ScheduleWords:
    text = typed if typed and found.text != _AS_READ else found.text
    if found.text == _AS_READ:
        text = "Theo kế hoạch"
    return ScheduleWords(found.kind, text, found.by, found.start, found.every, found.plan)


_AS_READ = "\0"
"""Placeholder for the text of a sub-plan named by its id, which no document prints."""


def _plain(text: str) -> str:
    plain = unmarked(text).replace("–", "-").replace("—", "-")
    return plain.strip(" -.").replace(" /", "/").replace("/ ", "/")


# Schedules without a day


def _ongoing(plain: str) -> ScheduleWords | None:
    return ScheduleWords("ongoing", "Thường xuyên") if _ONGOING.fullmatch(plain) else None


_ONGOING = re.compile(
    r"(nhiem vu |thuc hien |cong viec |viec )?(thuong xuyen|lien tuc)"
    r"((,| va)? (thuong xuyen|lien tuc|hang ngay|trong nam|ca nam|hang nam|trong ca nam|quanh nam|"
    r"trong nam \d{4}|nam \d{4}))*"
)
_REQUESTS = re.compile(
    r"(theo )?(dot xuat|khi|yeu cau|ngay khi)"
    r"( (theo|khi|co|thoi|diem|phat|sinh|yeu|cau|nhiem|vu|cong|viec)|,)*"
)


def _on_request(plain: str) -> ScheduleWords | None:
    if _REQUESTS.fullmatch(plain) and plain not in ("khi", "ngay khi"):
        return ScheduleWords("on_request", "Đột xuất" if plain.startswith("dot") else "Khi có yêu cầu")
    return None


_PERIODIC = re.compile(
    r"(?:(?:theo )?(?:hang|moi|dinh ky)\b|.*/\s?lan$|0?\d+ lan ?/|.*\bhang (?:quy|thang|nam)$)"
)
_TIMES = {"12 lan/nam": "month", "1 lan/thang": "month", "1 lan/quy": "quarter", "4 lan/nam": "quarter",
          "2 lan/nam": "half", "1 lan/6 thang": "half", "1 lan/nam": "year"}  # fmt: skip
"""Frequency as printed → the kind of period."""
_EVERY = {
    "thang": "month",
    "quy": "quarter",
    "3 thang": "quarter",
    "6 thang": "half",
    "6 thang dau nam": "first_half",
    "9 thang": "nine_months",
    "9 thang dau nam": "nine_months",
    "nam": "year",
    "cuoi nam": "year",
    "ca nam": "year",
    "12 thang": "year",
}
EVERY_NAMES = {
    "month": "tháng",
    "quarter": "quý",
    "half": "6 tháng",
    "first_half": "6 tháng đầu năm",
    "nine_months": "9 tháng",
    "year": "năm",
}


def _periodic(plain: str) -> ScheduleWords | None:
    often = _TIMES.get(re.sub(r"^(?:dinh ky )?0?(?=\d)", "", plain).replace("mot lan", "1 lan"))
    if often is not None:
        return ScheduleWords("periodic", f"Hàng {EVERY_NAMES[often]}", every=(often,))
    if not _PERIODIC.match(plain):
        return None
    per_time = re.sub(r"/\s?lan\b", "", plain)
    parts = [part.strip() for part in re.split(r"/|,|;| va ", per_time) if part.strip()]
    names = [re.sub(r"^0?1 |^0(?=\d)", "", _without(part, "dinh ky", "hang", "moi")) for part in parts]
    every = [_EVERY.get(name) for name in names]
    if "half" in every and "year" in every:
        every[every.index("half")] = "first_half"
    known = tuple(dict.fromkeys(name for name in every if name))
    if None in every:
        return None
    return ScheduleWords("periodic", f"Hàng {', '.join(EVERY_NAMES[n] for n in known)}", every=known)


def _without(text: str, *words: str) -> str:
    for word in words:
        text = text.removeprefix(word).strip()
    return text


def _by_plan(plain: str, sub_plans: Mapping[str, str]) -> ScheduleWords | None:
    if not plain.startswith("theo ke hoach"):
        return None
    rest = plain.removeprefix("theo ke hoach").strip(" ()")
    fitting = [name for name, title in sub_plans.items() if rest == name or rest in _plain(title)]
    if len(fitting) != 1:
        listed = ", ".join(f"“theo kế hoạch {name}”" for name in sub_plans)
        raise BadScheduleError(plain, f"Nêu kế hoạch chi tiết nào: {listed}." if listed else "")
    return ScheduleWords("by_plan", _AS_READ if rest in sub_plans else "Theo kế hoạch", plan=fitting[0])


# Schedules with a deadline

_DONE = r"(?:(?:phai )?(?:xong|hoan thanh|hoan tat|ket thuc|thuc hien|trinh|ban hanh)(?: xong)? )?"
_BEFORE = re.compile(rf"{_DONE}truoc(?: ngay)? (?P<day>.+)")
_UNTIL = re.compile(
    rf"{_DONE}(?:cham nhat|den het|den|trong|ngay|vao|het)(?: vao| la| den| het| ngay| trong)* (?P<day>.+)"
)
_RANGE = re.compile(r"(?:tu )?(?P<unit>thang|quy|ngay)? ?(?P<first>\S+) ?(?:-|den)(?: het)? ?(?P<last>.+)")
_SHORT_DAY = re.compile(r"(?P<d>\d{1,2})(?:/|-|\.| thang )(?P<m>\d{1,2})(?:(?:/|-|\.| nam )(?P<y>\d{4}))?")


def _by_date(plain: str, year: int, typed: str) -> ScheduleWords:
    readers: tuple[Callable[[str, int], ScheduleWords | None], ...] = (_point, _before, _until, _range)
    for read in readers:
        if (found := read(plain, year)) is not None:
            return found
    raise BadScheduleError(typed)


def _point(plain: str, year: int) -> ScheduleWords | None:
    found = _deadline(plain, year)
    return ScheduleWords("by_date", _name(found, year), by=_stored(found)) if found else None


def _before(plain: str, year: int) -> ScheduleWords | None:
    match = _BEFORE.fullmatch(plain)
    day = _day(match["day"], year) if match else None
    if day is None:
        return None
    return ScheduleWords("by_date", f"Trước ngày {day:%d/%m/%Y}", by=day - timedelta(days=1))


def _until(plain: str, year: int) -> ScheduleWords | None:
    match = _UNTIL.fullmatch(plain)
    found = _deadline(match["day"], year) if match else None
    if found is None:
        return None
    name = _name(found, year)
    text = f"Chậm nhất {name[0].lower()}{name[1:]}" if isinstance(found, date) else name
    return ScheduleWords("by_date", text, by=_stored(found))


def _range(plain: str, year: int) -> ScheduleWords | None:
    match = _RANGE.fullmatch(plain)
    if match is None:
        return None
    unit = match["unit"] or ""
    ends = [
        _deadline(f"{unit} {part}".strip(), year) or _deadline(part, year)
        for part in match.group("first", "last")
    ]
    first, last = ends
    if first is None or last is None or type(first) is not type(last) or not _span(first) < _span(last):
        return None
    text = f"Từ {_name(first, year).lower()} đến {_name(last, year).lower()}"
    return ScheduleWords("by_date", text, by=_stored(last), start=_stored(first))


_MONTH = re.compile(r"(?P<m>0?[1-9]|1[0-2])/(?P<y>\d{4})")


def _deadline(plain: str, year: int) -> Period | date | None:
    if match := _MONTH.fullmatch(plain):
        return Period(int(match["y"]), Kind.MONTH, int(match["m"]))
    day = _day(plain.removeprefix("ngay ").strip(), year)
    if day is not None:
        return day
    try:
        return parse_period(plain, year)
    except BadPeriodError:
        return None


def _day(plain: str, year: int) -> date | None:
    match = _SHORT_DAY.fullmatch(plain)
    text = f"{match['d']}/{match['m']}/{match['y'] or year}" if match else plain
    try:
        return parse_day(text)
    except BadDayError:
        return None


def _span(found: Period | date) -> Span:
    return found.span if isinstance(found, Period) else Span.of_days(found, found)


def _stored(found: Period | date) -> str | date:
    return str(found) if isinstance(found, Period) else found


def _name(found: Period | date, year: int) -> str:
    """A day or period as a plan of `year` prints it."""
    if isinstance(found, date):
        return f"Ngày {found:%d/%m/%Y}"
    other = "" if found.year == year else f"/{found.year}"
    names = {
        Kind.MONTH: f"Tháng {found.number:02}/{found.year}",
        Kind.QUARTER: f"Quý {roman((found.number - 1) % 4 + 1)}{other}",
        Kind.HALF: f"6 tháng {'đầu' if found.number == 1 else 'cuối'} năm {other.strip('/')}".strip(),
        Kind.NINE_MONTHS: f"9 tháng đầu năm {other.strip('/')}".strip(),
        Kind.YEAR: f"Năm {found.year}",
    }
    return names[found.kind]
