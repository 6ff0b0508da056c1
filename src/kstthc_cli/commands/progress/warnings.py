"""Warnings on stderr about unusual contents of a new slip, which is written all the same."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from kstthc_cli.domain.calendar.periods import periods_with
from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.progress.obligation_status import STATUSES
from kstthc_cli.domain.progress.slips import Entry, Figure, Slip, Statement, contradicts
from kstthc_cli.domain.tracking.targets import missed_by
from kstthc_cli.render.screen.phrases import figure_text, goal

if TYPE_CHECKING:
    from kstthc_cli.commands.progress.entry_validation import ValidEntry
    from kstthc_cli.commands.snapshot import Snapshot


def warn(now: Snapshot, entries: Sequence[ValidEntry], slip: Slip, *, written: bool) -> None:
    """Print every warning about a new slip; `written` is false in a dry run."""
    for obligation, entry in entries:
        about = f"đầu việc {obligation.duty.id}, {obligation.period.vietnamese}"
        messages = [
            *_contradiction(now, obligation, Statement(slip, entry), written=written),
            *_figures(obligation, entry, written=written),
        ]
        for message in messages:
            sys.stderr.write(f"lưu ý: {about}: {message}\n")
    _warn_of_closing(now, [item.obligation for item in entries])


def _contradiction(now: Snapshot, obligation: Obligation, new: Statement, *, written: bool) -> Iterator[str]:
    """A statement that contradicts the new one, or repeats it on the same day, and is not superseded."""
    gone = {ref.split("#")[0] for ref in new.slip.supersedes}
    progress = now.state.get(obligation.key)
    how = "hãy rút phiếu này và ghi lại với" if written else "hãy thêm"
    for old in progress.statements if progress else ():
        repeated = old.slip.day == new.slip.day and old.entry.status == new.entry.status
        if old.slip.id not in gone and (repeated or contradicts(*_in_order(old, new))):
            yield (
                f"phiếu {old.slip.id} đã ghi “{STATUSES[old.entry.status]}”; nếu đây là đính chính, {how} "
                f"--supersede {old.slip.id}."
            )
            return


def _in_order(old: Statement, new: Statement) -> list[Statement]:
    """Two statements by day; on the same day the new one comes last."""
    return [old, new] if old.slip.day <= new.slip.day else [new, old]


def _figures(obligation: Obligation, entry: Entry, *, written: bool) -> Iterator[str]:
    """Figures that are impossible, miss their target, or are missing although the work is done."""
    how = "ghi lại với --supersede" if written else "sửa trước khi ghi"
    for name, figure in entry.figures.items():
        if wrong := _impossible(figure):
            yield f"số liệu {name} là {figure_text(figure)}, {wrong}; nếu nhầm, {how}."
    for name, target in missed_by(entry, obligation.duty).items():
        yield f"số liệu {name} là {figure_text(entry.figures[name])}, chưa đạt chỉ tiêu ({goal(target)})."
    missing = [target.id for target in obligation.duty.targets if target.id not in entry.figures]
    if entry.status == "done" and missing:
        yield f"chưa nêu số liệu {', '.join(missing)}; bổ sung bằng --figure {missing[0]}=SỐ."


def _impossible(figure: Figure) -> str:
    """The reason why a figure is impossible, or an empty text."""
    value = Decimal(figure.value)
    if value < 0:
        return "là số âm"
    return "quá 100%" if figure.unit == "%" and value > 100 else ""


def _warn_of_closing(now: Snapshot, obligations: Sequence[Obligation]) -> None:
    """Print a warning if the figures of the slip's period are already closed."""
    folder = now.root / "reports" / now.year.plan.id
    if not folder.is_dir():
        return
    from kstthc_cli.store.report.report_paths import closing_path

    dated = [obligation.due.nominal for obligation in obligations if obligation.due]
    for period in dict.fromkeys(period for day in dated for period in periods_with(day)):
        if (now.root / closing_path(now.year.plan.id, str(period))).exists():
            sys.stderr.write(
                f"lưu ý: số liệu {period.vietnamese} đã chốt; phiếu này được báo cáo nêu riêng "
                "“sau khi chốt số liệu”.\n"
            )
