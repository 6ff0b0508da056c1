"""Word templates come from pull requests and from strangers' mail: kst refuses them with one sentence."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from docx_base import section, word_file
from docx_pieces import p
from kstthc_cli.render.templates.template_errors import TemplateFailureError
from kstthc_cli.render.word.allowed import OFFICE
from kstthc_cli.render.word.word_document import fill, render_docx
from kstthc_cli.store.files.archive import pack, unpack
from kstthc_cli.store.report.samples import sample
from tests.support.running import PROJECT
from tests.support.times import within

VALUES = sample("report")
BUILT_IN = (PROJECT / "templates" / "report.docx").read_bytes()
FORBIDDEN = "dùng thứ không được phép"
NOT_IN_WORD = "dùng lệnh không có trong mẫu Word"
TOO_MUCH = "lặp quá nhiều lần, chạy quá lâu hoặc in ra quá nhiều chữ"
LOOPS = "".join(f"{{% for {x} in range(3000) %}}" for x in "abc") + "{% endfor %}" * 3
HOSTILE = {
    "class": ("{{ ''.__class__ }}", FORBIDDEN),
    "class by key": ("{{ letter['__class__'] }}", FORBIDDEN),
    "class by concatenation": ("{{ letter['__cla' ~ 'ss__'] }}", FORBIDDEN),
    "context": ("{{ self._TemplateReference__context }}", FORBIDDEN),
    "format": ("{{ '{0.__class__}'.format(letter) }}", FORBIDDEN),
    "lipsum": ("{{ lipsum(n=1000000) }}", "không có tên “lipsum”"),
    "cycler": ("{{ cycler('a').__init__ }}", FORBIDDEN),
    "change": ("{{ body.append(1) }}", FORBIDDEN),
    "include": ("{% include '/etc/passwd' %}", NOT_IN_WORD),
    "import": ("{% import 'report.md.j2' as x %}", NOT_IN_WORD),
    "extends": ("{% extends 'report.md.j2' %}", NOT_IN_WORD),
    "macro": ("{% macro f() %}{{ f() }}{{ f() }}{% endmacro %}{{ f() }}", NOT_IN_WORD),
    "autoescape": ("{% autoescape false %}{{ plan }}{% endautoescape %}", NOT_IN_WORD),
    "safe": ("{{ '<w:p/>'|safe }}", "không có bộ lọc “safe”"),
    "power": ("{{ 9 ** 9 ** 9 }}", FORBIDDEN),
    "long text": ("{{ 'a' * 1000000000 }}", TOO_MUCH),
    "long range": ("{{ range(10000000000)|list|length }}", TOO_MUCH),
    "loops": (LOOPS, TOO_MUCH),
    "printing": ("{% for a in range(2000000) %}{{ 'mười chữ ' * 200 }}{% endfor %}", TOO_MUCH),
    "recursion": ("{% for x in body recursive %}{{ loop(body) }}{% endfor %}", "đệ quy"),
    "depth": ("{{ " + "(" * 2000 + "1" + ")" * 2000 + " }}", "lồng nhau quá sâu"),
    "unknown name": ("{{ letter.sbuject }}", "không có tên “sbuject”; gần nhất là “subject”"),
    "list": ("{{ letter.to }}", "không phải là chữ"),
    "dash": ("{{ plan – 1 }}", "dấu gạch dài"),
    "spaced": ("{% tr for x in body %}", "thừa dấu cách"),
    "unclosed tag": ("{{ letter.subject", "thẻ không đóng"),
    "unclosed loop": ("{% for x in body %}", "thiếu “endfor”"),
    "not opened": ("{% endfor %}", "không có thẻ mở"),
    "division": ("{{ 1 / 0 }}", "không chạy được"),
    "misplaced": ("{%p if plan %}", "thiếu “endif”"),
}  # fmt: skip


def refused(content: bytes, name: str = "report.docx") -> str:
    """The sentence by which a template is refused."""
    with pytest.raises(TemplateFailureError) as caught:
        fill(name, content, VALUES)
    message, remedy = caught.value.message, caught.value.remedy
    assert message.startswith(f"Mẫu {name}")
    assert message.count("\n") == 0
    assert remedy
    return message


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_or_broken_tag_is_refused_with_its_place(name: str) -> None:
    tag, why = HOSTILE[name]
    with within(60):
        message = refused(word_file(p("NoiDung", "Đoạn một") + p("NoiDung", tag) + section()))
    assert why in message
    if "endfor”" not in why and "endif”" not in why and name != "depth":
        assert "đoạn 2, thẻ {" in message


def test_the_paragraph_is_counted_in_tables_and_named_in_headers() -> None:
    parts = unpack(word_file(p("NoiDung", "Một") + section()))
    parts["word/header1.xml"] = parts["word/header1.xml"].replace(
        b"</w:p>", "<w:r><w:t>{{ lạ }}</w:t></w:r></w:p>".encode()
    )
    assert "đầu trang, đoạn 1, thẻ {{ lạ }}: không có tên “lạ”" in refused(pack(parts))


def changed(**parts: bytes | None) -> bytes:
    """The built-in template with parts added, or changed where a function is given."""
    kept = unpack(BUILT_IN)
    kept.update({name: content for name, content in parts.items() if content is not None})
    return pack(kept)


def swapped(part: str, old: bytes, new: bytes) -> bytes:
    kept = unpack(BUILT_IN)
    assert old in kept[part]
    kept[part] = kept[part].replace(old, new, 1)
    return pack(kept)


def link(kind: str, target: str) -> bytes:
    relation = f'<Relationship Id="rId99" Type="{OFFICE}{kind}" Target="{target}" TargetMode="External"/>'
    return swapped(
        "word/_rels/document.xml.rels", b"</Relationships>", f"{relation}</Relationships>".encode()
    )


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MACRO = b"document.macroEnabled.main+xml"


def with_code(code: str) -> bytes:
    """A template with the code of a field."""
    return word_file(
        p("NoiDung", "x").replace("<w:t ", f"<w:instrText>{code}</w:instrText><w:t ") + section()
    )


PACKAGES = {
    "nothing": (b"", "không phải là tệp Word"),
    "text": ("Kính gửi".encode(), "không phải là tệp Word"),
    "cut off": (BUILT_IN[: len(BUILT_IN) // 2], "không phải là tệp Word"),
    "other zip": (zipped(a=b"b"), "không phải là tệp Word"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 100, "đời cũ (.doc) hoặc có mật khẩu"),
    "too large": (b"PK\x03\x04" + bytes(11 * 1024 * 1024), "lớn quá 10 MB"),
    "zip bomb": (zipped(**{f"word/{n}.xml": bytes(20_000_000) for n in range(4)}), "bung ra lớn quá 60 MB"),
    "many parts": (zipped(**{f"a{n}": b"" for n in range(501)}), "không tệp Word nào có"),
    "leading out": (zipped(**{"../../x": b""}), "không tệp Word nào có"),
    "macro": (changed(**{"word/vbaProject.bin": b"x"}), "macro hoặc đối tượng nhúng"),
    "macro type": (swapped("[Content_Types].xml", b"document.main+xml", MACRO), "macro"),
    "object": (changed(**{"word/embeddings/oleObject1.bin": b"x"}), "macro hoặc đối tượng nhúng"),
    "template outside": (link("attachedTemplate", "http://example.com/a.dotm"), "trỏ ra ngoài"),
    "image outside": (link("image", "file:///C:/anh.png"), "trỏ ra ngoài"),
    "link to a file": (link("hyperlink", "file:///etc/passwd"), "trỏ ra ngoài"),
    "entity": (swapped("word/document.xml", XML, DOCTYPE), "không tệp Word nào có"),
    "broken part": (swapped("word/document.xml", b"</w:body>", b""), "không phải là tệp Word"),
    "field": (with_code("DDEAUTO c:/x"), "có trường DDEAUTO"),
    "hidden tag": (with_code("{{ plan }}"), "thẻ đặt ngoài phần chữ"),
    "too many tags": (word_file(p("NoiDung", "{{ plan }}" * 5001) + section()), "có quá 5000 thẻ"),
}  # fmt: skip


REPEATED = {
    "openings": ("{{" * 1_000_000, "thẻ không đóng"),
    "openings of every kind": ("{%{#{{" * 300_000, "thẻ không đóng"),
    "half openings": ("{ " * 1_000_000 + "{{", "thẻ không đóng"),
    "a long tag": ("{{ " + "a" * 1_000_000 + " }}", "thẻ quá dài"),
    "tags within tags": (("{{p " + "{{p x" * 190 + "% }}") * 4000, "thẻ quá dài"),
}


@pytest.mark.parametrize("name", REPEATED)
def test_a_small_file_that_repeats_itself_is_refused_soon(name: str) -> None:
    """The zip has a few KB, its text a million letters; looking twice at each of them would take hours."""
    text, why = REPEATED[name]
    content = word_file(p("NoiDung", text) + section())
    assert len(content) < 20_000
    with within(10):
        assert why in refused(content)


@pytest.mark.parametrize("name", PACKAGES)
def test_a_harmful_or_broken_file_is_refused(name: str) -> None:
    content, why = PACKAGES[name]
    assert why in refused(content)


def test_a_link_to_a_web_page_is_no_harm() -> None:
    assert fill("report.docx", link("hyperlink", "https://example.com/"), VALUES)


def test_tags_that_break_the_file_are_told_apart_from_a_bug() -> None:
    crossed = word_file(
        p("NoiDung", "{% if plan == 1 %}")
        + "<w:tbl><w:tblGrid/><w:tr><w:tc>"
        + p("OChu", "{%tc endif %}")
        + "</w:tc></w:tr></w:tbl>"
        + section()
    )
    assert "làm hỏng tệp" in refused(crossed)


@pytest.mark.parametrize("cut", range(1, 21))
def test_a_tag_cut_into_pieces_by_word_is_whole_again(cut: int) -> None:
    tag = "{{ letter.subject }}"
    pieces = (
        f'{tag[:cut]}</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr><w:t>{tag[cut:]}'
    )
    content = word_file(p("NoiDung", "MARK").replace("MARK", pieces) + section())
    text = unpack(fill("report.docx", content, VALUES))["word/document.xml"].decode()
    assert VALUES["letter"]["subject"] in text


def test_curly_quotes_and_fixed_blanks_in_a_tag_are_what_was_meant() -> None:
    content = word_file(p("NoiDung", "{{\u00a0letter.to|join(“; ”) if 1 < 2 }}") + section())
    assert (
        VALUES["letter"]["to"][0]
        in unpack(fill("report.docx", content, VALUES))["word/document.xml"].decode()
    )


# Whose template


def test_the_template_of_the_repository_goes_before_the_built_in_one(repo: Path) -> None:
    own = word_file(p("NoiDung", "Mẫu của tỉnh: {{ plan }}") + section())
    (repo / "templates" / "report.docx").write_bytes(own)
    text = unpack(render_docx("report", VALUES, repo))["word/document.xml"].decode()
    assert f"Mẫu của tỉnh: {VALUES['plan']}" in text


def test_a_template_that_leads_out_of_the_repository_is_refused(repo: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.docx").write_bytes(BUILT_IN)
    (repo / "templates" / "report.docx").unlink(missing_ok=True)
    (repo / "templates" / "report.docx").symlink_to(tmp_path / "outside.docx")
    with pytest.raises(TemplateFailureError, match="ra ngoài kho"):
        render_docx("report", VALUES, repo)


def test_a_folder_in_place_of_a_template_is_refused(repo: Path) -> None:
    (repo / "templates" / "report.docx").unlink(missing_ok=True)
    (repo / "templates" / "report.docx").mkdir()
    with pytest.raises(TemplateFailureError, match="Không đọc được mẫu"):
        render_docx("report", VALUES, repo)


def test_a_file_without_its_content_is_refused(repo: Path) -> None:
    parts = {name: content for name, content in unpack(BUILT_IN).items() if name != "word/document.xml"}
    (repo / "templates" / "report.docx").write_bytes(pack(parts))
    with pytest.raises(TemplateFailureError, match="thiếu phần nội dung"):
        render_docx("report", VALUES, repo)
