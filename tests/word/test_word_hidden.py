"""Nothing of whoever changed a Word template stays unseen in a document to be signed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kstthc_cli.render.templates.template_errors import TemplateFailureError
from kstthc_cli.render.word.allowed import OFFICE
from kstthc_cli.render.word.word_document import fill, read
from kstthc_cli.store.files.archive import unpack
from tests.support.office import OFFICE as SOFFICE
from tests.support.office import needs_office
from tests.support.running import PROJECT
from tests.word.test_word_allowed import (
    BUILT_IN,
    NAMESPACE,
    RELATIONS,
    TYPES,
    VALUES,
    WORD,
    Parts,
    both,
    char,
    code,
    in_body,
    paragraph,
    part,
    settings,
    style,
    template,
)

SECRET = "Cán bộ X"
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
SMALL, SAME, CLIPPED = "chữ nhỏ dưới 4 điểm", "chữ cùng màu với nền", "chữ bị che"


def run(properties: str, text: str = "chữ nhỏ") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def color(value: str, more: str = "") -> str:
    return f'<w:color w:val="{value}"{more}/>'


def shaded(fill: str, inner: str, more: str = "") -> str:
    """A paragraph on a ground."""
    shd = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"{more}/>'
    return f"<w:p><w:pPr>{shd}</w:pPr>{inner}</w:p>"


def table(inner: str, *, cell: str = "", row: str = "", look: str = "", head: str = "") -> str:
    """A table of a head row and one row, in the style `Bang`."""
    properties = f'<w:tblPr><w:tblStyle w:val="Bang"/><w:tblLook w:val="0000"{look}/></w:tblPr>'
    first = f"<w:tr><w:tc><w:p>{head}</w:p></w:tc></w:tr>"
    last = f"<w:tr>{row}<w:tc>{cell}<w:p>{inner}</w:p></w:tc></w:tr>"
    return f"<w:tbl>{properties}<w:tblGrid><w:gridCol/></w:tblGrid>{first}{last}</w:tbl><w:p/>"


DARK_HEAD = style(
    '<w:style w:type="table" w:styleId="Bang"><w:tblStylePr w:type="firstRow"><w:rPr>'
    '<w:color w:val="FFFFFF"/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="1F3864"/></w:tcPr>'
    "</w:tblStylePr></w:style>"
)
WHITE_TABLE = style(
    '<w:style w:type="table" w:styleId="Bang"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>'
)
FIRST_ROW = ' w:firstRow="1"'


def theme(parts: Parts) -> None:
    """Give the template the colours of Word's own theme."""
    colours = {"dk1": "000000", "lt1": "FFFFFF", "dk2": "44546A", "lt2": "E7E6E6", "accent1": "4472C4"}
    scheme = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colours.items())
    (name,) = [name for name in parts if "theme" in name]
    text = re.sub(
        "<a:clrScheme.*?</a:clrScheme>",
        f'<a:clrScheme name="Office">{scheme}</a:clrScheme>',
        parts[name].decode(),
        flags=re.DOTALL,
    )
    parts[name] = text.encode()


def in_theme(old: str, new: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        (name,) = [name for name in parts if "theme" in name]
        parts[name] = parts[name].replace(old.encode(), new.encode())

    return change


def text_box(fill: str, inner: str) -> str:
    """A shape with text, as Word writes it."""
    return (
        f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing">'
        f'<a:graphic xmlns:a="{DRAWING}/main"><a:graphicData uri="{SHAPE}"><wps:wsp xmlns:wps="{SHAPE}">'
        f"<wps:spPr>{fill}</wps:spPr><wps:txbx><w:txbxContent><w:p>{inner}</w:p></w:txbxContent></wps:txbx>"
        "</wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def versions(requires: str, choice: str, fallback: str, more: str = "") -> Callable[[Parts], None]:
    return paragraph(
        f'<mc:AlternateContent {MC} {more}><mc:Choice Requires="{requires}">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def plain(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def based(properties: str) -> Callable[[Parts], None]:
    """A style of paragraphs that takes its letters from another."""
    return both(
        style(
            f'<w:style w:type="paragraph" w:styleId="Cha"><w:rPr>{properties}</w:rPr></w:style>'
            '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Cha"/></w:style>'
        ),
        in_body(f'<w:p><w:pPr><w:pStyle w:val="Con"/></w:pPr>{plain("chữ")}</w:p>'),
    )


def exact(height: int) -> str:
    return f'<w:pPr><w:spacing w:line="{height}" w:lineRule="exact"/></w:pPr>'


def numbering(properties: str) -> Callable[[Parts], None]:
    level = f'<w:lvl w:ilvl="0"><w:lvlText w:val="Mật %1."/><w:rPr>{properties}</w:rPr></w:lvl>'
    xml = f'<w:numbering {NAMESPACE}><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum></w:numbering>'
    return part("numbering.xml", xml, f"{WORD}numbering+xml", "numbering")


def filled(colour: str, more: str = "") -> str:
    """The fill of a shape in a colour of the theme."""
    scheme = f'<a:schemeClr val="{colour}">{more}</a:schemeClr>'
    return f'<a:solidFill xmlns:a="{DRAWING}/main">{scheme}</a:solidFill>'


WHITE_SHAPE, BLUE_SHAPE = filled("bg1", '<a:lumMod val="95000"/>'), filled("accent1")
EVEN = (
    f'<w:p><w:pPr><w:sectPr><w:headerReference xmlns:r="{OFFICE[:-1]}" w:type="even" r:id="rId99"/>'
    "</w:sectPr></w:pPr></w:p>"
)
HEADER = part(
    "h9.xml", f"<w:hdr {NAMESPACE}><w:p>{plain(SECRET)}</w:p></w:hdr>", f"{WORD}header+xml", "header"
)
NOTE = f'<w:footnote w:id="7"><w:p>{plain(SECRET)}</w:p></w:footnote>'
REFUSED: dict[str, tuple[Callable[[Parts], None], str]] = {
    "half a point": (paragraph(run('<w:sz w:val="1"/>')), SMALL),
    "one point": (paragraph(run('<w:sz w:val="2"/>')), SMALL),
    "three and a half points": (paragraph(run('<w:sz w:val="7"/>')), SMALL),
    "one point by its unit": (paragraph(run('<w:sz w:val="1pt"/>')), SMALL),
    "small in complex scripts": (paragraph(run('<w:szCs w:val="2"/>')), SMALL),
    "small by style": (
        both(
            style('<w:style w:type="character" w:styleId="Nho"><w:rPr><w:sz w:val="2"/></w:rPr></w:style>'),
            paragraph(run('<w:rStyle w:val="Nho"/>')),
        ),
        SMALL,
    ),
    "small by a style's base": (based('<w:sz w:val="2"/>'), SMALL),
    "said twice": (paragraph(run('<w:sz w:val="26"/><w:sz w:val="2"/>')), SMALL),
    "squeezed": (paragraph(run('<w:w w:val="1"/>')), SMALL),
    "low lines": (in_body(f"<w:p>{exact(20)}{plain('chữ')}</w:p>"), CLIPPED),
    "low row": (
        in_body(table(plain("chữ"), row='<w:trPr><w:trHeight w:val="20" w:hRule="exact"/></w:trPr>')),
        CLIPPED,
    ),
    "white": (paragraph(run(color("FFFFFF"))), SAME),
    "nearly white": (paragraph(run(color("FAFAFA"))), SAME),
    "white by style": (based(color("FFFFFF")), SAME),
    "white by the theme": (both(theme, paragraph(run(color("000000", ' w:themeColor="background1"')))), SAME),
    "nearly white by the theme": (
        both(theme, paragraph(run(color("000000", ' w:themeColor="background2"')))),
        SAME,
    ),
    "the theme's black is white": (
        both(theme, in_theme("000000", "FFFFFF"), paragraph(run(color("000000", ' w:themeColor="text1"')))),
        SAME,
    ),
    "black on black": (paragraph(run(color("000000") + '<w:highlight w:val="black"/>')), SAME),
    "blue on a blue paragraph": (in_body(shaded("1F3864", run(color("203864")))), SAME),
    "blue on a pattern": (
        paragraph(run(color("1F3864") + '<w:shd w:val="solid" w:color="1F3864" w:fill="FFFFFF"/>')),
        SAME,
    ),
    "white on a white cell of a dark row": (
        both(
            DARK_HEAD,
            in_body(table("", look=FIRST_ROW, head=run(color("FFFFFF") + '<w:highlight w:val="white"/>'))),
        ),
        SAME,
    ),
    "white below a dark head": (both(DARK_HEAD, in_body(table(run(color("FFFFFF")), look=FIRST_ROW))), SAME),
    "white in a head that is switched off": (
        both(DARK_HEAD, in_body(table("", head=run(color("FFFFFF"))))),
        SAME,
    ),
    "white by the style of a table": (both(WHITE_TABLE, in_body(table(plain("chữ")))), SAME),
    "white in a white shape": (both(theme, in_body(text_box(WHITE_SHAPE, run(color("FFFFFF"))))), SAME),
    "white in a shape without fill": (in_body(text_box("", run(color("FFFFFF")))), SAME),
    "small number": (numbering('<w:sz w:val="2"/>'), "có số thứ tự ẩn"),
    "white number": (numbering(color("FFFFFF")), "có số thứ tự ẩn"),
    "another text for other programs": (versions("w14", plain("một"), plain(SECRET), W14), "khác chữ nhau"),
    "text where Word shows a picture": (versions("w14", "", plain(SECRET), W14), "khác chữ nhau"),
    "text among properties": (
        paragraph(f"<w:r><w:rPr>{plain(SECRET)}</w:rPr></w:r>"),
        "phần không hiện (rPr)",
    ),
    "text in an element of no standard": (paragraph(f"<w:la>{plain(SECRET)}</w:la>"), "phần không hiện (la)"),
    "two parts of styles": (
        part("styles2.xml", f"<w:styles {NAMESPACE}/>", f"{WORD}styles+xml", "styles"),
        "không tệp Word nào có",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_letters_nobody_can_see_are_refused_with_what_hides_them(name: str) -> None:
    change, why = REFUSED[name]
    with pytest.raises(TemplateFailureError) as caught:
        fill("report.docx", template(change), VALUES)
    assert why in caught.value.message
    assert caught.value.remedy


HONEST: dict[str, Callable[[Parts], None]] = {
    "four points": paragraph(run('<w:sz w:val="8"/>')),
    "an empty line of one point": in_body('<w:p><w:pPr><w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'),
    "blanks of one point": paragraph(
        '<w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:t xml:space="preserve"> </w:t></w:r>'
    ),
    "lines of a usual height": in_body(f"<w:p>{exact(360)}{plain('chữ')}</w:p>"),
    "light grey": paragraph(run(color("D9D9D9"))),
    "yellow": paragraph(run(color("FFFF00"))),
    "automatic on black": in_body(shaded("000000", run(color("auto")))),
    "white on a dark paragraph": in_body(shaded("1F3864", run(color("FFFFFF")))),
    "white on a highlight": paragraph(run(color("FFFFFF") + '<w:highlight w:val="darkBlue"/>')),
    "white on a dark cell": in_body(
        table(
            run(color("FFFFFF")),
            cell='<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="1F3864"/></w:tcPr>',
        )
    ),
    "white on the theme's colour": both(
        theme,
        in_body(
            shaded("4472C4", run(color("FFFFFF", ' w:themeColor="background1"')), ' w:themeFill="accent1"')
        ),
    ),
    "white on a dark head": both(DARK_HEAD, in_body(table("", look=FIRST_ROW, head=run(color("FFFFFF"))))),
    "head of a style with its own colours": both(
        DARK_HEAD, in_body(table(plain("chữ"), look=FIRST_ROW, head=plain("chữ")))
    ),
    "half of the theme's white": both(
        theme, paragraph(run(color("7F7F7F", ' w:themeColor="background1" w:themeShade="80"')))
    ),
    "white in a blue shape": both(theme, in_body(text_box(BLUE_SHAPE, run(color("FFFFFF"))))),
    "the same text for other programs": versions("w14", plain("một"), plain("một"), W14),
    "a sign for newer programs": versions(
        "w16se",
        '<w16se:symEx w16se:font="Segoe UI Emoji" w16se:char="1F60A"/>',
        plain("\U0001f60a"),
        'xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex"',
    ),
    "numbers as usual": numbering('<w:sz w:val="26"/>'),
}


@pytest.mark.parametrize("name", HONEST)
def test_letters_that_can_be_read_are_kept(name: str) -> None:
    content = template(HONEST[name])
    assert fill("report.docx", content, VALUES)
    assert not [left for left in read("report.docx", content).package.left_out if "numbering" not in left]


UNKNOWN = f'xmlns:la="urn:la" la:chu="{SECRET}"'
LEFT_OUT: dict[str, tuple[Callable[[Parts], None], str]] = {
    "hidden on the web": (
        both(
            paragraph(run("<w:webHidden/>", "Chữ thường.")),
            style('<w:style w:type="character" w:styleId="An"><w:rPr><w:webHidden/></w:rPr></w:style>'),
        ),
        "định dạng ẩn khi xem dạng trang web",
    ),
    "data of a field": (
        paragraph(
            char("begin").replace("/></w:r>", f"><w:fldData>{SECRET}</w:fldData></w:fldChar></w:r>")
            + code("REF x")
            + char("end")
        ),
        "dữ liệu kèm trường",
    ),
    "unknown element": (
        paragraph(f'<la:ghi-chu xmlns:la="urn:la">{SECRET}</la:ghi-chu>'),
        "nội dung riêng của “urn:la”",
    ),
    "unknown element with letters": (
        paragraph(f'<la:ghi-chu xmlns:la="urn:la">{plain(SECRET)}</la:ghi-chu>'),
        "urn:la",
    ),
    "unknown attribute": (in_body(f"<w:p {UNKNOWN}/>"), "urn:la"),
    "ignorable": (in_body(f'<w:p {MC} {UNKNOWN} mc:Ignorable="la" mc:ProcessContent="la:*"/>'), "urn:la"),
    "declaration": (in_body('<w:p xmlns:la="urn:la"/>'), "nội dung riêng của “urn:la”"),
    "version for a program nobody has": (
        versions("la", plain(SECRET), plain("Chữ thường."), 'xmlns:la="urn:la"'),
        "urn:la",
    ),
    "attribute without namespace": (in_body(f'<w:p chu="{SECRET}"/>'), "thuộc tính chu"),
    "text outside text": (in_body(f"<w:p><w:pPr>{SECRET}</w:pPr></w:p>"), "chữ ngoài phần chữ"),
    "note in the XML": (in_body(f"<!-- {SECRET} -->"), "ghi chú trong mã XML"),
    "note in the styles": (style(f"<!-- {SECRET} -->"), "ghi chú trong mã XML"),
    "unknown in the theme": (in_theme("</a:theme>", f"<la:x {UNKNOWN}/></a:theme>"), "urn:la"),
    "unknown in the settings": (settings(f"<la:x {UNKNOWN}/>"), "urn:la"),
    "attribute of a relationship": (
        lambda q: q.update(
            {RELATIONS: q[RELATIONS].replace(b"<Relationship ", f"<Relationship {UNKNOWN} ".encode(), 1)}
        ),
        "thuộc tính {urn:la}chu",
    ),
    "attribute of a content type": (
        lambda q: q.update({TYPES: q[TYPES].replace(b"<Default ", f"<Default {UNKNOWN} ".encode(), 1)}),
        "thuộc tính {urn:la}chu",
    ),
    "painted letters": (
        paragraph(run(f"<w14:textFill {W14}><w14:noFill/></w14:textFill>", "Chữ thường.")),
        "hiệu ứng tô chữ",
    ),
    "smart tag": (
        paragraph(
            f'<w:smartTag w:element="a"><w:smartTagPr><w:attr w:name="a" w:val="{SECRET}"/></w:smartTagPr>'
            f"{plain('Chữ thường.')}</w:smartTag>"
        ),
        "thẻ thông minh",
    ),
    "header nothing refers to": (HEADER, "word/h9.xml"),
    "header of even pages that are not apart": (
        both(HEADER, in_body(EVEN)),
        "đầu trang, cuối trang không dùng",
    ),
    "footnote nothing refers to": (
        part(
            "footnotes.xml",
            f"<w:footnotes {NAMESPACE}>{NOTE}</w:footnotes>",
            f"{WORD}footnotes+xml",
            "footnotes",
        ),
        "chú thích không dùng",
    ),
    "picture nothing refers to": (
        part("media/anh.png", SECRET, "image/png", "image"),
        "word/media/anh.png",
    ),
}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_word_does_not_show_is_left_out_and_named(name: str) -> None:
    change, named = LEFT_OUT[name]
    content = template(change)
    assert named in "; ".join(read("report.docx", content).package.left_out)
    parts = unpack(fill("report.docx", content, VALUES))
    everything = "".join(part.decode(errors="replace") for part in parts.values())
    for secret in (SECRET, "urn:la", "webHidden", "textFill", "fldData"):
        assert secret not in everything
    if "Chữ thường." in "".join(p.decode(errors="replace") for p in unpack(content).values()):
        assert "Chữ thường." in everything


# What Word and LibreOffice write

ROOT_OF_WORD = """
xmlns:wpc="http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas"
xmlns:cx="http://schemas.microsoft.com/office/drawing/2014/chartex"
xmlns:cx1="http://schemas.microsoft.com/office/drawing/2015/9/8/chartex"
xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
xmlns:aink="http://schemas.microsoft.com/office/drawing/2016/ink"
xmlns:am3d="http://schemas.microsoft.com/office/drawing/2017/model3d"
xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:oel="http://schemas.microsoft.com/office/2019/extlst"
xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:wp14="http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing"
xmlns:w10="urn:schemas-microsoft-com:office:word"
xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"
xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"
xmlns:w16cex="http://schemas.microsoft.com/office/word/2018/wordml/cex"
xmlns:w16cid="http://schemas.microsoft.com/office/word/2016/wordml/cid"
xmlns:w16="http://schemas.microsoft.com/office/word/2018/wordml"
xmlns:w16du="http://schemas.microsoft.com/office/word/2023/wordml/word16du"
xmlns:w16sdtdh="http://schemas.microsoft.com/office/word/2020/wordml/sdtdatahash"
xmlns:w16sdtfl="http://schemas.microsoft.com/office/word/2024/wordml/sdtformatlock"
xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex"
xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
xmlns:wpi="http://schemas.microsoft.com/office/word/2010/wordprocessingInk"
xmlns:wne="http://schemas.microsoft.com/office/word/2006/wordml"
xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
mc:Ignorable="w14 w15 w16se w16cid w16 w16cex w16sdtdh w16sdtfl w16du wp14"
"""


def headed(parts: Parts) -> None:
    """Give the main part the namespaces that Word declares."""
    text = parts["word/document.xml"].decode()
    parts["word/document.xml"] = text.replace("<w:document ", f"<w:document {ROOT_OF_WORD} ", 1).encode()


def test_a_prefix_that_word_uses_cannot_stand_for_another_namespace() -> None:
    change = both(in_body('<w:p xmlns:w14="urn:la"/>'), headed)
    with pytest.raises(TemplateFailureError, match="nội dung riêng của “urn:la”"):
        read("report.docx", template(change))


def test_what_word_2024_writes_at_the_head_of_a_part_stays() -> None:
    content = template(both(in_body(f'<w:p w14:paraId="1A2B3C4D">{plain("chữ")}</w:p>'), headed))
    assert not read("report.docx", content).package.left_out
    made = unpack(fill("report.docx", content, VALUES))["word/document.xml"].decode()
    assert "w16du wp14" in made
    assert 'w14:paraId="1A2B3C4D"' in made


@needs_office
def test_a_template_that_libreoffice_has_saved_is_honest(tmp_path: Path) -> None:
    import subprocess

    command = [str(SOFFICE), f"-env:UserInstallation=file://{tmp_path / 'profile'}", "--headless"]
    source = PROJECT / "templates" / "report.docx"
    subprocess.run(
        [*command, "--convert-to", "docx", "--outdir", str(tmp_path), str(source)],
        check=True,
        capture_output=True,
        timeout=240,
    )
    content = (tmp_path / "report.docx").read_bytes()
    assert set(read("report.docx", content).package.left_out) <= {"thuộc tính của tệp", "docProps/app.xml"}
    assert fill("report.docx", content, VALUES) != fill("report.docx", BUILT_IN, VALUES)
