"""What `kst calendar export` says of the files that it writes, whole, and the day that stands in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.in_process import DAY, call
from tests.support.repositories import change_file
from tests.support.small_province import small_province
from trees import tree

EXPORT = ("calendar", "export")
SHALLOW = "lưu ý: không có đủ lịch sử git nên những lần dời hạn, bỏ việc trước đây có thể chưa được tính.\n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small province, without git."""
    return small_province(tmp_path / "kho")


def test_files_that_are_there_are_written_over_only_by_force(small: Path) -> None:
    folder = small.parent / "lich"
    folder.mkdir()
    into = ("-o", str(folder))
    first = call(*EXPORT, "--agency", "so-yt", *into, *DAY, root=small)
    assert (first.code, first.out, first.err) == (0, "", f"{SHALLOW}Đã ghi 1 tệp lịch vào {folder}\n")
    before = tree(folder)
    again = call(*EXPORT, *into, *DAY, root=small)
    assert (again.code, tree(folder) == before, again.err) == (
        4,
        True,
        SHALLOW
        + f"lỗi: Đã có tệp “{folder / '2021 Sở Y tế.ics'}”.\n"
        + "  Cách sửa: Thêm --force để ghi đè, hoặc chọn thư mục khác.\n",
    )
    forced = call(*EXPORT, *into, "--force", *DAY, root=small)
    assert (forced.code, forced.err) == (0, f"{SHALLOW}Đã ghi 5 tệp lịch vào {folder}\n")


REFUSED = [
    (
        ("--role", "oversee"),
        4,
        "Không có việc phải báo cáo nào có ngày đến hạn để đưa vào lịch.",
        "Bỏ bớt điều kiện lọc; kể cả việc không phải báo cáo: thêm --all-roles.",
    ),
    (("-o", "khong-co"), 2, "Chưa có thư mục “khong-co”.", "Tạo thư mục ấy, hoặc dùng -o TỆP.ics."),
]


@pytest.mark.parametrize(("words", "code", "what", "how"), REFUSED)
def test_what_is_wrong_and_how_to_mend_it(
    words: tuple[str, ...], code: int, what: str, how: str, small: Path
) -> None:
    result = call(*EXPORT, *words, *DAY, root=small)
    said = f"{SHALLOW}lỗi: {what}\n  Cách sửa: {how}\n"
    assert (result.code, result.out, result.err) == (code, "", said)


def made(root: Path, day: str, *more: str) -> str:
    """The calendar of Sở Tư pháp as of a day."""
    file = root.parent / f"{day}.ics"
    result = call(*EXPORT, "--agency", "so-tp", *more, "-o", str(file), "--as-of", day, root=root)
    assert result.code == 0, result.err
    return file.read_text("utf-8")


@pytest.mark.parametrize(
    ("day", "stamp"),
    [
        ("2021-01-27", "20210101"),
        ("2021-01-28", "20210128"),
        ("2021-05-19", "20210128"),
        ("2021-05-20", "20210520"),
    ],
)
def test_the_stamp_is_the_day_of_the_newest_document(day: str, stamp: str, small: Path) -> None:
    ground = 'amendments: [{number: "1/QĐ-UBND", date: 2021-05-20, changes: ["2"]}]\nannex:\n'
    change_file(small, "plans/2021.yaml", "annex:\n", ground)
    stamps = {line for line in made(small, day).splitlines() if line.startswith("DTSTAMP")}
    assert [line.partition(":")[2][:8] for line in stamps] == [stamp]


@pytest.mark.parametrize(("day", "there"), [("2021-06-01", False), ("2021-06-02", True)])
def test_a_request_is_in_the_calendar_from_its_day_on(day: str, there: bool, small: Path) -> None:
    words = ("request", "open", "5b", "--document", "45/VPCP", "--subject", "Báo cáo", "--due", "2021-06-30")
    assert call(*words, "--as-of", "2021-06-02", root=small).code == 0
    assert ("20210630" in made(small, day)) == there


@pytest.mark.parametrize(("role", "events"), [("perform", True), ("coordinate", False)])
def test_only_the_roles_that_are_asked_for_are_in_the_calendar(role: str, events: bool, small: Path) -> None:
    result = call(
        *EXPORT, "--agency", "so-tp", "--role", role, "-o", str(small.parent / "a.ics"), *DAY, root=small
    )
    assert (result.code == 0) == events
