"""The command line of the core. ``ui.app`` extends it with the commands that need a window."""

from counter_app.cli.program import Command, build_parser, main

__all__ = ["Command", "build_parser", "main"]
