"""Decisions are replayed as they were made, or reported; never applied blindly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalizers.names.decisions import COLUMNS, Decision, DecisionError, as_csv, outdated, parse_decisions, standing
from normalizers.names.key import name_key

HEAD = ",".join(COLUMNS) + "\n"
A = name_key("Jumlah a").id


def line(name: str, what: str, target: str = A, target_name: str = "Jumlah a") -> str:
    return f"2026-01-02,Sari,indikator,{name},{what},{target},{target_name},alasan,bukti\n"


def test_a_decision_stands_until_it_is_taken_back() -> None:
    first = standing(parse_decisions(HEAD + line("Jumlah b", "sama")))
    assert first.for_name(name_key("JUMLAH  b").letters) is not None
    after = standing(parse_decisions(HEAD + line("Jumlah b", "sama") + line("jumlah B", "batal") + line("Jumlah b", "berbeda")))
    applied = after.for_name(name_key("Jumlah b").letters)
    assert applied is not None
    assert (applied.id_indikator, applied.different_from) == (None, frozenset({A}))


def test_contradicting_lines_are_refused_and_both_are_shown() -> None:
    text = HEAD + line("Jumlah b", "sama") + line("Jumlah c", "sama") + line("jumlah b", "berbeda")
    with pytest.raises(DecisionError) as caught:
        standing(parse_decisions(text))
    (message,) = caught.value.messages
    assert message.startswith("baris 2 dan 4 bertentangan:")
    assert "sama" in message
    assert "berbeda" in message


def test_the_same_decision_twice_is_one() -> None:
    assert len(standing(parse_decisions(HEAD + line("Jumlah b", "sama") * 3)).standing) == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("tanggal,oleh\n", "baris 1: kolom hal, nama"),
        (HEAD + line("Jumlah b", "mungkin"), "baris 2: .* bukan keputusan yang dikenal"),
        (HEAD + line("", "sama"), "baris 2: nama atau sasarannya kosong"),
        (HEAD + line("Jumlah b", "sama", target=""), "baris 2: nama atau sasarannya kosong"),
        (HEAD + line("Jumlah b", "baku_baru", target_name=""), "baris 2: nama atau sasarannya kosong"),
    ],
)
def test_a_line_that_is_no_decision_is_named(text: str, message: str) -> None:
    with pytest.raises(DecisionError, match=message):
        parse_decisions(text)


def test_a_decision_whose_target_changed_is_reported_and_not_applied() -> None:
    decisions = standing(parse_decisions(HEAD + line("Jumlah b", "sama") + line("Jumlah c", "sama", "hilang-1", "Jumlah hilang")))
    kept, told = outdated(decisions, {A: "Jumlah a"})
    assert [each.nama for each in kept.standing] == ["Jumlah b"]
    (message,) = told
    assert message.startswith('baris 3: 2026-01-02 Sari: "Jumlah c" sama Jumlah hilang tidak diterapkan: sasarannya tidak ada lagi')
    kept, told = outdated(decisions, {A: "Jumlah lain sama sekali", "hilang-1": "jumlah HILANG"})
    assert [each.nama for each in kept.standing] == ["Jumlah c"]
    assert 'nama baku sasarannya sekarang "Jumlah lain sama sekali"' in told[0]


@given(st.lists(st.tuples(*[st.text(alphabet='ab ,"\n;=+é', max_size=12)] * 3), max_size=5))
def test_what_is_written_is_read_again(texts: list[tuple[str, str, str]]) -> None:
    decisions = [
        Decision("2026-01-02", who.strip(), "indikator", name.strip() or "x", "sama", A, "Jumlah a", why.strip())
        for who, name, why in texts
    ]
    again = parse_decisions(HEAD + as_csv(decisions))
    assert [(d.oleh, d.nama, d.alasan) for d in again] == [(d.oleh, d.nama, d.alasan) for d in decisions]
