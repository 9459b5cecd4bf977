"""What ends a command in another process says there what it says here."""

from __future__ import annotations

import pickle

from pipeline.documents.finding import FolderUnreadable


def test_a_stop_travels_between_processes() -> None:
    stop = FolderUnreadable("masuk", "Permission denied")
    again = pickle.loads(pickle.dumps(stop))
    assert (type(again), again.key, again.exit_code, again.facts, str(again)) == (
        FolderUnreadable,
        stop.key,
        stop.exit_code,
        stop.facts,
        str(stop),
    )
