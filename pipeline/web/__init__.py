"""The review page: a person sees each doubt beside its page and decides, on this machine alone.

Hands on :func:`serve`; knows Starlette and no PDF.
"""

from pipeline.web.serving import Opened, serve

__all__ = ["Opened", "serve"]
