"""`kst explain`: what each problem code means."""

from __future__ import annotations

import pytest

from kstthc_cli.catalogue import CATALOGUE
from tests.support.running import Kst


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_code_is_explained_in_full(code: str, kst: Kst) -> None:
    result, entry = kst("explain", code), CATALOGUE[code]
    severity = {"error": "lỗi", "warning": "cảnh báo"}[entry.severity]
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(f"{code} ({severity}): {entry.title}\n")
    assert entry.meaning in result.out
    assert f"Cách sửa: {entry.remedy}\n" in result.out
    for snippet in (entry.wrong, entry.right):
        assert all(f"    {line}\n" in result.out for line in snippet.split("\n") if line)


@pytest.mark.parametrize("name", ["kst031", "Kst031", " KST031 ", "31", "031"])
def test_code_may_be_written_in_other_ways(name: str, kst: Kst) -> None:
    assert kst("explain", name) == kst("explain", "KST031")


@pytest.mark.parametrize("name", ["KST999", "999", "0", "", "abc", "KST", "²", "9" * 5000, "-1x"])
def test_unknown_code_is_wrong_use(name: str, kst: Kst) -> None:
    result = kst("explain", "--", name)
    assert (result.code, result.out) == (2, "")
    assert "Không có mã lỗi" in result.err
    assert "kst explain" in result.err


def test_without_code_all_are_listed(kst: Kst) -> None:
    result = kst("explain")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [f"{code}  {entry.title}" for code, entry in CATALOGUE.items()]
