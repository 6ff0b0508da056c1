"""What `kst report highlight` says, whole: of a slip with several contents, with none, or replaced since."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support.in_process import call
from tests.support.slip_files import laid
from tests.support.small_province import small_province

QUARTER = ("--quarter", "2", "--as-of", "2021-06-10")


def entry(duty: str, text: str, status: str = "done") -> dict[str, str]:
    return {"duty": duty, "period": "2021-Q2", "status": status, **({"text": text} if text else {})}


@pytest.fixture
def province(tmp_path: Path) -> Path:
    """The small province with slips that hold, that were replaced or withdrawn, that come later."""
    root = small_province(tmp_path / "kho")

    def slip(name: str, agency: str, *entries: dict[str, str], **more: Any) -> None:
        laid(root, name, list(entries), agency=agency, date=date.fromisoformat(name[:10]), **more)

    slip("2021-06-01-hai", "so-yt", entry("3", "Đã niêm yết."), entry("4", "Đã đánh giá."))
    slip("2021-06-02-trong", "so-tp", entry("3", "", "in_progress"))
    slip("2021-06-03-cu", "so-tp", entry("3", "Cũ."))
    slip("2021-06-04-moi", "so-tp", entry("3", "Mới."), supersedes=["2021-06-03-cu#3@2021-Q2"])
    slip("2021-06-04-bo", "so-yt", entry("99", "Đã làm."))
    slip("2021-06-05-nham", "huyen-ba-to", entry("3", "Nhầm."))
    slip("2021-06-05-rut", "huyen-ba-to", supersedes=["2021-06-05-nham"], note="Ghi nhầm.")
    slip("2021-06-10-nua", "huyen-ly-son", entry("3", "Một."), entry("5a", "Hai."))
    slip("2021-06-11-sau", "huyen-ly-son", entry("3", "Ba."), supersedes=["2021-06-10-nua#3@2021-Q2"])
    return root


REFUSED = [
    (
        "2021-06-01-hai",
        (
            "Phiếu có 2 nội dung:\n  2021-06-01-hai#3: Sở Y tế: đã niêm yết.\n"
            "  2021-06-01-hai#4: Sở Y tế: đã đánh giá."
        ),
        "Nêu một nội dung: PHIẾU#ĐẦU_VIỆC.",
    ),
    (
        "2021-06-01-hai#9",
        "Phiếu “2021-06-01-hai#9” không có nội dung để nêu.",
        "Chọn phiếu khác: kst history.",
    ),
    (
        "2021-06-02-trong",
        "Phiếu “2021-06-02-trong” không có nội dung để nêu.",
        "Chọn phiếu khác: kst history.",
    ),
    ("2021-06-04-bo", "Phiếu “2021-06-04-bo” không có nội dung để nêu.", "Chọn phiếu khác: kst history."),
    ("2021-06-03-cu", "Phiếu “2021-06-03-cu” đã được rút hoặc thay.", "Chọn phiếu thay cho nó."),
    ("2021-06-05-nham", "Phiếu “2021-06-05-nham” đã được rút hoặc thay.", "Chọn phiếu thay cho nó."),
    (
        "2021-06-11-sau",
        "Không có phiếu “2021-06-11-sau”.",
        "Xem mã phiếu bằng `kst history` hoặc `kst search`.",
    ),
]


@pytest.mark.parametrize(("name", "what", "how"), REFUSED)
def test_what_cannot_be_chosen_is_told_why(name: str, what: str, how: str, province: Path) -> None:
    result = call("report", "highlight", name, *QUARTER, root=province)
    assert (result.code, result.out, result.err) == (4, "", f"lỗi: {what}\n  Cách sửa: {how}\n")
    assert not (province / "reports").exists()


@pytest.mark.parametrize(
    ("name", "of", "said"),
    [
        ("2021-06-01-hai#3", "ubnd-tinh", "Mục I.2: Sở Y tế: đã niêm yết."),
        ("2021-06-01-hai#4@2021-Q2", "ubnd-tinh", "Mục I.2: Sở Y tế: đã đánh giá."),
        ("2021-06-04-moi", "so-tp", "Mục I.2: Mới."),
        ("2021-06-10-nua#3", "ubnd-tinh", "Mục I.2: Ủy ban nhân dân huyện Lý Sơn: một."),
    ],
)
def test_what_is_chosen_is_written_once(name: str, of: str, said: str, province: Path) -> None:
    whose = () if of == "ubnd-tinh" else ("--agency", of)
    result = call("report", "highlight", name, *whose, *QUARTER, root=province)
    path = f"reports/2021/Q2/{of}.yaml"
    assert (result.code, result.out, result.err) == (
        0,
        f"{said}\nĐã ghi vào {path}; sửa câu chữ tại đó.\n",
        "",
    )
    again = call("report", "highlight", name, *whose, *QUARTER, root=province)
    assert (again.code, again.err) == (
        4,
        f"lỗi: Nội dung này đã được chọn nêu trong báo cáo.\n  Cách sửa: Sửa câu chữ trong {path}.\n",
    )


def test_of_a_slip_that_was_replaced_in_part_the_rest_is_chosen(province: Path) -> None:
    words = ("report", "highlight", "2021-06-10-nua", "--quarter", "2", "--as-of", "2021-06-11")
    result = call(*words, root=province)
    assert (result.code, result.out.splitlines()[0].endswith("Ủy ban nhân dân huyện Lý Sơn: hai.")) == (
        0,
        True,
    )
