"""The letter that tells an agency its duties as plain values, and the circular that tells all theirs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.plan.roles import names
from kstthc_cli.domain.report.letterhead import full_name
from kstthc_cli.render.report.letter import (
    MOST_ROWS,
    LetterView,
    agencies_named,
    agency_list,
    annex_of,
    letter_values,
)
from kstthc_cli.render.screen.phrases import count
from kstthc_cli.render.tracking.due import others, waits_for

Group = tuple[Agency, Sequence[Obligation]]
COLUMNS = ("Số nhiệm vụ được giao", "Trong đó phải báo cáo", "Chỉ phối hợp hoặc có điều kiện")
_LETTERS_OF_A_PAGE = 1800
"""How many letters of a table fit on the page of a letter: its words are binding, so none is left out."""
_PLEASE = (
    "Đề nghị {} tổ chức thực hiện và báo cáo kết quả từng nhiệm vụ hằng quý{}, kèm số, ký hiệu văn bản minh "
    "chứng; nhiệm vụ không phát sinh cũng báo cáo."
)


def assignment_values(year: PlanYear, group: Group, letter: LetterView, office: Agency) -> dict[str, Any]:
    """The duties of one agency by section, each once; in an annex where a page does not hold them."""
    agency, owed = group
    duties = _each_duty(owed)
    sections = [
        {"id": id_, "title": title, "rows": [_row(year, o) for o in duties if o.duty.section == id_]}
        for id_, title in year.plan.sections.items()
    ]
    sections = [section for section in sections if section["rows"]]
    title = "" if _fits(sections) else f"NHIỆM VỤ ĐƯỢC GIAO CHO {full_name(agency).upper()}"
    where = "theo Phụ lục kèm theo." if title else "như sau:"
    what = f"{full_name(agency)} được giao {count(len(duties))} nhiệm vụ"
    return {
        "schema_version": 1,
        "kind": "assignment",
        "letter": letter_values(letter),
        "plan": year.plan.id,
        "agency": agency.id,
        "opening": [f"Theo {year.plan.decision}, {what} trong năm {year.plan.year} {where}"],
        "sections": sections,
        "closing": [_how_to_report(year, agency)],
        **annex_of(title, letter, office),
        "agencies": None,
    }


def assignment_circular(
    year: PlanYear, groups: Sequence[Group], letter: LetterView, office: Agency
) -> dict[str, Any]:
    """The list of agencies with the numbers of their duties."""
    who = agencies_named([agency for agency, _ in groups])
    opening = f"Theo {year.plan.decision}, {who} được giao nhiệm vụ trong năm {year.plan.year}"
    title = "DANH SÁCH CƠ QUAN ĐƯỢC GIAO NHIỆM VỤ"
    return {
        "schema_version": 1,
        "kind": "assignment",
        "letter": letter_values(letter),
        "plan": year.plan.id,
        "agency": "",
        "opening": [f"{opening} (theo Danh sách kèm theo)."],
        "sections": [],
        "closing": [_PLEASE.format("các cơ quan, đơn vị, địa phương có tên trong Danh sách", "")],
        **annex_of(title, letter, office),
        "agencies": agency_list(year.registry, COLUMNS, _counted(groups)),
    }


def _counted(groups: Sequence[Group]) -> Iterable[tuple[Agency, Sequence[int]]]:
    """For each agency: how many duties it has, on how many it must report, and the others."""
    for agency, owed in groups:
        duties = len(_each_duty(owed))
        reported = len(_each_duty([o for o in owed if o.reports]))
        yield agency, (duties, reported, duties - reported)


def _each_duty(owed: Sequence[Obligation]) -> list[Obligation]:
    return list({obligation.duty.id: obligation for obligation in owed}.values())


def _fits(sections: Sequence[dict[str, Any]]) -> bool:
    """Whether a table is short enough for the page of the letter."""
    rows = [row for section in sections for row in section["rows"]]
    letters = sum(len(text) for row in rows for text in row.values())
    return len(rows) <= MOST_ROWS and letters <= _LETTERS_OF_A_PAGE


def _row(year: PlanYear, obligation: Obligation) -> dict[str, str]:
    duty, part = obligation.duty, obligation.part
    condition = f" ({part.condition})" if part.condition else ""
    with_whom = others(year.registry, obligation, signed=True)
    waiting = waits_for(year.plan, obligation)
    time = duty.schedule.text.removeprefix("- ")
    return {
        "duty": duty.id,
        "content": duty.content,
        "result": "\n".join(duty.results),
        "who": f"{names(part.roles)}{condition}" + (f"\nPhối hợp với: {with_whom}" if with_whom else ""),
        "due": f"{time}\n(chưa có {waiting})" if waiting else time,
        "status": "",
        "said": "",
        "evidence": "",
        "day": "",
    }


def _how_to_report(year: PlanYear, agency: Agency) -> str:
    day = year.calendar.send_by.get(agency.level)
    when = f", chậm nhất ngày {day:02} tháng cuối quý" if day else ""
    return _PLEASE.format(full_name(agency), when)
