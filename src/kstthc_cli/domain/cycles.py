"""Cycles of a graph, found without recursion, since chains of references may be long."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def cycles_of(graph: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Node → the name of its cycle (one of its nodes); a node outside every cycle is its own.

    These are Tarjan's strongly connected components; edges to unknown nodes are ignored.
    """
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    cycle: dict[str, str] = {}
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
                _close(node, order, lowest, open_nodes, cycle)
                if work:
                    above = work[-1][0]
                    lowest[above] = min(lowest[above], lowest[node])
            elif target not in order:
                work.append(visit(target))
            elif target not in cycle:
                lowest[node] = min(lowest[node], order[target])
    return cycle


def _close(
    node: str,
    order: Mapping[str, int],
    lowest: Mapping[str, int],
    open_nodes: list[str],
    cycle: dict[str, str],
) -> None:
    """Assign the cycle whose first visited node is `node`, if there is one."""
    if lowest[node] == order[node]:
        member = ""
        while member != node:
            member = open_nodes.pop()
            cycle[member] = node
