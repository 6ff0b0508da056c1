"""Documents whole, as people read them: `snapshots/` holds each kind in Markdown and HTML.

After a wanted change, look at the difference that the failing test shows, and write the files anew:

    KST_SNAPSHOTS=write pytest tests/report/test_reports_look.py
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, meta, nodes

from kstthc_cli.errors import KstError
from kstthc_cli.model.report.document_values import VALUES
from kstthc_cli.render.templates.markup import FILTERS
from kstthc_cli.render.templates.sandbox import Sandbox
from kstthc_cli.render.templates.sentence_filters import SENTENCE_FILTERS
from kstthc_cli.render.templates.templates import render_template
from tests.report.reading import page, render
from tests.support.document_values import (
    KINDS,
    Values,
    agency_report,
    annex,
    count,
    duties,
    duty_row,
    letter,
    quiet_annex,
)
from tests.support.held_files import held
from tests.support.running import PROJECT, copy_sample

FOLDER = Path(__file__).parent / "snapshots"
XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
DOCUMENTS = {
    **{kind: make() for kind, make in KINDS.items()},
    "agency": agency_report(),
    "agency-annex": quiet_annex(),
}
NAMES = [(name, ending) for name in DOCUMENTS for ending in ("md", "html")]


@pytest.mark.parametrize(("name", "ending"), NAMES)
def test_a_document_looks_as_it_did(name: str, ending: str) -> None:
    shown = render(DOCUMENTS[name], ending)
    file = FOLDER / f"{name}.{ending}"
    held(file, shown)
    assert shown.encode() == file.read_bytes()


def test_every_snapshot_belongs_to_a_document() -> None:
    assert sorted(file.name for file in FOLDER.iterdir()) == sorted(f"{n}.{e}" for n, e in NAMES)


def test_the_same_values_give_the_same_bytes_in_any_process() -> None:
    code = (
        "import sys\nfrom tests.support.document_values import KINDS\n"
        "from tests.report.reading import render\n"
        "for make in KINDS.values():\n"
        "    for ending in ('md', 'html'):\n"
        "        sys.stdout.buffer.write(render(make(), ending).encode())\n"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(PROJECT)},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Ho_Chi_Minh"))
    }
    assert len(printed) == 1


# The page


def elements(name: str, tag: str) -> list[Any]:
    return list(page(render(DOCUMENTS[name], "html")).iter(tag))


def texts(found: list[Any]) -> list[str]:
    return [" ".join("".join(element.itertext()).split()) for element in found]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_page_stands_alone(name: str) -> None:
    shown = render(DOCUMENTS[name], "html")
    assert not re.findall(r"<script|<link|<img|<iframe|@import|url\(|\son\w+=", shown)
    assert [e.attrib.get("lang") for e in page(shown).iter(f"{XHTML}html")] == ["vi"]
    assert "default-src 'none'" in shown


@pytest.mark.parametrize("name", DOCUMENTS)
def test_headings_go_down_one_step_at_a_time(name: str) -> None:
    tree = page(render(DOCUMENTS[name], "html"))
    tags = [str(e.tag).removeprefix(XHTML) for e in tree.iter()]
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_table_has_a_caption_and_every_heading_of_it_a_scope(name: str) -> None:
    for table in elements(name, f"{XHTML}table"):
        assert table[0].tag == f"{XHTML}caption"
        assert all(cell.attrib.get("scope") for cell in table.iter(f"{XHTML}th"))
    ids = [e.attrib["id"] for e in page(render(DOCUMENTS[name], "html")).iter() if "id" in e.attrib]
    assert len(ids) == len(set(ids))


def test_the_chart_says_in_words_what_it_shows() -> None:
    chart = elements("annex", f"{SVG}svg")[0]
    assert (chart.attrib["role"], chart.attrib["aria-labelledby"]) == ("img", chart[0].attrib["id"])
    assert texts([chart[0]])[0] == (
        "Tỷ lệ hoàn thành theo mục: Mục I 66,7%; Mục II 62,5%; Mục III 100,0%; Mục IV —; Mục V 3,2%; "
        "Tổng cộng 81,2%"
    )


@pytest.mark.parametrize(
    "stand", [(12, 1, 3, 2, 1, 0), (206, 0, 0, 0, 0, 0), (1, 0, 0, 0, 30, 0), (7, 7, 7, 7, 7, 0)]
)
def test_bars_lie_end_to_end_and_fill_the_row(stand: tuple[int, int, int, int, int, int]) -> None:
    values = annex(counts=[count("Tổng cộng", "", stand)])
    group = next(page(render(values, "html")).iter(f"{SVG}g"))
    bars = [(float(r.attrib["x"]), float(r.attrib["width"])) for r in group.iter(f"{SVG}rect")]
    assert bars[0][0] == 72
    for (x, width), (after, _) in pairwise(bars):
        assert after == pytest.approx(x + width, abs=0.11)
    assert sum(bars[-1]) == pytest.approx(360, abs=0.11)


def test_where_nothing_was_due_there_is_no_chart() -> None:
    assert not elements("agency-annex", f"{SVG}svg")
    assert "Tổng cộng" in "".join(texts(elements("agency-annex", f"{XHTML}tr")))


def test_a_cell_is_coloured_by_its_share() -> None:
    table = elements("annex", f"{XHTML}table")[2]
    shown = {"".join(c.itertext()): c.attrib["class"].split()[1:] for c in table.iter(f"{XHTML}td")}
    assert {text: shown[text] for text in ("5/6", "2/2", "–", "1/3", "0/4")} == {
        "5/6": ["h2"],
        "2/2": ["h3"],
        "–": [],
        "1/3": ["h1"],
        "0/4": ["h0"],
    }


def test_the_style_of_a_page_is_short() -> None:
    style = texts(elements("report", f"{XHTML}style"))[0]
    assert 3000 < len(style.encode()) < 5500


def test_a_clickable_address_stands_in_the_evidence() -> None:
    links = elements("annex", f"{XHTML}a")
    assert links[0].attrib["href"] == "https://quangngai.gov.vn/van-ban?id=1&nam=2021"


# The end of a document


@pytest.mark.parametrize("ending", ["md", "html"])
@pytest.mark.parametrize(
    "last", ["Xin trân trọng báo cáo.", "Xin trân trọng báo cáo;", "Xin trân trọng báo cáo./."]
)
def test_the_body_ends_with_its_mark_once(last: str, ending: str) -> None:
    body = [{"kind": "text", "text": "Mở đầu."}, {"kind": "text", "text": last}]
    shown = render(KINDS["report"](body=body), ending)
    assert shown.count("Xin trân trọng báo cáo./.") == 1
    assert "Mở đầu." in shown


@pytest.mark.parametrize(
    ("name", "most"), [("report", 2), ("annex", 1), ("decision", 1), ("assignment", 1), ("reminder", 1)]
)
@pytest.mark.parametrize("ending", ["md", "html"])
def test_the_body_and_each_appendix_end_with_the_mark(name: str, most: int, ending: str) -> None:
    """The plan behind a decision has none: so Quyết định số 159/QĐ-UBND was printed."""
    assert render(DOCUMENTS[name], ending).count("./.") == most


# Little and much


@pytest.mark.parametrize("ending", ["md", "html"])
def test_nothing_to_tell_is_told(ending: str) -> None:
    empty = {"signer": {"authority": [], "post": "", "name": ""}, "recipients": [], "to": []}
    bare: dict[str, Values] = {
        "report": {"opening": [], "body": []},
        "annex": {"opening": [], "counts": [], "late": [], "duties": [], "changes": []},
        "decision": {"articles": [], "sections": []},
        "assignment": {"opening": [], "sections": [], "closing": []},
        "reminder": {"opening": [], "groups": [], "closing": []},
    }
    for kind, changes in bare.items():
        shown = render(KINDS[kind](letter=letter(**empty), **changes), ending)
        assert "None" not in shown
        assert "****" not in shown
        if ending == "html":
            page(shown)
    assert "Không có nhiệm vụ nào trong kỳ." in render(DOCUMENTS["agency-annex"], ending)
    assert "Không có nhiệm vụ nào quá hạn." in shown


@pytest.mark.parametrize("ending", ["md", "html"])
def test_two_thousand_rows_are_all_there(ending: str) -> None:
    group = {"id": "I", "title": "Mục", "rows": [duty_row(number) for number in range(2000)]}
    shown = render(annex(duties=[group]), ending)
    assert shown.count("Biểu mẫu đánh giá tác động") == 2000
    assert duties()[0]["title"] in shown


# Templates


def template_files(kind: str) -> list[Path]:
    return [PROJECT / "templates" / f"{kind}.{ending}.j2" for ending in ("md", "html")]


@pytest.mark.parametrize("kind", VALUES)
def test_templates_know_no_other_names_than_the_model(kind: str) -> None:
    environment = Environment(autoescape=True)
    environment.filters |= FILTERS
    for file in template_files(kind):
        tree = environment.parse(file.read_text("utf-8"))
        macros = {name for node in tree.find_all(nodes.FromImport) for name in node.names}
        assert meta.find_undeclared_variables(tree) - macros <= set(VALUES[kind].model_fields), file


@pytest.mark.parametrize("file", sorted((PROJECT / "templates").glob("*.j2")), ids=lambda file: file.name)
def test_every_template_of_ours_compiles_in_the_sandbox(file: Path) -> None:
    Sandbox(autoescape=True, filters={**FILTERS, **SENTENCE_FILTERS}).from_string(file.read_text("utf-8"))


@pytest.mark.parametrize(("kind", "ending"), [(kind, ending) for kind in VALUES for ending in ("md", "html")])
def test_the_repository_s_own_template_comes_first(kind: str, ending: str, tmp_path: Path) -> None:
    repository = copy_sample(tmp_path)
    name = f"{kind}.{ending}.j2"
    assert render_template(name, DOCUMENTS[kind], repository) == render(DOCUMENTS[kind], ending)
    (repository / "templates" / name).write_text("{{ letter.subject }}", "utf-8")
    assert render_template(name, DOCUMENTS[kind], repository) == DOCUMENTS[kind]["letter"]["subject"]
    (repository / "templates" / name).write_text("\n{{ letter.sbject }}", "utf-8")
    with pytest.raises(KstError, match=f"^Mẫu {re.escape(name)}, dòng 2: dùng tên không có: “sbject”"):
        render_template(name, DOCUMENTS[kind], repository)


def test_a_repository_without_the_new_templates_uses_the_program_s(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    assert render_template("report.html.j2", DOCUMENTS["report"], tmp_path).startswith("<!doctype html>")
