"""Tests keep OCR results and reference lists in folders of their own, shared by the processes of one run and never the user's."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

_OWN = Path(tempfile.gettempdir()) / f"iku-ingest-tests-{os.getuid() if hasattr(os, 'getuid') else 0}"
os.environ.setdefault("IKU_CACHE", str(_OWN))
# A reference folder that is not there is an empty one; a test that needs one names its own.
os.environ["IKU_ACUAN"] = str(_OWN / "tanpa-acuan")
