"""What the annex does not count, it says: its sum and that of `kst status` are told apart by one number."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.report.made import values
from tests.support.slip_files import ran


@pytest.mark.parametrize("own", [True, False])
def test_the_annex_and_the_status_count_alike_but_for_the_report_itself(played: Path, *, own: bool) -> None:
    if own:
        outline = played / "templates" / "outline.yaml"
        outline.write_text(f'{outline.read_text("utf-8")}own_reports: ["5a"]\n', "utf-8")
    asked = ("--quarter", "3", "--agency", "huyen-ba-to")
    found = values(played, "annex", *asked, as_of="2021-12-20")
    status = ran("status", *asked, "--as-of", "2021-12-20", "--format", "json", root=played)
    said = re.search(r"không tính (\d+) lượt gửi chính báo cáo này", " ".join(found["opening"]))
    assert bool(said) == own
    apart = int(said[1]) if said else 0
    assert found["counts"][-1]["planned"] + apart == json.loads(status.out)["total"]["counted"]
