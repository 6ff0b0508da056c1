"""All text that people type is read back letter for letter (NFC, LF), whatever reads it."""

from __future__ import annotations

import json
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from kstthc_cli.domain.progress.slips import Entry, Slip
from kstthc_cli.store.progress.slips import read_statements
from tests.support.running import Kst
from tests.support.slip_files import AS_OF, due_rows, only_slip, plain, problems, ran
from tests.support.small_province import small_province

TYPED = ("--text", "--difficulty", "--proposal", "--document", "--document-subject", "--by")

CASES = {
    "one line": "Đã cập nhật 120 thủ tục.",
    "two lines": "Dòng một\nDòng hai",
    "line at the end": "Dòng một\n",
    "three lines at the end": "Dòng một\n\n\n",
    "lines before": "\n\nDòng một",
    "only lines around": "\n\na\n\n",
    "blanks around": "  a  ",
    "blanks before lines": "  a\nb\n    c",
    "blanks after lines": "a  \nb \n ",
    "a line of blanks": "a\n   \nb",
    "tabs": "\ta\tb\t",
    "tab before a line": "a\n\tb",
    "no-break blanks": "\u00a0a\u00a0b\u2003",
    "quotes": """Nói "được", 'được' và “được”""",
    "quotes around": '"a"',
    "single quotes around": "'a'",
    "backslashes": r"C:\u0041\n\"x\"\\",
    "hash": "# a #b # c",
    "hash after line": "a\n# b\n#c",
    "colon": "Kết quả: đạt: 100%",
    "colon at the end": "Gồm:",
    "key and value": "a: 1\nb: 2",
    "dash": "- a",
    "list": "- a\n- b\n  - c",
    "three dashes": "---",
    "three dashes in lines": "a\n---\nb\n...\nc",
    "option": "--status",
    "one dash": "-",
    "question mark": "? a",
    "seal": 'seal: "0000"\nid: "x"',
    "conflict marks": "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> nhánh",
    "comment and block": "|\n  a\n>-\n  b",
    "anchors": "&a *a !!str <<: *b",
    "template": "{{ 7 * 7 }} {% raw %} ${x} $(x) `x` %s {0}",
    "markup": "<b>a</b> <!-- --> &amp; [x](javascript:y)",
    "formula": "=1+1",
    "emoji": "👍🏽 👨‍👩‍👧 🇻🇳 ☑️",
    "beyond the first plane": "𠀋 𝔘 \U0010fffd",
    "line separator": "a\u2028b",
    "paragraph separator": "a\u2029b",
    "mark of byte order": "\ufeffa\ufeff",
    "zero width": "a\u200bb\u200d\u2060",
    "right to left": "\u200fabc שלום",
    "soft hyphen": "a\u00adb",
    "private letter": "\ue000",
    "Vietnamese": "Ủy ban nhân dân phường Nghĩa Chánh: ẩẫậ ễệ ỗộ ữự đĐ",
    "ten thousand letters": 'Đã rà soát: 12% #1 "a" 👍\n' * 400,
    "ten thousand in one line": "ệ" * 10_000,
    "long word": "x" * 4096,
}
LOOKALIKES = (
    "null", "Null", "~", "yes", "no", "on", "off", "true", "False", "y", "n",
    "2021-01-01", "2021-01-01T00:00:00Z", "1e3", "0x1F", "0o17", "017", "1_000", "12:30", "1.5", "-1", "+1",
    ".5", ".inf", "-.INF", ".nan", "=", "<<",
    "|", "|-", ">", ">+", "%", "%YAML 1.2", "@", "@a", "`", "`a`", "!", "!a", "!!null", "&", "&a", "*", "*a",
    "{", "{}", "{a: b}", "[", "[]", "[a, b]", "]", "}", ",", "?", ":", "::", "- ", "-", "--", "...", "#",
    "\\", "''",
)  # fmt: skip


def composed(text: str) -> str:
    """The text as it is to be kept."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n"))


@contextmanager
def province() -> Iterator[Path]:
    """A small province for one example."""
    with tempfile.TemporaryDirectory() as folder:
        yield small_province(Path(folder) / "kho")


def told(root: Path, text: str) -> None:
    """Record a slip that says the text wherever one can type."""
    typed = [word for option in TYPED for word in (option, text)]
    base = ("record", "3", "--agency", "so-yt", "--quarter", "2", "--status", "done", "--as-of", AS_OF)
    result = ran(*base, *typed, root=root)
    assert result.code == 0, result.err


def in_the_file(root: Path) -> list[str]:
    """The texts of the only slip as any YAML reader sees them."""
    content = plain(only_slip(root))
    [entry] = content["entries"]
    [document] = entry["evidence"]
    parts = [entry["text"], entry["difficulty"], entry["proposal"], document["number"], document["subject"]]
    return [*parts, content["by"]]


def in_the_slip(root: Path) -> list[str | None]:
    """The texts of the only slip as the program reads them."""
    read = read_statements(root, "2021")
    assert read.problems == []
    slip: Slip = read.slips[0]
    entry: Entry = slip.entries[0]
    [document] = entry.evidence
    return [entry.text, entry.difficulty, entry.proposal, document.number, document.subject, slip.by]


def survives(root: Path, text: str) -> None:
    """Hold that a text is read back everywhere: from the file, by the program, and from its cache."""
    told(root, text)
    wanted = [composed(text)] * len(TYPED)
    assert in_the_file(root) == wanted
    assert in_the_slip(root) == wanted
    assert in_the_slip(root) == wanted


@pytest.mark.parametrize("name", CASES)
def test_text_is_read_back(name: str, small: Path) -> None:
    survives(small, CASES[name])


@pytest.mark.parametrize("text", LOOKALIKES)
def test_what_looks_like_yaml_is_text(text: str, small: Path) -> None:
    survives(small, text)


def test_slips_with_odd_text_count_and_are_shown_without_a_problem(small: Path, kst: Kst) -> None:
    for text in CASES.values():
        told(small, text)
    assert problems(small) == []
    assert due_rows(small, "--agency", "so-yt", "--quarter", "2", "--task", "3")[0]["status"] == "done_late"
    shown = kst("history", "3", "--as-of", AS_OF, "--format", "json", root=small)
    assert sorted(entry["text"] for entry in json.loads(shown.out)["entries"]) == sorted(
        map(composed, CASES.values())
    )


@pytest.mark.parametrize(
    "text", ["Đa\u0303 xong", "Ha\u0309i Châ\u0301u", "u\u031bng", "A\u030a \u1100\u1161"]
)
def test_letters_in_pieces_are_composed(text: str, small: Path) -> None:
    assert composed(text) != text
    survives(small, text)


def test_windows_line_ends_become_plain_ones(small: Path) -> None:
    survives(small, "a\r\nb\r\n")


def test_no_slip_is_written_that_is_too_large_to_be_read(small: Path, kst: Kst) -> None:
    """A file of 5 MB may be refused; it may not be written and then stop every command."""
    text = '"' * 2_700_000
    base = ("record", "3", "--agency", "so-yt", "--quarter", "2", "--status", "done", "--as-of", AS_OF)
    code = kst(*base, "--text", text, root=small).code
    assert code in (0, 4)
    assert kst("due", "--agency", "so-yt", "--as-of", AS_OF, root=small).code == 0


# Any text at all

NO_CHARACTERS = "\ufffe\uffff"  # YAML has no way to write them
LETTERS = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters=NO_CHARACTERS)
AWKWARD = st.sampled_from(
    [*"\n\n\n\t  \"'#:-|>%@`!&*{}[]?,\\", ": ", " #", "\n- ", "\n  ", "\u2028", "\ufeff", "\u0301"]
)


def texts() -> SearchStrategy[str]:
    """Text that says something, of letters and of what YAML takes for its own."""
    return st.lists(st.one_of(AWKWARD, AWKWARD, LETTERS), max_size=30).map("".join).filter(str.strip)


@settings(max_examples=60)
@given(texts())
def test_any_text_is_read_back(text: str) -> None:
    with province() as root:
        survives(root, text)


@settings(max_examples=40)
@given(
    st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters=NO_CHARACTERS), min_size=1, max_size=20
    )
)
def test_a_text_is_kept_whole_or_refused_whole(text: str) -> None:
    with province() as root:
        base = ("record", "3", "--agency", "so-yt", "--quarter", "2", "--status", "done", "--as-of", AS_OF)
        code = ran(*base, "--text", text, root=root).code
        bad = [c for c in composed(text) if unicodedata.category(c) == "Cc" and c not in "\n\t"]
        if bad or not text.strip():
            assert (code, (root / "progress").exists()) == (4, False)
        else:
            assert (code, plain(only_slip(root))["entries"][0]["text"]) == (0, composed(text))
