"""Templates come from pull requests: whatever they try, kst answers with one sentence, and soon."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from jinja2 import TemplateError

from kstthc_cli.render.templates.budget import Budget
from kstthc_cli.render.templates.sandbox import Sandbox
from kstthc_cli.render.templates.template_errors import TemplateFailureError, refusing
from kstthc_cli.render.templates.templates import render_template
from tests.support.times import within

ROWS = [{"name": f"Sở {number}", "cells": [number] * 9} for number in range(500)]
VALUES = {"rows": ROWS, "text": "Kết quả", "number": 7, "nothing": None}

FORBIDDEN = "dùng thứ không được phép"
TOO_MUCH = "chạy quá lâu hoặc in ra quá nhiều chữ"
NO_FILTER = "dùng bộ lọc hoặc phép thử không có"
UNKNOWN = "dùng tên không có"
NOT_TEXT = "chỉ in được chữ, số và ngày"
MISSING = "gọi mẫu không có"
SYNTAX = "sai cú pháp mẫu"
BILLION = "{% set a0 = [1] %}" + "".join(
    f"{{% set a{n} = [{', '.join([f'a{n - 1}'] * 20)}] %}}" for n in range(1, 12)
)

HOSTILE = {
    "class": ("{{ ''.__class__.__mro__ }}", FORBIDDEN),
    "class by key": ("{{ ''['__class__'] }}", FORBIDDEN),
    "class by attr": ("{{ ''|attr('__class__') }}", NO_FILTER),
    "class by map": ("{{ ['']|map(attribute='__class__')|join }}", FORBIDDEN),
    "class by format": ("{{ '{0.__class__}'.format(text) }}", FORBIDDEN),
    "format map": ("{{ '{a}'.format_map({'a': 1}) }}", FORBIDDEN),
    "globals": ("{{ range.__globals__ }}", FORBIDDEN),
    "function": ("{{ range.__func__.__code__ }}", FORBIDDEN),
    "loop": ("{% for x in rows %}{{ loop._iterable }}{% endfor %}", FORBIDDEN),
    "namespace": ("{{ namespace.__init__ }}", FORBIDDEN),
    "change": ("{{ rows.append(1) }}", FORBIDDEN),
    "lipsum": ("{{ lipsum(1000000) }}", UNKNOWN),
    "dict": ("{{ dict(a=1) }}", UNKNOWN),
    "config": ("{{ config }}", UNKNOWN),
    "self": ("{{ self._TemplateReference__context }}", FORBIDDEN),
    "long loop": ("{% for x in range(10000000000) %}{% endfor %}", TOO_MUCH),
    "loops in loops": ("{% for a in rows %}{% for b in rows %}{% for c in rows %}{% endfor %}" * 2, SYNTAX),
    "nested loops": (
        "{% for a in rows %}{% for b in rows %}{% for c in rows %}{% endfor %}{% endfor %}{% endfor %}",
        TOO_MUCH,
    ),
    "range as list": ("{{ range(1000000000000)|list|length }}", TOO_MUCH),
    "range filtered": ("{{ range(1000000000000)|select('none')|first }}", TOO_MUCH),
    "recursive": ("{% for r in rows recursive %}{{ loop(rows) }}{% endfor %}", FORBIDDEN),
    "macro": ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "gọi lồng nhau quá sâu"),
    "macro tree": (
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(50) }}",
        TOO_MUCH,
    ),
    "itself": ("{% include 'x.md.j2' %}", "gọi lồng nhau quá sâu"),
    "include tree": (
        (
            "{% set d = (d if d is defined else rows)[1:] %}{% if d[470:] %}"
            "{% include 'x.md.j2' %}{% include 'x.md.j2' %}{% endif %}"
        ),
        TOO_MUCH,
    ),
    "text times": ("{{ 'x' * 1000000000 }}", TOO_MUCH),
    "times text": ("{{ 1000000000 * 'x' }}", FORBIDDEN),
    "list times": ("{{ (rows * 1000000000)|length }}", FORBIDDEN),
    "width": ("{{ '%1000000000d' % 1 }}", FORBIDDEN),
    "width by filter": ("{{ '%1000000000d'|format(1) }}", NO_FILTER),
    "center": ("{{ 'x'.center(1000000000) }}", FORBIDDEN),
    "center by filter": ("{{ 'x'|center(1000000000) }}", NO_FILTER),
    "zfill": ("{{ 'x'.zfill(1000000000) }}", FORBIDDEN),
    "indent": ("{{ text|indent(1000000000) }}", NO_FILTER),
    "batch": ("{{ rows|batch(1000000000, 'x')|list|length }}", NO_FILTER),
    "power": ("{{ 10 ** 1000000000 }}", FORBIDDEN),
    "power of power": ("{{ 9 ** 9 ** 9 }}", FORBIDDEN),
    "squares": (
        "{% set n = namespace(x=10) %}{% for i in range(60) %}{% set n.x = n.x * n.x %}{% endfor %}",
        TOO_MUCH,
    ),
    "doubling": (
        "{% set n = namespace(x='x') %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
        TOO_MUCH,
    ),
    "doubling by plus": (
        "{% set n = namespace(x='x') %}{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}",
        TOO_MUCH,
    ),
    "doubling by set": (
        (
            "{% set n = namespace(x='x') %}{% for i in range(60) %}{% set x %}{{ n.x }}{{ n.x }}{% endset %}"
            "{% set n.x = x %}{% endfor %}"
        ),
        TOO_MUCH,
    ),
    "doubling lists": (
        "{% set n = namespace(x=[1]) %}{% for i in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}",
        TOO_MUCH,
    ),
    "replace": ("{{ ('x' * 100000)|replace('x', 'y' * 100000) }}", TOO_MUCH),
    "join": ("{{ rows|map(attribute='name')|join('y' * 10000000) }}", TOO_MUCH),
    "billion laughs": (BILLION + "{% if a11 == a11 + [] %}{% endif %}", TOO_MUCH),
    "much text": ("{% for a in rows %}{% for b in rows %}{{ 'x' * 1000 }}{% endfor %}{% endfor %}", TOO_MUCH),
    "round": ("{{ 2 | round(1000000000, 'ceil') }}", "TypeError"),
    "list": ("{{ rows }}", NOT_TEXT),
    "list in text": ("{{ rows ~ '' }}", NOT_TEXT),
    "nothing": ("{{ nothing }}", NOT_TEXT),
    "truth": ("{{ number == 7 }}", NOT_TEXT),
    "generator": ("{{ rows|map(attribute='name') }}", NOT_TEXT),
    "up": ("{% include '../plans/2021.yaml' %}", MISSING),
    "root": ("{% include '/etc/passwd' %}", "nằm ngoài kho"),
    "import up": ("{% import '../plans/2021.yaml' as x %}", MISSING),
    "extends up": ("{% extends '../../x' %}", "nằm ngoài kho"),
    "link": ("{% include 'link.j2' %}", "nằm ngoài kho"),
    "folder": ("{% include '.' %}", MISSING),
    "unknown": ("{{ rws }}", f"{UNKNOWN}: “rws”"),
    "unknown field": ("{{ rows[0].nme }}", f"{UNKNOWN}: “nme”"),
    "unknown filter": ("{{ text|uper }}", f"{NO_FILTER}: “uper”"),
    "unclosed": ("{% for x in rows %}", SYNTAX),
    "brackets": ("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", "gọi lồng nhau quá sâu"),
    "lists in lists": ("{% set x = " + "[" * 150 + "]" * 150 + " %}", "gọi lồng nhau quá sâu"),
    "zero": ("{{ 1 / 0 }}", "ZeroDivisionError"),
    "do": ("{% do rows.append(1) %}", SYNTAX),
    "debug": ("{% debug %}", SYNTAX),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kho" / "templates").mkdir(parents=True)
    (tmp_path / "secret").write_text("bí mật", "utf-8")
    return tmp_path / "kho"


@pytest.mark.parametrize(("source", "why"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_template_gets_one_sentence(
    source: str, why: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Budget.__init__, "__defaults__", (1_000_000, 60.0))  # a tenth, to be quick
    (folder / "templates" / "link.j2").symlink_to(folder.parent / "secret")
    (folder / "templates" / "x.md.j2").write_text("# Tiêu đề\n\n" + source, "utf-8")
    with within(30), pytest.raises(TemplateFailureError) as caught:
        render_template("x.md.j2", VALUES, folder)
    assert caught.value.message.startswith("Mẫu x.md.j2")
    assert why in caught.value.message
    assert caught.value.message.count("\n") == 0
    assert "kst init" in caught.value.remedy


LINES = {
    "{{ rws }}": 3,
    "{{ ''.__class__ }}": 3,
    "{% for x in range(10000000000) %}\n{% endfor %}": 3,
    "{{ text|uper }}": 3,
    "{% include '../x' %}": 3,
    "{% if %}": 3,
}


@pytest.mark.parametrize("source", LINES)
def test_the_sentence_names_the_line(source: str, folder: Path) -> None:
    (folder / "templates" / "x.md.j2").write_text("# Tiêu đề\n\n" + source, "utf-8")
    with pytest.raises(TemplateFailureError, match=rf"^Mẫu x\.md\.j2, dòng {LINES[source]}: "):
        render_template("x.md.j2", VALUES, folder)


def test_the_sentence_names_the_template_that_was_called(folder: Path) -> None:
    (folder / "templates" / "x.md.j2").write_text("{% include 'part.md.j2' %}", "utf-8")
    (folder / "templates" / "part.md.j2").write_text("\n{{ rws }}", "utf-8")
    with pytest.raises(TemplateFailureError, match=r"^Mẫu part\.md\.j2, dòng 2: "):
        render_template("x.md.j2", VALUES, folder)


def test_a_template_that_is_not_text_or_too_long_is_refused(folder: Path) -> None:
    file = folder / "templates" / "x.md.j2"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(TemplateFailureError, match=r"^Mẫu x\.md\.j2: không chạy được"):
        render_template("x.md.j2", VALUES, folder)
    file.write_text("x" * 1_000_001, "utf-8")
    with pytest.raises(TemplateFailureError, match=TOO_MUCH):
        render_template("x.md.j2", VALUES, folder)


def test_time_is_limited_too(monkeypatch: pytest.MonkeyPatch) -> None:
    sandbox = Sandbox(autoescape=True, budget=Budget(seconds=5))
    start = time.process_time()
    monkeypatch.setattr(time, "process_time", lambda: start + 6)
    with pytest.raises(TemplateFailureError, match=TOO_MUCH), refusing("x"):
        sandbox.from_string("{% for x in range(3) %}{% endfor %}").render()


def test_a_large_document_is_within_the_budget() -> None:
    rows = [{"cells": ["Kết quả thực hiện nhiệm vụ được giao trong kỳ, " * 4] * 9}] * 30_000
    sandbox = Sandbox(autoescape=True)
    source = "{% for r in rows %}{% for c in r.cells %}<td>{{ c|upper }}</td>{% endfor %}{% endfor %}"
    assert sandbox.from_string(source).render(rows=rows).count("<td>") == 270_000


USEFUL = {
    "{{ number * 2 + 1 - 3 // 2 }}": "14",
    "{{ (100 * 1 / 3) | round(1) }}": "33.3",
    "{{ '-' * 5 }}": "-----",
    "{% set n = namespace(t=0) %}{% for i in [1, 2] %}{% set n.t = n.t + i %}{% endfor %}{{ n.t }}": "3",
    "{{ rows[:3]|map(attribute='name')|join('; ') }}": "Sở 0; Sở 1; Sở 2",
    "{{ {'a': 'xong'}['a'] }}": "xong",
    "{% for a, b in [('I', 1), ('II', 2)] %}{{ loop.index }}{{ a }}{{ b }} {% endfor %}": "1I1 2II2 ",
    "{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m('&') }}{{ 'a' ~ m('b') }}": "<&amp;>a<b>",
    "{{ text.upper() }} {{ text|replace('quả', 'luận') }}": "KẾT QUẢ Kết luận",
    "{% for r in rows if r.name == 'Sở 7' %}{{ r.name }}{% else %}–{% endfor %}": "Sở 7",
    "{% for g, rs in rows[:4]|groupby('cells.0') %}{{ g }}:{{ rs|length }} {% endfor %}": "0:1 1:1 2:1 3:1 ",
    "{{ nothing or '—' }}{{ 'x' if nothing is none }}": "—x",
    "{{ rows|length }} {{ rows|sum(attribute='cells.0') }}": "500 124750",
}


@pytest.mark.parametrize("source", USEFUL)
def test_what_a_template_needs_works(source: str) -> None:
    assert Sandbox(autoescape=True).from_string(source).render(VALUES) == USEFUL[source]


def test_a_control_character_shows_and_breaks_nothing() -> None:
    shown = Sandbox(autoescape=True).from_string("{{ x }}|{{ x ~ '' }}").render(x="a\x00\x0bb\ud800")
    assert shown == "a\ufffd\ufffdb\ufffd|a\ufffd\ufffdb\ufffd"
    shown.encode()


def test_the_errors_of_the_sandbox_are_jinja_errors() -> None:
    with pytest.raises(TemplateError):
        Sandbox(autoescape=True).from_string("{{ 2 ** 2 }}").render()
