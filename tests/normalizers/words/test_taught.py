"""What people taught is a value that is handed in: it holds where it was handed in, and nowhere else."""

from __future__ import annotations

import pickle

from normalizers.document import normalise
from normalizers.figures import canonical_unit, parse_value
from normalizers.form import Surroundings, interpret
from normalizers.words import NOTHING_TAUGHT, UserTerms
from schemas.stages import ExtractedDocument, PageText, Record
from tests.normalizers.grids import table

TAUGHT = UserTerms(headers={"Tolok Banding Mutu": "indikator"}, units={"Gerbong": "rangkaian", "Skor": "persen"})


def records(taught: UserTerms) -> tuple[Record, ...]:
    """Of a table whose column of indicators only a person can name."""
    grid = table([["No", "Tolok  banding-mutu", "Satuan", "Target 2025"], ["1", "Jumlah kereta yang berjalan", "gerbong", "12"]])
    return normalise(ExtractedDocument((PageText(1, (), "teks", True, ""),), (grid,)), "a.pdf", taught).records


def test_a_header_and_a_unit_that_people_named_are_read() -> None:
    (record,) = records(TAUGHT)
    assert record.indikator == "Jumlah kereta yang berjalan"
    assert [(value.nilai, value.satuan) for value in record.values] == [(12.0, "rangkaian")]


def test_nothing_of_it_stays_for_those_who_were_taught_nothing() -> None:
    def second_column(taught: UserTerms) -> str:
        grid = table([["No", "Tolok Banding Mutu", "Target 2025"], ["1", "Kereta", "12"]]).grid()
        return interpret(grid, Surroundings(), taught)[0].columns[1].role

    untaught = records(NOTHING_TAUGHT), second_column(NOTHING_TAUGHT), canonical_unit("gerbong"), parse_value("5 skor")
    assert records(TAUGHT) != untaught[0]
    assert second_column(TAUGHT) == "indikator"
    assert parse_value("5 skor", taught=TAUGHT).satuan == "persen"
    assert (records(NOTHING_TAUGHT), second_column(NOTHING_TAUGHT), canonical_unit("gerbong"), parse_value("5 skor")) == untaught


def test_parts_of_a_compound_unit_are_taught_too() -> None:
    unit = canonical_unit("Gerbong / Orang", TAUGHT)
    assert unit is not None
    assert (unit.name, unit.known) == ("rangkaian/orang", True)


def test_what_was_taught_reaches_another_process() -> None:
    # Looked up before it is sent: kept look-ups must not go along as what they are not.
    assert TAUGHT.unit_of("GERBONG") == "rangkaian"
    sent: UserTerms = pickle.loads(pickle.dumps(TAUGHT))
    assert sent == TAUGHT
    assert (sent.role_of("tolok banding mutu"), sent.unit_of("gerbong"), sent.unit_of("orang")) == ("indikator", "rangkaian", None)
