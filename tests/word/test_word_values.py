"""Whatever text the values hold, it stands in the Word file as it is; the same values give the same file."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from kstthc_cli.model.report.document_values import VALUES
from kstthc_cli.model.report.template_fields import minimal_values, shape_of, with_suffix
from kstthc_cli.render.word.word_document import render_docx
from kstthc_cli.store.report.samples import sample
from tests.support.document_values import annex, letter, report
from tests.support.word_files import Word, rows_of

KINDS = sorted(VALUES)
STRANGE = {
    "ampersand": "Sở TT&TT",
    "angles": "<w:p>không</w:p> < 10 % > 5",
    "quotes": "“cong” \"thẳng\" 'đơn' ’",
    "braces": "{{ 7 * 7 }} {% for x in y %} {# chú thích #} }} %}",
    "entity": "&lt;b&gt; &#65; &amp;",
    "dollar": "$(rm -rf) \\1 \\g<0> %s {0}",
    "emoji": "xong ✔ 👍",
    "tab": "a\tb",
    "lines": "dòng một\ndòng hai\n\ndòng bốn",
    "mark": "kst-place-0-kst",
    "long": "Rà soát thủ tục. " * 300,
}


def with_text(text: str) -> Word:
    """A report that has the text in a paragraph, a cell, its subject and a recipient."""
    values = report(
        letter=letter(recipients=[text, "Lưu: VT."]),
        body=[{"kind": "text", "text": text}, {"kind": "item", "text": "hết"}],
    )
    cells = [text, "", "", ""]
    values["appendices"]["figures"]["groups"] = [
        {"title": f"I. {text}", "held": "", "rows": [{"name": "Tổng số", "cells": cells}]}
    ]
    return Word(render_docx("report", values))


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
def test_text_stands_as_it_is(text: str) -> None:
    word = with_text(text)
    texts = [p.text for p in word.paragraphs]
    assert texts.count(text) == 2, "the paragraph and the cell"
    assert f"- {text}" in texts
    assert f"I. {text}" in texts


def test_decomposed_letters_are_composed() -> None:
    assert "Thủy lợi, Uỷ ban" in with_text(unicodedata.normalize("NFD", "Thủy lợi, Uỷ ban")).text


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\x85"])
def test_every_end_of_line_is_a_line_break(end: str) -> None:
    assert "dòng một\ndòng hai" in with_text(f"dòng một{end}dòng hai").text


@pytest.mark.parametrize("control", ["\x00", "\x07", "\x0c", "\x1b", "\x7f", "\ufffe", "\ud800"])
def test_a_control_character_is_shown_and_does_nothing(control: str) -> None:
    assert "trước\ufffdsau" in with_text(f"trước{control}sau").text


@pytest.mark.parametrize("kind", KINDS)
def test_the_samples_are_what_the_model_says(kind: str) -> None:
    VALUES[kind].model_validate(sample(kind))
    assert "minh họa" in str(sample(kind)), "it says that its data are made up"


@pytest.mark.parametrize("kind", KINDS)
def test_strange_text_anywhere_breaks_nothing(kind: str) -> None:
    values = with_suffix(sample(kind), shape_of(kind), " & < {{ 7*7 }} {% if %}\nlạ\x07")
    word = Word(render_docx(kind, values))
    assert "49" not in word.text.replace(" 49 ", "")
    assert word.text.count("{{ 7*7 }} {% if %}") > 20


@pytest.mark.parametrize("kind", KINDS)
def test_what_may_be_empty_may_be_empty(kind: str) -> None:
    values = minimal_values(sample(kind), shape_of(kind))
    word = Word(render_docx(kind, values))
    assert values["letter"]["number"] in word.text


# Appendices that are absent


def sections_without(*absent: str) -> Word:
    values = report()
    for name in absent:
        values["appendices"][name], values["appendices"][f"{name}_number"] = None, ""
    return Word(render_docx("report", values))


@pytest.mark.parametrize(
    ("absent", "tables"),
    [((), 3), (("figures",), 2), (("dossiers",), 2), (("figures", "dossiers"), 1)],
)
def test_an_absent_table_leaves_no_heading_in_the_appendix(absent: tuple[str, ...], tables: int) -> None:
    word = sections_without(*absent)
    assert len([p for p in word.paragraphs if p.style == "PhuLuc"]) == 1
    assert len([p for p in word.paragraphs if p.style == "TieuDePhuLuc"]) == tables


def test_the_only_appendix_has_no_number() -> None:
    values = report()
    values["appendices"] |= {"dossiers": None, "dossiers_number": "", "figures_number": ""}
    assert Word(render_docx("report", values)).at("Phụ lục")


@pytest.mark.parametrize("sections", [1, 4, 11, 15])
def test_the_grid_has_a_column_for_each_section(sections: int) -> None:
    names = [f"M{number}" for number in range(sections)]
    row = {"name": "Sở Y tế", "cells": ["1/2"] * sections, "total": "5/6", "percent": "83,3 %"}
    word = Word(render_docx("annex", annex(grid={"columns": names, "rows": [row]})))
    (grid,) = [t for t in word.tables if "Cơ quanM0" in "".join(t.itertext())]
    assert list(rows_of(grid)) == [
        ["STT", "Cơ quan", *names, "Tổng", "Tỷ lệ"],
        ["1", "Sở Y tế", *["1/2"] * sections, "5/6", "83,3 %"],
    ]


def test_a_report_without_anything_has_its_form_and_its_mark() -> None:
    values = report(body=[], opening=[])
    values["appendices"] |= {"figures": None, "dossiers": None, "targets": []}
    word = Word(render_docx("report", values))
    assert word.text.split("Nơi nhận:")[0].rstrip().endswith("./.")
    assert len(word.sections) == 1


# The same bytes


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_values_give_the_same_file(kind: str) -> None:
    assert render_docx(kind, sample(kind)) == render_docx(kind, sample(kind))


def test_the_file_is_the_same_on_another_day_in_another_place(tmp_path: Path) -> None:
    code = (
        "import hashlib\nfrom kstthc_cli.render.word.word_document import render_docx\n"
        "from kstthc_cli.store.report.samples import sample\n"
        "print(hashlib.sha256(render_docx('report', sample('report'))).hexdigest())"
    )
    found = set()
    for seed, zone in (("0", "UTC"), ("7", "Asia/Ho_Chi_Minh")):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "TZ": zone, "PATH": ""},
            cwd=tmp_path,
            capture_output=True,
            check=True,
        )
        found.add(done.stdout)
    assert len(found) == 1


def properties(values: dict[str, Any]) -> dict[str, str]:
    core = etree.fromstring(Word(render_docx(values["kind"], values)).parts["docProps/core.xml"])
    return {etree.QName(element).localname: element.text or "" for element in core}


def test_title_author_and_dates_are_those_of_the_document() -> None:
    values = report(
        letter=letter(place_date="Quảng Ngãi, ngày 05 tháng 01 năm 2021", subject="Về <việc> & chuyện")
    )
    found = properties(values)
    assert found["title"] == "BÁO CÁO Về <việc> & chuyện"
    assert found["creator"] == "ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI"
    assert found["created"] == found["modified"] == "2021-01-05T00:00:00Z"


def test_without_a_day_of_its_own_the_document_has_the_day_of_its_data() -> None:
    values = report(letter=letter(place_date="Quảng Ngãi, ngày    tháng    năm 2021"), as_of="2021-06-14")
    assert properties(values)["created"] == "2021-06-14T00:00:00Z"


def test_no_part_tells_of_the_program_that_made_it_or_of_another_day() -> None:
    word = Word(render_docx("report", sample("report")))
    whole = b"".join(word.parts.values())
    assert b"python-docx" not in whole
    assert b"2013-" not in whole
