"""Documents of many rows are read in time in proportion, and rows that can be parted in many ways too."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from kstthc_cli.domain.importing.draft import Frame, draft_of
from kstthc_cli.domain.importing.reading import Wish, read_plan
from kstthc_cli.errors import UnreadableError
from kstthc_cli.store.importing.reader import document_of
from tests.support.quang_ngai import year
from tests.support.running import Kst
from tests.support.times import within

SECONDS = 4.0
"""Many times what any of these takes (0.2 to 0.6); what is quadratic takes minutes."""
HEADS = (
    *("STT", "Nội dung", "Ghi chú", "Mục tiêu", "Chỉ tiêu", "Địa điểm", "Kinh phí", "Căn cứ"),
    *("Cơ quan chủ trì", "Cơ quan phối hợp", "Kết quả", "Thời gian"),
)
BETWEEN = [f"x{n}" for n in range(6)]
BODIES = ["Sở Y tế", "Sở Nội vụ", "Báo cáo", "Quý II"]


def lines_that_can_be_parted_in_many_ways() -> str:
    rows: list[str] = []
    for n in range(1, 61):
        further = [f"thêm {k}" for k in range(6)] if n % 3 == 0 else []
        rows += [str(n), f"Việc {n}", *BETWEEN[:2], *further, *BETWEEN[2:], *BODIES]
    return "\n".join(("KẾ HOẠCH năm 2021", "", *HEADS, *rows))


def rows_under_numbers_of_their_own() -> str:
    table = "".join(
        f"| {n // 10}.{n % 10} | Việc {n} | Sở mới {n} | Quý {['I', 'II', 'III', 'IV'][n % 4]} |\n"
        for n in range(10, 700)
    )
    return f"KẾ HOẠCH năm 2021\n\n| STT | Nội dung | Chủ trì | Thời gian |\n|---|---|---|---|\n{table}"


def one_number_again_and_again() -> str:
    table = "| 1 | Việc | Sở Y tế | Quý II |\n" * 700
    return f"KẾ HOẠCH năm 2021\n\n| STT | Nội dung | Chủ trì | Thời gian |\n|---|---|---|---|\n{table}"


def items_of_one_list() -> str:
    return f"<h1>KẾ HOẠCH năm 2021</h1><ol>{'<li>Chủ trì: Sở Y tế' * 20_000}</ol>{ROW}"


ROW = (
    "<table><tr><td>STT</td><td>Nội dung</td><td>Chủ trì</td><td>Thời gian</td></tr>"
    "<tr><td>1</td><td>Việc</td><td>Sở Y tế</td><td>Quý II</td></tr></table>"
)


def blanks_without_end() -> str:
    return ROW.replace("Việc", "a\xa0\xa0 " * 3_000 + " \xa0" * 60_000)


def names_without_a_colon() -> str:
    return ROW.replace("Sở Y tế", "<br>".join(["Sở Y tế x " + "x " * 2_500] * 20))


@pytest.mark.parametrize(
    ("text", "suffix", "tasks"),
    [
        (lines_that_can_be_parted_in_many_ways(), ".txt", 60),
        (rows_under_numbers_of_their_own(), ".md", 690),
        (one_number_again_and_again(), ".md", 700),
        (items_of_one_list(), ".html", 1),
        (blanks_without_end(), ".html", 1),
        (names_without_a_colon(), ".html", 1),
    ],
    ids=["many ways", "sub-tasks", "one number", "one list", "blanks", "no colon"],
)
def test_many_rows_are_soon_read(text: str, suffix: str, tasks: int) -> None:
    with within(SECONDS):
        registry = year().registry
        reading = read_plan(document_of(text.encode(), suffix), registry, Wish(year=2021), {})
        draft = draft_of(reading, Frame("2021", registry.id, "2021"))
    ids = [task["id"] for section in draft["sections"] for task in section["tasks"]]
    assert (len(ids), len(set(ids))) == (tasks, tasks)


DATES = "15/6/2030, " * 1_000
MARKS = "a" + "\u0323\u0302" * 60_000
SHORTER = "Tách đoạn đó thành nhiều đoạn rồi nhập lại."
AGAIN = "Gõ lại đoạn đó trong tài liệu rồi nhập lại."
LONG = f"Tài liệu có đoạn dài hơn 10 nghìn chữ cái: “{DATES[:60]}…”."


@pytest.mark.parametrize(
    ("text", "suffix", "sentence", "remedy"),
    [
        (ROW.replace("Quý II", DATES), ".html", LONG, SHORTER),
        (
            ROW.replace("<td>Việc</td>", "<td>a</td>" * 201),
            ".html",
            "Bảng thứ 1 của tài liệu có hơn 200 cột.",
            "Bỏ bớt cột rồi nhập lại.",
        ),
        (ROW.replace("Việc", MARKS), ".html", "Tài liệu có chữ mang quá nhiều dấu chồng lên nhau.", AGAIN),
        (MARKS, ".txt", "Tài liệu có chữ mang quá nhiều dấu chồng lên nhau.", AGAIN),
    ],
    ids=["paragraph", "columns", "marks in a table", "marks in a text"],
)
def test_what_no_plan_holds_is_refused_before_it_is_read(
    text: str, suffix: str, sentence: str, remedy: str
) -> None:
    with within(SECONDS):
        with pytest.raises(UnreadableError) as refused:
            document_of(text.encode(), suffix)
        assert (refused.value.message, refused.value.remedy) == (sentence, remedy)


@pytest.mark.parametrize("number", ["²", "(²)", "①", "1" * 5_000])
def test_marks_that_look_like_numbers_are_none(number: str) -> None:
    """`²` of a note in every cell of a row ended the import in an unexpected error."""
    marks = f"<tr>{f'<td>{number}</td>' * 4}</tr>"
    text = ROW.replace("</tr><tr>", f"</tr>{marks}<tr>")
    reading = read_plan(document_of(text.encode(), ".html"), year().registry, Wish(year=2021), {})
    assert "Việc" in [row.item.content for row in reading.rows]


def pdf(*drawn: bytes, box: bytes = b"0 0 600 800") -> bytes:
    """A PDF with a page for each drawing, as small as a reader still takes it."""
    kids = b" ".join(b"%d 0 R" % (3 + 2 * n) for n in range(len(drawn)))
    made = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(drawn))]
    for n, words in enumerate(drawn):
        packed = zlib.compress(words, 9)
        made += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents %d 0 R>>" % (box, 4 + 2 * n),
            b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
        ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, one) for n, one in enumerate(made, 1))
    return b"%PDF-1.7\n" + body + b"trailer\n<</Size %d/Root 1 0 R>>\n%%%%EOF\n" % (len(made) + 1)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(pdf(b"x" * 30_000_000), "hình vẽ trong trang quá lớn"), (pdf(*[b"q"] * 301), "quá nhiều trang")],
    ids=["drawing", "pages"],
)
def test_a_pdf_without_end_is_refused_before_it_is_read(content: bytes, sentence: str) -> None:
    pytest.importorskip("pdfplumber", reason="pdfplumber is not installed")
    with within(SECONDS), pytest.raises(UnreadableError, match=sentence):
        document_of(content, ".pdf")


def test_the_reader_of_pdf_says_nothing_in_english(tmp_path: Path, kst_process: Kst) -> None:
    pytest.importorskip("pdfplumber", reason="pdfplumber is not installed")
    (tmp_path / "a.pdf").write_bytes(pdf(b"q", box=b"0 0 x y"))
    done = kst_process("import", "a.pdf", "--table-only", cwd=tmp_path)
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("lỗi: Không đọc được tài liệu"), done.err
