"""References from a new slip to the slips or entries that it supersedes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from kstthc_cli.commands.lookup import by_prefix
from kstthc_cli.commands.parsing import file_id
from kstthc_cli.commands.progress.entry_validation import ValidEntry
from kstthc_cli.commands.snapshot import Snapshot
from kstthc_cli.domain.progress.slips import Slip, superseded
from kstthc_cli.errors import RefusedError


def references(names: Iterable[str], now: Snapshot, entries: Sequence[ValidEntry], day: date) -> list[str]:
    """The `supersedes` of a new slip with these entries, from the values of `--supersede` or `--withdraw`.

    A value is a slip id, its unique prefix, a file, or one of these with `#DUTY@PERIOD`. Of each old slip the
    entry on the same obligation is superseded; an old slip with a single entry always is, which corrects a
    slip on the wrong duty. Without entries the old slip is withdrawn completely. Raises RefusedError if there
    is no such slip or entry.
    """
    refs: list[str] = []
    for name in names:
        place, mark, line = name.strip().partition("#")
        _, _, local = now.year.reference(f"{mark}{line}").partition("#")
        slip = _named(file_id(place), now.slips, day)
        locals_ = [entry.key.local for entry in slip.entries]
        if not entries and (not local or locals_ == [local]):
            _refuse_twice(slip.id, now.slips)
            refs.append(slip.id)
        else:
            refs += [f"{slip.id}#{item}" for item in _lines(slip, locals_, local, entries)]
    return list(dict.fromkeys(refs))


def _named(name: str, slips: Iterable[Slip], day: date) -> Slip:
    """The slip with an id or unique prefix. Raises RefusedError for none, several, or a later one."""
    slip = by_prefix(name, {slip.id: slip for slip in slips}, "phiếu")
    if slip is None:
        raise RefusedError(f"Không có phiếu “{name}” của cơ quan này.", "Xem mã phiếu bằng `kst history`.")
    if slip.day > day:
        raise RefusedError(
            f"Phiếu “{slip.id}” ghi ngày {slip.day:%d/%m/%Y}, sau ngày {day:%d/%m/%Y}.",
            "Sửa --date hoặc --as-of.",
        )
    return slip


def _lines(slip: Slip, locals_: list[str], local: str, entries: Sequence[ValidEntry]) -> list[str]:
    """The superseded entries of an old slip: the named one, or those on the same obligations."""
    if not locals_:
        how = f"Muốn bỏ việc rút, dùng --withdraw {slip.id}."
        raise RefusedError(f"Phiếu “{slip.id}” chỉ rút phiếu khác, không có dòng nào để thay.", how)
    same = [item.obligation.key.local for item in entries if item.obligation.key.local in locals_]
    chosen = same or (locals_ if len(locals_) == 1 else [])
    if local:
        chosen = [local] if local in locals_ else []
    if not chosen:
        raise RefusedError(
            f"Phiếu “{slip.id}” có các dòng {', '.join(locals_)}, không dòng nào trùng với dòng mới.",
            f"Nêu rõ dòng cần thay, ví dụ --supersede {slip.id}#{locals_[0]}.",
        )
    return chosen


def _refuse_twice(name: str, slips: Iterable[Slip]) -> None:
    by = next((by for (_, ref), by in superseded(slips).items() if ref == name), None)
    if by is not None:
        raise RefusedError(f"Phiếu “{name}” đã được rút hoặc thay bởi phiếu {by}.", "Xem `kst history`.")
