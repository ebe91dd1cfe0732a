"""The balance of the sets as one page that opens anywhere: ids and counts, no name and no cell of the roster."""

from __future__ import annotations

from typing import Any

from socialscaffold.output.sets_files import told, verdict, wished
from socialscaffold.output.templates import render_html
from socialscaffold.plan.aliases import Aliases
from socialscaffold.plan.seated import Seated
from socialscaffold.words.speech import Speech, noted

WISHES = {
    "sizes": noted("size of the sets"),
    "alike": noted("alike within a set"),
    "apart": noted("kept apart"),
    "with": noted("kept together"),
    "pinned": noted("in a set that is named"),
    "never-alone": noted("nobody the only one"),
    "spread": noted("spread evenly"),
    "overlap": noted("working hours in common"),
}
FIRM = {"must": noted("must hold"), "should": noted("should hold"), "nice": noted("nice to have")}


def balance_page(title: str, cohort: str, seated: Seated, aliases: Aliases, say: Speech) -> bytes:
    """The page as HTML, in the words of `say`. Kinds of a column are numbered over all sets, by the alphabet.

    The page may be passed on, so who has an id that could name them is called by an alias.
    """
    misses = seated.misses()
    wishes = []
    for wish, column, firm in wished(seated):
        holds, words = verdict(seated, wish, column, say)
        row = {"key": wish, "wish": say(WISHES[wish]), "column": column, "firm": say(FIRM[firm])}
        wishes.append({**row, "verdict": words.replace("`", ""), "holds": holds})
    context: dict[str, Any] = {
        "language": say.language,
        "direction": say.direction,
        "title": title,
        # Between marks that nobody sees, or a name that begins with a number is turned round in a page from the right.
        "cohort": cohort if say.direction == "ltr" else f"\N{FIRST STRONG ISOLATE}{cohort}\N{POP DIRECTIONAL ISOLATE}",
        "people": sum(map(len, seated.sets.values())),
        "sets": [(name, tuple(map(aliases.of, members))) for name, members in seated.sets.items()],
        "wishes": wishes,
        "whole": all(one["holds"] for one in wishes),
        "misses": [aliases.text(told(one, say)) for one in sorted(misses, key=lambda one: -one.cost)],
        "columns": [_column(seated, column, say) for column in seated.columns],
    }
    return render_html("sets/balance.html.j2", context, say).encode("utf-8")


def _column(seated: Seated, column: str, say: Speech) -> dict[str, Any]:
    shares = {name: seated.share(members, column) for name, members in seated.sets.items()}
    kinds = sorted({value for share in shares.values() for value in share})
    rows = [
        {"set": name, "cells": [_cell(*share[kind], say) if kind in share else _NOTHING for kind in kinds]}
        for name, share in shares.items()
    ]
    return {"column": column, "kinds": len(kinds), "rows": rows}


_NOTHING = {"here": None, "off": False, "fair": ""}


def _cell(here: int, least: int, most: int, say: Speech) -> dict[str, Any]:
    fair = str(least) if least == most else say("{least} or {most}", least=least, most=most)
    return {"here": here, "off": not least <= here <= most, "fair": fair}
