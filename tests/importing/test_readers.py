"""What readers take from documents: numbers, merges, accepted changes; and what they refuse."""

from __future__ import annotations

import io
import zipfile

import pytest

from kstthc_cli.domain.importing.document import Cell, Document, ImportRefusedError, Paragraph, Table
from kstthc_cli.domain.importing.table.grid import grid_of
from kstthc_cli.errors import UnreadableError
from kstthc_cli.store.importing import limits
from kstthc_cli.store.importing.cell_lines import cell_lines
from kstthc_cli.store.importing.converted import Target, converted
from kstthc_cli.store.importing.reader import document_of
from tests.importing.docx_made import C, docx, level, numbering, paragraph, part, run, table
from tests.support.office import needs_office
from tests.support.running import PROJECT

D2 = PROJECT / "tests" / "importing" / "D2.docx"


def texts(content: bytes, suffix: str = ".docx") -> list[str]:
    return list(document_of(content, suffix).texts())


def firsts(content: bytes) -> list[str]:
    """The first word of every line."""
    return [text.split()[0] for text in texts(content)]


# Automatic numbers


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("decimal", "%1.", ["1.", "2.", "3."]),
        ("decimalZero", "%1", ["01", "02", "03"]),
        ("upperRoman", "%1.", ["I.", "II.", "III."]),
        ("lowerRoman", "(%1)", ["(i)", "(ii)", "(iii)"]),
        ("upperLetter", "%1)", ["A)", "B)", "C)"]),
        ("lowerLetter", "%1)", ["a)", "b)", "c)"]),
        ("bullet", "\uf0b7", ["-", "-", "-"]),
        ("bullet", "+", ["+", "+", "+"]),
        ("none", "", ["", "", ""]),
    ],
)
def test_numbers_are_printed_in_their_format(form: str, text: str, expected: list[str]) -> None:
    lists = numbering({0: [level(0, form, text)]}, {1: (0, "")})
    body = [paragraph("x", (1, 0)) for _ in range(3)]
    assert texts(docx(body, {"numbering.xml": lists})) == [f"{n} x".strip() for n in expected]


def test_deeper_levels_start_again_and_upper_ones_go_on() -> None:
    levels = [level(0, "decimal", "%1."), level(1, "decimal", "%1.%2."), level(2, "lowerLetter", "%3)")]
    lists = numbering({0: levels}, {1: (0, "")})
    depths = [0, 1, 1, 2, 2, 0, 1, 2]
    body = [paragraph("x", (1, depth)) for depth in depths]
    assert firsts(docx(body, {"numbering.xml": lists})) == [
        "1.", "1.1.", "1.2.", "a)", "b)", "2.", "2.1.", "a)",
    ]  # fmt: skip


def test_a_level_that_never_restarts_runs_on() -> None:
    levels = [level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", more='<w:lvlRestart w:val="0"/>')]
    lists = numbering({0: levels}, {1: (0, "")})
    body = [paragraph("x", (1, depth)) for depth in (0, 1, 1, 0, 1)]
    assert firsts(docx(body, {"numbering.xml": lists})) == [
        "I.",
        "1.",
        "2.",
        "II.",
        "3.",
    ]


def test_lists_of_one_kind_count_together_unless_one_starts_anew() -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    lists = numbering({0: [level(0, "decimal", "%1")]}, {1: (0, ""), 2: (0, ""), 3: (0, start)})
    body = [paragraph("x", (n, 0)) for n in (1, 2, 3, 3, 1)]
    assert firsts(docx(body, {"numbering.xml": lists})) == ["1", "2", "5", "6", "7"]


def test_a_style_may_hold_the_number() -> None:
    own = '<w:pStyle w:val="Muc"/>'
    lists = numbering(
        {0: [level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", more=own)]}, {7: (0, "")}
    )
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="Goc"><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>'  # noqa: E501
        '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Goc"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>',  # noqa: E501
    )
    body = [paragraph("x", style=name) for name in ("Goc", "Muc", "Muc", "Con")]
    found = texts(docx(body, {"numbering.xml": lists, "styles.xml": styles}))
    assert [t.split()[0] for t in found] == ["I.", "1.", "2.", "II."]


def test_a_list_that_is_taken_off_a_paragraph_numbers_it_no_more() -> None:
    lists = numbering({0: [level(0, "decimal", "%1.")]}, {1: (0, "")})
    body = [paragraph("một", (1, 0)), paragraph("hai", (0, 0)), paragraph("ba", (1, 0))]
    assert texts(docx(body, {"numbering.xml": lists})) == ["1. một", "hai", "2. ba"]


def test_legal_numbers_are_arabic() -> None:
    levels = [level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", more="<w:isLgl/>")]
    lists = numbering({0: levels}, {1: (0, "")})
    body = [paragraph("x", (1, 0)), paragraph("y", (1, 1))]
    assert texts(docx(body, {"numbering.xml": lists})) == [
        "I. x",
        "1.1 y",
    ]


# Changes, comments, what stands elsewhere


def changed(tag: str, inner: str) -> str:
    return f'<w:{tag} w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z">{inner}</w:{tag}>'


def test_changes_are_accepted_and_comments_dropped() -> None:
    gone = "<w:r><w:delText>cũ</w:delText></w:r>"
    raw = (
        run("Sở ") + changed("del", gone) + changed("ins", run("Nội vụ")) + changed("moveFrom", run("đi"))
        + changed("moveTo", run(" chủ trì")) + '<w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'  # noqa: E501
    )  # fmt: skip
    comments = part("comments", '<w:comment w:id="0"><w:p><w:r><w:t>hỏi lại</w:t></w:r></w:p></w:comment>')
    assert texts(docx([paragraph(raw=raw)], {"comments.xml": comments})) == ["Sở Nội vụ chủ trì"]


def test_a_paragraph_whose_end_was_deleted_goes_on() -> None:
    first = f"<w:p><w:pPr><w:rPr>{changed('del', '')}</w:rPr></w:pPr>{run('Trước ngày ')}</w:p>"
    assert texts(docx([first, paragraph("15/12/2026")])) == ["Trước ngày 15/12/2026"]


def test_rows_that_were_deleted_are_gone() -> None:
    made = table([["1", "giữ"], ["2", "bỏ"]], {1: changed("del", "")})
    assert texts(docx([made])) == ["1", "giữ"]


def test_boxes_notes_and_wrapped_cells_are_read_once() -> None:
    box = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice '  # noqa: E501
        f'Requires="wps"><w:drawing><w:txbxContent>{paragraph("trong khung")}</w:txbxContent></w:drawing></mc:Choice>'  # noqa: E501
        f"<mc:Fallback><w:pict><w:txbxContent>{paragraph('trong khung')}</w:txbxContent></w:pict></mc:Fallback>"  # noqa: E501
        "</mc:AlternateContent></w:r>"
    )
    wrapped = f"<w:sdt><w:sdtContent>{paragraph('trong hộp')}</w:sdtContent></w:sdt>"
    notes = part("footnotes", f'<w:footnote w:id="2">{paragraph("chân trang")}</w:footnote>')
    found = texts(docx([paragraph(raw=run("ngoài") + box), wrapped], {"footnotes.xml": notes}))
    assert found == ["ngoài", "trong khung", "trong hộp", "chân trang"]


def test_symbols_breaks_and_hyphens() -> None:
    raw = '<w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:t xml:space="preserve"> A</w:t><w:noBreakHyphen/><w:t>B</w:t><w:br/><w:t>C</w:t></w:r>'  # noqa: E501
    assert texts(docx([paragraph(raw=raw)])) == ["- A-B", "C"]


# Grids


def test_merged_cells_fill_every_place() -> None:
    made = table([
        [C("a", down="begin"), C("b", 2)],
        [C("", down="on"), "c", "d"],
    ])  # fmt: skip
    grid = grid_of(document_of(docx([made]), ".docx").tables[0])
    assert [[spot.text for spot in row] for row in grid] == [["a", "b", "b"], ["a", "c", "d"]]
    assert (grid[1][0].row, grid[1][0].column) == (1, 1)


def test_a_border_dragged_in_some_rows_moves_no_cell() -> None:
    rows = (
        (Cell(("1",)), Cell(("a",)), Cell(("b",), 2)),
        (Cell(("2",)), Cell(("c",), 2), Cell(("d",))),
        (Cell(("3",)), Cell(("e",)), Cell(("f",), 2)),
    )
    assert [[s.text for s in row] for row in grid_of(Table(rows))] == [
        ["1", "a", "b"],
        ["2", "c", "d"],
        ["3", "e", "f"],
    ]


def test_spans_of_a_page() -> None:
    page = (
        "<table><tr><td rowspan=2>a</td><td colspan=2>b</td></tr><tr><td>c<br>d</td><td>e</td></tr></table>"
        "<p>sau</p><script>x</script><!-- y -->"
    )
    document = document_of(page.encode(), ".html")
    assert [[s.lines for s in row] for row in grid_of(document.tables[0])] == [
        [("a",), ("b",), ("b",)], [("a",), ("c", "d"), ("e",)],
    ]  # fmt: skip
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == ["sau"]


def test_a_cell_that_hangs_down_moves_no_other() -> None:
    page = (
        "<table><tr><th>1</th><th>2</th><th colspan=2>3</th></tr><tr><td>a</td><td rowspan=2>b</td><td>c</td>"
        "<td>d</td></tr><tr><td>e</td><td>f</td><td>g</td></tr></table>"
    )
    grid = grid_of(document_of(page.encode(), ".html").tables[0])
    assert [[spot.text for spot in row] for row in grid[1:]] == [["a", "b", "c", "d"], ["e", "b", "f", "g"]]


def test_a_table_that_lays_out_a_page_is_no_table() -> None:
    page = "<table><tr><td>đầu<table><tr><td>1</td><td>2</td><td>3</td></tr></table></td></tr></table>"
    document = document_of(page.encode(), ".html")
    assert [len(table.rows[0]) for table in document.tables] == [3]
    assert next(document.texts()) == "đầu"


def test_ordered_lists_of_a_page_have_their_numbers() -> None:
    page = "<ol type='a' start='3'><li>x</li><li>y</li></ol><ul><li>z</li></ul>"
    assert texts(page.encode(), ".html") == ["c. x", "d. y", "- z"]


def test_tables_of_markdown() -> None:
    made = "# Đầu\n\nlời *nghiêng*\nhai\n\n| a | b \\| c |\n|---|:-:|\n| **1** | x<br>y |\n"
    document = document_of(made.encode(), ".md")
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == ["Đầu", "lời nghiêng hai"]
    assert [[c.lines for c in row] for row in document.tables[0].rows] == [
        [("a",), ("b | c",)],
        [("1",), ("x", "y")],
    ]


def test_lines_with_tabs_are_a_table() -> None:
    document = document_of("đầu\na\tb\n1\t2\n".encode("utf-16"), ".txt")
    assert [[c.lines for c in row] for row in document.tables[0].rows] == [[("a",), ("b",)], [("1",), ("2",)]]


# What is not trusted


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "' + b"x" * 1000 + b'"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 no zip",
        zipped(word__other=b"<a/>"),
        zipped(word__document=b"<a>"),
        zipped(word__document=b"<a/>"),
        zipped(word__document=BOMB),
        zipped(word__document=OUTSIDE),
        zipped(word__document=b"<a>" * 5000),
        zipped(word__document=b"<a>" + b" " * (30 * 2**20) + b"</a>"),
    ],
    ids=["empty", "torn", "no document", "no XML", "no body", "entities", "outside", "deep", "bomb"],
)
def test_broken_and_hostile_packages_are_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(UnreadableError, match="Không đọc được tài liệu"):
        document_of(content, ".docx")


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_PARTS", 1)
    with pytest.raises(UnreadableError, match="quá nhiều phần"):
        document_of(docx([paragraph("a")]), ".docx")


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"\x81\x82", b"a\0b"])
def test_text_that_is_no_utf_8_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableError):
        document_of(content, ".txt")


def test_a_table_with_too_many_places_is_refused() -> None:
    wide = Table(tuple((Cell(("x",), 1000),) for _ in range(300)))
    with pytest.raises(ImportRefusedError, match="quá lớn"):
        grid_of(wide)


def test_a_page_of_endless_nesting_is_refused_or_read() -> None:
    page = b"<div>" * 3000 + b"x" + b"</div>" * 3000
    try:
        document = document_of(page, ".html")
    except UnreadableError:
        return
    assert isinstance(document, Document)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("tinh thần Nghị quyết số 57-NQ/TW\n.", ("tinh thần Nghị quyết số 57-NQ/TW.",)),
        ("Sở Nội vụ\n; Sở Tư\npháp", ("Sở Nội vụ; Sở Tư pháp",)),
        ("Quý II - Quý III/202\n1", ("Quý II - Quý III/2021",)),
        ("Nâng cấp đường truyề\nn. Đườn\ng truyền", ("Nâng cấp đường truyền. Đường truyền",)),
        ("Sở Y\ntế; TTHC\ntại xã", ("Sở Y tế; TTHC tại xã",)),
        ("\uf0b7 Kế hoạch\n\uf0b7 Báo cáo", ("• Kế hoạch", "• Báo cáo")),
        ("30/6\n2 bản", ("30/6 2 bản",)),
        ("T1\n0", ("T10",)),
        ("\ufeffSở Nội\u200b vụ, \u200eSở Tài chí\u00adnh", ("Sở Nội vụ, Sở Tài chính",)),
        ("Nghị định 80/2020/N\nĐ-CP\n- Báo cáo", ("Nghị định 80/2020/NĐ-CP", "- Báo cáo")),
    ],
)
def test_lines_of_a_cell_of_a_pdf_are_joined(text: str, lines: tuple[str, ...]) -> None:
    assert cell_lines(text) == lines


def word_97(*cells: str) -> bytes:
    """What a .doc file has of the cells of a table."""
    return b"\xd0\xcf\x11\xe0" + "".join(f"{cell}\x07" for cell in cells).encode("utf-16-le")


@pytest.mark.parametrize(
    ("left", "lost"), [([], True), ([["Quốc hiệu", "UBND tỉnh"]], True), ([["Lập", "Sở Nội vụ"]] * 3, False)]
)
def test_a_table_that_libreoffice_loses_is_said(
    left: list[list[str]], lost: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = docx([paragraph("Kế hoạch năm 2026"), *([table(left)] if left else [])])
    monkeypatch.setattr("kstthc_cli.store.importing.converted.as_docx", lambda *_: made)
    content = word_97(*["Lập danh mục", "Sở Nội vụ", ""] * 3)
    if not lost:
        assert len(document_of(content, ".doc").tables) == 1
        return
    with pytest.raises(UnreadableError, match="mất bảng") as refused:
        document_of(content, ".doc")
    assert ".docx" in refused.value.remedy


@pytest.mark.trial
@needs_office
@pytest.mark.parametrize("behind", [True, False])
def test_a_table_at_the_end_of_a_doc_file_is_lost_by_libreoffice_only(behind: bool) -> None:
    """D2 ends with its table; with an empty paragraph behind it LibreOffice keeps all 148 rows."""
    made = io.BytesIO()
    with zipfile.ZipFile(D2) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(b"</w:tbl>", b"</w:tbl><w:p/>") if behind else content)
    doc = converted(made.getvalue(), ".docx", Target(".doc", "doc:MS Word 97", "", ""))
    if behind:
        assert [len(found.rows) for found in document_of(doc, ".doc").tables] == [148]
        return
    with pytest.raises(UnreadableError, match="mất bảng"):
        document_of(doc, ".doc")


def test_the_style_of_paragraphs_without_one_may_hold_the_number() -> None:
    lists = numbering({0: [level(0, "decimal", "%1.")]}, {7: (0, "")})
    numbered = '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>'
    styles = part(
        "styles",
        f'<w:style w:type="paragraph" w:styleId="Muc">{numbered}</w:style>'
        f'<w:style w:type="paragraph" w:default="1" w:styleId="Thuong">{numbered}</w:style>'
        '<w:style w:type="paragraph" w:styleId="Tron"/>',
    )
    body = [paragraph("rà soát"), paragraph("báo cáo", style="Tron"), paragraph("kiểm tra")]
    found = texts(docx(body, {"numbering.xml": lists, "styles.xml": styles}))
    assert found == ["1. rà soát", "báo cáo", "2. kiểm tra"]


def test_the_words_of_an_equation_are_kept() -> None:
    math = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    equation = f"<m:oMath {math}><m:r><m:t>80%</m:t></m:r></m:oMath>"
    assert texts(docx([paragraph(raw=run("đạt ") + equation)])) == ["đạt 80%"]
