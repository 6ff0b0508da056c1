"""Ids of a draft: the wanted one, else the next wanted, else one with a number."""

from __future__ import annotations

from kstthc_cli.domain.importing.free_ids import FreeIds


def test_the_first_wanted_id_that_is_free_is_taken() -> None:
    ids = FreeIds(["so-yt"])
    assert [ids.take("1", "II.1") for _ in range(4)] == ["1", "II.1", "II.1-2", "II.1-3"]
    assert ids.take("so-yt") == "so-yt-2"


def test_ids_that_differ_in_capitals_only_are_one() -> None:
    ids = FreeIds()
    assert [ids.take("1A"), ids.take("1a"), ids.take("1A")] == ["1A", "1a-2", "1A-3"]


def test_a_number_that_a_document_has_itself_is_passed_over() -> None:
    ids = FreeIds(["a-2", "a"])
    assert ids.take("a") == "a-3"
