"""What is said on stderr beside a slip that was written although something about it is odd."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from typing import Any

from kstthc_cli.commands.progress.entry_validation import Accepted
from kstthc_cli.commands.snapshot import Situation
from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.progress.obligation_status import STATUSES
from kstthc_cli.domain.progress.slips import FINAL


def remark_on_window(
    now: Situation, agency: Agency, accepted: list[Accepted], day: date, *, written: bool
) -> None:
    """Say when the period was taken from the day although an earlier one is still awaited.

    Data of a quarter close on the 14th, its report is due some days later: in between, the report
    is rather about the quarter that has closed.
    """
    open_still = {
        o.duty.id: o
        for o in now.year.owed_by([agency], now.requests)
        if o.due and o.period.span.start <= day <= o.due.effective and o.key not in now.state
    }
    how = "hãy rút phiếu này và ghi lại với" if written else "hãy ghi với"
    for item in accepted:
        mine, other = item.obligation, open_still.get(item.obligation.duty.id)
        if other and other.due and mine.due and other.due.effective < mine.due.effective:
            sys.stderr.write(
                f"lưu ý: theo kỳ số liệu, ngày {day:%d/%m/%Y} thuộc {mine.period.vietnamese}; nếu là báo cáo "
                f"{other.period.vietnamese} (hạn {other.due.effective:%d/%m/%Y}), {how} "
                f"--period {other.period}.\n"
            )


def remark_on_contradiction(
    now: Situation, accepted: list[Accepted], slip: Mapping[str, Any], *, written: bool
) -> None:
    """Say when an older word stands against the new one and is not superseded."""
    gone = {ref.split("#")[0] for ref in slip.get("supersedes", ())}
    how = "hãy rút phiếu này và ghi lại với" if written else "hãy thêm"
    for item in accepted:
        said = now.state.get(item.obligation.key)
        old = [(s.day, e.status, s.id) for s, e in said.entries if s.id not in gone] if said else []
        new = (slip["date"], item.content["status"], "")
        against = next((other for other in old if _against(other, new)), None)
        if against is not None:
            sys.stderr.write(
                f"lưu ý: phiếu {against[2]} đã ghi “{STATUSES[against[1]]}” cho đầu việc "
                f"{item.obligation.duty.id}; nếu đây là đính chính, {how} --supersede {against[2]}.\n"
            )


def remark_on_closing(now: Situation, accepted: list[Accepted]) -> None:
    """Say when the figures of a period that the slip is about are closed already."""
    folder = now.root / "reports" / now.year.plan.id
    if not folder.is_dir():
        return
    from kstthc_cli.domain.calendar.periods import quarter_of
    from kstthc_cli.store.report.report_files import closing_path

    dated = [item.obligation.due.nominal for item in accepted if item.obligation.due]
    for period in dict.fromkeys(map(quarter_of, dated)):
        if (now.root / closing_path(now.year.plan.id, str(period))).exists():
            sys.stderr.write(
                f"lưu ý: số liệu {period.vietnamese} đã chốt; phiếu này được báo cáo kể riêng "
                "“sau khi chốt số liệu”.\n"
            )


def _against(old: tuple[date, str, str], new: tuple[date, str, str]) -> bool:
    """Whether two words need a correction: of one day, or another one after a final one."""
    if old[0] == new[0]:
        return True
    first, then = sorted((old, new))
    return first[1] in FINAL and first[1] != then[1]
