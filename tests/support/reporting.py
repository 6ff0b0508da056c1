"""Plans that say who must report; without that a plan asks all but those that only coordinate."""

from __future__ import annotations

from pathlib import Path

EVERYBODY = (
    "reporting: {roles: [lead, perform, coordinate, appraise, oversee, consolidate], conditional: true}\n"
)


def with_reporting(root: Path, rule: str = EVERYBODY) -> Path:
    """The repository, with the rule in its plan of 2021."""
    plan = root / "plans" / "2021.yaml"
    text = plan.read_text("utf-8")
    assert "\nreporting:" not in text
    plan.write_text(text.replace("\ndecision:\n", f"\n{rule}decision:\n", 1), "utf-8", newline="\n")
    return root
