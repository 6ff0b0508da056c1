"""Finding names of agencies and groups in running text: the longest that fits, registered ones first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kstthc_cli.domain.agencies.known_groups import KNOWN_GROUPS, LEVEL_WORDS, KnownGroup, phrases_of
from kstthc_cli.domain.agencies.levels import UNDER
from kstthc_cli.domain.agencies.names import known_forms
from kstthc_cli.domain.agencies.registry import Registry
from kstthc_cli.domain.calendar.periods import Kind, Period
from kstthc_cli.domain.importing.assignees.name_words import (
    HEADS,
    NAME_ENDS,
    NO_BODIES,
    NOT_HEADS,
    PAIRED_HEADS,
)
from kstthc_cli.domain.importing.free_ids import FreeIds
from kstthc_cli.domain.text.normalize import unmarked, words

_TOKEN = re.compile(r"\w+(?:[&.\-–]\w+)*&?|[^\w\s]")
_LONGEST = 18
_INNER = frozenset(",-–/&+")
_ENDS = frozenset(",;:.()[]/+–-")
LEADING = frozenset(("các", "những", "một", "số", "tất", "cả", "mọi", "cq", "đv"))
_WITH_PAPER = frozenset(("đàiphát", "đàiptth", "đàitruyền", "phátthanh"))
"""What follows `Báo và` where paper and broadcaster are one body."""
_UNITS = frozenset(("ubnd", "huyện", "thành", "thị", "xã", "phường", "đặc", "ủy"))


class Token(NamedTuple):
    """A word or a mark of a line: the letters compared by (none for `và` and marks), and its place."""

    raw: str
    key: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it holds letters or digits."""
        return self.raw[0].isalnum()


def tokens_of(text: str) -> list[Token]:
    """The words and marks of a line in order; a committee written out is one word."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        key = "".join(words(match[0])) if match[0][0].isalnum() else ""
        found.append(Token(match[0], key, match.start(), match.end()))
        if key == "dân" and [token.key for token in found[-4:]] == ["ủy", "ban", "nhân", "dân"]:
            first = found[-4].start
            found[-4:] = [Token(text[first : match.end()], "ubnd", first, match.end())]
    return found


@dataclass(frozen=True, slots=True)
class Assignee:
    """Somebody whom a line names; `id` is that of the registry, or one proposed where `new` is set.

    `others` are further ids that the name may mean.
    """

    id: str
    name: str
    group: bool = False
    new: bool = False
    level: str = ""
    others: tuple[str, ...] = ()


@dataclass(slots=True)
class Names:
    """All names that are known, and those that have been met without being known."""

    index: dict[str, Assignee] = field(default_factory=dict)
    starts: frozenset[str] = frozenset()
    proposed: dict[str, Assignee] = field(default_factory=dict)
    """Normalised name → who is proposed for the registry, in the order met."""
    ids: FreeIds = field(init=False)

    def __post_init__(self) -> None:
        self.ids = FreeIds(assignee.id for assignee in self.index.values())

    def at(self, tokens: Sequence[Token], start: int) -> tuple[Assignee, int] | None:
        """Whoever is named from a token on, and the token after; the longest name counts."""
        return self.known(tokens, start) or self.unknown(tokens, start)

    def known(self, tokens: Sequence[Token], start: int) -> tuple[Assignee, int] | None:
        """The longest name of the index that begins here."""
        if start >= len(tokens) or tokens[start].key not in self.starts:
            return None
        found: tuple[Assignee, int] | None = None
        joined = printed = ""  # without and with the plural: `UBND các xã` is not `UBND xã`
        for end in range(start, min(start + _LONGEST, len(tokens))):
            token = tokens[end]
            if not token.is_word:
                if token.raw not in _INNER and not _abbreviates(tokens, end):
                    break
                continue
            word = "" if token.key.isdigit() and joined == "ubnd" else token.key
            printed += word
            joined += "" if word == "các" and joined == "ubnd" else word
            assignee = self.index.get(printed) or self.index.get(joined)
            if token.key and assignee is not None:
                found = assignee, end + 1
        return found

    def begins(self, tokens: Sequence[Token], start: int) -> bool:
        """Whether a name begins here, a leading `các` or a number not counted."""
        while start < len(tokens) and (tokens[start].key in LEADING or tokens[start].key.isdigit()):
            start += 1
        return start < len(tokens) and (self.known(tokens, start) is not None or self.is_head(tokens, start))

    def is_head(self, tokens: Sequence[Token], start: int) -> bool:
        """Whether a word begins the name of a body: `Sở …`, `Trung tâm …`, or an abbreviation."""
        token = tokens[start]
        if not token.key or not token.raw[0].isupper() or token.key in NO_BODIES:
            return False
        pair = _two(tokens, start)
        short = len(token.raw) > 1 and token.raw.upper() == token.raw
        if pair == "bộphận":
            return _is_section(tokens, start + 2)
        return (token.key in HEADS and pair not in NOT_HEADS) or pair in PAIRED_HEADS or short

    def unknown(self, tokens: Sequence[Token], start: int) -> tuple[Assignee, int] | None:
        """A name that nobody knows, by the words that such names begin with."""
        if start >= len(tokens):
            return None
        plural = tokens[start].key == "các"
        first = start + 1 if plural else start
        if first >= len(tokens) or not tokens[first].is_word:
            return None
        if not (plural or self.is_head(tokens, first)):
            return None
        end = self._end(tokens, first)
        name = " ".join(_text(tokens[first:end]).split())
        if plural and end - first < 2 and not self.is_head(tokens, first):
            return None
        return self.propose(name, group=plural), end

    def described(self, tokens: Sequence[Token], start: int, end: int) -> tuple[Assignee, int] | None:
        """A group whose usual name goes on with words that tell which: `doanh nghiệp công nghệ số`."""
        if end >= len(tokens) or not tokens[end].key:
            return None
        last = self._end(tokens, start)
        return (self.propose(_text(tokens[start:last]), group=True), last) if last > end else None

    def _end(self, tokens: Sequence[Token], start: int) -> int:
        """Where a name that nobody knows ends: at a mark, at a verb, at `và` before another name."""
        end = start
        while end < len(tokens) and end - start < _LONGEST:
            token = tokens[end]
            if token.raw in _ENDS and not _abbreviates(tokens, end):
                if not (token.raw in "-–" and self._joins(tokens, end)) and not _goes_on(tokens, start, end):
                    break
            elif (_links(token) and self.begins(tokens, end + 1) and not _pair(tokens, end)) or (
                end > start and token.raw[0].islower() and _two(tokens, end) in NAME_ENDS
            ):
                break
            end += 1
        return end

    def _joins(self, tokens: Sequence[Token], dash: int) -> bool:
        """Whether a dash stands within a name: `Lao động - Thương binh`."""
        follows = dash < len(tokens) - 1 and not self.begins(tokens, dash + 1)
        return follows and _two(tokens, dash + 1) not in NAME_ENDS

    def propose(self, name: str, *, group: bool) -> Assignee:
        """An assignee for the registry; the same one whenever the name is the same."""
        key = "".join(words(name))
        if key not in self.proposed:
            id_ = self.ids.take(_slug(name))
            self.proposed[key] = Assignee(
                id_, name, group=group, new=True, level="" if group else _level(name)
            )
        return self.proposed[key]


def names_of(registry: Registry, year: int) -> Names:
    """The names of a registry, and groups that plans usually name; those of `year` come first."""
    span = Period(year, Kind.YEAR).span
    index: dict[str, Assignee] = {}
    meant: dict[str, list[str]] = {}
    forms = sorted(known_forms(registry), key=lambda pair: not pair[1].valid_within(span))
    valid = {agency.id for agency in registry.agencies.values() if agency.valid_within(span)}
    for form, agency in forms:
        if registry.level_of(agency).place and form[:1] and form[0] not in _UNITS:
            continue
        ids = meant.setdefault("".join(form), [])
        if agency.id not in ids and (agency.id in valid or not set(ids) & valid):
            ids.append(agency.id)
        index.setdefault("".join(form), Assignee(agency.id, agency.name, level=agency.level))
    for key, ids in meant.items():
        if len(ids) > 1:
            index[key] = Assignee(ids[0], index[key].name, others=tuple(ids[1:]))
    starts = {form[0] for form, _ in forms if form}
    _add_groups(registry, index, starts)
    index.pop("", None)
    return Names(index, frozenset(starts))


def _add_groups(registry: Registry, index: dict[str, Assignee], starts: set[str]) -> None:
    for group in registry.groups.values():
        form = words(group.name)
        if form[-2:] == ("chủ", "trì"):  # the role stays to be read: `được giao chủ trì soạn thảo`
            continue
        index.setdefault("".join(form), Assignee(group.id, group.name, group=True))
        starts.add(form[0] if form else "")
    for known in KNOWN_GROUPS:
        own = _registered(registry, known)
        assignee = Assignee(own or known.id, known.name, group=True, new=own is None)
        for form in phrases_of(known):
            index.setdefault("".join(form), assignee)
            starts.add(form[0])
    starts.discard("")


def _registered(registry: Registry, known: KnownGroup) -> str | None:
    """The id under which a registry has a usual group: the same levels, id or name."""
    for group in registry.groups.values():
        same = known.levels and group.levels == known.levels
        if same or group.id == known.id or words(group.name) == words(known.name):
            return group.id
    return None


def _abbreviates(tokens: Sequence[Token], at: int) -> bool:
    """Whether a full stop only ends an abbreviation: `TP. Cà Mau`."""
    return tokens[at].raw == "." and tokens[at - 1].key in ("tp", "tx", "h", "p", "x", "q", "tt", "bs")


def _goes_on(tokens: Sequence[Token], start: int, at: int) -> bool:
    """Whether a comma stands within a name: `Văn hóa, Thể thao và Du lịch`."""
    before = "".join(token.key for token in tokens[start:at])
    after = "".join(token.key for token in tokens[at + 1 : at + 3])
    culture = before.endswith(("vănhóa", "vh", "vănhóathểthao")) and after.startswith(
        ("thểthao", "tt", "dulịch", "thôngtin", "khoahọc", "xãhội")
    )
    broadcaster = before.endswith("phátthanh") and after.startswith("truyềnhình")
    zones = before.endswith("khukinhtế") and after.startswith(("khucông", "cáckhu"))
    return tokens[at].raw in ",-–" and (culture or broadcaster or zones)


def _is_section(tokens: Sequence[Token], at: int) -> bool:
    """Whether `Bộ phận` names a body: `Bộ phận Một cửa`, but not `… của UBND` (decision 0007, task 26)."""
    rest = tokens[at : at + _LONGEST]
    return bool(rest) and rest[0].raw[0].isupper() and not any(token.key == "của" for token in rest)


def _two(tokens: Sequence[Token], at: int) -> str:
    """A word and the one after it, joined."""
    return "".join(token.key for token in tokens[at : at + 2])


def _links(token: Token) -> bool:
    """Whether a token is `và` or a mark between names."""
    return not token.key


def _pair(tokens: Sequence[Token], at: int) -> bool:
    """Whether `và` joins two bodies of one name: `Văn phòng HĐND và UBND`, `Báo và Đài …`."""
    if tokens[at - 1].key == "báo":
        return _two(tokens, at + 1) in _WITH_PAPER
    return at > 1 and tokens[at - 1].key in ("hđnd", "đbqh") and tokens[at - 2].key in (
        "phòng", "đoàn", "vp", "đbqh", ""
    )  # fmt: skip


def _text(tokens: Sequence[Token]) -> str:
    """The tokens as they were typed, as far as blanks can be told."""
    found = ""
    for n, token in enumerate(tokens):
        gap = n > 0 and token.start > tokens[n - 1].end
        found += (" " if gap else "") + token.raw
    return found


def _slug(name: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", unmarked(name)).strip("-")
    return plain[:60].strip("-") or "co-quan"


def _level(name: str) -> str:
    """The level that a name's first words suggest."""
    plain = " ".join(words(name)) + " "
    return next(
        (level for level, heads in LEVEL_WORDS.items() if any(plain.startswith(f"{h} ") for h in heads)),
        UNDER,
    )
