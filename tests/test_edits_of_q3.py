"""Edits of question 3: each is found to be what it is."""

import pytest
from edits import edits, holds, submission

EDITS = edits("answers/q3_optimisation.py")


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return submission(tmp_path_factory.mktemp("submission"))


@pytest.mark.slow
@pytest.mark.parametrize("edit", EDITS, ids=[edit.path.stem for edit in EDITS])
def test_an_edit_has_its_class_and_exit_code(edit, base, tmp_path):
    holds(edit, base, tmp_path / "edited")
