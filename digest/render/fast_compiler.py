"""The fast compiler of templates: direct Python, which is faster than Jinja's code and has the same result or fails.

Jinja tests for each `card.title` whether it is an attribute, or else an item, or else undefined. In a view it is an
attribute. This compiler assumes an attribute, a plain call and a macro that takes its arguments by position. If an
assumption is wrong, the code raises an exception, and the page has to be rendered by Jinja's own rules.

The sandbox checks each attribute and each call at run time, and direct Python does not. So a template with any name
that the sandbox could refuse (see `is_refusable`) is compiled as Jinja does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from keyword import iskeyword
from typing import Any

from jinja2 import nodes
from jinja2.compiler import Frame, MacroRef, optimizeconst
from jinja2.runtime import Macro as JinjaMacro
from jinja2.runtime import markup_join
from jinja2.utils import missing

from digest.render.fast_output import Generator, StandardEnvironment


class Macro(JinjaMacro):
    """A macro with a function, `_direct`, that takes arguments by position and returns safe text as a plain `str`.

    The class has the name of Jinja's, because a template can print it; no template can name `_direct`.
    """

    def __init__(
        self, environment: Any, func: Any, name: str, arguments: Any,
        catch_kwargs: bool, catch_varargs: bool, caller: bool, autoescape: bool | None = None,
    ) -> None:  # fmt: skip
        super().__init__(environment, func, name, arguments, catch_kwargs, catch_varargs, caller, autoescape)
        self._direct: Any = self
        if autoescape and not (catch_kwargs or catch_varargs or caller):
            func.__defaults__ = (missing,) * len(arguments)
            self._direct = func


class _Generator(Generator):
    """Compiles attributes, calls and macros to direct Python."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        self._is_direct = not any(map(is_refusable, _names(node)))
        self._modules = {statement.target for statement in node.find_all(nodes.Import)}
        self._macros = {macro.name for macro in node.find_all(nodes.Macro)}
        self._printed: nodes.Node | None = None
        """The node of the whole expression between `{{` and `}}`."""
        super().visit_Template(node, frame)

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        if not self._is_direct or isinstance(node.node, nodes.Literal) or not _is_attribute(node.attr):
            super().visit_Getattr(node, frame)
        else:
            self.visit(node.node, frame)
            self.write(f".{node.attr}")

    @optimizeconst
    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        is_direct = self._is_direct and not isinstance(node.node, nodes.Literal)
        if forward_caller or not is_direct or not _escapes(frame) or not _by_position(node):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        is_macro = self._is_macro(node)
        is_marked = is_macro and node is not self._printed
        self.write("Markup(" if is_marked else "")
        self.visit(node.node, frame)
        self.write("._direct(" if is_macro else "(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write("))" if is_marked else ")")

    @optimizeconst
    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        if not self._is_direct or isinstance(node.node, nodes.Literal):
            super().visit_Getitem(node, frame)
            return
        self.visit(node.node, frame)
        self.write("[")
        self.visit(node.arg, frame)
        self.write("]")

    @optimizeconst
    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        if not _escapes(frame):
            super().visit_Concat(node, frame)
            return
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

    @optimizeconst
    def visit_CondExpr(self, node: nodes.CondExpr, frame: Frame) -> None:
        if node is self._printed and node.expr2 is None:
            node.expr2 = nodes.Const("")  # Jinja prints an empty text for a missing `else`
        super().visit_CondExpr(node, frame)

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        """Yield the text between two tags in one piece, because each piece passes through all generators."""
        if frame.buffer is not None or frame.require_output_check or not _escapes(frame) or len(node.nodes) < 2:
            super().visit_Output(node, frame)
            return
        finalize = self._make_finalize()
        self.writeline("yield ''.join((", node)
        self.indent()
        for child in node.nodes:
            self.newline(child)
            try:
                self.write(repr(self._output_child_to_const(child, frame, finalize)))
            except nodes.Impossible:
                self._output_child_pre(child, frame, finalize)
                self.visit(child, frame)
                self._output_child_post(child, frame, finalize)
            self.write(",")
        self.outdent()
        self.writeline("))")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        self.write("environment.")
        super().macro_def(macro_ref, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self._printed = node if _escapes(frame) else None
        if self._printed is None or not self._is_macro(node):
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if not _escapes(frame) or not self._is_macro(node):
            super()._output_child_post(node, frame, finalize)

    def _is_macro(self, node: nodes.Node) -> bool:
        """Whether this seems to call a macro of this template, or of a module that it imports, by position."""
        if not self._is_direct or not isinstance(node, nodes.Call) or not _by_position(node):
            return False
        called = node.node
        if isinstance(called, nodes.Getattr) and isinstance(called.node, nodes.Name):
            return called.node.name in self._modules
        return isinstance(called, nodes.Name) and called.name in self._macros


_REFUSABLE = re.compile(
    r"_.*|format|format_map|mro|(gi|cr|ag|tb|f|co|func|im)_.*"
    # The methods by which lists, sets and mappings change.
    r"|add|append|appendleft|clear|difference_update|discard|extend|extendleft|insert|pop|popitem|popleft|remove|reverse"
    r"|rotate|setdefault|sort|symmetric_difference_update|update"
)
"""For example `__class__`, `gi_frame`, `format`, `append`; not `title`."""


def is_refusable(name: str) -> bool:
    """Whether the sandbox could refuse an attribute of this name, on any object."""
    return bool(_REFUSABLE.fullmatch(name))


def _names(node: nodes.Template) -> Iterator[str]:
    """Every attribute that a template names, and every text that could name one: as a subscript, or for a filter."""
    yield from (part.attr for part in node.find_all(nodes.Getattr))
    values = [part.arg for part in node.find_all(nodes.Getitem)]
    for part in node.find_all((nodes.Filter, nodes.Test)):
        values += [*part.args, *(argument.value for argument in part.kwargs)]
        values += [more for more in (part.dyn_args, part.dyn_kwargs) if more is not None]
    for value in values:
        for text in (value, *value.find_all(nodes.Const)):
            if isinstance(text, nodes.Const) and isinstance(text.value, str):
                yield from text.value.split(".")


def _is_attribute(name: str) -> bool:
    return name.isidentifier() and not iskeyword(name)


def joined(parts: tuple[Any, ...]) -> str:
    """Values joined as by Jinja's `markup_join`: text, or safe text if one of them is safe."""
    for part in parts:
        if type(part) is not str and type(part) is not int:
            text: str = markup_join(parts)
            return text
    return "".join(map(str, parts))


def _by_position(node: nodes.Call) -> bool:
    return not (node.kwargs or node.dyn_args or node.dyn_kwargs)


def _escapes(frame: Frame) -> bool:
    return bool(frame.eval_ctx.autoescape and not frame.eval_ctx.volatile)


class FastEnvironment(StandardEnvironment):
    """The environment of the fast compiler; templates with names that the sandbox could refuse compile as by Jinja."""

    code_generator_class = _Generator

    joined = staticmethod(joined)
    Macro = Macro
    """The class of macros in compiled code."""
