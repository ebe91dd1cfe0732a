"""The texts of a record for people to read, each under a key that lasts whatever moves.

A key is the way to the text by names and ids, `modules.start.activities.meet.do`. Where a list has no ids its texts
share a key and are told apart by themselves, so that nothing hangs on an order.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any

from socialscaffold.source.records import KeyOf, keys_of

Change = Callable[[str, str], str]


def each_text(record: Any, change: Change, skip: Collection[str] = (), path: str = "") -> Any:
    """The record with every text replaced by what `change` makes of its key and itself.

    Keys named in `skip` are left alone, with all that is below them; so are paths, addresses, ids and numbers.
    """
    changed: dict[str, Any] = {}
    for key in keys_of(type(record)):
        if key.name in skip:
            continue
        value = getattr(record, key.field)
        made = _changed(key, value, change, skip, f"{path}.{key.name}" if path else key.name)
        if made != value:
            changed[key.field] = made
    return replace(record, **changed) if changed else record


def _changed(key: KeyOf, value: Any, change: Change, skip: Collection[str], where: str) -> Any:
    if key.kind.record is None and "a text" not in key.kind.name:
        return value
    if isinstance(value, tuple):
        return tuple(_item(one, change, skip, where) for one in value)
    return _item(value, change, skip, where)


def _item(value: Any, change: Change, skip: Collection[str], where: str) -> Any:
    if isinstance(value, str):
        return change(where, value) if value.strip() else value
    if isinstance(value, tuple) and len(value) == 2:  # an entry of a map: its name, then what stands there
        return (value[0], _item(value[1], change, skip, f"{where}.{value[0]}"))
    if value is None or not keys_of_any(value):
        return value
    name = getattr(value, "id", "")
    return each_text(value, change, skip, f"{where}.{name}" if name else where)


def keys_of_any(value: Any) -> bool:
    """Whether it is a record with keys; a path or an address knows its place and is none."""
    return hasattr(type(value), "__dataclass_fields__") and bool(keys_of(type(value)))
