"""What a sentence claims, taken apart: its words with their notions, its clauses, their force, its quantities.

Rules of English and Spanish. Two sentences that say the same in different words, or in different languages, come out
alike; one that says more, less or another thing does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from itertools import pairwise

from assistant.checking.reading.claim import Claim, ClauseReading, Token, TokenKind
from assistant.checking.reading.clauses import clause_read, cuts
from assistant.checking.reading.lacking import is_lacking, lacking_in
from assistant.checking.reading.plain_form import FUTURE_MARK, WORD, names_in, plain_form
from assistant.checking.reading.quantities import quantities_of
from assistant.language.countries import Gazetteer
from assistant.language.function_words import ANYBODY, AUXILIARY_FORMS
from assistant.language.lexicon import Lexicon, WordClass
from assistant.language.polarity import names_a_group
from ingest.terms import EVERY_STOP_WORD, STOP_WORDS, stem

_FREE = frozenset(
    # verbs and nouns of a frame, in which a sentence may put what its quotes say
    "accord according accordance under report reports reported source sources document documents case cases fact order "
    "also well provide provides provided have has had get gets receive receives say says said state states stated "
    "establish establishes established include includes included part way basis term terms regard respect number "
    "currently namely since well order based part thus among order country person persons people individual "
    "individuals one ones once number total time per such other others there "
    "segun conforme acuerdo informe informa fuente fuentes documento documentos caso casos hecho orden tambien ademas "
    "contar cuenta cuentan tener tiene tienen dice dicen senala establece establecen establecido incluye incluyen "
    "parte forma manera base respecto numero actualmente mediante dentro partir traves asi pais persona personas vez "
    "after before during against until since towards despite while whereas although though however times time vez "
    "veces set up antes despues durante contra desde hacia mientras aunque embargo obstante pero "
    "another obtain obtains obtained obtener obtienen "
    "relativo relativa relativos relativas live lives living reside resides viven vive residen reside "
    "frente comparado compared down apply applies aplica aplican already ya now "
    "hay exist exists existe existen momento plazo total dispone disponen recibe reciben estar recae relacion".split()
)
_VERDICT_FREE = frozenset(
    "allow allows allowed permit permits permitted permite permiten permitir require requires required exige exigen "
    "requiere requieren exigirse must shall may can could should puede pueden podra podran debe deben debera deberan "
    "necesita necesitan need needs needed prohibit prohibits prohibited prohibe prohiben prohibida prohibido prohibe "
    "forbid forbids forbidden able obliged obligation obligatorio obligatoria entitled entitle right rights derecho "
    "derechos intend intends plan plans planned planea planean preve preven previsto recommend recommends recommended "
    "recomienda recomiendan recomendado lack lacks lacking carece carecen exempt exenta exento exentas exentos let "
    "lets autoriza autorizan autorizado open abierta abierto abiertas abiertos only solo unicamente least most minimo "
    "maximo minimum maximum menos mas more less fewer about approximately around unos unas aproximadamente alrededor "
    "mayoria majority except excepto exception excepcion salvo unless all todas todos toda todo cada every each some "
    "algunos algunas some various several varias varios both ambos ambas dos either neither ni nor provided siempre "
    "without sin none ninguno ninguna ningun never nunca have tener han has haya hayan hasta within dentro".split()
)
"""Words whose force is compared as such, and that need not stand in the quotes themselves."""
_GROUPS = re.compile(
    r"^(?:employers?|empleador(?:es|as?)?|patronos?|famil(?:y|ies)|familias?|tourists?|turistas?|victims?|victimas?|"
    r"returnees?|retornad[oa]s?|minors?|menores|emigrants?|residents?|residentes?|spouses?|conyuges?|judges?|jueces|"
    r"courts?|tribunal(?:es)?|parents?|padres|investors?|inversionistas?|pensioners?|pensionad[oa]s|jubilad[oa]s)$"
)
_RELATIVE = frozenset("who that which whose que quienes cuyo cuya cuyos cuyas".split())
_SHARE_OF = re.compile(
    r"\b(\d+) (?:out )?(?:of|de|among|entre) (?:the |las |los |sus |its )?(\d+)\b(?! ?(?:percent|de \d))"
)
_PASSIVE_BY = re.compile(r"\b\w+(?:ed|en|wn|[aei]d[oa]s?|[uc]t[oa]s?) (?:by|por) ")
_SMALL = {
    language: stop | ANYBODY | AUXILIARY_FORMS | {"without", "sin", FUTURE_MARK}
    for language, stop in STOP_WORDS.items()
}
"""Words that carry no meaning by themselves, by language."""
_ENDS_A_NOUN = EVERY_STOP_WORD - frozenset("the a el la los las of de".split())
_ASIDE = re.compile(r"\([^()]*\)")


class Claims:
    """Takes sentences apart.

    Args:
        lexicon: tells the notions of words.
        gazetteer: knows the names of countries.
    """

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer | None = None) -> None:
        self._lexicon = lexicon
        self._gazetteer = gazetteer

    def read(self, text: str, language: str) -> Claim:
        """A sentence, or a few of them, taken apart."""
        plain = plain_form(text, language)
        parts, clauses = cuts(plain, names_in(text))
        readings: list[ClauseReading] = []
        for first, last in pairwise([0, *clauses, len(plain)]):
            before = readings[-1] if readings else None
            readings.append(clause_read(plain[first:last].strip(" ,;:."), before))
        every = list(WORD.finditer(plain))
        return Claim(
            text=text,
            language=language,
            tokens=self._tokens(plain, every, names_in(text), language, parts, clauses),
            clauses=tuple(readings),
            words=tuple(m[0] for m in every),
            countries=self.countries(text),
            parts=tuple(quantities_of(plain[first:last]) for first, last in pairwise([0, *parts, len(plain)])),
            agents=_agents(plain, every),
            shares=frozenset((m[1], m[2]) for m in _SHARE_OF.finditer(plain)),
        )

    def opposites(self, concepts: frozenset[str]) -> frozenset[str]:
        """The notions opposite to any of these."""
        return frozenset(
            o for c in concepts if (o := self._lexicon.concepts[c].opposite) is not None and o in self._lexicon.concepts
        )

    def near(self, concepts: frozenset[str]) -> frozenset[str]:
        """The notions related to any of these."""
        return self._lexicon.near(concepts)

    def countries(self, text: str) -> frozenset[str]:
        """The countries that a text names, or whose people it names."""
        return frozenset(self._gazetteer.countries(text)) if self._gazetteer else frozenset()

    def _tokens(
        self,
        plain: str,
        every: Sequence[re.Match[str]],
        names: Set[str],
        language: str,
        parts: Sequence[int],
        clauses: Sequence[int],
    ) -> tuple[Token, ...]:
        """Those of the words of a plain form that carry meaning; parts and clauses by where they begin."""
        aside = [(m.start(), m.end()) for m in _ASIDE.finditer(plain)]
        lacking, beside = lacking_in(plain)
        stems = [stem(m[0], language) for m in every]
        content = [i for i, m in enumerate(every) if _carries(m[0], language)]
        concepts = self._concepts([stems[i] for i in content], language)
        found: list[Token] = []
        for notions, i in zip(concepts, content, strict=True):
            word, start = every[i][0], every[i].start()
            kind = TokenKind.NUMBER if word[0].isdigit() else TokenKind.NAME if word in names else TokenKind.WORD
            found.append(
                Token(
                    word=word,
                    stem=stems[i],
                    kind=kind,
                    concepts=notions,
                    part=sum(cut <= start for cut in parts),
                    clause=sum(cut <= start for cut in clauses),
                    place=i,
                    light=self._is_light(word, notions, kind),
                    group=names_a_group(word) or bool(_GROUPS.match(word)),
                    lacking=start in lacking or is_lacking(word),
                    beside_lacking=start in beside,
                    aside=any(first < start < last for first, last in aside),
                    head_of=i + 1 if i + 1 < len(every) and every[i + 1][0] in _RELATIVE else None,
                )
            )
        return tuple(found)

    def _concepts(self, stems: list[str], language: str) -> list[frozenset[str]]:
        found: list[set[str]] = [set() for _ in stems]
        for span in self._lexicon.spans(stems, language):
            for i in range(span.first, span.last):
                found[i] |= span.concepts
        return [frozenset(f) for f in found]

    def _is_light(self, word: str, concepts: frozenset[str], kind: TokenKind) -> bool:
        if kind is not TokenKind.WORD:
            return False
        if word in _FREE or word in _VERDICT_FREE:
            return True
        classes = {self._lexicon.concepts[c].word_class for c in concepts}
        return bool(classes) and classes == {WordClass.SCAFFOLD}


def _carries(word: str, language: str) -> bool:
    """Whether a word carries meaning: any figure, and what is in no list of small words."""
    return word[0].isdigit() or word not in _SMALL[language]


def _agents(plain: str, every: Sequence[re.Match[str]]) -> frozenset[int]:
    """The places of the words after "by" or "por" of a passive, up to the next small word or comma."""
    found = set()
    for match in _PASSIVE_BY.finditer(plain):
        for place, word in enumerate(every):
            if word.start() < match.end():
                continue
            if word[0] in _ENDS_A_NOUN or re.search(r"[,;:]", plain[match.end() : word.start()]):
                break
            found.add(place)
    return frozenset(found)
