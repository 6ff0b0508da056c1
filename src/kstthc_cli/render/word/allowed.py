"""The parts (by relationship), settings and fields that a Word template may hold; the rest is left out."""

from __future__ import annotations

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/"
STRICT = "http://purl.oclc.org/ooxml/"
"""The other namespaces of ISO/IEC 29500, which no part of a template may use."""
_MICROSOFT = "http://schemas.microsoft.com/office/"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
MAIN = f"{_WORD}document.main+xml"
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
    f"{OFFICE}theme": frozenset({"application/vnd.openxmlformats-officedocument.theme+xml"}),
    f"{OFFICE}image": _IMAGES,
    f"{OFFICE}font": _FONTS,
    f"{PACKAGE}metadata/core-properties": frozenset({CORE}),
}
"""Relationship type → the content types that its target may have."""

HYPERLINK = f"{OFFICE}hyperlink"
"""The only relationship that may lead out of the file, and only to the web."""

ROOTS = {
    MAIN: "document",
    f"{_WORD}styles+xml": "styles",
    f"{_WORD}settings+xml": "settings",
    f"{_WORD}fontTable+xml": "fonts",
    f"{_WORD}numbering+xml": "numbering",
    f"{_WORD}header+xml": "hdr",
    f"{_WORD}footer+xml": "ftr",
    f"{_WORD}footnotes+xml": "footnotes",
    f"{_WORD}endnotes+xml": "endnotes",
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
