"""`kst site`: pages whose links hold, whose numbers are those of `kst status`, and which ask nobody."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import html5lib
import pytest

from kstthc_cli.render.screen.phrases import percent_text
from tests.site.conftest import AS_OF, EVIDENCE, REPORTER, TEXT
from tests.support.form_figures import FORM, STATED
from tests.support.in_process import call
from tests.support.repositories import commit, in_git
from tests.support.running import PROJECT, Kst, report
from tests.support.slip_files import ran

LINK = re.compile(r'\b(?:href|src|action)="([^"]*)"')


def html_files(folder: Path) -> Iterator[Path]:
    yield from sorted(folder.rglob("*.html"))


def shown(page: str, name: str) -> int:
    """A count at the top of a page."""
    found = re.search(rf'data-count="{name}">([\d.]+)<', page)
    assert found
    return int(found[1].replace(".", ""))


def counts(kst: Kst, root: Path, *words: str) -> Any:
    return report(kst("status", *words, *AS_OF, "--format", "json", root=root))


def test_every_page_is_there(pages: Path) -> None:
    names = {file.relative_to(pages).as_posix() for file in pages.rglob("*") if file.is_file()}
    assert {
        "index.html", "co-quan.html", "nhiem-vu.html", "bieu.html", "lich.html", "thay-doi.html", "tim.html",
        "site.css", "site.js", "co-quan/so-yt.html", "nhiem-vu/5.html",
    } <= names  # fmt: skip


def test_the_numbers_are_those_of_status(pages: Path, told: Path, kst: Kst) -> None:
    for page, words in (("index", ()), ("co-quan/so-yt", ("--agency", "so-yt"))):
        total = counts(kst, told, "--period", "2021", *words)["total"]
        text = (pages / f"{page}.html").read_text("utf-8")
        for name in ("counted", "finished", "overdue", "waiting"):
            assert shown(text, name) == total[name], (page, name)
    index = (pages / "index.html").read_text("utf-8")
    for quarter, name in (("1", "Quý I"), ("2", "Quý II"), ("3", "Quý III")):
        total = counts(kst, told, "--quarter", quarter)["total"]
        cells = re.search(rf'<th scope="row">{name}</th>(.*)</tr>', index)
        assert cells
        numbers = [float(cell.replace(",", ".")) for cell in re.findall(r">([\d,]+)%?<", cells[1])]
        assert numbers == [total["counted"], total["finished"], total["percent"], total["overdue"]]
    for agency in counts(kst, told, "--period", "2021")["agencies"]:
        text = (pages / f"co-quan/{agency['id']}.html").read_text("utf-8")
        assert shown(text, "counted") == agency["counted"]


def test_heat_map_has_the_counts_of_agency_and_section(pages: Path, told: Path, kst: Kst) -> None:
    index = (pages / "index.html").read_text("utf-8")
    line = re.search(r'so-yt\.html">[^<]*</a></th><td>[^<]*</td>(.*)</tr>', index)
    assert line
    sections = counts(kst, told, "--period", "2021", "--agency", "so-yt")["sections"]
    wanted = {s["id"]: (s["percent"], s["overdue"]) for s in sections}
    cells = re.findall(r"<td class=\"h\d\">([^<]*)</td>", line[1])[:-1]
    for name, cell in zip(("I", "II", "III"), cells, strict=True):
        percent, overdue = wanted.get(name, (None, 0))
        assert cell == percent_text(percent) + (f" ▲{overdue}" if overdue else "")


def test_figures_are_those_of_form_show(pages: Path, told: Path, kst: Kst) -> None:
    shown = report(kst("form", "show", FORM, "--quarter", "2", *AS_OF, "--format", "json", root=told))
    total = shown["rows"][-1]["cells"]["4"]["value"]
    line = re.search(r'<th scope="row">\(4\) .*', (pages / "bieu.html").read_text("utf-8"))
    assert line
    assert re.findall(r'<td class="n">([^<]*)<', line[0]) == ["–", str(total), "–"]
    assert total == sum(STATED.values())


def test_the_page_of_an_agency_has_its_figures_form_by_form(pages: Path) -> None:
    page = (pages / "co-quan/so-yt.html").read_text("utf-8")
    table = re.search(r'<table class="figures".*?</table>', page, re.DOTALL)
    assert table
    assert re.findall(r'<th scope="col">([^<]*)</th>', table[0]) == ["Dòng", "Cột", "Quý II"]
    group = re.search(
        r'<tr class="group"><th [^>]*>Biểu ([^.]*\.[^.]*)\. .*?</th><td>([^<]*)</td></tr>', table[0]
    )
    assert group
    assert group.groups() == (FORM, "17/06/2021")
    [line] = re.findall(r'<tr><th scope="row">Hộ tịch</th><td>\((\w+)\) [^<]*</td><td>([^<]*)</td>', table[0])
    assert line == ("4", "5")


def test_figures_of_several_periods_stand_side_by_side(told: Path, kst: Kst, tmp_path: Path) -> None:
    root, one = tmp_path / "kho", tmp_path / "so-yt.html"
    shutil.copytree(told, root)
    said = ("--form", FORM, "--agency", "so-yt", "--quarter")
    for quarter, words in (
        ("1", ("--row", "Hộ tịch", "--figure", "4=1234", "--figure", "10=2", "--status", "in_progress")),
        (
            "3",
            (
                "--status",
                "not_arising",
            ),
        ),
    ):
        when = ("--date", "2021-06-21", *AS_OF)
        assert ran("record", *said, quarter, *words, *when, root=root).code == 0
    assert kst("site", "--agency", "so-yt", *AS_OF, "-o", str(one), root=root).code == 0
    table = re.search(r'<table class="figures".*?</table>', one.read_text("utf-8"), re.DOTALL)
    assert table
    assert re.findall(r'<th scope="col">([^<]*)</th>', table[0]) == [
        "Dòng",
        "Cột",
        "Quý I",
        "Quý II",
        "Quý III",
    ]
    days = ["21/06/2021", "17/06/2021", "21/06/2021: không phát sinh"]
    assert re.findall("<td>([^<]*)</td>", table[0])[:3] == days
    lines = re.findall(r'<th scope="row">Hộ tịch</th><td>\((\w+)\).*?</td>(.*)</tr>', table[0])
    assert [(column, re.findall("<td>([^<]*)</td>", cells)) for column, cells in lines] == [
        ("4", ["1.234", "5", ""]),
        ("10", ["2", "", ""]),
    ]


def test_every_link_holds(pages: Path) -> None:
    ids = {file: set(re.findall(r'\bid="([^"]+)"', file.read_text("utf-8"))) for file in html_files(pages)}
    for file in html_files(pages):
        for link in LINK.findall(file.read_text("utf-8")):
            path, _, anchor = link.partition("#")
            if link == "data:,":
                continue
            target = (file.parent / path).resolve() if path else file
            assert target.is_file(), (file.name, link)
            assert not anchor or anchor in ids[target], (file.name, link)


def test_nothing_is_asked_of_anybody(pages: Path) -> None:
    for file in pages.rglob("*"):
        if file.suffix in (".html", ".css", ".js"):
            text = file.read_text("utf-8")
            assert not [link for link in LINK.findall(text) if ":" in link and link != "data:,"]
            assert not re.search(r"@import|url\(|\bfetch\(|XMLHttpRequest|import\(|sendBeacon", text)


@pytest.mark.parametrize("words", [(), ("--public",)])
def test_html_is_without_faults(words: tuple[str, ...], told: Path, kst: Kst, tmp_path: Path) -> None:
    folder = tmp_path / "public"
    assert kst("site", *words, *AS_OF, "-o", str(folder), root=told).code == 0
    for file in html_files(folder):
        text = file.read_text("utf-8")
        html5lib.HTMLParser(strict=True).parse(text)
        found = re.findall(r'\bid="([^"]+)"', text)
        assert len(found) == len(set(found)), file
        assert text.count("<h1>") == 1
        assert '<html lang="vi">' in text


def test_text_is_shown_as_text(pages: Path) -> None:
    page = (pages / "co-quan/so-yt.html").read_text("utf-8")
    assert "Đã &lt;script&gt;làm&lt;/script&gt; &amp; xong kín đáo." in page
    assert TEXT not in page
    assert "12,5%" in page


def test_the_public_site_leaves_out_people_texts_and_evidence(
    pages: Path, told: Path, kst: Kst, tmp_path: Path
) -> None:
    folder, one = tmp_path / "public", tmp_path / "so-yt.html"
    assert kst("site", "--public", *AS_OF, "-o", str(folder), root=told).code == 0
    assert kst("site", "--public", "--agency", "so-yt", *AS_OF, "-o", str(one), root=told).code == 0
    private = "".join(file.read_text("utf-8") for file in html_files(pages))
    for secret in (REPORTER, "xong kín đáo", EVIDENCE):
        assert secret in private
        assert not [f for f in (one, *html_files(folder)) if secret in f.read_text("utf-8")]
    assert "Bản công khai" in one.read_text("utf-8")


def test_the_public_site_leaves_out_text_in_forms(told: Path, kst: Kst, tmp_path: Path) -> None:
    root = tmp_path / "kho"
    shutil.copytree(told, root)
    form = root / "forms" / f"{FORM}.yaml"
    note = '  - {id: "14", heading: ["Ghi chú"], type: text}\nrules:\n'
    form.write_text(form.read_text("utf-8").replace("rules:\n", note, 1), "utf-8")
    said = (
        "--form",
        FORM,
        "--row",
        "Hộ tịch",
        "--agency",
        "so-yt",
        "--quarter",
        "2",
        "--figure",
        "14=Ông Kín",
    )
    given = ran("record", *said, "--status", "in_progress", "--date", "2021-06-18", *AS_OF, root=root)
    assert given.code == 0, given.err
    for words, text in (((), "Ông Kín"), (("--public",), "(nội dung)")):
        folder = tmp_path / "-".join(["trang", *words])
        assert kst("site", *words, *AS_OF, "-o", str(folder), root=root).code == 0
        for name in ("co-quan/so-yt", "bieu"):
            assert text in (folder / f"{name}.html").read_text("utf-8")
        assert words == () or not [f for f in html_files(folder) if "Ông Kín" in f.read_text("utf-8")]


def test_one_agency_is_one_file(told: Path, kst: Kst, tmp_path: Path, pages: Path) -> None:
    one = tmp_path / "so-yt.html"
    assert kst("site", "--agency", "Sở Y tế", *AS_OF, "-o", str(one), root=told).code == 0
    text = one.read_text("utf-8")
    assert [link for link in LINK.findall(text) if not link.startswith("#")] == ["data:,"]
    assert "<style>" in text
    assert shown(text, "counted") == shown((pages / "co-quan/so-yt.html").read_text("utf-8"), "counted")


def test_the_same_bytes_for_the_same_input(pages: Path, told: Path, kst: Kst, tmp_path: Path) -> None:
    again = tmp_path / "public"
    assert kst("site", *AS_OF, "-o", str(again), root=told).code == 0
    first, second = (
        {f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*") if f.is_file()}
        for folder in (pages, again)
    )
    assert first == second


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        ((), 2, "Chưa nêu ghi ra đâu."),
        (("--agency", "so-yt", "-o", "thu-muc"), 2, "Một cơ quan thì ghi ra một tệp .html"),
        (("-o", "tat-ca.html"), 2, "Một cơ quan thì ghi ra một tệp .html"),
        (("-o", str(PROJECT / "docs")), 4, "đã có tệp"),
        (("--agency", "không có", "-o", "x.html"), 4, "không có"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(
    words: tuple[str, ...], code: int, sentence: str, told: Path, kst: Kst
) -> None:
    result = kst("site", *words, *AS_OF, root=told)
    assert (result.code, result.out) == (code, "")
    assert sentence in result.err


def test_the_script_is_short() -> None:
    script = (PROJECT / "templates/site/site.js.j2").read_text("utf-8")
    assert len(script.splitlines()) < 200


@pytest.mark.trial
def test_the_sample_is_within_its_sizes(sample: Path, tmp_path: Path) -> None:
    """The province of 206 agencies: 15 MB, and 300 KB for the first page."""
    folder = tmp_path / "public"
    assert call("site", "--as-of", "2021-10-10", "-o", str(folder), root=sample).code == 0
    assert sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) <= 15_000_000
    assert (folder / "index.html").stat().st_size <= 300_000


@pytest.mark.trial
def test_a_year_with_the_figures_of_every_form_is_within_its_sizes(tmp_path: Path) -> None:
    """The same province with every form filled in every quarter, as `benchmarks/sizes.py F` makes it."""
    root, folder = tmp_path / "kho", tmp_path / "public"
    script = PROJECT / "benchmarks" / "sizes.py"
    subprocess.run([sys.executable, str(script), "F", str(root)], check=True)
    assert call("site", "--as-of", "2021-12-31", "-o", str(folder), root=root).code == 0
    assert sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) <= 15_000_000
    assert (folder / "index.html").stat().st_size <= 300_000


def test_an_amendment_is_shown_in_old_and_new_words(small: Path, kst: Kst, tmp_path: Path) -> None:
    in_git(small)
    ground = ("--ground", "512/QĐ-UBND", "--ground-date", "2021-05-20")
    amended = kst("amend", "2", "--deadline", "Trước ngày 20/8", *ground, *AS_OF, root=small)
    assert amended.code == 0, amended.err
    for n in range(2):
        folder = tmp_path / f"trang-{n}"
        assert kst("site", *AS_OF, "-o", str(folder), root=small).code == 0
        text = (folder / "thay-doi.html").read_text("utf-8")
        assert '<th scope="row">512/QĐ-UBND</th>' in text
        assert '<a href="nhiem-vu/2.html">2</a>' in text
        assert "<h3>512/QĐ-UBND</h3>\n" in text
        assert "<h4>Nhiệm vụ 2 (mục I): Góp ý dự thảo quy chế.</h4>" in text
        assert re.search(
            r"Thời gian: <del>Trước ngày 05/6[^<]*</del> → <ins>Trước ngày 20/8[^<]*</ins>", text
        )
        html5lib.HTMLParser(strict=True).parse(text)
        commit(small, "Lùi hạn")


def test_only_amendments_of_the_plan_up_to_the_day_are_shown(small: Path, kst: Kst, tmp_path: Path) -> None:
    """Git has one that was taken back, and the plan one of a later day."""
    in_git(small)
    before = (small / "plans" / "2021.yaml").read_text("utf-8")
    for number, day in (("512/QĐ-UBND", "2021-05-20"), ("600/QĐ-UBND", "2021-07-20")):
        ground = ("--ground", number, "--ground-date", day, "--as-of", "2021-08-01")
        amended = kst("amend", "2", "--deadline", f"Trước ngày {day[5:7]}/11", *ground, root=small)
        assert amended.code == 0, amended.err
        commit(small, number)
    early, late, taken_back = (tmp_path / name for name in ("som", "muon", "rut"))
    assert kst("site", *AS_OF, "-o", str(early), root=small).code == 0
    assert kst("site", "--as-of", "2021-08-01", "-o", str(late), root=small).code == 0
    (small / "plans" / "2021.yaml").write_text(before, "utf-8")
    commit(small, "Rút lại")
    assert kst("site", "--as-of", "2021-08-01", "-o", str(taken_back), root=small).code == 0
    shown = {
        folder.name: re.findall(r"<h3>(.*)</h3>", (folder / "thay-doi.html").read_text("utf-8"))
        for folder in (early, late, taken_back)
    }
    assert shown == {"som": ["512/QĐ-UBND"], "muon": ["512/QĐ-UBND", "600/QĐ-UBND"], "rut": []}
