"""DỮ LIỆU THỬ: a small province on the pattern of 01/7/2025, made up for tests.

The fact behind it is only that on that day the district level ended and communes were new, and that
sở were merged the same year. Every name, and who succeeds whom, is invented.
"""

from __future__ import annotations

from pathlib import Path

from tests.support.small_province import small_province

AGENCIES = """schema_version: 1
id: "quang-ngai"
name: "DỮ LIỆU THỬ: cơ quan của một tỉnh tưởng tượng"
place: "Thử"
valid_from: 2021-01-01
source: "DỮ LIỆU THỬ, không phải sự thật"
agencies:
  - {id: ubnd-tinh, name: "UBND tỉnh", level: tinh}
  - {id: vp-ubnd-tinh, name: "Văn phòng UBND tỉnh", level: so}
  - {id: so-cu, name: "Sở Cũ", level: so, valid_to: 2025-02-28, successors: [so-moi]}
  - {id: so-moi, name: "Sở Mới", level: so}
  - {id: huyen-a, name: "UBND huyện A", level: huyen, valid_to: 2025-06-30, successors: [xa-moi-1, xa-moi-2]}
  - {id: huyen-dao, name: "UBND huyện Đảo", level: huyen, valid_to: 2025-06-30}
  - {id: xa-cu, name: "UBND xã Cũ", level: xa, valid_to: 2025-06-30, successors: [xa-moi-1]}
  - {id: xa-moi-1, name: "UBND xã Mới Một", level: xa, valid_from: 2025-07-01}
  - {id: xa-moi-2, name: "UBND xã Mới Hai", level: xa, valid_from: 2025-07-01}
groups:
  - {kind: levels, id: so-ban-nganh, name: "sở, ban, ngành", levels: [so]}
  - {kind: levels, id: ubnd-cap-huyen, name: "UBND cấp huyện", levels: [huyen]}
  - {kind: levels, id: ubnd-cap-xa, name: "UBND cấp xã", levels: [xa]}
"""

SECTIONS = """
sections:
  - id: "I"
    title: "Việc thử"
    tasks:
      - id: "1"
        content: "Vận hành hệ thống thông tin."
        results: ["Báo cáo."]
        assignments:
          - {printed: "- Sở Cũ chủ trì.", lead: [so-cu]}
          - {printed: "- Các sở, ban, ngành phối hợp.", coordinate: [so-ban-nganh]}
        schedule: {kind: periodic, text: "Hàng quý", every: [quarter]}
      - id: "2"
        content: "Xây dựng quy chế."
        results: ["Quy chế."]
        assignments: [{printed: "- Sở Cũ.", perform: [so-cu]}]
        schedule: {kind: by_date, text: "Quý III", by: "2025-Q3"}
      - id: "3"
        content: "Niêm yết thủ tục hành chính."
        results: ["Bảng niêm yết."]
        assignments: [{printed: "- UBND cấp huyện.", perform: [ubnd-cap-huyen]}]
        schedule: {kind: periodic, text: "Định kỳ 06 tháng", every: [half]}
      - id: "4"
        content: "Báo cáo của cấp xã."
        results: ["Báo cáo."]
        assignments: [{printed: "- UBND cấp xã.", perform: [ubnd-cap-xa]}]
        schedule: {kind: periodic, text: "Định kỳ 06 tháng", every: [half]}
"""

DAYS_OFF = 'days_off:\n  source: "DỮ LIỆU THỬ: không có ngày nghỉ nào"\n  days: []\n'
LEVELS = ("xa", "so", "huyen", "tinh")


def reorganised_province(root: Path) -> Path:
    """Make `root` a repository with the plan of 2025 of that province."""
    small_province(root)
    (root / "agencies" / "quang-ngai.yaml").write_text(AGENCIES, "utf-8", newline="\n")
    plan = (root / "plans" / "2021.yaml").read_text("utf-8").partition("\nsub_plans:\n")[0]
    (root / "plans" / "2021.yaml").unlink()
    (root / "calendar" / "2021.yaml").unlink()
    text = plan.replace("2021", "2025") + SECTIONS
    (root / "plans" / "2025.yaml").write_text(text, "utf-8", newline="\n")
    (root / "calendar" / "2025.yaml").write_text(calendar(2025), "utf-8", newline="\n")
    return root


def calendar(year: int) -> str:
    """A calendar without days off, that send-by days can be counted with."""
    send_by = "".join(
        f'  - {{level: {level}, day: {16 + n}, to: "UBND tỉnh", source: "DỮ LIỆU THỬ"}}\n'
        for n, level in enumerate(LEVELS)
    )
    return (
        f'schema_version: 1\nid: "{year}"\nyear: {year}\n'
        f"covers: {{first: {year}-01-01, last: {year + 1}-03-31}}\n{DAYS_OFF}"
        'reporting_windows: {source: "DỮ LIỆU THỬ", first_day: 15}\n'
        f'send_by:\n{send_by}shift: {{source: "DỮ LIỆU THỬ", deadlines: true, send_by: false}}\n'
    )
