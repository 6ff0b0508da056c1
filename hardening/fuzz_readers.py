"""What is fuzzed: for every reader a small repository, the file that is broken in it, and who reads it."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from fuzz_mutations import Words, mutated
from fuzz_templates import mutated_text, mutated_word
from kstthc_cli.domain.progress.checksum import checksum_of
from kstthc_cli.store.files.source import Source
from kstthc_cli.store.yaml.reader import parse

PROJECT = Path(__file__).resolve().parent.parent
EXAMPLES = PROJECT / "tests" / "examples"
DAY = ("--as-of", "2021-10-01")
Command = tuple[str, ...]
Mutator = Callable[[Random, Sequence[bytes], Words], bytes]

VALIDATE: Command = ("validate",)
READING: tuple[Command, ...] = (
    ("due", "--period", "2021", *DAY),
    ("due", "--quarter", "3", "--format", "csv", *DAY),
    ("status", "--period", "2021", *DAY),
    ("status", "--format", "markdown", *DAY),
    ("missing", *DAY),
    ("overdue", "--format", "json", *DAY),
    ("history", "1", *DAY),
    ("plan", "show"),
    ("plan", "show", "1"),
    ("agencies",),
    ("agencies", "--format", "json"),
    ("request", "list", "--all", *DAY),
    ("request", "list", "--all", "--format", "json", *DAY),
    ("report", "adhoc", "--request", "yeu-cau-1", *DAY),
    ("fmt", "--check"),
    ("validate", "--format", "json"),
    ("validate", "--format", "github"),
    ("validate", "--format", "sarif"),
    ("report", "quarterly", "--quarter", "2", "--agency", "so-tp", *DAY),
    ("report", "quarterly", "--quarter", "2", "--agency", "so-tp", "--format", "html", *DAY),
    ("report", "quarterly", "--quarter", "3", *DAY),
    ("report", "yearly", "--format", "json", *DAY),
    ("report", "half-year", "--half", "1", "--format", "html", *DAY),
    ("report", "plan", *DAY),
    ("report", "assignment", "--agency", "so-tp", *DAY),
    ("report", "reminder", "--all-missing", *DAY),
    ("new-year", "2022", "--dry-run", *DAY),
    ("record", "1", "--agency", "so-tp", "--quarter", "3", "--status", "done", "--dry-run", *DAY),
)  # fmt: skip
_FEW = READING[:9] + READING[18:22]


@dataclass(frozen=True)
class Reader:
    """A reader and how it is fuzzed; `share` is how many of a hundred inputs it gets."""

    name: str
    target: str
    seeds: Callable[[], list[bytes]]
    share: int
    ground: str = ""
    mutate: Mutator = mutated
    finish: Callable[[bytes], bytes] | None = None
    command: Command = VALIDATE
    others: tuple[Command, ...] = READING

    def build(self, root: Path) -> Path:
        """Make `root` the repository; the file that is broken in it."""
        for ground in filter(None, ("minimal", self.ground)):
            shutil.copytree(EXAMPLES / "ok" / ground, root, dirs_exist_ok=True)
        file = root / self.target
        file.parent.mkdir(parents=True, exist_ok=True)
        return file

    def arguments(self, command: Command, root: Path) -> list[str]:
        """The command line that asks this reader."""
        return ["--root", str(root), *(word.replace("@FILE@", str(root / self.target)) for word in command)]


# Seeds


def _examples(pattern: str, *more: str) -> Callable[[], list[bytes]]:
    """The files of all examples whose path fits a pattern, and some files of the project, none twice."""

    def seeds() -> list[bytes]:
        fits = re.compile(pattern)
        files = [file for file in sorted(EXAMPLES.rglob("*")) if file.is_file()]
        found = [file for file in files if fits.search(file.relative_to(EXAMPLES).as_posix())]
        contents = [file.read_bytes() for file in [*found, *(PROJECT / name for name in more)]]
        return list(dict.fromkeys(content for content in contents if len(content) < 30_000))

    return seeds


def _drafts() -> list[bytes]:
    entry = 'duty: "1", status: done, text: "Đã thẩm định 12 dự thảo.", evidence: ["https://a.vn/b"]'
    return [
        f'agency: "so-tp"\nperiod: "2021-Q3"\nentries:\n  - {{{entry}}}\n'.encode(),
        'agency: "Sở Tư pháp"\nquarter: 3\ndate: 2021-09-20\nby: "Nguyễn Văn A"\nnote: "Lần đầu"\nentries:\n'
        '  - duty: "1"\n    status: "hoàn thành"\n    text: "Xong"\n    difficulty: "Thiếu người"\n'
        '    proposal: "Thêm người"\n    document: {number: "45/BC-STP", date: 2021-09-18, subject: "V/v"}\n'
        '    figures: {so-luong: "12,5 %", ty-le: {value: 3, unit: "%"}}\n'.encode(),
        'agency: "vp-ubnd-tinh"\nperiod: "Quý III/2021"\nsupersedes: ["phieu-1"]\nentries:\n'
        '  - {duty: "2", status: in_progress, text: "a", period: "2021"}\n'.encode(),
    ]


def _wordings() -> list[bytes]:
    return [
        'content: "Thẩm định quy định mới."\nresults: ["Văn bản thẩm định.", "Báo cáo."]\n'.encode(),
        'title: "Kiểm soát"\nprinted:\n  - "- Sở Tư pháp thẩm định, phối hợp."\n'.encode(),
    ]


def _closings() -> list[bytes]:
    closing = {
        "schema_version": 1,
        "plan": "2021",
        "period": "2021-Q2",
        "as_of": "2021-06-20",
        "by": "Nguyễn Thị B",
        "computed_from": "a" * 64,
        "slips": ["so-tp/phieu-1"],
        "rows": [
            ["so-tp", "1", "2021-Q3", "", "I", "not_reported", "2021-Q3", "2021-09-30"],
            ["vp-ubnd-tinh", "2", "2021", "", "I", "done", "2021", ""],
        ],
    }
    text = json.dumps({**closing, "seal": checksum_of(closing)}, ensure_ascii=False, indent=1)
    return [text.encode(), b'{"schema_version": 1}', b"[]"]


def _texts() -> list[bytes]:
    names = ("assignment.md.j2", "reminder.md.j2", "decision.md.j2", "letter.md.j2", "reminder.html.j2")
    sys.path.insert(0, str(PROJECT))
    from tests.templates.test_hostile_templates import HOSTILE

    hostile = [source.encode() for source, _ in HOSTILE.values() if len(source) < 5000]
    return [*((PROJECT / "templates" / name).read_bytes() for name in names), *hostile]


def _words() -> list[bytes]:
    sys.path.append(str(PROJECT / "tools"))
    from docx_base import section, word_file
    from docx_pieces import p

    tags = (
        "{{ letter.subject }}",
        "{{ plan }}",
        "{%p if plan %}",
        "{%p endif %}",
        "{{ letter.number|upper }}",
    )
    small = word_file("".join(p("NoiDung", tag) for tag in tags) + section())
    loop = ("{%p for row in tables %}", "{{ row.title }}", "{%p endfor %}", "{# ghi chú #}")
    looped = word_file("".join(p("NoiDung", tag) for tag in loop) + section())
    return [
        small,
        looped,
        *((PROJECT / "templates" / f"{n}.docx").read_bytes() for n in ("assignment", "reminder")),
    ]


# Seals


def _sealed(content: bytes) -> bytes:
    """A slip or request with the seal that its content asks for, so that what lies behind it is reached."""
    if hash(len(content)) % 4 == 0:
        return content
    try:
        text = content.decode("utf-8")
        data = parse(Source("", text)).data
        seal = f'seal: "{checksum_of(data)}"\n'
    except Exception:  # noqa: BLE001 - whatever is wrong with it, the reader shall say
        return content
    return re.sub(r"^seal:.*\n?", "", text, flags=re.MULTILINE).encode() + seal.encode()


def _sealed_json(content: bytes) -> bytes:
    try:
        data = json.loads(content)
        return json.dumps({**data, "seal": checksum_of(data)}, ensure_ascii=False).encode()
    except Exception:  # noqa: BLE001 - as above
        return content


SLIP, REQUEST = "progress/2021/Q3/so-tp/phieu-1.yaml", "requests/2021/yeu-cau-1.yaml"
AMEND: Command = (
    "amend",
    "1",
    "--reword",
    "@FILE@",
    "--ground",
    "5/QĐ-UBND",
    "--ground-date",
    "2021-05-20",
    "--dry-run",
)
_CHECK: Command = ("template", "check", "@FILE@", "--kind")
READERS = (
    Reader(
        "plan", "plans/2021.yaml", _examples(r"plan\.yaml$|plans/2021(@[\d-]+)?\.yaml$"), 17, "report-prose"
    ),
    Reader("sub-plan", "plans/2021-kt.yaml", _examples(r"plans/2021-kt"), 7, "sub-plan"),
    Reader(
        "agencies", "agencies/quang-ngai.yaml", _examples(r"agencies\.yaml$|agencies/"), 14, "report-prose"
    ),
    Reader(
        "calendar", "calendar/2021.yaml", _examples(r"calendar\.yaml$|calendar/", "calendar/2021.yaml"), 9
    ),
    Reader("slips", SLIP, _examples(r"slip\.yaml$|progress/"), 15, "slip-with-a-figure", finish=_sealed),
    Reader("requests", REQUEST, _examples(r"requests/"), 7, "request", finish=_sealed),
    Reader("prose", "reports/2021/Q2/so-tp.yaml", _examples(r"reports/.*\.yaml$"), 10),
    Reader("closing", "reports/2021/Q2/closing.json", _closings, 4, "report-prose", finish=_sealed_json),
    Reader(
        "outline", "templates/outline.yaml", _examples(r"outline", "templates/outline.yaml"), 5, others=_FEW
    ),
    Reader(
        "letterhead",
        "templates/letterhead.yaml",
        _examples(r"letterhead", "templates/letterhead.yaml"),
        4,
        others=_FEW,
    ),
    Reader(
        "batch",
        "phieu.yaml",
        _drafts,
        4,
        command=("record", "--file", "@FILE@", "--dry-run", *DAY),
        others=(),
    ),
    Reader("wording", "chu.yaml", _wordings, 1, command=(*AMEND, *DAY), others=()),
    Reader("text", "a.md.j2", _texts, 2, mutate=mutated_text, command=(*_CHECK, "reminder"), others=()),
    Reader("word", "a.docx", _words, 1, mutate=mutated_word, command=(*_CHECK, "assignment"), others=()),
)
