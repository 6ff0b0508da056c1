"""Making broken templates: Jinja in odd places, and Word files broken as archives and as XML."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Sequence
from random import Random

from fuzz_mutations import MOST_BYTES, WAYS, Way, Words, mutated

_TAG = re.compile(rb"\{[{%#].*?[}%#]\}", re.DOTALL)
_JINJA = (
    "{{", "}}", "{%", "%}", "{#", "#}", "{{ }}", "{% %}", "{% endfor %}", "{% endif %}", "{% else %}",
    "{%- raw -%}", "{% endraw %}", "{{ 7 * 7 }}", "{{ 9 ** 9 ** 9 }}", "{{ 'a' * 1000000000 }}",
    "{{ [1] * 99999999 }}", "{{ ''.__class__.__mro__ }}", "{{ letter['__class__'] }}",
    "{{ letter|attr('x') }}", "{{ self }}", "{{ loop }}", "{{ range(10000000000)|list|length }}",
    "{% for a in range(3000) %}{% for b in range(3000) %}x", "{% for x in letter %}{{ x }}{% endfor %}",
    "{% for x in body recursive %}{{ loop(body) }}{% endfor %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "{% include 'report.md.j2' %}", "{% include '../x' %}",
    "{% import 'tables.md.j2' as t %}", "{% extends 'letter.md.j2' %}", "{% block a %}{% endblock %}",
    "{% set x = [0] %}{% for i in range(30) %}{% set x = x + x %}{% endfor %}",
    "{% set ns = namespace(a=1) %}", "{% filter upper %}", "{% call m() %}", "{% autoescape false %}",
    "{% do x %}", "{% with a=1 %}", "{% break %}", "{{ x|nofilter }}", "{{ x is notest }}", "{{ 1 / 0 }}",
    "{{ '%d' % 1 }}", "{{ '{}'.format(1) }}", "{{ 1.real }}", "{{ 'a'|replace('', 'b' * 100000) }}",
    "{{ ('a' * 100000)|list|join('b' * 100000) }}", "{{ letter|string }}",
    "{{ letter.subject|truncate(-1) }}", "{{ 1e308 * 10 }}", "{{ 1|round(999999) }}", "{{ [3, 'a']|sort }}",
    "{{ body|groupby('kind') }}", "{{ body|map(attribute='text')|join }}", "{{ body|sum }}",
    "{{ (1,)|sum('a') }}", "{{ letter.day|day }}", "{{ ''|day }}", "{{ 'x'|number }}", "{{ 0|ended }}",
    "{{ balanced }}", "{{ '\\ud800' }}", "{{ '\u202e' }}", "{{ " + "(" * 300 + "1" + ")" * 300 + " }}",
    "{{ " + "a." * 400 + "b }}", "{% if 1 %}" * 60, "{{ " + "-" * 3000 + "1 }}",
    "{{ " + "not " * 2000 + "1 }}", "{{ [" * 100, "{{ 9" + "9" * 5000 + " }}", "{% tr for x in counts %}",
    "{%tr for x in counts %}", "{%p if plan %}", "{%tc endfor %}", "{{r plan }}", "{% cellbg 'red' %}",
    "{% colspan 3 %}", "{% hm %}", "{% vm %}", "{% hr %}", "{{ plan – 1 }}", "kst-place-0-kst",
)  # fmt: skip
_XML = (
    "<w:p/>", "<w:p>", "</w:p>", "</w:r>", "<w:t>", "</w:t>", "<w:tbl>", "<w:tr>", "<w:tc/>", "<!--", "-->",
    "<![CDATA[", "]]>", "&amp;", "&a;", "&#0;", "&#x1b;", "&#55296;", "<?xml version='1.1'?>",
    "<!DOCTYPE a [<!ENTITY a 'b'>]>", "<w:instrText>INCLUDETEXT /etc/passwd</w:instrText>",
    "<w:fldSimple w:instr='DDE a'/>", "<w:br/>", "<w:tab/>", "<x:a/>", "<w:p xmlns:w='urn:a'/>",
    "<w:sectPr/>", "<w:drawing/>", "<w:txbxContent><w:p/></w:txbxContent>",
)  # fmt: skip


def _tag(rnd: Random, content: bytes, _words: Words) -> bytes:
    """Something of Jinja put in, or put in place of a tag, or of the inner part of one."""
    odd, found = rnd.choice(_JINJA).encode("utf-8", "surrogatepass"), list(_TAG.finditer(content))
    if not found or rnd.random() < 0.3:
        at = rnd.randrange(len(content) + 1)
        return content[:at] + odd + content[at:]
    match, way = rnd.choice(found), rnd.random()
    if way < 0.4:
        return content[: match.start()] + odd + content[match.end() :]
    if way < 0.6:
        other = rnd.choice(found)
        return content[: match.start()] + other[0] + content[match.end() :]
    if way < 0.75:
        return content[: match.start()] + content[match.end() :]
    at = rnd.randint(match.start(), match.end())
    return (
        content[:at]
        + rnd.choice((b".a", b"|e", b"[0]", b" ", b"-", b"()", b"'", b"~ 1", b"+ 1", odd))
        + content[at:]
    )


TEXT_WAYS: tuple[Way, ...] = (*(_tag,) * 12, *WAYS[:9])


def mutated_text(rnd: Random, corpus: Sequence[bytes], words: Words) -> bytes:
    """A broken template of Markdown or HTML."""
    return mutated(rnd, corpus, words, TEXT_WAYS)


# Word


def _element(rnd: Random, content: bytes, _words: Words) -> bytes:
    """XML put in, an element's mark taken out, or one put in place of another."""
    odd, marks = rnd.choice(_XML).encode(), list(re.finditer(rb"<[^<>]*>", content))
    if not marks or rnd.random() < 0.4:
        at = rnd.choice(marks).end() if marks else 0
        return content[:at] + odd + content[at:]
    match, other = rnd.choice(marks), rnd.choice(marks)
    return content[: match.start()] + (other[0] if rnd.random() < 0.5 else b"") + content[match.end() :]


_XML_WAYS: tuple[Way, ...] = (*(_tag,) * 10, *(_element,) * 6, *WAYS[:6])


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a Word file that is known to be whole."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(rnd: Random, parts: Sequence[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as archive:
        warnings.simplefilter("ignore")  # twice the same name is one of the things tried
        for name, part in parts:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = rnd.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
            archive.writestr(info, part)
    return out.getvalue()


_NAMES = (
    "word/document.xml",
    "[Content_Types].xml",
    "word/vbaProject.bin",
    "../a",
    "/a",
    "a\\b",
    "WORD/document.xml",
)


def mutated_word(rnd: Random, corpus: Sequence[bytes], words: Words) -> bytes:
    """A broken Word file: as bytes, in the list of its parts, or most often in the XML of one."""
    content = rnd.choice(corpus)
    if rnd.random() < 0.2:
        return mutated(rnd, corpus, words, WAYS[:7])
    try:
        parts = parts_of(content)
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError):
        return mutated(rnd, corpus, words, WAYS[:7])
    if not parts:
        return content
    name = "word/document.xml" if rnd.random() < 0.6 else rnd.choice(sorted(parts))
    pairs = list(parts.items())
    if rnd.random() < 0.1:
        way = rnd.randrange(3)
        if way == 0:
            pairs = [pair for pair in pairs if pair[0] != name]
        elif way == 1:
            pairs.append((rnd.choice(_NAMES), rnd.choice(pairs)[1]))
        else:
            pairs = [(rnd.choice(_NAMES) if key == name else key, part) for key, part in pairs]
        return _packed(rnd, pairs)
    changed = mutated(rnd, [parts.get(name, b"")], words, _XML_WAYS)
    return _packed(rnd, [(key, changed if key == name else part) for key, part in pairs])[:MOST_BYTES]
