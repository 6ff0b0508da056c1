"""Figures that are unusual against an agency's own history: the modified z-score.

The history never holds the tested figure: with it, no z-score could exceed √(n−1). After Iglewicz and
Hoaglin (1993): 0,6745·|x − median| / MAD above 3,5; where the MAD is 0, |x − median| / (1,253314·mean
absolute deviation); where that is 0 as well, every earlier figure was the same and a change by more than
half is unusual.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from statistics import median
from typing import NamedTuple

from kstthc_cli.domain.forms.sums import Number

LEAST_HISTORY = 4
THRESHOLD = Fraction(7, 2)
_MAD_SCALE = Fraction(6745, 10_000)
_MEAN_SCALE = Fraction(1_253_314, 1_000_000)


class Outlier(NamedTuple):
    """An unusual figure, the median of `earlier` ones, and that of the same period last year."""

    value: Number
    median: Number
    earlier: int
    last_year: Number | None


def outlier(value: Number, history: Sequence[Number], last_year: Number | None = None) -> Outlier | None:
    """The figure as an outlier, if it is one; never with fewer than four earlier figures."""
    if len(history) < LEAST_HISTORY:
        return None
    exact = [Fraction(one) for one in history]
    middle = median(exact)
    distances = [abs(one - middle) for one in exact]
    far = abs(Fraction(value) - middle)
    return Outlier(value, middle, len(history), last_year) if _unusual(far, distances, middle) else None


def _unusual(far: Fraction, distances: Sequence[Fraction], middle: Fraction) -> bool:
    if mad := median(distances):
        return _MAD_SCALE * far / mad > THRESHOLD
    if mean := sum(distances, Fraction(0)) / len(distances):
        return far / (_MEAN_SCALE * mean) > THRESHOLD
    return far > abs(middle) / 2 and far > 1
