"""A column is declared once and stands in every output that it names."""

from __future__ import annotations

import pytest

from kstthc_cli.model.output import row_model
from kstthc_cli.render.screen.columns import Column, Columns, Line
from kstthc_cli.render.screen.table_model import TableColumn

Row = tuple[str, int | None]
NAME: Column[str, Row] = Column(
    "name", lambda _, r: r[0], "str", "Tên.", csv="Tên", shown=TableColumn("Tên", share=1)
)
NUMBER: Column[str, Row] = Column(
    "number",
    lambda _, r: r[1],
    "Count | None",
    "Số.",
    csv="Số",
    shown=TableColumn("Số", number=True),
    cell=lambda unit, line: f"{line.row[1]} {unit}",
)
PLACE: Column[str, Row] = Column("place", csv="Nơi", text=lambda unit, r: f"{unit}: {r[0]}")
COLUMNS = Columns(NAME, NUMBER, PLACE, csv=("place", "name", "number"))


def test_csv_has_its_own_order_and_nothing_for_none() -> None:
    assert COLUMNS.header == ("Nơi", "Tên", "Số")
    assert list(COLUMNS.records("xã", [("A", 2), ("B", None)])) == [("xã: A", "A", "2"), ("xã: B", "B", "")]


def test_json_has_the_columns_with_a_type_in_the_order_of_their_declaration() -> None:
    assert list(COLUMNS.data("xã", ("B", None)).items()) == [("name", "B"), ("number", None)]


def test_a_table_has_the_columns_that_are_asked_for() -> None:
    keys = ("number", "name")
    assert [column.name for column in COLUMNS.shown(*keys)] == ["Số", "Tên"]
    assert COLUMNS.cells(keys, "xã", Line(("A", 2))) == ["2 xã", "A"]


def test_a_key_that_no_column_has_is_refused() -> None:
    with pytest.raises(KeyError):
        Columns(NAME, csv=("name", "nmae"))
    with pytest.raises(KeyError):
        COLUMNS.shown("nmae")


def test_the_schema_of_a_row_is_made_from_its_columns() -> None:
    model = row_model("Made", "Dòng", ((c.key, c.json, c.meaning) for c in COLUMNS if c.json))
    schema = model.model_json_schema()
    assert (schema["title"], schema["required"]) == ("Dòng", ["name", "number"])
    assert schema["additionalProperties"] is False
    assert schema["properties"]["number"]["description"] == "Số."
    assert {"minimum": 0, "type": "integer"} in schema["properties"]["number"]["anyOf"]


@pytest.mark.parametrize("id_", ["35.10", "35.1", "007", "1-2", "3/4", "3e5", "12:30"])
def test_an_id_that_a_spreadsheet_would_change_is_kept_as_text(id_: str) -> None:
    columns = Columns[None, str](Column("duty", lambda _, row: row, csv="Đầu việc"))
    assert columns.record(None, id_) == (f"'{id_}",)


@pytest.mark.parametrize("id_", ["10", "39a", "1e", "1.a", "II", "so-tttt", "2021-Q2", "0"])
def test_other_ids_stay_as_they_are(id_: str) -> None:
    columns = Columns[None, str](Column("duty", lambda _, row: row, csv="Đầu việc"))
    assert columns.record(None, id_) == (id_,)


def test_figures_and_days_stay_as_they_are() -> None:
    columns = Columns[None, str](Column("due", lambda _, row: row, csv="Hạn"))
    assert columns.record(None, "12.50") == ("12.50",)
