"""What the annex does not count, it says: its sum and that of `kst status` are told apart by one number."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.report.made import values
from tests.support.slip_files import ran, said


@pytest.mark.parametrize("own", [True, False])
def test_the_annex_and_the_status_count_alike_but_for_the_report_itself(played: Path, *, own: bool) -> None:
    if own:
        outline = played / "templates" / "outline.yaml"
        outline.write_text(f'{outline.read_text("utf-8")}own_reports: ["5a"]\n', "utf-8")
    asked = ("--quarter", "3", "--agency", "huyen-ba-to")
    found = values(played, "annex", *asked, as_of="2021-12-20")
    status = ran("status", *asked, "--as-of", "2021-12-20", "--format", "json", root=played)
    told = re.search(r"không tính (\d+) lượt gửi chính báo cáo này", " ".join(found["opening"]))
    assert bool(told) == own
    apart = int(told[1]) if told else 0
    assert found["counts"][-1]["planned"] + apart == json.loads(status.out)["total"]["counted"]


def test_a_closed_period_says_it_too(played: Path) -> None:
    """What the closing counted, though the report was sent since."""
    outline = played / "templates" / "outline.yaml"
    outline.write_text(f'{outline.read_text("utf-8")}own_reports: ["5a"]\n', "utf-8")
    assert ran("report", "close", "--quarter", "3", "--as-of", "2021-10-01", root=played).code == 0
    said(played, "5a", "huyen-ba-to", "--quarter", "3", "--date", "2021-10-05", as_of="2021-12-20")
    asked = ("--quarter", "3", "--agency", "huyen-ba-to")
    found = values(played, "annex", *asked, as_of="2021-12-20")
    assert "không tính 1 lượt gửi chính báo cáo này" in " ".join(found["opening"])
