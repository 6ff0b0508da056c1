"""Which column of a table holds what, from the words of its one or two header rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kstthc_cli.domain.importing.document import ImportRefusedError
from kstthc_cli.domain.importing.table.grid import Row
from kstthc_cli.domain.text.normalize import unmarked

NUMBER, CONTENT, GROUP, RESULT, TIME, START, PERIOD, OTHER = (
    "stt", "content", "group", "result", "time", "start", "period", "other"
)  # fmt: skip
AGENCY_KEYS: dict[str, str] = {
    "lead": "lead",
    "coordinate": "coordinate",
    "perform": "perform",
    "support": "coordinate",
    "appraise": "appraise",
    "oversee": "oversee",
    "agencies": "",
}
"""Columns that name agencies → the role of whoever stands there without a word of their role."""
KEYS = (NUMBER, CONTENT, GROUP, *AGENCY_KEYS, RESULT, START, TIME, PERIOD, OTHER)
"""What `--columns` may name."""
_HEADER_WITHIN = 12
_LEAST_KEYS = 3
_ONCE = (NUMBER, CONTENT, GROUP, RESULT, TIME, START, "lead", "coordinate", "perform", "agencies")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table: a key and the printed head of each, and where its body begins.

    `first` is the index of the first row of the body; `heads` are the header rows, as texts.
    """

    keys: tuple[str, ...]
    titles: tuple[str, ...]
    first: int
    heads: tuple[tuple[str, ...], ...]

    def joined(self, further: Columns) -> tuple[Columns, dict[int, int]]:
        """These columns with the other ones of a further table, and where each of those stands among them."""
        keys, titles = list(self.keys), list(self.titles)
        places: dict[int, int] = {}
        for n, (key, title) in enumerate(zip(further.keys, further.titles, strict=True)):
            if key not in (OTHER, PERIOD):
                continue
            same = (at for at, own in enumerate(zip(keys, titles, strict=True)) if own == (key, title))
            places[n] = next((at for at in same if at not in places.values()), len(keys))
            if places[n] == len(keys):
                keys.append(key)
                titles.append(title)
        return replace(self, keys=tuple(keys), titles=tuple(titles)), places

    def at(self, key: str) -> int | None:
        """The index of the column with a key."""
        return self.keys.index(key) if key in self.keys else None

    @property
    def tells_time(self) -> bool:
        """Whether a column says when: in words, or by a mark under a period."""
        return TIME in self.keys or PERIOD in self.keys

    def period(self, n: int) -> str:
        """The period that the head of a column names."""
        match = _PERIOD.search(self.titles[n])
        return match[0] if match is not None else self.titles[n]


_PERIOD = re.compile(
    r"(?i)\b(?:quý (?:[ivx]+|\d)|q\d|tháng \d{1,2}|t\d{1,2}|6 tháng (?:đầu|cuối) năm)(?:/\d{4})?\s*$"
)
_WORDS: tuple[tuple[str, str], ...] = (
    (NUMBER, r"stt|s ?t ?t|tt|so tt|so thu tu|no|#|so|muc"),
    ("other", r"(can bo|lanh dao|nguoi|chuyen vien) (phu trach|theo doi|chi dao|dau moi).*"),
    ("other", r"(thoi han|thoi gian) giai quyet.*|ho (va )?ten.*|ghi chu.*|.*kinh phi.*"),
    ("other", r"don vi (do|tinh)\b.*"),
    ("other", r"(co quan|don vi|cap) (ban hanh|trinh|phe duyet|nhan|quan ly|giai quyet|cong tac|duoc).*"),
    ("other", r"van ban (giao|chi dao).*|ket qua nam .*"),
    (CONTENT, r"(noi dung|nhiem vu|cong viec)[^a-z].*chi tieu.*"),
    (RESULT, r"(ket qua|san pham)[^a-z].*chi tieu.*"),
    ("other", r".*(chi tieu|can cu|ly do|uu tien|muc do|tinh trang|trang thai|ket qua thuc hien den).*"),
    ("agencies", r".*chu tri.*phoi hop.*|.*phoi hop.*chu tri.*|.*thuc hien(,| va) .*phoi hop.*"),
    ("coordinate", r".*phoi hop.*|.*(co quan|don vi) (tham gia|(co )?lien quan).*"),
    ("lead", r".*(chu tri|dau moi|chiu trach nhiem|tham muu).*"),
    ("support", r".*(luc luong|co quan|don vi|bo phan).*ho tro.*|.*ho tro"),
    ("appraise", r".*(co quan|don vi).*(tham dinh|cho y kien|gop y).*"),
    ("oversee", r".*(co quan|don vi).*(theo doi|giam sat|don doc|kiem tra).*"),
    (START, r".*(bat dau|khoi cong).*"),
    (TIME, r".*(thoi gian|thoi han|thoi diem|tien do|lo trinh|ky han|han hoan thanh|han chot|moc).*"),
    (TIME, r"t ?gian.*|tg .*|du kien hoan thanh|ket thuc"),
    (TIME, r"han( thuc hien)?|hoan thanh|(ngay|thang) (hoan thanh|ket thuc|thuc hien|bao cao)|deadline"),
    ("agencies", r".*(co quan|don vi|dia phuong|to chuc|bo phan|so, nganh|phong).*"),
    ("agencies", r".*(phan cong|trach nhiem).*|((nguoi|can bo|cong chuc|chu the) )?thuc hien"),
    (RESULT, r".*(ket qua|san pham|dau ra|ho so hoan thanh).*"),
    (GROUP, r".*nhom.*|chuong trinh|linh vuc nhiem vu"),
    (CONTENT, r"(ten |danh muc )?(thu tuc hanh chinh|tthc).*"),
    (CONTENT, r"ten (bao cao|van ban|de an|quy trinh).*|hang muc.*"),
    (CONTENT, r".*(noi dung|nhiem vu|cong viec|hoat dong|dau viec|giai phap|viec).*"),
)  # fmt: skip


def key_of(title: str) -> str:
    """The key of a column by its head; `other` where the words say nothing that is known."""
    plain = re.sub(r"[^a-z0-9#, ]", " ", unmarked(title))
    plain = " ".join(plain.split())
    return next((key for key, form in _WORDS if plain and re.fullmatch(form, plain)), OTHER)


def find_columns(grid: Sequence[Row]) -> Columns | None:
    """The columns of a table that is a plan; None for a table that is none.

    Raises ImportRefusedError where it may be one, but its columns are not certain.
    """
    best: tuple[int, Columns] | None = None
    for start in range(min(_HEADER_WITHIN, len(grid))):
        for height in (2, 1):
            found = _header(grid, start, height)
            score = _score(found.keys) if found else 0
            if found is not None and score and (best is None or score > best[0]):
                best = score, found
    if best is None:
        return None
    return _certain(best[1], grid)


def check_names(names: Sequence[str]) -> None:
    """Raise ImportRefusedError for a name of `--columns` that is none."""
    for name in names:
        if name not in KEYS:
            raise ImportRefusedError(f"--columns: không có cột “{name}”.", f"Dùng: {', '.join(KEYS)}.")


def named_columns(grid: Sequence[Row], names: Sequence[str]) -> Columns:
    """The columns as somebody names them, in order; those not named are `other`.

    Raises ImportRefusedError for more names than columns.
    """
    width = len(grid[0])
    if len(names) > width:
        raise ImportRefusedError(
            f"--columns nêu {len(names)} cột, bảng có {width}.", f"Bảng có: {seen(grid[0])}."
        )
    keys = (*names, *[OTHER] * (width - len(names)))
    first = next((n for n, row in enumerate(grid[:_HEADER_WITHIN]) if _is_body(row, keys)), 1)
    heads = tuple(tuple(spot.text for spot in row) for row in grid[:first])
    titles = tuple(" ".join(dict.fromkeys(row[n] for row in heads if row[n])) for n in range(width))
    return Columns(keys, titles, first, heads)


def _is_body(row: Row, keys: Sequence[str]) -> bool:
    """Whether a row is no header: its number is one, or (without such a column) it follows the first."""
    if NUMBER not in keys:
        return row[0].row > 1
    text = row[keys.index(NUMBER)].text
    return bool(re.match(r"(\d|[IVXLC]+\b|[A-ZĐ]\b|[a-zđ]\))", text)) and key_of(text) != NUMBER


def _header(grid: Sequence[Row], start: int, height: int) -> Columns | None:
    """The columns if the header were these rows; None where they cannot be one."""
    rows = grid[start : start + height]
    if len(rows) < height or (height == 2 and not _hangs_together(rows[0], rows[1])):
        return None
    titles = []
    for n in range(len(rows[0])):
        spots = {(row[n].row, row[n].column): row[n].text for row in rows}
        titles.append(" ".join(text for text in spots.values() if text))
    keys = _with_content([_key(rows, n, title) for n, title in enumerate(titles)], titles)
    first = start + height
    while first < len(grid) and _is_index(grid[first]):
        first += 1
    heads = tuple(tuple(spot.text for spot in row) for row in grid[:first])
    return Columns(keys, tuple(titles), first, heads)


def _with_content(keys: list[str], titles: Sequence[str]) -> tuple[str, ...]:
    """The keys; the column behind the numbers holds the tasks where only its head is unknown."""
    at = keys.index(NUMBER) + 1 if NUMBER in keys[:-1] else 0
    known = {TIME if key == PERIOD else key for key in keys}
    of_a_plan = TIME in known and known & AGENCY_KEYS.keys() and not known & {CONTENT, GROUP}
    if at and of_a_plan and keys[at] == OTHER and not re.match("ho (va )?ten", unmarked(titles[at])):
        keys[at] = CONTENT
    return tuple(keys)


def _key(rows: Sequence[Row], n: int, title: str) -> str:
    """The lower of two heads decides where it says something; the upper one where it does not."""
    lower = rows[-1][n].text
    if _PERIOD.fullmatch(" ".join(lower.split())):
        return PERIOD
    key = key_of(lower)
    return key if key != OTHER or len(rows) == 1 else key_of(title)


def _hangs_together(upper: Row, lower: Row) -> bool:
    """Whether the lower row divides a head of the upper one, and goes on with the others."""
    pairs = list(zip(upper, lower, strict=True))
    same = sum(u is lo or not lo.lines for u, lo in pairs)
    under = sum(u is not lo and u.columns > 1 and bool(lo.lines) for u, lo in pairs)
    return under >= 2 and same + under == len(pairs)


_COLUMN_NUMBER = re.compile(r"\d{1,3}")


def _is_index(row: Row) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), or A B 1 2."""
    texts = [spot.text.strip("().[] ") for spot in row]
    filled = [text for text in texts if text]
    numbers = [int(text) for text in filled if _COLUMN_NUMBER.fullmatch(text)]
    rest = [text for text in filled if not _COLUMN_NUMBER.fullmatch(text)]
    return (
        len(filled) >= 3
        and numbers == sorted(set(numbers))
        and len(numbers) >= 2
        and all(re.fullmatch(r"[A-Z]|\d+ ?= ?[\d+\-x:/() ]+", text) for text in rest)
    )


def _score(keys: Sequence[str]) -> int:
    """How much a row looks like the header of a plan; 0 for one that does not."""
    known = {TIME if key == PERIOD else key for key in keys if key != OTHER}
    agencies = known & AGENCY_KEYS.keys()
    if CONTENT not in known and GROUP not in known:
        return 0
    enough = len(known) >= _LEAST_KEYS and (agencies or TIME in known)
    return len(known) if enough else 0


def _certain(found: Columns, grid: Sequence[Row]) -> Columns:
    keys = list(found.keys)
    contents = [n for n, key in enumerate(keys) if key == CONTENT]
    if len(contents) == 2 and GROUP not in keys and _heads(grid[found.first :], *contents):
        keys[contents[0]] = GROUP
    if CONTENT not in keys:
        keys[keys.index(GROUP)] = CONTENT
    counts = Counter(_run(keys, found.titles))
    twice = [key for key in _ONCE if counts[key] > 1]
    if twice:
        raise ImportRefusedError(
            f"Chưa rõ cột nào của bảng là gì; tiêu đề đọc được: {' · '.join(found.titles)}.",
            f"Nêu các cột theo thứ tự bằng --columns, ví dụ: --columns {','.join(keys)}.",
        )
    return Columns(tuple(keys), found.titles, found.first, found.heads)


def _heads(body: Sequence[Row], group: int, content: int) -> bool:
    """Whether the cells of a column reach over several of another: `Nhiệm vụ` over `Hoạt động`."""
    groups, contents = (
        {(row[n].row, row[n].column) for row in body if row[n].lines} for n in (group, content)
    )
    return len(groups) < len(contents)


def _run(keys: Sequence[str], titles: Sequence[str]) -> list[str]:
    """The keys of columns; one whose head covers two grid columns counts once."""
    pairs = list(zip(keys, titles, strict=True))
    return [key for n, (key, title) in enumerate(pairs) if n == 0 or pairs[n - 1] != (key, title)]


def seen(row: Row) -> str:
    """The texts of a row, for a message."""
    return " · ".join(dict.fromkeys(spot.text or "(trống)" for spot in row))
