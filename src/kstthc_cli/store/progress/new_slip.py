"""Writes new slips, requests and withdrawals: an id, a file, a checksum."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from kstthc_cli.domain.progress.slips import Entry, Evidence, Slip
from kstthc_cli.model import SCHEMA_VERSION
from kstthc_cli.store.files.append_only import with_checksum, write_once
from kstthc_cli.store.progress.form_statements import statement_data
from kstthc_cli.store.progress.slips import period_folder, remember_written

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def unique_name(day: date, moment: str, what: str) -> str:
    """A unique id: the day, the moment of writing, a hint at the content, and eight random letters.

    The moment makes the slips of one day sort in the order in which they were written.
    """
    return f"{day.isoformat()}-{moment}-{what}-{''.join(secrets.choice(_LETTERS) for _ in range(8))}"


def write_slip(root: Path, slip: Slip, moment: str) -> str:
    """Write a slip, whose id and path are still empty, to a new file; returns its path from the root.

    Raises as `write_once` does.
    """
    name = unique_name(slip.day, moment, _hint(slip))
    folder = f"progress/{slip.plan}/{period_folder(slip.period, slip.plan)}/{slip.agency}"
    return _write(root, f"{folder}/{name}.yaml", slip_data(slip._replace(id=name)))


def _hint(slip: Slip) -> str:
    """The part of the file name that shows the content: the duty of a single entry."""
    if len(slip.entries) == 1:
        return slip.entries[0].key.duty
    return "rut" if slip.withdraws else "phieu" if slip.entries else "bieu"


def slip_data(slip: Slip) -> dict[str, Any]:
    """The content of a slip's file, without `seal`; the inverse of `slips.slip_from`."""
    return {
        "schema_version": SCHEMA_VERSION,
        "id": slip.id,
        "plan": slip.plan,
        "period": slip.period,
        "agency": slip.agency,
        "date": slip.day,
        **({"by": slip.by} if slip.by else {}),
        **({"source": slip.source._asdict()} if slip.source else {}),
        **({"supersedes": list(slip.supersedes)} if slip.supersedes else {}),
        **({"note": slip.note} if slip.note else {}),
        **({"entries": [_entry_data(entry, slip.period) for entry in slip.entries]} if slip.entries else {}),
        **(
            {"forms": [statement_data(statement, slip.period) for statement in slip.forms]}
            if slip.forms
            else {}
        ),
    }


def _entry_data(entry: Entry, period: str) -> dict[str, Any]:
    """The content of an entry; its period is written only if it differs from that of the slip."""
    key, figures = entry.key, entry.figures
    return {
        "duty": key.duty,
        **({"period": key.period} if key.period != period else {}),
        **({"request": key.request} if key.request else {}),
        "status": entry.status,
        **entry.texts,
        **({"evidence": [_evidence_data(item) for item in entry.evidence]} if entry.evidence else {}),
        **(
            {"figures": {name: {"value": Decimal(f.value), "unit": f.unit} for name, f in figures.items()}}
            if figures
            else {}
        ),
        **({"cell": entry.cell} if entry.cell else {}),
    }


def _evidence_data(evidence: Evidence) -> dict[str, Any]:
    data = {"date" if name == "day" else name: value for name, value in evidence._asdict().items()}
    return {name: value for name, value in data.items() if value is not None}


def write_withdrawal(root: Path, content: Mapping[str, Any], moment: str) -> str:
    """Write a withdrawal, given without id and checksum; return its path from the root."""
    return _write_request(root, content, unique_name(content["date"], moment, "rut"))


def write_request(root: Path, content: Mapping[str, Any], moment: str) -> str:
    """Write a request, given without id and checksum; return its path from the root."""
    return _write_request(root, content, unique_name(content["date"], moment, content["duty"]))


def _write_request(root: Path, content: Mapping[str, Any], name: str) -> str:
    path = f"requests/{content['plan']}/{name}.yaml"
    return _write(root, path, {"schema_version": SCHEMA_VERSION, "id": name, **content})


def _write(root: Path, path: str, content: Mapping[str, Any]) -> str:
    """Write a new file and add it to the index; return its path."""
    text = with_checksum(content)
    write_once(root, path, text)
    remember_written(root, path, text)
    return path
