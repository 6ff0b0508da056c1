"""Form II.06a in reports: what slips state, added up as `kst form show` does and as they were when closed."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.report.made import values
from tests.report.test_closing import closed
from tests.support.running import PROJECT
from tests.support.slip_files import ran

Q2 = ("quarterly", "--quarter", "2")
FIELDS = {"Tư pháp": (10, 4, 5, 1, 8, 5, 2, 1, 2, 2, 0), "Đất đai": (20, 0, 20, 0, 20, 0, 20, 0, 0, 0, 0)}
SUM = [30, 4, 25, 1, 28, 5, 22, 1, 2, 2, 0]


def state(root: Path, agency: str, row: str, day: str = "2021-06-17", **changed: int | str) -> None:
    """State a row of the form; `c3=11` says another figure of column 3, an empty one none."""
    cells = {f"c{n}": value for n, value in enumerate(FIELDS[row], 3)} | changed
    figures = [word for name, value in cells.items() for word in ("--figure", f"{name[1:]}={value}")]
    words = ("--agency", agency, "--quarter", "2", "--row", row, "--status", "in_progress", "--as-of", day)
    result = ran("record", "--form", "II.06a", *words, *figures, root=root)
    assert result.code == 0, result.err


@pytest.fixture
def counted(played: Path) -> Path:
    """The small province with the form of the program."""
    (played / "forms").mkdir(exist_ok=True)
    shutil.copy(PROJECT / "forms" / "II.06a.yaml", played / "forms")
    return played


def both(root: Path, agency: str) -> None:
    for row in FIELDS:
        state(root, agency, row)


def rows(root: Path, *words: str, as_of: str = "2021-07-01") -> list[tuple[str, list[int | None]]]:
    found = values(root, *Q2, *words, as_of=as_of)["appendices"]["dossiers"]["rows"]
    return [(row["name"], row["cells"]) for row in found]


def test_fields_of_an_agency_and_agencies_of_the_province_are_added_up(counted: Path) -> None:
    for agency in ("so-yt", "huyen-ba-to"):
        both(counted, agency)
    fields = [(name, list(cells)) for name, cells in FIELDS.items()]
    assert sorted(rows(counted, "--agency", "so-yt")[:-1]) == sorted(fields)
    assert rows(counted, "--agency", "so-yt")[-1] == ("Tổng cộng", SUM)
    assert rows(counted) == [
        ("Sở, ban, ngành", SUM),
        ("Cấp huyện", SUM),
        ("Tổng cộng", [2 * value for value in SUM]),
    ]


def test_what_is_not_stated_is_no_zero(counted: Path) -> None:
    state(counted, "so-yt", "Tư pháp", c13="")
    assert [cells[-1] for _, cells in rows(counted)] == [None]
    assert (
        "| 2 | 2 |  |"
        in ran("report", *Q2, "--as-of", "2021-07-01", "--format", "markdown", root=counted).out
    )


def test_figures_that_do_not_add_up_are_said_beside_the_report_and_by_validate(counted: Path) -> None:
    state(counted, "so-yt", "Tư pháp", c3=11)
    told = ran("report", *Q2, "--agency", "so-yt", "--as-of", "2021-07-01", root=counted).err
    assert "Biểu II.06a của Sở Y tế, dòng “Tư pháp” chưa khớp: Cột (3) phải bằng (4) + (5) + (6)." in told
    assert "(3) = 11; (4) + (5) + (6) = 4 + 5 + 1 = 10" in told
    result = ran("validate", root=counted)
    assert result.code == 1
    assert "KST094" in result.out
    assert "KST095" in result.out


def test_a_report_on_nothing_stated_has_no_such_appendix(counted: Path) -> None:
    assert values(counted, *Q2)["appendices"]["dossiers"] is None


def test_figures_stay_as_they_were_when_the_period_was_closed(counted: Path) -> None:
    both(counted, "so-yt")
    closed(counted)
    before = rows(counted, as_of="2021-08-01")
    state(counted, "so-yt", "Đất đai", "2021-07-15", c3=21, c4=1, c7=21, c8=1)
    assert rows(counted, as_of="2021-08-01") == before


@pytest.mark.parametrize("change", [{"c3": 11}, {"c10": 2}, {"c13": 5}])
def test_a_form_that_breaks_a_rule_is_not_closed(counted: Path, change: dict[str, Any]) -> None:
    state(counted, "so-yt", "Tư pháp", **change)
    result = ran("report", "close", "--quarter", "2", "--as-of", "2021-07-01", root=counted)
    assert (result.code, result.out) == (4, "")
    assert "Biểu II.06a của Sở Y tế, dòng “Tư pháp” chưa khớp: Cột (" in result.err
    assert "Chưa chốt số liệu." in result.err
    assert "kst record --form II.06a --agency so-yt" in result.err
    assert not (counted / "reports/2021/Q2/closing.json").exists()
    state(counted, "so-yt", "Tư pháp", "2021-06-18")
    closed(counted)


def test_a_closing_of_an_earlier_version_with_its_rows_of_the_form_is_read(counted: Path) -> None:
    import json

    from kstthc_cli.domain.progress.checksum import checksum_of

    closed(counted)
    file = counted / "reports/2021/Q2/closing.json"
    content = json.loads(file.read_text("utf-8"))
    content.pop("seal")
    content["dossiers"] = [["so-yt", "Tư pháp", list(FIELDS["Tư pháp"])]]
    file.write_text(json.dumps({**content, "seal": checksum_of(content)}, ensure_ascii=False), "utf-8")
    assert ran("validate", root=counted).code == 0
    assert values(counted, *Q2, as_of="2021-08-01")["closed"]


RATIO = '{id: "ty-le", text: "tối thiểu 10%", comparison: at_least, value: 10, unit: "%"'


def test_a_target_of_a_form_is_judged_for_all_agencies_and_the_year_to_date(counted: Path) -> None:
    shutil.copy(PROJECT / "forms" / "ra-soat.yaml", counted / "forms")
    plan = counted / "plans" / "2021.yaml"
    text = plan.read_text("utf-8")
    assert RATIO in text
    plan.write_text(text.replace(RATIO, f'{RATIO}, form: "ra-soat", column: "5"'), "utf-8", newline="\n")
    for agency, quarter, day, before, after in (
        ("so-yt", "1", "2021-03-17", 100, 50),
        ("so-tp", "2", "2021-06-17", 900, 860),
    ):
        figures = ("--figure", f"3={before}", "--figure", f"4={after}", "--as-of", day)
        words = ("--form", "ra-soat", "--agency", agency, "--quarter", quarter, "--status", "in_progress")
        assert ran("record", *words, *figures, root=counted).code == 0
    made = (values(counted, "quarterly", "--quarter", n)["appendices"]["targets"] for n in "12")
    first, second = (next(one for one in of if one["text"] == "tối thiểu 10%") for of in made)
    assert first["reached"].startswith("50% (50/100, quý I năm 2021, số liệu của 1/")
    assert first["met"] is True
    assert second["reached"].startswith("9% (90/1.000, 6 tháng đầu năm 2021, số liệu của 2/")
    assert (second["met"], second["below"]) == (False, [])
