"""``iku jelaskan`` finds an indicator by its id, its name or a part of it, and names what is alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.documents import Stop
from pipeline.landing.tables import land, prepare
from pipeline.showing import explain_indicator
from tests.table_maker import PROVENANCE, sound_rows, tables_of

NAMES = ("Persentase penduduk miskin", "Jumlah penduduk miskin", "Persentase jalan mantap")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    rows = sound_rows()
    known = rows["indikator"][0]
    known |= {"cara_padan": ["baru 1.00: tanpa padanan"] * 2}
    others = [
        {**known, "id_indikator": f"lain-{number}", "indikator_baku": name, "ejaan": [name], "cara_padan": ["baru"], "jumlah_ejaan": [1]}
        for number, name in enumerate(NAMES[1:])
    ]
    prepare(tmp_path)
    land({name: [table] for name, table in tables_of({**rows, "indikator": [known, *others]}).items()}, tmp_path, PROVENANCE)
    return tmp_path


@pytest.mark.parametrize("wanted", ["kemiskinan-1", "PERSENTASE  penduduk miskin", "prosentase penduduk miskin"])
def test_an_id_or_a_name_however_written_is_explained(output: Path, wanted: str) -> None:
    assert explain_indicator(wanted, output)[0] == "kemiskinan-1"


def test_a_part_of_one_name_is_enough(output: Path) -> None:
    assert explain_indicator("mantap", output)[0] == "lain-1"


def test_a_part_of_several_names_names_them(output: Path) -> None:
    lines = explain_indicator("miskin", output)
    assert lines == [
        '2 indikator memuat "miskin"; sebutkan id atau namanya:',
        "  Jumlah penduduk miskin  (lain-0)",
        "  Persentase penduduk miskin  (kemiskinan-1)",
    ]
    assert explain_indicator("miskin", output, "en")[0] == '2 indicators have "miskin" in them; name one by its id or name:'


@pytest.mark.parametrize("wanted", ["persentase penduduk mskn", "persentase jalan yang mantab"])
def test_a_name_that_is_none_is_told_with_those_alike(output: Path, wanted: str) -> None:
    with pytest.raises(Stop) as stopped:
        explain_indicator(wanted, output)
    assert any(name in stopped.value.facts["near"] for name in NAMES)


def test_a_name_like_none_is_told_as_such(output: Path) -> None:
    with pytest.raises(Stop) as stopped:
        explain_indicator("zzz", output)
    assert stopped.value.facts["near"] == ""


def test_the_words_follow_the_language(output: Path) -> None:
    assert "  nama baku   Persentase penduduk miskin" in explain_indicator("kemiskinan-1", output)
    assert "  name        Persentase penduduk miskin" in explain_indicator("kemiskinan-1", output, "en")
