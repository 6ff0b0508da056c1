"""A Kế hoạch that was issued without a decision: what is signed stands above the signature."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from tests.support.running import PROJECT
from tests.support.slip_files import ran

COMMUNE = PROJECT / "examples" / "xa-2026"


@pytest.mark.parametrize("ending", ["md", "html", "docx"])
def test_the_table_stands_between_the_text_and_the_signature(ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"ke-hoach.{ending}"
    assert ran("report", "plan", "-o", str(file), root=COMMUNE).code == 0
    content = file.read_bytes()
    if ending == "docx":
        content = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml")
    text = re.sub(r"<[^>]+>", "", content.decode("utf-8").partition("</head>")[2] or content.decode("utf-8"))
    order = ("ban hành Kế hoạch như sau:", "Rà soát thủ tục", "tổ chức thực hiện./.", "Nơi nhận:", "CHỦ TỊCH")
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert text.count("Rà soát thủ tục hành chính thuộc thẩm quyền của xã") == 1
    assert "(Kèm theo Kế hoạch" not in text
    assert text.count("./.") == 1


def test_a_decision_keeps_its_plan_as_an_annex() -> None:
    text = ran("report", "plan", root=PROJECT / "examples" / "tinh-2022").out
    assert text.index("Nơi nhận:") < text.index("| STT |")
