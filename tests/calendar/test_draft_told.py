"""What `kst calendar draft` says, whole, and of which levels it asks."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.support.in_process import call
from tests.support.quang_ngai import read_yaml
from tests.support.repositories import change_file
from tests.support.small_province import small_province

ASKED = "  - Ngày gửi báo cáo, kỳ số liệu, cách dời ngày chép từ lịch “2021”: xem lại.\n"
CONFIRM = "\nĐã đối chiếu thì xóa các dòng decide và ghi status: issued.\n"
BA_TO = '{id: huyen-ba-to, name: "UBND huyện Ba Tơ", level: huyen, parent: ubnd-tinh}'


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small province."""
    return small_province(tmp_path / "kho")


def test_without_days_it_says_how_to_get_them(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    result = call("calendar", "draft", "2022", root=small)
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Đã ghi calendar/2022.yaml: dự thảo, 0 ngày nghỉ phải xác nhận.\n\nCần xác nhận:\n"
        "  - Chưa có ngày nghỉ nào: ghi days_off theo thông báo chính thức; hoặc cài gói đề xuất ngày nghỉ "
        "(pip install 'kstthc-cli[calendar]') rồi lập lại: kst calendar draft 2022 --force.\n"
        + ASKED
        + CONFIRM
    )


def test_each_proposed_day_is_a_line(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import date

    library = ModuleType("holidays")

    class Found(dict[date, str]):
        weekend_workdays = ()

    days = Found({date(2022, 4, 11): "Giỗ Tổ Hùng Vương", date(2023, 1, 2): "Nghỉ bù"})
    library.__dict__.update(__version__="0.0", country_holidays=lambda *_, **__: days)
    monkeypatch.setitem(sys.modules, "holidays", library)
    result = call("calendar", "draft", "2022", root=small)
    assert result.out.splitlines()[:5] == [
        "Đã ghi calendar/2022.yaml: dự thảo, 2 ngày nghỉ phải xác nhận.",
        "",
        "  11/04/2022  Giỗ Tổ Hùng Vương",
        "  02/01/2023  Nghỉ bù",
        "",
    ]


@pytest.mark.parametrize(
    ("last", "asked"), [("2019-12-31", False), ("2020-01-01", True), ("2020-01-02", True), (None, True)]
)
def test_a_level_whose_agencies_have_ended_sends_nothing(last: str | None, asked: bool, small: Path) -> None:
    change_file(small, "agencies/quang-ngai.yaml", "\nvalid_from: 2021-01-01", "\nvalid_from: 2019-01-01")
    end = f", valid_to: {last}" if last else ""
    commune = f'{{id: xa-ba-cung, name: "UBND xã Ba Cung", level: xa, parent: huyen-ba-to{end}}}'
    change_file(small, "agencies/quang-ngai.yaml", BA_TO, f"{BA_TO}\n  - {commune}")
    assert call("calendar", "draft", "2020", root=small).code == 0
    made = read_yaml((small / "calendar" / "2020.yaml").read_text("utf-8"))
    assert ("xa" in [rule["level"] for rule in made["send_by"]]) == asked


def test_no_calendar_is_drafted_from_a_faulty_repository(small: Path) -> None:
    change_file(small, "calendar/2021.yaml", "year: 2021", "year: x")
    result = call("calendar", "draft", "2022", root=small)
    assert (result.code, result.out, (small / "calendar" / "2022.yaml").exists()) == (3, "", False)
    assert result.err.endswith(
        "\nlỗi: Dữ liệu có 1 lỗi nên chưa lập lịch.\n  Cách sửa: Sửa các lỗi trên rồi chạy lại.\n"
    )
