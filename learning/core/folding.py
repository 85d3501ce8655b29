"""What a template says whatever it is given is worked out when it is compiled: texts, icons, addresses, parts.

A page has a hundred texts and two dozen icons that are the same for everybody who reads it in this language. Jinja2
joins what is constant to one string, but cannot know that these are:

- `{{ _("…") }}`, `{{ icon("down") }}`, `{{ url_for("home") }}`: functions marked `foldable`, called with constants,
- `{% trans name=person.name %}Profil von {{ name }}{% endtrans %}`: the text around its values,
- `{% include "…" %}`: the part is compiled in place, with the names that it sees anyway.

It holds for one language, prefix and set of routes: `learning.core.jinja.Pages` has an environment for each.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from django.utils.translation import gettext, pgettext
from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

Function = TypeVar("Function", bound=Callable[..., Any])

TEXTS: dict[str, Callable[..., str]] = {"gettext": gettext, "pgettext": pgettext}
"""What `{% trans %}` without a plural calls."""
VALUE = re.compile(r"%\((\w+)\)s")
TO_OTHER_FILES = (nodes.Extends, nodes.Block, nodes.Import, nodes.FromImport)


def foldable(function: Function) -> Function:
    """Marks a function that gives the same for the same arguments, in one language and under one prefix."""
    function.is_foldable = True  # type: ignore[attr-defined]  # -- a mark
    return function


def folded(template: nodes.Template, environment: Environment) -> nodes.Template:
    """Changes the tree it is given. What cannot be worked out now stays, and fails where and when it is shown."""
    Folding(environment).visit(template)
    template.set_environment(environment)
    return template


class Folding(NodeTransformer):
    def __init__(self, environment: Environment) -> None:
        self.environment = environment

    def visit_Include(self, node: nodes.Include) -> nodes.Node:  # noqa: N802 -- Jinja2's name
        part = self._part(node)
        return node if part is None else self.generic_visit(nodes.Scope(part.body, lineno=node.lineno))

    def _part(self, node: nodes.Include) -> nodes.Template | None:
        """The included template, where it can stand in this one; while templates are watched for changes, none can."""
        loader = self.environment.loader
        if (
            self.environment.auto_reload
            or node.ignore_missing
            or not isinstance(node.template, nodes.Const)
            or not loader
        ):
            return None
        name = node.template.value
        source, filename, _is_fresh = loader.get_source(self.environment, name)
        part = self.environment._parse(source, name, filename)
        return None if any(part.find_all(TO_OTHER_FILES)) else part

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 -- Jinja2's name
        self.generic_visit(node)
        function = self.environment.globals.get(_name(node))
        if not getattr(function, "is_foldable", False):
            return node
        try:
            named = {each.key: each.value.as_const() for each in node.kwargs}
            return _constant(function(*_constants(node), **named), node)  # type: ignore[operator]  # -- is marked
        except Exception:
            return node

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802 -- Jinja2's name
        self.generic_visit(node)
        node.nodes = [part for each in node.nodes for part in _parts(each)]
        return node


def _parts(node: nodes.Expr) -> Iterator[nodes.Expr]:
    """A text with values as its constant pieces and the expressions between them."""
    if not isinstance(node, nodes.Call) or _name(node) not in TEXTS:
        yield node
        return
    text = TEXTS[_name(node)](*_constants(node))
    values = {each.key: each.value for each in node.kwargs}
    for place, piece in enumerate(VALUE.split(text)):
        yield values[piece] if place % 2 else nodes.TemplateData(piece.replace("%%", "%"), lineno=node.lineno)


def _name(node: nodes.Call) -> str:
    return node.node.name if isinstance(node.node, nodes.Name) else ""


def _constants(node: nodes.Call) -> list[Any]:
    """The positional arguments. Raises nodes.Impossible when one is not constant."""
    return [each.as_const() for each in node.args]


def _constant(value: Any, node: nodes.Node) -> nodes.Const:
    is_safe = hasattr(value, "__html__")
    return nodes.Const(Markup(value) if is_safe else value, lineno=node.lineno)  # noqa: S704 -- what is safe stays so
