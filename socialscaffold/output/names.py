"""Names for files of the output, made of an author's words."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from socialscaffold.regex import regex
from socialscaffold.source.names import DEVICES

_LONGEST_SLUG = 60
_TELLING = regex(r"[^\w\s.,;:!?'\"()“”‘’–—…-]")  # signs that say more than where a sentence ends
_NOT_IN_ID = regex(r"[^\w]+")


def heading_id(words: str) -> str:
    """What a heading of a page is called in its address, as git hosts make it."""
    return _NOT_IN_ID.sub("-", words.lower()).strip("-") or "part"


def slug(text: str) -> str:
    """A name for one part of a path: `[a-z0-9_-]`, 1 to 60 characters, the same for the same text.

    An id of the program comes back as it is. Any other text is put into lower case without its accents; where
    letters had to go, eight digits of its hash keep two texts apart.
    """
    plain = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    name = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    lossy = bool(re.search(r"[^\x00-\x7f]", plain)) or not name
    if lossy or len(name) > _LONGEST_SLUG:
        name = _hashed(name, text)
    return f"{name}_" if name in DEVICES else name


def distinct_slugs(texts: Sequence[str]) -> tuple[str, ...]:
    """A name for each text of a list, all of them different, none hanging on its place in the list.

    A text with a sign that a slug drops and that may tell it from another (“C++”, “5 %”) has eight digits of its hash
    behind its name, and so have texts that differ in punctuation alone. Only where the same text stands twice is there
    nothing else to tell the two apart than which comes first.
    """
    plain = [_hashed(slug(text), text) if _TELLING.search(text) else slug(text) for text in texts]
    alike = Counter(name for name, _ in dict.fromkeys(zip(plain, texts, strict=True)))
    names = [
        _hashed(name, text) if alike[name] > 1 and name != text else name
        for name, text in zip(plain, texts, strict=True)
    ]
    again = [names[:place].count(name) for place, name in enumerate(names)]
    return tuple(f"{name}.{count + 1}" if count else name for name, count in zip(names, again, strict=True))


def _hashed(name: str, text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{name[: _LONGEST_SLUG - 9].rstrip('-')}-{digest}".lstrip("-")
