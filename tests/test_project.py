"""What pyproject.toml says of a submission, and what it is told where it says it wrongly."""

from pathlib import Path

import pytest
from tiny import SETTINGS

from workings.errors import Mistake, UsageError, WorkingsError
from workings.project import open_project


@pytest.fixture
def opened(tmp_path):
    """The function that opens a project whose settings have one text replaced by another."""

    def open_it(was="", now="", **said):
        (tmp_path / "pyproject.toml").write_text(SETTINGS.replace(was, now) if was else SETTINGS + now)
        return open_project(tmp_path, **said)

    return open_it


@pytest.fixture
def refused(opened):
    """The message with which such a project is refused."""

    def message(*args, **said):
        with pytest.raises(Mistake) as mistake:
            opened(*args, **said)
        return str(mistake.value)

    return message


def test_a_project_is_what_its_settings_say(opened, tmp_path):
    project = opened()
    assert (project.name, project.assistants, project.colour) == ("Ada Lovelace", ("Grace Hopper",), True)
    assert (project.root, project.build) == (tmp_path, tmp_path / "build")


def test_the_command_line_comes_first_where_it_says_something(opened, tmp_path):
    project = opened(name="Emmy Noether", number=None, colour=False, build="elsewhere")
    assert (project.name, project.number, project.colour) == ("Emmy Noether", "20123456", False)
    assert project.build == tmp_path / "elsewhere"


def test_a_build_folder_may_lie_anywhere(opened, tmp_path):
    assert opened(build=str(tmp_path.parent / "other")).build == tmp_path.parent / "other"


@pytest.mark.parametrize(
    ("was", "now", "message"),
    [
        ('["Grace Hopper"]', '"Grace Hopper"',
         """assistants is 'Grace Hopper'\nWrite assistants = ["Grace Hopper"] under [tool.workings]."""),
        ('["Grace Hopper"]', "[]", """assistants is []\nWrite assistants = ["Grace Hopper"] under [tool.workings]."""),
        ('["Grace Hopper"]', '["Grace Hopper", ""]',
         """assistants is ['Grace Hopper', '']\nWrite assistants = ["Grace Hopper"] under [tool.workings]."""),
        ('"Ada Lovelace"', "5", 'name is 5\nWrite name = "Ada Lovelace" under [tool.workings].'),
        ('"Ada Lovelace"', '" "', """name is ' '\nWrite name = "Ada Lovelace" under [tool.workings]."""),
        ('"20123456"', "20123456", 'number is 20123456\nWrite number = "20123456" under [tool.workings].'),
        ("", 'colour = "yes"\n', "colour is 'yes'\nWrite colour = true under [tool.workings]."),
    ],
)  # fmt: skip
def test_a_setting_of_the_wrong_kind_is_shown_with_what_to_write(refused, was, now, message):
    assert refused(was, now) == f"pyproject.toml: {message}"


def test_an_empty_name_on_the_command_line_is_no_name(refused):
    assert refused(name="") == "the command line: name is ''\nWrite name = \"Ada Lovelace\" under [tool.workings]."


def test_a_setting_that_is_missing_is_named(refused):
    assert refused('topic = "Squares"\n', "") == (
        "pyproject.toml: [tool.workings] has no topic\nSay topic = ... there."
    )  # fmt: skip


def test_settings_that_are_no_toml_say_where(refused):
    message = refused('"Ada Lovelace"', '"Ada Lovelace')
    assert message.startswith("pyproject.toml is no TOML: ") and "line 2" in message
    assert message.endswith("\nTexts stand in quotes, tables under [names].")


def test_a_folder_without_settings_is_no_project(tmp_path):
    with pytest.raises(UsageError) as error:
        open_project(tmp_path)
    assert str(error.value) == (
        f"{tmp_path} is no project: it has no pyproject.toml\nRun build.py from the project's own folder."
    )


def test_this_project_opens():
    try:
        project = open_project(Path(__file__).resolve().parent.parent)
    except WorkingsError as error:
        pytest.fail(str(error))
    assert project.course == "IFT6135"
