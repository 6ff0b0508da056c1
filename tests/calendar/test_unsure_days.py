"""A last day whose shift depends on days off that nobody has confirmed is warned of wherever it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.slip_files import ran
from tests.support.small_province import small_province

LISTS = {
    "due": ("due", "--quarter", "2", "--as-of", "2021-06-20"),
    "due of one agency": ("due", "--agency", "so-yt", "--quarter", "2", "--as-of", "2021-06-20"),
    "overdue": ("overdue", "--as-of", "2021-09-30"),
    "missing": ("missing", "--quarter", "2", "--as-of", "2021-09-30"),
    "upcoming": ("upcoming", "--as-of", "2021-06-10"),
    "overview": ("overview", "--quarter", "2", "--as-of", "2021-06-10"),
    "status": ("status", "--quarter", "2", "--as-of", "2021-06-10"),
    "status of one agency": ("status", "--agency", "so-yt", "--quarter", "2", "--as-of", "2021-06-10"),
    "collect status": ("collect", "status", "--quarter", "2", "--as-of", "2021-06-10"),
    "quarterly": ("report", "quarterly", "--quarter", "2", "--as-of", "2021-06-25"),
    "reminder": ("report", "reminder", "--agency", "so-yt", "--as-of", "2021-09-30"),
}


def changed(root: Path, old: str, new: str) -> None:
    """Change the only calendar of a repository."""
    [file] = (root / "calendar").glob("*.yaml")
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small province with a calendar that is still a draft."""
    root = small_province(tmp_path_factory.mktemp("lich") / "kho")
    changed(root, "year: 2021\n", "year: 2021\nstatus: draft\n")
    return root


@pytest.mark.parametrize("name", LISTS)
def test_a_draft_is_told_of(name: str, drafted: Path) -> None:
    result = ran(*LISTS[name], root=drafted)
    assert result.code == 0, result.err
    assert "lưu ý: lịch “2021” còn là dự thảo, nên " in result.err
    assert "chưa chắc đã tránh đúng ngày nghỉ" in result.err
    assert "dự thảo, nên" not in result.out, "a document that is signed does not tell of it"


def test_a_confirmed_calendar_is_not_told_of(tmp_path: Path) -> None:
    root = small_province(tmp_path / "kho")
    for words in LISTS.values():
        assert "lịch “" not in ran(*words, root=root).err


def test_days_beyond_the_calendar_are_told_of_with_their_span(tmp_path: Path) -> None:
    root = small_province(tmp_path / "kho")
    [file] = (root / "calendar").glob("*.yaml")
    text = file.read_text("utf-8")
    last = text.partition("last: ")[2][:10]
    file.write_text(text.replace(f"last: {last}", "last: 2021-09-10", 1), "utf-8")
    inside = ran("due", "--quarter", "1", "--as-of", "2021-03-01", root=root)
    beyond = ran("due", "--quarter", "4", "--as-of", "2021-06-01", root=root)
    assert "lịch “" not in inside.err
    assert "chỉ biết ngày nghỉ từ 01/01/2021 đến 10/09/2021, nên " in beyond.err
    assert "mới chỉ tránh thứ Bảy, Chủ nhật" in beyond.err


def test_nothing_is_told_where_nothing_shifts(drafted: Path, tmp_path: Path) -> None:
    root = small_province(tmp_path / "kho")
    [file] = (root / "calendar").glob("*.yaml")
    text = file.read_text("utf-8").replace("year: 2021\n", "year: 2021\nstatus: draft\n")
    text = text.replace("deadlines: true", "deadlines: false").replace("send_by: true", "send_by: false")
    file.write_text(text, "utf-8")
    assert "lịch “" not in ran(*LISTS["due"], root=root).err
    assert "lịch “" in ran(*LISTS["due"], root=drafted).err


WRITTEN = {
    "collect export": (
        "collect",
        "export",
        "--quarter",
        "2",
        "--agency",
        "so-yt",
        "--as-of",
        "2021-06-10",
        "-o",
    ),
    "calendar export": ("calendar", "export", "--agency", "so-yt", "--as-of", "2021-06-10", "-o"),
    "site": ("site", "--as-of", "2021-06-10", "-o"),
    "export": ("export", "--as-of", "2021-06-10", "-o"),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_draft_is_told_of_where_files_are_written(name: str, drafted: Path, tmp_path: Path) -> None:
    result = ran(
        *WRITTEN[name], str(tmp_path / ("a.ics" if name == "calendar export" else "ra")), root=drafted
    )
    assert result.code == 0, result.err
    assert result.err.count("lưu ý: lịch “2021” còn là dự thảo, nên ") == 1


def test_every_page_of_a_site_tells_of_a_draft_and_of_none_else(drafted: Path, tmp_path: Path) -> None:
    words = ("site", "--as-of", "2021-06-10", "-o")
    assert ran(*words, str(tmp_path / "nhap"), root=drafted).code == 0
    assert ran(*words, str(tmp_path / "that"), root=small_province(tmp_path / "kho")).code == 0
    said = "Lưu ý: lịch “2021” còn là dự thảo, nên "
    assert all(said in page.read_text("utf-8") for page in (tmp_path / "nhap").rglob("*.html"))
    assert not any("Lưu ý: lịch" in page.read_text("utf-8") for page in (tmp_path / "that").rglob("*.html"))
