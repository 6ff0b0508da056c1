"""Reads returned workbooks: each becomes a reply, or the reason why it was not read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from kstthc_cli.domain.workbook.reply import Reply, Template, reply_of
from kstthc_cli.errors import KstError
from kstthc_cli.store.workbook.sources import Returned


class ReadReply(NamedTuple):
    """A returned file: its name and hash, and the reply in it or why it was not read (sentence, remedy)."""

    name: str
    sha256: str
    reply: Reply | None
    refusal: tuple[str, str] | None = None


def read_reply(returned: Returned, template: Template) -> ReadReply:
    """Read one file."""
    from kstthc_cli.store.workbook.reader import read_workbook

    sha256 = hashlib.sha256(returned.content).hexdigest()
    try:
        if returned.refusal:
            raise returned.refusal
        book = read_workbook(returned.content)
    except KstError as error:
        return ReadReply(returned.name, sha256, None, (error.message, error.remedy))
    return ReadReply(returned.name, sha256, reply_of(book.sent, book.sheets, template))


def without_twins(replies: Iterable[ReadReply]) -> list[tuple[ReadReply, str]]:
    """Every reply, with what is wrong with it beside the others: two workbooks of one agency and period.

    Copies that say the same are left to the first; the text is `=NAME` for a copy of NAME.
    """
    every = list(replies)
    first: dict[tuple[str, str], ReadReply] = {}
    others: dict[tuple[str, str], list[ReadReply]] = {}
    for item in every:
        if item.reply:
            key = item.reply.identity.agency, item.reply.identity.period
            first.setdefault(key, item)
            others.setdefault(key, []).append(item)
    return [(item, _beside(item, first, others)) for item in every]


def _beside(
    item: ReadReply,
    first: dict[tuple[str, str], ReadReply],
    others: dict[tuple[str, str], list[ReadReply]],
) -> str:
    if item.reply is None:
        return ""
    key = item.reply.identity.agency, item.reply.identity.period
    says = {_said(other) for other in others[key]}
    if len(says) > 1:
        names = ", ".join(f"“{other.name}”" for other in others[key] if other is not item)
        return f"cơ quan này có hai tệp nội dung khác nhau (tệp kia: {names}); giữ một tệp rồi nhập lại."
    return f"={first[key].name}" if first[key] is not item else ""


def _said(item: ReadReply) -> str:
    return repr(sorted(item.reply.says.items())) if item.reply else ""
