"""Every number that a generated year's report tells of its forms, against sums by a naive program.

What the sentences claim stands here as patterns: `#` is a number, `<>` its comparison with other periods. A
digit under a heading that no pattern has read fails, too.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from ruamel.yaml import YAML

from tests.report.made import under, values
from tests.support.naive_sums import NaiveSums
from tests.support.running import PROJECT
from tests.support.trials import Note

AS_OF = "2021-07-01"
NOW, TO_DATE = ("2021-Q2",), ("2021-Q1", "2021-Q2")
MILLION = 1_000_000
THEN = {"Quý I năm 2021": ("2021-Q1",), "Quý II năm 2020": ("2020-Q2",)}
LEVELS = {"Sở, ban, ngành": "so", "Cấp huyện": "huyen", "Cấp xã": "xa"}
Agencies = set[str] | None
Of = Callable[["Year", Sequence[str], Agencies], Fraction | None]
"""A number of the year: over periods, of some agencies or of all."""


class Year:
    """The forms of a generated year with their naive sums; agencies by level and by name."""

    def __init__(self, root: Path) -> None:
        agencies = read(next((root / "agencies").glob("*.yaml")))["agencies"]
        parents = {one["id"]: one.get("parent") for one in agencies}
        slips = [read(file) for file in sorted((root / "progress").rglob("*.yaml"))]
        self.forms = {form["id"]: form for form in map(read, sorted((root / "forms").glob("*.yaml")))}
        self.naive = {name: NaiveSums(form, parents, slips) for name, form in self.forms.items()}
        self.levels = {
            name: {one["id"] for one in agencies if one["level"] == level} for name, level in LEVELS.items()
        }
        shared = Counter(one["name"] for one in agencies)
        above = {one["id"]: one["name"].removeprefix("UBND ") for one in agencies}
        self.names = {
            one["name"].replace("UBND", "Ủy ban nhân dân")
            + (f" ({above[one['parent']]})" if shared[one["name"]] > 1 else ""): one["id"]
            for one in agencies
        }


def lowered(name: str) -> str:
    return name[:1].lower() + name[1:]


def read(file: Path) -> Any:
    return YAML(typ="safe").load(file.read_text("utf-8"))


def total(form: str, *columns: str) -> Of:
    """A sum of columns, of which blank ones are zero."""

    def of(year: Year, periods: Sequence[str], agencies: Agencies) -> Fraction | None:
        found = [year.naive[form].value(column, periods, agencies) for column in columns]
        known = [number for number in found if number is not None]
        return sum(known, Fraction(0)) if known else None

    return of


def share(part: Of, whole: Of) -> Of:
    """The percentage that one sum is of another, with two decimals."""

    def of(year: Year, periods: Sequence[str], agencies: Agencies) -> Fraction | None:
        up, down = part(year, periods, agencies), whole(year, periods, agencies)
        return cents((up or Fraction(0)) * 100 / down) if down else None

    return of


def rate(form: str, column: str) -> Of:
    """A column of percentages, with two decimals."""

    def of(year: Year, periods: Sequence[str], agencies: Agencies) -> Fraction | None:
        found = year.naive[form].value(column, periods, agencies)
        return None if found is None else cents(found)

    return of


def money(*columns: str) -> Of:
    """Money of the form of reviews, or what its first column has more: as told, in millions from one on."""

    def of(year: Year, periods: Sequence[str], agencies: Agencies) -> Fraction | None:
        first, *rest = (total("ra-soat", column)(year, periods, agencies) or 0 for column in columns)
        value = Fraction(first - sum(rest))
        return cents(value / MILLION) * MILLION if value >= MILLION else value

    return of


def cents(value: Fraction) -> Fraction:
    """Two decimals, a half away from zero, never all or none where it is not."""
    found = Fraction((value * 100 + Fraction(1, 2)).__floor__(), 100)
    return min(max(found, Fraction(1, 100)), Fraction(9999, 100)) if 0 < value < 100 else found


def tenths(value: Fraction) -> Fraction:
    return Fraction((value * 10 + Fraction(1, 2)).__floor__(), 10)


class Claim(NamedTuple):
    """A piece of a sentence with its numbers."""

    text: str
    numbers: tuple[Of, ...]
    periods: Sequence[str] = NOW
    level: str | None = None


def claim(text: str, *numbers: Of, periods: Sequence[str] = NOW, level: str | None = None) -> Claim:
    return Claim(text, numbers, periods, level)


def of(form: str) -> Callable[..., Of]:
    return lambda *columns: total(form, *columns)


D, P, R, C = of("II.06a"), of("phan-anh-kien-nghi"), of("ra-soat"), of("cong-bo-cong-khai")
IN_TIME = share(D("8", "9"), D("8", "9", "10"))


def without_delay(year: Year, periods: Sequence[str], _: Agencies) -> Fraction:
    """How many agencies have settled every dossier in time."""
    return Fraction(sum(IN_TIME(year, periods, {agency}) == 100 for agency in year.names.values()))


def scores(year: Year, periods: Sequence[str], _: Agencies) -> list[Fraction]:
    """The mean of each indicator that has data, with one decimal."""
    name = "cham-diem-mot-cua"
    rows = [item["id"] for item in year.forms[name]["rows"]["items"]]
    means = (year.naive[name].value("3", periods, row=row) for row in rows)
    return [tenths(mean) for mean in means if mean is not None]


def score(year: Year, periods: Sequence[str], agencies: Agencies) -> Fraction:
    return sum(scores(year, periods, agencies), Fraction(0))


MADE = "tiếp nhận # hồ sơ; giải quyết # hồ sơ, trước và đúng hạn đạt #%"
CLAIMS = {
    "1. Đánh giá tác động": (
        claim("có # dự thảo văn bản quy phạm pháp luật quy định TTHC<>", total("danh-gia-tac-dong", "1")),
        claim("đã đánh giá tác động đối với # TTHC", total("danh-gia-tac-dong", "2")),
        claim("đã có ý kiến, thẩm định đối với # TTHC", total("danh-gia-tac-dong", "3")),
        claim("Đã ban hành # văn bản quy phạm pháp luật có TTHC<>", total("danh-gia-tac-dong", "4")),
    ),
    "2. Công bố": (
        claim("ban hành # quyết định công bố<>", C("1")),
        claim(" với # TTHC", C("2")),
        claim("# ban hành mới", C("3")),
        claim("# sửa đổi, bổ sung, thay thế", C("4")),
        claim("# bãi bỏ", C("5")),
        claim("Số TTHC đã được công khai là #<>", C("6")),
        claim("có # TTHC thuộc thẩm quyền giải quyết", total("II.07b", "1")),
        claim("# TTHC thực hiện theo cơ chế một cửa, một cửa liên thông, chiếm #%", total("II.07b", "5"),
              share(total("II.07b", "5"), total("II.07b", "1"))),
        claim("đã ban hành # quy trình nội bộ", total("II.07b", "9")),
    ),
    "3. Rà soát": (
        claim("rà soát # TTHC<>", R("1")),
        claim("đề xuất # phương án đơn giản hóa", R("2")),
        claim("Chi phí tuân thủ trước khi đơn giản hóa là # đồng, sau khi đơn giản hóa là # đồng",
              money("3"), money("4")),
        claim("tiết kiệm # đồng, tỷ lệ cắt giảm đạt #%", money("3", "4"), rate("ra-soat", "5")),
        claim("Thời gian giải quyết giảm từ # ngày xuống còn # ngày, tỷ lệ rút ngắn đạt #%", R("6"), R("7"),
              rate("ra-soat", "8")),
    ),
    "4. Tiếp nhận": (
        claim("tiếp nhận # phản ánh, kiến nghị", P("1", "2", "3")),
        claim("# về quy định hành chính", P("1")),
        claim("# về hành vi hành chính", P("2")),
        claim("# từ kỳ trước chuyển sang", P("3")),
        claim("Đã xử lý # phản ánh, kiến nghị, đạt #% tổng số<>", P("4"), share(P("4"), P("1", "2", "3"))),
        claim("đang xử lý #", P("6")),
        claim("Đã công khai # kết quả trả lời", P("5")),
    ),
    "5. Giải quyết": (
        *(claim(f"{level}: {MADE}", D("3"), D("8", "9", "10"), IN_TIME, level=level) for level in LEVELS),
        claim("Lũy kế 6 tháng đầu năm 2021, toàn tỉnh tiếp nhận # hồ sơ, đã giải quyết # hồ sơ, trước và "
              "đúng hạn đạt #%", D("3"), D("8", "9", "10"), IN_TIME, periods=TO_DATE),
        claim("toàn tỉnh tiếp nhận # hồ sơ<>", D("3")),
        claim("# hồ sơ trực tuyến (#% số hồ sơ mới)", D("4"), share(D("4"), D("4", "5"))),
        claim("# hồ sơ trực tiếp, qua bưu chính", D("5")),
        claim("# hồ sơ từ kỳ trước chuyển sang", D("6")),
        claim("Đã giải quyết # hồ sơ; trước và đúng hạn # hồ sơ, đạt #% số hồ sơ đã giải quyết<>",
              D("8", "9", "10"), D("8", "9"), IN_TIME),
        claim("quá hạn # hồ sơ, chiếm #%", D("10"), share(D("10"), D("8", "9", "10"))),
        claim("Có # cơ quan giải quyết trước và đúng hạn 100% hồ sơ", without_delay),
        claim("Đang giải quyết # hồ sơ", D("12", "13")),
        claim("trong đó # hồ sơ đã quá hạn", D("13")),
    ),
    "6. Thực hiện cơ chế": (
        claim("trên # lượt hồ sơ của các chỉ số", total("cham-diem-mot-cua", "1")),
        claim("tổng điểm đạt #/#,", score, lambda *of: 2 * Fraction(len(scores(*of)))),
        claim("Có # lượt tổ chức, cá nhân đánh giá mức độ hài lòng", total("hai-long", "1")),
        claim("rất hài lòng và hài lòng đạt #%<>", rate("hai-long", "5")),
        claim("không hài lòng # lượt", total("hai-long", "4")),
    ),
    "7. Thực hiện thủ tục": (
        claim("Đầu năm, toàn tỉnh có # dịch vụ công trực tuyến mức độ 3, 4", total("dich-vu-cong", "1")),
        claim("Lũy kế 6 tháng đầu năm 2021 cung cấp thêm # dịch vụ, đạt #%", total("dich-vu-cong", "2"),
              rate("dich-vu-cong", "3"), periods=TO_DATE),
        claim("cung cấp thêm # dịch vụ trên Cổng Dịch vụ công quốc gia, tỷ lệ cung cấp thêm đạt #%",
              total("dich-vu-cong", "2"), rate("dich-vu-cong", "3")),
        claim("tiếp nhận # hồ sơ<>", total("buu-chinh-so-hoa", "1")),
        claim("trả kết quả # hồ sơ", total("buu-chinh-so-hoa", "2")),
        claim("Đã số hóa # hồ sơ, đạt #% số hồ sơ tiếp nhận<>", total("buu-chinh-so-hoa", "4"),
              rate("buu-chinh-so-hoa", "5")),
        claim("Đã chứng thực điện tử # bản sao<>", total("buu-chinh-so-hoa", "6")),
    ),
    "8. Truyền thông": (
        claim("có # tin, bài, phóng sự về kiểm soát TTHC<>", total("truyen-thong", "1")),
        claim("# hội nghị, đối thoại", total("truyen-thong", "2")),
        claim(" với # lượt người dự", total("truyen-thong", "3")),
    ),
    "9. Kiểm tra": (
        claim("# cuộc kiểm tra", total("kiem-tra", "1", "2")),
        claim("# theo kế hoạch", total("kiem-tra", "1")),
        claim("# đột xuất", total("kiem-tra", "2")),
        claim("# cuộc tự kiểm tra<>", total("kiem-tra", "3")),
        claim("Đã ban hành # kết luận, # kiến nghị xử lý", total("kiem-tra", "4"), total("kiem-tra", "5")),
    ),
    "10. Khen thưởng": (
        claim("# tập thể", total("khen-thuong-xu-ly", "1")),
        claim("# cá nhân", total("khen-thuong-xu-ly", "2")),
        claim("đối với # cán bộ, công chức", total("khen-thuong-xu-ly", "3")),
    ),
    "2. Tồn tại": (
        claim("Còn # hồ sơ giải quyết quá hạn, chiếm #%", D("10"), share(D("10"), D("8", "9", "10"))),
    ),
    "1. Kết quả nổi bật": (
        claim("giải quyết hồ sơ trước và đúng hạn đạt #%", IN_TIME),
        claim("hồ sơ trực tuyến chiếm #% số hồ sơ mới tiếp nhận", share(D("4"), D("4", "5"))),
        claim("số hóa #% hồ sơ tiếp nhận", rate("buu-chinh-so-hoa", "5")),
        claim("mức độ hài lòng đạt #%", rate("hai-long", "5")),
        claim("xử lý #% phản ánh, kiến nghị", share(P("4"), P("1", "2", "3"))),
        claim("cắt giảm #% chi phí tuân thủ của TTHC được rà soát", rate("ra-soat", "5")),
    ),
}  # fmt: skip


class Rank(NamedTuple):
    """A sentence that names agencies by their numbers: the largest, or the lowest of those with 30 cases."""

    text: str
    unit: str
    number: Of
    whole: Of | None = None


PLEASED = share(total("hai-long", "2", "3"), total("hai-long", "1"))
RANKS = {
    "4. Tiếp nhận": (Rank("nhận trong kỳ tập trung ở", "", P("1", "2")),),
    "5. Giải quyết": (
        Rank("Tiếp nhận nhiều hồ sơ nhất là", " hồ sơ", D("3")),
        Rank("Tỷ lệ giải quyết trước và đúng hạn thấp nhất là", "%", IN_TIME, D("8", "9", "10")),
    ),
    "6. Thực hiện cơ chế": (Rank("Tỷ lệ hài lòng thấp nhất là", "%", PLEASED, total("hai-long", "1")),),
    "7. Thực hiện thủ tục": (Rank("Cung cấp thêm nhiều nhất là", " dịch vụ", total("dich-vu-cong", "2")),),
    "2. Tồn tại": (Rank("tập trung ở", " hồ sơ", D("10")),),
}
NUMBER = r"(\d[\d.]*(?:,\d+)?(?: triệu)?)"
COMPARED = r"((?: \((?:(?:tăng|giảm) [^()]*|bằng [^()]*)\))?)"
NAMES = re.compile("|".join([*map(lowered, THEN), "6 tháng đầu năm 2021", "mức độ 3, 4", "100% hồ sơ"]))
SIZES = {
    "small": ("generated_year.py", "8", "--two-years"),
    "whole": ("generated_year.py", "206", "--two-years"),
    "untidy": ("untidy_year.py", "206"),
}
EACH = [pytest.param(name, marks=() if name == "small" else pytest.mark.trial) for name in SIZES]


@pytest.fixture(scope="module", params=EACH)
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Year, dict[str, Any]]:
    """A generated year, and the province's report of quarter II; making both takes some seconds."""
    script, agencies, *more = SIZES[request.param]
    root = tmp_path_factory.mktemp("year") / "kho"
    words = [sys.executable, str(PROJECT / "benchmarks" / script), str(root), "--agencies", agencies, *more]
    subprocess.run(words, check=True, capture_output=True)
    return Year(root), values(root, "quarterly", "--quarter", "2", as_of=AS_OF)


def number(text: str) -> Fraction:
    digits, _, millions = text.partition(" ")
    return Fraction(digits.rstrip(".").replace(".", "").replace(",", ".")) * (MILLION if millions else 1)


def test_every_number_under_a_heading_is_counted_from_the_slips(
    made: tuple[Year, dict[str, Any]], record_property: Note
) -> None:
    year, found = made
    read_numbers = 0
    for heading in {**CLAIMS, **RANKS}:
        text = "\n".join(under(found, heading)[: 1 if heading == "2. Tồn tại" else None])
        for rank in RANKS.get(heading, ()):
            text, count = ranked(year, rank, text)
            read_numbers += count
        for one in CLAIMS.get(heading, ()):
            text, count = claimed(year, one, text)
            read_numbers += count
        if heading == "1. Kết quả nổi bật":
            judged = [row["met"] for row in found["appendices"]["targets"] if row["met"] is not None]
            told = f" Đạt {sum(judged):02} trong {len(judged):02} chỉ tiêu của Kế hoạch đã có số liệu."
            text = text.replace(told, "") if sum(judged) else text
        assert not re.search(r"\d", NAMES.sub("", text)), (heading, text)
    record_property("trials", f"{read_numbers} numbers of sentences recounted")
    assert read_numbers > 80


def claimed(year: Year, one: Claim, text: str) -> tuple[str, int]:
    """Compare what a claim says; the text without it, and how many numbers were compared."""
    pattern = re.escape(one.text).replace(r"\#", NUMBER).replace("#", NUMBER).replace("<>", COMPARED)
    match = re.search(pattern, text)
    if match is None:
        return text, 0
    agencies = year.levels[one.level] if one.level else None
    said = [group for group in match.groups() if group[:1].isdigit()]
    wanted = [number_of(year, one.periods, agencies) for number_of in one.numbers]
    assert [number(group) for group in said] == wanted, match[0]
    changes = [group for group in match.groups() if not group[:1].isdigit() and group]
    count = sum(compare(year, one.numbers[-1], change) for change in changes)
    return text[: match.start()] + text[match.end() :], len(said) + count


def compare(year: Year, of: Of, change: str) -> int:
    """Compare the changes of a number against other periods; how many there are."""
    parts = change.strip(" ()").split("; ")
    now = of(year, NOW, None)
    for part in parts:
        name = next(name for name in THEN if lowered(name) in part)
        then = of(year, THEN[name], None)
        assert now is not None
        assert then is not None
        if part.startswith("bằng"):
            assert now == then, part
        else:
            grown = number(part.split()[1])
            assert now - then == (grown if part.startswith("tăng") else -grown), part
    return len(parts)


def ranked(year: Year, rank: Rank, text: str) -> tuple[str, int]:
    """Compare which agencies are named, and their numbers."""
    match = re.search(re.escape(rank.text) + r" ((?:[^()]+(?: \([^()\d]*\))? \([^()]*\)(?:, )?)+)", text)
    if match is None:
        return text, 0
    told = re.findall(rf"([^()]+(?: \([^()\d]*\))?) \({NUMBER}{rank.unit}\)(?:, )?", match[1])
    known = {name: rank.number(year, NOW, {agency}) or Fraction(0) for name, agency in year.names.items()}
    if rank.whole:
        cases = {name: rank.whole(year, NOW, {agency}) or 0 for name, agency in year.names.items()}
        order = sorted(value for name, value in known.items() if cases[name] >= 30 and value < 100)
    else:
        order = sorted((value for value in known.values() if value), reverse=True)
    assert [number(value) for _, value in told] == order[: len(told)], match[0]
    assert all(known[name] == number(value) for name, value in told), match[0]
    return text.replace(match[0], ""), len(told)


def test_every_number_of_the_appendix_is_counted_from_the_slips(
    made: tuple[Year, dict[str, Any]], record_property: Note
) -> None:
    year, found = made
    tables = found["appendices"]
    compared = 0
    for row in tables["dossiers"]["rows"]:
        agencies = year.levels.get(row["name"])
        wanted = [year.naive["II.06a"].value(str(n), NOW, agencies) for n in range(3, 14)]
        assert row["cells"] == wanted, row
        compared += len(wanted)
    for name, form in year.forms.items():
        if group := next((one for one in tables["figures"]["groups"] if one["title"] == form["title"]), None):
            for row in group["rows"]:
                compared += line_of(year, name, row, tables["figures"]["columns"])
    record_property("trials", f"{compared} numbers of tables recounted")
    assert len(tables["figures"]["groups"]) == len(year.forms) - 1
    assert compared > 250


def line_of(year: Year, name: str, row: Mapping[str, Any], heads: Sequence[str]) -> int:
    """Compare a line of the table of figures; how many numbers it has."""
    naive, form = year.naive[name], year.forms[name]
    fixed = {item["label"]: item["id"] for item in form["rows"].get("items", ())}
    if row["name"] in fixed and "scoring" in form:
        score = naive.value(form["scoring"]["column"], NOW, row=fixed[row["name"]])
        told = [number(cell) for cell in row["cells"] if cell]
        assert told == ([] if score is None else [Fraction((score * 10 + Fraction(1, 2)).__floor__(), 10)]), (
            row
        )
        return len(told)
    titles = {" - ".join(column["heading"]): column for column in form["columns"]}
    column = next(c for title, c in titles.items() if f"{row['name']} (".startswith(f"{title} ("))
    for head, cell in zip(heads, row["cells"], strict=True):
        wanted = naive.value(column["id"], THEN.get(head, NOW), year.levels.get(head))
        if cell or head not in THEN:
            assert (number(cell) if cell else None) == printed(wanted, column), (name, row, head)
    return sum(cell != "" for cell in row["cells"])


def printed(value: Fraction | None, column: Mapping[str, Any]) -> Fraction | None:
    """A number as the table shows it: money in millions, rates with two decimals."""
    if value is None or ("ratio" not in column and column["type"] != "money"):
        return value
    return cents(value if "ratio" in column else value / MILLION)
