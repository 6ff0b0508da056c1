"""`kst report prepare`: a file for the text and figures that people add to a report."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kstthc_cli.commands.lookup import agency_named
from kstthc_cli.commands.report.report_view import author_of, named_period
from kstthc_cli.commands.snapshot import snapshot
from kstthc_cli.domain.report.contents import Contents, contents_of
from kstthc_cli.domain.report.letterhead import full_name
from kstthc_cli.domain.report.outline import Outline
from kstthc_cli.domain.report.report_period import ReportPeriod, report_on_demand
from kstthc_cli.errors import Exit, FileExistsRefusedError, RefusedError, UsageError
from kstthc_cli.render.report.words import grouped, status_summary
from kstthc_cli.store.files.append_only import write_once
from kstthc_cli.store.plan.plan_years import plan_year
from kstthc_cli.store.report.outlines import outline_for
from kstthc_cli.store.report.report_files import prose_path

_MOST = 10


@dataclass(frozen=True, slots=True)
class PrepareQuestion:
    """Whose report, and of which period."""

    as_of: date
    quarter: int | None = None
    period: str | None = None
    request: str | None = None
    agency: str | None = None
    plan: str | None = None


def prepare(root: Path, question: PrepareQuestion) -> int:
    """Write an empty file for prose, with the statements of the slips as comments.

    Raises RefusedError when the file exists: written text is never overwritten.
    """
    year = plan_year(root, question.plan, question.as_of)
    agency = agency_named(year.registry, question.agency, year.plan.year) if question.agency else None
    author = author_of(year, agency)
    now = snapshot(root, year, question.as_of, [agency] if agency else None)
    period = named_period(year, question.quarter, question.period, question.as_of)
    if question.request is not None:
        demanded = next((r for r in now.requests if r.id == question.request), None)
        if demanded is None:
            raise UsageError(f"Không có yêu cầu “{question.request}”.", "Xem `kst request list`.")
        period = report_on_demand(demanded)
    found = contents_of(now.rows_to_report([agency] if agency else year.registry.in_order), period)
    path = prose_path(year.plan.id, period.id, author.id)
    text = _file(year.plan.id, period, author.id, full_name(author), outline_for(root, year.plan), found)
    try:
        write_once(root, path, text)
    except FileExistsRefusedError:
        raise RefusedError(
            f"Đã có {path}: không ghi đè phần người đã viết.", "Mở tệp đó và viết tiếp."
        ) from None
    sys.stdout.write(f"Đã ghi {path}\nViết vào đó rồi lập báo cáo; dòng bắt đầu bằng # chỉ để tham khảo.\n")
    return Exit.FINE


def _file(plan: str, period: ReportPeriod, agency: str, name: str, outline: Outline, found: Contents) -> str:
    counted = status_summary([row for row in found.due if row.status != "waiting"]) or "không có việc nào"
    difficulties, proposals = _gathered(found, "difficulty"), _gathered(found, "proposal")
    headings = "".join(f"#   {h.number}: {h.title}\n" for h in outline.headings if h.title)
    return (
        f"# yaml-language-server: $schema=../../../schemas/prose.schema.json\n"
        f"# Phần thuyết minh của báo cáo {period.name}, {name}.\n"
        f"# Mỗi dòng chữ là một đoạn; dòng bắt đầu bằng “- ” là một ý. Xóa dấu # ở phần cần viết.\n"
        f"# Tình hình khi tạo tệp: {counted}.\n"
        f'schema_version: 1\nplan: "{plan}"\nperiod: "{period.id}"\nagency: "{agency}"\n\n'
        + _field("highlights", "Kết quả nổi bật", [])
        + _field("shortcomings", "Tồn tại, hạn chế (khó khăn trong phiếu đã tự vào báo cáo)", difficulties)
        + _field("causes", "Nguyên nhân", [])
        + _field("next", "Phương hướng, nhiệm vụ kỳ tiếp theo (việc đến hạn đã tự vào báo cáo)", [])
        + _field("proposals", "Kiến nghị, đề xuất (kiến nghị trong phiếu đã tự vào báo cáo)", proposals)
        + f"# Nội dung thêm dưới từng mục của đề cương:\n{headings}#headings:\n#  I.8: |\n#    …\n"
    )


def _field(name: str, title: str, statements: list[str]) -> str:
    beside = "".join(f"# Phiếu nêu: {' '.join(line.split())}\n" for line in statements)
    return f"# {title}\n{beside}#{name}: |\n#  …\n\n"


def _gathered(found: Contents, field: str) -> list[str]:
    statements = [
        (text, row.obligation.agency.short)
        for row in found.covered
        for _, entry in row.statements
        if (text := getattr(entry, field))
    ]
    return grouped(statements, _MOST)
