"""Many repositories as one data set, and the questions of a nation."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from kstthc_cli.commands.export.export import tables_of_repository
from kstthc_cli.commands.listing import Listing, print_listing
from kstthc_cli.domain.export.facts import province_of
from kstthc_cli.errors import Exit, RefusedError, UsageError
from kstthc_cli.output import Output
from kstthc_cli.render.export import national as view_of
from kstthc_cli.render.screen.progress_bar import tracked
from kstthc_cli.store.export.data_set import INPUTS, asked, inputs_file, is_of, known_inputs, query, stamp_of
from kstthc_cli.store.export.duckdb_files import duckdb, parquet_files
from kstthc_cli.store.files.output_folder import write_folder
from kstthc_cli.store.plan.plan_years import plan_years


def export_many(roots: Sequence[Path], as_of: date, output: Output) -> int:
    """Write the tables of many repositories into one data set; provinces whose files are unchanged stay.

    With `--force` every province is written anew. Raises UsageError, and RefusedError for two repositories
    of one province.
    """
    if output.file is None:
        raise UsageError("Chưa nêu ghi ra đâu.", "Thêm -o, ví dụ: -o national.")
    if output.format not in (None, "parquet"):
        raise UsageError("Nhiều kho chỉ gộp được thành Parquet.", "Bỏ --format.")
    duckdb()
    earlier = known_inputs(output.file)
    known = {} if output.force else earlier
    stamps: dict[str, str] = {}
    files: dict[str, bytes] = {}
    many = output.screen.terminal and len(roots) > 1
    for root in tracked(list(roots), "Đang đọc các kho", shown=many):
        province = _province(root, stamps)
        stamps[province] = stamp_of(root, as_of.isoformat())
        if known.get(province) != stamps[province]:
            files |= parquet_files(tables_of_repository(root, None, as_of, output))
    unchanged = {name for name in stamps if known.get(name) == stamps[name]}
    files[INPUTS] = inputs_file(stamps)  # last: what a crash leaves is written again
    write_folder(
        output.file,
        files,
        force=output.force or bool(earlier),
        keeps=lambda name: any(is_of(province, name) for province in unchanged),
    )
    sys.stderr.write(f"Đã ghi {len(stamps) - len(unchanged)} kho, giữ {len(unchanged)} kho không đổi.\n")
    output.say_written()
    return Exit.FINE


def _province(root: Path, known: dict[str, str]) -> str:
    """The province of a repository. Raises RefusedError if another repository has it."""
    provinces = {province_of(year.registry) for year in plan_years(root)}
    if len(provinces) > 1 or provinces & set(known):
        raise RefusedError(
            f"Kho “{root}” trùng địa phương với kho khác, hoặc có nhiều địa phương: "
            f"{', '.join(sorted(provinces))}.",
            "Mỗi địa phương một kho; sửa place của danh mục cơ quan.",
        )
    return provinces.pop()


def summary(folder: Path, form: str | None, output: Output) -> int:
    """Print how every province stands, or the totals of a form by province. Raises RefusedError."""
    header, rows = asked(folder, query("figures" if form else "summary"))
    lines = [dict(zip(header, row, strict=True)) for row in rows]
    if form is None:
        listing = view_of.summary_listing([view_of.with_percent(line) for line in lines])
    else:
        mine = [line for line in lines if line["form_id"].casefold() == form.casefold()]
        if not mine:
            known = ", ".join(sorted({line["form_id"] for line in lines})) or "chưa có"
            raise UsageError(f"Bộ dữ liệu không có số liệu của biểu “{form}”.", f"Các biểu: {known}.")
        listing = view_of.figures_listing(mine)
    return print_listing(folder, Listing(*listing), output)
