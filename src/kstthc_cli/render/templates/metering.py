"""Adds calls of the budget to templates as they are compiled: for loops, lists and joined text."""

from __future__ import annotations

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.visitor import NodeTransformer

COUNT, WEIGH, JOIN = "_counted", "_weighed", "_joined"
"""Filters that the sandbox must have for it."""


class _Meter(NodeTransformer):
    """Adds calls of the budget to the syntax tree of a template."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 - Jinja's name
        if node.recursive:
            raise SecurityError("recursive")
        self.generic_visit(node)
        node.iter = _through(COUNT, node.iter)
        return node

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802 - Jinja's name
        return _through(WEIGH, self.generic_visit(node))

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:  # noqa: N802 - Jinja's name
        return _through(WEIGH, self.generic_visit(node))

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        return _through(WEIGH, node) if node.ctx == "load" else node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - Jinja's name
        self.generic_visit(node)
        return _through(JOIN, _through(WEIGH, nodes.List(node.nodes, lineno=node.lineno)))


def _through(name: str, node: nodes.Node) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


class Metered(CodeGenerator):
    """Generates the Python code of a template, with every loop and every new value charged."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Make the code of a whole template."""
        super().visit_Template(_Meter().visit(node), frame)
