"""`kst plan derive`: an agency's own plan (Decision 159, Điều 2), as a draft."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kstthc_cli.store.plan.plan_years import choose, plan_years
from tests.support.quang_ngai import read_yaml
from tests.support.running import Kst


def derived(kst: Kst, root: Path, agency: str) -> dict[str, Any]:
    result = kst("plan", "derive", "--agency", agency, "--as-of", "2021-03-01", root=root)
    assert (result.code, result.err) == (0, "")
    content: dict[str, Any] = read_yaml(result.out)
    return content


def tasks(plan: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {task["from"]: task for section in plan["sections"] for task in section["tasks"]}


@pytest.mark.parametrize(
    "agency", ["so-yt", "vp-ubnd-tinh", "huyen-ba-to", "xa-binh-thanh-21091", "kho-bac", "bao-quang-ngai"]
)
def test_it_holds_what_the_agency_owes_and_nothing_else(agency: str, kst: Kst, province: Path) -> None:
    [year] = plan_years(province)
    owed = {o.duty.id: o.part.roles for o in year.owed_by([year.registry.agencies[agency]])}
    found = tasks(derived(kst, province, agency))
    assert list(found) == list(owed)
    for duty, task in found.items():
        [line] = task["assignments"]
        assert {role for role in line if line[role] == [agency]} == set(owed[duty])
        assert task["units"] == []


def test_it_is_a_valid_draft_of_its_own(kst: Kst, province: Path, tmp_path: Path) -> None:
    file = tmp_path / "so-yt.yaml"
    assert kst("plan", "derive", "--agency", "Sở Y tế", "-o", str(file), root=province).code == 0
    alone = kst("validate", str(file))
    assert (alone.code, "KST073" in alone.out) == (0, True)
    plan = read_yaml(file.read_text("utf-8"))
    assert (plan["status"], plan["derived"]) == ("draft", {"plan": "2021", "agency": "so-yt"})
    assert "Quyết định số 159/QĐ-UBND ngày 28/01/2021" in plan["decision"]["grounds"][0]


def test_it_may_lie_beside_the_plan_and_changes_nothing_there(kst: Kst, province: Path) -> None:
    question = ("due", "--quarter", "2", "--as-of", "2021-06-01", "--format", "json")
    before = kst(*question, root=province).out
    place = str(province / "plans" / "2021-so-yt.yaml")
    assert kst("plan", "derive", "--agency", "so-yt", "-o", place, root=province).code == 0
    assert kst("validate", root=province).code == 0
    assert kst(*question, root=province).out == before


def test_an_own_plan_may_name_its_units_and_be_issued(kst: Kst, small: Path) -> None:
    place = small / "plans" / "2021-so-yt.yaml"
    assert kst("plan", "derive", "--agency", "so-yt", "-o", str(place), root=small).code == 0
    text = place.read_text("utf-8").replace("units: []", 'units: ["Phòng Nghiệp vụ"]')
    lines = [line for line in text.split("\n") if not line.startswith(("decide:", '  - "Ghi', '  - "Xem'))]
    signed = (
        '  number: "1/KH-SYT"\n  issued: 2021-02-01\n  effective: 2021-02-01\n'
        '  signer: {post: "Giám đốc", name: "Nguyễn Văn A"}\n  place:'
    )
    issued = "\n".join(lines).replace('"draft"', '"issued"').replace("  place:", signed, 1)
    place.write_text(issued, "utf-8", newline="\n")
    assert kst("validate", root=small).out.endswith("không có lỗi.\n")
    assert choose(plan_years(small), None, date(2021, 6, 1)).plan.id == "2021"
    assert "Phòng, đơn vị: Phòng Nghiệp vụ." in kst("plan", "show", "--plan", "2021-so-yt", root=small).out
    assert kst("due", "--plan", "2021-so-yt", "--quarter", "1", root=small).code == 0


def test_it_takes_the_dates_of_sub_plans(kst: Kst, detailed: Path) -> None:
    found = tasks(derived(kst, detailed, "so-yt"))
    assert found["13.1"]["schedule"] == {"kind": "by_date", "text": "Quý II", "by": "2021-Q2"}
    assert "13" not in found


def test_an_existing_file_is_not_overwritten(kst: Kst, province: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("của tôi", "utf-8")
    assert kst("plan", "derive", "--agency", "so-yt", "-o", str(file), root=province).code == 4
    assert file.read_text("utf-8") == "của tôi"
    assert kst("plan", "derive", "--agency", "so-yt", "-o", str(file), "--force", root=province).code == 0


@pytest.mark.parametrize(("agency", "code"), [("UBND tỉnh Quảng Ngãi", 2), ("xã Nguyễn", 4), ("", 2)])
def test_who_has_no_part_or_no_sure_name_is_refused(agency: str, code: int, kst: Kst, province: Path) -> None:
    result = kst("plan", "derive", "--agency", agency, root=province)
    assert (result.code, result.out) == (code, "")


def test_another_ending_is_refused(kst: Kst, province: Path) -> None:
    assert kst("plan", "derive", "--agency", "so-yt", "-o", "x.csv", root=province).code == 2


LAST = "### II. Thông tin, báo cáo"
OWN_ROWS = [
    (
        "| 1 | Niêm yết, công khai thủ tục hành chính. | Bảng niêm yết. | - Sở Y tế thực hiện;"
        " phối hợp với: sở, ban, ngành khác, UBND cấp huyện (thực hiện). | Thường xuyên |"
    ),
    (
        "| 2 | Đánh giá chất lượng giải quyết thủ tục hành chính. | Báo cáo. | - Sở Y tế thực hiện."
        " | Hàng quý/năm |"
    ),
    (
        "| 3 | Báo cáo tình hình kiểm soát thủ tục hành chính. | Báo cáo. | - Sở Y tế phối hợp;"
        " phối hợp với: UBND cấp huyện (thực hiện); sở, ban, ngành khác (phối hợp). | Đột xuất |"
    ),
]


def test_the_document_of_an_own_plan_shows_every_task(kst: Kst, small: Path) -> None:
    words = ("plan", "derive", "--agency", "so-yt", "--as-of", "2021-03-01", "--format", "markdown")
    result = kst(*words, root=small)
    assert result.code == 0
    lines = result.out.splitlines()
    head = lines[: lines.index("### I. Công khai thủ tục hành chính")]
    assert "| **SỞ Y TẾ** | **Độc lập - Tự do - Hạnh phúc** |" in head
    assert head[-6:] == [
        "# DỰ THẢO KẾ HOẠCH",
        "",
        "**Kiểm soát thủ tục hành chính năm 2021 của Sở Y tế**",
        "",
        "Thực hiện các nhiệm vụ của Sở Y tế nêu trong bảng kèm theo.",
        "",
    ]
    second = lines.index(LAST)
    columns = "| STT | Nội dung công việc | Kết quả phải có | Cơ quan thực hiện | Thời hạn |"
    assert columns in lines[len(head) : second]
    assert columns in lines[second:]
    assert [line for line in lines[len(head) : second] if re.match(r"\| \d", line)] == OWN_ROWS[:2]
    assert [line for line in lines[second:] if re.match(r"\| \d", line)] == OWN_ROWS[2:]
    assert "| ***Nơi nhận:*** | **GIÁM ĐỐC** |" in lines


def test_lines_of_an_own_plan_name_others_without_a_finding(kst: Kst, small: Path) -> None:
    words = ("plan", "derive", "--agency", "so-yt", "--as-of", "2021-03-01", "-o")
    assert kst(*words, str(small / "plans" / "so-yt.yaml"), root=small).code == 0
    found = kst("validate", "--format", "json", root=small).out
    codes = {problem["code"] for problem in json.loads(found)["problems"]}
    assert codes <= {"KST073"}
    assert "Kế hoạch chưa có số, ký hiệu" in found
