"""What `kst record` says of a slip, whole: what else is open, what was closed, what is odd."""

from __future__ import annotations

import shlex
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from kstthc_cli.commands.progress.draft import Draft
from kstthc_cli.commands.progress.figure_options import parsed_figure
from kstthc_cli.commands.progress.record import record
from kstthc_cli.commands.questions import Questions, Writing
from kstthc_cli.domain.progress.slips import Figure
from kstthc_cli.errors import RefusedError, UsageError
from kstthc_cli.output import Output
from tests.support.in_process import call
from tests.support.refusals import ascii_id
from tests.support.slip_files import only_slip, plain
from tests.support.small_province import small_province


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small province."""
    return small_province(tmp_path / "kho")


class Told(NamedTuple):
    """Command lines that went before, one that is tried on a day, and what it says."""

    before: list[str]
    line: str
    day: str
    code: int
    out: list[str]
    err: list[str]


TOLD = [
    Told(
        [],
        "record 4 --agency so-yt --period 2021 --status in_progress",
        "2021-03-17",
        0,
        [
            "4. Đánh giá chất lượng giải quyết thủ tục hành chính.",
            "    Sở Y tế, năm 2021: đang thực hiện.",
            "Còn chưa hoàn thành: đầu việc 4, quý IV năm 2021 (hạn 18/12/2021).",
            "Chạy thử: chưa ghi gì.",
        ],
        [],
    ),
    Told(
        [],
        "record 4 --agency so-yt --period 2021 --status in_progress",
        "2021-03-18",
        0,
        [
            "4. Đánh giá chất lượng giải quyết thủ tục hành chính.",
            "    Sở Y tế, năm 2021: đang thực hiện.",
            (
                "Còn chưa hoàn thành: đầu việc 4, quý I năm 2021 (hạn 18/03/2021); đầu việc 4, quý IV năm "
                "2021 (hạn 18/12/2021)."
            ),
            "Chạy thử: chưa ghi gì.",
        ],
        [],
    ),
    Told(
        [],
        "record 4 --agency so-yt --period 2021 --status in_progress",
        "2021-12-17",
        0,
        [
            "4. Đánh giá chất lượng giải quyết thủ tục hành chính.",
            "    Sở Y tế, năm 2021: đang thực hiện.",
            (
                "Còn chưa hoàn thành: đầu việc 4, quý I năm 2021 (hạn 18/03/2021); đầu việc 4, quý II năm "
                "2021 (hạn 18/06/2021); đầu việc 4, quý III năm 2021 (hạn 18/09/2021); đầu việc 4, quý IV "
                "năm 2021 (hạn 18/12/2021)."
            ),
            "Chạy thử: chưa ghi gì.",
        ],
        [],
    ),
    Told(
        [],
        "record 4 --agency so-yt --quarter 2 --status in_progress",
        "2021-03-17",
        0,
        [
            "4. Đánh giá chất lượng giải quyết thủ tục hành chính.",
            "    Sở Y tế, quý II năm 2021: đang thực hiện.",
            "Còn chưa hoàn thành: đầu việc 4, quý I năm 2021 (hạn 18/03/2021).",
            "Chạy thử: chưa ghi gì.",
        ],
        [],
    ),
    Told(
        ["record 3 --agency so-yt --quarter 1 --status done --as-of 2021-03-17"],
        "record 3 --agency so-yt --quarter 2 --status in_progress",
        "2021-06-10",
        0,
        [
            "3. Niêm yết, công khai thủ tục hành chính.",
            "    Sở Y tế, quý II năm 2021: đang thực hiện.",
            "Chạy thử: chưa ghi gì.",
        ],
        [],
    ),
    Told(
        ["record 3 --agency so-yt --quarter 1 --status in_progress --as-of 2021-03-17"],
        "record 3 --agency so-yt --quarter 2 --status in_progress",
        "2021-06-10",
        0,
        [
            "3. Niêm yết, công khai thủ tục hành chính.",
            "    Sở Y tế, quý II năm 2021: đang thực hiện.",
            "Còn chưa hoàn thành: đầu việc 3, quý I năm 2021 (hạn 18/03/2021).",
            "Chạy thử: chưa ghi gì.",
        ],
        [],
    ),
    Told(
        ["report close --quarter 1 --as-of 2021-03-20"],
        "record 3 --agency so-yt --quarter 1 --status done",
        "2021-06-10",
        0,
        [
            "3. Niêm yết, công khai thủ tục hành chính.",
            "    Sở Y tế, quý I năm 2021: hoàn thành.",
            "Chạy thử: chưa ghi gì.",
        ],
        [("lưu ý: số liệu quý I năm 2021 đã chốt; phiếu này được báo cáo nêu riêng “sau khi chốt số liệu”.")],
    ),
    Told(
        ["report close --quarter 1 --as-of 2021-03-20"],
        "record 6 --agency so-tp --status in_progress",
        "2021-06-10",
        0,
        ["6. Tự kiểm tra.", "    Sở Tư pháp, năm 2021: đang thực hiện.", "Chạy thử: chưa ghi gì."],
        [],
    ),
    Told(
        ["report close --quarter 1 --as-of 2021-03-20"],
        "record 3 --agency so-yt --quarter 2 --status in_progress",
        "2021-06-10",
        0,
        [
            "3. Niêm yết, công khai thủ tục hành chính.",
            "    Sở Y tế, quý II năm 2021: đang thực hiện.",
            "Còn chưa hoàn thành: đầu việc 3, quý I năm 2021 (hạn 18/03/2021).",
            "Chạy thử: chưa ghi gì.",
        ],
        [],
    ),
    Told(
        [],
        "record 3 --agency so-yt --quarter 2 --status done --document 12/BC --document-date 2021-06-10",
        "2021-06-10",
        0,
        [
            "3. Niêm yết, công khai thủ tục hành chính.",
            "    Sở Y tế, quý II năm 2021: hoàn thành.",
            "Còn chưa hoàn thành: đầu việc 3, quý I năm 2021 (hạn 18/03/2021).",
            "Chạy thử: chưa ghi gì.",
        ],
        [],
    ),
    Told(
        [],
        'record 4 --agency so-yt --quarter 2 --status done --figure "ty-le=101 %" --figure so-ngay=-1',
        "2021-06-10",
        0,
        [
            "4. Đánh giá chất lượng giải quyết thủ tục hành chính.",
            "    Sở Y tế, quý II năm 2021: hoàn thành.",
            "    Số liệu ty-le: 101%",
            "    Số liệu so-ngay: -1 ngày",
            "Còn chưa hoàn thành: đầu việc 4, quý I năm 2021 (hạn 18/03/2021).",
            "Chạy thử: chưa ghi gì.",
        ],
        [
            (
                "lưu ý: đầu việc 4, quý II năm 2021: số liệu ty-le là 101%, quá 100%; nếu nhầm, sửa trước "
                "khi ghi."
            ),
            (
                "lưu ý: đầu việc 4, quý II năm 2021: số liệu so-ngay là -1 ngày, là số âm; nếu nhầm, sửa "
                "trước khi ghi."
            ),
        ],
    ),
    Told(
        [],
        "record 4 --agency so-yt --quarter 2 --status done --figure ty-le=100 --figure so-ngay=0",
        "2021-06-10",
        0,
        [
            "4. Đánh giá chất lượng giải quyết thủ tục hành chính.",
            "    Sở Y tế, quý II năm 2021: hoàn thành.",
            "    Số liệu ty-le: 100%",
            "    Số liệu so-ngay: 0 ngày",
            "Còn chưa hoàn thành: đầu việc 4, quý I năm 2021 (hạn 18/03/2021).",
            "Chạy thử: chưa ghi gì.",
        ],
        [],
    ),
    Told(
        [],
        "record 4 --agency so-yt --quarter 2 --status done --figure ty-le=9,9 --figure so-ngay=5,5",
        "2021-06-10",
        0,
        [
            "4. Đánh giá chất lượng giải quyết thủ tục hành chính.",
            "    Sở Y tế, quý II năm 2021: hoàn thành.",
            "    Số liệu ty-le: 9,9%",
            "    Số liệu so-ngay: 5,5 ngày",
            "Còn chưa hoàn thành: đầu việc 4, quý I năm 2021 (hạn 18/03/2021).",
            "Chạy thử: chưa ghi gì.",
        ],
        [
            ("lưu ý: đầu việc 4, quý II năm 2021: số liệu ty-le là 9,9%, chưa đạt chỉ tiêu (tối thiểu 10%)."),
            (
                "lưu ý: đầu việc 4, quý II năm 2021: số liệu so-ngay là 5,5 ngày, chưa đạt chỉ tiêu (tối "
                "đa 5 ngày)."
            ),
        ],
    ),
    Told(
        ["record 3 --agency so-yt --quarter 2 --status in_progress --as-of 2021-06-01"],
        "record 3 --agency so-yt --status done",
        "2021-06-19",
        4,
        [],
        [
            (
                "lỗi: Báo cáo ngày 19/06/2021 về đầu việc 3 có thể là của quý II năm 2021 (hạn 18/06/2021) "
                "hoặc quý III năm 2021 (hạn 18/09/2021)."
            ),
            "  Cách sửa: Nêu rõ --period 2021-Q2 hoặc --period 2021-Q3.",
        ],
    ),
    Told(
        ["record 3 --agency so-yt --quarter 2 --status done --as-of 2021-06-18"],
        "record 3 --agency so-yt --status in_progress",
        "2021-06-19",
        0,
        [
            "3. Niêm yết, công khai thủ tục hành chính.",
            "    Sở Y tế, quý III năm 2021: đang thực hiện.",
            "Còn chưa hoàn thành: đầu việc 3, quý I năm 2021 (hạn 18/03/2021).",
            "Chạy thử: chưa ghi gì.",
        ],
        [],
    ),
    Told(
        ["record 3 --agency so-yt --quarter 2 --status in_progress --as-of 2021-06-01"],
        "record --role perform --agency so-yt --status in_progress",
        "2021-06-10",
        0,
        [
            "3. Niêm yết, công khai thủ tục hành chính.",
            "    Sở Y tế, quý II năm 2021: đang thực hiện.",
            "4. Đánh giá chất lượng giải quyết thủ tục hành chính.",
            "    Sở Y tế, quý II năm 2021: đang thực hiện.",
            (
                "Còn chưa hoàn thành: đầu việc 3, quý I năm 2021 (hạn 18/03/2021); đầu việc 4, quý I năm "
                "2021 (hạn 18/03/2021)."
            ),
            "Chạy thử: chưa ghi gì.",
        ],
        [],
    ),
    Told(
        ["record 3 --agency so-yt --quarter 2 --status done --as-of 2021-06-01"],
        "record --role perform --agency so-yt --status in_progress",
        "2021-06-10",
        0,
        [
            "4. Đánh giá chất lượng giải quyết thủ tục hành chính.",
            "    Sở Y tế, quý II năm 2021: đang thực hiện.",
            "Còn chưa hoàn thành: đầu việc 4, quý I năm 2021 (hạn 18/03/2021).",
            "Chạy thử: chưa ghi gì.",
        ],
        [],
    ),
    Told(
        [],
        "record --role coordinate --agency so-yt --status in_progress",
        "2021-06-10",
        4,
        [],
        [
            "lỗi: Sở Y tế không còn việc nào chưa hoàn thành với vai trò phối hợp ở kỳ này.",
            (
                "  Cách sửa: Xem việc của cơ quan: `kst due --agency TÊN`; hoặc nêu kỳ khác bằng "
                "--quarter, --period."
            ),
        ],
    ),
    Told(
        ["request open 5b --due 2021-06-15 --document 45/VPCP --subject abc --as-of 2021-06-01"],
        "record --role coordinate --agency so-yt --status in_progress",
        "2021-06-10",
        0,
        [
            "5b. Báo cáo tình hình kiểm soát thủ tục hành chính.",
            "    Sở Y tế, quý II năm 2021: đang thực hiện.",
            "Chạy thử: chưa ghi gì.",
        ],
        [],
    ),
]


@pytest.mark.parametrize("case", TOLD, ids=lambda case: ascii_id(f"{case.line} {case.day}"))
def test_what_is_said_of_a_slip(case: Told, small: Path) -> None:
    for line in case.before:
        assert call(*shlex.split(line), root=small).code == 0
    result = call(*shlex.split(case.line), "--dry-run", "--as-of", case.day, root=small)
    assert (result.code, result.out.splitlines(), result.err.splitlines()) == case[3:]


def test_a_written_figure_is_corrected_by_another_slip(small: Path) -> None:
    words = ("record", "4", "--agency", "so-yt", "--quarter", "2", "--status", "in_progress")
    result = call(*words, "--figure", "so-ngay=-1", "--as-of", "2021-06-10", root=small)
    assert (result.code, result.err) == (
        0,
        (
            "lưu ý: đầu việc 4, quý II năm 2021: số liệu so-ngay là -1 ngày, là số âm; "
            "nếu nhầm, ghi lại với --supersede.\n"
        ),
    )


# Figures as files of slips state them


@pytest.mark.parametrize(
    ("given", "figure"),
    [
        ({"value": 12.5}, Figure("12.5", "%")),
        ({"value": "12,5", "unit": "ngày"}, Figure("12.5", "ngày")),
        (12, Figure("12", "%")),
        ("12,5 ngày", Figure("12.5", "ngày")),
        ("12 phần trăm", Figure("12", "%")),
    ],
)
def test_a_figure_without_a_unit_has_that_of_its_target(given: object, figure: Figure) -> None:
    assert parsed_figure("ty-le", given, "%") == figure


def test_a_figure_without_any_unit_has_none() -> None:
    assert [parsed_figure("a", given, None) for given in (5, {"value": 5})] == 2 * [Figure("5", "")]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (True, "True"),
        ("x", "x"),
        ({"value": "x"}, "x"),
        ({"value": "5 %"}, "5 %"),
        ({"unit": "%"}, "None"),
    ],
)
def test_what_is_no_number_is_named(given: object, shown: str) -> None:
    with pytest.raises(UsageError) as raised:
        parsed_figure("ty-le", given, "%")
    assert (raised.value.message, raised.value.remedy) == (
        f"Số liệu ty-le: “{shown}” không phải là một con số.",
        "Viết liền, không ngăn hàng nghìn. Ví dụ: ty-le=12,5",
    )


# Agreed to before it is written

DRAFT = Draft("so-yt", ({"duty": "3", "status": "done"},), period="2021-Q2")
PREVIEW = (
    "3. Niêm yết, công khai thủ tục hành chính.\n    Sở Y tế, quý II năm 2021: hoàn thành.\n"
    "Ghi phiếu này? [C/k] "
)


@pytest.mark.parametrize(
    ("answer", "yes", "asked", "written"),
    [
        ("\n", False, [PREVIEW], True),
        ("không\n", False, [PREVIEW], False),
        ("", False, [PREVIEW], False),
        ("không\n", True, [], True),
        (None, False, [], True),
    ],
)
def test_a_slip_that_is_shown_first_is_written_when_it_is_agreed_to(
    answer: str | None, yes: bool, asked: list[str], written: bool, small: Path
) -> None:
    questions: list[str] = []

    def ask(question: str) -> str:
        questions.append(question)
        return answer or ""

    writing = Writing("a" * 7, questions=Questions(yes, None if answer is None else ask), shown_first=True)
    if written:
        assert record(small, DRAFT, date(2021, 6, 10), Output(), writing) == 0
        assert plain(only_slip(small))["entries"] == [{"duty": "3", "status": "done"}]
    else:
        with pytest.raises(RefusedError, match=r"^Đã dừng theo trả lời, chưa ghi gì\.$"):
            record(small, DRAFT, date(2021, 6, 10), Output(), writing)
        assert not (small / "progress").exists()
    assert questions == asked


# The agency of a file and of the command line


@pytest.mark.parametrize("option", ["so-yt", "SO-YT"])
def test_the_same_agency_may_be_named_twice(option: str, small: Path) -> None:
    file = small / "phieu.yaml"
    file.write_text(
        'agency: so-yt\nquarter: 2\nentries: [{duty: "3", status: done}]\n', "utf-8", newline="\n"
    )
    words = ("record", "--file", str(file), "--agency", option, "--dry-run", "--as-of", "2021-06-10")
    result = call(*words, root=small)
    assert (result.code, result.err) == (0, "")


def test_letters_under_heaps_of_marks_are_typed_anew(small: Path) -> None:
    words = ("record", "3", "--agency", "so-yt", "--quarter", "2", "--status", "done")
    result = call(*words, "--text", "a" + "\u0301" * 40, "--as-of", "2021-06-10", root=small)
    assert (result.code, result.out, result.err) == (
        4,
        "",
        "lỗi: Nội dung text có chữ mang quá nhiều dấu chồng lên nhau.\n  Cách sửa: Gõ lại đoạn đó.\n",
    )
