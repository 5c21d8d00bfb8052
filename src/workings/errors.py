"""What goes wrong, by who can mend it: the message is the whole text a user sees, the exit code its kind."""


class WorkingsError(Exception):
    """A failure whose text is meant for the user; `build.py` prints it alone and exits with `exit_code`."""

    exit_code = 4


class UsageError(WorkingsError):
    """The command line asks for something that does not exist."""

    exit_code = 2


class EnvironmentFault(WorkingsError):
    """The machine lacks something: a package, TeX, a permission."""

    exit_code = 3


class Mistake(WorkingsError):
    """The author's: a line refused, TeX stopped, a fault of the page."""
