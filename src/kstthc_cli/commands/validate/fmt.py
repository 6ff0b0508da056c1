"""`kst fmt`: brings files that people write to house style without changing their content."""

from __future__ import annotations

import re
from contextlib import nullcontext
from difflib import SequenceMatcher
from pathlib import Path

from kstthc_cli.errors import Exit, InvalidDataError, RefusedError, UnreadableError, UsageError
from kstthc_cli.output import Output
from kstthc_cli.problems import Problem
from kstthc_cli.store.files.optimistic_replace import ReadFile, read_to_replace, replace
from kstthc_cli.store.files.paths import FOLDERS, data_files, files_below, find_root, relative
from kstthc_cli.store.files.write_lock import write_lock
from kstthc_cli.store.yaml.house_style import in_house_style

_WITH_CHECKSUM = ("progress", "requests")
_MOST_LINES = 8
_WITH_BREAK = re.compile(r"[^\n]*\n|[^\n]+")


def fmt(folder: Path, root: Path | None, paths: tuple[Path, ...], output: Output, *, check: bool) -> int:
    """Rewrite the files that are not in house style, or with `check` only list them (FINDINGS).

    Raises InvalidDataError with all errors if a file cannot be parsed; then none is rewritten.
    """
    place = find_root(folder, root)
    with nullcontext() if check else write_lock(place):
        restyled, count = _restyled(place, _files(place, [folder / path for path in paths]), check=check)
    output.write(_report([(f.path, lines) for f, _, lines in restyled], count, check=check), "text")
    return Exit.FINDINGS if check and restyled else Exit.FINE


def _restyled(
    root: Path, files: list[Path], *, check: bool
) -> tuple[list[tuple[ReadFile, str, list[int]]], int]:
    """The files that are not in house style, with new text and changed lines; the number of files read."""
    originals = [read_to_replace(root, relative(root, file)) for file in files]
    restyled: list[tuple[ReadFile, str, list[int]]] = []
    problems: list[Problem] = []
    for file in originals:
        text, found = in_house_style(file.raw, file.path)
        problems += found
        if not found and text.encode() != file.raw:
            restyled.append((file, text, _lines(file.raw, text)))
    if problems:
        raise InvalidDataError(problems, "nên chưa chỉnh tệp nào")
    for file, text, _ in restyled if not check else ():
        replace(file, text)
    return restyled, len(originals)


def _files(root: Path, named: list[Path]) -> list[Path]:
    """The files to format: those named, those in named folders, else all that people write."""
    if not named:
        return [file for folder in FOLDERS for file in data_files(root, folder)]
    return list(dict.fromkeys(file for path in named for file in _below(root, path)))


def _below(root: Path, path: Path) -> list[Path]:
    if not path.exists():
        raise UnreadableError(f"Không có tệp hay thư mục “{path}”.", "Kiểm tra lại đường dẫn.")
    inside = path.resolve()
    if not inside.is_relative_to(root.resolve()):
        raise UsageError(f"“{path}” không nằm trong kho “{root}”.", "Dùng --root, hoặc chuyển tới kho đó.")
    top = inside.relative_to(root.resolve()).parts[:1]
    if top and top[0] in _WITH_CHECKSUM:
        raise RefusedError(
            f"“{path}” là phiếu hoặc yêu cầu: đã niêm phong nên không chỉnh.", "Đính chính bằng phiếu mới."
        )
    if inside == root.resolve():
        return _files(root, [])
    files = [*files_below(path)] if path.is_dir() else [path]
    if path.is_file() and path.suffix != ".yaml":
        raise UsageError(f"“{path}” không phải là tệp .yaml.", "Nêu tệp trong plans/, agencies/, calendar/.")
    return [file for file in files if file.suffix == ".yaml"]


def _lines(raw: bytes, text: str) -> list[int]:
    """The numbers of the changed lines; all lines if the line endings differ."""
    old, new = (_WITH_BREAK.findall(part) for part in (raw.decode(), text))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    changes = [op for op in matcher.get_opcodes() if op[0] != "equal"]
    return [n + 1 for _, start, end, _, _ in changes for n in range(start, max(end, start + 1))]


def _report(restyled: list[tuple[str, list[int]]], count: int, *, check: bool) -> str:
    done = "chưa theo mẫu" if check else "đã chỉnh"
    lines = [f"{path}: {done} {len(numbers)} dòng ({_listed(numbers)})" for path, numbers in restyled]
    if not restyled:
        lines.append(f"{count} tệp đã theo mẫu trình bày.")
    elif check:
        lines.append("Chỉnh bằng: kst fmt")
    return "\n".join(lines) + "\n"


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(str(n) for n in numbers[:_MOST_LINES])
    return f"dòng {shown}" + (", …" if len(numbers) > _MOST_LINES else "")
