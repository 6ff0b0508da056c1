"""Whose a report, a letter or a decision is, and what day and place it has, where little is given."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kstthc_cli.commands.report import write_document
from kstthc_cli.store.importing import converted
from kstthc_cli.store.report.report_files import hash_of_sources
from tests.support.example_files import minimal
from tests.support.in_process import call
from tests.support.refusals import ascii_id
from tests.support.repositories import change_file
from tests.support.running import Result
from tests.support.slip_files import said
from tests.support.small_province import small_province

PLAN, AGENCIES = "plans/2021.yaml", "agencies/quang-ngai.yaml"
TOP = '  - {id: ubnd-tinh, name: "UBND tỉnh Quảng Ngãi", level: tinh, aliases: ["UBND tỉnh"]}\n'
OFFICE = '  - {id: vp-ubnd-tinh, name: "Văn phòng UBND tỉnh", level: so, parent: ubnd-tinh}\n'
DAY = "2021-06-10"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small province."""
    return small_province(tmp_path / "kho")


def asked(root: Path, *words: str, day: str = DAY) -> Result:
    return call("report", *words, "--as-of", day, root=root)


def lines(root: Path, *words: str, day: str = DAY) -> list[str]:
    """The lines of a document as Markdown."""
    result = asked(root, *words, "--format", "markdown", day=day)
    assert result.code == 0, result.err
    return [" ".join(line.split()) for line in result.out.splitlines() if line.strip()]


def without_top(root: Path) -> None:
    """Nobody stands at the head of the registry."""
    registry = root / AGENCIES
    text = registry.read_text("utf-8").replace(TOP, "").replace(", parent: ubnd-tinh", "")
    registry.write_text(text, "utf-8", newline="\n")


def test_the_report_of_a_plan_with_an_owner_is_that_of_the_owner(small: Path) -> None:
    change_file(small, PLAN, 'agencies: "quang-ngai"', 'owner: "so-tp"\nagencies: "quang-ngai"')
    assert "SỞ TƯ PHÁP" in " ".join(lines(small, "quarterly", "--quarter", "2"))


def test_the_report_that_is_being_made_is_not_overdue_in_it(small: Path) -> None:
    """That of Ba Tơ, whose plan it is; Lý Sơn must have sent its own."""
    change_file(small, PLAN, 'agencies: "quang-ngai"', 'owner: "huyen-ba-to"\nagencies: "quang-ngai"')
    (small / "templates").mkdir()
    outline = OUTLINE.replace('sections: ["I"]', 'sections: ["III"]') + 'own_reports: ["5a"]\n'
    (small / "templates" / "outline.yaml").write_text(outline, "utf-8", newline="\n")
    found = lines(small, "quarterly", "--quarter", "2", day="2021-06-30")
    assert found[9:11] == [
        "### 1. Công khai",
        "Trong kỳ có 01 lượt nhiệm vụ của Kế hoạch về nội dung này, chưa có lượt nào hoàn thành.",
    ]


SUBJECT = (
    "Công tác kiểm soát thủ tục hành chính, triển khai cơ chế một cửa, một cửa liên thông và thực hiện "
    "thủ tục hành chính trên môi trường điện tử"
)


@pytest.mark.parametrize(
    ("more", "subject"), [("", SUBJECT), ('subject: "Kết quả cải cách"\n', "Kết quả cải cách")]
)
def test_a_report_is_named_after_the_subject_of_the_plan_else_of_the_outline(
    more: str, subject: str, small: Path
) -> None:
    change_file(small, PLAN, "year: 2021\n", f"year: 2021\n{more}")
    period = f"{subject} quý II và 6 tháng đầu năm 2021"
    assert lines(small, "annex", "--quarter", "2")[:2] == [
        "# TÌNH HÌNH THỰC HIỆN NHIỆM VỤ",
        f"**{period} <br>(tài liệu nội bộ, không kèm báo cáo)**",
    ]
    assert lines(small, "quarterly", "--quarter", "2")[4:6] == ["# BÁO CÁO", f"**{period}**"]


def test_one_letter_to_many_is_a_file_and_no_folder(small: Path) -> None:
    result = asked(small, "reminder", "--all-missing", "--together", "-o", str(small.parent / "thu"))
    assert (result.code, result.out, result.err, (small.parent / "thu").exists()) == (
        2,
        "",
        (
            "lỗi: Không biết ghi tệp đuôi “” theo định dạng nào.\n"
            "  Cách sửa: Dùng đuôi .json, .md, .html, .docx, .pdf, hoặc --format.\n"
        ),
        False,
    )


def test_without_anybody_at_the_head_an_agency_must_be_named(small: Path) -> None:
    without_top(small)
    result = asked(small, "quarterly", "--quarter", "2")
    assert (result.code, result.out, result.err) == (
        2,
        "",
        (
            "lỗi: Danh mục không có cơ quan cấp tỉnh.\n"
            "  Cách sửa: Nêu một cơ quan bằng --agency, hoặc ghi owner ở kế hoạch.\n"
        ),
    )
    assert asked(small, "quarterly", "--quarter", "2", "--agency", "so-tp", "--format", "markdown").code == 0


def letter(root: Path, *more: str) -> Result:
    return asked(root, "reminder", "--agency", "so-tp", "--format", "markdown", *more)


def test_without_the_usual_office_the_owner_of_the_plan_reminds(small: Path) -> None:
    registry = small / AGENCIES
    registry.write_text(registry.read_text("utf-8").replace(OFFICE, ""), "utf-8", newline="\n")
    change_file(small, PLAN, "lead: [vp-ubnd-tinh]", "lead: [so-yt]")
    result = letter(small)
    assert (result.code, "ỦY BAN NHÂN DÂN" in result.out) == (0, True), result.err


def test_an_office_of_the_own_letterhead_that_is_not_registered_is_named(small: Path) -> None:
    assert call("template", "export", "--name", "letterhead.yaml", root=small).code == 0
    change_file(small, "templates/letterhead.yaml", "reminder: vp-ubnd-tinh", "reminder: phong-cu")
    result = letter(small)
    assert (result.code, result.out, result.err) == (
        2,
        "",
        (
            "lỗi: templates/letterhead.yaml: danh mục không có cơ quan “phong-cu”.\n"
            "  Cách sửa: Sửa dòng senders của tệp đó.\n"
        ),
    )


# Periods and requests


REQUESTS: list[tuple[bool, str, str]] = [
    (False, "abc", "Các yêu cầu: chưa có. Xem `kst request list`."),
    (True, "abc", "Các yêu cầu: {id}. Xem `kst request list`."),
    (True, "", "Các yêu cầu: {id}. Xem `kst request list`."),
]


@pytest.mark.parametrize(("opened", "name", "how"), REQUESTS, ids=ascii_id)
def test_a_report_on_demand_needs_a_request(opened: bool, name: str, how: str, small: Path) -> None:
    words = ("request", "open", "5b", "--due", "2021-06-30", "--document", "45/VPCP-KSTT", "--subject", "Rà")
    if opened:
        assert call(*words, "--as-of", "2021-06-01", root=small).code == 0
    ids = [file.stem for file in (small / "requests").rglob("*.yaml")] if opened else [""]
    result = asked(small, "adhoc", "--request", name, "--format", "markdown")
    assert (result.code, result.err) == (
        2,
        f"lỗi: Không có yêu cầu “{name}”.\n  Cách sửa: {how.format(id=ids[0])}\n",
    )


@pytest.mark.parametrize(("day", "period"), [("2021-06-30", "quý II"), ("2021-07-01", "quý III")])
def test_what_is_closed_by_default_is_the_quarter_of_the_day(day: str, period: str, small: Path) -> None:
    result = asked(small, "close", "--dry-run", day=day)
    assert f"số liệu {period} " in (result.out + result.err).splitlines()[0].replace("năm", "")


OUTLINE = """schema_version: 1
subject: "Kết quả kiểm soát thủ tục hành chính"
most: 3
parts:
  - title: "Kết quả"
    headings:
      - {title: "Công khai", sections: ["I"]}
      - {title: "Nguyên nhân", prose: causes}
  - title: "Kỳ tới"
    prose: next
    gathers: [next_duties]
"""
PREPARED = """# yaml-language-server: $schema=../../../schemas/prose.schema.json
# Phần thuyết minh của báo cáo tháng 01 năm 2021, Ủy ban nhân dân tỉnh Quảng Ngãi.
# Mỗi dòng chữ là một đoạn; dòng bắt đầu bằng “- ” là một ý. Xóa dấu # ở phần cần viết, giữ nguyên
# các dấu cách đầu dòng. Phần đã viết đứng thay câu của chương trình ở mục ấy.
# Tình hình khi tạo tệp: không có việc nào.
schema_version: 1
plan: "2021"
period: "2021-01"
agency: "ubnd-tinh"

# Câu mà báo cáo sẽ ghi dưới từng mục; sửa mục nào thì xóa dấu # ở dòng paragraphs và ở mục ấy.
#paragraphs:
#  # Công khai
#  "I.1": |
#    …

# Nguyên nhân
#causes: |
#  …

# Kỳ tới
#next: |
#  …

# Nội dung thêm vào sau câu của chương trình, theo số mục như trên:
#headings:
#  "I.8": |
#    …

# Kết quả của cơ quan cần nêu: kst report highlight MÃ_PHIẾU ghi vào mục statements của tệp này.
"""


def test_a_period_without_work_is_told_as_such(tmp_path: Path) -> None:
    root = minimal(tmp_path / "kho")
    (root / "templates").mkdir()
    (root / "templates" / "outline.yaml").write_text(OUTLINE, "utf-8", newline="\n")
    closed = asked(root, "close", "--period", "2021-01", "--dry-run", day="2021-02-01")
    assert closed.out.splitlines()[0] == (
        "Chạy thử, sẽ chốt số liệu tháng 01 năm 2021, tính đến hết ngày 01/02/2021: "
        "0 việc phải báo cáo (không có việc nào), 0 phiếu."
    )
    assert asked(root, "prepare", "--period", "2021-01", day="2021-02-01").code == 0
    [file] = (root / "reports").rglob("*.yaml")
    assert file.read_text("utf-8") == PREPARED


# Decisions and own plans


def own_plan(root: Path, *changes: tuple[str, str]) -> None:
    """An own plan of Sở Y tế, as it is derived, with these changes."""
    made = call("plan", "derive", "--agency", "so-yt", "--as-of", DAY, root=root)
    (root / "plans" / "2021-so-yt.yaml").write_text(made.out, "utf-8", newline="\n")
    for old, new in changes:
        change_file(root, "plans/2021-so-yt.yaml", old, new)


ASKED = """decide:
  - "Ghi phòng, đơn vị thực hiện vào units của từng nhiệm vụ."
  - "Xem lại căn cứ, nơi nhận."
"""
ISSUED = (
    ('status: "draft"\n', ""),
    (ASKED, ""),
    (
        '  kind: "Kế hoạch"\n',
        """  kind: "Kế hoạch"
  number: "12/KH-SYT"
  issued: 2021-03-05
  effective: 2021-03-05
  signer: {capacity: "KT. GIÁM ĐỐC", post: "PHÓ GIÁM ĐỐC", name: "Nguyễn Thị Lụa"}
""",
    ),
    ("  recipients: []\n", '  recipients: ["UBND tỉnh;", "Lưu: VT."]\n'),
)
BLANK = "| Số: /KH | *Quảng Ngãi, ngày … tháng … năm …* |"
GIVEN = ("--number", "7", "--date", "2021-03-09", "--signer", "Trần Văn B", "--post", "GIÁM ĐỐC")
ALONE = ("| - Lưu: VT. | |", "| | |")
"""The last lines of a paper whose recipients and signer are not known."""


@pytest.mark.parametrize(
    ("changes", "more", "head", "tail"),
    [
        ((), (), (BLANK, "# DỰ THẢO KẾ HOẠCH"), ("| ***Nơi nhận:*** | **GIÁM ĐỐC** |", *ALONE)),
        (
            (),
            GIVEN,
            ("| Số: 07/KH | *Quảng Ngãi, ngày 09 tháng 3 năm 2021* |", "# DỰ THẢO KẾ HOẠCH"),
            ("| ***Nơi nhận:*** | **GIÁM ĐỐC** |", "| - Lưu: VT. | |", "| | **Trần Văn B** |"),
        ),
        (
            ISSUED[2:],
            (),
            (BLANK, "# DỰ THẢO KẾ HOẠCH"),
            ("| ***Nơi nhận:*** | **GIÁM ĐỐC** |", "| - UBND tỉnh; | |", "| - Lưu: VT. | |"),
        ),
        (
            ISSUED,
            (),
            ("| Số: 12/KH-SYT | *Quảng Ngãi, ngày 05 tháng 3 năm 2021* |", "# KẾ HOẠCH"),
            (
                "| ***Nơi nhận:*** | **KT. GIÁM ĐỐC** |",
                "| - UBND tỉnh; | **PHÓ GIÁM ĐỐC** |",
                "| - Lưu: VT. | |",
                "| | **Nguyễn Thị Lụa** |",
            ),
        ),
        (
            ISSUED,
            GIVEN,
            ("| Số: 07/KH | *Quảng Ngãi, ngày 09 tháng 3 năm 2021* |", "# KẾ HOẠCH"),
            (
                "| ***Nơi nhận:*** | **KT. GIÁM ĐỐC** |",
                "| - UBND tỉnh; | **GIÁM ĐỐC** |",
                "| - Lưu: VT. | |",
                "| | **Trần Văn B** |",
            ),
        ),
    ],
    ids=["draft", "draft with options", "draft with its signer", "issued", "issued with options"],
)
def test_an_own_plan_is_written_as_a_plan_of_its_agency(
    changes: tuple[tuple[str, str], ...],
    more: tuple[str, ...],
    head: tuple[str, ...],
    tail: tuple[str, ...],
    small: Path,
) -> None:
    own_plan(small, *changes)
    found = lines(small, "plan", "--plan", "2021-so-yt", *more)
    assert found[2] == "| **SỞ Y TẾ** | **Độc lập - Tự do - Hạnh phúc** |"
    assert tuple(found[3:5]) == head
    last = found[found.index(tail[0]) :] if tail[0] in found else found[-6:]
    assert tuple(line for line in last if line != "| :---: | :---: |") == tail


ON = "| Số: 159/QĐ-UBND | *Quảng Ngãi, ngày {} năm 2021* |"


def test_a_decision_has_its_own_day_or_the_one_that_is_given(small: Path) -> None:
    assert lines(small, "plan")[3] == ON.format("28 tháng 01")
    assert lines(small, "plan", "--date", "2021-02-03")[3] == ON.format("03 tháng 02")


@pytest.mark.parametrize(
    ("place", "day"),
    [
        ("Quảng Ngãi, ngày 05 tháng 3 năm 2021", date(2021, 3, 5)),
        ("Quảng Ngãi, ngày      tháng      năm", date(1980, 1, 1)),
    ],
)
def test_a_paper_without_a_day_is_of_a_fixed_one(
    place: str, day: date, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that the same paper is the same bytes whenever it is made."""
    days: list[date] = []

    def as_pdf(content: bytes, day: date) -> bytes:
        days.append(day)
        return content

    monkeypatch.setattr(converted, "as_pdf", as_pdf)
    values = {"kind": "plan", "letter": {"place_date": place}}
    monkeypatch.setattr("kstthc_cli.render.word.word_document.render_docx", lambda *_: b"x")
    assert (write_document.document_bytes(small, values, "pdf"), days) == (b"x", [day])


# What one of two may do


HASH = "kstthc_cli.commands.report.close.hash_of_sources"


def test_of_two_who_close_a_period_the_second_is_told_of_the_first(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed_in_between(*words: Any) -> str:
        monkeypatch.setattr(HASH, hash_of_sources)
        assert asked(small, "close", "--quarter", "2", day="2021-06-30").code == 0
        return hash_of_sources(*words)

    monkeypatch.setattr(HASH, closed_in_between)
    result = asked(small, "close", "--quarter", "2", day="2021-07-02")
    assert (result.code, result.out, result.err) == (
        4,
        "",
        (
            "lỗi: Số liệu quý II và 6 tháng đầu năm 2021 đã chốt, tính đến hết ngày 30/6/2021 "
            "(reports/2021/Q2/closing.json).\n"
            "  Cách sửa: Phiếu ghi thêm sau đó được báo cáo nêu riêng là “sau khi chốt số liệu”.\n"
        ),
    )


# What is chosen to be told


def stated(root: Path, duty: str = "3") -> str:
    return str(
        said(root, duty, "so-yt", "--quarter", "2", "--text", "Đã niêm yết 12 thủ tục.", as_of=DAY)["slip"]
    )


PUBLISH = '- {title: "Công khai", sections: ["II"]}'
ISSUE = '- {title: "Ban hành", sections: ["I"]}'
HEADINGS = [
    ((PUBLISH,), "I.1", "1, 2, 5, 6"),
    ((ISSUE,), "I.1", "3, 4, 5, 6"),
    (('- {title: "Đánh giá"}',), "I.1", "1, 2, 3, 4, 5, 6"),
    ((PUBLISH, ISSUE), "I.1", "5, 6"),
    ((ISSUE, '- {title: "Báo cáo", sections: ["III"]}'), "I.2", "3, 4"),
    ((PUBLISH, '- {title: "Góp ý", tasks: ["2", "99"], sections: ["IX"]}'), "I.1", "1, 5, 6"),
]


@pytest.mark.parametrize(("headings", "place", "left"), HEADINGS, ids=range(len(HEADINGS)))
def test_what_is_chosen_stands_under_its_heading_or_the_last_that_takes_any(
    headings: tuple[str, ...], place: str, left: str, small: Path
) -> None:
    (small / "templates").mkdir()
    outline = OUTLINE.replace('- {title: "Công khai", sections: ["I"]}', "\n      ".join(headings))
    (small / "templates" / "outline.yaml").write_text(outline, "utf-8", newline="\n")
    result = asked(small, "highlight", stated(small), "--quarter", "2")
    unknown = (
        "cảnh báo: đề cương nhắc mục IX, nhiệm vụ 99 mà kế hoạch 2021 không có.\n" if "99" in outline else ""
    )
    assert (result.code, result.err) == (
        0,
        (
            f"{unknown}cảnh báo: đề cương không có chỗ cho nhiệm vụ {left}, nên báo cáo không nêu "
            "(kst explain KST088).\n"
        ),
    )
    assert result.out.splitlines()[0] == f"Mục {place}: Sở Y tế: đã niêm yết 12 thủ tục."


def test_where_a_file_is_laid_out_in_another_way_the_statement_is_written_by_hand(small: Path) -> None:
    slip, file = stated(small), small / "reports" / "2021" / "Q2" / "ubnd-tinh.yaml"
    file.parent.mkdir(parents=True)
    head = 'schema_version: 1\nplan: "2021"\nperiod: "2021-Q2"\nagency: "ubnd-tinh"\n'
    text = f"{head}? causes\n: |\n  Thiếu người.\n"
    file.write_text(text, "utf-8", newline="\n")
    result = asked(small, "highlight", slip, "--quarter", "2")
    assert (result.code, result.out, result.err, file.read_text("utf-8")) == (
        4,
        "",
        (
            "lỗi: Không ghi thêm được vào reports/2021/Q2/ubnd-tinh.yaml, dòng 1.\n"
            "  Cách sửa: Ghi mục statements bằng tay.\n"
        ),
        text,
    )
