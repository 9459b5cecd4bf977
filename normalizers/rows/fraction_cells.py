"""A fraction whose numerator, factor and denominator are cells of their own: the border between two of them is its bar."""

from __future__ import annotations

import re

from normalizers.form import Column
from schemas.stages import Grid

_FACTOR = re.compile(r"\s*[xX×*]\s*100\s*%?\s*")


def factor_beside(grid: Grid, column: Column, row: int) -> str | None:
    """What multiplies a fraction whose lower part begins in a row: "x 100%" beside the upper one, below the same title.

    Args:
        grid: The table.
        column: The column of formulas.
        row: The row of the lower part.

    Returns:
        The factor as printed; None where the row holds no lower part.
    """
    own = [cell for cell in grid.cells(row, column.cols) if cell.row == row and cell.text.strip()]
    if len(own) != 1 or row == 0 or len(column.cols) < 2:
        return None
    upper = grid.at(row - 1, own[0].col)
    if (upper.col, upper.cols) != (own[0].col, own[0].cols) or not upper.text.strip():
        return None
    beside = [cell for cell in grid.cells(upper.row, column.cols) if cell is not upper and cell.text.strip()]
    return beside[0].text if len(beside) == 1 and beside[0].col > upper.col and _FACTOR.fullmatch(beside[0].text) else None


def with_denominator(formula: str, factor: str, denominator: str) -> str:
    """A formula that so far says what is divided and its factor, with what it is divided by.

    Args:
        formula: The upper part with its factor.
        factor: The factor, mended.
        denominator: The lower part, mended.
    """
    upper = formula.removesuffix(factor).rstrip()
    return f"{upper} / {denominator} {factor}" if upper != formula else f"{formula} {denominator}"
