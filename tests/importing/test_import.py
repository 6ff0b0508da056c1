"""`kst import` as people run it: drafts, refusals, reviews, grids."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from tests.importing.docx_made import docx, paragraph, table
from tests.importing.plan_layouts import LAYOUTS
from tests.support.quang_ngai import read_yaml
from tests.support.running import Kst, report

HEADS = ["STT", "Tên nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Kết quả", "Thời gian"]


def document(
    folder: Path, *rows: list[str], title: str = "KẾ HOẠCH năm 2026", heads: list[str] = HEADS
) -> str:
    file = folder / "ke-hoach.docx"
    file.write_bytes(docx([paragraph(title), table([heads, *rows])]))
    return str(file)


ROW = ["1", "Lập kế hoạch.", "Sở Nội vụ", "Sở Tư pháp", "Kế hoạch", "Quý I"]


def test_a_draft_is_written_listed_and_asks_for_what_is_missing(kst: Kst, repo: Path, tmp_path: Path) -> None:
    file = document(tmp_path, ROW, ["2", "Kiểm tra.", "Sở Nội vụ và bạn bè", "", "", "Theo tiến độ"])
    done = kst("import", file, root=repo)
    assert done.code == 0
    assert "Dự thảo kế hoạch 2026: 1 mục, 2 nhiệm vụ" in done.out
    assert "Nhiệm vụ 2: hàng 3, cột 3: chưa đọc được “bạn bè”" in done.out
    text = (repo / "plans/2026.yaml").read_text("utf-8")
    assert 'status: "draft"' in text
    assert "lead: [so-nv]" in text
    found = kst("validate", str(repo / "plans/2026.yaml"), root=repo)
    assert found.code == 0
    assert "KST073" in found.out + found.err


def test_an_import_cannot_be_issued_before_it_is_decided(kst: Kst, repo: Path, tmp_path: Path) -> None:
    kst("import", document(tmp_path, [*ROW[:5], "Theo tiến độ"]), root=repo)
    plan = repo / "plans/2026.yaml"
    plan.write_text(plan.read_text("utf-8").replace('status: "draft"', 'status: "issued"'), "utf-8")
    found = kst("validate", root=repo)
    assert found.code == 1
    assert "KST074" in found.out + found.err
    assert "Ghi number, issued, effective, signer dưới decision." in found.out


def test_nothing_is_overwritten_and_a_dry_run_writes_nothing(kst: Kst, repo: Path, tmp_path: Path) -> None:
    file = document(tmp_path, ROW)
    assert "Chạy thử: chưa ghi gì." in kst("import", file, "--dry-run", root=repo).out
    assert not (repo / "plans/2026.yaml").exists()
    assert kst("import", file, root=repo).code == 0
    before = (repo / "plans/2026.yaml").read_bytes()
    assert kst("import", file, root=repo).code == 4
    assert kst("import", file, "--force", root=repo).code == 0
    assert (repo / "plans/2026.yaml").read_bytes() == before


def test_the_same_document_gives_the_same_file_anywhere(kst: Kst, repo: Path, tmp_path: Path) -> None:
    file = document(tmp_path, ROW)
    assert kst("import", file, "--plan-id", "2026-a", root=repo).code == 0
    assert kst("import", file, "--plan-id", "2026-a", "-o", str(tmp_path / "x.yaml"), root=repo).code == 0
    assert (tmp_path / "x.yaml").read_bytes() == (repo / "plans/2026-a.yaml").read_bytes()


UNKNOWN = ["1", "Tập huấn.", "Hội Luật gia tỉnh", "Các phòng, ban", "Lớp", "Tháng 3"]


def test_agencies_that_are_not_registered_are_listed_once(kst: Kst, repo: Path, tmp_path: Path) -> None:
    file = document(tmp_path, UNKNOWN, [*UNKNOWN[:1], "Lần hai.", *UNKNOWN[2:]])
    registry = (repo / "agencies/quang-ngai.yaml").read_bytes()
    told = report(kst("import", file, "--format", "json", root=repo))
    assert told["unregistered"]["agencies"] == [
        '  - {id: hoi-luat-gia-tinh, name: "Hội Luật gia tỉnh", level: don-vi}'
    ]
    assert told["unregistered"]["groups"] == ['  - {kind: open, id: phong-ban, name: "phòng, ban, đơn vị"}']
    assert (repo / "agencies/quang-ngai.yaml").read_bytes() == registry
    found = kst("validate", root=repo)
    assert found.code == 0
    assert (found.out + found.err).count("“hoi-luat-gia-tinh” chưa có trong danh mục") == 1


def test_pasted_lines_are_all_that_is_missing(kst: Kst, repo: Path, tmp_path: Path) -> None:
    file = document(tmp_path, UNKNOWN)
    told = report(kst("import", file, "--format", "json", root=repo))
    registry = repo / "agencies/quang-ngai.yaml"
    text = registry.read_text("utf-8").rstrip("\n") + "\n" + "\n".join(told["unregistered"]["groups"]) + "\n"
    agencies = "\n".join(told["unregistered"]["agencies"])
    registry.write_text(text.replace("\n\ngroups:", f"\n{agencies}\n\ngroups:"), "utf-8")
    found = kst("validate", root=repo)
    assert found.code == 0
    assert "chưa có trong danh mục" not in found.out + found.err


def test_agencies_are_added_as_drafts(kst: Kst, repo: Path, tmp_path: Path) -> None:
    done = kst("import", document(tmp_path, UNKNOWN), "--add-agencies", root=repo)
    assert done.code == 0
    assert "Đã thêm 2 cơ quan, nhóm vào agencies/quang-ngai.yaml" in done.out
    text = (repo / "agencies/quang-ngai.yaml").read_text("utf-8")
    assert text.count("xác nhận tên, cấp") == 2
    found = kst("validate", root=repo)
    assert found.code == 0
    assert "Hội Luật gia tỉnh: Lấy từ văn bản nhập" in found.out + found.err
    assert "chưa có trong danh mục" not in found.out + found.err


def test_a_refused_import_adds_nobody(kst: Kst, repo: Path, tmp_path: Path) -> None:
    file = document(tmp_path, UNKNOWN)
    assert kst("import", file, root=repo).code == 0
    registry = (repo / "agencies/quang-ngai.yaml").read_bytes()
    assert kst("import", file, "--add-agencies", root=repo).code == 4
    assert (repo / "agencies/quang-ngai.yaml").read_bytes() == registry


def test_a_document_without_a_plan_is_refused(kst: Kst, repo: Path, tmp_path: Path) -> None:
    file = tmp_path / "thu.docx"
    file.write_bytes(docx([paragraph("Kính gửi: các sở"), table([["Bên A", "Bên B"], ["ký", "ký"]])]))
    done = kst("import", str(file), root=repo)
    assert (done.code, done.out) == (4, "")
    assert "Không tìm thấy bảng nhiệm vụ" in done.err
    assert not (repo / "plans/2026.yaml").exists()


def test_uncertain_columns_are_refused_with_what_was_seen(kst: Kst, repo: Path, tmp_path: Path) -> None:
    heads = ["STT", "Nhiệm vụ", "Hoạt động", "Cơ quan chủ trì", "Thời gian"]
    file = document(tmp_path, ["1", "Rà soát", "Họp", "Sở Nội vụ", "Quý I"], heads=heads)
    done = kst("import", file, root=repo)
    assert done.code == 4
    assert "STT · Nhiệm vụ · Hoạt động · Cơ quan chủ trì · Thời gian" in done.err
    assert "--columns stt,content,content,lead,time" in done.err
    done = kst("import", file, "--columns", "stt,content,other,lead,time", root=repo)
    assert done.code == 0
    text = (repo / "plans/2026.yaml").read_text("utf-8")
    assert 'hoat-dong: "Họp"' in text
    assert 'content: "Rà soát"' in text


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["--columns", "stt,noi-dung"], 4, "không có cột “noi-dung”"),
        (["--table", "0"], 2, "không phải là số thứ tự"),
        (["--table", "7"], 4, "có 1 bảng, không có bảng 7"),
        (["--registry", "la"], 2, "Không có danh mục cơ quan “la”"),
        (["-o", "x.docx"], 2, ".json"),
        (["--format", "xml"], 2, "xml"),
    ],
)
def test_wrong_wishes(
    arguments: list[str], code: int, sentence: str, kst: Kst, repo: Path, tmp_path: Path
) -> None:
    done = kst("import", document(tmp_path, ROW), *arguments, root=repo)
    assert done.code == code
    assert sentence in done.err
    assert not (repo / "plans/2026.yaml").exists()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("x.xlsx", b"", 2), ("khong-co.docx", None, 3), ("x.docx", b"PK", 3), ("x.txt", b"\xff", 3)],
)
def test_wrong_files(
    name: str, content: bytes | None, code: int, kst: Kst, repo: Path, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = kst("import", str(tmp_path / name), root=repo)
    assert done.code == code
    assert done.err.startswith("lỗi")
    assert "Traceback" not in done.err


def test_without_an_office_program_one_sentence_says_so(
    kst: Kst, repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    (tmp_path / "x.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    done = kst("import", str(tmp_path / "x.doc"), root=repo)
    assert done.code == 3
    assert "cần LibreOffice" in done.err


def test_without_a_reader_of_pdf_one_sentence_says_so(
    kst: Kst, repo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.4")
    done = kst("import", str(tmp_path / "x.pdf"), root=repo)
    assert done.code == 3
    assert "cần gói pdfplumber" in done.err


def test_the_table_alone_needs_no_repository(
    kst: Kst, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = document(tmp_path, ["1", "=HYPERLINK(1)", "@SUM(A1)", "-1+1", "+A", "\tQuý I"])
    done = kst("import", file, "--table-only", "-o", "bang.csv")
    assert done.code == 0
    rows = list(csv.reader(io.StringIO((tmp_path / "bang.csv").read_text("utf-8-sig"))))
    assert rows[0] == ["hàng", "loại", *HEADS]
    assert rows[1] == ["2", "task", "1", "'=HYPERLINK(1)", "'@SUM(A1)", "'-1+1", "'+A", "Quý I"]


def test_the_table_as_json_is_a_gold_file(kst: Kst, tmp_path: Path) -> None:
    content, gold = LAYOUTS["leads_merged_down"]()
    (tmp_path / "x.docx").write_bytes(content)
    rows = json.loads(kst("import", str(tmp_path / "x.docx"), "--table-only", "--format", "json").out)
    assert [[row[0].removeprefix("sub"), row[1][: len(g[1])]] for row, g in zip(rows, gold, strict=True)] == [
        row[:2] for row in gold
    ]


def test_the_review_shows_source_beside_reading(kst: Kst, repo: Path, tmp_path: Path) -> None:
    file = document(tmp_path, ROW, ["2", "<b>Kiểm tra</b>", "Sở Nội vụ", "bạn bè", "", "Theo tiến độ"])
    shown = kst("import", file, "--review", root=repo).out
    assert "2 hàng, 1 hàng cần quyết định" in shown
    assert "Thời gian: có thời hạn" in shown.replace("\n", " ")
    page = tmp_path / "xem.html"
    assert kst("import", file, "--review", "-o", str(page), root=repo).code == 0
    html = page.read_text("utf-8")
    assert "&lt;b&gt;Kiểm tra&lt;/b&gt;" in html
    assert 'class="marked"' in html
    assert not (repo / "plans/2026.yaml").exists()


def test_the_review_tells_periods_in_words(kst: Kst, repo: Path, tmp_path: Path) -> None:
    file = document(tmp_path, [*ROW[:5], "Hằng quý"], [*ROW[:5], "Ngày 20 hằng tháng"])
    shown = " ".join(kst("import", file, "--review", root=repo).out.split())
    assert "định kỳ (quý)" in shown
    assert "month" not in shown


def test_words_outside_the_table_are_kept(kst: Kst, repo: Path, tmp_path: Path) -> None:
    body = [paragraph(text) for text in ("KẾ HOẠCH", "Cải cách năm 2026", "I. MỤC ĐÍCH", "Phục vụ tốt hơn.")]
    after = [paragraph("III. TỔ CHỨC THỰC HIỆN"), paragraph("Sở Nội vụ theo dõi.")]
    (tmp_path / "x.docx").write_bytes(docx([*body, table([HEADS, ROW]), *after]))
    assert kst("import", str(tmp_path / "x.docx"), root=repo).code == 0
    text = (repo / "plans/2026.yaml").read_text("utf-8")
    for words in ("I. MỤC ĐÍCH", "Phục vụ tốt hơn.", "III. TỔ CHỨC THỰC HIỆN", "Sở Nội vụ theo dõi."):
        assert words in text


def test_a_draft_of_an_import_can_be_shown_and_asked(kst: Kst, repo: Path, tmp_path: Path) -> None:
    kst("import", document(tmp_path, ROW, UNKNOWN, [*UNKNOWN[:5], ""]), root=repo)
    for command in (
        ["plan", "show", "--plan", "2026"],
        ["due", "--plan", "2026", "--agency", "so-nv", "--as-of", "2026-02-01"],
        ["report", "plan", "--plan", "2026", "--as-of", "2026-02-01", "--format", "markdown"],
    ):
        done = kst(*command, root=repo)
        assert done.code in (0, 1), done.err
        assert "Lập kế hoạch." in done.out


def test_a_registry_of_another_year_is_told_in_one_sentence(kst: Kst, tmp_path: Path) -> None:
    root = tmp_path / "kho"
    assert kst("init", str(root), "--province", "Quảng Ngãi", "--year", "2026").code == 0
    file = document(tmp_path, ROW, title="KẾ HOẠCH năm 2021")
    told = kst("import", file, root=root)
    assert told.code == 4
    assert "Danh mục “quang-ngai” không phải của năm 2021: 2/2 cơ quan" in told.err
    assert '--province "Quảng Ngãi" --year 2021' in told.err
    assert told.err.count("lỗi") == 1
    assert not (root / "plans/2021.yaml").exists()


def test_other_columns_of_a_further_table_stand_under_their_own_heads(
    kst: Kst, repo: Path, tmp_path: Path
) -> None:
    heads = ["STT", "Nhiệm vụ", "Chủ trì", "Thời gian"]
    tables = [
        ([*heads, "Ghi chú"], ["1", "Rà soát.", "Sở Tư pháp", "Quý II", "lần đầu"]),
        (
            ["STT", "Kinh phí", *heads[1:], "Ghi chú"],
            ["2", "5 triệu", "Kiểm tra.", "Sở Y tế", "Quý III", "mới"],
        ),
    ]
    file = tmp_path / "hai-bang.html"
    shown = "".join(
        "<table>" + "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in table) + "</table>"
        for table in tables
    )
    file.write_text(f"<h1>KẾ HOẠCH năm 2021</h1>{shown}", "utf-8")
    assert kst("import", str(file), "--plan-id", "2021-hai", root=repo).code == 0
    plan = read_yaml((repo / "plans/2021-hai.yaml").read_text("utf-8"))
    titles = {column["id"]: column["title"] for column in plan["annex"]["columns"]}
    told = [
        {titles[id_]: text for id_, text in task["columns"].items()}
        for section in plan["sections"]
        for task in section["tasks"]
    ]
    assert told == [{"Ghi chú": "lần đầu"}, {"Kinh phí": "5 triệu", "Ghi chú": "mới"}]
