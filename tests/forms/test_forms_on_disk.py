"""Forms of a repository as files and in the index: which are read, left out, kept."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from kstthc_cli.errors import InvalidDataError
from kstthc_cli.store.forms import forms as reading
from kstthc_cli.store.forms import sheet_cache, usual_forms
from kstthc_cli.store.forms.forms import all_forms
from kstthc_cli.store.forms.sheet_cache import cached_sheet, store_sheet
from kstthc_cli.store.index.index import Index
from kstthc_cli.store.index.slip_cache import hashes
from kstthc_cli.store.progress.slips import slip_paths
from tests.forms.made import FORMS
from tests.support.slip_files import laid


def put(root: Path, name: str, text: str) -> None:
    (root / "forms" / f"{name}.yaml").write_text(text, "utf-8", newline="\n")


def test_forms_come_by_their_ids_whatever_their_files_are_called(office: Path) -> None:
    for file in (office / "forms").iterdir():
        file.unlink()
    text = FORMS["ho-so"]
    for name, id_ in (("a", "zz"), ("b", "m"), ("c", "aa")):
        put(office, name, text.replace('id: "ho-so"', f'id: "{id_}"'))
    assert list(all_forms(office)) == list(all_forms(office)) == ["aa", "m", "zz"]


EXTRA = FORMS["ho-so"].replace('id: "ho-so"', 'id: "hong"')


@pytest.mark.parametrize(
    ("text", "wanted", "outcome"),
    [
        (EXTRA, ["ho-so"], "read"),
        (EXTRA + "sai: 1\n", ["ho-so"], "left out"),
        (EXTRA + "sai: 1\n", [" HO-SO "], "left out"),
        (EXTRA + "sai: 1\n", ["hong"], "refused"),
        (EXTRA + "sai: 1\n", [" Hong "], "refused"),
        (EXTRA + "sai: 1\n", [], "refused"),
        (EXTRA.replace('pair: ["4", "5"]', 'pair: ["4", "9"]'), ["ho-so"], "left out"),
        (EXTRA.replace('pair: ["4", "5"]', 'pair: ["4", "9"]'), ["ho-so", "hong"], "refused"),
        (EXTRA.replace('id: "hong"\n', ""), ["ho-so"], "refused"),
        ("id: [\n", ["ho-so"], "refused"),
        ("- a\n", ["ho-so"], "refused"),
    ],
)
def test_a_faulty_form_is_left_out_where_it_is_known_not_to_be_wanted(
    text: str, wanted: list[str], outcome: str, office: Path
) -> None:
    put(office, "hong", text)
    if outcome == "refused":
        with pytest.raises(InvalidDataError) as told:
            all_forms(office, wanted)
        assert {problem.path for problem in told.value.problems} == {"forms/hong.yaml"}
    else:
        assert list(all_forms(office, wanted)) == sorted([*FORMS, *["hong"] * (outcome == "read")])


def test_faults_of_agencies_stop_every_form_and_those_of_a_draft_none(office: Path) -> None:
    plan = (office / "plans" / "2021.yaml").read_text("utf-8")
    draft = plan.replace('id: "2021"', 'id: "2022"', 1).replace(
        "year: 2021", "year: 2021\nstatus: draft\nsai: 1", 1
    )
    (office / "plans" / "2022.yaml").write_text(draft, "utf-8", newline="\n")
    assert sorted(all_forms(office)) == sorted(FORMS)
    agencies = office / "agencies" / "quang-ngai.yaml"
    agencies.write_text(agencies.read_text("utf-8") + "sai: 1\n", "utf-8", newline="\n")
    with pytest.raises(InvalidDataError) as told:
        all_forms(office, ["ho-so"])
    assert "agencies/quang-ngai.yaml" in {problem.path for problem in told.value.problems}


@pytest.mark.parametrize("unreadable", [True, False])
def test_forms_that_change_while_they_are_read_are_not_kept(
    unreadable: bool, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = count()
    monkeypatch.setattr(reading, "key_of", lambda _: None if unreadable else f"k{next(numbers)}")
    kept: list[Any] = []
    monkeypatch.setattr(Index, "put", lambda _self, *row: kept.append(row))
    assert sorted(all_forms(office)) == sorted(FORMS)
    assert kept == []


# Sheets in the index


def read_of(root: Path) -> Mapping[str, str]:
    paths = slip_paths(root, "2021").slips
    return dict(reversed(hashes(root, paths).items())) | {"requests/2021/a.yaml": "x"}


def test_a_sheet_is_kept_until_a_slip_changes_or_lies_elsewhere(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_cache, "sheet_from_data", lambda data: data)
    sheet: Any = {"form": "ho-so"}
    entries = [{"duty": "1", "status": "done"}]
    laid(office, "a", entries, agency="so-tp")
    second = laid(office, "b", entries, agency="so-tttt")
    store_sheet(office, ["2021-Q2"], read_of(office), sheet)
    assert cached_sheet(office, ["2021-Q2"], ["2021"]) == sheet
    assert cached_sheet(office, ["2021-Q1"], ["2021"]) is None
    assert cached_sheet(office, ["2021-Q2"], ["2021", "2022"]) == sheet
    text = second.read_bytes()
    second.write_bytes(text + b"# c\n")
    assert cached_sheet(office, ["2021-Q2"], ["2021"]) is None
    second.write_bytes(text)
    for stray in ("progress/2021/c.yaml", "progress/a.txt", "progress/2021/Q2/so-tp/a.txt"):
        (office / stray).write_bytes(b"")
        assert cached_sheet(office, ["2021-Q2"], ["2021"]) is None, stray
        (office / stray).unlink()
    assert cached_sheet(office, ["2021-Q2"], ["2021"]) == sheet
    second.unlink()
    second.mkdir()
    store_sheet(office, ["2021-Q2"], read_of(office), sheet)
    assert cached_sheet(office, ["2021-Q2"], ["2021"]) is None


def test_a_form_that_any_province_has_carries_the_remark_to_check_it() -> None:
    data = {
        "id": "x", "duties": ["1"], "columns": [{"heading": ["Xã"]}],
        "source": {"text": "Thông tư 01/2020/TT-VPCP; nhiệm vụ 1, 2"},
        "filled_by": {"levels": ["so", "huyen", "xa"], "parts": True},
    }  # fmt: skip
    made = usual_forms._usual(data, {"so", "xa"}, 2026)
    check = "Kiểm tra văn bản còn hiệu lực trong năm 2026."
    assert made == {
        "id": "x", "columns": [{"heading": ["Xã"]}],
        "source": {"text": "Thông tư 01/2020/TT-VPCP", "note": check},
        "filled_by": {"levels": ["so", "xa"], "parts": True},
    }  # fmt: skip
    noted = usual_forms._usual({**data, "source": {**data["source"], "note": "Cũ."}}, {"so"}, 2026)  # type: ignore[dict-item]
    assert noted is not None
    assert noted["source"]["note"] == f"Cũ. {check}"
    only = {**data, "source": {"text": "nhiệm vụ 1 của kế hoạch"}}
    assert usual_forms._usual(only, {"so"}, 2026) is None
