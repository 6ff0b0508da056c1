"""Letters to many agencies: a file for each, numbers in turn, all or none; or one circular with a list."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kstthc_cli.store.files import atomic_write
from tests.report.made import values
from tests.support.quarter_two import play
from tests.support.running import Result
from tests.support.slip_files import ran
from tests.support.small_province import sample_province, small_province

DAY = ("--as-of", "2021-12-25")
TOWN = "UBND thị trấn Sông Vệ"
REMIND = ("report", "reminder", *DAY)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small province with the reports of quarter II."""
    return play(small_province(tmp_path_factory.mktemp("cong-van") / "kho"))


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample repository, nothing reported yet."""
    return sample_province(tmp_path_factory.mktemp("tinh") / "kho")


def written(folder: Path) -> dict[str, dict[str, Any]]:
    """The values of the letters in a folder, by the name of the file."""
    return {file.name: json.loads(file.read_text("utf-8")) for file in sorted(folder.iterdir())}


def letters(root: Path, folder: Path, *words: str) -> Result:
    return ran(*words, "-o", str(folder), "--format", "json", root=root)


def test_every_late_agency_has_a_letter_with_a_number_in_turn(played: Path, tmp_path: Path) -> None:
    result = letters(played, tmp_path / "thu", *REMIND, "--all-missing", "--number-from", "15")
    assert result.code == 0, result.err
    found = written(tmp_path / "thu")
    rows = json.loads(ran("overdue", *DAY, "--format", "json", root=played).out)["obligations"]
    late = {row["agency"]["id"] for row in rows} - {"vp-ubnd-tinh"}
    assert len(found) == len(late) > 3
    numbers = [letter["letter"]["number"] for letter in found.values()]
    assert sorted(numbers) == [f"Số: {15 + n}/VP-KSTTHC" for n in range(len(late))]
    head, *lines = result.out.splitlines()
    assert head == f"Đã lập {len(late)} công văn trong {tmp_path / 'thu'}:"
    listed = [line.strip().partition(":")[0] for line in lines]
    assert sorted(listed) == sorted(found)
    assert [f"số {15 + n}/VP-KSTTHC" in line for n, line in enumerate(lines)] == [True] * len(late)
    for name, letter in found.items():
        [group] = letter["groups"]
        assert letter["letter"]["to"] == [group["agency"]]
        [line] = [line for line in lines if line.strip().startswith(name)]
        assert line.endswith(f", {len(group['rows'])} lượt nhiệm vụ quá hạn")
    owed = sum(row["agency"]["id"] != "vp-ubnd-tinh" for row in rows)
    assert sum(len(letter["groups"][0]["rows"]) for letter in found.values()) == owed


def test_letters_go_to_one_level(played: Path, tmp_path: Path) -> None:
    assert letters(played, tmp_path / "thu", *REMIND, "--level", "huyen").code == 0
    found = written(tmp_path / "thu")
    assert found
    assert all("UBND huyện" in name or "UBND thành phố" in name for name in found)


def test_the_letters_are_word_files_unless_asked_otherwise(played: Path, tmp_path: Path) -> None:
    assert ran(*REMIND, "--agency", "so-yt", "-o", str(tmp_path / "thu"), root=played).code == 0
    assert [file.name for file in (tmp_path / "thu").iterdir()] == ["Đôn đốc Sở Y tế.docx"]


def test_the_same_bytes_come_twice(played: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert ran(*REMIND, "--all-missing", "-o", str(tmp_path / name), root=played).code == 0
    files = [{file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} for name in ("a", "b")]
    assert files[0] == files[1]


def test_nothing_is_overwritten_and_nothing_else_is_written(played: Path, tmp_path: Path) -> None:
    (tmp_path / "Đôn đốc Sở Y tế.json").write_text("của tôi", "utf-8")
    result = letters(played, tmp_path, *REMIND, "--all-missing")
    assert result.code == 4
    assert "đã có 1 tệp, ví dụ “Đôn đốc Sở Y tế.json”; chưa ghi tệp nào." in result.err
    assert [file.read_text("utf-8") for file in tmp_path.iterdir()] == ["của tôi"]
    assert letters(played, tmp_path, *REMIND, "--all-missing", "--force").code == 0
    assert len(written(tmp_path)) > 3


def test_a_fault_in_the_middle_leaves_nothing(
    played: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = atomic_write.rename_exclusively
    made: list[Path] = []

    def fails(new: Path, file: Path) -> None:
        if len(made) == 2:
            raise OSError(28, "No space left on device")
        made.append(file)
        rename(new, file)

    monkeypatch.setattr(atomic_write, "rename_exclusively", fails)
    result = letters(played, tmp_path / "thu", *REMIND, "--all-missing")
    assert (result.code, len(made)) == (3, 2)
    assert "Không ghi được tệp" in result.err
    assert list((tmp_path / "thu").iterdir()) == []


def test_a_circular_lists_every_agency_with_its_counts(played: Path) -> None:
    found = values(played, "reminder", "--all-missing", "--together", as_of="2021-12-25")
    rows = {row["name"]: row["cells"] for row in found["agencies"]["rows"]}
    assert len(rows) == len(found["groups"])
    assert sum(int(cells[0]) for cells in rows.values()) == sum(len(g["rows"]) for g in found["groups"])
    for group in found["groups"]:
        late, silent, days = map(int, rows[group["agency"]])
        assert late == len(group["rows"])
        assert silent == sum(row["status"] == "chưa báo cáo" for row in group["rows"])
        assert days == max(row["days"] for row in group["rows"])
    assert found["annex_title"].startswith("DANH SÁCH ")
    assert found["opening"][0].endswith(" (theo Danh sách kèm theo).")


def test_a_circular_prints_its_list_and_no_table_of_duties(played: Path) -> None:
    text = ran(*REMIND, "--all-missing", "--together", root=played).out
    assert "| STT | Cơ quan, đơn vị, địa phương | Số lượt nhiệm vụ quá hạn |" in text
    assert "Nội dung công việc" not in text


def test_a_table_of_more_than_ten_rows_is_an_annex_that_is_closed(province: Path) -> None:
    for day, annexed in (("2021-04-01", False), ("2021-12-31", True)):
        found = values(province, "reminder", "--agency", TOWN, as_of=day)
        [group] = found["groups"]
        assert (len(group["rows"]) > 10, bool(found["annex_title"])) == (annexed, annexed)
        text = ran("report", "reminder", "--agency", TOWN, "--as-of", day, root=province).out
        before, _, behind = text.partition(
            "## Phụ lục. NHIỆM VỤ QUÁ HẠN CỦA ỦY BAN NHÂN DÂN THỊ TRẤN SÔNG VỆ"
        )
        assert ("| 39a |" in behind, "| 39a |" in before) == (annexed, not annexed)
        assert behind.strip().endswith("./.") == annexed
        assert before.count("./.") == 1
        excerpts = [row for row in group["rows"] if "(trích)" in row["content"]]
        assert bool(excerpts) != annexed, "contents stand in full where there is room for them"


def test_the_answer_is_asked_for_five_working_days_later(province: Path) -> None:
    days = {"2021-06-25": "02/7/2021", "2021-04-27": "06/5/2021", "2021-02-08": "22/02/2021"}
    for day, until in days.items():  # 30 April and 3 May, and the Tết of 2021, are days off
        found = values(province, "reminder", "--agency", "so-yt", "--date", day, as_of="2021-12-01")
        assert f"chậm nhất ngày {until}, kèm số" in found["closing"][0]


def test_the_day_to_answer_by_and_who_is_answered_are_told(played: Path) -> None:
    found = values(played, "reminder", "--agency", "so-yt", "--answer-by", "2021-12-31", as_of="2021-12-25")
    assert found["answer_by"] == "2021-12-31"
    assert "báo cáo kết quả về Văn phòng UBND" not in found["closing"][0]
    assert (
        "báo cáo kết quả về Văn phòng Ủy ban nhân dân tỉnh chậm nhất ngày 31/12/2021" in found["closing"][0]
    )


def test_an_office_sets_its_own_number_of_days(tmp_path: Path) -> None:
    root = play(small_province(tmp_path / "kho"))
    assert ran("template", "export", "--name", "letterhead.yaml", root=root).code == 0
    file = root / "templates" / "letterhead.yaml"
    file.write_text(file.read_text("utf-8").replace("answer_within: 5", "answer_within: 2"), "utf-8")
    found = values(root, "reminder", "--agency", "so-yt", as_of="2021-12-25")
    assert found["answer_by"] == "2021-12-28"


def test_assignments_are_written_alike(played: Path, tmp_path: Path) -> None:
    result = letters(played, tmp_path / "giao", "report", "assignment", "--all", "--number-from", "7", *DAY)
    assert result.code == 0, result.err
    found = written(tmp_path / "giao")
    circular = values(played, "assignment", "--all", "--together", as_of="2021-12-25")
    counts = {row["name"]: int(row["cells"][0]) for row in circular["agencies"]["rows"]}
    own = {
        name.removeprefix("Giao nhiệm vụ ").removesuffix(".json"): sum(
            len(section["rows"]) for section in letter["sections"]
        )
        for name, letter in found.items()
    }
    assert own == counts
    assert "Giao nhiệm vụ" in result.out
    assert circular["annex_title"].startswith("DANH SÁCH ")


def test_a_long_assignment_has_an_annex_and_a_short_one_has_not(province: Path) -> None:
    for agency, annexed in (("bao-quang-ngai", False), ("so-yt", True)):
        found = values(province, "assignment", "--agency", agency, as_of="2021-02-01")
        assert bool(found["annex_title"]) == annexed
        assert found["opening"][0].endswith("theo Phụ lục kèm theo." if annexed else "như sau:")


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (("reminder", "--agency", "so-yt", "--all-missing"), "Người nhận được nêu bằng nhiều cách."),
        (("reminder", "--all-missing"), "nên phải nêu thư mục để ghi."),
        (("reminder", "--level", "huyen", "-o", "{out}/a.docx"), "nên phải nêu thư mục để ghi."),
        (("reminder", "--all-missing", "--number", "5", "-o", "{out}/thu"), "Một số không dùng cho"),
        (("reminder", "--agency", "so-yt", "--number-from", "0"), "“0” không phải là số từ 1 trở lên"),
        (("reminder", "--agency", "so-yt", "--number-from", "x"), "“x” không phải là số nguyên"),
        (("reminder", "--agency", "so-yt", "--number", "5", "--number-from", "6"), "nêu bằng hai cách"),
        (
            ("reminder", "--agency", "so-yt", "--answer-by", "2021-12-01"),
            "Ngày trả lời 01/12/2021",
        ),
        (("assignment", "--all"), "nên phải nêu thư mục để ghi."),
        (("assignment", "--all", "--level", "so"), "Người nhận được nêu bằng nhiều cách."),
    ],
)
def test_wrong_use_writes_nothing(played: Path, tmp_path: Path, words: tuple[str, ...], wrong: str) -> None:
    result = ran("report", *(word.format(out=tmp_path) for word in words), *DAY, root=played)
    assert (result.code, result.out) == (2, "")
    assert wrong in result.err
    assert "Cách sửa: " in result.err
    assert list(tmp_path.iterdir()) == []


def test_a_level_without_late_agencies_is_refused(played: Path, tmp_path: Path) -> None:
    result = ran(
        "report", "reminder", "--level", "xa", "--as-of", "2021-01-04", "-o", str(tmp_path / "x"), root=played
    )
    assert result.code == 4
    assert not (tmp_path / "x").exists()


def test_where_none_was_reported_all_are_told_as_unreported(province: Path, played: Path) -> None:
    opening = values(province, "reminder", "--agency", "so-yt", as_of="2021-12-25")["opening"][0]
    assert re.search(r"còn \d+ lượt nhiệm vụ quá hạn, đều chưa có báo cáo \(theo", opening)
    some = values(played, "reminder", "--agency", "so-yt", as_of="2021-12-25")["opening"][0]
    assert re.search(r"còn \d+ lượt nhiệm vụ quá hạn, trong đó \d+ lượt chưa có báo cáo", some)


def test_letters_name_agencies_in_full(province: Path) -> None:
    found = values(province, "assignment", "--agency", "so-yt", as_of="2021-02-01")
    told = "\n".join(row["who"] for section in found["sections"] for row in section["rows"])
    assert "Sở Thông tin và Truyền thông (" in told
    assert not re.search(r"\b(VP UBND|TT PVHCC|Sở TTTT|Sở NNPTNT)\b", told)
