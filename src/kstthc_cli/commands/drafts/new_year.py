"""`kst new-year`: a draft of the next plan, with the list of open questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

from kstthc_cli.commands.snapshot import snapshot
from kstthc_cli.domain.agencies.registry import Registry
from kstthc_cli.domain.obligations.plan_year import PlanYear
from kstthc_cli.errors import Exit, FileExistsRefusedError, UsageError
from kstthc_cli.output import Output
from kstthc_cli.render.screen.phrases import draft_questions
from kstthc_cli.store.plan.plan_years import choose, plan_years

if TYPE_CHECKING:
    from kstthc_cli.model.plan import Follows, PlanFile
    from kstthc_cli.store.plan.repository import Repository

FORMATS = ("text", "json")
_NAMED = 3
"""More agencies than these are counted instead of listed."""


@dataclass(frozen=True, slots=True)
class NewYearOptions:
    """The options of `kst new-year`."""

    year: int
    as_of: date
    plan: str | None = None
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    dry_run: bool = False


def new_year(root: Path, options: NewYearOptions, output: Output) -> int:
    """Write `plans/YEAR.yaml` as a draft and print the open questions.

    Raises FileExistsRefusedError if that year has a plan; nothing is ever overwritten.
    """
    from kstthc_cli.domain.drafts.new_year import NewYear, draft_of
    from kstthc_cli.domain.validate.sub_plan_checks import open_questions
    from kstthc_cli.store.plan.new_plan import plan_text, write_plan
    from kstthc_cli.store.plan.usable import usable_repository

    chosen = output.resolve_format(FORMATS)
    years = plan_years(root, options.plan)
    before = _before(years, options)
    repository = usable_repository(root, options.plan)
    old = repository.plan_file(before.plan.id)
    keep, drop = _duties(before, options.keep, "--keep"), _duties(before, options.drop, "--drop")
    _refuse_conflicts(old, keep, drop)
    now = snapshot(root, before, options.as_of, watch=output.watch)
    name, is_new = _calendar(repository, old.calendar, options.year)
    plan = NewYear(
        old=old,
        year=options.year,
        registry=before.registry,
        calendar=name,
        calendar_is_new=is_new,
        rows=tuple(now.rows_to_report(before.registry.in_order)),
        duties=tuple(duty.id for duty in before.plan.duties),
        as_of=options.as_of,
        keep=keep,
        drop=drop,
    )
    path = f"plans/{options.year}.yaml"
    remark = f"Dự thảo kế hoạch năm {options.year}, do kst new-year lập từ kế hoạch {old.id}."
    text, made = plan_text(draft_of(plan), remark, path, before.registry)
    questions = [sentence for _, sentence in open_questions(made)]
    if not options.dry_run:
        write_plan(root, str(options.year), text)
    assert made.follows is not None  # noqa: S101 - draft_of writes it
    summary = _Summary(made, made.follows, questions, before.registry, None if options.dry_run else path)
    output.write(_json(summary) if chosen == "json" else _text(summary, output), chosen)
    return Exit.FINE


def _before(years: list[PlanYear], options: NewYearOptions) -> PlanYear:
    """The plan to start from: the named one, else that of the latest earlier year."""
    taken = next((y for y in years if y.plan.id == str(options.year)), None) or next(
        (y for y in years if y.plan.stands_alone and y.plan.year == options.year), None
    )
    if taken is not None:
        raise FileExistsRefusedError(
            f"Đã có kế hoạch “{taken.plan.id}” của năm {taken.plan.year}; kst new-year không ghi đè.",
            f"Sửa tiếp tệp đó, hoặc xóa nó nếu muốn lập lại: plans/{taken.plan.id}.yaml.",
        )
    earlier = [y.plan.year for y in years if y.plan.stands_alone and y.plan.year < options.year]
    if options.plan is None and not earlier:
        raise UsageError(
            f"Không có kế hoạch nào đã ban hành trước năm {options.year}.", "Nêu kế hoạch gốc bằng --plan."
        )
    found = choose(years, options.plan, date(max(earlier, default=options.year), 12, 31))
    if (parent := found.plan.parent_plan) is not None:
        raise UsageError(
            f"Kế hoạch “{found.plan.id}” thuộc kế hoạch {parent}, không phải kế hoạch của cả năm.",
            f"Nêu --plan {parent}.",
        )
    if found.plan.year >= options.year:
        raise UsageError(
            f"Kế hoạch “{found.plan.id}” không phải kế hoạch của một năm trước {options.year}.",
            "Sửa --plan hoặc năm.",
        )
    return found


def _duties(year: PlanYear, names: tuple[str, ...], option: str) -> frozenset[str]:
    known = {duty.id.casefold(): duty.id for duty in year.plan.duties if not duty.above}
    for name in names:
        if name.strip().casefold() not in known:
            raise UsageError(
                f"{option}: kế hoạch {year.plan.id} không có đầu việc “{name}”.", "Xem `kst plan show`."
            )
    return frozenset(known[name.strip().casefold()] for name in names)


def _refuse_conflicts(old: PlanFile, keep: frozenset[str], drop: frozenset[str]) -> None:
    if both := sorted(keep & drop):
        raise UsageError(f"Đầu việc {both[0]} vừa --keep vừa --drop.", "Bỏ một trong hai.")
    for sub in old.sub_plans:
        if sub.ordered_by in drop:
            raise UsageError(
                f"Đầu việc {sub.ordered_by} giao lập “{sub.title}” nên không bỏ được.", "Bỏ tay sau khi ghi."
            )


def _calendar(repository: Repository, old: str, year: int) -> tuple[str, bool]:
    """The calendar of the year if there is one, else the old plan's; and whether it is of the year."""
    found = next((c.file.id for c in repository.calendars if c.file.year == year), None)
    return (found, True) if found else (old, False)


@dataclass(frozen=True, slots=True)
class _Summary:
    """The draft and its open questions, for printing; `path` is None if nothing was written."""

    plan: PlanFile
    follows: Follows
    questions: list[str]
    registry: Registry
    path: str | None


def _json(summary: _Summary) -> str:
    from kstthc_cli.render.screen.data_formats import to_json

    return to_json(
        {
            "schema_version": 1,
            "plan": summary.plan.id,
            "path": summary.path,
            "from": summary.follows.plan,
            "left_out": [item.model_dump() for item in summary.follows.left_out],
            "unfinished": [item.model_dump() for item in summary.follows.unfinished],
            "decide": summary.questions,
        }
    )


def _text(summary: _Summary, output: Output) -> str:
    """The result as text, wrapped on a terminal."""
    screen = output.screen
    if not screen.terminal:
        return "\n".join(_lines(summary)) + "\n"
    wrapped = (wrap(line, screen.width, subsequent_indent="    ") or [""] for line in _lines(summary))
    return "\n".join(part for parts in wrapped for part in parts) + "\n"


def _lines(summary: _Summary) -> Iterator[str]:
    plan, follows = summary.plan, summary.follows
    tasks = sum(len(section.tasks) for section in plan.sections)
    yield f"Dự thảo kế hoạch {plan.id}: {tasks} nhiệm vụ, lập từ kế hoạch {follows.plan}."
    if follows.left_out:
        yield from ("", f"Không chuyển sang: {len(follows.left_out)}")
        yield from (f"  {item.duty}. {item.reason}" for item in follows.left_out)
    if follows.unfinished:
        yield from ("", f"Chưa hoàn thành của năm cũ: {len(follows.unfinished)} đầu việc")
        yield from (f"  {item.duty}: {_who(item.agencies, summary.registry)}" for item in follows.unfinished)
    yield from draft_questions(summary.questions, summary.path)


def _who(agencies: list[str], registry: Registry) -> str:
    if len(agencies) > _NAMED:
        return f"{len(agencies)} cơ quan"
    return ", ".join(registry.short_name(agency) for agency in agencies)
