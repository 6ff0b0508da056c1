"""What the index spares: which files are read, judged and counted again, and which are not."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kstthc_cli.commands.snapshot import snapshot
from kstthc_cli.store.files.paths import read_regular
from kstthc_cli.store.progress.slips import validated_data
from tests.index.kept_index import answers, opened_index
from tests.support.quarter_two import AS_OF
from tests.support.running import Kst
from tests.support.slip_files import laid, said, slips


def nothing(*_: object, **__: object) -> None:
    raise AssertionError


def test_a_status_that_was_counted_before_is_not_counted_again(
    kept: Path, kst: Kst, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = answers(kst, kept)
    monkeypatch.setattr("kstthc_cli.commands.tracking.agency_summaries.snapshot", nothing)
    assert (
        kst("status", "--quarter", "2", "--as-of", AS_OF, "--format", "json", root=kept).out
        == json.dumps(before[0], ensure_ascii=False, indent=2) + "\n"
    )


def test_only_the_agency_that_spoke_and_its_relatives_are_counted_again(
    kept: Path, kst: Kst, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[set[str]] = []

    def noted(root: Path, year: Any, as_of: Any, agencies: Any, watch: Any) -> Any:
        asked.append({agency.id for agency in agencies})
        return snapshot(root, year, as_of, agencies, watch)

    laid(kept, "phieu-moi", [{"duty": "3", "status": "done", "text": "x"}], agency="huyen-ly-son")
    monkeypatch.setattr("kstthc_cli.commands.tracking.agency_summaries.snapshot", noted)
    told = kst("status", "--quarter", "2", "--as-of", AS_OF, "--format", "json", root=kept)
    assert "huyen-ly-son" in asked[0]
    assert len(asked[0]) < 10
    shutil.rmtree(kept / ".kst")
    monkeypatch.setattr("kstthc_cli.commands.tracking.agency_summaries.snapshot", snapshot)
    assert kst("status", "--quarter", "2", "--as-of", AS_OF, "--format", "json", root=kept) == told


def test_one_agency_is_answered_without_a_look_at_the_slips_of_others(
    kept: Path, kst: Kst, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def noted(file: str, most: int, *, links: bool) -> bytes:
        read.append(Path(file).relative_to(kept).as_posix())
        return read_regular(file, most, links=links)

    monkeypatch.setattr("kstthc_cli.store.index.slip_cache.read_regular", noted)
    for command in ("due", "status"):
        kst(command, "--agency", "so-yt", "--quarter", "2", "--as-of", AS_OF, root=kept)
    folders = {path.split("/")[3] for path in read if path.startswith("progress/")}
    assert folders == {"so-yt"}


def test_what_kst_writes_is_known_to_the_question_after_it(
    kept: Path, kst: Kst, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(kst, kept)
    said(kept, "3", "huyen-ly-son", "--quarter", "2", "--text", "Đã xong.", as_of=AS_OF)
    document = ("--subject", "Báo cáo", "--agency", "so-yt")
    ask = ("request", "open", "5b", "--due", "2021-07-20", *document, "--as-of", AS_OF, "--format", "json")
    numbers = (("--document", number) for number in ("9/CV", "10/CV"))
    names = [json.loads(kst(*ask, *number, root=kept).out)["request"] for number in numbers]
    assert kst("request", "withdraw", names[0], "--reason", "Nhầm.", "--as-of", AS_OF, root=kept).code == 0
    monkeypatch.setattr("kstthc_cli.store.progress.slips.validated_data", nothing)
    with_index = answers(kst, kept)
    monkeypatch.undo()
    shutil.rmtree(kept / ".kst")
    assert answers(kst, kept) == with_index


def test_a_question_after_a_record_does_not_load_the_validator(small: Path) -> None:
    said(small, "3", "so-yt", "--quarter", "2", as_of=AS_OF)
    words = ["--root", str(small), "due", "--agency", "so-yt", "--quarter", "2", "--as-of", AS_OF]
    code = f"import sys; from kstthc_cli.main import run; run({words}); print('pydantic' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert told.stdout.split()[-1] == b"False"


@pytest.mark.parametrize("mark", ["plain", "\u202f", "\u0301", "a: #", "'\"", "- x\n  y", "🙂"])
def test_what_kst_writes_is_judged_alike_by_the_index_and_anew(mark: str, small: Path, kst: Kst) -> None:
    words = ("--quarter", "2", "--status", "in_progress", "--document", f"12/BC{mark}", "--by", f"Hà{mark}")
    kst("record", "3", "--agency", "so-yt", *words, "--text", f"Đã{mark} làm", "--as-of", AS_OF, root=small)
    [path] = (file.relative_to(small).as_posix() for file in slips(small))
    known = kst("validate", "--format", "json", root=small)
    assert validated_data(path, (small / path).read_bytes())[1] == []
    shutil.rmtree(small / ".kst")
    assert kst("validate", "--format", "json", root=small) == known


def test_the_index_does_not_grow_for_ever(kept: Path, kst: Kst, monkeypatch: pytest.MonkeyPatch) -> None:
    before = answers(kst, kept)
    monkeypatch.setattr("kstthc_cli.store.index.index._MOST_ROWS", 40)
    for day in range(10, 20):
        assert kst("status", "--quarter", "2", "--as-of", f"2021-06-{day}", root=kept).code == 0
        with opened_index(kept) as connection:
            assert connection.execute("SELECT count(*) FROM kept").fetchone()[0] <= 40
    assert answers(kst, kept) == before
