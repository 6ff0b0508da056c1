"""A sub-plan of the small province: DỮ LIỆU THỬ."""

from __future__ import annotations

from pathlib import Path

from tests.support.example_files import MINIMAL

DIGEST = "1932a8ead27e"
SECTIONS = """
sections:
  - id: "I"
    title: "Tự kiểm tra"
    tasks:
      - id: "1"
        content: "Tự kiểm tra tại trụ sở."
        results: ["Biên bản."]
        assignments: [{printed: "- Sở Tư pháp.", perform: [so-tp]}]
        schedule: {kind: by_date, text: "Quý II", by: "2021-Q2"}
"""


def sub_plan(root: Path, name: str = "2021-kt", parent: str = "2021", duty_id: str = "6") -> Path:
    """Write a sub-plan that details one duty, beside the plan of the small province."""
    head = (MINIMAL / "plans" / "2021.yaml").read_text("utf-8").partition("\nsections:\n")[0]
    details = (
        f'details: {{plan: "{parent}", duties: ["{duty_id}"], confirmed: {{"{duty_id}": "{DIGEST}"}}}}\n'
    )
    text = head.replace('id: "2021"\n', f'id: "{name}"\n', 1).replace("agencies:", f"{details}agencies:", 1)
    file = root / "plans" / f"{name}.yaml"
    file.write_text(text + SECTIONS, "utf-8", newline="\n")
    return file


def change(root: Path, old: str, new: str, name: str = "2021-kt") -> None:
    """Replace a text that stands once in the sub-plan."""
    file = root / "plans" / f"{name}.yaml"
    text = file.read_text("utf-8")
    assert text.count(old) == 1, old
    file.write_text(text.replace(old, new), "utf-8", newline="\n")
