"""`kst record --file`: a slip of many entries, all of it or nothing."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from tests.support.running import Kst, Result
from tests.support.slip_files import AS_OF, due_rows, is_sealed, only_slip, plain, slips
from trees import tree

HEAD = 'agency: "Sở Y tế"\nquarter: 2\ndate: 2021-06-18\nby: "Nguyễn Thị Lụa"\n'
THREE = """
entries:
  - duty: "3"
    status: hoàn thành
    text: |
      Đã niêm yết.
      Còn thiếu: 2 bảng.
  - duty: "4"
    status: done
    document: {number: "12/BC-SYT", date: 2021-06-15, subject: "Báo cáo"}
    evidence: ["bao-cao.txt", "https://example.vn/a"]
    figures: {ty-le: 12.5, so-ngay: "3 ngày"}
  - {duty: "4", period: "2021", status: in_progress}
"""


def recorded(kst: Kst, root: Path, text: str, *more: str) -> Result:
    """Record a file beside the repository."""
    file = root.parent / "phieu.yaml"
    file.write_text(text, "utf-8", newline="\n")
    return kst("record", "--file", str(file), "--as-of", AS_OF, *more, root=root)


@pytest.fixture
def with_report(small: Path) -> Path:
    """A repository with a file to show."""
    (small / "bao-cao.txt").write_bytes(b"x")
    return small


# Accepted


def test_a_line_is_told_for_each_entry(with_report: Path, kst: Kst) -> None:
    result = recorded(kst, with_report, HEAD + THREE)
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "3. Niêm yết, công khai thủ tục hành chính.",
        "    Sở Y tế, quý II năm 2021: hoàn thành.",
        "4. Đánh giá chất lượng giải quyết thủ tục hành chính.",
        "    Sở Y tế, quý II năm 2021: hoàn thành.",
        "    Số liệu ty-le: 12,5%",
        "    Số liệu so-ngay: 3 ngày",
        "4. Đánh giá chất lượng giải quyết thủ tục hành chính.",
        "    Sở Y tế, năm 2021: đang thực hiện.",
        "Còn chưa hoàn thành: "
        + "; ".join(
            f"đầu việc {duty}, quý {quarter} năm 2021 (hạn {day})"
            for duty, quarter, day in (
                ("3", "I", "18/03/2021"),
                ("4", "I", "18/03/2021"),
                ("4", "IV", "18/12/2021"),
            )
        )
        + ".",
        f"Đã ghi {only_slip(with_report).relative_to(with_report).as_posix()}",
    ]


def test_one_slip_holds_all_entries(with_report: Path, kst: Kst) -> None:
    recorded(kst, with_report, HEAD + THREE)
    content = plain(only_slip(with_report))
    assert is_sealed(only_slip(with_report))
    assert (content["agency"], content["period"], str(content["date"])) == ("so-yt", "2021-Q2", "2021-06-18")
    assert content["by"] == "Nguyễn Thị Lụa"
    first, second, third = content["entries"]
    assert first == {"duty": "3", "status": "done", "text": "Đã niêm yết.\nCòn thiếu: 2 bảng.\n"}
    assert [item["kind"] for item in second["evidence"]] == ["document", "file", "link"]
    assert second["figures"] == {
        "ty-le": {"value": 12.5, "unit": "%"},
        "so-ngay": {"value": 3, "unit": "ngày"},
    }
    assert third == {"duty": "4", "period": "2021", "status": "in_progress"}


def test_json_lists_the_entries(with_report: Path, kst: Kst) -> None:
    told = json.loads(recorded(kst, with_report, HEAD + THREE, "--format", "json").out)
    assert [(e["duty"], e["period"], e["status"]) for e in told["entries"]] == [
        ("3", "2021-Q2", "done"),
        ("4", "2021-Q2", "done"),
        ("4", "2021", "in_progress"),
    ]


def test_every_obligation_of_a_year_fits_into_one_slip(small: Path, kst: Kst) -> None:
    wanted = [("3", f"2021-Q{n}") for n in range(1, 5)] + [("4", f"2021-Q{n}") for n in range(1, 5)]
    lines = "".join(f'  - {{duty: "{duty}", period: "{p}", status: done}}\n' for duty, p in wanted)
    text = f'agency: so-yt\nperiod: "2021"\nentries:\n{lines}'
    assert recorded(kst, small, text).code == 4
    assert recorded(kst, small, text, "--yes").code == 0
    found = due_rows(small, "--agency", "so-yt", "--period", "2021")
    done = [(row["duty"], row["period"]) for row in found if row["status"] in ("done", "done_late")]
    assert sorted(done) == sorted(wanted)


@pytest.mark.parametrize(
    ("head", "options"),
    [
        ("", ("--agency", "so-yt", "--quarter", "2")),
        ("agency: so-yt\n", ("--period", "2021-Q2")),
        ("quarter: 2\n", ("--agency", "Sở Y tế")),
        ('agency: so-yt\nperiod: "Quý II"\n', ()),
        ("agency: so-yt\ndate: 2021-05-01\n", ()),
        ('agency: so-yt\nplan: "2021"\nquarter: 2\n', ()),
    ],
)
def test_the_command_line_fills_what_the_file_leaves_out(
    head: str, options: tuple[str, ...], small: Path, kst: Kst
) -> None:
    result = recorded(kst, small, head + 'entries: [{duty: "3", status: done}]\n', *options)
    assert result.code == 0, result.err
    content = plain(only_slip(small))
    assert (content["agency"], content["period"]) == ("so-yt", "2021-Q2")


def test_standard_input_is_a_file_too(small: Path, kst: Kst, monkeypatch: pytest.MonkeyPatch) -> None:
    text = HEAD + 'entries: [{duty: "3", status: done, text: "Đã xong"}]\n'
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert kst("record", "--file", "-", "--as-of", AS_OF, root=small).code == 0
    assert plain(only_slip(small))["entries"][0]["text"] == "Đã xong"


@pytest.mark.parametrize("duty", ["5a", "5A"])
def test_a_duty_is_named_in_a_file_as_on_the_command_line(duty: str, small: Path, kst: Kst) -> None:
    on_line = kst(
        "record", duty, "--agency", "huyen-ba-to", "--quarter", "2", "--status", "done", "--as-of", AS_OF,
        root=small,
    )  # fmt: skip
    in_file = recorded(
        kst, small, f'agency: huyen-ba-to\nquarter: 2\nentries: [{{duty: "{duty}", status: done}}]\n'
    )
    assert (on_line.code, in_file.code) == (0, 0)


def test_a_dry_run_of_a_file_writes_nothing(with_report: Path, kst: Kst) -> None:
    before = tree(with_report)
    result = recorded(kst, with_report, HEAD + THREE, "--dry-run")
    assert (result.code, tree(with_report)) == (0, before)
    assert "Chạy thử: chưa ghi gì." in result.out


# Refused


def test_the_plan_that_a_file_names_is_the_one(small: Path, kst: Kst) -> None:
    text = HEAD + 'entries: [{duty: "3", status: done}]\n'
    assert recorded(kst, small, 'plan: "2021"\n' + text).code == 0
    result = recorded(kst, small, 'plan: "2031"\n' + text)
    assert (result.code, result.err.split("\n")[0]) == (2, "lỗi: Không có kế hoạch “2031”.")


WRONG_LINES = {
    '{duty: "99", status: done}': "không có đầu việc “99”",
    '{duty: "2", status: done}': "không được giao đầu việc 2",
    '{duty: "4", period: "2021-H1", status: done}': "không có ở 6 tháng đầu năm 2021",
    '{duty: "4", period: "quý năm", status: done}': "“quý năm”",
    '{duty: "4", status: xong}': "“xong”",
    '{duty: "4", status: done, figures: {khac: 1}}': "“khac”",
    '{duty: "4", status: done, figures: {ty-le: abc}}': "“abc” không phải là một con số",
    '{duty: "4", status: done, figures: {ty-le: {value: 1, unit: "ngày"}}}': "không phải “ngày”",
    '{duty: "4", status: done, evidence: ["khong-co.txt"]}': "“khong-co.txt”",
    '{duty: "4", status: done, request: "khong-co"}': "“khong-co”",
}


@pytest.mark.parametrize("wrong", WRONG_LINES)
def test_one_wrong_entry_refuses_all_and_each_gets_its_line(wrong: str, small: Path, kst: Kst) -> None:
    before = tree(small)
    good = '{duty: "3", status: done}', '{duty: "3", period: "2021-Q3", status: done}'
    text = f"{HEAD}entries:\n  - {good[0]}\n  - {wrong}\n  - {good[1]}\n"
    result = recorded(kst, small, text)
    assert (result.code, result.out, tree(small)) == (4, "", before)
    lines = result.err.splitlines()
    assert (lines[1].strip(), lines[3].strip()) == ("3: được", "3, kỳ 2021-Q3: được")
    assert WRONG_LINES[wrong] in lines[2]
    assert "chưa dòng nào được ghi" in result.err


def test_every_wrong_entry_is_told_at_once(small: Path, kst: Kst) -> None:
    result = recorded(kst, small, f"{HEAD}entries: [{', '.join(WRONG_LINES)}]\n")
    assert result.code == 4
    assert [said for said in WRONG_LINES.values() if said not in result.err] == []


@pytest.mark.parametrize("second", ["", 'period: "2021-Q2", ', 'period: "Quý II", ', 'period: "2021-06", '])
def test_an_obligation_stands_only_once_in_a_slip(second: str, small: Path, kst: Kst) -> None:
    entries = f'[{{duty: "3", status: done}}, {{duty: "3", {second}status: not_arising}}]'
    result = recorded(kst, small, f"{HEAD}entries: {entries}\n")
    assert (result.code, slips(small)) == (4, [])
    assert "Đầu việc 3, quý II năm 2021 xuất hiện hai lần" in result.err


@pytest.mark.parametrize(
    ("text", "code", "line", "words"),
    [
        (HEAD + 'entries:\n  - duty: "3"\n    statuss: done\n', "KST021", 7, "“status”"),
        (HEAD + 'agencyy: x\nentries: [{duty: "3", status: done}]\n', "KST021", 5, "“agency”"),
        (HEAD + 'entries:\n  - {duty: "3", status: done, quarter: 2}\n', "KST021", 6, "“quarter”"),
        (HEAD + 'entries:\n  - {duty: "3"}\n', "KST020", 6, "“status”"),
        (HEAD + "entries: []\n", "KST027", 5, ""),
        (HEAD, "KST020", 1, "“entries”"),
        (HEAD + "entries:\n  - {duty: 3, status: done}\n", "KST023", 6, '"3"'),
        (HEAD + 'entries:\n  - {duty: "3", status: done, text: ""}\n', "KST027", 6, ""),
        (HEAD + 'entries:\n  - {duty: "3", status: done, text: "a\\u0007"}\n', "KST015", 6, "U+0007"),
        (
            HEAD + 'entries:\n  - {duty: "3", status: done, document: {date: 2021-06-01}}\n',
            "KST020",
            6,
            "number",
        ),
        (HEAD + 'entries:\n  - {duty: "3", status: done, figures: {a: {unit: "%"}}}\n', "KST020", 6, "value"),
        (HEAD + 'entries:\n  - {duty: "3", status: done, figures: {a: [1]}}\n', "KST022", 6, ""),
        ("quarter: 5\nagency: so-yt\nentries: [{duty: x, status: done}]\n", "KST025", 1, "5"),
        ("agency: so-yt\nagency: so-tp\nentries: [{duty: x, status: done}]\n", "KST010", 2, "agency"),
        ("agency: so-yt\n\tquarter: 2\n", "KST009", 2, "Tab"),
        ("a: &x 1\nb: *x\n", "KST011", 1, ""),
        ("", "KST014", 1, ""),
    ],
)
def test_a_file_that_is_no_slip_is_explained_with_its_line(
    text: str, code: str, line: int, words: str, small: Path, kst: Kst
) -> None:
    before = tree(small)
    result = recorded(kst, small, text)
    assert (result.code, result.out, tree(small)) == (3, "", before)
    assert f"[{code}]" in result.err
    assert f"phieu.yaml:{line}:" in result.err
    assert words in result.err


@pytest.mark.parametrize(
    "text",
    [
        HEAD + 'entries:\n  - {duty: "3", status: done, agency: so-tp}\n',
        'quarter: 2\nentries:\n  - {duty: "3", status: done, agency: so-tp}\n',
        'quarter: 2\nagency: [so-yt, so-tp]\nentries:\n  - {duty: "3", status: done}\n',
    ],
)
def test_a_file_is_what_one_agency_says_and_how_to_divide_it_is_told(
    text: str, small: Path, kst: Kst
) -> None:
    result = recorded(kst, small, text)
    assert (result.code, result.out, slips(small)) == (3, "", [])
    assert "Một phiếu tiến độ là của một cơ quan" in result.err
    assert "Tách mỗi cơ quan một tệp" in result.err


def test_a_key_is_not_offered_as_its_own_correction(small: Path, kst: Kst) -> None:
    result = recorded(kst, small, HEAD + 'entries:\n  - {duty: "3", status: done, quarter: 2}\n')
    assert "Có phải là “quarter”?" not in result.err


def test_no_word_of_the_program_slips_into_a_sentence(small: Path, kst: Kst) -> None:
    text = HEAD + 'entries:\n  - {duty: "4", status: done, figures: {ty-le: {unit: "%"}}}\n'
    assert "None" not in recorded(kst, small, text).err


def test_an_unknown_key_of_a_figure_is_not_lost(small: Path, kst: Kst) -> None:
    figure = '{value: 1, unit: "%", note: "tạm tính"}'
    result = recorded(
        kst, small, f'{HEAD}entries: [{{duty: "4", status: done, figures: {{ty-le: {figure}}}}}]\n'
    )
    assert (result.code, slips(small)) == (3, [])
    assert "“note”" in result.err


def test_a_file_says_its_period_once(small: Path, kst: Kst) -> None:
    text = 'agency: so-yt\nquarter: 2\nperiod: "2021-Q3"\nentries: [{duty: "3", status: done}]\n'
    result = recorded(kst, small, text)
    assert result.code in (2, 3, 4)
    assert slips(small) == []


@pytest.mark.parametrize("options", [("--agency", "so-tp"), ("--quarter", "3")])
def test_file_and_command_line_may_not_disagree(options: tuple[str, str], small: Path, kst: Kst) -> None:
    result = recorded(kst, small, HEAD + 'entries: [{duty: "3", status: done}]\n', *options)
    assert result.code in (2, 4)
    assert slips(small) == []


SAME_PERIOD = ("quarter: 2", 'period: "2021-Q2"', 'period: "Q2"', 'period: "Quý II/2021"')


SAME_OPTION = {
    "quarter": ("--quarter", "2"),
    "period": ("--period", "2021-Q2"),
    "period without year": ("--period", "Q2"),
    "period in words": ("--period", "Quý II/2021"),
}


@pytest.mark.parametrize("option", SAME_OPTION)
def test_file_and_command_line_may_say_the_same_in_other_words(option: str, small: Path, kst: Kst) -> None:
    for stated in SAME_PERIOD:
        text = f'agency: so-yt\n{stated}\nentries: [{{duty: "3", status: done}}]\n'
        result = recorded(kst, small, text, *SAME_OPTION[option], "--agency", "Sở Y tế", "--dry-run")
        assert (result.code, "Sở Y tế, quý II năm 2021" in result.out) == (0, True), result.err


@pytest.mark.parametrize(
    "option", ["--quarter 3", "--period 2022-Q2", "--period 2021-06", "--period 2021-H1"]
)
def test_periods_that_differ_are_refused_however_they_are_written(option: str, small: Path, kst: Kst) -> None:
    for stated in SAME_PERIOD:
        text = f'agency: so-yt\n{stated}\nentries: [{{duty: "3", status: done}}]\n'
        result = recorded(kst, small, text, *option.split())
        assert (result.code, "dòng lệnh ghi" in result.err) == (2, True)
    assert slips(small) == []


def test_a_file_without_an_agency_is_wrong_use(small: Path, kst: Kst) -> None:
    result = recorded(kst, small, 'entries: [{duty: "3", status: done}]\n')
    assert (result.code, slips(small)) == (2, [])
    assert "--agency" in result.err


def test_a_file_that_is_not_there_is_said_so(small: Path, kst: Kst) -> None:
    result = kst("record", "--file", "khong-co.yaml", "--as-of", AS_OF, root=small)
    assert (result.code, slips(small)) == (3, [])
    assert "khong-co.yaml" in result.err


def test_a_day_to_come_is_refused_in_a_file_too(small: Path, kst: Kst) -> None:
    result = recorded(kst, small, 'agency: so-yt\ndate: 2021-07-02\nentries: [{duty: "3", status: done}]\n')
    assert (result.code, slips(small)) == (4, [])
