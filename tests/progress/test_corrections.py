"""What may be corrected and withdrawn, and that a wrong wish is refused in a sentence."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.in_process import DAY, record
from tests.support.running import Kst
from trees import slips, tree

NOTE = ("--agency", "so-tttt", "--text", "Ghi nhầm.", *DAY)


def written(root: Path, kst: Kst, *words: str) -> str:
    """The id of the slip that a command writes."""
    result = kst(*words, "--format", "json", root=root)
    assert result.code == 0, result.err
    return str(json.loads(result.out)["slip"])


def test_a_withdrawal_can_be_withdrawn_but_not_replaced(ready: Path, kst: Kst) -> None:
    old = written(ready, kst, *record("10", "so-tttt"))
    gone = written(ready, kst, "record", "--withdraw", old, *NOTE)
    before = tree(ready / "progress")
    result = kst(*record("10", "so-tttt"), "--supersede", gone, root=ready)
    assert result.code == 4, result.err
    assert tree(ready / "progress") == before
    written(ready, kst, "record", "--withdraw", gone, *NOTE)
    status = kst("status", "--agency", "so-tttt", "--format", "json", *DAY, root=ready)
    assert json.loads(status.out)["total"]["done"] == 1


def test_a_correction_of_a_correction_counts_alone(ready: Path, kst: Kst) -> None:
    name = written(ready, kst, *record("10", "so-tttt"))
    for n in range(3):
        name = written(ready, kst, *record("10", "so-tttt", text=f"Lần {n}."), "--supersede", name)
    told = json.loads(kst("history", "10", "--agency", "so-tttt", "--format", "json", *DAY, root=ready).out)
    assert [entry["superseded_by"] is None for entry in told["entries"]] == [False, False, False, True]
    assert len([file for file in slips(ready) if file.parent.name == "so-tttt"]) == 4
    assert kst("validate", root=ready).out.endswith(": không có lỗi.\n")
