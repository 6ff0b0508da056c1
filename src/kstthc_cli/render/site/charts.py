"""Places of the parts of charts, which templates draw as inline SVG."""

from __future__ import annotations

from collections.abc import Sequence

from kstthc_cli.render.site.view import Values

_WIDTH, _HEIGHT, _LABEL = 560, 26, 90
_SPARK_WIDTH, _SPARK_HEIGHT = 96, 24
_PARTS = (("finished", "Hoàn thành"), ("open", "Còn hạn"), ("overdue", "Quá hạn"))


def stacked_bars(lines: Sequence[tuple[str, Values]]) -> Values:
    """Bars of finished, open and overdue obligations, all to one scale."""
    most = max((values["counted"] for _, values in lines), default=0) or 1
    room = _WIDTH - _LABEL - 50
    bars = [_bar(n, name, values, room / most) for n, (name, values) in enumerate(lines)]
    return {
        "width": _WIDTH,
        "height": _HEIGHT * len(lines) + 8,
        "bars": bars,
        "legend": [{"kind": kind, "name": name} for kind, name in _PARTS],
        "words": ". ".join(_words(name, values) for name, values in lines),
    }


def _bar(number: int, name: str, values: Values, scale: float) -> Values:
    x, parts = float(_LABEL), []
    for kind, _ in _PARTS:
        width = round(values[kind] * scale, 1)
        parts.append({"kind": kind, "x": round(x, 1), "width": width})
        x += width
    top = number * _HEIGHT + 4
    return {
        "name": name,
        "y": top,
        "middle": top + 15,
        "parts": parts,
        "end": round(x + 6, 1),
        "label": values["percent"],
    }


def _words(name: str, values: Values) -> str:
    return f"{name}: {', '.join(f'{word.lower()} {values[kind]}' for kind, word in _PARTS)}"


def sparkline(numbers: Sequence[float | None]) -> Values | None:
    """A line through the numbers that are there; None for fewer than two."""
    known = [number for number in numbers if number is not None]
    if len(known) < 2:
        return None
    low, high = min(known), max(known)
    step = (_SPARK_WIDTH - 8) / (len(numbers) - 1)
    points = [
        (round(4 + n * step, 1), round(_SPARK_HEIGHT - 4 - (number - low) / ((high - low) or 1) * 16, 1))
        for n, number in enumerate(numbers)
        if number is not None
    ]
    return {
        "width": _SPARK_WIDTH,
        "height": _SPARK_HEIGHT,
        "points": " ".join(f"{x},{y}" for x, y in points),
        "last": {"x": points[-1][0], "y": points[-1][1]},
    }
