"""What `kst validate` says of a sub-plan: its parent, the duties it details, its rows and who has them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.example_files import EXAMPLES, minimal
from tests.support.running import Kst, told

KT, PARENT, REGISTRY = "plans/2021-kt.yaml", "plans/2021.yaml", "agencies/quang-ngai.yaml"
Edit = tuple[str, str, str]


@pytest.fixture
def planned(tmp_path: Path) -> Path:
    """The minimal repository with a sub-plan of two rows, which detail the duties 3 and 4."""
    root = minimal(tmp_path / "kho")
    for file in (EXAMPLES / "ok" / "sub-plan" / "plans").iterdir():
        (root / "plans" / file.name).write_bytes(file.read_bytes())
    return root


def edited(root: Path, path: str, old: str, new: str) -> None:
    """Replace a text that stands once in a file."""
    text = (root / path).read_text("utf-8")
    assert text.count(old) == 1, (path, old)
    (root / path).write_text(text.replace(old, new), "utf-8", newline="\n")


CONFIRM = 'Xem lại rồi ghi: confirmed: {"3": "99987cf69f76", "4": "e2b82e42cef4"}'
DETAILS = 'details: {plan: "2021", duties: ["3", "4"], confirmed: {"3": "99987cf69f76", "4": "e2b82e42cef4"}}'
ONLY_3 = 'details: {plan: "2021", duties: ["3"], confirmed: {"3": "99987cf69f76"}}'
ROW_1, ROW_2 = '      - id: "1"\n        from: "3"\n', '      - id: "2"\n        from: "4"\n'
LEAD_1, LEAD_2 = "lead: [vp-ubnd-tinh]", "lead: [so-tp]"
FOUR = '{printed: "- Cơ quan được nêu.", lead: [so-tp]}'
LONG = "x" * 78
GROUPS = "groups:\n"
OPEN = '  - {kind: open, id: co-quan-khac, name: "các cơ quan khác"}\n'
PAIR = '  - {kind: list, id: hai-co-quan, name: "hai cơ quan", members: [vp-ubnd-tinh, so-tp]}\n'
THREE = '  - {kind: list, id: ba-co-quan, name: "ba cơ quan", members: [vp-ubnd-tinh, so-tp, so-tttt]}\n'
WHOLE = """\
        assignments: [{printed: "- Cơ quan được nêu.", lead: [vp-ubnd-tinh]}]
        schedule: {kind: by_date, text: "Quý II", by: "2021-Q2"}
      - id: "2"
"""
SPLIT = """\
        assignments: [{printed: "- Cơ quan được nêu.", lead: [%s]}]
        duties:
          - {id: "1a", schedule: {kind: ongoing, text: "Thường xuyên"}}
          - {id: "1b", schedule: {kind: ongoing, text: "Thường xuyên"}%s}
      - id: "2"
"""


def split(lead: str = "vp-ubnd-tinh", second: str = "") -> Edit:
    """The first row in two duties; `second` is what the second one has of its own."""
    return (KT, WHOLE, SPLIT % (lead, second))


@pytest.mark.parametrize(
    ("edits", "wanted"),
    [
        ([], []),
        # the plan above
        ([(KT, 'plan: "2021", d', 'plan: "2021-la", d')], ["KST068 5:17 Không có kế hoạch “2021-la”."]),
        (
            [(KT, "year: 2021\n", "year: 2022\n")],
            [
                "KST049 4:9 Lịch “2021” không phủ hết năm 2022.",
                "KST068 5:17 Kế hoạch “2021” là của năm 2021, kế hoạch này của năm 2022.",
                "KST048 36:55 Hạn 30/06/2021 không thuộc năm kế hoạch 2022.",
                "KST048 42:55 Hạn 30/06/2021 không thuộc năm kế hoạch 2022.",
            ],
        ),
        (
            [(KT, 'agencies: "quang-ngai"', 'agencies: "khac"')],
            [
                "KST068 5:17 Kế hoạch “2021” dùng danh mục “quang-ngai”, khác “khac”.",
                "KST039 6:11 Không tệp nào trong agencies/ có id “khac”.",
            ],
        ),
        (
            [
                (
                    PARENT,
                    'agencies: "quang-ngai"',
                    'details: {plan: "2021-cu", duties: ["1"]}\nagencies: "quang-ngai"',
                )
            ],
            ["KST068 5:17 Không có kế hoạch “2021-cu”."],
        ),
        # the duties that it details
        (
            [(KT, DETAILS, DETAILS.replace('["3", "4"]', '["3", "4", "9"]'))],
            ["KST068 5:44 Kế hoạch “2021” không có đầu việc “9”."],
        ),
        (
            [(KT, DETAILS, DETAILS.replace('["3", "4"]', '["3", "4", "1"]'))],
            [
                "KST068 5:44 Đầu việc 1 có thời gian riêng (“Quý III”), không theo kế hoạch chi tiết.",
                "KST070 5:44 Không nhiệm vụ nào chi tiết hóa đầu việc 1.",
                "KST071 5:61 Đầu việc của kế hoạch 2021 chưa được đối chiếu: 1. "
                + CONFIRM[:-1]
                + ', "1": "1d6279f26b98"}',
            ],
        ),
        (
            [(KT, DETAILS, ONLY_3)],
            ["KST070 38:15 Nhiệm vụ 2 từ đầu việc “4”, không có trong details.duties."],
        ),
        (
            [
                (KT, DETAILS, ONLY_3),
                (KT, ROW_2, ROW_2.replace('        from: "4"\n', "")),
                (KT, LEAD_2, LEAD_1),
            ],
            [],
        ),
        (
            [(KT, ROW_2, ROW_2.replace('"4"', '"3"'))],
            ["KST070 5:39 Không nhiệm vụ nào chi tiết hóa đầu việc 4."],
        ),
        (
            [(KT, ROW_2, '      - id: "2"\n')],
            [
                "KST070 5:39 Không nhiệm vụ nào chi tiết hóa đầu việc 4.",
                "KST070 37:9 Nhiệm vụ 2 chưa nêu chi tiết hóa đầu việc nào (3, 4).",
            ],
        ),
        (
            [(KT, ROW_2, '      - id: "2"\n        from: "5"\n')],
            [
                "KST070 5:39 Không nhiệm vụ nào chi tiết hóa đầu việc 4.",
                "KST070 38:15 Nhiệm vụ 2 từ đầu việc “5”, không có trong details.duties.",
            ],
        ),
        (
            [split(second=', from: "5"')],
            ["KST070 38:79 Nhiệm vụ 1b từ đầu việc “5”, không có trong details.duties."],
        ),
        (
            [split(second=', from: "4", assignments: [{printed: "- Sở Tư pháp.", lead: [so-tp]}]')],
            [],
        ),
        # ids of rows behind that of their duty
        ([(KT, ROW_2, f'      - id: "{LONG}"\n        from: "4"\n')], []),
        (
            [(KT, ROW_2, f'      - id: "{LONG}y"\n        from: "4"\n')],
            [f"KST070 37:13 Mã ghép “4.{LONG}y” dài quá 80 ký tự."],
        ),
        # what was compared
        (
            [(KT, DETAILS, DETAILS.replace("99987cf69f76", "000000000000"))],
            [
                "KST071 5:56 Đầu việc của kế hoạch 2021 đã đổi từ khi kế hoạch này được đối chiếu: 3. "
                + CONFIRM
            ],
        ),
        (
            [(KT, DETAILS, DETAILS.replace(', "4": "e2b82e42cef4"', ""))],
            ["KST071 5:56 Đầu việc của kế hoạch 2021 chưa được đối chiếu: 4. " + CONFIRM],
        ),
        (
            [(KT, DETAILS, DETAILS.partition(", confirmed")[0] + "}")],
            ["KST071 5:10 Đầu việc của kế hoạch 2021 chưa được đối chiếu: 3, 4. " + CONFIRM],
        ),
        # who has the rows
        ([(KT, LEAD_1, "lead: [vp-ubnd-tinh, so-tp]")], []),
        (
            [(KT, LEAD_1, "lead: [so-tttt]")],
            ["KST072 35:63 Đầu việc 3 không giao cho “Sở TTTT” hay nhóm nào có cơ quan này."],
        ),
        (
            [(KT, LEAD_1, "lead: [so-la]")],
            ["KST031 35:63 Danh mục “quang-ngai” không có cơ quan hay nhóm “so-la”."],
        ),
        ([(KT, LEAD_1, "lead: [hai-co-quan]"), (REGISTRY, GROUPS, GROUPS + PAIR)], []),
        (
            [(KT, LEAD_1, "lead: [ba-co-quan]"), (REGISTRY, GROUPS, GROUPS + THREE)],
            ["KST072 35:63 Đầu việc 3 không giao cho “ba cơ quan” hay nhóm nào có cơ quan này."],
        ),
        (
            [split(lead="so-tttt")],
            ["KST072 35:63 Đầu việc 3 không giao cho “Sở TTTT” hay nhóm nào có cơ quan này."],
        ),
        (
            [split(second=', assignments: [{printed: "- Sở TTTT.", lead: [so-tttt]}]')],
            [
                "KST072 38:118 Đầu việc 3 không giao cho “Sở TTTT” hay nhóm nào có cơ quan này.",
            ],
        ),
        # where the task, not its duties, says which duty it details
        (
            [split(), (KT, ROW_1, ROW_1.replace('"3"', '"5"'))],
            [
                "KST070 5:34 Không nhiệm vụ nào chi tiết hóa đầu việc 3.",
                "KST070 32:15 Nhiệm vụ 1a từ đầu việc “5”, không có trong details.duties.",
                "KST070 32:15 Nhiệm vụ 1b từ đầu việc “5”, không có trong details.duties.",
            ],
        ),
    ],
)
def test_sub_plan(edits: list[Edit], wanted: list[str], planned: Path, kst: Kst) -> None:
    for path, old, new in edits:
        edited(planned, path, old, new)
    assert told(kst, planned) == wanted


@pytest.mark.parametrize("group", ["so-ban-nganh", "co-quan-khac"])
def test_members_of_a_group_of_the_duty_may_have_a_row(group: str, planned: Path, kst: Kst) -> None:
    """Confirmed once more: the duty has changed, but nobody is an outsider."""
    edited(planned, REGISTRY, GROUPS, GROUPS + OPEN)
    edited(planned, PARENT, "coordinate: [so-tp]\n", f"coordinate: [{group}]\n")
    edited(
        planned,
        PARENT,
        "- Văn phòng UBND tỉnh chủ trì; Sở Tư pháp phối hợp.",
        "- Văn phòng UBND tỉnh chủ trì.",
    )
    edited(planned, KT, LEAD_1, "lead: [so-tttt]")
    assert [line[:6] for line in told(kst, planned)] == ["KST071"]


def test_every_relation_names_a_plan_that_is_there(planned: Path, kst: Kst) -> None:
    edited(planned, PARENT, "year: 2021\n", 'year: 2021\nfollows: {plan: "2020", as_of: 2021-01-01}\n')
    edited(planned, KT, DETAILS, 'derived: {plan: "2021-la", agency: so-la}')
    assert told(kst, planned) == [
        "KST068 5:17 Không có kế hoạch “2021-la”.",
        "KST068 5:36 Danh mục “quang-ngai” không có cơ quan “so-la”.",
        "KST068 4:17 Không có kế hoạch “2020”.",
    ]


def test_the_agency_of_an_own_plan_is_a_registered_one(planned: Path, kst: Kst) -> None:
    edited(planned, KT, DETAILS, 'derived: {plan: "2021", agency: so-tp}')
    assert told(kst, planned) == []
    edited(planned, KT, "agency: so-tp", "agency: so-la")
    assert told(kst, planned) == ["KST068 5:33 Danh mục “quang-ngai” không có cơ quan “so-la”."]


def test_relations_are_checked_without_a_registry(planned: Path, kst: Kst) -> None:
    """That there is no registry hides nothing of what needs none."""
    for path in (KT, PARENT):
        edited(planned, path, 'agencies: "quang-ngai"', 'agencies: "khac"')
    edited(planned, KT, ROW_2, '      - id: "2"\n        from: "5"\n')
    no_registry = "Không tệp nào trong agencies/ có id “khac”."
    rows = [
        "KST070 5:39 Không nhiệm vụ nào chi tiết hóa đầu việc 4.",
        f"KST039 6:11 {no_registry}",
        "KST070 38:15 Nhiệm vụ 2 từ đầu việc “5”, không có trong details.duties.",
    ]
    assert told(kst, planned) == [*rows, f"KST039 5:11 {no_registry}"]
    edited(planned, KT, DETAILS, 'derived: {plan: "2021-la", agency: so-la}')
    assert told(kst, planned)[:2] == [
        "KST068 5:17 Không có kế hoạch “2021-la”.",
        f"KST039 6:11 {no_registry}",
    ]


def test_an_error_in_one_plan_hides_no_relation_of_another(planned: Path, kst: Kst) -> None:
    edited(planned, PARENT, "appraise: [so-tp]", "appraise: [so-la]")
    edited(planned, KT, ROW_2, '      - id: "2"\n        from: "5"\n')
    assert told(kst, planned) == [
        "KST070 5:39 Không nhiệm vụ nào chi tiết hóa đầu việc 4.",
        "KST070 38:15 Nhiệm vụ 2 từ đầu việc “5”, không có trong details.duties.",
        "KST031 37:24 Danh mục “quang-ngai” không có cơ quan hay nhóm “so-la”.",
    ]


def test_a_parent_with_letters_that_no_file_may_have_is_named_alone(planned: Path, kst: Kst) -> None:
    text = (planned / PARENT).read_text("utf-8")
    at = text.index('content: "', text.index('id: "3"')) + len('content: "')
    (planned / PARENT).write_text(f"{text[:at]}\\ud800{text[at:]}", "utf-8", newline="\n")
    assert [line.split(" ")[0] for line in told(kst, planned)] == ["KST015"]
