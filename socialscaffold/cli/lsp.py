"""`socialscaffold lsp`: serve an editor over standard input and output."""

from __future__ import annotations

from socialscaffold.cli import screen


def run_lsp() -> int:
    """Answer an editor until it says goodbye; exit code 2 where the extra is not installed."""
    try:
        from socialscaffold.editor.server import made
    except ModuleNotFoundError as missing:
        if missing.name not in ("pygls", "lsprotocol"):
            raise
        screen.say('The language server is an extra: pip install "socialscaffold[lsp]"', to_error=True)
        return 2
    made().start_io()
    return 0
