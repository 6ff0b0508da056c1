"""Files under `reports/`, the outline, the letterheads: what is told of each, and what is read."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kstthc_cli.domain.plan.plan import plan_of
from kstthc_cli.domain.report.closing import Closing
from kstthc_cli.errors import InvalidDataError, KstError
from kstthc_cli.store.plan.repository import load_plans
from kstthc_cli.store.report.issued_plan import plan_as_issued
from kstthc_cli.store.report.outlines import lineage, outline_for
from kstthc_cli.store.report.report_files import (
    closed_periods,
    every_prose,
    load_outline,
    read_prose,
    write_closing,
)
from tests.support.provinces import small  # noqa: F401 - a fixture
from tests.support.repositories import commit, git, in_git
from tests.support.request_files import opened
from tests.support.running import PROJECT, Kst
from tests.support.slip_files import LINKS, ran

PLAN, OUTLINE = "plans/2021.yaml", "templates/outline.yaml"
Q2 = "reports/2021/Q2"


@pytest.fixture
def root(small: Path) -> Path:  # noqa: F811 - the fixture above
    return small


def told(root: Path) -> list[tuple[str, str, str]]:
    """Code, place and sentence of every problem."""
    result = ran("validate", "--format", "json", root=root)
    assert result.err == ""
    found = json.loads(result.out)["problems"]
    return [(p["code"], f"{p['path']}:{p['line']}:{p['column']}", p["message"]) for p in found]


def put(root: Path, path: str, text: str) -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")
    return file


def prose(root: Path, path: str = f"{Q2}/so-tp.yaml", more: str = "", **changes: str) -> Path:
    named = {"plan": "2021", "period": "2021-Q2", "agency": "so-tp", **changes}
    lines = [f'{key}: "{value}"' for key, value in named.items()]
    return put(root, path, "\n".join(["schema_version: 1", *lines, 'highlights: "Tốt."', more, ""]))


def edit(root: Path, path: str, *changes: tuple[str, str]) -> None:
    text = (root / path).read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    put(root, path, text)


# What people wrote


@pytest.mark.parametrize(
    ("path", "changes", "more", "wrong"),
    [
        ("reports/2021/Q2/so-tp.yaml", {}, "", []),
        ("reports/2021/nam/so-tp.yaml", {"period": "2021"}, "", []),
        (
            "reports/2020/Q2/so-tp.yaml", {"plan": "2020", "period": "2020-Q2"}, "",
            [("KST080", "2:7", "Không có kế hoạch “2020”.")],
        ),
        (
            "reports/2021/q2/so-tp.yaml", {"period": "2021-q2"}, "",
            [("KST080", "3:9", "“2021-q2” không phải kỳ của năm 2021, cũng không phải mã yêu cầu.")],
        ),
        (
            "reports/2021/2022-Q2/so-tp.yaml", {"period": "2022-Q2"}, "",
            [("KST080", "3:9", "“2022-Q2” không phải kỳ của năm 2021, cũng không phải mã yêu cầu.")],
        ),
        (
            "reports/2021/Q2/so-khac.yaml", {"agency": "so-khac"}, "",
            [("KST080", "4:9", "Danh mục không có cơ quan “so-khac”.")],
        ),
        (
            "reports/2021/Q1/so-tp.yaml", {}, "",
            [("KST076", "1:1", "Theo nội dung, tệp này phải là reports/2021/Q2/so-tp.yaml.")],
        ),
        (
            "reports/2021/Q2/so-tp.yaml", {},
            'headings: {X.1: "a"}\nparagraphs: {X.2: "b"}\nstatements: [{heading: X.3, text: "c"}]',
            [
                ("KST080", "6:17", "Đề cương không có mục “X.1”."),
                ("KST080", "7:19", "Đề cương không có mục “X.2”."),
                ("KST080", "8:24", "Đề cương không có mục “X.3”."),
            ],
        ),
        (
            "reports/2021/Q2/so-tp.yaml", {}, "sai: 1",
            [("KST021", "6:1", "Khóa “sai” không có trong lược đồ.")],
        ),
    ],
)  # fmt: skip
def test_written_text(
    path: str, changes: dict[str, str], more: str, wrong: list[tuple[str, str, str]], root: Path
) -> None:
    prose(root, path, more, **changes)
    assert told(root) == [(code, f"{path}:{place}", message) for code, place, message in wrong]


def test_written_text_for_a_request_is_right(root: Path, kst: Kst) -> None:
    request = opened(kst, root)
    prose(root, f"reports/2021/{request.removeprefix('2021-')}/so-tp.yaml", period=request)
    assert told(root) == []


def a_file(place: Path) -> None:
    place.write_bytes(b"")


def a_folder(place: Path) -> None:
    place.mkdir()


def a_link_to_a_folder(place: Path) -> None:
    place.symlink_to(place.parent, target_is_directory=True)


NOT_READ = "“{0}” không phải tệp của báo cáo nên không được đọc."
NO_CLOSING = "Tệp không phải số liệu chốt do `kst report close` ghi."
NO_FILE = "Đây là thư mục hoặc thiết bị, không phải tệp."


@LINKS
@pytest.mark.parametrize(
    ("name", "make", "code", "message"),
    [
        ("a.txt", a_file, "KST076", NOT_READ),
        ("so-tp.yml", a_file, "KST076", NOT_READ),
        (".DS_Store", a_file, None, None),
        ("desktop.ini", a_file, None, None),
        ("closing.json", a_file, "KST077", NO_CLOSING),
        ("closing.json", a_folder, "KST077", NO_CLOSING),
        ("so-tp.yaml", a_folder, "KST001", NO_FILE),
        ("a", a_folder, None, None),
        ("b", a_link_to_a_folder, "KST076", NOT_READ),
    ],
)
def test_what_else_lies_there(
    name: str, make: Callable[[Path], None], code: str | None, message: str | None, root: Path
) -> None:
    path = f"{Q2}/{name}"
    (root / Q2).mkdir(parents=True)
    make(root / path)
    assert told(root) == ([(code, f"{path}:1:1", message.format(path))] if code and message else [])


def test_folders_in_place_of_files_are_told_in_order(root: Path) -> None:
    for name in ("Q3/so-yt.yaml", "Q2/so-tp.yaml", "Q2/closing.json", "Q1/so-tp.yaml"):
        (root / "reports" / "2021" / name).mkdir(parents=True)
    found = [path.removeprefix("reports/2021/").removesuffix(":1:1") for _, path, _ in told(root)]
    assert found == ["Q1/so-tp.yaml", "Q2/closing.json", "Q2/so-tp.yaml", "Q3/so-yt.yaml"]


@LINKS
def test_every_written_text_that_can_be_read(root: Path) -> None:
    prose(root)
    prose(root, f"{Q2}/so-yt.yaml", agency="so-yt")
    prose(root, f"{Q2}/huyen-ba-to.yaml", "sai: 1", agency="huyen-ba-to")
    put(root, f"{Q2}/a.txt", (root / Q2 / "so-tp.yaml").read_text("utf-8"))
    put(root, "reports/2021/b.yaml", (root / Q2 / "so-tp.yaml").read_text("utf-8"))
    (root / "reports" / "2021" / "Q3").symlink_to("Q2", target_is_directory=True)
    found = [(path, item.agency) for path, item in every_prose(root, "2021")]
    assert found == [(f"{Q2}/so-tp.yaml", "so-tp"), (f"{Q2}/so-yt.yaml", "so-yt")]
    assert every_prose(root, "2022") == []
    assert read_prose(root, "2021", "2021-Q1", "so-tp") is None
    with pytest.raises(InvalidDataError) as refused:
        read_prose(root, "2021", "2021-Q2", "huyen-ba-to")
    assert [problem.message for problem in refused.value.problems] == ["Khóa “sai” không có trong lược đồ."]
    prose(root, agency="so-yt")
    with pytest.raises(InvalidDataError) as refused:
        read_prose(root, "2021", "2021-Q2", "so-tp")
    moved = [f"Theo nội dung, tệp này phải là {Q2}/so-yt.yaml."]
    assert [problem.message for problem in refused.value.problems] == moved
    assert "nên chưa lập được báo cáo" in str(refused.value)


# Closed periods


def closing(period: str, as_of: date) -> Closing:
    return Closing("2021", period, as_of, None, "0" * 64, frozenset(), ())


def test_closed_periods_come_by_their_day(root: Path) -> None:
    given = [("2021-Q1", 7), ("2021-Q2", 6), ("2021", 6), ("2021-H1", 6), ("2021-06", 5)]
    for period, month in given:
        write_closing(root, closing(period, date(2021, month, 1)))
    found = [(item.period, item.as_of.month) for item in closed_periods(root, "2021")]
    assert found == [("2021-06", 5), ("2021", 6), ("2021-H1", 6), ("2021-Q2", 6), ("2021-Q1", 7)]
    assert closed_periods(root, "2022") == []


def test_a_closing_at_another_place_or_edited_is_told_and_stops_reports(root: Path) -> None:
    write_closing(root, closing("2021-Q2", date(2021, 7, 1)))
    edited, moved = f"{Q2}/closing.json", "reports/2021/Q1/closing.json"
    put(root, moved, (root / edited).read_text("utf-8"))
    edit(root, edited, ("2021-07-01", "2021-07-02"))
    seal = "Số liệu đã bị sửa sau khi chốt: không khớp với niêm phong (seal)."
    place = "Theo nội dung, tệp này phải là reports/2021/Q2/closing.json."
    assert told(root) == [("KST076", f"{moved}:1:1", place), ("KST077", f"{edited}:1:1", seal)]
    with pytest.raises(InvalidDataError) as refused:
        closed_periods(root, "2021")
    assert [problem.message for problem in refused.value.problems] == [place, seal]
    assert "nên chưa lập được báo cáo" in str(refused.value)


# The outline and the letterheads

OWN = """\
schema_version: 1
subject: "Kết quả kiểm soát thủ tục hành chính"
{plan}parts:
  - title: "Kết quả"
    headings:
      - {{title: "Văn bản", sections: ["I"]}}
      - {{title: "Công khai", sections: ["II", "III"], tasks: ["1"]}}
"""
NO_PLAN = "đề cương chưa nêu (plan) các số là của kế hoạch nào."
NEXT = (
    ('id: "2021"', 'id: "2022"'),
    ("year: 2021", 'year: 2022\nfollows: {plan: "2021", as_of: 2021-12-20}'),
)


def own_outline(root: Path, plan: str = "", *changes: tuple[str, str]) -> None:
    put(root, OUTLINE, OWN.format(plan=f'plan: "{plan}"\n' if plan else ""))
    edit(root, OUTLINE, *changes)


def of_outline(root: Path) -> list[tuple[str, str, str]]:
    return [(code, place, text) for code, place, text in told(root) if "templates/" in place]


@pytest.mark.parametrize(
    ("plan", "changes", "wrong"),
    [
        ("", [], []),
        ("2021", [], []),
        ("2020", [], [("KST087", "3:7", "Không có kế hoạch “2020”.")]),
        ("", [('"III"', '"iii"')], []),
        ("", [('"III"', '"IV"')], [("KST081", "7:47", "Không kế hoạch nào có mục “IV”.")]),
        ("", [('["1"]', '["1", "9"]')], [("KST081", "7:68", "Không kế hoạch nào có nhiệm vụ “9”.")]),
        ("", [("subject:", "chu-de:")], [
            ("KST020", "1:1", "Thiếu khóa “subject”."),
            ("KST021", "2:1", "Khóa “chu-de” không có trong lược đồ."),
        ]),
    ],
)  # fmt: skip
def test_an_outline_of_the_repository(
    plan: str, changes: list[tuple[str, str]], wrong: list[tuple[str, str, str]], root: Path
) -> None:
    own_outline(root, plan, *changes)
    assert of_outline(root) == [(code, f"{OUTLINE}:{place}", text) for code, place, text in wrong]


def test_an_outline_with_errors_stops_every_document(root: Path) -> None:
    own_outline(root, "", ("subject:", "chu-de:"))
    with pytest.raises(InvalidDataError) as refused:
        load_outline(root)
    told = [(problem.code, problem.path) for problem in refused.value.problems]
    assert told == [("KST020", OUTLINE), ("KST021", OUTLINE)]
    assert "nên chưa lập được văn bản" in str(refused.value)


def test_tasks_that_an_outline_has_no_place_for_are_told_at_their_section(root: Path) -> None:
    own_outline(root, "", ('"II", "III"', '"II"'), (', tasks: ["1"]', ""))
    line = (root / PLAN).read_text("utf-8").split("\n").index('    title: "Thông tin, báo cáo"') + 1
    assert told(root) == [
        ("KST088", f"{PLAN}:{line}:12", "Đề cương báo cáo không có chỗ cho nhiệm vụ 5, 6 (mục III).")
    ]


@pytest.mark.parametrize(
    ("plan", "follows", "wrong"),
    [
        (
            "", True,
            [("4:3", f"Ở kế hoạch 2022, nhiệm vụ 1, mục II khác với kế hoạch 2021; {NO_PLAN}")],
        ),
        ("", False, []),
        ("2021", True, []),
        ("2021", False, [("3:7", "Kế hoạch 2022 không nối tiếp (follows) kế hoạch 2021.")]),
    ],
)  # fmt: skip
def test_numbers_of_an_outline_are_of_one_plan(
    plan: str, follows: bool, wrong: list[tuple[str, str]], root: Path
) -> None:
    text = (root / PLAN).read_text("utf-8")
    put(root, "plans/2022.yaml", text)
    edit(root, "plans/2022.yaml", *(NEXT if follows else (NEXT[0], ("year: 2021", "year: 2022"))))
    edit(root, "plans/2022.yaml", ('title: "Công khai thủ tục', 'title: "Minh bạch thủ tục'))
    if follows:
        edit(root, "plans/2022.yaml", ('      - id: "1"\n', '      - id: "1"\n        from: "2"\n'))
        edit(root, "plans/2022.yaml", ('      - id: "2"\n', '      - id: "2"\n        from: "1"\n'))
    own_outline(root, plan)
    found = [(place, message) for code, place, message in of_outline(root) if code == "KST087"]
    assert found == [(f"{OUTLINE}:{place}", message) for place, message in wrong]


def test_a_letterhead_of_an_agency_that_nobody_knows(root: Path) -> None:
    """At its key, or, for who signs, at the value."""
    path = "templates/letterhead.yaml"
    put(root, path, (PROJECT / path).read_text("utf-8"))
    edit(root, path, ("reminder: vp-ubnd-tinh", "reminder: van-phong"))
    lines = (root / path).read_text("utf-8").split("\n")

    def place(words: str) -> str:
        line = next(n for n, line in enumerate(lines, 1) if words in line)
        return f"{path}:{line}:{lines[line - 1].index(words) + 1}"

    unknown = ("thanh-tra-tinh", "ban-dan-toc", "bql-kkt-dung-quat")
    named = [(place("van-phong}"), "van-phong"), *((place(f"{name}:"), name) for name in unknown)]
    assert of_outline(root) == [
        ("KST080", at, f"Không danh mục nào có cơ quan “{name}”.") for at, name in named
    ]
    put(root, path, "schema_version: 1\nsai: 1\n")
    assert of_outline(root) == [
        ("KST020", f"{path}:1:1", "Thiếu khóa “senders”."),
        ("KST021", f"{path}:2:1", "Khóa “sai” không có trong lược đồ."),
    ]


def test_the_outline_of_the_program_follows_a_plan_that_follows(sample: Path, kst: Kst) -> None:
    """Without one of its own, a repository whose first plan has all sections keeps its numbers."""
    (sample / OUTLINE).unlink(missing_ok=True)
    assert kst("new-year", "2022", "--as-of", "2021-12-20", root=sample).code == 0
    plans = {file.id: plan_of(file) for file in load_plans(sample)}
    first, second = outline_for(sample, plans["2021"]), outline_for(sample, plans["2022"])
    assert (first.plan, first.places, second.plan) == ("2021", {}, "2021")
    assert second.places
    assert second.headings == first.headings
    edit(sample, PLAN, ('- id: "XI"', '- id: "XII"'))
    plans = {file.id: plan_of(file) for file in load_plans(sample)}
    assert outline_for(sample, plans["2022"]).headings != first.headings


def test_plans_that_follow_one_another_in_a_circle_are_no_line(root: Path) -> None:
    (file,) = load_plans(root)
    other = file.model_copy(update={"id": "2022", "follows": None})
    follow: Callable[[Any, str], Any] = lambda plan, name: plan.model_copy(  # noqa: E731
        update={"follows": type("Follows", (), {"plan": name})()}
    )
    files = {"2021": file, "2022": follow(other, "2021")}
    assert [plan.id for plan in lineage(files, "2022", "2021")] == ["2021", "2022"]
    assert [plan.id for plan in lineage(files, "2021", "2021")] == ["2021"]
    assert lineage(files, "2021", "2022") == lineage(files, "2023", "2021") == ()
    assert lineage({"2021": follow(file, "2022"), "2022": follow(other, "2021")}, "2022", "2020") == ()


# A plan as it was issued


def test_the_plan_before_its_amendments_is_the_last_one_issued_without(root: Path) -> None:
    text = (root / PLAN).read_text("utf-8")
    issued = ("title:", "# bản\ntitle:")

    def keep(*changes: tuple[str, str]) -> None:
        put(root, PLAN, text)
        edit(root, PLAN, *changes)
        commit(root, "Bản")

    put(root, "plans/0.yaml", text)
    edit(root, "plans/0.yaml", ('id: "2021"', 'id: "khac"'), ("year: 2021", "year: 2021\nstatus: draft"))
    put(root, "plans/1.yaml", "sai: 1\n")
    in_git(root)
    keep(('năm 2021"', 'năm 2021 (đã ban hành)"'), issued)
    keep(("year: 2021", "year: 2021\nstatus: draft"))
    keep(("year: 2021", "year: 2021\nsai: 1"))
    (root / PLAN).unlink()
    commit(root, "Xóa")
    amended = 'amendments:\n  - {number: "5/QĐ-UBND", date: 2021-05-05, changes: ["1"]}\n'
    put(root, PLAN, text + amended)
    commit(root, "Sửa đổi")
    plan = next(file for file in load_plans(root) if file.id == "2021")
    found = plan_as_issued(root, plan)
    assert (found.title, found.amendments, found.status) == (
        "Kế hoạch kiểm soát thủ tục hành chính năm 2021 (đã ban hành)", [], "issued"
    )  # fmt: skip
    assert plan_as_issued(root, found) is found


CUT = "bản sao git này chỉ lấy một phần lịch sử (shallow) nên không còn bản khi ban hành"


@pytest.mark.parametrize(
    ("kind", "why", "more"),
    [
        ("none", "kho không lưu bằng git nên không còn bản khi ban hành", ""),
        ("empty", "kho không lưu bằng git nên không còn bản khi ban hành", ""),
        (
            "late",
            "lịch sử git không còn bản khi ban hành (kế hoạch được lưu lần đầu khi đã sửa đổi)",
            "",
        ),
        ("shallow", CUT, "; hoặc lấy đủ lịch sử: `git fetch --unshallow`"),
    ],
)
def test_where_no_version_without_amendments_is_left(
    kind: str, why: str, more: str, root: Path, tmp_path: Path
) -> None:
    if kind == "empty":
        git(root, "init", "-q")
    text = (root / PLAN).read_text("utf-8")
    if kind == "shallow":
        in_git(root)
    put(root, PLAN, f'{text}amendments:\n  - {{number: "5/QĐ-UBND", date: 2021-05-05, changes: ["1"]}}\n')
    if kind == "late":
        in_git(root)
    if kind == "shallow":
        commit(root, "Sửa đổi")
        git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", "ban-sao")
        root = tmp_path / "ban-sao"
    (plan,) = load_plans(root)
    with pytest.raises(KstError) as unknown:
        plan_as_issued(root, plan.model_copy(update={"id": "khac"}))
    assert unknown.value.message == "Không tìm thấy tệp của kế hoạch khac."
    with pytest.raises(KstError) as refused:
        plan_as_issued(root, plan)
    assert (refused.value.message, refused.value.remedy) == (
        f"Kế hoạch 2021 đã được sửa đổi, {why}.", f"In bản hợp nhất bằng --as-amended{more}."
    )  # fmt: skip
