"""The program's texts as a PO file, which every translator's tool opens. The key is the context of its text."""

from __future__ import annotations

from collections.abc import Iterable

from socialscaffold.diagnostics import Diagnostic
from socialscaffold.spec.po import read_catalogue
from socialscaffold.translate.entry import ABOUT, Entry

_HEAD = """# The texts of {title}, in the language below. Write what you say for `msgid` into `msgstr`.
# Take the mark `fuzzy` away when you have looked at a text that has changed; fuzzy ones are not used.
msgid ""
msgstr ""
"Project-Id-Version: {title}\\n"
"PO-Revision-Date: \\n"
"Last-Translator: \\n"
"Language-Team: {language}\\n"
"Language: {language}\\n"
"X-Source-Language: {source}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


def to_po(entries: Iterable[Entry], title: str, source: str, language: str) -> str:
    """The file: entries in their order, the stale ones commented out at the end."""
    quoted = " ".join(title.split()).replace("\\", "\\\\").replace('"', '\\"')
    head = _HEAD.format(title=quoted, source=source, language=language)
    return "\n".join([head, *map(_written, entries)])


def _written(one: Entry) -> str:
    from babel.messages.pofile import normalize

    stale = one.state == "stale"
    lines = [f"# {line}".rstrip() for line in one.remark.split("\n")] if one.remark else []
    lines += [f"#. {ABOUT[one.key]}"] if one.key in ABOUT and not stale else []
    lines += ["#, fuzzy"] if one.state == "fuzzy" or one.unsure else []
    if one.before and not stale:
        lines += [f"#| {line}" for line in f"msgid {normalize(one.before)}".splitlines()]
    body = f"msgctxt {normalize(one.key)}\nmsgid {normalize(one.text)}\nmsgstr {normalize(one.said)}"
    lines += [f"#~ {line}" if stale else line for line in body.splitlines()]
    return "\n".join(lines) + "\n"


def _before(remarks: Iterable[str]) -> str:
    """The text that a fuzzy one was made for, which the reader takes for a remark as well."""
    from babel.messages.pofile import denormalize

    lines = [one.removeprefix("|").strip() for one in remarks if one.startswith("|")]
    return denormalize("\n".join(lines).removeprefix("msgid ")) if lines else ""


def _remark(remarks: Iterable[str]) -> str:
    """What a translator wrote beside a text."""
    return "\n".join(one for one in remarks if not one.startswith("|")).strip()


def from_po(data: bytes, file: str) -> tuple[str, tuple[Entry, ...], tuple[Diagnostic, ...]]:
    """The language that a file says it is in, its entries, and why it can't be read."""
    found, told = read_catalogue(data, file)
    if found is None:
        return "", (), told
    entries = [
        Entry(
            one.context or "",
            one.id,
            one.string,
            "fuzzy" if one.fuzzy else "said" if one.string else "new",
            _before(one.user_comments) if one.fuzzy else "",
            remark=_remark(one.user_comments),
        )
        for one in found
        if isinstance(one.id, str) and isinstance(one.string, str) and one.id
    ]
    entries += [
        Entry(one.context or "", one.id, one.string, "stale", unsure=one.fuzzy, remark=_remark(one.user_comments))
        for one in found.obsolete.values()
        if isinstance(one.id, str) and isinstance(one.string, str)
    ]
    return str(found.locale_identifier or "").replace("_", "-"), tuple(entries), ()
