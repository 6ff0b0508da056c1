"""`kst request open --supersede` and `kst request withdraw`: nothing is edited, nothing said is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kstthc_cli.store.files.append_only import with_checksum
from tests.support.request_files import (
    LATER,
    MAY,
    OPEN,
    WHY,
    WORDS,
    YT,
    corrected,
    listed,
    opened,
    stands,
    withdrawn,
)
from tests.support.running import Kst
from tests.support.slip_files import AS_OF, LINKS, due_rows, is_sealed, plain, problems, said
from trees import tree


def screen(kst: Kst, root: Path, *more: str) -> str:
    """The list as a table, its lines joined."""
    return " ".join(kst("request", "list", *more, "--as-of", AS_OF, root=root).out.replace("│", " ").split())


# Correcting


def test_a_correction_is_a_file_of_its_own(small: Path, kst: Kst) -> None:
    old = opened(kst, small)
    before = tree(small)
    told = corrected(kst, small, old)
    assert told["request"] == old
    file = small / told["path"]
    assert (plain(file)["supersedes"], is_sealed(file)) == ([old], True)
    assert before.items() <= tree(small).items()
    assert problems(small) == []


def test_a_correction_moves_the_deadline_from_its_day_on(small: Path, kst: Kst) -> None:
    corrected(kst, small, opened(kst, small))
    assert stands(small, "so-yt", "2021-05-19") == [("not_reported", "2021-05-31")]
    assert stands(small, "so-yt", "2021-06-10") == [("not_reported", "2021-06-15")]
    assert stands(small, "so-yt", "2021-06-16") == [("overdue", "2021-06-15")]


def test_an_answer_stays_when_the_request_is_corrected(small: Path, kst: Kst) -> None:
    """Even into another quarter."""
    old = opened(kst, small)
    said(small, "5b", "so-yt", "--request", old, "--date", "2021-05-15")
    corrected(kst, small, old, due="2021-08-20")
    assert stands(small, "so-yt", AS_OF) == [("done", "2021-08-20")]
    assert stands(small, "so-tp", AS_OF) == [("not_reported", "2021-08-20")]
    assert problems(small) == []


@pytest.mark.parametrize("named", ["first", "correction"])
def test_a_request_is_answered_by_the_id_of_any_of_its_files(named: str, small: Path, kst: Kst) -> None:
    old = opened(kst, small)
    new = Path(corrected(kst, small, old)["path"]).stem
    told = said(small, "5b", "so-yt", "--request", old if named == "first" else new)
    assert told["entries"][0]["request"] == old
    assert stands(small, "so-yt", AS_OF) == [("done_late", "2021-06-15")]


def test_an_answer_is_corrected_after_the_request_was(small: Path, kst: Kst) -> None:
    old = opened(kst, small)
    first = said(small, "5b", "so-yt", "--request", old, "--date", "2021-05-15")
    corrected(kst, small, old, due="2021-08-20")
    said(small, "5b", "so-yt", "--request", old, "--supersede", first["slip"], "--status", "in_progress")
    assert stands(small, "so-yt", AS_OF) == [("in_progress", "2021-08-20")]
    assert problems(small) == []


def test_a_correction_may_ask_others(small: Path, kst: Kst) -> None:
    old = opened(kst, small, "--agency", "so-yt")
    corrected(kst, small, old, "--agency", "so-tp")
    assert stands(small, "so-yt", AS_OF) == [("waiting", None)]
    assert stands(small, "so-tp", AS_OF) == [("overdue", "2021-06-15")]


def test_what_a_correction_changes_is_told(small: Path, kst: Kst) -> None:
    old = opened(kst, small, "--agency", "so-yt")
    words = (*OPEN, "5b", "--due", "2021-06-15", *WORDS, "--supersede", old, "--as-of", LATER)
    lines = kst(*words, root=small).out.splitlines()
    assert lines[1].strip() == "Hạn 15/06/2021, mọi cơ quan có đầu việc này, theo Văn bản số 45/VPCP-KSTT."
    assert lines[2] == f"Sửa yêu cầu {old} (trước: hạn 31/05/2021, Sở Y tế, theo Văn bản số 45/VPCP-KSTT)."
    assert lines[4] == f"Trả lời bằng: kst record 5b --request {old} …"


def test_the_list_has_the_last_words_under_the_first_id(small: Path, kst: Kst) -> None:
    old = opened(kst, small)
    new = corrected(kst, small, old)
    [one] = listed(kst, small)
    assert (one["id"], one["date"], one["due"]) == (old, MAY, "2021-06-15")
    assert (one["path"], one["corrections"]) == (new["path"], [Path(new["path"]).stem])
    assert "sửa ngày 20/05/2021" in screen(kst, small)


def test_two_corrections_of_two_clerks_are_shown_until_one_replaces_both(small: Path, kst: Kst) -> None:
    old = opened(kst, small)
    first = corrected(kst, small, old)
    kept = (small / first["path"]).read_bytes()
    (small / first["path"]).unlink()
    second = corrected(kst, small, old, due="2021-06-20")
    (small / first["path"]).write_bytes(kept)
    assert (len(listed(kst, small)), problems(small)) == (1, ["KST053"])
    third = corrected(kst, small, old, due="2021-06-25")
    assert third["supersedes"] == [Path(first["path"]).stem, Path(second["path"]).stem]
    assert (listed(kst, small)[0]["due"], problems(small)) == ("2021-06-25", [])


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("5b", "--supersede", "khong-co"), "không có yêu cầu “khong-co”"),
        (("5b", "--supersede", ""), "không có yêu cầu “”"),
    ],
)
def test_what_is_not_there_cannot_be_corrected(
    more: tuple[str, ...], words: str, small: Path, kst: Kst
) -> None:
    before = tree(small)
    result = kst(*OPEN, *more, "--due", "2021-06-15", *WORDS, "--as-of", LATER, root=small)
    assert (result.code, result.out, tree(small)) == (4, "", before)
    assert words in result.err


def test_a_request_is_not_corrected_into_another_duty(province: Path, kst: Kst) -> None:
    old = opened(kst, province, duty="39b")
    words = (*OPEN, "3b", "--due", "2021-06-15", *WORDS, "--supersede", old, "--as-of", LATER)
    result = kst(*words, root=province)
    assert result.code == 4
    assert f"Yêu cầu “{old}” mở đầu việc 39b, không phải 3b." in result.err


def test_a_correction_is_not_older_than_what_it_corrects(small: Path, kst: Kst) -> None:
    old = opened(kst, small)
    words = (*OPEN, "5b", "--due", "2021-06-15", *WORDS, "--supersede", old, "--date", "2021-05-09")
    result = kst(*words, "--as-of", LATER, root=small)
    assert result.code == 4
    assert "ghi ngày 10/05/2021, sau ngày 09/05/2021" in result.err


# Withdrawing


def test_a_withdrawal_is_a_file_of_its_own(small: Path, kst: Kst) -> None:
    old = opened(kst, small)
    before = tree(small)
    told = withdrawn(kst, small, old)
    content = plain(small / told["path"])
    assert (told["request"], content["withdraws"], content["reason"]) == (old, [old], "Văn bản đã thu hồi.")
    assert is_sealed(small / told["path"])
    assert before.items() <= tree(small).items()
    assert problems(small) == []


def test_a_withdrawn_request_asks_nobody_from_its_day_on(small: Path, kst: Kst) -> None:
    withdrawn(kst, small, opened(kst, small))
    assert stands(small, "so-yt", "2021-05-19") == [("not_reported", "2021-05-31")]
    assert stands(small, "so-yt", AS_OF) == [("waiting", None)]


def test_an_answer_to_a_withdrawn_request_is_kept_and_no_mistake(small: Path, kst: Kst) -> None:
    old = opened(kst, small)
    slip = said(small, "5b", "so-yt", "--request", old, "--date", "2021-05-15")["slip"]
    withdrawn(kst, small, old)
    told = json.loads(kst("history", "5b", "--as-of", AS_OF, "--format", "json", root=small).out)
    assert [entry["slip"] for entry in told["entries"]] == [slip]
    status = json.loads(kst("status", "--as-of", AS_OF, "--format", "json", root=small).out)
    assert (status["unmatched"], problems(small)) == (0, [])


def test_a_withdrawn_request_cannot_be_answered_and_why_is_said(small: Path, kst: Kst) -> None:
    old = opened(kst, small)
    withdrawn(kst, small, old)
    words = ("record", "5b", "--agency", "so-yt", "--status", "done", "--request", old, "--as-of", AS_OF)
    result = kst(*words, root=small)
    assert (result.code, result.out) == (4, "")
    assert "đã bị rút ngày 20/05/2021 (Văn bản đã thu hồi.)" in result.err


def test_only_with_all_are_withdrawn_requests_listed(small: Path, kst: Kst) -> None:
    old = opened(kst, small)
    told = withdrawn(kst, small, old)
    assert listed(kst, small) == []
    every = kst("request", "list", "--all", "--as-of", AS_OF, "--format", "json", root=small)
    [one] = json.loads(every.out)["requests"]
    assert (one["id"], one["asked"], one["unanswered"]) == (old, 0, [])
    assert one["withdrawn"] == {"date": LATER, "reason": "Văn bản đã thu hồi.", "path": told["path"]}
    assert "Đã rút ngày 20/05/2021: Văn bản đã thu hồi." in screen(kst, small, "--all")


def test_requests_are_listed_by_day_withdrawn_ones_in_their_place(small: Path, kst: Kst) -> None:
    days = ("2021-05-10", "2021-05-05", "2021-05-12", "2021-05-07")
    names = {
        day: opened(kst, small, "--document", f"{n}/VPCP-KSTT", "--date", day, as_of="2021-05-14")
        for n, day in enumerate(days, 1)
    }
    withdrawn(kst, small, names["2021-05-10"])
    every = kst("request", "list", "--all", "--as-of", AS_OF, "--format", "json", root=small)
    assert [request["id"] for request in json.loads(every.out)["requests"]] == [
        names[day] for day in sorted(days)
    ]


def test_a_request_with_a_name_of_its_own_is_listed_by_its_day(small: Path, kst: Kst) -> None:
    early, late = (
        opened(kst, small, "--document", f"{day[-1]}/VPCP-KSTT", "--date", day)
        for day in ("2021-05-05", "2021-05-07")
    )
    file = small / "requests" / "2021" / f"{late}.yaml"
    content = {**plain(file), "id": "0-cong-van"}
    content.pop("seal")
    file.with_name("0-cong-van.yaml").write_text(with_checksum(content), "utf-8", newline="\n")
    file.unlink()
    assert problems(small) == []
    assert [request["id"] for request in listed(kst, small)] == [early, "0-cong-van"]


def test_a_corrected_request_is_withdrawn_whole(small: Path, kst: Kst) -> None:
    old = opened(kst, small)
    new = Path(corrected(kst, small, old)["path"]).stem
    assert withdrawn(kst, small, new)["withdraws"] == [new]
    assert listed(kst, small) == []
    assert stands(small, "so-yt", AS_OF) == [("waiting", None)]


def test_a_correction_unaware_of_the_withdrawal_is_reported(small: Path, kst: Kst) -> None:
    old = opened(kst, small)
    gone = small / withdrawn(kst, small, old)["path"]
    kept = gone.read_bytes()
    gone.unlink()
    new = Path(corrected(kst, small, old, as_of="2021-05-21")["path"]).stem
    gone.write_bytes(kept)
    assert (listed(kst, small), problems(small)) == ([], ["KST053"])
    withdrawn(kst, small, new, as_of="2021-05-22")
    assert problems(small) == []


def test_a_dry_run_withdraws_nothing(small: Path, kst: Kst) -> None:
    old = opened(kst, small)
    before = tree(small)
    result = kst("request", "withdraw", old, *WHY, "--as-of", LATER, "--dry-run", root=small)
    assert (result.code, tree(small)) == (0, before)
    assert "Chạy thử: chưa ghi gì." in result.out


FORMS = ["{id}", "{id}.yaml", "requests/2021/{id}.yaml", "requests\\2021\\{id}.yaml"]


@pytest.mark.parametrize("form", FORMS)
def test_a_request_is_named_by_id_or_file(form: str, small: Path, kst: Kst) -> None:
    old = opened(kst, small)
    assert withdrawn(kst, small, form.format(id=old))["request"] == old


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        (("khong-co", *WHY), 4, "không có yêu cầu “khong-co”"),
        (("{id}", "--reason", " "), 2, "lý do để trống"),
        (("{id}", "--reason", "a\x07"), 2, "U+0007"),
        (("{id}",), 2, "--reason"),
        ((*WHY,), 2, "MÃ_YÊU_CẦU"),
        (("{id}", *WHY, "--date", "2021-05-09"), 4, "ghi ngày 10/05/2021, sau ngày 09/05/2021"),
        (("{id}", *WHY, "--date", "2021-05-21"), 4, "21/05/2021 ở sau ngày 20/05/2021"),
        (("{id}", *WHY, "--date", "2012-05-21"), 4, "trước năm kế hoạch 2021"),
    ],
)
def test_what_cannot_be_withdrawn_is_refused(
    more: tuple[str, ...], code: int, words: str, small: Path, kst: Kst
) -> None:
    name = opened(kst, small)
    before = tree(small)
    asked = [word.format(id=name) for word in more]
    result = kst("request", "withdraw", *asked, "--as-of", LATER, root=small)
    assert (result.code, result.out, tree(small)) == (code, "", before)
    assert words in result.err


def test_a_request_is_withdrawn_once_and_then_not_corrected(small: Path, kst: Kst) -> None:
    old = opened(kst, small)
    withdrawn(kst, small, old)
    for words in (
        ("request", "withdraw", old, *WHY),
        (*OPEN, "5b", "--due", "2021-08-20", *WORDS, "--supersede", old),
    ):
        result = kst(*words, "--as-of", AS_OF, root=small)
        assert (result.code, result.out) == (4, "")
        assert "đã bị rút ngày 20/05/2021" in result.err


# After the plan's year


def test_a_request_due_in_the_next_year_stands_in_the_last_lists(small: Path, kst: Kst) -> None:
    words = (*OPEN, "5b", "--due", "2022-01-10", *WORDS, "--agency", "so-yt", "--as-of", "2021-12-01")
    assert kst(*words, root=small).code == 0
    found = {
        period: len(due_rows(small, *YT, "--task", "5b", "--period", period, as_of="2021-12-02"))
        for period in ("2021", "2021-Q3", "2021-Q4", "2021-H2", "2021-12", "2022-Q1", "2022-02")
    }
    assert found == {
        "2021": 1, "2021-Q3": 1, "2021-Q4": 1, "2021-H2": 1, "2021-12": 1, "2022-Q1": 1, "2022-02": 0
    }  # fmt: skip
    late = ("--period", "2021", "--as-of", "2022-02-01", "--format", "csv")
    missing = kst("missing", *YT, *late, root=small)
    assert "2022-01-10" in missing.out


@pytest.mark.parametrize(("due", "warned"), [("2022-03-31", False), ("2022-04-11", True)])
def test_a_deadline_beyond_the_known_calendar_is_remarked(
    due: str, warned: bool, small: Path, kst: Kst
) -> None:
    result = kst(*OPEN, "5b", "--due", due, *WORDS, "--as-of", "2021-12-01", root=small)
    assert result.code == 0
    assert ("lưu ý: lịch “2021” chỉ biết ngày nghỉ" in result.err) is warned


# Who has not answered


def test_the_list_names_who_has_not_answered(small: Path, kst: Kst) -> None:
    name = opened(kst, small)
    said(small, "5b", "so-yt", "--request", name)
    for chosen in ("table", "text", "csv", "markdown"):
        out = " ".join(kst("request", "list", "--as-of", AS_OF, "--format", chosen, root=small).out.split())
        assert "1/5" in out
        assert "Sở Tư pháp, Văn phòng" in out or "Sở Tư pháp, VP" in out


def test_of_very_many_only_some_are_named_on_the_screen(province: Path, kst: Kst) -> None:
    opened(kst, province, duty="39b")
    asked = len(listed(kst, province)[0]["unanswered"])
    assert f"và {asked - 12} cơ quan nữa" in screen(kst, province)
    text = kst("request", "list", "--as-of", AS_OF, "--format", "text", root=province).out
    assert text.split("\t")[8].count(", ") == asked - 1


# Words and places


@pytest.mark.parametrize("words", ['Nói "rõ": #1\n- hai', "- a", "null", "👍", "Lý do rất dài. " * 700])
def test_the_reason_survives(words: str, small: Path, kst: Kst) -> None:
    old = opened(kst, small)
    result = kst("request", "withdraw", old, "--reason", words, "--as-of", LATER, root=small)
    assert result.code == 0
    every = kst("request", "list", "--all", "--as-of", AS_OF, "--format", "json", root=small)
    assert json.loads(every.out)["requests"][0]["withdrawn"]["reason"] == words


def test_a_reason_from_a_mac_is_composed(small: Path, kst: Kst) -> None:
    told = withdrawn(kst, small, opened(kst, small), "--reason", "\u0110a\u0303 thu ho\u0302\u0300i")
    assert plain(small / told["path"])["reason"] == "Đã thu hồi"


@LINKS
@pytest.mark.parametrize("top", ["requests", "progress"])
def test_nothing_is_written_through_a_folder_that_leads_out(
    top: str, small: Path, tmp_path: Path, kst: Kst
) -> None:
    (tmp_path / "ngoai").mkdir()
    (small / top).symlink_to(tmp_path / "ngoai")
    words = {
        "requests": (*OPEN, "5b", "--due", "2021-05-31", *WORDS),
        "progress": ("record", "3", *YT, "--quarter", "2", "--status", "done"),
    }[top]
    result = kst(*words, "--as-of", MAY, root=small)
    assert (result.code, result.out, list((tmp_path / "ngoai").iterdir())) == (3, "", [])
    assert "liên kết trỏ ra ngoài kho" in result.err


@pytest.mark.parametrize("value", ["x", "[]", "[[a]]", "{a: b}", "[1]", "~", '["../x"]'])
def test_a_withdrawal_that_is_none_is_an_error_with_its_place(value: str, small: Path, kst: Kst) -> None:
    place = small / "requests" / "2021"
    place.mkdir(parents=True)
    text = f'schema_version: 1\nid: "w"\nplan: "2021"\ndate: 2021-05-03\nwithdraws: {value}\nreason: "x"\n'
    (place / "w.yaml").write_text(f'{text}seal: "{"0" * 64}"\n', "utf-8")
    result = kst("validate", root=small)
    assert result.code == 1
    assert "requests/2021/w.yaml:5:" in result.out
    assert kst("request", "list", "--as-of", AS_OF, root=small).code == 3
