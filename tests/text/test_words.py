"""The words that users read: those that are out, by docs/explanation/tu-ngu.md, stand nowhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.support.running import PROJECT

SOURCE = PROJECT / "src" / "kstthc_cli"
TEXTS = (".j2", ".yaml", ".yml", ".json", ".md")
OUT = {
    "nói": r"\bnói\b",
    "kể": r"(?<!không )\bkể\b(?! cả| từ)",
    "lời": r"(?<!trả )\blời\b",
    "xong": r"\bxong\b",
    "muộn": r"\bmuộn\b",
    "nghĩa vụ": r"\bnghĩa vụ\b",
    "nợ": r"\bnợ (việc|báo cáo)\b|\bcòn nợ\b",
    "NV for đầu việc": r"\bNV\b(?!\")",
    "78,8 %": r"\d %(?!})",
    "hoà": r"\b\w*(?:o[àáảãạ]|o[èéẻẽẹ])\b",
    "uỷ": r"\b(?!q)\w*(?<![qQ])u[ỳýỷỹỵ]\b",
    "trộn": r"\btrộn\b(?! khóa| thư)",
    "dòng phiếu": r"\bdòng phiếu\b",
    "bên for an agency": r"\bbên\b(?! (?:trong|ngoài|trên|dưới|cạnh|này|kia))",
    "nơi for an agency": r"\btừng nơi\b|\} nơi khác",
    "mốc": r"\bmốc\b",
    "lần ghi for a commit": r"\blần ghi (?:vào git|của git|cuối|làm gốc|\(commit\))|\b(?:thẻ hay|mã) lần ghi",
    "dấu for a seal": r"đóng dấu|\bdấu \(`?seal|(?-i:^Dấu$)",
    "băm": r"\bbăm\b",
    "phần viết, phần lời": r"\bphần (?:viết|lời)\b",
    "trước hết ngày": r"\btrước hết ngày\b",
    "mẫu for a schema": r"\bphiên bản mẫu|\bmẫu \(JSON|\btrong mẫu\b(?! (?:Word|số))|\bmẫu nào;|\bđọc mẫu \d",
    "mẫu for a sample": r"\bdữ liệu mẫu\b",
}
"""What is out → how it is found, in any case."""
EXCEPTIONS = {
    "src/kstthc_cli/commands/progress/entry_validation.py": "words that may be typed for a status",
    "src/kstthc_cli/domain/progress/obligation_status.py": "words that may be typed for a status",
    "src/kstthc_cli/cli/values.py": "“hoàn thành muộn” may still be typed",
    "src/kstthc_cli/domain/importing": "phrases of documents that are read",
    "src/kstthc_cli/domain/plan/schedule_words.py": "phrases of documents that are read",
    "src/kstthc_cli/domain/text": "what is brought to one spelling",
    "src/kstthc_cli/data/": "names of agencies",
    "docs/explanation/tu-ngu.md": "names the words that are out",
    "docs/explanation/doi-noi-dung.md": "shows both spellings",
    "docs/how-to/them-co-quan.md": "shows both spellings",
    "docs/explanation/ten-co-quan.md": "shows both spellings",
}
"""Path, or its beginning → why its words are left alone."""
WRITTEN = re.compile(r"đã xong \d+ phần trăm khối lượng")
"""What agencies of the generated year wrote in their slips: a document quotes it."""
DOCUMENTS = [
    *(PROJECT / "examples" / "reports").glob("*.md"),
    *(PROJECT / "tests/report/snapshots").glob("*.md"),
]
PAGES = [
    *(PROJECT / "docs" / "how-to").glob("*.md"),
    *(PROJECT / "docs" / "explanation").glob("*.md"),
    *(PROJECT / "docs" / name for name in ("index.md", "terms.md", "tutorial.md")),
    PROJECT / "README.vi.md",
]


def excused(file: Path) -> bool:
    return file.relative_to(PROJECT).as_posix().startswith(tuple(EXCEPTIONS))


def strings(file: Path) -> Iterator[str]:
    """The strings of a module without its docstrings; the docstrings of commands are their help."""
    tree = ast.parse(file.read_text("utf-8"))
    docs = {
        id(node.value)
        for holder in ast.walk(tree)
        if isinstance(holder, ast.Module | ast.ClassDef | ast.FunctionDef)
        for node in holder.body
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        shown = id(node) not in docs or "/cli/" in file.as_posix()
        if shown and isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@cache
def read() -> dict[str, str]:
    """Path → everything that a user can come to read from this file."""
    found = {file: "\n".join(strings(file)) for file in SOURCE.rglob("*.py")}
    for folder in (SOURCE, PROJECT / "templates"):
        found |= {f: f.read_text("utf-8") for f in folder.rglob("*") if f.suffix in TEXTS}
    found |= {file: file.read_text("utf-8") for file in PAGES}
    found |= {file: WRITTEN.sub("", file.read_text("utf-8")) for file in DOCUMENTS}
    return {file.relative_to(PROJECT).as_posix(): text for file, text in found.items() if not excused(file)}


@pytest.mark.parametrize("word", OUT)
def test_a_word_that_is_out_stands_nowhere(word: str) -> None:
    pattern = re.compile(OUT[word], re.IGNORECASE | re.MULTILINE)
    found = [
        f"{path}: …{text[max(0, hit.start() - 30) : hit.end() + 30]!r}…"
        for path, text in read().items()
        for hit in pattern.finditer(text)
    ]
    assert found == []


def test_enough_is_read_and_each_exception_is_needed() -> None:
    assert sum(path.endswith(".py") for path in read()) > 200
    assert len(DOCUMENTS) > 10
    everything = re.compile("|".join(OUT.values()), re.IGNORECASE)
    for start in EXCEPTIONS:
        every = (PROJECT / start).rglob("*") if (PROJECT / start).is_dir() else [PROJECT / start]
        files = [file for file in every if file.suffix in (".py", *TEXTS)]
        assert any(everything.search(file.read_text("utf-8")) for file in files), start
