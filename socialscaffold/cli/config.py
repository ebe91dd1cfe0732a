"""`socialscaffold config`: every value that a program has, and where each one comes from."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from socialscaffold.cli import screen
from socialscaffold.cli.patterns import width
from socialscaffold.cli.programs import opened
from socialscaffold.compiler import Checked, check
from socialscaffold.source.gate import Gate
from socialscaffold.source.nodes import Node
from socialscaffold.source.yaml_reader import read_yaml
from socialscaffold.spec.origin import Value, place, region_values, values_of
from socialscaffold.spec.region import Region

_COLOURS = {"region": "36", "above": "36", "default": "2", "cohort": "35"}


def run_config(
    program: Path, cohort: str | None, region: str | None, keys: tuple[str, ...], format_: str, *, origin: bool
) -> int:
    """Print the values; 1 where the program can't be read."""
    import typer

    if format_ not in ("pretty", "json"):
        raise typer.BadParameter("there are pretty and json", param_hint="--format")
    gate, name = opened(program)
    checked = check(gate, name, cohort, (region,) if region else None)
    if checked.sources is None:
        screen.tell(checked.found, gate.texts)
        return 1
    listed = checked.sources.program.strategies.localization.regions
    if region and region not in listed:
        raise typer.BadParameter(f"there are {', '.join(listed) or 'none'}", param_hint="--region")
    found = all_values(checked, gate, name, cohort, region)
    if keys:
        found = tuple(one for one in found if any(one.key == key or one.key.startswith(f"{key}.") for key in keys))
    if format_ == "json":
        screen.say(json.dumps([_row(one, origin=origin) for one in found], ensure_ascii=False, indent=2))
    else:
        overlay = next((one for one in checked.sources.regions if one.region == region), None)
        if overlay:
            files = ", ".join(f"regions/{one}.yaml" for one in _chain(overlay))
            screen.say(f"What stands first wins: {files}, {name}, defaults.\n")
        screen.say(as_table(found, width(), origin=origin, colour=screen.coloured(sys.stdout)))
    return 0


def all_values(checked: Checked, gate: Gate, name: str, cohort: str | None, region: str | None) -> tuple[Value, ...]:
    """What the program says, what a region says instead, the cohort, and the defaults that were taken."""
    said = {one.key: one for one in values_of(_node(gate, name), "program")}
    sources = checked.sources
    overlay = next((one for one in sources.regions if one.region == region), None) if sources else None
    local = region_values([(one, _node(gate, f"regions/{one}.yaml")) for one in _chain(overlay)]) if overlay else ()
    if overlay:
        for key, value in _instead(overlay):
            if key in said:
                ours = said[key]
                said[key] = Value(key, value.value, value.origin, "region", ours.origin)
    run = values_of(_node(gate, _cohort_file(cohort)), "cohort", "cohort") if cohort else ()
    assumed = checked.plan.assumed if checked.plan else ()
    defaults = tuple(Value(one.where, one.value, f"default: {one.default.id}", "default") for one in assumed)
    return (*said.values(), *defaults, *run, *local)


def as_table(found: tuple[Value, ...], wide: int, *, origin: bool, colour: bool = False) -> str:
    """Keys, values and places in columns; what has no room ends in `…`, and JSON has it whole."""
    if not found:
        return "There is no such value. Leave the keys out to see all."
    wheres = [one.origin if origin else "" for one in found]
    right = min(max(map(len, wheres)), wide * 2 // 5) if origin else 0
    left = min(max(len(one.key) for one in found), (wide - right) * 11 // 20)
    middle = max(8, wide - left - right - (4 if origin else 2))
    lines, group = [], found[0].key.partition(".")[0]
    for one, where in zip(found, wheres, strict=True):
        first = one.key.partition(".")[0]
        lines += [""] if first != group and "." in one.key else []
        group = first
        key, value = _cut(one.key, left, front=True), _cut(one.value, middle)
        line = f"{key:<{left}}  {value:<{middle}}"
        if origin:
            line += f"  {_cut(where, right, front=True)}"
        code = _COLOURS.get(one.kind, "") if colour else ""
        lines.append(f"\x1b[{code}m{line.rstrip()}\x1b[0m" if code else line.rstrip())
        if origin and one.instead_of:
            lines.append(_cut(f"{'':<{left + middle + 4}}over {one.instead_of}", wide))
    return "\n".join(lines)


def _cut(text: str, most: int, *, front: bool = False) -> str:
    text = screen.clean(text)
    if len(text) <= most:
        return text
    return f"…{text[len(text) - most + 1 :]}" if front else f"{text[: most - 1]}…"


def _row(one: Value, *, origin: bool) -> dict[str, str]:
    row = {"key": one.key, "value": one.value}
    if origin:
        row |= {"origin": one.origin, "kind": one.kind} | ({"instead-of": one.instead_of} if one.instead_of else {})
    return row


def _node(gate: Gate, path: str) -> Node:
    """A file that has been read without an error before."""
    node = None
    data, _ = gate.read_bytes(path)
    if data is not None:
        node, _ = read_yaml(data, path)
    if node is None:
        raise ValueError(f"{path} was read before and can't be now")
    return node


def _chain(overlay: Region) -> tuple[str, ...]:
    return (overlay.region, *overlay.above)


def _cohort_file(cohort: str | None) -> str:
    return cohort if cohort and cohort.endswith(".yaml") else f"cohorts/{cohort}.yaml"


def _instead(overlay: Region) -> list[tuple[str, Value]]:
    """The program's own values that a region's file takes the place of, by their keys."""
    made = []
    for name, channel in overlay.replace.channels:
        for key, said, span in (
            ("title", channel.title, channel.at.of("title")),
            ("kind", channel.kind, channel.at.of("kind")),
            ("url", channel.url.text if channel.url else "", channel.at.of("url")),
        ):
            if said or key == "url":
                value = said or "(none)"
                made.append((f"channels.{name}.{key}", Value("", value, place(span), "region")))
    return made
