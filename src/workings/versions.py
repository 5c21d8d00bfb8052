"""What a derivation was made with: the versions of Python and of the packages on whose word its evidence rests."""

from __future__ import annotations

import platform
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from .freshness import engine

PACKAGES = ("sympy", "python-flint", "mpmath")


@cache
def versions() -> dict[str, str]:
    """The version of each by its name; of Workings itself the digest of its code."""
    found = {"python": platform.python_version()} | {name: _installed(name) for name in PACKAGES}
    return found | {"workings": engine(Path(__file__).parents[2])["the engine"]}


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
