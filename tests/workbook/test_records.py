"""Records of sent and received workbooks: read back as written, and what is told of faulty ones."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kstthc_cli.domain.workbook.records import Made, Received, WorkbookRecord
from kstthc_cli.errors import InvalidDataError
from kstthc_cli.store.workbook.records import (
    read_record,
    read_records,
    record_problems,
    records_of,
    write_record,
)

SHA = "0" * 64
SENT = WorkbookRecord("", "2021", "2021-Q2", date(2021, 6, 1), sent=(Made("so-tp", "Sở Tư pháp.xlsx", SHA),))
BACK = WorkbookRecord(
    "", "2021", "2021-Q2", date(2021, 6, 15), "Nguyễn Văn A",
    received=(Received("so-tp", "a.xlsx", SHA, "refused", 3), Received("so-yt", "b.xlsx", SHA, "taken")),
)  # fmt: skip


def written(root: Path, record: WorkbookRecord, moment: str = "080000") -> tuple[Path, WorkbookRecord]:
    path = write_record(root, record, moment)
    file = root / path
    return file, record._replace(id=file.stem)


def test_a_record_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    first, sent = written(tmp_path, SENT)
    second, back = written(tmp_path, BACK)
    assert re.fullmatch(
        r"workbooks/2021/Q2/2021-06-01-080000-gui-\w{8}\.yaml", first.relative_to(tmp_path).as_posix()
    )
    assert re.fullmatch(r"2021-06-15-080000-nhan-\w{8}", second.stem)
    assert read_records(tmp_path, "2021", "2021-Q2") == [sent, back]
    assert records_of(tmp_path, "2021") == [sent, back]
    assert read_records(tmp_path, "2021", "2021-Q1") == records_of(tmp_path, "2022") == []
    assert list(record_problems(tmp_path)) == []
    assert "by:" not in first.read_text("utf-8")
    assert '\nby: "Nguyễn Văn A"\n' in second.read_text("utf-8")


def edited(file: Path) -> None:
    file.write_text(file.read_text("utf-8").replace("so-tp", "so-yt"), "utf-8", newline="\n")


def moved(file: Path) -> None:
    file.rename(file.with_name("a.yaml"))


def without_plan(file: Path) -> None:
    file.write_text(file.read_text("utf-8").replace('plan: "2021"\n', ""), "utf-8", newline="\n")


def no_yaml(file: Path) -> None:
    file.write_text("a: [\n", "utf-8")


NOT_ITS = "Nội dung đã bị sửa sau khi ghi: không khớp với niêm phong (seal)."


@pytest.mark.parametrize(
    ("change", "code", "message", "counts"),
    [
        (edited, "KST050", NOT_ITS, True),
        (moved, "KST051", "Theo nội dung, tệp này phải là workbooks/2021/Q2/{id}.yaml.", False),
        (without_plan, "KST020", "Thiếu khóa “plan”.", False),
        (no_yaml, "KST008", "Ngoặc [ hoặc { mở ra mà không đóng.", False),
    ],
)
def test_a_record_with_a_fault(
    change: Callable[[Path], None], code: str, message: str, counts: bool, tmp_path: Path
) -> None:
    """One with a wrong seal still counts in the history of an agency, as a slip does."""
    file, record = written(tmp_path, SENT)
    other, back = written(tmp_path, BACK)
    change(file)
    (found,) = record_problems(tmp_path)
    wanted = message.replace("{id}", record.id)
    assert (found.code, found.message) == (code, wanted)
    assert code != "KST051" or (found.line, found.column, found.source) == (1, 1, "")
    assert found.path == next(f"workbooks/2021/Q2/{f.name}" for f in file.parent.iterdir() if f != other)
    with pytest.raises(InvalidDataError) as refused:
        read_records(tmp_path, "2021", "2021-Q2")
    assert [problem.message for problem in refused.value.problems] == [wanted]
    assert [item.id for item in records_of(tmp_path, "2021")] == [record.id] * counts + [back.id]
    (alone, _) = read_record(tmp_path, next(f for f in file.parent.iterdir() if f != other))
    assert (alone is not None) == counts


def test_files_that_are_no_records_are_told(tmp_path: Path) -> None:
    _, record = written(tmp_path, SENT)
    for name in ("2021/a.xlsx", "2021/Q2/b.yml", "2021/Q2/.DS_Store", "2021/Thumbs.db"):
        (tmp_path / "workbooks" / name).write_bytes(b"")
    told = [(problem.code, problem.path, problem.message) for problem in record_problems(tmp_path)]
    assert {(problem.line, problem.column, problem.source) for problem in record_problems(tmp_path)} == {
        (1, 1, "")
    }
    assert told == [
        (
            "KST051", f"workbooks/{name}",
            f"“workbooks/{name}” không phải bản ghi gửi, nhận tệp Excel nên không được đọc.",
        )
        for name in ("2021/Q2/b.yml", "2021/a.xlsx")
    ]  # fmt: skip
    assert read_records(tmp_path, "2021", "2021-Q2") == records_of(tmp_path, "2021") == [record]


def test_every_fault_of_a_record_is_told_at_once(tmp_path: Path) -> None:
    file, _ = written(tmp_path, SENT)
    without_plan(file)
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert [problem.code for problem in record_problems(tmp_path)] == ["KST006", "KST020"]
