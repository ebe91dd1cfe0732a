"""Where each value comes from: the program's file, a region's, one above it, the cohort's, or a default."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence as Listed

from socialscaffold.dataclass import dataclass
from socialscaffold.marks import Span
from socialscaffold.source.nodes import Mapping, Node, Scalar, Sequence, below
from socialscaffold.spec.inherit import KINDS

# Keys of a region's file that are never handed down, and those of which everything that is said holds.
OWN = ("socialscaffold-region", "program", "region", "name", "extends", "answers")
JOINED = ("holidays",)
# Names whose whole value stands over that of the same name above, whatever keys either has.
_WHOLE = ("messages", *(f"replace.{kind}" for kind in KINDS))
_NAMES = ("id", "name", "title")


@dataclass(frozen=True, slots=True)
class Value:
    """One value: its key (`modules.basics.week`), what stands there, and where.

    `origin` is the place as `file:line`, or what the default is called; `kind` is program, region, above, cohort or
    default. `instead_of` is the place of a value that it stands over, empty without one.
    """

    key: str
    value: str
    origin: str
    kind: str
    instead_of: str = ""


def values_of(node: Node, kind: str, prefix: str = "") -> tuple[Value, ...]:
    """Every value of one file, in its order. A list of plain words is one value; items with an id go by it."""
    return tuple(Value(key, value, place(span), kind) for key, value, span in _flat(node, prefix))


def region_values(chain: Listed[tuple[str, Node]], prefix: str = "region") -> tuple[Value, ...]:
    """The values of a region, given (name, file) from its own to the highest: the nearest that says a key wins."""
    made: dict[str, Value] = {}
    for number, (_, node) in enumerate(reversed(chain)):
        nearest = number == len(chain) - 1
        hidden = _hidden(node, prefix, made)
        for one in values_of(node, "region" if nearest else "above", prefix):
            first = one.key.removeprefix(f"{prefix}.").partition(".")[0]
            if not nearest and first in OWN:
                continue
            above = made.get(one.key)
            if above is None:
                over = next((hidden[name] for name in hidden if one.key == name or one.key.startswith(f"{name}.")), "")
                made[one.key] = Value(one.key, one.value, one.origin, one.kind, over)
            elif first in JOINED:
                value = f"{above.value[:-1]}, {one.value[1:]}" if above.value[:1] == one.value[:1] == "[" else one.value
                made[one.key] = Value(one.key, value, f"{above.origin} and {one.origin}", one.kind)
            else:
                made[one.key] = Value(one.key, one.value, one.origin, one.kind, above.origin)
    own = [one.key for one in values_of(chain[0][1], "region", prefix)] if chain else []
    return tuple(made[key] for key in dict.fromkeys((*own, *made)))


def _hidden(node: Node, prefix: str, made: dict[str, Value]) -> dict[str, str]:
    """The names that a file says whole, each with the place of what it stands over, which is taken out of `made`."""
    found: dict[str, str] = {}
    for group in _WHOLE:
        there = below(node, group.split("."))
        for name, _ in there.entries if isinstance(there, Mapping) else ():
            key = f"{prefix}.{group}.{name.text}" if prefix else f"{group}.{name.text}"
            gone = [one for one in made if one == key or one.startswith(f"{key}.")]
            if gone:
                found[key] = made[gone[0]].origin
            for one in gone:
                del made[one]
    return found


def place(span: Span) -> str:
    """`program.yaml:12`."""
    return f"{span.file}:{span.line}"


def _flat(node: Node, prefix: str) -> Iterator[tuple[str, str, Span]]:
    if isinstance(node, Scalar):
        yield prefix, " ".join(node.text.split()), node.span
    elif isinstance(node, Mapping):
        for name, value in node.entries:
            yield from _flat(value, f"{prefix}.{name.text}" if prefix else name.text)
    elif all(isinstance(one, Scalar) for one in node.items):
        yield (
            prefix,
            f"[{', '.join(' '.join(one.text.split()) for one in node.items if isinstance(one, Scalar))}]",
            node.span,
        )
    else:
        yield from _listed(node, prefix)


def _listed(node: Sequence, prefix: str) -> Iterator[tuple[str, str, Span]]:
    for number, item in enumerate(node.items, 1):
        said = [item.get(name) for name in _NAMES] if isinstance(item, Mapping) else []
        name = next((one.text for one in said if isinstance(one, Scalar)), str(number))
        yield from _flat(item, f"{prefix}.{name}")
