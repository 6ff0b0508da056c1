"""Other formats, turned into those of Word and Excel by LibreOffice where that is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from datetime import date
from pathlib import Path
from typing import NamedTuple

from kstthc_cli.errors import UnreadableError
from kstthc_cli.store.importing.limits import LARGEST_FILE, broken

_LONGEST = 180
_MADE_ON = re.compile(rb"(/CreationDate ?\(D:)\d{14}")
_DRAWN = re.compile(rb"(/ID \[ <|\n<|/DocChecksum /)([0-9A-F]{32})")
"""What LibreOffice draws anew for each PDF file."""


class Target(NamedTuple):
    """What LibreOffice is to write: ending, its name of the format; what to say without LibreOffice."""

    suffix: str
    format: str
    missing: str
    remedy: str


def _read_as(suffix: str, format_: str, program: str) -> Target:
    how = f"Mở tệp bằng {program}, lưu thành {suffix} rồi nhập tệp {suffix}."
    return Target(suffix, format_, "Đọc tệp {} cần LibreOffice, máy này chưa cài.", how)


DOCX = _read_as(".docx", "docx:MS Word 2007 XML", "Word")
XLSX = _read_as(".xlsx", "xlsx:Calc MS Excel 2007 XML", "Excel")
PDF = Target(
    ".pdf",
    "pdf:writer_pdf_Export",
    "Ghi tệp .pdf cần LibreOffice, máy này chưa cài.",
    "Ghi ra tệp .docx, mở bằng Word rồi lưu thành .pdf.",
)


def as_docx(content: bytes, suffix: str) -> bytes:
    """The document as .docx. Raises UnreadableError where LibreOffice is missing, or gives up."""
    return converted(content, suffix, DOCX)


def as_pdf(content: bytes, day: date) -> bytes:
    """A Word file as PDF; `day` is the day that it says it was made on. The same file gives the same bytes.

    Raises UnreadableError where LibreOffice is missing, or gives up.
    """
    made = converted(content, ".docx", PDF)
    made = _MADE_ON.sub(rb"\g<1>" + f"{day:%Y%m%d}000000".encode(), made)
    return _DRAWN.sub(lambda match: match[1] + b"0" * len(match[2]), made)


def converted(content: bytes, suffix: str, target: Target) -> bytes:
    """The file in another format. Raises UnreadableError where LibreOffice is missing, or gives up."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise UnreadableError(target.missing.format(suffix), target.remedy)
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
