"""Scripts and styles without what only their readers need: comments, indentation and idle spaces.

The scripts end every statement with a semicolon, so that a line end after one, or inside brackets, says nothing.
"""

from __future__ import annotations

from socialscaffold.regex import regex

_COMMENT = regex(r"//.*|/\*((?!\*/).)*\*/")
# Each way begins with one plain character, so that the search runs over the others quickly. A regular expression stands
# where a value may begin; after a value the same stroke divides.
_IDLE = r"(?:\s|//[^\n]*|/\*(?:(?!\*/)[\s\S])*\*/)*"
_VALUE = r"(?:(?<=[(,=:\[!&|?{};>\n]/)|(?<=[(,=:\[!&|?{};>\n] /)|(?<=return /))"
_TOKEN = regex(
    r'"(?:\\.|[^"\\\n])*"'
    r"|'(?:\\.|[^'\\\n])*'"
    r"|`(?:\\.|[^`\\])*`"
    rf"|/(?![/*]){_VALUE}(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/[a-z]*"
    rf"|/[/*](?:(?<=//)[^\n]*|(?<=/\*)(?:(?!\*/)[\s\S])*\*/){_IDLE}"
    rf"| {_IDLE}|\n{_IDLE}"
)
_WORD = regex(r"[\w$]")
_OPEN, _SHUT = "{;,([=&|?:", "})],.?:&|="  # at the end or the beginning of a line that goes on


def lean_style(source: str) -> str:
    """A style without indentation and without the lines that are nothing but a comment."""
    lines = (line.strip() for line in source.splitlines())
    return "".join(f"{line}\n" for line in lines if line and not _COMMENT.fullmatch(line))


def lean_script(source: str) -> str:
    """A script without comments, and with white space only where it parts two words or two statements."""
    made: list[str] = []
    at = 0
    for token in _TOKEN.finditer(source):
        made.append(source[at : token.start()])
        at = token.end()
        found = token[0]
        if found[0] in " \n" or found[:2] in ("//", "/*"):
            before = next((part[-1] for part in reversed(made) if part), "")
            found = _space(before, found, source[at : at + 1])
        made.append(found)
    return "".join([*made, source[at:]]).strip() + "\n"


def _space(before: str, idle: str, after: str) -> str:
    """What is left of the white space and comments between two characters."""
    if "\n" in idle:
        return "" if before in _OPEN or after in _SHUT else "\n"
    both_words = _WORD.match(before) and (_WORD.match(after) or after == "/")  # `return /a/` stays what it is
    return " " if both_words or (before == after and before in "+-") else ""
