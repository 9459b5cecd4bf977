"""A table's columns are understood together: each by what speaks for it, none against its neighbours."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from normalizers.form.arithmetic import figures_of, settle_by_sums
from normalizers.form.claims import claims_for
from normalizers.form.drafts import Draft
from normalizers.form.elsewhere import Elsewhere, printed
from normalizers.form.facts import MOST_ROWS, facts_of, names_an_indicator
from normalizers.form.meaning import QUARTERS, Claim, Column, Header, Meaning, Surroundings
from normalizers.form.measures import settle_measures
from normalizers.form.neighbours import settle_roles
from normalizers.form.sets import sets_of
from normalizers.form.wording import in_its_time, named_role
from normalizers.header import Block, Path, find_blocks, paths_of, said_by, signature_of, told_together
from normalizers.words import NOTHING_TAUGHT, UserTerms, fold
from schemas.stages import Grid

NOWHERE: Elsewhere = {}
#: What a person said of a header outweighs what the program thinks.
TAUGHT = 12.0
#: Values below a title with words that nobody knows are no surer than this.
PARTLY_KNOWN = 0.75
#: How evidence becomes confidence: a logistic curve over the lead before the second best and the weight itself (``tests/measures``).
_OFFSET, _PER_LEAD, _PER_WEIGHT = -1.0, 1.0, 0.5


def interpret(
    grid: Grid,
    around: Surroundings,
    taught: UserTerms = NOTHING_TAUGHT,
    found: Sequence[Block] | None = None,
    elsewhere: Elsewhere = NOWHERE,
) -> list[Header]:
    """Find a table's headers and understand their columns.

    Args:
        grid: The table.
        around: What stands around it.
        taught: Headers that people named.
        found: Its headers, where they were looked for already.
        elsewhere: What stands below the same headers on other pages.

    Returns:
        The headers, top to bottom; one without :attr:`Header.sets` heads no indicators.
    """
    blocks = (find_blocks(grid) if found is None else found) or _taught_block(grid, taught)
    ends = [*(block.first for block in blocks[1:]), grid.n_rows]
    return [understood(grid, block, end, around, taught, elsewhere) for block, end in zip(blocks, ends, strict=False)]


def _taught_block(grid: Grid, taught: UserTerms) -> list[Block]:
    """The first row as a header, where a person said what its columns mean."""
    if not taught.columns or grid.n_rows < 2:
        return []
    block = Block(0, 1)
    return [block] if taught.knows(signature_of([path.texts for path in paths_of(grid, block)]).code) else []


def understood(
    grid: Grid,
    block: Block,
    until: int,
    around: Surroundings,
    taught: UserTerms = NOTHING_TAUGHT,
    elsewhere: Elsewhere = NOWHERE,
) -> Header:
    """Understand the columns below one header block.

    Args:
        grid: The table.
        block: The header's rows.
        until: The row after the last one below it.
        around: What stands around the table.
        taught: Headers and columns of forms that people named.
        elsewhere: What stands below the same headers on other pages.
    """
    drafts = []
    found = told_together(paths_of(grid, block))
    signature = signature_of([path.texts for path in found])
    quarters = _counts_quarters(found, around)
    beyond = elsewhere.get(printed(found), ())
    for at, (path, place) in enumerate(zip(found, signature.places, strict=True)):
        facts = facts_of(grid, path.cols, block.end, until)
        if not facts.filled and beyond:
            facts = beyond[at]
        claims = claims_for(path, facts, quarters=quarters)
        role = taught.column_of(signature.code, place) or taught.role_of(path.text)
        if role is None and path.texts:
            role = taught.role_of(path.texts[-1])
        if role is not None:
            stated = claims[0].meaning if claims else Meaning("nilai")
            claims = [Claim(in_its_time(named_role(role), stated), TAUGHT, ("ditetapkan orang",)), *claims]
        drafts.append(Draft(path, facts, claims))
    settle_roles(drafts, around)
    figures = figures_of(grid, drafts, block.end, min(until, block.end + MOST_ROWS))
    settle_by_sums(drafts, figures)
    settle_measures(drafts, around, figures)
    columns = tuple(_column(draft) for draft in drafts)
    sets = sets_of(columns)
    chosen = {each.indicator.cols for each in sets}
    columns = tuple(_demoted(column) if column.role == "indikator" and column.cols not in chosen else column for column in columns)
    return Header(block.first, block.end, columns, sets)


def _demoted(column: Column) -> Column:
    """A column of indicators in a table whose indicators are another one's."""
    return replace(column, meaning=Meaning("lainnya"))


def _counts_quarters(found: Sequence[Path], around: Surroundings) -> bool:
    """Whether bare numbers I to IV above the columns are quarters: exactly these four, and the line above the table speaks of quarters."""
    counts = {said.when.counted or said.when.in_turn for path in found for said in path.said if said.when.bare or said.when.in_turn}
    return counts == set(QUARTERS) and speaks_of_quarters(around.above)


def speaks_of_quarters(above: Sequence[str]) -> bool:
    """Whether the nearest of the lines above a table does."""
    heading = next((line for line in reversed(above) if line.strip()), "")
    return "triwulan" in said_by(heading).when.speaks_of


def _column(draft: Draft) -> Column:
    best = draft.best
    meaning = best.meaning if best else Meaning("tidak_pasti")
    sure = _confidence(draft.claims)
    told = best is not None and best.weight >= TAUGHT
    if meaning.role == "nilai" and not told and any(said.unknown for said in draft.path.said):
        # A word that nobody knows may make another thing of the value: a sum up to the year, another office's.
        sure = min(sure, PARTLY_KNOWN)
    return Column(draft.path.cols, draft.path.text, draft.path.texts, meaning, sure, tuple(draft.claims))


def _confidence(claims: Sequence[Claim]) -> float:
    """How sure the strongest claim is, by its weight and its lead before the next one."""
    if not claims:
        return 0.0
    lead = claims[0].weight - max((claim.weight for claim in claims[1:]), default=0.0)
    return 1 / (1 + math.exp(-(_OFFSET + _PER_LEAD * lead + _PER_WEIGHT * claims[0].weight)))


# -- tables without a header of indicators --------------------------------------------------------------------------------


#: Of a column's cells this share begins as indicators do, in a table that looks like one of indicators.
LOOKS_LIKE = 0.5


def rows_name_indicators(grid: Grid) -> bool:
    """Whether most rows hold a name that begins as indicators do, in whatever column: of lines that no table holds."""
    naming = sum(any(names_an_indicator(cell.text) for cell in grid.row(row)) for row in range(grid.n_rows))
    return naming >= LOOKS_LIKE * grid.n_rows


def looks_like_indicators(grid: Grid, header: Header | None) -> bool:
    """Whether a table without an indicator column still looks like one of indicators.

    It does when its upper rows speak of indicators, or when a column holds names that begin as indicators do, beside figures or where
    no header says that it is of other things.
    """
    upper = " ".join(fold(cell.text) for row in range(min(3, grid.n_rows)) for cell in grid.row(row))
    if "indikator" in upper.split() or "indikator" in upper.replace(" ", ""):
        return grid.n_rows > 1 and grid.n_cols > 1
    first = header.end if header is not None else 0
    found = [facts_of(grid, (col,), first, grid.n_rows) for col in range(grid.n_cols)]
    named = any(facts.indicators >= LOOKS_LIKE and facts.filled >= 2 and facts.words >= 3 for facts in found)
    return named and (header is None or any(facts.values >= LOOKS_LIKE and facts.filled >= 2 for facts in found))
