"""The day on which exceptions are judged: the one place that reads the clock, for everybody below it is input."""

from __future__ import annotations

import datetime as dt
import os


def day_of_check(asked: str | None, option: str = "--as-of") -> dt.date:
    """The day asked for with `option`, or today in UTC. Usage error (exit 2) for what is no day."""
    return _day(asked, option) if asked else dt.datetime.now(dt.UTC).date()


def day_of_build(asked: str | None) -> dt.date | None:
    """The day asked for, or that of SOURCE_DATE_EPOCH; None leaves it to the cohort, so that builds stay alike."""
    if asked:
        return _day(asked, "--as-of")
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return None
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    except (ValueError, OverflowError, OSError) as wrong:
        import typer

        raise typer.BadParameter(f"`{epoch}` is no number of seconds", param_hint="SOURCE_DATE_EPOCH") from wrong


def _day(text: str, hint: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as wrong:
        import typer

        raise typer.BadParameter(f"`{text}` is no day; write it as 2027-03-31", param_hint=hint) from wrong
