"""The year before a generated one, so that its reports have a same period of last year to compare with.

It has a plan of one task and no other work: only forms of figures are stated. The registry of the folder then
holds for that year too.
"""

from __future__ import annotations

import re
from pathlib import Path

NOTE = "dữ liệu sinh tự động"
PLAN = """schema_version: 1
id: "{year}"
year: {year}
title: "Kế hoạch kiểm soát thủ tục hành chính năm {year} ({note})"
agencies: "{registry}"
calendar: "{year}"
decision:
  kind: "Quyết định"
  number: "00/QĐ-UBND ({note})"
  subject: "Ban hành Kế hoạch kiểm soát thủ tục hành chính năm {year} ({note})"
  issued: {year}-01-02
  effective: {year}-01-02
  place: "{place}"
  authority: "Ủy ban nhân dân tỉnh {place}"
  issuer: "Chủ tịch Ủy ban nhân dân tỉnh {place}"
  signer: {{post: "Chủ tịch", name: "Người ký mẫu ({note})"}}
  grounds: ["Căn cứ để thử công cụ ({note});"]
  articles: ["Ban hành kèm theo Quyết định này Kế hoạch năm {year} ({note})."]
  recipients: ["Như Điều 1;"]
annex:
  title: "Kế hoạch kiểm soát thủ tục hành chính năm {year} ({note})"
  reference: "(Ban hành kèm theo Quyết định số 00/QĐ-UBND ngày 02/01/{year})"
sections:
  - id: "I"
    title: "Số liệu ({note})"
    tasks:
      - id: "1"
        content: "Tổng hợp số liệu kiểm soát thủ tục hành chính."
        results: ["Báo cáo."]
        assignments: [{{printed: "- Văn phòng UBND tỉnh.", lead: [vp-ubnd-tinh]}}]
        schedule: {{kind: ongoing, text: "Thường xuyên"}}
"""


def put_year_before(folder: Path, year: int, registry: str, place: str) -> str:
    """Write plan and calendar of the year before `year`, and let the registry hold for it; the plan's id."""
    before = str(year - 1)
    plan = PLAN.format(year=before, note=NOTE, registry=registry, place=place)
    _write(folder / "plans" / f"{before}.yaml", plan)
    calendar = (folder / "calendar" / f"{year}.yaml").read_text("utf-8")
    calendar = calendar.replace(f'id: "{year}"', f'id: "{before}"').replace(
        f"year: {year}", f"year: {before}"
    )
    covers = f"covers: {{first: {before}-01-01, last: {before}-12-31}}"
    calendar = re.sub(r"covers: .*", covers, calendar)
    calendar = re.sub(
        r"(?m)^  source: .*\n  days:\n(    - .*\n)+", f'  source: "{NOTE}"\n  days: []\n', calendar, count=1
    )
    _write(folder / "calendar" / f"{before}.yaml", calendar)
    agencies = folder / "agencies" / f"{registry}.yaml"
    _write(
        agencies,
        agencies.read_text("utf-8").replace(f"valid_from: {year}-01-01", f"valid_from: {before}-01-01", 1),
    )
    return before


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")
