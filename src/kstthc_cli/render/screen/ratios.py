"""Ratios that targets are judged by, with what they are made of."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from kstthc_cli.domain.forms.numbers import rounded, written
from kstthc_cli.domain.plan.plan import Target
from kstthc_cli.domain.tracking.targets import Ratio, compares
from kstthc_cli.render.screen.phrases import measured

NO_FIGURES = "chưa có số liệu"
_DECIMALS = 2
_MOST_DECIMALS = 9


def ratio_text(target: Target, ratio: Ratio | None) -> str:
    """`50,5% (51/101, 6 tháng đầu năm 2021, số liệu của 190/206 cơ quan)`."""
    value = ratio.value(target) if ratio else None
    if ratio is None or value is None:
        return NO_FIGURES
    share = measured(f"{_shortest(target, value).normalize():f}", target.unit)
    parts = f"{written(ratio.numerator)}/{written(ratio.denominator)}"
    return f"{share} ({parts}, {ratio.period}, số liệu của {ratio.held}/{ratio.expected} cơ quan)"


def _shortest(target: Target, value: Fraction) -> Decimal:
    """The ratio with the decimals of reports, or with as many as show on which side of the target it is."""
    met = compares(target, value)
    every = (rounded(value, decimals) for decimals in range(_DECIMALS, _MOST_DECIMALS))
    return next((n for n in every if compares(target, Fraction(n)) == met), rounded(value, _MOST_DECIMALS))
