"""Plain YAML is read by a fast library: never otherwise than by the strict reader."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from conftest import PROJECT
from kstthc_cli.store.files.source import Source, decode_source
from kstthc_cli.store.plain_yaml import is_plain, read_plain
from kstthc_cli.store.yaml.strict import parse_strictly
from kstthc_cli.store.yaml.writer import to_yaml


def agree(text: str) -> None:
    """What the fast reader says, if it says anything, is what the strict one says."""
    fast = read_plain(text)
    if fast is not None:
        strict = parse_strictly(Source("", text))
        assert strict.problems == []
        assert same(fast, strict.data), (fast, strict.data)


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal in kind, too: 1 is neither 1.0 nor true; keys stand in the same order."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return repr(one) == repr(other)


def files() -> Iterator[Path]:
    for folder in ("plans", "agencies", "calendar", "tests/examples"):
        yield from (file for file in sorted((PROJECT / folder).rglob("*.yaml")) if file.is_file())


def test_every_file_of_the_project_is_read_alike() -> None:
    texts = [decode_source(file.read_bytes(), "")[0].text for file in files()]
    assert sum(map(is_plain, texts)) > 100
    for text in texts:
        agree(text)


@pytest.mark.parametrize("folder", ["plans", "agencies", "calendar"])
def test_the_sample_is_plain(folder: str) -> None:
    for file in (PROJECT / folder).glob("*.yaml"):
        assert is_plain(file.read_text("utf-8")), file


NOT_PLAIN = (
    "a: &x 1\nb: *x\n", "a: !!str 1\n", "a: !x b\n", "<<: {a: 1}\n", "---\na: 1\n", "a: 1\n---\nb: 1\n",
    "a: 1\n...\n", "%YAML 1.1\n---\na: 1\n", "\ufeffa: 1\n", "a: 1\r\nb: 2\n", "a:\tb\n", "a: b\t\n",
    "a: 2021-02-30\n", "a: 2021-02-29\n", "a: 0000-01-01\n", "a: 2021-01-28T10:00:00Z\n", "a: 010\n",
    "a: 1_000\n", "a: 0x1F\n", "a: 1e3\n", "a: .inf\n", "a: _1\n", "1: a\n", "true: a\n", "null: a\n",
    "2021-01-01: a\n", "on: a\n", "a: \"\\x07\"\n", "a: \"\\u00e0\"\n", "a: \"x\n  y\"\n", "a: 'x'\n",
    "a: >\n  x\n", "? a\n: b\n", "a: x\u0085y\n", "a: \"\u200b\"\n", "a: |2\n    x\n", "a: 1",
    "a: \"ho\u0300a\"\n", "- {a: {b: {c: 1}}}\n", 'a: "2021-01-28"\n', 'a: "12:30:00"\n',
    "a: |-\n  2021-01-28\n",
    'a: "2021-01-28T10:00:00Z"\n', 'a: "12:30"\n', "a: |\n", "a: |\n\n  x\n",
)  # fmt: skip


@pytest.mark.parametrize("text", NOT_PLAIN)
def test_what_readers_could_take_differently_is_not_plain(text: str) -> None:
    assert not is_plain(text)


@pytest.mark.parametrize(
    "text", ["", "\n", "# c\n", "- a\n", "a: 1\na: 2\n", "a: {b: 1, b: 2}\n", "a: 1\n b: 2\n"]
)
def test_what_is_no_mapping_or_has_a_key_twice_is_left_to_the_strict_reader(text: str) -> None:
    assert read_plain(text) is None


# Texts of pieces that may or may not fit together

WORDS = st.sampled_from(
    ["done", "true", "True", "TRUE", "null", "Null", "no", "y", "on", "e1", "x.5", "a_b", "nan", "Infinity",
     "0", "-0", "7", "-7", "10.50", "1.0", "-0.0", "123456789012345", "0.1", "2021-01-28", "2021-12-31",
     "2021-02-28", "2021-Q2", '""', '"a b"', '"1"', '"\\n\\t\\\\ \\""', '"ở: # đây"', '"a, b]"', "[]", "{}",
     "[a, 1]", "{a: 1, b: [x, 2021-01-01]}", "[{a: 1}, {b: 2}]", "[[1], [2]]"]
)  # fmt: skip
KEYS = st.sampled_from(
    ["a", "b", "c", "text", "ty-le", "x_y", "e1", "yes", "off", "true", "null", "NULL", "N"]
)
TAILS = st.sampled_from(["", "", "", "", " ", " # ghi chú", "#x", ":", ": x"])
LINES = st.one_of(
    st.tuples(KEYS, WORDS, TAILS).map(lambda p: f"{p[0]}: {p[1]}{p[2]}"),
    st.tuples(KEYS, TAILS).map(lambda p: f"{p[0]}:{p[1]}"),
    st.tuples(WORDS, TAILS).map(lambda p: f"- {p[0]}{p[1]}"),
    st.tuples(KEYS, WORDS).map(lambda p: f"- {p[0]}: {p[1]}"),
    KEYS.map(lambda key: f"- {key}:"),
    st.tuples(KEYS, st.sampled_from(["|", "|-", "|+"])).map(lambda p: f"{p[0]}: {p[1]}"),
    st.tuples(KEYS, st.sampled_from(["|", "|-", "|+"])).map(lambda p: f"- {p[0]}: {p[1]}"),
    st.sampled_from(["", "# ghi chú", "chữ: và chữ", "&x 1", "- - a", "---", "..."]),
)
TEXTS = st.lists(st.tuples(st.sampled_from([0, 0, 0, 1, 2, 2, 3, 4, 4, 6]), LINES), max_size=9).map(
    lambda lines: "".join(" " * depth + line + "\n" for depth, line in lines)
)


@given(TEXTS)
@example("a: |\n  x\n y: 1\n")
@example("- a: |\n  b: 1\n")
@example("a: done\n  - b\n")
@example("a:\n- b\nc: 1\n")
def test_both_readers_agree_on_any_text_of_plain_lines(text: str) -> None:
    agree(text)


@given(st.text(alphabet=st.sampled_from('ab1:-# \n"\\[]{},|.2021ở'), max_size=40))
def test_both_readers_agree_on_any_text_of_telling_letters(text: str) -> None:
    agree(text)
    agree(f"a: {text}\n")


# What kst writes

SAYING = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=30
)
VALUES = st.recursive(
    st.one_of(
        SAYING, st.integers(-(10**9), 10**9), st.dates(date(1900, 1, 1), date(2999, 12, 31)),
        st.lists(SAYING, min_size=1, max_size=3).map("\n".join),
    ),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3), st.dictionaries(KEYS, inner, min_size=1, max_size=3)
    ),
    max_leaves=12,
)  # fmt: skip


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=5))
def test_both_readers_agree_on_whatever_kst_writes(content: dict[str, Any]) -> None:
    try:
        text = to_yaml(content)
    except ValueError:
        return
    agree(text)
