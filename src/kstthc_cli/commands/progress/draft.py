"""The draft of a slip from the options or the file of `kst record`, before validation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kstthc_cli.commands.progress.figure_options import parse_figures
from kstthc_cli.errors import InvalidDataError, UsageError

Options = Mapping[str, Any]
"""Name of an option of `kst record`, with `_` for `-` → its value; None or empty if not given."""

_OF_SLIP = frozenset({"agency", "plan", "period", "date", "by", "supersede"})
_OF_FORM = ("form", "row", "consolidated")
_OF_DOCUMENT = ("document", "document_date", "document_subject")


@dataclass(frozen=True, slots=True)
class Draft:
    """A slip before validation; its entries are plain data as described by `DraftEntry`.

    `forms` are plain data as described by `DraftForm`. With `roles`, its only entry is about every open
    obligation in which the agency has one of them. `file_periods` are the periods that a file states;
    `option_agency` and `option_period` are those of the command line beside a file, which may say the same.
    """

    agency: str
    entries: tuple[Mapping[str, Any], ...]
    plan: str | None = None
    period: str | None = None
    day: date | None = None
    by: str | None = None
    note: str | None = None
    supersedes: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    forms: tuple[Mapping[str, Any], ...] = ()
    file_periods: tuple[str, ...] = ()
    option_agency: str | None = None
    option_period: str | None = None


def from_options(options: Options) -> Draft:
    """A slip that reports the same on one duty, on several (`7,8,9`), or on all with a role.

    Raises UsageError for a missing or inapplicable option.
    """
    if options.get("form"):
        return _of_form(options)
    for name in ("row", "consolidated"):
        if options.get(name):
            how = "Thêm --form, ví dụ --form II.06a."
            raise UsageError(f"{_shown(name)} chỉ dùng khi ghi một biểu.", how)
    for name in ("duty", "agency", "status"):
        if not options.get(name) and not (name == "duty" and options.get("role")):
            how = "Xem cách dùng: kst record --help, hoặc ghi cả phiếu bằng --file."
            raise UsageError(f"Thiếu {_shown(name)}.", how)
    duties = listed_duties(options.get("duty") or "")
    if len(duties) > 1 or options.get("role"):
        _refuse_for_several(options)
    own = {*_OF_SLIP, *_OF_DOCUMENT, *_OF_FORM, "figure", "role"}
    entry = {
        **{name: value for name, value in options.items() if name not in own and value is not None},
        "document": _document(options),
        "figures": parse_figures(options.get("figure") or ()),
    }
    entries = [{**entry, "duty": duty} for duty in duties or ("",)]
    return _draft(options, *entries, roles=tuple(options.get("role") or ()))


def _of_form(options: Options) -> Draft:
    """A slip that states figures of a form. Raises UsageError for a missing or inapplicable option."""
    _refuse_beside("--form", options, "agency", "plan", "period", "date", "by", "status", "figure", *_OF_FORM)
    for name in ("agency", "status"):
        if not options.get(name):
            raise UsageError(f"Thiếu {_shown(name)}.", "Xem cách dùng: kst record --help.")
    cells = parse_figures(options.get("figure") or ())
    rows = [{"row": options.get("row"), "cells": cells}] if cells else []
    form = {"form": options["form"], "status": options["status"], "rows": rows}
    return _draft(options, forms=({**form, "consolidated": bool(options.get("consolidated"))},))


def listed_duties(text: str) -> tuple[str, ...]:
    """The ids in `7, 8,9`, each once."""
    return tuple(dict.fromkeys(word.strip().lower() for word in text.split(",") if word.strip()))


def _refuse_for_several(options: Options) -> None:
    """Raise UsageError for options that can be about one duty only."""
    if options.get("duty") and options.get("role"):
        raise UsageError("Không dùng mã đầu việc cùng với --role.", "Bỏ một trong hai.")
    for name in ("figure", "request", "supersede"):
        if options.get(name):
            raise UsageError(
                f"{_shown(name)} chỉ dùng khi ghi một đầu việc.", "Ghi riêng đầu việc đó, hoặc dùng --file."
            )


def _draft(options: Options, *entries: Mapping[str, Any], **more: Any) -> Draft:
    return Draft(
        agency=options["agency"],
        entries=entries,
        plan=options.get("plan"),
        period=options.get("period"),
        day=options.get("date"),
        by=options.get("by"),
        **{"supersedes": tuple(options.get("supersede") or ()), **more},
    )


def _document(options: Options) -> dict[str, Any] | None:
    number, day, subject = (options.get(name) for name in _OF_DOCUMENT)
    if number is not None:
        return {"number": number, "date": day, "subject": subject}
    if day is not None or subject is not None:
        raise UsageError(
            "Có ngày hoặc trích yếu văn bản nhưng thiếu --document.", "Thêm số, ký hiệu văn bản."
        )
    return None


def withdrawal(options: Options, slips: tuple[str, ...], file: Path | None) -> Draft:
    """A slip that only withdraws others of its agency; the reason is in `--text`.

    Raises UsageError without agency or reason, or with options that would report something new.
    """
    _refuse_beside("--withdraw", options, "agency", "plan", "text", "date", "by")
    if file is not None:
        raise UsageError("Không dùng --file cùng với --withdraw.", "Bỏ một trong hai.")
    if not options.get("agency"):
        raise UsageError("Thiếu --agency.", "Nêu cơ quan đã ghi phiếu cần rút.")
    if not options.get("text"):
        raise UsageError("Thiếu lý do rút phiếu.", 'Thêm --text "lý do".')
    return _draft(options, note=options["text"], supersedes=slips)


def from_file(options: Options, file: Path, content: bytes | None) -> Draft:
    """A slip of many entries from YAML: from `content` if given, else from the file.

    `--agency`, `--period` and `--plan` fill in what the file omits. Raises InvalidDataError with every
    problem of the file, UsageError for options that cannot be combined with a file.
    """
    from kstthc_cli.model.progress.draft import DraftFile
    from kstthc_cli.store.progress.draft_reader import read_draft

    _refuse_beside("--file", options, "agency", "plan", "period")
    value, problems = read_draft(file, content, DraftFile)
    if value is None:
        raise InvalidDataError(problems, "nên chưa ghi gì")
    agency = value.agency or options.get("agency")
    if agency is None:
        raise UsageError("Phiếu chưa nêu cơ quan báo cáo.", "Thêm agency vào tệp, hoặc dùng --agency.")
    quarter = f"Q{value.quarter}" if value.quarter else None
    periods = tuple(period for period in (value.period, quarter) if period)
    return Draft(
        agency=agency,
        plan=_agreed("kế hoạch", value.plan, options.get("plan")),
        period=next(iter(periods), options.get("period")),
        day=value.date,
        by=value.by,
        note=value.note,
        supersedes=tuple(value.supersedes),
        entries=tuple(entry.model_dump(exclude_none=True) for entry in value.entries),
        forms=tuple(form.model_dump(exclude_none=True) for form in value.forms),
        file_periods=periods,
        option_agency=options.get("agency"),
        option_period=options.get("period"),
    )


def _refuse_beside(option: str, options: Options, *but: str) -> None:
    """Raise UsageError for the first option that cannot be combined with `option`."""
    for name, value in options.items():
        if value and name not in but:
            raise UsageError(f"Không dùng {_shown(name)} cùng với {option}.", "Bỏ một trong hai.")


def _shown(name: str) -> str:
    """The name of an option as the user types it."""
    words = {"duty": "mã đầu việc", "period": "--quarter hay --period"}
    return words.get(name) or f"--{name.replace('_', '-')}"


def _agreed(what: str, in_file: str | None, option: str | None) -> str | None:
    """The value of the file or of the option; raises UsageError if they differ."""
    if in_file and option and in_file.casefold() != option.casefold():
        raise contradiction(what, in_file, option)
    return in_file or option


def contradiction(what: str, in_file: str, option: str) -> UsageError:
    """The error for a file and a command line that say different things."""
    return UsageError(f"Tệp ghi {what} “{in_file}”, dòng lệnh ghi “{option}”.", "Bỏ một trong hai.")
