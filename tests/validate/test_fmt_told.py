"""What `kst fmt` says, whole: of files that it does not take, and of the lines that it changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.in_process import call
from tests.support.refusals import HERE, Refused, ascii_id, refusal
from tests.support.small_province import small_province


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small province with an empty folder of slips and a note."""
    root = small_province(tmp_path / "kho")
    (root / "progress").mkdir()
    (root / "ghi.txt").write_text("x", "utf-8")
    return root


REFUSALS = [
    Refused(
        f"fmt {HERE}/khong-co", 3, f"Không có tệp hay thư mục “{HERE}/khong-co”.", "Kiểm tra lại đường dẫn."
    ),
    Refused(
        f"fmt {HERE}/..",
        2,
        f"“{HERE}/..” không nằm trong kho “{HERE}”.",
        "Dùng --root, hoặc chuyển tới kho đó.",
    ),
    Refused(
        f"fmt {HERE}/progress",
        4,
        f"“{HERE}/progress” là phiếu hoặc yêu cầu: đã niêm phong nên không chỉnh.",
        "Đính chính bằng phiếu mới.",
    ),
    Refused(
        f"fmt {HERE}/ghi.txt",
        2,
        f"“{HERE}/ghi.txt” không phải là tệp .yaml.",
        "Nêu tệp trong plans/, agencies/, calendar/.",
    ),
]


@pytest.mark.parametrize("case", REFUSALS, ids=ascii_id)
def test_what_is_wrong_and_how_to_mend_it(case: Refused, small: Path) -> None:
    assert refusal(case.line, small, None) == (case.code, case.message)


@pytest.mark.parametrize(
    ("count", "lines"), [(1, "1"), (8, "1, 2, 3, 4, 5, 6, 7, 8"), (9, "1, 2, 3, 4, 5, 6, 7, 8, …")]
)
def test_up_to_eight_lines_are_named(count: int, lines: str, small: Path) -> None:
    file = small / "plans" / "2021.yaml"
    text = file.read_text("utf-8")
    blanks = [f"{line}  " if n < count else line for n, line in enumerate(text.split("\n"))]
    file.write_text("\n".join(blanks), "utf-8", newline="\n")
    said = f"plans/2021.yaml: chưa theo mẫu {count} dòng (dòng {lines})\nChỉnh bằng: kst fmt\n"
    result = call("fmt", "--check", root=small)
    assert (result.code, result.out, result.err) == (1, said, "")
    done = call("fmt", root=small)
    said = f"plans/2021.yaml: đã chỉnh {count} dòng (dòng {lines})\n"
    assert (done.code, done.out, file.read_text("utf-8")) == (0, said, text)
    assert call("fmt", root=small).out == "3 tệp đã theo mẫu trình bày.\n"


def test_of_a_folder_only_files_of_data_are_taken(small: Path) -> None:
    (small / "plans" / "ghi.md").write_text("a  \n", "utf-8")
    result = call("fmt", str(small / "plans"), str(small / "agencies"), root=small)
    assert (result.code, result.out) == (0, "2 tệp đã theo mẫu trình bày.\n")
