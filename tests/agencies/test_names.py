"""Finding an agency by what people call it: found, or refused with the candidates, never another one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kstthc_cli.domain.agencies.names import find_agency
from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.text.normalize import modern_tones, nfc, unmarked
from tests.support.quang_ngai import year
from tests.support.running import Kst
from tests.support.spellings import nfd, old_tones

# Found


@pytest.mark.parametrize(
    ("query", "agency"),
    [
        ("so-tttt", "so-tttt"),
        ("SO-TTTT", "so-tttt"),
        ("Sở Thông tin và Truyền thông", "so-tttt"),
        ("Sở TTTT", "so-tttt"),
        ("Sở TT&TT", "so-tttt"),
        ("Sở TT & TT", "so-tttt"),
        ("Sở TT và TT", "so-tttt"),
        ("sở thông tin & truyền thông", "so-tttt"),
        ("STTTT", "so-tttt"),
        ("stttt", "so-tttt"),
        ("so tttt", "so-tttt"),
        ("so thong tin va truyen thong", "so-tttt"),
        ("SO THONG TIN VA TRUYEN THONG", "so-tttt"),
        ("  Sở\tThông tin   và Truyền thông ", "so-tttt"),
        ("“Sở Tư pháp”.", "so-tp"),
        ("Sở LĐ-TB&XH", "so-ldtbxh"),
        ("Sở Lao động, Thương binh và Xã hội", "so-ldtbxh"),
        ("Sở VH,TT&DL", "so-vhttdl"),
        ("Sở Văn hoá, Thể thao và Du lịch", "so-vhttdl"),
        ("Sở NN và PTNT", "so-nnptnt"),
        ("Sở KH&ĐT", "so-khdt"),
        ("Sở KH&CN", "so-khcn"),
        ("SGDĐT", "so-gddt"),
        ("SNgV", "so-ngv"),
        ("Thanh tra tỉnh", "thanh-tra-tinh"),
        ("Ban Dân tộc", "ban-dan-toc"),
        ("BQL KKT Dung Quất", "bql-kkt-dung-quat"),
        ("VP UBND tỉnh", "vp-ubnd-tinh"),
        ("Văn phòng Ủy ban nhân dân tỉnh", "vp-ubnd-tinh"),
        ("Văn phòng UBND tỉnh Quảng Ngãi", "vp-ubnd-tinh"),
        ("Trung tâm PVHCC", "tt-pvhcc"),
        ("Trung tâm Phục vụ hành chính công tỉnh Quảng Ngãi", "tt-pvhcc"),
        ("Cục Thuế", "cuc-thue"),
        ("cuc thue tinh", "cuc-thue"),
        ("Công an tỉnh Quảng Ngãi", "cong-an-tinh"),
        ("BHXH tỉnh", "bhxh-tinh"),
        ("Kho bạc Nhà nước Quảng Ngãi", "kho-bac"),
        ("Đài Phát thanh và Truyền hình tỉnh", "dai-ptth"),
        ("UBND tỉnh", "ubnd-tinh"),
        ("Ủy ban nhân dân tỉnh Quảng Ngãi", "ubnd-tinh"),
        ("tỉnh Quảng Ngãi", "ubnd-tinh"),
    ],
)
def test_offices_are_found_by_what_people_call_them(query: str, agency: str) -> None:
    assert _found(query) == agency


@pytest.mark.parametrize(
    ("query", "agency"),
    [
        ("UBND huyện Bình Sơn", "huyen-binh-son"),
        ("UBND h. Bình Sơn", "huyen-binh-son"),
        ("UBND h.Bình Sơn", "huyen-binh-son"),
        ("huyện Bình Sơn", "huyen-binh-son"),
        ("Bình Sơn", "huyen-binh-son"),
        ("binh son", "huyen-binh-son"),
        ("524", "huyen-binh-son"),
        ("Uỷ ban nhân dân huyện Bình Sơn", "huyen-binh-son"),
        ("Ủy ban nhân dân huyện Bình Sơn", "huyen-binh-son"),
        ("UỶ BAN NHÂN DÂN HUYỆN BÌNH SƠN", "huyen-binh-son"),
        ("UBND TP", "tp-quang-ngai"),
        ("UBND TP Quảng Ngãi", "tp-quang-ngai"),
        ("TP. Quảng Ngãi", "tp-quang-ngai"),
        ("UBND TX", "tx-duc-pho"),
        ("TX Đức Phổ", "tx-duc-pho"),
        ("Duc Pho", "tx-duc-pho"),
        ("đức phổ", "tx-duc-pho"),
        ("xã Bình Thanh", "xa-binh-thanh-21091"),
        ("Bình Thanh", "xa-binh-thanh-21091"),
        ("UBND xã Bình Thanh, huyện Bình Sơn", "xa-binh-thanh-21091"),
        ("21091", "xa-binh-thanh-21091"),
        ("xã Bình Thạnh", "xa-binh-thanh-21046"),
        ("x. Bình Thạnh", "xa-binh-thanh-21046"),
        ("xã Bình Hòa", "xa-binh-hoa-21079"),
        ("xã Bình Hoà", "xa-binh-hoa-21079"),
        ("UỶ BAN NHÂN DÂN XÃ BÌNH HOÀ", "xa-binh-hoa-21079"),
        ("Trà Thuỷ", "xa-tra-thuy-21121"),
        ("Trà Thủy", "xa-tra-thuy-21121"),
        ("thị trấn Ba Tơ", "tt-ba-to-21484"),
        ("TT Ba Tơ", "tt-ba-to-21484"),
        ("huyện Ba Tơ", "huyen-ba-to"),
        ("xã Ba Tô", "xa-ba-to-21523"),
        ("xã Sơn Hạ", "xa-son-ha-21292"),
        ("Sơn Hà", "huyen-son-ha"),
        ("P. Lê Hồng Phong", "phuong-le-hong-phong-21010"),
        ("phường Nguyễn Nghiêm, thị xã Đức Phổ", "phuong-nguyen-nghiem-21439"),
        ("phường Nguyễn Nghiêm (TP Quảng Ngãi)", "phuong-nguyen-nghiem-21025"),
        ("21439", "phuong-nguyen-nghiem-21439"),
    ],
)
def test_units_are_found_by_what_people_call_them(query: str, agency: str) -> None:
    assert _found(query) == agency


@pytest.mark.parametrize(
    ("query", "agency"),
    [
        ("Sở Thông tin và Truyền thông tỉnh Quảng Ngãi", "so-tttt"),
        ("Sở TTTT tỉnh Quảng Ngãi", "so-tttt"),
        ("Sở Nội vụ tỉnh", "so-nv"),
        ("so y te tinh quang ngai", "so-yt"),
        ("Cục Thuế tỉnh Quảng Ngãi", "cuc-thue"),
        ("Ban Dân tộc tỉnh Quảng Ngãi", "ban-dan-toc"),
    ],
)
def test_an_office_is_found_with_the_province_behind_its_name(query: str, agency: str) -> None:
    assert _found(query) == agency


@pytest.mark.parametrize(
    "query", ["Sở TTTT", "xã Bình Thạnh", "Uỷ ban nhân dân huyện Bình Sơn", "TX Đức Phổ"]
)
def test_decomposed_letters_are_found_as_well(query: str) -> None:
    assert nfd(query) != query
    assert _found(nfd(query)) == _found(query)


def _found(query: str) -> str | None:
    agency = find_agency(year().registry, query).agency
    return agency.id if agency else None


# Refused


@pytest.mark.parametrize(
    ("query", "candidates"),
    [
        ("xa binh thanh", {"xa-binh-thanh-21091", "xa-binh-thanh-21046"}),
        ("BINH THANH", {"xa-binh-thanh-21091", "xa-binh-thanh-21046"}),
        ("phường Nguyễn Nghiêm", {"phuong-nguyen-nghiem-21025", "phuong-nguyen-nghiem-21439"}),
        ("UBND phường Nguyễn Nghiêm", {"phuong-nguyen-nghiem-21025", "phuong-nguyen-nghiem-21439"}),
        ("Ba Tơ", {"huyen-ba-to", "tt-ba-to-21484"}),
        ("ba to", {"huyen-ba-to", "tt-ba-to-21484", "xa-ba-to-21523"}),
        ("Quảng Ngãi", {"ubnd-tinh", "tp-quang-ngai"}),
        ("son ha", {"huyen-son-ha", "xa-son-ha-21292"}),
    ],
)
def test_a_name_of_several_is_refused_with_all_of_them(query: str, candidates: set[str]) -> None:
    found = find_agency(year().registry, query)
    assert not found.sure
    assert {agency.id for agency in found.candidates} == candidates


@pytest.mark.parametrize(
    ("query", "candidate"),
    [
        ("Sở Thông tin", "so-tttt"),
        ("Sở Tư phát", "so-tp"),
        ("Sở TTTTT", "so-tttt"),
        ("Truyền thông", "so-tttt"),
        ("Công Thương", "so-ct"),
        ("Kho bạc", "kho-bac"),
        ("huyện Bình Sơm", "huyen-binh-son"),
        ("xã Bình Thanhh", "xa-binh-thanh-21091"),
        ("Sở TTTT Quảng Ngã", "so-tttt"),
    ],
)
def test_a_similar_name_is_refused_and_offered(query: str, candidate: str) -> None:
    found = find_agency(year().registry, query)
    assert not found.sure
    assert candidate in {agency.id for agency in found.candidates}


@pytest.mark.parametrize(
    "query", ["UBND", "UBND xã", "UBND huyện", "sở", "xã", "TT", "TP", "thị trấn", "tỉnh", "x"]
)
def test_a_word_that_many_share_names_nobody(query: str) -> None:
    assert _found(query) is None


@pytest.mark.parametrize(
    ("query", "similar"),
    [
        ("xã Sơn Hà", "xa-son-ha-21292"),
        ("xã Nghĩa Đông", "xa-nghia-dong-21037"),
        ("xã Bình Thành", "xa-binh-thanh-21091"),
        ("xã Sơn Thánh", "xa-son-thanh-21295"),
    ],
)
def test_other_marks_make_another_name_which_is_only_similar(query: str, similar: str) -> None:
    found = find_agency(year().registry, query)
    assert not found.sure
    assert similar in {agency.id for agency in found.candidates}


@pytest.mark.parametrize(
    "query", ["Bộ Nội vụ Lào", "?!", "…", "0522", "Paris", "=1+1", "a" * 2000, "tx " * 40]
)
def test_a_name_of_nobody_is_never_decided(query: str) -> None:
    assert _found(query) is None


# The same on the command line


@pytest.mark.parametrize(
    "query", ["Sở TTTT", "Sở TT&TT", "STTTT", "so thong tin va truyen thong", nfd("Sở TTTT")]
)
def test_due_and_agencies_take_the_same_names(query: str, kst: Kst, sample: Path) -> None:
    arguments = ("--quarter", "2", "--as-of", "2021-06-01", "--format", "json")
    owed = json.loads(kst("due", "--agency", query, *arguments, root=sample).out)
    shown = json.loads(kst("agencies", "show", query, "--format", "json", root=sample).out)
    assert {one["agency"]["id"] for one in owed["obligations"]} == {"so-tttt"}
    assert shown["agency"]["id"] == "so-tttt"


@pytest.mark.parametrize("command", [("due", "--as-of", "2021-06-01", "--agency"), ("agencies", "show")])
def test_an_ambiguous_name_is_refused_with_ids_and_districts(
    command: tuple[str, ...], kst: Kst, sample: Path
) -> None:
    shown = kst(*command, "phường Nguyễn Nghiêm", root=sample)
    assert (shown.code, shown.out) == (4, "")
    for words_ in (
        "phuong-nguyen-nghiem-21025",
        "phuong-nguyen-nghiem-21439",
        "thành phố Quảng Ngãi",
        "thị xã Đức Phổ",
    ):
        assert words_ in shown.err


@pytest.mark.parametrize(
    ("query", "candidate"),
    [("Sở Thông tin", "so-tttt"), ("xa binh thanh", "xa-binh-thanh-21046"), ("Ba Tơ", "huyen-ba-to")],
)
def test_refusals_say_what_was_asked_and_how_to_go_on(
    query: str, candidate: str, kst: Kst, sample: Path
) -> None:
    shown = kst("agencies", "show", query, root=sample)
    assert (shown.code, shown.out) == (4, "")
    assert f"“{query}”" in shown.err
    assert candidate in shown.err
    assert "Cách sửa:" in shown.err


def test_one_doubtful_name_among_several_refuses_all(kst: Kst, sample: Path) -> None:
    shown = kst(
        "due", "--agency", "so-tttt", "--agency", "xa binh thanh", "--as-of", "2021-06-01", root=sample
    )
    assert (shown.code, shown.out) == (4, "")


@pytest.mark.parametrize("query", ["", "   "])
def test_an_empty_name_is_wrong_use(query: str, kst: Kst, sample: Path) -> None:
    assert kst("agencies", "show", query, root=sample).code == 2
    assert kst("due", "--agency", query, "--as-of", "2021-06-01", root=sample).code == 2


def test_an_agency_named_twice_is_listed_once(kst: Kst, sample: Path) -> None:
    arguments = ("--quarter", "2", "--as-of", "2021-06-01", "--format", "json")
    once = kst("due", "--agency", "so-tttt", *arguments, root=sample)
    assert kst("due", "--agency", "so-tttt", "--agency", "Sở TT&TT", *arguments, root=sample) == once


# Every name of everybody


def spread(text: str) -> str:
    """Blanks wherever a hurried hand leaves them."""
    return f"  {'   '.join(text.split(' '))}\t"


SPELLINGS: tuple[Callable[[str], str], ...] = (
    nfc,
    nfd,
    str.upper,
    str.lower,
    str.title,
    old_tones,
    modern_tones,
    spread,
)


@cache
def everybody() -> tuple[tuple[Agency, str], ...]:
    """Every agency with each of its names."""
    return tuple((agency, name) for agency in year().registry.in_order for name in _names(agency))


def _names(agency: Agency) -> Iterable[str]:
    own = (agency.name, agency.short, agency.symbol, *agency.aliases)
    return dict.fromkeys(name for name in own if name)


@given(st.sampled_from(everybody()), st.lists(st.sampled_from(SPELLINGS), max_size=4))
@example((year().registry.agencies["xa-binh-hoa-21079"], "UBND xã Bình Hòa"), [old_tones, nfd, str.upper])
@example((year().registry.agencies["xa-ba-kham-21508"], "UBND xã Ba Khâm"), [spread, spread, spread, spread])
def test_a_name_in_any_spelling_means_its_agency_and_never_another(
    who: tuple[Agency, str], spellings: list[Callable[[str], str]]
) -> None:
    agency, name = who
    for spell in spellings:
        name = spell(name)
    found = find_agency(year().registry, name)
    assert agency in found.candidates
    assert found.agency in (agency, None)


def test_names_are_found_as_they_are_written_but_for_the_twins() -> None:
    doubtful = {agency.id for agency, name in everybody() if _found(name) != agency.id}
    assert doubtful == {"phuong-nguyen-nghiem-21025", "phuong-nguyen-nghiem-21439"}


@pytest.mark.parametrize("level", ["tinh", "so", "don-vi", "nganh-doc", "bao-chi", "huyen", "xa"])
def test_a_name_without_marks_never_means_another_agency(level: str) -> None:
    for agency, name in everybody():
        if agency.level == level:
            found = find_agency(year().registry, unmarked(name).removeprefix("ubnd "))
            assert agency in found.candidates, name
            assert found.agency in (agency, None), name


def test_ids_and_codes_always_mean_their_agency() -> None:
    for agency in year().registry.in_order:
        assert _found(agency.id) == agency.id
        assert agency.code is None or _found(agency.code) == agency.id


@settings(max_examples=40)
@given(st.text(max_size=30))
def test_any_text_is_answered_without_a_crash(text: str) -> None:
    found = find_agency(year().registry, text)
    assert not found.sure or len(found.candidates) == 1
