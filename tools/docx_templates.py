"""Write the built-in Word templates, templates/*.docx.

    python tools/docx_templates.py            writes them anew
    python tools/docx_templates.py --check    exit code 1 when one is not what this script makes

An office changes its own copy in Word (`kst template export`); the built-in ones are changed here.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from docx_base import section, word_file
from docx_pieces import (
    Cell,
    addressees,
    annex_head,
    grounds,
    head_row,
    invisible_end,
    letterhead,
    p,
    row,
    signature,
    table,
    tag,
    tag_row,
    texts,
    title,
)
from kstthc_cli.store.files.archive import unpack

_FOLLOWS = "appendices.dossiers or appendices.figures or appendices.targets"
TEMPLATES = Path(__file__).resolve().parent.parent / "templates"


def report() -> str:
    """`report.docx`: the periodic report with its appendices of figures."""
    return "".join(
        (
            letterhead(), title(), addressees(), grounds(), texts("opening"), _blocks(), signature(),
            tag(f"if {_FOLLOWS}"), invisible_end(),
            annex_head("Phụ lục", '"SỐ LIỆU KÈM THEO BÁO CÁO"', "{{ appendices.reference }}"), tag("endif"),
            _dossiers(), _figures(), section(flows=True),
        )
    )  # fmt: skip


def _blocks() -> str:
    """The body, each kind of block in its own way."""
    text = "{% keep loop.last %}{{ block.text|ended if loop.last else block.text }}"
    kinds = {
        "part": p("heading1", "{{ block.text|upper }}"),
        "heading": p("heading2", "{{ block.text }}"),
        "item": p("NoiDung", text.replace("{{ block", "- {{ block")),
    }
    made = [tag("for block in body")]
    for number, (kind, content) in enumerate(kinds.items()):
        made += [tag(f'{"elif" if number else "if"} block.kind == "{kind}"'), content]
    made += [tag("else"), p("NoiDung", text), tag("endif"), tag("endfor")]
    ends_with_text = 'body and body[-1].kind in ("item", "text")'
    made += [tag(f"if not ({ends_with_text})"), p("NhiemVu", "./."), tag("endif")]
    return "".join(made)


def annex() -> str:
    """`annex.docx`: the internal annex of a periodic report, on lying pages but for the first ones."""
    return "".join(
        (
            letterhead(), title(), texts("opening"), _counts(), _late(), _changes(),
            invisible_end(), _grid(), p("TieuDeBang", "Tình hình thực hiện các nhiệm vụ"),
            duty_table(), p("HetBang", "./."), section(wide=True),
        )
    )  # fmt: skip


_LATE = (566, 3000, 1000, 1200, 3588)


def _late() -> str:
    """Who is late with what."""
    fields = (
        "{{ loop.index }}",
        "{{ row.agency }}",
        "{{ row.overdue }}",
        "{{ row.silent }}",
        "{{ row.duties }}",
    )
    styles = ("ONhoGiua", "ONho", "ONhoGiua", "ONhoGiua", "ONho")
    rows = [
        head_row(_LATE, ("STT", "Cơ quan", "Quá hạn", "Chưa báo cáo", "Đầu việc (thời hạn)"), "DauBangNho"),
        tag_row(_LATE, "for row in late"),
        row(_LATE, [p(style, text) for style, text in zip(styles, fields, strict=True)]),
        tag_row(_LATE, "endfor"),
    ]
    head = p("TieuDeBang", "Cơ quan có nhiệm vụ quá hạn")
    return tag("if late") + head + table(_LATE, rows) + p("OChu", "") + tag("endif")


def _changes() -> str:
    """What has changed since closings."""
    return (
        tag("for group in changes")
        + p("TieuDeBang", "{{ group.title }}")
        + tag("for line in group.lines")
        + p("NoiDung", "- {{ line }}")
        + tag("endfor")
        + tag("endfor")
    )


_COUNTS = (2504, *[710] * 7, 1880)
_COUNT_NAMES = (
    "Mục", "Phải thực hiện", "Hoàn thành", "Trong đó quá hạn", "Đang thực hiện", "Chưa báo cáo", "Quá hạn",
    "Chưa có yêu cầu", "Tỷ lệ",
)  # fmt: skip
_COUNT_FIELDS = ("planned", "finished", "late", "in_progress", "not_reported", "overdue", "waiting")


def _counts() -> str:
    rows = [head_row(_COUNTS, _COUNT_NAMES, "DauBangNho"), tag_row(_COUNTS, "for row in counts")]
    for condition, words, cell in (("if row.id", "OChu", "OGiua"), ("else", "ODam", "ODamGiua")):
        name = "{{ row.id }}. {{ row.name }}" if words == "OChu" else "{{ row.name }}"
        rows.append(tag_row(_COUNTS, condition))
        numbers = [p(cell, f"{{{{ row.{field}|number }}}}") for field in _COUNT_FIELDS]
        share = p(cell, "{{ row.percent }}") + p("OGiua", "{% bar row.bar %}")
        rows.append(row(_COUNTS, [p(words, name), *numbers, share]))
    rows += [tag_row(_COUNTS, "endif"), tag_row(_COUNTS, "endfor")]
    return table(_COUNTS, rows) + p("OChu", "")


_TARGETS = (740, 2774, 1300, 3640, 900)


def _targets() -> str:
    last = "{% keep loop.last %}"
    below = tag("if row.below") + p("OHep", 'Chưa đạt: {{ row.below|join("; ") }}.') + tag("endif")
    met = '{{ "—" if row.met is none else "Đạt" if row.met else "Chưa đạt" }}'
    rows = [
        head_row(_TARGETS, ("Nhiệm vụ", "Chỉ tiêu", "Mức phải đạt", "Đạt được", "Đánh giá"), "DauBangHep"),
        tag_row(_TARGETS, "for row in appendices.targets"),
        row(
            _TARGETS,
            [
                p("OHepGiua", f"{last}{{{{ row.duty }}}}"),
                p("OHep", f"{last}{{{{ row.text }}}}"),
                p("OHep", f"{last}{{{{ row.required }}}}"),
                p("OHep", f"{last}{{{{ row.reached }}}}") + below,
                p("OHepGiua", f"{last}{met}"),
            ],
        ),
        tag_row(_TARGETS, "endfor"),
    ]
    head = p("TieuDePhuLuc", "Kết quả thực hiện các chỉ tiêu của Kế hoạch")
    return tag("if appendices.targets") + head + table(_TARGETS, rows) + tag("endif")


_GRID = (560, 4026, 2400, 2500, 2500, 1100, 1200)


def _grid() -> str:
    """Agencies by section; the columns in the middle are as many as there are sections."""

    def line(number: str, name: str, items: str, item: str, rest: Sequence[str], style: str) -> list[str]:
        columns = [f"{{%tc for {items} %}}", item, "{%tc endfor %}"]
        words = "ONho" if style == "ONhoGiua" else style
        return [p(style, number), p(words, name), *(p(style, text) for text in [*columns, *rest])]

    head = line(
        "STT",
        "Cơ quan",
        "column in grid.columns",
        "{{ column }}",
        ("Tổng", "Tỷ lệ"),
        "DauBangNho",
    )
    rest = ("{{ row.total }}", "{{ row.percent }}")
    body = line("{{ loop.index }}", "{{ row.name }}", "cell in row.cells", "{{ cell }}", rest, "ONhoGiua")
    rows = [
        row(_GRID, head, head=True),
        tag_row(_GRID, "for row in grid.rows"),
        row(_GRID, body),
        tag_row(_GRID, "endfor"),
    ]
    return (
        tag("if grid")
        + p("TieuDeBang", "Kết quả của từng cơ quan theo mục của Kế hoạch")
        + p(
            "GhiChuBang", "Mỗi ô: số lượt nhiệm vụ hoàn thành/số lượt phải thực hiện; “–”: không có nhiệm vụ."
        )
        + table(_GRID, rows)
        + p("OChu", "")
        + tag("endif")
    )


_DOSSIERS = (434, 1220, *[700] * 11)
_NUMBERS = ("nhận giải quyết", 4), ("đã giải quyết", 4), ("đang giải quyết", 3)


def _dossiers() -> str:
    """Form II.06a with its three rows of column names."""

    def head(text: str, *, span: int = 1, down: str = "") -> Cell:
        return Cell(p("DauBangHep", text), span, down)

    parts = (
        "Trực tuyến",
        "Trực tiếp, bưu chính",
        "Từ kỳ trước",
        "Trước hạn",
        "Đúng hạn",
        "Quá hạn",
        "Trong hạn",
        "Quá hạn",
    )
    first = [head("STT", down="restart"), head("Lĩnh vực, đơn vị", down="restart")]
    first += [head(f"Số hồ sơ {name}", span=span) for name, span in _NUMBERS]
    blank = [head("", down="continue")] * 2
    second, third = list(blank), list(blank)
    left = iter(parts)
    for _, span in _NUMBERS:
        second += [head("Tổng số", down="restart"), head("Trong đó", span=span - 1)]
        third += [head("", down="continue"), *(head(next(left)) for _ in range(span - 1))]
    order = [p("OHoSo", f"({number})") for number in range(1, 14)]
    cells = [f"{{{{ row.cells[{number}]|number }}}}" for number in range(11)]
    whole = [p("OHep", ""), p("OMucHep", "{{ row.name }}"), *(p("OHoSoDam", text) for text in cells)]
    each = [
        p("OHepGiua", "{{ loop.index }}"),
        p("OHep", "{{ row.name }}"),
        *(p("OHoSo", text) for text in cells),
    ]
    rows = [
        *(row(_DOSSIERS, cells, head=True) for cells in (first, second, third, order)),
        tag_row(_DOSSIERS, "for row in appendices.dossiers.rows"),
        tag_row(_DOSSIERS, "if loop.last"), row(_DOSSIERS, whole),
        tag_row(_DOSSIERS, "else"), row(_DOSSIERS, each), tag_row(_DOSSIERS, "endif"),
        tag_row(_DOSSIERS, "endfor"),
    ]  # fmt: skip
    held = (
        '{{ "; số liệu của " ~ appendices.dossiers.held ~ " cơ quan" if appendices.dossiers.held else "" }}'
    )
    name = "Tình hình, kết quả giải quyết thủ tục hành chính (Biểu II.06a, số hồ sơ"
    return (
        tag("if appendices.dossiers")
        + p("TieuDePhuLuc", f"{name}{held})")
        + table(_DOSSIERS, rows, margin=20)
        + tag("endif")
    )


_DUTIES = (600, 2900, 2600, 1700, 1136, 1150, 1750, 1400, 1050)
_DUTY_NAMES = (
    "STT", "Nội dung công việc", "Kết quả phải có", "Cơ quan thực hiện", "Thời hạn", "Tình trạng",
    "Kết quả đã báo", "Minh chứng", "Ngày báo",
)  # fmt: skip
_DUTY_FIELDS = ("duty", "content", "result", "who", "due", "status", "said", "evidence", "day")
_CENTRED = ("duty", "due", "status", "day")


def _duty_rows(widths: Sequence[int], names: Sequence[str], items: str, *, small: bool) -> list[str]:
    """Rows under the title of their section; the last one stays on the page of what follows the table."""
    words, middle = ("ONho", "ONhoGiua") if small else ("OChu", "OGiua")
    fields = _DUTY_FIELDS[: len(widths)]
    last = f"{{% keep loop.last and group == {items}[-1] %}}"
    cells = [p(middle if f in _CENTRED else words, f"{last}{{{{ row.{f} }}}}") for f in fields]
    return [
        head_row(widths, names, "DauBangNho" if small else "DauBang"),
        tag_row(widths, f"for group in {items}"),
        row(widths, [Cell(p("OMuc", "{{ group.id }}. {{ group.title }}"), span=len(widths))]),
        tag_row(widths, "for row in group.rows"),
        row(widths, [Cell(cell, middle=False) for cell in cells], splits=True),
        tag_row(widths, "endfor"),
        tag_row(widths, "endfor"),
    ]


def duty_table() -> str:
    """Every duty or obligation with what was said of it."""
    return table(_DUTIES, _duty_rows(_DUTIES, _DUTY_NAMES, "duties", small=True))


_FIGURES = (4554, *[1600] * 3)
_HALF = (2694, *[600] * 3)
"""The columns of the figures of one agency, half a page wide."""


def _figures() -> str:
    """The figures of the other forms, and the targets below.

    Those of one agency have few columns and stand in two columns of text. The sections of both end here, so
    that the last one is the same with and without appendices.
    """
    zeros = '{{ " (không nêu dòng bằng 0 ở mọi kỳ)" if agency else "" }}'
    head = p("TieuDePhuLuc", f"Số liệu tổng hợp từ các biểu khác{zeros}")
    own = head + invisible_end(anew=True) + _figure_table(_HALF) + invisible_end(columns=2)
    of_levels = tag("if appendices.figures") + head + _figure_table(_FIGURES) + tag("endif")
    return (
        tag("if appendices.figures and agency")
        + own
        + tag(f"elif {_FOLLOWS}")
        + of_levels
        + invisible_end(anew=True)
        + tag("endif")
        + _targets()
        + tag(f"if {_FOLLOWS}")
        + p("HetBang", "./.")
        + tag("endif")
    )


def _figure_table(widths: Sequence[int]) -> str:
    """A line for each column of each form; as many columns of numbers as there are."""

    def line(name: str, items: str, item: str, words: str, numbers: str) -> list[str]:
        columns = [f"{{%tc for {items} %}}", item, "{%tc endfor %}"]
        return [p(words, name), *(p(numbers, text) for text in columns)]

    held = '{{ group.title }}{{ " (số liệu của " ~ group.held ~ " cơ quan)" if group.held else "" }}'
    rows = [
        row(
            widths,
            line(
                "Nội dung", "column in appendices.figures.columns", "{{ column }}", "DauBangHep", "DauBangHep"
            ),
            head=True,
        ),
        tag_row(widths, "for group in appendices.figures.groups"),
        row(widths, [Cell(p("OMucHep", held), span=len(widths))]),
        tag_row(widths, "for row in group.rows"),
        row(widths, line("{{ row.name }}", "cell in row.cells", "{{ cell }}", "OHep", "OHepGiua")),
        tag_row(widths, "endfor"),
        tag_row(widths, "endfor"),
    ]
    return table(widths, rows, margin=20)


def decision() -> str:
    """`decision.docx`: the decision that issues a plan, and the plan as its annex.

    The decision ends its text with ./. and the plan behind it has no mark of its own, as printed in 2021. A plan
    that was issued without a decision has its table before its signature and no annex; its pages lie
    (NĐ 30/2020, Phụ lục I: tables that are no annex may be printed so).
    """
    article = "{% keep loop.last %}Điều {{ loop.index }}. {{ text|ended if loop.last else text }}"
    return "".join(
        (
            letterhead(), title(),
            tag("if articles") + p("ThamQuyenBanHanh", "{{ authority }}") + tag("endif"), grounds(),
            tag("if articles") + p("ThamQuyenBanHanh", "{{ verb }}") + tag("endif"),
            tag("for text in articles"), _article(article), tag("endfor"),
            texts("body"),
            tag("if articles"), texts("after", last=True), signature(), invisible_end(),
            annex_head("", "annex_title", "{{ annex_reference }}"), tag("endif"),
            _annex_tables(),
            tag("if not articles"),
            p("OChu", ""), texts("after", last=True), tag("if not after"), p("HetBang", "./."), tag("endif"),
            signature(), tag("endif"),
            section(wide=True, anew=True),
        )
    )  # fmt: skip


def _article(text: str) -> str:
    """The number of an article is bold, its text is not."""
    paragraph = p("NoiDung", text)
    return paragraph.replace(
        "Điều {{ loop.index }}. ",
        '</w:t></w:r><w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t xml:space="preserve">Điều {{ loop.index }}. </w:t></w:r>'
        '<w:r><w:t xml:space="preserve">',
    )


_ANNEX = (650, 4536, 4000, 3300, 1800)
_MOST_COLUMNS = 9


def _annex_tables() -> str:
    """The table of the annex, once for every number of columns that a plan may be printed in."""
    whole = sum(_ANNEX)
    found = []
    for number in range(2, _MOST_COLUMNS + 1):
        each = (whole - _ANNEX[0]) // (number - 1)
        widths = _ANNEX if number == len(_ANNEX) else (whole - each * (number - 1), *[each] * (number - 1))
        found.append(tag(f"if headings|length == {number}") + _annex_table(widths) + tag("endif"))
    return "".join(found)


def _annex_table(widths: Sequence[int]) -> str:
    centred = (0, 4) if widths == _ANNEX else (0,)
    cells = [p("OGiua" if n in centred else "OChu", f"{{{{ row.cells[{n}] }}}}") for n in range(len(widths))]
    rows = [
        head_row(widths, [f"{{{{ headings[{n}] }}}}" for n in range(len(widths))]),
        tag_row(widths, "for section in sections"),
        row(widths, [Cell(p("OMuc", "{{ section.id }}. {{ section.title }}"), span=len(widths))]),
        tag_row(widths, "for row in section.rows"),
        row(widths, [Cell(cell, middle=False) for cell in cells]),
        tag_row(widths, "endfor"),
        tag_row(widths, "endfor"),
    ]
    return table(widths, rows)


def _letter(table_: str) -> str:
    """A công văn to one agency or many: its table stands in it, or behind it in an annex that closes it."""
    annex = annex_head("Phụ lục", "annex_title", "{{ annex_reference }}")
    behind = tag("if agencies") + _agency_list() + tag("else") + table_ + tag("endif") + p("HetBang", "./.")
    return "".join(
        (
            letterhead(), title(), addressees(), grounds(), texts("opening"),
            tag("if not annex_title"), table_, p("OChu", ""), tag("endif"),
            texts("closing", last=True), signature(),
            tag("if annex_title"), invisible_end(), annex, behind, tag("endif"),
            section(anew=True),
        )
    )  # fmt: skip


_LISTED = (700, 4954, 1300, 1200, 1200)


def _agency_list() -> str:
    """The agencies of a circular with three counts each."""
    counts = range(len(_LISTED) - 2)
    names = ("STT", "Cơ quan, đơn vị, địa phương", *(f"{{{{ agencies.columns[{n}] }}}}" for n in counts))
    last = "{% keep loop.last %}"
    cells = [p("DongDanhSachGiua", f"{last}{{{{ row.cells[{n}] }}}}") for n in counts]
    named = [
        p("DongDanhSachGiua", f"{last}{{{{ loop.index }}}}"),
        p("DongDanhSach", f"{last}{{{{ row.name }}}}"),
    ]
    rows = [
        head_row(_LISTED, names, "DauBangNho"), tag_row(_LISTED, "for row in agencies.rows"),
        row(_LISTED, [*named, *cells]), tag_row(_LISTED, "endfor"),
    ]  # fmt: skip
    return table(_LISTED, rows)


_ASSIGNED = (650, 2904, 2600, 2100, 1100)


def assignment() -> str:
    """`assignment.docx`: a công văn that tells an agency its duties; an agency's own plan has a title."""
    names = ("STT", "Nội dung công việc", "Kết quả phải có", "Cơ quan thực hiện", "Thời hạn")
    return _letter(table(_ASSIGNED, _duty_rows(_ASSIGNED, names, "sections", small=False)))


_OWED = (560, 3954, 1580, 1140, 740, 1380)
"""Wide enough for one line of what stands beside the contents, so that ten duties fit on a page."""


def reminder() -> str:
    """`reminder.docx`: a công văn to those who are late."""
    names = ("STT", "Nội dung công việc", "Kỳ", "Thời hạn", "Quá hạn (ngày)", "Tình trạng")
    fields = ("duty", "content", "period", "due", "days", "status")
    last = "{% keep loop.last and group == groups[-1] %}"
    cells = [
        p("DongDanhSach" if field == "content" else "DongDanhSachGiua", f"{last}{{{{ row.{field} }}}}")
        for field in fields
    ]
    rows = [
        head_row(_OWED, names, "DauBangNho"), tag_row(_OWED, "for row in group.rows"),
        row(_OWED, cells), tag_row(_OWED, "endfor"),
    ]  # fmt: skip
    many = (
        tag("if groups|length > 1") + p("TieuDeBang", "{{ loop.index }}. {{ group.agency }}") + tag("endif")
    )
    return _letter(tag("for group in groups") + many + table(_OWED, rows) + tag("endfor"))


TEMPLATES_MADE: dict[str, Callable[[], str]] = {
    "report": report,
    "annex": annex,
    "decision": decision,
    "assignment": assignment,
    "reminder": reminder,
}


def build() -> dict[str, bytes]:
    """Every template: file name → content."""
    return {f"{kind}.docx": word_file(body()) for kind, body in TEMPLATES_MADE.items()}


def stale() -> list[str]:
    """The templates that are missing, or whose parts are not what this script makes."""
    return [
        name
        for name, content in build().items()
        if not (TEMPLATES / name).is_file() or unpack((TEMPLATES / name).read_bytes()) != unpack(content)
    ]


def main(arguments: Sequence[str]) -> int:
    """Write the templates, or with `--check` tell which are not current."""
    if "--check" in arguments:
        for name in stale():
            sys.stderr.write(f"templates/{name} is not current: run python tools/docx_templates.py\n")
        return int(bool(stale()))
    for name, content in build().items():
        (TEMPLATES / name).write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
