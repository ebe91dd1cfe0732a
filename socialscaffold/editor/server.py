"""The language server: the session's answers in the words of the Language Server Protocol.

The only room that needs pygls, an extra; nothing imports this file but the command that starts it.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from socialscaffold import __version__
from socialscaffold.diagnostics import Diagnostic, Severity
from socialscaffold.editor.session import Home, Session
from socialscaffold.marks import Span

QUIET = 0.15  # seconds without a key before the program is looked at again
_WEIGHTS = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARN: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
}


def made() -> LanguageServer:
    """A server with everything that it can do."""
    server = LanguageServer("socialscaffold", __version__)
    session = Session()
    published: dict[Path, set[str]] = {}
    named: dict[Path, str] = {}  # each editor writes a file's URI in its own way, and wants it back so

    def keep(uri: str) -> None:
        named[_file(uri)] = uri
        session.open[_file(uri)] = server.workspace.get_text_document(uri).source

    def publish(uri: str) -> None:
        home = session.home(_file(uri))
        if home is None:
            return
        told = session.look(home)
        for path in sorted(published.get(home.root, set()) | told.keys() | {home.path}):
            file = home.root / path
            found = [_diagnostic(one, _lines(session, file)) for one in told.get(path, [])]
            server.text_document_publish_diagnostics(
                lsp.PublishDiagnosticsParams(named.get(file, file.as_uri()), found)
            )
        published[home.root] = set(told)

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        keep(params.text_document.uri)
        publish(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        keep(params.text_document.uri)
        await asyncio.sleep(QUIET)
        if server.workspace.get_text_document(params.text_document.uri).version == params.text_document.version:
            publish(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: lsp.DidSaveTextDocumentParams) -> None:
        publish(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        session.open.pop(_file(params.text_document.uri), None)

    _answers(server, session)
    return server


def _answers(server: LanguageServer, session: Session) -> None:
    """What an editor asks for at a place."""

    def here(uri: str, position: lsp.Position) -> tuple[Home, int, int] | None:
        home = session.home(_file(uri))
        rows = _lines(session, _file(uri))
        return None if home is None else (home, position.line, _characters(rows, position))

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hover(params: lsp.HoverParams) -> lsp.Hover | None:
        asked = here(params.text_document.uri, params.position)
        text = session.hover(*asked) if asked else ""
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, text)) if text else None

    @server.feature(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=[" ", "[", "{", ","]))
    def complete(params: lsp.CompletionParams) -> list[lsp.CompletionItem]:
        asked = here(params.text_document.uri, params.position)
        return [
            lsp.CompletionItem(
                one.word,
                kind=lsp.CompletionItemKind.Property if one.key else lsp.CompletionItemKind.Value,
                documentation=lsp.MarkupContent(lsp.MarkupKind.Markdown, one.about) if one.about else None,
                insert_text=f"{one.word}: " if one.key else one.word,
            )
            for one in (session.proposals(*asked) if asked else [])
        ]

    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    def definition(params: lsp.DefinitionParams) -> lsp.Location | None:
        asked = here(params.text_document.uri, params.position)
        span = session.definition(*asked) if asked else None
        if asked is None or span is None:
            return None
        file = asked[0].root / span.file
        return lsp.Location(file.as_uri(), _range(span, _lines(session, file)))

    @server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix]))
    def actions(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        uri = params.text_document.uri
        home = session.home(_file(uri))
        rows = _lines(session, _file(uri))
        made = []
        for one, file, edits in session.mends(home, params.range.start.line, params.range.end.line) if home else ():
            spots = [lsp.Range(_at(file.text, edit.start), _at(file.text, edit.end)) for edit in edits]
            changes = [lsp.TextEdit(spot, edit.text) for spot, edit in zip(spots, edits, strict=True)]
            made.append(
                lsp.CodeAction(
                    f"Mend {one.code}: {one.hint or one.message}",
                    kind=lsp.CodeActionKind.QuickFix,
                    diagnostics=[_diagnostic(one, rows)],
                    edit=lsp.WorkspaceEdit(changes={uri: changes}),
                    is_preferred=True,
                )
            )
        return made


def _file(uri: str) -> Path:
    """The path of a file that an editor names; one that is on no disk yet gets a path that nothing stands at."""
    return Path(to_fs_path(uri) or uri)


def _lines(session: Session, file: Path) -> list[str]:
    """The lines of a file as they stand in the editor; none for a file that is not open."""
    return session.open.get(file, "").split("\n")


def _diagnostic(one: Diagnostic, rows: list[str]) -> lsp.Diagnostic:
    message = f"{one.message}\n{one.hint}" if one.hint else one.message
    span = _range(one.span or Span(""), rows)
    return lsp.Diagnostic(span, message, severity=_WEIGHTS[one.severity], code=one.code, source="socialscaffold")


def _range(span: Span, rows: list[str]) -> lsp.Range:
    """A span in the protocol's units: lines from 0, columns in halves of UTF-16."""
    start = _position(span.line - 1, span.column - 1, rows)
    behind = (span.end_line, span.end_column) > (span.line, span.column)
    end = _position(span.end_line - 1, span.end_column - 1, rows) if behind else start
    return lsp.Range(start, end)


def _position(line: int, column: int, rows: list[str]) -> lsp.Position:
    row = rows[line] if line < len(rows) else ""
    return lsp.Position(line, _units(row[:column]) + max(0, column - len(row)))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _characters(rows: list[str], position: lsp.Position) -> int:
    """A protocol's column in characters."""
    row = rows[position.line] if position.line < len(rows) else ""
    head = row.encode("utf-16-le", "surrogatepass")[: position.character * 2]
    return len(head.decode("utf-16-le", "ignore"))


def _at(text: str, index: int) -> lsp.Position:
    start = text.rfind("\n", 0, index) + 1
    return lsp.Position(text.count("\n", 0, index), _units(text[start:index]))
