"""Where results go: the format that was asked for, and the file or the screen."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kstthc_cli.errors import RefusedError, UsageError
from kstthc_cli.render.table import Screen
from kstthc_cli.store.files import is_data, text_bytes
from kstthc_cli.store.writing import write_new

_BY_SUFFIX = {
    ".txt": "text",
    ".json": "json",
    ".csv": "csv",
    ".md": "markdown",
    ".sarif": "sarif",
}
_LONG = 100
_BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Output:
    """What the user said of the output, and the screen there is."""

    format: str | None = None
    file: Path | None = None
    force: bool = False
    screen: Screen = field(default_factory=Screen)

    def chosen(self, allowed: Sequence[str]) -> str:
        """The format: as asked, else by the file's ending, else the first allowed.

        Raises UsageError for a format or an ending that this command does not have.
        """
        if self.format is not None:
            if self.format not in allowed:
                raise UsageError(
                    f"Không có định dạng “{self.format}”.", f"Chọn một trong: {', '.join(allowed)}."
                )
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
        """The files, with a bar on stderr while many are read for somebody at a terminal."""
        if len(files) < _LONG or not self.screen.terminal:
            return files
        from rich.console import Console
        from rich.progress import track

        return track(files, "Đang đọc phiếu", console=Console(stderr=True), transient=True)

    def write(self, text: str, chosen: str) -> None:
        """Send the text to the file (CSV with a BOM, for Excel) or to standard output."""
        if self.file is None:
            sys.stdout.write(text)
            return
        if is_data(self.file):
            raise RefusedError(
                f"“{self.file}” nằm trong thư mục dữ liệu của kho.", "Ghi kết quả ra chỗ khác."
            )
        content = text_bytes(_BOM + text if chosen == "csv" else text)
        write_new(self.file, content, force=self.force)
        sys.stderr.write(f"Đã ghi {self.file}\n")
