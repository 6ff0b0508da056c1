"""`kst new-year`: a draft of the next plan, and everything that a person must decide."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kstthc_cli.commands.drafts.new_year import NewYearOptions, new_year
from kstthc_cli.domain.drafts.new_year import FLOW
from kstthc_cli.domain.text.numerals import roman
from kstthc_cli.output import Output
from kstthc_cli.render.screen.table import Screen
from kstthc_cli.store.files.source import Source
from kstthc_cli.store.yaml.reader import parse
from kstthc_cli.store.yaml.writer import to_yaml
from tests.support.quang_ngai import read_yaml
from tests.support.running import Kst

AS_OF = ("--as-of", "2021-12-20")


def made(kst: Kst, root: Path, *more: str) -> dict[str, Any]:
    """The new plan as plain data."""
    result = kst("new-year", "2022", *AS_OF, *more, root=root)
    assert (result.code, result.err) == (0, "")
    content: dict[str, Any] = read_yaml((root / "plans" / "2022.yaml").read_text("utf-8"))
    return content


def duties(plan: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Old id → duty of the new plan, with what its task says."""
    tasks = [task for section in plan["sections"] for task in section["tasks"]]
    return {part["from"]: {**task, **part} for task in tasks for part in task.get("duties", [task])}


def test_every_duty_of_the_decision_is_there_under_a_new_number(kst: Kst, province: Path) -> None:
    plan = made(kst, province, "--drop", "25")
    found = duties(plan)
    assert len(found) == 41
    assert "25" not in found
    assert (found["24"]["id"], found["26"]["id"], found["39b"]["id"]) == ("24", "25", "38b")
    assert [section["id"] for section in plan["sections"]][:8] == [
        "I",
        "II",
        "III",
        "IV",
        "V",
        "VI",
        "VII",
        "VIII",
    ]
    assert plan["follows"]["left_out"] == [
        {"duty": "25", "reason": "Người lập dự thảo nêu là việc chỉ làm một lần."}
    ]


def test_dates_move_and_words_of_the_year_with_them(kst: Kst, province: Path) -> None:
    plan = made(kst, province)
    found = duties(plan)
    assert found["1a"]["schedule"] == {"kind": "by_date", "text": "Tháng 02/2022", "by": "2022-02"}
    assert found["12"]["schedule"] == {"kind": "by_date", "text": "Quý I", "by": "2022-Q1"}
    assert found["12"]["content"].endswith("Kế hoạch rà soát, đánh giá TTHC năm 2022 trên địa bàn tỉnh.")
    assert "năm 2022" in plan["title"]
    assert "Luật Ban hành văn bản QPPL năm 2015" in found["5"]["content"]
    assert "Quyết định số 32/QĐ-VPCP ngày 25/01/2021" in " ".join(plan["decision"]["grounds"])
    assert plan["sub_plans"][0]["ordered_by"] == "1a"


def test_nothing_that_is_not_known_is_invented(kst: Kst, province: Path) -> None:
    decision = made(kst, province)["decision"]
    assert not {"number", "issued", "effective", "signer"} & set(decision)


def test_validate_lists_what_is_to_be_decided(kst: Kst, province: Path) -> None:
    told = kst("new-year", "2022", *AS_OF, "--format", "json", root=province)
    asked = json.loads(told.out)["decide"]
    found = [
        p for p in json.loads(kst("validate", "--format", "json", root=province).out)["problems"]
        if p["path"] == "plans/2022.yaml"
    ]  # fmt: skip
    assert sorted(p["message"] for p in found) == sorted(asked)
    assert {(p["code"], p["severity"]) for p in found} == {("KST073", "warning")}
    assert any("Chỉ tiêu là của năm 2021" in sentence for sentence in asked)
    assert any("calendar/2022.yaml" in sentence for sentence in asked)


def test_issued_too_early_it_is_an_error(kst: Kst, province: Path) -> None:
    made(kst, province)
    file = province / "plans" / "2022.yaml"
    file.write_text(
        file.read_text("utf-8").replace('status: "draft"', 'status: "issued"'), "utf-8", newline="\n"
    )
    result = kst("validate", "--format", "json", root=province)
    codes = {p["code"] for p in json.loads(result.out)["problems"] if p["severity"] == "error"}
    assert (result.code, codes) == (1, {"KST074"})


def test_both_years_stay_readable(kst: Kst, province: Path) -> None:
    question = ("due", "--agency", "so-tttt", "--quarter", "2", "--as-of", "2021-06-01")
    before = kst(*question, root=province).out
    made(kst, province)
    assert kst(*question, root=province).out == before
    assert "Kế hoạch 2021" in kst(*question[:-1], "2022-06-01", root=province).out  # a draft is no answer
    assert "dự thảo" in kst(*question, "--plan", "2022", root=province).out
    shown = kst("plan", "show", "33", "--plan", "2022", root=province).out
    assert shown.startswith("DỰ THẢO kế hoạch 2022")


def test_it_never_overwrites(kst: Kst, province: Path) -> None:
    made(kst, province)
    before = (province / "plans" / "2022.yaml").read_bytes()
    again = kst("new-year", "2022", *AS_OF, root=province)
    assert again.code == 4
    assert (province / "plans" / "2022.yaml").read_bytes() == before


def test_another_file_of_that_name_is_left_alone(kst: Kst, province: Path) -> None:
    other = (province / "plans" / "2021.yaml").read_text("utf-8").replace('id: "2021"\n', 'id: "khac"\n', 1)
    file = province / "plans" / "2022.yaml"
    file.write_text(other.replace("year: 2021", "year: 2021\nstatus: draft"), "utf-8", newline="\n")
    before = file.read_bytes()
    assert kst("new-year", "2022", *AS_OF, root=province).code == 4
    assert file.read_bytes() == before


def test_a_dry_run_writes_nothing(kst: Kst, province: Path) -> None:
    result = kst("new-year", "2022", *AS_OF, "--dry-run", root=province)
    assert (result.code, (province / "plans" / "2022.yaml").exists()) == (0, False)
    assert result.out.endswith("Chạy thử: chưa ghi gì.\n")


def test_the_same_day_makes_the_same_bytes(kst: Kst, province: Path) -> None:
    made(kst, province)
    file = province / "plans" / "2022.yaml"
    first = file.read_bytes()
    file.unlink()
    made(kst, province)
    assert file.read_bytes() == first


def test_a_year_with_a_calendar_takes_it(kst: Kst, province: Path) -> None:
    calendar = (province / "calendar" / "2021.yaml").read_text("utf-8")
    made_calendar = calendar.replace('id: "2021"', 'id: "lich-2022"').replace("year: 2021", "year: 2022")
    (province / "calendar" / "2022.yaml").write_text(made_calendar, "utf-8", newline="\n")
    plan = made(kst, province)
    assert plan["calendar"] == "lich-2022"
    assert not any("lịch" in sentence for sentence in plan["decide"])


def test_on_a_terminal_long_lines_go_on_below_their_words(
    province: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = NewYearOptions(2022, date(2021, 12, 20), dry_run=True)
    assert new_year(province, options, Output()) == 0
    whole = capsys.readouterr().out.splitlines()
    assert new_year(province, options, Output(screen=Screen(60, terminal=True))) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, whole)) > 60 >= max(map(len, lines))
    assert len(lines) > len(whole)
    assert "\n".join(lines).replace("\n    ", " ").splitlines() == whole


# Done, and not done


def done(kst: Kst, root: Path, duty: str, agency: str) -> None:
    words = ("--agency", agency, "--status", "done", "--as-of", "2021-11-01")
    assert kst("record", duty, *words, root=root).code == 0


def test_what_was_done_for_good_is_left_out_with_the_reason(kst: Kst, province: Path) -> None:
    for duty, agency in (
        ("25", "so-nnptnt"),
        ("12", "vp-ubnd-tinh"),
        ("1a", "vp-ubnd-tinh"),
        ("3a", "vp-ubnd-tinh"),
    ):
        done(kst, province, duty, agency)
    plan = made(kst, province)
    assert {item["duty"]: item["reason"] for item in plan["follows"]["left_out"]} == {
        "3a": "Việc có hạn một lần, đã hoàn thành trong năm 2021.",
        "25": "Việc có hạn một lần, đã hoàn thành trong năm 2021.",
    }  # 12 speaks of "năm 2021", 1a orders the sub-plans: they come every year
    assert "25" not in [item["duty"] for item in plan["follows"]["unfinished"]]


def test_what_somebody_keeps_is_kept_without_a_question(kst: Kst, province: Path) -> None:
    done(kst, province, "25", "so-nnptnt")
    found = duties(made(kst, province, "--keep", "25"))
    assert "decide" not in found["25"]


def test_unfinished_work_is_listed_with_those_who_owe_it(kst: Kst, small: Path) -> None:
    done(kst, small, "1", "vp-ubnd-tinh")
    plan = made(kst, small)
    assert plan["follows"]["unfinished"] == [
        {"duty": "2", "agencies": ["so-tp"]},
        {"duty": "6", "agencies": ["so-tp"]},
    ]
    assert plan["follows"]["as_of"] == date(2021, 12, 20)


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (("abc",), 2, "không phải là một năm"),
        (("22",), 2, "không phải là một năm"),
        (("2021",), 4, "Đã có kế hoạch"),
        (("2020",), 2, "trước năm 2020"),
        (("2022", "--keep", "99"), 2, "không có đầu việc “99”"),
        (("2022", "--keep", "12", "--drop", "12"), 2, "vừa --keep vừa --drop"),
        (("2022", "--drop", "1a"), 2, "giao lập"),
        (("2022", "--plan", "2019"), 2, "Không có kế hoạch"),
    ],
)
def test_what_cannot_be_drafted_is_refused(
    arguments: tuple[str, ...], code: int, word: str, kst: Kst, province: Path
) -> None:
    result = kst("new-year", *arguments, *AS_OF, root=province)
    assert (result.code, result.out) == (code, "")
    assert word in result.err
    assert [file.name for file in (province / "plans").iterdir()] == ["2021.yaml"]


def test_roman_numerals() -> None:
    assert [roman(n) for n in (1, 4, 9, 10, 11, 19, 24, 39)] == [
        "I",
        "IV",
        "IX",
        "X",
        "XI",
        "XIX",
        "XXIV",
        "XXXIX",
    ]


TEXTS = st.text(max_size=12).filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text))
VALUES = st.recursive(TEXTS | st.integers(-9, 9), lambda inner: st.lists(inner, max_size=3), max_leaves=6)


@given(
    st.dictionaries(
        st.sampled_from(FLOW),
        VALUES | st.dictionaries(st.sampled_from(("id", "kind")), VALUES, min_size=1),
        min_size=1,
    )
)
def test_a_line_of_yaml_holds_any_text(content: dict[str, Any]) -> None:
    """What stands in one line is read back as it was, or not written at all."""
    try:
        text = to_yaml(content, FLOW)
    except ValueError:
        return
    document = parse(Source("", text))
    assert (document.problems, document.data) == ([], content)
