"""`kst template check`, `export`, `fields`: what an office needs to change a template in Word."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import docx_templates
from docx_base import section, word_file
from docx_pieces import p, row, table, tag
from kstthc_cli.model.report.document_values import VALUES
from kstthc_cli.store.files.archive import unpack
from tests.support.running import PROJECT, Kst

BUILT_IN = sorted(file.name for file in (PROJECT / "templates").iterdir() if file.is_file())
KINDS = sorted(VALUES)


def grid(*rows: tuple[str, str]) -> str:
    """A table of two columns."""
    widths = (2000, 2000)
    return table(widths, [row(widths, [p("OChu", cell) for cell in cells]) for cells in rows])


# The built-in templates


def test_the_built_in_templates_are_what_the_script_makes() -> None:
    for name, content in docx_templates.build().items():
        assert unpack((PROJECT / "templates" / name).read_bytes()) == unpack(content), name


@pytest.mark.parametrize("ending", ["docx", "md.j2", "html.j2"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_built_in_template_has_no_fault(kind: str, ending: str, kst: Kst) -> None:
    file = PROJECT / "templates" / f"{kind}.{ending}"
    result = kst("template", "check", str(file))
    assert (result.code, result.out, result.err) == (0, f"{file}: dùng được.\n", "")


# check

NEAREST = "không có {} “{}”; gần nhất là “{}”".format
CROWDED = "cùng dòng bảng còn chữ hoặc thẻ khác, sẽ mất: để thẻ đứng một mình trong dòng bảng"
ROWLESS = "không nằm trong dòng bảng nào: dùng “{%p”"
EMPTY_ROWS = "mở và đóng ở hai dòng bảng, sẽ để lại dòng bảng trống: dùng “{%tr …”"
LISTED = "in ra một danh sách, không phải chữ: dùng vòng lặp, {% if %} hoặc nêu rõ trường"
OF_LIST = "lấy “text” của cả một danh sách: dùng vòng lặp rồi lấy của từng dòng"
DASHED = "có dấu gạch dài “–” do Word tự đổi: gõ lại dấu “-”"
NOT_OPENED = "có “endif” mà không có thẻ mở tương ứng trước nó; đang chờ “endfor”"
NO_TEXT = "chỗ in không phải là chữ, số hay ngày (danh sách: dùng vòng lặp; có thể trống: dùng {% if %})"
NO_PARAGRAPH = "có ô bảng không còn đoạn nào: giữ một đoạn ngoài {%p if %} trong ô"
WITH_NOTHING = " (dữ liệu minh họa để trống mọi chỗ có thể trống)"

Told = tuple[int, str, str]
ONE_TAG = {
    "wrong name": ("{{ letter.sbuject }}", NEAREST("tên", "sbuject", "subject")),
    "wrong name in a filter": (
        "{{ body|map(attribute='tex')|join(', ') }}",
        NEAREST("tên", "tex", "text"),
    ),
    "wrong filter": ("{{ plan|uper }}", NEAREST("bộ lọc", "uper", "upper")),
    "list": ("{{ letter.to }}", LISTED),
    "field of a list": ("{{ body.text }}", OF_LIST),
    "dash of Word": ("{{ data_from – 1 }}", DASHED),
    "not closed": ("{%p if plan %}", "thiếu “endif” đóng thẻ này"),
    "may be empty": ("{{ letter.parent }}", NO_TEXT + WITH_NOTHING),
    "hostile": ("{{ ''.__class__ }}", "dùng thứ không được phép"),
}
FAULTS: dict[str, tuple[str, list[Told]]] = {
    **{name: (p("NoiDung", text), [(1, text, what)]) for name, (text, what) in ONE_TAG.items()},
    "wrong name in a branch never taken": (
        p("NoiDung", "{% if plan == 'x' %}{{ letr }}{% endif %}"),
        [(1, "{{ letr }}", NEAREST("tên", "letr", "letter"))],
    ),
    "several wrong names": (
        p("NoiDung", "{{ pln }}") + p("NoiDung", "{% for x in body %}{{ x.tex }}{% endfor %}"),
        [(1, "{{ pln }}", NEAREST("tên", "pln", "plan")), (2, "{{ x.tex }}", NEAREST("tên", "tex", "text"))],
    ),
    "loop over text": (
        p("NoiDung", "{% for x in plan %}{{ x }}{% endfor %}"),
        [(1, "{% for x in plan %}", "lặp trên thứ không phải là danh sách")],
    ),
    "blank in tr": (
        grid(("{% tr for x in body %}", ""), ("{{ x.text }}", ""), ("{%tr endfor %}", "")),
        [(1, "{% tr for x in body %}", "thừa dấu cách: viết liền “{%tr …”")],
    ),
    "for without tr": (
        grid(("{% for x in body %}", ""), ("{{ x.text }}", ""), ("{% endfor %}", "")),
        [(1, "{% for x in body %}", EMPTY_ROWS)],
    ),
    "text beside tr": (
        grid(("{%tr for x in body %}", "Mục"), ("{{ x.text }}", ""), ("{%tr endfor %}", "")),
        [(1, "{%tr for x in body %}", CROWDED)],
    ),
    "tr outside a table": (
        p("NoiDung", "{%tr if plan %}") + p("NoiDung", "{%tr endif %}"),
        [(1, "{%tr if plan %}", ROWLESS), (2, "{%tr endif %}", ROWLESS)],
    ),
    "closed by another": (
        p("NoiDung", "{%p for x in body %}") + p("NoiDung", "{%p endif %}"),
        [(2, "{%p endif %}", NOT_OPENED)],
    ),
    "empty cell": (
        table((2000,), [row((2000,), [tag("if letter.parent") + p("OChu", "x") + tag("endif")])]),
        [(0, "", NO_PARAGRAPH + WITH_NOTHING)],
    ),
}


def line_of(told: Told) -> str:
    paragraph, text, what = told
    return f"đoạn {paragraph}, thẻ {text}: {what}." if paragraph else f"{what}."


def test_half_a_tag_is_told_with_its_paragraph(kst: Kst, tmp_path: Path) -> None:
    body = p("NoiDung", "Số liệu") + p("NoiDung", "{ letter.nation }}")
    file = tmp_path / "report.docx"
    file.write_bytes(word_file(body + section()))
    result = kst("template", "check", str(file))
    assert result.code == 1
    assert "đoạn 2: có “}}” mà không có phần mở thẻ ở trước." in result.out


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_is_told_with_paragraph_and_tag(name: str, kst: Kst, tmp_path: Path) -> None:
    body, wanted = FAULTS[name]
    file = tmp_path / "report.docx"
    file.write_bytes(word_file(body + section()))
    result = kst("template", "check", str(file))
    assert result.out.splitlines() == [
        *(f"{file}: {line_of(told)}" for told in wanted),
        f"{len(wanted)} chỗ sai.",
    ]
    assert (result.code, result.err) == (1, "")


def test_faults_as_json(kst: Kst, tmp_path: Path) -> None:
    (tmp_path / "mau.docx").write_bytes(word_file(p("NoiDung", "{{ pln }}") + section()))
    result = kst("template", "check", str(tmp_path / "mau.docx"), "--kind", "reminder", "--format", "json")
    assert result.code == 1
    assert json.loads(result.out) == {
        "schema_version": 1,
        "template": "mau.docx",
        "kind": "reminder",
        "faults": [{"where": "đoạn 1, thẻ {{ pln }}", "what": "không có tên “pln”; gần nhất là “plan”"}],
        "left_out": [],
    }


def test_a_file_that_is_no_word_file_is_a_fault(kst: Kst, tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_text("Kính gửi", "utf-8")
    result = kst("template", "check", str(tmp_path / "report.docx"))
    assert result.code == 1
    assert "không phải là tệp Word (.docx), hoặc tệp bị hỏng" in result.out


def test_a_text_template_is_checked_by_line(kst: Kst, tmp_path: Path) -> None:
    file = tmp_path / "report.md.j2"
    file.write_text("# {{ letter.title or '' }}\n\n{% for x in body %}\n{{ x.tex }}\n{% endfor %}\n", "utf-8")
    result = kst("template", "check", str(file))
    assert result.out.splitlines() == [
        f"{file}: dòng 4: không có tên “tex”; gần nhất là “text”.",
        "1 chỗ sai.",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{% for x in body %}\n", "dòng 1"),
        ("a\n{{ letter.parent }}\n", "dòng 2"),
        ("{{ ''.__class__ }}\n", "dòng 1"),
    ],
)
def test_what_a_text_template_does_wrong_has_its_line(text: str, line: str, kst: Kst, tmp_path: Path) -> None:
    (tmp_path / "report.html.j2").write_text(text, "utf-8")
    result = kst("template", "check", str(tmp_path / "report.html.j2"))
    assert result.code == 1
    assert f"report.html.j2: {line}" in result.out


def test_a_lost_beginning_of_a_tag_is_told_but_braces_of_css_are_not(kst: Kst, tmp_path: Path) -> None:
    file = tmp_path / "report.html.j2"
    text = "<style>@page{a{b{}}}</style>\n{% raw %}}}{% endraw %}\n<p>{ { letter.title }}</p>\n<p>b %}</p>\n"
    file.write_text(text, "utf-8")
    assert kst("template", "check", str(file)).out.splitlines() == [
        f"{file}: dòng 3: có “}}}}” mà không có phần mở thẻ ở trước.",
        f"{file}: dòng 4: có “%}}” mà không có phần mở thẻ ở trước.",
        "2 chỗ sai.",
    ]


@pytest.mark.parametrize(
    ("file", "options", "code", "said"),
    [
        ("mau.docx", (), 2, "Không biết “mau.docx” là mẫu của loại nào"),
        ("mau.docx", ("--kind", "thư"), 2, "Không có loại văn bản “thư”"),
        ("report.doc", (), 2, "không phải là mẫu"),
        ("report.docx", (), 3, "Không đọc được mẫu"),
    ],
)
def test_wrong_use_of_check(
    file: str, options: tuple[str, ...], code: int, said: str, kst: Kst, tmp_path: Path
) -> None:
    result = kst("template", "check", str(tmp_path / file), *options)
    assert (result.code, result.out) == (code, "")
    assert said in result.err


# export


def test_export_writes_every_template_into_the_repository(kst: Kst, repo: Path) -> None:
    shutil.rmtree(repo / "templates")
    result = kst("template", "export", root=repo)
    assert (result.code, result.out) == (0, "")
    assert result.err.splitlines() == [f"Đã ghi {repo / 'templates' / name}" for name in BUILT_IN]
    for name in BUILT_IN:
        assert (repo / "templates" / name).read_bytes() == (PROJECT / "templates" / name).read_bytes()


def test_export_of_one_template_into_a_new_folder(kst: Kst, tmp_path: Path) -> None:
    result = kst("template", "export", str(tmp_path / "mau"), "--name", "report.docx")
    assert result.code == 0
    assert [file.name for file in (tmp_path / "mau").iterdir()] == ["report.docx"]


def test_export_overwrites_nothing(kst: Kst, tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_text("của tôi", "utf-8")
    result = kst("template", "export", str(tmp_path))
    assert result.code == 4
    assert "đã có report.docx" in result.err
    assert [file.name for file in tmp_path.iterdir()] == ["report.docx"]
    assert (tmp_path / "report.docx").read_text("utf-8") == "của tôi"


def test_export_overwrites_by_force(kst: Kst, tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_text("của tôi", "utf-8")
    assert kst("template", "export", str(tmp_path), "--name", "report.docx", "--force").code == 0
    assert (tmp_path / "report.docx").read_bytes() == (PROJECT / "templates" / "report.docx").read_bytes()


def test_export_of_an_unknown_template(kst: Kst, tmp_path: Path) -> None:
    result = kst("template", "export", str(tmp_path), "--name", "thu.docx")
    assert result.code == 2
    assert "Không có mẫu “thu.docx”" in result.err


# fields


@pytest.mark.parametrize("kind", KINDS)
def test_fields_are_those_of_the_model_and_each_says_what_it_is(kind: str, kst: Kst) -> None:
    result = kst("template", "fields", kind, "--format", "json")
    (found,) = json.loads(result.out)["kinds"]
    names = [field["field"] for field in found["fields"]]
    assert found["kind"] == kind
    assert {name.split(".")[0].split("[")[0] for name in names} == set(VALUES[kind].model_fields)
    assert "letter.signer.name" in names
    assert [f["field"] for f in found["fields"] if not f["description"]] == []


def test_fields_of_lists_are_named_by_their_loops(kst: Kst) -> None:
    names = [
        line.split("\t")[1]
        for line in kst("template", "fields", "report", "--format", "text").out.splitlines()
    ]
    assert {
        "body[].text",
        "appendices.figures.groups[].rows[].name",
        "appendices.dossiers.rows[].cells",
    } <= set(names)
    assert len(set(names)) == len(names)


def test_fields_of_all_kinds_as_a_table(kst: Kst) -> None:
    result = kst("template", "fields")
    assert [title for title in ("Báo cáo định kỳ", "Công văn đôn đốc") if title not in result.out] == []


def test_fields_of_an_unknown_kind(kst: Kst) -> None:
    assert kst("template", "fields", "thư").code == 2
