"""Today is the day in the time zone of the calendar, wherever the program runs."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.support.repositories import change_file
from tests.support.running import Kst


def day_in(zone: str) -> str:
    return f"{datetime.now(ZoneInfo(zone)).date():%Y-%m-%d}"


def asked(kst_process: Kst, cwd: Path, zone: str, *words: str) -> str:
    return kst_process("due", "--agency", "so-tp", "--format", "json", *words, cwd=cwd, env={"TZ": zone}).out


@pytest.mark.parametrize("machine", ["UTC", "Pacific/Pago_Pago", "Pacific/Kiritimati"])
def test_today_is_that_of_the_office(machine: str, small: Path, kst_process: Kst) -> None:
    before = day_in("Asia/Ho_Chi_Minh")
    text = asked(kst_process, small, machine)
    assert any(f'"as_of": "{day}"' in text for day in (before, day_in("Asia/Ho_Chi_Minh")))


@pytest.mark.parametrize("zone", ["Pacific/Pago_Pago", "Pacific/Kiritimati"])
def test_the_calendar_names_the_zone(zone: str, small: Path, tmp_path: Path, kst_process: Kst) -> None:
    change_file(small, "calendar/2021.yaml", "year: 2021\n", f'year: 2021\ntime_zone: "{zone}"\n')
    for cwd, words in ((small, ()), (tmp_path, ("--root", str(small))), (tmp_path, (f"--root={small}",))):
        before = day_in(zone)
        text = asked(kst_process, cwd, "UTC", *words)
        assert any(f'"as_of": "{day}"' in text for day in (before, day_in(zone)))


def test_a_zone_that_does_not_exist_is_found(small: Path, kst: Kst) -> None:
    change_file(small, "calendar/2021.yaml", "year: 2021\n", 'year: 2021\ntime_zone: "Asia/Sai_Gon"\n')
    result = kst("validate", root=small)
    assert result.code == 1
    assert "calendar/2021.yaml:4" in result.out
