"""The letterhead of a document: from the configuration, overridden by the command line."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kstthc_cli.commands.progress.entry_validation import clean_text
from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.report.letterhead import Letterhead, letterhead, number_line
from kstthc_cli.errors import UsageError
from kstthc_cli.render.report.letter import LetterView
from kstthc_cli.store.files.paths import LETTERHEAD
from kstthc_cli.store.report.report_files import load_letterheads


@dataclass(frozen=True, slots=True)
class Given:
    """The options of a letter; None leaves a value to the configuration."""

    number: str | None = None
    day: date | None = None
    place: str | None = None
    signer: str | None = None
    post: str | None = None
    authority: tuple[str, ...] = ()

    @property
    def overriding(self) -> dict[str, Any]:
        """The fields of the letterhead that the options override."""
        fields = {
            "place": self.place and clean_text(self.place, "địa danh"),
            "name": self.signer and clean_text(self.signer, "tên người ký"),
            "post": self.post and clean_text(self.post, "chức vụ"),
            "authority": tuple(clean_text(line, "thẩm quyền") for line in self.authority),
        }
        return {key: value for key, value in fields.items() if value}


def head_of(root: Path, year: PlanYear, agency: Agency, given: Given) -> Letterhead:
    """The letterhead of an agency. Raises InvalidDataError when the configuration has errors."""
    return letterhead(agency, year.registry, load_letterheads(root), given.overriding)


def owner_of(year: PlanYear) -> Agency | None:
    """The agency whose plan it is: the one that it names, else the one at the head of the registry."""
    return year.registry.agencies.get(year.plan.owner or "") or year.registry.top


def sender(root: Path, year: PlanYear, kind: str) -> Agency:
    """The agency that issues a kind of letter: the configured one, else the owner of the plan.

    Raises UsageError when the registry lacks the one that the repository's own configuration names.
    """
    name = load_letterheads(root).senders[kind]
    agency = year.registry.agencies.get(name)
    if agency is None and not (root / LETTERHEAD).exists():
        agency = owner_of(year)
    if agency is None:
        raise UsageError(f"{LETTERHEAD}: danh mục không có cơ quan “{name}”.", "Sửa dòng senders của tệp đó.")
    return agency


def letter_day(year: PlanYear, given: Given, as_of: date) -> date | None:
    """The day of a document: the one named, else that of the question; none under a plan that is a draft."""
    return given.day or (None if year.plan.draft else as_of)


def letter_number(head: Letterhead, given: Given, kind: str) -> str:
    """The number line; `kind` is the letters of the kind of document (`BC`), empty for a công văn."""
    symbol = head.symbol if kind else "-".join(part for part in (head.symbol, head.unit) if part)
    return number_line(clean_text(given.number, "số văn bản") if given.number else None, kind, symbol)


def tell_what_lacks(view: LetterView, given: Given) -> None:
    """Print on stderr what must still be filled in before the document can be signed."""
    signer = [
        *(() if view.head.name else ("tên người ký (--signer)",)),
        *(() if view.head.post else ("chức vụ người ký (--post)",)),
    ]
    lacking = [*(() if given.number else ("số văn bản (--number)",)), *signer]
    preset = f" Người ký, chức vụ ghi sẵn được ở {LETTERHEAD}." if signer else ""
    if lacking:
        sys.stderr.write(f"Còn để trống: {', '.join(lacking)}.{preset}\n")
