"""`kst template check`, `export` and `fields`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kstthc_cli.commands.listing import Listing, print_listing
from kstthc_cli.errors import Exit, KstError, UsageError
from kstthc_cli.output import Output

if TYPE_CHECKING:
    from kstthc_cli.model.report.template_fields import NamedField, Shape
    from kstthc_cli.render.screen.table_model import Table
    from kstthc_cli.render.word.word_check import Fault

_ENDINGS = (".docx", ".md.j2", ".html.j2", ".txt.j2")
_SENTENCES = "sentences"
_STRANGE = " & < > \" ' {{ 7 * 7 }} {% if %}\ndòng hai\tệ"
KINDS = {
    "text": "chữ",
    "number": "số",
    "yes_no": "có/không",
    "day": "ngày",
    "list": "danh sách",
    "group": "nhóm",
}
"""Vietnamese names of the kinds of fields."""


def check(folder: Path, named: Path | None, file: Path, kind: str | None, output: Output) -> int:
    """Print every fault of a template; exit code 1 if there is any."""
    chosen = output.resolve_format(("text", "json"))
    wanted = _kind_of(file, kind)
    found, left = _faults(file, wanted, _root(folder, named)), _left_out(file)
    if chosen == "json":
        from kstthc_cli.render.screen.data_formats import to_json

        faults = [{"where": fault.where, "what": fault.what} for fault in found]
        content = {"template": file.name, "kind": wanted, "faults": faults, "left_out": list(left)}
        output.write(to_json({"schema_version": 1, **content}), chosen)
    else:
        output.write("".join(_lines(file, found, left)), chosen)
    return Exit.FINDINGS if found else Exit.FINE


def _left_out(file: Path) -> tuple[str, ...]:
    """Parts that are removed from every document made from a Word template; empty if it is unreadable."""
    if not file.name.endswith(".docx"):
        return ()
    from kstthc_cli.render.templates.template_errors import TemplateFailureError
    from kstthc_cli.render.word.word_document import harmless, read_template

    content = read_template(file)
    try:
        return harmless(file.name, content).left_out
    except TemplateFailureError:
        return ()


def _lines(file: Path, found: Sequence[Fault], left: Sequence[str]) -> Iterator[str]:
    from kstthc_cli.store.files.paths import printable

    for fault in found:
        where = f"{fault.where}: " if fault.where else ""
        yield f"{file}: {printable(where + fault.what)}.\n"
    if left:
        yield f"{file}: không đưa vào văn bản: {printable('; '.join(left))}.\n"
    yield f"{len(found)} chỗ sai.\n" if found else f"{file}: dùng được.\n"


def _kind_of(file: Path, kind: str | None) -> str:
    from kstthc_cli.model.report.document_values import VALUES
    from kstthc_cli.render.templates.sentence_check import ENDING, SHAPES, is_sentences

    if is_sentences(file.name):
        return _SENTENCES
    if file.name.endswith(ENDING):
        names = ", ".join(f"{name}{ENDING}" for name in SHAPES)
        raise UsageError(
            f"“{file.name}” không phải là mẫu câu.", f"Mẫu câu: {names}, paragraph.BIỂU{ENDING}."
        )
    if not file.name.endswith(_ENDINGS):
        raise UsageError(f"“{file.name}” không phải là mẫu.", f"Mẫu có đuôi {', '.join(_ENDINGS)}.")
    found = kind or file.name.split(".")[0]
    if found not in VALUES:
        message = f"Không biết “{file.name}” là mẫu của loại nào."
        raise UsageError(message, f"Nêu --kind: {', '.join(VALUES)}.")
    return found


def _root(folder: Path, named: Path | None) -> Path | None:
    """The repository, if there is one: a text template may include others of it."""
    from kstthc_cli.store.files.paths import find_root

    try:
        return find_root(folder, named)
    except KstError:
        if named is not None:
            raise
        return None


def _faults(file: Path, kind: str, root: Path | None) -> list[Fault]:
    from kstthc_cli.model.report.template_fields import shape_of
    from kstthc_cli.render.word.word_document import read_template

    content = read_template(file)
    if kind == _SENTENCES:
        return _faults_of_sentences(file.name, content, root)
    shape = shape_of(kind)
    samples = _samples(kind, shape)
    if file.name.endswith(".docx"):
        from kstthc_cli.render.word.word_check import faults_of

        return faults_of(file.name, content, shape, samples)
    from kstthc_cli.render.templates.text_check import faults_of_text

    return _in_text(content, lambda text: faults_of_text(file.name, text, shape, samples, root))


def _in_text(content: bytes, find: Callable[[str], list[Fault]]) -> list[Fault]:
    from kstthc_cli.render.word.word_check import Fault

    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return [Fault("", "không phải là tệp chữ UTF-8")]
    return find(text)


def _faults_of_sentences(name: str, content: bytes, root: Path | None) -> list[Fault]:
    from kstthc_cli.render.templates.sentence_check import faults_of_sentences
    from kstthc_cli.store.forms.forms import all_forms, built_in_forms

    forms = built_in_forms() | (all_forms(root) if root is not None else {})
    return _in_text(content, lambda text: faults_of_sentences(name, text, forms, root))


def _samples(kind: str, shape: Shape) -> Mapping[str, Mapping[str, Any]]:
    from kstthc_cli.model.report.template_fields import minimal_values, with_suffix
    from kstthc_cli.store.report.samples import sample

    full = sample(kind)
    return {
        "dữ liệu minh họa đầy đủ": full,
        "dữ liệu minh họa để trống mọi chỗ có thể trống": minimal_values(full, shape),
        "dữ liệu minh họa có ký tự lạ": with_suffix(full, shape, _STRANGE),
    }


# Export


def export(folder: Path, names: Sequence[str], *, force: bool) -> int:
    """Write the built-in templates, or those named, into a folder.

    Raises UsageError for an unknown name, FileExistsRefusedError before anything is written.
    """
    from kstthc_cli.store.files.builtin_files import built_in_templates, write_templates

    known = built_in_templates()
    unknown = [name for name in names if name not in known]
    if unknown:
        raise UsageError(f"Không có mẫu “{unknown[0]}”.", f"Các mẫu: {', '.join(known)}.")
    for file in write_templates(folder, names or known, force=force):
        sys.stderr.write(f"Đã ghi {file}\n")
    return Exit.FINE


# Fields


def fields(root: Path, kind: str | None, output: Output) -> int:
    """Print the field names that templates of a kind, or of all kinds, may use."""
    from kstthc_cli.model.report.document_values import VALUES
    from kstthc_cli.model.report.template_fields import named_fields, shape_of

    shapes = {name: shape_of(name) for name in ([kind] if kind else VALUES)}
    found = {name: list(named_fields(shape)) for name, shape in shapes.items()}
    listing = Listing(
        data=lambda: {
            "schema_version": 1,
            "kinds": [{"kind": name, "fields": [_data(f) for f in of]} for name, of in found.items()],
        },
        header=("kind", "field", "type", "description"),
        records=lambda: ([name, *_row(field)] for name, of in found.items() for field in of),
        table=lambda _wide, _most: _table({shapes[name].description: of for name, of in found.items()}),
    )
    return print_listing(root, listing, output)


def _row(field: NamedField) -> list[str]:
    optional = ", có thể trống" if field.shape.optional else ""
    return [field.path, KINDS[field.shape.kind] + optional, field.shape.description]


def _data(field: NamedField) -> dict[str, Any]:
    shape = field.shape
    return {
        "field": field.path,
        "type": shape.kind,
        "optional": shape.optional,
        "description": shape.description,
    }


def _table(found: Mapping[str, Sequence[NamedField]]) -> Table:
    from kstthc_cli.render.screen.table_model import Table, TableColumn, TableSection

    return Table(
        title="Trường mà mẫu dùng được",
        subtitle="[] là danh sách, dùng trong vòng lặp: body[].text là block.text của “for block in body”.",
        columns=(TableColumn("Tên trường"), TableColumn("Kiểu"), TableColumn("Nghĩa", share=1)),
        blocks=[TableSection(name, [_row(field) for field in of]) for name, of in found.items()],
        ruled=False,
    )
