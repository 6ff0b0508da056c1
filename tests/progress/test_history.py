"""`kst history`: every slip on a duty, in order, what each changed, and who committed it."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.support.running import Kst
from tests.support.slip_files import AS_OF, laid, said, slips
from tests.support.small_province import small_province

pytestmark = pytest.mark.unheld

Q2 = ("--quarter", "2")


def told(kst: Kst, root: Path, duty: str, *more: str, as_of: str = AS_OF) -> list[dict[str, Any]]:
    """The entries of a history."""
    result = kst("history", duty, *more, "--as-of", as_of, "--format", "json", root=root)
    assert (result.code, result.err) == (0, "")
    entries: list[dict[str, Any]] = json.loads(result.out)["entries"]
    return entries


def text(kst: Kst, root: Path, duty: str, *more: str) -> str:
    """A history for a person."""
    result = kst("history", duty, *more, "--as-of", AS_OF, root=root)
    assert (result.code, result.err) == (0, "")
    return result.out


# Order and change


def test_the_oldest_comes_first_whenever_it_was_written(small: Path, kst: Kst) -> None:
    for day in ("2021-06-15", "2021-06-01", "2021-06-30", "2021-06-10"):
        said(small, "3", "so-yt", *Q2, "--date", day)
    assert [entry["date"] for entry in told(kst, small, "3")] == [
        "2021-06-01",
        "2021-06-10",
        "2021-06-15",
        "2021-06-30",
    ]


def test_of_one_day_the_first_written_comes_first(small: Path, kst: Kst) -> None:
    written = [said(small, "3", "so-yt", *Q2, "--text", str(n))["slip"] for n in range(6)]
    assert [entry["slip"] for entry in told(kst, small, "3")] == written


def test_what_each_slip_changed(small: Path, kst: Kst) -> None:
    for day, status in (("10", "in_progress"), ("12", "in_progress"), ("15", "done")):
        said(small, "3", "so-yt", *Q2, "--status", status, "--date", f"2021-06-{day}")
    assert [(e["before"], e["status"]) for e in told(kst, small, "3")] == [
        (None, "in_progress"),
        ("in_progress", "in_progress"),
        ("in_progress", "done"),
    ]
    assert "đang thực hiện → hoàn thành" in text(kst, small, "3")


def test_every_period_and_agency_has_its_own_story(small: Path, kst: Kst) -> None:
    said(small, "3", "so-yt", "--quarter", "1", "--date", "2021-03-10")
    said(small, "3", "so-tp", *Q2, "--date", "2021-06-10")
    said(small, "3", "so-yt", *Q2, "--status", "in_progress", "--date", "2021-06-11")
    assert [(e["agency"], e["period"], e["before"]) for e in told(kst, small, "3")] == [
        ("so-yt", "2021-Q1", None),
        ("so-tp", "2021-Q2", None),
        ("so-yt", "2021-Q2", None),
    ]


def test_everything_that_was_said_is_told(small: Path, kst: Kst) -> None:
    told_of = said(
        small, "4", "so-yt", *Q2, "--text", "Đã làm.\nCòn hai việc.", "--difficulty", "Thiếu người.",
        "--proposal", "Thêm người.", "--document", "12/BC-SYT", "--document-date", "2021-06-15",
        "--document-subject", "Báo cáo quý", "--evidence", "https://example.vn/a", "--figure", "ty-le=12.5",
        "--by", "Nguyễn Thị Lụa",
    )  # fmt: skip
    lines = [line.strip() for line in text(kst, small, "4").splitlines()]
    assert lines[0] == "4. Đánh giá chất lượng giải quyết thủ tục hành chính."
    assert lines[3:] == [
        "Đã làm.",
        "Còn hai việc.",
        "Khó khăn: Thiếu người.",
        "Kiến nghị: Thêm người.",
        "Minh chứng: 12/BC-SYT ngày 15/06/2021 Báo cáo quý",
        "Minh chứng: https://example.vn/a",
        "Số liệu ty-le: 12,5%",
        f"Phiếu {told_of['slip']}, Nguyễn Thị Lụa",
        "",
        "Cộng: 1 dòng tiến độ của 1 cơ quan.",
    ]


def test_json_keeps_every_word(small: Path, kst: Kst) -> None:
    words = "  Đã làm: #1\n\n- 'a' \"b\" 👍\n"
    told_of = said(small, "3", "so-yt", *Q2, "--text", words, "--by", "Lụa", "--date", "2021-06-10")
    assert told(kst, small, "3") == [
        {
            **told(kst, small, "3")[0],
            "slip": told_of["slip"],
            "path": told_of["path"],
            "date": "2021-06-10",
            "by": "Lụa",
            "agency": "so-yt",
            "period": "2021-Q2",
            "request": None,
            "status": "done",
            "before": None,
            "text": words,
            "difficulty": None,
            "evidence": [],
            "figures": {},
            "supersedes": [],
            "superseded_by": None,
            "commit": None,
        }
    ]


# What no longer counts


def test_a_replaced_slip_is_marked(small: Path, kst: Kst) -> None:
    old = said(small, "3", "so-yt", *Q2, "--date", "2021-06-10")["slip"]
    new = said(small, "3", "so-yt", *Q2, "--status", "not_arising", "--supersede", old)["slip"]
    assert [(e["slip"], e["superseded_by"]) for e in told(kst, small, "3")] == [(old, new), (new, None)]
    first = text(kst, small, "3").splitlines()[2]
    assert first.startswith("10/06/2021")
    assert new in first


def test_before_its_day_a_correction_marks_nothing(small: Path, kst: Kst) -> None:
    old = said(small, "3", "so-yt", *Q2, "--date", "2021-06-10")["slip"]
    said(small, "3", "so-yt", *Q2, "--supersede", old)
    [only] = told(kst, small, "3", as_of="2021-06-30")
    assert (only["slip"], only["superseded_by"]) == (old, None)


def test_of_a_slip_only_the_replaced_line_is_marked(small: Path, kst: Kst) -> None:
    laid(small, "phieu-1", [{"duty": "3", "status": "done"}, {"duty": "4", "status": "done"}])
    new = said(small, "3", "so-yt", *Q2, "--supersede", "phieu-1")["slip"]
    assert [e["superseded_by"] for e in told(kst, small, "3")] == [new, None]
    assert [e["superseded_by"] for e in told(kst, small, "4")] == [None]


def test_a_withdrawn_slip_is_marked_with_the_reason(small: Path, kst: Kst) -> None:
    old = said(small, "3", "so-yt", *Q2)["slip"]
    words = (
        "record",
        "--withdraw",
        old,
        "--agency",
        "so-yt",
        "--text",
        "Ghi nhầm cơ quan.",
        "--as-of",
        AS_OF,
    )
    assert kst(*words, root=small).code == 0
    [withdrawal] = [file.stem for file in slips(small) if file.stem != old]
    [only] = told(kst, small, "3")
    assert only["superseded_by"] == withdrawal
    shown = text(kst, small, "3")
    assert withdrawal in shown
    assert "Ghi nhầm cơ quan." in shown


def test_what_was_withdrawn_is_not_what_comes_before(small: Path, kst: Kst) -> None:
    old = said(small, "3", "so-yt", *Q2, "--date", "2021-06-10")["slip"]
    words = ("record", "--withdraw", old, "--agency", "so-yt", "--text", "nhầm", "--as-of", AS_OF)
    assert kst(*words, root=small).code == 0
    said(small, "3", "so-yt", *Q2, "--status", "in_progress")
    assert [e["before"] for e in told(kst, small, "3")] == [None, None]


# The question


def test_a_task_shows_all_its_duties(province: Path, kst: Kst) -> None:
    opened = (
        "request",
        "open",
        "39b",
        "--due",
        "2021-08-20",
        "--document",
        "1/VPCP",
        "--subject",
        "Đột xuất",
    )
    assert kst(*opened, "--as-of", "2021-05-01", root=province).code == 0
    said(province, "39a", "so-yt", *Q2, "--date", "2021-06-10")
    said(province, "39b", "so-yt", "--date", "2021-06-11")
    said(province, "38", "so-yt", *Q2)
    assert [entry["duty"] for entry in duties(kst, province, "39")] == ["39a", "39b"]
    assert [entry["duty"] for entry in duties(kst, province, "39b")] == ["39b"]


def duties(kst: Kst, root: Path, duty: str) -> list[dict[str, Any]]:
    """The entries of a history; each must say which duty it is about."""
    entries = told(kst, root, duty)
    assert [entry for entry in entries if "duty" not in entry] == []
    return entries


@pytest.mark.parametrize("duty", ["3", " 3 "])
def test_a_duty_may_be_typed_with_blanks(duty: str, small: Path, kst: Kst) -> None:
    said(small, "3", "so-yt", *Q2)
    assert len(told(kst, small, duty)) == 1


def test_one_agency_is_asked_about_alone(small: Path, kst: Kst) -> None:
    said(small, "3", "so-yt", *Q2)
    mine = said(small, "3", "so-tp", *Q2)["slip"]
    assert [entry["slip"] for entry in told(kst, small, "3", "--agency", "Sở Tư pháp")] == [mine]


@pytest.mark.parametrize("as_of", ["2021-06-10", "2021-06-11", "2021-06-12"])
def test_later_days_are_not_told(as_of: str, small: Path, kst: Kst) -> None:
    for day in ("2021-06-10", "2021-06-11", "2021-06-12"):
        said(small, "3", "so-yt", *Q2, "--date", day)
    assert [e["date"] for e in told(kst, small, "3", as_of=as_of)][-1] == as_of


def test_silence_is_told_as_such(small: Path, kst: Kst) -> None:
    assert told(kst, small, "3") == []
    assert "Chưa có phiếu nào." in text(kst, small, "3")


def test_an_unknown_duty_is_wrong_use(small: Path, kst: Kst) -> None:
    result = kst("history", "99", "--as-of", AS_OF, root=small)
    assert (result.code, result.out) == (2, "")
    assert "Kế hoạch 2021 không có đầu việc “99”." in result.err


def test_a_duty_that_is_gone_keeps_its_history(small: Path, kst: Kst) -> None:
    slip = said(small, "4", "so-yt", *Q2)["slip"]
    plan = small / "plans" / "2021.yaml"
    plan.write_text(plan.read_text("utf-8").replace('- id: "4"', '- id: "7"'), "utf-8", newline="\n")
    assert [entry["slip"] for entry in told(kst, small, "4")] == [slip]
    assert "không còn trong kế hoạch" in text(kst, small, "4")


# Git

AUTHOR = "Nguyễn Thị Lụa"


def git(folder: Path, *words: str, author: str = AUTHOR) -> str:
    """What git says, with no settings but ours."""
    fixed = {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": author,
        "GIT_AUTHOR_EMAIL": "lua@example.vn",
        "GIT_COMMITTER_NAME": "Máy chủ",
        "GIT_COMMITTER_EMAIL": "may-chu@example.vn",
        "GIT_AUTHOR_DATE": "2021-06-11T08:00:00+07:00",
    }
    done = subprocess.run(
        ["git", *words], cwd=folder, env={**os.environ, **fixed}, capture_output=True, check=True
    )
    return done.stdout.decode().strip()


def committed(folder: Path, author: str = AUTHOR) -> str:
    """Commit everything; the short hash."""
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Ghi phiếu", author=author)
    return git(folder, "log", "-1", "--format=%h")


@pytest.fixture
def kept(small: Path) -> Path:
    """The small province in git."""
    git(small, "init", "-q", "-b", "main")
    committed(small)
    return small


def test_who_committed_a_slip_is_told(kept: Path, kst: Kst) -> None:
    said(kept, "3", "so-yt", *Q2)
    name = committed(kept)
    assert told(kst, kept, "3")[0]["commit"] == {"hash": name, "author": AUTHOR, "day": "2021-06-11"}
    assert f"Git {name}, {AUTHOR}, 2021-06-11" in text(kst, kept, "3")


def test_every_slip_has_its_own_commit(kept: Path, kst: Kst) -> None:
    hashes = []
    for author in ("Đặng Văn Ẩn", "Hồ Thị Ỷ"):
        said(kept, "3", "so-yt", *Q2)
        hashes.append((committed(kept, author), author))
    found = [(e["commit"]["hash"], e["commit"]["author"]) for e in told(kst, kept, "3")]
    assert sorted(found) == sorted(hashes)


def test_a_slip_that_is_not_committed_has_no_commit(kept: Path, kst: Kst) -> None:
    said(kept, "3", "so-yt", *Q2)
    assert told(kst, kept, "3")[0]["commit"] is None
    assert "Git " not in text(kst, kept, "3")


def test_a_slip_of_a_merged_branch_keeps_its_author(kept: Path, kst: Kst) -> None:
    git(kept, "checkout", "-q", "-b", "nhanh")
    said(kept, "3", "so-yt", *Q2)
    name = committed(kept, "Người ở nhánh")
    git(kept, "checkout", "-q", "main")
    said(kept, "3", "so-tp", *Q2)
    committed(kept)
    git(kept, "merge", "-q", "--no-edit", "nhanh", author="Người gộp")
    [entry] = told(kst, kept, "3", "--agency", "so-yt")
    assert (entry["commit"]["hash"], entry["commit"]["author"]) == (name, "Người ở nhánh")


def test_a_repository_may_be_a_folder_of_a_larger_one(tmp_path: Path, kst: Kst) -> None:
    root = small_province(tmp_path / "du án" / "kho")
    git(tmp_path, "init", "-q", "-b", "main")
    said(root, "3", "so-yt", *Q2)
    name = committed(tmp_path)
    assert told(kst, root, "3")[0]["commit"]["hash"] == name


def test_settings_of_git_do_not_disturb(kept: Path, kst: Kst, monkeypatch: pytest.MonkeyPatch) -> None:
    said(kept, "3", "so-yt", *Q2)
    name = committed(kept)
    for key, value in (("color.ui", "always"), ("log.decorate", "full"), ("log.showSignature", "true")):
        git(kept, "config", key, value)
    monkeypatch.setenv("GIT_PAGER", "false")
    assert told(kst, kept, "3")[0]["commit"]["hash"] == name


@pytest.mark.parametrize("path", ["", "/khong-co"])
def test_without_git_the_history_is_told_all_the_same(
    path: str, kept: Path, kst: Kst, monkeypatch: pytest.MonkeyPatch
) -> None:
    said(kept, "3", "so-yt", *Q2)
    committed(kept)
    monkeypatch.setenv("PATH", path)
    assert [entry["commit"] for entry in told(kst, kept, "3")] == [None]


def test_no_field_of_a_slip_begins_a_line_that_looks_like_another_slip(small: Path, kst: Kst) -> None:
    forged = "\n\n30/06/2021  Sở Giả mạo, đầu việc 3: hoàn thành"
    evidence = [
        {"kind": "document", "number": f"1{forged}", "subject": f"s{forged}"},
        {"kind": "file", "path": f"a{forged}", "sha256": "0" * 64},
    ]
    entry = {"duty": "3", "status": "done", "text": f"x{forged}", "evidence": evidence}
    laid(small, "2021-06-20-aaaaaaaa-3-bbbbbbbb", [entry], by=f"x{forged}")
    withdrawal = ("--agency", "so-yt", "--withdraw", "2021-06-20-aaaaaaaa-3-bbbbbbbb", "--as-of", AS_OF)
    assert kst("record", *withdrawal, "--text", f"Nhầm{forged}", root=small).code == 0
    shown = text(kst, small, "3")
    assert shown.count("Sở Giả mạo") == 6
    assert not re.search(r"(?m)^\S.*Sở Giả mạo, đầu việc 3: hoàn thành$", shown)
