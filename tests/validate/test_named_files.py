"""Which files are checked as those of the repository, and what stands outside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kstthc_cli.commands.validate.validate import validate
from kstthc_cli.output import Output
from kstthc_cli.render.screen.table import Screen
from tests.support.in_process import call
from tests.support.running import PROJECT, Kst
from tests.support.slip_files import said
from tests.support.small_province import small_province

OUTLINE = """schema_version: 1
subject: "Kết quả kiểm soát thủ tục hành chính"
most: 3
parts:
  - title: "Kết quả"
    headings:
      - {title: "Mọi việc", sections: ["I", "II", "III"]}
"""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small province with a slip, an outline, a letterhead and files of no kind; only to be read."""
    root = small_province(tmp_path_factory.mktemp("kept") / "kho")
    said(root, "3", "so-yt", "--quarter", "2", "--text", "Xong.", as_of="2021-06-10")
    (root / "templates").mkdir()
    (root / "templates" / "outline.yaml").write_text(OUTLINE, "utf-8", newline="\n")
    (root / "ghi-chu.txt").write_text("x", "utf-8")
    (root / "khac.yaml").write_text("x: 1\n", "utf-8")
    return root


@pytest.mark.parametrize(
    "name", ["", "plans", "plans/2021.yaml", "progress", "progress/SLIP", "templates/outline.yaml"]
)
def test_what_belongs_to_the_repository_is_checked_with_it(name: str, kept: Path) -> None:
    [slip] = (kept / "progress").rglob("*.yaml")
    result = call("validate", str(slip if name.endswith("SLIP") else kept / name), root=kept)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Đã kiểm tra ")
    assert result.out.endswith(" tệp: không có lỗi.\n")


@pytest.mark.parametrize(("name", "code"), [("ghi-chu.txt", "KST014"), ("khac.yaml", "KST020")])
def test_what_does_not_belong_to_it_is_checked_by_itself(name: str, code: str, kept: Path) -> None:
    """It is named by its whole path."""
    result = call("validate", str(kept / name), root=kept)
    assert (result.code, result.err) == (1, "")
    assert result.out.startswith(f"lỗi[{code}] {kept / name}:1:1\n")


def test_a_calendar_is_not_made_from_requests_with_errors(tmp_path: Path) -> None:
    root = small_province(tmp_path / "kho")
    (root / "requests" / "2021").mkdir(parents=True)
    (root / "requests" / "2021" / "a.yaml").write_text("x: 1\n", "utf-8")
    words = ("calendar", "export", "--agency", "so-yt", "-o", str(tmp_path / "a.ics"))
    result = call(*words, "--as-of", "2021-06-20", root=root)
    assert (result.code, result.out, (tmp_path / "a.ics").exists()) == (3, "", False)
    assert "] requests/2021/a.yaml:1:1" in result.err


def test_a_template_is_not_checked_beside_a_folder_that_is_no_repository(tmp_path: Path) -> None:
    """The one that is named must be one; a template alone needs none."""
    file = tmp_path / "sentences.txt.j2"
    file.write_bytes((PROJECT / "templates" / file.name).read_bytes())
    result = call("template", "check", str(file), root=tmp_path)
    assert (result.code, result.out, result.err) == (
        3,
        "",
        (
            f"lỗi: Thư mục “{tmp_path}” không phải kho kế hoạch: không có thư mục plans/.\n"
            "  Cách sửa: Chuyển tới thư mục có plans/, dùng `--root THƯ_MỤC`, "
            "hoặc tạo kho mới: `kst init THƯ_MỤC`.\n"
        ),
    )


def test_a_template_outside_a_repository_is_checked_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kst: Kst
) -> None:
    file = tmp_path / "sentences.txt.j2"
    file.write_bytes((PROJECT / "templates" / file.name).read_bytes())
    monkeypatch.chdir(tmp_path)
    result = kst("template", "check", str(file))
    assert (result.code, result.out, result.err) == (0, f"{file}: dùng được.\n", "")


@pytest.mark.parametrize(("terminal", "hint"), [(True, "Giải thích một mã: kst explain MÃ\n"), (False, "")])
def test_a_terminal_is_told_how_to_have_a_code_explained(
    terminal: bool, hint: str, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (small / "plans" / "ghi-chu.txt").write_text("x", "utf-8")
    assert validate(small, small, (), Output(screen=Screen(terminal=terminal))) == 0
    assert capsys.readouterr().out.endswith(f"\nĐã kiểm tra 3 tệp: 0 lỗi, 1 cảnh báo.\n{hint}")
