"""What an agency wrote, and what was closed of it, when the registry no longer has it."""

from __future__ import annotations

import json
from pathlib import Path

from kstthc_cli.domain.progress.checksum import checksum_of
from tests.report.made import AS_OF, values
from tests.report.test_prose import DOSSIERS
from tests.support.slip_files import ran

Q2 = ("quarterly", "--quarter", "2")
ANNEX = ("annex", "--quarter", "2")
GONE = "so-cu"


def prose_of(root: Path, agency: str) -> None:
    """The dossiers of an agency, as `kst report prepare` would name their file."""
    folder = root / "reports" / "2021" / "Q2"
    folder.mkdir(parents=True, exist_ok=True)
    head = f'schema_version: 1\nplan: "2021"\nperiod: "2021-Q2"\nagency: {agency}\n'
    (folder / f"{agency}.yaml").write_text(head + DOSSIERS, "utf-8", newline="\n")


def test_dossiers_of_an_agency_that_left_come_last_and_bear_its_id(played: Path) -> None:
    for agency in (GONE, "so-yt", "vp-ubnd-tinh"):
        prose_of(played, agency)
    rows = values(played, *Q2)["appendices"]["dossiers"]["rows"]
    assert [(row["name"], row["cells"][0]) for row in rows] == [
        ("Sở, ban, ngành", 60),
        (GONE, 30),
        ("Tổng cộng", 90),
    ]


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
