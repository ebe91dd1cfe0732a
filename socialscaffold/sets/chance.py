"""Chance that is the same on any machine: SplitMix64, by whole arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_STEP, _FIRST, _SECOND = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
_WORD = (1 << 64) - 1


class Chance:
    """A stream of 64-bit words; each call goes on where the last one ended."""

    def __init__(self, seed: int) -> None:
        self._at = seed & _WORD

    def words(self, many: int) -> NDArray[np.uint64]:
        """The next `many` words."""
        import numpy as np

        mixed = np.arange(1, many + 1, dtype=np.uint64) * np.uint64(_STEP) + np.uint64(self._at)
        self._at = (self._at + many * _STEP) & _WORD
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(_FIRST)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(_SECOND)
        return mixed ^ (mixed >> np.uint64(31))

    def octets(self, many: int) -> NDArray[np.uint8]:
        """The next numbers from 0 to 255; the words' bytes, the lowest first."""
        import numpy as np

        return self.words(-(-many // 8)).astype("<u8").view(np.uint8)[:many]

    def order(self, many: int) -> NDArray[np.int64]:
        """The numbers from 0 to `many` - 1, shuffled."""
        import numpy as np

        return np.argsort(self.words(many), kind="stable")
