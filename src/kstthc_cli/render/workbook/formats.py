"""The formats of cells in a workbook: Times New Roman, boxes, yellow where an agency types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from kstthc_cli.domain.workbook.book import Column

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook as File

Role = Literal["typed", "printed", "sum", "total", "before"]
"""What a cell is: typed by the agency, printed, a sum in a row, a sum of rows, the period before."""

_FONT = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
_BOX = {**_FONT, "border": 1, "border_color": "#808080", "text_wrap": True}
_HEAD = {**_BOX, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#D9E2F3"}
_YELLOW, _GREY = "#FFF9DB", "#EDEDED"


class Formats:
    """The formats of one file; each is made once."""

    def __init__(self, file: File) -> None:
        def made(**settings: Any) -> Any:
            return file.add_format(settings)

        self._made = made
        self._of: dict[tuple[str, int, Role], Any] = {}
        self.plain = made(**_FONT)
        self.text = made(**_FONT, text_wrap=True)
        self.bold = made(**_FONT, bold=True)
        self.title = made(**{**_FONT, "font_size": 14}, bold=True, text_wrap=True, align="center")
        self.title_left = made(**{**_FONT, "font_size": 14}, bold=True)
        self.italic = made(**_FONT, italic=True)
        self.note = made(**{**_FONT, "font_size": 10}, italic=True)
        self.header = made(**_HEAD)
        self.header_small = made(**{**_HEAD, "font_size": 9, "bold": False})
        self.header_grey = made(
            **{**_HEAD, "bold": False, "font_size": 9, "font_color": "#595959", "bg_color": _GREY}
        )
        self.total = made(**_BOX, bold=True, bg_color=_GREY)
        self.wrong = made(bg_color="#F8CBAD", font_color="#C00000")

    def of(self, column: Column, role: Role) -> Any:
        """The format of the cells of a column."""
        key = (column.kind, column.decimals, role)
        if key not in self._of:
            self._of[key] = self._made(**{**_BOX, **_number_format(column), **_ROLES[role]})
        return self._of[key]


_ROLES: dict[Role, dict[str, Any]] = {
    "typed": {"locked": False, "bg_color": _YELLOW},
    "printed": {"locked": True},
    "sum": {"locked": True, "bg_color": _GREY},
    "total": {"locked": True, "bg_color": _GREY, "bold": True},
    "before": {"locked": True, "bg_color": "#F7F7F7", "font_color": "#7F7F7F"},
}


def _number_format(column: Column) -> dict[str, Any]:
    if column.kind == "day":
        return {"num_format": "dd/mm/yyyy", "align": "center"}
    if column.kind in ("count", "decimal", "money", "percent"):
        whole = column.decimals == 0 and column.kind != "percent"
        return {"num_format": "#,##0" if whole else "General", "align": "right"}
    return {"num_format": "@"} if column.filled else {}
