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
    refusal: tuple[str, str] = ("", "")


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
    replies: Sequence[ReadReply], imported: Mapping[str, date], refused: Set[str], anew: Set[str]
) -> list[Beside]:
    """For each file what earlier imports and the other files of the run mean for it.

    `imported`, `refused` and `anew` have the hashes of files known from earlier runs; those that are `anew`
    were refused, and their agencies have sent others since. Two files of one agency and period that count
    must say the same.
    """
    groups: dict[tuple[str, str], list[ReadReply]] = {}
    for item in replies:
        if item.reply:
            groups.setdefault(_key(item.reply), []).append(item)
    return [
        _beside(item, groups[_key(item.reply)], imported, refused, anew) if item.reply else Beside()
        for item in replies
    ]


def _key(reply: Reply) -> tuple[str, str]:
    return reply.identity.agency, reply.identity.period


def _beside(
    item: ReadReply,
    group: Sequence[ReadReply],
    imported: Mapping[str, date],
    refused: Set[str],
    anew: Set[str],
) -> Beside:
    if day := imported.get(item.sha256):
        return Beside(note=f"tệp này đã nhập ngày {day:%d/%m/%Y}")
    left = _left(group, imported, refused, anew)
    if item not in left:
        return Beside(note="tệp này đã bị từ chối trước đây; đã có tệp gửi lại")
    if len({_content(other) for other in left}) > 1:
        return Beside(_different(item, left))
    return Beside() if left[0] is item else Beside(note=f"trùng với “{left[0].name}”")


def _different(item: ReadReply, left: Sequence[ReadReply]) -> str:
    """Why none of several files is taken; alike ones are counted too, since each may be the one to keep."""
    names = ", ".join(f"“{other.name}”" for other in left if other is not item)
    number, others = ("hai", "tệp kia") if len(left) == 2 else (str(len(left)), "các tệp kia")
    return f"cơ quan này có {number} tệp nội dung khác nhau ({others}: {names}); giữ một tệp rồi nhập lại."


def _left(
    group: Sequence[ReadReply], imported: Mapping[str, date], refused: Set[str], anew: Set[str]
) -> list[ReadReply]:
    """The files of a group that count: new ones, else refused ones that no other file stands for."""
    new = [item for item in group if item.sha256 not in imported]
    fresh = [item for item in new if item.sha256 not in refused]
    last = fresh or [item for item in new if item.sha256 not in anew]
    return last or (new if len(new) == len(group) else [])


def _content(item: ReadReply) -> str:
    return repr((sorted(item.reply.says.items()), item.reply.problems)) if item.reply else ""
