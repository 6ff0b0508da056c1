"""What is taken of a Word document with parts and properties that documents seldom have."""

from __future__ import annotations

import io
import zipfile

import pytest

from kstthc_cli.domain.importing.document import Cell, Document, Paragraph, Table
from kstthc_cli.errors import UnreadableError
from kstthc_cli.store.importing.reader import document_of
from tests.importing.docx_made import docx, level, numbering, paragraph, part, run, table


def read(*body: str, parts: dict[str, str] | None = None) -> Document:
    return document_of(docx(body, parts), ".docx")


def lines(*body: str, **parts: str) -> list[str]:
    return list(read(*body, parts={f"{name}.xml": text for name, text in parts.items()}).texts())


# Parts


def test_margins_are_notes_in_the_order_of_their_names() -> None:
    parts = {
        "header2.xml": part("hdr", paragraph("đầu hai") + paragraph("2")),
        "header1.xml": part("hdr", paragraph("đầu một")),
        "footer1.xml": part("ftr", paragraph("chân") + paragraph("đầu một")),
        "header1.bin": "no XML",
        "more/header3.xml": "no XML",
        "endnotes.xml": part("endnotes", paragraph("cuối")),
        "footnotes.xml": part("footnotes", paragraph("chú")),
    }
    assert read(paragraph("thân"), parts=parts) == Document(
        (Paragraph("thân"),), ("chú", "cuối", "chân", "đầu một", "đầu hai")
    )


RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.mark.parametrize(
    ("relations", "is_read"),
    [
        (f'<Relationship Type="{OFFICE}/officeDocument" Target="/doc/main.xml"/>', True),
        (
            (
                f'<Relationship Target="x.xml"/><Relationship Type="{OFFICE}/other" Target="x.xml"/>'
                f'<Relationship Type="{OFFICE}/officeDocument" Target="doc/main.xml"/>'
            ),
            True,
        ),
        (f'<Relationship Type="{OFFICE}/other" Target="doc/main.xml"/>', False),
        (f'<Relationship Type="{OFFICE}/officeDocument"/>', False),
        ("", False),
    ],
)
def test_a_document_under_another_name_is_the_one_that_the_package_names(
    relations: str, is_read: bool
) -> None:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx([paragraph("thân")]))) as source,
        zipfile.ZipFile(made, "w") as target,
    ):
        target.writestr("doc/main.xml", source.read("word/document.xml"))
        if relations:
            target.writestr("_rels/.rels", RELATIONS.format(relations))
    if is_read:
        assert document_of(made.getvalue(), ".docx") == Document((Paragraph("thân"),))
        return
    with pytest.raises(UnreadableError) as refused:
        document_of(made.getvalue(), ".docx")
    assert refused.value.message == "Không đọc được tài liệu: không phải tệp Word."


def test_headings_have_the_level_of_their_style() -> None:
    styles = "".join(
        f'<w:style w:styleId="{name}"><w:pPr>{outline}</w:pPr></w:style>'
        for name, outline in (
            ("Muc", '<w:outlineLvl w:val="0"/>'),
            ("Tam", '<w:outlineLvl w:val="7"/>'),
            ("Chin", '<w:outlineLvl w:val="8"/>'),
            ("Sai", '<w:outlineLvl w:val="x"/>'),
            ("Tron", ""),
        )
    )
    names = ("Muc", "Tam", "Chin", "Sai", "Tron", "Khac", "")
    found = read(
        *(paragraph(f"a{name}", style=name) for name in names), parts={"styles.xml": part("styles", styles)}
    )
    assert [(block.text, block.level) for block in found.blocks if isinstance(block, Paragraph)] == [
        ("aMuc", 1),
        ("aTam", 8),
        ("aChin", 0),
        ("aSai", 0),
        ("aTron", 0),
        ("aKhac", 0),
        ("a", 0),
    ]


# Paragraphs


def test_the_last_paragraph_whose_end_was_deleted_is_kept() -> None:
    mark = '<w:del w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"/>'
    open_ = f"<w:p><w:pPr><w:rPr>{mark}</w:rPr></w:pPr>{run(' cuối  cùng ')}</w:p>"
    assert lines(paragraph("một"), open_) == ["một", "cuối cùng"]


def test_tabs_empty_runs_and_breaks() -> None:
    raw = "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:ptab/><w:t/><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r>"
    assert lines(paragraph(raw=raw)) == ["a b c", "d"]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("2022", "•"),
        ("00B7", "·"),
        ("F0B7", "-"),
        ("E000", "-"),
        ("F8FF", "-"),
        ("F900", "\u8c48"),
        ("D7FF", "\ud7ff"),
        ("D800", "-"),
        ("0020", ""),
        ("001F", "-"),
        ("0000", "-"),
        ("", "-"),
        ("xyzz", "-"),
        ("F0B", "-"),
        ("2022zz", "-"),
        ("FFFFFFFF", "-"),
    ],
)
def test_a_symbol_is_its_letter_or_a_dash(code: str, shown: str) -> None:
    raw = f'<w:r><w:t>a</w:t><w:sym w:font="S" w:char="{code}"/></w:r>'
    assert lines(paragraph(raw=raw)) == [f"a{shown}"]


def test_a_symbol_without_a_code_is_a_dash() -> None:
    assert lines(paragraph(raw="<w:r><w:sym/></w:r>")) == ["-"]


# Tables


def row(*cells: str, extra: str = "") -> str:
    return f"<w:tr><w:trPr>{extra}</w:trPr>{''.join(cells)}</w:tr>"


def cell(inner: str, properties: str | None = "") -> str:
    made = "" if properties is None else f"<w:tcPr>{properties}</w:tcPr>"
    return f"<w:tc>{made}{inner}</w:tc>"


def rows_of(*rows: str) -> tuple[tuple[Cell, ...], ...]:
    (found,) = read(f"<w:tbl>{''.join(rows)}</w:tbl>").blocks
    assert isinstance(found, Table)
    return found.rows


A, B = cell(paragraph("a")), cell(paragraph("b"))


@pytest.mark.parametrize(
    ("given", "cells"),
    [
        (row(A, B), [Cell(("a",)), Cell(("b",))]),
        (row(A, B, extra='<w:gridBefore w:val="2"/>'), [Cell(columns=2), Cell(("a",)), Cell(("b",))]),
        (row(A, B, extra='<w:gridAfter w:val="3"/>'), [Cell(("a",)), Cell(("b",)), Cell(columns=3)]),
        (row(A, cell(paragraph("b"), '<w:cellDel w:id="1"/>')), [Cell(("a",))]),
        (row(cell(paragraph("a"), None), B), [Cell(("a",)), Cell(("b",))]),
        (row(cell(paragraph("a"), '<w:gridSpan w:val="3"/>'), B), [Cell(("a",), 3), Cell(("b",))]),
        (row(cell(paragraph("a"), '<w:gridSpan w:val="0"/>'), B), [Cell(("a",)), Cell(("b",))]),
        (row(cell(paragraph("a"), '<w:gridSpan w:val="101"/>'), B), [Cell(("a",), 100), Cell(("b",))]),
        (row(cell(paragraph(), "<w:vMerge/>"), B), [Cell(merged=True), Cell(("b",))]),
        (row(cell(paragraph("a"), "<w:vMerge/>"), B), [Cell(("a",)), Cell(("b",))]),
        (row(cell(paragraph(), '<w:vMerge w:val="restart"/>'), B), [Cell(), Cell(("b",))]),
        (
            row(f"<w:sdt><w:sdtContent>{A}</w:sdtContent></w:sdt>", f"<w:customXml>{B}</w:customXml>"),
            [Cell(("a",)), Cell(("b",))],
        ),
        (f"<w:sdt><w:sdtContent>{row(A, B)}</w:sdtContent></w:sdt>", [Cell(("a",)), Cell(("b",))]),
        (row(cell(table([["c", "d"]]) + paragraph("e")), B), [Cell(("c", "d", "e")), Cell(("b",))]),
    ],
)
def test_the_cells_of_a_row(given: str, cells: list[Cell]) -> None:
    assert rows_of(given) == (tuple(cells),)


def test_rows_without_cells_are_none() -> None:
    assert rows_of(row(), row(A), row(extra='<w:gridAfter w:val="2"/>')) == ((Cell(("a",)),),)


def test_a_table_is_a_frame_only_where_a_wider_one_stands_in_it() -> None:
    inner = table([["a", "b"]])
    assert read(f"<w:tbl>{row(cell(paragraph('đầu') + inner))}</w:tbl>").blocks == (
        Paragraph("đầu"),
        Table(((Cell(("a",)), Cell(("b",))),)),
    )
    assert rows_of(row(cell(inner), B)) == ((Cell(("a", "b")), Cell(("b",))),)


# Automatic numbers


def firsts(body: list[str], lists: str, styles: str = "") -> list[str]:
    parts = {"numbering.xml": lists} | ({"styles.xml": part("styles", styles)} if styles else {})
    return [text.rpartition("x")[0].strip() for text in read(*body, parts=parts).texts()]


def test_a_list_may_have_its_levels_in_the_list_of_a_style() -> None:
    lists = part(
        "numbering",
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Kieu"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="Kieu"/>'
        f"{level(0, 'upperRoman', '%1.')}</w:abstractNum>"
        '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Khac"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>',
    )
    body = [paragraph("x", (n, 0)) for n in (1, 2, 1, 3, 9)]
    assert firsts(body, lists) == ["I.", "II.", "III.", "", ""]


def test_an_override_replaces_a_level_or_its_start() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'
    start = '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="4"/></w:lvlOverride>'
    levels = [level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)")]
    lists = numbering({0: levels}, {1: (0, ""), 2: (0, own + start)})
    body = [paragraph("x", place) for place in ((1, 0), (2, 0), (2, 1), (2, 1), (1, 0), (1, 1), (1, 2))]
    assert firsts(body, lists) == ["1.", "B)", "d)", "e)", "3.", "a)", ""]


def test_the_level_of_a_style_is_its_own_or_the_one_that_names_it() -> None:
    named = [level(0, "decimal", "%1."), level(1, "decimal", "%1.%2.", more='<w:pStyle w:val="Con"/>')]
    lists = numbering({0: named}, {7: (0, "")})
    of = '<w:style w:type="paragraph" w:styleId="{}"><w:basedOn w:val="{}"/><w:pPr>{}</w:pPr></w:style>'
    number = '<w:numPr>{}<w:numId w:val="7"/></w:numPr>'
    styles = (
        of.format("Goc", "", number.format(""))
        + of.format("Con", "Goc", number.format(""))
        + of.format("Rieng", "Goc", number.format('<w:ilvl w:val="1"/>'))
        + of.format("Vong", "Quanh", "")
        + of.format("Quanh", "Vong", "")
        + '<w:style w:type="character" w:styleId="Chu"><w:pPr>'
        + '<w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
    )
    body = [paragraph("x", style=name) for name in ("Goc", "Con", "Rieng", "Vong", "Chu", "La", "Goc")]
    assert firsts(body, lists, styles) == ["1.", "1.1.", "1.2.", "", "", "", "2."]
    below = '<w:pStyle w:val="Goc"/><w:numPr><w:ilvl w:val="1"/></w:numPr>'
    own = f"<w:p><w:pPr>{below}</w:pPr>{run('x')}</w:p>"
    assert firsts([paragraph("x", style="Goc"), own], lists, styles) == ["1.", "1.1."]


@pytest.mark.parametrize(("above", "shown"), [(26, "1."), (27, "")])
def test_a_style_takes_the_list_of_one_that_is_not_too_far_above(above: int, shown: str) -> None:
    lists = numbering({0: [level(0, "decimal", "%1.")]}, {7: (0, "")})
    of = '<w:style w:type="paragraph" w:styleId="s{}"><w:basedOn w:val="s{}"/></w:style>'
    last = f'<w:style w:styleId="s{above}"><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
    styles = "".join(of.format(n, n + 1) for n in range(above)) + last
    assert firsts([paragraph("x", style="s0")], lists, styles) == [shown]


def test_a_level_that_prints_nothing_is_nothing_in_the_numbers_below_it() -> None:
    levels = [level(0, "none", ""), level(1, "decimal", "%1%2.")]
    assert firsts([paragraph("x", (1, 0)), paragraph("x", (1, 1))], numbering({0: levels}, {1: (0, "")})) == [
        "",
        "1.",
    ]


@pytest.mark.parametrize(
    ("form", "start", "shown"),
    [
        ("upperRoman", 3999, "MMMCMXCIX."),
        ("upperRoman", 4000, "4000."),
        ("upperRoman", 0, "0."),
        ("lowerRoman", 4, "iv."),
        ("lowerLetter", 0, "0."),
        ("lowerLetter", 1300, f"{'z' * 50}."),
        ("upperLetter", 27, "AA."),
        ("lowerLetter", 1301, "1301."),
        ("none", 5, "."),
        ("decimalZero", 9, "09."),
        ("ordinal", 3, "3."),
    ],
)
def test_numbers_in_their_form(form: str, start: int, shown: str) -> None:
    lists = numbering({0: [level(0, form, "%1.", start)]}, {1: (0, "")})
    assert firsts([paragraph("x", (1, 0))], lists) == [shown]


@pytest.mark.parametrize(
    ("legal", "shown"),
    [
        ("<w:isLgl/>", "1.1"),
        ('<w:isLgl w:val="0"/>', "I.1"),
        ('<w:isLgl w:val="false"/>', "I.1"),
        ("", "I.1"),
    ],
)
def test_a_level_is_legal_unless_it_says_that_it_is_not(legal: str, shown: str) -> None:
    levels = [level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", more=legal)]
    body = [paragraph("x", (1, 0)), paragraph("x", (1, 1))]
    assert firsts(body, numbering({0: levels}, {1: (0, "")})) == ["I.", shown]


def test_a_deeper_level_counts_on_where_it_restarts_only_below_another() -> None:
    never, after = '<w:lvlRestart w:val="0"/>', '<w:lvlRestart w:val="1"/>'
    levels = [
        level(0, "decimal", "%1."),
        level(1, "decimal", "%2)"),
        level(2, "decimal", "%3-", more=never),
        level(3, "decimal", "%4+", more=after),
    ]
    body = [paragraph("x", (1, depth)) for depth in (0, 1, 2, 3, 1, 2, 3, 0, 1, 2, 3)]
    assert firsts(body, numbering({0: levels}, {1: (0, "")})) == [
        "1.",
        "1)",
        "1-",
        "1+",
        "2)",
        "2-",
        "2+",
        "2.",
        "1)",
        "3-",
        "1+",
    ]


def test_a_number_names_levels_above_that_have_not_begun_or_are_not_there() -> None:
    levels = [level(0, "upperRoman", "%1.", 3), level(1, "decimal", "%1.%2.%9")]
    assert firsts([paragraph("x", (1, 1))], numbering({0: levels}, {1: (0, "")})) == ["III.1.1"]
