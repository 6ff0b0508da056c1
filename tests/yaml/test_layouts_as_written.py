"""One plan in many layouts: what `kst fmt` and an amendment write, word for word, in `held`.

The laws of both stand in test_yaml_splices; here is how the files look afterwards. A file holds the plan in
one layout, then the lines that the house style changes, then those that an amendment changes.
"""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path
from random import Random

import pytest

from kstthc_cli.store.yaml.house_style import in_house_style
from kstthc_cli.store.yaml.splices import with_data
from tests.support.held_files import held
from tests.yaml.layouts import Writer
from tests.yaml.test_yaml_splices import PLAN, amended, document

HELD = Path(__file__).parent / "held"


@pytest.mark.parametrize("seed", range(12))
def test_a_plan_in_some_layout(seed: int) -> None:
    random = Random(seed)
    text = Writer(random, tidy=random.choice((0.2, 0.5, 0.9))).text(PLAN)
    tidy, _ = in_house_style(text.encode(), "plans/2021.yaml")
    before = document(text)
    after = with_data(before, amended(before.data, random)).source.text
    changes = (
        unified_diff(text.split("\n"), new.split("\n"), "trước", name, n=0, lineterm="")
        for new, name in ((tidy, "fmt"), (after, "amend"))
    )
    held(HELD / f"{seed}.txt", "\n".join([text, *(line for change in changes for line in change), ""]))
