"""Plans without a table: headings with `Chủ trì:`, `Phối hợp:`, `Thời gian:` under or behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from kstthc_cli.domain.importing.labels import (
    BULLET,
    LETTER,
    NONE,
    Label,
    comes_next,
    heading_label,
)
from kstthc_cli.domain.importing.outline import Outline
from kstthc_cli.domain.importing.table.column_titles import (
    AGENCY_KEYS,
    CONTENT,
    NUMBER,
    TIME,
    Columns,
    key_of,
)
from kstthc_cli.domain.importing.table.rows import REST, SECTION, SUBTASK, TASK, Item
from kstthc_cli.domain.text.first_letter import capitalized

ProseTable = tuple[list[Item], Columns, list[str], list[str]]
_WHO = r"(?:(?:các )?(?:cơ quan|đơn vị|bộ phận|phòng)(?:(?:,|/| và)? ?(?:cơ quan|đơn vị))?)"
_LABEL = re.compile(
    r"(?:^|(?<=[\s(;.,]))[-+•–*]?\s*(?P<label>"
    rf"(?:{_WHO} )?(?:chủ trì(?: thực hiện| tham mưu|, phối hợp)?|phối hợp(?: thực hiện)?|tham mưu|hỗ trợ)|"
    rf"{_WHO} (?:thực hiện|theo dõi|thẩm định|đầu mối)|phân công(?: thực hiện)?|"
    r"thời (?:gian|hạn|điểm)(?: (?:thực hiện|hoàn thành|triển khai|tổ chức|tiến hành|ban hành)){0,2}|"
    r"(?:hạn|tiến độ)(?: hoàn thành| thực hiện)?|(?:kết quả|sản phẩm)(?:(?:/|,| và)? ?(?:kết quả|sản phẩm))?"
    r"(?: (?:công việc|thực hiện|đầu ra|dự kiến|đạt được))?)\s*:\s*",
    re.IGNORECASE,
)
_OTHER_LABEL = re.compile(r"[-+•–*]\s*[A-ZĐ][^:.;]{2,30}:\s")


@dataclass(slots=True)
class _Entry:
    """A heading or paragraph, the lines of words under it, and what it says with labels.

    `others` are lines with labels that plans have no place for: `- Kinh phí: …`.
    """

    place: int
    label: Label
    text: str
    lines: list[str] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)
    depth: int = 0

    @property
    def is_task(self) -> bool:
        return bool(self.fields)


def prose_rows(lines: Sequence[str]) -> ProseTable | None:
    """The rows of a plan in prose, its columns, and the lines before and after; None for other texts."""
    entries = _entries(lines)
    tasks = [n for n, entry in enumerate(entries) if entry.is_task]
    well_said = [n for n in tasks if _names_somebody(entries[n])]
    if not well_said or len(well_said) * 2 < len(tasks):
        return None
    _nest(entries)
    first, end = _outermost(entries, tasks[0]), _end(entries, tasks[-1])
    items = list(_items(entries[first:end]))
    before = [line for entry in entries[:first] for line in _all_lines(entry)]
    after = [line for entry in entries[end:] for line in _all_lines(entry)]
    return items, _columns(entries), before, after


def _names_somebody(entry: _Entry) -> bool:
    return any(key in AGENCY_KEYS for key in entry.fields) and bool(entry.text or entry.lines)


def _entries(lines: Sequence[str]) -> list[_Entry]:
    found: list[_Entry] = []
    open_key = ""
    for place, line in enumerate(lines, 1):
        if not line:
            continue
        pieces = list(_LABEL.finditer(line))
        head = line[: pieces[0].start()].strip(" ;,(") if pieces else line.strip()
        if head and (pieces or not open_key or not _goes_on(line)):
            open_key = ""
            _begin(found, place, head, inline=bool(pieces))
        elif head:
            found[-1].fields[open_key].append(line.strip())
        for n, piece in enumerate(pieces):
            end = pieces[n + 1].start() if n + 1 < len(pieces) else len(line)
            value = _without_bracket(line[piece.end() : end].strip(" ;,"))
            open_key = _say(found, place, piece["label"], value)
    return found


def _without_bracket(value: str) -> str:
    """What a label says without the bracket that closes the remark, as in `(…; thời gian: Quý I).`."""
    while value.count(")") > value.count("(") and (whole := value.rstrip(" .;")).endswith(")"):
        value = whole[:-1].rstrip()
    return value


def _goes_on(line: str) -> bool:
    """Whether a line belongs to the label above it: a dash, and no heading."""
    return heading_label(line).style == BULLET


def _begin(found: list[_Entry], place: int, text: str, *, inline: bool) -> None:
    label = heading_label(text)
    plain = label.style in (NONE, BULLET)
    if plain and found and not found[-1].fields and not inline:
        found[-1].lines.append(text)
    elif found and found[-1].fields and not inline and _OTHER_LABEL.match(text):
        found[-1].others.append(text)
    else:
        rest = label.rest if label.style not in (NONE,) else text
        found.append(_Entry(place, label, rest))


def _say(found: list[_Entry], place: int, label: str, value: str) -> str:
    """Note what a label says; the key under which lines go on, if the label stands alone."""
    key = key_of(label)
    if not found or (value and found[-1].fields.get(key) and found[-1].titles[key] == capitalized(label)):
        found.append(_Entry(place, Label("", NONE, (), ""), ""))
    entry = found[-1]
    entry.titles.setdefault(key, capitalized(label))
    entry.fields.setdefault(key, [])
    if value:
        entry.fields[key].append(value)
    return "" if value else key


def _nest(entries: Sequence[_Entry]) -> None:
    """How deep each entry stands, by the styles of the labels that are open."""
    outline = Outline()
    for entry in entries:
        unnumbered = entry.label.style in (NONE, BULLET)
        entry.depth = outline.below if unnumbered else outline.depth(entry.label)


def _outermost(entries: Sequence[_Entry], first: int) -> int:
    """The outermost heading over the first task."""
    depth, found = entries[first].depth, first
    for n in range(first - 1, -1, -1):
        entry = entries[n]
        if entry.depth < depth:
            depth, found = entry.depth, n
    return found


def _end(entries: Sequence[_Entry], last: int) -> int:
    """The place behind the last task and the numbered paragraphs that follow it under the same heading."""
    label, end = entries[last].label, last + 1
    while end < len(entries) and comes_next(label, entries[end].label):
        label, end = entries[end].label, end + 1
    return end


def _items(entries: Sequence[_Entry]) -> Iterator[Item]:
    for n, entry in enumerate(entries):
        if entry.is_task or _stands_among_tasks(entries, n):
            yield _task(entry)
            bare = replace(entry, label=Label("", NONE, (), ""))
            yield from (_kept(bare, text) for text in entry.others)
            continue
        heads = any(later.is_task for later in _under(entries, n))
        if not heads:
            yield _kept(entry, " ".join(_all_lines(entry)))
            continue
        yield Item(SECTION, entry.place, entry.label, entry.text, entry.depth, unit="dòng")
        if entry.lines:
            yield _kept(entry, " ".join(entry.lines))


def _stands_among_tasks(entries: Sequence[_Entry], at: int) -> bool:
    """Whether a numbered paragraph without labels stands beside tasks, under the same heading."""
    own = entries[at]
    if own.label.style in (NONE, BULLET) or any(later.is_task for later in _under(entries, at)):
        return False
    around = (reversed(entries[:at]), entries[at + 1 :])
    beside = (takewhile(lambda other: other.depth >= own.depth, side) for side in around)
    return any(
        other.is_task and (other.depth, other.label.style) == (own.depth, own.label.style)
        for side in beside
        for other in side
    )


def _under(entries: Sequence[_Entry], at: int) -> Iterator[_Entry]:
    for later in entries[at + 1 :]:
        if later.depth <= entries[at].depth:
            return
        yield later


def _task(entry: _Entry) -> Item:
    kind = SUBTASK if entry.label.style == LETTER else TASK
    item = Item(kind, entry.place, entry.label, unit="dòng")
    if entry.label.style in (NONE, BULLET):
        item.label = Label("", NONE, (), "")
    item.content = " ".join([entry.text, *entry.lines]).strip()
    item.cells = {key: tuple(lines) for key, lines in entry.fields.items()}
    if not item.content:
        item.doubt("nhiệm vụ không có nội dung")
    if not AGENCY_KEYS.keys() & entry.fields.keys():
        item.doubt("chưa nêu cơ quan")
    if TIME not in entry.fields:
        item.doubt("chưa nêu thời gian")
    return item


def _kept(entry: _Entry, text: str) -> Item:
    item = Item(REST, entry.place, entry.label, text, unit="dòng")
    item.doubt(f"“{text}” chưa xếp được vào mục hay nhiệm vụ nào")
    return item


def _all_lines(entry: _Entry) -> list[str]:
    head = f"{entry.label.printed} {entry.text}".strip()
    return [head, *entry.lines, *entry.others]


def _columns(entries: Sequence[_Entry]) -> Columns:
    titles: dict[str, str] = {NUMBER: "Số", CONTENT: "Nội dung"}
    for entry in entries:
        for key, title in entry.titles.items():
            titles.setdefault(key, title)
    return Columns(tuple(titles), tuple(titles.values()), 0, ())
