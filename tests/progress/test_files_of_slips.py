"""Slips, requests and evidence as files: which count, what is told of the others, what is written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kstthc_cli.domain.progress.form_statements import CONSOLIDATED, OWN, FormStatement, RowStatement
from kstthc_cli.domain.progress.slips import Evidence
from kstthc_cli.errors import KstError
from kstthc_cli.store.files.append_only import with_checksum
from kstthc_cli.store.git.revisions import revision
from kstthc_cli.store.progress import evidence
from kstthc_cli.store.progress import slips as reading
from kstthc_cli.store.progress.evidence import FileEvidence, file_evidence, is_same_evidence
from kstthc_cli.store.progress.form_statements import statement_data, statement_from
from kstthc_cli.store.progress.new_slip import write_request
from kstthc_cli.store.progress.slips import (
    misplaced_paths,
    read_statements,
    remember_written,
    request_from,
    request_paths,
    slip_paths,
)
from kstthc_cli.store.validate.amendment_checks import written_once_problems
from kstthc_cli.store.validate.statement_checks import statement_problems
from tests.support.repositories import commit, in_git
from tests.support.slip_files import LINKS, laid

DONE = [{"duty": "3", "status": "done"}]
REQUEST: dict[str, Any] = {
    "plan": "2021", "duty": "5b", "date": date(2021, 5, 10), "due": date(2021, 5, 31),
    "document": {"kind": "document", "number": "45/VPCP-KSTT"},
}  # fmt: skip


def said(error: pytest.ExceptionInfo[KstError]) -> tuple[str, str]:
    return error.value.message, error.value.remedy


def told(root: Path) -> list[tuple[str, str, str]]:
    found = statement_problems(root, [])
    return [(p.code, p.path, p.message) for p in found if p.code not in ("KST052", "KST053")]


# Places


@LINKS
def test_which_files_are_slips_and_which_lie_at_another_depth(tmp_path: Path) -> None:
    top = tmp_path / "progress" / "2021"
    for name in (
        "Q2/so-yt/b.yaml", "Q2/so-yt/a.yaml", "Q2/so-yt/.yaml", "Q2/so-yt/c.txt", "Q2/d.yaml", "e.yaml",
        "Q3.yaml/so-tp/f.yaml", "Q2/so-yt/g/h.yaml", "Q2/so-yt/k.yaml/l.txt",
    ):  # fmt: skip
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_bytes(b"")
    (top / "Q4").symlink_to("Q2", target_is_directory=True)
    found = [
        [path.removeprefix("progress/2021/") for path in paths] for paths in slip_paths(tmp_path, "2021")
    ]
    assert found == [
        [
            "Q2/so-yt/a.yaml", "Q2/so-yt/b.yaml", "Q2/so-yt/k.yaml", "Q3.yaml/so-tp/f.yaml",
            "Q4/so-yt/a.yaml", "Q4/so-yt/b.yaml", "Q4/so-yt/k.yaml",
        ],
        ["Q2/d.yaml", "Q2/so-yt/g/h.yaml", "Q4/d.yaml", "Q4/so-yt/g/h.yaml", "e.yaml"],
        ["Q2/so-yt/.yaml", "Q2/so-yt/c.txt", "Q4/so-yt/.yaml", "Q4/so-yt/c.txt"],
    ]  # fmt: skip
    mine = slip_paths(tmp_path, "2021", ["so-yt", "so-yt"])
    assert mine.slips[:3] == [f"progress/2021/Q2/so-yt/{name}.yaml" for name in "abk"]
    assert (len(mine.slips), mine.misplaced) == (6, [])


def test_what_says_something_about_a_plan_elsewhere_comes_in_order(small: Path) -> None:
    other = laid(small, "x", DONE)
    (small / "progress" / "2020" / "Q1" / "so-yt").mkdir(parents=True)
    other.rename(small / "progress" / "2020" / "Q1" / "so-yt" / "x.yaml")
    laid(small, "y", DONE, plan="2020", period="2020-Q1")
    for folder, plan in (("2020", "2021"), ("2019", "2021"), ("2020", "2020")):
        path = write_request(small, {**REQUEST, "plan": plan}, "x")
        (small / "requests" / folder).mkdir(parents=True, exist_ok=True)
        (small / path).rename(small / "requests" / folder / f"{plan}.yaml")
    assert misplaced_paths(small, "2021", ["progress/2021/a.txt"]) == [
        "progress/2021/a.txt", "progress/2020/Q1/so-yt/x.yaml", "requests/2019/2021.yaml",
        "requests/2020/2021.yaml",
    ]  # fmt: skip


def test_an_id_counts_once_for_an_agency(small: Path) -> None:
    first = laid(small, "a", DONE)
    second = laid(small, "a", DONE, period="2021-Q3")
    laid(small, "a", DONE, agency="so-tp")
    read = read_statements(small, "2021")
    assert [slip.path for slip in read.slips] == [
        "progress/2021/Q2/so-tp/a.yaml", "progress/2021/Q2/so-yt/a.yaml"
    ]  # fmt: skip
    assert [(p.code, p.path, p.message) for p in read.problems] == [
        (
            "KST056", second.relative_to(small).as_posix(),
            f"Mã “a” đã dùng trong {first.relative_to(small).as_posix()}.",
        )
    ]  # fmt: skip


def test_only_what_was_written_without_a_problem_is_remembered(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[tuple[str, bytes, Any]] = []
    monkeypatch.setattr(reading, "remember", lambda _root, path, raw, data: kept.append((path, raw, data)))
    for text in ("a: [\n", "a: 1\r\n", 'a: "e\u0302"\n', "\ufeffa: 1\n", "a: 1\n"):
        remember_written(small, "progress/a.yaml", text)
    assert kept == [("progress/a.yaml", b"a: 1\n", {"a": 1})]


def test_a_request_without_a_subject_has_an_empty_one() -> None:
    data = {**REQUEST, "id": "x"}
    assert request_from(data, "p").subject == ""
    whole = {**data, "document": {**REQUEST["document"], "subject": "Báo cáo", "date": "2021-05-09"}}
    read = request_from({**whole, "agencies": ["so-yt"], "supersedes": ["w"]}, "p")
    assert (read.subject, read.number, read.number_day) == ("Báo cáo", "45/VPCP-KSTT", date(2021, 5, 9))
    assert (read.agencies, read.supersedes, read.path) == (("so-yt",), ("w",), "p")


def test_files_among_the_slips_that_are_none(small: Path) -> None:
    laid(small, "a", DONE)
    temporary = f"progress/2021/Q2/so-yt/.kst-{'a' * 8}.tmp"
    for name in (
        "progress/2021/b.yaml",
        temporary,
        "progress/2021/Q2/so-yt/c.txt",
        "requests/2021/Q2/d.yaml",
    ):
        (small / name).parent.mkdir(parents=True, exist_ok=True)
        (small / name).write_bytes(b"")
    (small / "requests" / "2021" / "e.yaml").write_text(with_checksum({**REQUEST, "id": "f"}), "utf-8")
    (small / "Progress").mkdir()
    not_read = "“{0}” không phải là phiếu ở đúng chỗ nên không được đọc."
    found = [(p.code, p.path, p.message, p.remedy) for p in statement_problems(small, [])]
    how = next(remedy for _, path, _, remedy in found if path.endswith("c.txt"))
    left = "Xóa tệp này (không mất gì); việc đang ghi lúc đó thì xem `kst history`, chưa có thì ghi lại."
    case = "Thư mục “Progress/” chỉ khác progress/ ở chữ hoa nên không được đọc."
    cut = f"“{temporary}” là tệp tạm do một lần ghi bị ngắt để lại, không phải là phiếu."
    strays = ("progress/2021/Q2/so-yt/c.txt", "progress/2021/b.yaml", "requests/2021/Q2/d.yaml")
    assert sorted(row for row in found if row[0] == "KST051") == sorted(
        [
            *(("KST051", path, not_read.format(path), how) for path in strays),
            ("KST051", "Progress", case, "Đổi tên thư mục thành progress/."),
            ("KST051", temporary, cut, left),
        ]
    )


def test_a_request_under_another_name_is_told(small: Path) -> None:
    path = write_request(small, REQUEST, "x")
    (small / path).rename(small / "requests" / "2021" / "a.yaml")
    found = [(p.code, p.path, p.message) for p in read_statements(small, "2021").problems]
    assert found == [("KST051", "requests/2021/a.yaml", f"Theo nội dung, yêu cầu này phải là {path}.")]


def test_evidence_that_git_does_not_have_is_told_when_it_is_recorded(small: Path) -> None:
    in_git(small)
    (small / ".gitignore").write_bytes(b"*.tmp\n")
    for name in ("a.tmp", "b.pdf"):
        (small / name).write_bytes(b"x")
    note = "tệp minh chứng “b.pdf” chưa lưu vào git: lưu cùng phiếu."
    assert file_evidence(small, "b.pdf") == (Evidence("file", path="b.pdf", sha256=sha(b"x")), note)
    with pytest.raises(KstError) as refused:
        file_evidence(small, "a.tmp")
    assert said(refused) == (
        "Git bỏ qua tệp minh chứng “a.tmp” nên bản sao khác của kho không có tệp này.",
        "Sửa .gitignore, hoặc chạy `git add -f -- a.tmp`, rồi ghi lại.",
    )
    (small / ".gitattributes").write_bytes(b"*.tmp -text\n")
    shown(small, "c.tmp")
    ignored = "Git bỏ qua tệp “c.tmp” nên bản sao khác không có tệp này."
    assert told(small) == [("KST055", "progress/2021/Q2/so-yt/phieu-0.yaml", ignored)]


# Figures of forms


@pytest.mark.parametrize(
    ("statement", "data"),
    [
        (FormStatement("f", "2021-Q2", OWN, "not_arising"), {"form": "f", "status": "not_arising"}),
        (
            FormStatement("f", "2021-H1", CONSOLIDATED, "done", (), "Biểu 1"),
            {
                "form": "f", "period": "2021-H1", "basis": "consolidated", "status": "done",
                "sheet": "Biểu 1",
            },
        ),
        (
            FormStatement(
                "f", "2021-Q2", OWN, "in_progress",
                (
                    RowStatement("1", {"a": Decimal("0.1"), "b": 3, "c": "x"}, ("d",), ("e",), {"a": "E9"}),
                    RowStatement("2", {}, (), (), {}),
                ),
            ),
            {
                "form": "f", "status": "in_progress",
                "rows": [
                    {
                        "row": "1", "cells": {"a": Decimal("0.1"), "b": 3, "c": "x"}, "not_arising": ["d"],
                        "withdrawn": ["e"], "places": {"a": "E9"},
                    },
                    {"row": "2"},
                ],
            },
        ),
    ],
)  # fmt: skip
def test_a_statement_is_written_without_what_is_usual_and_read_back(
    statement: FormStatement, data: dict[str, Any]
) -> None:
    assert statement_data(statement, "2021-Q2") == data
    assert list(statement_data(statement, "2021-Q2")) == list(data)
    assert statement_from(data, "2021-Q2") == statement
    assert statement_from(
        {"form": "f", "status": "done", "rows": [{"row": "1", "cells": {"a": 0.1}}]}, "x"
    ) == (FormStatement("f", "x", OWN, "done", (RowStatement("1", {"a": Decimal("0.1")}, (), (), {}),)))


# Evidence


def sha(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


@pytest.mark.parametrize(("most", "judged"), [(4, True), (3, False)])
def test_line_ends_are_only_judged_in_a_file_of_some_size(
    most: int, judged: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "_MOST_TEXT", most)
    file = tmp_path / "a.txt"
    file.write_bytes(b"a\nb\n")
    assert is_same_evidence(file, sha(b"a\nb\n"))
    assert is_same_evidence(file, sha(b"a\r\nb\r\n")) == judged
    assert not is_same_evidence(file, sha(b"a\nb"))


@pytest.mark.parametrize(("most", "judged"), [(5, True), (4, False)])
def test_mixed_line_ends_are_only_joined_in_a_file_of_some_size(
    most: int, judged: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "_MOST_TEXT", most)
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "a.txt").write_bytes(b"a\r\nb\n")
    in_git(tmp_path)
    kept = sha(b"a\nb\n") if judged else sha(b"a\r\nb\n")
    wanted = Evidence("file", path="plans/a.txt", sha256=kept)
    assert file_evidence(tmp_path, "plans/a.txt") == FileEvidence(wanted, "")


@pytest.mark.parametrize(
    ("path", "message", "remedy"),
    [
        ("khong-co.pdf", "Không có tệp minh chứng “khong-co.pdf”.", "Chép tệp vào kho rồi ghi lại."),
        (".kst/a", "“.kst/a” không đi theo kho khi chép sang máy khác.", "Chọn một tệp trong kho."),
        ("../a", "Tệp minh chứng “../a” nằm ngoài kho.", "Chép tệp vào kho rồi ghi lại."),
        ("a" * 300, f"Không đọc được tệp minh chứng “{'a' * 80}”.", "Kiểm tra tên tệp và quyền đọc."),
    ],
)
def test_a_file_that_is_no_evidence(path: str, message: str, remedy: str, small: Path) -> None:
    (small / ".kst").mkdir(exist_ok=True)
    for place in (small / ".kst" / "a", small.parent / "a"):
        place.write_bytes(b"")
    with pytest.raises(KstError) as refused:
        file_evidence(small, path)
    assert said(refused) == (message, remedy)


def shown(root: Path, *paths: str) -> None:
    """Slips that show files of one line each."""
    for n, path in enumerate(paths):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(b"x\n")
        item = {"kind": "file", "path": path, "sha256": sha(b"x\n")}
        laid(root, f"phieu-{n}", [{"duty": "3", "status": "done", "evidence": [item]}])


def edited(file: Path) -> None:
    file.write_bytes(b"y\n")


def gone(file: Path) -> None:
    file.unlink()


def outside(file: Path) -> None:
    (file.parent.parent / "ngoai.txt").write_bytes(b"x\n")
    file.unlink()
    file.symlink_to("../ngoai.txt")


@LINKS
@pytest.mark.parametrize(
    ("change", "message"),
    [
        (edited, "Nội dung tệp “a.txt” đã khác lúc ghi phiếu."),
        (gone, "Không đọc được tệp “a.txt” trong kho."),
        (outside, "“a.txt” nằm ngoài kho."),
    ],
)
def test_evidence_that_is_not_as_it_was(change: Callable[[Path], None], message: str, small: Path) -> None:
    shown(small, "a.txt")
    assert told(small) == []
    change(small / "a.txt")
    assert told(small) == [("KST055", "progress/2021/Q2/so-yt/phieu-0.yaml", message)]


@pytest.mark.parametrize(("number", "tail"), [(5, ""), (6, "…")])
def test_files_whose_line_ends_may_change_are_counted_and_five_named(
    number: int, tail: str, small: Path
) -> None:
    in_git(small)
    shown(small, *(f"{n}.txt" for n in reversed(range(number))))
    item = {"kind": "link", "url": "https://quangngai.gov.vn"}
    laid(small, "x", [{"duty": "3", "status": "done", "evidence": [item]}])
    (small / ".gitattributes").write_bytes(b"*.txt text\n")
    some = ", ".join(f"{n}.txt" for n in range(5))
    message = f"Git có thể đổi ký tự xuống dòng của {number} tệp minh chứng: {some}{tail}."
    assert told(small) == [("KST083", ".gitattributes", message)]


# Since a base


def to_its_place(file: Path) -> None:
    file.rename(file.with_name(file.name.removeprefix("cu-")))


def elsewhere(file: Path) -> None:
    file.rename(file.with_name("khac.yaml"))


def to_its_place_but_edited(file: Path) -> None:
    text = file.read_text("utf-8").replace("schema_version: 1\n", "schema_version: 1 # c\n")
    file.write_text(text, "utf-8", newline="\n")
    to_its_place(file)


@pytest.mark.parametrize("top", ["progress", "requests"])
@pytest.mark.parametrize(
    ("change", "what"),
    [
        (to_its_place, None),
        (elsewhere, "bị chuyển hoặc đổi tên thành {0}/khac.yaml"),
        (to_its_place_but_edited, "bị xóa"),
        (gone, "bị xóa"),
    ],
)
def test_a_file_may_only_move_to_where_it_belongs(
    top: str, change: Callable[[Path], None], what: str | None, small: Path
) -> None:
    file = laid(small, "a", DONE) if top == "progress" else small / write_request(small, REQUEST, "x")
    file = file.rename(file.with_name(f"cu-{file.name}"))
    path = file.relative_to(small).as_posix()
    in_git(small)
    base = revision(small, "HEAD")
    change(file)
    found = [(p.code, p.path, p.message) for p in written_once_problems(small, base)]
    if what is None:
        assert found == []
        return
    (only,) = found
    name, where = (
        "Phiếu tiến độ" if top == "progress" else "Yêu cầu",
        what.format(file.parent.relative_to(small)),
    )
    assert only == ("KST082", path, f"{name} {where}, so với bản {base.words}.")


def test_a_moved_file_with_a_wrong_seal_or_of_another_kind_is_told(small: Path) -> None:
    file = laid(small, "a", DONE)
    text = file.read_text("utf-8").replace("so-yt", "so-tp")
    wrong = small / "progress" / "2021" / "Q2" / "so-yt" / "b.yaml"
    wrong.write_text(text, "utf-8", newline="\n")
    other = small / "workbooks" / "2021" / "Q2" / "c.yaml"
    other.parent.mkdir(parents=True)
    other.write_text(with_checksum({"a": 1}), "utf-8", newline="\n")
    in_git(small)
    base = revision(small, "HEAD")
    (small / "progress" / "2021" / "Q2" / "so-tp").mkdir()
    wrong.rename(small / "progress" / "2021" / "Q2" / "so-tp" / "a.yaml")
    other.rename(other.with_name("d.yaml"))
    assert [(p.code, p.path) for p in written_once_problems(small, base)] == [
        ("KST082", "progress/2021/Q2/so-yt/b.yaml"), ("KST082", "workbooks/2021/Q2/c.yaml")
    ]  # fmt: skip


def test_only_an_issued_plan_may_not_go(small: Path, kst: Any) -> None:
    for name, status in (("2022", "draft"), ("2023", "issued")):
        text = (small / "plans" / "2021.yaml").read_text("utf-8").replace('id: "2021"', f'id: "{name}"', 1)
        text = text.replace("year: 2021\n", f"year: 2021\nstatus: {status}\n", 1)
        (small / "plans" / f"{name}.yaml").write_text(text, "utf-8", newline="\n")
    in_git(small)
    for name in ("2022", "2023"):
        (small / "plans" / f"{name}.yaml").unlink()
    result = kst("validate", "--base", "HEAD", root=small)
    assert result.code == 1
    assert "Kế hoạch 2023 đã ban hành (159/QĐ-UBND) không còn trong kho." in result.out
    assert "Kế hoạch 2022" not in result.out
    assert commit(small, "Xóa")


def test_requests_are_read_by_name(small: Path) -> None:
    for name in ("b.yaml", "a.yaml", "c.yml", ".yaml"):
        (small / "requests" / "2021").mkdir(parents=True, exist_ok=True)
        (small / "requests" / "2021" / name).write_bytes(b"")
    assert request_paths(small, "2021") == ["requests/2021/a.yaml", "requests/2021/b.yaml"]
