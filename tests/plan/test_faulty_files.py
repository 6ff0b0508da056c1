"""A file with errors stops only the questions that need it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.running import PROJECT, Kst
from tests.support.small_province import small_province

DAY = ("--as-of", "2021-06-10")
QUESTIONS = (
    ("due", "--quarter", "2"),
    ("status", "--quarter", "2"),
    ("missing", "--quarter", "2"),
    ("overdue",),
    ("history", "4"),
    ("report", "quarterly", "--quarter", "2", "--format", "markdown"),
    ("report", "plan", "--format", "markdown"),
    ("plan", "derive", "--agency", "so-yt"),
    ("new-year", "2023", "--dry-run"),
)


@pytest.fixture
def province(tmp_path: Path) -> Path:
    return small_province(tmp_path / "kho")


def plan_text(root: Path) -> str:
    return (root / "plans" / "2021.yaml").read_text("utf-8")


def of_2022(root: Path) -> str:
    """The plan as one of 2022, with files of its own for agencies and calendar."""
    text = plan_text(root).replace('id: "2021"', 'id: "2022"', 1).replace("year: 2021", "year: 2022", 1)
    return text.replace("2021-", "2022-").replace("sub_plans:", "sub_plans: []\nx:").partition("\nx:")[0] + (
        "\nsections:" + text.partition("\nsections:")[2]
    )


def write(root: Path, name: str, text: str) -> None:
    (root / name).write_text(text, "utf-8", newline="\n")


def draft(text: str) -> str:
    return text.replace("\nyear:", "\nstatus: draft\nyear:", 1)


def unreadable(root: Path) -> str:
    write(root, "plans/2022.yaml", draft(of_2022(root)).replace("    tasks:", "    tasks: [", 1))
    return "KST008"


def unfit(root: Path) -> str:
    write(root, "plans/2022.yaml", draft(of_2022(root)) + "la: 1\n")
    return "KST021"


def without_agencies(root: Path) -> str:
    write(root, "plans/2022.yaml", draft(of_2022(root)).replace('\nagencies: "', '\nagencies: "khac-', 1))
    return "KST039"


def sub_plan_of_the_draft(root: Path) -> str:
    write(
        root,
        "plans/2022-kiem-tra.yaml",
        draft(of_2022(root).replace('id: "2022"', 'id: "2022-kiem-tra"', 1)).replace(
            "\nyear:", '\ndetails: {plan: "2022", duties: ["6"]}\nyear:', 1
        ),
    )
    return unreadable(root)


FAULTS: tuple[Callable[[Path], str], ...] = (unreadable, unfit, without_agencies, sub_plan_of_the_draft)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_draft_stops_no_question_about_the_issued_plan(
    kst: Kst, province: Path, fault: Callable[[Path], str]
) -> None:
    before = {words: kst(*words, *DAY, root=province).out for words in QUESTIONS}
    code = fault(province)
    for words in QUESTIONS:
        for plan in ((), ("--plan", "2021")):
            result = kst(*words, *plan, *DAY, root=province)
            assert (result.code, result.out) == (0, before[words]), (words, result.err)
    faulty = kst("due", "--plan", "2022", *DAY, root=province)
    assert faulty.code == 3
    assert code in faulty.err or "KST068" in faulty.err
    checked = kst("validate", root=province)
    assert checked.code == 1
    assert code in checked.out


def test_a_faulty_draft_stops_no_recording_and_hides_no_fault_of_a_slip(kst: Kst, province: Path) -> None:
    unreadable(province)
    said = ("--quarter", "2", "--status", "done", "--text", "Đã niêm yết.")
    result = kst("record", "3", "--agency", "so-yt", *said, *DAY, root=province)
    assert result.code == 0, result.err
    (slip,) = (province / "progress").rglob("*.yaml")
    slip.write_text(slip.read_text("utf-8").replace("niêm yết", "dán"), "utf-8", newline="\n")
    assert "KST050" in kst("validate", root=province).out


def test_a_faulty_draft_stops_no_amendment(kst: Kst, province: Path) -> None:
    unreadable(province)
    ground = ("--ground", "5/QĐ-UBND", "--ground-date", "2021-06-01")
    result = kst("amend", "2", "--deadline", "Quý IV", *ground, *DAY, root=province)
    assert result.code == 0, result.err
    assert "Quý IV" in plan_text(province)


def test_an_issued_plan_with_errors_stops_what_has_to_choose_among_the_plans(
    kst: Kst, province: Path
) -> None:
    write(province, "plans/2022.yaml", of_2022(province).replace("    tasks:", "    tasks: [", 1))
    assert kst("due", *DAY, root=province).code == 3
    assert kst("due", "--plan", "2021", *DAY, root=province).code == 0


@pytest.mark.parametrize("status", ["draft", "issued"])
def test_agencies_that_only_another_plan_uses_may_have_errors(kst: Kst, province: Path, status: str) -> None:
    other = of_2022(province).replace('\nagencies: "', '\nagencies: "khac-', 1)
    write(province, "plans/2022.yaml", draft(other) if status == "draft" else other)
    name = next(line for line in other.splitlines() if line.startswith("agencies: ")).split()[1].strip('"')
    write(province, "agencies/khac.yaml", f"schema_version: 1\nid: {name}\nagencies: 5\n")
    assert kst("due", "--plan", "2021", *DAY, root=province).code == 0
    assert kst("due", *DAY, root=province).code == (0 if status == "draft" else 3)


def test_a_sub_plan_with_errors_stops_the_plan_that_it_details(kst: Kst, province: Path) -> None:
    detailed = plan_text(province).replace('id: "2021"', 'id: "2021-kiem-tra"', 1)
    detailed = detailed.replace("\nyear:", '\ndetails: {plan: "2021", duties: ["6"]}\nyear:', 1)
    write(province, "plans/kt.yaml", detailed.replace("    tasks:", "    tasks: [", 1))
    assert kst("due", "--plan", "2021", *DAY, root=province).code == 3


@pytest.mark.parametrize(
    ("file", "id_"),
    [
        ("agencies/quang-ngai.yaml", "quang-ngai"),
        ("calendar/2021.yaml", "2021"),
        ("plans/2021.yaml", "2021"),
        ("forms/kiem-tra.yaml", "kiem-tra"),
    ],
)
def test_ids_of_files_that_differ_only_in_case_are_found(
    file: str, id_: str, province: Path, kst: Kst
) -> None:
    (province / "forms").mkdir(exist_ok=True)
    write(province, "forms/kiem-tra.yaml", (PROJECT / "forms" / "kiem-tra.yaml").read_text("utf-8"))
    text = (province / file).read_text("utf-8")
    for name, other in (("x", "an"), ("y", "An")):
        write(
            province,
            file.replace(".yaml", f"-{name}.yaml"),
            text.replace(f'id: "{id_}"', f'id: "{other}"', 1),
        )
    found = kst("validate", root=province).out
    assert "lỗi[KST030]" in found
    assert f"“An” chỉ khác chữ hoa, chữ thường với “an” trong {file.replace('.yaml', '-x.yaml')}." in found


def test_a_faulty_form_stops_no_question_about_another(province: Path, kst: Kst) -> None:
    (province / "forms").mkdir(exist_ok=True)
    write(province, "forms/kiem-tra.yaml", (PROJECT / "forms" / "kiem-tra.yaml").read_text("utf-8"))
    write(province, "forms/hong.yaml", 'schema_version: 1\nid: "hong"\n')
    write(
        province, "plans/2022.yaml", draft(of_2022(province)).replace("\nsections:", "\nhong: 1\nsections:")
    )
    figures = ("--figure", "1=2", "--figure", "2=0", "--figure", "3=0", "--status", "in_progress")
    asked = ("--quarter", "2", *DAY)
    for words in (
        ("form", "show", "kiem-tra", *asked),
        ("record", "--form", "kiem-tra", "--agency", "so-yt", *asked, *figures),
    ):
        result = kst(*words, root=province)
        assert result.code == 0, result.err
    for faulty in (("form", "show", "hong", *asked), ("form", "list")):
        refused = kst(*faulty, root=province)
        assert (refused.code, "forms/hong.yaml" in refused.err) == (3, True)
        assert "plans/2022.yaml" not in refused.err
