"""Adding agencies to a registry file, and the lines by which somebody else may do so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kstthc_cli.domain.agencies.levels import UNDER
from kstthc_cli.domain.importing.assignees.groups import KNOWN_GROUPS
from kstthc_cli.domain.importing.assignees.names import Assignee
from kstthc_cli.domain.plain_values import Plain
from kstthc_cli.errors import RefusedError
from kstthc_cli.model.agencies import RegistryFile
from kstthc_cli.store.files.optimistic_replace import ReadFile, read_to_replace
from kstthc_cli.store.plan.repository import Loaded
from kstthc_cli.store.yaml.splices import CannotSpliceError, with_data
from kstthc_cli.store.yaml.writer import to_yaml

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


def with_assignees(registry: Loaded[Any], assignees: Sequence[Assignee]) -> str:
    """The text of a registry file with further agencies and groups behind those it has.

    Raises RefusedError where the layout of the file does not let it.
    """
    data = registry.document.data
    levels = {agency["level"] for agency in data["agencies"]}
    own = [level["id"] for level in data.get("levels", ())]
    entries = [(assignee.group, entry_of(assignee, levels, own)) for assignee in assignees]
    wanted = dict(data)
    wanted["agencies"] = [*data["agencies"], *(entry for group, entry in entries if not group)]
    groups = [*data.get("groups", ()), *(entry for group, entry in entries if group)]
    if groups:
        wanted["groups"] = groups
    try:
        return with_data(registry.document, wanted).source.text
    except CannotSpliceError as error:
        raise RefusedError(
            f"Không thêm được cơ quan vào {registry.document.source.path} (dòng {error.line}).",
            "Bỏ --add-agencies, chép các dòng kst in ra vào danh mục.",
        ) from None


def registry_to_replace(root: Path, registry: Loaded[RegistryFile]) -> ReadFile:
    """The file of a registry for `replace`, if it still holds the text that was read from it.

    Raises RefusedError if it does not, UnreadableError.
    """
    source = registry.document.source
    current = read_to_replace(root, source.path)
    if current.raw != source.text.encode():
        raise RefusedError(
            f"{source.path} có BOM, CRLF hoặc vừa bị sửa ở nơi khác, nên chưa ghi gì.",
            f"Chạy `kst fmt {source.path}` rồi chạy lại lệnh.",
        )
    return current
