"""The user's reference folder: imported nomenclatures and the decisions people made; plain files, fit for git.

``nomenklatur/NAME.csv`` with ``NAME.json`` beside it (release, file, when imported) and ``keputusan.csv``.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, astuple, dataclass, field, fields, replace
from pathlib import Path

from filelock import FileLock
from platformdirs import user_data_path

from normalizers.names import (
    COLUMNS,
    DOCUMENT,
    FORM,
    HEADER,
    REGION,
    UNIT,
    Decision,
    DecisionError,
    Entry,
    Harmoniser,
    NomenclatureError,
    Places,
    as_csv,
    as_references,
    merged,
    outdated,
    parse_decisions,
    read_nomenclature,
    registry,
    standing,
)
from normalizers.owner import PERIOD
from normalizers.words import UserTerms, from_csv, squash, to_csv
from pipeline.documents import now, write_whole
from pipeline.reference.corrections import Corrections
from pipeline.reference.entering import entering
from pipeline.reference.files import read_sheets

#: Names another folder, e.g. one kept in git or shared.
FOLDER_VARIABLE = "IKU_ACUAN"
LISTS, DECISIONS = "nomenklatur", "keputusan.csv"
#: Held while decisions are added: several people, programs and machines may add to one folder.
_LOCK, _PATIENCE = ".keputusan.kunci", 30.0
_ENTRY = tuple(field.name for field in fields(Entry))


@dataclass(frozen=True, slots=True)
class ListInfo:
    """An imported list: its name, release and file, how many indicators it has, when it was imported, and a hash of its content."""

    nama: str
    rilis: str
    berkas: str
    indikator: int
    diimpor: str
    sha256: str


@dataclass(frozen=True)
class Reference:
    """What a run harmonises with.

    Attributes:
        harmoniser: The registry with the imported lists and the decisions.
        places: Programmes, kegiatan and sub kegiatan of the imported lists.
        terms: Headers and units that people named.
        lists: The imported lists, the latest first.
        notes: Decisions that were not applied, one line each in Indonesian.
        corrections: What people decided about single values, rows and documents.
    """

    harmoniser: Harmoniser
    places: Places
    terms: UserTerms
    lists: tuple[ListInfo, ...]
    notes: tuple[str, ...]
    corrections: Corrections = field(default_factory=Corrections)

    @property
    def version(self) -> str:
        """A hash of everything in it that may change a result."""
        decided = as_csv(self.harmoniser.decisions.standing)
        text = json.dumps([[info.sha256 for info in self.lists], decided, *self.terms.named], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def reference_folder(named: Path | None = None) -> Path:
    """The folder: the one named, what ``IKU_ACUAN`` says, or the user's own."""
    environment = os.environ.get(FOLDER_VARIABLE)
    return named or (Path(environment) if environment else user_data_path("iku-ingest", appauthor=False) / "acuan")


def load_reference(folder: Path) -> Reference:
    """Read the folder; a folder that is missing is an empty one.

    Raises:
        ReferenceBroken: An imported list was damaged, or the decisions cannot be read or contradict each other.
    """
    with entering(folder):
        lists = _imported_lists(folder)
        entries = [_entries(folder, info) for info in lists]
        references = merged(registry(), as_references(_latest(entries)))
        decisions, notes = outdated(standing(_read_decisions(folder)), {each.id: each.name for each in references})
    of_documents = [(*key.partition("/"), target) for key, target in decisions.targets(DOCUMENT).items()]
    periods = {id_dokumen: target for id_dokumen, _, what, target in of_documents if what == PERIOD}
    terms = UserTerms(
        decisions.targets(HEADER), decisions.targets(UNIT), decisions.targets(FORM), _levels(entries), decisions.targets(REGION), periods
    )
    places = Places.of(entry for each in entries for entry in each)
    corrections = Corrections(decisions.standing, terms)
    return Reference(Harmoniser(references, decisions), places, terms, tuple(lists), tuple(notes), corrections)


def _levels(lists: Sequence[Sequence[Entry]]) -> dict[str, str]:
    """The level of every name that the lists give one level only."""
    found: dict[str, set[str]] = defaultdict(set)
    for entries in lists:
        for entry in entries:
            for level in ("program", "kegiatan", "sub_kegiatan"):
                if name := getattr(entry, level, None):
                    found[squash(name)].add(level)
    return {name: next(iter(levels)) for name, levels in found.items() if len(levels) == 1}


def _latest(lists: Sequence[Sequence[Entry]]) -> list[Entry]:
    """All entries; where releases give one sub kegiatan different codes, the latest release's."""
    found: dict[tuple[str, str, str], Entry] = {}
    for entries in lists:
        for entry in entries:
            found.setdefault((entry.program.casefold(), entry.sub_kegiatan.casefold(), entry.indikator.casefold()), entry)
    return list(found.values())


# -- lists --------------------------------------------------------------------------------------------------------------


def import_list(path: Path, folder: Path, release: str | None = None) -> ListInfo:
    """Import a nomenclature; one of the same name is replaced.

    Raises:
        ListUnusable: It cannot be read; nothing was imported.
        FolderUnwritable: The folder cannot be written.
    """
    with entering(folder, imported=path):
        return _import_list(path, folder, release)


def _import_list(path: Path, folder: Path, release: str | None) -> ListInfo:
    entries = read_nomenclature(read_sheets(path))
    name = re.sub(r"[^a-z0-9]+", "-", (release or path.stem).casefold()).strip("-") or "nomenklatur"
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(_ENTRY)
    writer.writerows([to_csv(text) for text in astuple(entry)] for entry in entries)
    data = target.getvalue().encode()
    info = ListInfo(name, release or path.stem, path.name, len(entries), now(), hashlib.sha256(data).hexdigest())
    place = folder / LISTS
    place.mkdir(parents=True, exist_ok=True)
    write_whole(place / f"{name}.csv", data)
    write_whole(place / f"{name}.json", json.dumps(asdict(info), ensure_ascii=False, indent=1).encode() + b"\n")
    return info


def remove_list(name: str, folder: Path) -> bool:
    """Remove an imported list; whether there was one.

    Raises:
        FolderUnwritable: It cannot be removed.
    """
    with entering(folder):
        found = (folder / LISTS / f"{name}.json").exists()
        for suffix in (".json", ".csv"):
            (folder / LISTS / f"{name}{suffix}").unlink(missing_ok=True)
    return found


def imported_lists(folder: Path) -> list[ListInfo]:
    """The imported lists, the latest first.

    Raises:
        ReferenceBroken: One of them is damaged.
    """
    with entering(folder):
        return _imported_lists(folder)


def _imported_lists(folder: Path) -> list[ListInfo]:
    lists = []
    for path in (folder / LISTS).glob("*.json"):
        try:
            lists.append(ListInfo(**json.loads(path.read_text(encoding="utf-8"))))
        except (ValueError, TypeError, OSError) as error:
            raise NomenclatureError("", 0, f"{path} rusak; hapus lalu impor lagi") from error
    return sorted(lists, key=lambda info: (info.diimpor, info.nama), reverse=True)


def _entries(folder: Path, info: ListInfo) -> list[Entry]:
    path = folder / LISTS / f"{info.nama}.csv"
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise NomenclatureError("", 0, f"{path} tidak dapat dibaca; impor lagi daftarnya") from error
    if hashlib.sha256(text.encode()).hexdigest() != info.sha256:
        raise NomenclatureError("", 0, f"{path} berubah sejak diimpor; impor lagi daftarnya")
    rows = csv.reader(io.StringIO(text))
    next(rows, None)
    return [Entry(*map(from_csv, row)) for row in rows]


# -- decisions ----------------------------------------------------------------------------------------------------------


def all_decisions(folder: Path) -> list[Decision]:
    """Every line of the file of decisions, those taken back too, in their order.

    Raises:
        ReferenceBroken: The file cannot be read.
    """
    with entering(folder):
        return _read_decisions(folder)


def _read_decisions(folder: Path) -> list[Decision]:
    """All lines of the file of decisions, none when there is no file."""
    path = folder / DECISIONS
    try:
        return parse_decisions(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise DecisionError([f"{path} tidak dapat dibaca ({error})"]) from error
    except DecisionError as error:
        raise DecisionError([f"{path}: {message}" for message in error.messages]) from error


def append_decisions(new: Sequence[Decision], folder: Path) -> int:
    """Add decisions to the file, after seeing that they fit those that stand; what is decided already is not written again.

    Returns:
        How many were added.

    Raises:
        ReferenceBroken: They contradict an earlier decision or each other; nothing was written.
        FolderUnwritable: The file cannot be written.
    """
    with entering(folder):
        if not new:
            return 0
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / _LOCK, timeout=_PATIENCE):
            return _append_decisions(new, folder)


def _append_decisions(new: Sequence[Decision], folder: Path) -> int:
    earlier = _read_decisions(folder)
    before = {(decision.hal, decision.key, decision.says) for decision in standing(earlier).standing}
    fresh = [each for each in dict.fromkeys(new) if (each.hal, each.key, each.says) not in before]
    line = max((decision.line for decision in earlier), default=1)
    numbered = [replace(each, line=line + number) for number, each in enumerate(fresh, 1)]
    standing([*earlier, *numbered])
    if not fresh:
        return 0
    path = folder / DECISIONS
    folder.mkdir(parents=True, exist_ok=True)
    text = path.read_text(encoding="utf-8-sig") if path.exists() else ",".join(COLUMNS) + "\n"
    write_whole(path, (text + ("" if text.endswith("\n") else "\n") + as_csv(fresh)).encode())
    return len(fresh)
