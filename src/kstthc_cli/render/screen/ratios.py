"""Ratios that targets are judged by, with what they are made of."""

from __future__ import annotations

from kstthc_cli.domain.forms.numbers import rounded, written
from kstthc_cli.domain.plan.plan import Target
from kstthc_cli.domain.tracking.targets import Ratio
from kstthc_cli.render.screen.phrases import measured

NO_FIGURES = "chưa có số liệu"


def ratio_text(target: Target, ratio: Ratio | None) -> str:
    """`50,5% (51/101, 6 tháng đầu năm 2021, số liệu của 190/206 cơ quan)`."""
    value = ratio.value(target) if ratio else None
    if ratio is None or value is None:
        return NO_FIGURES
    share = measured(f"{rounded(value, 1).normalize():f}", target.unit)
    parts = f"{written(ratio.numerator)}/{written(ratio.denominator)}"
    return f"{share} ({parts}, {ratio.period}, số liệu của {ratio.held}/{ratio.expected} cơ quan)"
