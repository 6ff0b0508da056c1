"""What is told of a slip that was written, or would be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.obligations.derivation import Obligation
from kstthc_cli.domain.progress.obligation_status import STATUSES
from kstthc_cli.domain.text.normalize import shortened


@dataclass(frozen=True, slots=True)
class Recorded:
    """A slip: what it says of which obligations, what it supersedes, where it lies; nowhere in a dry run."""

    agency: Agency
    period: str
    day: date
    entries: tuple[tuple[Obligation, Mapping[str, Any]], ...]
    supersedes: tuple[str, ...]
    path: str | None


def as_data(told: Recorded) -> dict[str, Any]:
    """The slip in JSON."""
    return {
        "schema_version": 1,
        "slip": told.path.rsplit("/", 1)[-1].removesuffix(".yaml") if told.path else None,
        "path": told.path,
        "agency": told.agency.id,
        "period": told.period,
        "date": told.day.isoformat(),
        "entries": [
            {
                "duty": obligation.duty.id,
                "period": str(obligation.period),
                "request": obligation.request or None,
                "status": content["status"],
            }
            for obligation, content in told.entries
        ],
    }


def as_text(told: Recorded) -> str:
    """A result of two lines or more for each entry, what is superseded, and the file."""
    lines = [line for item in told.entries for line in _entry(told.agency, *item)]
    lines += [f"{'Thay' if told.entries else 'Rút'} {ref}" for ref in told.supersedes]
    lines.append(f"Đã ghi {told.path}" if told.path else "Chạy thử: chưa ghi gì.")
    return "\n".join(lines) + "\n"


def _entry(agency: Agency, obligation: Obligation, content: Mapping[str, Any]) -> Iterator[str]:
    yield f"{obligation.duty.id}. {shortened(obligation.duty.content, 100)}"
    yield f"    {agency.short}, {obligation.period.vietnamese}: {STATUSES[content['status']]}."
    for name, figure in content.get("figures", {}).items():
        yield f"    Số liệu {name}: {str(figure['value']).replace('.', ',')} {figure['unit']}".rstrip()
