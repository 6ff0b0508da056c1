"""A line of an agency cell: everybody whom it names with all roles and conditions, and every doubt."""

from __future__ import annotations

import pytest

from kstthc_cli.domain.agencies.registry import Agency, Registry
from kstthc_cli.domain.importing.assignees.broken_lines import whole_lines
from kstthc_cli.domain.importing.assignees.lines import read_line
from kstthc_cli.domain.importing.assignees.names import Names, names_of

NOBODY = Registry("test", "", {}, {})


def of(*names: str) -> Names:
    """The names of a registry with these agencies."""
    agencies = {f"a{n}": Agency(f"a{n}", name, name, "department") for n, name in enumerate(names, 1)}
    return names_of(Registry("test", "", agencies, {}), 2026)


def told(line: str, role: str = "", *known: str) -> tuple[dict[str, str], dict[str, str], list[str]]:
    reading = read_line(line, of(*known), role)
    return (
        {who.name: " ".join(roles) for who, roles in reading.roles.items()},
        {who.name: text for who, text in reading.conditions.items()},
        reading.doubts,
    )


def unread(words: str) -> list[str]:
    return [f"chưa đọc được “{words}”"]


def unclear(name: str) -> str:
    return f"“{name}” chưa rõ là cơ quan nào"


@pytest.mark.parametrize(
    ("line", "named", "doubts"),
    [
        ("GIÁM ĐỐC Sở Nội vụ", ["Sở Nội vụ"], []),
        ("Một số Trung tâm Xúc tiến đầu tư", ["Trung tâm Xúc tiến đầu tư"], []),
        ("Doanh nghiệp công nghệ số", ["Doanh nghiệp công nghệ số"], []),
        ("Doanh nghiệp", ["doanh nghiệp"], []),
        ("Doanh nghiệp thực hiện", ["doanh nghiệp"], []),
        ("Doanh nghiệp, Sở Y tế", ["doanh nghiệp", "Sở Y tế"], []),
        ("các sở: Tài chính, Nội vụ", ["Sở Tài chính", "Sở Nội vụ"], []),
        ("Các Sở: Tài chính; Nội vụ", ["Sở Tài chính", "Sở Nội vụ"], []),
        ("Chủ trì: các sở: Tài chính, Nội vụ", ["Sở Tài chính", "Sở Nội vụ"], []),
        (
            "Sở Y tế; các sở: Tài chính, Nội vụ; cục: Thuế",
            ["Sở Y tế", "Sở Tài chính", "Sở Nội vụ", "Cục Thuế"],
            [],
        ),
        ("Các Sở; Nội vụ", ["Sở"], [*unread("Nội vụ"), unclear("Sở")]),
        ("nhóm sở: Tài chính, Nội vụ", ["Sở Tài chính", "Sở Nội vụ"], unread("nhóm")),
        ("Sở Tài chính, Nội vụ", ["Sở Tài chính", "Sở Nội vụ"], ["“Nội…” đọc là “Sở Nội vụ”"]),
        ("Sở Tài chính, nội vụ", ["Sở Tài chính"], unread("nội vụ")),
        ("Sở Tài chính, Cục", ["Sở Tài chính", "Cục"], [unclear("Cục")]),
        ("Sở Tài chính, Các", ["Sở Tài chính"], []),
        ("Báo Cà Mau, Nội vụ", ["Báo Cà Mau"], unread("Nội vụ")),
        ("UBND các xã, Nội vụ", ["UBND cấp xã"], unread("Nội vụ")),
        ("UBND cấp xã x_y", ["UBND cấp xã"], unread("x_y")),
        ("UBND cấp xã, _ …", ["UBND cấp xã"], []),
        ("(Sở Nội vụ)", [], unread("Sở Nội vụ")),
        ("Sở Nội vụ ()", ["Sở Nội vụ"], []),
        ("() Sở Nội vụ", ["Sở Nội vụ"], []),
        ("(…) Sở Nội vụ", ["Sở Nội vụ"], []),
        ("Phòng Nội vụ, Tư pháp", ["Phòng Nội vụ", "Phòng Tư pháp"], ["“Tư…” đọc là “Phòng Tư pháp”"]),
        ("(", [], ["“(” không nêu cơ quan nào"]),
        ("- a) …", [], ["chưa đọc được “a”"]),
        ("…", [], ["“…” không nêu cơ quan nào"]),
    ],
)
def test_who_is_named_in_a_line_of_bodies_that_nobody_knows(
    line: str, named: list[str], doubts: list[str]
) -> None:
    assert told(line, "lead") == (dict.fromkeys(named, "lead"), {}, doubts)


@pytest.mark.parametrize(
    ("line", "named", "doubts"),
    [
        ("Sở Tài chính, Nội vụ", ["Sở Tài chính", "Sở Nội vụ"], []),
        ("Các Sở: Tài chính, Nội vụ", ["Sở Tài chính", "Sở Nội vụ"], []),
        ("các Sở: Nội vụ, Tư pháp", ["Sở Nội vụ", "Sở Tư pháp"], []),
        ("Thanh tra Bộ", ["Thanh tra Bộ"], []),
        ("Thanh tra Chính phủ", ["Thanh tra Chính phủ"], []),
        ("Thanh tra, Sở Nội vụ", ["Thanh tra", "Sở Nội vụ"], []),
        ("Thanh tra Sở Nội vụ", ["Thanh tra", "Sở Nội vụ"], []),
        ("Thanh tra tỉnh", ["Thanh tra tỉnh"], []),
        ("Thanh tra", ["Thanh tra"], []),
        ("Sở Nội vụ 2", ["Sở Nội vụ"], []),
        ("Sở Nội vụ Hành", ["Sở Nội vụ Hành"], []),
        ("02 Sở Nội vụ", ["Sở Nội vụ"], []),
        ("Cục Hải quan, Thuế", ["Cục Hải quan", "Cục Thuế"], []),
        ("Sở Công thương, Năng lượng tỉnh", ["Sở Công thương, Năng lượng"], unread("tỉnh")),
    ],
)
def test_a_registered_name_ends_where_it_does_not_go_on(
    line: str, named: list[str], doubts: list[str]
) -> None:
    known = (
        "Sở Tài chính",
        "Sở Nội vụ",
        "Thanh tra",
        "Cục Hải quan",
        "Cục Thuế",
        "Sở Công thương, Năng lượng",
    )
    assert told(line, "lead", *known) == (dict.fromkeys(named, "lead"), {}, doubts)


def test_a_name_of_several_bodies_is_asked_with_their_ids() -> None:
    agencies = {
        name: Agency(name, f"Trung tâm {name}", f"TT {name}", "department", aliases=("Trung tâm Dịch vụ",))
        for name in ("mot", "hai", "ba")
    }
    reading = read_line("Trung tâm Dịch vụ", names_of(Registry("test", "", agencies, {}), 2026), "lead")
    assert [(who.id, who.name) for who in reading.roles] == [("ba", "Trung tâm ba")]
    assert reading.doubts == ["“Trung tâm ba” có thể là: ba, hai, mot"]


ASKED = "cơ quan, đơn vị được giao chủ trì"


@pytest.mark.parametrize(
    ("line", "roles", "conditions", "doubts"),
    [
        (
            "Sở Nội vụ, UBND cấp xã có liên quan",
            {"Sở Nội vụ": "lead", "UBND cấp xã": "lead"},
            {"UBND cấp xã": "có liên quan"},
            [],
        ),
        (
            "UBND cấp xã, Sở Nội vụ có liên quan",
            {"UBND cấp xã": "lead", "Sở Nội vụ": "lead"},
            {"UBND cấp xã": "có liên quan"},
            [],
        ),
        (
            "Sở Y tế, Sở Nội vụ có liên quan",
            {"Sở Y tế": "lead", "Sở Nội vụ": "lead"},
            {"Sở Nội vụ": "có liên quan"},
            ["điều kiện “có liên quan” của ai"],
        ),
        (
            "Phối hợp: UBND cấp xã có liên quan",
            {"UBND cấp xã": "coordinate"},
            {"UBND cấp xã": "có liên quan"},
            [],
        ),
        (
            "Phối hợp: Sở Nội vụ có liên quan",
            {"Sở Nội vụ": "coordinate"},
            {"Sở Nội vụ": "có liên quan"},
            ["điều kiện “có liên quan” của ai"],
        ),
        (
            "UBND cấp xã thuộc tỉnh",
            {"UBND cấp xã": "lead"},
            {"UBND cấp xã": "thuộc tỉnh"},
            ["điều kiện “thuộc tỉnh” của ai"],
        ),
        (
            "UBND cấp xã trên địa bàn và Sở Nội vụ",
            {"UBND cấp xã": "lead", "Sở Nội vụ": "lead"},
            {"UBND cấp xã": "trên địa bàn"},
            [],
        ),
        (
            "UBND cấp xã trên địa bàn - Sở Nội vụ",
            {"UBND cấp xã": "lead", "Sở Nội vụ": "lead"},
            {"UBND cấp xã": "trên địa bàn"},
            [],
        ),
        (
            "UBND cấp xã trên địa bàn và vùng sâu",
            {"UBND cấp xã": "lead"},
            {"UBND cấp xã": "trên địa bàn và vùng sâu"},
            [],
        ),
        (
            "UBND cấp xã trên địa bàn Sở Nội vụ",
            {"UBND cấp xã": "lead"},
            {"UBND cấp xã": "trên địa bàn Sở Nội vụ"},
            [],
        ),
        ("Cơ quan được giao chủ trì", {ASKED: "lead"}, {ASKED: "được giao chủ trì"}, []),
        ("Cơ quan được giao chủ trì.", {ASKED: "lead"}, {ASKED: "được giao chủ trì"}, []),
        ("Cơ quan được giao chủ trì thực hiện", {ASKED: "lead"}, {ASKED: "được giao chủ trì thực hiện"}, []),
        ("Cơ quan được giao chủ trì thực tế", {ASKED: "appraise"}, {ASKED: "được giao chủ trì thực tế"}, []),
        ("Cơ quan được giao chủ trì thực", {ASKED: "appraise"}, {ASKED: "được giao chủ trì thực"}, []),
        (
            "Cơ quan được giao chủ trì (nếu có); Sở Nội vụ",
            {ASKED: "lead", "Sở Nội vụ": "appraise"},
            {ASKED: "được giao chủ trì (nếu có)"},
            [],
        ),
        (
            "Cơ quan được giao chủ trì, Sở Nội vụ phối hợp",
            {ASKED: "lead", "Sở Nội vụ": "coordinate"},
            {ASKED: "được giao chủ trì"},
            [],
        ),
        *(
            (f"Sở Nội vụ ({text})", {"Sở Nội vụ": "lead"}, {"Sở Nội vụ": text}, [])
            for text in (
                "nếu có",
                "theo phân công",
                "Khi cần",
                "đối với cấp xã",
                "trừ cấp xã",
                "trong tỉnh",
                "có thủ tục",
                "được giao",
            )
        ),
        ("Sở Nội vụ (gấp)", {"Sở Nội vụ": "lead"}, {}, ["chưa rõ “(gấp)”"]),
    ],
)
def test_a_condition_belongs_to_the_groups_before_it(
    line: str, roles: dict[str, str], conditions: dict[str, str], doubts: list[str]
) -> None:
    role = "appraise" if "appraise" in roles.values() else "lead"
    assert told(line, role) == (roles, conditions, doubts)


@pytest.mark.parametrize(
    ("line", "roles", "doubts"),
    [
        ("Chủ trì: Sở Nội vụ (phối hợp)", {"Sở Nội vụ": "lead coordinate"}, []),
        (
            "Sở Nội vụ, Sở Y tế (phối hợp)",
            {"Sở Y tế": "coordinate", "Sở Nội vụ": "perform"},
            ["“(phối hợp)” của một hay của mọi cơ quan đứng trước"],
        ),
        ("Sở Y tế (phối hợp)", {"Sở Y tế": "coordinate"}, []),
        ("Sở Nội vụ (Sở Nội vụ)", {"Sở Nội vụ": "perform"}, []),
        (
            "Sở Nội vụ (Sở Y tế)",
            {"Sở Y tế": "perform", "Sở Nội vụ": "perform"},
            ["“(Sở Y tế)” đọc là đơn vị thực hiện"],
        ),
        ("Sở Nội vụ (Sở Y tế và)", {"Sở Nội vụ": "perform"}, ["chưa rõ “(Sở Y tế và)”"]),
        (
            "Sở Nội vụ chủ trì và phối hợp",
            {"Sở Nội vụ": "lead coordinate"},
            ["“Sở Nội vụ chủ trì và phối hợp”: vai trò nào của ai"],
        ),
        (
            "Sở Nội vụ chủ trì, phối hợp với Sở Y tế; Sở Tư pháp thẩm định",
            {"Sở Nội vụ": "lead", "Sở Y tế": "coordinate", "Sở Tư pháp": "appraise"},
            [],
        ),
        (
            "Sở Nội vụ chủ trì, phối hợp với Sở Y tế; Sở Tư pháp thực hiện",
            {"Sở Nội vụ": "lead", "Sở Y tế": "coordinate", "Sở Tư pháp": "coordinate"},
            [],
        ),
        (
            "Sở Nội vụ phối hợp với Sở Y tế",
            {"Sở Nội vụ": "perform", "Sở Y tế": "coordinate"},
            ["“Sở Nội vụ phối hợp với Sở Y tế”: ai chủ trì, ai phối hợp"],
        ),
        (
            "Sở Nội vụ phối hợp với Sở Y tế chủ trì",
            {"Sở Nội vụ": "lead", "Sở Y tế": "lead"},
            ["“Sở Nội vụ phối hợp với Sở Y tế chủ trì”: ai chủ trì"],
        ),
        ("phối hợp với Sở Y tế", {"Sở Y tế": "coordinate"}, []),
        (
            "Sở Nội vụ chủ trì; Sở Y tế phối hợp với Sở Tư pháp",
            {"Sở Nội vụ": "lead", "Sở Y tế": "perform", "Sở Tư pháp": "coordinate"},
            [],
        ),
        ("Sở Nội vụ chủ trì; phối hợp với Sở Tư pháp", {"Sở Nội vụ": "lead", "Sở Tư pháp": "coordinate"}, []),
        ("Chủ trì rà soát, tổng hợp Sở Nội vụ", {"Sở Nội vụ": "consolidate"}, unread("rà soát")),
        ("Sở Y tế chủ trì: Sở Nội vụ", {"Sở Y tế": "perform", "Sở Nội vụ": "lead"}, []),
        (
            "Sở Nội vụ chủ trì; Sở Y tế",
            {"Sở Nội vụ": "lead", "Sở Y tế": "perform"},
            ["chưa rõ vai trò của Sở Y tế"],
        ),
        (
            "Sở Nội vụ chủ trì; Sở Y tế, Sở Tư pháp",
            {"Sở Nội vụ": "lead", "Sở Y tế": "perform", "Sở Tư pháp": "perform"},
            ["chưa rõ vai trò của Sở Y tế, Sở Tư pháp"],
        ),
        ("Chủ trì: Sở Nội vụ", {"Sở Nội vụ": "lead"}, []),
        (
            "Chủ trì: Sở Nội vụ; Sở Y tế; phối hợp: Sở Tư pháp",
            {"Sở Nội vụ": "lead", "Sở Y tế": "lead", "Sở Tư pháp": "coordinate"},
            [],
        ),
        ("Sở Y tế", {"Sở Y tế": "perform"}, []),
    ],
)
def test_the_roles_that_words_give_where_the_column_says_none(
    line: str, roles: dict[str, str], doubts: list[str]
) -> None:
    assert told(line, "", "Sở Nội vụ", "Sở Y tế", "Sở Tư pháp") == (roles, {}, doubts)


@pytest.mark.parametrize(
    ("line", "roles"),
    [
        ("Sở Nội vụ chủ trì; Sở Y tế", {"Sở Nội vụ": "lead", "Sở Y tế": "coordinate"}),
        ("Sở Nội vụ chủ trì: Sở Y tế", {"Sở Nội vụ": "coordinate", "Sở Y tế": "lead"}),
        ("Sở Nội vụ, Sở Y tế (có ý kiến)", {"Sở Y tế": "appraise", "Sở Nội vụ": "coordinate"}),
        ("Sở Nội vụ thực hiện", {"Sở Nội vụ": "coordinate"}),
        ("Sở Nội vụ (thực hiện)", {"Sở Nội vụ": "coordinate"}),
    ],
)
def test_the_role_of_the_column_goes_to_those_of_whom_nothing_else_is_said(
    line: str, roles: dict[str, str]
) -> None:
    assert told(line, "coordinate") == (roles, {}, [])


def test_two_who_are_named_with_phoi_hop_in_a_column_of_a_role() -> None:
    line = "Sở Nội vụ phối hợp với Sở Y tế"
    roles = {"Sở Nội vụ": "appraise", "Sở Y tế": "coordinate"}
    assert told(line, "appraise") == (roles, {}, [f"“{line}”: ai chủ trì, ai phối hợp"])


def mentioned(*names: str) -> list[str]:
    return [f"“{name}” được nhắc tới, chưa giao vai trò" for name in names]


LED = {"Sở Nội vụ": "lead"}


@pytest.mark.parametrize(
    ("line", "roles", "doubts"),
    [
        ("Sở Nội vụ chủ trì kế hoạch.", LED, []),
        ("Sở Nội vụ chủ trì kế hoạch,", LED, []),
        ("Sở Nội vụ chủ trì kế hoạch. Sở Y tế phối hợp", LED | {"Sở Y tế": "coordinate"}, []),
        ("Sở Nội vụ chủ trì kế hoạch; Sở Y tế phối hợp", LED | {"Sở Y tế": "coordinate"}, []),
        ("Sở Nội vụ chủ trì kế hoạch, Sở Y tế phối hợp", LED | {"Sở Y tế": "coordinate"}, []),
        ("Sở Nội vụ chủ trì kế hoạch và Sở Y tế phối hợp", LED | {"Sở Y tế": "coordinate"}, []),
        ("Sở Nội vụ chủ trì kế hoạch của Sở Y tế, Sở Tư pháp phối hợp", LED, mentioned("Sở Tư pháp")),
        ("Sở Nội vụ chủ trì kế hoạch Sở Y tế", LED, mentioned("Sở Y tế")),
        ("Sở Nội vụ chủ trì kế hoạch Sở Nội vụ", LED, []),
        ("Sở Nội vụ chủ trì trình Sở Y tế", LED, []),
        ("Sở Nội vụ chủ trì kế hoạch các sở, ngành", LED, []),
        ("Sở Nội vụ chủ trì kế hoạch các sở, ngành, Sở Y tế phối hợp", LED | {"Sở Y tế": "coordinate"}, []),
        ("Sở Nội vụ chủ trì rà soát, phối hợp với Sở Y tế", LED | {"Sở Y tế": "coordinate"}, []),
        ("Sở Nội vụ chủ trì rà soát, phối hợp với Sở Y tế thẩm định", LED | {"Sở Y tế": "coordinate"}, []),
        ("Sở Nội vụ chủ trì rà soát, tổng hợp", {"Sở Nội vụ": "lead consolidate"}, []),
        ("Sở Nội vụ chủ trì rà soát, tổng hợp kết quả", {"Sở Nội vụ": "lead consolidate"}, []),
        ("Sở Nội vụ chủ trì rà soát, lập danh mục", LED, []),
        ("Sở Nội vụ chủ trì rà soát, thực hiện", LED, []),
        ("Sở Nội vụ thẩm định hồ sơ, thực hiện", {"Sở Nội vụ": "perform appraise"}, []),
        ("Sở Nội vụ thẩm định hồ sơ, phối hợp", {"Sở Nội vụ": "coordinate appraise"}, []),
        ("Sở Nội vụ theo dõi hồ sơ, phối hợp", {"Sở Nội vụ": "oversee"}, []),
        ("Sở Nội vụ theo dõi hồ sơ, thực hiện", {"Sở Nội vụ": "oversee"}, []),
        ("Sở Nội vụ theo dõi hồ sơ, tổng hợp", {"Sở Nội vụ": "oversee consolidate"}, []),
        (
            "Sở Y tế phối hợp; Sở Nội vụ theo dõi hồ sơ, tổng hợp",
            {"Sở Y tế": "coordinate", "Sở Nội vụ": "oversee consolidate"},
            [],
        ),
        (
            "Sở Y tế, Sở Nội vụ theo dõi hồ sơ, tổng hợp",
            {"Sở Y tế": "oversee consolidate", "Sở Nội vụ": "oversee consolidate"},
            [],
        ),
    ],
)
def test_what_the_work_is_about_names_nobody_until_a_mark_and_a_name(
    line: str, roles: dict[str, str], doubts: list[str]
) -> None:
    assert told(line, "", "Sở Nội vụ", "Sở Y tế", "Sở Tư pháp") == (roles, {}, doubts)


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["Sở Nội vụ và", ""], ["Sở Nội vụ và", ""]),
        (["", "Sở Nội vụ"], ["", "Sở Nội vụ"]),
        (["Ủy ban", "nhân dân tỉnh"], ["Ủy ban nhân dân tỉnh"]),
        (["Ủy ban;", "nhân dân tỉnh"], ["Ủy ban;", "nhân dân tỉnh"]),
        (["Ủy ban.", "nhân dân tỉnh"], ["Ủy ban.", "nhân dân tỉnh"]),
        (["Ủy ban:", "nhân dân tỉnh"], ["Ủy ban:", "nhân dân tỉnh"]),
        (["Sở Nội vụ", "các sở, ngành"], ["Sở Nội vụ", "các sở, ngành"]),
        (["Ghi chú:", "Sở Nội vụ"], ["Ghi chú:", "Sở Nội vụ"]),
    ],
)
def test_lines_without_words_and_lines_that_begin_a_name_stand_alone(
    lines: list[str], whole: list[str]
) -> None:
    assert whole_lines(lines, names_of(NOBODY, 2026)) == whole


DOUBT = "“{}”: vai trò nào của ai"


@pytest.mark.parametrize(
    ("line", "roles", "asked"),
    [
        ("Phối hợp: Sở Y tế; Sở Tư pháp thẩm định", ["coordinate", "appraise"], False),
        ("Phối hợp: Sở Y tế; Sở Tư pháp thẩm định dự thảo.", ["coordinate", "appraise"], False),
        ("Chủ trì: Sở Y tế; Sở Tư pháp có ý kiến", ["lead", "appraise"], False),
        ("Phối hợp: Sở Y tế, Sở Tư pháp thẩm định", ["coordinate", "appraise"], True),
        ("Phối hợp: Sở Y tế và Sở Tư pháp thẩm định", ["coordinate", "appraise"], True),
        ("Chủ trì: Sở Y tế tổng hợp", ["lead consolidate"], True),
        ("Phối hợp: Sở Y tế; Sở Tư pháp thực hiện", ["coordinate", "coordinate"], False),
        ("Phối hợp: Sở Y tế; Sở Tư pháp phối hợp", ["coordinate", "coordinate"], False),
        ("Chủ trì: Sở Y tế; phối hợp: Sở Tư pháp thẩm định", ["lead", "coordinate appraise"], True),
    ],
)
@pytest.mark.parametrize("column", ["", "coordinate"])
def test_one_under_a_label_may_have_a_role_of_its_own(
    line: str, roles: list[str], asked: bool, column: str
) -> None:
    """It was read as the label says, and the other role was lost without a question."""
    found, _, doubts = told(line, column, "Sở Y tế", "Sở Tư pháp")
    assert (list(found.values()), doubts) == (roles, [DOUBT.format(line)] if asked else [])


def test_who_follows_one_with_a_role_of_its_own_is_under_the_label_again() -> None:
    found, _, doubts = told("Phối hợp: Sở Y tế; Sở Tư pháp thẩm định; Sở Nội vụ")
    assert found == {"Sở Y tế": "coordinate", "Sở Tư pháp": "appraise", "Sở Nội vụ": "coordinate"}
    assert doubts == []


@pytest.mark.parametrize(
    "known", [(), ("Thanh tra", "Bộ Y tế", "Sở Y tế", "Văn phòng")], ids=["new", "known"]
)
@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("Thanh tra Bộ Y tế", ["Thanh tra Bộ Y tế"]),
        ("Thanh tra Bộ Y tế phối hợp", ["Thanh tra Bộ Y tế"]),
        ("Văn phòng Bộ Y tế; Thanh tra Bộ Y tế", ["Văn phòng Bộ Y tế", "Thanh tra Bộ Y tế"]),
        ("Thanh tra, Bộ Y tế", ["Thanh tra", "Bộ Y tế"]),
        ("Thanh tra và Sở Y tế", ["Thanh tra", "Sở Y tế"]),
    ],
    ids=["of a ministry", "before a role", "two of a ministry", "comma", "and"],
)
def test_an_inspectorate_of_a_ministry_is_one_body(
    line: str, named: list[str], known: tuple[str, ...]
) -> None:
    assert list(told(line, "", *known)[0]) == named
