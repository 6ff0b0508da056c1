"""Files that an earlier version wrote are read as they were meant: `repository/` is never written anew."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from kstthc_cli.domain.progress.checksum import checksum_of
from kstthc_cli.model import SCHEMA_VERSION
from tests.support.running import Kst, report
from tests.support.slip_files import plain, said, slips

GOLDEN = Path(__file__).parent / "repository"
SAID = Path(__file__).parent / "said.txt"
NAME = r"\d{4}-\d\d-\d\d-[0-9a-z]{8}-%s-[a-hj-km-np-z2-9]{8}"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    shutil.copytree(GOLDEN, tmp_path / "kho", ignore=shutil.ignore_patterns(".kst"))
    return tmp_path / "kho"


def answers(kst: Kst, root: Path) -> list[str]:
    asked = ("due", "--all-roles", "--period", "2021", "--as-of", "2021-12-01", "--format", "json")
    return [
        " ".join((row["agency"]["id"], row["duty"], row["period"], str(row["due"]), row["status"]))
        for row in report(kst(*asked, root=root))["obligations"]
    ]


def test_old_files_have_no_problem(old: Path, kst: Kst) -> None:
    found = kst("validate", "--format", "json", root=old)
    assert (found.code, json.loads(found.out)["problems"]) == (0, [])


def test_old_files_give_the_same_answers(old: Path, kst: Kst) -> None:
    assert answers(kst, old) == SAID.read_text("utf-8").splitlines()


def test_the_seal_of_old_files_is_still_theirs() -> None:
    for file in (*slips(GOLDEN), *(GOLDEN / "requests").rglob("*.yaml")):
        content = plain(file)
        assert content["seal"] == checksum_of(content), file
    closing = json.loads((GOLDEN / "reports/2021/Q2/closing.json").read_text("utf-8"))
    assert closing["seal"] == checksum_of(closing)


def test_every_kind_of_file_says_its_version(old: Path) -> None:
    files = [file for file in old.rglob("*.yaml") if "templates" not in file.parts]
    assert SCHEMA_VERSION == 1
    assert all(plain(file)["schema_version"] == SCHEMA_VERSION for file in files)
    assert json.loads((old / "reports/2021/Q2/closing.json").read_text("utf-8"))["schema_version"] == 1


@pytest.mark.unheld
def test_a_file_of_a_later_version_is_refused(old: Path, kst: Kst) -> None:
    folders = ("plans", "agencies", "calendar", "requests", "reports")
    files = (slips(old)[0], *(next((old / folder).rglob("*.yaml")) for folder in folders))
    for file in files:
        text = file.read_text("utf-8")
        file.write_text(text.replace("schema_version: 1", "schema_version: 2"), "utf-8", newline="\n")
        assert kst("validate", root=old).code == 1
        file.write_text(text, "utf-8", newline="\n")


def test_names_of_slips_and_requests(old: Path) -> None:
    """Where they lie and what they are called; the seven letters of the moment will be eight in 2078."""
    name = NAME.replace("{8}", "{7,8}", 1)
    said(old, "4", "so-yt", "--quarter", "2", as_of="2021-06-20")
    for file in slips(old):
        path = file.relative_to(old).as_posix()
        assert re.fullmatch(rf"progress/2021/Q[1-4]/[a-z-]+/{name % '[0-9a-z]+'}\.yaml", path), path
        assert plain(file)["id"] == file.stem
    for file in (old / "requests").rglob("*.yaml"):
        path = file.relative_to(old).as_posix()
        assert re.fullmatch(rf"requests/2021/{name % '(5b|rut)'}\.yaml", path), path


def test_places_of_reports(old: Path, kst: Kst) -> None:
    """Prose of the province, prose of an agency, and the closed figures, by plan and period."""
    names = ("Q2/closing.json", "Q2/so-yt.yaml", "Q2/ubnd-tinh.yaml")
    files = sorted((old / "reports").rglob("*.*"))
    assert [file.relative_to(old / "reports" / "2021").as_posix() for file in files] == [*names]
    for period, place in (("2021", "nam"), ("2021-H1", "H1"), ("2021-9M", "9M")):
        made = kst("report", "prepare", "--period", period, "--as-of", "2021-12-01", root=old)
        assert made.code == 0, made.err
        assert (old / "reports" / "2021" / place / "ubnd-tinh.yaml").is_file()
    words = ("report", "quarterly", "--quarter", "2", "--as-of", "2021-12-01", "--format", "json")
    assert json.loads(kst(*words, root=old).out)["kind"] == "report"
