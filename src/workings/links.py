"""Where a place in a file can be looked at: absolute addresses on the server that runs the check, or none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True)
class Links:
    """The address of the files of a revision, "" where none is known; the revision; the address of the run."""

    base: str = ""
    revision: str = ""
    run: str = ""

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> Links:
        """The links that GitHub's own variables give; none without all three."""
        server, repository, sha = (environ.get(f"GITHUB_{name}", "") for name in ("SERVER_URL", "REPOSITORY", "SHA"))
        good = re.fullmatch(r"https://[\w.-]+(:\d+)?", server) and re.fullmatch(r"[\w.-]+/[\w.-]+", repository)
        if not good or not re.fullmatch(r"[0-9a-f]{7,64}", sha):
            return cls()
        run = environ.get("GITHUB_RUN_ID", "")
        of_run = f"{server}/{repository}/actions/runs/{run}" if run.isdigit() else ""
        return cls(f"{server}/{repository}/blob/{sha}", sha, of_run)

    def to(self, place: str) -> str:
        """The address of "file:line"."""
        file, _, line = place.rpartition(":")
        return f"{self.base}/{quote(file)}#L{line}" if self.base and file and line.isdigit() else ""
