"""Bounds of time."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

MUTATED = bool(os.environ.get("MUTANT_UNDER_TEST"))
"""Whether the code is the one that mutmut made, which is slower in itself: no bound of time is held there."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """What is done here takes less time of the processor."""
    begin = time.process_time()
    yield
    assert MUTATED or time.process_time() - begin < seconds
