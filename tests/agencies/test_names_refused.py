"""What is said where a name means no agency, or more than one, whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.in_process import call
from tests.support.refusals import ascii_id
from tests.support.repositories import change_file
from tests.support.small_province import small_province

SEE = "Xem danh sách bằng `kst agencies`, rồi gọi bằng mã hoặc tên đầy đủ."
GROUPS = """groups:
  - {kind: open, id: lien-quan, name: "cơ quan, đơn vị có liên quan"}
  - {kind: list, id: ba-to-ly-son, name: "hai huyện", members: [huyen-ba-to, huyen-ly-son]}
"""
ALIKE = "".join(
    f'  - {{id: xa-{n}, name: "UBND xã Sơn Thứ {n}", level: xa, parent: huyen-ba-to}}\n' for n in range(1, 9)
)


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small province with an open group, a list and eight communes of like names."""
    root = small_province(tmp_path_factory.mktemp("alike") / "kho")
    change_file(root, "agencies/quang-ngai.yaml", "groups:\n", ALIKE + GROUPS)
    return root


def listed(*numbers: int) -> str:
    return "".join(f"\n  xa-{n:<27} UBND xã Sơn Thứ {n}, huyện Ba Tơ" for n in numbers)


@pytest.mark.parametrize(
    ("name", "what", "how"),
    [
        ("", "Tên cơ quan để trống.", SEE),
        ("  ", "Tên cơ quan để trống.", SEE),
        ("Bộ Tài chính", "Không có cơ quan nào tên “Bộ Tài chính”.", SEE),
        (
            "các sở, ban, ngành",
            "“các sở, ban, ngành” là một nhóm (sở, ban, ngành), không phải một cơ quan.",
            "Gọi từng cơ quan; ở các lệnh có --level thì dùng --level so.",
        ),
        (
            "lien-quan",
            "“lien-quan” là một nhóm (cơ quan, đơn vị có liên quan), không phải một cơ quan.",
            SEE,
        ),
        ("hai huyện", "“hai huyện” là một nhóm (hai huyện), không phải một cơ quan.", SEE),
        (
            "sơn thứ",
            "Không chắc “sơn thứ” là cơ quan nào. Có phải một trong các cơ quan này?"
            + listed(1, 2, 3, 4, 5, 6)
            + "\n  … và 2 cơ quan nữa",
            SEE,
        ),
    ],
    ids=ascii_id,
)
def test_what_is_said_and_how_to_go_on(name: str, what: str, how: str, province: Path) -> None:
    result = call("due", "--agency", name, "--as-of", "2021-06-10", root=province)
    code = 2 if not name.strip() else 4
    assert (result.code, result.out, result.err) == (code, "", f"lỗi: {what}\n  Cách sửa: {how}\n")


def test_as_many_as_fit_are_listed_without_a_count_of_more(tmp_path: Path) -> None:
    root = small_province(tmp_path / "kho")
    six = "".join(f"{line}\n" for line in ALIKE.splitlines()[:6])
    change_file(root, "agencies/quang-ngai.yaml", "groups:\n", six + "groups:\n")
    result = call("due", "--agency", "sơn thứ", "--as-of", "2021-06-10", root=root)
    what = "Không chắc “sơn thứ” là cơ quan nào. Có phải một trong các cơ quan này?"
    assert result.err == f"lỗi: {what}{listed(1, 2, 3, 4, 5, 6)}\n  Cách sửa: {SEE}\n"
