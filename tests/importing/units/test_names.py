"""Where a name begins and ends, what is proposed for the registry, and what a registry already has."""

from __future__ import annotations

from datetime import date

import pytest

from kstthc_cli.domain.agencies.known_groups import KNOWN_GROUPS, KnownGroup
from kstthc_cli.domain.agencies.registry import Agency, Group, Registry
from kstthc_cli.domain.importing.assignees.lines import read_line
from kstthc_cli.domain.importing.assignees.names import Assignee, Names, names_of, tokens_of
from kstthc_cli.domain.text.first_letter import capitalized

NOBODY = Registry("test", "", {}, {})


def of(*names: str) -> Names:
    agencies = {f"a{n}": Agency(f"a{n}", name, name, "department") for n, name in enumerate(names, 1)}
    return names_of(Registry("test", "", agencies, {}), 2026)


def named(line: str, names: Names) -> list[str]:
    return [who.name for who in read_line(line, names, "lead").roles]


WORDS = "Ban Quản lý một hai ba bốn năm sáu bảy tám chín mười mốt hai ba bốn năm"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("UBND TP. Cà Mau", ["UBND TP. Cà Mau"]),
        ("TT. Phục vụ hành chính công", ["TT. Phục vụ hành chính công"]),
        ("Sở Nội vụ. Sở Y tế", ["Sở Nội vụ", "Sở Y tế"]),
        ("UBND các thành phố, thị xã, huyện", ["UBND cấp huyện"]),
        ("UBND 13 huyện, thành phố", ["UBND cấp huyện"]),
        ("các huyện, thành phố, Sở Y tế", ["UBND cấp huyện", "Sở Y tế"]),
        ("UBND cấp xã trên địa bàn và 02 Sở Y tế", ["UBND cấp xã", "Sở Y tế"]),
        ("UBND cấp xã trên địa bàn và các", ["UBND cấp xã"]),
        ("UBND cấp xã trên địa bàn và", ["UBND cấp xã"]),
        ("UBND cấp xã trên địa bàn và UBND", ["UBND cấp xã", "UBND"]),
        ("Các và Sở Y tế", ["Sở Y tế"]),
        ("Các VÀ Sở Y tế", ["Sở Y tế"]),
        ("Cơ quan, đơn vị báo chí", ["cơ quan, đơn vị"]),
        ("Cơ quan có trách nhiệm", ["cơ quan, đơn vị"]),
        (WORDS, [WORDS]),
        (f"{WORDS} sáu", [WORDS]),
        ("Sở Nội vụ -", ["Sở Nội vụ"]),
        ("Sở Lao động - Thương", ["Sở Lao động - Thương"]),
        ("Sở Lao động - thực hiện", ["Sở Lao động"]),
        ("Sở Lao động - Sở Y tế", ["Sở Lao động", "Sở Y tế"]),
        *(
            (f"Sở Nội vụ {mark} Sở Y tế", ["Sở Nội vụ", "Sở Y tế"])
            for mark in ("*", "•", "“", "&", "_", "|", "/", "+", "và", "VÀ")
        ),
        ("Sở Văn hóa, Thể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("Sở Văn hóa - Thông tin", ["Sở Văn hóa - Thông tin"]),
        ("Sở VH, TT và DL", ["Sở VH, TT", "DL"]),
        ("Sở Văn hóa, Sở Y tế", ["Sở Văn hóa", "Sở Y tế"]),
        ("Đài Phát thanh, Truyền hình tỉnh", ["Đài Phát thanh, Truyền hình tỉnh"]),
        ("Đài Phát thanh, Sở Y tế", ["Đài Phát thanh", "Sở Y tế"]),
        ("Ban Quản lý Khu kinh tế, các khu công nghiệp", ["Ban Quản lý Khu kinh tế, các khu công nghiệp"]),
        ("Ban Quản lý Khu kinh tế, Khu công nghiệp", ["Ban Quản lý Khu kinh tế, Khu công nghiệp"]),
        ("Ban Quản lý Khu kinh tế, Sở Y tế", ["Ban Quản lý Khu kinh tế", "Sở Y tế"]),
        ("Bộ phận Một cửa", ["Bộ phận Một cửa"]),
        ("Bộ phận Một cửa của UBND xã", []),
        ("Bộ phận một cửa", []),
        ("Bộ phận", []),
        ("HĐND và UBND.", ["HĐND", "UBND"]),
        ("Văn phòng HĐND và UBND tỉnh", ["Văn phòng HĐND và UBND tỉnh"]),
        ("Đoàn ĐBQH và HĐND tỉnh", ["Đoàn ĐBQH và HĐND tỉnh"]),
        ("Thường trực HĐND và UBND tỉnh", ["Thường trực HĐND", "UBND tỉnh"]),
        ("Báo và Đài Phát thanh tỉnh", ["Báo và Đài Phát thanh tỉnh"]),
        ("Báo và Sở Y tế", ["Báo", "Sở Y tế"]),
        ("TTHC", []),
        ("A", []),
        ("Các bên", []),
    ],
)
def test_where_a_name_that_nobody_knows_begins_and_ends(line: str, found: list[str]) -> None:
    assert named(line, of()) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("UBND TP. Cà Mau", ["UBND TP. Cà Mau"]),
        ("UBND TP Cà Mau.", ["UBND TP. Cà Mau"]),
        ("Trung tâm Điều hành, giám sát", ["Trung tâm Điều hành"]),
        ("Sở Nội vụ. Sở Y tế", ["Sở Nội vụ", "Sở Y tế"]),
    ],
)
def test_where_a_name_that_is_registered_ends(line: str, found: list[str]) -> None:
    names = of("UBND TP. Cà Mau", "Trung tâm Điều hành", "Sở Nội vụ", "Sở Y tế")
    assert named(line, names) == found
    assert not names.proposed


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("UBND xã Bình Minh", Assignee("ubnd-xa-binh-minh", "UBND xã Bình Minh", new=True, level="xa")),
        ("UBND huyện Trà", Assignee("ubnd-huyen-tra", "UBND huyện Trà", new=True, level="huyen")),
        ("UBND tỉnh", Assignee("ubnd-tinh", "UBND tỉnh", new=True, level="tinh")),
        ("Sở Nội vụ", Assignee("so-noi-vu", "Sở Nội vụ", new=True, level="so")),
        ("Đài Truyền hình", Assignee("dai-truyen-hinh", "Đài Truyền hình", new=True, level="bao-chi")),
        ("Cục Thuế", Assignee("cuc-thue", "Cục Thuế", new=True, level="nganh-doc")),
        ("Tổ công tác", Assignee("to-cong-tac", "Tổ công tác", new=True, level="don-vi")),
        ("ΑΒΓ", Assignee("co-quan", "ΑΒΓ", new=True, level="don-vi")),
        ("Các Trung tâm", Assignee("trung-tam", "Trung tâm", new=True, group=True)),
        (
            "Ban Quản lý dự án đầu tư xây dựng công trình giao thông và nông nghiệp",
            Assignee(
                "ban-quan-ly-du-an-dau-tu-xay-dung-cong-trinh-giao-thong-va-n",
                "Ban Quản lý dự án đầu tư xây dựng công trình giao thông và nông nghiệp",
                new=True,
                level="so",
            ),
        ),
    ],
)  # fmt: skip
def test_who_is_proposed_for_the_registry(name: str, who: Assignee) -> None:
    assert list(read_line(name, of(), "lead").roles) == [who]


def test_two_names_with_one_id_get_ids_of_their_own() -> None:
    names = of()
    found = [who for line in ("Sở A", "Sở Á", "Sở A") for who in read_line(line, names, "").roles]
    assert [(who.id, who.name) for who in found] == [("so-a", "Sở A"), ("so-a-2", "Sở Á"), ("so-a", "Sở A")]


def registry_of(*agencies: Agency, groups: tuple[Group, ...] = ()) -> Registry:
    return Registry("test", "", {a.id: a for a in agencies}, {g.id: g for g in groups})


def at(line: str, registry: Registry) -> Assignee | None:
    found = names_of(registry, 2026).at(tokens_of(line), 0)
    return found[0] if found else None


OLD = Agency("cu", "Sở Nội vụ cũ", "SNV", "so", aliases=("Sở Nội vụ",), last=date(2024, 12, 31))
NEW = Agency("moi", "Sở Nội vụ mới", "SNV2", "so", aliases=("Sở Nội vụ",), first=date(2025, 1, 1))
NEXT = Agency("a-sau", "Sở Nội vụ sau", "SNV3", "so", aliases=("Sở Nội vụ",), first=date(2027, 1, 1))


@pytest.mark.parametrize(
    ("agencies", "who"),
    [
        ((OLD, NEW), Assignee("moi", "Sở Nội vụ mới", level="so")),
        ((NEXT, NEW, OLD), Assignee("moi", "Sở Nội vụ mới", level="so")),
        ((OLD,), Assignee("cu", "Sở Nội vụ cũ", level="so")),
        ((OLD, NEXT), Assignee("cu", "Sở Nội vụ cũ", others=("a-sau",))),
    ],
)
def test_a_name_means_the_agency_of_the_year_if_there_is_one(
    agencies: tuple[Agency, ...], who: Assignee
) -> None:
    assert at("Sở Nội vụ", registry_of(*agencies)) == who


def test_a_usual_group_has_the_id_that_the_registry_gives_it() -> None:
    open_, levels, named_ = (
        Group("co-quan-don-vi", "Đơn vị cùng làm", "open"),
        Group("xa", "Các xã của tỉnh", "levels", ("xa",)),
        Group("nhom", "thôn, tổ dân phố", "open"),
    )
    registry = registry_of(groups=(open_, levels, named_))
    assert [at(line, registry) for line in ("đơn vị", "UBND cấp xã", "thôn", "doanh nghiệp")] == [
        Assignee("co-quan-don-vi", "cơ quan, đơn vị", group=True),
        Assignee("xa", "UBND cấp xã", group=True),
        Assignee("nhom", "thôn, tổ dân phố", group=True),
        Assignee("doanh-nghiep", "doanh nghiệp", group=True, new=True),
    ]


def test_the_group_of_those_who_are_given_the_lead_keeps_its_role_to_be_read() -> None:
    registry = registry_of(
        groups=(Group("g", "đơn vị chủ trì", "open"), Group("h", "đơn vị chủ quản", "open"))
    )
    assert at("đơn vị chủ trì", registry) == Assignee(
        "co-quan-don-vi", "cơ quan, đơn vị", group=True, new=True
    )
    assert at("đơn vị chủ quản", registry) == Assignee("h", "đơn vị chủ quản", group=True)


def test_the_name_of_a_place_alone_is_no_agency() -> None:
    commune = Agency("ubnd-xa-binh", "UBND xã Bình Minh", "Bình Minh", "xa")
    registry = registry_of(commune)
    assert at("Bình Minh", registry) is None
    assert at("xã Bình Minh", registry) == Assignee("ubnd-xa-binh", "UBND xã Bình Minh", level="xa")


def test_names_without_a_letter_name_nobody() -> None:
    agency = Agency("a", "–", "–", "xa")
    names = names_of(registry_of(agency, groups=(Group("g", "-", "open"),)), 2026)
    assert [names.known(tokens_of(text), 0) for text in ("–", "- –", "và")] == [None, None, None]
    assert "" not in {*names.index, *names.starts}


@pytest.mark.parametrize("group", KNOWN_GROUPS, ids=lambda group: group.id)
def test_every_phrase_of_a_known_group_means_it_wherever_it_stands(group: KnownGroup) -> None:
    nobody = names_of(NOBODY, 2026)
    for phrase in group.phrases:
        every = phrase if phrase.startswith("các") else f"các {phrase}"
        for line in (phrase, phrase.upper(), every, f"{capitalized(phrase)} chủ trì"):
            reading = read_line(line, nobody, "perform")
            assert ([who.id for who in reading.roles], reading.doubts) == ([group.id], []), line
        for line in (f"Sở Y tế; {every} phối hợp", f"Chủ trì: Sở Y tế; phối hợp: {every}"):
            reading = read_line(line, nobody, "perform")
            assert ([who.id for who in reading.roles], reading.doubts) == (["so-y-te", group.id], []), line
