"""A second year, issued and played: tasks dropped, moved and added; the outline is carried over."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kstthc_cli.store.plan.plan_years import plan_year
from kstthc_cli.store.report.outlines import outline_for
from tests.support.quarter_two import play
from tests.support.slip_files import due_rows, problems, ran, said
from tests.support.small_province import small_province

OUTLINE = """\
schema_version: 1
plan: "2021"
subject: "Kết quả kiểm soát thủ tục hành chính"
most: 3
own_reports: ["5a"]
parts:
  - title: "Kết quả"
    counts: true
    targets: true
    headings:
      - {title: "Đánh giá chất lượng", tasks: ["4"]}
      - {title: "Công khai", sections: ["II"]}
      - {title: "Thông tin, báo cáo", sections: ["I", "III"]}
  - title: "Kỳ tới"
    prose: next
    gathers: [next_duties]
"""
ADDED = """\
      - id: "6"
        content: "Tập huấn nghiệp vụ."
        results: ["Báo cáo."]
        assignments: [{printed: "- Sở Y tế.", perform: [so-yt]}]
        schedule: {kind: by_date, text: "Trước ngày 15/6", by: 2022-06-15}
"""
SIGNED = (
    '  number: "20/QĐ-UBND"\n  issued: 2022-01-20\n  effective: 2022-01-20\n'
    '  signer: {post: "Phó Chủ tịch", name: "Nguyễn Văn A"}\n'
)
AS_OF = "2022-07-01"
QUARTER = ("--plan", "2022", "--quarter", "2")


def calendar_of_2022(root: Path) -> None:
    text = (
        (root / "calendar" / "2021.yaml").read_text("utf-8").replace("2022", "2023").replace("2021", "2022")
    )
    (root / "calendar" / "2022.yaml").write_text(text, "utf-8", newline="\n")


def moved_to_the_first_section(text: str) -> str:
    """Task 2 (before: 3) comes to stand in section I, and its printed heading with it."""
    return text.replace(
        '  - id: "II"\n    title: "Công khai thủ tục hành chính"\n    tasks:\n', "", 1
    ).replace(
        '      - id: "3"\n        from: "4"',
        '  - id: "II"\n    title: "Đánh giá"\n    tasks:\n      - id: "3"\n        from: "4"',
        1,
    )


def issued(root: Path) -> None:
    """Decide everything in the draft of 2022: sign it, move task 2, add task 6."""
    file = root / "plans" / "2022.yaml"
    text = re.sub(r"(?m)^( *)decide:\n(?:\1  - .*\n)+", "", file.read_text("utf-8"))
    text = text.replace('status: "draft"\n', "") + ADDED
    text = text.replace('  kind: "Quyết định"\n', '  kind: "Quyết định"\n' + SIGNED, 1)
    text = text.replace("Quyết định số …", "Quyết định số 20/QĐ-UBND ngày 20/01/2022")
    file.write_text(moved_to_the_first_section(text), "utf-8", newline="\n")


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Quarter II of 2021 played and closed; the plan of 2022 drafted, decided, issued, and reported on."""
    root = play(small_province(tmp_path_factory.mktemp("hai-nam") / "kho"))
    (root / "templates").mkdir(exist_ok=True)
    (root / "templates" / "outline.yaml").write_text(OUTLINE, "utf-8")
    calendar_of_2022(root)
    for words in (
        ("report", "close", "--quarter", "2", "--as-of", "2021-07-01"),
        ("new-year", "2022", "--drop", "2", "--as-of", "2021-12-25"),
    ):
        result = ran(*words, root=root)
        assert result.code == 0, result.err
    issued(root)
    for duty, agency, *more in (
        ("2", "so-tp", "--date", "2022-06-17"),
        ("3", "so-yt", "--date", "2022-06-16", "--figure", "ty-le=12,5", "--text", "Đã đánh giá 8 đơn vị"),
        ("6", "so-yt", "--date", "2022-06-20", "--text", "Đã tập huấn"),
        ("4a", "huyen-ba-to", "--date", "2022-06-18"),
    ):
        said(root, duty, agency, *QUARTER, *more, as_of=AS_OF)
    return root


def report(root: Path, *words: str, as_of: str = AS_OF) -> dict[str, Any]:
    result = ran("report", *words, "--as-of", as_of, "--format", "json", root=root)
    assert result.code == 0, result.err
    found: dict[str, Any] = json.loads(result.out)
    return found


def headings(root: Path, plan: str) -> dict[str, str]:
    """Duty → the heading that it stands under in reports of a plan."""
    year = plan_year(root, plan, date.fromisoformat(AS_OF))
    outline = outline_for(root, year.plan)
    return {duty.id: h.title for h in outline.headings for duty in outline.duties_under(year.plan, h)}


def test_the_repository_of_two_years_has_no_fault(second: Path) -> None:
    assert not problems(second)


def test_each_year_owes_its_own_duties(second: Path) -> None:
    def owed(plan: str) -> set[tuple[str, str]]:
        words = ("--plan", plan, "--period", plan, "--agency", "so-yt")
        return {(row["duty"], row["period"]) for row in due_rows(second, *words, as_of=AS_OF)}

    assert {("6", "2022"), ("2", "2022-Q2"), ("3", "2022-Q2")} <= {
        (duty, "2022" if duty == "6" else period) for duty, period in owed("2022")
    }
    assert {duty for duty, _ in owed("2021")} == {"3", "4", "5b"}


def test_words_of_a_year_count_for_that_year_only(second: Path) -> None:
    rows = due_rows(second, *QUARTER, as_of=AS_OF)
    status = {(row["duty"], row["agency"]["id"]): row["status"] for row in rows}
    assert status["2", "so-tp"] == status["3", "so-yt"] == status["4a", "huyen-ba-to"] == "done"
    assert status["6", "so-yt"] == "done_late"
    assert status["2", "so-yt"] == status["4a", "huyen-ly-son"] == "overdue"
    of_2021 = json.loads(
        ran(
            "status", "--plan", "2021", "--quarter", "2", "--as-of", AS_OF, "--format", "json", root=second
        ).out
    )
    assert of_2021["total"]["done"] == 4


def test_the_plan_that_runs_answers_without_being_named(second: Path) -> None:
    result = ran("due", "--quarter", "2", "--agency", "so-yt", "--as-of", AS_OF, root=second)
    assert "Kế hoạch 2022" in result.out


def test_the_outline_of_2021_puts_tasks_of_2022_under_the_same_topics(second: Path) -> None:
    found = headings(second, "2022")
    assert (found["2"], found["3"]) == ("Công khai", "Đánh giá chất lượng")
    assert found["4a"] == found["5"] == "Thông tin, báo cáo"
    assert headings(second, "2021")["4"] == "Đánh giá chất lượng"


def test_the_report_of_2022_counts_and_cites_2022(second: Path) -> None:
    found = report(second, "quarterly", *QUARTER)
    assert "Quyết định số 20/QĐ-UBND ngày 20/01/2022" in found["opening"][0]
    assert [row["met"] for row in found["appendices"]["targets"] if row["duty"] == "3"] == [True, None]
    assert "2021" not in " ".join(block["text"] for block in found["body"])
    annex = report(second, "annex", *QUARTER, "--full")
    total = annex["counts"][-1]
    assert (total["finished"], total["late"]) == (4, 1)
    told = " ".join(row["said"] for group in annex["duties"] for row in group["rows"])
    assert "Đã tập huấn" in told
    assert "2021" not in told


def test_what_was_closed_in_2021_stays(second: Path) -> None:
    closed = report(second, "annex", "--plan", "2021", "--quarter", "2")
    assert (closed["counts"][-1]["finished"], closed["counts"][-1]["planned"]) == (6, 10)


def test_history_follows_a_task_over_the_years(second: Path) -> None:
    result = ran("history", "3", "--agency", "so-yt", "--plan", "2022", "--as-of", AS_OF, root=second)
    assert result.code == 0
    assert "Đã đánh giá 8 đơn vị" in result.out
