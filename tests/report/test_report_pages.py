"""A periodic report on paper: a province six pages, a department four, a commune two.

The year is generated with figures for every form in two years. A report does not grow with the number of
agencies.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.office import needs_office, pages_of
from tests.support.running import PROJECT
from tests.support.slip_files import ran

AS_OF = {"2": "2021-06-25", "4": "2021-12-25"}
SIGNED = ("--number", "12", "--signer", "Nguyễn Văn A")
MOST = {"tinh": 6, "so": 4, "xa": 2, "overview": 1}
"""Level → the pages of a report, its appendix among them; the leader has one page."""
PROSE = """
causes: |
  Cán bộ đầu mối kiêm nhiệm nhiều việc, mới thay đổi vị trí công tác.
  - Hạ tầng công nghệ thông tin ở một số xã chưa đồng bộ.
"""


def generated(folder: Path, agencies: int) -> Path:
    """A generated year with figures, and what people write for the province's report."""
    root = folder / "kho"
    script = PROJECT / "benchmarks" / "generated_year.py"
    words = [sys.executable, str(script), str(root), "--agencies", str(agencies), "--two-years"]
    subprocess.run(words, check=True, capture_output=True)
    for quarter, day in AS_OF.items():
        assert ran("report", "prepare", "--quarter", quarter, "--as-of", day, root=root).code == 0
        file = root / "reports" / "2021" / f"Q{quarter}" / "ubnd-tinh.yaml"
        file.write_text(file.read_text("utf-8") + PROSE, "utf-8", newline="\n")
    return root


def reporting(root: Path, level: str) -> list[str]:
    """The agencies of a level that have reported."""
    return sorted(
        place.name for place in (root / "progress/2021/Q2").iterdir() if _level(place.name) == level
    )


def _level(agency: str) -> str:
    return "xa" if agency.startswith(("xa-", "phuong-", "thi-tran-")) else agency.partition("-")[0]


def reports_of(root: Path, folder: Path, agencies: list[str]) -> dict[str, list[str]]:
    """The pages of the province's reports for quarters II and IV, and of agencies for quarter II."""
    asked: dict[str, tuple[str, tuple[str, ...]]] = {f"tinh-{quarter}": (quarter, ()) for quarter in AS_OF}
    asked |= {agency: ("2", ("--agency", agency)) for agency in agencies}
    files = {}
    for name, (quarter, words) in asked.items():
        file = folder / f"{name}-made.docx"
        options = ("--quarter", quarter, "--as-of", AS_OF[quarter], *SIGNED, "-o", str(file))
        made = ran("report", "quarterly", *options, *words, root=root)
        assert made.code == 0, made.err
        files[name] = file.read_bytes()
    page = folder / "overview-made.docx"
    assert ran("overview", "--quarter", "2", "--as-of", AS_OF["2"], "-o", str(page), root=root).code == 0
    return pages_of(files | {"overview": page.read_bytes()}, folder)


def signed(pages: dict[str, list[str]]) -> dict[str, list[str]]:
    """The reports that are signed."""
    return {name: made for name, made in pages.items() if name != "overview"}


def body_of(pages: list[str]) -> int:
    """The pages up to the first appendix."""
    appendix = re.compile(r"^\s*Phụ lục\s*$", re.MULTILINE)
    return next((n for n, page in enumerate(pages) if appendix.search(page)), len(pages))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The pages of every report; making the year and starting the office takes some seconds."""
    folder = tmp_path_factory.mktemp("trang")
    root = generated(folder, 14)
    return reports_of(root, folder, [reporting(root, "so")[0], *reporting(root, "xa")[:2]])


@needs_office
def test_a_report_has_few_pages_with_its_appendix(pages: dict[str, list[str]]) -> None:
    counts = {name: len(made) for name, made in pages.items()}
    assert {_level(name) for name in counts} == set(MOST)
    assert all(count <= MOST[_level(name)] for name, count in counts.items()), counts


@needs_office
def test_only_a_commune_has_no_appendix(pages: dict[str, list[str]]) -> None:
    for name, made in signed(pages).items():
        assert (body_of(made) == len(made)) == (_level(name) == "xa"), name
        assert (len(made) - body_of(made)) <= 2, name


@needs_office
def test_the_signature_stands_on_the_last_page_of_the_body_with_some_text(
    pages: dict[str, list[str]],
) -> None:
    for name, made in signed(pages).items():
        last = made[body_of(made) - 1]
        assert "Nguyễn Văn A" in last, name
        assert "./." in last.partition("Nơi nhận:")[0], name


@pytest.mark.trial
@needs_office
def test_206_agencies_make_it_no_longer(tmp_path: Path) -> None:
    root = generated(tmp_path, 206)
    every = reporting(root, "xa")
    made = reports_of(root, tmp_path, [*reporting(root, "so")[:5], *every[:: len(every) // 12]])
    counts = {name: len(of) for name, of in made.items()}
    assert all(count <= MOST[_level(name)] for name, count in counts.items()), counts
