"""What the command lines of tests print, held in `tests/printed`: no output changes unseen.

Most tests say what matters to them in an output. What else stands there is compared, word for word, with what
the same test printed when its file was written; a file for each module of tests:

    == NAME OF THE TEST
    $ kst COMMAND LINE
    = EXIT CODE
    what it printed, and behind `!` what it printed on stderr

After a wanted change, write the files anew, and read the difference in git as a user would:

    KST_SNAPSHOTS=write pytest [TESTS]

Only what a test itself runs is held, not what its fixtures run; nothing of a test by Hypothesis, whose
examples change with its version, nor of one marked `unheld`, which prints what is new each time (commits,
random orders, parts of long paths).
"""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import unified_diff
from pathlib import Path

import pytest

from tests.support.running import PROJECT, Result

FOLDER = PROJECT / "tests" / "printed"
WRITE = os.environ.get("KST_SNAPSHOTS") == "write"
LINES = 24
"""About how many lines of a test's outputs stand in its file; checksums tell of the others."""
WIDTH = 160
"""How many characters of a line."""

_ID = re.compile(r"\b(?:\d{4}-)?\d\d-\d\d-[0-9a-z]{8}(?:-[\w.]+-[2-9a-z]{1,8}\b|-\w+\b|\b)", re.IGNORECASE)
_HASH = re.compile(r"\b[0-9a-f]{12,}\b")
_COMMIT = re.compile(r"(?<=Git )[0-9a-f]{7}\b|(?<=\()[0-9a-f]{7}(?=\))|\b[0-9a-f]{7}(?=:[a-z])")
_COMMITTED = re.compile(r"(?<=Git <commit>)(, .*, )\d{4}-\d\d-\d\d")
_LOG = re.compile(rf"{re.escape(tempfile.gettempdir())}/kst-\w+\.log")

Run = tuple[Sequence[str], Result]
_runs: list[Run] | None = None
_files: dict[Path, dict[str, str]] = {}


def heard(words: Sequence[str], result: Result) -> Result:
    """Note what a command line of the running test printed."""
    if _runs is not None:
        _runs.append((words, result))
    return result


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Compare, or note, what the test printed; a test that failed is told as it is."""
    global _runs  # noqa: PLW0603 - of the test that runs now
    _runs = []
    try:
        result = yield
        runs = _runs
    finally:
        _runs = None
    made_up = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
    if runs and not made_up and not item.get_closest_marker("unheld"):
        same = _sameness(item)
        _compare(item, list(_printed(runs, same)))
    return result


def _compare(item: pytest.Item, lines: Sequence[str]) -> None:
    """Hold a test's lines against its file, or put them there."""
    module = item.path.relative_to(PROJECT / "tests")
    file = FOLDER / module.with_name(f"{module.stem.removeprefix('test_')}.txt")
    name = item.nodeid.split("::", 1)[1]
    known = _files.setdefault(file, _read(file))
    if WRITE:
        known[name] = "".join(f"{line}\n" for line in lines)
        file.parent.mkdir(parents=True, exist_ok=True)
        text = "".join(f"== {name}\n{text}\n" for name, text in sorted(known.items()))
        file.write_text(text, "utf-8", newline="\n")
    elif found := list(
        unified_diff(known.get(name, "").split("\n")[:-1], lines, "held", "printed", n=1, lineterm="")
    ):
        pytest.fail("\n".join((f"{file} (KST_SNAPSHOTS=write)", *found)), pytrace=False)


def _read(file: Path) -> dict[str, str]:
    """The texts of a file, by the names of the tests."""
    text = file.read_text("utf-8") if file.exists() else ""
    parts = re.split(r"^== (.*)\n", text, flags=re.MULTILINE)[1:]
    return {name: text.removesuffix("\n") for name, text in zip(parts[::2], parts[1::2], strict=True)}


def _sameness(item: pytest.Item) -> Callable[[str], str]:
    """Makes a text the same in every run: without its temporary folders, ids and hashes."""
    base = str(item.config._tmp_path_factory.getbasetemp())  # type: ignore[attr-defined]
    folders = re.compile(rf"(?:{re.escape(base)}|{re.escape(os.path.realpath(base))})(?:/[\w.\-\[\]]+)?")
    ids: dict[str, str] = {}

    def same(text: str) -> str:
        text = folders.sub("<tmp>", text).replace(str(PROJECT), "<project>")
        text = _LOG.sub("<log>", text)
        text = _ID.sub(lambda found: ids.setdefault(found[0], f"<id {len(ids) + 1}>"), text)
        text = _COMMITTED.sub(r"\1<day>", _COMMIT.sub("<commit>", text))
        return _HASH.sub("<hash>", text)

    return same


def _printed(runs: Sequence[Run], same: Callable[[str], str]) -> Iterator[str]:
    """The lines of command lines, each output cut so that all of them are not too many."""
    most = max(LINES // len(runs), 2)
    for words, result in runs:
        yield f"$ kst {_line(same(shlex.join(words)))}"
        yield f"= {result.code}"
        yield from _first(same(result.out), most)
        yield from (f"! {line}" for line in _first(same(result.err), most))


def _first(text: str, most: int) -> Iterable[str]:
    """The first lines of a text; where something is left out, a checksum of the whole follows."""
    lines = text.split("\n")[: -1 if text.endswith("\n") else None] if text else []
    shown = [_line(line) for line in lines[:most]]
    whole = len(lines) <= most and all(len(line) <= WIDTH for line in lines)
    return shown if whole else [*shown, f"… {len(lines)} lines, {_checksum(text)}"]


def _line(text: str) -> str:
    """At most so many characters, those that nobody sees as escapes."""
    cut = text if len(text) <= WIDTH else f"{text[:WIDTH]}…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in cut)


def _checksum(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
