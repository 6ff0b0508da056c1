"""Values of the kinds of documents, as the domain will make them; figures and names are made up."""

from __future__ import annotations

from typing import Any

from kstthc_cli.model.report.document_values import VALUES

Values = dict[str, Any]

STATUSES = ("Hoàn thành", "Đang thực hiện", "Chưa báo cáo", "Quá hạn", "Hoàn thành quá hạn")
SECTIONS = {
    "I": "Công tác chỉ đạo, điều hành hoạt động kiểm soát thủ tục hành chính",
    "II": "Kiểm soát quy định thủ tục hành chính",
    "III": "Công bố, công khai thủ tục hành chính",
    "IV": "Rà soát, đơn giản hóa thủ tục hành chính",
    "V": "Tiếp nhận, xử lý phản ánh, kiến nghị",
}
AGENCIES = (
    "Văn phòng UBND tỉnh",
    "Sở Thông tin và Truyền thông",
    "Sở Lao động - Thương binh và Xã hội",
    "UBND huyện Bình Sơn",
    "UBND thị xã Đức Phổ",
    "UBND xã Bình Châu",
)


def checked(values: Values) -> Values:
    """The values as given, after the model has agreed."""
    VALUES[values["kind"]].model_validate(values)
    return values


def letter(**changes: Any) -> Values:
    return {
        "nation": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "motto": "Độc lập - Tự do - Hạnh phúc",
        "parent": None,
        "issuer": ["ỦY BAN NHÂN DÂN", "TỈNH QUẢNG NGÃI"],
        "number": "Số: 12/BC-UBND",
        "place_date": "Quảng Ngãi, ngày 25 tháng 6 năm 2021",
        "title": "BÁO CÁO",
        "subject": "Công tác kiểm soát thủ tục hành chính, triển khai cơ chế một cửa, một cửa liên thông và "
        "thực hiện thủ tục hành chính trên môi trường điện tử quý II và 6 tháng đầu năm 2021",
        "grounds": [],
        "to": ["Văn phòng Chính phủ."],
        "signer": {
            "authority": ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"],
            "post": "PHÓ CHỦ TỊCH",
            "name": "Nguyễn Văn Mẫu",
        },
        "recipients": ["Như trên;", "Chủ tịch, các PCT UBND tỉnh;", "Lưu: VT, KSTT."],
        **changes,
    }


def count(name: str, number: str, stand: tuple[int, int, int, int, int, int]) -> Values:
    finished, late, in_progress, not_reported, overdue, waiting = stand
    planned = finished + in_progress + not_reported + overdue
    share = finished / planned if planned else 0
    return {
        "name": name,
        "id": number,
        "planned": planned,
        "finished": finished,
        "late": late,
        "in_progress": in_progress,
        "not_reported": not_reported,
        "overdue": overdue,
        "silent": not_reported + overdue,
        "waiting": waiting,
        "percent": f"{100 * share:.1f}".replace(".", ",") + "%" if planned else "—",
        "bar": int(20 * share),
    }


STANDS = (
    (12, 1, 3, 2, 1, 0),
    (40, 6, 11, 9, 4, 2),
    (206, 0, 0, 0, 0, 0),
    (0, 0, 0, 0, 0, 5),
    (1, 0, 0, 0, 30, 0),
)


def counts() -> list[Values]:
    rows = [count(SECTIONS[n], n, stand) for n, stand in zip(SECTIONS, STANDS, strict=True)]
    sums = [sum(column) for column in zip(*STANDS, strict=True)]
    return [*rows, count("Tổng cộng", "", (sums[0], sums[1], sums[2], sums[3], sums[4], sums[5]))]


def duty_row(number: int, **changes: Any) -> Values:
    return {
        "duty": str(number),
        "content": f"Đánh giá tác động thủ tục hành chính trong dự thảo văn bản đợt {number}",
        "result": "Biểu mẫu đánh giá tác động",
        "who": AGENCIES[number % len(AGENCIES)] + " chủ trì",
        "due": "30/06/2021",
        "status": STATUSES[number % len(STATUSES)],
        "said": "Đã đánh giá 05 thủ tục; còn vướng ở khâu lấy ý kiến.",
        "evidence": f"15{number}/BC-STTTT ngày 10/6/2021; https://quangngai.gov.vn/van-ban?id={number}&nam=2021",
        "day": "14/06/2021",
        **changes,
    }


def duties(rows: int = 3) -> list[Values]:
    return [
        {"id": n, "title": title, "rows": [duty_row(10 * at + row) for row in range(1, rows + 1)]}
        for at, (n, title) in enumerate(SECTIONS.items())
    ]


def grid() -> Values:
    cells = [
        ["5/6", "2/2", "–", "1/3", "0/4"],
        ["6/6", "2/2", "1/1", "3/3", "4/4"],
        ["0/6", "0/2", "–", "–", "0/4"],
    ]
    shares = ("53,3%", "100,0%", "0,0%")
    totals = ("8/15", "16/16", "0/12")
    return {
        "columns": list(SECTIONS),
        "rows": [
            {"name": name, "cells": cells[at % 3], "total": totals[at % 3], "percent": shares[at % 3]}
            for at, name in enumerate(AGENCIES)
        ],
    }


def dossiers() -> Values:
    return {
        "rows": [
            {"name": "Đất đai", "cells": [120, 40, 70, 10, 100, 60, 35, 5, 20, 18, 2]},
            {"name": "Hộ tịch", "cells": [80, 20, 60, 0, 80, 80, 0, 0, 0, 0, 0]},
            {"name": "Tổng cộng", "cells": [200, 60, 130, 10, 180, 140, 35, 5, 20, 18, 2]},
        ],
        "held": "180/206",
    }


def figures() -> Values:
    """The figures of two forms, by level and in all, beside the quarter before."""
    return {
        "columns": ["Sở, ban, ngành", "Cấp huyện", "Tổng cộng", "Quý I năm 2021"],
        "groups": [
            {
                "title": "Công bố, công khai thủ tục hành chính",
                "held": "33/34",
                "rows": [
                    {"name": "Số quyết định công bố", "cells": ["6", "0", "6", "5"]},
                    {"name": "Số TTHC đã công khai", "cells": ["102", "", "102", ""]},
                ],
            },
            {
                "title": "Truyền thông",
                "held": "",
                "rows": [{"name": "Tin, bài, phóng sự", "cells": ["12", "3", "15", "20"]}],
            },
        ],
    }


def targets() -> list[Values]:
    return [
        {
            "duty": "13",
            "text": "cắt giảm tối thiểu 10% chi phí tuân thủ thủ tục hành chính",
            "required": "từ 10% trở lên",
            "reached": "2/3 cơ quan đạt",
            "met": False,
            "below": ["Sở Y tế (7,5%)"],
        },
        {
            "duty": "21",
            "text": "tăng tối thiểu 20% dịch vụ công trực tuyến",
            "required": "từ 20% trở lên",
            "reached": "chưa có số liệu",
            "met": None,
            "below": [],
        },
    ]


def body() -> list[Values]:
    def block(kind: str, text: str = "") -> Values:
        return {"kind": kind, "text": text}

    return [
        block("part", "I. TÌNH HÌNH, KẾT QUẢ ĐẠT ĐƯỢC"),
        block("heading", "1. Đánh giá tác động, tham gia ý kiến, thẩm định"),
        block("text", "Trong kỳ, toàn tỉnh có 04 dự thảo văn bản; đã thẩm định 05 thủ tục hành chính."),
        block("item", "Sở Tư pháp: đã thẩm định 05 dự thảo (Báo cáo số 88/BC-STP ngày 10/6/2021)."),
        block("item", "Sở Y tế: đã đánh giá tác động 02 thủ tục hành chính."),
        block("heading", "2. Công bố, công khai"),
        block("text", "Không phát sinh."),
        block("part", "II. ĐÁNH GIÁ CHUNG"),
        block("text", "Các cơ quan đã chủ động thực hiện nhiệm vụ được giao."),
        block("part", "III. PHƯƠNG HƯỚNG, NHIỆM VỤ KỲ TIẾP THEO"),
        block("item", "Hoàn thành việc rà soát trước ngày 30/9/2021."),
    ]


def report(**changes: Any) -> Values:
    """The report of the province, with both appendices."""
    return checked(
        {
            "schema_version": 2,
            "kind": "report",
            "letter": letter(),
            "plan": "2021",
            "period": "2021-Q2",
            "period_name": "quý II và 6 tháng đầu năm 2021",
            "data_from": "2021-03-15",
            "data_to": "2021-06-14",
            "as_of": "2021-06-20",
            "agency": None,
            "closed": None,
            "opening": ["Ủy ban nhân dân tỉnh báo cáo công tác quý II và 6 tháng đầu năm 2021 như sau:"],
            "body": body(),
            "appendices": {
                "reference": "(Kèm theo Báo cáo số 12/BC-UBND ngày 25 tháng 6 năm 2021 của UBND tỉnh)",
                "dossiers_number": "I",
                "dossiers": dossiers(),
                "figures_number": "II",
                "figures": figures(),
                "targets": targets(),
            },
            **changes,
        }
    )


def agency_report(**changes: Any) -> Values:
    """The report of one agency, that sent nothing in a period in which it owed nothing."""
    own = letter(
        parent="ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI",
        issuer=["SỞ THÔNG TIN VÀ TRUYỀN THÔNG"],
        number="Số: …/BC-STTTT",
        to=["Ủy ban nhân dân tỉnh."],
        signer={"authority": [], "post": "GIÁM ĐỐC", "name": ""},
    )
    appendices: Values = {
        "reference": "(Kèm theo Báo cáo số 12/BC-STTTT ngày 25 tháng 6 năm 2021 của Sở TTTT)",
        "dossiers_number": "",
        "dossiers": None,
        "figures_number": "",
        "figures": None,
        "targets": [],
    }
    few: Values = {"agency": "so-tttt", "appendices": appendices}
    return report(letter=own, **{**few, "closed": "2021-06-21", **changes})


def annex(**changes: Any) -> Values:
    """The internal annex of the report of the province."""
    head = letter(
        number="", title="TÌNH HÌNH THỰC HIỆN NHIỆM VỤ", subject="Quý II năm 2021\n(tài liệu nội bộ)", to=[]
    )
    late = [
        {"agency": name, "overdue": 2 + at, "silent": at, "duties": f"{at + 3} (18/6/2021); 5a (19/6/2021)"}
        for at, name in enumerate(AGENCIES[1:4])
    ]
    line = "Sở Y tế, nhiệm vụ 3, quý II năm 2021: từ quá hạn sang hoàn thành quá hạn."
    kept = ("plan", "period", "period_name", "data_from", "data_to", "as_of", "agency", "closed")
    return checked(
        {
            **{key: value for key, value in report().items() if key in kept},
            "schema_version": 1,
            "kind": "annex",
            "letter": head,
            "opening": ["Trong kỳ có 302 lượt nhiệm vụ phải thực hiện: hoàn thành 259, quá hạn 43."],
            "counts": counts(),
            "grid": grid(),
            "late": late,
            "duties": duties(),
            "changes": [{"title": "Sau khi chốt số liệu", "lines": [line]}],
            **changes,
        }
    )


def quiet_annex(**changes: Any) -> Values:
    """The annex of an agency that owed nothing in the period."""
    nothing = [count("Tổng cộng", "", (0, 0, 0, 0, 0, 0))]
    few: Values = {"grid": None, "late": [], "duties": [], "changes": [], "counts": nothing}
    return annex(**{"agency": "so-tttt", **few, **changes})


def decision(**changes: Any) -> Values:
    """The decision that issues the plan, with two sections of its annex."""
    first = {
        "number": "1",
        "content": "Ban hành các kế hoạch năm 2021",
        "results": "- Kế hoạch rà soát;\n- Kế hoạch kiểm tra",
        "agencies": "Văn phòng UBND tỉnh chủ trì",
        "time": "Tháng 02/2021",
    }
    second = {
        "number": "",
        "content": "",
        "results": "- Kế hoạch năm 2022",
        "agencies": "",
        "time": "Quý III",
    }
    head = letter(
        number="Số: 159/QĐ-UBND",
        title="QUYẾT ĐỊNH",
        subject="Ban hành Kế hoạch hoạt động kiểm soát thủ tục hành chính năm 2021 trên địa bàn tỉnh",
        to=[],
        grounds=[
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;",
            "Theo đề nghị của Chánh Văn phòng UBND tỉnh.",
        ],
        recipients=["Như Điều 3;", "Lưu: VT, KSTT."],
    )
    return checked(
        {
            "schema_version": 1,
            "kind": "decision",
            "letter": head,
            "plan": "2021",
            "authority": "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI",
            "verb": "QUYẾT ĐỊNH:",
            "articles": [
                "Ban hành kèm theo Quyết định này Kế hoạch hoạt động kiểm soát thủ tục hành chính năm 2021.",
                "Quyết định này có hiệu lực kể từ ngày ký.",
                "Chánh Văn phòng UBND tỉnh và các cơ quan liên quan chịu trách nhiệm thi hành.",
            ],
            "body": [],
            "after": [],
            "annex_title": "KẾ HOẠCH\nHOẠT ĐỘNG KIỂM SOÁT THỦ TỤC HÀNH CHÍNH NĂM 2021",
            "annex_reference": "(Ban hành kèm theo Quyết định số 159/QĐ-UBND ngày 28/01/2021)",
            "headings": [
                "STT",
                "Nội dung công việc",
                "Kết quả công việc",
                "Cơ quan, đơn vị thực hiện",
                "Thời gian",
            ],
            "sections": [
                {"id": "I", "title": SECTIONS["I"], "rows": [with_cells(first), with_cells(second)]},
                {
                    "id": "II",
                    "title": SECTIONS["II"],
                    "rows": [with_cells({**first, "number": "2", "time": "Thường xuyên"})],
                },
            ],
            **changes,
        }
    )


def with_cells(row: dict[str, str]) -> Values:
    """A row of the annex with its cells in the order of the five usual columns."""
    return {**row, "cells": [row[key] for key in ("number", "content", "results", "agencies", "time")]}


WITHOUT_ANNEX: Values = {"annex_title": "", "annex_reference": "", "agencies": None}


def assignment(**changes: Any) -> Values:
    """The duties of one agency."""
    open_row = {"status": "", "said": "", "evidence": "", "day": ""}
    head = letter(
        number="Số: 05/VP-KSTT",
        title="PHIẾU GIAO NHIỆM VỤ",
        subject="Kiểm soát thủ tục hành chính năm 2021",
        to=["Sở Thông tin và Truyền thông."],
    )
    return checked(
        {
            "schema_version": 1,
            "kind": "assignment",
            "letter": head,
            "plan": "2021",
            "agency": "so-tttt",
            "opening": ["Theo Quyết định số 159/QĐ-UBND, quý cơ quan thực hiện các nhiệm vụ sau:"],
            "sections": [
                {"id": n, "title": SECTIONS[n], "rows": [duty_row(at, **open_row) for at in (1, 2, 3)]}
                for n in ("I", "IV")
            ],
            "closing": ["Kết quả gửi về Văn phòng UBND tỉnh trước ngày 18 tháng cuối quý."],
            **WITHOUT_ANNEX,
            **changes,
        }
    )


def owed(number: int, **changes: Any) -> Values:
    return {
        "duty": f"{number}a",
        "content": f"Rà soát, đơn giản hóa thủ tục hành chính đợt {number}",
        "period": "quý I năm 2021",
        "due": "31/03/2021",
        "days": 81 - number,
        "status": "chưa báo cáo" if number % 2 else "đang thực hiện",
        **changes,
    }


def reminder(**changes: Any) -> Values:
    """A công văn to all who are late."""
    head = letter(
        number="Số: 321/UBND-KSTT",
        title=None,
        subject="V/v đôn đốc thực hiện nhiệm vụ kiểm soát thủ tục hành chính",
        to=list(AGENCIES[1:4]),
    )
    return checked(
        {
            "schema_version": 1,
            "kind": "reminder",
            "letter": head,
            "plan": "2021",
            "as_of": "2021-06-20",
            "opening": ["Tính đến hết ngày 20/6/2021, các cơ quan sau còn việc quá hạn chưa báo cáo:"],
            "groups": [
                {"agency": name, "rows": [owed(n) for n in range(1, 2 + at)]}
                for at, name in enumerate(AGENCIES[1:4])
            ],
            "closing": ["Đề nghị các cơ quan khẩn trương thực hiện và báo cáo trước ngày 30/6/2021."],
            "answer_by": "2021-06-29",
            **WITHOUT_ANNEX,
            **changes,
        }
    )


KINDS = {
    "report": report,
    "annex": annex,
    "decision": decision,
    "assignment": assignment,
    "reminder": reminder,
}
