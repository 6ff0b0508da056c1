"""`kst validate`: everything at once, each in its place; see test_validate_formats for programs."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest

from kstthc_cli.commands.validate.validate import validate
from kstthc_cli.output import Output
from kstthc_cli.render.screen.table import Screen
from tests.support.example_files import KIND_FILES, change
from tests.support.running import Kst, Result, report

CLEAN = "Đã kiểm tra 3 tệp: không có lỗi.\n"
FORMATS = ("text", "json", "github", "gitlab", "sarif")


# Results


def test_sample_is_clean(sample: Path, kst: Kst) -> None:
    assert kst("validate", root=sample) == Result(0, "Đã kiểm tra 18 tệp: không có lỗi.\n", "")


def test_repository_is_found_from_a_folder_inside(
    small: Path, kst: Kst, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small / "agencies")
    assert kst("validate") == Result(0, CLEAN, "")


def test_all_problems_of_all_files_come_at_once(broken: Path, kst: Kst) -> None:
    result = kst("validate", root=broken)
    assert result.code == 1
    assert re.findall(r"^(?:lỗi|cảnh báo)\[.*$", result.out, re.MULTILINE) == [
        "lỗi[KST030] agencies/quang-ngai.yaml:13:24",
        "lỗi[KST045] calendar/2021.yaml:9:33",
        "lỗi[KST031] plans/2021.yaml:35:24",
        "lỗi[KST031] plans/2021.yaml:35:39",
        "cảnh báo[KST048] plans/2021.yaml:36:56",
    ]
    assert result.out.endswith("Đã kiểm tra 3 tệp: 4 lỗi, 1 cảnh báo.\n")


def test_places_are_sorted_as_numbers(small: Path, kst: Kst) -> None:
    change(small, "plan", 'id: "2021"\n', 'id: "2021"\nlạ: 1\n')
    change(small, "plan", '  place: "Quảng Ngãi"', "  place: 1")
    change(small, "plan", "lead: [vp-ubnd-tinh]", "lead: [1]")
    places = [
        (p["line"], p["column"]) for p in report(kst("validate", "--format", "json", root=small))["problems"]
    ]
    assert places == [(3, 1), (14, 10), (43, 20)]


def test_warnings_alone_are_no_failure(small: Path, kst: Kst) -> None:
    change(small, "plan", 'by: "2021-Q3"', 'by: "2020-Q3"')
    result = kst("validate", root=small)
    assert (result.code, result.err) == (0, "")
    assert result.out.endswith("Đã kiểm tra 3 tệp: 0 lỗi, 1 cảnh báo.\n")


def test_file_that_cannot_be_read_outweighs_findings(broken: Path, kst: Kst) -> None:
    (broken / "plans" / "2022.yaml").mkdir()
    result = kst("validate", root=broken)
    assert result.code == 3
    assert "KST001" in result.out
    assert "KST031" in result.out


def test_every_problem_says_how_to_mend_it(broken: Path, kst: Kst) -> None:
    assert kst("validate", root=broken).out.count("  Cách sửa: ") == 5


# The caret


def shown(text: str) -> tuple[str, str]:
    """The line of the file as it is shown, and the line with the caret below."""
    line, caret = re.findall(r"^  \| (.*)$", text, re.MULTILINE)
    return line, caret


def width(text: str) -> int:
    """How many cells of a terminal a text takes."""
    return sum(not unicodedata.combining(c) for c in text)


@pytest.mark.parametrize(
    "before",
    ["", "Thẩm định dự thảo ", "ề" * 40, "Kế hoạch " * 11, "Kế hoạch " * 60],
    ids=["none", "vietnamese", "forty", "nearly a hundred", "five hundred"],
)
@pytest.mark.parametrize("after", ["", "  # dài" + " dài" * 150], ids=["end", "long"])
def test_caret_is_below_the_place(before: str, after: str, small: Path, kst: Kst) -> None:
    change(small, "calendar", "shift:\n", f'shift:\n  {{tên: "{before}", sai: 1}}{after}\n')
    change(
        small,
        "calendar",
        '  source: "Bộ luật Dân sự 2015, Điều 148 khoản 5"\n  deadlines: true\n  send_by: false\n',
        "",
    )
    out = kst("validate", root=small).out
    [block] = [b for b in out.split("\n\n") if "“sai”" in b]
    line, caret = shown(block)
    assert caret.strip() == "^"
    assert line[caret.index("^") :].startswith("sai: 1")
    assert len(line) <= 102


def test_many_problems_of_one_kind_are_a_line_each(small: Path, kst: Kst) -> None:
    change(small, "calendar", "shift:\n", "shift:\n" + "".join(f"  sai_{n}: 1\n" for n in range(8)))
    blocks = [b for b in kst("validate", root=small).out.split("\n\n") if "“sai_" in b]
    assert len(blocks) == 1
    first, *others = re.findall(r"calendar/\d+\.yaml:(\d+):3", blocks[0])
    assert [int(line) - int(first) for line in others] == list(range(1, 8))
    assert "Còn 7 chỗ cùng loại, cùng cách sửa:" in blocks[0]
    assert all(f"“sai_{n}”" in blocks[0] for n in range(8))


def test_line_that_is_cut_is_marked(small: Path, kst: Kst) -> None:
    change(
        small, "plan", '"Hội nghị tập huấn."', '"' + "Hội nghị. " * 30 + '", 5, "' + "Hội nghị. " * 30 + '"'
    )
    line, caret = shown(kst("validate", root=small).out)
    assert line.startswith("…")
    assert line.endswith("…")
    assert line[caret.index("^")] == "5"


def test_caret_counts_cells_where_marks_stand_apart(small: Path, kst: Kst) -> None:
    apart = unicodedata.normalize("NFD", "Thẩm định quy định")
    change(small, "plan", '["Hội nghị tập huấn."]', f'["{apart}", 7]')
    out = kst("validate", root=small).out
    line, caret = shown(out[out.index("lỗi[") :])
    assert width(caret[: caret.index("^")]) == width(line[: line.index("7")])


def test_tab_takes_one_cell(small: Path, kst: Kst) -> None:
    change(small, "plan", '"Phó Chủ tịch", name: "Nguyễn Văn A"', '"Phó\tChủ\ttịch", name: 5')
    line, caret = shown(kst("validate", root=small).out)
    assert "\t" not in line
    assert line[caret.index("^") :] == "5}"


def test_no_line_is_shown_where_there_is_none(small: Path, kst: Kst) -> None:
    (small / KIND_FILES["plan"]).write_bytes(b"")
    assert "  | " not in kst("validate", root=small).out


# Where the report goes


@pytest.mark.parametrize("format_", FORMATS)
def test_file_holds_what_the_screen_would(format_: str, broken: Path, kst: Kst, tmp_path: Path) -> None:
    file = tmp_path / "bao-cao"
    screen = kst("validate", "--format", format_, root=broken)
    result = kst("validate", "--format", format_, "-o", str(file), root=broken)
    assert (result.code, result.out) == (1, "")
    assert "Đã ghi " in result.err
    assert file.read_bytes().decode("utf-8") == screen.out


@pytest.mark.parametrize(("ending", "format_"), [("txt", "text"), ("json", "json"), ("sarif", "sarif")])
def test_ending_chooses_the_format(ending: str, format_: str, broken: Path, kst: Kst, tmp_path: Path) -> None:
    file = tmp_path / f"báo cáo.{ending}"
    kst("validate", "-o", str(file), root=broken)
    assert file.read_text("utf-8") == kst("validate", "--format", format_, root=broken).out


def test_existing_file_is_not_overwritten(broken: Path, kst: Kst, tmp_path: Path) -> None:
    file = tmp_path / "bao-cao.json"
    file.write_bytes(b"quan trong")
    result = kst("validate", "-o", str(file), root=broken)
    assert (result.code, result.out) == (4, "")
    assert "đã có" in result.err
    assert "--force" in result.err
    assert file.read_bytes() == b"quan trong"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bao-cao.json", "kho"]


def test_existing_file_is_overwritten_with_force(broken: Path, kst: Kst, tmp_path: Path) -> None:
    file = tmp_path / "bao-cao.json"
    file.write_bytes(b"cu")
    assert kst("validate", "-o", str(file), "--force", root=broken).code == 1
    assert json.loads(file.read_bytes())["errors"] == 4


def test_folder_that_is_not_there_cannot_be_written_to(broken: Path, kst: Kst, tmp_path: Path) -> None:
    result = kst("validate", "-o", str(tmp_path / "không-có" / "a.json"), root=broken)
    assert (result.code, result.out) == (3, "")
    assert "Không ghi được tệp" in result.err


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [(("--format", "xml"), ", ".join(FORMATS)), (("-o", "a.pdf"), "--format"), (("-o", "a"), "--format")],
)
def test_unknown_format_is_wrong_use(arguments: tuple[str, ...], remedy: str, broken: Path, kst: Kst) -> None:
    result = kst("validate", *arguments, root=broken)
    assert (result.code, result.out) == (2, "")
    assert remedy in result.err


# Some files only


def codes(result: Result) -> list[str]:
    return [problem["code"] for problem in report(result)["problems"]]


def test_file_of_the_repository_shows_its_own_problems(broken: Path, kst: Kst) -> None:
    result = kst("validate", "--format", "json", str(broken / KIND_FILES["calendar"]))
    assert (result.code, codes(result), report(result)["files"]) == (1, ["KST045"], 1)


def test_file_is_checked_against_the_rest_of_its_repository(broken: Path, kst: Kst) -> None:
    result = kst("validate", "--format", "json", str(broken / KIND_FILES["plan"]))
    assert codes(result) == ["KST031", "KST031", "KST048"]


def test_clean_file_of_a_broken_repository_is_fine(broken: Path, kst: Kst) -> None:
    change(broken, "calendar", "last: 2021-09-01", "last: 2021-09-03")
    assert kst("validate", str(broken / KIND_FILES["calendar"])).code == 0


def test_several_files(broken: Path, kst: Kst) -> None:
    files = [str(broken / KIND_FILES[kind]) for kind in ("plan", "calendar")]
    result = kst("validate", "--format", "json", *files)
    assert (sorted(codes(result)), report(result)["files"]) == (["KST031", "KST031", "KST045", "KST048"], 2)


def test_folder_of_the_repository_shows_the_problems_below(broken: Path, kst: Kst) -> None:
    result = kst("validate", "--format", "json", str(broken / "agencies"))
    assert (codes(result), report(result)["files"]) == (["KST030"], 1)


def test_path_is_taken_from_the_working_folder(
    broken: Path, kst: Kst, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(broken / "agencies")
    assert codes(kst("validate", "--format", "json", "../calendar/2021.yaml")) == ["KST045"]


@pytest.mark.parametrize("folder", [".", "../kho", "plans/.."])
def test_root_of_the_repository_shows_all(
    folder: str, broken: Path, kst: Kst, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(broken)
    result = kst("validate", folder)
    assert (result.code, result.out) == (1, kst("validate").out)


def test_repository_can_be_named_from_elsewhere(broken: Path, kst: Kst) -> None:
    assert kst("validate", str(broken)).out == kst("validate", root=broken).out


@pytest.mark.parametrize("kind", ["plan", "agencies", "calendar"])
def test_file_outside_any_repository_is_checked_by_itself(
    kind: str, broken: Path, kst: Kst, tmp_path: Path
) -> None:
    alone = (broken / KIND_FILES[kind]).rename(tmp_path / "một tệp.yaml")
    expected = {"plan": ["KST048"], "agencies": ["KST030"], "calendar": ["KST045"]}
    result = kst("validate", "--format", "json", str(alone))
    assert (codes(result), result.code) == (expected[kind], 0 if kind == "plan" else 1)


def test_folder_that_is_no_repository_is_said_to_be_none(kst: Kst, tmp_path: Path) -> None:
    result = kst("validate", str(tmp_path))
    assert (result.code, result.out) == (3, "")
    assert "không phải kho kế hoạch" in result.err or "Không tìm thấy kho kế hoạch" in result.err


@pytest.mark.parametrize("name", ["không-có.yaml", "không-có/", "kho/plans/2020.yaml"])
def test_missing_path_is_an_error(name: str, small: Path, kst: Kst, tmp_path: Path) -> None:
    result = kst("validate", str(small / KIND_FILES["plan"]), str(tmp_path / name))
    assert (result.code, result.out) == (3, "")
    assert "Không có tệp hay thư mục" in result.err
    assert name.strip("/") in result.err


def test_without_repository_one_is_asked_for(
    kst: Kst, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = kst("validate")
    assert (result.code, result.out) == (3, "")
    assert "kst init" in result.err


@pytest.mark.parametrize("from_inside", [False, True])
def test_a_folder_outside_any_repository_is_refused(
    small: Path, kst: Kst, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, from_inside: bool
) -> None:
    """Whatever folder one stands in: nothing would be checked, and silence would be a wrong answer."""
    folder = tmp_path / "ngoai"
    folder.mkdir()
    (folder / "2021.yaml").write_text("x: 1\n", "utf-8")
    monkeypatch.chdir(small if from_inside else tmp_path)
    result = kst("validate", str(folder))
    assert (result.code, result.out) == (3, "")
    assert "Không tìm thấy kho kế hoạch" in result.err
    assert kst("validate", str(folder / "2021.yaml")).code == 1


@pytest.mark.parametrize("value", ['"true"', "1", "yes", '"false"'])
def test_true_and_false_are_no_text_and_no_number(value: str, small: Path, kst: Kst) -> None:
    plan = small / "plans" / "2021.yaml"
    text = plan.read_text("utf-8").partition("\nreporting:")
    rest = text[2].partition("\n")[2] if text[1] else text[0].partition("\ndecision:")[2]
    head = text[0] if text[1] else text[0].partition("\ndecision:")[0]
    rest = rest if text[1] else f"decision:{rest}"
    plan.write_text(f"{head}\nreporting: {{conditional: {value}}}\n{rest}", "utf-8", newline="\n")
    result = kst("validate", root=small)
    assert (result.code, "lỗi[KST022]" in result.out) == (1, True)
    assert "Ở đây cần true hoặc false" in result.out


def test_a_number_with_a_fraction_is_no_year(small: Path, kst: Kst) -> None:
    change(small, "plan", "\nyear: 2021\n", "\nyear: 2021.5\n")
    assert "Ở đây cần số nguyên, đang là số thập phân." in kst("validate", root=small).out


def test_on_a_terminal_the_last_line_says_where_to_read_more(
    broken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for screen in (Screen(80, terminal=True), Screen()):
        assert validate(broken, None, (), Output(screen=screen)) == 1
    terminal, plain = capsys.readouterr().out.split("\n\nĐã kiểm tra 3 tệp: ")[1:]
    assert terminal.startswith("4 lỗi, 1 cảnh báo.\nGiải thích một mã: kst explain MÃ\n")
    assert plain == "4 lỗi, 1 cảnh báo.\n"
