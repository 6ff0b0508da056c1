"""Scalar types and the base class of all file schemas."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from kstthc_cli.model import SCHEMA_VERSION

FIRST_YEAR, LAST_YEAR = 1900, 2999
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)

StatusName = Literal[
    "not_reported", "in_progress", "done", "not_arising", "overdue", "done_late", "waiting", "not_required"
]
"""The status of an obligation on a day, see `domain.progress.obligation_status`."""


class FileModel(BaseModel):
    """A mapping in a file: unknown keys are errors, instances are immutable."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    schema_name: ClassVar[str] = ""
    """What `kst schema` calls the kind of file; empty for a part of one, and for what has no schema."""


def _day(value: Any) -> Any:
    """Accept a YAML date or ISO text; refuse times and numbers."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value if FIRST_YEAR <= value.year <= LAST_YEAR else _no_day()
    if isinstance(value, str):
        try:
            return _day(date.fromisoformat(value)) if len(value) == 10 else _no_day()
        except ValueError:
            _no_day()
    return _no_day()


def _no_day() -> Any:
    raise PydanticCustomError("kst_day", "not a day")


def _portable(name: str) -> str:
    """Refuse device names of Windows and names that it shortens: ids are also file names."""
    if name.endswith(".") or _DEVICE.match(name):
        raise PydanticCustomError("kst_name", "no name of a file")
    return name


def _day_or_period(value: Any) -> Any:
    """Convert a YAML date to ISO text; the domain parses periods."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return value


def _number(value: object) -> Decimal:
    """Read YAML numbers exactly (`0.1` stays `0.1`); refuse booleans and text."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return Decimal(str(value))
    if isinstance(value, Decimal):
        return value
    raise PydanticCustomError("finite_number", "not a number")


Text = Annotated[str, Strict(), StringConstraints(min_length=1, pattern=r"\S")]
"""Text for people, with at least one character that is not whitespace."""

Id = Annotated[
    str,
    Strict(),
    StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=80),
    AfterValidator(_portable),
]
"""An identifier that is also a file name: ASCII letters, digits, dot, dash, underscore."""

Day = Annotated[date, BeforeValidator(_day)]
"""A calendar day, `2021-02-28`; never a time."""

DayOrPeriod = Annotated[
    str,
    BeforeValidator(_day_or_period),
    Strict(),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}(-(Q[1-4]|H[12]|9M|\d\d(-\d\d)?))?$"}),
]
"""A day `2021-12-15` or a period `2021-Q1`, `2021-02`; parsed by `domain.calendar.periods`."""

Count = Annotated[int, Strict()]

Flag = Annotated[bool, Strict()]
"""`true` or `false`, never text or a number that could be read as one."""

Number = Annotated[
    Decimal, BeforeValidator(_number), Field(allow_inf_nan=False), WithJsonSchema({"type": "number"})
]

SchemaVersion = Annotated[
    int,
    Strict(),
    Field(ge=SCHEMA_VERSION, le=SCHEMA_VERSION, title="Phiên bản lược đồ", description="Luôn là 1."),
]
