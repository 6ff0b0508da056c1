"""`kst schema`: JSON Schemas that editors can use, and that judge as kst does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, FormatChecker

from kstthc_cli.catalogue import CATALOGUE
from kstthc_cli.model.base import FileModel
from kstthc_cli.model.progress.draft import DraftFile
from kstthc_cli.model.progress.slip import RequestFile, WithdrawalFile
from kstthc_cli.render.json_schema import KINDS, draft7
from kstthc_cli.store.files.source import Source, read_source
from kstthc_cli.store.yaml.reader import parse
from kstthc_cli.store.yaml.schema_problems import validated
from tests.support.example_files import KIND_FILES, MINIMAL, Example, bad_examples, good_examples
from tests.support.running import PROJECT, Kst

EVERY_KIND = pytest.mark.parametrize("kind", KINDS)
UNSEEN = {  # numbers and dates that JSON does not know, and levels, which are those of the registry
    "KST024/level.agencies",
    "KST022/infinite-number.plan",
    "KST022/not-a-number.plan",
    "KST023/date-for-text.plan",
}


def plain(value: Any) -> Any:
    """Data as an editor sees it, which knows no dates."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def data_of(file: Path) -> Any:
    """The data of a file, or None where it has no form that a schema could judge."""
    source, problems = read_source(file, file.name)
    document = parse(source)
    return None if document.problems or any(p.severity == "error" for p in problems) else document.data


def findings(kind: str, data: Any) -> list[str]:
    validator = Draft7Validator(draft7(kind), format_checker=FormatChecker())
    return [error.message for error in validator.iter_errors(plain(data))]


@EVERY_KIND
def test_schema_is_draft_7(kind: str, kst: Kst) -> None:
    result = kst("schema", kind)
    schema = json.loads(result.out)
    assert (result.code, result.err) == (0, "")
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(schema)


@EVERY_KIND
def test_schema_uses_nothing_that_draft_7_lacks(kind: str, kst: Kst) -> None:
    text = kst("schema", kind).out
    assert not [word for word in ("$defs", "prefixItems", "discriminator", "unevaluated") if word in text]


@EVERY_KIND
def test_stored_schema_is_current(kind: str, kst: Kst) -> None:
    stored = PROJECT / "schemas" / f"{kind}.schema.json"
    assert stored.read_bytes().decode("utf-8") == kst("schema", kind).out


def test_no_other_schema_is_stored() -> None:
    assert {file.name.split(".")[0] for file in (PROJECT / "schemas").iterdir()} == set(KINDS)


@EVERY_KIND
def test_schema_can_be_written_to_a_file(kind: str, kst: Kst, tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    assert kst("schema", kind, "-o", str(file)).code == 0
    assert file.read_text("utf-8") == kst("schema", kind).out
    assert kst("schema", kind, "-o", str(file)).code == 4


@pytest.mark.parametrize("kind", ["ke-hoach", "", "Plan", "plans"])
def test_unknown_kind_is_wrong_use(kind: str, kst: Kst) -> None:
    result = kst("schema", kind)
    assert (result.code, result.out) == (2, "")
    assert "plan, agencies, calendar" in result.err


def test_schemas_of_what_people_write_go_into_a_folder(
    kst: Kst, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    kinds = ("agencies", "calendar", "form", "letterhead", "outline", "plan", "prose")
    result = kst("schema", "files", "-o", "schemas")
    assert (result.code, result.out) == (0, "")
    written = [Path("schemas") / f"{kind}.schema.json" for kind in kinds]
    assert result.err.splitlines() == [f"Đã ghi {file}" for file in written]
    assert sorted(Path("schemas").iterdir()) == written
    for kind, file in zip(kinds, written, strict=True):
        assert file.read_text("utf-8") == kst("schema", kind).out


def test_schemas_in_a_folder_are_overwritten_only_by_force(kst: Kst, tmp_path: Path) -> None:
    (tmp_path / "plan.schema.json").write_text("cũ", "utf-8")
    result = kst("schema", "files", "-o", str(tmp_path))
    assert result.code == 4
    assert "plan.schema.json" in result.err
    assert [file.name for file in tmp_path.iterdir()] == ["plan.schema.json"]
    assert (tmp_path / "plan.schema.json").read_text("utf-8") == "cũ"
    assert kst("schema", "files", "-o", str(tmp_path), "--force").code == 0
    assert (tmp_path / "plan.schema.json").read_text("utf-8") == kst("schema", "plan").out


def test_schemas_of_what_people_write_need_a_folder(kst: Kst) -> None:
    result = kst("schema", "files")
    assert (result.code, result.out) == (2, "")
    assert "-o schemas" in result.err


def test_missing_kind_is_wrong_use(kst: Kst) -> None:
    result = kst("schema")
    assert (result.code, result.out) == (2, "")
    assert "Thiếu tham số" in result.err


# Agreement

SEEN = [e for e in (*good_examples(), *bad_examples()) if e.kind in KINDS and data_of(e.source) is not None]
SAMPLE = [
    ("plan", "plans/2021.yaml"),
    ("agencies", "agencies/quang-ngai.yaml"),
    ("calendar", "calendar/2021.yaml"),
    *(("form", f"forms/{file.name}") for file in sorted((PROJECT / "forms").iterdir())),
]


@pytest.mark.parametrize(("kind", "path"), SAMPLE)
def test_schema_accepts_the_sample(kind: str, path: str) -> None:
    assert findings(kind, data_of(PROJECT / path)) == []


@pytest.mark.parametrize("kind", [kind for kind in KIND_FILES if (MINIMAL / KIND_FILES[kind]).exists()])
def test_schema_accepts_the_minimal_repository(kind: str) -> None:
    assert findings(kind, data_of(MINIMAL / KIND_FILES[kind])) == []


@pytest.mark.parametrize("example", SEEN, ids=lambda example: example.name)
def test_schema_judges_as_kst_does(example: Example) -> None:
    refused = bool(findings(example.kind, data_of(example.source)))
    if example.code == "KST036":
        return  # the schema knows the form of a period, kst also whether it can be
    of_form = "KST020" <= example.code <= "KST028" and example.name not in UNSEEN
    assert refused == of_form


@pytest.mark.parametrize("name", ["no-such-quarter", "words", "no-such-half"])
def test_schema_refuses_deadlines_of_another_form(name: str) -> None:
    [example] = [e for e in SEEN if e.name == f"KST036/{name}.plan"]
    assert findings(example.kind, data_of(example.source))


@EVERY_KIND
def test_schema_speaks_vietnamese_to_the_editor(kind: str) -> None:
    """Titles are what an editor shows; a docstring of the code must not get there."""
    schema = draft7(kind)
    assert all(part.get("title") for part in (schema, *schema.get("definitions", {}).values()))
    assert not [part for part in schema.get("definitions", {}).values() if part.get("description")]


def lax(schema: Any, inside: str = "") -> Iterator[str]:
    """The fields that read text or other numbers as `true` or as a whole number."""
    if isinstance(schema, dict):
        if schema.get("type") in ("bool", "int", "float") and not schema.get("strict"):
            yield inside
        fields = schema["fields"] if schema.get("type") == "model-fields" else {}
        for key, inner in (*fields.items(), *(item for item in schema.items() if item[0] != "fields")):
            if key not in ("metadata", "serialization"):
                yield from lax(inner, f"{inside}.{key}" if key in fields else inside)
    elif isinstance(schema, list | tuple):
        for inner in schema:
            yield from lax(inner, inside)


def test_no_field_of_a_file_reads_text_as_a_number_or_as_true() -> None:
    models = [model for model, _ in KINDS.values() if issubclass(model, FileModel)]
    assert len(models) > 5
    for model in models:
        model.model_rebuild()
        assert list(lax(model.__pydantic_core_schema__, model.__name__)) == []


OF_KIND = {kind: model for kind, (model, _) in KINDS.items() if issubclass(model, FileModel)} | {
    "request": RequestFile
}


@pytest.mark.parametrize("kind", OF_KIND)
def test_a_missing_key_leads_to_the_schema_of_the_files_own_kind(kind: str) -> None:
    """`kst schema plan` says nothing about a slip."""
    told = validated(parse(Source("tep.yaml", '{la: "x"}')), OF_KIND[kind])[1]
    missing = [problem for problem in told if problem.code == "KST020"]
    assert {problem.remedy for problem in missing} == {
        f"Thêm khóa còn thiếu; xem tệp mẫu hoặc chạy `kst schema {kind}`."
    }


def test_a_withdrawal_is_a_file_of_requests() -> None:
    assert WithdrawalFile.schema_name == RequestFile.schema_name == "request"


def test_a_missing_key_of_a_file_without_a_schema_leads_to_none_that_is_wrong() -> None:
    told = validated(parse(Source("phieu.yaml", "agency: so-yt\n")), DraftFile)[1]
    assert [problem.remedy for problem in told] == [CATALOGUE["KST020"].remedy]
