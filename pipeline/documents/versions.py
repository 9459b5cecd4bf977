"""What a stored result was made with: a hash of the code and data of each stage, so that only what changed is done again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module
from pathlib import Path

#: The rooms that only harmonising reads: a change in them leaves what was read as it is.
HARMONISING = ("normalizers/names", "normalizers/data/names")
#: Beside all of extractors/, what stands between a PDF and its tables.
EXTRACTING = ("schemas/stages", "normalizers/data/words/triase.toml", "pipeline/documents", "pipeline/reading/document.py")
#: What makes rows of records, and files and questions of rows.
LANDING = ("schemas", "pipeline/documents", "pipeline/landing", "pipeline/review", "pipeline/reference/corrections.py")


@lru_cache(maxsize=1)
def extraction_version() -> str:
    """Of everything between a PDF and its tables."""
    return _hash(_files("extractors", *EXTRACTING))


@lru_cache(maxsize=1)
def normalising_version() -> str:
    """Of everything between tables and records, the extraction included."""
    harmonising = set(_files(*HARMONISING))
    return extraction_version() + _hash(path for path in _files("normalizers") if path not in harmonising)


@lru_cache(maxsize=1)
def harmonising_version() -> str:
    """Of everything between records and rows, all before included."""
    return normalising_version() + _hash(_files(*HARMONISING, *LANDING))


def _files(*places: str) -> list[Path]:
    """All files below some folders of the program, or single ones; code that Python compiled is none."""
    found: list[Path] = []
    for place in places:
        path = _root(place) / place
        if not path.exists():
            raise FileNotFoundError(path)
        below = path.rglob("*") if path.is_dir() else [path]
        found += [each for each in below if each.is_file() and "__pycache__" not in each.parts and each.suffix != ".pyc"]
    return found


def _root(place: str) -> Path:
    """The folder that a package lies in."""
    package = place.split("/", maxsplit=1)[0]
    return Path(str(import_module(package).__file__)).parent.parent


def _hash(paths: Iterable[Path]) -> str:
    """The same on every system: by path within the program and content."""
    root = _root("schemas")
    digest = hashlib.sha256()
    for name, path in sorted((path.relative_to(root).as_posix(), path) for path in paths):
        digest.update(name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
