"""`kst agencies update`: carries a registry over the change of 01/7/2025."""

from __future__ import annotations

import sys
from pathlib import Path

from kstthc_cli.errors import Exit, RefusedError, UsageError


def update(root: Path, year: int, name: str | None, *, dry_run: bool) -> int:
    """Add ends, successors and new communes to a registry file; nothing that it says is changed.

    Raises UsageError for a year before the change or a registry that is not named clearly, RefusedError where
    the province is not known or the layout of the file does not let it. The registry is locked while it is
    read and replaced.
    """
    from contextlib import nullcontext

    from kstthc_cli.domain.agencies.units import CHANGED
    from kstthc_cli.store.files.write_lock import write_lock

    if year < CHANGED.year:
        raise UsageError(
            f"Năm {year} ở trước ngày 01/7/2025, không có gì để chuyển.", "Nêu --year 2025 trở đi."
        )
    with nullcontext() if dry_run else write_lock(root):
        return _update(root, year, name, dry_run=dry_run)


def _update(root: Path, year: int, name: str | None, *, dry_run: bool) -> int:
    from kstthc_cli.commands.importing import chosen_registry, sound_repository
    from kstthc_cli.domain.agencies.carried_over import CannotCarryError, carried_over
    from kstthc_cli.store.agencies import load_units
    from kstthc_cli.store.files.optimistic_replace import replace
    from kstthc_cli.store.importing.added_agencies import file_to_replace
    from kstthc_cli.store.yaml.splices import CannotSpliceError, with_data

    loaded, _ = chosen_registry(sound_repository(root), name)
    path = loaded.document.source.path
    try:
        change = carried_over(loaded.document.data, load_units(), year)
        text = with_data(loaded.document, change.data).source.text
    except CannotCarryError as error:
        raise RefusedError(f"{path}: không có tỉnh “{error}” năm 2024.", "Sửa place của danh mục.") from None
    except CannotSpliceError as error:
        how = "Sửa tay chỗ viết khác tệp do `kst init` tạo, hoặc chạy `kst fmt`, rồi chạy lại lệnh."
        raise RefusedError(f"Không sửa được {path} (dòng {error.line}).", how) from None
    if text == loaded.document.source.text:
        sys.stdout.write(f"{path} đã theo năm {year}, không có gì để chuyển.\n")
        return Exit.FINE
    if not dry_run:
        replace(file_to_replace(root, loaded), text)
    sys.stdout.write(
        f"{path}: {change.ended} cơ quan kết thúc ngày 30/6/2025, thêm {change.added} UBND cấp xã "
        "từ 01/7/2025.\n"
    )
    if change.without_successor:
        sys.stdout.write(f"Chưa rõ cơ quan kế thừa: {', '.join(change.without_successor)}.\n")
    sys.stdout.write("Chạy thử: chưa ghi gì.\n" if dry_run else "Điều phải xác nhận: kst validate\n")
    return Exit.FINE
