"""`kst record`: what is written, where, and what is said of it."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from tests.support.running import Kst
from tests.support.slip_files import AS_OF, LINKS, is_sealed, only_slip, plain, problems, said, slips
from trees import tree

DONE = ("record", "3", "--agency", "so-yt", "--quarter", "2", "--status", "done", "--as-of", AS_OF)


# What the user is told


def test_the_title_of_the_task_and_the_file_are_told(small: Path, kst: Kst) -> None:
    result = kst(*DONE, root=small)
    path = only_slip(small).relative_to(small).as_posix()
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "3. Niêm yết, công khai thủ tục hành chính.",
        "    Sở Y tế, quý II năm 2021: hoàn thành.",
        "Còn chưa hoàn thành: đầu việc 3, quý I năm 2021 (hạn 18/03/2021).",
        f"Đã ghi {path}",
    ]


def test_a_long_title_is_shortened_to_one_line(province: Path, kst: Kst) -> None:
    words = ("record", "13", "--agency", "vp-ubnd-tinh", "--status", "in_progress", "--as-of", AS_OF)
    first = kst(*words, root=province).out.splitlines()[0]
    assert first.startswith("13. Thực hiện rà soát, đánh giá TTHC")
    assert first.endswith("…")
    assert len(first) < 110


def test_json_tells_the_slip(small: Path, kst: Kst) -> None:
    told = json.loads(kst(*DONE, "--format", "json", root=small).out)
    file = only_slip(small)
    assert told == {
        "schema_version": 1,
        "slip": file.stem,
        "path": file.relative_to(small).as_posix(),
        "agency": "so-yt",
        "period": "2021-Q2",
        "date": AS_OF,
        "entries": [{"duty": "3", "period": "2021-Q2", "request": None, "status": "done"}],
        "still_open": [{"duty": "3", "period": "2021-Q1", "request": None}],
    }


@pytest.mark.parametrize("more", [(), ("--format", "json")])
def test_a_dry_run_writes_nothing_and_says_so(more: tuple[str, ...], small: Path, kst: Kst) -> None:
    before = tree(small)
    result = kst(*DONE, "--dry-run", *more, root=small)
    assert (result.code, tree(small)) == (0, before)
    assert json.loads(result.out)["path"] is None if more else "Chạy thử: chưa ghi gì." in result.out


def test_a_dry_run_refuses_what_a_real_one_refuses(small: Path, kst: Kst) -> None:
    assert kst(*DONE, "--dry-run", "--figure", "ty-le=1", root=small).code == 4


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("done", "done"),
        ("DONE", "done"),
        ("hoàn thành", "done"),
        ("Hoan thanh", "done"),
        ("đang thực hiện", "in_progress"),
        ("dang thuc hien", "in_progress"),
        ("in progress", "in_progress"),
        ("không phát sinh", "not_arising"),
        ("Không phát sinh", "not_arising"),
        ("not_arising", "not_arising"),
    ],
)
def test_a_status_may_be_said_in_vietnamese(words: str, status: str, small: Path) -> None:
    said(small, "3", "so-yt", "--quarter", "2", "--status", words)
    assert plain(only_slip(small))["entries"][0]["status"] == status


def test_an_agency_may_be_named_as_people_do(small: Path) -> None:
    assert said(small, "3", "sở y tế", "--quarter", "2")["agency"] == "so-yt"


# The file


def test_the_file_lies_where_plan_period_and_agency_say(small: Path) -> None:
    told = said(small, "3", "so-yt", "--quarter", "2")
    assert re.fullmatch(r"progress/2021/Q2/so-yt/2021-07-01(-[a-z0-9]+)+\.yaml", told["path"])


@pytest.mark.parametrize(
    ("period", "folder"),
    [("2021", "nam"), ("2021-Q2", "Q2"), ("2021-06", "06"), ("2021-H1", "H1"), ("Quý II/2021", "Q2")],
)
def test_the_folder_is_that_of_the_period_asked_for(period: str, folder: str, small: Path) -> None:
    told = said(small, "6", "so-tp", "--period", period)
    assert told["path"].split("/")[2] == folder


def test_the_slip_says_everything_that_was_typed(small: Path) -> None:
    (small / "bao-cao.txt").write_text("đã làm", "utf-8", newline="\n")
    said(
        small, "4", "so-yt", "--quarter", "2", "--text", "Đã làm.", "--difficulty", "Thiếu người.",
        "--proposal", "Thêm người.", "--document", "12/BC-SYT", "--document-date", "15/6/2021",
        "--document-subject", "Báo cáo quý II", "--evidence", "bao-cao.txt",
        "--evidence", "https://example.vn/a", "--figure", "ty-le=12.5", "--figure", "so-ngay=3 ngày",
        "--date", "2021-06-18", "--by", "Nguyễn Thị Lụa",
    )  # fmt: skip
    content = plain(only_slip(small))
    assert {key: value for key, value in content.items() if key not in ("id", "seal", "entries")} == {
        "schema_version": 1,
        "plan": "2021",
        "period": "2021-Q2",
        "agency": "so-yt",
        "date": date(2021, 6, 18),
        "by": "Nguyễn Thị Lụa",
    }
    [entry] = content["entries"]
    evidence = entry.pop("evidence")
    assert entry == {
        "duty": "4",
        "status": "done",
        "text": "Đã làm.",
        "difficulty": "Thiếu người.",
        "proposal": "Thêm người.",
        "figures": {"ty-le": {"value": 12.5, "unit": "%"}, "so-ngay": {"value": 3, "unit": "ngày"}},
    }
    assert [item["kind"] for item in evidence] == ["document", "file", "link"]


def test_evidence_is_kept_in_full(small: Path) -> None:
    (small / "bao-cao.txt").write_bytes(b"x")
    said(
        small, "3", "so-yt", "--quarter", "2", "--document", "12/BC-SYT", "--document-date", "2021-06-15",
        "--document-subject", "Báo cáo", "--evidence", "bao-cao.txt", "--evidence", "http://example.vn/?a=1#b",
    )  # fmt: skip
    assert plain(only_slip(small))["entries"][0]["evidence"] == [
        {"kind": "document", "number": "12/BC-SYT", "date": date(2021, 6, 15), "subject": "Báo cáo"},
        {
            "kind": "file",
            "path": "bao-cao.txt",
            "sha256": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
        },
        {"kind": "link", "url": "http://example.vn/?a=1#b"},
    ]


def test_the_id_is_the_name_of_the_file(small: Path) -> None:
    said(small, "3", "so-yt", "--quarter", "2")
    assert plain(only_slip(small))["id"] == only_slip(small).stem


def test_the_seal_is_that_of_the_content(small: Path) -> None:
    said(small, "4", "so-yt", "--quarter", "2", "--text", "a\nb: #c", "--figure", "ty-le=12,50")
    assert is_sealed(only_slip(small))
    assert plain(only_slip(small))["seal"] == only_slip(small).read_text("utf-8").splitlines()[-1][7:-1]


def test_the_slip_is_valid_and_counts(small: Path) -> None:
    said(small, "4", "so-yt", "--quarter", "2", "--figure", "ty-le=12.5")
    assert problems(small) == []


def test_a_slip_is_never_written_over_another(small: Path) -> None:
    told = [said(small, "3", "so-yt", "--quarter", "2")["path"] for _ in range(20)]
    assert len(set(told)) == len(slips(small)) == 20


def test_only_the_slip_is_new(small: Path) -> None:
    before = tree(small)
    path = said(small, "3", "so-yt", "--quarter", "2")["path"]
    assert {name: value for name, value in tree(small).items() if name != path} == before


def test_lines_end_in_lf_and_letters_are_composed(small: Path) -> None:
    said(small, "3", "so-yt", "--quarter", "2", "--text", "Đa\u0303 xong\r\nhai dòng")
    raw = only_slip(small).read_bytes()
    assert b"\r" not in raw
    assert "Đã xong".encode() in raw


# Figures and evidence as people write them


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12.5", 12.5),
        ("12,5", 12.5),
        ("12.5 %", 12.5),
        ("12.5%", 12.5),
        (" 12 ", 12),
        ("-3", -3),
        ("0", 0),
        ("100,000001", 100.000001),
        ("1,2340", 1.234),
        ("0.125", 0.125),
        ("1234.567", 1234.567),
        ("1234", 1234),
    ],
)
def test_a_figure_may_have_a_comma_and_its_unit(typed: str, value: float, small: Path) -> None:
    said(small, "4", "so-yt", "--quarter", "2", "--figure", f"ty-le={typed}")
    assert plain(only_slip(small))["entries"][0]["figures"] == {"ty-le": {"value": value, "unit": "%"}}


def test_a_unit_may_be_typed_on_a_mac(small: Path) -> None:
    """There letters arrive in pieces: the unit is still that of the target."""
    said(small, "4", "so-yt", "--quarter", "2", "--figure", "so-ngay=3 nga\u0300y")
    assert plain(only_slip(small))["entries"][0]["figures"] == {"so-ngay": {"value": 3, "unit": "ngày"}}


@pytest.mark.parametrize("name", ["bao-cao.txt", "./bao-cao.txt", "minh-chung/../bao-cao.txt"])
def test_a_file_is_named_from_the_root(name: str, small: Path) -> None:
    (small / "bao-cao.txt").write_bytes(b"x")
    (small / "minh-chung").mkdir()
    said(small, "3", "so-yt", "--quarter", "2", "--evidence", name)
    assert plain(only_slip(small))["entries"][0]["evidence"][0]["path"] == "bao-cao.txt"


def test_a_file_may_be_named_from_where_one_stands(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = small / "minh-chung"
    place.mkdir()
    (place / "a b #1.txt").write_bytes(b"x")
    monkeypatch.chdir(place)
    said(small, "3", "so-yt", "--quarter", "2", "--evidence", "a b #1.txt")
    assert plain(only_slip(small))["entries"][0]["evidence"][0]["path"] == "minh-chung/a b #1.txt"


def test_a_file_may_have_a_vietnamese_name_in_pieces(small: Path) -> None:
    """A file from a Mac: what was just recorded must not be called missing."""
    (small / "ba\u0301o ca\u0301o.txt").write_bytes(b"x")
    said(small, "3", "so-yt", "--quarter", "2", "--evidence", "ba\u0301o ca\u0301o.txt")
    assert problems(small) == []


@LINKS
def test_a_link_inside_the_repository_is_the_file_it_leads_to(small: Path) -> None:
    (small / "that.txt").write_bytes(b"x")
    (small / "loi-tat.txt").symlink_to("that.txt")
    said(small, "3", "so-yt", "--quarter", "2", "--evidence", "loi-tat.txt")
    assert plain(only_slip(small))["entries"][0]["evidence"][0]["path"] == "that.txt"
