"""A printed line of an agency cell: who is named in it, in which role, under which condition.

The readings follow docs/decisions/0007. What a line says beyond names, roles and conditions is a doubt.
"""

from __future__ import annotations

import re
from itertools import accumulate

from kstthc_cli.domain.agencies.known_groups import VAGUE
from kstthc_cli.domain.importing.assignees.line import LineReading
from kstthc_cli.domain.importing.assignees.name_words import (
    FILLERS,
    OBJECT_OF,
    PAIRED_HEADS,
    SHARED_HEADS,
    TITLES,
    UNIT_KINDS,
)
from kstthc_cli.domain.importing.assignees.names import LEADING, Assignee, Names, Token, tokens_of
from kstthc_cli.domain.importing.assignees.verbs import (
    Verbs,
    closing,
    is_condition,
    roles_in,
    says_more,
    verbs_at,
)
from kstthc_cli.domain.plan.roles import ROLES, in_order
from kstthc_cli.domain.text.first_letter import capitalized


def read_line(line: str, names: Names, role: str) -> LineReading:
    """The reading of a line; `role` is that of its column, empty where the words alone tell."""
    reading = LineReading(line)
    _Reader(reading, names, role, tokens_of(reading.bare)).read()
    reading.ask_who()
    return reading


class _Reader:
    """Walks over the tokens of a line; `waiting` are those named whose role has not been said yet."""

    def __init__(self, reading: LineReading, names: Names, role: str, tokens: list[Token]) -> None:
        self._line, self._names, self._role, self._tokens = reading, names, role, tokens
        self._waiting: list[Assignee] = []
        self._joint: list[Assignee] = []  # A of `A phối hợp với B chủ trì`, until the verb comes
        self._prefix = ""  # the role of whoever follows
        self._soft = False  # whether the prefix came with `phối hợp với`, so that verbs may follow
        self._labelled: list[Assignee] = []  # those named since a label
        self._apart = False  # whether the last mark was a semicolon
        self._left: list[str] = []
        self._said = False
        self._at = 0
        self._colons = [*accumulate((n if t.raw == ":" else 0 for n, t in enumerate(tokens)), max, initial=0)]

    def read(self) -> None:
        while self._at < len(self._tokens):
            self._step(self._tokens[self._at])
        self._finish()

    def _step(self, token: Token) -> None:
        if token.raw == "(":
            self._bracket()
        elif not token.is_word or not token.key:
            if token.raw == ";" and self._soft and says_more(self._tokens, self._at):
                self._prefix, self._soft = "", False
            self._apart = token.raw == ";"
            self._at += 1
        elif verbs := verbs_at(self._tokens, self._at):
            self._verb(verbs)
        elif self._elliptic() or self._condition() or self._name():
            pass
        elif token.key in FILLERS or token.key.isdigit():
            self._at += 1
        else:
            self._left.append(token.raw)
            self._at += 1

    # Names

    def _name(self) -> bool:
        at = self._at
        while at < len(self._tokens) and (self._tokens[at].key in LEADING or self._tokens[at].key.isdigit()):
            at += 1
        found = self._names.known(self._tokens, at)
        if found is None and self._at_boundary():
            found = self._names.at(self._tokens, self._at)
        if found is None or (found[0].new and self._tokens[self._at].key in TITLES):
            return False  # nobody, or only the post of somebody: `Chủ tịch`
        if self._goes_on(at, found[1]) and (longer := self._names.unknown(self._tokens, at)):
            found = longer if longer[1] > found[1] else found
        elif (
            found[0].id in VAGUE
            and not verbs_at(self._tokens, found[1])
            and not is_condition(self._tokens, found[1])
        ):
            found = self._names.described(self._tokens, at, found[1]) or found
        assignee, self._at = found
        if assignee.name.casefold() in SHARED_HEADS and self._is(self._at, ":"):
            return True  # `các Sở: Nội vụ, Tư pháp`
        if [token.key for token in self._tokens[self._at - 2 : self._at]] == ["được", "giao"]:
            self._at -= 2  # what is given to them is a condition
        if assignee.id in VAGUE and self._labels():
            return True
        self._take(assignee)
        return True

    def _labels(self) -> bool:
        """Whether what was named only belongs to a label: `Cơ quan chủ trì:`."""
        verbs = verbs_at(self._tokens, self._at)
        return verbs is not None and self._is(verbs.end, ":")

    def _goes_on(self, start: int, at: int) -> bool:
        """Whether a name is followed by more of it: `Thanh tra` of the province by `Chính phủ`, `Bộ Y tế`."""
        token = self._tokens[at] if at < len(self._tokens) else None
        if token is None or not token.key:
            return False
        more = token.raw[0].isupper() and not self._names.begins(self._tokens, at)
        head = "".join(token.key for token in self._tokens[start:at])
        own = token.key in ("bộ", "sở") and not self._key(at + 1)  # `Thanh tra Bộ`
        own = own or (token.key == "bộ" and head in PAIRED_HEADS)  # `Thanh tra Bộ Y tế`
        return more or own or token.key in UNIT_KINDS

    def _at_boundary(self) -> bool:
        """Whether a name may begin that nobody knows: not in the middle of other words."""
        before = self._tokens[self._at - 1] if self._at else None
        return before is None or not before.key or before.key in FILLERS or before.raw not in self._left[-1:]

    def _elliptic(self) -> bool:
        """`Sở Tài chính, Nội vụ`, `các sở: Tài chính, Nội vụ`: names that leave out their first word."""
        before = self._tokens[self._at - 1] if self._at else None
        token = self._tokens[self._at]
        head = self._head()
        if before is None or (before.raw not in ",;:" and before.key) or head is None:
            return False
        if not token.raw[0].isupper() or token.key in LEADING or self._names.begins(self._tokens, self._at):
            return False
        joined = [head, *self._tokens[self._at :]]
        found = self._names.known(joined, 0)
        if found is None or found[1] < 2:
            found = self._names.unknown(joined, 0)
            if found is None or head.key not in SHARED_HEADS:
                return False
            if not self._after_colon():
                self._line.doubts.append(f"“{token.raw}…” đọc là “{found[0].name}”")
        assignee, used = found
        self._at += used - 1
        self._take(assignee)
        if self._left and self._left[-1].casefold() == head.key:
            self._left.pop()  # the word before the colon has been read
        return True

    def _head(self) -> Token | None:
        """The first word that names may leave out: that of the last name, or one before a colon."""
        if colon := self._after_colon():
            word = self._tokens[colon - 1]
            return word._replace(raw=capitalized(word.raw))
        last = next(reversed(self._waiting or list(self._line.roles)), None)
        return None if last is None or last.group else tokens_of(last.name)[0]

    def _after_colon(self) -> int:
        """The place of the colon of `các sở: A, B`, if names stand behind one."""
        colon = self._colons[self._at]
        return colon if colon and self._tokens[colon - 1].key in SHARED_HEADS else 0

    def _take(self, assignee: Assignee) -> None:
        if self._prefix:
            self._line.give([assignee], self._prefix)
            self._labelled += [] if self._soft else [assignee]
        elif assignee not in self._waiting:
            self._waiting.append(assignee)

    # Conditions and brackets

    def _condition(self) -> bool:
        targets = self._waiting or ([list(self._line.roles)[-1]] if self._prefix and self._line.roles else [])
        if not targets or not is_condition(self._tokens, self._at):
            return False
        first = self._tokens[self._at]
        end, lead = self._condition_end()
        text = self._text(self._at, end)
        groups = [assignee for assignee in targets if assignee.group] or targets[-1:]
        for assignee in groups:
            self._line.conditions.setdefault(assignee, text)
        if lead:
            self._line.give(targets, "lead")
            self._waiting, self._said = [], True
        if not any(assignee.group for assignee in targets) or first.key == "thuộc":
            self._line.doubts.append(f"điều kiện “{text}” của ai")
        self._at = end
        return True

    def _condition_end(self) -> tuple[int, bool]:
        """Where a condition ends, and whether it gives the lead: `được giao chủ trì thực hiện`."""
        end, lead = self._at + 1, False
        if self._tokens[self._at].key == "được" and self._key(self._at + 2) == "chủ":
            end = self._at + 4
            if self._key(end) == "thực" and self._key(end + 1) == "hiện":
                end, lead = end + 2, True
            lead = lead or end >= len(self._tokens) or self._tokens[end].raw in ",.;("
            if lead and self._is(end, "("):
                end = closing(self._tokens, end) + 1
        while not lead and end < len(self._tokens):
            token = self._tokens[end]
            if token.raw in ",;.():" or verbs_at(self._tokens, end) or self._starts_another(end):
                break
            end += 1
        return end, lead

    def _starts_another(self, at: int) -> bool:
        token = self._tokens[at]
        return not token.key and self._names.begins(self._tokens, at + 1)

    def _key(self, at: int) -> str:
        return self._tokens[at].key if at < len(self._tokens) else ""

    def _is(self, at: int, mark: str) -> bool:
        return at < len(self._tokens) and self._tokens[at].raw == mark

    def _text(self, start: int, end: int) -> str:
        return self._line.bare[self._tokens[start].start : self._tokens[end - 1].end]

    def _bracket(self) -> None:
        start, end = self._at + 1, closing(self._tokens, self._at)
        inside = self._tokens[start:end]
        self._at = end + 1
        text = self._text(start, end) if inside else ""
        last = self._waiting[-1:] or list(self._line.roles)[-1:]
        roles = roles_in(inside)
        if not inside or not last:
            self._left.append(text)
        elif roles:
            if self._waiting[:-1] and not self._role:
                self._line.doubts.append(f"“({text})” của một hay của mọi cơ quan đứng trước")
            self._line.give(last, *self._of_column(roles))
            self._waiting = [assignee for assignee in self._waiting if assignee not in last]
        elif re.match(r"(nếu|theo|khi|đối với|trừ|trong|có|được) ", text.casefold()):
            self._line.conditions.setdefault(last[0], text)
        else:
            self._inner_names(inside, text, last[0])

    def _inner_names(self, inside: list[Token], text: str, last: Assignee) -> None:
        """A unit in brackets does the work of the body before it (task 22 of the Decision)."""
        found = self._names.known(inside, 0)
        if found is not None and found[1] == len(inside):
            if found[0] != last:
                self._line.give([found[0]], "perform")
                self._line.doubts.append(f"“({text})” đọc là đơn vị thực hiện")
        else:
            self._line.doubts.append(f"chưa rõ “({text})”")

    # Verbs

    def _verb(self, verbs: Verbs) -> None:
        self._at = verbs.end
        self._said = True
        if self._is(self._at, ":"):
            self._settle()
            self._prefix, self._soft, self._labelled = in_order(verbs.roles)[0], False, []
            return
        if verbs.opens:
            self._lead_in(verbs)
            return
        targets = [*self._joint, *self._waiting]
        if targets:
            self._line.give(targets, *self._of_column(verbs.roles))
            if self._joint:
                self._line.doubts.append(f"“{self._line.printed}”: ai {ROLES[verbs.roles[0]]}")
            if verbs.unsure:
                self._line.doubts.append(f"“{self._line.printed}”: vai trò nào của ai")
            self._waiting, self._joint = [], []
        elif not self._line.roles:
            self._prefix = in_order(verbs.roles)[0]
            return
        elif self._labelled and set(verbs.roles) - {"perform", self._prefix}:
            self._line.give_own(self._labelled, self._prefix, verbs.roles, apart=self._apart)
        self._skip_object()

    def _of_column(self, roles: tuple[str, ...]) -> tuple[str, ...]:
        """The roles; words that only say that work is done leave the role of the column."""
        return (self._role,) if self._role and roles == ("perform",) else roles

    def _lead_in(self, verbs: Verbs) -> None:
        """`A chủ trì, phối hợp với B`: those who follow coordinate."""
        before = [role for role in verbs.roles if role != "coordinate"]
        if before:
            self._line.give([*self._joint, *self._waiting], *before)
            self._waiting, self._joint = [], []
        elif self._waiting and not self._line.roles:
            self._joint, self._waiting = self._waiting, []
            return
        else:
            self._settle()
        self._prefix, self._soft = "coordinate", True

    def _skip_object(self) -> None:
        """What the work is about, until somebody else is named or another verb follows."""
        named = False
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            after = self._at + 1
            if token.raw in ";.":
                return
            if token.raw == "," or (token.is_word and not token.key):
                if verbs := verbs_at(self._tokens, after):
                    self._more_verbs(verbs)
                    if verbs.opens:
                        return
                    continue
                if not named and self._names.begins(self._tokens, after):
                    return
            found = self._names.known(self._tokens, self._at)
            if found is not None and not found[0].group:
                named = True
                if found[0] not in self._line.roles and self._key(self._at - 1) not in OBJECT_OF:
                    self._line.doubts.append(f"“{found[0].name}” được nhắc tới, chưa giao vai trò")
            self._at = found[1] if found is not None else self._at + 1

    def _more_verbs(self, verbs: Verbs) -> None:
        """A further verb of the same subject: whoever got a role last."""
        if verbs.opens:
            self._at = verbs.end
            self._prefix, self._soft = "coordinate", True
            return
        latest = list(self._line.roles.values())[-1]
        same = [assignee for assignee, roles in self._line.roles.items() if roles == latest]
        roles = tuple(r for r in verbs.roles if not ("oversee" in latest and r in ("coordinate", "perform")))
        self._line.give(same, *(r for r in roles if not ("lead" in latest and r == "perform")))
        self._at = verbs.end

    def _settle(self) -> None:
        """Give those who were named without a word of their role that of the column, or perform."""
        self._line.give(self._waiting, self._role or "perform")
        self._waiting = []

    def _finish(self) -> None:
        if self._joint:
            self._line.give(self._joint, self._role or "perform")
            self._line.give(self._waiting, "coordinate")
            self._line.doubts.append(f"“{self._line.printed}”: ai chủ trì, ai phối hợp")
            self._waiting = []
        if self._waiting and self._said and not self._role:
            names = ", ".join(assignee.name for assignee in self._waiting)
            self._line.doubts.append(f"chưa rõ vai trò của {names}")
        self._settle()
        left = [word for word in self._left if any(c.isalnum() for c in word)]
        if left:
            self._line.doubts.append(f"chưa đọc được “{' '.join(left)}”")
