"""Which plans are read, and chosen, from files, history and index; which zone their calendars name."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from kstthc_cli.domain.agencies.registry import registry_of
from kstthc_cli.domain.obligations.orphans import Orphans
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.errors import InvalidDataError, KstError
from kstthc_cli.store.files.source import Source
from kstthc_cli.store.index.index import Index
from kstthc_cli.store.plan import plan_years as reading
from kstthc_cli.store.plan import repository as repositories
from kstthc_cli.store.plan.new_plan import plan_text
from kstthc_cli.store.plan.plan_history import earlier_files, earlier_versions, history_is_complete
from kstthc_cli.store.plan.plan_years import Head, plan_year, plan_years
from kstthc_cli.store.plan.repository import load_plans, load_repository
from kstthc_cli.store.plan.time_zone import DEFAULT, time_zone_of
from kstthc_cli.store.plan.usable import usable_repository
from kstthc_cli.store.yaml.reader import parse
from tests.support.example_files import minimal
from tests.support.repositories import commit, in_git
from tests.support.running import Kst

DAY = date(2021, 6, 10)
PLAN = "plans/2021.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return minimal(tmp_path / "kho")


def said(error: pytest.ExceptionInfo[KstError]) -> tuple[str, str]:
    return error.value.message, error.value.remedy


def put(root: Path, path: str, *changes: tuple[str, str], of: str = PLAN) -> Path:
    """A copy of a file with other words."""
    text = (root / of).read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    (root / path).write_text(text, "utf-8", newline="\n")
    return root / path


def other_year(root: Path, *changes: tuple[str, str]) -> Path:
    return put(root, "plans/khac.yaml", ('id: "2021"', 'id: "khac"'), *changes)


# Choosing


def test_of_two_issued_plans_of_one_year_one_must_be_named(root: Path, kst: Kst) -> None:
    other_year(root)
    result = kst("due", "--as-of", "2021-06-10", root=root)
    assert (result.code, result.out) == (4, "")
    assert result.err == "lỗi: Năm 2021 có nhiều kế hoạch: 2021, khac.\n  Cách sửa: Chọn một bằng --plan.\n"
    assert kst("due", "--plan", "khac", "--as-of", "2021-06-10", root=root).code == 0


def test_drafts_with_errors_are_named_in_order(root: Path, kst: Kst) -> None:
    put(root, "plans/b.yaml", ('id: "2021"', 'id: "b"\nstatus: draft\nsai: 1'), ("quang-ngai", "khac"))
    put(root, "agencies/khac.yaml", ('id: "quang-ngai"', 'id: "khac"\nsai: 1'), of="agencies/quang-ngai.yaml")
    put(root, PLAN, ("year: 2021", "year: 2021\nstatus: draft\nsai: 1"))
    result = kst("due", "--as-of", "2021-06-10", root=root)
    assert (result.code, result.out) == (4, "")
    assert result.err == (
        "lỗi: Kho chưa có kế hoạch nào đã ban hành; dự thảo còn lỗi: plans/2021.yaml, plans/b.yaml.\n"
        "  Cách sửa: Xem lỗi: kst validate plans/2021.yaml; hết lỗi thì xem dự thảo bằng --plan MÃ.\n"
    )


@pytest.mark.parametrize(
    ("words", "changes", "code", "told"),
    [
        (
            (), ("year: 2021", "year: 2021\nstatus: draft"), 4,
            ("lỗi: Kho chưa có kế hoạch nào đã ban hành.\n"
            "  Cách sửa: Xem dự thảo bằng --plan 2021; đã ban hành thì ghi status: issued.\n"),
        ),
        (
            ("--plan", "khac"), ("year: 2021", "year: 2021"), 2,
            "lỗi: Không có kế hoạch “khac”.\n  Cách sửa: Các kế hoạch hiện có: 2021.\n",
        ),
        (
            ("--plan", "2021"), ("year: 2021", "year: 2021\nstatus: draft"), 4,
            ("lỗi: Kế hoạch “2021” còn là dự thảo, chưa giao việc cho ai.\n"
            "  Cách sửa: Đã ban hành thì ghi status: issued; hoặc chọn kế hoạch khác bằng --plan.\n"),
        ),
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be_chosen(
    words: tuple[str, ...], changes: tuple[str, str], code: int, told: str, root: Path, kst: Kst
) -> None:
    put(root, PLAN, changes)
    line = ("record", "1", "--agency", "so-tp", "--quarter", "3", "--status", "done", "--text", "x")
    result = kst(*line, *words, "--as-of", "2021-09-10", root=root)
    assert (result.code, result.out, result.err) == (code, "", told)


@pytest.mark.parametrize("draft", [True, False])
def test_a_sub_plan_is_asked_under_its_plan_and_a_draft_of_one_alone(draft: bool) -> None:
    heads = [
        Head("2021", 2021, None, details=False, draft=False),
        Head("con", 2021, "2021", details=True, draft=draft),
    ]
    assert reading._chosen(heads, None, DAY) == "2021"
    if draft:
        assert reading._chosen(heads, "con", DAY) == "con"
        return
    with pytest.raises(KstError) as refused:
        reading._chosen(heads, "con", DAY)
    assert said(refused) == (
        "“con” là kế hoạch chi tiết của kế hoạch 2021.",
        "Hỏi và ghi với --plan 2021; xem văn bản: kst plan show --plan con.",
    )


def test_a_repository_without_plans_says_how_to_get_one(root: Path, kst: Kst) -> None:
    (root / PLAN).unlink()
    result = kst("due", "--as-of", "2021-06-10", root=root)
    assert (result.code, result.out) == (3, "")
    assert result.err == (
        "lỗi: Thư mục plans/ chưa có kế hoạch nào.\n"
        "  Cách sửa: Lập từ văn bản đã ký: `kst import TỆP`; hoặc chép tệp .yaml của kế hoạch vào đó.\n"
    )


# The index


def test_a_plan_that_the_index_has_lost_is_read_again(root: Path) -> None:
    other_year(root, ("year: 2021", "year: 2022"))
    asks: list[Callable[[], list[PlanYear]]] = [
        lambda: plan_years(root),
        lambda: [plan_year(root, None, DAY)],
    ]
    for ask in asks:
        whole = [year.plan for year in ask()]
        (file,) = (root / ".kst").glob("index-*.sqlite")
        with sqlite3.connect(file) as database:
            database.execute("DELETE FROM kept WHERE kind = 'plan' AND key LIKE '%/2021'")
        database.close()
        assert [year.plan for year in ask()] == whole
    assert [year.plan.id for year in plan_years(root)] == ["2021", "khac"]


@pytest.mark.parametrize("broken", [False, True], ids=["changes", "cannot be read"])
def test_files_that_change_while_they_are_read_are_not_kept(
    broken: bool, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their hash before and after is not one."""
    numbers = count()
    monkeypatch.setattr(reading, "key_of", lambda _: None if broken else f"k{next(numbers)}")
    assert [(year.plan.id, year.revision) for year in plan_years(root)] == [("2021", "")]
    with Index(root) as index:
        assert [index.get("heads", key, list) for key in ("", "None", "k0", "k1", "k2")] == [None] * 5


# History


def test_the_earlier_versions_are_those_that_were_issued_and_right(root: Path) -> None:
    """A draft, a file with errors, a plan that is missing, and other plans are left out."""
    titles = [('title: "Kế hoạch', f'title: "Bản {n}: kế hoạch') for n in range(6)]
    text = (root / PLAN).read_text("utf-8")

    def keep(*changes: tuple[str, str]) -> None:
        (root / PLAN).write_text(text, "utf-8", newline="\n")
        put(root, PLAN, *changes)
        commit(root, "Bản")

    in_git(put(root, PLAN, titles[0], ("year: 2021", "year: 2021\nstatus: draft")).parents[1])
    keep(titles[1])
    other_year(root, ("year: 2021", "year: 2022"))
    keep(titles[2])
    keep(titles[3], ("year: 2021", "year: 2021\nsai: 1"))
    keep(titles[4], ("[so-tp]", "[so-khac]"))
    (root / PLAN).unlink()
    commit(root, "Xóa")
    (root / PLAN).write_text(text, "utf-8", newline="\n")
    put(root, PLAN, titles[5])
    (root / PLAN).rename(root / "plans" / "moi.yaml")
    commit(root, "Đổi tên")
    found = [year.plan.title.partition(":")[0] for year in earlier_versions(root, "2021")]
    assert found == ["Bản 1", "Bản 2", "Bản 5"]
    files = [file.title.partition(":")[0] for file in earlier_files(root, "2021")]
    assert files == ["Bản 1", "Bản 2", "Bản 4", "Bản 5"]
    assert history_is_complete(root)


def test_without_git_there_is_no_earlier_version(root: Path) -> None:
    assert [*earlier_versions(root, "2021"), *earlier_files(root, "2021")] == []
    assert not history_is_complete(root)


# A plan that is written


def content(root: Path) -> dict[str, Any]:
    data: dict[str, Any] = parse(Source("", (root / PLAN).read_text("utf-8"))).data
    return data


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"year": "2021"}, [("KST022", "Ở đây cần số nguyên (không đặt trong ngoặc kép), đang là chữ.")]),
        ({"sai": 1, "status": "x"}, [
            ("KST024", "“x” không thuộc danh sách: issued, draft."),
            ("KST021", "Khóa “sai” không có trong lược đồ."),
        ]),
    ],
)  # fmt: skip
def test_a_plan_that_does_not_fit_its_schema_is_not_written(
    change: dict[str, Any], wrong: list[tuple[str, str]], root: Path
) -> None:
    registry = registry_of(load_repository(root).registries[0].file)
    with pytest.raises(InvalidDataError) as refused:
        plan_text({**content(root), **change}, "ghi chú", PLAN, registry)
    assert sorted((p.code, p.message) for p in refused.value.problems) == sorted(wrong)
    assert "nên không ghi được" in str(refused.value)


def test_only_errors_keep_a_plan_from_being_written(root: Path) -> None:
    """Its warnings are for `kst validate`."""
    registry = registry_of(load_repository(root).registries[0].file)
    data = content(root)
    text, plan = plan_text(data, "ghi chú", PLAN, registry)
    schema = "# yaml-language-server: $schema=../schemas/plan.schema.json\n# ghi chú\nschema_version: 1\n"
    assert text.startswith(schema)
    assert plan == load_repository(root).plans[0].file
    line = data["sections"][0]["tasks"][0]["assignments"][0]
    line["printed"] = "- Sở Khác thẩm định."
    assert "- Sở Khác thẩm định." in plan_text(data, "ghi chú", PLAN, registry)[0]
    line["appraise"] = ["so-khac"]
    with pytest.raises(InvalidDataError) as refused:
        plan_text(data, "ghi chú", PLAN, registry)
    assert {problem.severity for problem in refused.value.problems} == {"error"}
    assert [problem.code for problem in refused.value.problems] == ["KST031"]


# What is left out


@pytest.mark.parametrize(
    ("more", "left_out"),
    [
        ('id: "x"\nstatus: draft', True),
        ('id: "x"\ndetails:\n  plan: "2021"\n  duty: "1"', False),
        ('id: "x"\ndetails:\n  plan: "khac"\n  duty: "1"', True),
        ('id: "x"\ndetails:\n  duty: "1"', False),
        ('id: "x"\nstatus: draft\ndetails:\n  plan: "2021"', True),
        ("title: x", False),
        ('details:\n  plan: "2021"', False),
        ('id: "x"\nyear: 2020', True),
        ('id: "x"\nfollows:\n  plan: "2021"', True),
    ],
)
def test_a_faulty_file_that_a_plan_does_not_need_is_left_out(more: str, left_out: bool, root: Path) -> None:
    """Needed are the sub-plans of a plan, and every file that does not say what it is."""
    (root / "plans" / "x.yaml").write_text(f"{more}\nsections: [\n", "utf-8")
    found = usable_repository(root, "2021")
    assert found.left_out == (frozenset({"plans/x.yaml"}) if left_out else frozenset())
    assert [problem.path for problem in found.problems] == ([] if left_out else ["plans/x.yaml"])
    assert usable_repository(root, "khong-co").left_out == frozenset()


def test_plans_that_a_plan_refers_to_are_needed_and_their_sub_plans(root: Path) -> None:
    put(root, PLAN, ("year: 2021", 'year: 2021\nfollows: {plan: "truoc"}'))
    (root / "plans" / "a.yaml").write_text('id: "truoc"\nsections: [\n', "utf-8")
    (root / "plans" / "b.yaml").write_text('id: "con"\ndetails:\n  plan: "truoc"\nsections: [\n', "utf-8")
    (root / "plans" / "c.yaml").write_text('id: "chau"\ndetails:\n  plan: "con"\nsections: [\n', "utf-8")
    (root / "plans" / "d.yaml").write_text('id: "la"\ndetails:\n  plan: "x"\nsections: [\n', "utf-8")
    assert usable_repository(root, "2021").left_out == {"plans/d.yaml"}


# Reading


def test_a_file_that_got_other_line_ends_is_read_anew(root: Path) -> None:
    """Its text is as before, its problem is new."""
    before = load_repository(root)
    assert before.problems == []
    again = load_repository(root, other=before)
    assert all(again.documents[path] is before.documents[path] for path in before.documents)
    (root / PLAN).write_bytes((root / PLAN).read_bytes().replace(b"\n", b"\r\n"))
    assert [(p.code, p.path) for p in load_repository(root, other=before).problems] == [("KST006", PLAN)]


@pytest.mark.parametrize("was_on", [True, False])
def test_the_garbage_collector_is_left_as_it_was(was_on: bool, root: Path) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if was_on else gc.disable)()
        load_plans(root)
        assert gc.isenabled() == was_on
    finally:
        (gc.enable if before else gc.disable)()


class Claimed:
    """A duty that is due on a day."""

    def __init__(self, number: int, day: date) -> None:
        self.duty, self.day = self, day
        self.id = str(number)


@pytest.mark.parametrize(
    ("last", "claims", "sentence"),
    [
        (
            date(2021, 6, 30),
            8,
            "hết hoạt động sau ngày 30/06/2021, không có cơ quan kế thừa khi việc đến hạn",
        ),
        (date(2021, 7, 1), 9, "bắt đầu ngày 01/03/2021, trước đó chưa có ai"),
        (None, 1, "bắt đầu ngày 01/03/2021, trước đó chưa có ai"),
    ],
)
def test_duties_of_nobody_are_told_with_the_reason(
    last: date | None, claims: int, sentence: str, root: Path
) -> None:
    agency = next(iter(registry_of(load_repository(root).registries[0].file).agencies.values()))
    agency = type(agency)(**{**vars_of(agency), "name": "Sở X", "first": date(2021, 3, 1), "last": last})
    duties: Any = tuple(Claimed(n, date(2021, 7, 1)) for n in range(1, claims + 1))
    numbers = ", ".join(str(n) for n in range(1, min(claims, 8) + 1)) + ("…" if claims > 8 else "")
    told = repositories._orphan(Orphans(agency, duties), "2021")
    assert told == f"Sở X {sentence}: {claims} đầu việc của kế hoạch 2021 không có ai nhận ({numbers})."


def vars_of(item: Any) -> dict[str, Any]:
    names: Iterator[str] = iter(getattr(item, "_fields", None) or item.__dataclass_fields__)
    return {name: getattr(item, name) for name in names}


# Time zones


@pytest.mark.parametrize(
    ("calendars", "zone"),
    [
        ({}, DEFAULT),
        ({"2021": "id: x\n"}, DEFAULT),
        ({"2021": "time_zone: Asia/Tokyo\n"}, "Asia/Tokyo"),
        ({"2021": "time_zone: Asia/Tokyo\n", "2022": 'time_zone: "Asia/Bangkok" # c\r\n'}, "Asia/Bangkok"),
        ({"2021": "time_zone: Asia/Tokyo\n", "2022": "id: x\n"}, "Asia/Tokyo"),
        ({"2021": "time_zone: Asia/Tokyo\n", "2022": "time_zone: Asia/Khong_Co\n"}, "Asia/Tokyo"),
        ({"2021": "time_zone: ../../etc\n"}, DEFAULT),
        ({"2021": "time_zone:\n"}, DEFAULT),
        ({"2021": "a: {time_zone: Asia/Tokyo}\n"}, DEFAULT),
    ],
)
def test_the_zone_of_the_last_calendar_that_names_one(
    calendars: dict[str, str], zone: str, tmp_path: Path
) -> None:
    for folder in ("plans", "calendar", "x/y"):
        (tmp_path / folder).mkdir(parents=True)
    for name, text in calendars.items():
        (tmp_path / "calendar" / f"{name}.yaml").write_bytes(text.encode())
    assert time_zone_of(tmp_path) == time_zone_of(tmp_path / "x" / "y") == zone
    (tmp_path / "plans").rmdir()
    assert time_zone_of(tmp_path) == DEFAULT == "Asia/Ho_Chi_Minh"
