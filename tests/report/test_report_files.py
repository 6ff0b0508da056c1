"""A report as an official asks for it: a file of its own name on a terminal, PDF through LibreOffice."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kstthc_cli.cli.environment import document_file
from kstthc_cli.commands.report.decision import DecisionQuestion, decision
from kstthc_cli.commands.report.letterhead import Given
from kstthc_cli.commands.report.letters import LettersQuestion, assignment, reminder
from kstthc_cli.commands.report.periodic import annex, report
from kstthc_cli.commands.report.report_view import ANNEX, ReportQuestion
from kstthc_cli.errors import UsageError
from kstthc_cli.output import Output
from kstthc_cli.render.screen.table import Screen
from tests.support.office import needs_office
from tests.support.slip_files import ran

DAY = date(2021, 7, 1)
TERMINAL = Output(screen=Screen(terminal=True))
PRESET = "Người ký, chức vụ ghi sẵn được ở templates/letterhead.yaml."
Q2 = ("quarterly", "--quarter", "2", "--as-of", "2021-07-01")


def question(
    folder: Path, kind: str = "quarterly", index: int | None = 2, agency: str | None = None
) -> ReportQuestion:
    return ReportQuestion(kind, DAY, index, None, agency, folder=folder)


@pytest.mark.parametrize(
    ("kind", "index", "agency", "name"),
    [
        ("quarterly", 2, None, "bao-cao-quy-2-2021.docx"),
        ("quarterly", 2, "so-yt", "bao-cao-quy-2-2021-so-yt.docx"),
        ("half-year", 1, None, "bao-cao-6-thang-dau-nam-2021.docx"),
        ("nine-month", 1, None, "bao-cao-9-thang-dau-nam-2021.docx"),
        ("yearly", 1, None, "bao-cao-nam-2021.docx"),
        (ANNEX, 2, None, "phu-luc-noi-bo-quy-2-2021.docx"),
    ],
)
def test_the_file_is_named_after_kind_period_and_agency(
    played: Path, tmp_path: Path, kind: str, index: int, agency: str | None, name: str
) -> None:
    made = annex if kind == ANNEX else report
    assert made(played, question(tmp_path, kind, index, agency), TERMINAL) == 0
    assert (tmp_path / name).read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("write", "whom", "name"),
    [
        (reminder, {"agency": "so-yt"}, "don-doc-so-yt-2021-07-01.docx"),
        (reminder, {"everybody": True, "together": True}, "don-doc-chung-2021-07-01.docx"),
        (assignment, {"level": "huyen", "together": True}, "giao-viec-huyen-2021-07-01.docx"),
    ],
)
def test_a_letter_gets_a_name_of_its_own_and_is_opened(
    played: Path, tmp_path: Path, write: Any, whom: dict[str, Any], name: str
) -> None:
    opened: list[Path] = []

    def opening(file: Path) -> bool:
        opened.append(file)
        return True

    asked = LettersQuestion(DAY, folder=tmp_path, open_file=opening, **whom)
    for _ in range(2):
        assert write(played, asked, Given(), TERMINAL) == 0
    assert opened[0] == tmp_path / name
    assert sorted(tmp_path.glob("*.docx")) == sorted(opened)
    assert all(file.read_bytes().startswith(b"PK") for file in opened)


def test_several_letters_still_ask_for_a_folder(played: Path, tmp_path: Path) -> None:
    asked = LettersQuestion(DAY, everybody=True, folder=tmp_path)
    with pytest.raises(UsageError, match="phải nêu thư mục"):
        reminder(played, asked, Given(), TERMINAL)


def test_the_decision_gets_a_name_of_its_own(played: Path, tmp_path: Path) -> None:
    assert decision(played, DecisionQuestion(DAY, folder=tmp_path), Given(), TERMINAL) == 0
    assert (tmp_path / "ke-hoach-2021.docx").read_bytes().startswith(b"PK")


def test_no_other_file_is_written_over(
    played: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bao-cao-quy-2-2021.docx").write_bytes(b"cua nguoi khac")
    for _ in range(2):
        assert report(played, question(tmp_path), TERMINAL) == 0
    assert (tmp_path / "bao-cao-quy-2-2021.docx").read_bytes() == b"cua nguoi khac"
    assert (tmp_path / "bao-cao-quy-2-2021 (3).docx").exists()
    told = capsys.readouterr()
    assert told.out == ""
    assert f"Đã ghi {tmp_path / 'bao-cao-quy-2-2021 (2).docx'}" in told.err
    assert "Còn để trống: số văn bản (--number), tên người ký (--signer)" in told.err


@pytest.mark.parametrize(
    ("lacking", "options"),
    [
        (f"số văn bản (--number), tên người ký (--signer). {PRESET}", ()),
        ("số văn bản (--number).", ("--signer", "Nguyễn Văn A")),
    ],
)
def test_only_the_signer_can_be_preset(played: Path, lacking: str, options: tuple[str, ...]) -> None:
    told = ran("report", "assignment", "--agency", "so-yt", "--as-of", "2021-02-01", *options, root=played)
    assert f"Còn để trống: {lacking}\n" in told.err


def test_the_file_is_opened_where_that_is_asked(
    played: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[Path] = []

    def cannot_open(file: Path) -> bool:
        opened.append(file)
        return False

    asked = ReportQuestion("quarterly", DAY, 2, folder=tmp_path, open_file=cannot_open)
    assert report(played, asked, TERMINAL) == 0
    assert opened == [tmp_path / "bao-cao-quy-2-2021.docx"]
    assert "mở tệp bằng tay" in capsys.readouterr().err


def test_only_a_terminal_without_file_and_format_makes_a_name(tmp_path: Path) -> None:
    assert document_file(TERMINAL, opens=False).folder == Path.cwd()
    for output in (
        Output(),
        TERMINAL._replace(file=tmp_path / "a.docx"),
        TERMINAL._replace(format="markdown"),
    ):
        assert document_file(output, opens=False).folder is None
    with pytest.raises(UsageError, match="--open cần một tệp"):
        document_file(Output(), opens=True)


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_typed_on_a_terminal_it_writes_a_word_file_into_the_working_folder(
    played: Path, tmp_path: Path
) -> None:
    import pty

    outer, inner = pty.openpty()
    run = [sys.executable, "-m", "kstthc_cli", "--root", str(played), "report", *Q2]
    done = subprocess.run(run, stdout=inner, stderr=subprocess.PIPE, cwd=tmp_path, check=False)
    os.close(inner)
    os.close(outer)
    assert done.returncode == 0, done.stderr.decode()
    assert [file.name for file in tmp_path.glob("*.docx")] == ["bao-cao-quy-2-2021.docx"]


def test_off_a_terminal_it_prints_markdown(played: Path) -> None:
    result = ran("report", *Q2, root=played)
    assert (result.code, result.out.count("# BÁO CÁO")) == (0, 1)


@needs_office
def test_a_pdf_has_the_same_bytes_each_time(played: Path, tmp_path: Path) -> None:
    made = []
    for name in ("a.pdf", "b.pdf"):
        result = ran("report", *Q2, "-o", str(tmp_path / name), root=played)
        assert result.code == 0, result.err
        made.append((tmp_path / name).read_bytes())
    assert made[0].startswith(b"%PDF-")
    assert made[0] == made[1]


def test_without_libreoffice_a_pdf_is_refused_in_one_sentence(
    played: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    result = ran("report", *Q2, "-o", str(tmp_path / "a.pdf"), root=played)
    assert (result.code, result.out) == (3, "")
    assert "Ghi tệp .pdf cần LibreOffice, máy này chưa cài." in result.err
    assert not (tmp_path / "a.pdf").exists()
