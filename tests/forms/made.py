"""Agencies, forms and slips for the tests of figures, made without any file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from kstthc_cli.domain.agencies.registry import Registry, registry_of
from kstthc_cli.domain.calendar.calendar import Calendar
from kstthc_cli.domain.calendar.periods import Span, parse_period
from kstthc_cli.domain.calendar.workdays import Workdays
from kstthc_cli.domain.forms.collected import Collected
from kstthc_cli.domain.forms.counted_figures import tables_of
from kstthc_cli.domain.forms.form import Form
from kstthc_cli.domain.forms.form_files import form_of
from kstthc_cli.domain.forms.sums import Scope, Sum, added
from kstthc_cli.domain.progress.form_statements import FormStatement, RowStatement, Value
from kstthc_cli.domain.progress.slips import Slip
from kstthc_cli.model.agencies import RegistryFile
from kstthc_cli.model.forms.form import FormFile
from kstthc_cli.store.files.source import Source
from kstthc_cli.store.yaml.reader import parse

REGISTRY = """\
schema_version: 1
id: "quang-ngai"
name: "Cơ quan, đơn vị tỉnh Quảng Ngãi năm 2021"
place: "Quảng Ngãi"
valid_from: 2020-01-01
source: "Quyết định 159/QĐ-UBND ngày 28/01/2021"
agencies:
  - {id: ubnd-tinh, name: "UBND tỉnh Quảng Ngãi", level: tinh, aliases: ["UBND tỉnh"]}
  - {id: vp-ubnd-tinh, name: "Văn phòng UBND tỉnh", level: so, parent: ubnd-tinh}
  - {id: so-tp, name: "Sở Tư pháp", level: so, parent: ubnd-tinh, aliases: ["Sở TP"]}
  - {id: so-tttt, name: "Sở Thông tin và Truyền thông", short: "Sở TTTT", level: so, parent: ubnd-tinh}
  - {id: huyen-a, name: "UBND huyện A", level: huyen, parent: ubnd-tinh}
  - {id: huyen-b, name: "UBND huyện B", level: huyen, parent: ubnd-tinh}
  - {id: xa-a1, name: "UBND xã A1", level: xa, parent: huyen-a}
  - {id: xa-a2, name: "UBND xã A2", level: xa, parent: huyen-a}
  - {id: xa-b1, name: "UBND xã B1", level: xa, parent: huyen-b}
  - {id: xa-b2, name: "UBND xã B2", level: xa, parent: huyen-b, valid_to: 2021-05-15, successors: [xa-b1]}
groups:
  - {kind: levels, id: so-ban-nganh, name: "sở, ban, ngành", levels: [so]}
"""

HEAD = """\
schema_version: 1
id: "{id}"
title: "{title}"
source: {{text: "Kho này đặt", confidence: "L"}}
unit: "số hồ sơ"
filled_by: {{levels: [huyen, xa]}}
frequency: quarter
"""

FORMS = {
    "ho-so": HEAD.format(id="ho-so", title="Hồ sơ")
    + """\
rows: {kind: fixed, items: [{id: dat-dai, label: "Đất đai"}, {id: ho-tich, label: "Hộ tịch"}]}
columns:
  - {id: "1", heading: ["Nhận", "Tổng"], type: count, over_periods: from_parts}
  - {id: "2", heading: ["Nhận", "Trong kỳ"], type: count}
  - {id: "3", heading: ["Nhận", "Kỳ trước"], type: count, over_periods: first}
  - {id: "4", heading: ["Đã giải quyết"], type: count}
  - {id: "5", heading: ["Cuối kỳ"], type: count, over_periods: last_in_period}
  - {id: "6", heading: ["Tỷ lệ"], type: percent, ratio: {numerator: ["4"], denominator: ["2", "3"]}}
  - {id: "7", heading: ["Ngày"], type: decimal, over_rows: mean, over_agencies: mean, over_periods: mean}
  - {id: "8", heading: ["Ghi chú"], type: text}
rules:
  - {id: tong, severity: error, sentence: "(1) phải bằng (2) + (3).", total: {of: "1", parts: ["2", "3"]}}
  - {id: can, severity: warning, sentence: "(1) = (4) + (5).", equal: {left: ["1"], right: ["4", "5"]}}
  - id: chuyen
    severity: warning
    sentence: "(3) thường bằng (5) kỳ trước."
    same_as_previous: {column: "3", previous: "5"}
  - {id: cap, severity: error, sentence: "(4) và (5) cùng có.", compulsory_pair: ["4", "5"]}
""",
    "tu-do": HEAD.format(id="tu-do", title="Dòng tự đặt")
    + """\
rows: {kind: free, heading: "Lĩnh vực", suggested: ["Tư pháp"]}
columns: [{id: "1", heading: ["Số hồ sơ"], type: count}, {id: "2", heading: ["Chi phí"], type: money}]
""",
}


@lru_cache
def registry() -> Registry:
    """The agencies of `REGISTRY`."""
    return registry_of(RegistryFile.model_validate(parse(Source("", REGISTRY)).data))


@lru_cache
def form(name: str) -> Form:
    """A form of `FORMS`."""
    return form_of(FormFile.model_validate(parse(Source("", FORMS[name])).data))


def calendar() -> Calendar:
    """2021 without days off; districts send on the 19th, communes on the 16th."""
    days = Workdays(Span(date(2021, 1, 1), date(2022, 1, 1)), frozenset(), frozenset())
    return Calendar("2021", days, 15, {"huyen": 19, "xa": 16}, shift_deadlines=False, shift_send_by=False)


def slip(
    agency: str,
    cells: Mapping[tuple[str, str], Value | str | None] | None = None,
    *,
    period: str = "2021-Q2",
    basis: str = "own",
    status: str = "done",
    day: date = date(2021, 6, 17),
    name: str = "p1",
    of: str = "ho-so",
    supersedes: tuple[str, ...] = (),
) -> Slip:
    """A slip that states cells; None withdraws one, the word `not_arising` says that it does not arise."""
    rows: dict[str, dict[str, Any]] = {}
    for (row, column), value in (cells or {}).items():
        rows.setdefault(row, {})[column] = value
    stated = tuple(_row(row, values) for row, values in rows.items())
    said = FormStatement(of, period, basis, status, stated)
    return Slip(name, "2021", agency, period, day, None, supersedes, (), forms=(said,))


def _row(name: str, values: Mapping[str, Any]) -> RowStatement:
    plain = {c: v for c, v in values.items() if v is not None and v != "not_arising"}
    none = tuple(c for c, v in values.items() if v == "not_arising")
    return RowStatement(name, plain, none, tuple(c for c, v in values.items() if v is None))


def collected(slips: Iterable[Slip], of: str = "ho-so") -> Collected:
    """The tables of a form from slips."""
    return Collected(form(of), registry(), 15, tables_of(slips))


def total(
    slips: Iterable[Slip], column: str, period: str = "2021-Q2", of: str = "ho-so", **scope: Any
) -> Sum:
    """A column of a form, added up over a period."""
    found = form(of).column(column)
    assert found is not None
    parts = form(of).parts_of(parse_period(period))
    return added(Scope(collected(slips, of), parts, **scope), found)
