"""Changing what a file says by its text: the law of splices, and files laid out in every way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from difflib import SequenceMatcher
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kstthc_cli.domain.amend import plan_edits as amend
from kstthc_cli.domain.amend.plan_edits import AmendmentReference, NewLine, Wording
from kstthc_cli.domain.text.normalize import nfc
from kstthc_cli.domain.text.splices import OverlapError, Splice, spliced
from kstthc_cli.store.files.source import Source
from kstthc_cli.store.yaml.house_style import in_house_style
from kstthc_cli.store.yaml.nodes import CollectionNode, MappingNode
from kstthc_cli.store.yaml.reader import Document, parse
from kstthc_cli.store.yaml.splices import CannotSpliceError, with_data
from tests.support.example_files import EXAMPLES
from tests.yaml.layouts import Writer

PLAN = parse(Source("plan", (EXAMPLES / "ok" / "duties-and-targets.plan.yaml").read_text("utf-8"))).data
DAY = date(2021, 5, 20)


def document(text: str) -> Document:
    found = parse(Source("plans/2021.yaml", text))
    assert found.problems == []
    return found


def changed(text: str, **to: Any) -> str:
    """The text with the top-level keys saying what is given."""
    before = document(text)
    return with_data(before, {**before.data, **to}).source.text


# Splices


@st.composite
def spliced_texts(draw: st.DrawFn) -> tuple[str, list[Splice]]:
    text = draw(st.text(max_size=40))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return text, [Splice(a, b, draw(st.text(max_size=5))) for a, b in pairs]


@given(spliced_texts(), st.randoms())
def test_what_no_splice_covers_stays(case: tuple[str, list[Splice]], random: Random) -> None:
    text, splices = case
    kept = [text[a:b] for a, b in _gaps(len(text), splices)]
    wanted = "".join(
        part for pair in zip(kept, [*(s.text for s in splices), ""], strict=True) for part in pair
    )
    distinct = len({s.start for s in splices}) == len(splices)
    shuffled = random.sample(splices, len(splices)) if distinct else splices
    assert spliced(text, shuffled) == wanted


def _gaps(length: int, splices: list[Splice]) -> Iterator[tuple[int, int]]:
    done = 0
    for splice in splices:
        yield done, splice.start
        done = splice.end
    yield done, length


@pytest.mark.parametrize("splices", [[(0, 3), (2, 4)], [(1, 6)], [(3, 2)], [(-1, 2)]])
def test_splices_that_meet_or_have_no_place_are_refused(splices: list[tuple[int, int]]) -> None:
    with pytest.raises(OverlapError):
        spliced("abcde", [Splice(a, b, "x") for a, b in splices])


def test_insertions_at_one_place_keep_their_order() -> None:
    assert spliced("ab", [Splice(1, 1, "1"), Splice(1, 1, "2")]) == "a12b"


# One value


@pytest.mark.parametrize(
    ("text", "to", "expected"),
    [
        ('a: "x"  # c\n', "y", 'a: "y"  # c\n'),
        ("a: 'x'  # c\n", "it's", "a: 'it''s'  # c\n"),
        ("a: x-y # c\n", "so-tp", "a: so-tp # c\n"),
        ("a: chữ cũ # c\n", "chữ: mới", 'a: "chữ: mới" # c\n'),
        ("a: x\n  y\nb: 1\n", "z", 'a: "z"\nb: 1\n'),
        ("a: |  # c\n  x\n  y\n\n# d\nb: 1\n", "z", 'a: "z"  # c\n\n# d\nb: 1\n'),
        ("a: >+\n  x\n\nb: 1\n", "z", 'a: "z"\nb: 1\n'),
        ("a: 2021-01-02 # c\n", date(2021, 3, 4), "a: 2021-03-04 # c\n"),
        ('a: "x"', "y", 'a: "y"'),
        ("a: 'x'\n", "m\nn", 'a: "m\\nn"\n'),
        ("a: |+\n  x", "z", 'a: "z"'),
        ("a: so-tp\n", "yes", 'a: "yes"\n'),
    ],
)  # fmt: skip
def test_a_value_is_replaced_in_its_place(text: str, to: Any, expected: str) -> None:
    assert changed(text, a=to) == expected


@pytest.mark.parametrize(
    ("text", "to", "expected"),
    [
        ("a: [x, y]  # c\n", ["x", "y", "z"], 'a: [x, y, "z"]  # c\n'),
        ("a: [x,\n    y, # c\n   ]\n", ["x", "y", "z"], 'a: [x,\n    y, "z", # c\n   ]\n'),
        ("a: []\n", ["z"], 'a: ["z"]\n'),
        ("a: [x, y]\n", ["y"], "a: [y]\n"),
        ("a: [x, y, z]\n", ["x"], "a: [x]\n"),
        ("a: [x, y, z]\n", ["z"], "a: [z]\n"),
        ("a: [x]\n", ["w", "x"], 'a: ["w", x]\n'),
        ("a:\n- x # c\n# d\nb: 1\n", ["x", "z"], 'a:\n- x # c\n- "z"\n# d\nb: 1\n'),
        ("a:\n    - x\n      # sâu\n    # d\n", ["x", "z"], 'a:\n    - x\n      # sâu\n    - "z"\n    # d\n'),
        ("a:\n  - x # c\n  - y\nb: 1\n", ["y"], "a:\n  # c\n  - y\nb: 1\n"),
        ("a:\n  - x\n  - y", ["x"], "a:\n  - x"),
        ("lead: [x]\n", ["x"], "lead: [x]\n"),
        ("lead: [so-tp]\n", ["so-tp", "so-yt", "1a", "on"], 'lead: [so-tp, so-yt, "1a", "on"]\n'),
        ("a: [x]\n", [], "a: []\n"),
        ("a: [x]\nb: [1, 2]\n", [], "a: []\nb: [1, 2]\n"),
        ("a: [x, # c\n  y]\n", [], "a: [# c\n  ]\n"),
        ("a: [[1, 2], x]\n", [[1, 2]], "a: [[1, 2]]\n"),
        ("a: [[1, 2], x]\n", ["x"], "a: [x]\n"),
    ],
)  # fmt: skip
def test_a_list_grows_and_shrinks_in_its_place(text: str, to: list[Any], expected: str) -> None:
    key = text.partition(":")[0]
    assert changed(text, **{key: to}) == expected


@pytest.mark.parametrize(
    ("text", "to", "expected"),
    [
        ("a: {k: 1, l: 2}  # c\n", {"k": 1, "l": 2, "m": "x"}, 'a: {k: 1, l: 2, m: "x"}  # c\n'),
        ("a: {k: 1, l: 2, m: 3}\n", {"k": 1, "m": 3}, "a: {k: 1, m: 3}\n"),
        ("a: {k: 1, l: 2}\n", {"l": 2}, "a: {l: 2}\n"),
        ("a:\n  k: 1 #c\n  #d\n  l: 2\n", {"k": 1, "m": 3, "l": 2}, "a:\n  k: 1 #c\n  m: 3\n  #d\n  l: 2\n"),
        ("a:\n  k: 1\n  l: 2 # c\n", {"k": 1}, "a:\n  k: 1\n  # c\n"),
        ("a: {k: 1}\n", {"k": 1, "Mục 1": "x", "yes": 2}, 'a: {k: 1, "Mục 1": "x", "yes": 2}\n'),
        ("a: {k: 1, l: 2}\n", {}, "a: {}\n"),
        ("a: {k: 1}\n", {}, "a: {}\n"),
    ],
)  # fmt: skip
def test_a_mapping_gains_and_loses_keys_in_its_place(text: str, to: dict[str, Any], expected: str) -> None:
    assert changed(text, a=to) == expected


@pytest.mark.parametrize(
    ("text", "to", "expected"),
    [
        ("a: x", [], "a: x\nb: []"),
        ("a: 1\n", {}, "a: 1\nb: {}\n"),
        ("a: 1 # c\n # d\n# e\n", "x", 'a: 1 # c\n # d\nb: "x"\n# e\n'),
        (
            "a: 1\n",
            {"c": "x", "d": ["y"], "f": [{"g": 1, "h": "i"}], "lead": ["so-tp"]},
            'a: 1\nb:\n  c: "x"\n  d:\n    - "y"\n  f:\n    - g: 1\n      h: "i"\n  lead: [so-tp]\n',
        ),
    ],
)
def test_a_new_key_is_laid_out_as_in_the_house_style(text: str, to: Any, expected: str) -> None:
    assert changed(text, b=to) == expected
    assert in_house_style(f"{expected}\n".encode(), "")[0] == expected.rstrip("\n") + "\n"


def test_a_number_becomes_true_though_they_are_equal() -> None:
    assert changed("a: 1\nb: 2\n", a=True, b=3) == "a: true\nb: 3\n"


@pytest.mark.parametrize(
    ("text", "to", "line"),
    [
        ("a:\n  - k: 1\n    l: 2\n", [{"l": 2}], 2),
        ("a:\n  k: 1\n  l: [1, # c\n    2]\n", {"k": 1}, 3),
        ("# c\na: {k: 1}\n", ["x"], 2),
        ("# c\na: [x]\n", "x", 2),
        ("# c\na:\n", "x", 2),
        ("# c\na: x\n", ["x"], 2),
        ("# c\na: x\n", {"k": "x"}, 2),
        ("a:\n  - x\n", ["w", "x"], 2),
        ("? a\n: 1\n", None, 1),
        ("a: |+\n  x", None, 1),
    ],
)
def test_what_cannot_be_placed_is_refused(text: str, to: Any, line: int) -> None:
    before = document(text)
    wanted = {"b": 1, **before.data} if text.startswith("?") else {**before.data, "b": 1}
    with pytest.raises(CannotSpliceError) as refused:
        with_data(before, wanted if to is None else {**before.data, "a": to})
    assert refused.value.line == line


def test_a_file_without_content_is_not_changed() -> None:
    with pytest.raises(CannotSpliceError) as refused:
        with_data(parse(Source("a.yaml", "\n# c\n")), {"a": 1})
    assert refused.value.line == 1


# Whole plans


def _duty(random: Random) -> str:
    return random.choice(["1a", "1b", "2"])


def _deadline(plan: Any, random: Random) -> str:
    name = _duty(random)
    schedules: list[dict[str, Any]] = [
        {"kind": "by_date", "text": "Quý IV", "by": "2021-Q4"},
        {"kind": "by_date", "text": "Trước ngày 15/12", "by": date(2021, 12, 14)},
        {"kind": "periodic", "text": "Hàng quý: “định kỳ”", "every": ["quarter", "year"]},
        {"kind": "on_request", "text": "Đột xuất"},
    ]
    amend.set_schedule(amend.place_of(plan, name), random.choice(schedules))
    return name


def _assign(plan: Any, random: Random) -> str:
    name = random.choice(["1", "1b", "2"])
    line = NewLine("- Sở TTTT: phối hợp # theo dõi.", "oversee", ("so-tttt",))
    amend.assign(amend.place_of(plan, name), line, DAY)
    return name


def _withdraw(plan: Any, random: Random) -> str:
    name, who = random.choice([("1", "so-tp"), ("1b", "vp-ubnd-tinh"), ("2", "so-ban-nganh"), ("2", "so-tp")])
    amend.withdraw(amend.place_of(plan, name), who, ("so-ban-nganh",), DAY)
    return name


def _reword(plan: Any, random: Random) -> str:
    name = random.choice(["1a", "2"])
    results = random.choice([("Một kết quả.",), ("Văn bản: “một”.", "Hai.", "Ba.")])
    amend.reword(amend.place_of(plan, name), Wording(results=results))
    return name


def _section(plan: Any, _random: Random) -> str:
    amend.reword(amend.place_of(plan, "I"), Wording(title="Kiểm soát quy định"))
    return "I"


def _end(plan: Any, random: Random) -> str:
    name = random.choice(["1", "1a", "2"])
    amend.end(amend.place_of(plan, name), DAY)
    return name


def _add_task(plan: Any, random: Random) -> str:
    task = {
        "id": "3",
        "content": "Tổ chức hội thi: “cải cách”.",
        "results": ["Kế hoạch."],
        "assignments": [{"printed": "- Sở Tư pháp chủ trì.", "lead": ["so-tp"]}],
        "schedule": {"kind": "ongoing", "text": "Thường xuyên"},
        "since": DAY,
    }
    amend.add_task(plan, "I", task, random.choice([None, "1", "2"]))
    return "3"


CLAUSES = [_deadline, _assign, _withdraw, _reword, _section, _end, _add_task]


def amended(data: Any, random: Random) -> Any:
    """The data after one to three clauses of a document."""
    plan = amend.mutable_copy(data)
    names = [clause(plan, random) for clause in random.sample(CLAUSES, random.randint(1, 3))]
    return amend.with_amendment(plan, AmendmentReference("512/QĐ-UBND", DAY, DAY), names)


def concerned(node: Any, old: Any, new: Any) -> Iterator[range]:
    """The lines of every value that has to change: of text, and of lists and mappings in one line."""
    if old == new:
        return
    lines = range(node.start_mark.line, node.end_mark.line + 1)
    whole = not isinstance(node, CollectionNode) or node.flow_style or not isinstance(new, dict | list)
    if whole:
        yield lines
    elif isinstance(node, MappingNode):
        for key_node, child in node.value:
            key = nfc(str(key_node.value))
            if key in new:
                yield from concerned(child, old[key], new[key])
            else:
                yield range(key_node.start_mark.line, child.end_mark.line + 1)
    else:
        yield from _items(node, old, new)


def _items(node: Any, old: Any, new: Any) -> Iterator[range]:
    names = [item["id"] if isinstance(item, dict) and "id" in item else n for n, item in enumerate(new)]
    for n, child in enumerate(node.value):
        name = old[n]["id"] if isinstance(old[n], dict) and "id" in old[n] else n
        if name in names:
            yield from concerned(child, old[n], new[names.index(name)])
        else:
            yield range(child.start_mark.line, child.end_mark.line + 1)


@given(st.integers(0, 2**32))
def test_an_amended_plan_says_what_was_ordered_and_every_other_line_stays(seed: int) -> None:
    random = Random(seed)
    text = Writer(random).text(PLAN)
    before = document(text)
    assert before.data == PLAN
    wanted = amended(before.data, random)
    after = with_data(before, wanted)
    assert after.data == wanted
    assert re.findall("# ghi chú.*", after.source.text) == re.findall("# ghi chú.*", text)
    old, new = text.split("\n"), after.source.text.split("\n")
    assert before.node is not None
    may = {n for lines in concerned(before.node, before.data, wanted) for n in lines}
    for operation, start, end, _, _ in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        assert operation in ("equal", "insert") or set(range(start, end)) <= may, old[start:end]


# House style


@given(st.integers(0, 2**32))
def test_house_style_keeps_the_meaning_and_the_comments_and_is_done_once(seed: int) -> None:
    random = Random(seed)
    text = Writer(random).text(PLAN)
    raw = text.replace("\n", "\r\n").encode("utf-8-sig") if random.random() < 0.2 else text.encode()
    tidy, problems = in_house_style(raw, "plans/2021.yaml")
    assert problems == []
    assert document(tidy).data == PLAN
    assert re.findall("# ghi chú.*”", tidy) == re.findall("# ghi chú.*”", text)
    assert in_house_style(tidy.encode(), "plans/2021.yaml") == (tidy, [])


@given(st.integers(0, 2**32))
def test_layouts_are_of_every_kind(seed: int) -> None:
    """The random writer is worth its name: a plan can be read back from all that it writes."""
    text = Writer(Random(seed)).text(PLAN)
    assert document(text).data == deepcopy(PLAN)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a: [x, # vì sao\n  y]\n", "a: [x # vì sao\n  ]\n"),
        ("a: [x,\n  # vì sao\n  y]\n", "a: [x\n  # vì sao\n  ]\n"),
        ("a: [x, y]\n", "a: [x]\n"),
    ],
)
def test_a_remark_before_the_last_item_stays_when_the_item_goes(text: str, kept: str) -> None:
    assert changed(text, a=["x"]) == kept
