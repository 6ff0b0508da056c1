"""`kst init`: a repository that is ready to use, in a folder that held nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kstthc_cli import __version__
from kstthc_cli.store.init import write_repository
from tests.support.running import PROJECT, Kst, copy_sample
from trees import tree

CI_FILES = (
    ".github/workflows/kst.yml",
    ".github/workflows/kst-site.yml",
    ".github/actions/kst/action.yml",
    ".gitlab-ci.yml",
    ".gitlab/kst.yml",
)
OWN_FILES = {*CI_FILES, ".gitattributes", ".gitignore", "README.md"}
FORMS = {f"forms/{file.name}" for file in (PROJECT / "forms").iterdir()}
DATA = {"agencies/quang-ngai.yaml", "calendar/2021.yaml", "plans/2021.yaml", *FORMS}
WRITTEN_BY_PEOPLE = ("agencies", "calendar", "form", "letterhead", "outline", "plan", "prose")
SCHEMAS = {f"schemas/{kind}.schema.json" for kind in WRITTEN_BY_PEOPLE}


@pytest.fixture
def new(kst: Kst, tmp_path: Path) -> Path:
    """A repository just made."""
    assert kst("init", str(tmp_path / "kho")).code == 0
    return tmp_path / "kho"


def test_new_folder_gets_what_an_office_edits_and_the_schemas_of_it(new: Path) -> None:
    assert set(tree(new)) == OWN_FILES | DATA | SCHEMAS


def test_sample_is_copied_byte_for_byte(new: Path) -> None:
    made = tree(new)
    for name in set(made) - OWN_FILES:
        assert made[name] == (PROJECT / name).read_bytes()


def test_what_is_written_is_told(kst: Kst, tmp_path: Path) -> None:
    result = kst("init", str(tmp_path / "kho mới"))
    assert (result.code, result.err) == (0, "")
    head, *lines, last = result.out.splitlines()
    assert head == f"Đã tạo kho kế hoạch ở {tmp_path / 'kho mới'}:"
    assert sorted(lines) == sorted(f"  {name}" for name in tree(tmp_path / "kho mới"))
    folder = tmp_path / "kho mới"
    assert last == f"Tiếp theo: cd {folder}, git init, rồi thử `kst validate` và `kst due --quarter 2`."


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What `kst init` writes, the same with an empty `templates/`, and with a copy of everything."""
    folder = tmp_path_factory.mktemp("beside")
    for name in ("new", "empty"):
        write_repository(folder / name)
    (folder / "empty" / "templates").mkdir()
    copy_sample(folder / "whole")
    return {name: folder / name for name in ("new", "empty", "whole")}


@pytest.mark.parametrize("kind", ["quarterly", "plan", "reminder"])
@pytest.mark.parametrize("ending", ["docx", "html", "md", "json"])
def test_documents_come_from_the_templates_of_the_program(
    kind: str, ending: str, beside: dict[str, Path], kst: Kst, tmp_path: Path
) -> None:
    """Without `templates/`, and with an empty one, a document is what it is with a copy of everything."""
    asked = {"quarterly": ["--quarter", "2"], "plan": [], "reminder": ["--agency", "Sở Y tế"]}[kind]
    made = set()
    for name, root in beside.items():
        file = tmp_path / f"{name}.{ending}"
        words = ("report", kind, *asked, "--as-of", "2021-06-25", "-o", str(file))
        assert kst(*words, root=root).code == 0
        made.add(file.read_bytes())
    assert len(made) == 1


def test_exported_letterhead_is_the_one_used_and_has_its_schema(new: Path, kst: Kst) -> None:
    assert kst("template", "export", "--name", "letterhead.yaml", root=new).code == 0
    file = new / "templates" / "letterhead.yaml"
    assert file.read_bytes() == (PROJECT / "templates" / "letterhead.yaml").read_bytes()
    file.write_bytes(b"sai: 1\n")
    assert kst("report", "plan", "--format", "markdown", root=new).code == 3


def test_every_file_that_names_a_schema_finds_it(new: Path, kst: Kst) -> None:
    assert kst("template", "export", root=new).code == 0
    words = ("report", "prepare", "--quarter", "2", "--as-of", "2021-06-25")
    assert kst(*words, root=new).code == 0
    named = [file for file in new.rglob("*.yaml") if "$schema=" in file.read_text("utf-8")]
    kinds = set()
    for file in named:
        schema = file.parent / file.read_text("utf-8").split("$schema=")[1].split("\n")[0]
        assert schema.is_file(), file
        kinds.add(schema.name.split(".")[0])
    assert kinds == set(WRITTEN_BY_PEOPLE)


def test_result_is_valid_and_answers(new: Path, kst: Kst) -> None:
    result = kst("validate", root=new)
    assert (result.code, result.err) == (0, "")
    assert "không có lỗi" in result.out
    assert kst("due", "--agency", "Sở TTTT", "--quarter", "2", root=new).code == 0


def test_nothing_else_is_left_behind(new: Path) -> None:
    assert [path.name for path in new.parent.iterdir()] == ["kho"]


def test_empty_folder_is_filled(kst: Kst, tmp_path: Path) -> None:
    (tmp_path / "kho").mkdir()
    assert kst("init", str(tmp_path / "kho")).code == 0
    assert kst("validate", root=tmp_path / "kho").code == 0


def test_folders_above_are_made(kst: Kst, tmp_path: Path) -> None:
    assert kst("init", str(tmp_path / "tỉnh" / "năm 2021")).code == 0
    assert kst("validate", root=tmp_path / "tỉnh" / "năm 2021").code == 0


def test_working_folder_is_filled(kst: Kst, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert kst("init", ".").code == 0
    assert set(tree(tmp_path)) >= OWN_FILES
    assert kst("validate").code == 0
    assert not list(tmp_path.glob(".kst-*"))


@pytest.mark.parametrize("content", ["ghi-chú.txt", ".ẩn", "plans/2021.yaml"])
def test_folder_with_something_in_it_is_refused(content: str, kst: Kst, tmp_path: Path) -> None:
    file = tmp_path / "kho" / content
    file.parent.mkdir(parents=True)
    file.write_bytes(b"quan trong")
    before = tree(tmp_path)
    result = kst("init", str(tmp_path / "kho"))
    assert (result.code, result.out) == (4, "")
    assert "không trống" in result.err
    assert tree(tmp_path) == before


def test_second_init_is_refused(new: Path, kst: Kst) -> None:
    (new / "plans" / "2021.yaml").write_bytes(b"da sua")
    before = tree(new)
    assert kst("init", str(new)).code == 4
    assert tree(new) == before


def test_file_in_the_way_is_refused(kst: Kst, tmp_path: Path) -> None:
    (tmp_path / "kho").write_bytes(b"quan trong")
    assert kst("init", str(tmp_path / "kho")).code == 4
    assert tree(tmp_path) == {"kho": b"quan trong"}


def test_file_above_is_an_error(kst: Kst, tmp_path: Path) -> None:
    (tmp_path / "kho").write_bytes(b"quan trong")
    result = kst("init", str(tmp_path / "kho" / "con"))
    assert (result.code, result.out) == (3, "")
    assert "Không tạo được kho" in result.err


def test_folder_must_be_named(kst: Kst) -> None:
    result = kst("init")
    assert (result.code, result.out) == (2, "")
    assert "THƯ_MỤC" in result.err


@pytest.mark.parametrize(
    "name", [".github/workflows/kst.yml", ".github/workflows/kst-site.yml", ".gitlab/kst.yml"]
)
def test_ci_installs_this_version(name: str, new: Path) -> None:
    text = (new / name).read_text("utf-8")
    assert f"kstthc-cli=={__version__}" in text
    assert not re.search(r"@[A-Z]+@", text)


@pytest.mark.parametrize("name", [".github/actions/kst/action.yml", ".gitlab/kst.yml"])
def test_ci_validates_with_a_base_tells_the_change_and_prints_the_plan(name: str, new: Path) -> None:
    text = (new / name).read_text("utf-8")
    assert re.search(r"kst validate\b.*--format (github|gitlab)", text)
    assert re.search(r"kst validate\b.*--base", text)
    assert re.search(r"kst diff\b.*--format markdown", text)
    assert "kst plan show --head" in text


@pytest.mark.parametrize("name", [".github/workflows/kst-site.yml", ".gitlab/kst.yml"])
def test_ci_publishes_the_public_site_only_where_asked(name: str, new: Path) -> None:
    text = (new / name).read_text("utf-8")
    assert re.findall(r"kst site .*", text) == ["kst site --public -o public"]
    assert re.search(r"KST_SITE == ['\"]true['\"]", text)


def test_git_keeps_line_ends_and_forgets_the_cache(new: Path) -> None:
    assert ".kst/" in (new / ".gitignore").read_text("utf-8").splitlines()
    assert "*.yaml text eol=lf" in (new / ".gitattributes").read_text("utf-8").splitlines()
