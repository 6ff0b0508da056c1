"""The head of a document, line by line: every field that is read, and the words that are left to be asked."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

import pytest

from kstthc_cli.domain.importing.head import Head, read_head


def told(before: str, after: str = "") -> dict[str, Any]:
    """The fields of a head that hold something; lines are parted by `|`."""
    found = asdict(read_head(before.split("|"), after.split("|") if after else []))
    return {key: value for key, value in found.items() if value != asdict(Head())[key]}


LETTER = "TỈNH THỬ|Số: 12/KH-UBND|Thử, ngày 05 tháng 01 năm 2026|KẾ HOẠCH|Kiểm soát thủ tục hành chính"
OF_LETTER: dict[str, Any] = {
    "kind": "Kế hoạch",
    "number": "12/KH-UBND",
    "subject": "Kiểm soát thủ tục hành chính",
    "issued": date(2026, 1, 5),
    "year": 2026,
    "place": "Thử",
    "authority": "Tỉnh Thử",
}
DECISION = (
    "TỈNH THỬ|Số: 12/QĐ-UBND|Thử, ngày 05 tháng 01 năm 2026|QUYẾT ĐỊNH|Ban hành Kế hoạch|"
    "CHỦ TỊCH UBND TỈNH THỬ|Căn cứ Luật;|QUYẾT ĐỊNH:|Điều 1. Ban hành.|"
    "Điều 2. Quyết định có hiệu lực kể từ ngày ký."
)
OF_DECISION: dict[str, Any] = {
    "kind": "Quyết định",
    "number": "12/QĐ-UBND",
    "subject": "Ban hành Kế hoạch",
    "issued": date(2026, 1, 5),
    "year": 2026,
    "place": "Thử",
    "authority": "Tỉnh Thử",
    "issuer": "Chủ tịch UBND tỉnh Thử",
    "at_once": True,
    "grounds": ["Căn cứ Luật;"],
    "articles": ["Ban hành.", "Quyết định có hiệu lực kể từ ngày ký."],
}


def test_a_plan_and_a_decision_say_what_they_are() -> None:
    assert told(LETTER) == OF_LETTER
    assert told(DECISION) == OF_DECISION


@pytest.mark.parametrize(
    ("before", "after", "fields"),
    [
        (
            "TỈNH THỬ|Số:  /KH-UBND|KẾ HOẠCH",
            "",
            {"kind": "Kế hoạch", "authority": "Tỉnh thử", "rest": ["Số:  /KH-UBND"]},
        ),
        (
            "TỈNH THỬ|Số: …/KH-UBND|KẾ HOẠCH",
            "",
            {"kind": "Kế hoạch", "authority": "Tỉnh thử", "rest": ["Số: …/KH-UBND"]},
        ),
        (
            "TỈNH THỬ|Số: 12 /KH-UBND|KẾ HOẠCH",
            "",
            {"kind": "Kế hoạch", "number": "12/KH-UBND", "authority": "Tỉnh thử"},
        ),
        (
            "TỈNH THỬ Số: 12/KH-UBND - Thử, ngày 05 tháng 01 năm 2026|KẾ HOẠCH",
            "",
            {
                "kind": "Kế hoạch",
                "number": "12/KH-UBND",
                "issued": date(2026, 1, 5),
                "year": 2026,
                "place": "Thử",
                "authority": "Tỉnh Thử",
            },
        ),
        (
            "Số: 1/KH-A|Số: 2/KH-B|KẾ HOẠCH|Số: 3/KH-C",
            "",
            {"kind": "Kế hoạch", "number": "1/KH-A", "subject": "Số: 3/KH-C", "rest": ["Số: 2/KH-B"]},
        ),
        ("Thử, ngày   tháng   năm 2026|KẾ HOẠCH", "", {"kind": "Kế hoạch", "year": 2026, "place": "Thử"}),
        ("Thử, ngày … tháng 01 năm 2026|KẾ HOẠCH", "", {"kind": "Kế hoạch", "year": 2026, "place": "Thử"}),
        ("Thử, ngày 5 tháng … năm 2026|KẾ HOẠCH", "", {"kind": "Kế hoạch", "year": 2026, "place": "Thử"}),
        (
            "Thử, ngày 31 tháng 02 năm 2026|KẾ HOẠCH",
            "",
            {"kind": "Kế hoạch", "year": 2026, "place": "Thử", "rest": ["Thử, ngày 31 tháng 02 năm 2026"]},
        ),
        ("Thử, ngày 01 tháng 02 năm 1899|KẾ HOẠCH", "", {"kind": "Kế hoạch", "year": 1899, "place": "Thử"}),
        (
            "Thử, ngày 01 tháng 02 năm 1900|KẾ HOẠCH",
            "",
            {"kind": "Kế hoạch", "issued": date(1900, 2, 1), "year": 1900, "place": "Thử"},
        ),
        (
            "Thử, ngày 01 tháng 02 năm 2999|KẾ HOẠCH",
            "",
            {"kind": "Kế hoạch", "issued": date(2999, 2, 1), "year": 2999, "place": "Thử"},
        ),
        ("Thử, ngày 01 tháng 02 năm 3000|KẾ HOẠCH", "", {"kind": "Kế hoạch", "year": 3000, "place": "Thử"}),
        (
            "(Thử, ngày 01 tháng 02 năm 2026)|Thử, ngày 02 tháng 02 năm 2026|KẾ HOẠCH",
            "",
            {
                "kind": "Kế hoạch",
                "issued": date(2026, 2, 1),
                "year": 2026,
                "place": "Thử",
                "rest": ["Thử, ngày 02 tháng 02 năm 2026"],
            },
        ),
        (
            "TỈNH THỬ|THỬ, NGÀY 01 THÁNG 02 NĂM 2026|THỬ, NGÀY 02 THÁNG 02 NĂM 2026|KẾ HOẠCH|A",
            "",
            {
                "kind": "Kế hoạch",
                "subject": "A",
                "issued": date(2026, 2, 1),
                "year": 2026,
                "place": "THỬ",
                "authority": "Tỉnh THỬ",
                "rest": ["THỬ, NGÀY 02 THÁNG 02 NĂM 2026"],
            },
        ),
        (
            "ỦY BAN NHÂN DÂN TỈNH THỬ|SỞ NỘI VỤ|Số: 1/KH-SNV|KẾ HOẠCH|A",
            "",
            {
                "kind": "Kế hoạch",
                "number": "1/KH-SNV",
                "subject": "A",
                "parent": "Ủy ban nhân dân tỉnh thử",
                "authority": "Sở nội vụ",
            },
        ),
        (
            "ỦY BAN NHÂN DÂN|TỈNH THỬ|VĂN PHÒNG|SỞ NỘI VỤ|KẾ HOẠCH|A",
            "",
            {
                "kind": "Kế hoạch",
                "subject": "A",
                "parent": "Ủy ban nhân dân tỉnh thử",
                "authority": "Văn phòng sở nội vụ",
            },
        ),
        (
            "TỈNH THỬ|ỦY BAN NHÂN DÂN|HUYỆN|KẾ HOẠCH|A",
            "",
            {"kind": "Kế hoạch", "subject": "A", "parent": "Tỉnh thử", "authority": "Ủy ban nhân dân huyện"},
        ),
        (
            "KẾ HOẠCH KIỂM SOÁT THỦ TỤC|TRÊN ĐỊA BÀN TỈNH",
            "",
            {"kind": "Kế hoạch", "subject": "Kiểm soát thủ tục trên địa bàn tỉnh"},
        ),
        (
            "PHỤ LỤC|DANH MỤC NHIỆM VỤ|(Kèm theo Quyết định số 1",
            "",
            {"annex": "Phụ lục danh mục nhiệm vụ", "reference": "(Kèm theo Quyết định số 1"},
        ),
        (
            "KẾ HOẠCH|Căn cứ Luật;|Theo đề nghị của Sở;|Xét đề nghị;",
            "",
            {"kind": "Kế hoạch", "grounds": ["Căn cứ Luật;", "Theo đề nghị của Sở;", "Xét đề nghị;"]},
        ),
        (LETTER + "|Lĩnh vực: Đất đai", "", OF_LETTER | {"branch": "Đất đai"}),
        (
            LETTER + "|Căn cứ Luật;|Thực hiện Công văn;|LỜI|Lời",
            "",
            OF_LETTER | {"grounds": ["Căn cứ Luật;"], "body": ["Thực hiện Công văn;", "LỜI", "Lời"]},
        ),
        (
            DECISION.replace("Căn cứ Luật;", "Căn cứ Luật,|lời"),
            "",
            OF_DECISION | {"grounds": ["Căn cứ Luật,"], "rest": ["lời"]},
        ),
        (LETTER + "|Căn cứ Luật|Lời", "", OF_LETTER | {"grounds": ["Căn cứ Luật"], "body": ["Lời"]}),
        (
            LETTER + "|Nơi nhận:|- A.|Dòng lạ",
            "",
            OF_LETTER | {"recipients": ["A."], "rest": ["Dòng lạ"]},
        ),
        ("Thử, ngày 5 tháng  năm 2026|KẾ HOẠCH", "", {"kind": "Kế hoạch", "year": 2026, "place": "Thử"}),
        ("PHỤ LỤC|KẾ HOẠCH RÀ SOÁT", "", {"annex": "Phụ lục kế hoạch rà soát"}),
        (
            DECISION + "|LỜI HOA|lời tiếp",
            "",
            OF_DECISION
            | {
                "articles": ["Ban hành.", "Quyết định có hiệu lực kể từ ngày ký.\nlời tiếp"],
                "rest": ["LỜI HOA"],
            },
        ),
        (LETTER + "|KẾ HOẠCH KHÁC", "", OF_LETTER | {"body": ["KẾ HOẠCH KHÁC"]}),
        (LETTER + "|Kèm theo Quyết định số 1", "", OF_LETTER | {"body": ["Kèm theo Quyết định số 1"]}),
        (
            DECISION.replace(
                "Căn cứ Luật;",
                "Căn cứ Luật|Tổ chức;|Căn cứ Nghị định,|Thực hiện Công văn.|Trên cơ sở xét.|lời",
            ),
            "",
            OF_DECISION
            | {
                "grounds": [
                    "Căn cứ Luật Tổ chức;",
                    "Căn cứ Nghị định,",
                    "Thực hiện Công văn.",
                    "Trên cơ sở xét.",
                ],
                "rest": ["lời"],
            },
        ),
        (
            DECISION.replace("CHỦ TỊCH UBND TỈNH THỬ|Căn cứ Luật;", "CHỦ TỊCH|UBND TỈNH THỬ|Căn cứ Luật;"),
            "",
            OF_DECISION,
        ),
        (
            DECISION.replace("CHỦ TỊCH UBND TỈNH THỬ|Căn cứ Luật;", "CHỦ TỊCH|lời|Thực hiện căn cứ Luật;"),
            "",
            OF_DECISION | {"issuer": "Chủ tịch", "grounds": ["Thực hiện căn cứ Luật;"], "rest": ["lời"]},
        ),
        (
            "NGHỊ QUYẾT|Về việc|HỘI ĐỒNG NHÂN DÂN TỈNH|Căn cứ Luật;|QUYẾT NGHỊ:|Điều 1. A",
            "",
            {
                "kind": "Nghị quyết",
                "subject": "Về việc",
                "issuer": "Hội đồng nhân dân tỉnh",
                "grounds": ["Căn cứ Luật;"],
                "articles": ["A"],
            },
        ),
        (
            DECISION + "|lời tiếp|LỜI HOA",
            "",
            OF_DECISION
            | {
                "articles": ["Ban hành.", "Quyết định có hiệu lực kể từ ngày ký.\nlời tiếp"],
                "rest": ["LỜI HOA"],
            },
        ),
        (
            DECISION
            + "|KẾ HOẠCH|Kiểm soát năm 2026|(Ban hành kèm theo Quyết định số 12|ngày 05/01/2026)|dòng nữa",
            "",
            OF_DECISION
            | {
                "annex": "Kế hoạch Kiểm soát năm 2026",
                "reference": "(Ban hành kèm theo Quyết định số 12 ngày 05/01/2026)",
                "rest": ["dòng nữa"],
            },
        ),
        (
            DECISION + "|PHỤ LỤC I|KẾ HOẠCH|Kiểm soát thủ tục|(Kèm theo)",
            "",
            OF_DECISION
            | {"annex": "Phụ lục I Kế hoạch", "reference": "(Kèm theo)", "rest": ["Kiểm soát thủ tục"]},
        ),
        (
            DECISION + "|Kế hoạch kèm theo",
            "",
            OF_DECISION
            | {"articles": ["Ban hành.", "Quyết định có hiệu lực kể từ ngày ký.\nKế hoạch kèm theo"]},
        ),
        (
            DECISION.partition("|QUYẾT ĐỊNH:")[0] + "|(Kèm theo Quyết định số 1)",
            "",
            {
                "kind": "Quyết định",
                "number": "12/QĐ-UBND",
                "subject": "Ban hành Kế hoạch",
                "issued": date(2026, 1, 5),
                "year": 2026,
                "place": "Thử",
                "authority": "Tỉnh Thử",
                "issuer": "Chủ tịch UBND tỉnh Thử",
                "grounds": ["Căn cứ Luật;"],
                "body": ["(Kèm theo Quyết định số 1)"],
            },
        ),
        (
            DECISION,
            "Nơi nhận:|- UBND tỉnh;|+ Sở;|Văn phòng|tỉnh;|Báo;|- Lưu: VT.|Dòng nữa|CHỦ TỊCH|Nguyễn Văn An",
            OF_DECISION
            | {
                "post": "Chủ tịch",
                "name": "Nguyễn Văn An",
                "recipients": ["UBND tỉnh;", "Sở;", "Văn phòng tỉnh;", "Báo;", "Lưu: VT."],
                "after": ["Dòng nữa"],
            },
        ),
        (
            DECISION,
            "Nơi nhận:|- A|LỜI HOA|- B.|Dòng",
            OF_DECISION | {"recipients": ["A", "B."], "after": ["LỜI HOA", "Dòng"]},
        ),
        (
            DECISION,
            "PHỤ LỤC|Kèm theo Quyết định số 1",
            OF_DECISION | {"annex": "Phụ lục", "after": ["Kèm theo Quyết định số 1"]},
        ),
        (DECISION, "Nơi nhận: UBND tỉnh;|Lưu: VT.", OF_DECISION | {"recipients": ["UBND tỉnh;", "Lưu: VT."]}),
        (
            DECISION,
            "Nơi nhận:|UBND tỉnh|LỜI HOA;|Nguyễn Văn An",
            OF_DECISION | {"after": ["UBND tỉnh", "LỜI HOA;", "Nguyễn Văn An"]},
        ),
        (
            DECISION,
            "Nơi nhận:|- A;|LỜI HOA|TM. ỦY BAN NHÂN DÂN|KT. CHỦ TỊCH|PHÓ CHỦ TỊCH|Nguyễn Văn An|Trần Bình",
            OF_DECISION
            | {
                "capacity": "TM. Ủy ban nhân dân\nKT. chủ tịch",
                "post": "Phó chủ tịch",
                "name": "Nguyễn Văn An",
                "recipients": ["A;"],
                "after": ["LỜI HOA", "Trần Bình"],
            },
        ),
        (
            DECISION,
            "Nơi nhận:|- A;|Chủ tịch UBND;|- B|tiếp",
            OF_DECISION | {"recipients": ["A;", "Chủ tịch UBND;", "B tiếp"]},
        ),
        (
            DECISION,
            "KT.CHỦ TỊCH|Nguyễn Văn An",
            OF_DECISION | {"capacity": "KT.", "post": "Chủ tịch", "name": "Nguyễn Văn An"},
        ),
        (
            DECISION,
            "KT CHỦ TỊCH|Nguyễn Văn An",
            OF_DECISION | {"capacity": "KT.", "post": "Chủ tịch", "name": "Nguyễn Văn An"},
        ),
        (
            DECISION,
            "TM. UBND|KT. CHỦ TỊCH|Nguyễn Văn An",
            OF_DECISION | {"capacity": "TM. UBND\nKT.", "post": "Chủ tịch", "name": "Nguyễn Văn An"},
        ),
        (
            DECISION,
            "TM. UBND|KT. CHỦ TỊCH|PHÓ CHỦ TỊCH|Nguyễn Văn An",
            OF_DECISION
            | {"capacity": "TM. UBND\nKT. chủ tịch", "post": "Phó chủ tịch", "name": "Nguyễn Văn An"},
        ),
        (
            DECISION,
            "CHỦ TỊCH|PHÓ CHỦ TỊCH|KT. CHỦ TỊCH|Nguyễn Văn An",
            OF_DECISION
            | {"post": "Chủ tịch", "name": "Nguyễn Văn An", "after": ["PHÓ CHỦ TỊCH", "KT. CHỦ TỊCH"]},
        ),
        (
            DECISION,
            "TM. UBND|CHỦ TỊCH",
            OF_DECISION | {"capacity": "TM. UBND", "post": "Chủ tịch", "rest": ["TM. UBND", "Chủ tịch"]},
        ),
        (DECISION, "CHỦ TỊCH", OF_DECISION | {"post": "Chủ tịch", "rest": ["Chủ tịch"]}),
        (
            DECISION,
            "Chủ tịch UBND tỉnh ký|CHỦ TỊCH",
            OF_DECISION
            | {
                "post": "Chủ tịch",
                "articles": ["Ban hành.", "Quyết định có hiệu lực kể từ ngày ký.\nChủ tịch UBND tỉnh ký"],
                "rest": ["Chủ tịch"],
            },
        ),
        (
            DECISION,
            "PHỤ LỤC|Danh mục|(Kèm theo Quyết định",
            OF_DECISION | {"annex": "Phụ lục Danh mục", "reference": "(Kèm theo Quyết định"},
        ),
        (
            DECISION,
            "PHỤ LỤC|(Kèm theo Quyết định số 1)|Lời",
            OF_DECISION | {"annex": "Phụ lục", "reference": "(Kèm theo Quyết định số 1)", "after": ["Lời"]},
        ),
        (
            DECISION,
            "PHỤ LỤC|DANH MỤC|NHIỆM VỤ|lời",
            OF_DECISION | {"annex": "Phụ lục danh mục nhiệm vụ", "after": ["lời"]},
        ),
    ],
)
def test_each_line_goes_to_the_field_that_it_is_of(before: str, after: str, fields: dict[str, Any]) -> None:
    assert told(before, after) == fields


@pytest.mark.parametrize(
    ("first", "second", "is_one"), [(399, 2, True), (400, 2, False), (1, 199, True), (1, 200, False)]
)
def test_a_subject_of_several_lines_is_no_longer_than_some_page(
    first: int, second: int, is_one: bool
) -> None:
    head = read_head(["KẾ HOẠCH", "a" * first, "b" * second], [])
    assert (head.subject == f"{'a' * first} {'b' * second}") is is_one
    assert head.body == ([] if is_one else ["b" * second])


REFERENCE = "(Kèm theo Quyết định số 7/QĐ-UBND ngày 05/01/2026)"
SIGNED = f"{DECISION}|TM. ỦY BAN NHÂN DÂN|CHỦ TỊCH"


@pytest.mark.parametrize(
    "before",
    ["TỈNH THỬ", "TỈNH THỬ|KẾ HOẠCH", LETTER, DECISION, f"{DECISION}|Nơi nhận:", SIGNED, f"{SIGNED}|PHỤ LỤC"],
    ids=["letterhead", "kind", "subject", "articles", "recipients", "signer", "annex"],
)
def test_what_the_plan_belongs_to_may_stand_behind(before: str) -> None:
    assert told(f"{before}|{REFERENCE}")["reference"] == REFERENCE


@pytest.mark.parametrize(
    "before",
    [
        DECISION.split("|Căn cứ", maxsplit=1)[0],
        DECISION.split("|QUYẾT ĐỊNH:", maxsplit=1)[0],
        DECISION.split("|Điều", maxsplit=1)[0],
        f"{LETTER}|Lời.",
    ],
    ids=["issuer", "grounds", "decides", "body"],
)
def test_in_running_text_it_is_text(before: str) -> None:
    found = told(f"{before}|{REFERENCE}")
    assert "reference" not in found
    assert REFERENCE in [*found.get("rest", []), *found.get("body", []), *found.get("grounds", [])]
