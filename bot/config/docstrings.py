"""Reads what stands below the attributes of a class from its source: Python itself forgets those words."""

from __future__ import annotations

import ast
import inspect
from itertools import pairwise
from textwrap import dedent


def docstrings_of(kind: type, below: type) -> dict[str, str]:
    """The docstrings of the annotated attributes that a class has from itself and its kin below another."""
    kin = [each for each in reversed(kind.__mro__) if issubclass(each, below)]
    return {name: said for each in kin for name, said in _own(each).items()}


def _own(kind: type) -> dict[str, str]:
    declared = ast.parse(dedent(inspect.getsource(kind))).body[0]
    assert isinstance(declared, ast.ClassDef)  # noqa: S101 - the source of a class
    found = {}
    for attribute, after in pairwise(declared.body):
        match attribute, after:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(said))):
                found[name] = inspect.cleandoc(said)
    return found
