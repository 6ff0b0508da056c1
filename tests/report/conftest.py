"""Repositories to report from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.quarter_two import play
from tests.support.small_province import sample_province, small_province

OUTLINE = """\
schema_version: 1
subject: "Kết quả kiểm soát thủ tục hành chính"
most: 3
parts:
  - title: "Kết quả"
    counts: true
    targets: true
    headings:
      - {title: "Công khai", sections: ["II"]}
      - {title: "Góp ý", tasks: ["2"]}
      - {title: "Sáng kiến"}
      - {title: "Khác", sections: ["I", "III"]}
  - title: "Đánh giá"
    headings:
      - {title: "Nổi bật", prose: highlights, gathers: [achievements]}
      - {title: "Tồn tại", prose: shortcomings, gathers: [overdue, difficulties]}
      - {title: "Nguyên nhân", prose: causes}
  - title: "Kỳ tới"
    prose: next
    gathers: [next_duties]
  - title: "Kiến nghị"
    prose: proposals
    gathers: [proposals]
"""


@pytest.fixture
def silent(tmp_path: Path) -> Path:
    """The small province with an outline of its own; nobody has said a word."""
    root = small_province(tmp_path / "kho")
    (root / "templates").mkdir(exist_ok=True)
    (root / "templates" / "outline.yaml").write_text(OUTLINE, "utf-8")
    return root


@pytest.fixture
def played(silent: Path) -> Path:
    """The same after quarter II was played: `tests.support.quarter_two` has the table."""
    return play(silent)


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The sample repository, nothing said yet."""
    return sample_province(tmp_path / "kho")
