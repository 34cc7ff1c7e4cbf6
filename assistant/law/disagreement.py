"""Do two sources say different things of the same matter?

A false alarm costs more trust than a difference that goes unsaid, so a difference counts only where nothing but the
value, the date or the yes and no differs: the same thing counted in the same unit, of the same people and place, at the
same time. Sources of different years may both be right, unless they tell of one event, or one is the very norm that the
other describes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answer import Verdict
from assistant.instruments.authority import rank
from assistant.instruments.naming import Instrument, instruments_in
from assistant.instruments.own_instruments import NORMS
from assistant.judging.evidence import Evidence, Finding, Sufficiency, likelihood
from assistant.judging.judge import Judge
from assistant.judging.kinds import spelled_out
from assistant.judging.selection import cell, says_yes
from assistant.language.lexicon import WordClass
from assistant.language.polarity import Stance, clauses, foresees, restrictions, speaks_of_a_bill
from assistant.retrieval import Vector
from assistant.understanding.answer_kind import Kind
from assistant.understanding.question import EVENTS, Part, Query
from ingest.document import BlockKind
from ingest.months import MONTH, MONTHS
from ingest.store import DocumentRecord, StoredSentence
from ingest.terms import STOP_WORDS, fold, words

_SAME_MATTER = 0.86
"""Cosine from which two sentences of one language may be of the same matter; across languages it is lower."""
_SAME_ACROSS = 0.82
_HELD = 0.7
"""Share of the question's weight that each of two sentences must hold by itself."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_UNIT_DAYS = {"hour": 1 / 24, "hora": 1 / 24, "day": 1, "dia": 1, "week": 7, "semana": 7, "month": 30, "mes": 30}
_UNIT_DAYS |= {"year": 360, "ano": 360, "minute": 1 / 1440, "minuto": 1 / 1440}
_DURATION = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*-?\s*(?:\w+ )?(business |working |calendar )?"
    r"(hour|hora|day|dia|week|semana|month|mes|year|ano|minute|minuto)(?:e?s)?\b(?: (habiles|calendario))?"
)
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:%|per ?cent|por ciento)")
_MONEY = re.compile(
    r"(?:(?P<sign>us\$|[$€£]|b/\.)\s?(?P<first>\d[\d.,]*)|"
    r"(?P<second>\d[\d.,]*)\s*(?P<name>[a-z]*(?:dollars?|dolares|balboas?|euros?|soles|pesos|usd|florins?|florines|crowns?|"
    r"coronas?|pounds?|libras?)))"
)
_NUMBER = re.compile(r"(?<![\w/.-])(\d+(?:[.,]\d+)?)(?![\w/]|-\w|\.\d|\s*(?:%|per ?cent|por ciento))")
_ROUGH = re.compile(
    r"\b(?:about|around|nearly|almost|over|more than|less than|approximately|some|roughly|estimated|"
    r"casi|cerca de|unos|unas|alrededor de|mas de|menos de|aproximadamente|estimad[oa]s?)\b"
)
_BOUND = re.compile(
    r"\b(?:(up to|at most|no more than|hasta|como maximo)|(at least|no less than|al menos|como minimo))\b"
)
_ONE = re.compile(
    r"\b(?:one|an?|una?)\b(?= (?:calendar |business |working )?(?:hour|day|week|month|year|hora|dia|semana|mes|ano))"
)
_DATES = re.compile(
    rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of |de )?)?"
    rf"(?:({MONTH})\s*(?:of |de |del )?(?:(\d{{1,2}}),\s*)?)?"
    r"\b((?:19|20)\d\d)\b"
)
_AIMS = re.compile(
    r"\b(?:target|goal|aims?|plans? to|planned|forecast|projected|meta|objetivo|prev(?:e|ista)|proyectad[oa])\b"
)
_KINDS = frozenset({Kind.COUNT, Kind.PERCENT, Kind.DURATION, Kind.MONEY, Kind.DATE})
_AT_A_TIME = frozenset({Kind.COUNT, Kind.PERCENT, Kind.MONEY})
"""Kinds of values that change with time without anybody being wrong."""
_LIMITING = re.compile(
    r"\b(?:women|men|girls|boys|children|minors|adults?|students?|refugees?|asylum|temporary|permanent|first|second|"
    r"renewal|renewed|extension|urban|rural|regular|irregular|seasonal|skilled|nationals?|foreigners?|monthly|annual|yearly|"
    r"daily|weekly|maximum|minimum|average|total|net|gross|online|in person|land|air|sea|northern|southern|eastern|"
    r"western|mujeres|hombres|ninos|ninas|menores|adult[oa]s?|estudiantes|refugiad[oa]s?|asilo|temporal(?:es)?|"
    r"permanentes?|primer[oa]?|segund[oa]|renovacion|prorroga|urban[oa]s?|rurales|irregulares|estacionales|calificad[oa]s|"
    r"mensual(?:es)?|anual(?:es)?|diari[oa]s?|maxim[oa]|minim[oa]|promedio|total|neto|bruto|terrestre|aere[oa]|norte|sur|"
    r"este|oeste|public|private|public[oa]s?|privad[oa]s?|primary|secondary|university|primari[oa]s?|secundari[oa]s?)\b"
)
_SAME_WORD = {
    "mujeres": "women", "hombres": "men", "menores": "minors", "ninos": "children", "ninas": "girls",
    "estudiantes": "students", "estudiante": "student", "temporales": "temporary", "temporal": "temporary",
    "permanente": "permanent", "permanentes": "permanent", "primera": "first", "primero": "first", "primer": "first",
    "segunda": "second", "segundo": "second", "renovacion": "renewal", "prorroga": "extension", "maxima": "maximum",
    "maximo": "maximum", "minima": "minimum", "minimo": "minimum", "anual": "annual", "anuales": "annual",
    "yearly": "annual", "mensual": "monthly", "mensuales": "monthly", "refugiados": "refugees",
    "refugiadas": "refugees", "refugiado": "refugee",
    "asilo": "asylum", "adultos": "adults", "irregulares": "irregular", "promedio": "average",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """Two sentences that differ on the same matter, that of the higher authority first."""

    first: Evidence
    second: Evidence


@dataclass(frozen=True, slots=True)
class _Value:
    """What a sentence gives as the answer: a number in a unit, or a date; ``rough`` where it only comes near.

    ``bound`` is ``most`` or ``least`` where it is a limit.
    """

    amount: float
    unit: str
    rough: bool = False
    bound: str = ""


class Disagreement:
    """Looks for a second source that contradicts the first.

    Args:
        judge: knows which notions a sentence holds.
        vectors: the vectors of sentences by their ids, in order.
        own: what a document is by its number.
    """

    def __init__(
        self,
        judge: Judge,
        vectors: Callable[[Sequence[int]], Vector],
        own: Callable[[DocumentRecord], Instrument | None],
    ) -> None:
        self._judge = judge
        self._vectors = vectors
        self._own = own

    def found(self, query: Query, findings: Sequence[Finding]) -> Difference | None:
        """The difference that the evidence on a question shows; None where there is none, or none that is sure."""
        if len(findings) != 1 or query.follows:
            return None
        finding = findings[0]
        if finding.sufficiency is not Sufficiency.ENOUGH or not finding.evidence:
            return None
        if finding.part.kind not in _KINDS | {Kind.YES_NO} or finding.part.choice:
            return None
        sources = self._by_source(finding)
        best = finding.evidence[0]
        for other in sources:
            if self._differ(finding.part, best, other):
                pair = sorted((best, other), key=lambda e: (rank(e.document), -e.score))
                return Difference(pair[0], pair[1])
        return None

    def _by_source(self, finding: Finding) -> list[Evidence]:
        """The best evidence of each other document."""
        first = finding.evidence[0]
        best: dict[str, Evidence] = {}
        for evidence in (*finding.evidence, *finding.nearest):
            if evidence.document.id != first.document.id and evidence.admissible:
                best.setdefault(evidence.document.id, evidence)
        return list(best.values())

    def _differ(self, part: Part, one: Evidence, other: Evidence) -> bool:
        if not (self._holds(part, one) and self._holds(part, other) and self._of_one_matter(part, one, other)):
            return False
        if part.kind is Kind.YES_NO:
            return self._deny_each_other(part, one, other)
        return self._values_differ(part, one, other)

    def _holds(self, part: Part, evidence: Evidence) -> bool:
        """Whether a sentence itself answers, and tells of what is, not of what is planned or proposed."""
        text = evidence.sentence.search_text
        if speaks_of_a_bill(text) or foresees(text) or evidence.sentence.kind is BlockKind.HEADING:
            return False
        if part.kind is not Kind.YES_NO and _AIMS.search(fold(text)):
            return False
        sure = likelihood(part, evidence) >= self._judge.weights.enough
        return sure and evidence.own >= _HELD and evidence.lack <= self._judge.weights.figure_lack

    def _of_one_matter(self, part: Part, one: Evidence, other: Evidence) -> bool:
        a, b = one.sentence, other.sentence
        vectors = self._vectors([a.id, b.id])
        close = float(vectors[0] @ vectors[1])
        is_row = BlockKind.TABLE_ROW in (a.kind, b.kind)
        if close < (_SAME_MATTER if a.language == b.language and not is_row else _SAME_ACROSS):
            return False
        return self._scope(part, one) == self._scope(part, other)

    def _scope(self, part: Part, evidence: Evidence) -> frozenset[str]:
        """What limits a sentence to some people, places, kinds or times, beyond what the question itself names."""
        text = fold(evidence.sentence.search_text)
        asked = {_SAME_WORD.get(w, w) for w in _LIMITING.findall(fold(part.text))}
        limits = {_SAME_WORD.get(w, w) for w in _LIMITING.findall(text)} - asked
        home = evidence.document.metadata.country
        countries = set(self._judge.notions.countries(evidence.sentence.text)) - {home}
        if part.kind is Kind.YES_NO and not cell(evidence.sentence):
            limits |= {fold(r.text) for r in restrictions(evidence.sentence.search_text)}
        return frozenset({*limits, *countries})

    # Values

    def _values_differ(self, part: Part, one: Evidence, other: Evidence) -> bool:
        first, second = self._value(part, one.sentence), self._value(part, other.sentence)
        if first is None or second is None or first.rough or second.rough:
            return False
        if (first.unit, first.bound) != (second.unit, second.bound):
            return False
        if part.kind is Kind.DATE:
            told = self._tells_event(part, one.sentence) and self._tells_event(part, other.sentence)
            return told and not _dates_agree(first.amount, second.amount)
        if abs(first.amount - second.amount) <= 1e-9 + 0.005 * max(first.amount, second.amount):
            return False
        if part.kind in _AT_A_TIME or not self._one_norm(part, one, other):
            return self._at_one_time(part, one, other)
        return True

    def _tells_event(self, part: Part, sentence: StoredSentence) -> bool:
        """Whether a question for a date asks for what happens once, and a sentence tells of just that."""
        events = [u for u in part.units if u.concepts & EVENTS]
        bag = self._judge.notions.bag(sentence)
        return bool(events) and all(self._judge.notions.match(u, bag) >= 1.0 for u in events)

    def _at_one_time(self, part: Part, one: Evidence, other: Evidence) -> bool:
        """Whether two sentences tell of the same year: that which they print, else that of their documents."""
        if part.years:
            return True
        years = [self._year(e) for e in (one, other)]
        return years[0] == years[1] and years[0] is not None

    def _year(self, evidence: Evidence) -> str | None:
        text = evidence.sentence.search_text
        for instrument in instruments_in(text):
            text = text.replace(instrument.year or "\0", " ")
        printed = _YEAR.findall(text)
        return max(printed) if printed else (evidence.document.metadata.date or "")[:4] or None

    def _one_norm(self, part: Part, one: Evidence, other: Evidence) -> bool:
        """Whether one is the text of a norm that the other names, or both name the same norm."""
        named = []
        for evidence in (one, other):
            own = self._own(evidence.document) if evidence.document.metadata.type in NORMS else None
            named.append([*([own] if own else []), *instruments_in(evidence.sentence.text)])
        return any(a.may_be(b) for a in named[0] for b in named[1])

    def _value(self, part: Part, sentence: StoredSentence) -> _Value | None:
        """The one value of the kind asked for that a sentence has; None where it has none, or several."""
        text = _ONE.sub("1", spelled_out(sentence.search_text, sentence.language))
        found = _READERS[part.kind](text)
        if part.kind is Kind.COUNT:
            found = [v for v in found if not _YEAR.fullmatch(f"{v.amount:.0f}")]
        if part.kind is Kind.DATE:
            found = [v for v in found if f"{v.amount:.0f}"[:4] not in part.years]
        distinct = {(v.amount, v.unit, v.bound) for v in found}
        if len(distinct) != 1:
            return None
        return found[0]

    # Yes and no

    def _deny_each_other(self, part: Part, one: Evidence, other: Evidence) -> bool:
        said = [self._says(part, e) for e in (one, other)]
        if {*said} != {Verdict.YES, Verdict.NO} or not all(self._of_its_subject(part, e) for e in (one, other)):
            return False
        years = [(e.document.metadata.date or "")[:4] for e in (one, other)]
        if years[0] and years[0] == years[1]:
            return True
        later, earlier = (one, other) if years[0] > years[1] else (other, one)
        if self._one_norm(part, one, other):
            return True
        # A later source may tell of what has changed since, unless what it tells of was so before the earlier one.
        happened = _YEAR.findall(_without_instruments(later.sentence.search_text))
        return bool(happened) and min(years) != "" and max(happened) < min(years) and earlier is not later

    def _of_its_subject(self, part: Part, evidence: Evidence) -> bool:
        """Whether what stands before the denial is what the question names: "school meals are not" denies of meals."""
        sentence = evidence.sentence
        if cell(sentence):
            return True
        before = _DENIAL.split(fold(sentence.search_text))
        if len(before) < 2:
            return True
        content = [w for w in words(_without_article(before[0])) if w not in STOP_WORDS[sentence.language]]
        units = [u for u in part.units if not u.carried]
        return all(
            any(
                self._judge.notions.match(u, self._judge.notions.bag_of_text(w, sentence.language)) >= _NAMED
                for u in units
            )
            or self._judge.notions.countries(w)
            or w in fold(part.text)
            for w in content
            if not w[0].isdigit() and w not in _OF_REFERENCE
        )

    def _says(self, part: Part, evidence: Evidence) -> Verdict | None:
        """Yes or no, where a sentence says one of them of all that is asked, flatly; None otherwise."""
        sentence = evidence.sentence
        if cell(sentence):
            told = says_yes(sentence)
            if told is None or len(set(_YEAR.findall(sentence.search_text.split("|")[0]))) > 1:
                return None
            return Verdict.YES if told else Verdict.NO
        if evidence.thin > self._judge.weights.yes_lack:
            return None
        stances = [c.stance for c in clauses(sentence.search_text) if self._weighs(part, c.text, sentence.language)]
        if stances and all(s is Stance.ASSERTS for s in stances):
            return Verdict.YES
        return Verdict.NO if stances and all(s is Stance.DENIES for s in stances) else None

    def _weighs(self, part: Part, clause: str, language: str) -> bool:
        """Whether a clause holds half of what is asked."""
        bag = self._judge.notions.bag_of_text(clause, language)
        content = [u for u in part.units if u.word_class is WordClass.CONTENT]
        total = sum(self._judge.notions.weight(u) for u in content) or 1.0
        return sum(self._judge.notions.weight(u) * self._judge.notions.match(u, bag) for u in content) >= 0.5 * total


_DENIAL = re.compile(r"\b(?:cannot|can't|not|no|never|nunca|tampoco)\b")
_NAMED = 0.5
_OF_REFERENCE = frozenset(
    "under according law decree act article section segun ley decreto articulo conforme has have does do is are".split()
)
_ARTICLE_LABEL = re.compile(r"^\W*(?:articulo|article|section|art)\.? \S+\s*")


def _without_article(text: str) -> str:
    return _ARTICLE_LABEL.sub("", text)


def _without_instruments(text: str) -> str:
    for instrument in instruments_in(text):
        text = text.replace(instrument.year or "\0", " ")
    return text


def _limit(text: str, at: int) -> str:
    found = _BOUND.search(text[max(0, at - 20) : at])
    return "" if not found else "most" if found[1] else "least"


def _is_rough(text: str, at: int) -> bool:
    return bool(_ROUGH.search(text[max(0, at - 24) : at]))


def _durations(text: str) -> list[_Value]:
    found = []
    for match in _DURATION.finditer(text):
        working = "working" if (match[2] or "").strip() in ("business", "working") or match[4] == "habiles" else ""
        amount = float(match[1].replace(",", ".")) * _UNIT_DAYS[match[3]]
        found.append(_Value(amount, f"{working}days", _is_rough(text, match.start()), _limit(text, match.start())))
    return found


def _percents(text: str) -> list[_Value]:
    return [
        _Value(float(m[1].replace(",", ".")), "%", _is_rough(text, m.start()), _limit(text, m.start()))
        for m in _PERCENT.finditer(text)
    ]


_SIGNS = {"us$": "dollar", "$": "dollar", "€": "euro", "£": "pound", "b/.": "balboa"}


def _monies(text: str) -> list[_Value]:
    found = []
    for match in _MONEY.finditer(text):
        written = (match["first"] or match["second"]).rstrip(".,").replace(",", "")
        unit = _SIGNS.get(match["sign"] or "") or re.sub(r"(?:es|s)$", "", match["name"] or "")
        unit = {"dolar": "dollar", "usd": "dollar", "florin": "florin", "corona": "crown", "libra": "pound"}.get(
            unit, unit
        )
        found.append(_Value(float(written), unit, _is_rough(text, match.start())))
    return found


def _counts(text: str) -> list[_Value]:
    plain = _DURATION.sub(" ", _DATES.sub(" ", text))
    return [_Value(float(m[1].replace(",", ".")), "", _is_rough(plain, m.start())) for m in _NUMBER.finditer(plain)]


def _dates(text: str) -> list[_Value]:
    """Dates as numbers: 20190430, 20190400, 20190000."""
    plain = text
    found = []
    for match in _DATES.finditer(plain):
        day = int(match[1] or match[3] or 0) if match[2] else 0
        month = MONTHS[match[2]] if match[2] else 0
        found.append(_Value(int(match[4]) * 10000 + month * 100 + day, "date"))
    return found


_READERS: dict[Kind, Callable[[str], list[_Value]]] = {
    Kind.DURATION: _durations,
    Kind.PERCENT: _percents,
    Kind.MONEY: _monies,
    Kind.COUNT: _counts,
    Kind.DATE: _dates,
}


def _dates_agree(one: float, other: float) -> bool:
    """Whether two dates agree as exactly as both are known."""
    first, second = int(one), int(other)
    if first // 10000 != second // 10000:
        return False
    months = (first // 100 % 100, second // 100 % 100)
    if 0 in months or months[0] == months[1]:
        days = (first % 100, second % 100)
        return 0 in months or 0 in days or days[0] == days[1]
    return False
