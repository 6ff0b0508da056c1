"""A form as a grid, and what a slip must state so that a grid becomes true."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kstthc_cli.domain.forms.counted_figures import Place, Table, TableKey, tables_of
from kstthc_cli.domain.forms.form_grid import CellValue, HeaderCell, changes_of, grid_of, values_of
from kstthc_cli.domain.forms.sums import NOT_ARISING
from kstthc_cli.domain.progress.slips import Slip
from kstthc_cli.render.forms.header_heights import header_heights
from tests.forms.made import form, registry, slip

KEY = ("ho-so", "2021-Q2", "own")
TABLE = TableKey("ho-so", "2021-Q2", "xa-a1", "own")


def table_of(*slips: Slip) -> Table | None:
    return tables_of(slips).get(TABLE)


def test_headings_that_are_alike_share_a_cell() -> None:
    grid = grid_of(form("ho-so"), registry().agencies["xa-a1"], registry(), None)
    assert grid.depth == 2
    assert grid.header[:4] == (
        HeaderCell("Nhận", 0, 0, 1, 3), HeaderCell("Đã giải quyết", 0, 3, 2, 1),
        HeaderCell("Cuối kỳ", 0, 4, 2, 1), HeaderCell("Tỷ lệ", 0, 5, 2, 1),
    )  # fmt: skip
    assert [cell.text for cell in grid.header if cell.row == 1] == ["Tổng", "Trong kỳ", "Kỳ trước"]
    covered = [(row, column) for cell in grid.header for row in range(cell.row, cell.row + cell.rows)
               for column in range(cell.column, cell.column + cell.columns)]  # fmt: skip
    assert sorted(covered) == [(row, column) for row in range(2) for column in range(8)]


def test_free_rows_are_suggested_and_kept() -> None:
    known = tables_of([slip("xa-a1", {("Đất đai", "1"): 3}, of="tu-do")])
    [table] = known.values()
    grid = grid_of(form("tu-do"), registry().agencies["xa-a1"], registry(), table)
    assert [row.id for row in grid.rows] == ["Tư pháp", "Đất đai"]
    assert grid.open_rows


def test_the_same_grid_twice_says_nothing_new() -> None:
    cells: dict[Place, CellValue] = {("dat-dai", "2"): 5, ("dat-dai", "3"): 0, ("ho-tich", "2"): NOT_ARISING}
    first = changes_of(KEY, "done", None, cells)
    assert first is not None
    table = table_of(Slip("p", "2021", "xa-a1", "2021-Q2", date(2021, 6, 1), None, (), (), forms=(first,)))
    assert changes_of(KEY, "done", table, cells) is None
    assert changes_of(KEY, "done", table, {**cells, ("dat-dai", "2"): Decimal("5.0")}) is None


def test_a_changed_cell_is_one_correction_and_a_blank_a_withdrawal() -> None:
    table = table_of(slip("xa-a1", {("dat-dai", "2"): 5, ("dat-dai", "3"): 1, ("dat-dai", "4"): 2}))
    said = changes_of(KEY, "done", table, {("dat-dai", "2"): 6, ("dat-dai", "3"): None, ("dat-dai", "4"): 2})
    assert said is not None
    [row] = said.rows
    assert (dict(row.cells), row.withdrawn, row.not_arising) == ({"2": 6}, ("3",), ())


def test_a_report_of_nothing_but_zeros_is_said() -> None:
    said = changes_of(KEY, "done", None, {("dat-dai", "2"): 0})
    assert said is not None
    assert dict(said.rows[0].cells) == {"2": 0}


def test_zero_is_not_what_does_not_arise() -> None:
    table = table_of(slip("xa-a1", {("dat-dai", "2"): 0}))
    assert changes_of(KEY, "done", table, {("dat-dai", "2"): NOT_ARISING}) is not None


GRIDS = st.dictionaries(
    st.tuples(st.sampled_from(("dat-dai", "ho-tich")), st.sampled_from("2345")),
    st.one_of(st.integers(0, 9), st.just(NOT_ARISING), st.none()),
)


@given(st.lists(GRIDS, min_size=1, max_size=5))
def test_what_is_stated_makes_the_grid_true(grids: list[dict[Place, CellValue]]) -> None:
    slips: list[Slip] = []
    for n, grid in enumerate(grids):
        said = changes_of(KEY, "in_progress", table_of(*slips), grid)
        if said is not None:
            day = date(2021, 6, 1 + n)
            slips.append(Slip(f"p{n}", "2021", "xa-a1", "2021-Q2", day, None, (), (), forms=(said,)))
        now = values_of(table_of(*slips))
        assert all(now.get(place) == value for place, value in grid.items())


def test_header_rows_are_as_high_as_their_words_need() -> None:
    long = "Số TTHC cung cấp thêm trên Cổng Dịch vụ công quốc gia"
    cells = (("Tổng số", 0, 0, 1, 1), ("Trước", 1, 0, 1, 1), (long, 0, 1, 2, 1))
    low, high = header_heights(cells, (9, 11))
    assert low == high
    assert low + high >= 5 * 14.5
    assert header_heights((("Tổng số", 0, 0, 1, 1),), (9,)) == (20,)
    assert header_heights(((long, 0, 0, 1, 2),), (40, 40)) == (20,)
