"""What `kst report assignment` and `reminder` list and whom they address, at the bounds of both."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.in_process import DAY, call
from tests.support.repositories import change_file
from tests.support.small_province import small_province

HEAD_AT = "Người ký, chức vụ ghi sẵn được ở templates/letterhead.yaml."
ALL = [
    ("Sở Tư pháp", 4),
    ("Sở Y tế", 3),
    ("UBND huyện Ba Tơ", 3),
    ("UBND huyện Lý Sơn", 3),
]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small province."""
    return small_province(tmp_path / "kho")


@pytest.mark.parametrize(
    ("whom", "number", "numbers", "lacks"),
    [
        (("--agency", "so-yt"), ("--number", "5"), ["số 05/VP-KSTTHC"], ""),
        (("--all",), ("--number-from", "7"), [f"số {n:02}/VP-KSTTHC" for n in range(7, 11)], ""),
        (("--all",), (), 4 * ["chưa có số"], "số văn bản (--number), "),
    ],
)
def test_letters_in_a_folder_are_listed_with_their_numbers(
    whom: tuple[str, ...], number: tuple[str, ...], numbers: list[str], lacks: str, small: Path
) -> None:
    folder = small.parent / "cong-van"
    result = call("report", "assignment", *whom, *number, "-o", str(folder), *DAY, root=small)
    to = ALL if "--all" in whom else ALL[1:2]
    lines = [
        f"  Giao nhiệm vụ {name}.docx: {which}, {duties} nhiệm vụ"
        for (name, duties), which in zip(to, numbers, strict=True)
    ]
    assert (result.code, result.out.splitlines()) == (
        0,
        [f"Đã lập {len(to)} công văn trong {folder}:", *lines],
    )
    assert result.err == f"Còn để trống: {lacks}tên người ký (--signer). {HEAD_AT}\n"
    assert sorted(file.name for file in folder.iterdir()) == sorted(
        f"Giao nhiệm vụ {name}.docx" for name, _ in to
    )


NAMES = """- Sở Thử 1;
- Sở Tư pháp;
- Sở Y tế;
- Ủy ban nhân dân huyện Ba Tơ;
- Ủy ban nhân dân huyện Lý Sơn."""
LEVELS = """- Các sở, ban, ngành (theo Danh sách kèm theo);
- Ủy ban nhân dân các huyện, thị xã, thành phố (theo Danh sách kèm theo)."""


@pytest.mark.parametrize(("more", "addressed"), [(1, NAMES), (2, LEVELS)])
def test_up_to_five_are_addressed_by_name(more: int, addressed: str, small: Path) -> None:
    line = '  - {id: so-yt, name: "Sở Y tế", level: so, parent: ubnd-tinh}\n'
    new = "".join(
        f'  - {{id: so-thu-{n}, name: "Sở Thử {n}", level: so, parent: ubnd-tinh}}\n'
        for n in range(1, more + 1)
    )
    change_file(small, "agencies/quang-ngai.yaml", line, line + new)
    words = ("report", "assignment", "--all", "--together", "--format", "markdown")
    result = call(*words, *DAY, root=small)
    assert (result.code, result.out.count(f"\nKính gửi:\n\n{addressed}\n\n")) == (0, 1)


def test_an_answer_may_be_asked_for_on_the_day_of_the_letter(small: Path) -> None:
    words = ("report", "reminder", "--agency", "huyen-ba-to", "--answer-by", "2021-06-10")
    result = call(*words, *DAY, root=small)
    assert (result.code, result.out.count("chậm nhất ngày 10/6/2021")) == (0, 1)
