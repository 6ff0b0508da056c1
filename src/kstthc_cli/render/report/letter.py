"""Head and foot of a document as values for templates, and what letters to agencies have in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kstthc_cli.domain.agencies.registry import Agency, Registry
from kstthc_cli.domain.report.letterhead import Letterhead, full_name
from kstthc_cli.domain.text.dates import long_date
from kstthc_cli.domain.text.first_letter import uncapitalized
from kstthc_cli.render.plan import MOTTO
from kstthc_cli.render.screen.phrases import count

NO_DAY = "ngày … tháng … năm …"
"""The place for the day of a document that is not issued yet."""
DRAFT = "DỰ THẢO"
MOST_ROWS = 10
"""How many rows of a table stand in the letter itself; more stand in an annex behind it."""
EXCERPT = " (trích)"


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letterhead with the number, day and addressees of one document.

    One under a plan that is a draft says so in its title, or before its subject where it has no title; it
    has no day unless the user names one.
    """

    head: Letterhead
    number: str
    day: date | None
    title: str | None
    subject: str
    to: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    draft: bool = False


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
        "title": f"{DRAFT} {view.title}" if view.draft and view.title else view.title,
        "subject": view.subject if view.title or not view.draft else f"{DRAFT}: {view.subject}",
        "grounds": list(view.grounds),
        "to": list(view.to),
        "signer": {
            "authority": [line.upper() for line in head.authority],
            "post": head.post.upper(),
            "name": head.name,
        },
        "recipients": recipients,
    }


def annex_reference(view: LetterView, issuer: str) -> str:
    """The line under the title of an annex: the document that it belongs to, and whose that is."""
    kind = (view.title or "Công văn").capitalize()
    number = uncapitalized(view.number.replace(":", "", 1))
    day = long_date(view.day) if view.day else NO_DAY
    return f"(Kèm theo {kind} {number} {day} của {issuer})"


def agencies_named(agencies: Sequence[Agency]) -> str:
    """One agency by its full name, several by their number."""
    if len(agencies) == 1:
        return full_name(agencies[0])
    return f"{count(len(agencies))} cơ quan, đơn vị, địa phương"


def annex_of(title: str, view: LetterView, office: Agency) -> dict[str, str]:
    """The head of the annex of a letter; without a title the letter has none."""
    reference = annex_reference(view, full_name(office)) if title else ""
    return {"annex_title": title, "annex_reference": reference}


def agency_list(
    registry: Registry, columns: Sequence[str], counts: Iterable[tuple[Agency, Sequence[int]]]
) -> dict[str, Any]:
    """The agencies of a circular, each with its counts."""
    rows = [
        {"name": registry.full_name(agency), "cells": [count(number) for number in numbers]}
        for agency, numbers in counts
    ]
    return {"columns": list(columns), "rows": rows}


def excerpt(text: str, room: int) -> str:
    """The text, or as many of its words as there is room for, marked as an excerpt."""
    if len(text) <= room:
        return text
    return text[: room - len(EXCERPT) + 1].rpartition(" ")[0].rstrip(" ,;:-") + EXCERPT
