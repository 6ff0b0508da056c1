"""Slips that were edited, cannot be read, or speak of what is no longer there."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.progress.found_problems import COMMANDS, DONE, HERE, Q2, Found, edit, found, one, requested
from tests.support.running import Kst
from tests.support.slip_files import AS_OF, due_rows, laid, said, written

# Edited after it was written (KST050)


def test_an_edited_slip_is_found_at_its_seal(small: Path, kst: Kst) -> None:
    path = said(small, "3", "so-yt", *Q2, "--text", "Đã làm 10 việc.")["path"]
    edit(small / path, "10 việc", "90 việc")
    line = (small / path).read_text("utf-8").count("\n")
    assert one(kst, small) == Found("KST050", path, line, 7, "error")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("status: done", "status: in_progress"),
        ("date: 2021-07-01", "date: 2021-06-01"),
        ('text: "Đã làm."', 'text: "Đã làm. "'),
        ('text: "Đã làm."', 'text: "Đã làm."\n    proposal: "Thêm người."'),
        ('    text: "Đã làm."\n', ""),
        ("entries:", 'by: "Lụa"\nentries:'),
        ("value: 12.5", "value: 12.6"),
    ],
)
def test_no_edit_of_the_content_goes_unseen(old: str, new: str, small: Path, kst: Kst) -> None:
    content = {
        "duty": "4",
        "status": "done",
        "text": "Đã làm.",
        "figures": {"ty-le": {"value": 12.5, "unit": "%"}},
    }
    file = laid(small, "phieu-1", [content], date=date(2021, 7, 1))
    edit(file, 'status: "done"', "status: done")
    assert found(kst, small) == []
    edit(file, old, new)
    assert one(kst, small).code == "KST050"


@pytest.mark.parametrize(
    "layout",
    [
        lambda text: f"# ghi chú\n{text}",
        lambda text: text.replace("\n", "\n\n"),
        lambda text: text.replace('"', "'"),
        lambda text: "\n".join([*reversed(text.splitlines()[:6]), *text.splitlines()[6:], ""]),
    ],
)
def test_another_layout_is_no_edit(layout: Callable[[str], str], small: Path, kst: Kst) -> None:
    file = laid(small, "phieu-1", [DONE])
    file.write_text(layout(file.read_text("utf-8")), "utf-8", newline="\n")
    assert found(kst, small) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_an_edited_slip_counts_with_a_warning(command: tuple[str, ...], small: Path, kst: Kst) -> None:
    path = said(small, "3", "so-yt", *Q2, "--date", "2021-06-10")["path"]
    edit(small / path, 'status: "done"', 'status: "not_arising"')
    result = kst(*command, "--as-of", AS_OF, root=small)
    assert result.code == 0
    assert result.err == f"cảnh báo: {path} đã bị sửa sau khi ghi; chạy `kst validate`.\n"
    assert "không phát sinh" in result.out or command[0] not in ("due", "history")


def test_many_edited_slips_give_one_warning(small: Path, kst: Kst) -> None:
    paths = sorted(said(small, "3", "so-yt", *Q2, "--text", "a")["path"] for _ in range(3))
    for path in paths:
        edit(small / path, 'text: "a"', 'text: "b"')
    result = kst("status", *Q2, "--as-of", AS_OF, root=small)
    assert result.err.splitlines() == [
        f"cảnh báo: {paths[0]} và 2 tệp khác đã bị sửa sau khi ghi; chạy `kst validate`."
    ]


def test_the_warning_comes_every_time(small: Path, kst: Kst) -> None:
    """An edited slip is not remembered as a good one."""
    path = said(small, "3", "so-yt", *Q2, "--text", "a")["path"]
    edit(small / path, 'text: "a"', 'text: "b"')
    told = [kst("status", *Q2, "--as-of", AS_OF, root=small).err for _ in range(3)]
    assert len(set(told)) == 1
    assert path in told[0]


def test_an_edited_request_is_found_too(small: Path, kst: Kst) -> None:
    file = requested(small, kst)
    edit(file, "due: 2021-05-31", "due: 2021-12-31")
    assert one(kst, small).code == "KST050"
    result = kst("due", "--task", "5b", "--agency", "so-yt", "--as-of", AS_OF, root=small)
    assert "đã bị sửa sau khi ghi" in result.err


# What cannot be read at all


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "KST014"),
        (b"\xff\xfe\x00", "KST002"),
        (b"a: [", "KST008"),
        (b"<<<<<<< HEAD\na: 1\n", "KST004"),
        (b"schema_version: 2\n", "KST028"),
        (b"a: &b 1\nc: *b\n", "KST011"),
        (b"a: 1\na: 2\n", "KST010"),
        (b"x: " + b"[" * 200 + b"]" * 200, "KST013"),
    ],
)
@pytest.mark.parametrize("command", [("due", *Q2), ("status", *Q2)])
def test_no_answer_is_given_while_a_slip_cannot_be_read(
    command: tuple[str, ...], content: bytes, code: str, small: Path, kst: Kst
) -> None:
    path = said(small, "3", "so-yt", *Q2)["path"]
    (small / path).write_bytes(content)
    result = kst(*command, "--as-of", AS_OF, root=small)
    assert (result.code, result.out) == (3, "")
    assert f"lỗi[{code}] {path}:" in result.err
    assert code in {problem.code for problem in found(kst, small)}


def test_who_is_not_asked_about_does_not_stop_the_answer(small: Path, kst: Kst) -> None:
    path = said(small, "3", "so-yt", *Q2)["path"]
    (small / path).write_bytes(b"")
    assert kst("status", *Q2, "--agency", "so-tp", "--as-of", AS_OF, root=small).code == 0


def test_a_folder_named_like_a_slip_is_found(small: Path, kst: Kst) -> None:
    (small / HERE / "a.yaml").mkdir(parents=True)
    result = kst("validate", root=small)
    assert result.code in (1, 3)
    assert f"{HERE}/a.yaml" in result.out


# No longer in the plan (KST052)


@pytest.mark.parametrize(
    ("file", "old", "new", "key"),
    [
        ("plans/2021.yaml", '- id: "4"', '- id: "7"', 'duty: "4"'),
        ("plans/2021.yaml", "every: [quarter, year]", "every: [year]", 'duty: "4"'),
        ("plans/2021.yaml", 'Sở Y tế.", perform: [so-yt]', 'Sở Tư pháp.", perform: [so-tp]', 'duty: "4"'),
        ("agencies/quang-ngai.yaml", "id: so-yt,", "id: so-yte,", 'agency: "so-yt"'),
        ("agencies/quang-ngai.yaml", "level: so, parent: ubnd-tinh}", None, 'duty: "4"'),
    ],
)
def test_a_slip_on_what_is_gone_is_a_warning(
    file: str, old: str, new: str | None, key: str, small: Path, kst: Kst
) -> None:
    path = said(small, "4", "so-yt", *Q2)["path"]
    place = small / file
    text = place.read_text("utf-8")
    if new is None:  # the agency is closed before the quarter begins
        line = next(line for line in text.splitlines() if "id: so-yt," in line)
        place.write_text(text.replace(line, f"{line[:-1]}, valid_to: 2021-03-31}}"), "utf-8", newline="\n")
    else:
        place.write_text(text.replace(old, new), "utf-8", newline="\n")
        if "so-yte" in new:
            edit(small / "plans/2021.yaml", "[so-yt]", "[so-yte]")
    lines = (small / path).read_text("utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, 1) if key in line)
    column = lines[number - 1].index(key) + len(key.partition(":")[0]) + 3
    lost, *more = sorted(found(kst, small), key=lambda problem: problem.code)
    assert lost == Found("KST052", path, number, column, "warning")
    assert [problem.code for problem in more] == (["KST075"] if new is None else [])  # nobody succeeds it


def test_what_no_longer_fits_is_counted_apart(small: Path, kst: Kst) -> None:
    said(small, "4", "so-yt", *Q2)
    edit(small / "plans" / "2021.yaml", '- id: "4"', '- id: "7"')
    result = kst("status", *Q2, "--as-of", AS_OF, "--format", "json", root=small)
    assert (result.code, json.loads(result.out)["unmatched"]) == (0, 1)
    shown = kst("status", *Q2, "--as-of", AS_OF, root=small).out
    assert "1 dòng tiến độ không khớp với kế hoạch hiện nay" in shown


def test_a_moved_deadline_keeps_what_was_said(small: Path, kst: Kst) -> None:
    said(small, "2", "so-tp", *Q2, "--date", "2021-06-01")
    edit(small / "plans" / "2021.yaml", "by: 2021-06-05", "by: 2021-07-05")
    assert found(kst, small) == []
    [row] = due_rows(small, "--agency", "so-tp", "--task", "2", "--period", "2021")
    assert (row["due"], row["status"]) == ("2021-07-05", "done")


def test_a_request_for_what_is_gone_is_a_warning(small: Path, kst: Kst) -> None:
    path = requested(small, kst).relative_to(small).as_posix()
    edit(small / "plans" / "2021.yaml", 'kind: on_request, text: "Đột xuất"', 'kind: ongoing, text: "x"')
    assert one(kst, small) == Found("KST052", path, 4, 7, "warning")


# Numbers that no longer fit (KST057)


@pytest.mark.parametrize(
    ("old", "new"),
    [('{id: "ty-le",', '{id: "ty-le-moi",'), ('value: 10, unit: "%"', 'value: 10, unit: "phần nghìn"')],
)
def test_a_figure_that_no_longer_fits_its_target_is_a_warning(
    old: str, new: str, small: Path, kst: Kst
) -> None:
    path = said(small, "4", "so-yt", *Q2, "--figure", "ty-le=12.5")["path"]
    edit(small / "plans" / "2021.yaml", old, new)
    problem = one(kst, small)
    assert (problem.code, problem.path, problem.severity) == ("KST057", path, "warning")


def test_everything_is_found_at_once(small: Path, kst: Kst) -> None:
    laid(small, "a", [DONE], date=date(2021, 6, 10))
    laid(small, "b", [{"duty": "3", "status": "not_arising"}], supersedes=["khong-co"])
    written(small, {"schema_version": 1, "id": "c", "plan": "2021", "period": "2021-Q2", "agency": "so-tp",
                    "date": date(2021, 6, 1), "entries": [{"duty": "99", "status": "done"}]})  # fmt: skip
    (small / HERE / "x.txt").write_bytes(b"")
    assert sorted(problem.code for problem in found(kst, small)) == ["KST051", "KST052", "KST053", "KST054"]
