"""JSON Schema draft-07 of files and of printed JSON, in the form that editors know.

Files are described by the models; rows of lists by their columns.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from kstthc_cli.model.agencies import RegistryFile
from kstthc_cli.model.calendar import CalendarFile
from kstthc_cli.model.diff import DiffOutput
from kstthc_cli.model.forms.form import FormFile
from kstthc_cli.model.output import (
    DueOutput,
    HistoryOutput,
    MissingOutput,
    OutputModel,
    OverdueOutput,
    RequestsOutput,
    StatusOutput,
    row_model,
)
from kstthc_cli.model.plan import PlanFile
from kstthc_cli.model.progress.slip import AnyRequestFile, SlipFile
from kstthc_cli.model.report.document_values import ReportValues
from kstthc_cli.model.report.letterhead import LetterheadsFile
from kstthc_cli.model.report.outline import OutlineFile
from kstthc_cli.model.report.prose import ProseFile
from kstthc_cli.model.workbook.record import WorkbookRecordFile
from kstthc_cli.render import requests
from kstthc_cli.render.screen.columns import Columns
from kstthc_cli.render.tracking import due, late, status


def _rows(name: str, title: str, columns: Columns[Any, Any]) -> type[OutputModel]:
    """A model of the JSON objects that the columns produce."""
    return row_model(name, title, ((c.key, c.json, c.meaning) for c in columns if c.json))


def _of(envelope: Any, *rows: type[OutputModel]) -> type[OutputModel]:
    """A result with rows of these models."""
    made: type[OutputModel] = envelope[rows]
    return made


_ID, _NAME = ("id", "str"), ("name", "str")
_COUNTS = _rows("CountsOutput", "Số đếm", status.COUNTS)
_LEVELS = row_model(
    "LevelCounts",
    "Số đếm của một cấp",
    ((*_ID, "Mã cấp."), (*_NAME, "Tên cấp."), ("agencies", "Count", "Số cơ quan có việc.")),
    base=_COUNTS,
)
_SECTIONS = row_model(
    "SectionCounts",
    "Số đếm của một mục",
    ((*_ID, "Số mục."), ("title", "str", "Tên mục.")),
    base=_COUNTS,
)
_AGENCIES = row_model(
    "AgencyCounts",
    "Số đếm của một cơ quan",
    (
        (*_ID, "Mã cơ quan."),
        (*_NAME, "Tên đầy đủ."),
        ("level", "str", "Mã cấp."),
        ("parent", "str | None", "Mã cơ quan cấp trên."),
    ),
    base=_COUNTS,
)
_LATE = _rows("LateObligation", "Việc phải nhắc", late.OVERDUE_COLUMNS)

DUE = _of(DueOutput, _rows("ObligationOutput", "Việc", due.COLUMNS))
STATUS = _of(StatusOutput, _COUNTS, _LEVELS, _SECTIONS, _AGENCIES)
MISSING = _of(MissingOutput, _LATE)
OVERDUE = _of(OverdueOutput, _LATE)
REQUESTS = _of(RequestsOutput, _rows("AskedOutput", "Yêu cầu đã mở", requests.COLUMNS))

KINDS: dict[str, tuple[type[BaseModel], str]] = {
    "plan": (PlanFile, "Kế hoạch kiểm soát thủ tục hành chính (plans/*.yaml)"),
    "agencies": (RegistryFile, "Danh mục cơ quan, đơn vị (agencies/*.yaml)"),
    "calendar": (CalendarFile, "Lịch làm việc và lịch báo cáo (calendar/*.yaml)"),
    "form": (FormFile, "Biểu số liệu (forms/*.yaml)"),
    "outline": (OutlineFile, "Đề cương báo cáo định kỳ (templates/outline.yaml)"),
    "letterhead": (LetterheadsFile, "Đầu và cuối văn bản (templates/letterhead.yaml)"),
    "prose": (ProseFile, "Phần thuyết minh của báo cáo (reports/**/*.yaml)"),
    "slip": (SlipFile, "Phiếu (progress/**/*.yaml)"),
    "request": (AnyRequestFile, "Yêu cầu và rút yêu cầu (requests/**/*.yaml)"),
    "workbook": (WorkbookRecordFile, "Tệp Excel đã gửi, đã nhận (workbooks/**/*.yaml)"),
    "due": (DUE, "Kết quả của kst due --format json"),
    "status": (STATUS, "Kết quả của kst status --format json"),
    "missing": (MISSING, "Kết quả của kst missing --format json"),
    "overdue": (OVERDUE, "Kết quả của kst overdue --format json"),
    "history": (HistoryOutput, "Kết quả của kst history --format json"),
    "requests": (REQUESTS, "Kết quả của kst request list --format json"),
    "report": (ReportValues, "Kết quả của kst report quarterly, half-year… --format json"),
    "diff": (DiffOutput, "Kết quả của kst diff --format json"),
}
"""Kind → model and Vietnamese title."""


def draft7(kind: str) -> dict[str, Any]:
    """The schema of a kind, translated from Pydantic's dialect (2020-12, OpenAPI discriminators)."""
    model, title = KINDS[kind]
    schema = _translated(model.model_json_schema())
    schema.pop("description", None)
    return {"$schema": "http://json-schema.org/draft-07/schema#", **schema, "title": title}


def _translated(value: Any) -> Any:
    if isinstance(value, list):
        return [_translated(item) for item in value]
    if not isinstance(value, dict):
        return value
    renamed = {"definitions" if key == "$defs" else key: _translated(item) for key, item in value.items()}
    renamed.pop("discriminator", None)
    if "properties" in renamed:
        renamed.pop("description", None)  # the docstring of the class: English, for developers
    if isinstance(target := renamed.get("$ref"), str):
        renamed["$ref"] = target.replace("#/$defs/", "#/definitions/")
        if len(renamed) > 1:  # draft-07 ignores other keywords next to $ref
            renamed["allOf"] = [{"$ref": renamed.pop("$ref")}]
    return renamed
