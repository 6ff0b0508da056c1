"""Running kst on data that may be anything, and what must hold whatever it is."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from tests.support.example_files import KIND_FILES
from tests.support.running import Kst, Result
from tests.support.times import within
from trees import tree

SECONDS = 5
VIETNAMESE = re.compile(
    r"[àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ]", re.IGNORECASE
)


def quickly(kst: Kst, command: str, root: Path) -> Result:
    """Run a command on `root`; it must be quick, change nothing and show no traceback."""
    before = tree(root)
    with within(SECONDS):
        result = kst(command, root=root)
    assert tree(root) == before
    assert "Traceback" not in result.out + result.err
    return result


def put(root: Path, kind: str, content: bytes) -> None:
    file = root / KIND_FILES[kind]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def headings(text: str) -> list[str]:
    return re.findall(r"^(?:lỗi|cảnh báo)\[(KST\d+)\]", text, re.MULTILINE)


def expect_one(result: Result, shown: str, code: str) -> None:
    """One problem with the code, in Vietnamese, of a length that can be read."""
    assert headings(shown) == [code], shown
    assert VIETNAMESE.search(shown)
    assert "Cách sửa: " in shown
    assert len(shown) < 1500
    assert not [c for c in result.out + result.err if unicodedata.category(c) == "Cc" and c != "\n"]
