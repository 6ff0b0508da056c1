"""Documents of every layout, read row by row and held against their gold; no word is ever lost."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from collections import Counter
from types import ModuleType
from typing import Any

import pytest

from kstthc_cli.domain.agencies.registry import Registry
from kstthc_cli.domain.importing.draft import Frame, draft_of
from kstthc_cli.domain.importing.reading import Reading, Wish, read_plan
from kstthc_cli.domain.text.normalize import words
from kstthc_cli.store.importing.reader import document_of
from kstthc_cli.store.plan.new_plan import plan_text
from tests.importing.plan_layouts import LAYOUTS
from tests.support.quang_ngai import year
from tests.support.running import PROJECT

NOBODY = Registry("test", "", {}, {})


def benchmark() -> ModuleType:
    """benchmarks/importing.py, which is no module of a package."""
    spec = importlib.util.spec_from_file_location("importing_benchmark", PROJECT / "benchmarks/importing.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


BENCHMARK = benchmark()


def read(content: bytes, suffix: str = ".docx", registry: Registry = NOBODY) -> Reading:
    return read_plan(document_of(content, suffix), registry, Wish(), {})


@pytest.mark.parametrize("registry", [NOBODY, year().registry], ids=["nobody known", "quang-ngai"])
@pytest.mark.parametrize("name", LAYOUTS)
def test_every_row_is_right(name: str, registry: Registry) -> None:
    content, gold = LAYOUTS[name]()
    reading = read(content, registry=registry)
    if registry is not NOBODY:  # names are those of the registry then
        gold = [row[:2] for row in gold]
    score = BENCHMARK.score(BENCHMARK.gold_rows(gold), reading)
    assert (score.rows, score.lost, score.wrong) == (len(gold) - 1, 0, ())
    if registry is NOBODY:
        assert score.marked == 0


STRUCTURE = words(
    "cộng hòa xã hội chủ nghĩa việt nam độc lập tự do hạnh phúc số ngày tháng năm nơi nhận điều phụ lục"
)
"""Words whose place in the draft says what they said."""


def spoken(value: Any) -> Counter[str]:
    """Every word of a draft, of labels and ids too."""
    return Counter(re.findall(r"\w+", json.dumps(value, ensure_ascii=False, default=str).casefold()))


def lost_words(content: bytes, suffix: str, reading: Reading) -> set[str]:
    """Words of the document that stand nowhere in the draft made of it."""
    draft = spoken(draft_of(reading, Frame("x", "r", "c")))
    source = Counter(
        word for text in document_of(content, suffix).texts() for word in re.findall(r"\w+", text.casefold())
    )
    return {word for word in source if word not in draft and not word.isdigit()} - set(STRUCTURE)


@pytest.mark.parametrize("name", LAYOUTS)
def test_no_word_is_lost(name: str) -> None:
    content, _ = LAYOUTS[name]()
    reading = read(content)
    labels = {word for title in reading.columns.titles for word in words(title)}
    assert lost_words(content, ".docx", reading) <= labels


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_draft_is_a_valid_file(name: str) -> None:
    content, _ = LAYOUTS[name]()
    registry = year().registry
    reading = read(content, registry=registry)
    text, plan = plan_text(
        draft_of(reading, Frame("2026", registry.id, "2021")), "test", "plans/2026.yaml", registry
    )
    assert plan.status == "draft"
    assert plan.year == 2026
    assert (
        text
        == plan_text(
            draft_of(read(content, registry=registry), Frame("2026", registry.id, "2021")),
            "test",
            "plans/2026.yaml",
            registry,
        )[0]
    )
