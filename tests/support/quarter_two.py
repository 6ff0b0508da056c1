"""Quarter II of the small province, played: who said what, and what it comes to, counted by hand.

    duty  agency         said                     due          on 1 July
    2     so-tp          done 4 June              5 June*      done
    3     vp-ubnd-tinh   done 18 June             18 June      done
    3     so-tp          done 20 June             18 June      done_late
    3     so-yt          in_progress 10 June      18 June      overdue
    3     huyen-ba-to    not_arising 19 June      19 June      not_arising
    3     huyen-ly-son   nothing                  19 June      overdue
    4     so-yt          done 15 June             18 June      done
    5a    huyen-ba-to    nothing                  19 June      overdue
    5a    huyen-ly-son   done 19 June             19 June      done
    5b    all five       nothing                  none         waiting
    6     so-tp          in_progress 1 June       none         in_progress

    * a Saturday: it counts until Monday, 7 June

In quarter I only duty 1 was reported (done 30 March, due 31 March); duty 3 by five agencies, duty 4 by
so-yt, duty 5a by both districts were not.
"""

from __future__ import annotations

from pathlib import Path

from tests.support.slip_files import said

AS_OF = "2021-07-01"
WORDS = (
    ("1", "vp-ubnd-tinh", "1", "done", "2021-03-30"),
    ("2", "so-tp", "2", "done", "2021-06-04"),
    ("3", "vp-ubnd-tinh", "2", "done", "2021-06-18"),
    ("3", "so-tp", "2", "done", "2021-06-20"),
    ("3", "so-yt", "2", "in_progress", "2021-06-10"),
    ("3", "huyen-ba-to", "2", "not_arising", "2021-06-19"),
    ("4", "so-yt", "2", "done", "2021-06-15"),
    ("5a", "huyen-ly-son", "2", "done", "2021-06-19"),
    ("6", "so-tp", "2", "in_progress", "2021-06-01"),
)

TOTAL = {
    "not_reported": 0,
    "in_progress": 1,
    "done": 4,
    "not_arising": 1,
    "overdue": 3,
    "done_late": 1,
    "waiting": 5,
}
SECTIONS = {
    "I": {"done": 1},
    "II": {"done": 2, "done_late": 1, "not_arising": 1, "overdue": 2},
    "III": {"done": 1, "overdue": 1, "in_progress": 1, "waiting": 5},
}
BY_AGENCY = {
    "so-tp": {"done": 1, "done_late": 1, "in_progress": 1, "waiting": 1},
    "so-yt": {"done": 1, "overdue": 1, "waiting": 1},
    "vp-ubnd-tinh": {"done": 1, "waiting": 1},
    "huyen-ba-to": {"not_arising": 1, "overdue": 1, "waiting": 1},
    "huyen-ly-son": {"done": 1, "overdue": 1, "waiting": 1},
}


LATE = [
    *[("3", agency, "2021-Q1", 105) for agency in ("so-tp", "so-yt")],
    ("4", "so-yt", "2021-Q1", 105),
    ("3", "vp-ubnd-tinh", "2021-Q1", 105),
    *[(duty, agency, "2021-Q1", 104) for agency in ("huyen-ba-to", "huyen-ly-son") for duty in ("3", "5a")],
    ("3", "so-yt", "2021-Q2", 13),
    ("5a", "huyen-ba-to", "2021-Q2", 12),
    ("3", "huyen-ly-son", "2021-Q2", 12),
]
"""Duty, agency, period and days late on 1 July of all that is late, oldest first."""


def play(root: Path) -> Path:
    """Let everybody say what they say."""
    for duty, agency, quarter, status, on in WORDS:
        said(root, duty, agency, "--quarter", quarter, "--status", status, "--date", on, as_of=AS_OF)
    return root
