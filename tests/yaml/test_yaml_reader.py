"""One reader of YAML on two parsers: the one in C and the pure one never give different answers."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kstthc_cli.errors import RefusedError
from kstthc_cli.store.files.source import Source, decode_source
from kstthc_cli.store.yaml import nodes as yaml_nodes
from kstthc_cli.store.yaml.nodes import (
    MAX_NODES,
    MappingNode,
    Node,
    PureParser,
    ScalarNode,
    fast_parser,
    parser_for,
)
from kstthc_cli.store.yaml.reader import Document, parse, parse_with
from kstthc_cli.store.yaml.writer import to_yaml
from tests.support.example_files import EXAMPLES
from tests.support.running import PROJECT
from tests.yaml.layouts import Writer

PLAN = parse(Source("", (EXAMPLES / "ok" / "duties-and-targets.plan.yaml").read_text("utf-8"))).data


def agree(text: str) -> Document:
    """What is read of a text, problems and places included, is what the pure parser alone has of it."""
    read, pure = parse(Source("", text)), parse_with(PureParser, Source("", text))
    assert read.problems == pure.problems
    assert same(read.data, pure.data), (read.data, pure.data)
    assert shape(read.node) == shape(pure.node)
    return read


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal in kind, too: 1 is neither 1.0 nor true; keys stand in the same order."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return repr(one) == repr(other)


def shape(node: Node | None) -> Any:
    """All that splices and messages ask of a node and those in it."""
    if node is None:
        return None
    begin, end = at(node.start_mark), at(node.end_mark)
    if isinstance(node, ScalarNode):
        return begin, end, node.value, node.style or None, node.implicit
    last = end if node.flow_style else None
    if isinstance(node, MappingNode):
        return begin, last, node.flow_style, [(shape(key), shape(value)) for key, value in node.value]
    return begin, last, node.flow_style, [shape(item) for item in node.value]


def at(mark: Any) -> tuple[int, int, int]:
    return mark.line, mark.column, mark.index


def files() -> Iterator[Path]:
    for folder in ("plans", "agencies", "calendar", "examples", "templates", "tests"):
        found = [*(PROJECT / folder).rglob("*.yaml"), *(PROJECT / folder).rglob("*.yml")]
        yield from (file for file in sorted(found) if file.is_file())


def test_the_parser_in_c_is_there() -> None:
    """So that the comparisons below compare; other interpreters have the pure one alone."""
    assert (fast_parser() is not None) == (sys.implementation.name == "cpython")


def test_every_file_of_the_project_is_read_alike() -> None:
    texts = [decode_source(file.read_bytes(), "")[0].text for file in files()]
    assert sum(not agree(text).problems for text in texts) > 100


@pytest.mark.parametrize("folder", ["plans", "agencies", "calendar"])
def test_the_sample_is_read_by_the_parser_in_c(folder: str) -> None:
    for file in (PROJECT / folder).glob("*.yaml"):
        assert parser_for(file.read_text("utf-8")) is fast_parser(), file


def test_without_the_parser_in_c_all_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (PROJECT / "plans" / "2021.yaml").read_text("utf-8")
    quick = parse(Source("", text))
    monkeypatch.setattr(yaml_nodes, "fast_parser", lambda: None)
    slow = parse(Source("", text))
    assert same(slow.data, quick.data)
    assert shape(slow.node) == shape(quick.node)


# Where the parsers differ, or two readers of YAML could

ODD = (
    "a: &x 1\nb: *x\n", "a: !!str 1\n", "a: !x b\n", "<<: {a: 1}\n", "---\na: 1\n", "a: 1\n---\nb: 1\n",
    "a: 1\n...\n", "a: 1\n...\n...\n", "%YAML 1.1\n---\na: 1\n", "%FOO\n---\na: 1\n", "a: 1\n%b: 2\n",
    "a: |\n  x\n%YAML 1.1\n", "\ufeffa: 1\n",
    "a: 1\r\nb: 2\n", "a: 1\rb: 2\n", "a:\tb\n", "a: b\t\n", "a:\n\t- b\n", "a: b\n\t\n",
    "a: x\u0085y\nb: 1\nb: 2\n", "a: x\u2028y\nb: 1\nb: 2\n", "a: \"x\u2029y\"\nb: [\n", "a: \x07\n",
    "a: \ud800\n", "a: |#c\n  x\n", "a: >-# c\n  x\n", "a: |\n \n  x\n", "a: >-  # c\n \n  x\n", "|\n---\n",
    ">\n...\n", "a:", "a: ", "- ", "a:\n- ", "- [a]", "a: |\n  x", "a: >+\n  x\n\n", "# c", "", "\n", "a",
    "? a\n", "? a", ": a\n", ": ", "? [a]\n: b\n", "{a, b: }\n", "[a: b, c:d, ? e]\n", '{"a":1}\n',
    "a:\n\n# c\nb: 1\n", "a: !", "a: &b", "a: {b: &c }\n", "k: a: b\n", '"k": v !!x\n*a: 1\n',
    "a: [b\n", "a: 'b\n", "a: b\n c: d\n", "a: b\n- c\n", "a: @b\n", "a: \"\\q\"\n",
    "a: \u00a0b\nb:\u00a0c\n", "{a: 1, ? : 2}\n", 'a: ["x":]\n', "a: [x:]\n", '{"a":}\n', 'a: {"b":[c]}\n',
    "{: 1, ? : 2}\n", "? \n: a\n",
    "a" * 1025 + ": b\n", "{" + "a" * 1025 + ": b}\n", '"' + "a" * 1020 + '": b\n', "[" * 2000,
    "a: " + "[" * 28 + "]" * 28 + "\n", "a: " + "[" * 29 + "]" * 29 + "\n", "a: " + "[" * 30 + "\n",
)  # fmt: skip


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_read_alike(text: str) -> None:
    agree(text)


@pytest.mark.parametrize("text", ODD)
def test_whatever_the_parser_in_c_is_given_both_take_alike(text: str) -> None:
    """Also texts in which it finds nothing wrong and the pure one does: they never come to it."""
    if (parser := parser_for(text)) is not PureParser:
        quick, pure = parse_with(parser, Source("", text)), parse_with(PureParser, Source("", text))
        assert quick.problems or not pure.problems


SCALARS = {
    "010": 10, "0x1F": 31, "0o17": 15, "1_000": 1000, "-7": -7, "1e3": 1000.0, "10.50": 10.5,
    ".inf": float("inf"), "yes": "yes", "on": "on", "y": "y", "1:30": "1:30", "28/01/2021": "28/01/2021",
    "3,5": "3,5", "true": True, "False": False, "null": None, "~": None, "": None, "'1'": "1",
    '"2021-01-28"': "2021-01-28", "=": "=", "<<": "<<", "2021-01-28": date(2021, 1, 28),
    "2021-1-2": "2021-1-2", "12:30:00": "12:30:00", '"ho\u0300a"': "hòa", "|\n  2021-01-28": "2021-01-28\n",
    "2021-01-28 10:00:00": datetime(2021, 1, 28, 10),  # noqa: DTZ001 - as written, without a zone
}  # fmt: skip


@pytest.mark.parametrize(("text", "value"), SCALARS.items())
def test_scalars_are_those_of_yaml_1_2(text: str, value: Any) -> None:
    read = agree(f"a: {text}\n")
    assert read.problems == []
    assert same(read.data, {"a": value})


@pytest.mark.parametrize("text", ["010", "0x1F", "1_000", "10.50", "yes", "~", "2021-01-28", "Null"])
def test_a_scalar_is_known_as_it_was_typed(text: str) -> None:
    assert agree(f"a: {text}\n").typed(("a",)) == text


@pytest.mark.parametrize("text", ["2021-02-30", "0000-01-01", "1" * 41, "1" * 5000, "2021-01-28T99:00:00Z"])
def test_what_is_no_day_or_number_that_can_be_used_is_told(text: str) -> None:
    read = agree(f"a: {text}\n")
    assert [(p.code, p.line, p.column) for p in read.problems] == [("KST025", 1, 4)]


# Places


def test_every_part_has_its_place() -> None:
    read = agree('# c\na:\n  - b: "x"\n    c:\n  - 010\nd: {e: [1, 2]}\n')
    places = {
        (): (2, 1), ("a",): (3, 3), ("a", 0): (3, 5), ("a", 0, "b"): (3, 8), ("a", 0, "c"): (4, 5),
        ("a", 1): (5, 5), ("d",): (6, 4), ("d", "e", 1): (6, 12), ("d", "nothing"): (6, 4),
        ("a", 0, "tag", "b"): (3, 8),
    }  # fmt: skip
    assert {loc: read.place(loc) for loc in places} == places
    assert read.place(("d", "e"), key=True) == (6, 5)
    assert read.typed(("a", 1)) == "010"
    assert read.typed(("a",)) == ""


def test_all_keys_that_stand_twice_are_told() -> None:
    read = agree("a: 1\nb: {c: 1, c: 2}\na: 2\na: 3\n")
    assert [(p.code, p.line, p.column) for p in read.problems] == [
        ("KST010", 2, 11), ("KST010", 3, 1), ("KST010", 4, 1)
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000, "a: " + "[" * 100_000]
)
def test_depth_is_counted_while_reading(text: str) -> None:
    read = agree(text)
    assert [p.code for p in read.problems] == ["KST013"]


def test_values_are_counted_while_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_nodes, "MAX_NODES", 100)
    assert agree("a: [" + "x," * 97 + "]\n").problems == []
    found = agree("a: [" + "x," * 98 + "]\n").problems
    assert [(p.code, p.line, p.column) for p in found] == [("KST003", 1, 199)]


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
def test_both_parsers_agree_on_any_text_of_plain_lines(text: str) -> None:
    agree(text)
    agree(text.rstrip("\n"))


@given(st.text(alphabet=st.sampled_from("ab1:-# \n\"\\[]{},|.2021ở>?!&*%'"), max_size=40))
def test_both_parsers_agree_on_any_text_of_telling_letters(text: str) -> None:
    agree(text)
    agree(f"a: {text}\n")


@given(st.integers(0, 2**32))
def test_both_parsers_agree_on_plans_laid_out_in_every_way(seed: int) -> None:
    random = Random(seed)
    text = Writer(random).text(PLAN)
    assert agree(text).data == PLAN
    start = random.randrange(len(text))
    piece = random.choice([" ", "\n", ":", '"', "]", "- ", "#", "&a ", "? ", ""])
    agree(text[:start] + piece + text[start + random.randrange(3) :])


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
def test_both_parsers_agree_on_whatever_kst_writes(content: dict[str, Any]) -> None:
    try:
        text = to_yaml(content)
    except ValueError:
        return
    assert agree(text).problems == []


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ({"a": {}, "b": [], "c": {"d": []}}, "a: {}\nb: []\nc:\n  d: []\n"),
        ({"a": Decimal("12345678901234567890.0")}, "a: 12345678901234567890.0\n"),
        ({"a": Decimal("12345678901234567890")}, "a: 12345678901234567890\n"),
        ({"a": Decimal("0.10"), "b": Decimal(3)}, "a: 0.10\nb: 3\n"),
    ],
)
def test_nothing_and_numbers_are_written_as_they_are(content: dict[str, Any], text: str) -> None:
    assert to_yaml(content) == text


def test_more_values_than_a_file_may_hold_are_refused_in_a_sentence() -> None:
    with pytest.raises(RefusedError, match="Nội dung quá nhiều để ghi thành một tệp") as refused:
        to_yaml({"a": [1] * MAX_NODES})
    assert refused.value.remedy == "Chia ra nhiều phần rồi làm lại."
