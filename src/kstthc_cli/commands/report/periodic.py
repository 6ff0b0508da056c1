"""`kst report quarterly`, `half-year`, `nine-month`, `yearly`, `adhoc`, `annex`: the periodic report."""

from __future__ import annotations

import sys
from pathlib import Path

from kstthc_cli.commands.report.letterhead import tell_what_lacks
from kstthc_cli.commands.report.report_view import ANNEX, ReportQuestion, author_of, view_of
from kstthc_cli.commands.report.write_document import (
    FORMATS,
    named_target,
    open_written,
    period_in_name,
    write_document,
)
from kstthc_cli.domain.report.letterhead import full_name
from kstthc_cli.errors import Exit
from kstthc_cli.output import Output
from kstthc_cli.render.report.annex import annex_values
from kstthc_cli.render.report.report import ReportView, report_values
from kstthc_cli.store.report.report_paths import prose_path


def report(root: Path, question: ReportQuestion, output: Output) -> int:
    """Write the report of a period, of the whole province or of one agency."""
    output.resolve_format(FORMATS)
    view = view_of(root, question, output)
    target = _target(view, question, output)
    write_document(root, report_values(view), target)
    _tell(view, question, root)
    open_written(question.open_file, target)
    return Exit.FINE


def annex(root: Path, question: ReportQuestion, output: Output) -> int:
    """Write the internal annex of a report, which is not sent with it."""
    output.resolve_format(FORMATS)
    view = view_of(root, question, output)
    target = _target(view, question, output)
    write_document(root, annex_values(view), target)
    open_written(question.open_file, target)
    return Exit.FINE


def _target(view: ReportView, question: ReportQuestion, output: Output) -> Output:
    """Where the document goes: as asked, or to a Word file that names period and agency."""
    kind = "phu-luc-noi-bo" if question.kind == ANNEX else "bao-cao"
    parts = [kind, _period_in_name(view), *([view.agency.id] if view.agency else [])]
    return named_target(output, question.folder, "-".join(parts))


def _period_in_name(view: ReportView) -> str:
    """The period, or the id of the request that is answered."""
    asked = view.period.request is not None
    return f"dot-xuat-{view.period.id}" if asked else period_in_name(view.period.period)


# What to tell beside


def _how_to_prepare(view: ReportView) -> str:
    which = f"--request {view.period.id}" if view.period.request else f"--period {view.period.id}"
    return f"kst report prepare {which}" + (f" --agency {view.agency.id}" if view.agency else "")


def _tell(view: ReportView, question: ReportQuestion, root: Path) -> None:
    """Print on stderr the period taken, and what is still missing before the report can be signed."""
    author = author_of(view.year, view.agency)
    sys.stderr.write(f"Báo cáo {view.period.name} của {full_name(author)}.\n")
    tell_what_lacks(view.letter, question.given)
    asked = any(heading.prose == "causes" for heading in view.outline.headings)
    if asked and "causes" not in view.prose:
        path = prose_path(view.year.plan.id, view.period.id, author.id)
        how = "" if (root / path).exists() else f" (tạo bằng `{_how_to_prepare(view)}`)"
        sys.stderr.write(f"Chưa có phần Nguyên nhân: viết vào {path}{how}.\n")
