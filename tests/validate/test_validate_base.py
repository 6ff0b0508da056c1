"""`kst validate --base`: an issued plan that changes in substance names its ground."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kstthc_cli.catalogue import CATALOGUE
from tests.support.example_files import Example, amended_examples, minimal
from tests.support.repositories import change_file, commit, git, in_git
from tests.support.running import Kst
from tests.validate.test_examples import ENGLISH, VIETNAMESE

PLAN = "plans/2021.yaml"
EVERY = pytest.mark.parametrize("example", amended_examples(), ids=lambda example: example.name)
LATER = ('text: "Quý III", by: "2021-Q3"', 'text: "Quý IV", by: "2021-Q4"')


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The minimal repository, committed on `main`."""
    return in_git(minimal(tmp_path / "kho"))


def problems(kst: Kst, root: Path, base: str = "HEAD") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(
        kst("validate", "--base", base, "--format", "json", root=root).out
    )["problems"]
    return found


def codes(kst: Kst, root: Path, base: str = "HEAD") -> list[str]:
    return [problem["code"] for problem in problems(kst, root, base)]


@EVERY
def test_example_has_its_problem_and_no_other(example: Example, kst: Kst, tmp_path: Path) -> None:
    root = in_git(example.base(tmp_path))
    example.lay_over(root)
    found = problems(kst, root)
    places = [(p["code"], p["path"], p["line"], p["column"]) for p in found]
    assert places == [(example.code, *place) for place in example.expected]
    for problem in found:
        assert VIETNAMESE.search(problem["message"])
        assert not ENGLISH.search(problem["message"])
        assert VIETNAMESE.search(problem["remedy"])


@EVERY
def test_example_is_fine_without_a_base(example: Example, kst: Kst, tmp_path: Path) -> None:
    assert kst("validate", root=example.build(tmp_path)).code == 0


@EVERY
def test_exit_code_follows_from_severity(example: Example, kst: Kst, tmp_path: Path) -> None:
    root = in_git(example.base(tmp_path))
    example.lay_over(root)
    bad = CATALOGUE[example.code].severity == "error"
    assert kst("validate", "--base", "HEAD", root=root).code == int(bad)


def pasted(root: Path, remedy: str, number: str = "512/QĐ-UBND") -> None:
    """Do what the remedy says: put its lines at the end of the file, with number and day filled in."""
    _, *lines = remedy.split("\n")
    text = "\n".join(lines).replace("…/QĐ-UBND", number).replace("NĂM-THÁNG-NGÀY", "2021-05-20")
    with (root / PLAN).open("a", encoding="utf-8", newline="\n") as file:
        file.write(f"{text}\n")


def test_the_lines_of_the_remedy_settle_it_when_pasted(root: Path, kst: Kst) -> None:
    change_file(root, PLAN, *LATER)
    change_file(root, PLAN, "Tập huấn nghiệp vụ", "Tập huấn, bồi dưỡng nghiệp vụ")
    first, second = problems(kst, root)
    assert first["remedy"] == second["remedy"]
    assert first["remedy"].startswith("Dán vào cuối tệp")
    assert first["remedy"] == (
        "Dán vào cuối tệp, rồi điền số và ngày của văn bản sửa đổi:\n"
        'amendments:\n  - number: "…/QĐ-UBND"\n    date: NĂM-THÁNG-NGÀY\n    changes: ["1", "2"]'
    )
    pasted(root, first["remedy"])
    assert codes(kst, root) == []


def test_a_second_ground_is_pasted_below_the_first(root: Path, kst: Kst) -> None:
    change_file(root, PLAN, *LATER)
    pasted(root, problems(kst, root)[0]["remedy"])
    commit(root, "Lùi hạn")
    change_file(root, PLAN, "Tập huấn nghiệp vụ", "Tập huấn, bồi dưỡng nghiệp vụ")
    [problem] = problems(kst, root)
    assert "dưới văn bản sửa đổi cuối cùng (bắt đầu ở dòng 46)" in problem["remedy"]
    assert problem["remedy"] == (
        "Dán vào dưới văn bản sửa đổi cuối cùng (bắt đầu ở dòng 46), rồi điền số và ngày của văn bản "
        "sửa đổi:\n"
        '  - number: "…/QĐ-UBND"\n    date: NĂM-THÁNG-NGÀY\n    changes: ["2"]'
    )
    pasted(root, problem["remedy"], "700/QĐ-UBND")
    assert codes(kst, root) == []
    assert (root / PLAN).read_text("utf-8").count("amendments:") == 1


def test_lines_pasted_but_not_filled_in_do_not_pass(root: Path, kst: Kst) -> None:
    change_file(root, PLAN, *LATER)
    _, *lines = problems(kst, root)[0]["remedy"].split("\n")
    with (root / PLAN).open("a", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    assert codes(kst, root) == ["KST025"]


def test_an_empty_list_of_grounds_is_to_be_replaced(root: Path, kst: Kst) -> None:
    change_file(root, PLAN, "sections:\n", "amendments: []\nsections:\n")
    change_file(root, PLAN, *LATER)
    assert problems(kst, root)[0]["remedy"].startswith("Thay dòng 26 bằng")


def test_the_remedy_is_copied_without_margin_from_the_screen(root: Path, kst: Kst) -> None:
    change_file(root, PLAN, *LATER)
    out = kst("validate", "--base", "HEAD", root=root).out
    assert '\namendments:\n  - number: "…/QĐ-UBND"\n    date: NĂM-THÁNG-NGÀY\n    changes: ["1"]\n' in out


def test_annotations_stand_on_the_changed_lines(root: Path, kst: Kst) -> None:
    change_file(root, PLAN, *LATER)
    out = kst("validate", "--base", "HEAD", "--format", "github", root=root).out
    assert re.match(r"::error file=plans/2021\.yaml,line=30,col=13,title=KST060 ", out)
    assert out.count("\n") == 1


def test_the_base_is_where_the_branch_parted(root: Path, kst: Kst) -> None:
    git(root, "switch", "-q", "-c", "sua")
    change_file(root, PLAN, "Tập huấn nghiệp vụ", "Tập huấn, bồi dưỡng nghiệp vụ")
    commit(root, "Sửa")
    git(root, "switch", "-q", "main")
    change_file(root, PLAN, *LATER)
    commit(root, "Việc khác của nhánh chính")
    git(root, "switch", "-q", "sua")
    assert [p["message"].split(" mà ")[0] for p in problems(kst, root, "main")] == ["Nhiệm vụ 2 đổi nội dung"]


def test_a_base_with_errors_does_not_stop_its_repair(root: Path, kst: Kst) -> None:
    good = (root / PLAN).read_text("utf-8")
    (root / PLAN).write_text("hỏng", "utf-8")
    commit(root, "Hỏng")
    (root / PLAN).write_text(good, "utf-8")
    result = kst("validate", "--base", "HEAD", root=root)
    assert result.code == 0
    assert "chưa xét được văn bản sửa đổi" in result.err


def test_a_plan_with_errors_is_not_taken_for_lost(root: Path, kst: Kst) -> None:
    (root / PLAN).write_text("hỏng", "utf-8")
    assert "KST064" not in codes(kst, root)


def test_without_git_nothing_is_passed_over_in_silence(tmp_path: Path, kst: Kst) -> None:
    result = kst("validate", "--base", "main", root=minimal(tmp_path / "kho"))
    assert (result.code, result.out, "git init" in result.err) == (3, "", True)


def test_unknown_base_is_wrong_use(root: Path, kst: Kst) -> None:
    assert kst("validate", "--base", "khong-co", root=root).code == 2


def test_only_problems_of_the_named_files_are_told(root: Path, kst: Kst) -> None:
    change_file(root, PLAN, *LATER)
    assert kst("validate", "--base", "HEAD", str(root / "calendar"), root=root).code == 0
    assert kst("validate", "--base", "HEAD", str(root / "plans"), root=root).code == 1


def test_a_file_outside_the_repository_has_no_base(root: Path, kst: Kst, tmp_path: Path) -> None:
    other = tmp_path / "khac.yaml"
    other.write_bytes((root / PLAN).read_bytes())
    result = kst("validate", "--base", "HEAD", str(other), root=root)
    assert (result.code, result.out) == (2, "")
