"""The part of a repository that an answer needs: faulty files that it does not need are left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path
from typing import NamedTuple

from kstthc_cli.problems import errors
from kstthc_cli.store.plan.repository import Repository, load_repository
from kstthc_cli.store.yaml.reader import Document

_RELATIONS = ("details", "follows", "derived")


class _Head(NamedTuple):
    """What a plan file says at its top, as far as it can be read.

    `details` is the plan that it details: None if it details none, empty if that cannot be read.
    """

    id: str | None
    draft: bool
    details: str | None
    related: frozenset[str]
    uses: frozenset[str]


def usable_repository(root: Path, wanted: str | None) -> Repository:
    """The repository without the faulty files that a question about the plan `wanted` does not need.

    A question without a plan needs every issued plan, because the plan is chosen among them; a question about
    one needs it, those it refers to and those that may detail it, with their agencies and calendars. Errors
    of what is needed stay in `problems`; they are all errors if the plan that is asked for is not known.
    """
    repository = load_repository(root)
    while extra := _dispensable(repository, wanted):
        repository = load_repository(root, without=repository.left_out | extra, other=repository)
    return repository


def _dispensable(repository: Repository, wanted: str | None) -> frozenset[str]:
    """The paths of files with errors that are not needed."""
    found = errors(repository.problems)
    faulty = {repository.caused_by.get(problem, problem.path) for problem in found}
    if not faulty:
        return frozenset()
    heads = {path: _head(doc) for path, doc in repository.documents.items() if path.startswith("plans/")}
    needed = _needed(heads.values(), wanted)
    if needed is None:
        return frozenset()
    plans = {path for path, head in heads.items() if head not in needed}
    used = {name for head in needed for name in head.uses}
    others = {
        path
        for path, doc in repository.documents.items()
        if path not in heads and _text(doc, "id") not in (*used, None)
    }
    return frozenset(faulty & (plans | others))


def _needed(heads: Iterable[_Head], wanted: str | None) -> list[_Head] | None:
    """The heads of the plans that are needed; None if the plan that is asked for is not among them."""
    every = list(heads)
    names = {head.id for head in every if (not head.draft if wanted is None else head.id == wanted)}
    if wanted is not None and not names:
        return None
    while more := {name for head in every for name in _adds(head, names)} - names:
        names |= more
    return [head for head in every if head.id is None or head.id in names]


def _adds(head: _Head, names: Set[str | None]) -> Iterator[str]:
    """The plans that are needed because of this one: those it refers to, or itself if it details one."""
    if head.id in names:
        yield from head.related
    elif head.id and not head.draft and head.details is not None and head.details in ("", *names):
        yield head.id


def _head(document: Document) -> _Head:
    related = {name for key in _RELATIONS if (name := _text(document, key, "plan"))}
    uses = {name for key in ("agencies", "calendar") if (name := _text(document, key))}
    return _Head(
        _text(document, "id"),
        _text(document, "status") == "draft",
        (_text(document, "details", "plan") or "") if _has_key(document, "details") else None,
        frozenset(related),
        frozenset(uses),
    )


def _text(document: Document, key: str, below: str = "") -> str | None:
    """The text at a top-level key, or at one below it; from its lines where a file has no structure."""
    if isinstance(document.data, Mapping):
        value = document.data.get(key)
        if below:
            value = value.get(below) if isinstance(value, Mapping) else None
        return None if value is None else str(value)
    pattern = rf"^{key}:[ ]*\n(?:[ ]+.*\n)*?[ ]+{below}:" if below else rf"^{key}:"
    match = re.search(pattern + r"[ ]*[\"']?([\w.-]+)", document.source.text, re.MULTILINE)
    return match[1] if match else None


def _has_key(document: Document, key: str) -> bool:
    if isinstance(document.data, Mapping):
        return document.data.get(key) is not None
    return re.search(rf"^{key}:", document.source.text, re.MULTILINE) is not None
