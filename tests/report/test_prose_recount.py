"""Every number in a report's sentences on figures and in its appendix, counted again from the slips.

The recount reads YAML and adds up; it shares no code with the program.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.report.made import under, values
from tests.support.running import PROJECT
from tests.support.slip_files import ran

Sums = dict[tuple[str, str], int]
"""Form and column → the sum of a quarter."""
FORMS = ("cong-bo-cong-khai", "II.06a", "hai-long")
HEADING = '      - {title: "Công khai", sections: ["II"]}\n'
RATES = {
    "II.06a": (("4", "45"), ("89", "8 9 10"), ("10", "8 9 10")),
    "hai-long": (("23", "234"),),
}
"""Form → the rates that its sentences tell: columns of the part and of the whole."""
STATED = {
    ("so-yt", 1): "1=4 2=9 3=6 4=0 5=3 6=9",
    ("so-yt", 2): "1=6 2=14 3=9 4=2 5=3 6=14",
    ("so-tp", 1): "1=2 2=5 3=5 4=0 5=0 6=5",
    ("so-tp", 2): "1=1 2=3 3=0 4=3 5=0 6=3",
}
DOSSIERS = {
    ("so-yt", 1): "3=410 4=120 5=270 6=20 7=390 8=100 9=280 10=10 11=20 12=19 13=1",
    ("so-yt", 2): "3=523 4=207 5=296 6=20 7=500 8=333 9=150 10=17 11=23 12=20 13=3",
    ("huyen-ba-to", 1): "3=1300 4=300 5=950 6=50 7=1200 8=700 9=480 10=20 11=100 12=97 13=3",
    ("huyen-ba-to", 2): "3=1411 4=411 5=900 6=100 7=1333 8=900 9=400 10=33 11=78 12=70 13=8",
}
PLEASED = {("huyen-ba-to", 1): "1=80 2=50 3=25 4=5", ("huyen-ba-to", 2): "1=97 2=60 3=30 4=7"}
NAMES = re.compile(r"\(?Quý I+|quý I+ năm 2021|6 tháng đầu năm 2021|NĐ-CP")
AMOUNT = re.compile(r"\d[\d.]*(?:,\d+)?")


@pytest.fixture
def stated(silent: Path) -> Path:
    """Two quarters of three forms in the small province."""
    (silent / "forms").mkdir()
    for form in FORMS:
        shutil.copy(PROJECT / "forms" / f"{form}.yaml", silent / "forms")
    outline = silent / "templates" / "outline.yaml"
    text = outline.read_text("utf-8")
    told = HEADING.replace('["II"]}', f'["II"], forms: [{", ".join(FORMS)}]}}')
    outline.write_text(text.replace(HEADING, told), "utf-8", newline="\n")
    for form, row, every in zip(FORMS, ("tong", "Hộ tịch", "tong"), (STATED, DOSSIERS, PLEASED), strict=True):
        for (agency, quarter), cells in every.items():
            figures = [word for cell in cells.split() for word in ("--figure", cell)]
            when = ("--quarter", str(quarter), "--date", f"2021-{3 * quarter:02}-16", "--as-of", "2021-07-01")
            said = ("--form", form, "--row", row, "--agency", agency, *when, *figures, "--status", "done")
            result = ran("record", *said, root=silent)
            assert result.code == 0, result.err
    return silent


def tables(root: Path) -> Iterator[tuple[str, str, str, Mapping[str, int]]]:
    """Period, agency, form and cells of every row that a slip states, as plain YAML."""
    for file in sorted(root.glob("progress/**/*.yaml")):
        slip = YAML(typ="safe", pure=True).load(file.read_text("utf-8"))
        for form in slip.get("forms", ()):
            for row in form["rows"]:
                yield slip["period"], slip["agency"], form["form"], row["cells"]


def sums(root: Path, period: str, levels: str = "") -> Sums:
    """The sums of a quarter, of all agencies or of those whose id begins so."""
    found: Sums = {}
    for when, agency, form, cells in tables(root):
        if when == period and agency.startswith(levels):
            for column, number in cells.items():
                found[form, column] = found.get((form, column), 0) + int(number)
    return found


def columns_of(text: str) -> list[str]:
    return text.split() if " " in text else ["10"] if text == "10" else list(text)


def rate(of: Sums, form: str, part: str, whole: str) -> Decimal:
    up, down = (sum(of.get((form, c), 0) for c in columns_of(names)) for names in (part, whole))
    return (Decimal(up) * 100 / down).quantize(Decimal("0.01"), ROUND_HALF_UP)


def allowed(now: Sums, then: Sums, levels: list[Sums], agencies: list[Sums]) -> set[Decimal]:
    """Every number that the sentences may hold: sums, changes, rates and their changes, of whomever."""
    found = {Decimal(n) for part in (now, *levels, *agencies) for n in part.values()}
    found |= {Decimal(abs(now[key] - then[key])) for key in now}
    for form, rates in RATES.items():
        for part, whole in rates:
            told = rate(now, form, part, whole)
            found |= {told, abs(told - rate(then, form, part, whole))}
            some = [of for of in (*levels, *agencies) if any(key[0] == form for key in of)]
            found |= {rate(of, form, part, whole) for of in some}
    settled = [[of.get(("II.06a", c), 0) for c in ("8", "9", "10")] for of in (now, *levels, *agencies)]
    pending = [[of.get(("II.06a", c), 0) for c in ("12", "13")] for of in (now, *levels, *agencies)]
    found |= {Decimal(sum(part)) for parts in (settled, pending) for part in parts}
    found |= {Decimal(sum(part[:2])) for part in settled}
    return found | {Decimal(sum(now.get(("hai-long", c), 0) for c in "234"))}


def amounts(text: str) -> list[Decimal]:
    plain = NAMES.sub("", text)
    return [Decimal(n.rstrip(".").replace(".", "").replace(",", ".")) for n in AMOUNT.findall(plain)]


def agencies_of(root: Path) -> list[str]:
    return sorted({agency for _, agency, _, _ in tables(root)})


def test_every_number_in_the_sentences_is_counted_from_the_slips(stated: Path) -> None:
    now, then = sums(stated, "2021-Q2"), sums(stated, "2021-Q1")
    own = [sums(stated, "2021-Q2", agency) for agency in agencies_of(stated)]
    both = {key: now[key] + then[key] - carried(stated, key) for key in now}
    levels = [sums(stated, "2021-Q2", level) for level in ("so-", "huyen-")]
    known = allowed(now, then, [*levels, both], own)
    text = " ".join(under(values(stated, "quarterly", "--quarter", "2"), "1. Công khai"))
    told = amounts(text)
    assert len(told) >= 40
    assert not [number for number in told if number not in known], text


def carried(root: Path, key: tuple[str, str]) -> int:
    """What a half-year must not count twice: dossiers that came over from the first quarter."""
    second = sums(root, "2021-Q2")
    if key == ("II.06a", "3"):
        return second["II.06a", "6"]
    return second[key] if key == ("II.06a", "6") else 0


def test_every_number_of_the_appendix_is_counted_from_the_slips(stated: Path) -> None:
    found = values(stated, "quarterly", "--quarter", "2")["appendices"]
    now, then = sums(stated, "2021-Q2"), sums(stated, "2021-Q1")
    so, huyen = (sums(stated, "2021-Q2", level) for level in ("so-", "huyen-"))
    names = [str(number) for number in range(3, 14)]
    rows: list[dict[str, Any]] = found["dossiers"]["rows"]
    assert [row["cells"] for row in rows] == [[of["II.06a", c] for c in names] for of in (so, huyen, now)]
    for group, form in zip(found["figures"]["groups"], ("cong-bo-cong-khai", "hai-long"), strict=True):
        for row, column in zip(group["rows"], map(str, range(1, 7)), strict=False):
            if (form, column) in now:
                parts = [str(of.get((form, column), "")) for of in (so, huyen)]
                assert row["cells"] == [*parts, str(now[form, column]), str(then[form, column])], row
