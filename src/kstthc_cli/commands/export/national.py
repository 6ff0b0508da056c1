"""Many repositories as one data set."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from kstthc_cli.commands.export.export import facts_of_repository
from kstthc_cli.domain.export.fact_tables import filled
from kstthc_cli.domain.export.facts import Facts, province_of
from kstthc_cli.errors import Exit, KstError, RefusedError, UsageError
from kstthc_cli.output import Output
from kstthc_cli.render.screen.progress_bar import tracked
from kstthc_cli.store.export.data_set import INPUTS, inputs_file, is_of, known_inputs, stamp_of
from kstthc_cli.store.export.duckdb_files import duckdb, parquet_files
from kstthc_cli.store.files.output_folder import write_folder
from kstthc_cli.store.files.paths import printable
from kstthc_cli.store.plan.plan_years import plan_years


def export_many(roots: Sequence[Path], as_of: date, output: Output) -> int:
    """Write the tables of many repositories into one data set; provinces whose files are unchanged stay.

    With `--force` every province is written anew. Raises UsageError, and RefusedError for a plan that two
    repositories of a province have.
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
    by_province = _by_province(roots)
    provinces, shown = list(by_province.items()), output.screen.terminal
    for province, mine in tracked(provinces, "Đang đọc các kho", shown=shown, least=2):
        stamps[province] = " ".join(stamp_of(root, as_of.isoformat()) for root in mine)
        if known.get(province) != stamps[province]:
            facts = [one for root in mine for one in _facts(root, as_of, output)]
            files |= parquet_files(filled(facts))
    unchanged = {name for name in stamps if known.get(name) == stamps[name]}
    files[INPUTS] = inputs_file(stamps)  # last: what a crash leaves is written again
    write_folder(
        output.file,
        files,
        force=output.force or bool(earlier),
        keeps=lambda name: any(is_of(province, name) for province in unchanged),
    )
    kept = sum(len(by_province[name]) for name in unchanged)
    sys.stderr.write(f"Đã ghi {len(roots) - kept} kho, giữ {kept} kho không đổi.\n")
    output.say_written()
    return Exit.FINE


def _facts(root: Path, as_of: date, output: Output) -> list[Facts]:
    with _naming(root):
        return facts_of_repository(root, None, as_of, output)


@contextmanager
def _naming(root: Path) -> Iterator[None]:
    """Say before an error in which of many repositories it is: problems name files below it."""
    try:
        yield
    except KstError:
        sys.stderr.write(f"Kho “{printable(str(root))}”:\n")
        raise


def _by_province(roots: Sequence[Path]) -> dict[str, list[Path]]:
    """Province → its repositories, which may each have plans of other years.

    Raises RefusedError for a repository of several provinces, and for a plan that two of them have.
    """
    found: dict[str, list[Path]] = {}
    owner: dict[tuple[str, str], Path] = {}
    for root in roots:
        with _naming(root):
            years = plan_years(root)
        provinces = {province_of(year.registry) for year in years}
        if len(provinces) > 1:
            raise RefusedError(
                f"Kho “{root}” có nhiều địa phương: {', '.join(sorted(provinces))}.",
                "Mỗi địa phương một kho; sửa place của danh mục cơ quan.",
            )
        province = provinces.pop()
        for year in years:
            other = owner.setdefault((province, year.plan.id), root)
            if other is not root:
                raise RefusedError(
                    f"Kho “{other}” và kho “{root}” trùng địa phương {province} và cùng có "
                    f"kế hoạch {year.plan.id}.",
                    "Nêu một trong hai kho; là địa phương khác thì sửa place của danh mục cơ quan.",
                )
        found.setdefault(province, []).append(root)
    return found
