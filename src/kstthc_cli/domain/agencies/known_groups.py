"""Groups as plans name them, in all the ways that are common; a registry may hold them, or not yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kstthc_cli.domain.agencies.levels import BODIES, BRANCHES, COMMUNE, DISTRICT, MEDIA, PROVINCE
from kstthc_cli.domain.text.normalize import words


class KnownGroup(NamedTuple):
    """A group of agencies: the id and name it usually has, its levels, and phrases that mean it."""

    id: str
    name: str
    levels: tuple[str, ...]
    phrases: tuple[str, ...]


KNOWN_GROUPS = (
    KnownGroup(
        "so-ban-nganh", "sở, ban, ngành", (BODIES,),
        ("sở, ban, ngành", "sở, ngành", "ban, ngành", "sở, ban, ngành tỉnh", "sở, ban, ngành cấp tỉnh",
         "sở, ban, ngành thuộc UBND tỉnh", "sở, ngành tỉnh", "sở, ngành cấp tỉnh", "sở, ban, ngành thành phố",
         "ban, ngành cấp tỉnh", "ban, ngành tỉnh", "sở, ban, ngành của tỉnh", "cơ quan chuyên môn cấp tỉnh",
         "cơ quan chuyên môn thuộc UBND tỉnh"),
    ),
    KnownGroup(
        "ubnd-cap-huyen", "UBND cấp huyện", (DISTRICT,),
        ("UBND cấp huyện", "UBND các huyện, thị xã, thành phố", "UBND huyện, thị xã, thành phố",
         "UBND các huyện, thành phố, thị xã", "UBND huyện, thành phố, thị xã", "UBND các huyện, thành phố",
         "UBND huyện, thành phố", "UBND thành phố, thị xã, huyện", "UBND các huyện", "UBND các quận, huyện",
         "UBND quận, huyện", "UBND các quận, huyện, thị xã", "UBND các thị xã, thành phố, huyện",
         "các huyện, thị xã, thành phố", "các huyện, thành phố", "cấp huyện", "UBND các địa phương"),
    ),
    KnownGroup(
        "ubnd-cap-xa", "UBND cấp xã", (COMMUNE,),
        ("UBND cấp xã", "UBND các xã, phường, thị trấn", "UBND xã, phường, thị trấn", "UBND các xã, phường",
         "UBND xã, phường", "UBND các xã, phường, đặc khu", "UBND xã, phường, đặc khu", "UBND các xã",
         "UBND các phường, xã", "UBND các xã, thị trấn", "UBND xã, thị trấn", "các xã, phường, thị trấn",
         "các xã, phường, đặc khu", "các xã, phường", "xã, phường, thị trấn", "xã, phường, đặc khu",
         "cấp xã", "UBND các đặc khu, xã, phường"),
    ),
    KnownGroup("dia-phuong", "địa phương", (DISTRICT, COMMUNE), ("địa phương",)),
    KnownGroup(
        "don-vi-lien-quan", "cơ quan, đơn vị có liên quan", (),
        ("cơ quan, đơn vị có liên quan", "cơ quan, đơn vị liên quan", "đơn vị có liên quan",
         "đơn vị liên quan", "cơ quan có liên quan", "cơ quan liên quan", "cơ quan, tổ chức có liên quan",
         "cơ quan, tổ chức liên quan", "tổ chức có liên quan", "tổ chức liên quan",
         "cơ quan, tổ chức, đơn vị có liên quan", "cơ quan, đơn vị, tổ chức có liên quan",
         "cơ quan, đơn vị, tổ chức liên quan", "cơ quan, đơn vị, cá nhân có liên quan",
         "tổ chức, cá nhân có liên quan", "tổ chức, cá nhân liên quan", "đơn vị, cá nhân có liên quan"),
    ),
    KnownGroup(
        "don-vi-duoc-giao", "cơ quan, đơn vị được giao chủ trì", (),
        ("cơ quan, đơn vị được giao", "đơn vị được giao", "cơ quan được giao", "cơ quan chủ trì soạn thảo",
         "cơ quan, đơn vị chủ trì soạn thảo", "đơn vị chủ trì soạn thảo", "cơ quan soạn thảo"),
    ),
    KnownGroup(
        "don-vi-co-tham-quyen", "cơ quan, đơn vị có thẩm quyền", (),
        ("cơ quan, đơn vị có thẩm quyền", "cơ quan có thẩm quyền", "đơn vị có thẩm quyền"),
    ),
    KnownGroup(
        "bo-nganh", "bộ, ngành", (),
        ("bộ, ngành", "bộ, ngành Trung ương", "bộ, cơ quan", "bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ",
         "bộ, cơ quan ngang bộ", "bộ, ngành, cơ quan Trung ương"),
    ),
    KnownGroup(
        "tinh-thanh-pho", "tỉnh, thành phố trực thuộc Trung ương", (),
        ("tỉnh, thành phố trực thuộc Trung ương", "tỉnh, thành phố trực thuộc TW", "tỉnh, thành phố",
         "UBND các tỉnh, thành phố trực thuộc Trung ương", "UBND các tỉnh, thành phố",
         "UBND tỉnh, thành phố trực thuộc Trung ương", "UBND các tỉnh, thành phố trực thuộc TW"),
    ),
    KnownGroup(
        "don-vi-thuoc-bo", "đơn vị thuộc Bộ", (),
        ("đơn vị thuộc Bộ", "đơn vị trực thuộc Bộ", "cơ quan, đơn vị thuộc Bộ", "vụ, cục", "cục, vụ",
         "vụ, cục, đơn vị", "cục, vụ, đơn vị", "tổng cục, cục, vụ", "vụ, cục, tổng cục", "vụ, cục thuộc Bộ",
         "cục, vụ thuộc Bộ", "vụ, cục, đơn vị thuộc Bộ", "cục, vụ, đơn vị thuộc Bộ", "vụ, cục, viện"),
    ),
    KnownGroup("co-quan-don-vi", "cơ quan, đơn vị", (), ("cơ quan, đơn vị", "đơn vị", "cơ quan")),
    KnownGroup(
        "phong-ban", "phòng, ban, đơn vị", (),
        ("phòng, ban", "phòng, ban, đơn vị", "phòng, đơn vị", "phòng", "phòng chuyên môn",
         "cơ quan chuyên môn", "phòng thuộc Sở",
         "phòng, ban chuyên môn", "phòng, ban, ngành", "ban, ngành, đoàn thể", "phòng chuyên môn, đơn vị",
         "phòng, đơn vị thuộc Sở", "phòng, ban, đơn vị thuộc Sở", "phòng, đơn vị trực thuộc Sở",
         "phòng chuyên môn thuộc Sở", "phòng, ban thuộc Sở", "đơn vị thuộc Sở", "đơn vị trực thuộc Sở",
         "phòng chuyên môn, đơn vị thuộc Sở", "phòng chuyên môn, đơn vị trực thuộc Sở",
         "cơ quan chuyên môn thuộc UBND huyện", "cơ quan chuyên môn thuộc UBND xã",
         "phòng chuyên môn thuộc UBND huyện", "phòng chuyên môn thuộc UBND xã"),
    ),
    KnownGroup(
        "thon-to-dan-pho", "thôn, tổ dân phố", (),
        ("thôn", "thôn, tổ dân phố", "tổ dân phố", "thôn, bản", "thôn, khu phố", "khu phố", "ấp",
         "ấp, khu phố"),
    ),
    KnownGroup("doan-the", "đoàn thể", (), ("đoàn thể", "hội, đoàn thể", "tổ chức chính trị - xã hội")),
    KnownGroup("doanh-nghiep", "doanh nghiệp", (), ("doanh nghiệp",)),
)  # fmt: skip


LEVEL_WORDS: Mapping[str, tuple[str, ...]] = {
    COMMUNE: (
        "ubnd xã",
        "ubnd phường",
        "ubnd thị trấn",
        "ubnd đặc khu",
        "xã",
        "phường",
        "đặc khu",
        "thị trấn",
    ),
    DISTRICT: ("ubnd huyện", "ubnd thị xã", "ubnd thành phố", "ubnd quận", "huyện", "thị xã", "thành phố"),
    BODIES: ("sở", "văn phòng ubnd tỉnh", "thanh tra tỉnh", "ban"),
    MEDIA: ("báo", "đài", "tạp chí"),
    PROVINCE: ("ubnd tỉnh",),
    BRANCHES: (
        "bộ",
        "cục",
        "chi cục",
        "tổng cục",
        "kho bạc",
        "bảo hiểm",
        "công an",
        "tòa",
        "viện",
        "ngân",
    ),
}
"""Level → the first words of names of its agencies."""

VAGUE = frozenset(("co-quan-don-vi", "doanh-nghiep", "doan-the", "phong-ban"))
"""Groups whose name says little by itself; words after it tell which."""


def phrases_of(group: KnownGroup) -> tuple[tuple[str, ...], ...]:
    """The phrases of a group as words to compare by, without a leading `các`."""
    found = (words(phrase) for phrase in group.phrases)
    return tuple(form[1:] if form[:1] == ("các",) else form for form in found)
