"""YAML syntax errors of ruamel's pure parser as Vietnamese messages."""

from __future__ import annotations

import re
from typing import Any

from ruamel.yaml.reader import ReaderError

from kstthc_cli.problems import Problem
from kstthc_cli.store.files.source import Source


def syntax_problem(source: Source, error: Exception) -> Problem:
    """Convert an error of the pure parser to a problem."""
    if isinstance(error, ReaderError):
        before = source.text[: error.position]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return source.problem("KST015", line, column, f"Ký tự điều khiển U+{error.character:04X}.")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    begin = getattr(error, "context_mark", None)
    if begin is not None and _never_ended(error, begin, mark):
        mark = begin
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    message, context = (str(getattr(error, name, None) or "") for name in ("problem", "context"))
    text = source.line(line)
    if "\t" in text[: len(text) - len(text.lstrip())]:
        return source.problem("KST009", line, column, "Dòng này thụt bằng phím Tab.")
    if "\\t" in message:
        return source.problem("KST009", line, column, "Ở chỗ này là phím Tab.")
    if outdented := _outdented(source, line):
        return source.problem("KST008", line, column, outdented)
    if ":\u00a0" in text:
        message, context = "no-break space", ""
    return source.problem("KST008", line, column, _explain_syntax(message, context))


def _never_ended(error: Exception, begin: Any, mark: Any) -> bool:
    """Whether to report the place where the construct began, not where the parser stopped."""
    what, message = str(getattr(error, "context", "")), str(getattr(error, "problem", ""))
    open_text = any(word in what for word in ("simple key", "quoted scalar")) and begin.line < mark.line
    return open_text or ("flow" in what and "<stream end>" in message)


_BLOCK = re.compile(r"^( *(?:- +)*)([^#:]+):\s*[|>][-+\d]*\s*(?:#.*)?$")


def _outdented(source: Source, line: int) -> str | None:
    """The message for a line right below `key: |` that is not indented as the text of that key."""
    above = next((n for n in range(line - 1, 0, -1) if source.line(n).strip()), 0)
    head = _BLOCK.match(source.line(above))
    text = source.line(line)
    if head is None or len(text) - len(text.lstrip(" ")) > len(head[1]):
        return None
    blanks = len(head[1]) + 2
    return f"Dòng này phải thụt vào {blanks} dấu cách: nó là chữ của {head[2].strip()} ở dòng {above}."


_SYNTAX = {
    "no-break space": "Sau dấu hai chấm là dấu cách không ngắt; hãy gõ lại dấu cách thường.",
    " tag": "Chữ bắt đầu bằng “!” phải ở trong ngoặc kép.",
    "mapping values are not allowed": "Dấu hai chấm ở đây không đúng chỗ; "
    "chữ có dấu hai chấm phải ở trong ngoặc kép.",
    "could not find expected ':'": "Thiếu dấu hai chấm sau khóa.",
    "found unexpected end of stream": "Ngoặc kép mở ra mà không đóng.",
    "expected <block end>": "Dòng này thụt lệch so với các dòng cùng khối, hoặc thiếu dấu gạch đầu dòng.",
    "found '<stream end>'": "Ngoặc [ hoặc { mở ra mà không đóng.",
    "expected ',' or": "Thiếu dấu phẩy hoặc dấu đóng ngoặc ] }.",
    "found character": "Có ký tự không được đứng đầu giá trị; hãy bao giá trị trong ngoặc kép.",
    "found unknown escape": "Dấu \\ trong ngoặc kép không đúng; viết \\\\ hoặc dùng ngoặc đơn.",
}


def _explain_syntax(message: str, context: str) -> str:
    for english, vietnamese in _SYNTAX.items():
        if english in message or english in context:
            return vietnamese
    return "Không hiểu được cấu trúc YAML từ chỗ này."
