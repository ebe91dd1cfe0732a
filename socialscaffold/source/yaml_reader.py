"""A YAML file -> `Node`, with every mistake told and nothing guessed.

The parser's events become nodes in one loop without recursion, so that neither depth nor size of a hostile
file counts against the stack (libyaml's own tree builder dies of 25,000 brackets). PyYAML's C parser does the
work where it is installed; its pure Python one stands in, with a smaller limit on size, as it is some twenty
times slower. Tags, anchors, aliases and merge keys are refused: bombs are made of them.
"""

from __future__ import annotations

import re
from typing import Any

from socialscaffold.diagnostics import Diagnostic
from socialscaffold.marks import Span
from socialscaffold.regex import patterns_later
from socialscaffold.source import yaml_traps as traps
from socialscaffold.source.nodes import Mapping, Node, Scalar, Sequence
from socialscaffold.source.text import FORBIDDEN, decode, place

MAX_BYTES = 1024 * 1024
MAX_BYTES_PURE = 64 * 1024
MAX_DEPTH = 40
MAX_NODES = 50_000
MAX_NODES_PURE = 10_000
MAX_MISTAKES = 100


def read_yaml(data: bytes, file: str, *, pure: bool = False) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The tree in `data` and what is wrong with it; the tree is None where it could not be read to its end.

    `file` is the path for the findings; `pure` asks for the parser in Python. Nothing is raised, whatever
    `data` is. Values that were refused (an alias, a key without value) are empty or left out.
    """
    fast = None if pure else _c_parser()
    limit = MAX_BYTES if fast else MAX_BYTES_PURE
    if len(data) > limit:
        return None, (traps.too_large(len(data), limit, fast is not None, file),)
    text, found = decode(data, file)
    if text is None:
        return None, found
    reading = _Reading(text, file, list(found), MAX_NODES if fast else MAX_NODES_PURE)
    root = reading.run(fast or _pure_parser())
    return root, tuple(reading.found)


def _c_parser() -> Any:
    try:
        with patterns_later():
            from yaml._yaml import CParser
    except ImportError:
        return None
    return CParser


def _pure_parser() -> Any:
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class PureParser(Reader, Scanner, Parser):
        def __init__(self, text: str) -> None:
            Reader.__init__(self, text)
            Scanner.__init__(self)
            Parser.__init__(self)

    return PureParser


class _Open:
    """A list or mapping whose end has not come yet. `keys` says where each key stands; None marks a list.

    `waiting` is true between a key and its value; `key` is None meanwhile where the key was refused.
    """

    __slots__ = ("flow", "items", "key", "keys", "start", "waiting")

    def __init__(self, start: Any, flow: bool, keys: dict[str, Span] | None) -> None:
        self.start, self.flow, self.keys = start, flow, keys
        self.items: list[Any] = []
        self.key: Scalar | None = None
        self.waiting = False


class _Reading:
    """One pass over one file's events. Marks count from 0, spans from 1."""

    def __init__(self, text: str, file: str, found: list[Diagnostic], max_nodes: int) -> None:
        self.text, self.file, self.found, self.max_nodes = text, file, found, max_nodes
        self.root: Node | None = None
        self.stack: list[_Open] = []
        self.last: Any = None
        # libyaml puts the end of a text without a last line end one line too far.
        self.end = place(text, len(text))

    def run(self, make: Any) -> Node | None:
        """The whole tree; None where reading stopped early or the file is empty."""
        from yaml.error import MarkedYAMLError, YAMLError

        try:
            whole = self._read(make(self.text))
        except MarkedYAMLError as wrong:
            self._syntax(wrong)
            return None
        except (YAMLError, ValueError, OverflowError) as wrong:
            # The pure parser lets chr() fail on `\U00110000`.
            at = self.text.find("\\U", self.last.end_mark.index if self.last is not None else 0)
            from socialscaffold.source.yaml_mistakes import Complaint, explain

            said = Complaint("", f"invalid escape: {wrong}"[:80], None, max(at, 0), (0, 0), False)
            self.found.append(explain(said, self.text, self.file))
            return None
        if whole and self.root is None:
            self.found.append(traps.empty(self.text, self.file))
        return self.root if whole else None

    def _read(self, parser: Any) -> bool:
        """Takes events to the end; false where a limit was passed."""
        from yaml import events

        nodes = documents = 0
        while (event := parser.get_event()) is not None:
            kind = type(event)
            if kind is events.ScalarEvent:
                nodes += 1
                self._add(self._scalar(event), event)
            elif kind is events.MappingStartEvent or kind is events.SequenceStartEvent:
                nodes += 1
                self._refuse_marks(event)
                keys: dict[str, Span] | None = {} if kind is events.MappingStartEvent else None
                self.stack.append(_Open(event.start_mark, bool(event.flow_style), keys))
                if len(self.stack) > MAX_DEPTH:
                    message = f"Lists and mappings are nested more than {MAX_DEPTH} deep here."
                    self.found.append(traps.too_much(message, self._span(event)))
                    return False
            elif kind is events.MappingEndEvent or kind is events.SequenceEndEvent:
                self._close(event)
            elif kind is events.AliasEvent:
                nodes += 1
                span = self._span(event)
                self.found.append(traps.alias(str(event.anchor), span))
                self._add(Scalar("", span), event)
            elif kind is events.DocumentStartEvent:
                documents += 1
                if documents == 2:
                    self.found.append(traps.second_document(self._span(event)))
                    return True
            if nodes > self.max_nodes:
                message = f"More than {self.max_nodes:,} values stand in this file."
                self.found.append(traps.too_much(message, self._span(event)))
                return False
            if len(self.found) > MAX_MISTAKES:
                self.found.append(traps.stopped(MAX_MISTAKES, self._span(event)))
                return False
            self.last = event
        return True

    def _span(self, event: Any, start: Any = None) -> Span:
        start, end = start or event.start_mark, event.end_mark
        end_line, end_column = end.line + 1, end.column + 1
        if end.column == 0 and end.line > start.line:
            # A block text ends where the next line begins: draw the end back to its last letter.
            index = start.index + len(self.text[start.index : end.index].rstrip("\n "))
            end_line -= self.text.count("\n", index, end.index)
            end_column = index - (self.text.rfind("\n", 0, index) + 1) + 1
        first = min((start.line + 1, start.column + 1), self.end)
        return Span(self.file, *first, *min((end_line, end_column), self.end))

    def _scalar(self, event: Any) -> Scalar:
        span = self._span(event)
        text: str = event.value
        self._refuse_marks(event)
        if not event.style:
            end = event.end_mark.index
            if text and self.text.startswith(" #", end) and self.text[end + 2 : end + 3].strip(" \n#!"):
                stretch = re.compile(r"\S*").match(self.text, end + 1)
                word = stretch[0] if stretch else "#"
                line, column = span.end_line, span.end_column + 1
                self.found.append(traps.comment_cut(word, Span(self.file, line, column, line, column + len(word))))
            return Scalar(text, span)
        if event.style == '"' and (told := traps.forbidden_escape(text, span)):
            self.found.append(told)
            text = FORBIDDEN.sub(" ", text)
        return Scalar(text, span, plain=False)

    def _refuse_marks(self, event: Any) -> None:
        """Tells of an anchor or a tag before a value; the value itself is read."""
        if event.anchor is None and event.tag is None:
            return
        start = event.start_mark
        line, column = start.line + 1, start.column + 1
        span = Span(self.file, line, column, line, column + 1)
        if event.anchor is not None:
            self.found.append(traps.anchor(str(event.anchor), span))
        else:
            written = re.compile(r"\S*").match(self.text, start.index)
            self.found.append(traps.tag(written[0] if written else "!", span))

    def _add(self, node: Node, event: Any) -> None:
        if not self.stack:
            self.root = node
            return
        parent = self.stack[-1]
        if parent.keys is None:
            parent.items.append(node)
        elif parent.waiting:
            self._value(parent, node, event)
        else:
            parent.waiting, parent.key = True, self._key(parent.keys, node)

    def _key(self, keys: dict[str, Span], node: Node) -> Scalar | None:
        """The key, or None where it is refused: its value is then read and dropped."""
        if not isinstance(node, Scalar):
            self.found.append(traps.not_a_word(node.span))
            return None
        if node.plain and node.text == "<<":
            self.found.append(traps.merge_key(node.span))
            return None
        if node.text in keys:
            self.found.append(traps.duplicate(node, keys[node.text]))
            return None
        if told := traps.invisible(node):
            self.found.append(told)
        keys[node.text] = node.span
        return node

    def _value(self, parent: _Open, node: Node, event: Any) -> None:
        key, parent.waiting, parent.key = parent.key, False, None
        if key is None:
            return
        if isinstance(node, Scalar) and node.plain:
            if parent.flow and not node.text and self._has_no_colon(event):
                before = parent.items[-1][0].text if parent.items else None
                behind = self.text[self.last.end_mark.index : self.last.end_mark.index + 20].lstrip()
                alone = len(parent.keys or ()) == 1 and behind.startswith("}")
                self.found.append(traps.no_value(key, before, alone))
                return
            if not parent.flow and node.span.line > key.span.line and (told := traps.glued(node)):
                self.found.append(told)
        parent.items.append((key, node))

    def _has_no_colon(self, event: Any) -> bool:
        """Whether an empty value comes from a missing colon rather than from `key:` and nothing behind it."""
        key_end, at = self.last.end_mark.index, event.start_mark.index
        return at == event.end_mark.index and ":" not in self.text[key_end:at]

    def _close(self, event: Any) -> None:
        done = self.stack.pop()
        if done.flow or not done.items:
            span = self._span(event, done.start)
        else:
            # A block ends where the next token begins; its last child knows better.
            tail = (done.items[-1] if done.keys is None else done.items[-1][1]).span
            line, column = done.start.line + 1, done.start.column + 1
            span = Span(self.file, line, column, tail.end_line, tail.end_column)
        items = tuple(done.items)
        self._add(Sequence(items, span) if done.keys is None else Mapping(items, span), event)

    def _syntax(self, wrong: Any) -> None:
        from socialscaffold.source.yaml_mistakes import Complaint, explain  # most files have none

        stretch, quoted = (0, 0), False
        if (last := self.last) is not None:
            stretch = (last.start_mark.index, last.end_mark.index)
            quoted = getattr(last, "style", None) in ('"', "'")
        mark = wrong.problem_mark or wrong.context_mark
        at = mark.index if mark else stretch[1]
        context = wrong.context_mark.index if wrong.context_mark else None
        said = Complaint(wrong.context or "", wrong.problem or "", context, at, stretch, quoted)
        told = explain(said, self.text, self.file)
        if told.code == "SS-YAML-023" and (begins := told.span) is not None:
            # `{region} asks`: what stands in the braces is no mistake of its own.
            self.found = [
                one for one in self.found if one.code not in traps.IN_BRACES or one.span is None or one.span < begins
            ]
        self.found.append(told)
