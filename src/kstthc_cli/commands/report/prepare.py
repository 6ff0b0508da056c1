"""`kst report prepare`: the file for the text that people add to a report."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from kstthc_cli.commands.report.report_view import ReportQuestion, author_of, view_of
from kstthc_cli.domain.report.letterhead import full_name
from kstthc_cli.domain.report.outline import Heading
from kstthc_cli.errors import Exit, FileExistsRefusedError, RefusedError
from kstthc_cli.output import Output
from kstthc_cli.render.report.body import BodyView, heading_text
from kstthc_cli.render.report.report import ReportView, body_view
from kstthc_cli.render.report.status_sentences import grouped, status_summary
from kstthc_cli.store.files.append_only import write_once
from kstthc_cli.store.report.report_paths import prose_path

_MOST = 10


def prepare(root: Path, question: ReportQuestion) -> int:
    """Write a file for prose that holds, as comments, what the report says without it.

    Raises RefusedError when the file exists: written text is never overwritten.
    """
    view = view_of(root, question, Output())
    path = prose_path(view.year.plan.id, view.period.id, view.author)
    try:
        write_once(root, path, prose_file(view))
    except FileExistsRefusedError:
        raise RefusedError(
            f"Đã có {path}: không ghi đè phần người đã viết.", "Mở tệp đó và viết tiếp."
        ) from None
    sys.stdout.write(
        f"Đã ghi {path}\nTệp có sẵn các câu mà báo cáo sẽ ghi, ở dạng ghi chú: bỏ dấu # rồi sửa.\n"
    )
    return Exit.FINE


def prose_file(view: ReportView) -> str:
    """A file for prose without any text in force."""
    unwritten = replace(view, prose={}, beside={}, instead={}, chosen={})
    body = body_view(unwritten)
    counted = status_summary([row for row in view.contents.due if row.status != "waiting"])
    name = full_name(author_of(view.year, view.agency))
    headings = [heading for heading in view.outline.headings if heading.prose is None]
    return (
        "# yaml-language-server: $schema=../../../schemas/prose.schema.json\n"
        f"# Phần thuyết minh của báo cáo {view.period.name}, {name}.\n"
        "# Mỗi dòng chữ là một đoạn; dòng bắt đầu bằng “- ” là một ý. Xóa dấu # ở phần cần viết, giữ nguyên\n"
        "# các dấu cách đầu dòng. Phần đã viết đứng thay câu của chương trình ở mục ấy.\n"
        f"# Tình hình khi tạo tệp: {counted or 'không có việc nào'}.\n"
        f'schema_version: 1\nplan: "{view.year.plan.id}"\nperiod: "{view.period.id}"\n'
        f'agency: "{view.author}"\n\n'
        "# Câu mà báo cáo sẽ ghi dưới từng mục; sửa mục nào thì xóa dấu # ở dòng paragraphs và ở mục ấy.\n"
        "#paragraphs:\n"
        + "".join(_paragraph(body, heading) for heading in headings)
        + "\n"
        + "".join(_prose(view, body, heading) for heading in view.outline.headings if heading.prose)
        + "# Nội dung thêm vào sau câu của chương trình, theo số mục như trên:\n"
        '#headings:\n#  "I.8": |\n#    …\n\n'
        "# Kết quả của cơ quan cần nêu: kst report highlight MÃ_PHIẾU ghi vào mục statements của tệp này.\n"
    )


def _paragraph(body: BodyView, heading: Heading) -> str:
    """A heading with its sentences, commented out as an item of `paragraphs`."""
    lines = heading_text(body, heading) or ["…"]
    head = f'#  # {heading.title}\n#  "{heading.number}": |\n'
    return head + "".join(f"#    {line}\n" for line in lines)


def _prose(view: ReportView, body: BodyView, heading: Heading) -> str:
    """A heading of written text with what the program would say, and what slips say beside it."""
    title = heading.title or next(part.title for part in view.outline.parts if part.number == heading.number)
    fields = [field for name, field in _BESIDE.items() if name in heading.gathers]
    beside = [line for field in fields for line in _stated(view, field)]
    lines = heading_text(body, heading) or ["…"]
    return (
        f"# {title}\n"
        + "".join(f"# Phiếu nêu: {' '.join(line.split())}\n" for line in beside)
        + f"#{heading.prose}: |\n"
        + "".join(f"#  {line}\n" for line in lines)
        + "\n"
    )


_BESIDE = {"difficulties": "difficulty", "proposals": "proposal"}


def _stated(view: ReportView, field: str) -> list[str]:
    statements = [
        (text, row.obligation.agency.short)
        for row in view.contents.covered
        for _, entry in row.statements
        if (text := getattr(entry, field))
    ]
    return grouped(statements, _MOST)
