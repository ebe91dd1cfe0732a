"""What the states of a local answer mean, in every page that shows one."""

from __future__ import annotations

from socialscaffold.words.speech import noted

MEANINGS = {
    "missing": noted("must be answered: its week is over, or nobody keeps a file"),
    "asked": noted("not answered yet"),
    "proposed": noted("waits for review"),
    "accepted": noted("reviewed; it holds there"),
    "promoted": noted("in the program for everyone"),
    "stale": noted("its message has changed since: read it again"),
    "rejected": noted("sent back: ask again"),
    "withdrawn": noted("taken back by its maker: ask again"),
    "expired": noted("its day has passed: ask again"),
}
