"""Head and foot of a document as values for templates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from kstthc_cli.domain.report.letterhead import Letterhead, long_date
from kstthc_cli.render.plan import MOTTO

NO_DAY = "ngày … tháng … năm …"
"""The place for the day of a document that is not issued yet."""
DRAFT = "DỰ THẢO"


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letterhead with the number, day and addressees of one document; a draft has no day."""

    head: Letterhead
    number: str
    day: date | None
    title: str | None
    subject: str
    to: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()


def letter_values(view: LetterView) -> dict[str, Any]:
    """The letter as `model.report.LetterValues` describes it.

    Where nobody is addressed, the list of recipients does not begin with `Như trên`.
    """
    head = view.head
    recipients = [r for r in head.recipients if view.to or not r.casefold().startswith("như trên")]
    return {
        "nation": MOTTO[0],
        "motto": MOTTO[1],
        "parent": " ".join(head.parent).upper() or None,
        "issuer": [line.upper() for line in head.issuer],
        "number": view.number,
        "place_date": f"{head.place}, {long_date(view.day) if view.day else NO_DAY}",
        "title": view.title,
        "subject": view.subject,
        "grounds": list(view.grounds),
        "to": list(view.to),
        "signer": {
            "authority": [line.upper() for line in head.authority],
            "post": head.post.upper(),
            "name": head.name,
        },
        "recipients": recipients,
    }
