"""Circles in a graph, found without recursion, so that long chains do no harm."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def circles_of(graph: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Node → a name of the circle it lies in; a node in no circle has one of its own.

    Tarjan's strongly connected components; targets that are no nodes are passed over.
    """
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    circle: dict[str, str] = {}
    open_nodes: list[str] = []

    def visit(node: str) -> tuple[str, Iterator[str]]:
        order[node] = lowest[node] = len(order)
        open_nodes.append(node)
        return node, iter([target for target in graph[node] if target in graph])

    for start in graph:
        work = [visit(start)] if start not in order else []
        while work:
            node, targets = work[-1]
            target = next(targets, None)
            if target is None:
                work.pop()
                _close(node, order, lowest, open_nodes, circle)
                if work:
                    above = work[-1][0]
                    lowest[above] = min(lowest[above], lowest[node])
            elif target not in order:
                work.append(visit(target))
            elif target not in circle:
                lowest[node] = min(lowest[node], order[target])
    return circle


def _close(
    node: str,
    order: Mapping[str, int],
    lowest: Mapping[str, int],
    open_nodes: list[str],
    circle: dict[str, str],
) -> None:
    """Name the circle of which `node` was reached first, if there is one."""
    if lowest[node] == order[node]:
        member = ""
        while member != node:
            member = open_nodes.pop()
            circle[member] = node
