"""Two of one command at the same moment: both changes are there, or one command was refused.

    python hardening/pairs.py --pairs 1000                  every command
    python hardening/pairs.py --pairs 20 --only amend       one command
    python hardening/pairs.py --pairs 20 --keep             the figures of docs/hardening.md

Prints a line a command, and exits with 1 where any pair lost something.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import NamedTuple

from figures import keep, kept
from kstthc_cli.main import run
from kstthc_cli.store.init import write_repository

Found = list[int]


class Pair(NamedTuple):
    """Two command lines for a folder, and what must hold of it and of both exit codes afterwards."""

    name: str
    lines: Callable[[Path], tuple[list[str], list[str]]]
    holds: Callable[[Path, Found], bool]
    spoil: Callable[[Path], None] = lambda _root: None


def _amend(root: Path) -> tuple[list[str], list[str]]:
    words = ["--root", str(root), "amend", "8", "--ground-date", "2021-05-20", "--as-of", "2021-06-01"]
    one = [*words, "--deadline", "Hằng tháng", "--ground", "1/QĐ-UBND"]
    other = ["--root", str(root), "amend", "25", *words[4:], "--deadline", "Quý III", "--ground", "2/QĐ-UBND"]
    return one, other


def _amended(root: Path, codes: Found) -> bool:
    text = (root / "plans" / "2021.yaml").read_text("utf-8")
    grounds = [f"{n}/QĐ-UBND" for n, code in zip((1, 2), codes, strict=True) if code == 0]
    return set(codes) <= {0, 4} and 0 in codes and all(ground in text for ground in grounds)


def _untidy(root: Path) -> None:
    for name in ("plans/2021.yaml", "calendar/2021.yaml"):
        file = root / name
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))


def _fmt(root: Path) -> tuple[list[str], list[str]]:
    words = ["--root", str(root), "fmt"]
    return words, words


def _tidy(root: Path, codes: Found) -> bool:
    whole = all(b"\r" not in (root / name).read_bytes() for name in ("plans/2021.yaml", "calendar/2021.yaml"))
    return codes == [0, 0] and whole


def _new_year(root: Path) -> tuple[list[str], list[str]]:
    words = ["--root", str(root), "new-year", "2022", "--as-of", "2021-12-20"]
    return [*words, "--keep", "25"], [*words, "--drop", "25"]


def _one_draft(root: Path, codes: Found) -> bool:
    text = (root / "plans" / "2022.yaml").read_text("utf-8")
    return sorted(codes) == [0, 4] and ("Người lập dự thảo" in text) == (codes[1] == 0)


def _output(root: Path) -> tuple[list[str], list[str]]:
    words = ["--root", str(root), "due", "--as-of", "2021-06-01", "-o", str(root.parent / "ra.json")]
    return [*words, "--agency", "so-tp"], [*words, "--agency", "so-yt"]


def _one_output(root: Path, codes: Found) -> bool:
    text = (root.parent / "ra.json").read_text("utf-8")
    return sorted(codes) == [0, 4] and ('"so-tp"' if codes[0] == 0 else '"so-yt"') in text


def _init(root: Path) -> tuple[list[str], list[str]]:
    words = ["init", str(root.parent / "moi")]
    return words, words


def _one_repository(root: Path, codes: Found) -> bool:
    made = {p.relative_to(root.parent / "moi") for p in (root.parent / "moi").rglob("*") if p.is_file()}
    wanted = {p.relative_to(root) for p in root.rglob("*") if p.is_file() and ".kst" not in p.parts}
    left = [p for p in root.parent.iterdir() if p.name.startswith(".kst")]
    return sorted(codes) == [0, 4] and made == wanted and not left


def _empty_folder(root: Path) -> None:
    (root.parent / "moi").mkdir()


AGENCIES = ("Sở Du lịch thử nghiệm", "Sở Dân số thử nghiệm")
"""Made for the trial; no registry has them."""


def _documents(root: Path) -> None:
    head = "| STT | Nhiệm vụ | Cơ quan chủ trì | Kết quả | Thời gian |\n|---|---|---|---|---|\n"
    for n, agency in enumerate(AGENCIES):
        row = f"| 1 | Lập kế hoạch. | {agency} | Kế hoạch | Quý I |\n"
        (root.parent / f"{n}.md").write_text(head + row, "utf-8")


def _import(root: Path) -> tuple[list[str], list[str]]:
    one, other = (
        [
            "--root",
            str(root),
            "import",
            str(root.parent / f"{n}.md"),
            "--plan-id",
            f"{2026 + n}",
            "--add-agencies",
        ]
        for n in range(2)
    )
    return one, other


def _imported(root: Path, codes: Found) -> bool:
    """Every plan that was written has its agency in the registry; a refused import left no plan."""
    text = (root / "agencies" / "quang-ngai.yaml").read_text("utf-8")
    said = [agency in text for agency in AGENCIES]
    made = [(root / "plans" / f"{2026 + n}.yaml").is_file() for n in range(2)]
    done = [code == 0 for code in codes]
    return set(codes) <= {0, 4} and any(done) and said == made == done


ANSWERS = Path(__file__).resolve().parent.parent / "examples" / "workbooks" / "gui-lai.zip"
"""A workbook as it comes back."""


def _collect_import(root: Path) -> tuple[list[str], list[str]]:
    words = ["--root", str(root), "collect", "import", str(ANSWERS), "--as-of", "2021-06-18"]
    return words, words


def _collected(root: Path, codes: Found) -> bool:
    """The workbook became one slip, and what came back is noted once."""
    slips = list((root / "progress").rglob("*.yaml"))
    notes = list((root / "workbooks").rglob("*-nhan-*.yaml"))
    return codes == [0, 0] and len(slips) == 1 and len(notes) == 1


def _collect_export(root: Path) -> tuple[list[str], list[str]]:
    words = ["--root", str(root), "collect", "export", "--quarter", "2", "--agency", "so-yt"]
    words += ["-o", str(root.parent / "gui"), "--as-of", "2021-06-10"]
    return words, words


def _one_workbook(root: Path, codes: Found) -> bool:
    left = [file.suffix for file in (root.parent / "gui").iterdir()]
    notes = list((root / "workbooks").rglob("*-gui-*.yaml"))
    return sorted(codes) == [0, 4] and left == [".xlsx"] and len(notes) == 1


PAIRS = (
    Pair("import", _import, _imported, _documents),
    Pair("amend", _amend, _amended),
    Pair("fmt", _fmt, _tidy, _untidy),
    Pair("new-year", _new_year, _one_draft),
    Pair("output", _output, _one_output),
    Pair("init", _init, _one_repository),
    Pair("init-empty", _init, _one_repository, _empty_folder),
    Pair("collect import", _collect_import, _collected),
    Pair("collect export", _collect_export, _one_workbook),
)


def _command(words: list[str], barrier: Barrier) -> None:
    barrier.wait()
    sys.exit(_quietly(words))


def _quietly(words: list[str]) -> int:
    with (
        Path(os.devnull).open("w", encoding="utf-8") as nothing,
        redirect_stdout(nothing),
        redirect_stderr(nothing),
    ):
        return run(words)


def load(pair: Pair, original: Path) -> None:
    """Run a pair in turn, so that the forks to come have every module loaded and start abreast."""
    _quietly(["--root", str(original), "validate"])
    with copy_of(original) as root:
        pair.spoil(root)
        for words in pair.lines(root):
            _quietly(words)


@contextmanager
def copy_of(original: Path) -> Iterator[Path]:
    """A repository of its own in a temporary folder that goes afterwards."""
    with tempfile.TemporaryDirectory(prefix="kst-pairs-") as folder:
        root = Path(folder).resolve() / "kho"
        shutil.copytree(original, root)
        yield root


def holds(pair: Pair, original: Path) -> bool:
    """Run a pair on a copy of a repository; whether nothing was lost."""
    context = multiprocessing.get_context("fork")
    with copy_of(original) as root:
        pair.spoil(root)
        barrier = context.Barrier(2)
        both = [context.Process(target=_command, args=(words, barrier)) for words in pair.lines(root)]
        for process in both:
            process.start()
        for process in both:
            process.join()
        return pair.holds(root, [process.exitcode or 0 for process in both])


def lost(name: str, pairs: int) -> int:
    """How many of so many pairs of a command lost something."""
    pair = next(item for item in PAIRS if item.name == name)
    with tempfile.TemporaryDirectory(prefix="kst-pairs-") as folder:
        original = Path(folder) / "kho"
        write_repository(original)
        load(pair, original)
        return sum(not holds(pair, original) for _ in range(pairs))


def main() -> int:
    """Run the trial that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=1000)
    parser.add_argument("--only", choices=[pair.name for pair in PAIRS])
    parser.add_argument("--keep", action="store_true", help="write the table into docs/hardening.md")
    chosen = parser.parse_args()
    worst, rows = 0, {}
    for pair in PAIRS:
        if chosen.only in (None, pair.name):
            gone = lost(pair.name, chosen.pairs)
            worst = max(worst, gone)
            sys.stdout.write(f"{pair.name}: {chosen.pairs} pairs, {gone} lost something\n")
            sys.stdout.flush()
            rows[pair.name] = f"| {pair.name} | {chosen.pairs} | {gone} |"
    if chosen.keep:
        keep("pairs", table(kept_rows() | rows))
    return 1 if worst else 0


def kept_rows() -> dict[str, str]:
    """The rows of the page by command, so that a run of one command leaves those of the others."""
    lines = kept("pairs").splitlines()
    return {pair.name: line for pair in PAIRS for line in lines if line.startswith(f"| {pair.name} |")}


def table(rows: Mapping[str, str]) -> str:
    """The rows below their heads, in the order of the commands."""
    found = [rows[pair.name] for pair in PAIRS if pair.name in rows]
    return "\n".join(["| command | pairs | lost something |", "|---|---:|---:|", *found])


if __name__ == "__main__":
    sys.exit(main())
