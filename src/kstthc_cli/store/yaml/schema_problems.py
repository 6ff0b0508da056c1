"""Validation errors of Pydantic as problems: code, place and a Vietnamese message."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from kstthc_cli.model.base import FileModel
from kstthc_cli.problems import Problem
from kstthc_cli.store.yaml.reader import Document

Model = TypeVar("Model", bound=BaseModel)
Details = dict[str, Any]
_MOST = 200
"""The maximum number of reported problems of one file."""

_KINDS = {
    dict: "một khối khóa: giá trị",
    list: "một danh sách",
    str: "chữ",
    bool: "true hoặc false",
    int: "số nguyên",
    float: "số thập phân",
    type(None): "để trống",
}


def validated(document: Document, model: type[Model]) -> tuple[Model | None, list[Problem]]:
    """The document as `model`, or None with every validation problem."""
    try:
        return model.model_validate(document.data), []
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=True)
        return None, [_problem(document, dict(item), model) for item in found[:_MOST]]


def _problem(document: Document, error: Details, model: type[BaseModel]) -> Problem:
    loc = tuple(error["loc"])
    say = _SENTENCES.get(error["type"], _wrong_type)
    error["typed"] = document.typed(loc)
    code, message = say(error)
    if error["input"] is None:
        code, message = _nothing(error)
    if error["type"] == "union_tag_invalid":
        loc = (*loc, "kind")
    if error["type"] == "one_agency" and loc[-1] != "agency":
        loc = (*loc, "agency")
    if loc == ("schema_version",) and code in ("KST022", "KST025"):
        code, message = (
            "KST028",
            f"schema_version là {_shown(error['input'])}; bản kst này chỉ đọc lược đồ 1.",
        )
    if code == "KST021":
        message += _suggestion(str(loc[-1]), model)
    remedy = _schema_of(model) if code == "KST020" else _REMEDIES.get(error["type"], "")
    return document.problem(code, loc, message, remedy, key=code == "KST021")


def _schema_of(model: type[BaseModel]) -> str:
    """The remedy for a missing key: the schema of this kind of file; empty (that of the code) without one."""
    name = model.schema_name if issubclass(model, FileModel) else ""
    return f"Thêm khóa còn thiếu; xem tệp mẫu hoặc chạy `kst schema {name}`." if name else ""


def _nothing(_error: Details) -> tuple[str, str]:
    return "KST027", "Sau khóa này phải có giá trị, đang để trống."


def _missing(error: Details) -> tuple[str, str]:
    context = error.get("ctx", {})
    key = context["key"] if "key" in context else error["loc"][-1]
    return "KST020", f"Thiếu khóa “{key}”."


def _extra(error: Details) -> tuple[str, str]:
    key = error.get("ctx", {}).get("key", error["loc"][-1])
    return "KST021", f"Khóa “{key}” không có trong lược đồ."


def _text(error: Details) -> tuple[str, str]:
    if isinstance(error["input"], (dict, list)):
        return "KST022", f"Ở đây cần chữ, đang là {_kind(error['input'])}."
    return "KST023", f"Ở đây cần chữ: viết {_quoted(error['typed'])} trong ngoặc kép."


def _wrong_type(error: Details) -> tuple[str, str]:
    wanted = {
        "int_type": "số nguyên",
        "int_from_float": "số nguyên",
        "bool_type": "true hoặc false",
        "list_type": "một danh sách",
        "dict_type": "một khối khóa: giá trị",
        "model_type": "một khối khóa: giá trị",
        "model_attributes_type": "một khối khóa: giá trị",
    }.get(error["type"])
    if wanted is None:
        return "KST025", f"Giá trị {_shown(error['input'])} không dùng được ở đây."
    if error["type"] == "list_type" and not isinstance(error["input"], dict):
        return "KST022", f"“{error['loc'][-1]}” phải là danh sách: [{error['typed'][:60]}]."
    if error["type"] in ("bool_type", "int_type"):
        return _unquoted(wanted, error["input"])
    return "KST022", f"Ở đây cần {wanted}, đang là {_kind(error['input'])}."


def _unquoted(wanted: str, value: Any) -> tuple[str, str]:
    quotes = " (không đặt trong ngoặc kép)" if isinstance(value, str) else ""
    return "KST022", f"Ở đây cần {wanted}{quotes}, đang là {_kind(value)}."


def _choice(error: Details) -> tuple[str, str]:
    allowed = str(error["ctx"]["expected"]).replace(" or ", ", ").replace("'", "")
    return "KST024", f"{_shown(error['input'])} không thuộc danh sách: {allowed}."


def _tag(error: Details) -> tuple[str, str]:
    context = error["ctx"]
    if error["type"] == "union_tag_not_found" or context.get("tag") == "None":
        return "KST026", "Thiếu khóa kind: chưa rõ đây là loại nào."
    allowed = str(context["expected_tags"]).replace("'", "")
    return "KST026", f"Không có kind “{context['tag']}”; chọn một trong: {allowed}."


def _empty(_error: Details) -> tuple[str, str]:
    return "KST027", "Ở đây không được để trống."


def _pattern(error: Details) -> tuple[str, str]:
    if not str(error["input"]).strip():
        return _empty(error)
    rule = "mã chỉ gồm chữ không dấu, số, dấu chấm, gạch nối, gạch dưới"
    ctx = error["ctx"]
    if "max_length" in ctx:
        rule = f"mã dài nhất {ctx['max_length']} ký tự"
    elif "9M" in str(ctx.get("pattern")):
        return (
            "KST025",
            f"{_shown(error['input'])} không phải là kỳ; viết như 2021-Q2, 2021-06, 2021-H1, 2021.",
        )
    elif "http" in str(ctx.get("pattern")):
        return "KST025", f"{_shown(error['input'])} không phải là địa chỉ web (https://…)."
    elif "0-9a-f" in str(ctx.get("pattern")):
        return "KST025", f"{_shown(error['input'])} không phải là mã kiểm tra SHA-256 (64 ký tự 0-9, a-f)."
    return "KST025", f"{_shown(error['input'])} không phải là mã hợp lệ: {rule}."


def _no_name(error: Details) -> tuple[str, str]:
    return "KST025", f"{_shown(error['input'])} không dùng làm mã được: Windows không có tệp nào tên như vậy."


def _no_level(error: Details) -> tuple[str, str]:
    return "KST024", f"{_shown(error['input'])} không phải mã cấp: chữ thường không dấu, ví dụ so, don-vi."


def _no_day(error: Details) -> tuple[str, str]:
    return "KST025", f"{_shown(error['input'])} không phải là ngày; viết năm-tháng-ngày, ví dụ 2021-01-28."


def _bound(error: Details) -> tuple[str, str]:
    context = error["ctx"]
    least, most = context.get("ge"), context.get("le")
    limit = f"từ {least} trở lên" if least is not None else f"không quá {most}"
    return "KST025", f"{_shown(error['input'])} nằm ngoài giới hạn: phải {limit}."


def _no_number(error: Details) -> tuple[str, str]:
    if error["typed"].lower().lstrip("+-") in (".inf", ".nan"):
        return "KST022", f"{_shown(error['typed'])} không phải là một con số dùng được."
    return _unquoted("một con số", error["input"])


def _agencies(_error: Details) -> tuple[str, str]:
    return "KST021", "Một phiếu tiến độ là của một cơ quan: agency chỉ nêu một lần, ở đầu tệp, với một tên."


_REMEDIES = {"one_agency": "Tách mỗi cơ quan một tệp, rồi `kst record --file` từng tệp."}
_SENTENCES: dict[str, Callable[[Details], tuple[str, str]]] = {
    "missing": _missing,
    "extra_forbidden": _extra,
    "string_type": _text,
    "literal_error": _choice,
    "union_tag_not_found": _tag,
    "union_tag_invalid": _tag,
    "too_short": _empty,
    "string_too_short": _empty,
    "string_pattern_mismatch": _pattern,
    "string_too_long": _pattern,
    "kst_day": _no_day,
    "kst_name": _no_name,
    "kst_level": _no_level,
    "greater_than_equal": _bound,
    "less_than_equal": _bound,
    "finite_number": _no_number,
    "one_agency": _agencies,
}


def _kind(value: Any) -> str:
    return _KINDS.get(type(value), "ngày")


def _shown(value: Any) -> str:
    return f"“{str(value)[:60]}”"


def _quoted(value: Any) -> str:
    return '"' + str(value)[:60] + '"'


def _suggestion(key: str, model: type[BaseModel]) -> str:
    """` Có phải là …?` when a key of the schema is similar to the unknown one."""
    from difflib import get_close_matches

    others = [name for name in _keys(model) if name != key]
    near = get_close_matches(key, others, n=1, cutoff=0.75)
    return f" Có phải là “{near[0]}”?" if near else ""


@lru_cache
def _keys(model: type[BaseModel]) -> list[str]:
    """All property names of a schema and of the schemas inside it."""
    schema = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return sorted({key for part in parts for key in part.get("properties", {})})
