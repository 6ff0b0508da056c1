"""Every kind of document of a generated year is read; what must never stand in a paper to be signed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.running import PROJECT
from tests.support.slip_files import ran

AS_OF = {"2": "2021-06-25", "4": "2021-12-20"}
NEVER = (
    r"→|…",
    r"\d %",
    r"\b0 (việc|lượt|nhiệm vụ)|, \.(?!v)|: \.(?!v)|\(\)",
    r"\b(phiếu|xong|muộn|nợ|nói|kể lại|chờ (có|kế))\b(?! phần trăm)",
    r"trạng thái tính đến|chốt số liệu",
    r"(reports|progress|evidence|requests|templates)/\w",
    r"[a-z]+_[a-z]+",
    r"nhưng \(4\) \+ \(5\)|Số liệu chưa khớp",
    r"\d{4,} (lượt|cơ quan)",
)
"""Arrows, blanks, a space before %, counts of nothing, internal words, paths, names of code, form errors."""
DOCUMENTS = {
    "quarter II": ("quarterly", "--quarter", "2", "--as-of", AS_OF["2"]),
    "quarter II in full": ("quarterly", "--quarter", "2", "--full", "--as-of", AS_OF["2"]),
    "quarter IV": ("quarterly", "--quarter", "4", "--as-of", AS_OF["4"]),
    "quarter of an agency": ("quarterly", "--quarter", "2", "--agency", "so-yt", "--as-of", AS_OF["2"]),
    "half a year": ("half-year", "--half", "1", "--as-of", AS_OF["2"]),
    "nine months": ("nine-month", "--as-of", "2021-09-25"),
    "year": ("yearly", "--as-of", AS_OF["4"]),
    "year of an agency": ("yearly", "--agency", "so-tttt", "--as-of", AS_OF["4"]),
    "decision": ("plan",),
    "assignment": ("assignment", "--agency", "so-yt"),
    "reminder": ("reminder", "--agency", "so-yt", "--as-of", AS_OF["4"]),
    "reminders": ("reminder", "--all-missing", "--as-of", AS_OF["4"]),
}


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generated year of a few agencies, with quarter II closed."""
    root = tmp_path_factory.mktemp("nam") / "kho"
    script = PROJECT / "benchmarks" / "generated_year.py"
    subprocess.run(
        [sys.executable, str(script), str(root), "--agencies", "6", "--quarters", "4"],
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


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_paper_to_be_signed_says_what_must_never_stand_there(year: Path, name: str) -> None:
    text = printed(year, *DOCUMENTS[name])
    assert len(text) > 2000
    assert not wrong_in(text)
    parts = re.findall(r"^## ([IVX]+)\. ", text.partition("## Phụ lục")[0], re.MULTILINE)
    assert parts == ["I", "II", "III", "IV", "V"][: len(parts)]
    for part in re.split(r"^## ", text.partition("## Phụ lục")[0], flags=re.MULTILINE)[1:]:
        numbers = [int(n) for n in re.findall(r"^### (\d+)\. ", part, re.MULTILINE)]
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(part.strip().split("\n")) > 1, "an empty part is left out"


def test_both_windows_stand_where_both_are_told(year: Path) -> None:
    text = printed(year, *DOCUMENTS["quarter II"])
    assert "số liệu từ ngày 15/3/2021 đến ngày 14/6/2021" in text
    assert "số liệu lũy kế 6 tháng đầu năm 2021 từ ngày 15/12/2020 đến ngày 14/6/2021" in text


def test_rows_that_are_carried_over_name_their_quarter(year: Path) -> None:
    text = printed(year, *DOCUMENTS["quarter of an agency"]).partition("## Phụ lục")[2]
    assert "18/3/2021 <br>(quý I năm 2021 chuyển sang)" in text
    assert "quý II năm 2021 chuyển sang" not in text


def test_a_report_does_not_say_that_it_has_not_been_sent(year: Path) -> None:
    own = printed(year, *DOCUMENTS["quarter of an agency"])
    assert not [line for line in own.split("\n") if line.startswith("| 39a |") and "chuyển sang" not in line]
    province = printed(year, *DOCUMENTS["quarter II in full"])
    silent = [line for line in province.split("\n") if "Chưa báo cáo:" in line]
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
