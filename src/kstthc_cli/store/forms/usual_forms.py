"""The forms that any province has: those of the program whose need is law, without tasks of the sample."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from typing import Any

from kstthc_cli.domain.agencies.levels import USUAL
from kstthc_cli.store.files.package_data import data_folder
from kstthc_cli.store.files.source import Source
from kstthc_cli.store.yaml.reader import parse
from kstthc_cli.store.yaml.splices import with_data

_OF_TASKS = re.compile(r"; nhiệm vụ [^;]+$")
_CHECK = "Kiểm tra văn bản còn hiệu lực trong năm {year}."


def usual_forms(levels: Set[str], year: int) -> Iterator[tuple[str, str]]:
    """Path and text of each form, to be filled by agencies of `levels`.

    A form that only tasks of the sample ask for is left out, and one that counts by a level that has ended.
    """
    for file in sorted((data_folder() / "forms").glob("*.yaml")):
        document = parse(Source(f"forms/{file.name}", file.read_text("utf-8")))
        if wanted := _usual(document.data, levels, year):
            yield document.source.path, with_data(document, wanted).source.text


def _usual(data: Mapping[str, Any], levels: Set[str], year: int) -> dict[str, Any] | None:
    source = dict(data["source"])
    source["text"] = _OF_TASKS.sub("", source["text"])
    ended = {level.name for level in USUAL if level.id not in levels}
    if "nhiệm vụ" in source["text"] or any(ended & {*column["heading"]} for column in data["columns"]):
        return None
    source["note"] = " ".join((*([source["note"]] if "note" in source else []), _CHECK.format(year=year)))
    filled_by = dict(data["filled_by"])
    filled_by["levels"] = [level for level in filled_by["levels"] if level in levels]
    changed = {"source": source, "filled_by": filled_by}
    return {key: changed.get(key, value) for key, value in data.items() if key != "duties"}
