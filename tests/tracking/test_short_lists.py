"""Lists in a screen: what a terminal shows without `--full`, and what a pipe never loses."""

from __future__ import annotations

import contextlib
import io
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kstthc_cli.cli.app import kst as all_commands
from kstthc_cli.cli.command_groups import every_command
from kstthc_cli.commands import listing
from kstthc_cli.main import run
from tests.support.running import Kst, report

QUARTER = ("--quarter", "2", "--as-of", "2021-07-20")
ONE = ("due", "--agency", "so-tttt", *QUARTER)
SCREEN = 45
Shown = Callable[..., list[str]]


class Terminal(io.StringIO):
    """Standard output that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def on_terminal(monkeypatch: pytest.MonkeyPatch, sample: Path) -> Shown:
    """What a command prints on a terminal of so many columns."""

    def shown(columns: int, *words: str, root: Path = sample) -> list[str]:
        out = Terminal()
        monkeypatch.setattr("shutil.get_terminal_size", lambda _usual: os.terminal_size((columns, 50)))
        monkeypatch.setenv("NO_PAGER", "1")
        monkeypatch.setenv("NO_COLOR", "1")
        with contextlib.redirect_stdout(out):
            assert run(["--root", str(root), *words]) == 0
        return out.getvalue().splitlines()

    return shown


def duties(lines: list[str]) -> list[str]:
    """The codes of the duties that have a line."""
    return [line.split()[1] for line in lines if line[2:3] == "/" or line.startswith("—")]


def test_thirty_one_duties_fit_in_a_screen_of_80_columns(on_terminal: Shown, kst: Kst, sample: Path) -> None:
    assert len(report(kst(*ONE, "--format", "json", root=sample))["obligations"]) == 31
    lines = on_terminal(80, *ONE)
    assert len(lines) <= SCREEN
    assert max(map(len, lines)) <= 80
    every = on_terminal(80, *ONE, *[word for role in ROLES for word in ("--role", role)])
    assert len(duties(every)) == 31
    assert len(every) <= SCREEN


ROLES = ("lead", "perform", "coordinate", "appraise", "oversee", "consolidate")


def test_leading_duties_come_first_and_coordinated_ones_are_one_line(on_terminal: Shown) -> None:
    lines = on_terminal(160, *ONE)
    roles = [re.split(" {2,}", line.rstrip())[-2] for line in lines if line[2:3] == "/"]
    assert roles[0] == "chủ trì"
    assert roles == sorted(roles, key=["chủ trì", "thực hiện", "theo dõi", "tổng hợp"].index)
    asked = "Ngoài ra 15 việc không phải báo cáo (3b, 4, 5, 6, 8, 9, 14, 16, 17, "
    assert any(line.startswith(asked) for line in lines)
    lines = on_terminal(160, *ONE, "--all-roles")
    [apart] = [line for line in lines if "Ngoài ra phối hợp" in line]
    assert apart.startswith("Ngoài ra phối hợp 11 việc (3b, 6, 8, 9, 14, 16, 17, 24, 25, 27, 31)")


def test_coordinated_duties_are_listed_where_they_are_asked_for(on_terminal: Shown) -> None:
    assert (
        len(duties(on_terminal(80, *ONE, "--role", "coordinate"))) == 13
    )  # 11, and 39a and 39b, which it also performs
    assert "25" in duties(on_terminal(80, *ONE, "--task", "25"))


@pytest.mark.parametrize("columns", [80, 160])
@pytest.mark.parametrize("narrowed", [(), ("--level", "xa"), ("--level", "so"), ("--level", "huyen")])
def test_a_province_fits_in_a_screen_and_says_how_to_go_on(
    narrowed: tuple[str, ...], columns: int, on_terminal: Shown
) -> None:
    lines = on_terminal(columns, "due", *QUARTER, *narrowed)
    assert len(lines) <= SCREEN
    assert max(map(len, lines)) <= columns
    assert any("--agency" in line for line in lines)


def test_communes_alone_stand_by_district(on_terminal: Shown) -> None:
    lines = on_terminal(80, "due", *QUARTER, "--level", "xa")
    assert any(line.startswith("huyện Ba Tơ (19)") for line in lines)


def test_a_duty_of_many_agencies_stands_in_the_heading(on_terminal: Shown) -> None:
    lines = on_terminal(80, "due", *QUARTER, "--task", "25", "--level", "so")
    assert "25. Sở Nông nghiệp" in lines[3]
    assert sum(line.startswith("30/06  Sở ") for line in lines) > 10


@pytest.mark.parametrize("command", [ONE, ("due", *QUARTER, "--level", "so"), ("status", *QUARTER)])
def test_what_is_piped_or_asked_in_full_is_whole(
    command: tuple[str, ...], on_terminal: Shown, kst: Kst, sample: Path
) -> None:
    if command == ONE:
        assert on_terminal(100, *command, "--full", "--level", "so")[:1] == [
            "Việc phải làm quý II năm 2021: Sở Thông tin và Truyền thông"
        ]
    piped = kst(*command, root=sample).out
    assert piped == kst(*command, "--full", root=sample).out
    assert "│" in piped
    short = kst(*command, "--short", root=sample).out
    assert "│" not in short
    assert len(short.splitlines()) < len(piped.splitlines())


def test_a_whole_province_is_whole_when_it_is_piped(kst: Kst, small: Path) -> None:
    piped = kst("due", *QUARTER, root=small).out
    assert piped == kst("due", *QUARTER, "--full", root=small).out
    assert piped != kst("due", *QUARTER, "--short", root=small).out
    assert "│" in piped


@pytest.mark.parametrize("format_", ["csv", "json", "markdown", "text"])
def test_other_formats_are_never_short(format_: str, kst: Kst, sample: Path) -> None:
    whole = kst(*ONE, "--format", format_, root=sample).out
    assert kst(*ONE, "--format", format_, "--short", root=sample).out == whole


@pytest.mark.parametrize("command", ["missing", "overdue"])
def test_how_to_go_on_can_be_typed_as_it_stands(command: str, on_terminal: Shown) -> None:
    quarter = QUARTER if command == "missing" else QUARTER[2:]
    assert '--agency "TÊN"' in "\n".join(on_terminal(100, command, *quarter))


def test_status_of_a_province_names_who_is_most_behind(on_terminal: Shown) -> None:
    lines = on_terminal(80, "status", *QUARTER)
    assert len(lines) <= SCREEN + 4
    assert any("cơ quan có việc quá hạn, nhiều nhất trước" in line for line in lines)
    assert any("--full" in line for line in lines)


def test_status_of_few_agencies_has_a_line_each(on_terminal: Shown) -> None:
    lines = on_terminal(80, "status", *QUARTER, "--level", "so")
    assert sum(line.startswith("Sở ") for line in lines) >= 14
    assert len(lines) <= SCREEN + 4


SO = ("--level", "so")
HINTS: list[tuple[tuple[str, ...], tuple[str, ...]]] = [
    (("due", *QUARTER, *SO), ("--agency", "--level", "--role", "--section")),
    (("status", *QUARTER, *SO), ("--level", "--agency", "--section", "--role")),
    (("missing", *QUARTER, *SO), ("--level", "--agency", "--section", "--role")),
    (("overdue", *QUARTER[2:], *SO), ("--level", "--agency", "--section", "--role")),
    (("upcoming", "--as-of", "2021-06-10", *SO), ("--level", "--agency", "--section", "--role")),
    (("agencies",), ("--level",)),
    (("agencies", *SO), ()),
    (("collect", "status", *QUARTER, "--agency", "so-yt"), ("--agency", "--level")),
]


@pytest.mark.parametrize(("words", "options"), HINTS)
def test_below_a_long_list_stand_the_options_that_its_command_has(
    words: tuple[str, ...], options: tuple[str, ...], on_terminal: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "_LONG", 0)
    path = words[:2] if words[0] == "collect" else words[:1]
    command = dict(every_command(all_commands()))[path]
    assert {*options} <= {name for param in command.params for name in param.opts}
    full = ("--full",) if "--full" in {name for param in command.params for name in param.opts} else ()
    [hint] = [line for line in on_terminal(200, *words, *full) if line.startswith("Bảng dài")]
    assert re.findall(r"--[a-z]+", hint) == list(options)
