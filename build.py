#!/usr/bin/env python3
"""Workings, from derivations to the PDF: the pipeline top to bottom. `python build.py --help` lists the commands."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from workings import environment  # noqa: E402 - stdlib only: it makes what the rest imports


def build(project, progress):
    """collect -> derive -> draw -> fill -> typeset -> publish; each stage is done only where it is stale."""
    from workings.fill import fill
    from workings.question import collect
    from workings.stages import derive_all, draw_all, refuse_unknown_figures, typeset_if_stale
    from workings.submission import publish

    questions = collect(project.root)  # answers/qN_name.py with its .tex and its statement
    records = derive_all(project, questions, progress)  # every line checked; build/records/*.json
    figures = draw_all(project, progress)  # build/figures/*.pdf and the labels beside them
    source = fill(project, records)  # templates/ and answers/*.tex, with the place of every line
    refuse_unknown_figures(source, figures)
    pdf = typeset_if_stale(project, source, figures, progress)  # build/submission.pdf, or None: it is fresh
    publish(project, records, pdf, progress)  # build/pages.json, pages.txt; the summary


if __name__ == "__main__":
    environment.enter(ROOT)  # run by the virtual environment's Python, or say how to make it
    from workings.cli import main

    sys.exit(main(ROOT, build, sys.argv[1:]))
