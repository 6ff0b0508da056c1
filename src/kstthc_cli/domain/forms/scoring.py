"""The score of a form with bands: the sum of a column over the rows that have data.

Thông tư 01/2018/TT-VPCP, Điều 8 to 15: an indicator is the mean over the assessed dossiers, one decimal; an
indicator without data is left out, and the limits of the bands shrink in proportion.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from kstthc_cli.domain.forms.form import Form
from kstthc_cli.domain.forms.numbers import rounded
from kstthc_cli.domain.forms.sums import Result


class Score(NamedTuple):
    """A sum of `most` at the most, over `rows` of `of` rows that have data, and its band."""

    total: Decimal
    most: Decimal
    rows: int
    of: int
    band: str


def score(form: Form, values: Sequence[Result]) -> Score | None:
    """The score of the figures of the scored column, one for each row; None without any data."""
    scoring = form.scoring
    column = scoring and form.column(scoring.column)
    if scoring is None or column is None:
        return None
    numbers = [rounded(value, column.decimals) for value in values if isinstance(value, (int, Fraction))]
    if not numbers:
        return None
    total = sum(numbers, Decimal(0))
    share = Fraction(len(numbers), len(values))
    band = next((label for low, label in scoring.bands if Fraction(total) >= Fraction(low) * share), "")
    return Score(total, Decimal(scoring.most_of_row) * len(numbers), len(numbers), len(values), band)
