"""`kst explain`: the meaning of a problem code."""

from __future__ import annotations

from kstthc_cli.catalogue import CATALOGUE, Entry
from kstthc_cli.errors import Exit, UsageError
from kstthc_cli.output import Output
from kstthc_cli.render.validate import SEVERITIES


def explain(code: str | None, output: Output) -> int:
    """Print one code with an example, or one line per code. Raises UsageError for an unknown one."""
    if code is None:
        output.write("".join(f"{name}  {entry.title}\n" for name, entry in CATALOGUE.items()), "text")
        return Exit.FINE
    wanted = code.strip().upper()
    if wanted.isascii() and wanted.isdigit() and len(wanted) <= 3:
        wanted = f"KST{int(wanted):03}"
    entry = CATALOGUE.get(wanted)
    if entry is None:
        raise UsageError(f"Không có mã lỗi “{code}”.", "Xem mọi mã bằng `kst explain`.")
    output.write(_page(wanted, entry), "text")
    return Exit.FINE


def _page(code: str, entry: Entry) -> str:
    parts = [
        f"{code} ({SEVERITIES[entry.severity]}): {entry.title}",
        "",
        entry.meaning,
        "",
        f"Cách sửa: {entry.remedy}",
    ]
    for heading, example in (("Sai:", entry.wrong), ("Đúng:", entry.right)):
        if example:
            parts += ["", heading, *(f"    {line}" for line in example.split("\n"))]
    return "\n".join(parts) + "\n"
