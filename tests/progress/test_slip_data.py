"""Its model says whether a slip is right; what is counted is what the file says, as the model takes it."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kstthc_cli.model.progress.slip import SlipFile
from kstthc_cli.store.files.source import Source
from kstthc_cli.store.progress.slips import slip_from
from kstthc_cli.store.yaml.reader import parse
from tests.support.running import PROJECT

SLIP: dict[str, Any] = {
    "schema_version": 1, "id": "2021-06-10-a", "plan": "2021", "period": "2021-Q2", "agency": "so-yt",
    "date": date(2021, 6, 10), "by": "Chị Hà", "supersedes": ["a#3@2021-Q2"], "note": "Ghi nhầm.",
    "entries": [
        {
            "duty": "3", "period": "2021", "request": "yc-1", "status": "done", "text": "Đã xong.",
            "difficulty": "Không.", "proposal": "Không.",
            "evidence": [
                {"kind": "document", "number": "12/BC", "date": date(2021, 6, 1), "subject": "Báo cáo"},
                {"kind": "file", "path": "minh-chung/a.pdf", "sha256": "0" * 64},
                {"kind": "link", "url": "https://quangngai.gov.vn/a"},
            ],
            "figures": {"ty-le": {"value": 22.5, "unit": "%"}},
        }
    ],
    "seal": "a" * 64,
}  # fmt: skip

ODD = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 3), st.floats(), st.dates(), st.datetimes(),
    st.text(max_size=4),
    st.sampled_from(
        ["done", "2021-Q2", "2021-Q5", "٢٠٢١", "2021-01-28", "a\n", " ", "\u00a0", "\u200b", "x" * 80,
         "x" * 81, "0" * 64, "A" * 64, "https://a", "https://a\n", "http:///", "https://ạ.vn", "document",
         "con", "NUL", "aux.a", "com1", "x.", "link", 1.0, 10**20, date(1899, 1, 1), date(3000, 1, 1), [], {},
         [{}], {"a": 1},
         {"kind": "file"}]
    ),
)  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a value, the value itself left out."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for key, item in items for place in ((*path, key), *places(item, (*path, key)))]


@st.composite
def changed(draw: st.DrawFn) -> Any:
    """The slip, with up to three values changed, dropped or added."""
    slip = deepcopy(SLIP)
    for _ in range(draw(st.integers(0, 3))):
        *above, last = draw(st.sampled_from(places(slip)))
        holder = slip
        for key in above:
            holder = holder[key]
        what = draw(st.sampled_from(("change", "change", "drop", "add")))
        if what == "drop":
            del holder[last]
        elif what == "add" and isinstance(holder, dict):
            holder[draw(st.sampled_from(["x", "entries", "kind", "text", "date", "a b"]))] = draw(ODD)
        else:
            holder[last] = draw(ODD)
    return slip


def by_model(slip: Any) -> Any:
    try:
        return SlipFile.model_validate(slip).model_dump(mode="json", exclude_none=True)
    except ValidationError:
        return None


def alike(slip: Any) -> bool:
    """Whether a slip, if its model takes it, is counted alike from its file, the index and its model."""
    model = by_model(slip)
    if model is None:
        return False
    by_index = json.loads(json.dumps(slip, default=date.isoformat))
    assert slip_from(slip, "x") == slip_from(by_index, "x") == slip_from(model, "x")
    return True


@given(changed())
def test_what_is_counted_is_what_the_model_takes(slip: Any) -> None:
    alike(slip)


def test_a_whole_slip_is_taken() -> None:
    assert alike(SLIP)
    assert by_model(SLIP)["entries"][0]["figures"] == {"ty-le": {"value": "22.5", "unit": "%"}}


@pytest.mark.parametrize("value", [0.1, 1e16, 10**20, -0.0, 1e-7, 12, 22.50])
def test_every_number_is_taken_as_its_model_has_it(value: float) -> None:
    slip = deepcopy(SLIP)
    slip["entries"][0]["figures"]["ty-le"]["value"] = value
    assert alike(slip)


def test_every_example_is_judged_alike() -> None:
    taken = 0
    for file in sorted((PROJECT / "tests" / "examples").rglob("progress/**/*.yaml")):
        try:
            data = parse(Source("", file.read_text("utf-8"))).data
        except (OSError, UnicodeDecodeError):
            continue
        taken += alike(data)
    assert taken > 20
