"""All files of a site, or one page that is a file of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.render.screen.progress_bar import tracked
from kstthc_cli.render.site.agencies import agencies_values, agency_values
from kstthc_cli.render.site.changes import calendar_values, changes_values
from kstthc_cli.render.site.figures import figures_values
from kstthc_cli.render.site.overview import overview_values
from kstthc_cli.render.site.tasks import task_values, tasks_values
from kstthc_cli.render.site.view import SiteView, Values
from kstthc_cli.render.templates.templates import render_pages


class _Page(NamedTuple):
    """A file of the site, the template that makes it, and what that is given."""

    path: str
    template: str
    values: Values


NAVIGATION = (
    ("index.html", "Tổng quan"),
    ("co-quan.html", "Cơ quan"),
    ("nhiem-vu.html", "Nhiệm vụ"),
    ("bieu.html", "Biểu số liệu"),
    ("lich.html", "Lịch"),
    ("thay-doi.html", "Thay đổi"),
)
"""The pages that every page leads to."""


def site_files(site: SiteView, *, watched: bool = False) -> dict[str, bytes]:
    """Path → content of every file; `watched` shows a bar while they are made."""
    pages = [*_lists(site), *_agencies(site), *_tasks(site), *_assets()]
    common = {**site.head, "navigation": [{"path": p, "name": n} for p, n in NAVIGATION], "single": False}
    given = (
        (page.template, {**common, **_place(page), **page.values})
        for page in tracked(pages, "Đang lập trang", shown=watched)
    )
    texts = render_pages(given)
    return {page.path: text.encode() for page, text in zip(pages, texts, strict=True)}


def single_page(site: SiteView, agency: Agency) -> bytes:
    """The page of an agency with styles and script inside, without links to other pages."""
    values = {
        **site.head,
        "navigation": [],
        "single": True,
        "up": "",
        "path": "",
        **agency_values(site, agency),
    }
    [text] = render_pages([("site/agency.html.j2", values)])
    return text.encode()


def _place(page: _Page) -> Values:
    """The way up from a page to the first one, and the entry of the navigation that it belongs to."""
    folder, _, _ = page.path.rpartition("/")
    return {"up": "../" if folder else "", "path": f"{folder}.html" if folder else page.path}


def _lists(site: SiteView) -> Iterator[_Page]:
    agencies, tasks = agencies_values(site), tasks_values(site)
    yield _Page("index.html", "site/index.html.j2", overview_values(site))
    yield _Page("co-quan.html", "site/agencies.html.j2", agencies)
    yield _Page("nhiem-vu.html", "site/tasks.html.j2", tasks)
    yield _Page("bieu.html", "site/figures.html.j2", figures_values(site))
    yield _Page("lich.html", "site/calendar.html.j2", calendar_values(site))
    yield _Page("thay-doi.html", "site/changes.html.j2", changes_values(site))
    yield _Page("tim.html", "site/search.html.j2", agencies | tasks)


def _agencies(site: SiteView) -> Iterator[_Page]:
    for name, (agency, _) in site.agencies.items():
        yield _Page(f"co-quan/{name}.html", "site/agency.html.j2", agency_values(site, agency))


def _tasks(site: SiteView) -> Iterator[_Page]:
    for task in site.tasks:
        yield _Page(f"nhiem-vu/{task}.html", "site/task.html.j2", task_values(site, task))


def _assets() -> Iterator[_Page]:
    for name in ("site.css", "site.js"):
        yield _Page(name, f"site/{name}.j2", {})
