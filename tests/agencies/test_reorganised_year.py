"""The year after a reorganisation, played: an agency that ended and one that exists bear the same name."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.agencies.reorganised import AGENCIES, calendar, reorganised_province
from tests.support.slip_files import due_rows, ran, said, slips

AS_OF = "2026-07-01"
NAMESAKE = "UBND xã Cũ"
HALF = ("--period", "2026-H1")
SIGNED = (
    '  number: "9/QĐ-UBND"\n  issued: 2026-01-20\n  effective: 2026-01-20\n'
    '  signer: {post: "Phó Chủ tịch", name: "Nguyễn Văn A"}\n'
)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The plan of 2026, drafted from that of 2025, issued, with one report of the commune of today."""
    root = reorganised_province(tmp_path_factory.mktemp("2026") / "kho")
    registry = AGENCIES.replace('name: "UBND xã Mới Một"', f'name: "{NAMESAKE}"')
    registry = registry.replace("huyen-dao, name", "huyen-dao, successors: [xa-moi-2], name")
    (root / "agencies" / "quang-ngai.yaml").write_text(registry, "utf-8", newline="\n")
    (root / "calendar" / "2026.yaml").write_text(calendar(2026), "utf-8", newline="\n")
    result = ran("new-year", "2026", "--as-of", "2025-12-20", root=root)
    assert result.code == 0, result.err
    issued(root / "plans" / "2026.yaml")
    more = ("--plan", "2026", "--period", "2026-H1", "--date", "2026-06-15", "--text", "Đã niêm yết")
    said(root, "3", NAMESAKE, *more, as_of=AS_OF)
    return root


def issued(plan: Path) -> None:
    text = re.sub(r"(?m)^( *)decide:\n(?:\1  - .*\n)+", "", plan.read_text("utf-8"))
    text = text.replace('status: "draft"\n', "").replace("số …", "số 9/QĐ-UBND")
    text = text.replace('  kind: "Quyết định"\n', '  kind: "Quyết định"\n' + SIGNED, 1)
    plan.write_text(text, "utf-8", newline="\n")


def data(root: Path, *words: str) -> Any:
    result = ran(*words, "--as-of", AS_OF, "--format", "json", root=root)
    assert result.code in (0, 1), result.err
    return json.loads(result.out)


def test_nothing_is_found_wrong_in_2026(played: Path) -> None:
    found = json.loads(ran("validate", "--format", "json", root=played).out)["problems"]
    assert not [problem for problem in found if problem["path"] == "plans/2026.yaml"]
    assert not [problem for problem in found if problem["severity"] == "error"]


def test_an_agency_has_no_duties_in_a_year_after_its_end(played: Path) -> None:
    for name in ("xa-cu", "huyen-dao"):
        shown = json.loads(
            ran("agencies", "show", name, "--plan", "2026", "--format", "json", root=played).out
        )
        assert shown["duties"] == []
        owed = ran(
            "due", "--plan", "2026", "--period", "2026", "--agency", name, "--as-of", AS_OF, root=played
        )
        assert "0 việc" in owed.out
    before = json.loads(
        ran("agencies", "show", "xa-cu", "--plan", "2025", "--format", "json", root=played).out
    )
    assert before["duties"]


def test_a_letter_names_the_agency_of_today_alone(played: Path) -> None:
    words = ("report", "assignment", "--plan", "2026", "--agency", NAMESAKE, "--as-of", AS_OF)
    letter = json.loads(ran(*words, "--format", "json", root=played).out)["letter"]
    assert letter["to"] == ["Ủy ban nhân dân xã Cũ"]


def test_the_name_is_that_of_the_agency_of_the_period(played: Path) -> None:
    assert {row["agency"]["id"] for row in due_rows(played, "--agency", NAMESAKE, *HALF, as_of=AS_OF)} == {
        "xa-moi-1"
    }
    [file] = slips(played)
    assert file.parent.name == "xa-moi-1"


def test_in_the_year_of_the_change_the_name_is_asked_back(played: Path) -> None:
    """Both exist in 2025, so that neither is taken for the other."""
    words = ("due", "--agency", NAMESAKE, "--plan", "2025", "--as-of", "2025-06-01")
    result = ran(*words, root=played)
    assert (result.code, result.out) == (4, "")
    assert "xa-cu" in result.err
    assert "xa-moi-1" in result.err


def test_only_agencies_of_today_owe_anything(played: Path) -> None:
    owing = {
        row["agency"]["id"] for row in due_rows(played, "--plan", "2026", "--period", "2026", as_of=AS_OF)
    }
    assert owing <= {"ubnd-tinh", "vp-ubnd-tinh", "so-moi", "xa-moi-1", "xa-moi-2"}
    assert {"so-moi", "xa-moi-1", "xa-moi-2"} <= owing


def test_status_counts_each_agency_of_today_once(played: Path) -> None:
    found = data(played, "status", *HALF)
    by_agency = {row["id"]: row for row in found["agencies"]}
    assert {"xa-cu", "so-cu", "huyen-a", "huyen-dao"}.isdisjoint(by_agency)
    assert by_agency["xa-moi-1"]["finished"] == 1
    assert sum(row["counted"] for row in found["agencies"]) == found["total"]["counted"]
    assert found["unmatched"] == 0


def test_the_report_tells_of_the_commune_of_today(played: Path) -> None:
    found = data(played, "report", "annex", "--period", "2026-H1", "--full")
    rows = [row for group in found["duties"] for row in group["rows"]]
    assert [row for row in rows if NAMESAKE in row["who"] and "Đã niêm yết" in row["said"]]
    assert not [row for row in rows if "Sở Cũ" in row["who"] or "huyện" in row["who"].lower()]
    names = [row["name"] for row in found["grid"]["rows"]]
    assert names.count(NAMESAKE) == 1
    assert "Sở Mới" in names


def test_letters_go_to_the_commune_of_today(played: Path) -> None:
    letter = data(played, "report", "reminder", "--agency", NAMESAKE)
    assert letter["groups"][0]["rows"]
    assert "3" not in [row["duty"] for row in letter["groups"][0]["rows"]]
    task = ran("report", "assignment", "--agency", NAMESAKE, "--as-of", AS_OF, root=played)
    assert (task.code, "9/QĐ-UBND" in task.out) == (0, True)


def test_agencies_that_have_ended_are_marked_and_counted_apart(played: Path) -> None:
    shown = ran("agencies", "--plan", "2026", "--format", "markdown", root=played).out
    listed = json.loads(ran("agencies", "--plan", "2026", "--format", "json", root=played).out)["agencies"]
    ended = [agency for agency in listed if agency["valid_to"] and agency["valid_to"] < "2026"]
    assert ended
    for agency in listed:
        last = agency["valid_to"]
        day = f" (đến hết ngày {last[8:]}/{last[5:7]}/{last[:4]})" if last else ""
        assert f"| {agency['id']} | {agency['name']}{day} |" in shown
    assert f"Cộng: {len(listed)}, trong đó {len(ended)} đã kết thúc trước năm 2026." in shown
