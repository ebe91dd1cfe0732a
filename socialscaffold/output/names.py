"""Names for files of the output, made of an author's words."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from socialscaffold.source.names import DEVICES

_LONGEST_SLUG = 60


def slug(text: str) -> str:
    """A name for one part of a path: `[a-z0-9_-]`, 1 to 60 characters, the same for the same text.

    An id of the program comes back as it is. Any other text is put into lower case without its accents; where
    letters had to go, eight digits of its hash keep two texts apart.
    """
    plain = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    name = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    lossy = bool(re.search(r"[^\x00-\x7f]", plain)) or not name
    if lossy or len(name) > _LONGEST_SLUG:
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        name = f"{name[: _LONGEST_SLUG - 9].rstrip('-')}-{digest}".lstrip("-")
    return f"{name}_" if name in DEVICES else name
