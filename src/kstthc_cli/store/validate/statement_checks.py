"""Problems of all files under `progress/` and `requests/`, for `kst validate`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from kstthc_cli.domain.findings import Finding
from kstthc_cli.domain.forms.form import Form
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.domain.progress.slips import Slip
from kstthc_cli.domain.validate import request_checks, slip_checks
from kstthc_cli.domain.validate.figure_findings import table_findings
from kstthc_cli.domain.validate.slip_checks import Item, StatementContext
from kstthc_cli.problems import Problem
from kstthc_cli.store.files.atomic_write import is_temporary_name
from kstthc_cli.store.files.paths import IGNORED, files_below, leads_out, listed, relative
from kstthc_cli.store.files.source import Source, read_source
from kstthc_cli.store.forms.forms import all_forms
from kstthc_cli.store.git.evidence import (
    ignored_by_git,
    in_other_repository,
    may_be_converted,
    stays_on_this_machine,
)
from kstthc_cli.store.index.slip_cache import Watch
from kstthc_cli.store.progress.evidence import is_same_evidence, on_disk
from kstthc_cli.store.progress.misplaced import misspelt_folders
from kstthc_cli.store.progress.slips import Statements, read_statements
from kstthc_cli.store.yaml.reader import Document, parse

_DEPTH = {"progress": 5, "requests": 3}
_SHOWN = 5


def statement_problems(root: Path, years: Iterable[PlanYear], watch: Watch = iter) -> list[Problem]:
    """Every problem of slips and requests under the given plans."""
    by_id = {year.plan.id: year for year in years}
    found = Statements()
    for plan in sorted({*by_id, *_folders(root)}):
        read = read_statements(root, plan, watch=watch)
        year = by_id.get(plan)
        found.slips += year.normalized(read.slips, read.requests) if year else read.slips
        found.requests += read.requests
        found.withdrawals += read.withdrawals
        found.problems += read.problems
    known = StatementContext(
        by_id, tuple(found.slips), tuple(found.requests), tuple(found.withdrawals), _forms(root, found.slips)
    )
    placed = _placed(root, _findings(root, known))
    return [*found.problems, *placed, *_unprotected(root, found.slips), *_stray(root)]


def _forms(root: Path, slips: Iterable[Slip]) -> Mapping[str, Form]:
    """The forms of the repository; read only where a slip states figures."""
    return all_forms(root) if any(slip.forms for slip in slips) else {}


def _folders(root: Path) -> list[str]:
    return [place.name for top in _DEPTH for place in listed(root / top) if place.is_dir()]


def _findings(root: Path, known: StatementContext) -> Iterator[tuple[Item, Finding]]:
    yield from slip_checks.repeated_ids(known.slips)
    yield from slip_checks.repeated_ids((*known.requests, *known.withdrawals))
    yield from slip_checks.check_supersession(known.slips)
    yield from slip_checks.check_contradictions(known.slips)
    for slip in known.slips:
        yield from ((slip, finding) for finding in slip_checks.check_slip(slip, known))
    yield from table_findings(known)
    yield from _evidence(root, known.slips)
    yield from request_checks.check_request_references(known)
    yield from request_checks.check_request_contradictions(known)
    for request in known.requests:
        yield from ((request, finding) for finding in request_checks.check_request(request, known))


def _evidence(root: Path, slips: Iterable[Slip]) -> Iterator[tuple[Item, Finding]]:
    """Evidence that is missing, differs from its hash, or is not in other clones."""
    places = [
        (slip, ("entries", n, "evidence", m, "path"), item.path, item.sha256 or "")
        for slip in slips
        for n, entry in enumerate(slip.entries)
        for m, item in enumerate(entry.evidence)
        if item.path
    ]
    files = {path: on_disk(root, path) for _, _, path, _ in places}
    names = _names_inside(root, files)
    own = {name for name in names.values() if stays_on_this_machine(name)}
    foreign = {name for name in {*names.values()} - own if in_other_repository(root, name)}
    ignored = ignored_by_git(root, sorted({*names.values()} - own - foreign))
    for slip, loc, path, sha256 in places:
        if names.get(path) in own:
            yield (
                slip,
                Finding("KST055", loc, f"“{path}” là dữ liệu của git hoặc của kst, không đi theo kho."),
            )
        elif names.get(path) in ignored:
            yield slip, Finding("KST055", loc, f"Git bỏ qua tệp “{path}” nên bản sao khác không có tệp này.")
        elif names.get(path) in foreign:
            wrong = f"Tệp “{path}” nằm trong một kho git khác, không đi theo kho này."
            yield slip, Finding("KST055", loc, wrong)
        elif changed := _file_wrong(root, files[path], path, sha256):
            yield slip, Finding("KST055", loc, changed)


def _names_inside(root: Path, files: Mapping[str, Path]) -> dict[str, str]:
    """The paths from the root, spelt as on the disk and free of links, of the files inside the repository."""
    top = Path(os.path.realpath(root))
    return {
        path: Path(os.path.realpath(file)).relative_to(top).as_posix()
        for path, file in files.items()
        if not leads_out(root, file)
    }


def _file_wrong(root: Path, file: Path, path: str, sha256: str) -> str | None:
    if leads_out(root, file):
        return f"“{path}” nằm ngoài kho."
    try:
        same = is_same_evidence(file, sha256)
    except OSError:
        return f"Không đọc được tệp “{path}” trong kho."
    return None if same else f"Nội dung tệp “{path}” đã khác lúc ghi phiếu."


def _unprotected(root: Path, slips: Iterable[Slip]) -> Iterator[Problem]:
    """KST083 where git may change the line ends of evidence, since no attributes prevent it."""
    paths = {item.path for slip in slips for entry in slip.entries for item in entry.evidence if item.path}
    names = _names_inside(root, {path: on_disk(root, path) for path in sorted(paths)})
    if found := may_be_converted(root, [n for n in names.values() if not stays_on_this_machine(n)]):
        some = ", ".join(found[:_SHOWN]) + ("…" if len(found) > _SHOWN else "")
        message = f"Git có thể đổi ký tự xuống dòng của {len(found)} tệp minh chứng: {some}."
        yield Source(".gitattributes", "").problem("KST083", 1, 1, message)


def _placed(root: Path, found: Iterable[tuple[Item, Finding]]) -> Iterator[Problem]:
    """The findings with their lines: each file that has any is parsed again, once."""
    by_path: dict[str, list[Finding]] = {}
    for item, finding in found:
        by_path.setdefault(item.path, []).append(finding)
    for path, findings in by_path.items():
        document: Document = parse(read_source(root / path, path)[0])
        for finding in findings:
            yield document.problem(finding.code, finding.loc, finding.message, finding.remedy)


def _stray(root: Path) -> Iterator[Problem]:
    for folder in misspelt_folders(root):
        message = f"Thư mục “{folder}” chỉ khác {folder.casefold()} ở chữ hoa nên không được đọc."
        how = f"Đổi tên thư mục thành {folder.casefold()}."
        yield Source(folder.rstrip("/"), "").problem("KST051", 1, 1, message, how)
    for top, depth in _DEPTH.items():
        for file in files_below(root / top):
            path = relative(root, file)
            fits = file.suffix == ".yaml" and path.count("/") + 1 == depth
            counted = path.count("/") > 1 and top == "progress" and file.suffix == ".yaml"
            if not fits and not counted and file.name not in IGNORED:
                yield _not_read(path, left_over=is_temporary_name(file.name))


def _not_read(path: str, *, left_over: bool) -> Problem:
    if left_over:
        message = f"“{path}” là tệp tạm do một lần ghi bị ngắt để lại, không phải là phiếu."
        how = "Xóa tệp này (không mất gì); việc đang ghi lúc đó thì xem `kst history`, chưa có thì ghi lại."
        return Source(path, "").problem("KST051", 1, 1, message, how)
    message = f"“{path}” không phải là phiếu ở đúng chỗ nên không được đọc."
    return Source(path, "").problem("KST051", 1, 1, message)
