"""Word files laid out by LibreOffice: the text of their pages."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

OFFICE, READER = shutil.which("soffice"), shutil.which("pdftotext")
needs_office = pytest.mark.skipif(
    not (OFFICE and READER),
    reason="soffice (libreoffice-writer-nogui) or pdftotext (poppler-utils) is not installed",
)


def pages_of(files: Mapping[str, bytes], folder: Path) -> dict[str, list[str]]:
    """The text of every page of every Word file, as LibreOffice lays it out."""
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    names = [str(folder / f"{name}.docx") for name in files]
    subprocess.run(
        [str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *names],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return {name: _read(folder / f"{name}.pdf") for name in files}


def _read(file: Path) -> list[str]:
    done = subprocess.run(
        [str(READER), "-layout", str(file), "-"], check=True, capture_output=True, timeout=60
    )
    return done.stdout.decode("utf-8").split("\f")[:-1]
