"""What was read in a document becomes what is kept and landed of it. This is done where it was read: it takes longer than all the rest."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from pipeline.documents import DocumentSummary, Outcome, Problem, Rows, pack, pack_tables
from pipeline.landing.assembling import assemble
from pipeline.reference import Reference
from pipeline.review import facts_of
from schemas.applied import check

#: So much of what is wrong with a document's rows is told.
TOLD = 200
#: Sorts after every code: documents whose province is not known come last.
_UNKNOWN = "\uffff"
#: Sorts before everything that is printed: no name is torn from those it begins.
_BETWEEN = "\x01"


@dataclass(frozen=True)
class Finisher:
    """Makes a document's rows with the lists and decisions of a run; goes to the workers with them."""

    reference: Reference

    def __call__(self, outcome: Outcome) -> Rows:
        """The rows of one document.

        Should they not fit the contract (a fault of the program that its layout brought out), the document lands as failed, without them.
        """
        outcome = self.reference.corrections.decided(outcome)
        try:
            tables = assemble(outcome, self.reference)
            wrong = "; ".join(check(tables))
        except (pa.ArrowException, ValueError, OverflowError) as error:
            wrong = f"{type(error).__name__}: {error}"
        if wrong:
            outcome = Outcome(outcome.found, "gagal", (Problem("galat_program", detail=wrong[:TOLD]),), outcome.pages)
            tables = assemble(outcome, self.reference)
        facts = pack((outcome.found.berkas, facts_of(outcome, self.reference)))
        return Rows(DocumentSummary.of(outcome), pack_tables(tables), facts, _order_of(outcome))


def _order_of(outcome: Outcome) -> str:
    """Text by which documents sort as the contract wants: region, office, path."""
    identity, found = outcome.identity, outcome.found
    region = (identity.kode_provinsi or _UNKNOWN, identity.kode_kabupaten_kota or "", identity.perangkat_daerah or "")
    return _BETWEEN.join((*region, found.berkas, found.id_dokumen))
