"""`regex`, as `re.compile`, for patterns that stand at the top of a module: each is compiled where it is first used.

A command imports a hundred modules with as many patterns, uses a third of them, and compiling one takes up to a
millisecond.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    regex = re.compile
else:

    class regex:
        """A pattern that is not compiled yet. What was asked of it once is kept, so a second call costs no more."""

        def __init__(self, pattern: Any, flags: int = 0) -> None:
            self._said = pattern, flags

        def __getattr__(self, name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(name)
            value = getattr(_compile(*self._said), name)
            setattr(self, name, value)
            return value


_compile = re.compile


@contextmanager
def patterns_later() -> Iterator[None]:
    """While a library is imported: its patterns, too, are compiled where they are first used.

    PyYAML has twelve for readers that nobody calls here, a twentieth of a `check`; Jinja has as many for templates
    that are compiled already.
    """
    re.compile = regex
    try:
        yield
    finally:
        re.compile = _compile
