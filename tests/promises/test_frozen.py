"""Nothing that a version promised is gone; and what is new is written down (`tests.promises.freeze`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.promises import shapes
from tests.promises.freeze import FROZEN, OF_THE_SAMPLE, PURE, frozen
from tests.support.running import copy_sample


def held(name: str, now: list[str]) -> None:
    before = frozen(name)
    assert before, f"nothing is frozen as {name}"
    assert [line for line in before if line not in now] == [], "a promise is broken"
    assert sorted(set(now) - set(before)) == [], "new: run tests.promises.freeze to promise it, too"


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_sample(tmp_path_factory.mktemp("promises"))


def test_problem_codes() -> None:
    held("problem-codes", PURE["problem-codes"]())


def test_exit_codes() -> None:
    held("exit-codes", PURE["exit-codes"]())


def test_options_columns_and_the_fields_of_files_and_json() -> None:
    held("interface", PURE["interface"]())


def test_formats() -> None:
    held("formats", PURE["formats"]())


def test_template_fields() -> None:
    held("template-fields", PURE["template-fields"]())


def test_csv_columns() -> None:
    kept = [line for line in frozen("interface") if line.startswith("csv ")]
    assert kept == sorted(shapes.csv_columns())


def test_fields_of_json_without_a_schema(copied: Path) -> None:
    held("printed-fields", OF_THE_SAMPLE["printed-fields"](copied))


def test_obligations_of_2021(copied: Path) -> None:
    held("obligations-2021", OF_THE_SAMPLE["obligations-2021"](copied))


def test_no_file_asks_for_more_than_before() -> None:
    """A field that files need not have yet cannot become one that they must have."""
    end = ": must be there"
    before, now = frozen("interface"), shapes.schema_fields(shapes.FILE_KINDS)
    needed = {line.removesuffix(end) for line in now if line.endswith(end) and line not in before}
    known = {line.partition(": ")[0] for line in before} | {line.partition(".")[0] for line in before}
    assert [path for path in needed if path.rpartition(".")[0] in known] == []


def test_every_frozen_list_is_held() -> None:
    assert {file.stem for file in FROZEN.glob("*.txt")} == PURE.keys() | OF_THE_SAMPLE.keys()
