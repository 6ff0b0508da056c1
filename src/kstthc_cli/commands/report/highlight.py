"""`kst report highlight`: choosing what an agency reported for a report."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kstthc_cli.commands.lookup import by_prefix
from kstthc_cli.commands.report.prepare import prose_file
from kstthc_cli.commands.report.report_view import ReportQuestion, view_of
from kstthc_cli.commands.snapshot import snapshot
from kstthc_cli.domain.progress.slips import Entry, Slip, replaced_by, superseded
from kstthc_cli.domain.report.letterhead import distinct_name
from kstthc_cli.errors import Exit, InvalidDataError, RefusedError
from kstthc_cli.model.report.prose import ProseFile
from kstthc_cli.output import Output
from kstthc_cli.problems import errors
from kstthc_cli.render.report.report import ReportView
from kstthc_cli.render.report.status_sentences import entry_text
from kstthc_cli.store.files.append_only import write_once
from kstthc_cli.store.files.optimistic_replace import read_to_replace, replace
from kstthc_cli.store.files.source import Source
from kstthc_cli.store.files.write_lock import write_lock
from kstthc_cli.store.report.report_files import read_model
from kstthc_cli.store.report.report_paths import prose_path
from kstthc_cli.store.yaml.reader import Document, parse
from kstthc_cli.store.yaml.splices import CannotSpliceError, with_data


def highlight(root: Path, name: str, question: ReportQuestion) -> int:
    """Put what a slip says of a duty among the statements that a report prints; make a missing file.

    `name` is the id of a slip or its unique prefix, with `#DUTY` where it says something of several. Raises
    RefusedError where there is no such slip, it says nothing, or it has been chosen already.
    """
    view = view_of(root, question, Output())
    path = prose_path(view.year.plan.id, view.period.id, view.author)
    slip = _named(root, view, name)
    chosen = list(_statements(view, slip))
    if not chosen:
        raise RefusedError(f"Phiếu “{name}” không có nội dung để nêu.", "Chọn phiếu khác: kst history.")
    if len(chosen) > 1:
        lines = "".join(f"\n  {slip.id}#{one['duty']}: {one['text']}" for one in chosen)
        raise RefusedError(f"Phiếu có {len(chosen)} nội dung:{lines}", "Nêu một nội dung: PHIẾU#ĐẦU_VIỆC.")
    if os.path.lexists(root / path):
        with write_lock(root):
            _add(root, path, chosen[0])
    else:
        made = parse(Source(path, prose_file(view)))
        write_once(root, path, _with_statement(made, chosen[0]))
    sys.stdout.write(
        f"Mục {chosen[0]['heading']}: {chosen[0]['text']}\nĐã ghi vào {path}; sửa câu chữ tại đó.\n"
    )
    return Exit.FINE


def _named(root: Path, view: ReportView, name: str) -> Slip:
    """The slip with those entries that are asked for and still hold. Raises RefusedError for none."""
    wanted, _, duty = name.strip().partition("#")
    now = snapshot(root, view.year, view.as_of, [view.agency] if view.agency else None)
    known = {slip.id: slip for slip in now.slips if slip.day <= view.as_of}
    slip = by_prefix(wanted, known, "phiếu")
    if slip is None:
        raise RefusedError(
            f"Không có phiếu “{wanted}”.", "Xem mã phiếu bằng `kst history` hoặc `kst search`."
        )
    about = duty.partition("@")[0]
    asked = [entry for entry in slip.entries if about in ("", entry.key.duty)]
    gone = superseded(known.values())
    holds = tuple(entry for entry in asked if replaced_by(gone, slip, entry) is None)
    if asked and not holds:
        raise RefusedError(f"Phiếu “{slip.id}” đã được rút hoặc thay.", "Chọn phiếu thay cho nó.")
    return slip._replace(entries=holds)


def _statements(view: ReportView, slip: Slip) -> Iterator[dict[str, Any]]:
    """A statement for each entry of a slip that says something, under the heading of its duty."""
    duties = {one.id: one for one in view.year.plan.duties}
    who = view.year.registry.agencies[slip.agency]
    begin = "" if view.agency else f"{distinct_name(who, view.year.registry)}: "
    for entry in slip.entries:
        of = duties.get(entry.key.duty)
        if of is not None and (text := entry_text(entry, of)):
            text = f"{begin}{text[:1].lower()}{text[1:]}" if begin else text
            place = _place(view, entry)
            yield {"slip": slip.id, "duty": of.id, "heading": place, "highlight": True, "text": text}


def _place(view: ReportView, entry: Entry) -> str:
    """The number of the heading that takes a duty, else of the last one that takes any."""
    takers = [heading for heading in view.outline.headings if heading.takes_duties]
    found = (
        heading.number
        for heading in takers
        if any(duty.id == entry.key.duty for duty in view.outline.duties_under(view.year.plan, heading))
    )
    return next(found, takers[-1].number if takers else view.outline.headings[0].number)


def _add(root: Path, path: str, new: dict[str, Any]) -> None:
    read = read_to_replace(root, path)
    document, value, problems = read_model(root, read.file, ProseFile)
    if value is None or errors(problems):
        raise InvalidDataError(errors(problems), "nên chưa ghi được")
    replace(read, _with_statement(document, new))


def _with_statement(document: Document, new: dict[str, Any]) -> str:
    """The text of a file for prose with one more statement."""
    there, path = document.data.get("statements", []), document.source.path
    if any((one.get("slip"), one.get("duty")) == (new["slip"], new["duty"]) for one in there):
        raise RefusedError("Nội dung này đã được chọn nêu trong báo cáo.", f"Sửa câu chữ trong {path}.")
    try:
        return with_data(document, {**document.data, "statements": [*there, new]}).source.text
    except CannotSpliceError as error:
        raise RefusedError(
            f"Không ghi thêm được vào {path}, dòng {error.line}.", "Ghi mục statements bằng tay."
        ) from None
