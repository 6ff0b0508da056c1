"""The fields of a document's values that a template can use: names, kinds, descriptions; from the models."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from kstthc_cli.model.report.document_values import VALUES

Kind = Literal["text", "number", "yes_no", "day", "list", "group"]


@dataclass(frozen=True)
class Shape:
    """The type of a value: text, number, yes or no, day, list of one shape, or group of named shapes."""

    kind: Kind
    description: str = ""
    optional: bool = False
    min_items: int = 0
    """The minimum number of items of a list."""
    item: Shape | None = None
    fields: Mapping[str, Shape] = field(default_factory=dict)


@dataclass(frozen=True)
class NamedField:
    """A name as a template writes it (`letter.signer.name`; `body[].text` in a loop), and its shape."""

    path: str
    shape: Shape


def shape_of(kind: str) -> Shape:
    """The shape of the values of a kind of document. Raises KeyError for an unknown kind."""
    return _group(VALUES[kind], "")


def named_fields(shape: Shape, path: str = "") -> Iterator[NamedField]:
    """Every name below a shape, in the order of the models; items of a list are named `list[]`."""
    for name, inner in shape.fields.items():
        full = f"{path}.{name}" if path else name
        yield NamedField(full, inner)
        yield from _inside(inner, full)


def _inside(shape: Shape, path: str) -> Iterator[NamedField]:
    if shape.item is not None:
        yield from (
            _inside(shape.item, f"{path}[]")
            if shape.item.kind != "group"
            else named_fields(shape.item, f"{path}[]")
        )
    else:
        yield from named_fields(shape, path)


def _group(model: type[BaseModel], description: str, *, optional: bool = False) -> Shape:
    inner = {name: _field(info) for name, info in model.model_fields.items()}
    words = description or str(model.model_config.get("title") or "")
    return Shape("group", words, optional=optional, fields=inner)


def _field(info: FieldInfo) -> Shape:
    min_items = next((m.min_length for m in info.metadata if hasattr(m, "min_length")), 0)
    return _shape(info.annotation, info.description or "", min_items=min_items)


def _shape(kind: Any, description: str, *, optional: bool = False, min_items: int = 0) -> Shape:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        other = next(part for part in inner if part is not type(None))
        return _shape(other, description, optional=type(None) in inner, min_items=min_items)
    if origin is Annotated:
        return _shape(inner[0], description, optional=optional, min_items=min_items)
    if origin is list:
        return Shape("list", description, optional, min_items, _shape(inner[0], ""))
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return _group(kind, description, optional=optional)
    return Shape(_plain(kind, inner), description, optional)


def _plain(kind: Any, inner: tuple[Any, ...]) -> Kind:
    sample = type(inner[0]) if get_origin(kind) is Literal else kind
    kinds: dict[Any, Kind] = {bool: "yes_no", int: "number", float: "number", date: "day"}
    return kinds.get(sample, "text")


def minimal_values(values: Any, shape: Shape) -> Any:
    """The values with minimal lists and without optional values, as the models allow."""
    if shape.optional:
        return None
    if shape.item is not None:
        return [minimal_values(item, shape.item) for item in values[: shape.min_items]]
    if shape.fields:
        return {name: minimal_values(values[name], inner) for name, inner in shape.fields.items()}
    return values


def with_suffix(values: Any, shape: Shape, suffix: str) -> Any:
    """The values with `suffix` appended to every text."""
    if values is None:
        return None
    if shape.item is not None:
        return [with_suffix(item, shape.item, suffix) for item in values]
    if shape.fields:
        return {name: with_suffix(values[name], inner, suffix) for name, inner in shape.fields.items()}
    return values + suffix if shape.kind == "text" and isinstance(values, str) else values
