"""The words of a time cell as schedules: what is certain, what is only likely, what is not known.

`schedule_words` reads what can mean one thing only. Documents print much else; here such words get the
reading that is nearest, and a doubt that a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kstthc_cli.domain.calendar.periods import Kind, Period, parse_period
from kstthc_cli.domain.errors import BadPeriodError, BadScheduleError
from kstthc_cli.domain.plan.plan import ScheduleKind
from kstthc_cli.domain.plan.schedule_words import EVERY_NAMES, ScheduleWords, read_schedule
from kstthc_cli.domain.text.normalize import unmarked

_ITEM = re.compile(r"^\s*(?:[-+•–*]|[a-zđ]\))\s+")


@dataclass(frozen=True, slots=True)
class Time:
    """One schedule of a cell; `words` is None where only the kind, or nothing, is known.

    `doubt` says what is to be decided of it, and is empty where nothing is.
    """

    text: str
    kind: str
    words: ScheduleWords | None
    doubt: str = ""


def read_times(lines: Sequence[str], year: int, sub_plans: Mapping[str, str]) -> list[Time]:
    """The schedules of a time cell, in order; none for an empty cell."""
    texts = [line for line in lines if line.strip()]
    if not texts:
        return []
    whole = " ".join(texts)
    if len(texts) > 1:
        apart = [time for line in texts for time in _times(line, year, sub_plans)]
        joined = _times(whole, year, sub_plans)
        items = any(map(_ITEM.match, texts[1:])) and all(t.words and not t.doubt for t in apart)
        return joined if len(joined) == 1 and not joined[0].doubt and not items else apart
    return _times(whole, year, sub_plans)


def _times(text: str, year: int, sub_plans: Mapping[str, str]) -> list[Time]:
    bare = _ITEM.sub("", text).strip()
    if (sure := _sure(bare, year, sub_plans)) is not None:
        return [Time(text, sure.kind, replace(sure, text=text))]
    if several := _several(bare, year):
        note = f"“{text}” đọc là {len(several)} thời hạn"
        return [Time(text, "by_date", replace(words, text=text), note) for words in several]
    if parts := _parts(bare, year, sub_plans):
        return [replace(time, text=text, doubt=f"“{text}” đọc là nhiều thời gian") for time in parts]
    return [_likely(text, bare, year, sub_plans)]


def _sure(text: str, year: int, sub_plans: Mapping[str, str]) -> ScheduleWords | None:
    """The one thing that words can mean, if there is one."""
    try:
        return read_schedule(re.sub(r"\b([Qq])(u[íi]\b|\. ?(?=[IVX\d]))", r"\1uý ", text), year, sub_plans)
    except BadScheduleError:
        pass
    plain = _plain(text)
    for form, meaning in _SAME:
        match = re.fullmatch(form, plain)
        if match and (found := _sure(match.expand(meaning), year, {})) is not None:
            return found
    return None


_SAME = (
    (r"bat dau:? (.+?)[;,]? (?:hoan thanh|ket thuc):? (.+)", r"từ \1 đến \2"),
    (r"(0?[369] thang(?:, .*| va .*|/.*))", r"hằng \1"),
    (r"(?:trong )?(?:giai doan|cac nam) (.+)", r"\1"),
    (r"(?:hoan thanh|ban hanh|trien khai|thuc hien|trinh|xong)(?: vao| trong)?:? (.+)", r"\1"),
    (r"(?:tu )?nam (\d{4}) ?(?:-|den)(?: het)?(?: nam)? ?(\d{4})", r"\1 - \2"),
    (r"moi (thang|quy|nam|6 thang) (?:mot|0?1) lan", r"1 lần/\1"),
    (r"0?1 (quy|thang|nam)/lan", r"1 lần/\1"),
    (r"((?:thang|quy) \w+),? (?:nam )?(\d{4})", r"\1/\2"),
    (r"((?:theo|khi co) yeu cau) cua .+", r"\1"),
    (r"(?:hang|cac) (thang|quy) trong nam( \d{4})?", r"hằng \1"),
    (r"(?:thoi gian|thoi han)(?: hoan thanh| thuc hien)?: (.+)", r"\1"),
    (r"(?:trinh|bao cao|gui) [^,;]{3,40}? ((?:trong|truoc) .+)", r"\1"),
    (r"(\d{1,2}/\d{1,2})/(2\d)", r"\1/20\2"),
    (r"tu nay (den .+)", r"\1"),
    (r"(?:tu )?(?:ngay )?(\d{1,2}) ?(?:-|den)(?: het)?(?: ngay)? ?(\d{1,2})/(\d{1,2})(/\d{4})?",
     r"từ \1/\3\4 đến \2/\3\4"),
    (r"(?:khong qua|muon nhat|han (?:cuoi|chot):?) (.+)", r"chậm nhất \1"),
    (r"sau thang (dau|cuoi) nam(.*)", r"6 tháng \1 năm\2"),
    (r"bao cao ((?:thang|quy|6 thang|nam)\b.*)", r"hằng \1"),
    (r"(?:suot|quanh) nam", "cả năm"),
    (r"t\.(\d.*)", r"tháng \1"),
    (r"(?:dot|lan) (?:thu )?\w{1,4} ?[:-] ?(.+)", r"\1"),
)  # fmt: skip
"""Words that say the same as others that are known."""


def _plain(text: str) -> str:
    plain = re.sub(r"\bqui\b", "quy", unmarked(text).replace("–", "-"))
    return " ".join(plain.split()).strip(" .-;:")


# Several dates in one line

_UNIT = re.compile(r"(?P<unit>(?:truoc|cham nhat)(?: ngay)?|thang|quy|ngay|nam|t|q)?\.? ?(?P<rest>.+)")


def _several(text: str, year: int) -> list[ScheduleWords]:
    """Dates that are named one after another: `Quý I, II/2025`, `Tháng 3, 6, 9 và 12`."""
    parts = [part.strip() for part in re.split(r",|;| va | & | \+ ", _plain(text)) if part.strip()]
    if len(parts) < 2:
        return []
    match = _UNIT.fullmatch(parts[0])
    unit = match["unit"] if match else None
    last_year = re.search(r"[/ ](\d{4})$", parts[-1])
    found = []
    for part in parts:
        own = part if not unit or part.startswith(unit) else f"{unit} {part}"
        if last_year and not re.search(r"\d{4}$", own):
            own = f"{own}/{last_year[1]}"
        words = _sure(own, year, {})
        if words is None or words.kind != "by_date":
            return []
        found.append(words)
    return found


def _parts(text: str, year: int, sub_plans: Mapping[str, str]) -> list[Time]:
    """Schedules of several kinds in one line: `Thường xuyên; báo cáo định kỳ hằng quý`."""
    for separator in (r";", r"[;,]", r"[;,]| và "):
        pieces = [piece.strip(" .") for piece in re.split(separator, text) if piece.strip(" .")]
        read = [_sure(piece, year, sub_plans) for piece in pieces]
        if len(pieces) > 1 and all(read):
            return [Time(piece, w.kind, w) for piece, w in zip(pieces, read, strict=True) if w]
    return []


# What is only likely

_EVENTS = re.compile(
    r"(ngay )?(sau khi|khi|trong (thoi han )?(vong )?\d+ (ngay|gio|thang)|ke tu|"
    r"theo (chi dao|yeu cau|de nghi|"
    r"huong dan|thong bao|phan cong|tinh hinh|dien bien|thuc te|nhu cau|cong van|van ban|phat sinh|dot)|"
    r"dot xuat|tuy |(sau )?\d+ ngay|cham nhat \d+ ngay|truoc \d+ ngay|ngay khi)"
)
_BY_PLAN = re.compile(r"(theo|thuc hien theo) (cac )?(ke hoach|chuong trinh|lo trinh|de an)")
_CARRIED_ON = re.compile(
    r"theo (quy dinh|tien do|dinh huong|thoi gian quy dinh|thoi han quy dinh)|thuong xuyen"
)
_PERIODS = {"thang": "month", "quy": "quarter", "nam": "year", "6 thang": "half"}


def _likely(text: str, bare: str, year: int, sub_plans: Mapping[str, str]) -> Time:
    plain = _plain(bare)
    for read in (_bracketed, _part_of_period, _before_period, _day_of_period, _onwards):
        if (words := read(plain, year)) is not None:
            shown = f"“{text}” đọc là {_told(words)}"
            return Time(text, words.kind, replace(words, text=text), f"{shown}; kiểm tra lại")
    kinds: tuple[tuple[re.Pattern[str], ScheduleKind], ...] = (
        (_BY_PLAN, "by_plan"), (_EVENTS, "on_request"), (_CARRIED_ON, "ongoing")
    )  # fmt: skip
    kind = next((kind for form, kind in kinds if form.match(plain)), None)
    if kind == "by_plan":
        known = next(iter(sub_plans)) if len(sub_plans) == 1 else None
        words = ScheduleWords("by_plan", text, plan=known)
        return Time(
            text, kind, words, f"“{text}” là kế hoạch nào: khai ở sub_plans, rồi ghi kind: by_plan và plan"
        )
    if kind:
        return Time(text, kind, ScheduleWords(kind, text), f"“{text}” đọc là {_KINDS[kind]}; kiểm tra lại")
    if re.search(r"dinh ky|hang tuan|hang ngay|hai tuan", plain):
        return Time(text, "periodic", None, f"“{text}” là định kỳ, chưa rõ kỳ nào; ghi schedule")
    return Time(text, "", None, f"“{text}” chưa đọc được thành thời gian; ghi schedule")


_KINDS = {
    "ongoing": "thường xuyên",
    "on_request": "khi có yêu cầu",
    "by_plan": "theo kế hoạch chi tiết",
    "periodic": "định kỳ",
    "by_date": "có thời hạn",
}


def _told(words: ScheduleWords) -> str:
    if words.kind == "periodic":
        return f"định kỳ ({', '.join(EVERY_NAMES[period] for period in words.every)})"
    return f"thời hạn {words.by}" if words.by is not None else _KINDS[words.kind]


def _bracketed(plain: str, year: int) -> ScheduleWords | None:
    """A time with a remark in brackets, or a word that it is only planned."""
    bare = re.sub(r"\(.*?\)", " ", plain)
    bare = re.sub(r"\b(du kien|khoang|chinh thuc|it nhat|toi thieu)\b", " ", bare)
    bare = " ".join(bare.split()).strip(" .,;")
    return _sure(bare, year, {}) if bare != plain else None


_PART = re.compile(
    r"(?:trong |vao )?(?:dau|giua|cuoi|tuan (?:thu )?\w+|tuan dau|tuan cuoi|nua dau|nua cuoi)(?: cua)? "
    r"(?P<p>.+)"
)


def _part_of_period(plain: str, year: int) -> ScheduleWords | None:
    """`Đầu quý II`, `Giữa tháng 6`, `Cuối năm`: the whole period, which ends no earlier."""
    match = _PART.fullmatch(plain)
    if match is None:
        return None
    if match["p"] in ("nam", f"nam {year}"):
        return ScheduleWords("by_date", plain, by=f"{year}-Q1" if plain.startswith("dau") else f"{year}")
    return _dated(match["p"], year)


def _dated(plain: str, year: int) -> ScheduleWords | None:
    words = _sure(plain, year, {})
    return words if words is not None and words.kind == "by_date" else None


def _day_of_period(plain: str, year: int) -> ScheduleWords | None:
    """`Ngày 20 hằng tháng`, `Trước ngày 25 của tháng cuối quý`: which day is left to the words."""
    _ = year
    match = re.fullmatch(r".*\b(?:hang|moi|cua thang cuoi|thang cuoi|cuoi) (thang|quy|nam|6 thang)", plain)
    if match is None or not re.match(r"(truoc |cham nhat |vao |ngay |tuan |thang |quy |tu )", plain):
        return None
    return ScheduleWords("periodic", plain, every=(_PERIODS[match[1]],))


def _onwards(plain: str, year: int) -> ScheduleWords | None:
    """`Năm 2025 và các năm tiếp theo`, `Từ quý II`: a beginning without an end."""
    match = re.fullmatch(
        r"(.+?),? (?:va )?(?:cac|nhung) nam (?:tiep theo|sau|ke tiep)|(?:bat dau )?tu (.+)", plain
    )
    if match is None or _dated(match[1] or match[2], year) is None:
        return None
    return ScheduleWords("ongoing", plain)


def _before_period(plain: str, year: int) -> ScheduleWords | None:
    """`Trước tháng 12/2025`: until the end of the month before."""
    match = re.fullmatch(r"(?:hoan thanh |xong )?truoc (.+)", plain)
    words = _dated(match[1], year) if match else None
    if words is None or not isinstance(words.by, str) or words.start is not None:
        return None
    try:
        period = parse_period(words.by)
    except BadPeriodError:
        return None
    return ScheduleWords("by_date", plain, by=str(_before(period)))


def _before(period: Period) -> Period:
    if period.number > 1:
        return period._replace(number=period.number - 1)
    kind = Kind.YEAR if period.kind is Kind.NINE_MONTHS else period.kind
    return Period(period.year - 1, kind, 12 // kind.value)


def doubts(times: Sequence[Time]) -> Iterator[str]:
    """What is to be decided of the times of a cell, each sentence once."""
    yield from dict.fromkeys(time.doubt for time in times if time.doubt)
