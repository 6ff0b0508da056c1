"""What the Word templates have in common: styles, settings, page headers, and how the file is put together.

Sizes and weights are those of NĐ 30/2020/NĐ-CP, Phụ lục I, Phần II; a style for each element of a document,
so that an office changes it in one place.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

from kstthc_cli.store.files.archive import pack

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FONT = "Times New Roman"


@dataclass(frozen=True)
class Style:
    """A paragraph style: its name in Word, type size in points, and how its paragraphs stand."""

    name: str
    size: float
    bold: bool = False
    italic: bool = False
    align: str = "center"
    before: float = 0
    after: float = 0
    line: int = 240
    indent: int = 0
    """First line, in twips; 720 is 1.27 cm."""
    left: int = 0
    keep: bool = False
    outline: int | None = None
    scale: int = 100
    """The width of letters in percent."""

    @property
    def paragraph(self) -> str:
        """Its `w:pPr`."""
        keep = "<w:keepNext/>" if self.keep else ""
        outline = "" if self.outline is None else f'<w:outlineLvl w:val="{self.outline}"/>'
        spacing = f'w:before="{self.before * 20:.0f}" w:after="{self.after * 20:.0f}" w:line="{self.line}"'
        return (
            f'<w:pPr>{keep}<w:spacing {spacing} w:lineRule="auto"/>'
            f'<w:ind w:left="{self.left}" w:firstLine="{self.indent}"/><w:jc w:val="{self.align}"/>{outline}</w:pPr>'
        )

    @property
    def run(self) -> str:
        """Its `w:rPr`."""
        bold = "<w:b/><w:bCs/>" if self.bold else ""
        italic = "<w:i/><w:iCs/>" if self.italic else ""
        size = f"{self.size * 2:.0f}"
        scale = f'<w:w w:val="{self.scale}"/>' if self.scale != 100 else ""
        return f'<w:rPr>{bold}{italic}{scale}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'


STYLES = {
    "header": Style("header", 13),
    "heading1": Style(
        "heading 1",
        13,
        bold=True,
        align="both",
        after=6,
        line=240,
        indent=720,
        keep=True,
        outline=0,
    ),
    "heading2": Style(
        "heading 2", 13, bold=True, align="both", after=6, line=240, indent=720, keep=True, outline=1
    ),
    "QuocHieu": Style("Quốc hiệu", 12, bold=True),
    "TieuNgu": Style("Tiêu ngữ", 13, bold=True),
    "CoQuanChuQuan": Style("Cơ quan chủ quản", 12),
    "CoQuanBanHanh": Style("Cơ quan ban hành", 12, bold=True),
    "SoKyHieu": Style("Số, ký hiệu", 13, before=6),
    "DiaDanhNgay": Style("Địa danh, ngày tháng", 13, italic=True, before=6),
    "TrichYeuCongVan": Style("Trích yếu công văn", 12, before=6),
    "TenLoai": Style("Tên loại văn bản", 14, bold=True, before=18, keep=True),
    "TrichYeu": Style("Trích yếu", 14, bold=True, keep=True),
    "ThamQuyenBanHanh": Style("Thẩm quyền ban hành", 14, bold=True, before=12, after=6, keep=True),
    "CanCu": Style("Căn cứ", 14, italic=True, align="both", after=6, line=276, indent=720),
    "KinhGui": Style("Kính gửi", 14, before=6, after=6, keep=True),
    "KinhGuiDong": Style("Kính gửi, nhiều nơi", 14, align="left", left=2268, after=4),
    "NoiDung": Style("Nội dung", 13, align="both", after=6, line=240, indent=720),
    "NhiemVu": Style("Nội dung, mở đầu nhiệm vụ", 13, align="both", after=6, line=240, indent=720, keep=True),
    "TieuDeBang": Style("Tiêu đề bảng", 14, bold=True, align="left", before=6, after=6, keep=True),
    "TieuDePhuLuc": Style(
        "Tiêu đề bảng của phụ lục", 12, bold=True, align="left", before=3, after=3, keep=True
    ),
    "ThamQuyenKy": Style("Thẩm quyền, chức vụ người ký", 14, bold=True, keep=True),
    "HoTen": Style("Họ tên người ký", 14, bold=True, before=60),
    "NoiNhan": Style("Nơi nhận", 12, bold=True, italic=True, align="left"),
    "NoiNhanDong": Style("Nơi nhận, danh sách", 11, align="left"),
    "PhuLuc": Style("Phụ lục", 14, bold=True, keep=True, outline=0),
    "TenPhuLuc": Style("Tên phụ lục", 14, bold=True, keep=True),
    "DanPhuLuc": Style("Dẫn phụ lục", 14, italic=True, after=6, keep=True),
    "GhiChuBang": Style("Ghi chú bảng", 12, italic=True, align="right", after=3, keep=True),
    "DauBang": Style("Đầu bảng", 11, bold=True, before=2, after=2, keep=True),
    "OChu": Style("Ô bảng, chữ", 11, align="left", before=1, after=1),
    "OGiua": Style("Ô bảng, giữa", 11, before=1, after=1),
    "ODam": Style("Ô bảng, đậm", 11, bold=True, align="left", before=1, after=1),
    "ODamGiua": Style("Ô bảng, đậm giữa", 11, bold=True, before=1, after=1),
    "OMuc": Style("Ô bảng, tên mục", 11, bold=True, align="left", before=2, after=2, keep=True),
    "DauBangNho": Style("Đầu bảng rộng", 10, bold=True, before=2, after=2, keep=True),
    "ONho": Style("Ô bảng rộng, chữ", 10, align="left", before=1, after=1),
    "ONhoGiua": Style("Ô bảng rộng, giữa", 10, before=1, after=1),
    "DauBangHep": Style("Đầu bảng hẹp", 10, bold=True, before=1, after=1, keep=True, scale=85),
    "OHep": Style("Ô bảng hẹp, chữ", 10, align="left", scale=85),
    "OHepGiua": Style("Ô bảng hẹp, giữa", 10, scale=85),
    "OMucHep": Style("Ô bảng hẹp, tên biểu", 10, bold=True, align="left", keep=True, scale=85),
    "OHoSo": Style("Ô biểu hồ sơ, số", 10, scale=80),
    "OHoSoDam": Style("Ô biểu hồ sơ, số tổng cộng", 10, bold=True, scale=80),
    "DongDanhSach": Style("Dòng danh sách, chữ", 10, align="left"),
    "DongDanhSachGiua": Style("Dòng danh sách, giữa", 10),
    "HetBang": Style("Hết phần", 14, align="both", before=6, indent=720),
}
"""Style id → style. Sizes within tables are not ruled by the decree."""


def _styles() -> str:
    fonts = " ".join(f'w:{kind}="{FONT}"' for kind in ("ascii", "eastAsia", "hAnsi", "cs"))
    return (
        f'{_HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>'
        '<w:color w:val="000000"/><w:sz w:val="28"/><w:szCs w:val="28"/>'
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
        f"{''.join(_style(name, style) for name, style in STYLES.items())}{_table_style()}</w:styles>"
    )


def _style(style_id: str, style: Style) -> str:
    custom = "" if style.name in ("header", "heading 1", "heading 2") else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style_id}"><w:name w:val="{escape(style.name)}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/>{style.paragraph}{style.run}</w:style>'
    )


def _table_style() -> str:
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="Bang"><w:name w:val="Bảng kẻ"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{lines}</w:tblBorders></w:tblPr></w:style>'
    )


_SETTINGS = (
    f'{_HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:doNotExpandShiftReturn/>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
)

_FONTS = (
    f'{_HEAD}<w:fonts xmlns:w="{W}"><w:font w:name="{FONT}"><w:panose1 w:val="02020603050405020304"/>'
    '<w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'
)


def _theme() -> str:
    """A theme in black and grey, with the one font."""
    face = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface="{FONT}"/>'
    dark = {
        "dk1": "000000",
        "lt1": "FFFFFF",
        "dk2": "000000",
        "lt2": "E3E3E3",
        "hlink": "000000",
        "folHlink": "000000",
    }
    greys = {f"accent{number}": f"{number * 2 + 3:X}" * 6 for number in range(1, 7)}
    order = ("dk1", "lt1", "dk2", "lt2", *greys, "hlink", "folHlink")
    colours = "".join(f'<a:{name}><a:srgbClr val="{(dark | greys)[name]}"/></a:{name}>' for name in order)
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{_HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="kst"><a:themeElements>'
        f'<a:clrScheme name="kst">{colours}</a:clrScheme><a:fontScheme name="kst"><a:majorFont>{face}</a:majorFont>'
        f'<a:minorFont>{face}</a:minorFont></a:fontScheme><a:fmtScheme name="kst"><a:fillStyleLst>{fill * 3}'
        f"</a:fillStyleLst><a:lnStyleLst>{f'<a:ln>{fill}</a:ln>' * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}"
        f"</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


_PAGE = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def _header(content: str) -> str:
    return (
        f'{_HEAD}<w:hdr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="header"/></w:pPr>{content}</w:p></w:hdr>'
    )


_CORE = (
    f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Mẫu của kst</dc:title><dc:language>vi-VN</dc:language>'
    "</cp:coreProperties>"
)
_PARTS = {
    "word/styles.xml": (f"{_WORD}.styles+xml", "styles"),
    "word/settings.xml": (f"{_WORD}.settings+xml", "settings"),
    "word/header1.xml": (f"{_WORD}.header+xml", "header"),
    "word/header2.xml": (f"{_WORD}.header+xml", "header"),
    "word/fontTable.xml": (f"{_WORD}.fontTable+xml", "fontTable"),
    "word/theme/theme1.xml": ("application/vnd.openxmlformats-officedocument.theme+xml", "theme"),
}


def word_file(body: str) -> bytes:
    """A Word file with the body."""
    types = {
        "word/document.xml": f"{_WORD}.document.main+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        **{name: kind for name, (kind, _) in _PARTS.items()},
    }
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items()
    )
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/relationships/{kind}" Target="{name.removeprefix("word/")}"/>'
        for number, (name, (_, kind)) in enumerate(_PARTS.items(), start=1)
    )
    texts = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" '
        f'Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}'
        "</Relationships>",
        "word/document.xml": f'{_HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": _styles(),
        "word/settings.xml": _SETTINGS,
        "word/header1.xml": _header(_PAGE),
        "word/header2.xml": _header(""),
        "word/fontTable.xml": _FONTS,
        "word/theme/theme1.xml": _theme(),
        "docProps/core.xml": _CORE,
    }
    return pack({name: text.encode() for name, text in texts.items()})


def section(*, wide: bool = False, anew: bool = False, flows: bool = False, columns: int = 1) -> str:
    """A `w:sectPr`: A4, upright or lying; its pages are numbered but for the first.

    It begins a page, unless it `flows` on the one of the section before it; it may have columns of text.
    """
    size = 'w:w="16838" w:h="11906" w:orient="landscape"' if wide else 'w:w="11906" w:h="16838"'
    start = '<w:pgNumType w:start="1"/>' if anew else ""
    text = f'<w:cols w:num="{columns}" w:space="284"/>' if columns > 1 else ""
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:headerReference w:type="first" r:id="rId4"/>'
        f'<w:type w:val="{"continuous" if flows else "nextPage"}"/><w:pgSz {size}/>'
        '<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="510" w:footer="510" w:gutter="0"/>'
        f"{start}{text}<w:titlePg/></w:sectPr>"
    )
