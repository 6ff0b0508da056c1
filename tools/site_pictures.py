"""Pictures of a site for the manual, at the widths of a desktop and a phone.

    python tools/site_pictures.py SITE_FOLDER AGENCY

SITE_FOLDER is what `kst site` wrote. Needs playwright and the system's Chromium; writes docs/images/trang-web-*.png.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
WIDTHS = {1440: "", 360: "-360"}
HEIGHT = 900


def main(folder: Path, agency: str) -> None:
    """Write a picture of the first page and of an agency's page at each width."""
    pages = {"tong-quan": "index.html", "co-quan": f"co-quan/{agency}.html"}
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"))
        for width, ending in WIDTHS.items():
            page = browser.new_page(viewport={"width": width, "height": HEIGHT})
            for name, path in pages.items():
                page.goto((folder.resolve() / path).as_uri())
                page.screenshot(path=IMAGES / f"trang-web-{name}{ending}.png")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
