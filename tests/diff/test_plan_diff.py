"""The laws of a comparison, whatever is compared; and that nothing a file says escapes it."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given
from pydantic import BaseModel

from kstthc_cli.domain.diff.fields import field_of
from kstthc_cli.domain.diff.plan_diff import Change, applied, differences, inverse, moved
from kstthc_cli.domain.diff.plan_facts import Facts, Fields, Ref, calendar_facts, plan_facts, registry_facts
from kstthc_cli.domain.text.wording_diff import reworded, same_except_spelling, shortened_pieces
from kstthc_cli.model.agencies import RegistryFile
from kstthc_cli.model.calendar import CalendarFile
from kstthc_cli.model.plan import PlanFile
from kstthc_cli.render.diff.diff import DiffView
from kstthc_cli.render.diff.lines import Line
from kstthc_cli.store.files.source import read_source
from kstthc_cli.store.yaml.reader import parse
from tests.support.running import PROJECT

TEXTS = st.sampled_from(["Quý I", "Quý II", "Sở Tư pháp chủ trì", ""])
VALUES = st.one_of(TEXTS, st.lists(TEXTS, max_size=3).map(tuple))
FIELDS = st.dictionaries(st.sampled_from(["content", "results", "party.so-tp"]), VALUES, max_size=3)
REFS = st.builds(Ref, st.sampled_from(["task", "duty"]), st.just("2021"), st.sampled_from("123456"))
EDITIONS = st.dictionaries(REFS, FIELDS, max_size=8)


@given(EDITIONS)
def test_nothing_differs_from_itself(edition: dict[Ref, Fields]) -> None:
    assert differences(edition, edition) == ()


@given(EDITIONS, EDITIONS)
def test_applied_differences_lead_to_the_new_edition(old: dict[Ref, Fields], new: dict[Ref, Fields]) -> None:
    assert applied(old, differences(old, new)) == new


@given(EDITIONS, EDITIONS)
def test_the_inverse_leads_back(old: dict[Ref, Fields], new: dict[Ref, Fields]) -> None:
    diff = differences(old, new)
    assert applied(new, inverse(diff)) == old
    assert inverse(inverse(diff)) == diff


@given(EDITIONS, EDITIONS, EDITIONS)
def test_steps_taken_one_after_another_lead_to_the_end(
    first: dict[Ref, Fields], second: dict[Ref, Fields], third: dict[Ref, Fields]
) -> None:
    there = applied(applied(first, differences(first, second)), differences(second, third))
    assert there == applied(first, differences(first, third)) == third


@given(EDITIONS, EDITIONS)
def test_each_thing_is_told_once_and_each_field_that_is_told_differs(
    old: dict[Ref, Fields], new: dict[Ref, Fields]
) -> None:
    diff = differences(old, new)
    assert len({change.ref for change in diff}) == len(diff)
    assert all(a != b for change in diff for a, b in change.fields.values())


def test_changes_are_not_applied_to_another_edition() -> None:
    ref = Ref("task", "2021", "1")
    diff = differences({ref: {"content": "a"}}, {ref: {"content": "b"}})
    with pytest.raises(ValueError, match="task"):
        applied({ref: {"content": "c"}}, diff)


def test_what_was_dropped_is_told_where_it_stood() -> None:
    one, two, three = (Ref("task", "2021", n) for n in "123")
    diff = differences({one: {}, two: {}, three: {}}, {one: {"content": "x"}, three: {"content": "x"}})
    assert [change.ref.id for change in diff] == ["1", "2", "3"]


# Order


@given(st.permutations(list("abcdef")), st.permutations(list("abcdef")))
def test_putting_the_moved_names_aside_leaves_one_order(old: list[str], new: list[str]) -> None:
    away = set(moved(old, new))
    assert [n for n in old if n not in away] == [n for n in new if n not in away]


def test_one_task_that_jumps_is_one_move() -> None:
    assert moved(list("abcdef"), list("bcdefa")) == ["a"]
    assert moved(list("abcdef"), list("fabcde")) == ["f"]


def test_what_was_added_or_dropped_moves_nothing() -> None:
    assert moved(list("abcd"), list("xacdy")) == []


# Words

WORDS = ("sở,", "ban", "ngành.", "(10,5%)", "“kế", "hoạch”", "phối", "hợp", "chủ", "trì", "báo", "cáo")
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


@given(SENTENCES, SENTENCES)
def test_pieces_hold_all_words_of_both_texts(old: str, new: str) -> None:
    pieces = reworded(old, new)
    assert "".join(p.text for p in pieces if p.mark != "new").replace(" ", "") == old.replace(" ", "")
    assert "".join(p.text for p in pieces if p.mark != "old").replace(" ", "") == new.replace(" ", "")


@given(SENTENCES)
def test_equal_texts_have_no_changed_piece(text: str) -> None:
    assert {piece.mark for piece in reworded(text, text)} <= {"same"}


def test_only_the_changed_words_are_marked() -> None:
    pieces = reworded("Báo cáo hằng quý gửi Sở Tư pháp.", "Báo cáo hằng tháng gửi Sở Tư pháp.")
    assert [(p.mark, p.text) for p in pieces] == [
        ("same", "Báo cáo hằng"),
        ("old", "quý"),
        ("new", "tháng"),
        ("same", "gửi Sở Tư pháp."),
    ]


def test_a_comma_is_no_part_of_the_word_before_it() -> None:
    pieces = reworded("Sở Tư pháp, Sở Y tế.", "Sở Tư pháp, Sở Nội vụ, Sở Y tế.")
    assert [(p.mark, p.text, p.attached) for p in pieces] == [
        ("same", "Sở Tư pháp, Sở", True),
        ("new", "Nội vụ, Sở", False),
        ("same", "Y tế.", False),
    ]


def test_texts_with_little_in_common_are_told_whole() -> None:
    pieces = reworded("Niêm yết công khai.", "Tổ chức hội nghị tập huấn cho cán bộ.")
    assert [p.mark for p in pieces] == ["old", "new"]


def test_long_stretches_that_stay_are_cut_beside_the_change() -> None:
    long = " ".join(f"chữ{n}" for n in range(40))
    told = shortened_pieces(reworded(f"{long} cũ {long}", f"{long} mới {long}"))
    assert [len(piece.text.split()) for piece in told] == [9, 1, 1, 9]
    assert told[0].text.startswith("… ")
    assert told[-1].text.endswith(" …")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Uỷ ban nhân dân", "Ủy ban nhân dân"),
        ("văn hoá", "văn hóa"),
        ("- Sở Tư pháp  chủ trì", "Sở Tư pháp chủ trì."),
        ("quý II", "Quý II"),
        ("Sở Y tế; Sở Nội vụ", "Sở Y tế, Sở Nội vụ"),
    ],
)
def test_spelling_is_no_other_wording(old: str, new: str) -> None:
    assert same_except_spelling(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("giảm 10,5%", "giảm 105%"),
        ("quý II", "quý I"),
        ("Sở Tư pháp", "Sở Tư phap"),
        ("báo cáo", "không báo cáo"),
        ("ngày 15/3", "ngày 1/53"),
        ("đạt 20%", "đạt 20"),
        ("trước 5-6 ngày", "trước 56 ngày"),
    ],
)
def test_other_words_and_numbers_are_another_wording(old: str, new: str) -> None:
    assert not same_except_spelling(old, new)


# Completeness: whatever changes in a file, the comparison sees it

FILES: dict[str, tuple[type[BaseModel], Any]] = {
    "plans/2021.yaml": (PlanFile, plan_facts),
    "agencies/quang-ngai.yaml": (RegistryFile, registry_facts),
    "calendar/2021.yaml": (CalendarFile, calendar_facts),
}
MOST = 300


def data_of(path: str) -> Any:
    source, _ = read_source(PROJECT / path, path)
    data = parse(source).data
    if path.startswith("plans/"):
        ground = {"number": "512/QĐ-UBND", "date": date(2021, 5, 20), "changes": ["12"], "note": "Lùi hạn."}
        data["amendments"] = [ground]
        data["sections"][0]["tasks"][1]["condition"] = "nếu Trung ương giao"
        data["sections"][0]["printed"] = "I"
    return data


def leaves(value: Any, loc: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*loc, key))
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from leaves(inner, (*loc, n))
    else:
        yield loc


def others(value: Any) -> list[Any]:
    """Values that might stand in the place of one."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, date):
        return [value + timedelta(days=1)]
    if isinstance(value, int):
        return [value + 1, value - 1]
    return [f"{value}-khac", f"{value}x", "lead", "xa", "so", "at_most", "equal", "month", "half", "ongoing"]


def changed(data: Any, model: type[BaseModel], loc: tuple[Any, ...]) -> BaseModel | None:
    """The model with another value at a place, or None where no other value fits."""
    holder = copy.deepcopy(data)
    inner = holder
    for step in loc[:-1]:
        inner = inner[step]
    value = inner[loc[-1]]
    for other in others(value):
        inner[loc[-1]] = other
        try:
            if other != value:
                return model.model_validate(holder)
        except ValueError:
            continue
    return None


def told(old: Facts, new: Facts) -> list[Line]:
    """The lines that tell the difference to people."""
    view = DiffView(("cũ", "mới"), old, new, differences(old, new), {})
    return [line for part in view.parts() for line in part.lines]


@pytest.mark.parametrize("path", FILES)
def test_every_field_has_a_vietnamese_name(path: str) -> None:
    model, facts = FILES[path]
    every = facts(model.model_validate(data_of(path))).items()
    fields = {(ref.kind, name) for ref, values in every for name in values}
    assert [field for field in fields if not field_of(*field).label] == []


@pytest.mark.parametrize("path", FILES)
def test_whatever_value_changes_is_told(path: str) -> None:
    model, facts = FILES[path]
    data = data_of(path)
    before = facts(model.model_validate(data))
    every = list(leaves(data))
    some = every[:: len(every) // MOST + 1]
    others_seen = [(loc, changed(data, model, loc)) for loc in some]
    assert [loc for loc, other in others_seen if other and not told(before, facts(other))] == []
    assert sum(other is not None for _, other in others_seen) > 0.9 * len(some)


# Single changes


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        (None, {"content": "A"}, ("added", False, "A", {"content": (None, "A")})),
        ({"content": "A"}, None, ("dropped", False, "A", {"content": ("A", None)})),
        (
            {"content": "A", "section": "I"},
            {"content": "B", "section": "I"},
            ("changed", False, "B", {"content": ("A", "B")}),
        ),
        (
            {"content": "A"},
            {"content": "A", "section": "I"},
            ("changed", False, "A", {"section": (None, "I")}),
        ),
    ],
)
def test_a_change_says_what_was_and_what_is(old: Any, new: Any, wanted: tuple[Any, ...]) -> None:
    change = Change(Ref("task", "2021", "1"), old, new)
    assert (change.kind, change.is_form, change.value("content"), change.fields) == wanted


@pytest.mark.parametrize(
    ("old", "new", "leave", "wanted"),
    [
        ("abc", "abc", "", []),
        ("abc", "cab", "", ["c"]),
        ("abcd", "bcda", "", ["a"]),
        ("abc", "cab", "c", []),
        ("abcd", "dabc", "a", ["d"]),
        ("ab", "xbya", "", ["b"]),
        ("", "ab", "", []),
    ],
)
def test_the_fewest_moves(old: str, new: str, leave: str, wanted: list[str]) -> None:
    assert moved(old, new, leave) == wanted


def test_a_change_of_the_printed_letter_alone_is_one_of_form() -> None:
    ref = Ref("duty", "2021", "1a")
    assert Change(ref, {"label": "a)", "results": "R"}, {"label": "a.", "results": "R"}).is_form
    assert not Change(ref, {"label": "a)", "results": "R"}, {"label": "a.", "results": "S"}).is_form
    assert not Change(ref, None, {"label": "a."}).is_form


def test_levels_are_told_on_one_line_each_without_what_they_lack() -> None:
    data = data_of("agencies/quang-ngai.yaml")
    before = {"until": "2025-07-01", "addressed": "UBND các huyện"}
    data["levels"] = [
        {"id": "so", "name": "Cấp sở"},
        {"id": "xa", "name": "Cấp xã", "place": True, "before": [before]},
    ]
    facts = registry_facts(RegistryFile.model_validate(data))
    assert facts[Ref("registry", "quang-ngai", "quang-ngai")]["levels"] == (
        "Mã cấp: so; Tên cấp: Cấp sở",
        (
            "Mã cấp: xa; Tên cấp: Cấp xã; Mang tên địa danh riêng: có; "
            "Cách gọi trước đây: (Đến hết ngày: 01/07/2025; Trong Kính gửi: UBND các huyện)"
        ),
    )
