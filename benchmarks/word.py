"""How long a Word file with a long table takes, as a multiple of what docxtpl alone takes for that table.

Both fill the same template (the table of duties of the built-in annex, nothing else) with the same
generated rows, docxtpl as its manual says (autoescape), in processes of their own, in turn. Prints medians,
ratio and the most memory that each process held. Then the whole annex with the same rows.

    python benchmarks/word.py [--rows 2000] [--runs 7] [--check]

With `--check` the exit code is 1 when the ratio is above its reach.
"""

from __future__ import annotations

import argparse
import io
import json
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent
REACH = 1.3
WORKS = ("docxtpl", "kst", "kst-annex")


def groups(rows: int) -> list[dict[str, Any]]:
    """Generated rows, a hundred to a section."""
    row = {
        "content": "Rà soát thủ tục hành chính & đề nghị cắt giảm < 10 % chi phí (dữ liệu sinh)",
        "result": "Báo cáo kết quả rà soát",
        "who": "Sở Thông tin và Truyền thông chủ trì",
        "due": "30/06/2021",
        "status": "hoàn thành",
        "said": "Đã rà soát toàn bộ.\nKhông có kiến nghị.",
        "evidence": "12/BC-STTTT ngày 10/6/2021",
        "day": "10/06/2021",
    }
    made = [row | {"duty": str(number)} for number in range(1, rows + 1)]
    parts = (made[at : at + 100] for at in range(0, rows, 100))
    return [
        {"id": str(n), "title": "Mục (dữ liệu sinh)", "rows": part} for n, part in enumerate(parts, start=1)
    ]


def template() -> bytes:
    """The table of duties alone, as a template, without the tag that docxtpl does not have."""
    sys.path.append(str(PROJECT / "tools"))
    from docx_base import section, word_file
    from docx_templates import duty_table

    return word_file(re.sub(r"\{% keep .+? %\}", "", duty_table()) + section(wide=True))


def work(name: str, rows: int) -> None:
    """Fill the template once, and print seconds and the most memory held, in MB."""
    import resource
    import time

    content, values = template(), {"duties": groups(rows)}
    if name == "docxtpl":
        from docxtpl import DocxTemplate
    else:
        import docxtpl  # noqa: F401 - the import is measured for neither

        from kstthc_cli.render.word.word_document import fill, render_docx
        from kstthc_cli.store.report.samples import sample
    begin = time.perf_counter()
    if name == "docxtpl":
        document = DocxTemplate(io.BytesIO(content))
        document.render(values, autoescape=True)
        document.save(io.BytesIO())
    elif name == "kst":
        fill("table.docx", content, values | {"letter": sample("annex")["letter"]})
    else:
        render_docx("annex", sample("annex") | values)
    seconds = time.perf_counter() - begin
    print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def main() -> int:
    """Measure and print a table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--rows", type=int, default=2000)
    options.add_argument("--runs", type=int, default=7)
    options.add_argument("--check", action="store_true")
    options.add_argument("--work", choices=WORKS)
    asked = options.parse_args()
    if asked.work:
        work(asked.work, asked.rows)
        return 0
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in WORKS}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(asked.runs):
            for name in WORKS:
                command = [sys.executable, __file__, "--work", name, "--rows", str(asked.rows)]
                done = subprocess.run(command, cwd=folder, capture_output=True, check=True)
                found[name].append(tuple(json.loads(done.stdout)))
    base = statistics.median(seconds for seconds, _ in found["docxtpl"])
    print(f"{asked.rows} rows, {asked.runs} runs each\n\n| work | s | ratio | MB |\n|---|---|---|---|")
    for name in WORKS:
        seconds = statistics.median(seconds for seconds, _ in found[name])
        print(f"| {name} | {seconds:.2f} | {seconds / base:.2f} | {max(m for _, m in found[name]):.0f} |")
    ratio = statistics.median(seconds for seconds, _ in found["kst"]) / base
    return 1 if asked.check and ratio > REACH else 0


if __name__ == "__main__":
    sys.exit(main())
