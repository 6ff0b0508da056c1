"""The site in Chromium: no error, search, filters, sorting, accessibility at two widths; a trial.

`pip install -e '.[browser]'`, and Chromium of the system: `apt-get install chromium`.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.in_process import call

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip(
    "axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed"
)
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [
    pytest.mark.trial,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]
WIDTHS = (360, 1440)
PAGES = (
    "index.html", "co-quan.html", "co-quan/so-yt.html", "nhiem-vu.html", "nhiem-vu/10.html", "bieu.html",
    "lich.html", "thay-doi.html", "tim.html",
)  # fmt: skip
FAULTY = '<!doctype html><html><head><title></title></head><body><img src="data:,"><input></body></html>'


@pytest.fixture(scope="module")
def full(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample, where nothing has been reported and much is overdue."""
    folder = tmp_path_factory.mktemp("site") / "public"
    assert call("site", "--as-of", "2021-07-01", "-o", str(folder), root=sample).code == 0
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        found = started.chromium.launch(executable_path=CHROMIUM)
        yield found
        found.close()


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, browser: Any) -> Iterator[Any]:
    """A page that fails its test on an error in the console or a request to anything but files."""
    context = browser.new_context(viewport={"width": request.param, "height": 900})
    found = context.new_page()
    wrong: list[str] = []
    found.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    found.on("pageerror", lambda error: wrong.append(str(error)))
    found.on("request", lambda r: None if r.url.startswith(("file:", "data:")) else wrong.append(r.url))
    yield found
    context.close()
    assert wrong == []


def faults(page: Any) -> list[str]:
    """What axe finds more than minor."""
    results = axe.Axe().run(page, options={"preload": False}).response["violations"]
    return [v["id"] for v in results if v["impact"] != "minor"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_fits_and_is_accessible(name: str, full: Path, page: Any) -> None:
    page.goto((full / name).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert faults(page) == []


def test_axe_finds_planted_faults(page: Any, tmp_path: Path) -> None:
    file = tmp_path / "faulty.html"
    file.write_text(FAULTY, "utf-8")
    page.goto(file.as_uri())
    assert {"image-alt", "label", "html-has-lang"} <= set(faults(page))


@pytest.mark.parametrize("words", ["tau ca", "TÀU CÁ", "tàu  cá"])
def test_search_from_any_page_finds_without_diacritics(words: str, full: Path, page: Any) -> None:
    page.goto((full / "co-quan/so-yt.html").as_uri())
    page.fill("#q", words)
    with page.expect_navigation():
        page.press("#q", "Enter")
    rows = page.locator("tbody tr:visible")
    assert "tàu cá" in rows.all_inner_texts()[0].lower()
    assert (
        page.locator("output").inner_text()
        == f"Hiện {rows.count()} trong {page.locator('tbody tr').count()} dòng"
    )
    rows.first.locator("a").click()
    assert "nhiem-vu/25.html" in page.url


def test_search_folds_the_letter_d_with_stroke(full: Path, page: Any) -> None:
    page.goto((full / "tim.html").as_uri())
    page.fill(".filters input", "duc pho")
    assert "Đức Phổ" in page.locator("tbody tr:visible").first.inner_text()


def test_filters_keep_counts_right(full: Path, page: Any) -> None:
    page.goto((full / "co-quan/so-yt.html").as_uri())
    stated = int(page.locator("[data-count=overdue]").inner_text().replace(".", ""))
    page.get_by_label("Tình trạng").first.select_option("quá hạn")
    visible = page.locator("table").first.locator("tbody tr:visible")
    assert visible.count() == stated > 0
    assert page.locator("output").first.inner_text().startswith(f"Hiện {stated} trong ")
    page.get_by_label("Tình trạng").first.select_option("")
    assert visible.count() > stated


def test_sorting_by_keyboard_in_vietnamese_and_by_day(full: Path, page: Any) -> None:
    page.goto((full / "co-quan.html").as_uri())
    button = page.get_by_role("button", name="Cơ quan")
    button.focus()
    page.keyboard.press("Enter")
    names = page.locator("tbody th").all_inner_texts()
    assert page.locator("thead th").first.get_attribute("aria-sort") == "ascending"
    assert names == page.evaluate(
        "names => [...names].sort(new Intl.Collator('vi', {numeric: true}).compare)", names
    )
    page.goto((full / "co-quan/so-yt.html").as_uri())
    page.get_by_role("button", name="Thời hạn").click()
    days = page.locator("table").first.locator("tbody td:nth-child(5)").all_inner_texts()
    found = ["".join(reversed(re.findall(r"\d+", day))) for day in days if re.search(r"\d", day)]
    assert found == sorted(found)


def test_everything_is_there_without_javascript_and_in_print(full: Path, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    found = context.new_page()
    found.goto((full / "co-quan/so-yt.html").as_uri())
    assert found.locator("tbody tr:visible").count() == found.locator("tbody tr").count() > 0
    found.emulate_media(media="print")
    assert not found.locator("nav").is_visible()
    assert found.pdf(format="A4").startswith(b"%PDF")
    context.close()


def test_heads_of_columns_are_printed_on_every_page(full: Path, page: Any) -> None:
    """Chromium leaves buttons out of the heads that it repeats."""
    page.goto((full / "co-quan/so-yt.html").as_uri())
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('th button')).display") == "contents"
    page.emulate_media(media="screen")


TABLE = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Bảng</title></head><body>
<table data-table><thead><tr><th scope="col">Số</th></tr></thead>{}</table>
<script src="site.js"></script></body></html>"""


def sorted_page(full: Path, page: Any, tmp_path: Path, bodies: str) -> None:
    """A page of one column, sorted by it."""
    (tmp_path / "site.js").write_bytes((full / "site.js").read_bytes())
    (tmp_path / "bang.html").write_text(TABLE.format(bodies), "utf-8")
    page.goto((tmp_path / "bang.html").as_uri())
    page.get_by_role("button", name="Số").click()


def test_numbers_are_sorted_as_numbers_and_days_as_days(full: Path, page: Any, tmp_path: Path) -> None:
    words = ["1.234", "–", "12,5%", "2.000.000", "5", "12,45%", "1.234,5", "100% ▲3", "10b", "9b"]
    wanted = ["5", "12,45%", "12,5%", "100% ▲3", "1.234", "1.234,5", "2.000.000", "9b", "10b", "–"]
    days = ["30/09/2021", "01/03/2021", "15/12/2020"]
    for given, order in ((words, wanted), (days, days[::-1])):
        rows = "".join(f"<tr><td>{word}</td></tr>" for word in given)
        sorted_page(full, page, tmp_path, f"<tbody>{rows}</tbody>")
        assert page.locator("tbody td").all_inner_texts() == order
        page.get_by_role("button", name="Số").click()
        stated = [word for word in order if word != "–"]
        assert page.locator("tbody td").all_inner_texts()[: len(stated)] == stated[::-1]


def test_groups_stay_together_and_are_hidden_when_nothing_in_them_fits(
    full: Path, page: Any, tmp_path: Path
) -> None:
    group = '<tbody><tr class="group"><th scope="rowgroup">Biểu {0}</th></tr>{1}</tbody>'
    rows = [
        group.format(name, "".join(f"<tr><td>{n}</td></tr>" for n in of))
        for name, of in (("đỏ", "31"), ("xanh", "42"))
    ]
    sorted_page(full, page, tmp_path, "".join(rows))
    assert page.locator("tbody tr").all_inner_texts() == ["Biểu đỏ", "1", "3", "Biểu xanh", "2", "4"]
    page.fill(".filters input", "bieu xanh")
    assert page.locator("tbody tr:visible").all_inner_texts() == ["Biểu xanh", "2", "4"]
    assert page.locator("output").inner_text() == "Hiện 2 trong 4 dòng"


def test_figures_of_an_agency_fit_and_are_accessible(pages: Path, page: Any) -> None:
    page.goto((pages / "co-quan/so-yt.html").as_uri())
    assert page.locator("table.figures tbody tr").count() > 1
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert faults(page) == []


def test_the_printed_page_of_an_agency_gives_its_texts_room(pages: Path, page: Any) -> None:
    """What a duty asks and what was said share the width of A4; neither is squeezed into a few letters."""
    page.set_viewport_size({"width": 680, "height": 900})
    page.goto((pages / "co-quan/so-yt.html").as_uri())
    page.emulate_media(media="print")
    widths = page.evaluate("""() => {
        const heads = [...document.querySelectorAll("table thead th")];
        return Object.fromEntries(heads.map((head) => [head.textContent, head.offsetWidth]));
    }""")
    assert min(widths["Nội dung"], widths["Kết quả báo cáo"]) > 100, widths
