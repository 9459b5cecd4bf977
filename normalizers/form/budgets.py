"""Budgets laid out as if their rows were indicators: "Pagu Awal", "Realisasi (Rp)", "Persentase Penggunaan Anggaran" beside money."""

from __future__ import annotations

from normalizers.form.captions import is_of_money, may_be_of_money
from normalizers.form.facts import MONEY_SHARE, facts_of
from normalizers.form.meaning import Header
from normalizers.header import is_number_row
from schemas.stages import Grid

#: So many rows, and this share of them with a word that is money's alone, make a budget.
LEAST_ROWS, CORE = 2, 0.5


def names_only_money(grid: Grid, header: Header) -> bool:
    """Whether what a header takes for indicators are a budget's lines: all its names are words for money, most figures are money.

    A share of the budget that was spent is an indicator of many offices; its figures are percentages then.
    """
    names: list[str] = []
    for each in header.sets:
        for row in range(header.end, grid.n_rows):
            if not is_number_row(grid.row(row)):
                own = [cell.text for cell in grid.cells(row, each.indicator.cols) if cell.row == row and cell.text.strip()]
                names += [" ".join(own)] if own else []
    if len(names) < LEAST_ROWS or not all(map(may_be_of_money, names)) or sum(map(is_of_money, names)) < CORE * len(names):
        return False
    texts = {col for each in header.sets for col in each.indicator.cols} | {
        col for one in header.of_role("nomor", "kode") for col in one.cols
    }
    facts = [facts_of(grid, (col,), header.end, grid.n_rows) for col in range(grid.n_cols) if col not in texts]
    figures = sum(each.filled * each.values for each in facts)
    return figures > 0 and sum(each.filled * each.money for each in facts) > MONEY_SHARE * figures
