"""The command's door: the version is answered before anything heavy is imported."""

from __future__ import annotations

import gc
import sys

from socialscaffold import __version__

# A command lives for a second and leaves few cycles; looking for them at Python's usual pace took a fifth of a build.
# At this one a build of a thousand regions is still swept now and then.
_OBJECTS_BETWEEN_SWEEPS = 200_000


def main() -> None:
    """Run `socialscaffold` with the words of the command line."""
    if sys.argv[1:] == ["--version"]:
        print(f"socialscaffold {__version__}")
        return
    gc.set_threshold(_OBJECTS_BETWEEN_SWEEPS, 20, 20)
    from socialscaffold.cli.app import run

    raise SystemExit(run())


if __name__ == "__main__":
    main()
