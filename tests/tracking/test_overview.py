"""`kst overview`: one page, whose numbers are those of `kst status`, `overdue` and `upcoming`."""

from __future__ import annotations

import re
import sys
import zipfile
from datetime import date
from html import unescape
from pathlib import Path

import html5lib
import pytest

from kstthc_cli.cli.environment import document_file
from kstthc_cli.commands.tracking.due import PeriodOptions
from kstthc_cli.commands.tracking.overview import OverviewQuestion, overview
from kstthc_cli.output import Output
from kstthc_cli.render.screen.table import Screen
from tests.support.office import OFFICE
from tests.support.quarter_two import AS_OF, play
from tests.support.running import Kst, report
from tests.support.small_province import small_province

WORDS = ("overview", "--quarter", "2")


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small province after quarter II, only to be read."""
    return play(small_province(tmp_path_factory.mktemp("played") / "kho"))


@pytest.mark.parametrize("as_of", ["2021-06-10", AS_OF])
def test_every_number_is_that_of_the_other_lists(as_of: str, kst: Kst, played: Path) -> None:
    day = ("--as-of", as_of, "--format", "json")
    page = report(kst(*WORDS, *day, root=played))
    fields = ("counted", "finished", "overdue", "percent")
    for quarter in page["quarters"]:
        total = report(kst("status", "--period", quarter["period"], *day, root=played))["total"]
        assert [quarter[name] for name in fields] == [total[name] for name in fields]
    status = report(kst("status", "--quarter", "2", *day, root=played))
    assert page["all"] == {name: status["total"][name] for name in fields}
    led = report(kst("status", "--quarter", "2", "--role", "lead", *day, root=played))["total"]
    assert page["leading"] == {name: led[name] for name in fields}
    of_agency = {agency["id"]: agency for agency in status["agencies"]}
    for behind in page["most_behind"]:
        assert behind["overdue"] == of_agency[behind["agency"]]["overdue"] > 0
    soon = report(kst("upcoming", *day, root=played))["obligations"]
    assert page["upcoming"] == len(soon)


def test_a_page_that_is_to_be_opened_is_a_file_of_its_own(played: Path, tmp_path: Path) -> None:
    opened: list[Path] = []

    def opening(file: Path) -> bool:
        opened.append(file)
        return True

    question = OverviewQuestion(
        date(2021, 7, 1), PeriodOptions(quarter=2), folder=tmp_path, open_file=opening
    )
    for _ in range(2):
        assert overview(played, question, Output(screen=Screen(terminal=True))) == 0
    assert opened == [tmp_path / f"tong-quan-quy-2-2021{more}.docx" for more in ("", " (2)")]
    assert all(file.read_bytes().startswith(b"PK") for file in opened)


def test_without_a_desktop_a_file_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """xdg-open would look for browsers of text, and print what it did not find."""
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    open_file = document_file(Output(file=tmp_path / "a.docx"), opens=True).open_file
    assert open_file is not None
    assert not open_file(tmp_path / "a.docx")


def test_who_is_silent_for_longest_stands_first(kst: Kst, played: Path) -> None:
    page = report(kst(*WORDS, "--as-of", AS_OF, "--format", "json", root=played))
    days = [one["last"] or "" for one in page["last_reports"]]
    assert days == sorted(days)
    later = report(kst(*WORDS, "--as-of", "2021-01-01", "--format", "json", root=played))
    assert {one["last"] for one in later["last_reports"]} == {None}


@pytest.mark.parametrize("columns", [80, 160])
def test_it_is_one_page(columns: int, kst: Kst, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = kst(*WORDS, "--as-of", "2021-06-20", "--short", root=sample).out.splitlines()
    assert len(lines) <= 55
    assert max(map(len, lines)) <= columns
    assert "Quý II năm 2021" in "\n".join(lines)


def test_the_file_is_whole(kst: Kst, sample: Path, tmp_path: Path) -> None:
    file = tmp_path / "tong-quan.md"
    assert kst(*WORDS, "--as-of", "2021-06-10", "-o", str(file), root=sample).code == 0
    text = file.read_text("utf-8")
    assert text.startswith("# Tổng quan quý II năm 2021\n")
    assert "…" not in text


def test_documents_hold_the_same_as_the_page(kst: Kst, played: Path, tmp_path: Path) -> None:
    day = ("--as-of", AS_OF)
    wanted = {text for row in kst(*WORDS, *day, "--format", "markdown", root=played).out.splitlines()
              for text in re.findall(r"\| ([^|]+?) (?=\|)", row) if set(text) - set("-: ")}  # fmt: skip
    for ending in ("html", "docx"):
        file = tmp_path / f"tong-quan.{ending}"
        assert kst(*WORDS, *day, "-o", str(file), root=played).code == 0
        first = file.read_bytes()
        assert kst(*WORDS, *day, "-o", str(file), "--force", root=played).code == 0
        assert file.read_bytes() == first
        text = unescape(_text(file))
        missing = {cell for cell in wanted if cell.replace("\\", "") not in text}
        assert not missing, ending
    html5lib.HTMLParser(strict=True).parse((tmp_path / "tong-quan.html").read_bytes())


def _text(file: Path) -> str:
    if file.suffix == ".html":
        return file.read_text("utf-8")
    with zipfile.ZipFile(file) as package:
        return package.read("word/document.xml").decode()


def test_a_pdf_needs_libreoffice(
    kst: Kst, played: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)
    file = tmp_path / "tong-quan.pdf"
    result = kst(*WORDS, "--as-of", AS_OF, "-o", str(file), root=played)
    assert (result.code, result.out) == (3, "")
    assert "Ghi tệp .pdf cần LibreOffice" in result.err
    assert "Ghi ra tệp .docx" in result.err
    assert not file.exists()


@pytest.mark.trial
@pytest.mark.skipif(OFFICE is None, reason="soffice (libreoffice-writer-nogui) is not installed")
def test_the_pdf_is_one_page_and_the_same_bytes(kst: Kst, sample: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    for file in (first, second):
        assert kst(*WORDS, "--as-of", "2021-07-01", "-o", str(file), root=sample).code == 0
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes().startswith(b"%PDF")
    assert b"/CreationDate(D:20210701000000" in first.read_bytes()
