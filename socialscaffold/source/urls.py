"""Which addresses may stand behind a link: a closed list of schemes, each with the form it must have.

What is not plainly one of these forms is refused, rather than cleaned: browsers read through whitespace,
control characters, entities and backslashes in more ways than one list of bad things can hold.
"""

from __future__ import annotations

import re

from socialscaffold.regex import regex

LONGEST = 2048

# The characters of RFC 3986, and letters of other scripts, which browsers encode. No quotes, brackets for
# markup, backslashes, whitespace or controls.
_PART = r"[\w.~!$()*+,;=:@%'-]"
_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_HOST = rf"(?:{_LABEL}(?:\.{_LABEL})*\.?|\[[0-9A-Fa-f:]+\])"
_WEB = regex(
    rf"[Hh][Tt][Tt][Pp][Ss]?://{_HOST}(?::[0-9]{{1,5}})?(?:/(?:{_PART}|[/&])*)?"
    rf"(?:\?(?:{_PART}|[/?&\[\]])*)?(?:#(?:{_PART}|[/?&])*)?"
)
_MAIL = regex(
    rf"[Mm][Aa][Ii][Ll][Tt][Oo]:[\w.+~-]+@{_HOST}"
    r"(?:\?(?:subject|body|cc)=[\w.~%+!*()-]*(?:&(?:subject|body|cc)=[\w.~%+!*()-]*)*)?"
)
_PHONE = regex(r"[Tt][Ee][Ll]:\+?[0-9(][0-9()./-]{2,30}", re.ASCII)
_STEP = r"(?!\.)[\w.~+@-]+(?<!\.)"
_LOCAL = regex(rf"{_STEP}(?:/{_STEP})*/?(?:#[\w.-]+)?|#[\w.-]+")
_BAD_PERCENT = regex(r"%(?![0-9A-Fa-f]{2})|%(?:0[0-9A-Fa-f]|1[0-9A-Fa-f]|7[Ff]|5[Cc])")
_MARKS = regex(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f]"
)


def safe_url(text: str, *, local: bool = False) -> str | None:
    """`text` itself where it is an address that may stand behind a link, else None.

    Allowed: `https://host/…`, `http://host/…`, `mailto:name@host`, `tel:+47…`; with `local` also a path
    beside the page (`content/a.md`, `#part`) that does not climb. A host carries no user name, so that
    `https://bank.example@evil.test` is refused, and no port past 65535.
    """
    if not text or len(text) > LONGEST or _MARKS.search(text) or _BAD_PERCENT.search(text):
        return None
    if _WEB.fullmatch(text):
        return text if _real_port(text) else None
    if _MAIL.fullmatch(text) or _PHONE.fullmatch(text):
        return text
    if local and _LOCAL.fullmatch(text) and ":" not in text and "%" not in text:
        return text
    return None


def is_external(url: str) -> bool:
    """Whether a safe address leads to another site (and so opens in a page of its own)."""
    return url[:5].lower() in ("http:", "https")


def _real_port(text: str) -> bool:
    host = re.split("[/?#]", text.split("://", 1)[1], maxsplit=1)[0]
    port = re.search(":([0-9]+)$", host)
    return port is None or int(port[1]) <= 65535
