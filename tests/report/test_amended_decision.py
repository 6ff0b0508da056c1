"""The decision as it was issued, as it stands after amendments, and as a draft."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.slip_files import ran

AMENDED = ("--ground", "512/QĐ-UBND", "--ground-date", "2021-05-20")


def git(root: Path, *words: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)


@pytest.fixture
def amended(sample: Path) -> Path:
    """The sample repository in git, then amended: another date for task 25."""
    git(sample, "init", "-q")
    git(sample, "add", "-A")
    git(sample, "commit", "-qm", "kho")
    result = ran("amend", "25", "--deadline", "Quý IV", *AMENDED, root=sample)
    assert result.code == 0, result.err
    return sample


def task_25(text: str) -> str:
    return next(line for line in text.split("\n") if line.startswith("| 25 |"))


def test_the_decision_is_printed_as_it_was_issued(amended: Path) -> None:
    before = ran("report", "plan", root=amended)
    assert before.code == 0
    assert "Quý II |" in task_25(before.out)
    assert "512/QĐ-UBND" not in before.out
    assert "# QUYẾT ĐỊNH\n" in before.out


def test_the_consolidated_text_says_so_and_marks_each_change(amended: Path) -> None:
    text = ran("report", "plan", "--as-amended", root=amended).out.replace("\\", "")
    assert "# BẢN HỢP NHẤT QUYẾT ĐỊNH\n" in text
    assert "đã được sửa đổi, bổ sung theo Quyết định số 512/QĐ-UBND ngày 20/5/2021" in text
    assert "Quý IV" in task_25(text)
    assert "[sửa đổi, bổ sung theo Quyết định số 512/QĐ-UBND ngày 20/5/2021]" in task_25(text)
    assert text.count("[sửa đổi, bổ sung theo") == 1


def test_plan_show_marks_the_change_too(amended: Path) -> None:
    shown = ran("plan", "show", "25", root=amended).out
    assert "[sửa đổi, bổ sung theo Quyết định số 512/QĐ-UBND ngày 20/5/2021]" in shown
    assert "[sửa đổi" not in ran("plan", "show", "26", root=amended).out


def test_without_the_issued_words_the_decision_is_refused(sample: Path) -> None:
    assert ran("amend", "25", "--deadline", "Quý IV", *AMENDED, root=sample).code == 0
    result = ran("report", "plan", root=sample)
    assert result.code == 4
    assert "--as-amended" in result.err
    assert ran("report", "plan", "--as-amended", root=sample).code == 0


def test_the_refusal_says_why_the_issued_words_are_not_there(amended: Path, tmp_path: Path) -> None:
    """Only a shallow clone is told to fetch the rest; elsewhere there is nothing to fetch."""
    git(amended, "add", "-A")
    git(amended, "commit", "-qm", "sửa đổi")
    shallow, late, none = (tmp_path / name for name in ("shallow", "late", "none"))
    git(tmp_path, "clone", "-q", "--depth", "1", amended.as_uri(), str(shallow))
    for folder in (late, none):
        shutil.copytree(amended, folder, ignore=shutil.ignore_patterns(".git", ".kst"))
    git(late, "init", "-q")
    git(late, "add", "-A")
    git(late, "commit", "-qm", "kho")
    told = {root.name: ran("report", "plan", root=root) for root in (shallow, late, none)}
    assert {result.code for result in told.values()} == {4}
    assert ["--unshallow" in result.err for result in told.values()] == [True, False, False]
    assert "(shallow)" in told["shallow"].err
    assert "lưu lần đầu khi đã sửa đổi" in told["late"].err
    assert "kho không lưu bằng git" in told["none"].err


def test_a_plan_without_amendments_has_no_consolidated_text(sample: Path) -> None:
    assert ran("report", "plan", "--as-amended", root=sample).code == 2


def test_a_draft_says_so_and_has_no_day(sample: Path) -> None:
    assert ran("new-year", "2022", "--as-of", "2021-12-20", root=sample).code == 0
    text = ran("report", "plan", "--plan", "2022", root=sample).out
    assert "# DỰ THẢO QUYẾT ĐỊNH\n" in text
    assert "ngày … tháng … năm …" in text
