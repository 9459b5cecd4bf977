"""The command line. Knows click and nothing of the stages but the doors it calls.

Hands on :func:`main`; a command imports what it needs when it is called, so that ``iku --help`` is there at once.
"""

from pipeline.command.cli import main

__all__ = ["main"]
