"""Every kind of document of a generated year is read; what must never stand in a paper to be signed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.quarter_two import play
from tests.support.running import PROJECT
from tests.support.slip_files import ran, said
from tests.support.small_province import small_province

AS_OF = {"2": "2021-06-25", "4": "2021-12-20"}
NEVER = (
    r"→|…",
    r"\d %",
    r"\b0 (việc|lượt|nhiệm vụ)|, \.(?!v)|: \.(?!v)|\(\)",
    r"\b(phiếu|xong|muộn|nợ|nói|kể lại|chờ (có|kế))\b(?! phần trăm)",
    r"trạng thái tính đến|(?<!Sau khi )chốt số liệu",
    r"(reports|progress|evidence|requests|templates)/\w",
    r"[a-z]+_[a-z]+",
    r"nhưng \(4\) \+ \(5\)|Số liệu chưa khớp",
    r"\d{4,} (lượt|cơ quan)",
    r"\b(None|True|False|null|nan)\b|\{\{|\}\}|\{%",
    r",\s*[,;]|;\s*[;,.]|\.\.|\(\s*[,;)]| [,;.](\s|$)|“\s*”",
    r"\blỗi:|\bKST\d{3}\b|Cách sửa",
)
"""Arrows, blanks, a space before %, counts of nothing, internal words, paths, names of code, form errors,
values of the language, punctuation twice or after a blank, messages of the program."""
DOCUMENTS = {
    "quarter II": ("quarterly", "--quarter", "2", "--as-of", AS_OF["2"]),
    "quarter IV": ("quarterly", "--quarter", "4", "--as-of", AS_OF["4"]),
    "quarter of an agency": ("quarterly", "--quarter", "2", "--agency", "so-yt", "--as-of", AS_OF["2"]),
    "half a year": ("half-year", "--half", "1", "--as-of", AS_OF["2"]),
    "nine months": ("nine-month", "--as-of", "2021-09-25"),
    "year": ("yearly", "--as-of", AS_OF["4"]),
    "year of an agency": ("yearly", "--agency", "so-tttt", "--as-of", AS_OF["4"]),
    "decision": ("plan",),
    "assignment": ("assignment", "--agency", "so-yt"),
    "reminder": ("reminder", "--agency", "so-yt", "--as-of", AS_OF["4"]),
    "reminders": ("reminder", "--all-missing", "--together", "--as-of", AS_OF["4"]),
}
CLOSINGS = {"1": "2021-03-25", "2": AS_OF["2"], "3": "2021-09-25", "4": AS_OF["4"]}
CLOSED_YEAR = {
    "closed quarter II": ("quarterly", "--quarter", "2"),
    "closed quarter IV": ("quarterly", "--quarter", "4"),
    "closed quarter of an agency": ("quarterly", "--quarter", "2", "--agency", "so-yt"),
    "closed year": ("yearly",),
    "closed year of an agency": ("yearly", "--agency", "so-tttt"),
    "reminders after the year": ("reminder", "--all-missing", "--together"),
}
CLOSED_PERIOD = {
    "closed quarter": ("quarterly", "--quarter", "2"),
    "closed quarter of an agency": ("quarterly", "--quarter", "2", "--agency", "so-yt"),
    "quarter after a closing": ("quarterly", "--quarter", "3"),
    "answer to a request": ("adhoc", "--request", "{request}"),
    "answer of an agency to a request": ("adhoc", "--request", "{request}", "--agency", "so-tp"),
    "reminder after a closing": ("reminder", "--all-missing", "--together"),
    "consolidated decision": ("plan", "--as-amended"),
}


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generated year of a few agencies, with prose of quarter II."""
    root = tmp_path_factory.mktemp("nam") / "kho"
    script = PROJECT / "benchmarks" / "generated_year.py"
    subprocess.run(
        [sys.executable, str(script), str(root), "--agencies", "6", "--quarters", "4", "--figures"],
        check=True,
        capture_output=True,
    )
    assert ran("report", "prepare", "--quarter", "2", "--as-of", AS_OF["2"], root=root).code == 0
    prose = root / "reports" / "2021" / "Q2" / "ubnd-tinh.yaml"
    prose.write_text(prose.read_text("utf-8").replace("#causes: |\n#  …", "causes: |\n  …"), "utf-8")
    return root


def printed(root: Path, *words: str) -> str:
    result = ran("report", *words, "--format", "markdown", root=root)
    assert result.code == 0, result.err
    return result.out.replace("\\", "")


def wrong_in(text: str) -> list[str]:
    """What must not be there, with the words around it; the words of slips are not ours."""
    lines = [line for line in text.split("\n") if "Dữ liệu sinh tự động" not in line]
    return [
        f"{pattern}: {line[max(0, match.start() - 40) : match.end() + 40]}"
        for line in lines
        for pattern in NEVER
        for match in re.finditer(pattern, line)
    ]


def numbered_in_order(text: str) -> None:
    """Parts and headings are numbered in order, and none is empty."""
    body = text.partition("## Phụ lục")[0]
    parts = re.findall(r"^## ([IVX]+)\. ", body, re.MULTILINE)
    assert parts == ["I", "II", "III", "IV", "V"][: len(parts)]
    for part in re.split(r"^## ", body, flags=re.MULTILINE)[1:]:
        numbers = [int(n) for n in re.findall(r"^### (\d+)\. ", part, re.MULTILINE)]
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(part.strip().split("\n")) > 1, "an empty part is left out"
    for heading in re.split(r"^### ", body, flags=re.MULTILINE)[1:]:
        assert len(heading.partition("\n## ")[0].strip().split("\n")) > 1, "an empty heading is left out"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_paper_to_be_signed_says_what_must_never_stand_there(year: Path, name: str) -> None:
    text = printed(year, *DOCUMENTS[name])
    assert len(text) > 1500
    assert not wrong_in(text)
    numbered_in_order(text)


@pytest.fixture(scope="module")
def closed_year(year: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same year with every quarter closed in turn."""
    root = tmp_path_factory.mktemp("chot-nam") / "kho"
    shutil.copytree(year, root)
    for quarter, day in CLOSINGS.items():
        result = ran("report", "close", "--quarter", quarter, "--as-of", day, root=root)
        assert result.code == 0, result.err
    told = ran("report", "quarterly", "--quarter", "2", "--format", "json", root=root)
    assert json.loads(told.out)["closed"] == AS_OF["2"]
    return root


@pytest.mark.parametrize("name", CLOSED_YEAR)
def test_nor_does_one_of_a_closed_year(closed_year: Path, name: str) -> None:
    text = printed(closed_year, *CLOSED_YEAR[name], "--as-of", "2021-12-31")
    assert len(text) > 1500
    assert not wrong_in(text)
    numbered_in_order(text)


@pytest.fixture(scope="module")
def after_closing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small province: quarter II prepared and closed, then a late slip, a request and an amendment."""
    root = play(small_province(tmp_path_factory.mktemp("chot") / "kho"))
    for words in (
        ("report", "prepare", "--quarter", "2", "--as-of", "2021-07-01"),
        ("report", "close", "--quarter", "2", "--as-of", "2021-07-01"),
        ("request", "open", "5b", "--due", "2021-08-20", "--document", "45/VPCP-KSTT",
         "--subject", "Báo cáo đột xuất", "--date", "2021-06-10", "--as-of", "2021-08-02"),
        ("amend", "2", "--deadline", "Quý IV", "--ground", "512/QĐ-UBND", "--ground-date", "2021-08-10"),
    ):  # fmt: skip
        result = ran(*words, root=root)
        assert result.code == 0, result.err
    late = ("--quarter", "2", "--date", "2021-07-05", "--document", "7/BC-SYT", "--text", "Đã niêm yết.")
    said(root, "3", "so-yt", *late, as_of="2021-07-10")
    said(root, "4", "so-yt", "--quarter", "3", "--figure", "ty-le=9,5", as_of="2021-09-18")
    return root


@pytest.mark.parametrize("name", CLOSED_PERIOD)
def test_nor_does_one_of_a_closed_period(after_closing: Path, name: str) -> None:
    [request] = [file.stem for file in (after_closing / "requests" / "2021").iterdir()]
    words = [word.format(request=request) for word in CLOSED_PERIOD[name]]
    text = printed(after_closing, *words, "--as-of", "2021-09-25")
    assert len(text) > 800
    assert not wrong_in(text)
    numbered_in_order(text)


def test_both_windows_stand_where_both_are_told(year: Path) -> None:
    text = printed(year, *DOCUMENTS["quarter II"])
    assert "số liệu từ ngày 15/3/2021 đến ngày 14/6/2021" in text
    assert "số liệu lũy kế 6 tháng đầu năm 2021 từ ngày 15/12/2020 đến ngày 14/6/2021" in text


def test_rows_that_are_carried_over_name_their_quarter(year: Path) -> None:
    text = printed(year, "annex", *DOCUMENTS["quarter of an agency"][1:])
    assert "18/3/2021 <br>(quý I năm 2021 chuyển sang)" in text
    assert "quý II năm 2021 chuyển sang" not in text


def test_a_report_does_not_say_that_it_has_not_been_sent(year: Path) -> None:
    own = printed(year, "annex", *DOCUMENTS["quarter of an agency"][1:])
    assert not [line for line in own.split("\n") if line.startswith("| 39a |") and "chuyển sang" not in line]
    province = printed(year, "annex", *DOCUMENTS["quarter II"][1:])
    lines = [line for line in province.split("\n") if "Chưa báo cáo:" in line]
    own_report = [line for line in lines if line.startswith("| 39a |") and "chuyển sang" not in line]
    silent = [line.partition("Chưa báo cáo:")[2] for line in own_report]
    assert silent
    assert not [line for line in silent if re.search(r"(?<!VP )(?<!Văn phòng )UBND tỉnh[,.]", line)]


def test_the_year_and_its_last_quarter_tell_the_same_of_targets(year: Path) -> None:
    def table(text: str) -> str:
        return text.partition("| Nhiệm vụ | Chỉ tiêu |")[2].partition("\n\n")[0]

    quarter, whole = (table(printed(year, *DOCUMENTS[name])) for name in ("quarter IV", "year"))
    assert whole
    assert quarter == whole


def test_a_letter_to_its_own_sender_is_refused(year: Path) -> None:
    for words in (("assignment",), ("reminder", "--as-of", AS_OF["4"])):
        result = ran("report", *words, "--agency", "vp-ubnd-tinh", root=year)
        assert result.code == 4
        assert "không gửi cho chính mình" in result.err
