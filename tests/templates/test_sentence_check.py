"""`kst template check` of templates of sentences: names, syntax, filters, and figures of every size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from kstthc_cli.domain.report.figures import Counted, FormFigures
from kstthc_cli.model.report.template_fields import Shape
from kstthc_cli.render.report.paragraphs import Sentences
from kstthc_cli.render.templates.sentence_check import SHAPES
from kstthc_cli.store.forms.forms import built_in_form
from tests.support.quang_ngai import year
from tests.support.running import PROJECT, Kst

BUILT_IN = sorted((PROJECT / "templates").glob("*.txt.j2"))


@pytest.mark.parametrize("file", BUILT_IN, ids=[file.name for file in BUILT_IN])
def test_a_built_in_template_of_sentences_has_no_fault(file: Path, kst: Kst) -> None:
    result = kst("template", "check", str(file))
    assert (result.code, result.out, result.err) == (0, f"{file}: dùng được.\n", "")


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("paragraph.II.06a", '{{ nwo["1"] }}', "dòng 1: không có tên “nwo”; gần nhất là “who”"),
        ("paragraph.II.06a", "a\n{{ levels[0].nme }}", "dòng 2: không có tên “nme”; gần nhất là “name”"),
        ("paragraph.II.06a", "a\nb\n{% if now %}", "dòng 3: sai cú pháp mẫu"),
        ("paragraph.II.06a", "{{ 3 | amout }}", "dòng 1: dùng bộ lọc hoặc phép thử không có"),
        ("paragraph.II.06a", '{{ now["99"] | amount }}', "dòng 1: dùng tên không có: “99” (số liệu lớn)"),
        ("paragraph.II.06a", '{{ now["3"] | amount }}', "dòng 1: dùng tên không có: “3” (các cột để trống)"),
        ("paragraph", "{{ forms }}", "dòng 1: không có tên “forms”; gần nhất là “form”"),
        ("duties", "{{ now }}", "dòng 1: không có tên “now”"),
        ("shortfalls", "{{ targets[0].mt }}", "dòng 1: không có tên “mt”; gần nhất là “met”"),
        ("paragraph.khong-co", "a", "không có biểu số liệu “khong-co”"),
    ],
)
def test_a_fault_is_told_with_its_line(name: str, text: str, told: str, tmp_path: Path, kst: Kst) -> None:
    file = tmp_path / f"{name}.txt.j2"
    file.write_text(text, "utf-8", newline="\n")
    result = kst("template", "check", str(file))
    assert result.code == 1
    assert told in result.out


def test_another_name_is_no_template_of_sentences(tmp_path: Path, kst: Kst) -> None:
    file = tmp_path / "loi-dan.txt.j2"
    file.write_text("a", "utf-8")
    result = kst("template", "check", str(file))
    assert result.code == 2
    assert "“loi-dan.txt.j2” không phải là mẫu câu" in result.err


def test_a_form_of_the_repository_has_sentences_of_its_own(repo: Path, kst: Kst) -> None:
    (repo / "forms").mkdir(exist_ok=True)
    own = (PROJECT / "forms" / "hai-long.yaml").read_text("utf-8").replace('id: "hai-long"', 'id: "y-kien"')
    (repo / "forms" / "y-kien.yaml").write_text(own, "utf-8", newline="\n")
    file = repo / "templates" / "paragraph.y-kien.txt.j2"
    file.parent.mkdir(exist_ok=True)
    file.write_text('{% if now | total(["2"]) %}{{ now["2"] | amount }}{% endif %}', "utf-8", newline="\n")
    result = kst("template", "check", str(file), root=repo)
    assert (result.code, result.err) == (0, "")


def names(values: Any, shape: Shape) -> Iterator[str]:
    """The names of groups in values that a shape does not have, and the other way round."""
    if shape.kind == "group" and values is not None:
        yield from {*values} ^ {*shape.fields}
        for name, inner in shape.fields.items():
            yield from names(values.get(name), inner)
    elif shape.item is not None:
        for value in values or ():
            yield from names(value, shape.item)


def test_the_names_are_those_that_a_report_fills_in() -> None:
    filled: dict[str, Mapping[str, Any]] = {}

    def write(templates: Sequence[str], values: Mapping[str, Any]) -> list[str]:
        filled[templates[-1].removesuffix(".txt.j2")] = values
        return []

    some = Counted("quý II năm 2021", {"1": 3})
    form = built_in_form("truyen-thong")
    figures = FormFigures(form, some, (some,), some, (), (some,), (some,))
    target: dict[str, Any] = {
        "duty": "1",
        "text": "",
        "required": "",
        "reached": "",
        "met": None,
        "below": [],
    }
    told = Sentences(
        write, year().registry, "toàn tỉnh", one_agency=False, figures={form.id: figures}, targets=[target]
    )
    told.of_form(form.id)
    told.of_duties([])
    for name in ("achievements", "shortfalls"):
        told.of_results(name, [])
    assert {*filled} == {*SHAPES} - {"sentences"}
    for name, values in filled.items():
        assert not list(names(values, SHAPES[name])), name
