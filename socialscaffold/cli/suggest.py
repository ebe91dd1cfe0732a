"""`socialscaffold suggest`: which strategies are thin, where there is room, and YAML that would fill it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from socialscaffold.cli import screen
from socialscaffold.cli.diff import NUMBERED
from socialscaffold.cli.programs import opened, show
from socialscaffold.compiler import Checked, check
from socialscaffold.diagnostics import has_errors
from socialscaffold.edit.insert import insert
from socialscaffold.edit.suggest.propose import Proposal, propose
from socialscaffold.edit.text import FileText
from socialscaffold.output.place import write_over
from socialscaffold.plan.model import CORE, STRATEGIES, Plan
from socialscaffold.source.gate import Gate
from socialscaffold.source.yaml_reader import read_yaml

NAMES = {CORE: "Content and managers", **NUMBERED}


def run_suggest(program: Path, strategies: tuple[str, ...], apply: tuple[str, ...], format_: str) -> int:
    """Show the proposals, numbered, or put the ones asked for into the program's file."""
    import typer

    if format_ not in ("text", "json"):
        raise typer.BadParameter("there are text and json", param_hint="--format")
    for name in strategies:
        if name not in STRATEGIES:
            raise typer.BadParameter(f"`{name}` is none of {', '.join(STRATEGIES)}", param_hint="--strategy")
    gate, file = opened(program)
    checked = check(gate, file)
    if checked.plan is None or checked.sources is None:
        show(checked.found, gate)
        screen.say("Nothing can be suggested while the program can't be read. `socialscaffold fix` may mend it.")
        return 1
    found = [
        one for one in propose(checked.sources.program, checked.plan) if not strategies or one.strategy in strategies
    ]
    if apply:
        return _apply(gate, file, checked, [found[number] for number in _numbers(apply, len(found))])
    screen.say(_json(found) if format_ == "json" else _text(checked.plan, found))
    return 0


def _numbers(asked: Sequence[str], count: int) -> list[int]:
    import typer

    if "all" in asked:
        return list(range(count))
    for one in asked:
        if not one.isdecimal() or not 1 <= int(one) <= count:
            told = f"choose a number from 1 to {count}, or all" if count else "there is nothing to suggest"
            raise typer.BadParameter(f"{one}: {told}", param_hint="--apply")
    return sorted({int(one) - 1 for one in asked})


def _json(found: Sequence[Proposal]) -> str:
    rows = [
        {
            "strategy": one.strategy,
            "why": one.why,
            "under": ".".join(one.path),
            "week": one.week or None,
            "minutes": one.minutes,
            "yaml": "\n".join(one.lines),
        }
        for one in found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def _text(plan: Plan, found: Sequence[Proposal]) -> str:
    lines = _coverage(plan)
    for number, one in enumerate(found, 1):
        cost = f" Week {one.week}, {one.minutes} minutes." if one.week else ""
        name = NAMES[one.strategy].lstrip("12345 ")  # one number a line is enough
        lines += ["", screen.fitted(f"{number}. {name}: {one.why}{cost}", "   ")]
        lines += [f"   under {'.'.join(one.path)}:", "", *(f"     {screen.clean(line)}" for line in one.lines)]
    if found:
        lines += ["", "Take one over with --apply and its number, or all of them with --apply all."]
    else:
        lines += ["", "Every strategy is written down, and none is thin."]
    return "\n".join(lines)


def _coverage(plan: Plan) -> list[str]:
    """The strategies by week, and what is left of each week."""
    weeks = plan.weeks
    head = "".join(f"{week.number:>4}" for week in weeks)
    lines = [f"{'Week':<22}{head}"]
    for strategy in (CORE, *STRATEGIES):
        spent = (sum(one.minutes for one in week.items if one.strategy == strategy) for week in weeks)
        cells = "".join(f"{minutes or '·':>4}" for minutes in spent)
        lines.append(f"{NAMES[strategy]:<22}{cells}")
    left = "".join(f"{plan.budget - week.minutes:>4}" for week in weeks)
    return [*lines, f"{'Minutes left':<22}{left}"]


def _apply(gate: Gate, file: str, checked: Checked, chosen: Sequence[Proposal]) -> int:
    """Each proposal into its place; what a person has to paste is shown. Nothing is written that makes an error."""
    old = gate.read_bytes(file)[0] or b""
    data, pasted, done = old, [], 0
    for one in chosen:
        root, _ = read_yaml(data, file)
        text = FileText(data)
        edit = insert(text, root, one.path, one.lines, item=one.item) if root is not None else None
        if edit is None:
            pasted.append(one)
            continue
        data = text.edited([edit])
        done += 1
    after = check(Gate(gate.root, {file: data}), file)
    if has_errors(after.found) and not has_errors(checked.found):
        screen.say("Together these don't fit, so nothing was written:\n")
        screen.tell(after.found, {})
        return 1
    if data != old and (wrong := write_over(gate.root, file, old, data)):
        screen.say(wrong, to_error=True)
        return 1
    screen.say(f"{file}: {done} proposal{'s' * (done != 1)} written.")
    for one in pasted:
        screen.say(f"\nPaste this under {'.'.join(one.path)} yourself; it stands in braces there:\n")
        screen.say("\n".join(one.lines))
    return int(bool(pasted))
