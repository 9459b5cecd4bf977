"""What one answer settles: questions, values found right together, the form of any table; and what is shown of decisions."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipeline.reference import all_decisions, value_key
from pipeline.review import review_items
from pipeline.web.answering import answer, taken_back
from pipeline.web.decided import lines_of, notes_of
from pipeline.web.deciding import doubts_of
from pipeline.web.desk import Desk, Refused
from pipeline.web.facets import filtered
from pipeline.web.forms import card_of_table, cards, effect
from pipeline.web.pages import Pages
from pipeline.web.questions import Question, questions
from tests.pipeline.shown_runs import ASKED, ASKED_LIKE, ASKED_UNIT, again


def desk_of(place: Path) -> Desk:
    return Desk(place / "hasil", place / "acuan", "Ani", "id")


def by_kind(desk: Desk) -> dict[str, Question]:
    return {each.hal: each for each in questions(desk)}


def rows_of(place: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(place / "hasil" / "iku.parquet").to_pylist()
    return rows


def test_every_question_says_what_it_settles_where_it_stands_and_what_is_near(asked_once: Path) -> None:
    found = by_kind(desk_of(asked_once))
    assert set(found) == {"indikator", "satuan", "perangkat_daerah"}
    name, unit, office = found["indikator"], found["satuan"], found["perangkat_daerah"]
    assert (name.name, name.settles, [each.name for each in name.candidates]) == (ASKED, 1, [ASKED_LIKE])
    assert (unit.name, unit.settles, unit.neighbours[0]) == (ASKED_UNIT, 2, "orang")
    assert (office.name, office.settles) == ("dinas/c.pdf", 4)
    assert all(each.document and each.page == 1 and each.box is not None for each in found.values())
    # Of the documents beside it two of two name this office.
    row = next(row for row in desk_of(asked_once).data().documents if row["berkas"] == "dinas/a.pdf")
    assert office.neighbours == (row["perangkat_daerah"],)


def test_answers_of_each_kind_hold_in_the_next_run(asked: Path) -> None:
    desk = desk_of(asked)
    found = by_kind(desk)
    office = found["perangkat_daerah"]
    answer(desk, {"apa": "indikator", "ejaan": ASKED, "keputusan": "sama", "sasaran": found["indikator"].candidates[0].id})
    answer(desk, {"apa": "satuan", "nama": ASKED_UNIT, "isi": "orang"})
    answer(desk, {"apa": "dokumen", "dokumen": office.document, "hal": office.hal, "isi": office.neighbours[0]})
    assert questions(desk) == []
    assert again(asked) == []
    rows = rows_of(asked)
    assert {row["id_indikator"] for row in rows if row["indikator"] in (ASKED, ASKED_LIKE)} == {found["indikator"].candidates[0].id}
    assert {row["satuan"] for row in rows if row["indikator"].startswith("Jumlah pasien")} == {"orang"}
    assert {row["perangkat_daerah"] for row in rows} == {office.neighbours[0]}
    assert questions(desk) == []


def test_what_is_different_or_stays_as_printed_is_asked_no_more(asked: Path) -> None:
    desk = desk_of(asked)
    candidate = by_kind(desk)["indikator"].candidates[0].id
    told = answer(desk, {"apa": "indikator", "ejaan": ASKED, "keputusan": "berbeda"})
    assert "berbeda dari calonnya" in told["pesan"]
    assert "seperti tercetak" in answer(desk, {"apa": "satuan", "nama": ASKED_UNIT, "keputusan": "tercetak"})["pesan"]
    assert set(by_kind(desk)) == {"perangkat_daerah"}
    assert [(each.keputusan, each.sasaran) for each in all_decisions(asked / "acuan")] == [("berbeda", candidate), ("berbeda", "")]
    taken_back(desk, {"hal": "satuan", "kunci": all_decisions(asked / "acuan")[1].key})
    assert set(by_kind(desk)) == {"perangkat_daerah", "satuan"}


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        ({"apa": "satuan", "nama": "tidak ditanya", "isi": "orang"}, "unit_gone"),
        ({"apa": "satuan", "nama": ASKED_UNIT, "isi": "bukan satuan zz"}, "no_unit"),
        ({"apa": "satuan", "nama": ASKED_UNIT, "isi": ""}, "no_unit"),
        ({"apa": "indikator", "ejaan": ASKED_LIKE, "keputusan": "berbeda"}, "no_candidates"),
        ({"apa": "kelompok", "kelompok": "tidak ada"}, "group_gone"),
    ],
)
def test_what_is_not_asked_cannot_be_answered(asked_once: Path, what: dict[str, str], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        answer(desk_of(asked_once), what)


def test_a_group_of_values_is_found_right_with_one_answer_and_taken_back_with_one(asked: Path) -> None:
    desk = desk_of(asked)
    (group,) = before = doubts_of(desk)
    assert group.hangs == 2
    told = answer(desk, {"apa": "kelompok", "kelompok": group.key})
    assert told["pesan"].startswith("2 nilai: benar seperti terbaca (Ani")
    assert doubts_of(desk) == []
    (line,) = lines_of(desk)
    assert (line.count, line.stands) == (2, 2)
    again(asked)
    assert sum("diperiksa" in row["catatan"] for row in rows_of(asked)) == 2
    taken_back(desk, {"hal": "nilai", "kunci": told["kunci"], "sekaligus": True})
    assert [(each.count, each.stands) for each in lines_of(desk)] == [(2, 0), (2, 0)]
    again(asked)
    assert [each.hangs for each in doubts_of(desk)] == [each.hangs for each in before]


def test_groups_are_taken_back_apart(shown: Path) -> None:
    desk = desk_of(shown)
    first, second, *_ = (each for each in doubts_of(desk) if each.values)
    alone = answer(desk, {"apa": "kelompok", "kelompok": first.key})
    answer(desk, {"apa": "kelompok", "kelompok": second.key})
    taken_back(desk, {"hal": "nilai", "kunci": alone["kunci"], "sekaligus": True})
    left = {each.key for each in doubts_of(desk)}
    assert first.key in left
    assert second.key not in left


def test_filters_count_what_they_leave(shown: Path) -> None:
    doubts = doubts_of(desk_of(shown))
    left, facets = filtered(doubts, {"berkas": "a.pdf", "lain": "x"})
    assert {each.berkas for each in left} == {"a.pdf"}
    by_name = {facet.name: facet for facet in facets}
    assert by_name["berkas"].chosen == "a.pdf"
    assert sum(count for _, count in by_name["berkas"].values) == sum(each.hangs for each in doubts)
    assert sum(count for _, count in by_name["sebab"].values) == sum(each.hangs for each in left)
    nothing, facets = filtered(doubts, {"berkas": "tidak ada"})
    assert (nothing, facets[0].values[-1]) == ([], ("tidak ada", 0))


def test_a_table_that_was_understood_surely_can_be_given_another_meaning(shown: Path) -> None:
    desk = desk_of(shown)
    (key,) = (short for short, row in desk.data().document_of.items() if row["berkas"] == "a.pdf")
    card = card_of_table(desk, key, 1)
    assert card is not None
    assert card.sign not in {each.sign for each in cards(desk)}
    place = next(column.place for column in card.columns if column.meaning.startswith("target"))
    column = {"ke": place, "kepala": "2021", "arti": "realisasi"}
    asked = {"apa": "bentuk", "tanda": card.sign, "dokumen": key, "bukti": card.places[0], "kolom": [column]}
    tried = answer(desk, {**asked, "coba": True})
    values = sum(row["ukuran"] == "target" for row in rows_of(shown) if row["berkas"] == "a.pdf")
    assert (tried["masuk"], tried["tunggu"], tried["berubah"]) == (0, 0, values)
    assert "realisasi 2021: 70 persen" in tried["baris"][0][1]
    assert all_decisions(shown / "acuan") == []
    answer(desk, asked)
    again(shown)
    assert {row["ukuran"] for row in rows_of(shown) if row["berkas"] == "a.pdf"} == {"realisasi"}
    later = card_of_table(desk, key, 1)
    assert later is not None
    assert [each.decided for each in later.columns if each.place == place] == ["realisasi"]
    assert card_of_table(desk, key, 99) is None
    with pytest.raises(Refused, match="form_gone"):
        effect(desk, "0" * 16, {})


def test_what_the_last_run_did_not_apply_stands_with_the_decisions(shown: Path) -> None:
    record = json.loads((shown / "hasil" / "run.json").read_text(encoding="utf-8"))
    (shown / "hasil" / "run.json").write_text(json.dumps({**record, "catatan": ["a.pdf: isinya berubah"]}), encoding="utf-8")
    desk = desk_of(shown)
    assert notes_of(desk) == ["a.pdf: isinya berubah"]
    assert "a.pdf: isinya berubah" in Pages(desk, "/kunci/").decisions()
    (shown / "hasil" / "run.json").write_text("rusak")
    assert notes_of(desk) == []


def test_two_people_and_a_run_at_once_lose_nothing(shown: Path) -> None:
    keys = [
        value_key(row["id_dokumen"], row["id_rekaman"], row) for each in doubts_of(desk_of(shown)) for row in (v.row for v in each.values)
    ]
    assert len(keys) >= 4
    shutil.rmtree(shown / "hasil" / ".iku")
    command = [sys.executable, "-m", "pipeline.command", "ingest", "masuk", "-o", "hasil", "--acuan", "acuan", "--quiet", "--workers", "1"]
    with subprocess.Popen(command, cwd=shown, env={**os.environ, "PYTHONPATH": str(Path.cwd())}) as run, ThreadPoolExecutor(2) as pool:

        def decide(person: int) -> None:
            desk = Desk(shown / "hasil", shown / "acuan", f"Orang {person}", "id")
            for key in keys[person::2]:
                answer(desk, {"apa": "nilai", "kunci": key, "keputusan": "benar"})

        list(pool.map(decide, range(2)))
        assert run.wait(timeout=120) == 0
    assert len(all_decisions(shown / "acuan")) == len(keys)
    again(shown)
    assert sum("diperiksa" in row["catatan"] for row in rows_of(shown)) == len(keys)
    assert [each for each in doubts_of(desk_of(shown)) if each.values] == []


def test_questions_are_found_once_and_come_back_with_a_decision_taken_back(asked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk_of(asked)
    told = answer(before, {"apa": "satuan", "nama": ASKED_UNIT, "isi": "orang"})
    desk = desk_of(asked)
    found = []
    monkeypatch.setattr("pipeline.web.questions.review_items", lambda *given: found.append(1) or review_items(*given))
    assert set(by_kind(desk)) == {"indikator", "perangkat_daerah"}
    answer(desk, {"apa": "indikator", "ejaan": ASKED, "keputusan": "berbeda"})
    assert set(by_kind(desk)) == {"perangkat_daerah"}
    assert len(found) == 1
    taken_back(desk, {"hal": "satuan", "kunci": told["kunci"]})
    assert set(by_kind(desk)) == {"perangkat_daerah", "satuan"}
    assert len(found) == 2
