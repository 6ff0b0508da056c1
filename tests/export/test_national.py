"""Many repositories as one data set: its numbers are those of each repository, in DuckDB and in Spark."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import ask
from tests.support.form_figures import FORM, STATED
from tests.support.in_process import call
from tests.support.running import Kst, report
from trees import tree

pytest.importorskip("duckdb", reason="duckdb is not installed")
AS_OF = ("--as-of", "2021-07-01")
SUMMARY_FIELDS = {
    "province", "place", "year", "plan_id", "as_of", "obligations", "counted", "finished", "percent",
    "done_late", "overdue", "agencies", "silent", "rank",
}  # fmt: skip
FIGURE_FIELDS = frozenset(
    {
        "form_id", "period", "column_id", "column_title", "province", "place", "year", "plan", "value",
        "agencies", "expected", "rank", "total",
    }
)  # fmt: skip
PLACES = {"quang-ngai": "Quảng Ngãi", "binh-dinh": "Bình Định", "kon-tum": "Kon Tum"}


@pytest.fixture(scope="module")
def provinces(told: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The small province under three names; one of them has reported less."""
    folder = tmp_path_factory.mktemp("nation")
    found = {}
    for name, place in PLACES.items():
        root = Path(shutil.copytree(told, folder / name, ignore=shutil.ignore_patterns(".kst")))
        registry = root / "agencies" / "quang-ngai.yaml"
        registry.write_text(
            registry.read_text("utf-8").replace('place: "Quảng Ngãi"', f'place: "{place}"'), "utf-8"
        )
        found[name] = root
    shutil.rmtree(found["kon-tum"] / "progress" / "2021" / "Q2" / "so-tp")
    return found


@pytest.fixture(scope="module")
def national(provinces: Mapping[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("data") / "national"
    line = ("export", *map(str, provinces.values()), *AS_OF, "-o", str(target))
    result = call(*line, root=provinces["kon-tum"])
    assert result.code == 0, result.err
    assert "Đã ghi 3 kho, giữ 0 kho không đổi." in result.err
    return target


def test_the_summary_has_the_numbers_of_each_repository(
    national: Path, provinces: Mapping[str, Path], kst: Kst
) -> None:
    shown = report(kst("national", "summary", str(national), "--format", "json"))
    lines = {line["province"]: line for line in shown["provinces"]}
    assert {name: line["place"] for name, line in lines.items()} == PLACES
    assert set(shown) == {"schema_version", "provinces", "total"}
    assert [set(line) for line in lines.values()] == [SUMMARY_FIELDS] * 3
    names = ("obligations", "counted", "finished", "percent", "done_late", "overdue")
    for name, root in provinces.items():
        total = report(kst("status", "--period", "2021", *AS_OF, "--format", "json", root=root))["total"]
        assert {key: lines[name][key] for key in names} == {key: total[key] for key in names}
        silent = report(kst("missing", "--period", "2021", *AS_OF, "--format", "json", root=root))
        assert lines[name]["silent"] == len(silent["unheard_agencies"])
    [total] = shown["total"]
    for key in ("obligations", "counted", "finished", "overdue", "silent"):
        assert total[key] == sum(line[key] for line in lines.values())
    assert [lines[name]["rank"] for name in ("quang-ngai", "binh-dinh", "kon-tum")] == [1, 1, 3]


def test_figures_of_a_form_by_province_with_their_sum(
    national: Path, provinces: Mapping[str, Path], kst: Kst
) -> None:
    shown = report(kst("national", "summary", str(national), "--form", FORM, "--format", "json"))
    assert set(shown) == {"schema_version", "form", "figures"}
    assert {frozenset(f) for f in shown["figures"]} == {FIGURE_FIELDS}
    mine = [f for f in shown["figures"] if (f["period"], f["column_id"]) == ("2021-Q2", "4")]
    assert {f["province"]: f["value"] for f in mine} == {
        "quang-ngai": sum(STATED.values()), "binh-dinh": sum(STATED.values()), "kon-tum": STATED["so-yt"],
    }  # fmt: skip
    assert {f["total"] for f in mine} == {2 * sum(STATED.values()) + STATED["so-yt"]}
    assert {f["province"]: f["rank"] for f in mine} == {"quang-ngai": 1, "binh-dinh": 1, "kon-tum": 3}
    of_one = [
        f["column_id"] for f in shown["figures"] if (f["province"], f["period"]) == ("kon-tum", "2021-Q2")
    ]
    assert of_one == [str(column) for column in range(3, 14)]
    root = provinces["kon-tum"]
    own = report(kst("form", "show", FORM, "--quarter", "2", *AS_OF, "--format", "json", root=root))
    assert own["rows"][-1]["cells"]["4"]["value"] == STATED["so-yt"]


def test_only_what_has_changed_is_written_anew(
    provinces: Mapping[str, Path], kst: Kst, tmp_path: Path
) -> None:
    roots = [Path(shutil.copytree(root, tmp_path / name)) for name, root in provinces.items()]
    target = tmp_path / "national"
    line = ("export", *map(str, roots), *AS_OF, "-o", str(target))
    assert "Đã ghi 3 kho, giữ 0 kho" in kst(*line).err
    before = tree(target)
    assert "Đã ghi 0 kho, giữ 3 kho" in kst(*line).err
    assert tree(target) == before
    said = ("record", "4", "--agency", "so-yt", "--quarter", "1", "--status", "done", "--date", "2021-06-30")
    assert kst(*said, *AS_OF, root=roots[1]).code == 0
    assert "Đã ghi 1 kho, giữ 2 kho" in kst(*line).err
    after = tree(target)
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    assert {name for name in changed if "province=binh-dinh" not in name} <= {
        "kst-inputs.json",
        "kst-files.txt",
    }
    assert any("province=binh-dinh" in name for name in changed)
    fewer = ("export", *map(str, roots[:2]), *AS_OF, "-o", str(target))
    assert "Đã ghi 0 kho, giữ 2 kho" in kst(*fewer).err
    assert not list(target.glob("*/province=kon-tum"))
    assert "Đã ghi 2 kho, giữ 0 kho" in kst(*fewer, "--force").err


def test_years_of_a_province_may_lie_in_two_repositories(
    provinces: Mapping[str, Path], kst: Kst, tmp_path: Path
) -> None:
    first = provinces["kon-tum"]
    second = Path(
        shutil.copytree(first, tmp_path / "2022", ignore=shutil.ignore_patterns("progress", ".kst"))
    )
    for file in (*second.glob("plans/*.yaml"), *second.glob("calendar/*.yaml")):
        file.write_text(file.read_text("utf-8").replace("2022", "2023").replace("2021", "2022"), "utf-8")
    target = tmp_path / "national"
    line = ("export", str(first), str(second), "--as-of", "2022-07-01", "-o", str(target))
    written = kst(*line)
    assert written.code == 0, written.err
    assert "Đã ghi 2 kho, giữ 0 kho không đổi." in written.err
    assert "Đã ghi 0 kho, giữ 2 kho không đổi." in kst(*line).err
    shown = report(kst("national", "summary", str(target), "--format", "json"))
    assert [(one["province"], one["plan_id"], one["year"]) for one in shown["provinces"]] == [
        ("kon-tum", "2021", 2021), ("kon-tum", "2022", 2022),
    ]  # fmt: skip
    twice = kst("export", str(first), str(second), str(first), "-o", str(target))
    assert twice.code == 4
    assert "trùng địa phương kon-tum và cùng có kế hoạch 2021" in twice.err


@pytest.mark.unheld
def test_an_error_names_the_repository_that_has_it(
    provinces: Mapping[str, Path], national: Path, kst: Kst, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(national, tmp_path / "national"))
    before = tree(copy)
    broken = Path(shutil.copytree(provinces["kon-tum"], tmp_path / "hong"))
    slip = next((broken / "progress").rglob("*.yaml"))
    for file, text in ((slip, "x: ["), (broken / "plans" / "2021.yaml", "x: [")):
        file.write_text(f"{file.read_text('utf-8')}{text}\n", "utf-8")
        result = kst("export", str(provinces["quang-ngai"]), str(broken), *AS_OF, "-o", str(copy))
        assert (result.code, result.out) == (3, "")
        assert result.err.startswith(f"Kho “{broken}”:\n")
        assert file.relative_to(broken).as_posix() in result.err
        assert tree(copy) == before


def test_a_damaged_data_set_is_a_sentence(national: Path, kst: Kst, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(national, tmp_path / "national"))
    next((copy / "obligations").rglob("*.parquet")).write_bytes(b"PAR1 hong")
    result = kst("national", "summary", str(copy))
    assert (result.code, result.out) == (3, "")
    assert "Không đọc được bộ dữ liệu" in result.err


@pytest.mark.unheld
def test_a_lost_file_is_told_and_written_again(
    provinces: Mapping[str, Path], national: Path, kst: Kst, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(national, tmp_path / "national"))
    before = tree(copy)
    lost = next((copy / "obligations" / "province=binh-dinh").rglob("*.parquet"))
    lost.unlink()
    result = kst("national", "summary", str(copy))
    assert (result.code, result.out) == (3, "")
    assert "thiếu 1 tệp" in result.err
    result = kst("export", *map(str, provinces.values()), *AS_OF, "-o", str(copy))
    assert "Đã ghi 1 kho, giữ 2 kho không đổi." in result.err
    assert tree(copy) == before


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("export", "{a}", "{a}", "-o", "x"), 4, "trùng địa phương"),
        (("export", "{a}", "{b}"), 2, "Chưa nêu ghi ra đâu."),
        (("export", "{a}", "{b}", "--format", "csv", "-o", "x"), 2, "chỉ gộp được thành Parquet"),
        (("export", "{a}", "{b}", "--plan", "2021", "-o", "x"), 2, "không chọn kế hoạch"),
        (("export", "{a}", "khong-co", "-o", "x"), 3, "không phải kho kế hoạch"),
        (("national", "summary", "{a}"), 4, "không phải bộ dữ liệu"),
        (("national", "summary", "{n}", "--form", "X"), 2, f"Các biểu: {FORM}."),
    ],
)
def test_what_cannot_be_done_is_a_sentence(
    words: tuple[str, ...], code: int, sentence: str, provinces: Mapping[str, Path], national: Path, kst: Kst
) -> None:
    known = {"a": provinces["quang-ngai"], "b": provinces["binh-dinh"], "n": national}
    result = kst(*(word.format(**known) for word in words))
    assert (result.code, result.out) == (code, "")
    assert sentence in result.err
    assert not Path("x").exists()


def test_every_query_of_the_examples_answers_in_duckdb(national: Path) -> None:
    answers = ask.by_duckdb(national)
    assert {"summary", "figures", "by_section", "late_by_level", "by_month"} == set(answers)
    assert all(rows for _, rows in answers.values())


@pytest.mark.trial
def test_spark_answers_as_duckdb(national: Path) -> None:
    pytest.importorskip("pyspark", reason="pyspark is not installed")
    if shutil.which("java") is None:
        pytest.skip("java is not installed")
    wanted, found = ask.by_duckdb(national), ask.by_spark(national)
    for name, (header, rows) in wanted.items():
        assert found[name][0] == header
        assert _plain(found[name][1]) == _plain(rows), name


def _plain(rows: list[tuple[Any, ...]]) -> list[list[Any]]:
    return [[float(cell) if isinstance(cell, int | float) else cell for cell in row] for row in rows]
