"""Grades, their scores, and the list of them in ``predikat.toml``."""

from __future__ import annotations

import pytest

from normalizers.figures.grades import read_grades
from normalizers.figures.values import parse_value
from normalizers.words.datafile import DataFileError, parse_toml


@pytest.mark.parametrize(
    ("printed", "score"),
    [
        ("B", None),
        ("BB", None),
        ("WTP", None),
        ("B Baik", None),
        ("B Poin", None),
        ("Sangat\nBaik", None),
        ("Level 3", 3),
        ("CC Nilai 58,30 (Cukup Memadai)", 58.3),
        ("B Nilai 60,70 (Baik)", 60.7),
        ("A (82,5)", 82.5),
        ("60,70 (B)", 60.7),
        ("Mandiri (0,85)", 0.85),
    ],
)
def test_a_grade_with_or_without_its_score(printed: str, score: float | None) -> None:
    parsed = parse_value(printed)
    assert (parsed.jenis_nilai, parsed.nilai, parsed.satuan) == ("predikat", score, None)
    assert parsed.keyakinan >= 0.9


@pytest.mark.parametrize("printed", ["a", "A/B", "Baik - Sangat Baik", "B+", "Baik sesuai rencana", "BB 250"])
def test_what_only_looks_like_a_grade(printed: str) -> None:
    assert parse_value(printed).jenis_nilai == "teks"


def test_a_stage_with_a_count_is_not_a_score() -> None:
    parsed = parse_value("5 Mandiri")
    assert (parsed.nilai, parsed.satuan, parsed.jenis_nilai) == (5, "mandiri", "angka")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('huruf = ["b"]\ntahap = []\nsebutan = []\n', 1, "capitals"),
        ('huruf = ["B"]\ntahap = []\nsebutan = ["baik",\n"Baik"]\n', 4, "listed twice"),
        ('huruf = ["B"]\n', 0, "'tahap' has to be a list"),
    ],
)
def test_mistakes_in_the_list_of_grades_are_heard(text: str, line: int, reason: str) -> None:
    with pytest.raises(DataFileError, match=reason) as caught:
        read_grades(parse_toml("figures/predikat.toml", text))
    assert (caught.value.file, caught.value.line) == ("figures/predikat.toml", line)
