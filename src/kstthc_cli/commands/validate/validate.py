"""`kst validate`: reports every problem of a repository at once."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kstthc_cli.errors import Exit, InvalidDataError, NoRepositoryError, UnreadableError, UsageError
from kstthc_cli.output import Output
from kstthc_cli.problems import Problem, errors
from kstthc_cli.render.validate import FORMATTERS, as_json, as_text
from kstthc_cli.store.files.paths import (
    CLOSING,
    FOLDERS,
    KEPT,
    LETTERHEAD,
    OUTLINE,
    data_files,
    files_below,
    find_root,
    no_plan,
    relative,
)
from kstthc_cli.store.index.slip_cache import Watch

if TYPE_CHECKING:
    from kstthc_cli.store.plan.repository import Repository

FORMATS = ("text", "json", "github", "gitlab", "sarif")
_UNREADABLE = "KST001"
_GROWING = ("progress", "requests", "reports", "workbooks")


def validate(
    working_folder: Path, root: Path | None, paths: tuple[Path, ...], output: Output, base: str | None = None
) -> int:
    """Print the problems of the repository, or of the given files; return the exit code.

    A path outside any repository is checked by itself; its kind is determined by its folder's name or its
    keys. With `base`, every change since that revision must name an amending document. Returns FINDINGS if
    there is an error, UNREADABLE if a file cannot be read.
    """
    chosen = output.resolve_format(FORMATS)
    files = [working_folder / path for path in paths]
    for file in files:
        if not file.exists():
            raise UnreadableError(f"Không có tệp hay thư mục “{file}”.", "Kiểm tra lại đường dẫn.")
    place = _root_of(working_folder, root, files)
    inside, outside = _partition(place, files)
    problems = _single_file_problems(outside)
    count = len(outside)
    if base is not None and outside:
        raise UsageError("--base chỉ dùng cho tệp trong kho.", "Bỏ --base, hoặc bỏ tệp ngoài kho.")
    if place is not None and (inside or not files):
        everything = _all_problems(place, output.watch, base)
        mine = [p for p in everything if _concerns(p, place, inside)]
        prefix = _folder_in_git(place) if chosen in FORMATTERS else ""
        problems += [p._replace(path=f"{prefix}{p.path}") for p in mine]
        count += _file_count(place, inside)
        if not any(data_files(place, "plans")) and not (place / "plans" / KEPT).exists():
            raise no_plan()
    output.write(_render(problems, chosen, count, terminal=output.screen.terminal), chosen)
    if any(problem.code == _UNREADABLE for problem in problems):
        return Exit.UNREADABLE
    return Exit.FINDINGS if errors(problems) else Exit.FINE


def _folder_in_git(root: Path) -> str:
    """The path of the repository from the top of its git repository, where annotations start."""
    from kstthc_cli.store.git.git import NoGitError, git

    try:
        done = git(root, "rev-parse", "--show-prefix")
    except NoGitError:
        return ""
    return done.stdout.decode(errors="replace").rstrip() if done.returncode == 0 else ""


def _single_file_problems(files: Sequence[Path]) -> list[Problem]:
    """The problems of files outside a repository."""
    if not files:
        return []
    from kstthc_cli.store.validate.single_file import check_file

    return [problem for file in files for problem in check_file(file)]


def _all_problems(root: Path, watch: Watch, base: str | None) -> list[Problem]:
    """Problems of plans, agencies and calendars, and of slips, requests and reports of the usable plans."""
    from kstthc_cli.store.plan.plan_years import compiled
    from kstthc_cli.store.plan.repository import load_repository
    from kstthc_cli.store.plan.usable import usable_repository
    from kstthc_cli.store.validate.report_checks import report_problems
    from kstthc_cli.store.validate.statement_checks import statement_problems
    from kstthc_cli.store.workbook.records import record_problems

    repository = load_repository(root)
    usable = usable_repository(root, None) if errors(repository.problems) else repository
    years = [] if errors(usable.problems) else compiled(usable)
    statement_findings = statement_problems(root, years, watch) if years else []
    written = report_problems(root, years, usable.plans)
    since = _base_problems(root, repository, base) if base is not None else []
    every = [*repository.problems, *statement_findings, *written, *record_problems(root), *since]
    return sorted(every, key=lambda problem: problem.order)


def _base_problems(root: Path, repository: Repository, base: str) -> list[Problem]:
    """Problems of changes since the base.

    Errors in the base itself are ignored, so that they can be repaired.
    """
    from kstthc_cli.store.validate.amendment_checks import amendment_problems, base_of, written_once_problems

    at = base_of(root, base)
    altered = written_once_problems(root, at)
    try:
        return [*altered, *amendment_problems(repository, at)]
    except InvalidDataError as error:
        number = len(error.problems)
        sys.stderr.write(f"cảnh báo: bản {at.words} có {number} lỗi nên chưa xét được văn bản sửa đổi.\n")
        return altered


def _file_count(root: Path, inside: Sequence[Path]) -> int:
    """The number of checked files."""
    data = [file for folder in FOLDERS for file in data_files(root, folder)]
    others = [file for top in _GROWING for file in files_below(root / top) if file.suffix == ".yaml"]
    others += [file for file in files_below(root / "reports") if file.name == CLOSING]
    others += [root / name for name in (OUTLINE, LETTERHEAD) if (root / name).is_file()]
    within = [path.resolve() for path in inside]
    return sum(
        not within or any(file.resolve().is_relative_to(p) for p in within) for file in (*data, *others)
    )


def _root_of(working_folder: Path, root: Path | None, files: list[Path]) -> Path | None:
    """The repository: `--root`, else that of the first path, else that of the working folder."""
    if root is not None or not files:
        return find_root(working_folder, root)
    start = files[0].resolve() if files[0].is_dir() else files[0].parent.resolve()
    try:
        return find_root(start, None)
    except NoRepositoryError:
        if any(file.is_dir() for file in files):
            raise
        return None


def _partition(root: Path | None, files: list[Path]) -> tuple[list[Path], list[Path]]:
    """The files that belong to the repository, and the others."""
    inside: list[Path] = []
    outside: list[Path] = []
    for file in files:
        known = root is not None and _belongs(root.resolve(), file.resolve())
        (inside if known else outside).append(file)
    return inside, outside


def _belongs(root: Path, file: Path) -> bool:
    if file.is_dir():
        return file.is_relative_to(root)
    data = file.suffix == ".yaml" and file.parent in [root / folder for folder in FOLDERS]
    return (
        data
        or file in (root / OUTLINE, root / LETTERHEAD)
        or any(file.is_relative_to(root / top) for top in _GROWING)
    )


def _concerns(problem: Problem, root: Path, files: Sequence[Path]) -> bool:
    if not files:
        return True
    wanted = [relative(root, file) for file in files]
    return any(path in (".", problem.path) or problem.path.startswith(f"{path}/") for path in wanted)


def _render(problems: list[Problem], chosen: str, count: int, *, terminal: bool) -> str:
    bad = len(errors(problems))
    summary = {"errors": bad, "warnings": len(problems) - bad, "files": count}
    if chosen in FORMATTERS:
        return FORMATTERS[chosen](problems)
    if chosen == "json":
        return as_json(problems, summary)
    return as_text(problems) + _closing(summary, hint=terminal)


def _closing(summary: dict[str, int], *, hint: bool) -> str:
    checked = f"Đã kiểm tra {summary['files']} tệp: "
    if not summary["errors"] and not summary["warnings"]:
        return f"{checked}không có lỗi.\n"
    how = "Giải thích một mã: kst explain MÃ\n" if hint else ""
    return f"{checked}{summary['errors']} lỗi, {summary['warnings']} cảnh báo.\n{how}"
