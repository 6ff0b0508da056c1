"""How `kst due` prints: every format, to a screen, a pipe and a file, the same anywhere."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from itertools import product
from pathlib import Path

import pytest

from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.render.tracking.due import COLUMNS
from tests.obligations.due_lists import rows
from tests.support.quang_ngai import year
from tests.support.running import Kst, Result
from tests.support.tables import cells, squeezed

ASKED = ("due", "--agency", "Sở TTTT", "--quarter", "2", "--as-of", "2021-06-01", "--all-roles")
FORMATS = ("table", "text", "json", "csv", "markdown")
BOM = b"\xef\xbb\xbf"


# The table


def wide(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the tables be that many columns wide."""
    monkeypatch.setenv("COLUMNS", str(columns))


@pytest.mark.parametrize("columns", [40, 60, 80, 100, 119, 120, 160, 200])
def test_a_table_is_never_wider_than_the_screen(
    columns: int, kst: Kst, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide(columns, monkeypatch)
    lines = kst(*ASKED, "--carry-over", root=sample).out.splitlines()
    assert max(_columns_of(line) for line in lines) <= columns


def _columns_of(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)


@pytest.mark.parametrize("columns", [80, 100, 160])
@pytest.mark.parametrize("agency", ["so-tttt", "vp-ubnd-tinh", "xa-binh-thanh-21091"])
def test_a_table_loses_no_word(
    agency: str, columns: int, kst: Kst, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide(columns, monkeypatch)
    asked = ("due", "--agency", agency, "--period", "2021", "--as-of", "2021-06-01")
    drawn = [row for row in cells(kst(*asked, root=sample).out) if row[1] != "Đầu việc"]
    listed = json.loads(kst(*asked, "--format", "json", root=sample).out)["obligations"]
    assert [row[1] for row in drawn] == [one["duty"] for one in listed]
    for row, one in zip(drawn, listed, strict=True):
        told = [one["content"], *one["results"], one["condition"] or "", one["waits_for"] or ""]
        assert [text for text in told if squeezed(text) not in squeezed(row[2])] == []


def test_a_table_is_100_columns_where_nobody_says_how_wide(kst: Kst, sample: Path) -> None:
    lines = kst(*ASKED, root=sample).out.splitlines()
    assert max(len(line) for line in lines) == 100


@pytest.mark.parametrize("columns", ["", "0", "x", "-5", "99999999999999999999", "²"])
def test_a_width_that_makes_no_sense_does_no_harm(
    columns: str, kst: Kst, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    shown = kst(*ASKED, root=sample)
    assert shown.code == 0
    assert max(len(line) for line in shown.out.splitlines()) <= 200


@pytest.mark.parametrize(("columns", "headings"), [(100, 4), (160, 6)])
def test_a_wide_table_gives_roles_and_fellows_columns_of_their_own(
    columns: int, headings: int, kst: Kst, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide(columns, monkeypatch)
    table = cells(kst(*ASKED, root=sample).out)
    assert {len(row) for row in table} == {headings}
    assert table[0][:3] == ["Hạn", "Đầu việc", "Việc phải làm và kết quả"]
    assert table[0][-1] == "Trạng thái"


@pytest.mark.parametrize("columns", [100, 160])
def test_roles_and_fellows_are_told_at_any_width(
    columns: int, kst: Kst, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide(columns, monkeypatch)
    (row,) = (row for row in cells(kst(*ASKED, "--task", "31", root=sample).out) if row[1] == "31")
    told = " ".join(row)
    assert "phối hợp" in told
    assert "Sở Tư pháp (chủ trì)" in told
    assert "VP UBND tỉnh (phối hợp)" in told


def test_days_are_vietnamese_and_show_both_when_moved(kst: Kst, sample: Path) -> None:
    shown = kst(*ASKED[:3], "--quarter", "1", "--as-of", "2021-01-15", "--task", "1a", root=sample).out
    (row,) = (row for row in cells(shown) if row[1] == "1a")
    assert row[0] == "28/02/2021 → 01/03/2021 (Tháng 02/2021)"
    assert "ngày làm việc tiếp theo" in shown


def test_what_is_not_moved_needs_no_explanation(kst: Kst, sample: Path) -> None:
    assert "ngày làm việc tiếp theo" not in kst(*ASKED, root=sample).out


def test_the_title_says_who_when_and_as_of(kst: Kst, sample: Path) -> None:
    first, second = kst(*ASKED, root=sample).out.splitlines()[:2]
    assert first == "Việc phải làm quý II năm 2021: Sở Thông tin và Truyền thông"
    assert "159/QĐ-UBND" in second
    assert "01/06/2021" in second


def test_blocks_say_how_many_rows_they_have(kst: Kst, sample: Path) -> None:
    shown = kst(*ASKED, root=sample).out
    headings = [line for line in shown.splitlines() if re.search(r": \d+$", line)]
    assert [int(line.rpartition(" ")[2]) for line in headings] == [1, 3, 24, 2, 1]
    assert "Cộng: 31 việc (28 chưa báo cáo, 3 chờ)." in shown


@pytest.mark.parametrize("format_", FORMATS)
def test_off_a_terminal_nothing_is_coloured_cut_or_trailing(format_: str, kst: Kst, sample: Path) -> None:
    shown = kst(*ASKED, "--format", format_, root=sample).out
    assert "\x1b" not in shown
    assert "…" not in shown
    assert shown.endswith("\n")
    assert format_ == "markdown" or not re.search(r"[ \t]+$", shown, re.MULTILINE)


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_is_nfc(format_: str, kst: Kst, sample: Path) -> None:
    assert unicodedata.is_normalized("NFC", kst(*ASKED, "--format", format_, root=sample).out)


# Text


def test_text_is_a_line_an_obligation_with_tabs(kst: Kst, sample: Path) -> None:
    lines = kst(*ASKED, "--format", "text", root=sample).out.splitlines()
    assert len(lines) == 31
    assert {line.count("\t") for line in lines} == {8}
    assert lines[0].split("\t")[:7] == [
        "2021-06-30",
        "2021-06-30",
        "25",
        "2021-Q2",
        "so-tttt",
        "phối hợp",
        "chưa báo cáo",
    ]
    assert lines[-1].split("\t")[0] == "-"


# CSV


def table_of(text: str) -> list[dict[str, str]]:
    """A CSV text as rows by heading."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_says_what_json_says(kst: Kst, sample: Path) -> None:
    table = table_of(kst(*ASKED, "--format", "csv", root=sample).out)
    listed = rows(kst, sample, "--quarter", "2")
    assert list(table[0]) == list(COLUMNS.header)
    assert [
        (line["Đầu việc"], line["Mục"], line["Nội dung công việc"], line["Kết quả"], line["Kỳ"], line["Hạn"])
        for line in table
    ] == [
        (
            one["duty"],
            one["section"],
            one["content"],
            "\n".join(one["results"]),
            one["period"],
            one["due"] or "",
        )
        for one in listed
    ]


def test_csv_has_a_bom_in_a_file_and_none_in_a_pipe(kst: Kst, sample: Path, tmp_path: Path) -> None:
    file = tmp_path / "quy-2.csv"
    piped = kst(*ASKED, "--format", "csv", root=sample).out
    assert kst(*ASKED, "-o", str(file), root=sample).code == 0
    assert not piped.startswith("\ufeff")
    assert file.read_bytes() == BOM + piped.encode()


@pytest.mark.parametrize("quarter", ["1", "2", "3", "4"])
def test_no_cell_of_a_csv_begins_as_a_formula(quarter: str, kst: Kst, sample: Path) -> None:
    arguments = (
        "due",
        "--agency",
        "vp-ubnd-tinh",
        "--quarter",
        quarter,
        "--as-of",
        "2021-06-01",
        "--carry-over",
    )
    table = csv.reader(io.StringIO(kst(*arguments, "--format", "csv", root=sample).out, newline=""))
    assert [
        cell for line in table for cell in line if cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    ] == []


def changed(repo: Path, old: str, new: str) -> None:
    """Put another text into the plan."""
    file = repo / "plans/2021.yaml"
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8", newline="\n")


ONLY_RESULT_OF_25 = '- "Bộ hồ sơ mẫu, quy trình nhóm TTHC."'


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\\t=", "\\n=", "＝", "＋", "－", "＠"])
def test_a_text_that_looks_like_a_formula_is_disarmed(first: str, kst: Kst, repo: Path) -> None:
    changed(repo, ONLY_RESULT_OF_25, f'- "{first}HYPERLINK(1)"')
    (line,) = table_of(kst(*ASKED, "--task", "25", "--format", "csv", root=repo).out)
    cell = line["Kết quả"]
    assert cell.startswith("'")
    assert cell.endswith("HYPERLINK(1)")


def test_quotes_and_line_breaks_survive_csv(kst: Kst, repo: Path) -> None:
    changed(repo, ONLY_RESULT_OF_25, '- "a \\"b\\", c; d"\n          - "e"')
    (line,) = table_of(kst(*ASKED, "--task", "25", "--format", "csv", root=repo).out)
    assert line["Kết quả"] == 'a "b", c; d\ne'


# Markdown


def markdown_rows(text: str) -> list[list[str]]:
    """The cells of every row of the tables in a Markdown text."""
    lines = [line.strip() for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def test_markdown_is_a_table_for_each_block(kst: Kst, sample: Path) -> None:
    shown = kst(*ASKED, "--format", "markdown", root=sample).out
    table = markdown_rows(shown)
    assert shown.startswith("# Việc phải làm quý II năm 2021: Sở Thông tin và Truyền thông\n")
    assert {len(row) for row in table} == {6}
    listed = [one["duty"] for one in rows(kst, sample, "--quarter", "2")]
    assert [row[1] for row in table if row[1] not in ("Đầu việc", "---")] == listed


def test_markdown_escapes_what_would_be_markup(kst: Kst, repo: Path) -> None:
    changed(repo, ONLY_RESULT_OF_25, '- "a | b * c _d_ `e` [f](g) <h> \\\\ i"')
    shown = kst(*ASKED, "--task", "25", "--format", "markdown", root=repo).out
    (row,) = (row for row in markdown_rows(shown) if row[1] == "25")
    assert r"a \| b \* c \_d\_ \`e\` \[f\](g) \<h\> \\ i" in row[2]


# Files


@pytest.mark.parametrize(
    ("name", "format_"),
    [("a.txt", "text"), ("a.json", "json"), ("a.csv", "csv"), ("a.md", "markdown"), ("A.JSON", "json")],
)
def test_the_ending_of_a_file_decides_the_format(
    name: str, format_: str, kst: Kst, sample: Path, tmp_path: Path
) -> None:
    written = kst(*ASKED, "-o", str(tmp_path / name), root=sample)
    assert (written.code, written.out) == (0, "")
    printed = kst(*ASKED, "--format", format_, root=sample).out.encode()
    assert (tmp_path / name).read_bytes().removeprefix(BOM) == printed


def test_a_format_that_is_named_beats_the_ending(kst: Kst, sample: Path, tmp_path: Path) -> None:
    assert kst(*ASKED, "--format", "json", "-o", str(tmp_path / "a.txt"), root=sample).code == 0
    assert json.loads((tmp_path / "a.txt").read_text("utf-8"))["plan"] == "2021"


@pytest.mark.parametrize("name", ["a.pdf", "a", "a.", "a.sarif", "csv", "a.csv.zip"])
def test_an_unknown_ending_is_wrong_use_and_writes_nothing(
    name: str, kst: Kst, sample: Path, tmp_path: Path
) -> None:
    shown = kst(*ASKED, "-o", str(tmp_path / name), root=sample)
    assert (shown.code, shown.out) == (2, "")
    assert "--format" in shown.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("format_", ["yaml", "", "TABLE", "sarif"])
def test_an_unknown_format_is_wrong_use(format_: str, kst: Kst, sample: Path) -> None:
    shown = kst(*ASKED, "--format", format_, root=sample)
    assert (shown.code, shown.out) == (2, "")
    assert all(known in shown.err for known in FORMATS)


def test_a_file_that_is_there_is_left_as_it_is(kst: Kst, sample: Path, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("của tôi", "utf-8")
    shown = kst(*ASKED, "-o", str(tmp_path / "a.json"), root=sample)
    assert (shown.code, shown.out) == (4, "")
    assert "--force" in shown.err
    assert (tmp_path / "a.json").read_text("utf-8") == "của tôi"


def test_force_replaces_a_file(kst: Kst, sample: Path, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("của tôi", "utf-8")
    assert kst(*ASKED, "-o", str(tmp_path / "a.json"), "--force", root=sample).code == 0
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["period"] == "2021-Q2"
    assert [file.name for file in tmp_path.iterdir()] == ["a.json"]


@pytest.mark.parametrize("name", ["khong-co/a.json", "a.json/b.json"])
def test_a_place_that_cannot_be_written_is_said_to_be_so(
    name: str, kst: Kst, sample: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.json").write_text("", "utf-8")
    shown = kst(*ASKED, "-o", str(tmp_path / name), root=sample)
    assert (shown.code, shown.out) == (3, "")
    assert "Không ghi được" in shown.err


def test_overdue_findings_are_written_before_they_fail(kst: Kst, sample: Path, tmp_path: Path) -> None:
    late = ("due", "--agency", "so-tttt", "--quarter", "1", "--as-of", "2021-06-01", "--fail-overdue")
    assert kst(*late, "-o", str(tmp_path / "a.json"), root=sample).code == 1
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["obligations"]


# The same everywhere

PLACES = [
    {"TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed}
    for (zone, seed), locale in product(
        [("Asia/Ho_Chi_Minh", "0"), ("UTC", "1"), ("America/New_York", "2")], ["C", "C.UTF-8"]
    )
]


def run_in(kst_process: Kst, sample: Path, env: dict[str, str], *more: str) -> Result:
    """A run of its own in another environment."""
    done = kst_process(
        *ASKED[:1], *ASKED[3:], "--agency", "vp-ubnd-tinh", "--carry-over", *more, cwd=sample, env=env
    )
    assert (done.code, done.err) == (0, "")
    return done


@pytest.mark.parametrize("env", PLACES, ids=lambda env: "-".join(env.values()))
@pytest.mark.parametrize("format_", ["table", "json"])
def test_the_same_bytes_in_every_zone_locale_and_hash_seed(
    format_: str, env: dict[str, str], kst: Kst, kst_process: Kst, sample: Path
) -> None:
    here = kst(
        *ASKED[:1], *ASKED[3:], "--agency", "vp-ubnd-tinh", "--carry-over", "--format", format_, root=sample
    )
    assert run_in(kst_process, sample, env, "--format", format_).out == here.out


@pytest.mark.parametrize("encoding", ["cp1258", "ascii", "utf-16", "cp1252:strict"])
def test_a_pipe_gets_utf_8_whatever_the_system_believes(
    encoding: str, kst_process: Kst, sample: Path
) -> None:
    done = run_in(kst_process, sample, {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}, "--format", "text")
    assert "Thực hiện đánh giá chất lượng việc giải quyết TTHC" in done.out
    assert "\r" not in done.out
    assert not done.out.startswith("\ufeff")


@pytest.mark.parametrize("answer", [True, False])
def test_the_cache_never_changes_an_answer(answer: bool, kst: Kst, repo: Path) -> None:
    first = kst(*ASKED, root=repo)
    (index,) = (repo / ".kst").glob("index-*.sqlite")
    if not answer:
        index.write_text("hỏng", "utf-8")
    assert kst(*ASKED, root=repo) == first


def test_every_agency_can_be_asked_for(kst: Kst, sample: Path) -> None:
    everybody = kst("due", *ASKED[3:], "--format", "text", root=sample).out.splitlines()
    for agency in [a for a in year().registry.in_order if a.level != "xa"]:
        alone = kst(
            "due", "--agency", agency.id, *ASKED[3:], "--format", "text", root=sample
        ).out.splitlines()
        assert alone == [line for line in everybody if _is_asked(line.split("\t"), agency)]


def _is_asked(line: list[str], agency: Agency) -> bool:
    """Whether the list of one agency has a line: its own, or what is consolidated for the province."""
    consolidated = line[4] == "vp-ubnd-tinh" and "tổng hợp" in line[5]
    return line[4] == agency.id or (agency.level == "tinh" and consolidated)
