"""The destination of results: the format, and a file or standard output."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from kstthc_cli.errors import RefusedError, UsageError
from kstthc_cli.render.screen.log_commands import InertStream, inert_json
from kstthc_cli.render.screen.progress_bar import tracked
from kstthc_cli.render.screen.table import Screen
from kstthc_cli.store.files.atomic_write import write_new
from kstthc_cli.store.files.paths import is_data, printable, text_bytes

_BY_SUFFIX = {
    ".txt": "text",
    ".json": "json",
    ".csv": "csv",
    ".md": "markdown",
    ".sarif": "sarif",
    ".html": "html",
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".pdf": "pdf",
    ".yaml": "yaml",
    ".sqlite": "sqlite",
    ".duckdb": "duckdb",
}
_LONG = 100
BOM = "\ufeff"


class Output(NamedTuple):
    """The output options of a command line, and the properties of the screen."""

    format: str | None = None
    file: Path | None = None
    force: bool = False
    screen: Screen = Screen()
    separator: str | None = None
    full: bool | None = None
    """Whether a list is wanted whole; None: whole everywhere but on a terminal."""
    page: Callable[[str], bool] | None = None
    """Shows a text that is longer than the terminal; returns whether it could."""

    @property
    def short(self) -> bool:
        """Whether a table may leave out what does not fit on a screen."""
        return not (self.full if self.full is not None else self.line_width is None)

    @property
    def delimiter(self) -> str:
        """The column separator of a CSV file."""
        return self.separator or ","

    @property
    def line_width(self) -> int | None:
        """The maximum line width in columns on a terminal; None (no wrapping) elsewhere."""
        return self.screen.width if self.screen.terminal and self.file is None else None

    def resolve_format(self, allowed: Sequence[str]) -> str:
        """The output format: `--format`, else by the file's extension, else the first of `allowed`.

        Raises UsageError for an extension that the command does not support, and for a separator without CSV.
        """
        format_ = self._resolved(allowed)
        if self.separator is not None and format_ != "csv":
            raise UsageError(
                f"--separator chỉ dùng khi ghi CSV, không dùng cho {format_}.",
                "Thêm --format csv hoặc -o TỆP.csv.",
            )
        return format_

    def _resolved(self, allowed: Sequence[str]) -> str:
        if self.format is not None:
            return self.format
        if self.file is None:
            return allowed[0]
        found = _BY_SUFFIX.get(self.file.suffix.lower())
        if found is None or found not in allowed:
            endings = ", ".join(end for end, name in _BY_SUFFIX.items() if name in allowed)
            raise UsageError(
                f"Không biết ghi tệp đuôi “{self.file.suffix}” theo định dạng nào.",
                f"Dùng đuôi {endings}, hoặc --format.",
            )
        return found

    def watch(self, files: list[Path]) -> Iterable[Path]:
        """Iterate over the files, with a progress bar on stderr when there are many and it is a terminal."""
        return tracked(files, "Đang đọc phiếu", shown=self.screen.terminal, least=_LONG)

    def write(self, text: str, format_: str) -> None:
        """Write the text to the file (CSV with a BOM, for Excel) or to standard output."""
        if self.file is None:
            self._print(text, format_)
        else:
            self._write_file(text_bytes(BOM + text if format_ == "csv" else text))

    def _print(self, text: str, format_: str) -> None:
        """Print the text, on a terminal through the pager if it is long.

        Only the annotations of `--format github` may reach a CI runner as commands.
        """
        if self.page is not None and self.page(text):
            return
        if format_ == "github" and isinstance(sys.stdout, InertStream):
            sys.stdout.write_commands(text)
        else:
            sys.stdout.write(inert_json(text) if format_ in ("json", "gitlab", "sarif") else text)

    def write_bytes(self, content: bytes, format_: str = "docx") -> None:
        """Write a binary document to the file, or to standard output if that is not a terminal.

        Raises UsageError on a terminal.
        """
        if self.file is not None:
            self._write_file(content)
        elif self.screen.terminal:
            kind = {"docx": "Word", "xlsx": "Excel"}.get(format_, format_)
            raise UsageError(f"Tệp {kind} không in ra màn hình được.", f"Ghi ra tệp: -o bao-cao.{format_}.")
        else:
            sys.stdout.flush()
            sys.stdout.buffer.write(content)

    def _write_file(self, content: bytes) -> None:
        assert self.file is not None  # noqa: S101 - for the type checker; both callers check it
        if is_data(self.file):
            raise RefusedError(
                f"“{self.file}” nằm trong thư mục dữ liệu của kho.", "Ghi kết quả ra chỗ khác."
            )
        write_new(self.file, content, force=self.force)
        self.say_written()

    def say_written(self) -> None:
        """Print on stderr the name of the file that was written."""
        sys.stderr.write(f"Đã ghi {printable(str(self.file))}\n")
