"""How command lines are read: spelling, help, sentences for wrong use, what is loaded, closed pipes."""

from __future__ import annotations

import inspect
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import FunctionType
from typing import Any, get_args

import pytest
from typer.models import TyperPath

import kstthc_cli.cli
from kstthc_cli.cli.app import kst as all_commands
from kstthc_cli.cli.command_groups import declared, every_command
from kstthc_cli.cli.listed import GROUPS, ROOT, CommandEntry
from kstthc_cli.cli.report import template
from kstthc_cli.cli.validate import files
from kstthc_cli.model.report.document_values import VALUES
from kstthc_cli.render.json_schema import KINDS
from tests.support.running import Kst

AS_OF = ("--as-of", "2021-06-01")
DUE = ("due", "--quarter", "2", *AS_OF)
LISTED = [(group, one) for group, of in GROUPS.items() for _, one in of.commands]
PACKAGE = Path(kstthc_cli.cli.__file__).parent


# The list of commands


def shown(words: tuple[str, ...]) -> str:
    """A command line as the name of a test, in ASCII: pytest escapes other letters anew in every run."""
    return " ".join(words).encode("ascii", "ignore").decode().strip()


@pytest.mark.parametrize(("group", "one"), LISTED, ids=[shown((group, one.name)) for group, one in LISTED])
def test_what_is_listed_is_declared(group: str, one: CommandEntry) -> None:
    if not one.place:
        assert (group, one.name in GROUPS) == (ROOT, True)
        return
    function = declared(one.place)
    words = (*([] if group == ROOT else [group]), one.name)
    made = dict(every_command(all_commands()))[words]
    assert (made.callback.__wrapped__, made.help) == (function, inspect.getdoc(function))
    assert (made.name, made.get_short_help_str()) == (one.name, one.help)


def test_what_is_declared_is_listed() -> None:
    """A command is a function, in the folder of a feature, that returns an exit code."""
    places = {one.place for _, one in LISTED} | {of.callback for of in GROUPS.values()}
    modules = {
        f"{file.parent.name}.{file.stem}" for file in PACKAGE.glob("*/*.py") if file.stem != "__init__"
    }
    found = {
        f"{module}:{name}"
        for module in modules
        for name, value in vars(import_module(f"kstthc_cli.cli.{module}")).items()
        if isinstance(value, FunctionType)
        and value.__module__ == f"kstthc_cli.cli.{module}"
        and value.__annotations__.get("return") is int
    }
    assert found == {place for place in places if place}


def test_every_group_is_listed() -> None:
    assert set(GROUPS) == {ROOT, *(one.name for _, one in LISTED if not one.place)}


@pytest.mark.parametrize("group", GROUPS)
def test_help_lists_every_command_in_full(group: str, kst: Kst, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = kst(*([] if group == ROOT else [group]), "--help").out
    for heading, listed in GROUPS[group].sections.items():
        block = shown.split(f"\n{heading}:\n")[1].split("\n\n")[0].splitlines()
        words = [re.split(r" {2,}", line.strip(), maxsplit=1) for line in block]
        assert words == [[one.name, one.help] for one in listed]
        assert all(len(line) <= 80 for line in block)


def test_help_is_plain_text_even_where_colours_are_forced(kst_process: Kst, sample: Path) -> None:
    for words in (("--help",), ("due", "--help"), ("plan",)):
        told = kst_process(*words, cwd=sample, env={"FORCE_COLOR": "1", "GITHUB_ACTIONS": "1"})
        assert "\x1b" not in told.out + told.err


def test_choices_are_those_of_the_models() -> None:
    assert get_args(files.Kind) == (*KINDS, "files")
    assert get_args(template.Kind) == tuple(VALUES)


# What is loaded

ALWAYS = {"app", "completion", "environment", "command_groups", "listed", "options", "values"}


@pytest.mark.parametrize(
    ("words", "module"),
    [
        ((*DUE, "--agency", "so-tttt", "--format", "json"), "tracking.due"),
        (("plan", "show", "19"), "plan.plan"),
    ],
)
def test_a_command_loads_no_declaration_of_another(words: tuple[str, ...], module: str, sample: Path) -> None:
    code = (
        "import sys\nfrom kstthc_cli.main import run\n"
        f"code = run({['--root', str(sample), *words]!r})\n"
        "sys.stderr.write(' '.join(m for m in sys.modules if m.startswith('kstthc_cli.cli.')))\n"
        "sys.exit(code)\n"
    )
    line = [sys.executable, "-X", "utf8", "-c", code]
    done = subprocess.run(line, capture_output=True, check=True)
    assert set(done.stderr.decode().replace("kstthc_cli.cli.", "").split()) == {
        *ALWAYS,
        module,
        module.partition(".")[0],
    }


@pytest.mark.parametrize("words", [(), ("--help",), ("report", "--help")])
def test_help_on_groups_loads_no_command(words: tuple[str, ...], tmp_path: Path) -> None:
    code = (
        f"import sys\nfrom kstthc_cli.main import run\nrun({list(words)!r})\n"
        "print('\\n', *(m for m in sys.modules if m.startswith('kstthc_cli.')), "
        "*({'pydantic', 'rich', 'jinja2', 'ruamel'} & set(sys.modules)))\n"
    )
    line = [sys.executable, "-X", "utf8", "-c", code]
    done = subprocess.run(line, capture_output=True, check=True, cwd=tmp_path)
    loaded = done.stdout.decode().splitlines()[-1]
    assert not re.search(r"\.cli\.(tracking|plan|report|validate|\w+\.)|pydantic|rich|jinja2|ruamel", loaded)


# Spelling


@pytest.mark.parametrize(
    "words",
    [
        ("due", "--agency=so-tttt", "--quarter=2", "--as-of=2021-06-01", "--format=json"),
        ("--root=ROOT", "due", "--format", "json", "--quarter", "II", "--agency", "so-tttt", *AS_OF),
        ("due", "--agency", "so-tttt", "--quarter", "1", "--quarter", "2", "--format=json", *AS_OF),
        ("due", "--root", "ROOT", "--agency", "so-tttt", "--quarter", "quý 2", "--format=json", *AS_OF),
        ("due", "--agency", "so-tttt", "--quarter", "Q2", "--as-of", "1/6/2021", "--format", "json"),
    ],
)
def test_options_are_understood_in_every_spelling(
    words: tuple[str, ...], kst: Kst, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sample)
    plain = kst(*DUE, "--agency", "so-tttt", "--format", "json")
    assert kst(*(word.replace("ROOT", str(sample)) for word in words)) == plain
    assert plain.code == 0


def test_an_option_that_is_repeated_adds(kst: Kst, sample: Path) -> None:
    both = kst(*DUE, "--agency", "so-tttt", "--agency=so-tp", "--format", "csv", root=sample)
    each = [kst(*DUE, "--agency", name, "--format", "csv", root=sample) for name in ("so-tttt", "so-tp")]
    rows = [set(result.out.splitlines()) for result in each]
    assert set(both.out.splitlines()) == rows[0] | rows[1]
    assert rows[0] - rows[1]
    assert rows[1] - rows[0]


@pytest.mark.parametrize(
    "words",
    [
        ("due", "--help"), ("due", "--agency", "so-tttt", "--help"), ("due", "--help", "--quarter", "9"),
        ("--root", "đâu", "due", "--help"),
    ],
)  # fmt: skip
def test_help_is_given_wherever_it_is_asked_for(words: tuple[str, ...], kst: Kst) -> None:
    result = kst(*words)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Cách dùng: kst due [TÙY CHỌN]\n")


def test_words_after_two_dashes_are_arguments(kst: Kst) -> None:
    assert "Không có mã lỗi “--help”" in kst("explain", "--", "--help").err


def test_the_version_is_told(kst: Kst) -> None:
    assert kst("--version").out == f"kst {kstthc_cli.__version__}\n"


# Wrong use

WRONG = {
    ("khong-co",): "Không có lệnh 'khong-co'.",
    ("stats",): "Không có lệnh 'stats'. Có phải là 'status'?",
    ("plan", "shwo"): "Không có lệnh 'shwo'. Có phải là 'show'?",
    ("due", "--khong-co"): "Không có tùy chọn --khong-co.",
    ("due", "--khong-co", "--help"): "Không có tùy chọn --khong-co.",
    ("due", "--no-pager"): "Không có tùy chọn --no-pager. Viết ngay sau kst, trước tên lệnh: kst --no-pager",
    ("due", "--agenc", "so-tttt"): "Không có tùy chọn --agenc. Có phải là --agency",
    ("due", "thừa"): "Thừa tham số: thừa.",
    ("due", "--quarter"): "Tùy chọn --quarter cần một giá trị.",
    ("due", "--force=1"): "Tùy chọn --force không nhận giá trị.",
    ("history",): "Thiếu tham số ĐẦU_VIỆC.",
    ("schema",): "Thiếu tham số LOẠI.",
    ("report", "assignment"): "Thiếu tùy chọn --agency.",
    ("report", "half-year", "--half", "3"): "Không có nửa năm “3”.\n  Cách sửa: Viết 1 (đầu năm) hoặc 2",
    ("report", "half-year", "--half", "x"): "Không có nửa năm “x”.",
    ("record", "10", "--month", "2"): "Không có tùy chọn --month. Kỳ báo cáo nêu bằng --quarter",
    ("due", "--quarter", "7"): "Không có quý “7”.\n  Cách sửa: Quý là 1, 2, 3 hoặc 4.",
    ("due", "--month", "13"): "Không có tháng “13”.\n  Cách sửa: Tháng là số từ 1 đến 12.",
    ("due", "--as-of", "2021-02-30"): "“2021-02-30” không phải là một ngày có thật.\n  Cách sửa: Viết",
    ("due", "--from", "hôm qua"): "“hôm qua” không phải là một ngày có thật.",
    ("due", "--level", "nước"): "Không có cấp “nước”.\n  Cách sửa: Chọn một trong: tinh (",
    ("due", "--role", "x"): "Không có vai trò “x”.\n  Cách sửa: Chọn một trong: lead (chủ trì), ",
    ("due", "--status", "x"): "Không có trạng thái “x”.\n  Cách sửa: Chọn một trong: not_reported (",
    ("due", "--format", "xml"): "Không có định dạng “xml”.\n  Cách sửa: Chọn một trong: table, text, ",
    ("due", "--separator", "|"): "Không dùng “|” làm dấu ngăn cột được.",
    ("record", "--status", "xong"): "Không có trạng thái “xong”.\n  Cách sửa: Có phải là done (hoàn thành)?",
    ("new-year", "22"): "“22” không phải là một năm.",
    ("schema", "x"): "Không có loại tệp “x”.\n  Cách sửa: Chọn một trong: plan, agencies, ",
    ("template", "fields", "x"): "Không có loại văn bản “x”.\n  Cách sửa: Chọn một trong: report, ",
    ("template", "check", "report.docx", "--kind", "x"): "Không có loại văn bản “x”.",
}  # fmt: skip


@pytest.mark.parametrize(("words", "said"), WRONG.items(), ids=[shown(words) for words in WRONG])
def test_wrong_use_is_a_vietnamese_sentence(
    words: tuple[str, ...], said: str, kst: Kst, sample: Path
) -> None:
    result = kst(*words, root=sample)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"lỗi: {said}")
    assert re.search(r"\n  Cách sửa: .+\n$", result.err)


VALUES_OF = {"--ground-date": "2021-06-01", "--due": "2021-06-01", "--year": "2026", "year": "2026"}
"""Options that do not take just any text → a value."""


def valued(param: Any) -> tuple[str, ...]:
    """A parameter with a value that it takes."""
    [*_, choice] = getattr(param.type, "choices", None) or [VALUES_OF.get(param.opts[0], "2")]
    return (param.opts[0], choice) if param.param_type_name == "option" else (choice,)


def with_empty_paths(words: tuple[str, ...], command: Any) -> Iterator[tuple[str, ...]]:
    """The command once for each parameter that is a path, which is empty; with whatever else it needs."""
    for param in command.params:
        if isinstance(param.type, TyperPath):
            needed = [word for p in command.params if p.required and p != param for word in valued(p)]
            empty = (param.opts[0], "") if param.param_type_name == "option" else ("",)
            yield (*words, *needed, *empty)


EMPTY_PATHS = [
    line
    for words, command in every_command(all_commands())
    if not hasattr(command, "commands")
    for line in with_empty_paths(words, command)
]


@pytest.mark.parametrize("words", EMPTY_PATHS, ids=shown)
def test_an_empty_path_is_not_the_working_folder(
    words: tuple[str, ...], kst: Kst, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sample)
    before = sorted(sample.rglob("*"))
    result = kst(*words)
    assert (result.code, result.out) == (2, "")
    assert re.search(r"^lỗi: (?:Tùy chọn|Tham số) \S+ để trống\.\n", result.err)
    assert sorted(sample.rglob("*")) == before


LONG = "x" * 10_000


@pytest.mark.unheld
@pytest.mark.parametrize(
    "words",
    [
        ("due", "--agency", LONG), ("due", "--agency", "Sở Dài " * 2000), ("due", "--period", LONG),
        ("due", f"--{LONG}"), (LONG,), ("due", LONG), ("plan", "show", LONG), ("explain", LONG),
        ("validate", LONG), ("record", "10", "--agency", "so-yt", "--status", LONG), ("search", LONG),
        ("form", "show", LONG), ("report", "adhoc", "--request", LONG),
    ],
    ids=lambda words: shown(words)[:30],
)  # fmt: skip
def test_a_long_argument_is_not_told_in_full(words: tuple[str, ...], kst: Kst, sample: Path) -> None:
    result = kst(*words, root=sample)
    told = result.err + result.out
    assert "…" in told
    assert len(told) < 700


@pytest.mark.parametrize("words", [(), ("plan",), ("report",), ("amend",)])
def test_a_group_without_a_command_shows_its_help(words: tuple[str, ...], kst: Kst) -> None:
    result = kst(*words)
    assert (result.code, result.out) == (2, "")
    assert result.err == kst(*words, "--help").out


@pytest.mark.parametrize("name", ["NoSuchOption", "UsageError", "Abort", "NoArgsIsHelpError"])
def test_errors_are_known_by_their_class_and_not_by_its_name(
    name: str, kst: Kst, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = type(name, (Exception,), {"message": "no sentence", "format_message": str, "ctx": None})

    def raising(_words: list[str]) -> int:
        raise other

    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("kstthc_cli.cli.app.run_command", raising)
    result = kst("due")
    assert (result.code, f"({name})" in result.err) == (70, True)


def test_ctrl_c_is_told_and_has_its_code(kst: Kst, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_words: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("kstthc_cli.commands.validate.explain.explain", interrupted)
    result = kst("explain")
    assert (result.code, result.err) == (130, "lỗi: Đã dừng theo yêu cầu.\n")


# Closed pipes


def left(folder: Path, *words: str, both: bool = False) -> tuple[int, bytes]:
    """The exit code of kst whose reader has left before the first word, and what it says on stderr."""
    reading, writing = os.pipe()
    os.close(reading)
    error = writing if both else subprocess.PIPE
    line = [sys.executable, "-m", "kstthc_cli", *words]
    done = subprocess.run(line, cwd=folder, stdout=writing, stderr=error, check=False)
    os.close(writing)
    return done.returncode, done.stderr or b""


@pytest.mark.parametrize("both", [False, True])
@pytest.mark.parametrize("format_", ["text", "json"])
def test_a_closed_pipe_does_not_hide_findings(format_: str, both: bool, broken: Path) -> None:
    assert left(broken, "validate", "--format", format_, both=both) == (1, b"")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((*DUE, "--agency", "so-tttt"), 0), ((*DUE, "--format", "json"), 0),
        (("explain",), 0), (("--help",), 0), (("--version",), 0),
        (("overdue", "--as-of", "2021-12-01", "--fail-overdue"), 1),
        (("overdue", "--as-of", "2021-12-01", "--fail-overdue", "--format", "json"), 1),
        (("report", "yearly", "--format", "docx", "--as-of", "2021-12-01"), 0),
        (("due", "--quarter", "7"), 2), ((), 2), (("due", "--agency", "không có"), 4),
    ],
)  # fmt: skip
@pytest.mark.parametrize("both", [False, True])
def test_a_closed_pipe_leaves_the_code_of_the_command(
    words: tuple[str, ...], code: int, both: bool, sample: Path
) -> None:
    assert left(sample, *words, both=both)[0] == code


def test_a_pipe_in_bash_that_closes_at_once(broken: Path) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("bash is not installed")
    line = f"'{sys.executable}' -m kstthc_cli validate | true; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run([bash, "--norc", "-c", line], cwd=broken, capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"1\n", b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device")
def test_a_full_disk_is_no_closed_pipe(sample: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        line = [sys.executable, "-m", "kstthc_cli", *DUE, "--format", "csv"]
        done = subprocess.run(line, cwd=sample, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, "đĩa hết chỗ" in done.stderr.decode()) == (3, True)
