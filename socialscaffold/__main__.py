"""The command's door: the version is answered before anything heavy is imported."""

from __future__ import annotations

import sys

from socialscaffold import __version__


def main() -> None:
    """Run `socialscaffold` with the words of the command line."""
    if sys.argv[1:] == ["--version"]:
        print(f"socialscaffold {__version__}")
        return
    from socialscaffold.cli.app import run

    raise SystemExit(run())


if __name__ == "__main__":
    main()
