"""What is installed is the product and all of it: the wheel, alone with the libraries it asks for, reads the samples."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path
from zipfile import ZipFile

import pyarrow.parquet as pq
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from schemas.contract import TABLES, arrow_schema

ROOT = Path(__file__).parent.parent
HOUSES = ("pipeline", "extractors", "normalizers", "schemas")
#: Two typed documents and a scan, for which the libraries of OCR must be there as well.
SAMPLES = ("bengkulu-selatan-sempit.pdf", "lampung-barat-excel.pdf", "sumatera-selatan-pindai.pdf")


def run(*command: object, cwd: Path, **environment: str) -> str:
    """Run something that must succeed, with nothing of this project on Python's path."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [*map(str, command)],
        cwd=cwd,
        env={**clean, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy: a folder ``build`` of an earlier build would slip old modules in."""
    folder = tmp_path_factory.mktemp("wheel")
    left_behind = shutil.ignore_patterns(".*", "output", "build", "*.egg-info", "__pycache__", "*.pdf")
    shutil.copytree(ROOT, folder / "source", ignore=left_behind)
    pip = (
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--disable-pip-version-check",
        "--no-index",
        "--no-deps",
        "--no-build-isolation",
    )
    run(*pip, "--wheel-dir", folder, folder / "source", cwd=folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that holds the wheel and, as links, the libraries that it asks for: no others, and not this project."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=True)
    python = folder / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--disable-pip-version-check", "--no-index", "--no-deps")
    run(*pip, wheel, cwd=folder)
    packages = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip())
    metadata = next(packages.glob("iku_ingest-*.dist-info"))
    for library in needed(Distribution.at(metadata)):
        for name in {Path(str(file)).parts[0] for file in library.files or ()} - {"..", "__pycache__"}:
            if not (packages / name).exists():
                (packages / name).symlink_to(Path(str(library.locate_file(name))))
    return python


def needed(of: Distribution, known: set[str] | None = None) -> Iterator[Distribution]:
    """The libraries that a distribution requires without extras, and what those require."""
    known = set() if known is None else known
    for requirement in map(Requirement, of.requires or ()):
        name = canonicalize_name(requirement.name)
        if name in known or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        known.add(name)
        library = distribution(name)
        yield library
        yield from needed(library, known)


def test_the_wheel_holds_the_product_and_nothing_else(wheel: Path) -> None:
    product = {
        path.relative_to(ROOT).as_posix()
        for house in HOUSES
        for path in (ROOT / house).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }
    assert len(product) > 100 and any(name.endswith(".toml") for name in product) and any(name.endswith(".csv") for name in product)
    held = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert held == product


def test_the_installed_wheel_reads_samples(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "masuk").mkdir()
    for name in SAMPLES:
        shutil.copy(ROOT / "samples" / name, tmp_path / "masuk")
    where = f"import {', '.join(HOUSES)}; print(*(house.__file__ for house in ({', '.join(HOUSES)})), sep='\\n')"
    assert all(Path(file).is_relative_to(installed.parent.parent) for file in run(installed, "-c", where, cwd=tmp_path).splitlines())
    run(installed.with_name("iku"), "ingest", "masuk", "--output", "hasil", "--quiet", cwd=tmp_path, IKU_CACHE=str(tmp_path / "ocr"))
    for table in TABLES:
        assert pq.read_schema(tmp_path / "hasil" / f"{table}.parquet").equals(arrow_schema(table))
    documents = pq.read_table(tmp_path / "hasil" / "dokumen.parquet", columns=["berkas", "status"]).to_pylist()
    assert documents == [{"berkas": name, "status": "terbaca"} for name in SAMPLES]
    assert set(pq.read_table(tmp_path / "hasil" / "iku.parquet", columns=["berkas"])["berkas"].to_pylist()) == set(SAMPLES)
