"""What fuzzing found, each by its name."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from docx_base import section, word_file
from docx_pieces import p
from kstthc_cli.store.files.append_only import with_checksum
from tests.support.example_files import good_examples, minimal
from tests.support.hostile import SECONDS, headings
from tests.support.running import Kst
from tests.support.times import within

DAY = ("--as-of", "2021-10-01")
REPORT = ("report", "quarterly", "--quarter", "2", "--agency", "so-tp", *DAY)
ENDLESS = "{{ range(1000000000000)|select('none')|first }}"


def example(name: str, root: Path) -> Path:
    return next(e for e in good_examples() if e.name == f"ok/{name}").build(root)


# Requests


@pytest.mark.parametrize("format_", ["text", "table", "json", "csv", "markdown"])
def test_a_request_to_an_agency_that_is_no_more_is_listed_by_its_id(
    format_: str, kst: Kst, tmp_path: Path
) -> None:
    content = {
        "schema_version": 1,
        "id": "yeu-cau-1",
        "plan": "2021",
        "duty": "2",
        "date": "2021-05-10",
        "due": "2021-05-31",
        "document": {"kind": "document", "number": "12/UBND"},
        "agencies": ["so-tp", "so-da-giai-the"],
    }
    file = example("request", tmp_path) / "requests" / "2021" / "yeu-cau-1.yaml"
    file.write_text(with_checksum(content), "utf-8")
    result = kst("request", "list", "--all", "--format", format_, *DAY, root=tmp_path)
    assert (result.code, result.err) == (0, "")
    assert "so-da-giai-the" in result.out


# Templates that compute for ever


def test_checking_an_endless_text_template_is_soon_over(kst: Kst, tmp_path: Path) -> None:
    (tmp_path / "report.md.j2").write_text(ENDLESS, "utf-8")
    with within(SECONDS):
        result = kst("template", "check", str(tmp_path / "report.md.j2"))
    assert result.code == 1
    assert result.out.count("chạy quá lâu hoặc in ra quá nhiều chữ") == 1


def test_checking_an_endless_word_template_is_soon_over(kst: Kst, tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(word_file(p("NoiDung", ENDLESS) + section()))
    with within(SECONDS):
        result = kst("template", "check", str(tmp_path / "report.docx"))
    assert result.code == 1
    assert result.out.count("chạy quá lâu") == 1


def test_what_a_template_calls_things_cannot_steer_the_screen(kst: Kst, tmp_path: Path) -> None:
    (tmp_path / "report.md.j2").write_text("{{ letter['a\x1b[2J\x85\u202e'] }}", "utf-8")
    result = kst("template", "check", str(tmp_path / "report.md.j2"))
    assert result.code == 1
    assert "không có tên “a\\x1b[2J\\x85\\u202e”" in result.out


@pytest.mark.unheld
def test_what_a_template_of_a_repository_calls_things_cannot_either(kst: Kst, tmp_path: Path) -> None:
    place = minimal(tmp_path) / "templates" / "report.md.j2"
    place.parent.mkdir()
    place.write_text("{% include 'a\x1b[2J\x85.j2' %}", "utf-8")
    result = kst(*REPORT, root=tmp_path)
    assert result.code == 3
    assert "a\\x1b[2J\\x85.j2" in result.err


# Much text


def test_an_outline_of_many_headings_is_soon_reported(kst: Kst, tmp_path: Path) -> None:
    lines = ["schema_version: 1", 'subject: "Kết quả"', "parts:", '  - title: "Phần"', "    headings:"]
    lines += [f'      - {{title: "Mục {n}", sections: ["I"]}}' for n in range(10_000)]
    file = minimal(tmp_path) / "templates" / "outline.yaml"
    file.parent.mkdir()
    file.write_text("\n".join(lines) + "\n", "utf-8")
    with within(2 * SECONDS):
        result = kst("report", "quarterly", "--quarter", "2", *DAY, root=tmp_path)
    assert result.code == 0
    assert "Mục 9999" in result.out


def test_much_prose_is_soon_reported(kst: Kst, tmp_path: Path) -> None:
    file = minimal(tmp_path) / "reports" / "2021" / "Q2" / "so-tp.yaml"
    file.parent.mkdir(parents=True)
    head = 'schema_version: 1\nplan: "2021"\nperiod: "2021-Q2"\nagency: "so-tp"\ncauses: |\n'
    file.write_text(head + "  Cán bộ đầu mối kiêm nhiệm.\n" * 120_000, "utf-8")
    with within(2 * SECONDS):
        result = kst(*REPORT, root=tmp_path)
    assert result.code == 0


# What is no file where one belongs

PLACES = {
    "templates/outline.yaml": "KST001",
    "templates/letterhead.yaml": "KST001",
    "reports/2021/Q2/so-tp.yaml": "KST001",
    "reports/2021/Q2/closing.json": "KST077",
}
NO_FILES: dict[str, Callable[[Path], object]] = {
    "pipe": os.mkfifo if hasattr(os, "mkfifo") else os.mkdir,
    "folder": os.mkdir,
    "device": lambda place: place.symlink_to("/dev/zero"),
    "link to itself": lambda place: place.symlink_to(place.name),
    "link to nothing": lambda place: place.symlink_to("không-có"),
}


@pytest.mark.skipif(sys.platform == "win32", reason="needs pipes and links")
@pytest.mark.parametrize("kind", NO_FILES)
@pytest.mark.parametrize("name", PLACES)
def test_what_is_no_file_is_told_by_validate_and_by_report(
    name: str, kind: str, kst: Kst, tmp_path: Path
) -> None:
    place = minimal(tmp_path) / name
    place.parent.mkdir(parents=True)
    NO_FILES[kind](place)
    checked, reported = kst("validate", root=tmp_path), kst(*REPORT, root=tmp_path)
    assert (checked.code, headings(checked.out)) == (3 if PLACES[name] == "KST001" else 1, [PLACES[name]])
    assert (reported.code, headings(reported.err), reported.out) == (3, [PLACES[name]], "")


@pytest.mark.skipif(sys.platform == "win32", reason="needs pipes and links")
@pytest.mark.parametrize("kind", ["pipe", "folder", "link to nothing"])
def test_what_is_no_text_template_is_told(kind: str, kst: Kst, tmp_path: Path) -> None:
    place = minimal(tmp_path) / "templates" / "report.md.j2"
    place.parent.mkdir()
    NO_FILES[kind](place)
    result = kst(*REPORT, root=tmp_path)
    assert (result.code, result.out) == (3, "")
    assert "Mẫu report.md.j2: gọi mẫu không phải là tệp" in result.err
