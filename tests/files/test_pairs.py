"""The short form of `hardening/pairs.py`: two of one command at the same moment lose nothing."""

from __future__ import annotations

import sys

import pytest

from tests.support.trials import trials

if sys.platform == "win32":
    pytest.skip("no fork there", allow_module_level=True)

from pairs import PAIRS, lost


@pytest.mark.parametrize("name", [pair.name for pair in PAIRS])
def test_two_at_once_lose_nothing(name: str) -> None:
    assert lost(name, trials(1)) == 0
