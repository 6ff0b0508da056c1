"""What `kst record --file` says of a batch with one small change, word for word, in `held`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.held_files import difference, held, some
from tests.support.in_process import call
from tests.support.quarter_two import play
from tests.support.small_province import small_province
from tests.support.yaml_changes import changes

HELD = Path(__file__).parent / "held"
CHANGES = 36
BATCHES = {
    "one-duty": (
        'agency: "so-tp"\nperiod: "2021-Q2"\nentries:\n'
        '  - {duty: "6", status: done, text: "Đã báo cáo.", evidence: ["https://a.vn/b"]}\n'
    ),
    "two-duties": (
        'agency: "Sở Y tế"\nquarter: 2\ndate: 2021-06-20\nby: "Nguyễn Văn A"\nnote: "Lần đầu"\nentries:\n'
        '  - duty: "3"\n    status: "hoàn thành"\n    text: "Xong"\n    difficulty: "Thiếu người"\n'
        '    proposal: "Thêm người"\n    document: {number: "45/BC-SYT", date: 2021-06-18, subject: "V/v"}\n'
        '  - duty: "4"\n    status: "hoàn thành"\n    text: "Đã đánh giá"\n'
        '    figures: {ty-le: "12,5 %", so-ngay: {value: 3, unit: "ngày"}}\n'
    ),
    "two-periods": (
        'agency: "huyen-ba-to"\nperiod: "Quý II/2021"\nentries:\n'
        '  - {duty: "5a", status: done, text: "Đã làm.", period: "2021-Q1"}\n'
        '  - {duty: "5a", status: in_progress, text: "Đang làm."}\n'
    ),
}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small province after quarter II."""
    return play(small_province(tmp_path_factory.mktemp("played") / "kho"))


@pytest.mark.unheld  # held in files of its own
@pytest.mark.parametrize("name", BATCHES)
def test_a_small_change_of_a_batch(name: str, played: Path, tmp_path: Path) -> None:
    file = tmp_path / "phieu.yaml"

    def said(text: str) -> list[str]:
        file.write_text(text, "utf-8", newline="\n")
        result = call("record", "--file", str(file), "--dry-run", "--as-of", "2021-07-01", root=played)
        return [f"= {result.code}", *(result.out + result.err).replace(str(tmp_path), "<tmp>").splitlines()]

    before = said(BATCHES[name])
    lines = [*before, ""]
    for what, text in some(changes(BATCHES[name]), name, CHANGES):
        lines += [f"== {what}", *difference(before, said(text)), ""]
    held(HELD / f"{name}.txt", "\n".join(lines))
