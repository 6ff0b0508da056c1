"""Where each check of a plan, a calendar or a registry begins and ends: one before, at it, one after.

Each case changes the minimal repository and holds every problem: code, place and sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support.example_files import change
from tests.support.running import Kst, told

PLAN, CALENDAR, AGENCIES = "plan", "calendar", "agencies"
Edit = tuple[str, str, str]


def held(small: Path, kst: Kst, edits: Sequence[Edit], wanted: list[str]) -> None:
    for kind, old, new in edits:
        change(small, kind, old, new)
    assert told(kst, small) == wanted


BY = 'text: "Quý III", by: "2021-Q3"'
TET = '{first: 2021-02-10, last: 2021-02-16, name: "Tết Nguyên đán Tân Sửu"}'
COVERS = "covers: {first: 2021-01-01, last: 2022-03-31}"


@pytest.mark.parametrize(
    ("edits", "wanted"),
    [
        # a deadline and its year
        ([(PLAN, BY, 'text: "15/9", by: 2021-09-15, start: 2021-09-14')], []),
        ([(PLAN, BY, 'text: "15/9", by: 2021-09-15, start: 2021-09-15')], []),
        (
            [(PLAN, BY, 'text: "15/9", by: 2021-09-15, start: 2021-09-16')],
            ["KST036 36:72 Bắt đầu (2021-09-16) sau khi đã hết hạn (2021-09-15)."],
        ),
        (
            [(PLAN, BY, 'text: "Quý V", by: "2021-Q5", start: 2021-09-16')],
            ["KST036 36:54 “2021-Q5” không phải là ngày hay kỳ."],
        ),
        ([(PLAN, BY, 'text: "31/12/2021", by: 2021-12-31')], []),
        (
            [(PLAN, BY, 'text: "31/12/2020", by: 2020-12-31')],
            ["KST048 36:59 Hạn 31/12/2020 không thuộc năm kế hoạch 2021."],
        ),
        ([(PLAN, BY, 'text: "01/01/2022", by: 2022-01-01')], []),
        (
            [(PLAN, BY, 'text: "Đầu năm sau", by: 2022-01-01')],
            ["KST048 36:60 Hạn 01/01/2022 không thuộc năm kế hoạch 2021."],
        ),
        # the days of a calendar
        ([(CALENDAR, COVERS, "covers: {first: 2021-01-01, last: 2021-12-31}")], []),
        (
            [(CALENDAR, COVERS, "covers: {first: 2021-01-01, last: 2021-12-30}")],
            ["KST049 4:9 Lịch “2021” không phủ hết năm 2021."],
        ),
        (
            [(CALENDAR, COVERS, "covers: {first: 2021-01-02, last: 2021-12-31}")],
            ["KST049 4:9 Lịch “2021” không phủ hết năm 2021."],
        ),
        (
            [(CALENDAR, COVERS, "covers: {first: 2021-09-02, last: 2021-09-02}")],
            [
                "KST049 4:9 Lịch “2021” không phủ hết năm 2021.",
                "KST045 8:7 “Tết Nguyên đán Tân Sửu” nằm ngoài phạm vi của lịch.",
                "KST045 9:7 “Quốc khánh” nằm ngoài phạm vi của lịch.",
            ],
        ),
        (
            [(CALENDAR, COVERS, "covers: {first: 2021-09-02, last: 2021-09-01}")],
            ["KST045 4:35 Ngày cuối của phạm vi trước ngày đầu."],
        ),
        ([(CALENDAR, TET, '{first: 2021-02-10, last: 2021-02-10, name: "Tết"}')], []),
        (
            [(CALENDAR, TET, '{first: 2021-02-10, last: 2021-02-09, name: "Tết"}')],
            ["KST045 8:33 “Tết”: ngày cuối trước ngày đầu."],
        ),
        ([(CALENDAR, TET, '{first: 2021-01-01, name: "Tết Dương lịch"}')], []),
        (
            [(CALENDAR, TET, '{first: 2020-12-31, name: "Tết Dương lịch"}')],
            ["KST045 8:7 “Tết Dương lịch” nằm ngoài phạm vi của lịch."],
        ),
        ([(CALENDAR, TET, '{first: 2022-03-31, name: "Nghỉ bù"}')], []),
        (
            [(CALENDAR, TET, '{first: 2022-04-01, name: "Nghỉ bù"}')],
            ["KST045 8:7 “Nghỉ bù” nằm ngoài phạm vi của lịch."],
        ),
        (
            [
                (
                    CALENDAR,
                    "reporting_windows:",
                    "  working_saturdays: [2021-09-11, 2021-09-12]\nreporting_windows:",
                )
            ],
            [],
        ),
        (
            [
                (
                    CALENDAR,
                    "reporting_windows:",
                    "  working_saturdays: [2021-09-10, 2021-09-13]\nreporting_windows:",
                )
            ],
            [
                "KST045 10:23 10/09/2021 không phải thứ Bảy hay Chủ nhật.",
                "KST045 10:35 13/09/2021 không phải thứ Bảy hay Chủ nhật.",
            ],
        ),
    ],
)
def test_plan_and_calendar(edits: list[Edit], wanted: list[str], small: Path, kst: Kst) -> None:
    held(small, kst, edits, wanted)


def without_heir(place: str, name: str, last: str) -> str:
    return (
        f"KST075 {place} {name} hết hoạt động sau ngày {last}, không có cơ quan kế thừa khi việc đến hạn: "
        "1 đầu việc của kế hoạch 2021 không có ai nhận (2)."
    )


def without_role(place: str, name: str, who: str) -> str:
    return f"KST059 {place} Dòng in có “{name}” nhưng không giao vai trò nào cho cơ quan này ({who})."


UNKNOWN_NAME = (
    "KST085 34:22 Dòng in có “Sở Thú y”, mà danh mục “quang-ngai” không có cơ quan hay nhóm nào tên như vậy."
)
USUAL_LEVELS = "tinh, so, don-vi, nganh-doc, bao-chi, huyen, xa"
GROUPS = "groups:\n"
LIST = '  - {kind: list, id: nhom, name: "Nhóm thử", members: [so-tp], successors: [%s]}\n'


def agency(**more: str) -> str:
    keys = {"id": "so-kh", "name": '"Sở Khoa học"', "level": "so", **more}
    return "  - {" + ", ".join(f"{key}: {value}" for key, value in keys.items()) + "}\n"


def added(*agencies: str, groups: str = "") -> Edit:
    return (AGENCIES, GROUPS, "".join(agencies) + GROUPS + groups)


CODE = {"code": '"51001"'}
OTHER = {"id": "so-cn", "name": '"Sở Công nghệ"'}


@pytest.mark.parametrize(
    ("edits", "wanted"),
    [
        # a code may be used again after its holder has ended
        (
            [added(agency(**CODE, valid_to="2021-03-31"), agency(**OTHER, **CODE, valid_from="2021-04-01"))],
            [without_heir("12:5", "Sở Khoa học", "31/03/2021")],
        ),
        (
            [added(agency(**CODE, valid_to="2021-03-31"), agency(**OTHER, **CODE, valid_from="2021-03-31"))],
            ["KST030 13:56 Mã đơn vị hành chính “51001” đã dùng ở trên."],
        ),
        (
            [added(agency(**CODE, valid_from="2021-04-01"), agency(**OTHER, **CODE, valid_to="2021-03-31"))],
            [without_heir("13:5", "Sở Công nghệ", "31/03/2021")],
        ),
        (
            [added(agency(**CODE, valid_from="2021-03-31"), agency(**OTHER, **CODE, valid_to="2021-03-31"))],
            ["KST030 13:56 Mã đơn vị hành chính “51001” đã dùng ở trên."],
        ),
        (
            [added(agency(**CODE), agency(**OTHER, **CODE, valid_to="2021-01-01"))],
            ["KST030 13:56 Mã đơn vị hành chính “51001” đã dùng ở trên."],
        ),
        # so may an alias
        (
            [
                added(
                    agency(valid_to="2021-03-31"),
                    agency(**OTHER, aliases='["Sở Khoa học"]', valid_from="2021-04-01"),
                )
            ],
            [without_heir("12:5", "Sở Khoa học", "31/03/2021")],
        ),
        (
            [
                added(
                    agency(valid_to="2021-03-31"),
                    agency(**OTHER, aliases='["Sở Khoa học"]', valid_from="2021-03-31"),
                )
            ],
            [
                without_heir("12:5", "Sở Khoa học", "31/03/2021"),
                "KST042 13:60 “Sở Khoa học” cũng là tên gọi của “so-kh”.",
            ],
        ),
        # an end is not before its beginning, which is that of the registry unless said
        (
            [added(agency(valid_to="2021-01-01"))],
            [without_heir("12:5", "Sở Khoa học", "01/01/2021")],
        ),
        (
            [added(agency(valid_to="2020-12-31"))],
            ["KST040 12:59 Ngày kết thúc trước ngày bắt đầu 01/01/2021."],
        ),
        (
            [added(agency(valid_from="2021-05-01", valid_to="2021-05-01"))],
            [without_heir("12:5", "Sở Khoa học", "01/05/2021")],
        ),
        (
            [added(agency(valid_from="2021-05-01", valid_to="2021-04-30"))],
            ["KST040 12:83 Ngày kết thúc trước ngày bắt đầu 01/05/2021."],
        ),
        # successors
        ([added(groups=LIST % "so-ban-nganh")], []),
        ([added(groups=LIST % "so-tttt")], []),
        ([added(groups=LIST % "nhom")], ["KST040 13:77 Nhóm “nhom” không thể kế thừa chính mình."]),
        (
            [added(groups=LIST % "khong-co")],
            ["KST040 13:77 Không có cơ quan, nhóm kế thừa “khong-co” trong danh mục."],
        ),
        (
            [added(agency(successors="[so-tttt, khong-co, so-ban-nganh]"))],
            [
                "KST040 12:71 Không có cơ quan kế thừa “khong-co” trong danh mục.",
                "KST040 12:81 Không có cơ quan kế thừa “so-ban-nganh” trong danh mục.",
            ],
        ),
        (
            [added(groups='  - {kind: list, id: nhom, name: "Nhóm", members: [so-tp, la, so-ban-nganh]}\n')],
            [
                "KST034 13:59 Nhóm “nhom” nêu “la” không có trong danh mục.",
                "KST034 13:63 Nhóm “nhom” nêu “so-ban-nganh” không có trong danh mục.",
            ],
        ),
        # names that look Vietnamese (Cyrillic o, Greek omicron)
        (
            [added(agency(name='"Sở Khоa học"'))],
            ["KST086 12:23 “Sở Khоa học” có chữ không thuộc bảng chữ cái tiếng Việt: “о” (U+043E)."],
        ),
        (
            [added(agency(short='"Sở Kο"'))],
            ["KST086 12:56 “Sở Kο” có chữ không thuộc bảng chữ cái tiếng Việt: “ο” (U+03BF)."],
        ),
        (
            [added(agency(symbol='"SКHCN"'))],
            ["KST086 12:57 “SКHCN” có chữ không thuộc bảng chữ cái tiếng Việt: “К” (U+041A)."],
        ),
        (
            [added(agency(aliases='["Sở KH", "Sở КH"]'))],
            ["KST086 12:68 “Sở КH” có chữ không thuộc bảng chữ cái tiếng Việt: “К” (U+041A)."],
        ),
        (
            [
                added(
                    groups='  - {kind: list, id: nhom, name: "Nhóm thử", members: [so-tp]}\n'.replace(
                        "thử", "thо"
                    )
                )
            ],
            ["KST086 13:34 “Nhóm thо” có chữ không thuộc bảng chữ cái tiếng Việt: “о” (U+043E)."],
        ),
        # levels
        (
            [
                added(
                    agency(level="phong"),
                    groups='  - {kind: levels, id: nhom, name: "Nhóm thử", levels: [so, phong]}\n',
                )
            ],
            [
                f"KST024 12:45 “phong” không thuộc danh sách: {USUAL_LEVELS}.",
                f"KST024 14:61 “phong” không thuộc danh sách: {USUAL_LEVELS}.",
            ],
        ),
        (
            [(AGENCIES, "agencies:\n", 'levels: [{id: so, name: "Sở"}, {id: so, name: "Ban"}]\nagencies:\n')],
            ["KST030 7:37 Mã cấp “so” đã dùng ở trên.", "KST024 9:58 “tinh” không thuộc danh sách: so, so."],
        ),
        # parents
        (
            [added(agency(parent="khong-co"))],
            ["KST040 12:57 Không có cơ quan cấp trên “khong-co” trong danh mục."],
        ),
        (
            [added(agency(parent="so-cn"), agency(**OTHER, parent="so-kh"))],
            [
                "KST040 12:57 “so-kh” trực thuộc vòng tròn chính mình.",
                "KST040 13:58 “so-cn” trực thuộc vòng tròn chính mình.",
            ],
        ),
    ],
)
def test_registry(edits: list[Edit], wanted: list[str], small: Path, kst: Kst) -> None:
    held(small, kst, edits, wanted)


AMENDED = (
    PLAN,
    "sections:\n",
    """amendments:
  - {number: "300/QĐ-UBND", date: 2021-05-01, changes: ["1", "2"]}
sections:
""",
)
TASK = '        content: "Thẩm định quy định về thủ tục hành chính."\n'
LINE = "            appraise: [so-tp]\n"


def days(task: str = "", line: str = "") -> list[Edit]:
    edits: list[Edit] = [AMENDED]
    if task:
        edits.append((PLAN, TASK, TASK + f"        {task}\n"))
    if line:
        edits.append((PLAN, LINE, LINE + f"            {line}\n"))
    return edits


@pytest.mark.parametrize(
    ("edits", "wanted"),
    [
        (days("since: 2021-05-01"), []),
        (
            days("since: 2021-04-30"),
            ["KST067 34:16 Ngày bổ sung 30/04/2021 ở trước văn bản sửa đổi đầu tiên (01/05/2021)."],
        ),
        (days("since: 2021-06-01\n        ended: 2021-06-02"), []),
        (
            days("since: 2021-06-01\n        ended: 2021-06-01"),
            ["KST065 35:16 Thôi từ ngày 01/06/2021, không sau ngày bắt đầu 01/06/2021."],
        ),
        (
            days("since: 2021-06-01\n        ended: 2021-05-31"),
            ["KST065 35:16 Thôi từ ngày 31/05/2021, không sau ngày bắt đầu 01/06/2021."],
        ),
        (
            days(line="since: 2021-06-01\n            ended: {so-tp: 2021-06-02}"),
            ["KST035 36:11 Đầu việc 1 không có ai chủ trì, thực hiện hay thẩm định."],
        ),
        (
            days(line="since: 2021-06-01\n            ended: {so-tp: 2021-06-01}"),
            [
                "KST035 36:11 Đầu việc 1 không có ai chủ trì, thực hiện hay thẩm định.",
                "KST065 39:28 Thôi từ ngày 01/06/2021, không sau ngày bắt đầu 01/06/2021.",
            ],
        ),
        (
            days(line="since: 2021-04-30"),
            ["KST067 38:20 Ngày giao 30/04/2021 ở trước văn bản sửa đổi đầu tiên (01/05/2021)."],
        ),
        (
            days(line="ended: {so-tttt: 2021-06-01}"),
            ["KST066 38:21 “so-tttt” không được giao vai trò nào ở dòng này."],
        ),
        (
            days(line="ended: {so-ban-nganh: 2021-06-01}"),
            ["KST066 38:21 “so-ban-nganh” không được giao vai trò nào ở dòng này."],
        ),
        (
            days(line="ended: {khong-co: 2021-06-01}"),
            ["KST066 38:21 “khong-co” không được giao vai trò nào ở dòng này."],
        ),
        (
            [(PLAN, TASK, TASK + "        since: 2021-06-01\n        ended: 2021-07-01\n")],
            [
                "KST067 32:16 Ngày bổ sung 01/06/2021 không theo văn bản nào trong amendments.",
                "KST067 33:16 Ngày bãi bỏ 01/07/2021 không theo văn bản nào trong amendments.",
            ],
        ),
        (
            [
                AMENDED,
                (
                    PLAN,
                    "coordinate: [so-ban-nganh]\n",
                    "coordinate: [so-ban-nganh]\n            ended: {so-tttt: 2021-06-01, la: 2021-06-01}\n",
                ),
            ],
            ["KST066 46:42 “la” không được giao vai trò nào ở dòng này."],
        ),
    ],
)
def test_days_of_amendments(edits: list[Edit], wanted: list[str], small: Path, kst: Kst) -> None:
    held(small, kst, edits, wanted)


SECOND = """  - id: "II"
    title: "Mục thứ hai"
"""
SECTION = "sections:\n"
STATUS = (PLAN, "year: 2021\n", "year: 2021\nstatus: draft\n")
TIME_ONE = '        schedule: {kind: by_date, text: "Quý III", by: "2021-Q3"}\n'
TIME_TWO = '        schedule: {kind: ongoing, text: "Thường xuyên"}\n'
LINES_TWO = """        assignments:
          - printed: "- Văn phòng UBND tỉnh chủ trì; các sở, ban, ngành phối hợp."
            lead: [vp-ubnd-tinh]
            coordinate: [so-ban-nganh]
"""
RESULTS_TWO = '        results: ["Hội nghị tập huấn."]\n'
COLUMNS = (
    PLAN,
    'ngày 28/01/2021)"\n',
    'ngày 28/01/2021)"\n  columns: [{id: content, title: "Nội dung"}, %s]\ndecide: ["Bảng thiếu cột."]\n',
)
TIME, LEAD = '{id: time, title: "Thời gian"}', '{id: lead, title: "Chủ trì"}'


def with_columns(*columns: str) -> Edit:
    return (*COLUMNS[:2], COLUMNS[2] % ", ".join(columns))


def parts(*duties: str) -> Edit:
    """The second task in duties, which have what it no longer says."""
    return (PLAN, TIME_TWO, "        duties:\n" + "".join(f"          - {{{duty}}}\n" for duty in duties))


ONGOING = 'schedule: {kind: ongoing, text: "Thường xuyên"}'
HELPS = 'assignments: [{printed: "- Sở Tư pháp.", coordinate: [so-tp]}]'
RESULT = 'results: ["Báo cáo."]'


@pytest.mark.parametrize(
    ("edits", "wanted"),
    [
        # sections without tasks, and below others
        (
            [(PLAN, TIME_TWO, TIME_TWO + SECOND + "    tasks: []\n")],
            ["KST043 45:5 Mục II không có nhiệm vụ nào."],
        ),
        ([STATUS, (PLAN, TIME_TWO, TIME_TWO + SECOND + "    tasks: []\n")], []),
        (
            [
                (PLAN, SECTION, SECTION + SECOND + "    tasks: []\n"),
                (PLAN, '  - id: "I"\n', '  - id: "I"\n    under: "II"\n'),
            ],
            [],
        ),
        (
            [
                (PLAN, TIME_TWO, TIME_TWO + SECOND + "    tasks: []\n"),
                (PLAN, '  - id: "I"\n', '  - id: "I"\n    under: "II"\n'),
            ],
            ["KST047 28:12 Không có mục “II” ở trên mục I."],
        ),
        (
            [(PLAN, '  - id: "I"\n', '  - id: "I"\n    under: "I"\n')],
            ["KST047 28:12 Không có mục “I” ở trên mục I."],
        ),
        # tasks and their parts
        ([(PLAN, TIME_TWO, "")], ["KST043 37:9 Nhiệm vụ 2 chưa có thời gian thực hiện (schedule)."]),
        ([(PLAN, RESULTS_TWO, "")], ["KST043 37:9 Đầu việc 2 chưa có kết quả (results)."]),
        ([(PLAN, LINES_TWO, "")], ["KST043 37:9 Đầu việc 2 chưa có phân công (assignments)."]),
        ([parts(f'id: "2a", {ONGOING}', 'id: "2b"')], ["KST020 46:13 Thiếu khóa “schedule”."]),
        (
            [parts(f'id: "2a", {ONGOING}, {RESULT}', f'id: "2b", {ONGOING}'), (PLAN, RESULTS_TWO, "")],
            ["KST043 45:13 Đầu việc 2b chưa có kết quả (results)."],
        ),
        (
            [parts(f'id: "2a", {ONGOING}', f'id: "2b", {ONGOING}'), (PLAN, LINES_TWO, "")],
            [
                "KST043 41:13 Đầu việc 2a chưa có phân công (assignments).",
                "KST043 42:13 Đầu việc 2b chưa có phân công (assignments).",
            ],
        ),
        (
            [(PLAN, TIME_TWO, TIME_TWO + f'        duties: [{{id: "2a", {ONGOING}}}]\n')],
            ["KST043 44:19 Nhiệm vụ 2 vừa có schedule vừa có duties."],
        ),
        # drafts whose printed table lacks a column ask once for all tasks
        ([STATUS, with_columns(LEAD), (PLAN, TIME_TWO, "")], ["KST073 28:10 Bảng thiếu cột."]),
        ([STATUS, with_columns(TIME), (PLAN, LINES_TWO, "")], ["KST073 28:10 Bảng thiếu cột."]),
        (
            [STATUS, with_columns(TIME, LEAD), (PLAN, TIME_TWO, "")],
            [
                "KST073 28:10 Bảng thiếu cột.",
                "KST043 40:9 Nhiệm vụ 2 chưa có thời gian thực hiện (schedule).",
            ],
        ),
        (
            [STATUS, with_columns(TIME, LEAD), (PLAN, LINES_TWO, "")],
            [
                "KST073 28:10 Bảng thiếu cột.",
                "KST043 40:9 Đầu việc 2 chưa có phân công (assignments).",
            ],
        ),
        (
            [STATUS, (*COLUMNS[:2], COLUMNS[2].partition("decide")[0] % LEAD), (PLAN, TIME_TWO, "")],
            ["KST043 39:9 Nhiệm vụ 2 chưa có thời gian thực hiện (schedule)."],
        ),
        (
            [STATUS, (PLAN, TIME_TWO, '        decide: ["Làm khi nào?"]\n')],
            ["KST073 45:18 Nhiệm vụ 2: Làm khi nào?"],
        ),
        (
            [STATUS, (PLAN, TIME_ONE, TIME_ONE + '        decide: ["Làm khi nào?"]\n'), (PLAN, TIME_TWO, "")],
            [
                "KST073 38:18 Nhiệm vụ 1: Làm khi nào?",
                "KST043 39:9 Nhiệm vụ 2 chưa có thời gian thực hiện (schedule).",
            ],
        ),
        # who does it
        (
            [(PLAN, "appraise: [so-tp]", "coordinate: [so-tp]")],
            ["KST035 34:11 Đầu việc 1 không có ai chủ trì, thực hiện hay thẩm định."],
        ),
        (
            [parts(f'id: "2a", {ONGOING}, {HELPS}')],
            ["KST035 45:86 Đầu việc 2a không có ai chủ trì, thực hiện hay thẩm định."],
        ),
        (
            [
                parts(f'id: "2a", {ONGOING}, {HELPS.replace("coordinate", "perform")}'),
                (PLAN, "lead: [vp-ubnd-tinh]", "oversee: [vp-ubnd-tinh]"),
            ],
            [],
        ),
        (
            [(PLAN, "lead: [vp-ubnd-tinh]", "lead: [vp-ubnd]")],
            ["KST031 42:20 Danh mục “quang-ngai” không có cơ quan hay nhóm “vp-ubnd”."],
        ),
        (
            [(PLAN, "lead: [vp-ubnd-tinh]", "lead: [so-la, vp-ubnd-tinh]")],
            ["KST031 42:20 Danh mục “quang-ngai” không có cơ quan hay nhóm “so-la”."],
        ),
        (
            [STATUS, (PLAN, "lead: [vp-ubnd-tinh]", "lead: [so-la, vp-ubnd-tinh, so-la]")],
            ["KST073 43:20 “so-la” chưa có trong danh mục “quang-ngai” (agencies/): thêm vào rồi ban hành."],
        ),
        (
            [STATUS, parts(f'id: "2a", {ONGOING}, assignments: [{{printed: "- Sở Lạ.", perform: [so-la]}}]')],
            ["KST073 46:119 “so-la” chưa có trong danh mục “quang-ngai” (agencies/): thêm vào rồi ban hành."],
        ),
        (
            [(PLAN, "            lead: [vp-ubnd-tinh]\n            coordinate: [so-ban-nganh]\n", "")],
            [
                "KST035 41:11 Đầu việc 2 không có ai chủ trì, thực hiện hay thẩm định.",
                "KST043 41:13 Dòng phân công chưa giao vai trò cho ai (lead, perform, coordinate…).",
                without_role("41:22", "Văn phòng UBND tỉnh", "vp-ubnd-tinh"),
            ],
        ),
    ],
)
def test_parts_of_a_plan(edits: list[Edit], wanted: list[str], small: Path, kst: Kst) -> None:
    held(small, kst, edits, wanted)


INSPECTORS = '  - {id: thanh-tra, name: "Thanh tra Sở Tư pháp", level: so, parent: ubnd-tinh}\n'


@pytest.mark.parametrize(
    ("printed", "roles", "wanted"),
    [
        ("Thanh tra Sở Tư pháp thẩm định.", "appraise: [thanh-tra]", []),
        (
            "Thanh tra Sở Tư pháp thẩm định; Sở Tư pháp phối hợp.",
            "appraise: [thanh-tra]",
            [without_role("34:22", "Sở Tư pháp", "so-tp")],
        ),
        ("Thanh tra Sở Tư pháp, Sở Tư pháp thẩm định.", "appraise: [thanh-tra, so-tp]", []),
        (
            "Thanh tra Sở Tư pháp và Thanh tra Sở Tư pháp thẩm định.",
            "appraise: [so-tp]",
            [without_role("34:22", "Thanh tra Sở Tư pháp", "thanh-tra")],
        ),
        ("Sở Tư pháp thẩm định.", "appraise: [so-ban-nganh]", []),
        (
            "Sở Tư pháp thẩm định – & – Sở Thông tin và Truyền thông.",
            "appraise: [so-tp]",
            [without_role("34:22", "Sở Thông tin và Truyền thông", "so-tttt")],
        ),
        (
            "Sở Tư pháp thẩm định; Sở Thú y phối hợp.",
            "appraise: [so-tp]",
            [UNKNOWN_NAME],
        ),
        (
            "Sở Tư pháp & Sở Thú y thẩm định.",
            "appraise: [so-tp]",
            [UNKNOWN_NAME],
        ),
        ("Sở Tư pháp … thẩm định.", "appraise: [so-tp]", []),
        ("Sở Tư pháp thẩm định, báo cáo Bộ Tư pháp.", "appraise: [so-tp]", []),
        (
            "Sở Tư pháp thẩm định; Bộ Tư pháp.",
            "appraise: [so-tp, so-la]",
            ["KST031 35:31 Danh mục “quang-ngai” không có cơ quan hay nhóm “so-la”."],
        ),
    ],
)
def test_names_in_a_printed_line(printed: str, roles: str, wanted: list[str], small: Path, kst: Kst) -> None:
    """A name inside a longer one is not named; once more on its own, it is."""
    line = '          - printed: "- Sở Tư pháp thẩm định."\n            appraise: [so-tp]\n'
    edits = [
        (AGENCIES, GROUPS, INSPECTORS + GROUPS),
        (PLAN, line, f'          - printed: "- {printed}"\n            {roles}\n'),
    ]
    held(small, kst, edits, wanted)
