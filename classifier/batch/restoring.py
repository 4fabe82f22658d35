"""Dataclasses into JSON, and out of it again by the types of their fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def fields_of(instance: Any) -> dict[str, Any] | list[Any]:
    """Return the fields of a dataclass; what :func:`json.dumps` may be given as its ``default``.

    The JSON is that of ``dataclasses.asdict``, which copies all that it finds and takes ten times
    as long.

    Parameters
    ----------
    instance : dataclass or sequence
        Of what JSON holds, and of other dataclasses; a sequence gives its items.

    Raises
    ------
    TypeError
        When it is none.
    """
    if isinstance(instance, Sequence):  # such as one that makes its items when they are looked at
        return list(instance)
    return {name: getattr(instance, name) for name in _names(type(instance))}  # type: ignore[arg-type]


def restored(kind: type[T], values: Mapping[str, Any]) -> T:
    """Return the dataclass that JSON made a mapping of.

    Parameters
    ----------
    kind : type
        A dataclass of what JSON holds, of other dataclasses, and of tuples, mappings by string and
        options of those.
    values : mapping
        Its fields; those that are not there get their default.

    Examples
    --------
    >>> from classifier.explanation import Contribution
    >>> restored(Contribution, {"feature": "cue:x", "family": "cue", "value": 1.0,
    ...     "contribution": 0.5, "spans": [[0, 3]]}).spans
    ((0, 3),)
    """
    hints = _hints(kind)  # type: ignore[arg-type]  # mypy doubts that a class is hashable
    return kind(**{name: _value(hints[name], value) for name, value in values.items()})


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _value(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if is_dataclass(kind) and isinstance(kind, type):
        return restored(kind, value)
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        (some,) = (part for part in parts if part is not NoneType)
        return _value(some, value)
    if origin in (tuple, Sequence):
        is_open = origin is Sequence or parts[-1] is ...
        kinds = parts[:1] * len(value) if is_open else parts
        return tuple(map(_value, kinds, value))
    if origin is dict:
        return {name: _value(parts[1], each) for name, each in value.items()}
    return value
