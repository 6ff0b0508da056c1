"""Words by which names of bodies begin and end, and words around them that say nothing.

Pairs of words are written as one, as the reader compares them.
"""

from __future__ import annotations


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


FILLERS = _set(
    """
    các cùng với và những toàn bộ tất cả một số mọi thủ trưởng chủ tịch giám đốc lãnh đạo người đứng đầu
    cơ quan đơn vị cq đv gồm là do giao chánh
    """
)
"""Words between names that say nothing of who does what."""

TITLES = _set(
    """
    thủ trưởng chủ tịch giám đốc lãnh đạo người đứng đầu
    """
)
"""Words of posts: whoever heads a body stands for it."""

HEADS = _set(
    """
    bộ sở ban phòng vp cục vụ viện tt trường ubnd hđnd hội đoàn mttq tand vksnd kbnn bhxh đài báo trạm
    đảng đồn đội bql tổ quỹ ca viettel
    """
)
"""First words of names of bodies, where they are written with a capital."""

PAIRED_HEADS = _set(
    """
    vănphòng chicục tổngcục tổngcông trungtâm côngan côngty côngđoàn thanhtra ủyban liênđoàn liênminh
    mặttrận tòaán khobạc bảohiểm ngânhàng tạpchí tậpđoàn họcviện đạihọc bưuđiện thôngtấn quốchội hảiquan
    điệnlực hợptác thườngtrực bệnhviện doanhnghiệp trungđoàn thuếtỉnh thuếthành thuếcơ cổngthông thưviện
    bảotàng nhàhát côngchức cổngttđt
    """
)
"""First two words of such names, where the first alone says too little."""

NOT_HEADS = _set(
    """
    báocáo banhành phòngchống phòngngừa bộphận hộinghị hộithảo hộiđồng đoànkiểm trườnghợp tổchức bộhồ
    đảngviên đàotạo báocho tổtiếp
    """
)
"""Pairs that begin with such a word and name nobody."""

NAME_ENDS = _set(
    """
    chủtrì phốihợp thẩmđịnh theodõi hướngdẫn đônđốc giámsát tổnghợp thựchiện triểnkhai đượcgiao liênquan
    cóliên cótrách chịutrách cóthẩm đượcphân thammưu tổchức theochức thuộcthẩm
    """
)
"""Pairs before which a name ends."""

NO_BODIES = _set(
    """
    tthc qppl vbqppl cntt csdl csdlqg pakn dvc cchc kstthc đmst cq đv
    """
)
"""Abbreviations of things, not of bodies."""

SHARED_HEADS = _set("sở bộ ban phòng cục vụ chi trung")
"""First words that names in a list may leave out: `Sở Tài chính, Nội vụ`."""

UNIT_KINDS = _set("xã phường huyện tỉnh thị thành khu quận cấp")
"""Words that go on with the name of a body: of which unit it is."""

OBJECT_OF = _set("trình cáo của cho tịch gửi tại trên về thuộc")
"""Words after which a name is what the work is about, and nobody who does it."""
