"""What a new slip replaces or takes back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kstthc_cli.commands.parsing import file_id
from kstthc_cli.commands.progress.entry_validation import Accepted
from kstthc_cli.commands.snapshot import Situation
from kstthc_cli.domain.progress.slips import Slip, superseded
from kstthc_cli.errors import RefusedError


def references(wanted: Iterable[str], now: Situation, accepted: list[Accepted], day: date) -> list[str]:
    """References to what the new slip replaces: of each old slip the entry on the same obligation.

    An old slip of a single entry is replaced whatever it was about: that is how a slip for the
    wrong duty is put right. A new slip without entries takes back the old one whole. Raises
    RefusedError.
    """
    refs: list[str] = []
    for name in wanted:
        place, mark, line = name.strip().partition("#")
        _, _, local = now.year.reference(f"{mark}{line}").partition("#")
        slip = _known(file_id(place), now.slips, day)
        locals_ = [entry.key.local for entry in slip.entries]
        if not accepted and (not local or locals_ == [local]):
            _refuse_twice(slip.id, now.slips)
            refs.append(slip.id)
        else:
            refs += [f"{slip.id}#{item}" for item in _lines(slip, locals_, local, accepted)]
    return list(dict.fromkeys(refs))


def _known(name: str, slips: Iterable[Slip], day: date) -> Slip:
    """The slip of an id, if it can be replaced on a day."""
    slip = next((slip for slip in slips if slip.id == name), None)
    if slip is None:
        raise RefusedError(f"Không có phiếu “{name}” của cơ quan này.", "Xem mã phiếu bằng `kst history`.")
    if slip.day > day:
        raise RefusedError(
            f"Phiếu “{name}” ghi ngày {slip.day:%d/%m/%Y}, sau ngày {day:%d/%m/%Y}.",
            "Sửa --date hoặc --as-of.",
        )
    return slip


def _lines(slip: Slip, locals_: list[str], local: str, accepted: list[Accepted]) -> list[str]:
    """The lines of an old slip that a new one replaces: the one named, or those alike."""
    if not locals_:
        how = f"Muốn bỏ việc rút, dùng --withdraw {slip.id}."
        raise RefusedError(f"Phiếu “{slip.id}” chỉ rút phiếu khác, không có dòng nào để thay.", how)
    same = [item.obligation.key.local for item in accepted if item.obligation.key.local in locals_]
    chosen = same or (locals_ if len(locals_) == 1 else [])
    if local:
        chosen = [local] if local in locals_ else []
    if not chosen:
        raise RefusedError(
            f"Phiếu “{slip.id}” có các dòng {', '.join(locals_)}, không dòng nào trùng với dòng mới.",
            f"Nói rõ dòng cần thay, ví dụ --supersede {slip.id}#{locals_[0]}.",
        )
    return chosen


def _refuse_twice(name: str, slips: Iterable[Slip]) -> None:
    by = next((by for (_, ref), by in superseded(slips).items() if ref == name), None)
    if by is not None:
        raise RefusedError(f"Phiếu “{name}” đã được rút hoặc thay bởi phiếu {by}.", "Xem `kst history`.")
