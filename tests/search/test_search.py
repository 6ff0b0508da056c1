"""`kst search` and the words of `kst plan show`: found with and without diacritics, and how to see it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.running import Kst, report
from tests.support.slip_files import said

AS_OF = ("--as-of", "2021-07-01")


def hits(kst: Kst, root: Path, *words: str) -> list[tuple[str, str, str]]:
    """Kind, name and command of every hit."""
    found = report(kst("search", *words, *AS_OF, "--format", "json", root=root))["hits"]
    return [(hit["kind"], hit["name"], hit["command"]) for hit in found]


@pytest.mark.parametrize("words", [("tàu", "cá"), ("tau ca",), ("TÀU", "ca"), ("chủ tàu cá thực hiện",)])
def test_a_task_is_found_with_and_without_diacritics(words: tuple[str, ...], kst: Kst, sample: Path) -> None:
    assert ("task", "Đầu việc 25", "kst plan show 25") in hits(kst, sample, *words)


def test_words_with_diacritics_match_only_themselves(kst: Kst, sample: Path) -> None:
    assert hits(kst, sample, "tầu cá") == []


def test_a_word_is_found_where_a_word_begins(kst: Kst, sample: Path) -> None:
    """`anh` begins `ánh`, and stands within `hành`, which every task has."""
    found = report(kst("search", "phan", "anh", *AS_OF, "--format", "json", root=sample))["hits"]
    assert [hit["name"] for hit in found] == ["Đầu việc 15", "Đầu việc 16", "Đầu việc 17"]
    assert all("phản ánh" in hit["text"] for hit in found)
    [boats] = report(kst("search", "tàu", "cá", *AS_OF, "--format", "json", root=sample))["hits"]
    assert boats["text"].startswith("…các TTHC về tàu cá")


def test_an_agency_is_found_by_any_of_its_names(kst: Kst, sample: Path) -> None:
    for words in ("binh thanh", "xã Bình Thanh", "xa-binh-thanh-21091"):
        found = [command for kind, _, command in hits(kst, sample, words) if kind == "agency"]
        assert "kst agencies show xa-binh-thanh-21091" in found


def test_slips_requests_and_written_texts_are_found(kst: Kst, small: Path) -> None:
    said(small, "4", "so-yt", "--quarter", "2", "--document", "12/BC-SYT", "--text", "Đã rà soát ba mươi.")
    opened = ("request", "open", "5b", "--due", "2021-05-31", "--document", "45/VPCP-KSTT", "--subject")
    more = ("Báo cáo đột xuất", "--document-date", "2021-05-08", "--as-of", "2021-05-10")
    assert kst(*opened, *more, root=small).code == 0
    folder = small / "reports" / "2021" / "Q2"
    folder.mkdir(parents=True)
    (folder / "so-yt.yaml").write_text(
        'schema_version: 1\nplan: "2021"\nperiod: "2021-Q2"\nagency: so-yt\ncauses: "Thiếu người làm."\n',
        "utf-8",
    )
    history = "kst history 4 --agency so-yt"
    assert [command for _, _, command in hits(kst, small, "ra soat ba muoi")] == [history]
    assert [command for _, _, command in hits(kst, small, "12/bc-syt")] == [history]
    assert ("request", "45/VPCP-KSTT", "kst history 5b") in hits(kst, small, "dot xuat")
    assert hits(kst, small, "thieu nguoi") == [
        ("prose", "Sở Y tế, quý II năm 2021", "reports/2021/Q2/so-yt.yaml")
    ]


def test_every_command_of_a_hit_runs(kst: Kst, sample: Path) -> None:
    commands = {command for _, _, command in hits(kst, sample, "binh son")}
    assert commands
    for command in commands:
        assert kst(*command.split()[1:], root=sample).code == 0


def test_a_screen_has_a_line_a_hit(kst: Kst, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = kst("search", "tthc", *AS_OF, "--short", root=sample).out.splitlines()
    assert len(lines) <= 45
    assert max(map(len, lines)) <= 80
    assert lines[-1] == "Tất cả: thêm --full."


def test_nothing_is_told_as_such(kst: Kst, sample: Path) -> None:
    assert "Cộng: 0 chỗ có “voi ma mút”." in kst("search", "voi ma mút", *AS_OF, root=sample).out
    assert kst("search", " ", *AS_OF, root=sample).code == 2


@pytest.mark.parametrize("words", [("25,26",), ("25", "26"), ("25, 26",)])
def test_plan_show_takes_several_numbers(words: tuple[str, ...], kst: Kst, sample: Path) -> None:
    shown = kst("plan", "show", *words, root=sample).out
    assert "\n25. " in shown
    assert "\n26. " in shown
    assert "\n27. " not in shown


def test_plan_show_takes_words(kst: Kst, sample: Path) -> None:
    for words in ("tàu cá", "tau ca"):
        shown = kst("plan", "show", words, root=sample).out
        assert "\n25. " in shown
        assert "\n26. " not in shown
    refused = kst("plan", "show", "voi ma mút", root=sample)
    assert refused.code == 2
    assert "kst search" in refused.err
    assert kst("plan", "show", "99", root=sample).code == 2
