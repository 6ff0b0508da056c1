"""A Word template may hold what is listed; all else is refused, or left out of the document and named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from docx_base import section, word_file
from docx_pieces import p
from kstthc_cli.render.templates.template_errors import TemplateFailureError
from kstthc_cli.render.word.allowed import FIELDS, OFFICE
from kstthc_cli.render.word.tags import W
from kstthc_cli.render.word.word_document import fill, read
from kstthc_cli.store.files.archive import pack, unpack
from kstthc_cli.store.report.samples import sample
from tests.support.running import PROJECT, Kst
from tests.support.times import within

VALUES = sample("report")
BUILT_IN = (PROJECT / "templates" / "report.docx").read_bytes()
TRANSITIONAL = W[1:-1]
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
NAMESPACE = f'xmlns:w="{TRANSITIONAL}"'
TYPES = "[Content_Types].xml"
RELATIONS = "word/_rels/document.xml.rels"
NO_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)

Parts = dict[str, bytes]


def template(change: Callable[[Parts], None]) -> bytes:
    """The built-in template of reports, changed."""
    parts = unpack(BUILT_IN)
    change(parts)
    return pack(parts)


def in_body(xml: str) -> Callable[[Parts], None]:
    """Put XML at the end of the body."""

    def change(parts: Parts) -> None:
        text = parts["word/document.xml"].decode()
        place = text.rindex("<w:sectPr")
        parts["word/document.xml"] = (text[:place] + xml + text[place:]).encode()

    return change


def paragraph(runs: str) -> Callable[[Parts], None]:
    return in_body(f"<w:p>{runs}</w:p>")


def relation(parts: Parts, kind: str, target: str, of: str = RELATIONS, *, outside: bool = False) -> None:
    """Add a relationship to a part."""
    mode = ' TargetMode="External"' if outside else ""
    link = f'<Relationship Id="rId99" Type="{kind}" Target="{target}"{mode}/>'
    old = parts.get(of, NO_RELATIONS.format("").encode())
    parts[of] = old.replace(b"</Relationships>", f"{link}</Relationships>".encode())


def part(name: str, content: str | bytes, kind: str, of_kind: str) -> Callable[[Parts], None]:
    """Add a part with its content type and the relationship that leads to it."""

    def change(parts: Parts) -> None:
        parts[f"word/{name}"] = content.encode() if isinstance(content, str) else content
        override = f'<Override PartName="/word/{name}" ContentType="{kind}"/></Types>'
        parts[TYPES] = parts[TYPES].replace(b"</Types>", override.encode())
        relation(parts, of_kind if ":" in of_kind else OFFICE + of_kind, name)

    return change


def both(*changes: Callable[[Parts], None]) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        for one in changes:
            one(parts)

    return change


def settings(xml: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        parts["word/settings.xml"] = parts["word/settings.xml"].replace(
            b"</w:settings>", f"{xml}</w:settings>".encode()
        )

    return change


def style(xml: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        parts["word/styles.xml"] = parts["word/styles.xml"].replace(
            b"</w:styles>", f"{xml}</w:styles>".encode()
        )

    return change


def moved(old: str, new: str, *more: tuple[str, bool]) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        for kind, outside in more:
            relation(parts, OFFICE + kind, "http://example.com/anh.png", outside=outside)
        parts[new] = parts.pop(old)

    return change


def header_in_strict(parts: Parts) -> None:
    text = parts["word/header1.xml"].decode().replace(TRANSITIONAL, STRICT)
    parts["word/header1.xml"] = text.replace(
        "</w:p>", '<w:fldSimple w:instr="DDEAUTO c:\\\\a"/></w:p>', 1
    ).encode()


def char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def whole_field(text: str) -> str:
    return char("begin") + code(text) + char("separate") + "<w:r><w:t>1</w:t></w:r>" + char("end")


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
DDE = f'<w:p><w:fldSimple {NAMESPACE} w:instr="DDEAUTO c:\\a"/></w:p>'
HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>chữ ẩn nội bộ</w:t></w:r>"
WHO = 'w:id="9" w:author="Cán bộ X" w:date="2021-01-01T00:00:00Z"'

REFUSED: dict[str, tuple[Callable[[Parts], None], str]] = {
    "relations in capitals": (
        moved(RELATIONS, "word/_rels/document.xml.RELS", ("image", True)), "trỏ ra ngoài",
    ),
    "no mode but external": (lambda q: relation(q, OFFICE + "image", "http://example.com/a.png"), "không có"),
    "mode in capitals": (
        lambda q: q.update({RELATIONS: q[RELATIONS].replace(b"</Rel", b'<Relationship Id="r9" Type="'
        + OFFICE.encode() + b'image" Target="\\\\\\\\may\\\\anh.png" TargetMode="EXTERNAL"/></Rel')}),
        "trỏ ra ngoài",
    ),
    "header in strict": (header_in_strict, "DDEAUTO"),
    "strict main": (
        lambda q: q.update({"word/document.xml": q["word/document.xml"].replace(
            TRANSITIONAL.encode(), STRICT.encode())}), "Strict",
    ),
    "strict relation": (
        lambda q: relation(q, "http://purl.oclc.org/ooxml/officeDocument/relationships/image", "a.png"),
        "Strict",
    ),
    "field in glossary": (
        part("glossary/document.xml", f"<w:glossaryDocument {NAMESPACE}>{DDE}</w:glossaryDocument>",
             f"{WORD}document.glossary+xml", "glossaryDocument"), "DDEAUTO",
    ),
    "field in comments": (
        part("comments.xml", f"<w:comments {NAMESPACE}><w:comment>"
             + DDE.replace("DDEAUTO", "INCLUDEPICTURE") + "</w:comment></w:comments>",
             f"{WORD}comments+xml", "comments"), "INCLUDEPICTURE",
    ),
    "split over runs": (
        paragraph(char("begin") + code("DD") + code("EAU") + code("TO x") + char("end")), "DDEAUTO"
    ),
    "split over paragraphs": (
        in_body(f"<w:p>{char('begin')}{code('INCLUDE')}</w:p><w:p>{code('TEXT x')}{char('end')}</w:p>"),
        "INCLUDETEXT",
    ),
    "never closed": (paragraph(char("begin") + code("LINK x")), "LINK"),
    "without marks": (paragraph(code("LINK x")), "LINK"),
    "nested": (
        paragraph(char("begin") + code("REF x ") + whole_field("INCLUDETEXT c:/x") + char("end")),
        "INCLUDETEXT",
    ),
    "named by another field": (
        paragraph(char("begin") + whole_field("SEQ x") + code(" x") + char("separate") + char("end")),
        "có trường 1",
    ),
    "file link": (paragraph(whole_field('HYPERLINK "file:///etc/passwd"')), "HYPERLINK trỏ tới tệp"),
    "share link": (paragraph(whole_field("HYPERLINK \\\\may\\tep")), "HYPERLINK trỏ tới tệp"),
    "tag in a field": (paragraph(whole_field("REF {{ plan }}")), "thẻ đặt ngoài phần chữ"),
    "mail merge": (settings('<w:mailMerge><w:query w:val="SELECT 1"/></w:mailMerge>'), "mailMerge"),
    "attached template": (
        both(settings('<w:attachedTemplate r:id="rId99"/>'.replace("r:id", "w:id")),
             lambda q: relation(q, OFFICE + "attachedTemplate", "file:///a.dotm",
                                "word/_rels/settings.xml.rels", outside=True)), "trỏ ra ngoài",
    ),
    "other file": (
        part("a.html", "<p/>", "text/html", "aFChunk"), "altChunk",
    ),
    "other file without relation": (in_body("<w:altChunk/>"), "altChunk"),
    "sub-document": (in_body("<w:p><w:subDoc/></w:p>"), "subDocument"),
    "object": (part("a.bin", b"x", "application/octet-stream", "oleObject"), "nhúng"),
    "package": (part("a.xlsx", b"x", "application/octet-stream", "package"), "nhúng"),
    "control": (part("a.xml", "<a/>", "text/xml", "control"), "ActiveX"),
    "macro by another name": (
        part("du-lieu.bin", b"x", "application/octet-stream",
             "http://schemas.microsoft.com/office/2006/relationships/vbaProject"), "macro",
    ),
    "chart": (part("charts/c.xml", "<c/>", "text/xml", "chart"), "biểu đồ"),
    "unheard of": (part("a.xml", "<a/>", "text/xml", "http://x/y/taskpanes"), "taskpanes"),
    "image of another kind": (part("media/a.svg", "<svg/>", "image/svg+xml", "image"), "không đúng loại"),
    "header of another kind": (part("h9.xml", "<a/>", "text/xml", "header"), "không đúng loại"),
    "header with another root": (
        part("h9.xml", f"<w:body {NAMESPACE}/>", f"{WORD}header+xml", "header"), "không tệp Word nào có"
    ),
    "frames": (
        both(part("webSettings.xml", f"<w:webSettings {NAMESPACE}/>", f"{WORD}webSettings+xml",
                  "webSettings"),
             lambda q: relation(q, OFFICE + "frame", "http://example.com/",
                                "word/_rels/webSettings.xml.rels", outside=True)), "trỏ ra ngoài",
    ),
    "drawing from the web": (
        in_body('<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">'
                '<v:imagedata src="http://example.com/a.png"/></v:shape></w:pict></w:r></w:p>'),
        "trỏ ra ngoài",
    ),
    "inserted": (paragraph(f"<w:ins {WHO}><w:r><w:t>x</w:t></w:r></w:ins>"), "Track Changes) của “Cán bộ X”"),
    "deleted": (paragraph(f"<w:del {WHO}><w:r><w:delText>x</w:delText></w:r></w:del>"), "Track Changes"),
    "moved": (paragraph(f"<w:moveFrom {WHO}><w:r><w:t>x</w:t></w:r></w:moveFrom>"), "Track Changes"),
    "run format changed": (
        paragraph(f"<w:r><w:rPr><w:b/><w:rPrChange {WHO}><w:rPr/></w:rPrChange></w:rPr><w:t>x</w:t></w:r>"),
        "Track Changes",
    ),
    "paragraph format changed": (
        in_body(f"<w:p><w:pPr><w:pPrChange {WHO}><w:pPr/></w:pPrChange></w:pPr></w:p>"), "Track Changes"
    ),
    "paragraph mark deleted": (
        in_body(f"<w:p><w:pPr><w:rPr><w:del {WHO}/></w:rPr></w:pPr></w:p>"), "Track Changes"
    ),
    "hidden": (paragraph(HIDDEN), "chữ ẩn"),
    "hidden by style": (
        both(style('<w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>'),
             paragraph('<w:r><w:rPr><w:rStyle w:val="An"/></w:rPr><w:t>x</w:t></w:r>')), "chữ ẩn",
    ),
    "hidden by a style's base": (
        both(style('<w:style w:type="paragraph" w:styleId="Cha"><w:rPr><w:vanish/></w:rPr></w:style>'
                   '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Cha"/></w:style>'),
             in_body('<w:p><w:pPr><w:pStyle w:val="Con"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>')), "chữ ẩn",
    ),
    "hidden by default": (
        lambda q: q.update({"word/styles.xml": q["word/styles.xml"].replace(
            b"<w:rPrDefault><w:rPr>", b"<w:rPrDefault><w:rPr><w:vanish/>")}), "mặc định",
    ),
    "hidden row": (
        in_body("<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>"), "chữ ẩn"
    ),
}  # fmt: skip
for field in (
    "RD c:/x",
    "INCLUDE x",
    "DATABASE x",
    "MACROBUTTON x",
    "ASK x",
    "DATE",
    "AUTOTEXT x",
    "IF 1 = 1",
):
    REFUSED[f"field {field}"] = (paragraph(whole_field(field)), f"có trường {field.split()[0]}")
    REFUSED[f"simple field {field}"] = (
        paragraph(f'<w:fldSimple w:instr=" {field.lower()} "/>'),
        f"có trường {field.split()[0]}",
    )


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_listed_is_refused_by_check_and_when_a_document_is_made(name: str) -> None:
    change, why = REFUSED[name]
    with pytest.raises(TemplateFailureError) as caught:
        fill("report.docx", template(change), VALUES)
    assert why in caught.value.message
    assert caught.value.message.count("\n") == 0
    assert caught.value.remedy


COMMENT = """<w:comments {}><w:comment w:id="0" w:author="Cán bộ X"><w:p><w:r><w:t>đừng gửi</w:t></w:r></w:p>
</w:comment></w:comments>"""
LEFT_OUT: dict[str, tuple[Callable[[Parts], None], str]] = {
    "comment": (
        both(part("comments.xml", COMMENT.format(NAMESPACE), f"{WORD}comments+xml", "comments"),
             paragraph('<w:commentRangeStart w:id="0"/><w:r><w:t>Chữ thường.</w:t></w:r>'
                       '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>')),
        "nhận xét",
    ),
    "people": (
        part("people.xml", '<p author="Cán bộ X"/>', f"{WORD}people+xml",
             "http://schemas.microsoft.com/office/2011/relationships/people"), "tên người nhận xét",
    ),
    "custom XML": (
        part("../customXml/item1.xml", "<a>Cán bộ X</a>", "application/xml", "customXml"),
        "dữ liệu XML kèm theo",
    ),
    "binding": (
        paragraph('<w:sdt><w:sdtPr><w:dataBinding w:xpath="/Cán_bộ_X" w:storeItemID="{1}"/></w:sdtPr>'
                  "<w:sdtContent><w:r><w:t>Chữ thường.</w:t></w:r></w:sdtContent></w:sdt>"),
        "liên kết với dữ liệu XML",
    ),
    "variables": (settings('<w:docVars><w:docVar w:name="a" w:val="Cán bộ X"/></w:docVars>'), "docVars"),
    "tracking": (settings("<w:trackRevisions/>"), "trackRevisions"),
    "glossary": (
        part("glossary/document.xml", f"<w:glossaryDocument {NAMESPACE}><w:p><w:r><w:t>Cán bộ X</w:t></w:r>"
             "</w:p></w:glossaryDocument>", f"{WORD}document.glossary+xml", "glossaryDocument"),
        "đoạn văn mẫu",
    ),
    "a part nothing leads to": (
        lambda q: q.update({"word/ghi-chu.xml": "<a>Cán bộ X</a>".encode()}), "word/ghi-chu.xml"
    ),
    "relations of nothing": (lambda q: q.update({"word/_rels/x.xml.rels": NO_RELATIONS.format("").encode(),
                                                 "word/x.xml": "<a>Cán bộ X</a>".encode()}), "word/x.xml"),
}  # fmt: skip


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_word_adds_of_its_own_accord_is_left_out_and_named(name: str) -> None:
    change, named = LEFT_OUT[name]
    if name == "custom XML":
        change = both(lambda q: q.update({"customXml/item1.xml": "<a>Cán bộ X</a>".encode()}),
                      lambda q: relation(q, OFFICE + "customXml", "../customXml/item1.xml"))  # fmt: skip
    content = template(change)
    assert named in "; ".join(read("report.docx", content).package.left_out)
    parts = unpack(fill("report.docx", content, VALUES))
    everything = "".join(part.decode(errors="replace") for part in parts.values())
    for secret in ("Cán bộ X", "Cán_bộ_X", "đừng gửi", "comment", "trackRevisions", "dataBinding"):
        assert secret not in everything
    if "Chữ thường" in content.decode(errors="replace") or name in ("comment", "binding"):
        assert "Chữ thường." in everything


def test_the_documents_parts_are_those_of_the_template() -> None:
    assert not read("report.docx", BUILT_IN).package.left_out
    assert unpack(fill("report.docx", BUILT_IN, VALUES)).keys() == unpack(BUILT_IN).keys()


@pytest.mark.parametrize("name", sorted(FIELDS - {"HYPERLINK"}))
def test_listed_fields_are_allowed_in_both_ways_of_writing(name: str) -> None:
    runs = whole_field(f" {name} x ") + f'<w:fldSimple w:instr="{name.lower()} x"/>'
    assert fill("report.docx", template(paragraph(runs)), VALUES)


def test_links_to_the_web_and_within_the_document_are_allowed() -> None:
    runs = whole_field('HYPERLINK "https://example.com/"') + whole_field('HYPERLINK \\l "muc"')
    assert fill("report.docx", template(paragraph(runs)), VALUES)


def test_vanish_that_is_switched_off_hides_nothing() -> None:
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>hiện</w:t></w:r>'
    assert (
        "hiện"
        in unpack(fill("report.docx", template(paragraph(shown)), VALUES))["word/document.xml"].decode()
    )


def test_check_and_report_name_what_is_left_out(kst: Kst, repo: Path, tmp_path: Path) -> None:
    change, _ = LEFT_OUT["comment"]
    (repo / "templates").mkdir(exist_ok=True)
    own = repo / "templates" / "report.docx"
    own.write_bytes(template(change))
    told = kst("template", "check", str(own))
    assert told.code == 0
    assert "không đưa vào văn bản: nhận xét; word/comments.xml" in told.out
    out = tmp_path / "bc.docx"
    made = kst(
        "--root", str(repo), "report", "quarterly", "--quarter", "2", "--as-of", "2021-06-25", "-o", str(out)
    )
    assert made.code == 0
    assert "không đưa vào văn bản của mẫu report.docx: nhận xét; word/comments.xml" in made.err
    own.write_bytes(template(REFUSED["deleted"][0]))
    told = kst("template", "check", str(own))
    assert told.code == 1
    assert "còn sửa đổi được theo dõi" in told.out
    out.unlink()
    made = kst(
        "--root", str(repo), "report", "quarterly", "--quarter", "2", "--as-of", "2021-06-25", "-o", str(out)
    )
    assert made.code == 3
    assert not out.exists()


def test_five_thousand_wrong_names_are_told_soon() -> None:
    """A file of 5 MB whose every paragraph names what is not there; 8.8 s before letters were left alone."""

    from kstthc_cli.model.report.template_fields import shape_of
    from kstthc_cli.render.word.word_check import faults_of

    text = "".join(p("NoiDung", "x" * 900 + f"{{{{ letter.sai{n} }}}}") for n in range(5000))
    content = word_file(text + section())
    with within(8):
        found = faults_of("report.docx", content, shape_of("report"), {})
        assert len(found) == 5000


def test_letters_in_a_folder_name_once_what_is_left_out(kst: Kst, repo: Path, tmp_path: Path) -> None:
    change, _ = LEFT_OUT["comment"]
    (repo / "templates").mkdir(exist_ok=True)
    parts = unpack((PROJECT / "templates" / "reminder.docx").read_bytes())
    change(parts)
    (repo / "templates" / "reminder.docx").write_bytes(pack(parts))
    ask = (
        "report",
        "reminder",
        "--agency",
        "so-yt",
        "--number",
        "1/VP",
        "--signer",
        "A",
        "--as-of",
        "2021-03-25",
    )
    told = "cảnh báo: không đưa vào văn bản của mẫu reminder.docx: nhận xét; word/comments.xml.\n"
    made = kst("--root", str(repo), *ask, "-o", str(tmp_path / "cong-van"))
    assert (made.code, made.err) == (0, told)
    made = kst("--root", str(repo), *ask, "--format", "html", "-o", str(tmp_path / "trang"))
    assert (made.code, made.err) == (0, "")
