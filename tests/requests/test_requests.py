"""`kst request`: demands that open duties on request or under a condition, and their answers."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from kstthc_cli.store.files.append_only import with_checksum
from tests.support.request_files import MAY, OPEN, WORDS, listed, opened, stands
from tests.support.running import Kst
from tests.support.slip_files import AS_OF, due_rows, is_sealed, plain, problems, said, slips
from trees import tree

# Opening


def test_a_request_is_a_file_of_its_own(small: Path, kst: Kst) -> None:
    name = opened(kst, small, "--document-date", "2021-05-08", "--agency", "so-yt", "--agency", "Sở Tư pháp")
    [file] = (small / "requests").rglob("*.yaml")
    assert file == small / "requests" / "2021" / f"{name}.yaml"
    content = plain(file)
    assert is_sealed(file)
    assert content == {
        "schema_version": 1,
        "id": name,
        "plan": "2021",
        "duty": "5b",
        "date": date(2021, 5, 10),
        "due": date(2021, 5, 31),
        "document": {
            "kind": "document",
            "number": "45/VPCP-KSTT",
            "date": date(2021, 5, 8),
            "subject": "Báo cáo đột xuất",
        },
        "agencies": content["agencies"],
        "seal": content["seal"],
    }
    assert sorted(content["agencies"]) == ["so-tp", "so-yt"]


def test_what_was_opened_is_told(small: Path, kst: Kst) -> None:
    result = kst(*OPEN, "5b", "--due", "2021-05-31", *WORDS, "--agency", "so-yt", "--as-of", MAY, root=small)
    [file] = (small / "requests").rglob("*.yaml")
    lines = result.out.splitlines()
    assert lines[0] == "5b. Báo cáo tình hình kiểm soát thủ tục hành chính."
    assert lines[1].strip() == "Hạn 31/05/2021, Sở Y tế, theo Văn bản số 45/VPCP-KSTT."
    assert lines[2] == f"Đã ghi {file.relative_to(small).as_posix()}"
    assert f"kst record 5b --request {file.stem}" in lines[3]


def test_an_agency_that_is_named_twice_is_asked_once(small: Path, kst: Kst) -> None:
    opened(kst, small, "--agency", "so-yt", "--agency", "Sở Y tế")
    assert listed(kst, small)[0]["agencies"] == ["so-yt"]
    assert kst("request", "list", "--as-of", AS_OF, root=small).out.count("Sở Y tế") == 1


def test_a_dry_run_opens_nothing(small: Path, kst: Kst) -> None:
    before = tree(small)
    result = kst(*OPEN, "5b", "--due", "2021-05-31", *WORDS, "--as-of", MAY, "--dry-run", root=small)
    assert (result.code, tree(small)) == (0, before)
    assert "Chạy thử: chưa ghi gì." in result.out


def test_a_request_has_no_problem(small: Path, kst: Kst) -> None:
    opened(kst, small, "--agency", "so-yt")
    assert problems(small) == []


@pytest.mark.parametrize("words", ['Nói "rõ": #1\n- hai', "- a", "null", "a\u2028b", " a ", "👍"])
def test_words_of_a_request_survive(words: str, small: Path, kst: Kst) -> None:
    more = ("--document", words, "--subject", words, "--as-of", MAY)
    assert kst(*OPEN, "5b", "--due", "2021-05-31", *more, root=small).code == 0
    [request] = listed(kst, small)
    assert (request["document"], request["subject"]) == (words, words)


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        (("3", "--due", "2021-05-31", *WORDS), 4, "Đầu việc 3 không phải việc đột xuất"),
        (("3", "--due", "2021-05-31", *WORDS), 4, "Mở được: 5b."),
        (("99", "--due", "2021-05-31", *WORDS), 2, "“99”"),
        (("5", "--due", "2021-05-31", *WORDS), 2, "“5”"),
        (("5b", "--due", "2021-05-09", *WORDS), 4, "Hạn 09/05/2021 trước ngày yêu cầu 10/05/2021"),
        (
            ("5b", "--due", "2021-05-31", *WORDS, "--date", "2021-05-11"),
            4,
            "11/05/2021 ở sau ngày 10/05/2021",
        ),
        (("5b", "--due", "2021-05-31", *WORDS, "--agency", "ubnd-tinh"), 4, "không được giao đầu việc 5b"),
        (("5b", "--due", "2021-05-31", *WORDS, "--agency", "so-abc"), 4, "“so-abc”"),
        (("5b", "--due", "31/02/2021", *WORDS), 2, "“31/02/2021” không phải là một ngày"),
        (("5b", *WORDS), 2, "--due"),
        (("5b", "--due", "2021-05-31", "--subject", "x"), 2, "--document"),
        (("5b", "--due", "2021-05-31", "--document", "x"), 2, "--subject"),
        (("5b", "--due", "2021-05-31", "--document", "x", "--subject", " "), 2, "để trống"),
        (("5b", "--due", "2021-05-31", "--document", "", "--subject", "x"), 2, "để trống"),
        (("5b", "--due", "2021-05-31", "--document", "x", "--subject", "a\x07"), 2, "U+0007"),
        (("5b", "--due", "2021-05-31", *WORDS, "--plan", "2020"), 2, "Không có kế hoạch “2020”"),
        (("5b", "--due", "2021-05-31", *WORDS, "--format", "csv"), 2, "“csv”"),
    ],
)
def test_what_cannot_be_opened_is_refused(
    more: tuple[str, ...], code: int, words: str, small: Path, kst: Kst
) -> None:
    before = tree(small)
    result = kst(*OPEN, *more, "--as-of", MAY, root=small)
    assert (result.code, result.out, tree(small)) == (code, "", before)
    assert words in result.err


def test_a_duty_under_a_condition_can_be_opened(province: Path, kst: Kst) -> None:
    name = opened(kst, province, "--agency", "so-yt", duty="3b", due="2021-08-20")
    rows = due_rows(province, "--agency", "so-yt", "--task", "3b", "--period", "2021")
    [found] = [row for row in rows if row["request"] == name]
    assert (found["due"], found["status"]) == ("2021-08-20", "not_reported")


@pytest.mark.parametrize("duty", ["10", "25", "39a", "13"])
def test_no_other_duty_of_the_plan_can_be_opened(duty: str, province: Path, kst: Kst) -> None:
    result = kst(*OPEN, duty, "--due", "2021-08-20", *WORDS, "--as-of", MAY, root=province)
    assert (result.code, result.out) == (4, "")
    assert "Mở được: 3b, 39b." in result.err


# How it stands


def test_until_there_is_a_request_a_duty_waits(small: Path) -> None:
    assert stands(small, "so-yt", "2021-12-31") == [("waiting", None)]


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2021-05-09", ("waiting", None)),
        ("2021-05-10", ("not_reported", "2021-05-31")),
        ("2021-05-31", ("not_reported", "2021-05-31")),
        ("2021-06-01", ("overdue", "2021-05-31")),
    ],
)
def test_a_request_gives_a_day_from_its_own_day_on(
    as_of: str, expected: tuple[str, str | None], small: Path, kst: Kst
) -> None:
    opened(kst, small)
    assert stands(small, "so-yt", as_of) == [expected]


def test_only_who_is_asked_must_answer(small: Path, kst: Kst) -> None:
    opened(kst, small, "--agency", "so-yt")
    assert stands(small, "so-yt", MAY) == [("not_reported", "2021-05-31")]
    assert stands(small, "so-tp", MAY) == [("waiting", None)]


def test_without_a_name_everybody_who_has_the_duty_is_asked(small: Path, kst: Kst) -> None:
    opened(kst, small)
    rows = due_rows(small, "--task", "5b", "--period", "2021", as_of=MAY)
    assert [row["agency"]["id"] for row in rows if row["due"] == "2021-05-31"] == [
        "so-tp",
        "so-yt",
        "vp-ubnd-tinh",
        "huyen-ba-to",
        "huyen-ly-son",
    ]


@pytest.mark.parametrize(
    ("due", "effective"),
    [
        ("2021-05-29", "2021-05-31"),
        ("2021-09-02", "2021-09-06"),
        ("2021-09-03", "2021-09-06"),
        ("2021-09-06", "2021-09-06"),
    ],
)
def test_a_day_off_moves_the_last_day(due: str, effective: str, small: Path, kst: Kst) -> None:
    opened(kst, small, due=due)
    [row] = due_rows(small, "--agency", "so-yt", "--task", "5b", "--period", "2021", as_of=MAY)
    assert (row["due"], row["effective_due"]) == (due, effective)


def test_a_request_stands_in_the_list_of_its_quarter(small: Path, kst: Kst) -> None:
    opened(kst, small, due="2021-08-20")
    quarters = [due_rows(small, "--agency", "so-yt", "--task", "5b", "--quarter", q) for q in "1234"]
    assert [[row["status"] for row in rows] for rows in quarters] == [
        ["waiting"],
        ["waiting"],
        ["not_reported"],
        ["waiting"],
    ]


def test_who_does_not_answer_is_missing_and_overdue(small: Path, kst: Kst) -> None:
    opened(kst, small, "--agency", "so-yt")
    for command in ("missing", "overdue"):
        result = kst(command, "--agency", "so-yt", "--as-of", AS_OF, "--format", "json", root=small)
        found = {(o["duty"], o["days_late"]) for o in json.loads(result.out)["obligations"]}
        assert (("5b", 31) in found) is (command == "overdue")
    result = kst(
        "missing", "--quarter", "2", "--agency", "so-yt", "--as-of", AS_OF, "--format", "csv", root=small
    )
    assert "2021-05-31,31,so-yt" in result.out


# Answering


def test_an_answer_finishes_the_request(small: Path, kst: Kst) -> None:
    name = opened(kst, small)
    told = said(small, "5b", "so-yt", "--request", name, "--date", "2021-05-20")
    assert told["entries"][0]["request"] == name
    assert stands(small, "so-yt", AS_OF) == [("done", "2021-05-31")]
    assert stands(small, "so-tp", AS_OF) == [("overdue", "2021-05-31")]
    assert problems(small) == []


def test_an_answer_to_the_only_request_need_not_name_it(small: Path, kst: Kst) -> None:
    name = opened(kst, small)
    assert said(small, "5b", "so-yt")["entries"][0]["request"] == name
    assert stands(small, "so-yt", AS_OF) == [("done_late", "2021-05-31")]


def test_of_two_requests_each_is_answered_by_itself(small: Path, kst: Kst) -> None:
    first, second = opened(kst, small), opened(kst, small, due="2021-06-15")
    assert stands(small, "so-yt", MAY) == [("not_reported", "2021-05-31"), ("not_reported", "2021-06-15")]
    said(small, "5b", "so-yt", "--request", second, "--date", "2021-06-01")
    assert stands(small, "so-yt", AS_OF) == [("overdue", "2021-05-31"), ("done", "2021-06-15")]
    said(small, "5b", "so-yt", "--request", first, "--date", "2021-06-01", "--status", "not_arising")
    assert stands(small, "so-yt", AS_OF) == [("not_arising", "2021-05-31"), ("done", "2021-06-15")]


def test_of_two_requests_one_must_be_named_and_how_is_said(small: Path, kst: Kst) -> None:
    names = [opened(kst, small), opened(kst, small, "--document", "46/VPCP-KSTT")]
    for more in ((), ("--quarter", "2")):
        words = ("record", "5b", "--agency", "so-yt", "--status", "done", *more, "--as-of", AS_OF)
        result = kst(*words, root=small)
        assert (result.code, slips(small)) == (4, [])
        assert "--request" in result.err
        assert [name for name in names if name not in result.err] == []


def test_an_answer_to_a_request_of_others_is_refused(small: Path, kst: Kst) -> None:
    name = opened(kst, small, "--agency", "so-tp")
    words = ("record", "5b", "--agency", "so-yt", "--status", "done", "--request", name, "--as-of", AS_OF)
    result = kst(*words, root=small)
    assert (result.code, slips(small)) == (4, [])
    assert f"“{name}”" in result.err


def test_before_a_request_there_is_nothing_to_answer(small: Path, kst: Kst) -> None:
    name = opened(kst, small)
    words = ("record", "5b", "--agency", "so-yt", "--status", "done", "--request", name)
    assert kst(*words, "--as-of", "2021-05-09", root=small).code == 4
    assert slips(small) == []


def test_without_a_request_there_is_nothing_to_answer(small: Path, kst: Kst) -> None:
    """Or else words said now would belong to nothing once a request comes."""
    words = ("record", "5b", "--agency", "so-yt", "--status", "done", "--as-of", AS_OF)
    result = kst(*words, root=small)
    assert (result.code, slips(small)) == (4, [])
    assert "kst request open 5b" in result.err


@pytest.mark.parametrize("form", ["{slip}", "{slip}#5b@2021-Q2/{request}", "{path}#5b@2021-Q2/{request}"])
def test_an_answer_is_corrected_by_slip_or_line(form: str, small: Path, kst: Kst) -> None:
    name = opened(kst, small)
    old = said(small, "5b", "so-yt", "--request", name, "--date", "2021-05-20")
    ref = form.format(slip=old["slip"], path=old["path"], request=name)
    said(small, "5b", "so-yt", "--request", name, "--status", "in_progress", "--supersede", ref)
    assert stands(small, "so-yt", AS_OF) == [("overdue", "2021-05-31")]
    assert problems(small) == []


# The list


def test_the_list_tells_who_has_answered(small: Path, kst: Kst) -> None:
    name = opened(kst, small, "--agency", "so-yt", "--agency", "so-tp", "--document-date", "2021-05-08")
    said(small, "5b", "so-yt", "--request", name)
    [request] = listed(kst, small)
    assert {key: request[key] for key in ("id", "duty", "date", "due", "agencies", "answered", "asked")} == {
        "id": name,
        "duty": "5b",
        "date": "2021-05-10",
        "due": "2021-05-31",
        "agencies": ["so-tp", "so-yt"],
        "answered": 1,
        "asked": 2,
    }


def test_work_that_goes_on_is_no_answer(small: Path, kst: Kst) -> None:
    name = opened(kst, small)
    said(small, "5b", "so-yt", "--request", name, "--status", "in_progress")
    assert (listed(kst, small)[0]["answered"], listed(kst, small)[0]["asked"]) == (0, 5)


def test_requests_are_listed_by_day(small: Path, kst: Kst) -> None:
    days = ("2021-05-12", "2021-05-10", "2021-05-11")
    names = [opened(kst, small, "--document", f"{n}/VPCP-KSTT", as_of=day) for n, day in enumerate(days)]
    assert [r["id"] for r in listed(kst, small)] == [names[1], names[2], names[0]]
    assert [r["id"] for r in listed(kst, small, as_of="2021-05-11")] == [names[1], names[2]]


@pytest.mark.parametrize("chosen", ["table", "text", "csv", "markdown"])
def test_every_format_lists_a_request(chosen: str, small: Path, kst: Kst) -> None:
    name = opened(kst, small, "--agency", "so-yt", "--document-date", "2021-05-08")
    result = kst("request", "list", "--as-of", AS_OF, "--format", chosen, root=small)
    assert (result.code, result.err) == (0, "")
    for word in (name, "45/VPCP-KSTT", "Báo cáo đột xuất", "Sở Y tế", "0/1"):
        assert word in result.out
    assert "08/05/2021" in result.out or "2021-05-08" in result.out


@pytest.mark.parametrize("chosen", ["table", "text", "json", "csv", "markdown"])
def test_no_request_is_no_mistake(chosen: str, small: Path, kst: Kst) -> None:
    assert kst("request", "list", "--as-of", AS_OF, "--format", chosen, root=small).code == 0


def test_a_request_for_an_unknown_plan_is_told(small: Path, kst: Kst) -> None:
    name = opened(kst, small)
    file = small / "requests" / "2021" / f"{name}.yaml"
    content = {**plain(file), "plan": "2020"}
    content.pop("seal")
    place = small / "requests" / "2020" / file.name
    place.parent.mkdir()
    place.write_text(with_checksum(content), "utf-8", newline="\n")
    file.unlink()
    found = json.loads(kst("validate", "--format", "json", root=small).out)["problems"]
    assert [(p["code"], p["path"], p["message"]) for p in found] == [
        ("KST052", f"requests/2020/{name}.yaml", "Không có kế hoạch “2020”.")
    ]
