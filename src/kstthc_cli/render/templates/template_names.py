"""Checks the names that a template uses, in every branch, without running it."""

from __future__ import annotations

from jinja2 import nodes

from kstthc_cli.model.report.template_fields import Shape
from kstthc_cli.render.word.word_sandbox import unknown_name

_NUMBERS = Shape("list", item=Shape("number"))
_GLOBALS = ("range", "namespace")
_METHODS = ("items", "keys", "values", "get")
_SAME = ("list", "sort", "reverse", "unique", "select", "reject", "selectattr", "rejectattr")
_ITEM = ("first", "last", "min", "max")
_INSTEAD = ": dùng vòng lặp, {% if %} hoặc nêu rõ trường"
_UNPRINTABLE = {"list": "một danh sách", "group": "một nhóm giá trị", "yes_no": "giá trị có/không"}


def wrong_names(tree: nodes.Template, shape: Shape) -> list[tuple[int, str]]:
    """Line and message for every unknown name, and for every printed name that is not text or a number."""
    check = _Check()
    check.body(tree.body, dict(shape.fields))
    return list(check.found)


class _Check:
    """Walks a template with the shape of each name; None where it is unknown."""

    def __init__(self) -> None:
        self.found: dict[tuple[int, str], None] = {}

    def body(self, statements: list[nodes.Node], names: dict[str, Shape | None]) -> None:
        """Check statements; `set` adds to the names."""
        for node in statements:
            self._statement(node, names)

    def _statement(self, node: nodes.Node, names: dict[str, Shape | None]) -> None:
        if isinstance(node, nodes.For):
            self._loop(node, names)
        elif isinstance(node, nodes.If):
            self.shape(node.test, names)
            for branch in (node.body, node.elif_, node.else_):
                self.body(list(branch), names)
        elif isinstance(node, nodes.Assign):
            value = self.shape(node.node, names)
            self._bind(node.target, value, names)
        elif isinstance(node, nodes.Output):
            for part in node.nodes:
                self._printed(part, self.shape(part, names))
        elif isinstance(node, nodes.Macro):
            names[node.name] = None
            self.body(node.body, dict(names) | {argument.name: None for argument in node.args})
        else:
            self._imports(node, names)
            for child in node.iter_child_nodes():
                self._statement(child, names)

    def _imports(self, node: nodes.Node, names: dict[str, Shape | None]) -> None:
        if isinstance(node, nodes.FromImport):
            named = (name if isinstance(name, str) else name[1] for name in node.names)
            names.update(dict.fromkeys(named))
        elif isinstance(node, nodes.Import):
            names[node.target] = None

    def _loop(self, node: nodes.For, names: dict[str, Shape | None]) -> None:
        items = self.shape(node.iter, names)
        if items is not None and items.kind != "list":
            self._say(node, "lặp trên thứ không phải là danh sách")
        inner = dict(names) | {"loop": None}
        self._bind(node.target, items.item if items else None, inner)
        if node.test is not None:
            self.shape(node.test, inner)
        self.body(node.body, inner)
        self.body(node.else_, names)

    def _bind(self, target: nodes.Node, shape: Shape | None, names: dict[str, Shape | None]) -> None:
        if isinstance(target, nodes.Name):
            names[target.name] = shape
        for name in target.find_all(nodes.Name):
            names.setdefault(name.name, None)

    def _printed(self, node: nodes.Node, shape: Shape | None) -> None:
        if shape is not None and shape.kind in _UNPRINTABLE:
            self._say(
                node,
                f"in ra {_UNPRINTABLE[shape.kind]}, không phải chữ{_INSTEAD}",
            )

    def shape(self, node: nodes.Node, names: dict[str, Shape | None]) -> Shape | None:  # noqa: PLR0911 - a case each
        """The shape of an expression, as far as it is known."""
        if isinstance(node, nodes.Name):
            if node.name not in names and node.name not in _GLOBALS:
                self._say(node, unknown_name(node.name, names))
            return names.get(node.name)
        if isinstance(node, nodes.Getattr):
            return self._field(node, self.shape(node.node, names), node.attr)
        if isinstance(node, nodes.Getitem):
            return self._item(node, names)
        if isinstance(node, nodes.Filter):
            return self._filtered(node, names)
        if isinstance(node, nodes.CondExpr):
            return self._either(node, names)
        found = [self.shape(child, names) for child in node.iter_child_nodes()]
        if isinstance(node, nodes.Call):
            return _NUMBERS if isinstance(node.node, nodes.Name) and node.node.name == "range" else None
        return found[0] if isinstance(node, nodes.Or | nodes.And) and found else None

    def _either(self, node: nodes.CondExpr, names: dict[str, Shape | None]) -> Shape | None:
        self.shape(node.test, names)
        first = self.shape(node.expr1, names)
        return first if node.expr2 is None or self.shape(node.expr2, names) else None

    def _field(self, node: nodes.Node, base: Shape | None, name: str) -> Shape | None:
        if base is None:
            return None
        if name in base.fields:
            return base.fields[name]
        if base.kind == "group" and name not in _METHODS:
            self._say(node, unknown_name(name, base.fields))
        elif base.kind == "list" and name not in ("count", "index"):
            self._say(node, f"lấy “{name}” của cả một danh sách: dùng vòng lặp rồi lấy của từng dòng")
        return None

    def _item(self, node: nodes.Getitem, names: dict[str, Shape | None]) -> Shape | None:
        base = self.shape(node.node, names)
        self.shape(node.arg, names)
        if isinstance(node.arg, nodes.Slice) or base is None:
            return base
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._field(node, base, node.arg.value)
        return base.item

    def _filtered(self, node: nodes.Filter, names: dict[str, Shape | None]) -> Shape | None:
        base = self.shape(node.node, names) if node.node is not None else None
        for argument in (*node.args, *(pair.value for pair in node.kwargs)):
            self.shape(argument, names)
        if node.name in _ITEM and base is not None:
            return base.item
        named = self._named(node, base)
        if node.name == "map" and named is not None:
            return Shape("list", item=named)
        return base if node.name in _SAME else None

    def _named(self, node: nodes.Filter, base: Shape | None) -> Shape | None:
        """The field that a filter names: `map(attribute="name")`, `selectattr("met")`."""
        given = [pair.value for pair in node.kwargs if pair.key == "attribute"]
        if node.name in ("selectattr", "rejectattr"):
            given = list(node.args[:1])
        if not given or not isinstance(given[0], nodes.Const) or base is None or base.item is None:
            return None
        return self._field(node, base.item, str(given[0].value))

    def _say(self, node: nodes.Node, what: str) -> None:
        self.found[node.lineno, what] = None
