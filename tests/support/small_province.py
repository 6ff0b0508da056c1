"""A province small enough to count by hand; and the sample. Their plans are read already."""

from __future__ import annotations

from pathlib import Path

from tests.support.example_files import MINIMAL, minimal
from tests.support.running import copy_sample

AGENCIES = """
agencies:
  - {id: ubnd-tinh, name: "UBND tỉnh Quảng Ngãi", level: tinh, aliases: ["UBND tỉnh"]}
  - {id: vp-ubnd-tinh, name: "Văn phòng UBND tỉnh", level: so, parent: ubnd-tinh}
  - {id: so-tp, name: "Sở Tư pháp", level: so, parent: ubnd-tinh}
  - {id: so-yt, name: "Sở Y tế", level: so, parent: ubnd-tinh}
  - {id: huyen-ba-to, name: "UBND huyện Ba Tơ", level: huyen, parent: ubnd-tinh}
  - {id: huyen-ly-son, name: "UBND huyện Lý Sơn", level: huyen, parent: ubnd-tinh}
groups:
  - {kind: levels, id: so-ban-nganh, name: "sở, ban, ngành", levels: [so]}
  - {kind: levels, id: ubnd-cap-huyen, name: "UBND cấp huyện", levels: [huyen]}
"""

TASKS = """
reporting: {roles: [lead, perform, coordinate, appraise, oversee, consolidate], conditional: true}
sub_plans:
  - {id: "kiem-tra", title: "Kế hoạch kiểm tra", ordered_by: "1"}
sections:
  - id: "I"
    title: "Ban hành văn bản"
    tasks:
      - id: "1"
        content: "Ban hành kế hoạch kiểm tra."
        results: ["Quyết định."]
        assignments: [{printed: "- Văn phòng UBND tỉnh chủ trì.", lead: [vp-ubnd-tinh]}]
        schedule: {kind: by_date, text: "Quý I", by: "2021-Q1"}
      - id: "2"
        content: "Góp ý dự thảo quy chế."
        results: ["Văn bản góp ý."]
        assignments: [{printed: "- Sở Tư pháp.", perform: [so-tp]}]
        schedule: {kind: by_date, text: "Trước ngày 05/6", by: 2021-06-05}
  - id: "II"
    title: "Công khai thủ tục hành chính"
    tasks:
      - id: "3"
        content: "Niêm yết, công khai thủ tục hành chính."
        results: ["Bảng niêm yết."]
        assignments:
          - printed: "- Các sở, ban, ngành; UBND cấp huyện."
            perform: [so-ban-nganh, ubnd-cap-huyen]
        schedule: {kind: ongoing, text: "Thường xuyên"}
      - id: "4"
        content: "Đánh giá chất lượng giải quyết thủ tục hành chính."
        results: ["Báo cáo."]
        assignments: [{printed: "- Sở Y tế.", perform: [so-yt]}]
        schedule: {kind: periodic, text: "Hàng quý/năm", every: [quarter, year]}
        targets:
          - {id: "ty-le", text: "tối thiểu 10%", comparison: at_least, value: 10, unit: "%"}
          - {id: "so-ngay", text: "không quá 5 ngày", comparison: at_most, value: 5, unit: "ngày"}
  - id: "III"
    title: "Thông tin, báo cáo"
    tasks:
      - id: "5"
        content: "Báo cáo tình hình kiểm soát thủ tục hành chính."
        results: ["Báo cáo."]
        assignments:
          - printed: "- UBND cấp huyện; các sở, ban, ngành."
            perform: [ubnd-cap-huyen]
            coordinate: [so-ban-nganh]
        duties:
          - id: "5a"
            assignments: [{printed: "- UBND cấp huyện.", perform: [ubnd-cap-huyen]}]
            schedule: {kind: periodic, text: "Hàng quý", every: [quarter]}
          - id: "5b"
            schedule: {kind: on_request, text: "Đột xuất"}
      - id: "6"
        content: "Tự kiểm tra."
        results: ["Biên bản."]
        assignments: [{printed: "- Sở Tư pháp.", perform: [so-tp]}]
        schedule: {kind: by_plan, text: "Theo kế hoạch", plan: "kiem-tra"}
"""

SEND_BY = '  - {level: huyen, day: 19, to: "UBND tỉnh", source: "Quy định của tỉnh"}\n'


def small_province(root: Path) -> Path:
    """Make `root` the small repository."""
    return _small(root)


def sample_province(root: Path) -> Path:
    """Make `root` a copy of the sample repository."""
    return copy_sample(root)


def _small(root: Path) -> Path:
    minimal(root)
    for name, key, new in (
        ("agencies/quang-ngai.yaml", "agencies", AGENCIES),
        ("plans/2021.yaml", "sections", TASKS),
    ):
        kept = (MINIMAL / name).read_text("utf-8").partition(f"\n{key}:\n")[0]
        (root / name).write_text(kept + new, "utf-8", newline="\n")
    calendar = root / "calendar" / "2021.yaml"
    calendar.write_text(
        calendar.read_text("utf-8").replace("shift:\n", f"{SEND_BY}shift:\n"), "utf-8", newline="\n"
    )
    return root
