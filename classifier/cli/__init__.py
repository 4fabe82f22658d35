"""The command ``beleidsregel``: a module a command, each thin over what the library does.

Nothing heavy is imported before a command runs, so that help and completion answer at once.
"""

from classifier.cli.application import app, main

__all__ = ["app", "main"]
