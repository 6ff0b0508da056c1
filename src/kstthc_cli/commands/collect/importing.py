"""`kst collect import`: what agencies filled becomes slips, each workbook completely or not at all."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from kstthc_cli.commands.collect.judged import Expected, Verdict, identity_problem, judged
from kstthc_cli.commands.collect.period import collected_period, last_sent
from kstthc_cli.commands.collect.replies import Beside, ReadReply, beside_others, read_reply
from kstthc_cli.commands.progress.days import checked_day
from kstthc_cli.commands.progress.entry_validation import clean_name
from kstthc_cli.commands.snapshot import Snapshot, snapshot
from kstthc_cli.domain.forms.form import Form
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.progress.slips import Slip, Source
from kstthc_cli.domain.workbook.book import Sheet
from kstthc_cli.domain.workbook.form_sheets import form_of_code, template_of
from kstthc_cli.domain.workbook.records import EMPTY, REFUSED, TAKEN, UNCHANGED, Received, WorkbookRecord
from kstthc_cli.domain.workbook.reply import fixed_template
from kstthc_cli.domain.workbook.returned import CellProblem
from kstthc_cli.errors import Exit, UsageError
from kstthc_cli.output import Output
from kstthc_cli.render.screen.data_formats import to_json
from kstthc_cli.render.screen.progress_bar import MANY, tracked
from kstthc_cli.render.workbook.imported import Result, as_data, as_text
from kstthc_cli.store.files.atomic_write import made_folder
from kstthc_cli.store.files.write_lock import write_lock
from kstthc_cli.store.forms.forms import all_forms
from kstthc_cli.store.plan.plan_years import issued, plan_year
from kstthc_cli.store.progress.new_slip import write_slip
from kstthc_cli.store.workbook.records import read_records, records_of, write_record
from kstthc_cli.store.workbook.sources import found_names, read_returned

FORMATS = ("text", "json")


class ImportQuestion(NamedTuple):
    """The options of `kst collect import`."""

    as_of: date
    paths: tuple[Path, ...]
    moment: str
    day: date | None = None
    by: str | None = None
    quarter: int | None = None
    period: str | None = None
    plan: str | None = None
    dry_run: bool = False
    annotate: Path | None = None
    supersede: tuple[str, ...] = ()


class _Run(NamedTuple):
    """What all files of one run are judged against."""

    root: Path
    now: Snapshot
    forms: Mapping[str, Form]
    expected: Expected
    question: ImportQuestion


def import_(root: Path, question: ImportQuestion, output: Output) -> int:
    """Import the workbooks; returns FINDINGS where one was refused.

    Raises UsageError if there is no workbook under the paths, RefusedError for a folder of marked copies that
    lies among data.
    """
    chosen = output.resolve_format(FORMATS)
    question = question._replace(by=clean_name(question.by, "người báo cáo"))
    if question.annotate is not None:
        made_folder(question.annotate)
    year = issued(plan_year(root, question.plan, question.as_of))
    day = checked_day(question.day or question.as_of, question.as_of, year, "Ngày báo cáo")
    forms = all_forms(root)
    replies = _read(forms, question, output)
    with contextlib.nullcontext() if question.dry_run else write_lock(root):
        now = snapshot(root, year, question.as_of, watch=output.watch)
        known = records_of(root, year.plan.id)
        expected = Expected(_expected_period(known, year, question), day, frozenset(question.supersede))
        others = beside_others(replies, _imported(now.slips, known), *_refused(known))
        run = _Run(root, now, forms, expected, question)
        results = [_result(run, item, beside) for item, beside in zip(replies, others, strict=True)]
        _record(root, now, results, day, question)
    output.write(
        to_json(as_data(results)) if chosen == "json" else as_text(results, dry_run=question.dry_run), chosen
    )
    if question.annotate is not None:
        _annotate(question.annotate, question.paths, replies, results)
    return Exit.FINDINGS if any(result.outcome == REFUSED for result in results) else Exit.FINE


def _annotate(
    folder: Path, paths: Sequence[Path], replies: Sequence[ReadReply], results: Sequence[Result]
) -> None:
    """Write a marked copy of every refused workbook that could be read; say of which there is none."""
    from kstthc_cli.store.workbook.annotated import annotated, write_annotated
    from kstthc_cli.store.workbook.opening import WorkbookRefusedError

    for item, result, place in zip(replies, results, found_names(paths).files, strict=True):
        if result.outcome == REFUSED and item.reply is not None:
            try:
                copy = annotated(read_returned(*place).content, result.problems)
            except WorkbookRefusedError as error:
                told = f"“{item.name}” không có bản đánh dấu: {error.message}. {error.remedy}"
                sys.stderr.write(f"lưu ý: {told}\n")
                continue
            sys.stderr.write(f"Đã ghi {write_annotated(folder, item.name, copy)}\n")


def _read(forms: Mapping[str, Form], question: ImportQuestion, output: Output) -> list[ReadReply]:
    names = found_names(question.paths)
    for other in names.others:
        sys.stderr.write(f"lưu ý: “{other}” không phải tệp Excel nên được bỏ qua.\n")
    if not names.files:
        raise UsageError(
            "Không có tệp Excel nào ở các đường dẫn này.", "Nêu tệp .xlsx, thư mục hoặc tệp .zip."
        )
    files = tracked(names.files, "Đang đọc tệp", shown=output.screen.terminal, least=MANY)

    def template(code: str) -> Sheet | None:
        found = form_of_code(code)
        form = forms.get(found[0]) if found else None
        return template_of(form, code) if form else fixed_template(code)

    return [read_reply(read_returned(file, inside), template) for file, inside in files]


def _result(run: _Run, item: ReadReply, beside: Beside) -> Result:
    """What becomes of one file; its slip is written unless it is a dry run."""
    if item.reply is None:
        why, how = item.refusal
        return Result(item.name, item.sha256, REFUSED, problems=(CellProblem("", "", "", f"{why}. {how}"),))
    identity = item.reply.identity
    wrong = identity_problem(identity, run.now, run.expected)
    about = Result(item.name, item.sha256, REFUSED, identity.agency, identity.period)
    if wrong:
        return about._replace(problems=(CellProblem("", "", "", wrong),))
    registry = run.now.year.registry
    about = about._replace(title=registry.full_name(registry.agencies[identity.agency]))
    if beside.refusal:
        return about._replace(problems=(CellProblem("", "", "", beside.refusal),))
    if beside.note:
        return about._replace(outcome=UNCHANGED, note=beside.note, aside=True)
    return _judged(run, item, about)


def _judged(run: _Run, item: ReadReply, about: Result) -> Result:
    reply, year, question = item.reply, run.now.year, run.question
    assert reply is not None  # noqa: S101 - for the type checker; the caller knows it is
    if reply.untouched and not reply.problems:
        return about._replace(outcome=EMPTY, note="chưa nêu gì")
    agency = year.registry.agencies[reply.identity.agency]
    verdict = judged(reply, agency, run.now, run.expected, run.forms)
    about = about._replace(taken=verdict.taken, empty=verdict.empty, changes=verdict.changes)
    if verdict.problems:
        return about._replace(problems=verdict.problems)
    if not verdict.entries and not verdict.supersedes and not verdict.forms:
        return about._replace(outcome=UNCHANGED, note="không có gì mới")
    slip = _slip(item, verdict, year, run.expected.day, question)
    path = "" if question.dry_run else write_slip(run.root, slip, question.moment)
    return about._replace(outcome=TAKEN, slip=path)


def _slip(item: ReadReply, verdict: Verdict, year: PlanYear, day: date, question: ImportQuestion) -> Slip:
    assert item.reply is not None  # noqa: S101 - for the type checker; the caller knows it is
    return Slip(
        id="",
        plan=year.plan.id,
        agency=item.reply.identity.agency,
        period=item.reply.identity.period,
        day=day,
        by=question.by,
        supersedes=tuple(dict.fromkeys(verdict.supersedes)),
        entries=verdict.entries,
        forms=verdict.forms,
        note="Cơ quan gửi lại tệp Excel." if verdict.supersedes else None,
        source=Source(item.name, item.sha256),
    )


def _imported(slips: Iterable[Slip], records: Iterable[WorkbookRecord]) -> dict[str, date]:
    """The hashes of the files that were valid → the day; most became slips, others said nothing new."""
    valid = (EMPTY, UNCHANGED)
    days = {i.sha256: record.day for record in records for i in record.received if i.outcome in valid}
    return days | {slip.source.sha256: slip.day for slip in slips if slip.source is not None}


def _refused(records: Iterable[WorkbookRecord]) -> tuple[set[str], set[str]]:
    """The hashes of the files that were refused; of these, the ones in whose place others came since.

    `records` stand by day: their names begin with it.
    """
    refused: dict[str, tuple[str, str]] = {}
    anew: set[str] = set()
    for record in records:
        came = {(item.agency, record.period) for item in record.received}
        anew |= {sha256 for sha256, about in refused.items() if about in came}
        refused |= {i.sha256: (i.agency, record.period) for i in record.received if i.outcome == REFUSED}
    return set(refused), anew


def _expected_period(
    records: Iterable[WorkbookRecord], year: PlanYear, question: ImportQuestion
) -> str | None:
    """The period that is asked; without options, the one for which workbooks were made last."""
    asked = collected_period(year, question.quarter, question.period)
    if asked is not None:
        return str(asked)
    return last_sent(records)


def _record(
    root: Path, now: Snapshot, results: Sequence[Result], day: date, question: ImportQuestion
) -> None:
    """Note what came back, by period; what was noted before is not noted again."""
    if question.dry_run:
        return
    ours = [result for result in results if result.title and not result.aside]
    for period in sorted({result.period for result in ours}):
        mine = [result for result in ours if result.period == period]
        _record_period(root, now, period, mine, day, question)


def _record_period(
    root: Path, now: Snapshot, period: str, results: Iterable[Result], day: date, question: ImportQuestion
) -> None:
    plan = now.year.plan.id
    known = {
        (item.agency, item.sha256): item.outcome
        for record in read_records(root, plan, period)
        for item in record.received
    }
    new = tuple(
        Received(r.agency, r.name, r.sha256, r.outcome, len(r.problems))
        for r in results
        if known.get((r.agency, r.sha256)) != r.outcome
    )
    if new:
        record = WorkbookRecord("", plan, period, day, question.by, received=new)
        write_record(root, record, question.moment)
