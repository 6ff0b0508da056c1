"""What `kst record` refuses: with a code, a sentence, a remedy, and without a trace in the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.running import Kst
from tests.support.slip_files import AS_OF, LINKS, said
from trees import tree

REFUSED, WRONG_USE = 4, 2
GOOD = {"duty": "3", "agency": "so-yt", "quarter": "2", "status": "done", "as_of": AS_OF}

Changes = dict[str, str | None]


def command(changed: Changes) -> list[str]:
    """A good command line, changed; `None` leaves an option out."""
    words = {**GOOD, **changed}
    duty = words.pop("duty")
    options = [
        part
        for name, value in words.items()
        if value is not None
        for part in (f"--{name.replace('_', '-')}", value)
    ]
    return ["record", *([] if duty is None else [duty]), *options]


def refused(kst: Kst, root: Path, words: list[str], code: int) -> str:
    """Hold that the command is refused so and writes nothing; what it says."""
    before = tree(root)
    result = kst(*words, root=root)
    assert (result.code, result.out) == (code, ""), result.err
    assert tree(root) == before
    assert result.err.startswith("lỗi: ")
    assert "Cách sửa: " in result.err
    return result.err


def test_the_good_command_line_is_good(small: Path, kst: Kst) -> None:
    assert kst(*command({}), root=small).code == 0


# What does not fit the plan

MISFITS: list[tuple[Changes, str]] = [
    ({"duty": "4", "agency": "so-tp"}, "không được giao đầu việc 4 (Đánh giá chất lượng"),
    ({"duty": "99"}, "Kế hoạch 2021 không có đầu việc “99”."),
    ({"duty": "5"}, "Nhiệm vụ 5 có các đầu việc: 5a, 5b."),
    ({"duty": "1", "agency": "vp-ubnd-tinh"}, "không có ở quý II năm 2021 (các kỳ: quý I năm 2021)"),
    ({"duty": "4", "quarter": None, "period": "2021-H1"}, "quý II năm 2021"),
    ({"quarter": None, "period": "2022-Q2"}, "không có ở quý II năm 2022"),
    (
        {"quarter": None, "period": "2021"},
        "các kỳ: quý I năm 2021, quý II năm 2021, quý III năm 2021, quý IV năm 2021",
    ),
    ({"duty": "6", "agency": "so-tp", "quarter": None, "period": "2022-Q1"}, "không có ở quý I năm 2022"),
    ({"agency": "so-abc"}, "“so-abc”"),
    ({"agency": "sở, ban, ngành"}, "“sở, ban, ngành”"),
    ({"date": "2021-07-02"}, "02/07/2021 ở sau ngày 01/07/2021"),
    ({"document": "12/BC", "document_date": "2021-07-02"}, "02/07/2021"),
    ({"figure": "ty-le=1"}, "“ty-le”"),
    ({"duty": "4", "figure": "ty-le-khac=1"}, "“ty-le-khac” không có trong nhiệm vụ (có: ty-le, so-ngay)"),
    ({"duty": "4", "figure": "ty-le=1 ngày"}, "“ty-le” tính bằng “%”, không phải “ngày”"),
    ({"request": "khong-co"}, "“khong-co”"),
    ({"supersede": "2021-06-01-3-khongcophieu"}, "“2021-06-01-3-khongcophieu”"),
]


@pytest.mark.parametrize(("changed", "sentence"), MISFITS)
def test_what_does_not_fit_the_plan_is_refused(
    changed: Changes, sentence: str, small: Path, kst: Kst
) -> None:
    assert sentence in refused(kst, small, command(changed), REFUSED)


@pytest.mark.parametrize("typed", ["x", "", " ", "nan", "%"])
def test_a_figure_that_is_no_number_is_refused_with_an_example(typed: str, small: Path, kst: Kst) -> None:
    told = refused(kst, small, command({"duty": "4", "figure": f"ty-le={typed}"}), REFUSED)
    assert f"“{typed}” không phải là một con số" in told
    assert "Ví dụ" in told


@pytest.mark.parametrize("typed", ["1.2.3", "1,234,567", "12 5", "١٢"])
def test_a_figure_that_is_half_a_number_is_refused_whole(typed: str, small: Path, kst: Kst) -> None:
    """`,567` is no unit."""
    told = refused(kst, small, command({"duty": "4", "figure": f"ty-le={typed}"}), REFUSED)
    assert f"“{typed}” không phải là một con số" in told


@pytest.mark.parametrize(
    ("typed", "whole", "decimal"),
    [
        ("1.234", "1234", "1,2340"),
        ("1,234", "1234", "1,2340"),
        ("12.345 %", "12345", "12,3450"),
        ("-123,456", "-123456", "-123,4560"),
    ],
)
def test_a_figure_that_could_be_two_numbers_is_refused_with_both(
    typed: str, whole: str, decimal: str, small: Path, kst: Kst
) -> None:
    told = refused(kst, small, command({"duty": "4", "figure": f"ty-le={typed}"}), REFUSED)
    assert f"có thể là {whole} hoặc {decimal[:-1]}." in told
    assert f"Viết ty-le={whole} nếu dấu ngăn hàng nghìn, ty-le={decimal} nếu là số thập phân." in told


@pytest.mark.parametrize("day", ["2012-06-16", "2020-12-14", "1900-01-01"])
def test_a_day_before_the_data_of_the_plan_is_refused(day: str, small: Path, kst: Kst) -> None:
    told = refused(kst, small, [*command({}), "--date", day], REFUSED)
    assert "ở trước năm kế hoạch 2021 (kỳ số liệu bắt đầu ngày 15/12/2020)." in told


def test_figures_of_a_duty_without_targets_are_refused_in_plain_words(small: Path, kst: Kst) -> None:
    assert "(có: không có" not in refused(kst, small, command({"figure": "ty-le=1"}), REFUSED)


# Evidence and text


@pytest.mark.parametrize(
    ("evidence", "sentence"),
    [
        ("khong-co.pdf", "Không có tệp minh chứng “khong-co.pdf”."),
        ("plans", "“plans”"),
        ("", "minh chứng"),
        ("../ngoai.txt", "“../ngoai.txt” nằm ngoài kho"),
        ("https://", "https://"),
        ("https://a b", "https://a b"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("x\0y", "x"),
        ("x" * 5000, "x"),
    ],
)
def test_evidence_that_cannot_be_is_refused(evidence: str, sentence: str, small: Path, kst: Kst) -> None:
    (small.parent / "ngoai.txt").write_bytes(b"x")
    assert sentence in refused(kst, small, command({"evidence": evidence}), REFUSED)


@LINKS
@pytest.mark.parametrize(
    ("evidence", "sentence"),
    [
        ("/etc/hosts", "“/etc/hosts” nằm ngoài kho"),
        ("loi-tat.txt", "“loi-tat.txt” nằm ngoài kho"),
        ("loi-tat/ngoai.txt", "“loi-tat/ngoai.txt” nằm ngoài kho"),
        ("cut.txt", "“cut.txt”"),
        ("vong.txt", "“vong.txt”"),
    ],
)
def test_evidence_that_leads_out_or_nowhere_is_refused(
    evidence: str, sentence: str, small: Path, kst: Kst
) -> None:
    (small.parent / "ngoai.txt").write_bytes(b"x")
    (small / "loi-tat.txt").symlink_to("../ngoai.txt")
    (small / "loi-tat").symlink_to("..")
    (small / "cut.txt").symlink_to("khong-co.txt")
    (small / "vong.txt").symlink_to("vong.txt")
    assert sentence in refused(kst, small, command({"evidence": evidence}), REFUSED)


def test_a_file_that_git_ignores_is_no_evidence(small: Path, kst: Kst) -> None:
    """What lies in `.kst/` is gone in every other copy of the repository."""
    refused(kst, small, command({"evidence": ".kst/.gitignore"}), REFUSED)


@pytest.mark.parametrize("option", ["text", "difficulty", "proposal", "document"])
@pytest.mark.parametrize("blank", ["", " ", "\n\t ", "\u00a0\u2003"])
def test_blank_text_is_refused(option: str, blank: str, small: Path, kst: Kst) -> None:
    assert "để trống" in refused(kst, small, command({option: blank}), REFUSED)


@pytest.mark.parametrize("option", ["text", "difficulty", "proposal", "document"])
@pytest.mark.parametrize(
    "char",
    [
        "\0",
        "\a",
        "\b",
        "\r",
        "\x1b",
        "\x7f",
        "\x85",
        "\x9b",
        "\udc80",
        "\ufffe",
        "\uffff",
        "\u202e",
        "\u2066",
    ],
)
def test_characters_that_no_file_can_hold_are_refused(option: str, char: str, small: Path, kst: Kst) -> None:
    told = refused(kst, small, command({option: f"a{char}b"}), REFUSED)
    assert f"U+{ord(char):04X}" in told
    assert char not in told


@pytest.mark.parametrize("by", ["", " ", "a\ab"])
def test_a_name_is_neither_blank_nor_odd(by: str, small: Path, kst: Kst) -> None:
    before = tree(small)
    result = kst(*command({"by": by}), root=small)
    assert result.code in (REFUSED, WRONG_USE)
    assert tree(small) == before


# Wrong use

WRONG: list[tuple[Changes, str]] = [
    ({"duty": None}, "Thiếu mã đầu việc."),
    ({"agency": None}, "Thiếu --agency."),
    ({"agency": " "}, "Tên cơ quan để trống."),
    ({"status": None}, "Thiếu --status."),
    ({"status": ""}, "--status"),
    ({"status": "xong"}, "Không có trạng thái “xong”.\n  Cách sửa: Có phải là done (hoàn thành)?"),
    ({"status": "Đang làm"}, "Có phải là in_progress (đang thực hiện)?"),
    ({"status": "không có"}, "Có phải là not_arising (không phát sinh)?"),
    ({"status": "overdue"}, "Chọn một trong: in_progress (đang thực hiện), done (hoàn thành), not_arising"),
    (
        {"quarter": None, "month": "6"},
        "Không có tùy chọn --month. Kỳ báo cáo nêu bằng --quarter hoặc --period",
    ),
    ({"quarter": "5"}, "Không có quý “5”."),
    ({"period": "2021-Q3"}, "bằng hai cách"),
    ({"date": "2021-02-30"}, "“2021-02-30” không phải là một ngày có thật."),
    ({"as_of": "hôm nay"}, "“hôm nay”"),
    ({"document_date": "2021-06-01"}, "thiếu --document"),
    ({"document_subject": "Báo cáo"}, "thiếu --document"),
    ({"document": "12/BC", "document_date": "32/1/2021"}, "“32/1/2021”"),
    ({"figure": "12.5"}, "tên=giá trị"),
    ({"figure": "=12.5"}, "tên=giá trị"),
    ({"plan": "2020"}, "Không có kế hoạch “2020”."),
    ({"format": "csv"}, "csv"),
]


@pytest.mark.parametrize(("changed", "sentence"), WRONG)
def test_wrong_use_is_explained(changed: Changes, sentence: str, small: Path, kst: Kst) -> None:
    assert sentence in refused(kst, small, command(changed), WRONG_USE)


def test_a_figure_given_twice_is_wrong_use(small: Path, kst: Kst) -> None:
    words = [*command({"duty": "4", "figure": "ty-le=1"}), "--figure", "ty-le=2"]
    assert "“ty-le” nêu hai lần" in refused(kst, small, words, WRONG_USE)


@pytest.mark.parametrize(
    ("changed", "sentence", "remedy"),
    [
        ({"quarter": None, "period": "quý năm"}, "“quý năm” không phải là một kỳ.", "Ví dụ: 2021-Q2"),
    ],
)
def test_words_that_are_not_known_are_refused_with_those_that_are(
    changed: Changes, sentence: str, remedy: str, small: Path, kst: Kst
) -> None:
    before = tree(small)
    result = kst(*command(changed), root=small)
    assert (result.code in (WRONG_USE, REFUSED), tree(small)) == (True, before)
    assert sentence in result.err
    assert remedy in result.err


@pytest.mark.parametrize(
    "more",
    [
        {"date": "2021-06-01"},
        {"by": "Lan"},
        {"text": "Đã làm."},
        {"status": "in_progress"},
        {"supersede": "x"},
        {"figure": "ty-le=1"},
        {"document": "12/BC"},
        {"evidence": "plans/2021.yaml"},
        {"request": "x"},
        {"duty": "4"},
    ],
)
def test_what_a_file_cannot_take_in_is_not_passed_over(more: Changes, small: Path, kst: Kst) -> None:
    """An option beside `--file` is either heeded or wrong use; it is never silently lost."""
    (small / "phieu.yaml").write_text(
        'quarter: 2\nentries: [{duty: "3", status: done}]\n', "utf-8", newline="\n"
    )
    file: Changes = {"duty": None, "quarter": None, "status": None, "file": str(small / "phieu.yaml")}
    refused(kst, small, command({**file, **more}), WRONG_USE)


@pytest.mark.parametrize("more", [{"status": "done"}, {"duty": "3"}, {"figure": "ty-le=1"}, {"file": "-"}])
def test_a_withdrawal_says_nothing_else(more: Changes, small: Path, kst: Kst) -> None:
    slip = said(small, "3", "so-yt", "--quarter", "2")["slip"]
    only: Changes = {"duty": None, "quarter": None, "status": None, "withdraw": slip}
    refused(kst, small, command({**only, **more}), WRONG_USE)


def test_a_withdrawal_names_its_agency(small: Path, kst: Kst) -> None:
    assert "--agency" in refused(kst, small, ["record", "--withdraw", "x", "--as-of", AS_OF], WRONG_USE)
