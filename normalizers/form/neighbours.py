"""What the text columns of a table decide together: which holds the indicators, which of two is the role that one column has."""

from __future__ import annotations

from itertools import pairwise

from normalizers.form.drafts import UNKNOWN_WORDS, Draft, set_numbers
from normalizers.form.facts import MONEY_SHARE
from normalizers.form.meaning import LEVELS, MONEY, PARENTS, TEXTS, Meaning, Surroundings
from normalizers.words import fold

#: An indicator column needs so much evidence; one told by its cells alone also needs a table that speaks of performance.
INDICATOR_FROM = 0.5
#: Of a column's cells this share begins as indicators do where nothing else says that they are.
READS_LIKE = 0.3
#: A column that its header names an indicator is none when its cells speak so much against it.
DENIED, NAMED_LEAST = 3.0, 1.0
#: A tree of goals has so many levels with an indicator each; a level's name is known when so much speaks for it.
LEAST_LEVELS, WEAK = 3, 2.5
#: Evidence for the level of names without a title of their own; a column of names holds no more figures than this share,
#: and so many words a cell.
GENERIC_NAME, FIGURES, LEAST_WORDS = 1.6, 0.2, 1.5
#: So many of a column's cells are level words where it says the level of the names beside it.
NAMES_LEVELS = 0.7
#: A column holds units when more of its cells are than this.
OF_UNITS = 0.7
#: So many of its cells name offices.
OF_OFFICES = 0.7
#: What names without a telling title are taken for by themselves.
_UNNAMED = ("lainnya", "tidak_pasti", "nama")
#: What is measured is named in so many of the rows.
MOSTLY_FILLED = 0.6
#: A table is one of money where so many of its columns are, for each that holds other figures.
MOSTLY_MONEY = 2
#: What codes are called that are those of accounts.
ACCOUNTS = "rekening"
#: What a title of nothing but affairs of government says.
_AFFAIRS = frozenset({"urusan", "bidang", "pemerintahan", "wajib", "pilihan", "daerah", "pelayanan", "dasar", "non"})
#: What a title may call units, beside other things.
_MEASURES = frozenset({"ukuran", "unit", "besaran"})
#: How titles call those who answer for an indicator.
_ANSWERING = frozenset({"jawab", "penanggungjawab", "pj", "pic", "pengampu", "koordinator"})
#: What work brings forth, as titles call it.
_OUTPUTS = frozenset({"output", "keluaran", "outcome"})
#: Evidence that is left where cells alone speak for a column.
CONTENT_ALONE = 0.4
#: Roles of which a table has one column; of several claims the strongest holds.
_SINGLE = ("satuan", "kode", "indikator_tujuan", *LEVELS, *TEXTS)


def settle_roles(drafts: list[Draft], around: Surroundings) -> None:
    """Give every column but those of values a role that agrees with its neighbours; ``drafts`` are changed."""
    _choose_indicators(drafts, around)
    _settle_trees(drafts)
    _settle_generic_names(drafts)
    _settle_beside_level_words(drafts)
    _settle_coded(drafts)
    _settle_affairs(drafts)
    _settle_units(drafts)
    _settle_lone_goals(drafts)
    _settle_singles(drafts)
    _settle_explanations(drafts)


def _choose_indicators(drafts: list[Draft], around: Surroundings) -> None:
    """Where no header names the indicators, the column whose cells are indicators holds them, in a table that speaks of performance."""
    goals = [draft for draft in drafts if draft.role == "indikator_tujuan"]
    if len(goals) == 1 and not any(draft.role == "indikator" for draft in drafts) and goals[0].best is not None:
        goals[0].choose(Meaning("indikator"), goals[0].best.weight, "satu-satunya indikator")
    for goal in goals:
        right = next((draft for draft in drafts[drafts.index(goal) + 1 :] if draft.role != "satuan"), None)
        if goal.role == "indikator_tujuan" and goal.best is not None and right is not None and right.role == "nilai":
            goal.choose(Meaning("indikator"), goal.best.weight, "indikator tujuan dengan nilainya sendiri")
    has_target = any(map(_is_measured, drafts))
    performs = around.speaks_of_performance or has_target
    for draft in drafts:
        if draft.role == "indikator" and not _is_named(draft) and (not performs or _is_budget(drafts)) and not _is_output(draft):
            draft.choose(Meaning("lainnya"), CONTENT_ALONE, "isinya indikator, tetapi tabel ini bukan tabel kinerja")
    if any(draft.role == "indikator" for draft in drafts):
        _tell_indicators_apart(drafts)
        return
    offered = [(claim.weight, draft) for draft in drafts for claim in draft.claims if claim.meaning.role == "indikator"]
    generic = [
        draft for draft in drafts if (head := draft.path.said[-1].head if draft.path.texts else None) is not None and head.name == "uraian"
    ]
    if not performs or _is_budget(drafts):
        return
    framed = any(draft.role in (*PARENTS, "satuan") for draft in drafts)
    if has_target and framed and around.speaks_of_performance and not any(weight >= INDICATOR_FROM for weight, _ in offered):
        _choose_only_names(drafts)
        return
    if not offered:
        return
    weight, draft = max(offered, key=lambda offer: (offer[1] in generic and offer[0] >= INDICATOR_FROM, offer[0]))
    # Without a target beside it, only its own cells tell indicators from the lines of a budget.
    if weight >= INDICATOR_FROM and (has_target or draft.facts.indicators >= READS_LIKE):
        draft.choose(Meaning("indikator"), max(weight, 1.5), "satu-satunya kolom yang isinya indikator")
        for other in generic:
            # "Sebelum [Ukuran | Target] | Sesudah [Ukuran | Target]": what one is the other is, too.
            if other is not draft and other.path.texts[-1:] == draft.path.texts[-1:] and other.facts.values < FIGURES:
                other.choose(Meaning("indikator"), max(weight, 1.5), "judul yang sama seperti kolom indikator")


def _choose_only_names(drafts: list[Draft]) -> None:
    """The only texts below a title that nobody knows, beside values and units or aims of performance, name what is measured; in doubt."""
    unknown = [
        draft
        for draft in drafts
        if draft.role in ("lainnya", "tidak_pasti")
        and draft.path.texts
        and not any(said.tags for said in draft.path.said)
        and draft.facts.values < FIGURES
        and draft.facts.words >= LEAST_WORDS
        and draft.facts.share_filled >= MOSTLY_FILLED
    ]
    values = next((at for at, draft in enumerate(drafts) if draft.role == "nilai"), len(drafts))
    left = [draft for draft in unknown if drafts.index(draft) < values]
    unknown = left if len(left) == 1 else unknown
    if len(unknown) == 1:
        unknown[0].choose(Meaning("indikator"), INDICATOR_FROM + 1, "satu-satunya nama di samping nilai kinerja")
        unknown[0].doubt(UNKNOWN_WORDS, INDICATOR_FROM + 1)


def _is_named(draft: Draft) -> bool:
    """Whether a column's titles name indicators."""
    return draft.says("indikator", "peran") or draft.says("indikator_tujuan", "peran")


def _is_output(draft: Draft) -> bool:
    """Whether a title names outputs, and the cells below it begin as indicators do."""
    named = any(_OUTPUTS & set(fold(said.text).split()) for said in draft.path.said)
    return named and draft.facts.indicators >= READS_LIKE


def _is_budget(drafts: list[Draft]) -> bool:
    """Whether a table lists what is bought, by account: its codes are those of accounts, or its figures are money and its shares.

    A few others that are no targets may stand among them: how much money grew.
    """
    if any(draft.role == "kode" and ACCOUNTS in fold(draft.path.text).split() for draft in drafts):
        return True
    measured = [draft for draft in drafts if _is_measured(draft) and draft.best and draft.best.meaning.ukuran != "capaian"]
    money = [draft for draft in drafts if draft.role == "nilai" and draft.best and draft.best.meaning.ukuran in MONEY]
    planned = any(draft.best and draft.best.meaning.ukuran == "target" for draft in measured)
    return len(money) > MOSTLY_MONEY * len(measured) and not planned


def _is_measured(draft: Draft) -> bool:
    """Whether a column holds values that are no money, neither by its header nor by their size."""
    if draft.role != "nilai" or draft.best is None:
        return False
    return draft.best.meaning.ukuran not in MONEY and draft.facts.money < MONEY_SHARE


def _tell_indicators_apart(drafts: list[Draft]) -> None:
    """Of two columns of indicators the one that its cells deny is another thing; the goal's own indicator is no record of its own."""
    claims = [draft for draft in drafts if draft.role == "indikator"]
    surest = max((draft.best.weight for draft in claims if draft.best), default=0.0)
    for draft in claims:
        named = _is_named(draft)
        empty = draft.facts.filled == 0 and any(other.facts.filled for other in claims)
        denied = draft.best is not None and draft.best.weight < min(surest - DENIED, NAMED_LEAST)
        if len(claims) > 1 and (empty or denied or not (named or _heads_a_set(drafts, draft))):
            draft.drop("indikator")
    claims = [draft for draft in drafts if draft.role == "indikator"]
    if len(claims) == 2:
        first, second = (drafts.index(draft) for draft in claims)
        parent = next((drafts[k].role for k in range(first - 1, -1, -1) if drafts[k].role in PARENTS), None)
        between = {draft.role for draft in drafts[first + 1 : second]}
        if parent == "tujuan" and "nilai" not in between and "sasaran" in between:
            drafts[first].choose(Meaning("indikator_tujuan"), 3.0, "indikator di kanan tujuan, sebelum sasaran")


def _heads_a_set(drafts: list[Draft], draft: Draft) -> bool:
    """Whether outputs with values of their own stand right of indicators with theirs ("Indikator | Target | … | Output | Target")."""
    at = drafts.index(draft)
    right = next((other for other in drafts[at + 1 :] if other.role != "satuan"), None)
    before = next((index for index in range(at - 1, -1, -1) if drafts[index].role == "indikator"), at)
    return _is_output(draft) and right is not None and _is_measured(right) and any(map(_is_measured, drafts[before:at]))


def _settle_trees(drafts: list[Draft]) -> None:
    """In a tree of goals with headers of its own (a name, its indicator, a name, its indicator …) no name is of a level that we know."""
    places = [index for index, draft in enumerate(drafts) if draft.role == "indikator"]
    if len(places) < LEAST_LEVELS or any(b - a != 2 for a, b in pairwise(places)) or places[0] != 1:
        return
    for place in places:
        name = drafts[place - 1]
        if name.best is not None and name.role in PARENTS and name.best.weight < WEAK:
            name.choose(Meaning("lainnya"), name.best.weight, "nama dalam pohon kinerja, tingkatnya tidak dikenal")


def _settle_generic_names(drafts: list[Draft]) -> None:
    """Names without a telling title: those between a programme and its indicator are what is between them, those beside codes of several
    levels, or that name levels themselves, are of several levels."""
    for before, draft in pairwise(drafts):
        head = draft.path.said[-1].head if draft.path.texts else None
        generic = not draft.path.texts or (head is not None and head.name == "uraian")
        if not generic or draft.role not in _UNNAMED or draft.facts.values > FIGURES or draft.facts.words < LEAST_WORDS:
            continue
        after = next((other for other in drafts[drafts.index(draft) + 1 :]), None)
        if before.role in LEVELS[2:-1] and after is not None and after.role == "indikator":
            level = LEVELS[LEVELS.index(before.role) + 1]
            if not any(other.role == level for other in drafts):
                draft.choose(Meaning(level), GENERIC_NAME, f"uraian di antara {before.role} dan indikator")
            continue
        alone = not any(other.role in PARENTS and other is not draft for other in drafts)
        if before.role in ("kode", "nomor") and alone and (before.facts.named or draft.facts.named):
            draft.choose(Meaning("nama"), GENERIC_NAME, "nama di samping kode")


def _settle_beside_level_words(drafts: list[Draft]) -> None:
    """The names right of a column that says their level ("Tujuan", "Sasaran", "Program") are of several levels."""
    at = next((at for at, draft in enumerate(drafts) if draft.facts.level_words > NAMES_LEVELS), None)
    names = (draft for draft in drafts[at + 1 :] if draft.role in (*PARENTS, *_UNNAMED)) if at is not None else iter(())
    name = next(names, None)
    if name is not None and name.facts.words >= LEAST_WORDS and name.facts.values <= FIGURES:
        name.choose(Meaning("nama"), GENERIC_NAME, "di sampingnya tertulis tingkatnya")


def _settle_coded(drafts: list[Draft]) -> None:
    """Names beside codes of several levels are of several levels, where one column holds them all and not all of them begin as one does."""
    names = [draft for draft in drafts if draft.role in PARENTS]
    coded = [draft for draft in drafts if draft.role == "kode"]
    if len(coded) != 1 or len(names) != 1 or names[0].role not in LEVELS[2:] or names[0].best is None:
        return
    facts = names[0].facts
    if len(coded[0].facts.named) > 1 and "program" in facts.named and facts.programmes < 1:
        names[0].choose(Meaning("nama"), names[0].best.weight, "kode di sampingnya dari beberapa tingkat")


def _settle_affairs(drafts: list[Draft]) -> None:
    """Affairs of government ("Urusan: Pendidikan") are no programmes, where neither titles nor cells name any, nor codes beside them."""
    coded = any(draft.role == "kode" for draft in drafts)
    for draft in drafts:
        words = set(fold(draft.path.text).split())
        if draft.role == "nama" and draft.best is not None and words and words <= _AFFAIRS and not coded and not draft.facts.named:
            draft.choose(Meaning("lainnya"), draft.best.weight, "urusan pemerintahan, bukan program")


def _settle_lone_goals(drafts: list[Draft]) -> None:
    """Aims below a title that is otherwise kept aside ("Sasaran RPJMD") are the sasaran where no column holds others."""
    if any(draft.role in ("sasaran", "tujuan_sasaran", "nama") for draft in drafts):
        return
    aims = [
        draft
        for draft in drafts
        if draft.role == "lainnya" and draft.facts.aims > READS_LIKE and "sasaran" in fold(draft.path.text).split()
    ]
    if len(aims) == 1 and aims[0].facts.values < FIGURES:
        aims[0].choose(Meaning("sasaran"), GENERIC_NAME, "satu-satunya kolom yang isinya sasaran")


def _settle_units(drafts: list[Draft]) -> None:
    """Units right of the indicators below one title are theirs, whatever that title names ("Standar Pelayanan Minimal")."""
    for left, draft in pairwise(drafts):
        if draft.role != "lainnya" or left.role != "indikator" or left.path.texts[:-1] != draft.path.texts[:-1]:
            continue
        leaf = draft.path.said[-1] if draft.path.texts else None
        if leaf is not None and leaf.whole and leaf.has("peran", "satuan"):
            draft.choose(Meaning("satuan"), GENERIC_NAME, "satuan di kanan indikator, di bawah judul yang sama")
    if not any(draft.role == "satuan" for draft in drafts):
        # A title of its own that may mean other things ("Ukuran"), over nothing but units.
        measured = [draft for draft in drafts if draft.role == "lainnya" and len(draft.path.texts) == 1 and draft.facts.units > OF_UNITS]
        for draft in [draft for draft in measured if _MEASURES & set(fold(draft.path.text).split())][:1]:
            draft.choose(Meaning("satuan"), GENERIC_NAME, "satu-satunya kolom yang isinya satuan")


def _settle_singles(drafts: list[Draft]) -> None:
    """A role that one column has is no other column's, unless a second set of indicators begins between them."""
    for role in _SINGLE:
        taken: dict[int, Draft] = {}
        part = 0
        for index, draft in enumerate(drafts):
            if draft.role == "indikator" and index and any(d.role == "indikator" for d in drafts[:index]):
                part += 1
            if draft.role != role or draft.best is None:
                continue
            # What names a later set's parent stands left of its indicator.
            key = set_numbers(drafts)[index] if role in (*PARENTS, "satuan", "kode") else 0
            other = taken.get(key)
            if other is None:
                taken[key] = draft
            elif other.best is not None and _takes_over(draft, other):
                other.drop(role)
                taken[key] = draft
            else:
                draft.drop(role)
                _settle_answering(drafts, draft)


def _settle_answering(drafts: list[Draft], draft: Draft) -> None:
    """A second column of sources that holds offices ("Pengampu Data") says who answers, where no other column does."""
    if draft.facts.offices > OF_OFFICES and not any(other.role == "penanggung_jawab" for other in drafts):
        draft.choose(Meaning("penanggung_jawab"), GENERIC_NAME, "isinya nama unit kerja")


def _is_of_a_level(draft: Draft) -> bool:
    """Whether a column of aims is that of a level of programmes ("Sasaran Kegiatan"), and not the office's own."""
    words = set(fold(draft.path.texts[-1]).split()) if draft.path.texts else set()
    return draft.role == "sasaran" and bool(words & {"program", "kegiatan", "subkegiatan"})


def _is_of_the_office(draft: Draft) -> bool:
    """Whether a column's title says aims, and not of which level of programmes."""
    return draft.role == "sasaran" and draft.says("sasaran", "peran") and not _is_of_a_level(draft)


def _takes_over(draft: Draft, other: Draft) -> bool:
    """Whether a column has a role rather than one left of it that claims it, too.

    It does where that one is empty, is only a level's, has less evidence, or, of aims below one title, is what the head above is to reach.
    """
    if (draft.facts.filled and not other.facts.filled) or (_is_of_a_level(other) and _is_of_the_office(draft)):
        return True
    if _is_of_a_level(draft) and _is_of_the_office(other):
        return False
    if draft.role == "penanggung_jawab" and _answers(draft) != _answers(other):
        return _answers(draft)
    assert draft.best is not None
    assert other.best is not None
    if draft.best.weight > other.best.weight:
        return True
    return draft.role == "sasaran" and draft.path.texts == other.path.texts and draft.facts.aims > READS_LIKE


def _answers(draft: Draft) -> bool:
    """Whether a title says who answers for an indicator ("Penanggung Jawab", "PIC"), and not only which office it is of ("OPD")."""
    return bool(_ANSWERING & set(fold(draft.path.text).split()))


def _settle_explanations(drafts: list[Draft]) -> None:
    """ "Penjelasan" is the formula where a table has none, else a remark."""
    for draft in drafts:
        if draft.role != "penjelasan" or draft.best is None:
            continue
        roles = {other.role for other in drafts}
        role = "formula" if "formula" not in roles else "keterangan" if "keterangan" not in roles else "lainnya"
        draft.choose(Meaning(role), draft.best.weight, "penjelasan dalam tabel ini")
