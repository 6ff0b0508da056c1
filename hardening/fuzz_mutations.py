"""Making broken files of good ones: by bytes, by lines, and by the values and keys of YAML and JSON."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from random import Random

MOST_BYTES = 200_000
LIKELY = 20_000
_VALUE = re.compile(r'(?P<key>[\w-]+)"?:[ ]+(?P<value>"(?:[^"\\\n]|\\.)*"|[^\s,{}\[\]][^,{}\[\]\n]*)')
_ODD = (
    b"\x00", b"\x07", b"\x1b[31m", b"\x7f", b"\x85", b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xc3\x28",
    b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xef\xbb\xbf", b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xa9",
    b"\xc2\xa0", b"\xe2\x80\x8b", b"\xe2\x80\xae", b"\xe2\x81\xa6", b"\xef\xbf\xbe", b"\xef\xbf\xbd",
    b"\xcc\x80" * 40, b"\xf0\x9f\x8e\x89", b"\xf3\xa0\x81\x81", b"\r", b"\r\n", b"\t", b"\x0b", b"\x0c",
    b"\n", b"\n\n", b" ", b"  ", b"#", b" #", b"---\n", b"...\n", b"<<<<<<< HEAD\n", b"=======\n", b"\\",
    b"'", b'"', b"{", b"}", b"[", b"]", b",", b":", b": ", b"- ", b"? ", b"|", b">", b"|2-\n",
    b"%YAML 1.2\n---\n", b"&a ", b"*a", b"!!str ", b"!a ", b"<<: ", b"@", b"`", b"~",
)  # fmt: skip
VALUES = (
    "", "~", "null", "true", "no", "0", "-1", "007", "0x10", "0o17", "1_000", "1e3", "1e999999999", "1.5",
    ".inf", "-.inf", ".nan", "9" * 30, "9" * 41, "9" * 5000, "2021", "1899", "3000", "99999", "2021-02-30",
    "2021-13-01", "0000-01-01", "0001-01-01", "9999-12-31", "1900-01-01", "2999-12-31", "2021-1-1",
    "2021-01-28 25:61:61", "2021-01-28T10:00:00Z", "2021-Q1", "2021-Q5", "2020-Q4", "2021-H1", "2021-9M",
    "2021-06", "2021-00", "q3", "[]", "{}", "[~]", "[[]]", "{a: 1}", "[1, 2]", "[a, a]", "[so-tp, so-tp]",
    "[2021-01-01]", '""', '" "', "''", '"\\0"', '"\\x07"', '"\\ud800"', '"\\U00110000"', '"\\u202e"',
    '"\\u2028"', '"\\uFFFE"', '"\\q"', '"mở', '"a\\n::error::b"', '"{{ 7 * 7 }}"', '"{% for x in y %}"',
    '"<b>&amp;</b>"', '"=cmd|\' /C calc\'!A0"', '"%s%n"', '"../../../etc/passwd"', '"/etc/passwd"', '"con"',
    '"a/b"', '"."', '"-"', '"--help"', '"' + "dài " * 400 + '"', '"' + "x" * 81 + '"', '"' + "ệ" * 3000 + '"',
    '"Quảng Nga\u0303i"', '"' + "a\u0301" * 50 + '"', '"\u00a0"', '"🎉"', '"١٢٣"', '"Ⅳ"', '"ｓｏ－ｔｐ"',
    "&a x", "*a", "!!python/name:os.system", "!!binary aGE=", "!!set {a}", "!!float 1", "|\n  nhiều\n  dòng",
    ">-\n  gấp\n\n  lại", "- 1", "[" * 40, "{a: " * 40, "[" * 3000, "so-tp", "so-ban-nganh", "vp", "so-tttt",
    "vp-ubnd-tinh", "I", "II", "1", "2", "1a", "done", "not_arising", "by_date", "ongoing", "periodic",
    "on_request", "quarter", "month", "year", "file", "url", "document", "https://a.vn", "http://[",
    "ftp://a",
)  # fmt: skip

_LETTERS = (
    "\\n", "\\t", "\\u2028", "\\x85", "\\u200b", "\\u202e", "\\u2066", "\\ufeff", "\\ud83c", "\\U000e0041",
    "\\e", "\\\\", '\\"', "'", "|", "*", "_", "`", "<", ">", "&", "{{", "}}", "{%", "#", "[a](b)", "<!--",
    "\n", "\n\n", "\n  ", "\t", "\u00a0", "\u2003", "\u3000", "\u00ad", "\u0300", "\u0323\u0302", "🎉",
    "👩‍👩‍👧", "ｗ", "漢", "ا", "ß", "ı", "Ⅳ", "½", ";", ",", "=", "+", "-", "@", "=1+1", "đ", "Đ", "Ủy", "Uỷ",
    "%", "\\N", "dài " * 300, "d" * 3000, "12/2021", "trước",
)  # fmt: skip


class Words:
    """The keys and values of some files, to put one in place of another."""

    def __init__(self, files: Sequence[bytes]) -> None:
        self.by_key: dict[str, list[str]] = {}
        for content in files:
            for match in _VALUE.finditer(content.decode("utf-8", "ignore")):
                known = self.by_key.setdefault(match["key"], [])
                if match["value"] not in known and len(match["value"]) < 500:
                    known.append(match["value"])
        self.keys = sorted(self.by_key) or ["a"]
        self.values = [value for key in self.keys for value in self.by_key.get(key, ())] or ["a"]

    def value(self, rnd: Random, key: str) -> str:
        """A value for a key: hostile, one of that key's own, or one of another key's."""
        way = rnd.random()
        if way < 0.4:
            return rnd.choice(VALUES)
        own = self.by_key.get(key)
        return rnd.choice(own if own and way < 0.85 else self.values)


Way = Callable[[Random, bytes, Words], bytes]


# Bytes


def _span(rnd: Random, content: bytes, most: int = 60) -> tuple[int, int]:
    begin = rnd.randrange(len(content) + 1)
    return begin, min(len(content), begin + rnd.randint(1, most))


def _flip(rnd: Random, content: bytes, _words: Words) -> bytes:
    found = bytearray(content)
    for _ in range(rnd.randint(1, 4)):
        if found:
            found[rnd.randrange(len(found))] ^= 1 << rnd.randrange(8)
    return bytes(found)


def _insert(rnd: Random, content: bytes, _words: Words) -> bytes:
    at = rnd.randrange(len(content) + 1)
    odd = rnd.choice(_ODD) if rnd.random() < 0.8 else rnd.randbytes(rnd.randint(1, 6))
    return content[:at] + odd * rnd.choice((1, 1, 1, 2, 40)) + content[at:]


def _delete(rnd: Random, content: bytes, _words: Words) -> bytes:
    begin, end = _span(rnd, content, rnd.choice((1, 10, 400)))
    return content[:begin] + content[end:]


def _truncate(rnd: Random, content: bytes, _words: Words) -> bytes:
    return content[: rnd.randrange(len(content) + 1)]


def _repeat(rnd: Random, content: bytes, _words: Words) -> bytes:
    begin, end = _span(rnd, content, rnd.choice((4, 60, 600)))
    times = rnd.choice((2, 2, 3, 10, 200) if rnd.random() < 0.9 else (2000, 20_000))
    most = MOST_BYTES if rnd.random() < 0.02 else LIKELY
    return content[:begin] + (content[begin:end] * times)[:most] + content[end:]


def _whole(rnd: Random, content: bytes, _words: Words) -> bytes:
    text = content.decode("utf-8", "replace")
    return rnd.choice((
        lambda: b"\xef\xbb\xbf" + content,
        lambda: content.replace(b"\n", b"\r\n"),
        lambda: content.replace(b"\n", b"\r"),
        lambda: content.replace(b"\n", "\u2028".encode()),
        lambda: content.replace(b"\n", b"\xc2\x85"),
        lambda: content.replace(b" ", "\u00a0".encode()),
        lambda: content.replace(b"  ", b"\t"),
        lambda: unicodedata.normalize("NFD", text).encode(),
        lambda: unicodedata.normalize("NFKD", text).encode(),
        lambda: text.encode("utf-16"),
        lambda: text.encode("cp1258", "replace"),
        lambda: text.encode("utf-16-le"),
        content.swapcase,
        lambda: content + content,
        lambda: content[::-1],
        lambda: b"",
    ))()  # fmt: skip


# Lines


def _lines(rnd: Random, content: bytes, _words: Words) -> bytes:
    lines = content.split(b"\n")
    a, b = rnd.randrange(len(lines)), rnd.randrange(len(lines))
    way = rnd.randrange(7)
    if way == 0:
        del lines[min(a, b) : max(a, b) if rnd.random() < 0.3 else min(a, b) + 1]
    elif way == 1:
        lines.insert(a, lines[b])
    elif way == 2:
        lines[a], lines[b] = lines[b], lines[a]
    elif way == 3:
        lines[a] = b" " * rnd.randint(1, 8) + lines[a]
    elif way == 4:
        lines[a] = lines[a][rnd.randint(1, 4) :]
    elif way == 5:
        lines[a] = lines[a].lstrip(b" ")
    else:
        begin, end = sorted((a, b))
        lines[end:end] = lines[begin:end] * rnd.choice((1, 2, 30))
    return b"\n".join(lines)


# Values and keys


def _value(rnd: Random, content: bytes, words: Words) -> bytes:
    text = content.decode("utf-8", "surrogateescape")
    found = list(_VALUE.finditer(text))
    for match in sorted(
        rnd.sample(found, min(len(found), rnd.choice((1, 1, 2, 4)))), key=lambda m: -m.start()
    ):
        text = text[: match.start("value")] + words.value(rnd, match["key"]) + text[match.end("value") :]
    return text.encode("utf-8", "surrogateescape")


def _within(rnd: Random, content: bytes, _words: Words) -> bytes:
    """Odd letters inside of a text, where any may stand."""
    text = content.decode("utf-8", "surrogateescape")
    found = [match for match in _VALUE.finditer(text) if re.fullmatch('".*"', match["value"])]
    if not found:
        return content
    at = rnd.randint((match := rnd.choice(found)).start("value") + 1, match.end("value") - 1)
    return (text[:at] + rnd.choice(_LETTERS) + text[at:]).encode("utf-8", "surrogateescape")


def _key(rnd: Random, content: bytes, words: Words) -> bytes:
    text = content.decode("utf-8", "surrogateescape")
    found = list(_VALUE.finditer(text))
    if not found:
        return content
    match, way = rnd.choice(found), rnd.random()
    other = (
        rnd.choice(words.keys)
        if way < 0.7
        else rnd.choice(("<<", "? a", "~", "10", "[1]", "a\u0301", "k" * 200))
    )
    if way < 0.2:
        other = f"{other}: {words.value(rnd, other)}, {match['key']}"
    return (text[: match.start("key")] + other + text[match.end("key") :]).encode("utf-8", "surrogateescape")


def _add_line(rnd: Random, content: bytes, words: Words) -> bytes:
    lines = content.split(b"\n")
    at = rnd.randrange(len(lines))
    indent = len(lines[at]) - len(lines[at].lstrip(b" "))
    key = rnd.choice(words.keys)
    lines.insert(at, b" " * indent + f"{key}: {words.value(rnd, key)}".encode("utf-8", "surrogateescape"))
    return b"\n".join(lines)


WAYS: tuple[Way, ...] = (
    _flip, _insert, _insert, _delete, _truncate, _repeat, _whole, _lines, _lines, _value, _value, _value,
    _value, _value, _within, _within, _within, _key, _key, _add_line,
)  # fmt: skip


def mutated(rnd: Random, corpus: Sequence[bytes], words: Words, ways: Sequence[Way] = WAYS) -> bytes:
    """A file made of one of the corpus by a few changes, now and then spliced with another one."""
    content = rnd.choice(corpus)
    if rnd.random() < 0.06:
        other = rnd.choice(corpus)
        content = content[: rnd.randrange(len(content) + 1)] + other[rnd.randrange(len(other) + 1) :]
    for _ in range(rnd.choice((1, 1, 1, 1, 2, 2, 3, 6))):
        content = rnd.choice(ways)(rnd, content, words)
    return content[:MOST_BYTES]
