"""What the documents hold on one indicator: the sentences that bear on it, judged in both languages.

An indicator is asked in every language that the framework has it in, and searched with its sub-domain and with what
the framework looks for. Each sentence found is judged by every wording: what bears on the indicator in both languages
is more surely about it than what shares words with it in one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.indicators.framework import Indicator
from assistant.indicators.kept_vectors import KeptVectors
from assistant.judging.actors import of_an_organization
from assistant.judging.evidence import Evidence
from assistant.judging.judge import Judge
from assistant.language.lexicon import WordClass
from assistant.retrieval import Candidate, Pool, Retrieval, Vector
from assistant.understanding.answer_kind import Kind
from assistant.understanding.question import Part, Query, Unit
from assistant.understanding.understanding import Understanding
from ingest.document import BlockKind
from ingest.store import Store, StoredSentence
from ingest.terms import fold


@dataclass(frozen=True, slots=True)
class Sighting:
    """A sentence as evidence on an indicator.

    Attributes:
        readings: how it was judged against the question, by the language of the question.
        relevance: how far it bears on the indicator, all wordings together; comparable between indicators.
        lacking: weight of the heaviest notion of the question that is neither in it nor around it, as a share of the
            weight of the question's heaviest, the mean of all wordings; 0 where nothing is lacking.
    """

    readings: Mapping[str, Evidence]
    relevance: float
    lacking: float
    in_part: bool = False
    """Whether it counts only by the help of a linked indicator, and lacks a heavy notion of this one."""

    @property
    def evidence(self) -> Evidence:
        """The reading by the question in the sentence's own language, or by the only one there is."""
        some = next(iter(self.readings.values()))
        return self.readings.get(some.sentence.language, some)

    @property
    def sentence(self) -> StoredSentence:
        """The sentence."""
        return self.evidence.sentence

    @property
    def typed(self) -> bool:
        """Whether it has the kind of thing that is asked for."""
        return any(e.typed for e in self.readings.values())


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that was found on an indicator, the most relevant first."""

    indicator: Indicator
    queries: Mapping[str, Query]
    sightings: tuple[Sighting, ...]

    def query(self, language: str) -> Query:
        """The question in a language, or in the one that there is."""
        return self.queries.get(language) or next(iter(self.queries.values()))

    def part(self, language: str) -> Part:
        """What the indicator asks first, in the wording of a language where there is one."""
        return self.query(language).parts[0]


_COSINE_SHARE = 3.5
_LOOKED_FOR_SHARE = 2.0
_LOOKED_FOR_WORDS = 0.6
_COSINE_ORIGIN = 0.857
_LOOKED_FOR_ORIGIN = 0.84
_UNJUDGED = (0.2, 0.79)
"""Coverage and cosine taken for a wording whose search did not come upon the sentence."""


class Search:
    """Gathers dossiers from one store.

    Args:
        store: gives the vectors of sentences.
        understanding: reads the questions.
        retrieval: finds candidates.
        judge: compares them with the questions.
    """

    def __init__(self, store: Store, understanding: Understanding, retrieval: Retrieval, judge: Judge) -> None:
        self._store = store
        self._understanding = understanding
        self._retrieval = retrieval
        self._judge = judge
        self._vectors = KeptVectors(store.folder, store.model_id or "")
        self._dossiers: dict[tuple[str, frozenset[str]], Dossier] = {}

    def dossier(self, indicator: Indicator, scope: frozenset[str]) -> Dossier:
        """What the documents of a scope hold on an indicator; kept, since indicators lean on each other's."""
        key = (repr(indicator), scope)
        if key not in self._dossiers:
            self._dossiers[key] = self._gathered(indicator, scope)
        return self._dossiers[key]

    def helped(self, dossier: Dossier, linked: Sequence[Indicator], scope: frozenset[str]) -> Dossier:
        """The dossier with what was found on indicators that the framework links to it counted in.

        A link is a help for the search, not an equivalence: a sentence must bear on the indicator itself too.
        """
        others: dict[int, float] = {}
        for indicator in linked:
            for sighting in self.dossier(indicator, scope).sightings:
                others[sighting.sentence.id] = max(others.get(sighting.sentence.id, 0.0), sighting.relevance)
        helped = [_with_help(s, others.get(s.sentence.id, 0.0)) for s in dossier.sightings]
        return replace(dossier, sightings=tuple(sorted(helped, key=lambda s: -s.relevance)))

    def _gathered(self, indicator: Indicator, scope: frozenset[str]) -> Dossier:
        queries = {lang: self._query(text, lang, indicator) for lang, text in indicator.questions.items()}
        vectors = {lang: self._vector(query) for lang, query in queries.items()}
        found = self._candidates(indicator, queries, vectors, scope)
        readings = self._readings(queries, vectors, found)
        sought = self._sought(indicator, [next(iter(r.values())).sentence for r in readings])
        sightings = [
            self._sighting(queries, r, extra)
            for r, extra in zip(readings, sought, strict=True)
            if any(e.admissible for e in r.values())
        ]
        return Dossier(indicator, queries, tuple(sorted(sightings, key=lambda s: -s.relevance)))

    def _vector(self, query: Query) -> Vector:
        """The vector of a text, kept: a sub-domain comes with many indicators, a framework is drafted twice."""
        return self._vectors.vector(query.text, lambda: self._retrieval.vectors(query).whole)

    def _query(self, text: str, language: str, indicator: Indicator) -> Query:
        """The question read; what kind of answer it wants is for the framework to say, not for its grammar."""
        query = replace(self._understanding.read(_COMPARED.sub(" ", text), language), text=text)
        first = query.parts[0]
        kind = Kind.YES_NO if indicator.answer_type == "level" else first.kind
        first = replace(first, kind=kind, focus=frozenset(), units=tuple(_framed(u) for u in first.units))
        return replace(query, parts=(first, *query.parts[1:]))

    def _candidates(
        self,
        indicator: Indicator,
        queries: Mapping[str, Query],
        vectors: Mapping[str, Vector],
        scope: frozenset[str],
    ) -> dict[int, StoredSentence]:
        found: dict[int, StoredSentence] = {}
        for language, query in queries.items():
            asked = [(query, vectors[language])]
            if indicator.subdomain(language):
                asked.append((query, self._vector(replace(query, text=indicator.subdomain(language)))))
            for one, vector in asked:
                for candidate in self._retrieval.candidates(one, vector, scope):
                    found[candidate.sentence.id] = candidate.sentence
        return found

    def _readings(
        self, queries: Mapping[str, Query], vectors: Mapping[str, Vector], found: Mapping[int, StoredSentence]
    ) -> list[dict[str, Evidence]]:
        """For each sentence judged, its evidence by the language of the question."""
        if not found:
            return []
        readings: dict[int, dict[str, Evidence]] = defaultdict(dict)
        near = self._store.sentence_vectors(list(found))
        for language, query in queries.items():
            cosines = (near @ vectors[language]).tolist()
            candidates = [Candidate(s, c) for s, c in zip(found.values(), cosines, strict=True)]
            # Words are not compared by their vectors here: the two wordings already meet what one of them misses, and
            # what is only near would make drafts on matters that the documents do not treat.
            for evidence in self._judge.judged(query, query.parts[0], Pool(tuple(candidates), {})):
                readings[evidence.sentence.id][language] = evidence
        return list(readings.values())

    def _sought(self, indicator: Indicator, sentences: list[StoredSentence]) -> list[float]:
        """For each sentence, what it gains by closeness to what the framework looks for; 0 where it does not say."""
        if not indicator.looks_for or not sentences:
            return [0.0] * len(sentences)
        query = self._understanding.read(indicator.looks_for)
        near = self._store.sentence_vectors([s.id for s in sentences]) @ self._vector(query)
        weighted = [(u, self._judge.notions.weight(u)) for u in query.units if u.word_class is WordClass.CONTENT]
        total = sum(w for _, w in weighted) or 1.0
        gains = []
        for sentence, cosine in zip(sentences, near.tolist(), strict=True):
            bag = self._judge.notions.bag(sentence)
            shared = sum(w * self._judge.notions.match(u, bag) for u, w in weighted) / total
            gains.append(_LOOKED_FOR_SHARE * (cosine - _LOOKED_FOR_ORIGIN) + _LOOKED_FOR_WORDS * shared)
        return gains

    def _sighting(self, queries: Mapping[str, Query], readings: Mapping[str, Evidence], extra: float) -> Sighting:
        coverage = [readings[lang].coverage if lang in readings else _UNJUDGED[0] for lang in queries]
        cosines = [readings[lang].cosine if lang in readings else _UNJUDGED[1] for lang in queries]
        relevance = sum(coverage) / len(queries) + _COSINE_SHARE * (sum(cosines) / len(queries) - _COSINE_ORIGIN)
        sentence = next(iter(readings.values())).sentence
        lacks = [self._lacking(queries[lang].parts[0], e) for lang, e in readings.items()]
        lacking = sum(lacks) / len(lacks)
        return Sighting(readings, relevance + extra - discount(sentence), lacking)

    def _lacking(self, part: Part, evidence: Evidence) -> float:
        content = part.told
        heaviest = max((self._judge.notions.weight(u) for u in content), default=1.0)
        missing = _missing(part, evidence) - _GENERAL
        return max((self._judge.notions.weight(u) / heaviest for u in content if u.text in missing), default=0.0)


# Nothing that a framework of migration governance asks about is told apart by these.
_GENERAL = frozenset("policy policies migration migratory politica politicas migracion migratoria migratorio".split())
_HELP = 0.6
_HELPED_FROM = 0.3
_LACKING_AFTER_HELP = 0.3
_LACKS_MUCH = 0.75


def _with_help(sighting: Sighting, other: float) -> Sighting:
    if other <= sighting.relevance or sighting.relevance < _HELPED_FROM:
        return sighting
    return Sighting(
        sighting.readings,
        (1 - _HELP) * sighting.relevance + _HELP * other,
        _LACKING_AFTER_HELP * sighting.lacking,
        sighting.lacking >= _LACKS_MUCH,
    )


_PAIR = re.compile(r"([\w-]+),? (?:and|or|y|e|o|u) (?:(?:no|num|the|los|las|el|la|to the)\.? )?([\w-]+)")


def _missing(part: Part, evidence: Evidence) -> frozenset[str]:
    """Words of the question that a sentence and its surroundings lack; of "97 and 143" one is enough."""
    pairs = [set(m.groups()) for m in _PAIR.finditer(fold(part.text))]
    excused = {w for pair in pairs if pair - evidence.missing or pair & FRAME for w in pair}
    return frozenset(evidence.missing - excused)


# "On the same terms as nationals" says how, not what; an answer seldom repeats it.
_COMPARED = re.compile(
    r"\b(?:on the same terms )?(?:as|than)(?: to| for)? (?:the )?(?:nationals|citizens)(?: do)?\b|"
    r"\b(?:en las mismas condiciones |igual )?que(?: a)? (?:los|las) (?:nacionales|ciudadan[oa]s)\b",
    re.IGNORECASE,
)
# Words by which a framework asks about any policy; they say nothing of which one.
FRAME = frozenset(
    (
        "dedicated dedicate carrying carry make makes made making possible easier bring brings take takes taken "
        "taking account approved adopted formal formally formalized mechanism mechanisms exist exists existing "
        "specific specifically provision provisions measure measures terms same open extra without whole way ways "
        "particular meant govern governs regulate regulates stage obtain obtained regime regimes properly rest rests "
        "promoted promote promotes body bodies agency institution institutions engaged engage involve involved "
        "involves participate participates part deal deals cover covers provide provides provided laid lay caught "
        "essential system systems national state country official officially established establish grant granted "
        "given enter own regular regularly one main level high low fully mention mentions matched match present "
        "gained gain set sets broken down feed feeds exception exceptions neighbouring proposed order rate "
        "nationally dedicada dedicado ejecutar ejecuta facilita facilitan facilitar facilite posible promueve "
        "promueven promover existe existen existir formales formalmente mecanismo mecanismos especifico especifica "
        "especificos especificas disposicion disposiciones medida medidas condicion condiciones misma mismas mismo "
        "mismos abierto abierta abiertos abiertas demas adicional adicionales mediante determinado determinada "
        "determinados determinadas regimen regimenes rige rigen regula regulan etapa obtener obtenido obtenida "
        "obtenidos obtenidas adecuadamente interviene intervienen participa participan participar participacion "
        "llevar cabo dentro cuenta ocupa ocupan aborda abordan preve preven institucion instituciones organismo "
        "organismos sistema sistemas nacional estado pais oficial oficialmente establecido establece concede "
        "conceden otorga aprobado aprobada adoptado adoptada esencial regularmente principal ajusta ajustan actual "
        "actuales previstas previsto menciona mencionan propio propia desglosado desglosada desglosados desglosadas "
        "alimenten alimentan excepcion excepciones vecino vecinos num numero propuesto propuesta tasa nivel "
    ).split()
)


def _framed(unit: Unit) -> Unit:
    """The unit, lightened where it is a word by which a framework asks about any policy."""
    frames = unit.text in FRAME and unit.word_class is WordClass.CONTENT and not unit.phrases
    return replace(unit, word_class=WordClass.LIGHT) if frames else unit


_OF_THE_FRAMEWORK = re.compile(
    r"^(?:the )?(?:indicators?|questions?|this (?:area|category|domain|dimension|document|profile|guide)|"
    r"it also looks|(?:the )?(?:mgi|migof)\b|"
    r"l[ao]s? (?:indicador(?:es)?|preguntas?)|"
    r"est[ea] (?:area|categoria|dominio|dimension|ambito|documento|perfil|guia)|"
    r"(?:los |el )?(?:mgi|migof)\b)\b"
)
_NAMES_THE_FRAMEWORK = re.compile(
    r"^(?:domain|dominio) \d|\b(?:mgi|migof|migration governance (?:indicators|framework)|migration data portal|"
    r"indicadores de gobernanza|marco de gobernanza|portal de datos (?:mundiales )?sobre migracion)\b"
)
_BEGINNING = 60
_METHOD = re.compile(
    r"(?:introduction|introduccion|objectives?|objetivos?|conceptual framework|marco conceptual|annex|anexo)\b"
)
_REPORTED = re.compile(r"\b(?:said|stated|stressed|added) that\b|\b(?:dijo|afirmo|senalo|destaco|agrego) que\b")


def discount(sentence: StoredSentence) -> float:
    """What a sentence loses for its kind.

    A text about the framework says nothing of the country; what an organization does is less than what the State does;
    an item of a list or a heading says less than a sentence.
    """
    folded = fold(sentence.search_text)
    if _OF_THE_FRAMEWORK.match(folded) or _NAMES_THE_FRAMEWORK.search(folded[:_BEGINNING]):
        return 0.5
    lost = 0.15 if of_an_organization(sentence) else 0.35 if _REPORTED.search(folded) else 0.0
    lost += 0.3 if _METHOD.match(fold(sentence.section)) else 0.0
    return lost + (0.1 if sentence.kind in (BlockKind.LIST_ITEM, BlockKind.HEADING) else 0.0)
