"""Deadlines as an iCalendar file (RFC 5545), which Outlook, Google Calendar and telephones read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from kstthc_cli.domain.agencies.registry import Agency
from kstthc_cli.domain.calendar.periods import quarter_of
from kstthc_cli.domain.plan.plan import Plan
from kstthc_cli.domain.plan.roles import names
from kstthc_cli.domain.text.normalize import shortened
from kstthc_cli.domain.tracking.calendar_events import CalendarEvent
from kstthc_cli.render.screen.phrases import last_day, schedule_text

if TYPE_CHECKING:
    from icalendar import Alarm, Event

_PRODUCT = "-//kstthc-cli//kst calendar export//VI"
_SUMMARY = 90
_REMINDER_HOUR = 8


class CalendarFileView(NamedTuple):
    """The events of some agencies.

    `stamped` is the day of the plan's newest document, so that the file changes only with the plan. Reminders
    come so many days before the last day, at 8 o'clock.
    """

    plan: Plan
    agencies: Sequence[Agency]
    events: Iterable[CalendarEvent]
    stamped: date
    remind: Sequence[int] = ()


def as_icalendar(view: CalendarFileView) -> bytes:
    """The file: all-day events, UTF-8, lines of at most 75 octets that end with CRLF."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    name = f"Kế hoạch {view.plan.id}: {_who(view)}"
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    for event in view.events:
        calendar.add_component(_event(view, event))
    content: bytes = calendar.to_ical()
    return content


def _who(view: CalendarFileView) -> str:
    return view.agencies[0].name if len(view.agencies) == 1 else f"{len(view.agencies)} cơ quan"


def _event(view: CalendarFileView, event: CalendarEvent) -> Event:
    from icalendar import Event

    found = Event()
    found.add("uid", event_uid(view.plan, event))
    found.add("dtstamp", datetime.combine(view.stamped, time(), UTC))
    found.add("dtstart", event.day)
    found.add("dtend", event.day + timedelta(days=1))
    found.add("summary", _summary(view, event))
    found.add("description", "\n".join(_description(view.plan, event)))
    found.add("categories", [f"Mục {event.obligation.duty.section}"])
    found.add("sequence", event.revision)
    found.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    found.add("transp", "TRANSPARENT")
    for days in () if event.cancelled else view.remind:
        found.add_component(_alarm(days, _summary(view, event)))
    return found


def event_uid(plan: Plan, event: CalendarEvent) -> str:
    """The identity of an event: that of its obligation, whatever its day."""
    key = event.obligation.key
    words = "/".join((plan.registry, plan.id, key.agency, key.duty, key.period, key.request))
    return f"{uuid5(NAMESPACE_URL, f'kst:{words}')}@kst"


def _alarm(days: int, text: str) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", timedelta(hours=_REMINDER_HOUR) - timedelta(days=days))
    return alarm


def _summary(view: CalendarFileView, event: CalendarEvent) -> str:
    obligation = event.obligation
    who = "" if len(view.agencies) == 1 else f"{obligation.agency.short}: "
    return f"{who}{obligation.duty.id}. {shortened(obligation.duty.content, _SUMMARY)}"


def _description(plan: Plan, event: CalendarEvent) -> Iterable[str]:
    obligation = event.obligation
    duty = obligation.duty
    if event.cancelled:
        yield "Không còn phải thực hiện."
    yield duty.content
    yield from (f"Kết quả: {result}" for result in duty.results)
    yield f"Cơ quan: {obligation.agency.name} ({names(obligation.part.roles)})"
    yield f"Kỳ: {obligation.period.vietnamese}; thời gian như đã in: {schedule_text(duty)}"
    yield f"Hạn: {last_day(obligation.due)}"
    if obligation.part.condition:
        yield f"Điều kiện: {obligation.part.condition}"
    quarter = quarter_of(obligation.due.nominal if obligation.due else event.day)
    where = f"--plan {plan.id} --agency {obligation.agency.id} --task {duty.id} --period {quarter}"
    yield f"Xem thêm: kst due {where}"
