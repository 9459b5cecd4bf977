"""Tests keep OCR results in a folder of their own, shared by the processes of one run and never the user's."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

os.environ.setdefault("IKU_CACHE", str(Path(tempfile.gettempdir()) / f"iku-ingest-tests-{os.getuid() if hasattr(os, 'getuid') else 0}"))
