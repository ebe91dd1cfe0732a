"""One list of documents, one zip: the same bytes from the same list."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from socialscaffold.output.document import Document
from socialscaffold.source.names import check_names

_LEVEL = 6
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip can hold
_PACKED = frozenset(["gif", "jpeg", "jpg", "m4a", "mp3", "mp4", "ogg", "png", "webm", "webp", "woff", "woff2", "zip"])


def zip_bytes(
    documents: Iterable[Document],
    *,
    stored: bool = False,
    first: tuple[str, ...] = ("imsmanifest.xml",),
    prescribed: bool = False,
) -> bytes:
    """The documents as one zip, in the order of their names, those named in `first` before the others.

    Dates, modes and the making system are fixed. Deflated bytes are the same for the same zlib; with `stored`
    nothing is deflated and the bytes are the same everywhere.
    Raises ValueError for names that are not safe (`names.check_names`): ours to mend, not the author's. Names that a
    file format prescribes (`[Content_Types].xml`) are not looked at.
    """
    front = {name: place for place, name in enumerate(first)}
    entries = sorted(documents, key=lambda one: (front.get(one.path, len(front)), one.path))
    if not prescribed and (wrong := check_names(one.path for one in entries)):
        raise ValueError("; ".join(wrong))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for one in entries:
            info = zipfile.ZipInfo(one.path, _EPOCH)
            info.create_system = 3  # Unix on every machine, so that the mode below is read
            info.external_attr = 0o100644 << 16
            packed = stored or one.path.rpartition(".")[2].lower() in _PACKED
            archive.writestr(info, one.data, zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED, _LEVEL)
    return buffer.getvalue()
