"""`socialscaffold explain` and `rules`: what a finding means, and all that can be found."""

from __future__ import annotations

import json
import sys
from textwrap import wrap

from socialscaffold.cli import screen
from socialscaffold.review.catalogue import catalogue, entry
from socialscaffold.review.explain import YAML_PARTS, parts
from socialscaffold.source.suggest import did_you_mean

NARROWEST, WIDEST = 40, 100


def run_explain(code: str) -> int:
    """Print the page of one code."""
    import typer

    one = entry(code)
    if one is None:
        guess = did_you_mean(code.upper(), [each.code for each in catalogue()])
        hint = f"did you mean {guess}?" if guess else "`socialscaffold rules` lists them all"
        raise typer.BadParameter(f"no finding has the code `{code}`; {hint}", param_hint="CODE")
    bold = ("\x1b[1m", "\x1b[0m") if screen.coloured(sys.stdout) else ("", "")
    lines = [*_wrapped(f"{one.code}: {one.title}", "")]
    for head, text in parts(one):
        lines += ["", f"{bold[0]}{head}{bold[1]}"]
        for row in text.rstrip("\n").split("\n"):
            lines += [f"    {row}"] if head in YAML_PARTS else _wrapped(row, "  ")
    screen.say("\n".join(lines))
    return 0


def run_rules(format_: str, *, every: bool) -> int:
    """Print the rules of the design review, or with `every` all that reading, planning and building tell as well."""
    import typer

    if format_ not in ("text", "json"):
        raise typer.BadParameter("there are text and json", param_hint="--format")
    found = [one for one in catalogue() if every or one.of_design]
    if format_ == "json":
        rows = [
            {
                "code": one.code,
                "title": one.title,
                "severity": str(one.severity),
                "tier": one.tier,
                "source": list(one.sources),
            }
            for one in found
        ]
        screen.say(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    lines = []
    for one in found:
        head = f"{one.code:<13}{one.severity:<6}{one.tier:<5}"
        lines += wrap(one.title, _width(), initial_indent=head, subsequent_indent=" " * len(head))
    screen.say(
        "\n".join([*lines, "", "`socialscaffold explain CODE` tells why, from which source, and how to mend it."])
    )
    return 0


def _width() -> int:
    return max(NARROWEST, min(WIDEST, screen.columns(sys.stdout) or WIDEST))


def _wrapped(text: str, indent: str) -> list[str]:
    return wrap(text, _width(), initial_indent=indent, subsequent_indent=indent, break_long_words=False) or [""]
