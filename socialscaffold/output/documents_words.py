"""How the documents set an author’s words: capitals, ends of sentences, names of sets. Days and lengths are `say`’s."""

from __future__ import annotations

import datetime as dt

from socialscaffold.plan import calendar
from socialscaffold.regex import regex
from socialscaffold.words.speech import Speech


def clock(minutes: int) -> str:
    """Minutes since the beginning, as `1:05`."""
    return f"{minutes // 60}:{minutes % 60:02}"


def day(date: dt.date) -> str:
    """`18 January 2027`."""
    return calendar.day(date)


def set_name(say: Speech, name: str) -> str:
    """What the set with that id is called: `set-2` is Set 2."""
    kind, _, number = name.rpartition("-")
    return (
        say("Set {number}", number=number) if kind == "set" and number.isdecimal() else capital(name.replace("-", " "))
    )


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def spoken(text: str) -> str:
    """Words to read out, which stand between quotation marks: those within become single ones."""
    return capital(text).translate(str.maketrans("“”„«»", "‘’‚‹›"))


def bare(text: str) -> str:
    """The text without the full stop at its end."""
    return text.rstrip().rstrip(".")


_SENTENCE_END = regex(r"(?<=[.?!])[”’]?\s+(?=[A-Z“‘])")


def first_sentence(text: str) -> str:
    """What comes before the first full stop, where the rest only says how."""
    return _SENTENCE_END.split(text.strip(), maxsplit=1)[0]


def sentence(text: str) -> str:
    """The text as a sentence, with one mark at its end."""
    text = capital(text.rstrip())
    return text if not text or text[-1] in ".!?…”" else f"{text}."
