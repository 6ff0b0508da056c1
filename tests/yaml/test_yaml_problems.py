"""What is told of a file that is no YAML, or not of its schema: code, place and the whole sentence."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import pytest
from pydantic import Field

from kstthc_cli.domain.findings import Loc
from kstthc_cli.model.agencies import Level
from kstthc_cli.model.base import Count, Day, FileModel, Flag, Id, Number, SchemaVersion, Text
from kstthc_cli.model.plan import Signer
from kstthc_cli.model.progress.draft import DraftFile
from kstthc_cli.model.progress.slip import Evidence, PeriodName, ReportedStatus
from kstthc_cli.model.schedule import Schedule
from kstthc_cli.store.files.source import Source
from kstthc_cli.store.yaml import nodes as yaml_nodes
from kstthc_cli.store.yaml.reader import Document, parse
from kstthc_cli.store.yaml.schema_problems import validated
from kstthc_cli.store.yaml.syntax import syntax_problem

INDENT = "Dòng này thụt lệch so với các dòng cùng khối, hoặc thiếu dấu gạch đầu dòng."
COLON = "Dấu hai chấm ở đây không đúng chỗ; chữ có dấu hai chấm phải ở trong ngoặc kép."
NO_COLON = "Thiếu dấu hai chấm sau khóa."
OPEN = "Thiếu dấu phẩy hoặc dấu đóng ngoặc ] }."
FIRST = "Có ký tự không được đứng đầu giá trị; hãy bao giá trị trong ngoặc kép."
TAB, TAB_HERE = "Dòng này thụt bằng phím Tab.", "Ở chỗ này là phím Tab."


@pytest.mark.parametrize(
    ("text", "code", "place", "message"),
    [
        # Features that are not accepted
        ("a: &x 1\n", "KST011", (1, 4), "Ở đây dùng neo hoặc tham chiếu “x”."),
        ("b: *y\n", "KST011", (1, 4), "Ở đây dùng neo hoặc tham chiếu “y”."),
        ("a: !!str 1\n", "KST011", (1, 4), "Ở đây dùng thẻ kiểu !!str."),
        ("a: !x b\n", "KST011", (1, 4), "Ở đây dùng thẻ kiểu !x."),
        ("%YAML 1.1\n---\na: 1\n", "KST011", (2, 1), "Ở đây dùng chỉ thị %YAML hoặc %TAG."),
        ("%TAG ! x\n---\na: 1\n", "KST011", (2, 1), "Ở đây dùng chỉ thị %YAML hoặc %TAG."),
        ("<<: {a: 1}\n", "KST011", (1, 1), "Ở đây dùng trộn khóa “<<”."),
        ("a: 1\n---\nb: 1\n", "KST012", (2, 1), "Dòng này mở tài liệu thứ hai trong tệp."),
        ("a: " + "[" * 30 + "]" * 30 + "\n", "KST013", (1, 33), "Dữ liệu lồng nhau quá 30 tầng."),
        # Content
        ("", "KST014", (1, 1), "Chưa có nội dung."),
        ("# c\n", "KST014", (1, 1), "Chưa có nội dung."),
        ("- a\n", "KST014", (1, 1), "Tầng ngoài cùng không phải là khóa: giá trị."),
        ("? [a]\n: b\n", "KST008", (1, 3), "Khóa phải là chữ, không phải danh sách hay khối."),
        ("a: 1\nb: 2\na: 3\n", "KST010", (3, 1), "Khóa “a” đã viết ở dòng 1."),
        ("a: 2021-02-30\n", "KST025", (1, 4), "“2021-02-30” không phải là một ngày hay số dùng được."),
        (f"a: {'9' * 41}\n", "KST025", (1, 4), f"“{'9' * 40}” không phải là một ngày hay số dùng được."),
        ('a: "x\\u0007"\n', "KST015", (1, 4), "Trong chữ có ký tự điều khiển U+0007."),
        ("a: 1\nb: \x07\n", "KST015", (2, 4), "Ký tự điều khiển U+0007."),
        # Tabs
        ("a:\n\t- b\n", "KST009", (2, 1), TAB),
        ("a: 1\n \tb: [\n", "KST009", (2, 2), TAB),
        ("a: x\ty: z\n", "KST009", (1, 5), TAB_HERE),
        ("-\tb: c\n", "KST009", (1, 2), TAB_HERE),
        ("k: [\t}\n", "KST008", (1, 6), "Không hiểu được cấu trúc YAML từ chỗ này."),
        # Text that is not indented below its key
        ("a: |\nb\n", "KST008", (2, 1), "Dòng này phải thụt vào 2 dấu cách: nó là chữ của a ở dòng 1."),
        (
            "a:\n    text: >-  # c\n\n    b\n",
            "KST008", (4, 5), "Dòng này phải thụt vào 6 dấu cách: nó là chữ của text ở dòng 2.",
        ),
        (
            "- note: |\n  x\n",
            "KST008", (2, 3), "Dòng này phải thụt vào 4 dấu cách: nó là chữ của note ở dòng 1.",
        ),
        ("a: |\n  x\n y: 1\n", "KST008", (3, 2), INDENT),
        # Quotes, brackets, colons
        ("a: 'b\n", "KST008", (1, 4), "Ngoặc kép mở ra mà không đóng."),
        ('a: "\\q"\n', "KST008", (1, 6), "Dấu \\ trong ngoặc kép không đúng; viết \\\\ hoặc dùng ngoặc đơn."),
        ("a: [b\n", "KST008", (1, 4), OPEN),
        ("a: {b: c\n d: e}\n", "KST008", (2, 3), OPEN),
        ("a: [\n", "KST008", (2, 1), "Ngoặc [ hoặc { mở ra mà không đóng."),
        ("a: b: c\n", "KST008", (1, 5), COLON),
        ("a: b\n c: d\n", "KST008", (2, 3), COLON),
        ("a: b\nb\n", "KST008", (2, 1), NO_COLON),
        ("a: b\n- c\n", "KST008", (2, 1), INDENT),
        ("a: @b\n", "KST008", (1, 4), FIRST),
        ("a: `x`\n", "KST008", (1, 4), FIRST),
        ("a: !!!\n", "KST008", (1, 7), "Chữ bắt đầu bằng “!” phải ở trong ngoặc kép."),
        ("a: 1\nb: !x!y z\n", "KST008", (2, 4), "Chữ bắt đầu bằng “!” phải ở trong ngoặc kép."),
        ("a: !{b}\n", "KST008", (1, 5), "Chữ bắt đầu bằng “!” phải ở trong ngoặc kép."),
        ("k: }\n", "KST008", (1, 4), "Không hiểu được cấu trúc YAML từ chỗ này."),
        (
            "a: b\nc:\u00a0d\n",
            "KST008", (2, 1), "Sau dấu hai chấm là dấu cách không ngắt; hãy gõ lại dấu cách thường.",
        ),
    ],
)  # fmt: skip
def test_a_text_that_is_not_read(text: str, code: str, place: tuple[int, int], message: str) -> None:
    (problem,) = parse(Source("a.yaml", text)).problems
    told = (problem.code, (problem.line, problem.column), problem.message)
    assert told == (code, place, message)
    assert problem.source == Source("", text).line(place[0])


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ('"<<": 1\n', {"<<": 1}),
        (f"a: {'9' * 40}\n", {"a": int("9" * 40)}),
        ("a: " + "[" * 29 + "]" * 29 + "\n", None),
        ("a: [1,\n\t2]\n", {"a": [1, 2]}),
    ],
)
def test_what_is_near_a_refusal_is_read(text: str, data: object) -> None:
    read = parse(Source("", text))
    assert read.problems == []
    assert data in (None, read.data)


def test_depth_is_told_before_the_number_of_values(monkeypatch: pytest.MonkeyPatch) -> None:
    """With as many values as a file may hold: the mapping, its key, 30 lists."""
    deep = "a: " + "[" * 30 + "]" * 30 + "\n"
    for most, code in ((32, "KST013"), (31, "KST003")):
        monkeypatch.setattr(yaml_nodes, "MAX_NODES", most)
        assert [problem.code for problem in parse(Source("", deep)).problems] == [code]
    assert parse(Source("", deep)).problems[0].message == "Tệp có quá 31 giá trị."


def test_an_error_that_names_no_place_is_told_at_the_start() -> None:
    problem = syntax_problem(Source("a.yaml", "a: b\n"), ValueError("x"))
    assert (problem.code, problem.line, problem.column) == ("KST008", 1, 1)
    assert problem.message == "Không hiểu được cấu trúc YAML từ chỗ này."
    first = syntax_problem(Source("a.yaml", "\n  b: c\n"), ValueError())
    assert (first.code, first.line) == ("KST008", 1)


def test_a_place_that_a_file_does_not_have_is_the_nearest_that_it_has() -> None:
    read = parse(Source("", "a:\n  - 1\n  - 2\n"))
    places: dict[Loc, tuple[int, int]] = {
        ("a", 1): (3, 5), ("a", 2): (2, 3), ("a", -1): (2, 3), (0, "a"): (2, 3), ("a", "b"): (2, 3),
    }  # fmt: skip
    assert {loc: read.place(loc) for loc in places} == places
    assert Document(Source("", "")).place(("a",)) == (1, 1)


# Schemas


class Kept(StrEnum):
    """A schema inside another one that has no keys."""

    YES = "yes"


class Sample(FileModel):
    """A field of every type that the schemas of files have."""

    schema_version: SchemaVersion = 1
    id: Id = "a"
    name: Text = "x"
    level: Level = "so"
    issued: Day | None = None
    quarter: Annotated[Count, Field(ge=1, le=4)] = 1
    value: Number | None = None
    reviewed: Flag = False
    lead: list[Id] = Field([])
    grounds: Annotated[list[Text], Field(min_length=1)] = Field(["x"])
    conditions: dict[Id, Text] = Field({})
    signer: Signer | None = None
    evidence: list[Evidence] = Field([])
    schedule: Schedule | None = None
    status: ReportedStatus = "done"
    period: PeriodName | None = None
    kept: Kept = Kept.YES


EMPTY, NO_KIND = "Sau khóa này phải có giá trị, đang để trống.", "Thiếu khóa kind: chưa rõ đây là loại nào."
NO_DAY = "không phải là ngày; viết năm-tháng-ngày, ví dụ 2021-01-28."
NO_ID = "không phải là mã hợp lệ: mã chỉ gồm chữ không dấu, số, dấu chấm, gạch nối, gạch dưới."
NO_FILE = "không dùng làm mã được: Windows không có tệp nào tên như vậy."
NO_PERIOD = "không phải là kỳ; viết như 2021-Q2, 2021-06, 2021-H1, 2021."
UNQUOTED, LONG = "(không đặt trong ngoặc kép), đang là chữ", "x" * 61


@pytest.mark.parametrize(
    ("text", "code", "column", "message"),
    [
        ("schema_version: 2", "KST028", 17, "schema_version là “2”; bản kst này chỉ đọc lược đồ 1."),
        ("schema_version: 0", "KST028", 17, "schema_version là “0”; bản kst này chỉ đọc lược đồ 1."),
        ('schema_version: "1"', "KST028", 17, "schema_version là “1”; bản kst này chỉ đọc lược đồ 1."),
        ("schema_version:", "KST027", 1, EMPTY),
        # Text
        ("name:", "KST027", 1, EMPTY),
        ('name: ""', "KST027", 7, "Ở đây không được để trống."),
        ('name: " "', "KST027", 7, "Ở đây không được để trống."),
        ("name: 010", "KST023", 7, 'Ở đây cần chữ: viết "010" trong ngoặc kép.'),
        ("name: 2021-01-28", "KST023", 7, 'Ở đây cần chữ: viết "2021-01-28" trong ngoặc kép.'),
        ("name: {a: 1}", "KST022", 7, "Ở đây cần chữ, đang là một khối khóa: giá trị."),
        ("name: [a]", "KST022", 7, "Ở đây cần chữ, đang là một danh sách."),
        # Ids, periods, addresses, sums
        ("id: Sở TP", "KST025", 5, f"“Sở TP” {NO_ID}"),
        ("id: con", "KST025", 5, f"“con” {NO_FILE}"),
        ("id: so-tp.", "KST025", 5, f"“so-tp.” {NO_FILE}"),
        (f"id: {'a' * 81}", "KST025", 5, f"“{'a' * 60}” không phải là mã hợp lệ: mã dài nhất 80 ký tự."),
        ("level: Sở", "KST024", 8, "“Sở” không phải mã cấp: chữ thường không dấu, ví dụ so, don-vi."),
        ("period: 2021-Q5", "KST025", 9, f"“2021-Q5” {NO_PERIOD}"),
        (
            "evidence: [{kind: link, url: www.quangngai.gov.vn}]",
            "KST025", 30, "“www.quangngai.gov.vn” không phải là địa chỉ web (https://…).",
        ),
        (
            'evidence: [{kind: file, path: "a", sha256: "abc"}]',
            "KST025", 44, "“abc” không phải là mã kiểm tra SHA-256 (64 ký tự 0-9, a-f).",
        ),
        # Days
        ("issued: 28/01/2021", "KST025", 9, f"“28/01/2021” {NO_DAY}"),
        ('issued: "2021-1-28"', "KST025", 9, f"“2021-1-28” {NO_DAY}"),
        ("issued: 2021", "KST025", 9, f"“2021” {NO_DAY}"),
        ("issued: 1899-12-31", "KST025", 9, f"“1899-12-31” {NO_DAY}"),
        # Numbers, true and false
        ("quarter: 0", "KST025", 10, "“0” nằm ngoài giới hạn: phải từ 1 trở lên."),
        ("quarter: 5", "KST025", 10, "“5” nằm ngoài giới hạn: phải không quá 4."),
        ('quarter: "2"', "KST022", 10, f"Ở đây cần số nguyên {UNQUOTED}."),
        ("quarter: 2021-01-28", "KST022", 10, "Ở đây cần số nguyên, đang là ngày."),
        ("quarter: true", "KST022", 10, "Ở đây cần số nguyên, đang là true hoặc false."),
        ('value: "12"', "KST022", 8, f"Ở đây cần một con số {UNQUOTED}."),
        ("value: true", "KST022", 8, "Ở đây cần một con số, đang là true hoặc false."),
        ("value: [1]", "KST022", 8, "Ở đây cần một con số, đang là một danh sách."),
        ("value: -.INF", "KST022", 8, "“-.INF” không phải là một con số dùng được."),
        ("value: .nan", "KST022", 8, "“.nan” không phải là một con số dùng được."),
        ("reviewed: có", "KST022", 11, f"Ở đây cần true hoặc false {UNQUOTED}."),
        ("reviewed: 1", "KST022", 11, "Ở đây cần true hoặc false, đang là số nguyên."),
        # Lists and blocks
        ("lead: so-tp", "KST022", 7, "“lead” phải là danh sách: [so-tp]."),
        (f"lead: {LONG}", "KST022", 7, f"“lead” phải là danh sách: [{'x' * 60}]."),
        ("lead: {a: 1}", "KST022", 7, "Ở đây cần một danh sách, đang là một khối khóa: giá trị."),
        ("lead: [1]", "KST023", 8, 'Ở đây cần chữ: viết "1" trong ngoặc kép.'),
        ("grounds: []", "KST027", 10, "Ở đây không được để trống."),
        ("conditions: [a]", "KST022", 13, "Ở đây cần một khối khóa: giá trị, đang là một danh sách."),
        ("conditions: 2021-01-28", "KST022", 13, "Ở đây cần một khối khóa: giá trị, đang là ngày."),
        ("signer: x", "KST022", 9, "Ở đây cần một khối khóa: giá trị, đang là chữ."),
        ("evidence: [x]", "KST022", 12, "Ở đây cần một khối khóa: giá trị, đang là chữ."),
        # Keys
        ('signer: {post: "Chủ tịch"}', "KST020", 9, "Thiếu khóa “name”."),
        (
            'signer: {post: "Chủ tịch", name: "A", nam: "B"}',
            "KST021", 39, "Khóa “nam” không có trong lược đồ. Có phải là “name”?",
        ),
        ("signr: x", "KST021", 1, "Khóa “signr” không có trong lược đồ. Có phải là “signer”?"),
        ("post: x", "KST021", 1, "Khóa “post” không có trong lược đồ."),
        ("5: x", "KST021", 1, "Khóa “5” không có trong lược đồ."),
        # Kinds and choices
        ('evidence: [{number: "1"}]', "KST026", 12, NO_KIND),
        ("evidence: [{kind: }]", "KST026", 13, NO_KIND),
        (
            "evidence: [{kind: van-ban}]",
            "KST026", 19, "Không có kind “van-ban”; chọn một trong: document, file, link.",
        ),
        (
            "schedule: {kind: hang-quy}",
            "KST026", 18,
            "Không có kind “hang-quy”; chọn một trong: by_date, ongoing, periodic, by_plan, on_request.",
        ),
        ("status: xong", "KST024", 9, "“xong” không thuộc danh sách: in_progress, done, not_arising."),
        ("status:", "KST027", 1, EMPTY),
        ("kept: no", "KST025", 7, "Giá trị “no” không dùng được ở đây."),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_its_schema(text: str, code: str, column: int, message: str) -> None:
    value, problems = validated(parse(Source("a.yaml", f"# c\n{text}\n")), Sample)
    assert value is None
    told = [(problem.code, problem.line, problem.column, problem.message) for problem in problems]
    assert told == [(code, 2, column, message)]


@pytest.mark.parametrize(
    "text", [f"id: {'a' * 80}", "issued: 1900-01-01", 'issued: "2999-12-31"', "quarter: 1", "quarter: 4"]
)
def test_the_first_and_last_that_fits(text: str) -> None:
    assert validated(parse(Source("", text)), Sample)[1] == []


ONE_AGENCY = "Một phiếu tiến độ là của một cơ quan: agency chỉ nêu một lần, ở đầu tệp, với một tên."
NO_FIGURE = 'entries: [{duty: "1", status: done, figures: {ty-le: %s}}]'


@pytest.mark.parametrize(
    ("text", "code", "column", "message"),
    [
        ('agency: [so-tp]\nentries: [{duty: "1", status: done}]', "KST021", 1, ONE_AGENCY),
        ('entries: [{duty: "1", status: done, agency: so-yt}]', "KST021", 37, ONE_AGENCY),
        ("entries: []", "KST027", 10, "Ở đây không được để trống."),
        ("agency: so-tp", "KST020", 1, "Thiếu khóa “entries”."),
        (NO_FIGURE % '{unit: "%"}', "KST020", 54, "Thiếu khóa “value”."),
        (NO_FIGURE % "", "KST027", 47, EMPTY),
        (NO_FIGURE % "[1]", "KST022", 54, "Ở đây cần một con số, đang là một danh sách."),
        (NO_FIGURE % "true", "KST022", 54, "Ở đây cần một con số, đang là true hoặc false."),
        (NO_FIGURE % "{value: 1, unt: x}", "KST021", 47, "Khóa “unt” không có trong lược đồ."),
    ],
)
def test_a_draft_of_a_slip_that_does_not_fit(text: str, code: str, column: int, message: str) -> None:
    problems = validated(parse(Source("", f"{text}\n")), DraftFile)[1]
    told = [(problem.code, problem.line, problem.column, problem.message) for problem in problems]
    assert told == [(code, 1, column, message)]
    remedy = "Tách mỗi cơ quan một tệp, rồi `kst record --file` từng tệp."
    assert (problems[0].remedy == remedy) == (message == ONE_AGENCY)


@pytest.mark.parametrize(("wrong", "told"), [(199, 199), (200, 200), (201, 200)])
def test_no_more_than_two_hundred_problems_of_a_file_are_told(wrong: int, told: int) -> None:
    document = parse(Source("", f"lead: [{', '.join(['1'] * wrong)}]\n"))
    assert len(validated(document, Sample)[1]) == told
    twice = parse(Source("", "a: 1\n" * (wrong + 1)))
    assert len(twice.problems) == told
