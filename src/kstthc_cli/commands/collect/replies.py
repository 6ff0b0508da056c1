"""Reads returned workbooks: each becomes a reply, or the reason why it was not read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence, Set
from datetime import date
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


class Beside(NamedTuple):
    """What other files mean for one: a reason to refuse it, why there is nothing to do, or neither."""

    refusal: str = ""
    note: str = ""


def beside_others(
    replies: Sequence[ReadReply], imported: Mapping[str, date], refused: Set[str]
) -> list[Beside]:
    """For each file what earlier imports and the other files of the run mean for it.

    `imported` and `refused` have the hashes of files known from earlier runs. Two files of one agency and
    period that are not known must say the same.
    """
    groups: dict[tuple[str, str], list[ReadReply]] = {}
    for item in replies:
        if item.reply:
            groups.setdefault(_key(item.reply), []).append(item)
    return [
        _beside(item, groups[_key(item.reply)], imported, refused) if item.reply else Beside()
        for item in replies
    ]


def _key(reply: Reply) -> tuple[str, str]:
    return reply.identity.agency, reply.identity.period


def _beside(
    item: ReadReply, group: Sequence[ReadReply], imported: Mapping[str, date], refused: Set[str]
) -> Beside:
    if day := imported.get(item.sha256):
        return Beside(note=f"tệp này đã nhập ngày {day:%d/%m/%Y}")
    if item.sha256 in refused and any(other.sha256 not in refused for other in group):
        return Beside(note="tệp này đã bị từ chối trước đây; đã có tệp gửi lại")
    fresh = [other for other in group if other.sha256 not in imported and other.sha256 not in refused]
    if item in fresh and len({_content(other) for other in fresh}) > 1:
        names = ", ".join(f"“{other.name}”" for other in fresh if other is not item)
        return Beside(
            f"cơ quan này có hai tệp nội dung khác nhau (tệp kia: {names}); giữ một tệp rồi nhập lại."
        )
    same = [other for other in group if other.sha256 == item.sha256 or other in fresh]
    return Beside(note=f"trùng với “{same[0].name}”") if same and same[0] is not item else Beside()


def _content(item: ReadReply) -> str:
    return repr((sorted(item.reply.says.items()), item.reply.problems)) if item.reply else ""
