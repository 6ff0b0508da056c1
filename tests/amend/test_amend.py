"""`kst amend`: what a document orders, in the text of the plan and nowhere else."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from difflib import ndiff
from pathlib import Path
from typing import Any

import pytest

from kstthc_cli.commands.amend import amend_effects
from tests.support.reporting import with_reporting
from tests.support.running import PROJECT, Kst, Result
from trees import tree

GROUND = ("--ground", "512/QĐ-UBND", "--ground-date", "2021-05-20")
ITEM = [
    "+ amendments:",
    '+   - number: "512/QĐ-UBND"',
    "+     date: 2021-05-20",
]

Amend = Callable[..., Result]


@pytest.fixture
def amend(kst: Kst, repo: Path) -> Amend:
    """`kst amend` in the sample repository, by the ground of these tests."""

    def call(*arguments: str) -> Result:
        return kst("amend", *arguments, *GROUND, "--as-of", "2021-06-01", root=repo)

    return call


def plan_of(repo: Path) -> Path:
    return repo / "plans" / "2021.yaml"


def changes(before: str, after: str) -> list[str]:
    """The lines that went and came, without the item of `amendments`."""
    lines = [line for line in ndiff(before.split("\n"), after.split("\n")) if line[0] in "+-"]
    return [line for line in lines if line not in ITEM and not line.startswith("+     changes: ")]


def due(kst: Kst, root: Path, *arguments: str) -> list[tuple[str, str]]:
    """Nominal day and duty of everything in a list of the whole year."""
    result = kst(
        "due", "--period", "2021", "--as-of", "2021-06-01", "--format", "json", *arguments, root=root
    )
    return [(row["due"] or "", row["duty"]) for row in json.loads(result.out)["obligations"]]


# What is written


def test_a_deadline_changes_one_line_and_names_its_ground(amend: Amend, repo: Path) -> None:
    before = plan_of(repo).read_text("utf-8")
    result = amend("25", "--deadline", "Quý IV")
    after = plan_of(repo).read_text("utf-8")
    assert (result.code, result.err) == (0, "")
    assert changes(before, after) == [
        '-         schedule: {kind: by_date, text: "Quý II", by: "2021-Q2"}',
        '+         schedule: {kind: by_date, text: "Quý IV", by: "2021-Q4"}',
    ]
    assert (
        'amendments:\n  - number: "512/QĐ-UBND"\n    date: 2021-05-20\n    changes: ["25"]\nannex:\n' in after
    )


def test_several_changes_in_one_call(amend: Amend, repo: Path) -> None:
    before = plan_of(repo).read_text("utf-8")
    amend(
        *("12", "--deadline", "trước ngày 15/12", "--drop-agency", "UBND cấp huyện"),
        *("--add-agency", "Sở Y tế", "--add-agency", "Sở Nội vụ", "--role", "phối hợp"),
        *("--printed", "- Sở Y tế, Sở Nội vụ phối hợp.", "--note", "Dời hạn do dịch bệnh."),
    )
    assert changes(before, plan_of(repo).read_text("utf-8")) == [
        '+     note: "Dời hạn do dịch bệnh."',
        "+             ended: {ubnd-cap-huyen: 2021-05-20}",
        '+           - printed: "- Sở Y tế, Sở Nội vụ phối hợp."',
        "+             coordinate: [so-yt, so-nv]",
        "+             since: 2021-05-20",
        '-         schedule: {kind: by_date, text: "Quý I", by: "2021-Q1"}',
        '+         schedule: {kind: by_date, text: "Trước ngày 15/12", by: 2021-12-14}',
    ]


def test_in_a_file_full_of_comments_only_the_lines_it_must(kst: Kst, repo: Path) -> None:
    file = plan_of(repo)
    lines = file.read_text("utf-8").rstrip("\n").split("\n")
    noisy = [
        noise
        for n, line in enumerate(lines)
        for noise in (f"{' ' * (n % 7)}# trên {n}", f"{line}  # sau {n}: {{a, [b]}}", *([""] * (n % 3 == 0)))
    ]
    file.write_text("\n".join(noisy) + "\n# cuối tệp\n", encoding="utf-8", newline="\n")
    before = file.read_text("utf-8")
    assert kst("validate", root=repo).code == 0
    for words in (
        ("25", "--deadline", "Q4", "--drop-agency", "ubnd-cap-huyen"),
        ("drop-task", "9"),
        ("19", "--add-agency", "Sở Y tế", "--role", "lead", "--printed", "- Sở Y tế chủ trì."),
    ):
        assert kst("amend", *words, *GROUND, "--as-of", "2021-06-01", root=repo).code == 0
    number = next(n for n, line in enumerate(lines) if '"2021-Q2"' in line)
    assert changes(before, file.read_text("utf-8")) == [
        "+         ended: 2021-05-20",
        '+           - printed: "- Sở Y tế chủ trì."',
        "+             lead: [so-yt]",
        "+             since: 2021-05-20",
        "+             ended: {ubnd-cap-huyen: 2021-05-20}",
        f'-         schedule: {{kind: by_date, text: "Quý II", by: "2021-Q2"}}  # sau {number}: {{a, [b]}}',
        f'+         schedule: {{kind: by_date, text: "Quý IV", by: "2021-Q4"}}  # sau {number}: {{a, [b]}}',
    ]


def test_one_document_has_one_item(amend: Amend, kst: Kst, repo: Path) -> None:
    amend("25", "--deadline", "Quý IV")
    amend("drop-task", "9", "39b")
    amend("25", "--drop-agency", "UBND cấp huyện")
    other = ("--ground", "600/QĐ-UBND", "--ground-date", "20/7/2021", "--from", "01/8/2021")
    kst("amend", "drop-task", "26", *other, "--as-of", "2021-08-01", root=repo)
    shown = json.loads(kst("plan", "show", "--format", "json", root=repo).out)["amendments"]
    assert [(item["number"], item["date"], item["changes"]) for item in shown] == [
        ("512/QĐ-UBND", "2021-05-20", ["25", "9", "39b"]),
        ("600/QĐ-UBND", "2021-07-20", ["26"]),
    ]
    assert "        ended: 2021-08-01\n" in plan_of(repo).read_text("utf-8")


def test_nothing_is_written_on_trial(amend: Amend, repo: Path) -> None:
    before = tree(repo)
    result = amend("25", "--deadline", "Quý IV", "--dry-run")
    assert result.out.endswith("Chạy thử: chưa ghi gì.\n")
    assert (result.code, tree(repo)) == (0, before)


def test_as_json(amend: Amend) -> None:
    data = json.loads(amend("25", "--deadline", "Q4", "--dry-run", "--format", "json").out)
    assert {key: data[key] for key in ("schema_version", "plan", "path", "number", "date", "changes")} == {
        "schema_version": 1,
        "plan": "2021",
        "path": "plans/2021.yaml",
        "number": "512/QĐ-UBND",
        "date": "2021-05-20",
        "changes": ["25"],
    }
    assert data["written"] is False
    assert data["obligations"] == {"appear": 0, "vanish": 0}
    assert '+        schedule: {kind: by_date, text: "Quý IV", by: "2021-Q4"}' in data["diff"]


# What follows from it


def test_a_dropped_task_is_asked_for_until_its_end(amend: Amend, kst: Kst, repo: Path) -> None:
    assert [day for day, _ in due(kst, repo, "--agency", "so-yt", "--task", "9")] == [
        "2021-03-18", "2021-06-18", "2021-09-18", "2021-12-18",
    ]  # fmt: skip
    amend("drop-task", "9")
    assert [day for day, _ in due(kst, repo, "--agency", "so-yt", "--task", "9")] == ["2021-03-18"]


def test_a_dropped_duty_leaves_its_sister(amend: Amend, kst: Kst, repo: Path) -> None:
    amend("drop-task", "39b")
    assert {duty for _, duty in due(kst, repo, "--agency", "so-yt", "--task", "39")} == {"39a"}


def test_slips_of_what_fell_due_before_keep_their_meaning(amend: Amend, kst: Kst, repo: Path) -> None:
    said = ("--agency", "so-yt", "--status", "done", "--document", "1/BC-SYT", "--as-of", "2021-06-01")
    assert kst("record", "9", *said, "--period", "2021-Q1", root=repo).code == 0
    assert kst("record", "9", *said, "--period", "2021-Q2", root=repo).code == 0
    result = amend("drop-task", "9")
    assert result.err.count("cảnh báo[KST052]") == 1
    assert "quý II năm 2021" in result.err
    [row] = json.loads(
        kst("due", "--agency", "so-yt", "--task", "9", "--period", "2021", "--as-of", "2021-06-01",
            "--all-roles", "--format", "json", root=repo).out
    )["obligations"]  # fmt: skip
    assert (row["due"], row["status"]) == ("2021-03-18", "done_late")


def test_an_agency_owes_what_it_was_given_from_the_day_on(amend: Amend, kst: Kst, repo: Path) -> None:
    amend("30", "--add-agency", "Báo Quảng Ngãi", "--role", "phối hợp")
    found = due(kst, repo, "--agency", "bao-quang-ngai", "--task", "30")
    assert [day for day, _ in found] == ["2021-06-18", "2021-09-18", "2021-12-18"]


def test_an_agency_no_longer_owes_what_was_taken_from_it(amend: Amend, kst: Kst, repo: Path) -> None:
    amend("8", "--drop-agency", "UBND cấp huyện")
    assert [day for day, _ in due(kst, repo, "--agency", "huyen-binh-son", "--task", "8")] == ["2021-03-19"]
    assert len(due(kst, repo, "--agency", "so-yt", "--task", "8")) == 4


def test_a_member_can_be_taken_out_of_its_group(amend: Amend, kst: Kst, repo: Path) -> None:
    amend("8", "--drop-agency", "Sở Y tế")
    assert [day for day, _ in due(kst, repo, "--agency", "so-yt", "--task", "8")] == ["2021-03-18"]
    assert len(due(kst, repo, "--agency", "so-tp", "--task", "8")) == 4
    assert "9" in kst("agencies", "show", "so-yt", "--format", "csv", root=repo).out
    duties = json.loads(kst("agencies", "show", "so-yt", "--format", "json", root=repo).out)["duties"]
    assert "8" not in [duty["duty"] for duty in duties]


def test_a_role_is_changed_by_dropping_and_adding(amend: Amend, kst: Kst, repo: Path) -> None:
    amend("6", "--drop-agency", "so-tp", "--add-agency", "so-tp", "--role", "lead")
    rows = json.loads(
        kst("due", "--agency", "so-tp", "--task", "6", "--period", "2021", "--as-of", "2021-06-01",
            "--format", "json", root=repo).out
    )["obligations"]  # fmt: skip
    assert [(row["due"], row["roles"]) for row in rows] == [
        ("2021-03-18", ["appraise"]),
        ("2021-06-18", ["lead"]),
        ("2021-09-18", ["lead"]),
        ("2021-12-18", ["lead"]),
    ]


def test_a_new_task_has_the_next_number_and_is_owed_from_its_day(amend: Amend, kst: Kst, repo: Path) -> None:
    words = (
        "--section",
        "viii",
        "--content",
        "Tổ chức hội thi.",
        "--result",
        "Kế hoạch.",
        "--result",
        "Báo cáo.",
    )
    added = (
        "--add-agency",
        "Sở TTTT",
        "--role",
        "chủ trì",
        "--add-agency",
        "so-ban-nganh",
        "--role",
        "phối hợp",
    )
    amend("add-task", *words, "--deadline", "Thường xuyên", *added, "--after", "35")
    assert [day for day, _ in due(kst, repo, "--agency", "so-tttt", "--task", "40")] == [
        "2021-06-18", "2021-09-18", "2021-12-18",
    ]  # fmt: skip
    shown = kst("plan", "show", "35", "36", "40", root=repo).out
    assert shown.index("\n35. ") < shown.index("\n40. ") < shown.index("\n36. ")
    assert "- Sở Thông tin và Truyền thông chủ trì (theo Quyết định số 512/QĐ-UBND).\n" in shown
    assert "Thời gian: Thường xuyên [bổ sung từ 20/05/2021]" in shown


def test_a_request_for_what_has_ended_is_refused(amend: Amend, kst: Kst, repo: Path) -> None:
    amend("drop-task", "39b")
    words = ("--document", "45/VPCP-KSTT", "--subject", "Báo cáo", "--as-of", "2021-06-01")
    result = kst("request", "open", "39b", "--due", "2021-08-20", *words, root=repo)
    assert result.code == 4
    assert "39b không còn" in result.err


def test_what_was_amended_is_told_where_the_plan_is_shown(amend: Amend, kst: Kst, repo: Path) -> None:
    amend("8", "--drop-agency", "UBND cấp huyện", "--add-agency", "so-yt", "--role", "lead")
    amend("drop-task", "9", "--note", "Nhập vào nhiệm vụ 10.")
    shown = kst("plan", "show", root=repo).out
    assert "- Các sở, ban, ngành và UBND cấp huyện phối hợp. [UBND cấp huyện thôi từ 20/05/2021]\n" in shown
    assert "- Sở Y tế chủ trì (theo Quyết định số 512/QĐ-UBND). [từ 20/05/2021]\n" in shown
    assert "Thời gian: Thường xuyên [bãi bỏ từ 20/05/2021]\n" in shown
    document = "- 512/QĐ-UBND ngày 20/05/2021 (sửa: 8, 9): Nhập vào nhiệm vụ 10.\n"
    assert document in shown
    assert document in kst("plan", "show", "--format", "markdown", root=repo).out


# Words


def reworded(amend: Amend, repo: Path, name: str, words: str) -> Result:
    file = repo / "chu-moi.yaml"
    file.write_text(words, "utf-8", newline="\n")
    return amend(name, "--reword", str(file))


def test_words_are_changed_by_a_file(amend: Amend, repo: Path) -> None:
    before = plan_of(repo).read_text("utf-8")
    words = 'content: "Nội dung mới."\nresults: ["Văn bản thẩm định.", "Báo cáo."]\n'
    printed = (
        'printed: ["- Sở Tư pháp thẩm định, báo cáo.", "- Các sở, ban, ngành được giao chủ trì soạn thảo '
        'văn bản phối hợp."]\n'
    )
    assert reworded(amend, repo, "6", words + printed).code == 0
    assert changes(before, plan_of(repo).read_text("utf-8")) == [
        '-         content: "Thẩm định quy định về TTHC trong dự thảo văn bản quy phạm pháp luật."',
        '+         content: "Nội dung mới."',
        '+           - "Báo cáo."',
        '-           - printed: "- Sở Tư pháp thẩm định."',
        '+           - printed: "- Sở Tư pháp thẩm định, báo cáo."',
    ]


def test_a_section_and_the_plan_have_titles(amend: Amend, repo: Path) -> None:
    assert reworded(amend, repo, "IV", 'title: "Rà soát thủ tục hành chính"\n').code == 0
    assert reworded(amend, repo, "plan", 'title: "Kế hoạch sửa đổi năm 2021"\n').code == 0
    text = plan_of(repo).read_text("utf-8")
    assert '    title: "Rà soát thủ tục hành chính"\n' in text
    assert '\ntitle: "Kế hoạch sửa đổi năm 2021"\n' in text
    assert '    changes: ["IV", "plan"]\n' in text


@pytest.mark.parametrize(
    ("name", "words", "code", "said"),
    [
        ("6", 'printed: ["- Một dòng."]\n', 4, "6 có 2 dòng phân công, tệp chữ mới có 1 dòng printed."),
        ("6", 'title: "x"\n', 4, "chữ của nó ở content"),
        ("IV", 'content: "x"\n', 4, "“IV” là mục, không có nội dung để sửa."),
        ("1a", 'content: "x"\n', 4, "Sửa cho cả nhiệm vụ bằng mã 1."),
        ("6", "{}\n", 2, "không có chữ mới nào"),
        ("6", 'text: "x"\n', 3, "Khóa “text” không có trong lược đồ."),
        (
            "6",
            'content: "Thẩm định quy định về TTHC trong dự thảo văn bản quy phạm pháp luật."\n',
            4,
            "đã đúng",
        ),
    ],
)
def test_words_that_do_not_fit(amend: Amend, repo: Path, name: str, words: str, code: int, said: str) -> None:
    before = plan_of(repo).read_bytes()
    result = reworded(amend, repo, name, words)
    assert (result.code, plan_of(repo).read_bytes()) == (code, before)
    assert said in result.err


# What is refused

NEW_TASK = ("add-task", "--content", "x", "--result", "y", "--deadline", "Q4")
GIVEN = ("--add-agency", "so-tp", "--role", "lead")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("99", "--deadline", "Q4"), 2, "không có đầu việc, nhiệm vụ hay mục “99”"),
        (("25",), 2, "Chưa nêu nội dung sửa"),
        (("25", "--deadline", "hằng tuần"), 2, "Không hiểu thời gian “hằng tuần”"),
        (("13", "--deadline", "Theo kế hoạch"), 2, "“theo kế hoạch ra-soat”"),
        (("25", "--deadline", "Q2"), 4, "Thời gian của 25 đã là “Quý II”"),
        (("1", "--deadline", "Q4"), 4, "Gọi từng đầu việc: 1a, 1b."),
        (("3a", *GIVEN), 4, "Phần phân công của 3a dùng chung cho 3a, 3b."),
        (("IV", "--deadline", "Q4"), 4, "“IV” là mục, không có thời gian"),
        (("25", "--add-agency", "so-tp"), 2, "Có 1 --add-agency và 0 --role"),
        (("25", *GIVEN, "--printed", "a", "--printed", "b"), 2, "Có 2 --printed cho 1 dòng"),
        (("6", "--add-agency", "so-tp", "--role", "appraise"), 4, "“so-tp” đã có vai trò"),
        (("6", "--drop-agency", "bao-quang-ngai"), 4, "“bao-quang-ngai” không được giao việc nào ở 6"),
        (("6", "--drop-agency", "so-tp"), 4, "KST035"),
        (("6", "--drop-agency", "binh thanh"), 4, "Không chắc"),
        (("drop-task", "IV"), 4, "chỉ bỏ được nhiệm vụ, đầu việc"),
        ((*NEW_TASK, *GIVEN, "--section", "XX"), 2, "Các mục: I, II"),
        ((*NEW_TASK, *GIVEN, "--section", "IX", "--id", "39A"), 4, "Mã “39A” đã dùng"),
        ((*NEW_TASK, *GIVEN, "--section", "IX", "--after", "1"), 2, "Mục IX không có nhiệm vụ “1”"),
        ((*NEW_TASK, "--section", "IX"), 2, "Nhiệm vụ mới chưa giao cho ai"),
        (("25", "--deadline", "Q4", "--ground-date", "2021-01-01"), 2, "trước ngày ban hành kế hoạch"),
        (("25", "--deadline", "Q4", "--ground", " "), 2, "số văn bản để trống"),
    ],
)
def test_what_makes_no_sense_changes_nothing(
    kst: Kst, repo: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    before = tree(repo)
    result = kst("amend", words[0], *GROUND, *words[1:], "--as-of", "2021-06-01", root=repo)
    assert result.code == code, result.err
    assert said in result.err
    assert tree(repo) == before


# Warnings


def test_a_warning_that_the_change_brings_is_told_once_and_an_old_one_not_again(
    amend: Amend, repo: Path
) -> None:
    result = amend("25", "--add-agency", "so-yt", "--role", "lead", "--printed", "- Sở Nội vụ chủ trì.")
    assert result.code == 0
    line = plan_of(repo).read_text("utf-8").partition("Sở Nội vụ chủ trì.")[0].count("\n") + 1
    assert result.err.count("cảnh báo[") == 1
    assert f"cảnh báo[KST059] plans/2021.yaml:{line}:" in result.err
    assert "Dòng in có “Sở Nội vụ” nhưng không giao vai trò nào" in result.err
    again = amend("25", "--deadline", "Quý IV")
    assert (again.code, again.err) == (0, "")


def test_dropping_twice_is_refused(amend: Amend) -> None:
    amend("drop-task", "9")
    assert "9 đã bãi bỏ từ ngày 20/05/2021" in amend("drop-task", "9").err
    amend("8", "--drop-agency", "so-yt")
    assert amend("8", "--drop-agency", "so-yt").code == 4


@pytest.mark.parametrize(
    "spoil", [lambda raw: b"\xef\xbb\xbf" + raw, lambda raw: raw.replace(b"\n", b"\r\n")]
)
def test_a_file_with_bom_or_crlf_is_first_brought_to_house_style(
    amend: Amend, kst: Kst, repo: Path, spoil: Callable[[bytes], bytes]
) -> None:
    file = plan_of(repo)
    clean = file.read_bytes()
    file.write_bytes(spoil(clean))
    result = amend("25", "--deadline", "Q4")
    assert result.code == 4
    assert "kst fmt plans/2021.yaml" in result.err
    assert file.read_bytes() == spoil(clean)
    assert kst("fmt", str(file), root=repo).code == 0
    assert file.read_bytes() == clean
    assert amend("25", "--deadline", "Q4").code == 0


def test_a_plan_with_errors_is_not_amended(amend: Amend, repo: Path) -> None:
    file = plan_of(repo)
    file.write_text(file.read_text("utf-8").replace("lead: [so-tttt]", "lead: [so-xyz]", 1), "utf-8")
    before = tree(repo)
    result = amend("25", "--deadline", "Q4")
    assert result.code == 3
    assert "KST031" in result.err
    assert tree(repo) == before


def test_a_file_changed_meanwhile_is_not_overwritten(
    amend: Amend, repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unmatched = amend_effects.newly_unmatched

    def meanwhile(*arguments: Any) -> Any:
        with plan_of(repo).open("a", encoding="utf-8", newline="\n") as stream:
            stream.write("# sửa ở nơi khác\n")
        return unmatched(*arguments)

    monkeypatch.setattr(amend_effects, "newly_unmatched", meanwhile)
    result = amend("25", "--deadline", "Q4")
    assert result.code == 4
    assert "vừa bị sửa ở nơi khác" in result.err
    assert plan_of(repo).read_text("utf-8").endswith("# sửa ở nơi khác\n")
    assert "512/QĐ-UBND" not in plan_of(repo).read_text("utf-8")


def test_a_layout_beyond_kst_is_left_to_a_person(amend: Amend, repo: Path) -> None:
    file = plan_of(repo)
    old = '        schedule: {kind: by_date, text: "Quý II", by: "2021-Q2"}\n'
    new = '        ? schedule\n        : {kind: by_date, text: "Quý II", by: "2021-Q2"}\n'
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8", newline="\n")
    before = file.read_bytes()
    result = amend("drop-task", "25")
    assert (result.code, file.read_bytes()) == (4, before)
    assert "chỗ này viết theo cách mà kst không tự sửa được" in result.err


# The past


def test_what_fell_due_before_the_document_is_not_made_to_vanish(amend: Amend, repo: Path) -> None:
    before = plan_of(repo).read_bytes()
    result = amend("10", "--deadline", "Quý IV")
    assert (result.code, result.out, plan_of(repo).read_bytes()) == (4, "", before)
    assert "33 việc (kể cả phối hợp) đã đến hạn trước ngày 20/05/2021 mất đi" in result.err


def test_a_deadline_that_had_passed_is_moved_with_a_word(kst: Kst, repo: Path) -> None:
    words = ("amend", "25", "--deadline", "Quý IV", "--ground", "5/QĐ-UBND", "--ground-date", "2021-09-20")
    result = kst(*words, "--as-of", "2021-09-21", root=repo)
    assert result.code == 0
    assert "hạn cũ của đầu việc 25 đã qua trước ngày 20/09/2021" in result.err


def test_a_document_keeps_the_notes_of_every_call(amend: Amend, repo: Path) -> None:
    amend("25", "--deadline", "Quý IV", "--note", "Dời hạn.")
    amend("12", "--deadline", "Quý IV", "--note", "Theo đề nghị.")
    assert 'note: "Dời hạn.; Theo đề nghị."' in plan_of(repo).read_text("utf-8")


def test_a_document_of_a_later_year_is_refused(kst: Kst, repo: Path) -> None:
    before = plan_of(repo).read_bytes()
    words = ("amend", "25", "--deadline", "Quý IV", "--ground", "5/QĐ-UBND", "--ground-date", "2025-05-20")
    result = kst(*words, "--as-of", "2021-06-01", root=repo)
    assert (result.code, plan_of(repo).read_bytes()) == (2, before)
    assert "ngày sau năm kế hoạch 2021" in result.err


# What it does to finished work


def test_an_amendment_says_which_finished_work_it_makes_late(kst: Kst, repo: Path) -> None:
    said = ("--agency", "Sở NNPTNT", "--period", "2021-Q2", "--status", "done", "--text", "Đã làm.")
    assert kst("record", "25", *said, "--as-of", "2021-06-16", root=repo).code == 0
    ground = ("--ground", "512/QĐ-UBND", "--ground-date", "2021-05-20")
    trial = (*ground, "--as-of", "2021-06-20", "--dry-run")
    earlier = kst("amend", "25", "--deadline", "trước ngày 01/6", *trial, root=repo)
    assert earlier.code == 0
    assert (
        "lưu ý: tính đến 20/06/2021, 1 việc (kể cả phối hợp) từ hoàn thành sang hoàn thành quá hạn: "
        "đầu việc 25 (Sở NNPTNT).\n" in earlier.err
    )
    assert kst("amend", "25", "--deadline", "Quý IV", *trial, root=repo).err == ""


def test_an_amendment_says_which_open_work_it_makes_overdue(kst: Kst, repo: Path) -> None:
    trial = ("--ground", "9/QĐ-UBND", "--ground-date", "2021-04-01", "--as-of", "2021-05-20", "--dry-run")
    with_reporting(repo)
    result = kst("amend", "12", "--deadline", "Quý II", *trial, root=repo)
    assert "việc (kể cả phối hợp) từ quá hạn sang chưa báo cáo: đầu việc 12 (" in result.err
    result = kst("amend", "3a", "--deadline", "Tháng 4", *trial, root=repo)
    assert (
        "33 việc (kể cả phối hợp) từ chưa báo cáo sang quá hạn: đầu việc 3a (Ban Dân tộc, BQL KKT Dung Quất, "
        "Sở Công Thương, Sở GDĐT, Sở GTVT và 28 cơ quan khác)." in result.err
    )


@pytest.mark.parametrize("words", [("13.1",), ("1", "--plan", "2021-ra-soat")])
def test_a_sub_plan_is_edited_by_hand(words: tuple[str, ...], amend: Amend, repo: Path) -> None:
    shutil.copy(PROJECT / "examples" / "sub-plans" / "2021-ra-soat.yaml", repo / "plans")
    before = tree(repo / "plans")
    result = amend(*words, "--deadline", "Quý IV")
    assert (result.code, result.out) == (4, "")
    assert "kế hoạch chi tiết" in result.err
    assert "Sửa thẳng trong tệp của kế hoạch 2021-ra-soat" in result.err
    assert tree(repo / "plans") == before


def test_beside_a_sub_plan_the_plan_of_the_year_is_amended(amend: Amend, repo: Path) -> None:
    shutil.copy(PROJECT / "examples" / "sub-plans" / "2021-ra-soat.yaml", repo / "plans")
    result = amend("25", "--deadline", "Quý IV", "--plan", "2021")
    assert (result.code, result.err) == (0, "")


def test_nothing_ends_before_the_first_document_that_amends(amend: Amend, repo: Path) -> None:
    before = plan_of(repo).read_text("utf-8")
    result = amend("drop-task", "28", "--from", "2021-03-15")
    assert (result.code, plan_of(repo).read_text("utf-8")) == (4, before)
    assert "Ngày bãi bỏ 15/03/2021 ở trước văn bản sửa đổi đầu tiên (20/05/2021)." in result.err
    assert "Nêu ngày từ 20/05/2021 trở đi" in result.err
