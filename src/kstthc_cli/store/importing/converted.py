"""Other formats, turned into those of Word and Excel by LibreOffice where that is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

from kstthc_cli.errors import UnreadableError
from kstthc_cli.store.importing.limits import LARGEST_FILE, broken

_LONGEST = 180


class Target(NamedTuple):
    """What LibreOffice is to write: ending, its name of the format, the program that a person would use."""

    suffix: str
    format: str
    program: str


DOCX = Target(".docx", "docx:MS Word 2007 XML", "Word")
XLSX = Target(".xlsx", "xlsx:Calc MS Excel 2007 XML", "Excel")


def as_docx(content: bytes, suffix: str) -> bytes:
    """The document as .docx. Raises UnreadableError where LibreOffice is missing, or gives up."""
    return converted(content, suffix, DOCX)


def converted(content: bytes, suffix: str, target: Target) -> bytes:
    """The file in another format. Raises UnreadableError where LibreOffice is missing, or gives up."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise UnreadableError(
            f"Đọc tệp {suffix} cần LibreOffice, máy này chưa cài.",
            f"Mở tệp bằng {target.program}, lưu thành {target.suffix} rồi nhập tệp {target.suffix}.",
        )
    with tempfile.TemporaryDirectory(prefix="kst-") as folder:
        source = Path(folder, f"document{suffix}")
        source.write_bytes(content)
        _convert(office, source, Path(folder), target)
        made = source.with_suffix(target.suffix)
        if not made.is_file() or made.stat().st_size > LARGEST_FILE:
            raise broken("LibreOffice không chuyển được tệp này")
        return made.read_bytes()


def _convert(office: str, source: Path, folder: Path, target: Target) -> None:
    profile = (folder / "profile").as_uri()
    command = [
        office, "--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={profile}",
        "--convert-to", target.format, "--outdir", str(folder), str(source),
    ]  # fmt: skip
    try:
        subprocess.run(command, capture_output=True, check=False, timeout=_LONGEST, stdin=subprocess.DEVNULL)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise broken("LibreOffice chuyển quá lâu") from None
    except OSError:
        raise broken("không chạy được LibreOffice") from None
