"""What an agency wrote, and what was closed of it, when the registry no longer has it."""

from __future__ import annotations

import json
from pathlib import Path

from kstthc_cli.domain.progress.checksum import checksum_of
from tests.report.made import AS_OF, values
from tests.support.slip_files import ran

Q2 = ("quarterly", "--quarter", "2")
ANNEX = ("annex", "--quarter", "2")
GONE = "so-cu"


def closed_with(root: Path, agency: str) -> None:
    """Close the period, with a row of an agency that the registry does not have."""
    result = ran("report", "close", "--quarter", "2", "--as-of", AS_OF, root=root)
    assert result.code == 0, result.err
    file = root / "reports" / "2021" / "Q2" / "closing.json"
    content = json.loads(file.read_text("utf-8"))
    content["rows"].insert(0, [agency, *content["rows"][0][1:]])
    content.pop("seal")
    file.write_text(json.dumps({**content, "seal": checksum_of(content)}, ensure_ascii=False), "utf-8")


def test_a_closing_with_an_agency_that_left_still_gives_its_report(played: Path) -> None:
    before = values(played, *ANNEX)["counts"]
    closed_with(played, GONE)
    assert values(played, *ANNEX, as_of="2021-08-01")["counts"] == before
    assert ran("report", *Q2, "--as-of", "2021-08-01", root=played).code == 0
