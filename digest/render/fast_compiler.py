"""Templates that go straight to what they name: quicker still than `printing.py`, and right whenever they succeed.

Jinja asks for each `card.title` whether it is an attribute, or else an item, or else undefined. In a view it is an
attribute. Here it is taken to be one, a call is a call, and a macro is its function: what comes out is what Jinja
makes. Where it is not so, an exception comes out, and the page has to be rendered by Jinja's own rules.
"""

from __future__ import annotations

from keyword import iskeyword
from typing import Any

from jinja2 import nodes
from jinja2.compiler import Frame, MacroRef, optimizeconst
from jinja2.runtime import Macro, markup_join
from jinja2.utils import missing

from digest.render.fast_output import Generator, PrintingEnvironment


class _Macro(Macro):
    """A macro; `direct` is the shortest way to call it by position. Its text is safe, though it may not say so."""

    def __init__(
        self, environment: Any, func: Any, name: str, arguments: Any,
        catch_kwargs: bool, catch_varargs: bool, caller: bool, autoescape: bool | None = None,
    ) -> None:  # fmt: skip
        super().__init__(environment, func, name, arguments, catch_kwargs, catch_varargs, caller, autoescape)
        self.direct: Any = self
        if autoescape and not (catch_kwargs or catch_varargs or caller):
            func.__defaults__ = (missing,) * len(arguments)
            self.direct = func


class _Generator(Generator):
    """Compiles attributes, calls and macros to what they most likely are."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        self._modules = {each.target for each in node.find_all(nodes.Import)}
        self._macros = {each.name for each in node.find_all(nodes.Macro)}
        self._printed: nodes.Node | None = None
        """What stands alone between `{{` and `}}`."""
        super().visit_Template(node, frame)

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        if isinstance(node.node, nodes.Const) or not node.attr.isidentifier() or iskeyword(node.attr):
            super().visit_Getattr(node, frame)
        else:
            self.visit(node.node, frame)
            self.write(f".{node.attr}")

    @optimizeconst
    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if forward_caller or not _escapes(frame) or not _by_position(node):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        is_macro = self._is_macro(node)
        is_marked = is_macro and node is not self._printed
        self.write("Markup(" if is_marked else "")
        self.visit(node.node, frame)
        self.write(".direct(" if is_macro else "(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write("))" if is_marked else ")")

    @optimizeconst
    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
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
            node.expr2 = nodes.Const("")  # which is what Jinja prints there
        super().visit_CondExpr(node, frame)

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        """One piece of text for all that stands between two tags: each costs its way through all generators."""
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
        if not isinstance(node, nodes.Call) or not _by_position(node):
            return False
        called = node.node
        if isinstance(called, nodes.Getattr) and isinstance(called.node, nodes.Name):
            return called.node.name in self._modules
        return isinstance(called, nodes.Name) and called.name in self._macros


def joined(parts: tuple[Any, ...]) -> str:
    """What `markup_join` makes of values: text, or safe text where one of them is safe."""
    for part in parts:
        if type(part) is not str and type(part) is not int:
            made: str = markup_join(parts)
            return made
    return "".join(map(str, parts))


def _by_position(node: nodes.Call) -> bool:
    return not (node.kwargs or node.dyn_args or node.dyn_kwargs)


def _escapes(frame: Frame) -> bool:
    return bool(frame.eval_ctx.autoescape and not frame.eval_ctx.volatile)


class DirectEnvironment(PrintingEnvironment):
    """An environment whose templates go straight to what they name."""

    code_generator_class = _Generator

    joined = staticmethod(joined)
    Macro = _Macro
    """What the compiled code makes macros of."""
