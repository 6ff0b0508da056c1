"""What stands before and after the table: number, date, issuer, signer, grounds, articles, recipients."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kstthc_cli.domain.importing.capitals import Case, with_place
from kstthc_cli.domain.text.first_letter import capitalized
from kstthc_cli.domain.text.normalize import unmarked

_KINDS = (
    "quyết định", "kế hoạch", "nghị quyết", "chương trình", "chương trình công tác", "chương trình hành động",
    "chỉ thị", "thông báo", "phương án", "đề án", "kế hoạch hành động",
)  # fmt: skip
_MOTTO = re.compile(r"(cong hoa xa hoi chu nghia viet nam|doc lap ?[-–] ?tu do ?[-–] ?hanh phuc)\W*")
_NUMBER = re.compile(
    r"(?P<before>.*?)\bSố\s*:\s*(?P<n>[\w./…-]*\s?/\s?[\w.&/-]+)(?P<after>.*)", re.IGNORECASE
)
_DATED = re.compile(
    r"(?P<place>[^,;:()]{2,40}),\s*ngày\s*(?P<d>\d{1,2}|…+|\.+)?\s*tháng\s*(?P<m>\d{1,2}|…+|\.+)?\s*năm\s*(?P<y>\d{4})\W*",
    re.IGNORECASE,
)
_GROUND = re.compile(r"(căn cứ|theo đề nghị|xét đề nghị|thực hiện|trên cơ sở)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"Điều\s+(\d+)\s*[.:]\s*(?P<text>.*)", re.DOTALL)
_REFERENCE = re.compile(r"\(?\s*(ban hành|ban$|kèm theo|kèm$|đính kèm)", re.IGNORECASE)
_CAPACITY = re.compile(r"(KT|TM|TL|TUQ|Q|T/M|K/T)\b\.?\s*\S")
_POST = re.compile(
    r"(phó |q\. ?)?(chủ tịch|giám đốc|bộ trưởng|thứ trưởng|chánh văn phòng|thủ tướng|trưởng ban|cục trưởng|"
    r"vụ trưởng|chánh thanh tra|tổng giám đốc|hiệu trưởng|viện trưởng|trưởng phòng|bí thư|chủ nhiệm)\b.*",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:[A-ZĐÀ-Ỹ][a-zđà-ỹ]+\s?){2,5}|(?:[A-ZĐÀ-Ỹ][a-zđà-ỹ]+\s){1,4}[A-ZĐÀ-Ỹ]")


@dataclass(slots=True)
class Head:
    """What the document says of itself; what is not there is empty.

    `parent` is the body above the one that issued it, as the letterhead names it; `rest` are words of no
    known place.
    """

    kind: str = ""
    number: str = ""
    subject: str = ""
    branch: str = ""
    issued: date | None = None
    year: int | None = None
    place: str = ""
    parent: str = ""
    authority: str = ""
    issuer: str = ""
    capacity: str = ""
    post: str = ""
    name: str = ""
    at_once: bool = False
    grounds: list[str] = field(default_factory=list)
    articles: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    annex: str = ""
    reference: str = ""
    body: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)


def read_head(before: Sequence[str], after: Sequence[str]) -> Head:
    """The head of a document from the lines before its table, and those after."""
    reader = _Reader([*before, *after])
    for line in before:
        reader.take(line)
    reader.tail = True
    for line in after:
        reader.take(line)
    return reader.done()


_State = Literal[
    "letterhead", "kind", "subject", "issuer", "grounds", "decides", "articles", "recipients", "signer",
    "annex", "reference", "body",
]  # fmt: skip


class _Reader:
    """Takes line after line; `_state` names what the last line belonged to."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.head = Head()
        self.tail = False
        self._state: _State = "letterhead"
        self._case = Case(lines)
        self._authority: list[str] = []
        self._titles: list[str] = []
        self._articles = any(_ARTICLE.match(line) for line in lines)

    def take(self, line: str) -> None:
        if not any(c.isalnum() for c in line) or _MOTTO.fullmatch(unmarked(line)):
            return
        for step in (self._number, self._date, self._sections, self._kind, self._reference, self._goes_on):
            if step(line):
                return
        if self.tail:
            self.head.after.append(line)
        elif self.head.kind and not self._articles and self._state in ("subject", "grounds", "body"):
            self._state = "body"
            self.head.body.append(line)
        else:
            self.head.rest.append(line)

    def _number(self, line: str) -> bool:
        match = _NUMBER.fullmatch(line)
        if match is None or self.head.number or self._state != "letterhead":
            return False
        self._take_part(match["before"])
        self.head.number = "" if match["n"].startswith(("/", "…", ".")) else match["n"].replace(" ", "")
        if not self.head.number:
            self.head.rest.append(line)
        self._take_part(match["after"])
        return True

    def _take_part(self, part: str) -> None:
        """Take what stands in one line with the number."""
        if bare := part.strip(" -–"):
            self.take(bare)

    def _date(self, line: str) -> bool:
        match = _DATED.fullmatch(line.strip("() "))
        if match is None or self.head.year is not None:
            return False
        self.head.place, self.head.year = match["place"].strip(), int(match["y"])
        day, month = match["d"] or "", match["m"] or ""
        if day.isdecimal() and month.isdecimal() and 1900 <= int(match["y"]) <= 2999:
            try:
                self.head.issued = date(int(match["y"]), int(month), int(day))
            except ValueError:
                self.head.rest.append(line)
        return True

    def _sections(self, line: str) -> bool:
        """Lines that say themselves what they are."""
        if match := _ARTICLE.match(line):
            self._state = "articles"
            self.head.articles.append(match["text"])
            self.head.at_once |= bool(re.search(r"hiệu lực.*từ ngày ký", line))
        elif re.match(r"nơi nhận\s*:?", line, re.IGNORECASE):
            self._state = "recipients"
            if rest := re.sub(r"^nơi nhận\s*:?\s*", "", line, flags=re.IGNORECASE):
                self.head.recipients.append(rest)
        elif (self._goes_on_with_grounds() and _GROUND.match(line)) or (
            self._state in ("subject", "kind", "grounds")
            and re.match(r"(căn cứ|theo đề nghị|xét đề nghị)\b", line, re.IGNORECASE)
        ):
            self._state = "grounds"
            self.head.grounds.append(line)
        elif match := re.fullmatch(r"lĩnh vực:?\s+(.+)", line, re.IGNORECASE):
            self.head.branch = match[1]
        elif unmarked(line).strip(" :.") in ("quyet dinh", "quyet nghi") and self._state in (
            "grounds",
            "issuer",
        ):
            self._state = "decides"
        else:
            return False
        return True

    def _goes_on_with_grounds(self) -> bool:
        """Whether `Thực hiện …` is a ground here: what a plan says there is its body."""
        return self._state == "issuer" or (self._state == "grounds" and self._articles)

    def _kind(self, line: str) -> bool:
        plain = " ".join(line.casefold().split()).strip(" :.")
        if plain in _KINDS and line.isupper() and self._state == "letterhead":
            self.head.kind, self._state = capitalized(plain), "kind"
            return True
        if line.isupper() and (plain.startswith(_KINDS) or plain.startswith("phụ lục")):
            if self.head.kind and self._state in ("articles", "recipients", "signer", "annex"):
                self._state = "annex"
                self._titles.append(line)
                return True
            if not self.head.kind and self._state == "letterhead":
                kind = next((k for k in sorted(_KINDS, key=len, reverse=True) if plain.startswith(k)), "")
                if kind:
                    self.head.kind, self._state = capitalized(kind), "subject"
                    self.head.subject = line[len(kind) :].strip()
                else:
                    self._state = "annex"
                    self._titles.append(line)
                return True
        return False

    def _reference(self, line: str) -> bool:
        opened = line.lstrip().startswith("(")
        if opened and _REFERENCE.match(line) and self._state in (
            "annex", "signer", "letterhead", "subject", "articles", "recipients", "kind"
        ):  # fmt: skip
            self.head.reference, self._state = line, "reference"
            return True
        if self._state == "reference" and not self.head.reference.rstrip().endswith(")"):
            self.head.reference += f" {line}"
            return True
        return False

    def _goes_on(self, line: str) -> bool:
        """Lines that go on with what the last one began."""
        step = getattr(self, f"_in_{self._state}", None)
        return step is not None and bool(step(line))

    def _in_letterhead(self, line: str) -> bool:
        if line.isupper() and not self.head.number and not _is_place_line(line):
            self._authority.append(line)
            return True
        return False

    def _in_kind(self, line: str) -> bool:
        self._state = "subject"
        self.head.subject = line
        return True

    def _in_subject(self, line: str) -> bool:
        plain = unmarked(line)
        if line.isupper() and re.match(
            r"(chu tich|giam doc|bo truong|uy ban|hoi dong|chanh|thu tuong|ban |so )", plain
        ):
            self.head.issuer, self._state = line, "issuer"
            return True
        first_case = self.head.subject.isupper() == line.isupper()
        if first_case and not re.match(r"([IVX]+|\d+|[A-Z])\s*[.)]", line) and len(self.head.subject) < 400:
            going_on = line.isupper() or line[:1].islower() or not self.head.subject.endswith((".", ";", ":"))
            ends = line.rstrip().endswith((".", ";", ":"))
            if going_on and not ends and not _REFERENCE.match(line) and len(line) < 200:
                self.head.subject += f" {line}"
                return True
        return False

    def _in_issuer(self, line: str) -> bool:
        if line.isupper():
            self.head.issuer += f" {line}"
            return True
        return False

    def _in_grounds(self, line: str) -> bool:
        if self._articles and not self.head.grounds[-1].rstrip().endswith((";", ".", ",")):
            self.head.grounds[-1] += f" {line}"
            return True
        return False

    def _in_articles(self, line: str) -> bool:
        if _CAPACITY.match(line) or (line.isupper() and _POST.fullmatch(line)):
            self._state = "signer"
            return self._in_signer(line)
        if line.isupper():
            return False
        self.head.articles[-1] += f"\n{line}"
        return True

    def _in_recipients(self, line: str) -> bool:
        if line.startswith(("-", "–", "+")):
            self.head.recipients.append(line.lstrip("-–+ "))
            return True
        if _CAPACITY.match(line) or (line.isupper() and _POST.fullmatch(line)):
            self._state = "signer"
            return self._in_signer(line)
        if self.head.recipients and not line.isupper() and not self.head.recipients[-1].endswith((".", ";")):
            self.head.recipients[-1] += f" {line}"
            return True
        if self.head.recipients and not line.isupper() and self.head.recipients[-1].endswith(";"):
            self.head.recipients.append(line)
            return True
        return self._signed(line)

    def _in_signer(self, line: str) -> bool:
        if _CAPACITY.match(line) and not self.head.post:
            self.head.capacity = "\n".join(filter(None, (self.head.capacity, line)))
            return True
        if line.isupper() and _POST.fullmatch(line) and not self.head.post:
            self.head.post = line
            return True
        return self._signed(line)

    def _signed(self, line: str) -> bool:
        if (self.head.post or self.head.capacity) and not self.head.name and _NAME.fullmatch(line.strip()):
            self.head.name = line.strip()
            return True
        return False

    def _in_annex(self, line: str) -> bool:
        if line.isupper() or (len(self._titles) == 1 and not _REFERENCE.match(line)):
            self._titles.append(line)
            return True
        return False

    def done(self) -> Head:
        head, case = self.head, self._case
        above, own = _letterhead(self._authority)
        head.parent = with_place(case.of(" ".join(above)), head.place)
        head.authority = with_place(case.of(" ".join(own)), head.place)
        head.issuer = with_place(case.of(head.issuer), head.place)
        head.subject = with_place(case.of(head.subject), head.place)
        title = " ".join(self._titles)
        if not title.isupper():  # below capitals stands a line of running text
            title = " ".join(map(case.of, self._titles))
        head.annex = with_place(case.of(title), head.place)
        if head.capacity and not head.post and (match := _CAPACITY.match(head.capacity.rpartition("\n")[2])):
            above, line, last = head.capacity.rpartition("\n")
            head.post = last[len(match[1]) :].lstrip(". ")
            head.capacity = f"{above}{line}{match[1]}."
        head.capacity = "\n".join(case.of(line, keep=1) for line in head.capacity.split("\n"))
        head.post = case.of(head.post)
        if not head.name:  # a copy that nobody has signed: the words stay to be looked at
            head.rest += [text for text in (head.capacity, head.post) if text]
        return head


def _letterhead(lines: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """The lines that name the body above, and those of the body itself: the last one that begins a name."""
    begins = (n for n in range(len(lines) - 1, 0, -1) if _BODY.match(unmarked(lines[n])))
    at = next((n for n in begins if unmarked(lines[n - 1]).strip() not in _NO_WHOLE_NAME), 0)
    return lines[:at], lines[at:]


_BODY = re.compile(
    r"(ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|so|bo|cuc|chi cuc|tong cuc|phong|van phong|trung tam|"
    r"thanh tra|ban quan ly|ban dan toc)\b"
)
_NO_WHOLE_NAME = ("uy ban nhan dan", "hoi dong nhan dan", "van phong", "van phong uy ban nhan dan")


def _is_place_line(line: str) -> bool:
    return bool(_DATED.fullmatch(line))
