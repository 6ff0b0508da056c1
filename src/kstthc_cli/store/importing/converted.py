"""Files turned into other formats by LibreOffice where that is installed."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

from kstthc_cli.errors import UnreadableError
from kstthc_cli.store.importing.limits import LARGEST_FILE, broken

_LONGEST = 180


class Target(NamedTuple):
    """What LibreOffice is to write: ending, its name of the format; what to say where it is missing."""

    suffix: str
    format: str
    missing: str
    remedy: str


_READ = "Đọc tệp {} cần LibreOffice, máy này chưa cài."
_SAVE = "Mở tệp bằng {0}, lưu thành {1} rồi nhập tệp {1}."
DOCX = Target(".docx", "docx:MS Word 2007 XML", _READ, _SAVE.format("Word", ".docx"))
XLSX = Target(".xlsx", "xlsx:Calc MS Excel 2007 XML", _READ, _SAVE.format("Excel", ".xlsx"))
PDF = Target(
    ".pdf",
    "pdf",
    "Ghi tệp .pdf cần LibreOffice, máy này chưa cài.",
    "Ghi ra -o TỆP.docx rồi lưu thành PDF bằng Word.",
)


def as_docx(content: bytes, suffix: str) -> bytes:
    """The document as .docx. Raises UnreadableError where LibreOffice is missing, or gives up."""
    return converted(content, suffix, DOCX)


def as_pdf(content: bytes) -> bytes:
    """A .docx as PDF; the same bytes for the same document. Raises UnreadableError as `converted`."""
    return _without_moment(converted(content, ".docx", PDF))


_MOMENT = re.compile(rb"(/(?:CreationDate|ModDate)\(D:)\d{14}")
_IDS = re.compile(rb"(/ID \[ <)[0-9A-F]{32}(>\s*<)[0-9A-F]{32}|(/DocChecksum /)[0-9A-F]{32}")


def _without_moment(pdf: bytes) -> bytes:
    """The file without the moment of its making, and with ids of its content; no offset in it moves."""
    fixed = _MOMENT.sub(rb"\g<1>19800101000000", pdf)
    blank = _IDS.sub(rb"", fixed)
    own = hashlib.sha256(blank).hexdigest()[:32].upper().encode()
    return _IDS.sub(lambda m: m[3] + own if m[3] else m[1] + own + m[2] + own, fixed)


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
