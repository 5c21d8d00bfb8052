"""The story of a review happens as it is told."""

from story import STORY, told


def test_the_story_of_a_review_is_what_happens(tmp_path):
    text = STORY.read_text(encoding="utf-8")
    assert told(text, tmp_path / "project") == text
