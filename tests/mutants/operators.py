"""Faults of order, which Cosmic Ray's own operators do not make: a sort that is left out, or that forgets its key."""

from collections.abc import Iterator
from typing import Any

from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Example, Operator
from parso.python.tree import Name, PythonNode

Position = tuple[tuple[int, int], tuple[int, int]]
ORDERS = ("sorted", "sort", "min", "max")
HARMLESS = ("f(x, key=y)", "sorted", "f(sorted)", "max(x, y)", "x.sort()")
"""Code in which there is no order to take away."""


def _call_after(name: Any) -> Any:
    """The brackets that follow a name, or None where it is not called."""
    following = name.get_next_sibling() if name.parent.type != "trailer" else name.parent.get_next_sibling()
    return following if following is not None and following.type == "trailer" and following.children[0] == "(" else None


def _arguments(call: Any) -> list[Any]:
    inside = call.children[1:-1]
    return list(inside[0].children) if inside and inside[0].type == "arglist" else inside


class LeaveSortOut(Operator):  # type: ignore[misc]
    """`sorted(things)` is `list(things)`."""

    def mutation_positions(self, node: Any) -> Iterator[Position]:
        """Of calls without a key or a direction."""
        call = _call_after(node) if isinstance(node, Name) and node.value == "sorted" else None
        if call and not any(argument.type == "argument" for argument in _arguments(call)):
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        """The name alone is replaced."""
        node.value = "list"
        return node

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """For Cosmic Ray's documentation."""
        return (Example("sorted(x)", "list(x)"),)


class ForgetKey(Operator):  # type: ignore[misc]
    """`sorted(things, key=age)` is `sorted(things)`; so with `reverse=` and `default=`."""

    def mutation_positions(self, node: Any) -> Iterator[Position]:
        """One for each argument with a name."""
        if isinstance(node, PythonNode) and node.type == "arglist" and self._orders(node):
            for argument in self._named(node):
                yield argument.start_pos, argument.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        """The argument goes with the comma before it."""
        place = node.children.index(self._named(node)[index])
        del node.children[max(place - 1, 0) : place + 1]
        return node

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        """For Cosmic Ray's documentation."""
        return (
            Example("sorted(x, key=y)", "sorted(x)"),
            Example("x.sort(key=y, reverse=z)", "x.sort(key=y)", occurrence=1),
            Example("max(x, default=0)", "max(x)"),
        )

    @staticmethod
    def _orders(arguments: Any) -> bool:
        called = arguments.parent.get_previous_sibling()
        name = called.children[-1] if called is not None and called.type == "trailer" else called
        return isinstance(name, Name) and name.value in ORDERS

    @staticmethod
    def _named(arguments: Any) -> list[Any]:
        return [each for each in arguments.children if each.type == "argument" and each.children[0].type == "name"]


OPERATORS = {operator.__name__: operator for operator in (LeaveSortOut, ForgetKey)}


class Orders:
    """The operators of this module, as a plug-in of Cosmic Ray's."""

    def __iter__(self) -> Iterator[str]:
        return iter(OPERATORS)

    def __getitem__(self, name: str) -> type[Operator]:
        return OPERATORS[name]


def check_examples() -> None:
    """Make the faults of the examples. Raises AssertionError where one comes out otherwise."""
    for operator in OPERATORS.values():
        for example in operator.examples():
            made = mutate_code(example.pre_mutation_code, operator(), example.occurrence)
            assert made == example.post_mutation_code, (operator.__name__, made)
        for code in HARMLESS:
            assert mutate_code(code, operator(), 0) is None, (operator.__name__, code)
