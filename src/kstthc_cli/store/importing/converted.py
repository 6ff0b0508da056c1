"""Other formats, turned into Word's by LibreOffice where that is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from kstthc_cli.errors import UnreadableError
from kstthc_cli.store.importing.limits import LARGEST_FILE, broken

_LONGEST = 180


def as_docx(content: bytes, suffix: str) -> bytes:
    """The document as .docx. Raises UnreadableError where LibreOffice is missing, or gives up."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise UnreadableError(
            f"Đọc tệp {suffix} cần LibreOffice, máy này chưa cài.",
            "Mở tệp bằng Word, lưu thành .docx rồi nhập tệp .docx.",
        )
    with tempfile.TemporaryDirectory(prefix="kst-") as folder:
        source = Path(folder, f"document{suffix}")
        source.write_bytes(content)
        _convert(office, source, Path(folder))
        made = source.with_suffix(".docx")
        if not made.is_file() or made.stat().st_size > LARGEST_FILE:
            raise broken("LibreOffice không chuyển được tệp này")
        return made.read_bytes()


def _convert(office: str, source: Path, folder: Path) -> None:
    profile = (folder / "profile").as_uri()
    command = [
        office, "--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={profile}",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(source),
    ]  # fmt: skip
    try:
        subprocess.run(command, capture_output=True, check=False, timeout=_LONGEST, stdin=subprocess.DEVNULL)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise broken("LibreOffice chuyển quá lâu") from None
    except OSError:
        raise broken("không chạy được LibreOffice") from None
