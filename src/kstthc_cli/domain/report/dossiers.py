"""Statistical form II.06a: dossiers received, settled and pending, and whether they add up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kstthc_cli.model.report.prose import DossierFile

COLUMNS = tuple(range(3, 14))
"""The numbers of the form's counting columns, (3) to (13)."""

_SUMS = ((3, (4, 5, 6)), (7, (8, 9, 10)), (11, (12, 13)))
_FLOW = (3, (7, 11))


@dataclass(frozen=True, slots=True)
class Dossiers:
    """A row of the form; `cells` are the columns (3) to (13)."""

    name: str
    cells: tuple[int, ...]

    def column(self, number: int) -> int:
        """The count in a column of the form, 3 to 13."""
        return self.cells[number - COLUMNS[0]]


def dossiers_of(row: DossierFile) -> Dossiers:
    """A row of form II.06a with its columns in order."""
    received, settled, pending = row.received, row.settled, row.pending
    return Dossiers(
        row.name,
        (
            received.total, received.online, received.direct, received.carried,
            settled.total, settled.early, settled.on_time, settled.late,
            pending.total, pending.in_time, pending.late,
        ),
    )  # fmt: skip


def broken_sums(row: Dossiers) -> list[str]:
    """A Vietnamese sentence for each sum of the form that does not hold: (3) = (4)+(5)+(6) and so on."""
    return [_sentence(row, total, parts) for total, parts in _SUMS if not _holds(row, total, parts)]


def unbalanced(row: Dossiers) -> list[str]:
    """A sentence where received differs from settled plus pending, (3) = (7)+(11); else None."""
    return [] if _holds(row, *_FLOW) else [_sentence(row, *_FLOW)]


def _holds(row: Dossiers, total: int, parts: Sequence[int]) -> bool:
    return row.column(total) == sum(row.column(part) for part in parts)


def _sentence(row: Dossiers, total: int, parts: Sequence[int]) -> str:
    formula = " + ".join(f"({part})" for part in parts)
    counts = [row.column(part) for part in parts]
    sum_ = f"{' + '.join(map(str, counts))} = {sum(counts)}"
    return f"{row.name}: cột ({total}) là {row.column(total)}, nhưng {formula} là {sum_}."


def added_up(name: str, rows: Iterable[Dossiers]) -> Dossiers:
    """One row, called `name`, with the sums of all rows."""
    cells = [row.cells for row in rows]
    return Dossiers(name, tuple(sum(column) for column in zip(*cells, strict=True)) if cells else (0,) * 11)
