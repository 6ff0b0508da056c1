"""The layout of an administrative document, line by line: NĐ 30/2020/NĐ-CP, Phụ lục I to III."""

from __future__ import annotations

from typing import Any

import pytest

from kstthc_cli.render.templates.templates import render_template
from kstthc_cli.render.word.font_metrics import line_width
from kstthc_cli.render.word.word_document import render_docx
from tests.support.document_values import (
    Values,
    annex,
    assignment,
    checked,
    decision,
    letter,
    reminder,
    report,
)
from tests.support.word_files import MM, Paragraph, W, Word, value

PROVINCE = letter(
    parent=None,
    issuer=["ỦY BAN NHÂN DÂN", "TỈNH QUẢNG NGÃI"],
    number="Số: 25/BC-UBND",
    to=["Văn phòng Chính phủ"],
    grounds=["Căn cứ Nghị định số 63/2010/NĐ-CP;", "Theo đề nghị của Chánh Văn phòng."],
)
DEPARTMENT = letter(
    parent="ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI",
    issuer=["SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI"],
    number="Số: 12/BC-SLĐTBXH",
    place_date="Quảng Ngãi, ngày 05 tháng 01 năm 2021",
    to=["Ủy ban nhân dân tỉnh Quảng Ngãi"],
    grounds=["Căn cứ Quyết định số 159/QĐ-UBND."],
    signer={"authority": ["KT. GIÁM ĐỐC"], "post": "PHÓ GIÁM ĐỐC", "name": "Trần Thị Mẫu"},
)
DISTRICT = letter(
    parent=None,
    issuer=["ỦY BAN NHÂN DÂN", "HUYỆN BÌNH SƠN"],
    number="Số: 07/BC-UBND",
    place_date="Bình Sơn, ngày 18 tháng 6 năm 2021",
    to=["Ủy ban nhân dân tỉnh Quảng Ngãi"],
    grounds=["Căn cứ Quyết định số 159/QĐ-UBND."],
)
LETTERS = {"tinh": PROVINCE, "so": DEPARTMENT, "huyen": DISTRICT}


def with_rows(count: int, **changes: Any) -> Values:
    """A report whose table of figures has so many rows."""
    values = report(**changes)
    cells = ["1.234", "0", "1.234", ""]
    rows = [{"name": f"Số hồ sơ lĩnh vực {number}", "cells": cells} for number in range(1, count + 1)]
    values["appendices"]["figures"]["groups"] = [{"title": "Biểu thứ nhất", "held": "", "rows": rows}]
    return checked(values)


@pytest.fixture(scope="module", params=LETTERS)
def head(request: pytest.FixtureRequest) -> Values:
    return LETTERS[request.param]


@pytest.fixture(scope="module", params=[1, 200], ids=lambda count: f"{count} rows")
def word(request: pytest.FixtureRequest, head: Values) -> Word:
    return Word(render_docx("report", with_rows(request.param, letter=head)))


def is_set(
    paragraph: Paragraph, sizes: tuple[float, float], *, bold: bool = False, italic: bool = False
) -> None:
    """The letters are of a size between the two, and bold or italic just when said."""
    low, high = sizes
    assert all(low <= size <= high for size in paragraph.sizes), (paragraph.text, paragraph.sizes)
    assert (paragraph.bold, paragraph.italic) == (bold, italic), paragraph.text


def width_mm(text: str, points: float, *, bold: bool) -> float:
    return line_width(text, points, bold=bold) / MM


def of_style(word: Word, style: str) -> list[Paragraph]:
    return [p for p in word.paragraphs if p.style == style and p.text]


# Paper, margins, letters, page numbers


def test_paper_is_a4_with_the_margins_of_the_decree(word: Word) -> None:
    for section in word.sections:
        paper = sorted(float(value(section, "pgSz", name=side)) / MM for side in ("w", "h"))
        assert paper == pytest.approx([210, 297], abs=0.1)
        margins = {
            side: float(value(section, "pgMar", name=side)) / MM
            for side in ("top", "bottom", "left", "right")
        }
        assert 20 <= margins["top"] + 0.01 <= 25
        assert 20 <= margins["bottom"] + 0.01 <= 25
        assert 30 <= margins["left"] + 0.01 <= 35
        assert 15 <= margins["right"] + 0.01 <= 20


def test_letters_are_times_new_roman_in_black(word: Word) -> None:
    fonts = word.defaults.find(f"{W}rPr/{W}rFonts")
    assert {fonts.get(f"{W}{kind}") for kind in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}
    assert value(word.defaults, "rPr/color") == "000000"
    assert value(word.defaults, "rPr/lang") == "vi-VN"
    for part in ("word/document.xml", "word/styles.xml", "word/header1.xml"):
        named = word.parts[part].decode().count("<w:rFonts")
        assert named == (1 if part == "word/styles.xml" else 0), "no other font anywhere"


def test_pages_are_numbered_in_the_top_margin_but_not_the_first_of_a_section(word: Word) -> None:
    header = word.parts["word/header1.xml"].decode()
    assert " PAGE " in header
    assert "<w:fldChar" not in word.parts["word/header2.xml"].decode()
    style = word.styles["header"]
    assert value(style, "pPr/jc") == "center"
    assert 13 <= float(value(style, "rPr/sz")) / 2 <= 14
    for section in word.sections:
        kinds = {h.get(f"{W}type") for h in section.findall(f"{W}headerReference")}
        assert kinds == {"default", "first"}
        assert section.find(f"{W}titlePg") is not None
        assert float(value(section, "pgMar", name="header")) < float(value(section, "pgMar", name="top"))


def test_the_appendix_is_upright_and_numbered_anew(word: Word) -> None:
    first, appendix, *parts = word.sections
    assert first.find(f"{W}pgNumType") is None
    assert value(appendix, "type") == "nextPage"
    assert value(appendix, "pgNumType", name="start") == "1"
    assert {value(section, "pgSz", name="orient") for section in word.sections} == {""}
    for part in parts:
        assert value(part, "type") == "continuous"
        assert part.find(f"{W}pgNumType") is None


def test_the_figures_of_one_agency_stand_in_two_columns_of_text() -> None:
    for agency, columns in (("so-yt", ["", "", "2", ""]), (None, ["", "", ""])):
        word = Word(render_docx("report", report(agency=agency)))
        assert [value(section, "cols", name="num") for section in word.sections] == columns


# Head


def test_national_name_and_motto(word: Word) -> None:
    is_set(word.at("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), (12, 13), bold=True)
    motto = word.at("Độc lập - Tự do - Hạnh phúc")
    is_set(motto, (13, 14), bold=True)
    rule, (size,) = word.after(motto), motto.sizes
    assert rule.rule_mm == pytest.approx(width_mm(motto.text, size, bold=True), abs=1)
    assert rule.text == ""


def test_parent_agency_is_not_bold_and_the_issuer_is(word: Word, head: Values) -> None:
    parents = of_style(word, "CoQuanChuQuan")
    if head["parent"] is None:
        assert parents == []
    else:
        assert [p.text.replace("\n", " ") for p in parents] == [head["parent"]]
        is_set(parents[0], (12, 13))
    issuers = of_style(word, "CoQuanBanHanh")
    assert [p.text.replace("\n", " ") for p in issuers] == head["issuer"]
    for issuer in issuers:
        is_set(issuer, (12, 13), bold=True)
        assert issuer.text == issuer.text.upper()


def test_the_rule_under_the_issuer_is_a_third_to_half_of_its_name(word: Word) -> None:
    issuers = of_style(word, "CoQuanBanHanh")
    lines = [line for issuer in issuers for line in issuer.text.split("\n")]
    width = max(width_mm(line, 12, bold=True) for line in lines)
    assert width / 3 <= word.after(issuers[-1]).rule_mm <= width / 2


def test_every_line_of_the_letterhead_fits_its_column(word: Word) -> None:
    styles = {
        "CoQuanChuQuan": (12, False),
        "CoQuanBanHanh": (12, True),
        "QuocHieu": (12, True),
        "TieuNgu": (13, True),
    }
    for style, (size, bold) in styles.items():
        for paragraph in of_style(word, style):
            widths = [width_mm(line, size, bold=bold) for line in paragraph.text.split("\n")]
            assert max(widths) * MM <= paragraph.room, paragraph.text


def test_number_place_and_date(word: Word, head: Values) -> None:
    number, place = word.at(head["number"]), word.at(head["place_date"])
    is_set(number, (13, 13))
    is_set(place, (13, 14), italic=True)
    assert (number.align, place.align) == ("center", "center")
    rows = [next(p.element.iterancestors(f"{W}tr")) for p in (number, place)]
    assert rows[0] is rows[1], "side by side"


def test_kind_of_document_and_subject(word: Word, head: Values) -> None:
    kind = word.at("BÁO CÁO")
    is_set(kind, (13, 14), bold=True)
    subject = word.after(kind)
    assert subject.text.replace("\n", " ") == head["subject"]
    is_set(subject, (13, 14), bold=True)
    assert (kind.align, subject.align) == ("center", "center")
    width = max(width_mm(line, 14, bold=True) for line in subject.text.split("\n"))
    assert width / 3 <= word.after(subject).rule_mm <= width / 2


def test_order_of_the_elements(word: Word, head: Values) -> None:
    wanted = [
        head["issuer"][0].split()[0],
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        head["number"],
        head["place_date"],
        "BÁO CÁO",
        "Kính gửi: ",
        head["grounds"][0],
        "./.",
        "Nơi nhận:",
        head["signer"]["post"],
        head["signer"]["name"],
        "Phụ lục",
        "(Biểu II.06a",
        "Số liệu tổng hợp",
        "chỉ tiêu của Kế hoạch",
    ]
    places, at = [], 0
    for text in wanted:
        at = word.text.index(text, at)
        places.append(at)
    assert places == sorted(places)


# Body


def test_one_addressee_stands_on_the_line_of_kinh_gui(word: Word, head: Values) -> None:
    line = word.at(f"Kính gửi: {head['to'][0]}")
    is_set(line, (13, 14))


def test_several_addressees_are_a_list() -> None:
    several = Word(
        render_docx(
            "reminder", reminder(letter=letter(to=["Sở Tư pháp", "Sở Y tế", "Sở Nội vụ"], title=None))
        )
    )
    assert several.at("Kính gửi:").align == "left"
    assert "- Sở Tư pháp;\n- Sở Y tế;\n- Sở Nội vụ." in several.text


def test_nobody_is_addressed_where_there_is_nobody() -> None:
    assert (
        "Kính gửi"
        not in Word(render_docx("decision", decision(letter=letter(to=[], title="QUYẾT ĐỊNH")))).text
    )


def test_grounds_are_in_italics_a_line_each(word: Word, head: Values) -> None:
    assert [p.text for p in of_style(word, "CanCu")] == head["grounds"]
    for ground in of_style(word, "CanCu"):
        is_set(ground, (13, 14), italic=True)


def test_text_is_justified_with_an_indent_and_space_between_paragraphs(word: Word) -> None:
    texts = [*of_style(word, "NoiDung"), *of_style(word, "NhiemVu")]
    assert len(texts) > 3
    for text in texts:
        is_set(text, (13, 14))
        assert text.align == "both"
        assert 10 <= text.first_line_mm <= 12.71
        assert text.points("after") + text.points("before") >= 6
        assert 1 <= text.lines <= 1.5


def test_headings(word: Word) -> None:
    parts, headings = of_style(word, "heading1"), of_style(word, "heading2")
    assert parts
    assert headings
    for part in parts:
        is_set(part, (13, 14), bold=True)
        assert part.text == part.text.upper()
    for heading in headings:
        is_set(heading, (13, 14), bold=True)
        assert heading.text != heading.text.upper()
    for paragraph in (*parts, *headings):
        assert value(word.styles[paragraph.style], "pPr/keepNext", "there") == "there"
        assert word.styles[paragraph.style].find(f"{W}pPr/{W}keepNext") is not None


def test_the_report_and_its_appendix_end_with_the_mark(word: Word) -> None:
    before = word.text.split("Nơi nhận:")[0].rstrip()
    assert before.endswith("./.")
    assert word.text.rstrip().endswith("./.")
    assert word.text.count("./.") == 2


@pytest.mark.parametrize("ending", ["xong.", "xong;", "xong", "xong./."])
def test_the_mark_stands_once_after_whatever_the_last_paragraph_ends_with(ending: str) -> None:
    values = report(body=[{"kind": "text", "text": f"Đã {ending}"}])
    assert Word(render_docx("report", values)).at("Đã xong./.")


# Foot


def test_recipients_beside_the_signer(word: Word, head: Values) -> None:
    title = word.at("Nơi nhận:")
    is_set(title, (12, 12), bold=True, italic=True)
    assert title.align == "left"
    lines = of_style(word, "NoiNhanDong")
    assert [p.text for p in lines] == [f"- {line}" for line in head["recipients"]]
    assert lines[0].text == "- Như trên;"
    assert lines[-1].text.startswith("- Lưu: VT")
    for line in lines:
        is_set(line, (11, 11))
    signer = word.at(head["signer"]["name"])
    assert next(title.element.iterancestors(f"{W}tr")) is next(signer.element.iterancestors(f"{W}tr"))


def test_authority_and_post_are_bold_capitals_and_the_name_bold(word: Word, head: Values) -> None:
    lines = of_style(word, "ThamQuyenKy")
    assert [p.text for p in lines] == [*head["signer"]["authority"], head["signer"]["post"]]
    for line in lines:
        is_set(line, (13, 14), bold=True)
        assert line.text == line.text.upper()
        assert line.align == "center"
    name = word.at(head["signer"]["name"])
    is_set(name, (13, 14), bold=True)
    assert name.points("before") >= 60, "room for the signature and the seal"


def test_the_foot_stays_on_one_page_with_the_end_of_the_text(word: Word) -> None:
    foot = next(word.at("Nơi nhận:").element.iterancestors(f"{W}tbl"))
    (row,) = foot.findall(f"{W}tr")
    assert row.find(f"{W}trPr/{W}cantSplit") is not None
    assert foot.find(f"{W}tblPr/{W}tblStyle") is None, "no lines"
    last = next(p for p in word.paragraphs if p.text.endswith("./."))
    keep = last.element.find(f"{W}pPr/{W}keepNext")
    assert last.style == "NhiemVu" or keep.get(f"{W}val") == "1"


# Appendices and tables


def test_appendix_head(word: Word) -> None:
    heading = word.at("Phụ lục")
    is_set(heading, (14, 14), bold=True)
    title, guide = word.after(heading), word.after(heading, 2)
    is_set(title, (13, 14), bold=True)
    assert title.text == title.text.upper()
    is_set(guide, (13, 14), italic=True)
    assert guide.text.startswith("(Kèm theo Báo cáo số ")
    assert {p.align for p in (heading, title, guide)} == {"center"}


def test_tables_repeat_their_head_and_keep_rows_whole(word: Word) -> None:
    ruled = [t for t in word.tables if t.find(f"{W}tblPr/{W}tblStyle") is not None]
    assert len(ruled) >= 3
    for table in ruled:
        rows = table.findall(f"{W}tr")
        assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        sizes = {size for p in table.iter(f"{W}p") for size in Paragraph(p, word).sizes}
        assert sizes <= {10, 10.5, 11, 11.5, 12}


def test_tables_are_as_wide_as_their_columns_and_fit_the_page(word: Word) -> None:
    for table in word.tables:
        columns = [int(column.get(f"{W}w")) for column in table.find(f"{W}tblGrid")]
        assert sum(columns) <= 252.1 * MM
        for row in table.findall(f"{W}tr"):
            cells = row.findall(f"{W}tc")
            assert sum(int(value(cell, "tcPr/gridSpan", "1")) for cell in cells) == len(columns)
            assert sum(int(value(cell, "tcPr/tcW", name="w")) for cell in cells) == pytest.approx(
                sum(columns), abs=2
            )


def test_twenty_cells_show_the_share_that_is_done() -> None:
    word = Word(render_docx("annex", annex()))
    (counts,) = [t for t in word.tables if t.find(f".//{W}tbl") is not None]
    bars = list(counts.iter(f"{W}tbl"))[1:]
    shaded = [[value(c, "tcPr/shd", name="fill") for c in bar.iter(f"{W}tc")] for bar in bars]
    assert [len(cells) for cells in shaded] == [20] * len(bars)
    assert [cells.count("7F7F7F") for cells in shaded] == [row["bar"] for row in annex()["counts"]]
    assert all(cells == sorted(cells) for cells in shaded), "dark cells first"


# Other kinds


def test_the_subject_of_an_official_letter_stands_under_its_number() -> None:
    head = letter(
        title=None, number="Số: 45/VP-KSTTHC", subject="V/v đôn đốc thực hiện nhiệm vụ", parent="UBND TỈNH"
    )
    word = Word(render_docx("reminder", reminder(letter=head)))
    subject, number = word.at("V/v đôn đốc thực hiện nhiệm vụ"), word.at("Số: 45/VP-KSTTHC")
    assert word.after(number).element is subject.element
    is_set(subject, (12, 13))
    assert subject.align == "center"
    assert subject.points("before") == 6
    assert of_style(word, "TenLoai") == []


def test_a_decision_has_its_authority_grounds_and_articles_and_the_annex_on_lying_pages() -> None:
    values = decision()
    word = Word(render_docx("decision", values))
    is_set(word.at(values["authority"]), (13, 14), bold=True)
    is_set(word.at(values["verb"]), (13, 14), bold=True)
    assert "Điều 1. " in word.text
    assert [value(s, "pgSz", name="orient") for s in word.sections] == ["", "landscape"]
    is_set(word.at(values["annex_title"]), (13, 14), bold=True)
    is_set(word.at(values["annex_reference"]), (13, 14), italic=True)


def test_an_assignment_is_one_section_with_its_table_and_foot() -> None:
    word = Word(render_docx("assignment", assignment()))
    assert len(word.sections) == 1
    assert word.text.index("Nội dung công việc") < word.text.index("Nơi nhận:")


@pytest.mark.parametrize("values", [report(), annex(), assignment(), reminder()], ids=lambda v: v["kind"])
def test_tables_have_the_same_heads_in_word_and_as_text(values: Values) -> None:
    """The heads of every table of duties, of agencies and of targets; form II.06a has two rows of them."""
    kind = values["kind"]
    lines = render_template(f"{kind}.md.j2", values).splitlines()
    heads = [line.strip("| ").split(" | ") for line in lines if line.startswith(("| STT |", "| Nhiệm vụ |"))]
    plain = [" ".join(head) for head in heads if "Lĩnh vực, đơn vị" not in head]
    word = " ".join(Word(render_docx(kind, values)).text.split())
    assert plain
    assert [head for head in plain if head not in word] == []
