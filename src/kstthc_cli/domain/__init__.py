"""The rules of the field as pure functions: no files, no clock, no screen."""

FEATURES = (
    "errors",
    "findings",
    "cycles",
    "plain_values",
    "text",
    "calendar",
    "agencies",
    "plan",
    "requests",
    "progress",
    "forms",
    "obligations",
    "tracking",
    "diff",
    "amend",
    "report",
    "drafts",
    "validate",
    "importing",
    "workbook",
    "export",
)
"""The packages of this layer; each imports only packages that precede it."""
