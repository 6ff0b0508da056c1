"""The site in `examples/`: within its sizes, and every page says that its data are generated."""

from __future__ import annotations

from tests.support.running import PROJECT

FOLDER = PROJECT / "examples" / "site"


def test_the_example_is_within_its_sizes() -> None:
    """15 MB for 206 agencies and a year, 300 KB for the first page."""
    assert sum(file.stat().st_size for file in FOLDER.rglob("*") if file.is_file()) <= 15_000_000
    assert (FOLDER / "index.html").stat().st_size <= 300_000
    assert len(list((FOLDER / "co-quan").iterdir())) > 200


def test_every_page_says_that_its_data_are_generated_and_public() -> None:
    for file in FOLDER.rglob("*.html"):
        text = file.read_text("utf-8")
        assert "(dữ liệu sinh tự động)" in text, file
        assert "Bản công khai" in text, file


def test_nothing_else_lies_there() -> None:
    listed = (FOLDER / "kst-files.txt").read_text("utf-8").splitlines()
    there = {file.relative_to(FOLDER).as_posix() for file in FOLDER.rglob("*") if file.is_file()}
    assert there == {*listed, "kst-files.txt"}
