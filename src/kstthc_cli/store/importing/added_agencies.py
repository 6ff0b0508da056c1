"""Adding agencies to a registry, and their levels to a calendar; the lines by which somebody else may add."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from pathlib import Path
from typing import Any

from kstthc_cli.domain.agencies.known_groups import KNOWN_GROUPS
from kstthc_cli.domain.agencies.levels import UNDER
from kstthc_cli.domain.calendar.draft import usual_rules
from kstthc_cli.domain.importing.assignees.names import Assignee
from kstthc_cli.domain.plain_values import Plain
from kstthc_cli.errors import RefusedError
from kstthc_cli.model.calendar import CalendarFile
from kstthc_cli.store.agencies import program_data
from kstthc_cli.store.files.optimistic_replace import ReadFile, read_to_replace
from kstthc_cli.store.plan.repository import Loaded
from kstthc_cli.store.yaml.splices import CannotSpliceError, with_data
from kstthc_cli.store.yaml.writer import to_yaml

_CONFIRM_LEVEL = (
    "Ngày gửi báo cáo (send_by) của cấp {level} là ngày thường gặp: xác nhận theo quy định của tỉnh."
)
_CONFIRM = "Lấy từ văn bản nhập: xác nhận tên, cấp, thêm tên gọi khác rồi xóa dòng này."


def entry_of(
    assignee: Assignee, levels: Iterable[str], own_levels: Sequence[str] = (), *, confirm: bool = True
) -> Plain:
    """The entry that a registry would have for somebody; `levels` are those that its agencies have.

    In a registry with `own_levels` somebody of another level gets the last of them.
    """
    asked: Plain = {"decide": [_CONFIRM]} if confirm else {}
    level = assignee.level or UNDER
    if own_levels and level not in own_levels:
        level = own_levels[-1]
    if not assignee.group:
        return {"id": assignee.id, "name": assignee.name, "level": level} | asked
    known = next((group for group in KNOWN_GROUPS if group.id == assignee.id), None)
    if known is not None and known.levels and set(known.levels) <= set(levels):
        return {
            "kind": "levels",
            "id": assignee.id,
            "name": assignee.name,
            "levels": list(known.levels),
        } | asked
    return {"kind": "open", "id": assignee.id, "name": assignee.name} | asked


def lines_of(entries: Sequence[Mapping[str, Any]]) -> list[str]:
    """The lines that somebody pastes into a registry, without the remark to confirm them."""
    return to_yaml({"entries": [dict(entry) for entry in entries]}, ("entries",)).split("\n")[1:-1]


def with_assignees(
    registry: Loaded[Any], calendar: Loaded[CalendarFile] | None, assignees: Sequence[Assignee]
) -> list[tuple[Loaded[Any], str]]:
    """The files that change with further agencies and groups, each with its new text: registry, calendar.

    Raises RefusedError where the layout of a file does not let it.
    """
    data = registry.document.data
    levels = {agency["level"] for agency in data["agencies"]}
    own = [level["id"] for level in data.get("levels", ())]
    entries = [(assignee.group, entry_of(assignee, levels, own)) for assignee in assignees]
    agencies = [entry for group, entry in entries if not group]
    wanted = dict(data)
    wanted["agencies"] = [*data["agencies"], *agencies]
    groups = [*data.get("groups", ()), *(entry for group, entry in entries if group)]
    if groups:
        wanted["groups"] = groups
    return [
        (registry, _changed(registry, wanted)),
        *(_with_levels(calendar, {entry["level"] for entry in agencies}) if calendar else ()),
    ]


def _with_levels(calendar: Loaded[CalendarFile], levels: Set[str]) -> Iterator[tuple[Loaded[Any], str]]:
    """A draft calendar with the usual send-by days, to be confirmed, of levels that have none.

    What a calendar in force says has been confirmed: it stays as it is.
    """
    lacking = frozenset(levels) - {rule.level for rule in calendar.file.send_by}
    rules = usual_rules(program_data("usual_calendar"), calendar.file.year, lacking).send_by
    if calendar.file.status != "draft" or not rules:
        return
    data = dict(calendar.document.data)
    asked = [_CONFIRM_LEVEL.format(level=rule["level"]) for rule in rules]
    data |= {"decide": [*data.get("decide", ()), *asked], "send_by": [*data["send_by"], *rules]}
    yield calendar, _changed(calendar, data)


def _changed(loaded: Loaded[Any], wanted: Mapping[str, Any]) -> str:
    try:
        return with_data(loaded.document, wanted).source.text
    except CannotSpliceError as error:
        raise RefusedError(
            f"Không thêm được cơ quan vào {loaded.document.source.path} (dòng {error.line}).",
            "Bỏ --add-agencies, chép các dòng kst in ra vào danh mục.",
        ) from None


def file_to_replace(root: Path, loaded: Loaded[Any]) -> ReadFile:
    """A file of the repository for `replace`, if it still holds the text that was read from it.

    Raises RefusedError if it does not, UnreadableError.
    """
    source = loaded.document.source
    current = read_to_replace(root, source.path)
    if current.raw != source.text.encode():
        raise RefusedError(
            f"{source.path} có BOM, CRLF hoặc vừa bị sửa ở nơi khác, nên chưa ghi gì.",
            f"Chạy `kst fmt {source.path}` rồi chạy lại lệnh.",
        )
    return current
