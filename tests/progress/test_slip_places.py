"""Slips and requests where they do not belong, and files that are neither."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kstthc_cli.store.files.append_only import with_checksum
from tests.progress.found_problems import COMMANDS, DONE, HERE, Q2, Found, found, one, requested
from tests.support.running import Kst
from tests.support.slip_files import AS_OF, due_rows, laid, plain, said, status_of

# In the wrong place (KST051)


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("progress/2021/Q1/so-yt/{id}.yaml", "another period"),
        ("progress/2021/Q2/so-tp/{id}.yaml", "another agency"),
        ("progress/2020/Q2/so-yt/{id}.yaml", "another plan"),
        ("progress/2021/Q2/so-yt/phieu.yaml", "another name"),
        ("progress/2021/Q2/so-yt/{id}.yml", "another ending"),
        ("progress/2021/Q2/so-yt/.{id}.yaml", "hidden"),
        ("progress/2021/Q2/{id}.yaml", "too high"),
        ("progress/2021/Q2/so-yt/cu/{id}.yaml", "too deep"),
        ("progress/{id}.yaml", "at the top"),
    ],
)
def test_a_slip_that_was_moved_is_found(place: str, why: str, small: Path, kst: Kst) -> None:
    told = said(small, "3", "so-yt", *Q2)
    target = small / place.format(id=told["slip"])
    target.parent.mkdir(parents=True, exist_ok=True)
    (small / told["path"]).rename(target)
    codes = {(problem.code, problem.path, problem.severity) for problem in found(kst, small)}
    assert ("KST051", target.relative_to(small).as_posix(), "error") in codes, why


def test_a_copied_slip_is_found_and_counts_once(small: Path, kst: Kst) -> None:
    told = said(small, "3", "so-yt", *Q2, "--date", "2021-06-10")
    copy = small / HERE / f"{told['slip']} (2).yaml"
    shutil.copy(small / told["path"], copy)
    assert one(kst, small) == Found("KST051", copy.relative_to(small).as_posix(), 1, 1, "error")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("place", ["progress/2021/Q1/so-yt/a.yaml", "progress/2021/Q2/so-yt/b.yaml"])
def test_no_answer_is_given_while_a_slip_is_misplaced(
    command: tuple[str, ...], place: str, small: Path, kst: Kst
) -> None:
    target = small / place
    target.parent.mkdir(parents=True)
    laid(small, "a", [DONE]).rename(target)
    result = kst(*command, "--as-of", AS_OF, root=small)
    assert (result.code, result.out) == (3, "")
    assert f"lỗi[KST051] {place}:1:1" in result.err
    assert f"Theo nội dung, phiếu này phải là {HERE}/a.yaml." in result.err


@pytest.mark.parametrize(
    "place", ["progress/2021/Q2/a.yaml", "progress/2021/a.yaml", "progress/2021/Q2/so-yt/cu/a.yaml"]
)
def test_a_slip_where_nobody_looks_is_not_passed_over(place: str, small: Path, kst: Kst) -> None:
    """It says that work is done: an answer without it would be wrong."""
    file = laid(small, "a", [DONE])
    (small / place).parent.mkdir(exist_ok=True)
    file.rename(small / place)
    result = kst("status", *Q2, "--as-of", AS_OF, root=small)
    assert result.code == 3 or place in result.err


@pytest.mark.parametrize(
    "name", ["ghi-chu.txt", "phieu.yaml.orig", ".kst-abcd.tmp", "phieu.yaml~", "bao-cao.docx", "README"]
)
def test_a_stray_file_is_found_and_not_read(name: str, small: Path, kst: Kst) -> None:
    file = laid(small, "a", [DONE])
    stray = file.with_name(name)
    stray.write_text(
        file.read_text("utf-8").replace('status: "done"', 'status: "in_progress"'), "utf-8", newline="\n"
    )
    assert one(kst, small) == Found("KST051", f"{HERE}/{name}", 1, 1, "error")
    assert status_of(small, "3", "so-yt") == "done"


@pytest.mark.parametrize("name", [".gitkeep", ".DS_Store", "Thumbs.db", "desktop.ini"])
def test_what_systems_leave_behind_is_no_problem(name: str, small: Path, kst: Kst) -> None:
    laid(small, "a", [DONE]).with_name(name).write_bytes(b"\0")
    assert found(kst, small) == []


@pytest.mark.parametrize("name", ["khac.yaml", "2021-05-10-5b-abcdefghij.yaml"])
def test_a_misnamed_request_is_found(name: str, small: Path, kst: Kst) -> None:
    file = requested(small, kst)
    file.rename(file.with_name(name))
    assert one(kst, small).code == "KST051"


def test_a_request_in_the_folder_of_another_plan_is_found(small: Path, kst: Kst) -> None:
    file = requested(small, kst)
    target = small / "requests" / "2020" / file.name
    target.parent.mkdir()
    file.rename(target)
    assert [problem.code for problem in found(kst, small)] == ["KST051"]


def test_a_request_of_another_plan_opens_nothing(small: Path, kst: Kst) -> None:
    file = requested(small, kst)
    content = {key: value for key, value in plain(file).items() if key != "seal"}
    file.write_text(with_checksum({**content, "plan": "2020"}), "utf-8", newline="\n")
    assert found(kst, small) != []
    result = kst("due", "--agency", "so-yt", "--task", "5b", "--period", "2021", "--as-of", AS_OF, root=small)
    assert result.code == 3 or "2021-05-31" not in result.out


# Two of one id (KST056)


def test_an_id_that_is_used_twice_is_found(small: Path, kst: Kst) -> None:
    laid(small, "a", [DONE], agency="so-tp")
    laid(small, "a", [DONE])
    assert one(kst, small) == Found("KST056", f"{HERE}/a.yaml", 2, 5, "error")


def test_two_agencies_with_one_id_both_count(small: Path, kst: Kst) -> None:
    """One agency asked about alone, or all together: the answer is the same, and no word is lost."""
    laid(small, "a", [DONE], agency="so-tp")
    laid(small, "a", [DONE])
    result = kst("due", *Q2, "--task", "3", "--as-of", AS_OF, "--format", "json", root=small)
    if result.code == 3:
        assert "KST056" in result.err
        return
    stand = {row["agency"]["id"]: row["status"] for row in json.loads(result.out)["obligations"]}
    assert (stand["so-tp"], stand["so-yt"]) == ("done", "done")
    assert (status_of(small, "3", "so-tp"), status_of(small, "3", "so-yt")) == ("done", "done")


def test_one_agency_cannot_hide_the_words_of_another_by_using_its_id(small: Path) -> None:
    laid(small, "a", [DONE])
    laid(small, "a", [{"duty": "2", "status": "done"}], agency="so-tp")
    laid(small, "b", [DONE], agency="so-tp", supersedes=["a"])
    rows = due_rows(small, *Q2, "--task", "3")
    assert {row["agency"]["id"]: row["status"] for row in rows}["so-yt"] == "done"


def test_two_requests_of_one_id_are_found_and_asked_once(small: Path, kst: Kst) -> None:
    file = requested(small, kst)
    shutil.copy(file, file.with_name("ban-sao.yaml"))
    assert {problem.code for problem in found(kst, small)} & {"KST051", "KST056"}
    words = (
        "due",
        "--agency",
        "so-yt",
        "--task",
        "5b",
        "--period",
        "2021",
        "--as-of",
        AS_OF,
        "--format",
        "json",
    )
    result = kst(*words, root=small)
    assert result.code == 3 or len(json.loads(result.out)["obligations"]) == 1


# What lies where no answer looks is named


def _renamed(small: Path, path: str, place: str) -> None:
    (small / place).parent.mkdir(parents=True, exist_ok=True)
    (small / path).rename(small / place)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("agency", [(), ("--agency", "so-yt")])
@pytest.mark.parametrize(
    "place",
    [
        "progress/2021/Q2/so-yt/{id}.yml",
        "progress/2021/Q2/so-yt/{id}.YAML",
        "progress/2021/{id}.txt",
        "progress/{id}.yaml",
        "progress/2020/Q2/so-yt/{id}.yaml",
    ],
)
def test_a_slip_out_of_place_is_named_by_every_answer(
    place: str, agency: tuple[str, ...], command: tuple[str, ...], small: Path, kst: Kst
) -> None:
    told = said(small, "3", "so-yt", *Q2)
    target = place.format(id=told["slip"])
    _renamed(small, told["path"], target)
    for _ in range(2):  # read anew, and from the index
        result = kst(*command, *agency, "--as-of", AS_OF, root=small)
        assert result.code == 0
        assert result.err.startswith(f"cảnh báo: {target} không ở đúng chỗ")
        assert result.err.count("cảnh báo") == 1


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("top", ["progress", "requests"])
def test_a_folder_in_other_letters_is_named(
    top: str, command: tuple[str, ...], small: Path, kst: Kst
) -> None:
    said(small, "3", "so-yt", *Q2)
    requested(small, kst)
    (small / top).rename(small / "luu")
    (small / "luu").rename(small / top.title())
    result = kst(*command, "--agency", "so-yt", "--as-of", AS_OF, root=small)
    assert f"cảnh báo: {top.title()}/ không ở đúng chỗ" in result.err
    assert ("KST051", top.title()) in {(problem.code, problem.path) for problem in found(kst, small)}


@pytest.mark.parametrize("place", ["requests/2021/a.yml", "requests/a.yaml", "requests/2020/{name}"])
def test_a_request_out_of_place_is_named(place: str, small: Path, kst: Kst) -> None:
    file = requested(small, kst)
    target = place.format(name=file.name)
    _renamed(small, file.relative_to(small).as_posix(), target)
    assert f"{target} không ở đúng chỗ" in kst("request", "list", root=small).err


def test_many_are_counted_and_few_named(small: Path, kst: Kst) -> None:
    for number in range(8):
        (laid(small, "a", [DONE]).with_name(f"{number}.yml")).write_bytes(b"")
    assert "4.yml và 3 mục khác không ở" in kst("status", *Q2, "--as-of", AS_OF, root=small).err


def test_another_plans_slips_are_no_strays(small: Path, kst: Kst) -> None:
    laid(small, "a", [DONE], plan="2020", period="2020-Q2")
    (small / "progress" / ".gitkeep").write_bytes(b"")
    assert kst("status", *Q2, "--as-of", AS_OF, root=small).err == ""


@pytest.mark.parametrize("place", ["reports/2021/Q2/so-yt.yml", "reports/2021/so-yt.yaml", "reports/a.yaml"])
def test_a_text_for_a_report_out_of_place_is_named(place: str, small: Path, kst: Kst) -> None:
    (small / place).parent.mkdir(parents=True)
    (small / place).write_bytes(b"")
    result = kst("report", "quarterly", *Q2, "--as-of", AS_OF, "-o", str(small / "b.md"), root=small)
    assert result.code == 0
    assert f"cảnh báo: {place} không ở đúng chỗ" in result.err
