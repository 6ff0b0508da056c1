"""What a person sees of `kst status`, `missing` and `overdue`, on screens of every width."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from kstthc_cli.output import Output
from kstthc_cli.render.json_schema import KINDS
from kstthc_cli.render.screen.table import Screen
from tests.support.quarter_two import AS_OF, play
from tests.support.running import Kst
from tests.support.slip_files import said
from tests.support.small_province import sample_province, small_province
from tests.support.tables import cells, squeezed

STATUS = ("status", "--quarter", "2")


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small province after quarter II, only to be read."""
    return play(small_province(tmp_path_factory.mktemp("played") / "kho"))


@pytest.fixture(scope="module")
def silent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample province, nothing said, only to be read."""
    return sample_province(tmp_path_factory.mktemp("silent") / "kho")


@pytest.fixture
def shown(kst: Kst, monkeypatch: pytest.MonkeyPatch) -> Any:
    """What a command prints on so many columns."""

    def show(columns: int, root: Path, *words: str, as_of: str = AS_OF) -> str:
        monkeypatch.setenv("COLUMNS", str(columns))
        result = kst(*words, "--as-of", as_of, root=root)
        assert (result.code, result.err) == (0, "")
        return result.out

    return show


def lines(drawn: str) -> list[list[str]]:
    """The cells of every line of its tables."""
    return [
        [cell.strip() for cell in line.strip("│").split("│")]
        for line in drawn.splitlines()
        if line.startswith("│")
    ]


def data(kst: Kst, root: Path, *words: str, as_of: str = AS_OF) -> Any:
    """The JSON of a command."""
    return json.loads(kst(*words, "--as-of", as_of, "--format", "json", root=root).out)


# kst status


def test_a_narrow_screen_shows_the_four_numbers_that_matter(shown: Any, played: Path) -> None:
    rows = lines(shown(80, played, *STATUS))
    assert rows[0] == ["Tên", "Cộng", "Hoàn thành", "Quá hạn", "Tỷ lệ"]
    assert ["Tất cả", "10", "6", "3", "60%"] in rows
    assert ["II. Công khai thủ tục hành chính", "6", "4", "2", "66,7%"] in rows
    assert ["Sở Y tế", "2", "1", "1", "50%"] in rows


def test_a_wide_screen_shows_every_number(shown: Any, played: Path) -> None:
    drawn = shown(140, played, *STATUS)
    assert cells(drawn)[0] == [
        "Tên", "Cộng", "Hoàn thành", "đúng hạn", "quá hạn", "không p/s", "Đang làm", "Chưa b/c", "Quá hạn",
        "chưa b/c", "Chờ", "Tiến độ",
    ]  # fmt: skip
    assert ["Tất cả", "10", "6", "4", "1", "1", "1", "0", "3", "2", "5", "██████░░░░   60%"] in lines(drawn)


@pytest.mark.parametrize("columns", [80, 120, 160])
def test_no_line_is_longer_than_the_screen(columns: int, shown: Any, silent: Path) -> None:
    for words in (STATUS, ("missing", "--quarter", "2", "--level", "huyen"), ("overdue", "--level", "huyen")):
        assert max(len(line) for line in shown(columns, silent, *words).splitlines()) <= columns


@pytest.mark.parametrize("columns", [80, 120])
def test_names_are_not_broken_into_letters(columns: int, shown: Any, silent: Path) -> None:
    drawn = shown(columns, silent, *STATUS)
    assert "UBND phường Trương Quang Trọng" in drawn or columns == 120
    assert "nhà nước" in drawn


def test_levels_have_their_sums_on_top_and_below(shown: Any, played: Path) -> None:
    drawn = shown(80, played, *STATUS)
    rows = lines(drawn)
    assert rows[1:4] == [
        ["Tất cả", "10", "6", "3", "60%"],
        ["Sở, ban, ngành (3)", "6", "4", "1", "66,7%"],
        ["Cấp huyện (2)", "4", "2", "2", "50%"],
    ]
    assert "Cấp huyện: 2 cơ quan" in drawn
    assert rows[-1] == ["Cộng", "4", "2", "2", "50%"]


def test_where_nothing_counts_there_is_no_percentage(shown: Any, small: Path, kst: Kst) -> None:
    """Duty 6 waits for its sub-plan, 5b for a request."""
    words = ("status", "--period", "2021", "--section", "III", "--agency", "so-yt")
    assert ["Tất cả", "0", "0", "0", "—"] in cells(shown(80, small, *words))
    total = data(kst, small, *words)["total"]
    assert (total["obligations"], total["counted"], total["percent"]) == (1, 0, None)
    assert "Ngoài ra 1 việc còn chờ" in shown(80, small, *words)


def test_communes_stand_by_district(shown: Any, silent: Path) -> None:
    drawn = shown(80, silent, *STATUS, "--level", "xa")
    assert drawn.index("Cấp xã, huyện Ba Tơ: ") < drawn.index("Cấp xã, huyện Bình Sơn: ")


def test_agencies_of_one_name_tell_their_district(shown: Any, silent: Path) -> None:
    drawn = squeezed(shown(160, silent, *STATUS, "--level", "xa"))
    for place in ("thành phố Quảng Ngãi", "thị xã Đức Phổ"):
        assert squeezed(f"UBND phường Nguyễn Nghiêm ({place})") in drawn
    assert squeezed("UBND xã Ba Bích (") not in drawn


def test_figures_that_miss_their_target_are_warned_of(shown: Any, small: Path, kst: Kst) -> None:
    said(small, "4", "so-yt", "--quarter", "2", "--figure", "ty-le=8.5", "--figure", "so-ngay=3")
    drawn = squeezed(shown(80, small, *STATUS))
    note = "Chưa đạt chỉ tiêu “tối thiểu 10%” (tối thiểu 10 %), đầu việc 4: Sở Y tế 8,5 %."
    assert squeezed(note) in drawn
    [miss] = data(kst, small, *STATUS)["missed_targets"]
    assert (miss["target"], miss["value"], miss["wanted"], miss["agency"]) == ("ty-le", "8.5", "10", "so-yt")


def test_only_the_last_word_is_held_against_a_target(small: Path, kst: Kst) -> None:
    said(small, "4", "so-yt", "--quarter", "2", "--figure", "ty-le=8.5", "--date", "2021-06-10")
    said(small, "4", "so-yt", "--quarter", "2", "--figure", "ty-le=12", "--date", "2021-06-12")
    assert data(kst, small, *STATUS)["missed_targets"] == []


def test_a_title_says_what_was_asked_for(shown: Any, played: Path) -> None:
    words = ("--agency", "so-tp", "--section", "ii", "--role", "perform")
    assert shown(100, played, *STATUS, *words).splitlines()[0] == (
        "Tiến độ quý II năm 2021: Sở Tư pháp; mục II; vai trò thực hiện"
    )
    assert shown(100, played, *STATUS, "--level", "huyen").startswith("Tiến độ quý II năm 2021: cấp huyện\n")


# kst missing


def test_who_sent_nothing_stands_first_and_apart(shown: Any, played: Path) -> None:
    """On 1 June nobody but so-tp has said a word on quarter II, which still has time."""
    drawn = shown(80, played, "missing", "--quarter", "2", as_of="2021-06-01")
    assert "Cả kỳ chưa gửi gì: 4 cơ quan, 7 việc" in drawn
    rows = lines(drawn)
    assert rows[0] == ["Cơ quan", "Số việc", "Hạn sớm nhất", "Chậm"]
    assert ["Sở Y tế", "2", "18/06/2021", "còn hạn"] in rows
    assert "Sở Tư pháp" not in [row[0] for row in rows]


def test_a_word_on_what_has_no_day_is_a_word(played: Path, kst: Kst) -> None:
    """so-tp has only said that duty 6 goes on, which waits for its sub-plan."""
    found = data(kst, played, "missing", "--quarter", "2", as_of="2021-06-01")
    assert found["unheard_agencies"] == ["so-yt", "vp-ubnd-tinh", "huyen-ba-to", "huyen-ly-son"]
    assert data(kst, played, "missing", "--quarter", "1", as_of="2021-06-01")["unheard_agencies"] == [
        "so-tp", "so-yt", "huyen-ba-to", "huyen-ly-son",
    ]  # fmt: skip


def test_filters_do_not_make_an_agency_silent(played: Path, kst: Kst) -> None:
    """huyen-ba-to said a word on duty 3, though none on 5a, which stands in section III."""
    found = data(kst, played, "missing", "--quarter", "2", "--section", "III")
    assert [o["agency"]["id"] for o in found["obligations"]] == ["huyen-ba-to"]
    assert found["unheard_agencies"] == []


def test_a_single_agency_is_shown_in_full(shown: Any, played: Path) -> None:
    words = ("missing", "--quarter", "2", "--agency", "so-yt")
    drawn = shown(80, played, *words, as_of="2021-06-01")
    rows = [row[2:4] for row in lines(drawn)]
    assert [row for row in rows if row[0]] == [["Đầu việc", "Kỳ"], ["3", "quý II"], ["4", "quý II"]]
    assert "Cả kỳ cơ quan này chưa gửi gì." in drawn


def test_the_csv_of_missing_tells_who_sent_nothing(played: Path, kst: Kst) -> None:
    words = ("missing", "--quarter", "2", "--as-of", "2021-06-01", "--format", "csv")
    rows = csv.DictReader(io.StringIO(kst(*words, root=played).out))
    told = {(row["Mã cơ quan"], row["Cả kỳ chưa gửi gì"]) for row in rows}
    assert ("so-yt", "có") in told
    assert ("so-tp", "") in told


@pytest.fixture
def asked_for(small: Path, kst: Kst) -> Path:
    """The small province with a request to Sở Y tế, not answered."""
    words = ("request", "open", "5b", "--due", "2021-05-31", "--document", "45/VPCP-KSTT", "--subject")
    more = ("Báo cáo đột xuất", "--document-date", "2021-05-08", "--agency", "so-yt", "--as-of", "2021-05-10")
    assert kst(*words, *more, root=small).code == 0
    return small


@pytest.mark.parametrize("words", [("missing", "--quarter", "2", "--agency", "so-yt"), ("overdue",)])
def test_a_requested_duty_says_what_was_asked(
    words: tuple[str, ...], shown: Any, asked_for: Path, kst: Kst
) -> None:
    asked = "Báo cáo đột xuất (45/VPCP-KSTT ngày 08/05/2021)"
    assert squeezed(f"Yêu cầu: {asked}") in squeezed(
        shown(160, asked_for, *words, as_of="2021-06-10").replace("│", "")
    )
    found = data(kst, asked_for, *words, as_of="2021-06-10")["obligations"]
    [one] = [o for o in found if o["request"]]
    assert (one["request_document"], one["request_subject"]) == ("45/VPCP-KSTT", "Báo cáo đột xuất")


# kst overdue


def test_overdue_goes_by_day_and_duty_with_the_agencies(shown: Any, played: Path) -> None:
    drawn = shown(160, played, "overdue")
    assert [line for line in drawn.splitlines() if line.startswith("Hạn ")] == [
        "Hạn 18/03/2021, chậm 105 ngày: 4 việc của 3 cơ quan",
        "Hạn 19/03/2021, chậm 104 ngày: 4 việc của 2 cơ quan",
        "Hạn 18/06/2021, chậm 13 ngày: 1 việc của 1 cơ quan",
        "Hạn 19/06/2021, chậm 12 ngày: 2 việc của 2 cơ quan",
    ]
    rows = [row for row in cells(drawn) if row[0] != "Đầu việc"]
    assert rows[0] == [
        "3", "Niêm yết, công khai thủ tục hành chính.", "quý I", "thực hiện", "chưa báo cáo",
        "3 cơ quan: Sở Tư pháp, Sở Y tế, Văn phòng UBND tỉnh",
    ]  # fmt: skip
    assert [row[4] for row in rows if row[5] == "Sở Y tế"] == ["chưa báo cáo", "đang thực hiện"]
    assert "Chưa báo cáo gì: 10; đã báo cáo đang thực hiện, chưa hoàn thành: 1." in drawn


def test_what_a_duty_asks_is_not_said_twice_in_a_row(shown: Any, small: Path) -> None:
    said(small, "3", "so-yt", "--quarter", "2", "--status", "in_progress", "--date", "2021-06-10")
    rows = cells(shown(160, small, "overdue", "--level", "so"))
    june = [row for row in rows if row[0] == "3" and row[2] == "quý II"]
    assert [row[1] for row in june] == ["Niêm yết, công khai thủ tục hành chính.", "(như trên)"]


def test_of_one_agency_its_name_is_not_repeated(shown: Any, played: Path) -> None:
    drawn = shown(160, played, "overdue", "--agency", "so-yt")
    assert cells(drawn)[0] == ["Đầu việc", "Nội dung công việc", "Kỳ", "Vai trò", "Báo cáo gần nhất"]
    assert "chậm 105 ngày: 2 việc\n" in drawn


# Nothing, small, long, JSON


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("missing", "Cộng: 0, không còn ai chưa báo cáo trong phạm vi này."),
        ("overdue", "Cộng: 0, không có việc nào quá hạn trong phạm vi này."),
    ],
)
def test_nothing_is_told_as_such(command: str, told: str, shown: Any, small: Path) -> None:
    assert shown(80, small, command, "--level", "xa").splitlines()[-1] == told


@pytest.mark.parametrize("words", [STATUS, ("missing", "--quarter", "2"), ("overdue",)])
def test_a_small_screen_gets_paragraphs(words: tuple[str, ...], shown: Any, played: Path) -> None:
    drawn = shown(50, played, *words)
    assert "│" not in drawn
    assert max(len(line) for line in drawn.splitlines()) <= 50


def test_a_small_screen_names_every_number(shown: Any, played: Path) -> None:
    assert "  Sở Y tế\n    Cộng: 2; Hoàn thành: 1; Quá hạn: 1; Tỷ lệ: 50%\n" in shown(50, played, *STATUS)


@pytest.mark.parametrize(("terminal", "hinted"), [(True, True), (False, False)])
def test_a_long_table_on_a_terminal_says_how_to_shorten_it(
    terminal: bool, hinted: bool, silent: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from datetime import date

    from kstthc_cli.commands.tracking.due import PeriodOptions
    from kstthc_cli.commands.tracking.status import Scope, status

    scope = Scope(as_of=date(2021, 7, 1), asked=PeriodOptions(quarter=2), level="xa")
    status(silent, scope, Output(screen=Screen(80, terminal=terminal), full=True))
    out = capsys.readouterr().out
    assert ("Bảng dài" in out) == hinted
    assert ("--level" in out) == hinted
    status(
        silent,
        Scope(as_of=date(2021, 7, 1), level="so"),
        Output(screen=Screen(80, terminal=terminal), full=True),
    )
    assert "Bảng dài" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("status", ("status", "--quarter", "2")),
        ("status", ("status", "--level", "xa")),
        ("missing", ("missing", "--period", "2021")),
        ("overdue", ("overdue",)),
        ("history", ("history", "3")),
        ("history", ("history", "4", "--quarter", "2")),
    ],
)
def test_the_json_is_as_described(kind: str, words: tuple[str, ...], asked_for: Path, kst: Kst) -> None:
    play(asked_for)
    said(asked_for, "4", "so-yt", "--quarter", "2", "--figure", "ty-le=8.5")
    printed = kst(*words, "--as-of", AS_OF, "--format", "json", root=asked_for).out
    assert json.loads(KINDS[kind][0].model_validate_json(printed).model_dump_json()) == json.loads(printed)
