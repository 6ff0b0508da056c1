"""Small changes of a YAML file, such as hands make: a key, a value, a line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

_ONE = r'(?:"(?:[^"\\]|\\.)*"|\[[^\[\]{}]*\]|[^\s,{}\[\]"#][^,{}\[\]\n#]*)'
_VALUE = re.compile(rf"(?<=: ){_ONE}")
_KEY = re.compile(r"[a-z_]+(?=:(?:\s|$))")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_INT = re.compile(r"-?\d+")

Make = Callable[[str], str]


def _day(text: str, days: int) -> str:
    return (date.fromisoformat(text) + timedelta(days)).isoformat()


DATES: dict[str, Make] = {
    "hôm trước": lambda text: _day(text, -1),
    "hôm sau": lambda text: _day(text, 1),
    "năm sau": lambda text: _day(text, 365),
    "năm trước": lambda text: _day(text, -366),
    "kiểu Việt Nam": lambda text: f'"{text[8:]}/{text[5:7]}/{text[:4]}"',
    "chỉ tháng": lambda text: f'"{text[:7]}"',
}
NUMBERS: dict[str, Make] = {
    "thêm 1": lambda text: str(int(text) + 1),
    "bớt 1": lambda text: str(int(text) - 1),
    "số không": lambda _: "0",
    "số lẻ": lambda text: f"{text}.5",
    "trong ngoặc kép": '"{}"'.format,
}
TEXTS: dict[str, Make] = {
    "rỗng": lambda _: '""',
    "chữ hoa": lambda text: f'"{text.upper()}"',
    "thừa chữ": '"{}x"'.format,
    "thiếu chữ": lambda text: f'"{text[:-1]}"',
    "thêm dấu cách": '"{} "'.format,
    "hai lần": lambda text: f'"{text}; {text}"',
    "là danh sách": '["{}"]'.format,
    "là số": lambda _: "7",
    "năm khác": lambda text: f'"{text.replace("2021", "2022")}"',
    "số tăng": lambda text: f'"{text.translate(str.maketrans("1234", "2345"))}"',
}
LISTS: dict[str, Make] = {
    "danh sách rỗng": lambda _: "[]",
    "phần tử đầu hai lần": lambda text: f"[{text[1:-1].split(', ')[0]}, {text[1:-1]}]",
    "ngược lại": lambda text: f"[{', '.join(text[1:-1].split(', ')[::-1])}]",
    "chỉ phần tử đầu": lambda text: text[1:-1].split(", ")[0],
    "thêm so-tp": lambda text: f"[{text[1:-1]}, so-tp]",
    "thêm tên lạ": lambda text: f"[{text[1:-1]}, so-la]",
}


def _values(text: str, others: Sequence[str]) -> Iterator[tuple[str, str]]:
    """A value in other words."""
    plain = text.strip('"')
    if text.startswith("["):
        makes = LISTS
    elif _DATE.fullmatch(plain):
        makes = DATES
    elif _INT.fullmatch(text):
        makes = NUMBERS
    else:
        makes = TEXTS
    yield from ((name, make(text if makes is LISTS else plain)) for name, make in makes.items())
    yield "không có gì", "~"
    yield from ((f"thành {other}", other) for other in others if other != text)


def changes(text: str) -> Iterator[tuple[str, str]]:
    """Every small change of a file, with a name that says where and what."""
    lines = text.split("\n")
    known: dict[str, list[str]] = {}
    for found in re.finditer(rf"({_KEY.pattern}): ({_ONE})", text):
        if found[2] not in known.setdefault(found[1], []):
            known[found[1]].append(found[2])
    for at, line in enumerate(lines[:-1]):

        def with_line(*new: str, at: int = at) -> str:
            return "\n".join([*lines[:at], *new, *lines[at + 1 :]])

        where = f"dòng {at + 1}"
        yield f"{where}: bỏ", with_line()
        yield f"{where}: hai lần", with_line(line, line)
        yield f"{where}: thụt vào", with_line(f"  {line}")
        if lines[at + 1].strip():
            yield (
                f"{where}: đổi chỗ với dòng dưới",
                "\n".join([*lines[:at], lines[at + 1], line, *lines[at + 2 :]]),
            )
        for key in _KEY.finditer(line):
            before, after = line[: key.start()], line[key.end() :]
            yield f"{where}: {key[0]} sai chính tả", with_line(f"{before}{key[0][:-1]}{after}")
            value = _VALUE.match(line, key.end() + 2)
            if not value:
                continue
            for name, new in _values(value[0].rstrip(), known.get(key[0], [])[:4]):
                changed = f"{line[: value.start()]}{new}{line[value.start() + len(value[0].rstrip()) :]}"
                yield f"{where}: {key[0]} {name}", with_line(changed)
            rest = re.sub(r"^,? ?", "", line[value.end() :])
            yield f"{where}: bỏ {key[0]}", with_line(f"{before}{rest}")
