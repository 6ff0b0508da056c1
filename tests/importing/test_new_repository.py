"""A document imported into a new repository: what it needs is there, and what blocks is said."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kstthc_cli.domain.importing.assignees.names import Assignee
from kstthc_cli.store.importing.added_agencies import entry_of
from tests.importing.test_import import HEADS, ROW, document
from tests.support.quang_ngai import read_yaml
from tests.support.running import Kst

OF_2025 = "KẾ HOẠCH năm 2025"


@pytest.fixture
def new(kst: Kst, tmp_path: Path) -> Path:
    """The new repository of a province of 2026."""
    root = tmp_path / "kho"
    assert kst("init", str(root), "--province", "Cà Mau", "--year", "2026").code == 0
    return root


def test_a_plan_of_another_year_gets_a_calendar_and_is_asked_at_once(
    kst: Kst, new: Path, tmp_path: Path
) -> None:
    done = kst("import", document(tmp_path, ROW, title=OF_2025), "--add-agencies", root=new)
    assert done.code == 0
    assert "Chưa có lịch năm 2025: đã lập dự thảo calendar/2025.yaml." in done.out
    calendar = read_yaml((new / "calendar/2025.yaml").read_text("utf-8"))
    assert calendar["status"] == "draft"
    assert {"huyen", "xa"} <= {rule["level"] for rule in calendar["send_by"]}
    assert read_yaml((new / "plans/2025.yaml").read_text("utf-8"))["calendar"] == "2025"
    assert kst("validate", root=new).code == 0
    assert kst("due", "--plan", "2025", "--agency", "Sở Tư pháp", root=new).code in (0, 1)


def test_a_trial_run_says_what_it_would_write(kst: Kst, new: Path, tmp_path: Path) -> None:
    file = document(tmp_path, [*ROW[:2], "Báo Cà Mau", *ROW[3:]], title=OF_2025)
    told = kst("import", file, "--add-agencies", "--dry-run", root=new).out
    assert "Sẽ thêm 1 cơ quan" in told
    assert "sẽ lập dự thảo calendar/2025.yaml" in told
    assert "Đã thêm" not in told


@pytest.mark.parametrize(("begins", "ends"), [("\ufeff", "\n"), ("", "\r\n")])
def test_a_registry_with_other_line_ends_is_not_written_over(
    kst: Kst, new: Path, tmp_path: Path, begins: str, ends: str
) -> None:
    (registry,) = (new / "agencies").glob("*.yaml")
    registry.write_bytes((begins + registry.read_text("utf-8").replace("\n", ends)).encode())
    before = {file: file.read_bytes() for file in new.rglob("*.yaml")}
    done = kst("import", document(tmp_path, [*ROW[:2], "Báo Cà Mau", *ROW[3:]]), "--add-agencies", root=new)
    name = f"agencies/{registry.name}"
    told = f"{name} có BOM, CRLF hoặc vừa bị sửa ở nơi khác, nên chưa ghi gì."
    assert done.code == 4
    assert told in done.err
    assert f"Chạy `kst fmt {name}` rồi chạy lại lệnh." in done.err
    assert {file: file.read_bytes() for file in new.rglob("*.yaml")} == before


def test_an_import_that_cannot_write_its_calendar_writes_nothing(
    kst: Kst, new: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = {file: file.read_bytes() for file in new.rglob("*.yaml")}
    real = os.link

    def failing(old: Path, name: Path) -> None:
        if name.parent.name == "calendar":
            raise OSError(28, "No space left on device")
        real(old, name)

    monkeypatch.setattr(os, "link", failing)
    done = kst("import", document(tmp_path, ROW, title=OF_2025), "--add-agencies", root=new)
    assert (done.code, "calendar/2025.yaml" in done.err) == (3, True)
    assert {file: file.read_bytes() for file in new.rglob("*.yaml")} == there


def test_a_level_that_an_import_adds_gets_a_day_to_be_confirmed(kst: Kst, new: Path, tmp_path: Path) -> None:
    file = document(tmp_path, [*ROW[:2], "Báo Cà Mau", *ROW[3:]])
    assert kst("import", file, "--add-agencies", root=new).code == 0
    calendar = read_yaml((new / "calendar/2026.yaml").read_text("utf-8"))
    assert calendar["send_by"][-1]["level"] == "bao-chi"
    assert "cấp bao-chi" in calendar["decide"][-1]
    assert kst("validate", root=new).code == 0


def test_a_calendar_in_force_is_not_changed_and_the_line_to_add_is_said(
    kst: Kst, new: Path, tmp_path: Path
) -> None:
    calendar = new / "calendar/2026.yaml"
    text = calendar.read_text("utf-8").replace('status: "draft"', 'status: "issued"')
    calendar.write_text(text[: text.index("decide:")] + text[text.index("covers:") :], "utf-8")
    before = calendar.read_bytes()
    file = document(tmp_path, [*ROW[:2], "Báo Cà Mau", *ROW[3:]])
    assert kst("import", file, "--add-agencies", root=new).code == 0
    assert calendar.read_bytes() == before
    found = kst("validate", root=new)
    assert found.code == 1
    line = '- {level: bao-chi, day: NGÀY, to: "NƠI NHẬN", source: "VĂN BẢN"}'
    assert f"Chép vào send_by rồi điền ba chỗ viết hoa: {line}" in found.out


def test_a_dry_run_and_a_refused_import_draft_no_calendar(kst: Kst, new: Path, tmp_path: Path) -> None:
    file = document(tmp_path, ROW, title=OF_2025)
    told = kst("import", file, "--dry-run", root=new)
    assert "Chưa có lịch năm 2025: sẽ lập dự thảo calendar/2025.yaml." in told.out
    (new / "plans/2025.yaml").write_text("", "utf-8")
    assert kst("import", file, root=new).code != 0
    assert not (new / "calendar/2025.yaml").exists()


def letter_of(folder: Path, *lines: str) -> str:
    file = folder / "cua-so.html"
    rows = "".join(f"<th>{head}</th>" for head in HEADS)
    cells = "".join(f"<td>{text}</td>" for text in ROW)
    file.write_text(
        f"<table><tr><td>{'<br>'.join(lines)}<br>Số: 88/KH-SNV</td><td>Cà Mau, ngày 20 tháng 8 năm 2026</td>"
        "</tr></table><h1>KẾ HOẠCH</h1><p>Kiểm soát thủ tục hành chính năm 2026</p>"
        f"<table><tr>{rows}</tr><tr>{cells}</tr></table>",
        "utf-8",
    )
    return str(file)


@pytest.mark.parametrize(
    ("lines", "authority", "owner", "left"),
    [
        (["UBND TỈNH CÀ MAU", "SỞ NỘI VỤ"], "Sở Nội vụ", "so-nv", ""),
        (["ỦY BAN NHÂN DÂN", "TỈNH CÀ MAU"], "Ủy ban nhân dân tỉnh Cà Mau", None, ""),
        (["BỘ NỘI VỤ", "SỞ NỘI VỤ"], "Sở Nội vụ", "so-nv", "Bộ nội vụ"),
        (
            ["UBND TỈNH CÀ MAU", "ỦY BAN NHÂN DÂN", "XÃ ĐẤT MŨI"],
            "Ủy ban nhân dân xã Đất Mũi",
            "xa-dat-mui-32248-2025",
            "",
        ),
    ],
)
def test_the_body_above_is_not_part_of_the_issuer(
    lines: list[str], authority: str, owner: str | None, left: str, kst: Kst, new: Path, tmp_path: Path
) -> None:
    told = kst("import", letter_of(tmp_path, *lines), root=new)
    assert told.code == 0
    plan = read_yaml((new / "plans/2026.yaml").read_text("utf-8"))
    assert plan["annex"]["reference"] == f"(Kèm theo Kế hoạch số 88/KH-SNV ngày 20/8/2026 của {authority})"
    assert plan["decision"]["authority"] == authority
    assert plan.get("owner") == owner
    assert (left in told.out) if left else ("chưa xếp vào đâu" not in told.out)


def test_what_is_printed_again_stands_where_it_stood(kst: Kst, new: Path, tmp_path: Path) -> None:
    """A deputy signs for the chairman and the committee; who sums up stands among those who coordinate."""
    file = tmp_path / "ke-hoach.md"
    file.write_text(
        "ỦY BAN NHÂN DÂN TỈNH CÀ MAU\n\nSố: 21/KH-UBND\n\nCà Mau, ngày 12 tháng 01 năm 2026\n\n# KẾ HOẠCH\n\n"
        "Kiểm soát thủ tục hành chính năm 2026\n\n| STT | Nhiệm vụ | Chủ trì | Phối hợp | Hoàn thành |\n"
        "|---|---|---|---|---|\n| 1 | Báo cáo. | Sở Y tế | Văn phòng UBND tỉnh tổng hợp | Hằng quý |\n\n"
        "Nơi nhận:\n\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\n\nKT. CHỦ TỊCH\n\nPHÓ CHỦ TỊCH\n\nHoàng Văn Tám\n",
        "utf-8",
    )
    assert kst("import", str(file), root=new).code == 0
    told = kst("report", "plan", "--plan", "2026", "--as-of", "2026-02-01", "--format", "markdown", root=new)
    assert "| 1 | Báo cáo. | Sở Y tế | Văn phòng UBND tỉnh tổng hợp | Hằng quý |" in told.out
    assert "KT. CHỦ TỊCH" in told.out
    assert told.out.index("TM. ỦY BAN NHÂN DÂN") < told.out.index("KT. CHỦ TỊCH") < told.out.index("PHÓ CHỦ")
    assert "KT. CHỦ TỊCH./." not in told.out


ASKING = (
    *(["due"], ["status"], ["missing"], ["overdue"], ["overview"], ["upcoming"], ["search", "x"]),
    *(["history", "1"], ["request", "list"], ["form", "list"], ["agencies"], ["agencies", "show", "xa"]),
    *(["plan", "show"], ["plan", "derive", "--agency", "Sở Y tế"], ["calendar", "export"]),
    ["record", "1", "--agency", "Sở Y tế", "--status", "done", "--text", "Xong."],
    *(["report", "quarterly", "--quarter", "2"], ["report", "plan"], ["report", "annex"]),
    *(
        ["export", "-o", "bang"],
        ["collect", "status"],
        ["collect", "export", "--quarter", "2", "-o", "gui"],
        ["site", "-o", "trang"],
    ),
    ["amend", "1", "--deadline", "Quý IV", "--ground", "1/QĐ-UBND", "--ground-date", "2026-01-05"],
    ["request", "open", "1", "--due", "2026-12-12", "--document", "1/A", "--subject", "x"],
)


@pytest.mark.parametrize("sound", [True, False])
def test_a_repository_of_drafts_is_not_called_empty(
    sound: bool, kst: Kst, new: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert kst("import", document(tmp_path, ROW), root=new).code == 0
    plan = new / "plans/2026.yaml"
    if not sound:
        plan.write_text(plan.read_text("utf-8").replace("lead:", "chu_tri:"), "utf-8")
    for line in ASKING if sound else ASKING[:3]:
        told = kst(*line, root=new)
        assert told.code == 4, (line, told)
        assert "Kho chưa có kế hoạch nào đã ban hành" in told.err, line
        assert ("--plan 2026" if sound else "plans/2026.yaml") in told.err, line


def test_where_a_registry_has_levels_of_its_own_a_new_agency_gets_one_of_them() -> None:
    own = ["bo", "cuc", "chi-cuc"]
    known, other = (Assignee("x", "Cục Kiểm soát", new=True, level=level) for level in ("cuc", "bao-chi"))
    assert entry_of(known, own, own)["level"] == "cuc"
    assert entry_of(other, own, own)["level"] == "chi-cuc"
    assert entry_of(other, [])["level"] == "bao-chi"


@pytest.mark.parametrize(
    ("name", "year"), [("2026a", 2026), ("2999-hai", 2999), ("1899-a", None), ("3000-a", None)]
)
def test_a_document_without_a_year_is_of_the_year_that_the_id_begins_with(
    name: str, year: int | None, kst: Kst, new: Path, tmp_path: Path
) -> None:
    file = document(tmp_path, ROW, title="KẾ HOẠCH")
    told = kst("import", file, "--plan-id", name, root=new)
    if year is None:
        unknown = (
            "lỗi: Không rõ kế hoạch của năm nào.\n  Cách sửa: Nêu --plan-id NĂM, ví dụ --plan-id 2026.\n"
        )
        assert (told.code, told.out, told.err) == (4, "", unknown)
    else:
        assert read_yaml((new / f"plans/{name}.yaml").read_text("utf-8"))["year"] == year


def test_without_a_letterhead_the_body_that_decides_owns_the_plan(
    kst: Kst, new: Path, tmp_path: Path
) -> None:
    file = tmp_path / "ke-hoach.md"
    heads = " | ".join(HEADS)
    file.write_text(
        f"QUYẾT ĐỊNH\n\nVề kế hoạch kiểm soát thủ tục hành chính năm 2026\n\nỦY BAN NHÂN DÂN XÃ ĐẤT MŨI\n\n"
        f"Căn cứ Luật;\n\n| {heads} |\n|---|---|---|---|---|---|\n| {' | '.join(ROW)} |\n",
        "utf-8",
    )
    assert kst("import", str(file), root=new).code == 0
    plan = read_yaml((new / "plans/2026.yaml").read_text("utf-8"))
    assert plan["owner"] == "xa-dat-mui-32248-2025"
