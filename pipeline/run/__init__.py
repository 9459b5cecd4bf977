"""Ingest as a story: plan, read, land, ask; locally or with object stores.

Hands on :func:`run_folder`.
"""

from pipeline.run.ingest import Options
from pipeline.run.planning import look_ahead
from pipeline.run.remote import RemoteProblem, mirror, remote_output
from pipeline.run.running import NothingToRead, run_folder

__all__ = [
    "NothingToRead",
    "Options",
    "RemoteProblem",
    "look_ahead",
    "mirror",
    "remote_output",
    "run_folder",
]
