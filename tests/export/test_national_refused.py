"""What `kst export` of many repositories and `national summary` refuse, whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.in_process import call
from tests.support.repositories import change_file
from tests.support.small_province import small_province

pytest.importorskip("duckdb", reason="duckdb is not installed")
DAY = ("--as-of", "2021-06-10")


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path]:
    """Two repositories of one province with plans of one year."""
    return small_province(tmp_path / "mot"), small_province(tmp_path / "hai")


def refused(code: int, what: str, how: str, *words: str) -> None:
    """Hold that a command line says this and nothing else."""
    result = call(*words, root=Path("khong-dung"))
    assert (result.code, result.out, result.err) == (code, "", f"lỗi: {what}\n  Cách sửa: {how}\n")


def test_a_place_to_write_to_and_parquet_are_needed(two: tuple[Path, Path]) -> None:
    words = ("export", *map(str, two), *DAY)
    refused(2, "Chưa nêu ghi ra đâu.", "Thêm -o, ví dụ: -o national.", *words)
    more = ("-o", "x", "--format", "csv")
    refused(2, "Nhiều kho chỉ gộp được thành Parquet.", "Bỏ --format.", *words, *more)


def test_two_repositories_with_one_plan_are_named(two: tuple[Path, Path], tmp_path: Path) -> None:
    one, other = two
    what = f"Kho “{one}” và kho “{other}” trùng địa phương quang-ngai và cùng có kế hoạch 2021."
    how = "Nêu một trong hai kho; là địa phương khác thì sửa place của danh mục cơ quan."
    refused(4, what, how, "export", str(one), str(other), "-o", str(tmp_path / "x"), *DAY)


def test_a_repository_of_several_places_is_named_with_them(two: tuple[Path, Path], tmp_path: Path) -> None:
    one, other = two
    registry = (one / "agencies" / "quang-ngai.yaml").read_text("utf-8")
    second = registry.replace('id: "quang-ngai"', 'id: "khac"').replace("Quảng Ngãi", "Bình Định")
    (one / "agencies" / "khac.yaml").write_text(second, "utf-8", newline="\n")
    (one / "plans" / "2022.yaml").write_bytes((one / "plans" / "2021.yaml").read_bytes())
    change_file(one, "plans/2022.yaml", 'id: "2021"\nyear', 'id: "2022"\nyear')
    change_file(one, "plans/2022.yaml", 'agencies: "quang-ngai"', 'agencies: "khac"')
    what = f"Kho “{one}” có nhiều địa phương: binh-dinh, quang-ngai."
    how = "Mỗi địa phương một kho; sửa place của danh mục cơ quan."
    refused(4, what, how, "export", str(one), str(other), "-o", str(tmp_path / "x"), *DAY)


def test_a_summary_is_of_what_was_exported(two: tuple[Path, Path]) -> None:
    what = f"“{two[0]}” không phải bộ dữ liệu của kst export."
    refused(4, what, "Tạo bằng: kst export KHO… -o THƯ_MỤC.", "national", "summary", str(two[0]))


def test_a_form_without_figures_is_refused_with_those_that_have_some(
    two: tuple[Path, Path], tmp_path: Path
) -> None:
    def refuse(name: str, known: str) -> None:
        assert call("export", str(two[0]), "-o", str(tmp_path / name), *DAY, root=two[0]).code == 0
        what = "Bộ dữ liệu không có số liệu của biểu “X”."
        refused(2, what, f"Các biểu: {known}.", "national", "summary", str(tmp_path / name), "--form", "X")

    refuse("khong", "chưa có")
    for name in ("ho-so", "bieu-so"):
        form = FORM.format(name)
        (two[0] / "forms").mkdir(exist_ok=True)
        (two[0] / "forms" / f"{name}.yaml").write_text(form, "utf-8", newline="\n")
        words = ("record", "--form", name, "--agency", "so-tp", "--quarter", "1", "--status", "done")
        assert call(*words, "--row", "a", "--figure", "1=1", *DAY, root=two[0]).code == 0
    refuse("co", "bieu-so, ho-so")


FORM = """schema_version: 1
id: "{}"
title: "Hồ sơ"
source: {{text: "Kho này đặt", confidence: "L"}}
unit: "số hồ sơ"
filled_by: {{levels: [so]}}
frequency: quarter
rows: {{kind: fixed, items: [{{id: a, label: "A"}}]}}
columns: [{{id: "1", heading: ["Nhận"], type: count}}]
"""
