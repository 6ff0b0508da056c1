"""The outline: every duty of the Decision stands under one heading and no other."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

from kstthc_cli.store.plan.plan_years import plan_year
from kstthc_cli.store.report.report_files import load_outline
from tests.report.made import values
from tests.support.quang_ngai import year
from tests.support.running import PROJECT


def test_every_duty_of_the_decision_has_one_place(sample: Path) -> None:
    outline, plan = load_outline(sample), year().plan
    places = Counter(duty.id for heading in outline.headings for duty in outline.duties_under(plan, heading))
    assert places == Counter(duty.id for duty in plan.duties)


def test_sections_of_the_decision_go_to_the_usual_headings(sample: Path) -> None:
    outline, plan = load_outline(sample), year().plan
    found = {
        h.number: {d.section for d in outline.duties_under(plan, h)}
        for h in outline.headings
        if h.takes_duties
    }
    assert found == {
        "I.1": {"II"}, "I.2": {"III"}, "I.3": {"IV"}, "I.4": {"V"}, "I.5": {"VI"}, "I.6": {"VI"},
        "I.7": {"VII"}, "I.9": {"IX"}, "I.10": {"VIII"}, "I.12": {"I", "X", "XI"},
    }  # fmt: skip


def test_every_form_of_the_program_has_one_heading(sample: Path) -> None:
    forms = [form for heading in load_outline(sample).headings for form in heading.forms]
    assert sorted(forms) == sorted(file.stem for file in (PROJECT / "forms").glob("*.yaml"))


def test_every_point_of_what_a_report_must_contain_has_a_heading() -> None:
    """NĐ 63/2010/NĐ-CP, Điều 35 khoản 3, điểm a to h; điểm c also has rewards and violations."""
    text = (PROJECT / "templates" / "outline.yaml").read_text("utf-8")
    assert set(re.findall(r"# Điểm (.):", text)) == set("abcdđegh")
    assert '"Khen thưởng, xử lý vi phạm"' in text


def test_a_task_named_by_a_heading_stands_only_there(played: Path) -> None:
    outline, plan = load_outline(played), plan_year(played, None, date(2021, 7, 1)).plan
    found = {h.title: [d.id for d in outline.duties_under(plan, h)] for h in outline.headings}
    assert found["Góp ý"] == ["2"]
    assert sum("2" in duties for duties in found.values()) == 1


def test_a_duty_that_no_heading_takes_stands_in_the_annex(played: Path) -> None:
    outline = played / "templates" / "outline.yaml"
    outline.write_text(
        outline.read_text("utf-8").replace('sections: ["I", "III"]', 'sections: ["I"]'), "utf-8"
    )
    groups = values(played, "annex", "--quarter", "2")["duties"]
    assert {"5a", "5b", "6"} <= {row["duty"] for group in groups for row in group["rows"]}


def test_a_section_that_the_plan_does_not_have_is_told(played: Path) -> None:
    from tests.support.slip_files import ran

    outline = played / "templates" / "outline.yaml"
    outline.write_text(outline.read_text("utf-8").replace('["II"]', '["II", "XX"]'), "utf-8")
    result = ran("report", "quarterly", "--quarter", "2", "--format", "json", root=played)
    assert result.code == 0
    assert "đề cương nhắc mục XX mà kế hoạch 2021 không có" in result.err


def _issued_next_year(sample: Path) -> None:
    """The plan of 2022, issued, with task 25 dropped: every later number means another task."""
    from kstthc_cli.model.plan import PlanFile
    from kstthc_cli.store.report.report_files import read_model
    from tests.support.slip_files import ran

    assert ran("new-year", "2022", "--drop", "25", "--as-of", "2021-12-20", root=sample).code == 0
    _, plan, _ = read_model(sample, sample / "plans" / "2022.yaml", PlanFile)
    assert plan is not None


def test_the_outline_of_a_year_serves_the_plan_that_follows(sample: Path) -> None:
    from kstthc_cli.domain.plan.plan import plan_of
    from kstthc_cli.store.plan.repository import load_plans
    from kstthc_cli.store.report.outlines import outline_for

    _issued_next_year(sample)
    plans = {file.id: plan_of(file) for file in load_plans(sample)}
    before, after = (
        {
            duty.origin if plan == "2022" else duty.id: heading.title
            for heading in outline.headings
            for duty in outline.duties_under(plans[plan], heading)
        }
        for plan in ("2021", "2022")
        for outline in [outline_for(sample, plans[plan])]
    )
    del before["25"]
    assert after == before
    own = outline_for(sample, plans["2022"])
    assert [duty.id for duty in plans["2022"].duties if own.asks_for_report(duty)] == ["38a"]


def test_the_plan_of_another_province_may_have_the_id_of_the_sample(tmp_path: Path) -> None:
    """It has other sections, so the reports follow them and not the numbers of the sample."""
    from kstthc_cli.domain.plan.plan import plan_of
    from kstthc_cli.store.report.outlines import outline_for
    from tests.support.quang_ngai import plan_file

    plan, file = year().plan, plan_file()
    first = file.sections[0].model_copy(update={"id": "A", "title": "Công tác chỉ đạo"})
    other = plan_of(file.model_copy(update={"sections": [first]}))
    outline = outline_for(tmp_path, other)
    [heading] = [heading for heading in outline.headings if heading.takes_duties]
    assert (heading.title, heading.sections) == ("Công tác chỉ đạo", ("A",))
    assert outline.left_out(other) == ()
    assert outline_for(tmp_path, plan) == load_outline(tmp_path)


def test_numbers_that_mean_another_task_are_found(sample: Path) -> None:
    from kstthc_cli.domain.plan.plan import plan_of
    from kstthc_cli.domain.report.outline import other_meanings
    from kstthc_cli.store.plan.repository import load_plans

    _issued_next_year(sample)
    plans = {file.id: plan_of(file) for file in load_plans(sample)}
    outline = load_outline(sample)
    assert list(other_meanings(outline, plans["2022"], plans["2021"])) == [
        "nhiệm vụ 26",
        "nhiệm vụ 27",
        "nhiệm vụ 28",
    ]


def test_a_report_counts_the_ongoing_duties_that_the_decision_has(sample: Path) -> None:
    """26 of the 42 schedule cells of the Decision say “Thường xuyên”, whoever must report on them."""
    from tests.support.slip_files import ran

    words = ("report", "nine-month", "--as-of", "2021-09-25", "--format", "markdown")
    assert "Tiếp tục thực hiện 26 nhiệm vụ thường xuyên của Kế hoạch" in ran(*words, root=sample).out
