"""`kst calendar export`: deadlines as all-day events that calendar programs can update."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.calendar.calendar import Due
from kstthc_cli.domain.calendar.periods import Kind, Period
from kstthc_cli.domain.obligations.derivation import Obligation, Part
from kstthc_cli.domain.plan.plan import Duty, Schedule
from kstthc_cli.domain.tracking.calendar_events import calendar_events
from kstthc_cli.store.plan.plan_history import earlier_versions
from tests.support.repositories import change_file, commit, in_git
from tests.support.running import Kst

DAY = ("--as-of", "2021-06-01")
GROUND = ("--ground", "512/QĐ-UBND", "--ground-date", "2021-05-20")


def events_in(content: bytes) -> list[Any]:
    """The events of a file as icalendar reads them."""
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def named(event: Any) -> str:
    """The duty and the day of an event: `3 18/06`."""
    return f"{str(event['summary']).partition('.')[0]} {event['dtstart'].dt:%d/%m}"


def exported(kst: Kst, root: Path, *words: str) -> dict[str, Any]:
    """The events of a calendar, by the beginning of their summary and day; both parsers read the same."""
    file = root.parent / "lich.ics"
    result = kst("calendar", "export", *words, *DAY, "--force", "-o", str(file), root=root)
    assert result.code == 0, result.err
    events = events_in(file.read_bytes())
    others = vobject.readOne(file.read_text("utf-8")).vevent_list
    assert [(e.uid.value, e.status.value, int(e.sequence.value), e.dtstart.value) for e in others] == [
        (str(e["uid"]), str(e["status"]), e["sequence"], e["dtstart"].dt) for e in events
    ]
    return {named(event): event for event in events}


def test_every_obligation_with_a_last_day_is_an_all_day_event(small: Path, kst: Kst) -> None:
    events = exported(kst, small, "--agency", "so-yt")
    assert sorted(events) == [
        "3 18/03", "3 18/06", "3 18/09", "3 18/12", "4 18/03", "4 18/06", "4 18/09", "4 18/12",
    ]  # fmt: skip
    event = events["3 18/06"]
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(days=1)
    assert type(event["dtstart"].dt) is date
    assert (event["status"], event["sequence"]) == ("CONFIRMED", 0)
    assert "Xem thêm: kst due --plan 2021 --agency so-yt --task 3 --period 2021-Q2" in event["description"]


def test_a_moved_deadline_keeps_its_identity(small: Path, kst: Kst) -> None:
    in_git(small)
    before = exported(kst, small, "--agency", "so-tp")["2 07/06"]
    assert kst("amend", "2", "--deadline", "Trước ngày 20/8", *GROUND, *DAY, root=small).code == 0
    after = exported(kst, small, "--agency", "so-tp")
    moved = next(event for name, event in after.items() if name.startswith("2 "))
    assert (moved["uid"], moved["sequence"], moved["status"]) == (before["uid"], 1, "CONFIRMED")
    assert moved["dtstart"].dt > before["dtstart"].dt
    assert moved["dtstamp"].dt > before["dtstamp"].dt


def test_a_plan_whose_targets_are_ratios_of_forms_has_earlier_versions(repo: Path) -> None:
    assert [year.plan.id for year in earlier_versions(in_git(repo), "2021")] == ["2021"]


def test_a_dropped_duty_is_cancelled_on_its_day(small: Path, kst: Kst) -> None:
    in_git(small)
    before = exported(kst, small, "--agency", "so-tp")["2 07/06"]
    assert kst("amend", "drop-task", "2", *GROUND, *DAY, root=small).code == 0
    commit(small, "Bỏ nhiệm vụ 2")
    after = exported(kst, small, "--agency", "so-tp")["2 07/06"]
    assert (after["uid"], after["sequence"], after["status"]) == (before["uid"], 1, "CANCELLED")
    assert "Không còn phải thực hiện." in after["description"]
    assert not after.walk("VALARM")


def test_events_of_an_agency_that_the_registry_no_longer_has_are_cancelled(small: Path, kst: Kst) -> None:
    in_git(small)
    before = exported(kst, small)
    gone = next(
        line
        for line in (small / "agencies/quang-ngai.yaml").read_text("utf-8").splitlines()
        if "id: huyen-ly-son," in line
    )
    change_file(small, "agencies/quang-ngai.yaml", f"{gone}\n", "")
    after = exported(kst, small)
    mine = {str(e["uid"]) for e in before.values() if "huyen-ly-son" in e["description"]}
    assert mine
    assert {str(e["uid"]) for e in after.values() if e["status"] == "CANCELLED"} == mine
    assert len(after) == len(before)
    folder = small.parent / "lich"
    folder.mkdir()
    assert kst("calendar", "export", "--level", "huyen", *DAY, "-o", str(folder), root=small).code == 0
    [file] = folder.glob("*Lý Sơn*")
    assert {e["status"] for e in events_in(file.read_bytes())} == {"CANCELLED"}
    named_one = exported(kst, small, "--agency", "huyen-ba-to")
    assert {e["status"] for e in named_one.values()} == {"CONFIRMED"}


def test_a_moved_send_by_day_moves_every_report(small: Path, kst: Kst) -> None:
    in_git(small)
    before = exported(kst, small, "--agency", "huyen-ba-to")
    change_file(small, "calendar/2021.yaml", "{level: huyen, day: 19", "{level: huyen, day: 21")
    after = exported(kst, small, "--agency", "huyen-ba-to")
    assert {event["sequence"] for event in after.values()} == {1}
    assert {event["uid"] for event in after.values()} == {event["uid"] for event in before.values()}


def test_a_withdrawn_request_is_cancelled(small: Path, kst: Kst) -> None:
    opened = kst(
        "request", "open", "5b", "--due", "2021-07-15", "--document", "45/UBND-KSTT",
        "--document-date", "2021-05-03",
        "--subject", "báo cáo đột xuất", "--date", "2021-05-04", *DAY, root=small,
    )  # fmt: skip
    assert opened.code == 0, opened.err
    request = next((small / "requests").rglob("*.yaml")).stem
    assert exported(kst, small, "--agency", "so-yt")["5b 15/07"]["status"] == "CONFIRMED"
    gone = kst("request", "withdraw", request, "--reason", "Trùng.", "--date", "2021-05-10", *DAY, root=small)
    assert gone.code == 0, gone.err
    event = exported(kst, small, "--agency", "so-yt")["5b 15/07"]
    assert (event["status"], event["sequence"]) == ("CANCELLED", 1)


def test_reminders_come_at_eight_in_the_morning(small: Path, kst: Kst) -> None:
    event = exported(kst, small, "--agency", "so-yt", "--remind", "1, 7")["3 18/06"]
    triggers = [alarm["trigger"].dt for alarm in event.walk("VALARM")]
    assert triggers == [timedelta(days=-7, hours=8), timedelta(days=-1, hours=8)]


@pytest.mark.parametrize("days", ["x", "-1", "61", "7;1", "1.5"])
def test_a_wrong_number_of_days_is_refused(days: str, small: Path, kst: Kst) -> None:
    result = kst("calendar", "export", "--remind", days, *DAY, root=small)
    assert (result.code, result.out) == (2, "")
    assert "không phải là số ngày nhắc trước" in result.err


def test_another_parser_reads_the_same_and_lines_are_short(small: Path, kst: Kst) -> None:
    file = small.parent / "tinh.ics"
    line = ("calendar", "export", "--remind", "7", *DAY, "-o", str(file))
    assert kst(*line, root=small).code == 0
    content = file.read_bytes()
    lines = content.split(b"\r\n")
    assert all(len(one) <= 75 for one in lines)
    assert b"\n" not in b"".join(lines)
    read = vobject.readOne(content.decode("utf-8"))
    mine = events_in(content)
    assert [(e.uid.value, e.summary.value, e.dtstart.value) for e in read.vevent_list] == [
        (str(e["uid"]), str(e["summary"]), e["dtstart"].dt) for e in mine
    ]
    assert len({str(e["uid"]) for e in mine}) == len(mine)
    assert kst(*line, "--force", root=small).code == 0
    assert file.read_bytes() == content


def test_a_folder_gets_a_file_for_each_agency(small: Path, kst: Kst) -> None:
    folder = small.parent / "lich"
    folder.mkdir()
    result = kst("calendar", "export", "--level", "huyen", *DAY, "-o", str(folder), root=small)
    assert result.code == 0, result.err
    assert sorted(file.name for file in folder.iterdir()) == [
        "2021 UBND huyện Ba Tơ.ics",
        "2021 UBND huyện Lý Sơn.ics",
    ]
    again = kst("calendar", "export", "--level", "huyen", *DAY, "-o", str(folder), root=small)
    assert again.code == 4
    assert "Thêm --force" in again.err


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("-o", "khong-co"), 2, "Chưa có thư mục"),
        (("--agency", "so-yt", "--role", "lead"), 4, "Không có việc phải báo cáo nào có ngày đến hạn"),
        (("-o", "plans"), 4, "nằm trong thư mục dữ liệu của kho"),
        (("--plan", "1999"), 2, "Không có kế hoạch “1999”"),
    ],
)
def test_wrong_questions_are_refused(
    words: tuple[str, ...], code: int, sentence: str, small: Path, kst: Kst, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small)
    result = kst("calendar", "export", *words, *DAY, root=small)
    assert (result.code, result.out) == (code, "")
    assert sentence in result.err


def test_without_history_the_user_is_told(small: Path, kst: Kst) -> None:
    assert "không có đủ lịch sử git" in kst("calendar", "export", *DAY, root=small).err
    in_git(small)
    assert kst("calendar", "export", *DAY, root=small).err == ""


# Laws

AGENCY = Agency("so-yt", "Sở Y tế", "Sở Y tế", "so")
DAYS = st.one_of(st.none(), st.dates(date(2021, 1, 1), date(2021, 12, 31)))


def _obligation(duty: str, day: date | None) -> Obligation:
    made = Duty(duty, duty, "I", "Việc", (), (), Schedule("by_date", "x"))
    due = Due(day, day) if day else None
    return Obligation(made, AGENCY, Part(("lead",), (), None, None), Period(2021, Kind.YEAR), due, 2021)


@given(st.lists(st.dictionaries(st.sampled_from("ab"), DAYS), min_size=1, max_size=6))
def test_a_version_more_never_lowers_a_revision_and_loses_no_event(
    versions: list[dict[str, date | None]],
) -> None:
    made = [[_obligation(duty, day) for duty, day in version.items()] for version in versions]
    before = {event.obligation.key: event for event in calendar_events(made[:-1])}
    after = {event.obligation.key: event for event in calendar_events(made)}
    assert before.keys() <= after.keys()
    for key, event in before.items():
        changed = (event.day, event.cancelled) != (after[key].day, after[key].cancelled)
        assert after[key].revision == event.revision + changed
    now = {duty for duty, day in versions[-1].items() if day}
    assert {key.duty for key, event in after.items() if not event.cancelled} == now
