"""What all tests share."""

from __future__ import annotations

import os

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-goldens` writes the expected outputs anew."""
    parser.addoption("--update-goldens", action="store_true", help="write expected outputs anew, then read the diff")


def pytest_configure(config: pytest.Config) -> None:
    """In CI an expected output is never written, only compared."""
    if config.getoption("--update-goldens") and os.environ.get("CI"):
        raise pytest.UsageError("--update-goldens is for your own machine, not for CI")
