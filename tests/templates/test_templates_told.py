"""What `kst template` says of files that are no templates, whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.in_process import call

KINDS = "report, annex, decision, assignment, reminder"
SENTENCES = "paragraph.txt.j2, duties.txt.j2, achievements.txt.j2, shortfalls.txt.j2, sentences.txt.j2"
REFUSED = [
    ("abc.md.j2", "Không biết “abc.md.j2” là mẫu của loại nào.", f"Nêu --kind: {KINDS}."),
    (
        "abc.txt.j2",
        "“abc.txt.j2” không phải là mẫu câu.",
        f"Mẫu câu: {SENTENCES}, paragraph.BIỂU.txt.j2.",
    ),
    ("abc.txt", "“abc.txt” không phải là mẫu.", "Mẫu có đuôi .docx, .md.j2, .html.j2, .txt.j2."),
]


@pytest.mark.parametrize(("name", "what", "how"), REFUSED)
def test_a_file_that_is_no_template_is_told_what_one_is(
    name: str, what: str, how: str, unchanged: Path, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_text("a", "utf-8")
    result = call("template", "check", str(file), root=unchanged)
    assert (result.code, result.out, result.err) == (2, "", f"lỗi: {what}\n  Cách sửa: {how}\n")


@pytest.mark.parametrize("name", ["paragraph.txt.j2", "report.md.j2", "report.html.j2"])
def test_a_template_in_another_encoding_is_named(name: str, unchanged: Path, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(b"\xff")
    result = call("template", "check", str(file), root=unchanged)
    said = f"{file}: không phải là tệp chữ UTF-8.\n1 chỗ sai.\n"
    assert (result.code, result.out, result.err) == (1, said, "")


def test_fields_are_told_with_their_kind_and_whether_they_may_be_blank(unchanged: Path) -> None:
    out = call("template", "fields", "report", "--format", "text", root=unchanged).out
    assert out.splitlines()[:4] == [
        "report\tletter\tnhóm\tĐầu và cuối văn bản",
        "report\tletter.nation\tchữ\tQuốc hiệu.",
        "report\tletter.motto\tchữ\tTiêu ngữ.",
        "report\tletter.parent\tchữ, có thể trống\tCơ quan chủ quản, in hoa; null với UBND các cấp.",
    ]
    table = call("template", "fields", "report", root=unchanged).out
    assert " ".join(table.split()).startswith(
        "Trường mà mẫu dùng được "
        "[] là danh sách, dùng trong vòng lặp: body[].text là block.text của “for block in body”."
    )
