"""What a stored result was made with: a hash of the code and data of each stage, so that only what changed is done again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module
from pathlib import Path

#: Files of normalizers/ that only harmonising reads: a change in them leaves what was read as it is.
HARMONISING = (
    "decisions.py", "harmonise.py", "name_guards.py", "name_key.py", "name_lexicon.py", "nomenclature.py", "places.py", "reference.py",
    "standardise.py", "vocabulary.py", "data/padanan.toml", "data/indikator_baku.csv", "data/kosakata.txt", "data/acuan_kolom.toml",
)  # fmt: skip
_READING = ("reading.py", "storing.py", "outcome.py", "finding.py")
_LANDING = (
    "assembling.py", "storing.py", "landing.py", "landing_run.py", "row_groups.py", "partitioning.py", "review_items.py", "review_book.py",
)  # fmt: skip


@lru_cache(maxsize=1)
def extraction_version() -> str:
    """Of everything between a PDF and its tables."""
    return _hash([*_files("extractors"), _folder("schemas") / "types.py", _folder("normalizers") / "data" / "triase.toml", *_own(_READING)])


@lru_cache(maxsize=1)
def normalising_version() -> str:
    """Of everything between tables and records, the extraction included."""
    harmonising = {_folder("normalizers") / name for name in HARMONISING}
    return extraction_version() + _hash(path for path in _files("normalizers") if path not in harmonising)


@lru_cache(maxsize=1)
def harmonising_version() -> str:
    """Of everything between records and rows, all before included."""
    harmonising = [_folder("normalizers") / name for name in HARMONISING]
    return normalising_version() + _hash([*harmonising, *_files("schemas"), *_own(_LANDING)])


def _own(names: Iterable[str]) -> list[Path]:
    return [_folder("pipeline") / name for name in names]


def _files(package: str) -> list[Path]:
    return [path for path in _folder(package).rglob("*") if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"]


def _folder(package: str) -> Path:
    return Path(str(import_module(package).__file__)).parent


def _hash(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
