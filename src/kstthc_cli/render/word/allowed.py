"""The parts (by relationship), settings and fields that a Word template may hold; the rest is left out."""

from __future__ import annotations

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/"
STRICT = "http://purl.oclc.org/ooxml/"
"""The other namespaces of ISO/IEC 29500, which no part of a template may use."""
_MICROSOFT = "http://schemas.microsoft.com/office/"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_OPEN = "http://schemas.openxmlformats.org/"
_DRAWING = f"{_OPEN}drawingml/2006/"
_DRAWN_BY = "http://schemas.microsoft.com/office/drawing/"
_WORDS = f"{_OPEN}wordprocessingml/2006/main"
_ANCHOR = f"{_DRAWING}wordprocessingDrawing"
_ANCHOR_14 = f"{_MICROSOFT}word/2010/wordprocessingDrawing"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
MAIN = f"{_WORD}document.main+xml"
SETTINGS_PART = f"{_WORD}settings+xml"
NOTES = {f"{_WORD}footnotes+xml": "footnote", f"{_WORD}endnotes+xml": "endnote"}
THEME = "application/vnd.openxmlformats-officedocument.theme+xml"
CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_IMAGES = frozenset(
    f"image/{kind}" for kind in ("png", "jpeg", "jpg", "gif", "bmp", "tiff", "x-emf", "x-wmf")
)
_FONTS = frozenset({"application/vnd.openxmlformats-officedocument.obfuscatedFont", "application/x-fontdata"})

KEPT: dict[str, frozenset[str]] = {
    f"{OFFICE}officeDocument": frozenset({MAIN}),
    f"{OFFICE}styles": frozenset({f"{_WORD}styles+xml"}),
    f"{OFFICE}settings": frozenset({f"{_WORD}settings+xml"}),
    f"{OFFICE}fontTable": frozenset({f"{_WORD}fontTable+xml"}),
    f"{OFFICE}numbering": frozenset({f"{_WORD}numbering+xml"}),
    f"{OFFICE}header": frozenset({f"{_WORD}header+xml"}),
    f"{OFFICE}footer": frozenset({f"{_WORD}footer+xml"}),
    f"{OFFICE}footnotes": frozenset({f"{_WORD}footnotes+xml"}),
    f"{OFFICE}endnotes": frozenset({f"{_WORD}endnotes+xml"}),
    f"{OFFICE}theme": frozenset({THEME}),
    f"{OFFICE}image": _IMAGES,
    f"{OFFICE}font": _FONTS,
    f"{PACKAGE}metadata/core-properties": frozenset({CORE}),
}
"""Relationship type → the content types that its target may have."""

HYPERLINK = f"{OFFICE}hyperlink"
"""The only relationship that may lead out of the file, and only to the web."""

REFERRED = frozenset({HYPERLINK, *(f"{OFFICE}{kind}" for kind in ("header", "footer", "image", "font"))})
"""Relationships that a part uses by id; one whose id it does not name leads to what nobody sees."""

ROOTS = {
    **{
        f"{_WORD}{kind}+xml": f"{{{_WORDS}}}{root}"
        for kind, root in {
            "document.main": "document",
            "styles": "styles",
            "settings": "settings",
            "fontTable": "fonts",
            "numbering": "numbering",
            "header": "hdr",
            "footer": "ftr",
            "footnotes": "footnotes",
            "endnotes": "endnotes",
        }.items()
    },
    THEME: f"{{{_DRAWING}main}}theme",
}
"""Content type → the root element of such a part."""

TEXTS = {
    MAIN: "",
    f"{_WORD}header+xml": "đầu trang",
    f"{_WORD}footer+xml": "cuối trang",
    f"{_WORD}footnotes+xml": "chú thích",
    f"{_WORD}endnotes+xml": "chú thích cuối",
}
"""The parts that may hold tags, and what messages call them."""

REMOVED = {
    f"{OFFICE}comments": "nhận xét",
    f"{_MICROSOFT}2011/relationships/commentsExtended": "nhận xét",
    f"{_MICROSOFT}2016/09/relationships/commentsIds": "nhận xét",
    f"{_MICROSOFT}2018/08/relationships/commentsExtensible": "nhận xét",
    f"{_MICROSOFT}2011/relationships/people": "tên người nhận xét",
    f"{OFFICE}glossaryDocument": "đoạn văn mẫu (building blocks)",
    f"{OFFICE}customXml": "dữ liệu XML kèm theo",
    f"{OFFICE}customXmlProps": "dữ liệu XML kèm theo",
    f"{OFFICE}extended-properties": "thuộc tính của tệp",
    f"{OFFICE}custom-properties": "thuộc tính của tệp",
    f"{PACKAGE}metadata/thumbnail": "ảnh thu nhỏ",
    f"{OFFICE}webSettings": "thiết lập trang web",
    f"{OFFICE}printerSettings": "thiết lập máy in",
    f"{_MICROSOFT}2007/relationships/stylesWithEffects": "kiểu chữ của Word 2010",
    f"{PACKAGE}digital-signature/origin": "chữ ký số của mẫu",
}
"""Relationships to what Word adds of its own accord: left out of a document, and named."""

REFUSED = {
    "oleObject": "đối tượng nhúng",
    "package": "đối tượng nhúng",
    "control": "điều khiển ActiveX",
    "vbaProject": "macro",
    "wordVbaData": "macro",
    "keyMapCustomizations": "macro",
    "attachedToolbars": "macro",
    "aFChunk": "tệp nhúng (altChunk)",
    "subDocument": "tệp con (subDocument)",
    "chart": "biểu đồ",
    "diagramData": "sơ đồ SmartArt",
    "attachedTemplate": "mẫu đính kèm",
    "mailMergeSource": "trộn thư (mailMerge)",
    "frame": "khung trang web (frame)",
    "recipientData": "trộn thư (mailMerge)",
    "mailMergeHeaderSource": "trộn thư (mailMerge)",
}
"""What messages call the best known of all other relationships, by the last word of their type."""

FORBIDDEN = {
    "altChunk": "tệp nhúng (altChunk)",
    "subDoc": "tệp con (subDocument)",
    "object": "đối tượng nhúng",
    "OLEObject": "đối tượng nhúng",
    "control": "điều khiển ActiveX",
    "movie": "phim",
    "mailMerge": "trộn thư (mailMerge)",
    "attachedTemplate": "mẫu đính kèm",
    "saveThroughXslt": "tệp chuyển đổi (XSLT)",
    "frameset": "khung trang web (frame)",
}
"""Elements that ask for what no template may have, whatever their relationship says."""

_FIELDS = """
PAGE NUMPAGES SECTION SECTIONPAGES REF PAGEREF NOTEREF STYLEREF SEQ TOC TC HYPERLINK SYMBOL EQ TITLE
"""
FIELDS = frozenset(_FIELDS.split())
"""The fields that a template may have: they show what the document itself holds."""

_SETTINGS = """
view zoom removePersonalInformation removeDateAndTime displayBackgroundShape embedTrueTypeFonts
embedSystemFonts saveSubsetFonts mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader
bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors proofState
activeWritingStyle stylePaneFormatFilter stylePaneSortMethod defaultTabStop autoHyphenation
consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps evenAndOddHeaders bookFoldRevPrinting
bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing drawingGridVerticalSpacing
displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery doNotUseMarginsForDrawingGridOrigin
drawingGridHorizontalOrigin drawingGridVerticalOrigin noPunctuationKerning characterSpacingControl
noLineBreaksAfter noLineBreaksBefore doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent
alwaysShowPlaceholderText doNotDemarcateInvalidXml alwaysMergeEmptyNamespace hdrShapeDefaults footnotePr
endnotePr compat rsids mathPr themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats shapeDefaults
decimalSymbol listSeparator docId chartTrackingRefBased doNotEmbedSmartTags persistentDocumentId
conflictMode discardImageEditingData defaultImageDpi doNotTrackMoves doNotTrackFormatting
"""
SETTINGS = frozenset(_SETTINGS.split())
"""The settings that a document takes over from its template."""

_OF_WORD = """
2006/wordml 2010/wordml 2012/wordml 2018/wordml 2015/wordml/symex 2016/wordml/cid 2018/wordml/cex
2020/wordml/sdtdatahash 2023/wordml/word16du 2024/wordml/sdtformatlock 2010/wordprocessingCanvas
2010/wordprocessingGroup 2010/wordprocessingInk 2010/wordprocessingShape
"""
_OF_DRAWINGS = """
2007/8/2/chart 2008/diagram 2010/main 2012/main 2012/chart 2014/main 2014/chartex 2015/9/8/chartex
2015/10/21/chartex 2016/5/9/chartex 2016/5/10/chartex 2016/5/11/chartex 2016/5/12/chartex 2016/5/13/chartex
2016/5/14/chartex 2016/11/main 2016/ink 2016/SVG/main 2017/model3d 2017/decorative 2018/hyperlinkcolor
2021/livelayout
"""
NAMESPACES = frozenset(
    {
        _WORDS,
        COMPATIBILITY,
        "http://www.w3.org/XML/1998/namespace",
        f"{_OPEN}officeDocument/2006/relationships",
        f"{_OPEN}officeDocument/2006/math",
        f"{_OPEN}schemaLibrary/2006/main",
        *(f"{_DRAWING}{name}" for name in ("main", "picture", "chart", "diagram", "lockedCanvas")),
        _ANCHOR,
        "urn:schemas-microsoft-com:vml",
        *(f"urn:schemas-microsoft-com:{name}" for name in ("office:office", "office:word", "mac:vml")),
        _ANCHOR_14,
        f"{_MICROSOFT}mac/office/2008/main",
        f"{_MICROSOFT}2019/extlst",
        f"{_MICROSOFT}thememl/2012/main",
        *(f"{_MICROSOFT}word/{name}" for name in _OF_WORD.split()),
        *(f"{_DRAWN_BY}{name}" for name in _OF_DRAWINGS.split()),
    }
)
"""The namespaces that Word 2007-2024 and LibreOffice write into the parts of a document."""

LETTERS = frozenset({f"{{{_WORDS}}}t", f"{{{_OPEN}officeDocument/2006/math}}t", f"{{{_DRAWING}main}}t"})
"""The elements whose text is shown."""
_MEASURES = {
    *(f"{{{_ANCHOR}}}{name}" for name in ("posOffset", "align")),
    *(f"{{{_ANCHOR_14}}}{name}" for name in ("pctWidth", "pctHeight", "pctPosHOffset", "pctPosVOffset")),
}
TEXT_ELEMENTS = LETTERS | _MEASURES | {f"{{{_WORDS}}}instrText"}
"""The elements that may hold text; in all others it would be in the file without being shown."""

_CONTAINERS = """
document body hdr ftr footnotes footnote endnotes endnote p r hyperlink smartTag customXml sdt sdtContent
fldSimple bdo dir ruby rt rubyBase tbl tr tc pict drawing txbxContent
"""
CONTAINERS = frozenset(_CONTAINERS.split())
"""The elements of Word within which letters are shown."""

PACKAGE_ATTRIBUTES = frozenset(("Id", "Type", "Target", "TargetMode", "PartName", "ContentType", "Extension"))
"""The attributes of relationships and content types."""
