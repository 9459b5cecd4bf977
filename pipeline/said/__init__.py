"""What a run says: sentences in two languages, progress, the log of events.

The only room whose words people read on a screen; nothing else prints but the command line.
"""

from pipeline.said.event_log import Logged, event, event_of, log_to
from pipeline.said.meanings import say_meaning
from pipeline.said.messages import Language, explain, say
from pipeline.said.progress import Progress, Quiet, progress_for

__all__ = [
    "Language",
    "Logged",
    "Progress",
    "Quiet",
    "event",
    "event_of",
    "explain",
    "log_to",
    "progress_for",
    "say",
    "say_meaning",
]
