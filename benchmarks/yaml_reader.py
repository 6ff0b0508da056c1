"""How fast the YAML of a repository is read, by each of the two parsers.

    python benchmarks/yaml_reader.py FOLDER

FOLDER is a repository or any folder with `*.yaml`. Every file is read in one process, cold but for the
imports; processor time, the best of three; the pure parser once.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from kstthc_cli.store.files.source import Source, decode_source
from kstthc_cli.store.yaml.nodes import PureParser, fast_parser
from kstthc_cli.store.yaml.reader import Document, parse, parse_with


def sources(folder: Path) -> list[Source]:
    """The texts of all YAML files below a folder."""
    return [decode_source(file.read_bytes(), file.name)[0] for file in sorted(folder.rglob("*.yaml"))]


def seconds(read: Callable[[Source], Document], texts: list[Source], runs: int) -> float:
    """The least processor time that reading all texts takes."""
    best = float("inf")
    for _ in range(runs):
        begin = time.process_time()
        for text in texts:
            read(text)
        best = min(best, time.process_time() - begin)
    return best


def main(folder: Path) -> None:
    """Print files, size and the times."""
    texts = sources(folder)
    print(f"{len(texts)} files, {sum(len(text.text) for text in texts) / 1e6:.2f} million characters")
    if fast_parser() is not None:
        print(f"as kst reads    {seconds(parse, texts, 3):8.3f} s")
    print(f"pure parser     {seconds(lambda text: parse_with(PureParser, text), texts, 1):8.3f} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
