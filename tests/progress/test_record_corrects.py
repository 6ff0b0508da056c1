"""Corrections and withdrawals: new slips that name what they replace; nothing is ever undone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.running import Kst
from tests.support.slip_files import (
    AS_OF,
    due_rows,
    laid,
    only_slip,
    plain,
    problems,
    said,
    slips,
    status_of,
)
from trees import tree

Q2 = ("--quarter", "2")
NOT_YET = ("--status", "in_progress")
TWO = [{"duty": "3", "status": "done"}, {"duty": "4", "status": "done"}]


def supersedes(root: Path, told: dict[str, str]) -> list[str]:
    """What a slip that was just recorded says it replaces."""
    found: list[str] = plain(root / told["path"])["supersedes"]
    return found


# Naming the slip


@pytest.mark.parametrize(
    "name",
    [
        "{id}",
        "{id}.yaml",
        "{path}",
        "./{path}",
        "{id}#3@2021-Q2",
        "{path}#3@2021-Q2",
        " {id} ",
    ],
)
def test_a_slip_is_named_by_id_file_path_or_line(name: str, small: Path) -> None:
    old = said(small, "3", "so-yt", *Q2)
    new = said(
        small, "3", "so-yt", *Q2, *NOT_YET, "--supersede", name.format(id=old["slip"], path=old["path"])
    )
    assert supersedes(small, new) == [f"{old['slip']}#3@2021-Q2"]
    assert status_of(small, "3", "so-yt") == "overdue"


def test_the_old_file_stays_as_it_was(small: Path) -> None:
    old = said(small, "3", "so-yt", *Q2)
    before = tree(small)
    new = said(small, "3", "so-yt", *Q2, "--supersede", old["slip"])
    after = tree(small)
    assert after.pop(new["path"])
    assert after == before


def test_what_is_replaced_is_told(small: Path, kst: Kst) -> None:
    old = said(small, "3", "so-yt", *Q2)["slip"]
    words = ("record", "3", "--agency", "so-yt", *Q2, "--status", "not_arising", "--as-of", AS_OF)
    result = kst(*words, "--supersede", old, root=small)
    assert (result.code, result.err) == (0, "")
    assert f"Thay {old}#3@2021-Q2" in result.out.splitlines()


@pytest.mark.parametrize(
    ("agency", "name"),
    [
        ("so-tp", "{id}"),
        ("so-yt", "khong-co"),
        ("so-yt", "{id}#4@2021-Q2"),
        ("so-yt", ""),
    ],
)
def test_what_is_not_there_or_of_another_agency_is_refused(
    agency: str, name: str, small: Path, kst: Kst
) -> None:
    old = said(small, "3", "so-yt", *Q2)["slip"]
    before = tree(small)
    words = ("record", "3", "--agency", agency, *Q2, "--status", "done", "--as-of", AS_OF)
    result = kst(*words, "--supersede", name.format(id=old), root=small)
    assert (result.code, result.out, tree(small)) == (4, "", before)
    assert "Cách sửa: " in result.err


def test_a_slip_for_the_wrong_duty_can_be_put_right(small: Path) -> None:
    old = said(small, "4", "so-yt", *Q2)
    new = said(small, "3", "so-yt", *Q2, "--supersede", old["slip"])
    assert supersedes(small, new) == [f"{old['slip']}#4@2021-Q2"]
    assert (status_of(small, "4", "so-yt"), status_of(small, "3", "so-yt")) == ("overdue", "done_late")


def test_a_slip_for_the_wrong_quarter_can_be_put_right(small: Path) -> None:
    old = said(small, "3", "so-yt", "--quarter", "1")
    said(small, "3", "so-yt", *Q2, "--supersede", old["slip"])
    assert status_of(small, "3", "so-yt", "2021-Q1") == "overdue"
    assert status_of(small, "3", "so-yt", "2021-Q2") == "done_late"


# Slips of several lines


def test_of_several_lines_only_the_same_is_replaced(small: Path) -> None:
    laid(small, "phieu-1", TWO)
    new = said(small, "3", "so-yt", *Q2, *NOT_YET, "--supersede", "phieu-1")
    assert supersedes(small, new) == ["phieu-1#3@2021-Q2"]
    assert (status_of(small, "3", "so-yt"), status_of(small, "4", "so-yt")) == ("overdue", "done")


def test_of_several_lines_another_one_must_be_named(small: Path, kst: Kst) -> None:
    laid(small, "phieu-1", TWO)
    words = ("record", "3", "--agency", "so-yt", "--quarter", "3", "--status", "done", "--as-of", AS_OF)
    result = kst(*words, "--supersede", "phieu-1", root=small)
    assert (result.code, len(slips(small))) == (4, 1)
    assert "3@2021-Q2, 4@2021-Q2" in result.err
    assert "--supersede phieu-1#3@2021-Q2" in result.err
    assert kst(*words, "--supersede", "phieu-1#3@2021-Q2", root=small).code == 0


def test_several_slips_are_replaced_by_one(small: Path) -> None:
    old = [said(small, "3", "so-yt", *Q2, "--date", f"2021-06-{day}")["slip"] for day in (10, 11, 12)]
    more = [word for name in [*old, old[0]] for word in ("--supersede", name)]
    new = said(small, "3", "so-yt", *Q2, *NOT_YET, *more)
    assert supersedes(small, new) == [f"{name}#3@2021-Q2" for name in old]
    assert status_of(small, "3", "so-yt") == "overdue"


def test_a_file_corrects_too(small: Path, kst: Kst) -> None:
    laid(small, "phieu-1", TWO)
    file = small.parent / "phieu.yaml"
    file.write_text(
        "agency: so-yt\nquarter: 2\nnote: nhầm\nsupersedes: [phieu-1]\n"
        'entries: [{duty: "3", status: in_progress}, {duty: "4", status: in_progress}]\n',
        "utf-8",
        newline="\n",
    )
    assert kst("record", "--file", str(file), "--as-of", AS_OF, root=small).code == 0
    assert status_of(small, "3", "so-yt") == status_of(small, "4", "so-yt") == "overdue"


# Withdrawing


def withdrawn(root: Path, kst: Kst, name: str, *more: str) -> Path:
    """The file that takes a slip of Sở Y tế back."""
    before = set(slips(root))
    reason = () if "--text" in more else ("--text", "Ghi nhầm.")
    words = ("record", "--withdraw", name, "--agency", "so-yt", "--as-of", AS_OF, *reason, *more)
    result = kst(*words, root=root)
    assert result.code == 0, result.err
    [file] = set(slips(root)) - before
    assert f"Rút {name.partition('#')[0]}" in result.out
    assert f"Đã ghi {file.relative_to(root).as_posix()}" in result.out
    return file


def test_a_slip_for_the_wrong_agency_is_withdrawn(small: Path, kst: Kst) -> None:
    old = said(small, "3", "so-yt", *Q2)["slip"]
    file = withdrawn(small, kst, old, "--text", "Ghi nhầm cơ quan.")
    content = plain(file)
    assert (content["supersedes"], content["note"]) == ([old], "Ghi nhầm cơ quan.")
    assert "entries" not in content
    assert status_of(small, "3", "so-yt") == "overdue"


def test_a_withdrawal_lies_beside_what_it_takes_back(small: Path, kst: Kst) -> None:
    old = said(small, "3", "so-yt", *Q2)
    assert withdrawn(small, kst, old["slip"]).parent == (small / old["path"]).parent


def test_a_withdrawn_correction_gives_back_what_it_replaced(small: Path, kst: Kst) -> None:
    laid(small, "phieu-1", TWO)
    wrong = said(small, "3", "so-yt", *Q2, *NOT_YET, "--supersede", "phieu-1")["slip"]
    assert status_of(small, "3", "so-yt") == "overdue"
    withdrawn(small, kst, wrong)
    assert status_of(small, "3", "so-yt") == "done"


def test_a_withdrawn_line_gives_back_what_it_replaced(small: Path, kst: Kst) -> None:
    laid(small, "phieu-1", TWO)
    wrong = said(small, "3", "so-yt", *Q2, *NOT_YET, "--supersede", "phieu-1")["slip"]
    withdrawn(small, kst, f"{wrong}#3@2021-Q2")
    assert status_of(small, "3", "so-yt") == "done"


def test_a_withdrawal_can_be_withdrawn(small: Path, kst: Kst) -> None:
    old = said(small, "3", "so-yt", *Q2)["slip"]
    first = withdrawn(small, kst, old)
    assert status_of(small, "3", "so-yt") == "overdue"
    withdrawn(small, kst, first.stem)
    assert status_of(small, "3", "so-yt") == "done_late"


def test_one_line_of_a_slip_is_withdrawn(small: Path, kst: Kst) -> None:
    laid(small, "phieu-1", TWO)
    withdrawn(small, kst, "phieu-1#4@2021-Q2")
    assert (status_of(small, "3", "so-yt"), status_of(small, "4", "so-yt")) == ("done", "overdue")


def test_who_withdrew_and_when_is_kept(small: Path, kst: Kst) -> None:
    old = said(small, "3", "so-yt", *Q2, "--date", "2021-06-10")["slip"]
    content = plain(withdrawn(small, kst, old, "--by", "Nguyễn Thị Lụa", "--date", "2021-06-20"))
    assert (content.get("by"), str(content["date"])) == ("Nguyễn Thị Lụa", "2021-06-20")


def test_before_its_day_a_withdrawal_does_not_count(small: Path, kst: Kst) -> None:
    old = said(small, "3", "so-yt", *Q2, "--date", "2021-06-10")["slip"]
    withdrawn(small, kst, old)
    assert status_of(small, "3", "so-yt", as_of="2021-06-30") == "done"
    assert status_of(small, "3", "so-yt", as_of="2021-07-01") == "overdue"


@pytest.mark.parametrize("agency", ["so-tp", "so-yt"])
def test_a_withdrawal_of_what_is_not_there_is_refused(agency: str, small: Path, kst: Kst) -> None:
    name = said(small, "3", "so-yt", *Q2)["slip"] if agency == "so-tp" else "khong-co"
    words = ("record", "--withdraw", name, "--agency", agency, "--text", "nhầm", "--as-of", AS_OF)
    result = kst(*words, root=small)
    assert (result.code, len(slips(small))) == (4, int(agency == "so-tp"))


def test_a_dry_withdrawal_writes_nothing(small: Path, kst: Kst) -> None:
    old = said(small, "3", "so-yt", *Q2)["slip"]
    before = tree(small)
    words = (
        "record",
        "--withdraw",
        old,
        "--agency",
        "so-yt",
        "--text",
        "nhầm",
        "--as-of",
        AS_OF,
        "--dry-run",
    )
    assert kst(*words, root=small).code == 0
    assert tree(small) == before


def test_a_withdrawal_tells_json(small: Path, kst: Kst) -> None:
    old = said(small, "3", "so-yt", *Q2)["slip"]
    words = (
        "record",
        "--withdraw",
        old,
        "--agency",
        "so-yt",
        "--text",
        "nhầm",
        "--as-of",
        AS_OF,
        "--format",
        "json",
    )
    told = json.loads(kst(*words, root=small).out)
    assert (told["entries"], told["period"]) == ([], "2021-Q2")
    assert (small / told["path"]).is_file()


def test_what_was_withdrawn_leaves_no_problem(small: Path, kst: Kst) -> None:
    old = said(small, "3", "so-yt", *Q2)["slip"]
    withdrawn(small, kst, old)
    assert problems(small) == []


# Contradictions are remarked upon, not refused


@pytest.mark.parametrize(
    ("first", "second", "remark"),
    [
        ("done", "not_arising", True),
        ("done", "in_progress", True),
        ("not_arising", "done", True),
        ("done", "done", False),
        ("in_progress", "done", False),
        ("in_progress", "not_arising", False),
    ],
)
def test_a_word_against_a_final_one_is_remarked_upon(
    first: str, second: str, remark: bool, small: Path, kst: Kst
) -> None:
    old = said(small, "3", "so-yt", *Q2, "--status", first, "--date", "2021-06-10")["slip"]
    words = ("record", "3", "--agency", "so-yt", *Q2, "--status", second, "--as-of", AS_OF)
    result = kst(*words, root=small)
    assert (result.code, len(slips(small))) == (0, 2)
    assert (f"--supersede {old}" in result.err) is remark
    assert result.err.startswith("lưu ý: ") is remark


@pytest.mark.parametrize(
    ("more", "how"),
    [
        ((), "hãy rút phiếu này và ghi lại với --supersede"),
        (("--dry-run",), "hãy thêm --supersede"),
    ],
)
def test_before_it_is_written_a_remark_asks_for_less(
    more: tuple[str, ...], how: str, small: Path, kst: Kst
) -> None:
    old = said(small, "3", "so-yt", *Q2, "--date", "2021-06-10")["slip"]
    words = ("record", "3", "--agency", "so-yt", *Q2, *NOT_YET, "--as-of", AS_OF, *more)
    assert f"{how} {old}" in kst(*words, root=small).err


def test_the_remark_says_what_validate_will_say(small: Path, kst: Kst) -> None:
    """Word of 10 June, written down after that of 20 June: no contradiction, so no remark."""
    said(small, "3", "so-yt", *Q2, "--date", "2021-06-20")
    words = ("record", "3", "--agency", "so-yt", *Q2, *NOT_YET, "--date", "2021-06-10", "--as-of", AS_OF)
    result = kst(*words, root=small)
    assert problems(small) == []
    assert result.err == ""


def test_a_late_word_for_an_earlier_day_is_remarked_upon(small: Path, kst: Kst) -> None:
    """Done on 10 June, written down after something else was said of 20 June."""
    said(small, "3", "so-yt", *Q2, *NOT_YET, "--date", "2021-06-20")
    words = ("record", "3", "--agency", "so-yt", *Q2, "--status", "done", "--date", "2021-06-10")
    result = kst(*words, "--as-of", AS_OF, root=small)
    assert problems(small) == ["KST053"]
    assert result.err.startswith("lưu ý: ")


def test_a_correction_is_no_contradiction(small: Path) -> None:
    old = said(small, "3", "so-yt", *Q2, "--date", "2021-06-10")["slip"]
    said(small, "3", "so-yt", *Q2, "--status", "not_arising", "--supersede", old)
    assert problems(small) == []


@pytest.mark.parametrize("withdraw", [False, True])
def test_a_slip_of_a_later_day_cannot_be_replaced_yet(withdraw: bool, small: Path, kst: Kst) -> None:
    old = said(small, "3", "so-yt", *Q2, "--date", "2021-06-20")["slip"]
    correct = ("3", *Q2, *NOT_YET, "--supersede", old)
    words = ("--withdraw", old, "--text", "nhầm") if withdraw else correct
    result = kst("record", *words, "--agency", "so-yt", "--as-of", "2021-06-15", root=small)
    assert (result.code, slips(small)) == (4, [only_slip(small)])
    assert "20/06/2021" in result.err


def test_there_is_no_undo(small: Path, kst: Kst) -> None:
    said(small, "3", "so-yt", *Q2)
    assert kst("undo", root=small).code == 2
    assert only_slip(small).is_file()
    assert due_rows(small, "--agency", "so-yt", "--quarter", "2", "--task", "3")[0]["status"] == "done_late"


def test_a_withdrawal_says_why(small: Path, kst: Kst) -> None:
    old = said(small, "3", "so-yt", *Q2)["slip"]
    result = kst("record", "--withdraw", old, "--agency", "so-yt", "--as-of", AS_OF, root=small)
    assert (result.code, slips(small)) == (2, [only_slip(small)])
    assert "--text" in result.err


def test_what_is_withdrawn_already_is_not_withdrawn_again(small: Path, kst: Kst) -> None:
    old = said(small, "3", "so-yt", *Q2)["slip"]
    first = withdrawn(small, kst, old)
    words = ("record", "--withdraw", old, "--agency", "so-yt", "--text", "nhầm", "--as-of", AS_OF)
    result = kst(*words, root=small)
    assert (result.code, len(slips(small))) == (4, 2)
    assert first.stem in result.err
