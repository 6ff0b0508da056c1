"""Units that people type behind a figure."""

from __future__ import annotations

import pytest

from kstthc_cli.commands.progress.figure_options import parsed_figure


@pytest.mark.parametrize("typed", ["12,5", "12.5%", "12,5 %", "12,5 phần trăm", "12,5 PHẦN TRĂM"])
def test_percent_in_words_is_the_sign(typed: str) -> None:
    assert parsed_figure("ty-le", typed, "%") == ("12.5", "%")


def test_another_unit_stays() -> None:
    assert parsed_figure("ty-le", "12 hồ sơ", "%").unit == "hồ sơ"
