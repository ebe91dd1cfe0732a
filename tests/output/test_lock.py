"""One writer at a time, and no lock file left behind."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from socialscaffold.output import lock
from socialscaffold.output.lock import exclusive


def test_a_lock_keeps_others_out_and_goes_away(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with exclusive(path, 0) as held, exclusive(path, 0.1) as other:
        assert (held, other) == (True, False)
        assert path.exists()  # the one that waited in vain took nothing away
    assert not path.exists()


def test_a_lock_goes_away_after_an_error_as_well(tmp_path: Path) -> None:
    with pytest.raises(KeyError), exclusive(tmp_path / "lock", 0):
        raise KeyError
    with exclusive(tmp_path / "lock", 0) as held:
        assert held


def test_a_file_that_its_last_holder_has_removed_is_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "lock"
    real = lock._lock
    with ExitStack() as stack:

        def late(handle: int) -> bool:
            # Between our opening and our locking, the holder removes the file and a third one makes it anew.
            monkeypatch.setattr(lock, "_lock", real)
            path.unlink()
            stack.enter_context(exclusive(path, 0))
            return real(handle)

        monkeypatch.setattr(lock, "_lock", late)
        with exclusive(path, 0) as held:
            assert not held
