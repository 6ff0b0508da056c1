"""Findings about form files: ids, headings, columns named by rules and ratios, agencies that fill them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from kstthc_cli.domain.findings import Finding, Loc
from kstthc_cli.domain.forms.form_files import rule_kinds, rule_of
from kstthc_cli.domain.validate.places import tasks_of
from kstthc_cli.domain.validate.plan_checks import repeated

if TYPE_CHECKING:
    from kstthc_cli.model.forms.form import ColumnFile, FormFile, RuleFile
    from kstthc_cli.model.plan import PlanFile, Target


def check_form(file: FormFile) -> Iterator[Finding]:
    """Findings that need no other file."""
    yield from repeated(((c.id, ("columns", n, "id")) for n, c in enumerate(file.columns)), "cột")
    yield from repeated(((r.id, ("rules", n, "id")) for n, r in enumerate(file.rules)), "quy tắc")
    rows = getattr(file.rows, "items", [])
    yield from repeated(((row.id, ("rows", "items", n, "id")) for n, row in enumerate(rows)), "dòng")
    filled = file.filled_by
    if not (filled.agencies or filled.groups or filled.levels):
        yield Finding("KST090", ("filled_by",), "Chưa nêu cơ quan lập biểu: agencies, groups hoặc levels.")
    yield from _columns(file)
    for n, rule in enumerate(file.rules):
        yield from _rule(file, rule, ("rules", n))
    yield from _scoring(file)


def _columns(file: FormFile) -> Iterator[Finding]:
    totals = {rule.total.of for rule in file.rules if rule.total}
    for n, column in enumerate(file.columns):
        loc: Loc = ("columns", n)
        if column.ratio is not None:
            yield from _ratio(file, column, (*loc, "ratio"))
        if column.over_periods == "from_parts" and column.id not in totals:
            message = f"Cột {column.id} tính lại từ các cột thành phần, mà không quy tắc total nào nêu chúng."
            yield Finding("KST090", (*loc, "over_periods"), message)
        given = {column.over_rows, column.over_agencies, column.over_periods}
        if column.type == "text" and given - {None, "none"}:
            yield Finding("KST090", loc, f"Cột {column.id} là cột chữ nên không cộng được.")


def _ratio(file: FormFile, column: ColumnFile, loc: Loc) -> Iterator[Finding]:
    if column.over_rows or column.over_agencies or column.over_periods:
        message = f"Cột {column.id} tính lại từ các tổng nên không nêu cách gộp (over_…)."
        yield Finding("KST090", loc[:-1], message)
    ratio = column.ratio
    assert ratio is not None  # noqa: S101 - for the type checker
    columns = {one.id: one for one in file.columns}
    for name in (*ratio.numerator, *ratio.less, *ratio.denominator):
        yield from _number(file, name, loc)
        part = columns.get(name)
        if part and "none" in (part.over_rows, part.over_agencies):
            yield Finding("KST090", loc, f"Cột {name} không cộng được nên không dùng để tính tỷ lệ.")


def _number(file: FormFile, name: str, loc: Loc) -> Iterator[Finding]:
    """A finding unless a column is there, is filled by agencies, and holds numbers."""
    column = next((one for one in file.columns if one.id == name), None)
    if column is None:
        yield Finding("KST090", loc, f"Biểu không có cột “{name}”.")
    elif column.ratio is not None or column.type == "text":
        yield Finding("KST090", loc, f"Cột “{name}” không phải là số do cơ quan điền.")


def _rule(file: FormFile, rule: RuleFile, loc: Loc) -> Iterator[Finding]:
    kinds = rule_kinds(rule)
    if len(kinds) != 1:
        given = ", ".join(kinds) or "chưa có loại nào"
        yield Finding("KST090", loc, f"Mỗi quy tắc nêu đúng một loại, ví dụ total; ở đây: {given}.")
        return
    made = rule_of(rule)
    assert made is not None  # noqa: S101 - there is exactly one kind
    for name in (*made.left, *made.right):
        if rule.compulsory_pair is None:
            yield from _number(file, name, (*loc, kinds[0]))
        elif not any(column.id == name for column in file.columns):
            yield Finding("KST090", (*loc, kinds[0]), f"Biểu không có cột “{name}”.")
    if rule.ratio is not None and rule.ratio.at_least is None and rule.ratio.at_most is None:
        yield Finding("KST090", (*loc, "ratio"), "Tỷ lệ chưa nêu giới hạn: at_least hoặc at_most.")


def _scoring(file: FormFile) -> Iterator[Finding]:
    if file.scoring is None:
        return
    if not any(column.id == file.scoring.column for column in file.columns):
        yield Finding("KST090", ("scoring", "column"), f"Biểu không có cột “{file.scoring.column}”.")
    limits = [band.from_ for band in file.scoring.bands]
    if limits != sorted(set(limits), reverse=True):
        message = "Các mức xếp loại phải xếp từ điểm cao xuống điểm thấp."
        yield Finding("KST090", ("scoring", "bands"), message)


def check_filled_by(file: FormFile, agencies: Collection[str], groups: Collection[str]) -> Iterator[Finding]:
    """Findings about agencies and groups that no registry has."""
    yield from _unknown(file.filled_by.agencies, agencies, "agencies", "cơ quan")
    yield from _unknown(file.filled_by.groups, groups, "groups", "nhóm")


def check_target_forms(plan: PlanFile, forms: Mapping[str, FormFile]) -> Iterator[Finding]:
    """Findings about targets that name a form or a ratio that no form file has."""
    for loc, task in tasks_of(plan):
        for n, target in enumerate(task.targets):
            if wrong := _wrong_source(target, forms):
                yield Finding("KST097", (*loc, "targets", n), f"Chỉ tiêu “{target.id}” tính từ {wrong}.")


def _wrong_source(target: Target, forms: Mapping[str, FormFile]) -> str:
    """What is wrong with the form and the column that a target is computed from; empty if nothing."""
    if target.form is None:
        return f"cột “{target.column}” nhưng chưa nêu biểu (form)" if target.column is not None else ""
    if target.column is None:
        return f"biểu “{target.form}” nhưng chưa nêu cột tỷ lệ (column)"
    form = forms.get(target.form)
    if form and any(column.id == target.column and column.ratio is not None for column in form.columns):
        return ""
    return f"biểu “{target.form}”, cột “{target.column}”, nhưng không biểu nào có cột tỷ lệ ấy"


def _unknown(names: Iterable[str], known: Collection[str], key: str, what: str) -> Iterator[Finding]:
    for n, name in enumerate(names):
        if name not in known:
            yield Finding("KST091", ("filled_by", key, n), f"Không danh mục nào có {what} “{name}”.")
