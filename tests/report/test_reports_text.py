"""Whatever people write in any field stands in the document as they wrote it, and is nothing but text."""

from __future__ import annotations

import copy
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kstthc_cli.render.templates.markup import ended, linked
from tests.report.reading import (
    html_shape,
    html_text,
    markdown_shape,
    markdown_text,
    page,
    render,
    tidy,
    tokens,
)
from tests.support.document_values import KINDS, Values

Place = tuple[str | int, ...]

PLAIN = "Quả"
NOT_TEXT = {
    *("kind", "schema_version", "plan", "period", "period_name", "agency"),
    *("data_from", "data_to", "as_of", "closed"),
}
OF_OFFICES = ("content", "results", "agencies", "time")
"""Fields of a plan's rows for templates of offices; the built-in ones print `cells`, which hold them all."""
MARKS = (
    "& < > &amp; {{ }} {{7*7}} {# \" ' \\ ` ``` --- === *** ___ |---| ~~~ ~~x~~ **đậm** _nghiêng_ ::: ... --"
)
LINKS = "[a](javascript:alert(1)) ![a](b) [a]: https://a.vn/b_c_d?e=1&f=2 www.a.vn/b_c a_b@c.vn @a # ; . ./."
PAGES = "<!-- --> ]]> </style> <script>alert(1)</script> </title> </table> <br> ^[a] $x$ \u202eabc \u200b 😀"
STARTS = ("# ", "- ", "+ ", "* ", "1. ", "2) ", "IV. ", "> ", "| a | b |", ": ", "% ", "    ", "Số: ", ", ")
SNIPPETS = (
    *MARKS.split(),
    *LINKS.split(),
    *PAGES.split(),
    *STARTS,
    *("\n", "\n\n", "\n---\n", "\t", "\u00a0", "\u2028", "{% raw %}", "x" * 5000),
    unicodedata.normalize("NFD", "Ủy ban huyện Đức Phổ"),
)
TEXTS = (
    st.lists(
        st.one_of(
            st.sampled_from(SNIPPETS),
            st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), max_size=20),
        ),
        min_size=1,
        max_size=6,
    )
    .map("".join)
    .filter(lambda text: text.strip(" \n.;/,") and text.strip().strip(".;/"))
)


def places(values: Any, at: Place = ()) -> Iterator[Place]:
    """Every place in the values where text of people stands."""
    if isinstance(values, dict):
        for name, value in values.items():
            if name not in NOT_TEXT:
                yield from places(value, (*at, name))
    elif isinstance(values, list):
        for number, value in enumerate(values):
            yield from places(value, (*at, number))
    elif isinstance(values, str) and values:
        yield at


def with_text(values: Values, text: str, *places: Place) -> Values:
    changed = copy.deepcopy(values)
    for place in places:
        inner: Any = changed
        for step in place[:-1]:
            inner = inner[step]
        inner[place[-1]] = text
    return changed


PLACES = [
    (kind, place)
    for kind, make in KINDS.items()
    for place in places(make())
    if not (place[0] == "body" and place[-1] == "kind")
    and not (kind == "annex" and place[0] == "letter" and place[1] not in ("title", "subject"))
    and not (kind == "decision" and place[0] == "sections" and place[-1] in OF_OFFICES)
]


def kept(text: str, place: Place) -> str:
    """The text, without the mark that a list or the end of the document puts in place of its last one."""
    if place[:2] == ("letter", "to") or place[0] in ("body", "closing", "articles"):
        return ended(text, "")
    return text


@cache
def usual_shape(kind: str, place: Place, ending: str) -> Any:
    """The shape of a document with a plain word at the place."""
    shown = render(with_text(KINDS[kind](), PLAIN, place), ending)
    return html_shape(page(shown)) if ending == "html" else markdown_shape(tokens(shown))


@given(st.sampled_from(PLACES), TEXTS)
def test_html_shows_the_text_and_nothing_else(where: tuple[str, Place], text: str) -> None:
    kind, place = where
    shown = page(render(with_text(KINDS[kind](), text, place), "html"))
    assert html_shape(shown) == usual_shape(kind, place, "html")
    assert kept(text, place) in html_text(shown)


@given(st.sampled_from(PLACES), TEXTS)
def test_markdown_shows_the_text_and_nothing_else(where: tuple[str, Place], text: str) -> None:
    kind, place = where
    shown = tokens(render(with_text(KINDS[kind](), text, place), "md"))
    assert markdown_shape(shown) == usual_shape(kind, place, "md")
    if place == ("annex_title",):
        text = text.replace("\n", " ")
    assert tidy(kept(text, place)) in markdown_text(shown)


@pytest.mark.parametrize("snippet", SNIPPETS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_snippet_survives_in_every_field_at_once(kind: str, snippet: str) -> None:
    places = [place for name, place in PLACES if name == kind]
    values = with_text(KINDS[kind](), f"a{snippet}z", *places)
    html, markdown = page(render(values, "html")), tokens(render(values, "md"))
    assert html_text(html).count(f"a{snippet}z") > len(places) * 2 / 3
    assert tidy(f"a{snippet}z") in markdown_text(markdown)


@given(TEXTS)
def test_only_addresses_of_the_web_can_be_clicked(text: str) -> None:
    shown = page(f"<!doctype html><html><title>a</title><p>{linked(text)}</p></html>")
    assert "".join(shown.itertext()) == f"a{text}"
    for link in shown.iter("{http://www.w3.org/1999/xhtml}a"):
        assert link.attrib["href"].lower().startswith(("http://", "https://"))
        assert link.attrib["href"] == link.text


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("xem https://a.vn/b?c=1&d=2.", "https://a.vn/b?c=1&d=2"),
        ("(HTTP://A.VN)", "HTTP://A.VN"),
        ('https://a.vn/"onclick="x', "https://a.vn/"),
        ("https://a.vn/\u202eb", "https://a.vn/"),
        ("javascript:alert(1)", None),
        ("data:text/html,x ftp://a.vn file:///c:/x", None),
    ],
)
def test_the_address_is_all_of_it_and_no_more(text: str, address: str | None) -> None:
    shown = page(f"<!doctype html><html><title>a</title><p>{linked(text)}</p></html>")
    links = [link.attrib["href"] for link in shown.iter("{http://www.w3.org/1999/xhtml}a")]
    assert links == ([address] if address else [])
