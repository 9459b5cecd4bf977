"""What ends a command: one error class, whose message and exit code it carries with it."""

from __future__ import annotations

#: Exit codes: nothing landed; the command was used wrongly, or what it was given cannot be used; some documents failed, the rest landed.
EXIT_NOTHING, EXIT_USAGE, EXIT_PARTLY = 1, 2, 3


class Stop(Exception):
    """Ends a command with a message for a person. The errors by which the rooms of the pipeline end one derive from it.

    Attributes:
        key: The message, of :mod:`pipeline.said.messages`.
        exit_code: Of the command.
        facts: What the message names. The folder that a person named on the command line need not be among them.
    """

    def __init__(self, key: str, exit_code: int, **facts: object) -> None:
        super().__init__(": ".join("\n".join(fact) if isinstance(fact, tuple) else str(fact) for fact in facts.values()) or key)
        self.key, self.exit_code, self.facts = key, exit_code, facts

    def __reduce__(self) -> tuple[object, ...]:
        # Each kind is made of other arguments than it hands on: between processes it travels as what it has become.
        return _as_it_was, (type(self), self.args), self.__dict__


def _as_it_was(kind: type[Stop], args: tuple[object, ...]) -> Stop:
    return kind.__new__(kind, *args)
