"""`kst fmt`: house style by splicing; the laws stand in test_yaml_splices."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from kstthc_cli.domain.text.splices import Splice
from kstthc_cli.store.yaml import house_style
from kstthc_cli.store.yaml.house_style import in_house_style
from tests.support.example_files import good_examples
from tests.support.running import PROJECT, Kst
from trees import tree

OURS = sorted(
    file for folder in ("plans", "agencies", "calendar") for file in (PROJECT / folder).glob("*.yaml")
)


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.name)
def test_the_project_s_own_files_are_in_house_style(file: Path) -> None:
    raw = file.read_bytes()
    assert in_house_style(raw, file.name) == (raw.decode(), [])


def test_a_new_repository_is_in_house_style(kst: Kst, tmp_path: Path) -> None:
    kst("init", str(tmp_path / "kho"))
    result = kst("fmt", "--check", root=tmp_path / "kho")
    assert (result.code, result.out) == (0, "16 tệp đã theo mẫu trình bày.\n")


@pytest.mark.parametrize(
    ("written", "tidy"),
    [
        pytest.param("\ufeffa: 1\r\nb: 2\r\n", "a: 1\nb: 2\n", id="bom-and-crlf"),
        pytest.param("a: " + unicodedata.normalize("NFD", '"Quý"') + "\n", 'a: "Quý"\n', id="nfc"),
        pytest.param("a: 1", "a: 1\n", id="last-line-break"),
        pytest.param("a: 1\n\n\n", "a: 1\n", id="empty-lines-at-the-end"),
        pytest.param("a: 1  \n# c  \n   \nb: 2\n", "a: 1\n# c\n\nb: 2\n", id="blanks-at-line-ends"),
        pytest.param("a: Quý II # c\n", 'a: "Quý II" # c\n', id="text-in-quotes"),
        pytest.param("a: 'x: y'\nb: 'n \"m\"'\n", 'a: "x: y"\nb: \'n "m"\'\n', id="double-quotes"),
        pytest.param("id: 1a\nlead: [so-tp]\nby: x-y\n", 'id: "1a"\nlead: [so-tp]\nby: x-y\n', id="ids"),
        pytest.param("a:\n- 1\n- 2\n", "a:\n  - 1\n  - 2\n", id="dashes"),
        pytest.param("a: yes\nb: on\nc: a_b\nd: A\n", 'a: "yes"\nb: "on"\nc: a_b\nd: "A"\n', id="words"),
        pytest.param("{}  \n\n", "{}\n", id="no-values"),
        pytest.param("a: |-\n  x", "a: |-\n  x\n", id="last-line-break-of-a-text-without-one"),
        pytest.param(
            "b: 1  \na: |\n  x  \n  y\n", "b: 1\na: |\n  x  \n  y\n", id="blanks-in-a-text-block-stay"
        ),
        pytest.param('b: 1  \na: "x  \n  y"\n', 'b: 1\na: "x  \n  y"\n', id="blanks-in-quotes-stay"),
        pytest.param(
            "a:\n    k: |\n        x\n        \n        y\n",
            "a:\n  k: |\n      x\n      \n      y\n",
            id="a-line-of-blanks-in-a-text-block-moves-with-it",
        ),
        pytest.param("b: 1  \na:\n  -   # c\n    k: 1\n", "b: 1\na:\n  -   # c\n    k: 1\n", id="remark"),
        pytest.param("a:\n    k: 1\n    l:\n        - 2\n", "a:\n  k: 1\n  l:\n    - 2\n", id="four-blanks"),
        pytest.param("a:\n  -   k: 1\n      l: 2\n", "a:\n  - k: 1\n    l: 2\n", id="behind-a-dash"),
        pytest.param("a:\n  -\n      k: 1\n", "a:\n  -\n    k: 1\n", id="below-a-dash"),
        pytest.param(
            "a:\n    k: |\n        x\n          y\n\n    # của l\n    l: 2\n  # của a\nb: 1\n",
            "a:\n  k: |\n      x\n        y\n\n  # của l\n  l: 2\n# của a\nb: 1\n",
            id="what-hangs-on-a-line-moves-with-it",
        ),
    ],
)  # fmt: skip
def test_each_rule(written: str, tidy: str) -> None:
    assert in_house_style(written.encode(), "x.yaml") == (tidy, [])


@pytest.mark.parametrize(
    "text",
    [
        "a: |+\n  x  \n\n",
        "a: |\n  x",
        'a: "x\n\n  y"\n',
        "a: 2021-01-28\nb: 10\nc: 1.50\nd: true\n",
        "b: 1\na: 2\n",
        'a: {k: 1,\n    l: 2}   # c\n\n\n# d\nb: "x"\n',
    ],
    ids=[
        "text-block",
        "text-without-a-line-break",
        "text-over-lines",
        "numbers-and-days",
        "order-of-keys",
        "blank-lines-and-comments",
    ],
)
def test_what_is_the_writer_s_stays(text: str) -> None:
    assert in_house_style(text.encode(), "x.yaml") == (text, [])


@pytest.mark.parametrize("example", good_examples(), ids=lambda example: example.name)
def test_every_good_example_stays_good(kst: Kst, tmp_path: Path, example: object) -> None:
    root = example.build(tmp_path)  # type: ignore[attr-defined]
    shown = kst("plan", "show", "--format", "json", root=root).out
    slips = {name: digest for name, digest in tree(root).items() if name.startswith(("progress", "requests"))}
    assert kst("fmt", root=root).code == 0
    assert kst("fmt", "--check", root=root).code == 0
    assert kst("plan", "show", "--format", "json", root=root).out == shown
    assert kst("validate", root=root).code == 0
    assert slips.items() <= tree(root).items()


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"a: 1\nb: \xff\n", "Byte 0xff ở dòng 2 không thuộc bảng mã UTF-8."),
        (b"a: 1\na: 2\n", "Khóa “a” đã viết ở dòng 1."),
    ],
)
def test_a_file_with_errors_is_not_written_anew(raw: bytes, message: str) -> None:
    text, problems = in_house_style(raw, "x.yaml")
    assert (text, [(problem.line, problem.message) for problem in problems]) == ("", [(2, message)])


def test_a_rule_that_would_change_what_is_said_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for wrong in (Splice(0, 1, "b"), Splice(0, 1, "["), Splice(0, 0, "a: 1\n")):
        monkeypatch.setattr(house_style, "_quotes", lambda *_, splice=wrong: iter([splice]))
        assert in_house_style(b"a: 1  \n", "x.yaml") == ("a: 1\n", [])


def spoil(repo: Path) -> Path:
    file = repo / "plans" / "2021.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("year: 2021\n", "year: 2021  \n") + "\n\n", "utf-8", newline="\n")
    return file


def test_check_lists_and_changes_nothing(kst: Kst, repo: Path) -> None:
    file = spoil(repo)
    before = tree(repo)
    last = file.read_text("utf-8").rstrip().count("\n") + 2
    result = kst("fmt", "--check", root=repo)
    assert (result.code, result.err) == (1, "")
    assert result.out.startswith(f"plans/2021.yaml: chưa theo mẫu 3 dòng (dòng 6, {last}, {last + 1})\n")
    assert tree(repo) == before


def test_fmt_mends_and_says_what(kst: Kst, repo: Path) -> None:
    before = (repo / "plans" / "2021.yaml").read_bytes()
    spoil(repo)
    result = kst("fmt", root=repo)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("plans/2021.yaml: đã chỉnh 3 dòng (")
    assert (repo / "plans" / "2021.yaml").read_bytes() == before
    assert kst("fmt", root=repo).out == "16 tệp đã theo mẫu trình bày.\n"


def test_only_the_named_files(kst: Kst, repo: Path) -> None:
    spoil(repo)
    assert kst("fmt", "--check", str(repo / "calendar"), root=repo).out == "1 tệp đã theo mẫu trình bày.\n"
    assert kst("fmt", "--check", str(repo / "plans" / "2021.yaml"), root=repo).code == 1
    assert kst("fmt", "--check", str(repo), root=repo).code == 1


def test_one_broken_file_and_none_is_changed(kst: Kst, repo: Path) -> None:
    spoil(repo)
    calendar = repo / "calendar" / "2021.yaml"
    calendar.write_text(calendar.read_text("utf-8").replace('id: "2021"', 'id: "2021'), "utf-8")
    before = tree(repo)
    result = kst("fmt", root=repo)
    assert result.code == 3
    assert "calendar/2021.yaml" in result.err
    assert "nên chưa chỉnh tệp nào" in result.err
    assert tree(repo) == before


@pytest.mark.parametrize(
    ("path", "code", "said"),
    [
        ("progress/2021/Q3", 4, "đã niêm phong nên không chỉnh"),
        ("plans/không-có.yaml", 3, "Không có tệp hay thư mục"),
        ("templates/plan.md.j2", 2, "không phải là tệp .yaml"),
        ("..", 2, "không nằm trong kho"),
    ],
)
def test_what_is_not_for_fmt(kst: Kst, repo: Path, path: str, code: int, said: str) -> None:
    kst("record", "1b", "--agency", "vp-ubnd-tinh", "--status", "done", "--document", "1", root=repo)
    (repo / "progress" / "2021" / "Q3").mkdir(parents=True, exist_ok=True)
    result = kst("fmt", str(repo / path), root=repo)
    assert result.code == code
    assert said in result.err
