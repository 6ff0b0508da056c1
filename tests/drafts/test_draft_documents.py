"""Papers under a plan that is a draft say so, and bear no date."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.slip_files import ran
from tests.support.small_province import small_province

DOCUMENTS = {
    "plan": (),
    "assignment": ("--agency", "so-yt"),
    "reminder": ("--agency", "so-yt"),
    "quarterly": ("--quarter", "2"),
    "half-year": ("--half", "1"),
    "nine-month": (),
    "yearly": (),
    "annex": ("--quarter", "2"),
}
AS_OF = ("--as-of", "2022-12-20")


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = small_province(tmp_path_factory.mktemp("du-thao") / "kho")
    assert ran("new-year", "2022", "--as-of", "2021-12-20", root=root).code == 0
    return root


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_paper_under_a_draft_is_a_draft(kind: str, drafted: Path) -> None:
    day = () if kind == "plan" else AS_OF
    result = ran("report", kind, "--plan", "2022", *DOCUMENTS[kind], *day, "--format", "json", root=drafted)
    assert result.code == 0, result.err
    letter = json.loads(result.out)["letter"]
    assert letter["place_date"].endswith("ngày … tháng … năm …")
    assert "DỰ THẢO" in (letter["title"] or letter["subject"])


@pytest.mark.parametrize("kind", [kind for kind in DOCUMENTS if kind != "plan"])
def test_a_paper_under_an_issued_plan_is_none(kind: str, drafted: Path) -> None:
    result = ran("report", kind, "--plan", "2021", *DOCUMENTS[kind], *AS_OF, "--format", "json", root=drafted)
    assert result.code == 0, result.err
    letter = json.loads(result.out)["letter"]
    assert letter["place_date"].endswith("ngày 20 tháng 12 năm 2022")
    assert "DỰ THẢO" not in f"{letter['title']} {letter['subject']}"
