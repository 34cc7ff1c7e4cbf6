"""What a sentence claims, taken apart: its words with their notions, its clauses, their force, its quantities.

Rules of English and Spanish. Two sentences that say the same in different words, or in different languages, come out
alike; one that says more, less or another thing does not. ``carrying.py`` compares them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from assistant.language.countries import Gazetteer
from assistant.language.function_words import ANYBODY, AUXILIARY_FORMS
from assistant.language.lexicon import Lexicon, WordClass
from assistant.language.numbers import with_figures
from assistant.language.polarity import denies, foresees, names_a_group
from ingest.months import MONTH, MONTHS
from ingest.terms import STOP_WORDS, fold, stem


class Force(StrEnum):
    """With which force a clause speaks; a clause that plainly asserts has none of these."""

    DENY = "deny"
    FORBID = "forbid"
    EXEMPT = "exempt"
    MUST = "must"
    MAY = "may"
    FORESEE = "foresee"
    WILL = "will"
    """The future, which in a norm obliges and elsewhere foresees."""
    ADVISE = "advise"


class Quantity(StrEnum):
    """How many or how much a clause speaks of."""

    ALL = "all"
    NOT_ALL = "not_all"
    MOST = "most"
    SOME = "some"
    ONLY = "only"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EXCEPT = "except"
    SHARE = "share"
    """A part given as a figure: two thirds of them."""


class TokenKind(StrEnum):
    """How strictly a word must be met."""

    WORD = "word"
    NUMBER = "number"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Token:
    """A word that carries meaning.

    Attributes:
        word: folded.
        stem: by the rules of the text's language.
        concepts: the lexicon's notions of it, those of phrases that it is part of included.
        part, clause: which stretch between commas, and which clause, it stands in.
        place: its number among all words of the text.
        light: whether a sentence may use it without its being in the quotes ("provide", "according").
        lacking: whether the text says that the thing is missing ("without documents", "undocumented").
        group: whether it names a group of people.
    """

    word: str
    stem: str
    kind: TokenKind
    concepts: frozenset[str]
    part: int
    clause: int
    place: int
    light: bool = False
    group: bool = False
    lacking: bool = False
    beside_lacking: bool = False
    """Whether it is the second word of such a thing ("without prior notice")."""
    aside: bool = False
    """Whether it stands in brackets, such as the short form of a name."""
    head_of: int | None = None
    """The place of the relative pronoun that follows it directly ("employers who ...")."""

    @property
    def is_hard(self) -> bool:
        """Whether it is a figure or a name."""
        return self.kind is not TokenKind.WORD


@dataclass(frozen=True, slots=True)
class ClauseReading:
    """A clause: its words, its force and quantities.

    ``elliptical``: it has no verb of its own and takes that of the clause before ("but not in national elections").
    """

    text: str
    forces: frozenset[Force]
    quantities: frozenset[Quantity]
    elliptical: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence taken apart."""

    text: str
    language: str
    tokens: tuple[Token, ...]
    clauses: tuple[ClauseReading, ...]
    words: tuple[str, ...]
    countries: frozenset[str] = field(default_factory=frozenset)
    parts: tuple[frozenset[Quantity], ...] = ()
    """The quantities of the stretches between commas."""
    agents: frozenset[int] = frozenset()
    """The places of the words by whom something is done, in the passive ("ratified by Belvania")."""
    shares: frozenset[tuple[str, str]] = frozenset()
    """Pairs of figures of which the first is a part of the second ("three of the twelve")."""


_WORD = re.compile(r"[^\W\d_]+\d[^\W_]*|\d+(?:[./:,-]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)?")
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

_DATED_MONTH = re.compile(
    rf"(?<=\d )(?:de |of )?({MONTH})\b|\b({MONTH})(?= (?:de |del |of )?(?:\d|\(?\d{{4}}))|"
    rf"\b(?:in|of|en|de|since|until|desde|hasta|by|before|after) ({MONTH})\b"
)
_FUTURE = re.compile(r"\b(?!\w*(?:podr|deber|har?br|ser)[áa])\w{2,}(?:[aei]rá|drá|brá|rrá|[aei]rán|drán|brán)\b")
_FUTURE_MARK = "zzfuturo"
_FIRSTS = {word: "1" for word in "one a un una".split()}
_PARTS = {
    "3rd": "3",
    "4th": "4",
    "5th": "5",
    "third": "3",
    "tercio": "3",
    "tercera parte": "3",
    "quarter": "4",
    "cuarto": "4",
    "fifth": "5",
    "quinto": "5",
}
_FRACTION = re.compile(
    r"\b(\d+|one|a|un|una) (3rd|4th|5th|third|tercio|quarter|cuarto|fifth|quinto)s?\b(?= (?:of|de|del|the|los|las)\b)"
)
_PERCENT = re.compile(r"\s*%|\s+per ?cent\b|\s+por ciento\b")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|ra|ro|do|da|mo|ma|[ºªoa])\b")
_ONCE = re.compile(
    r"\bonce(?=\s*(?:$|[.,;:)]|(?:a|per|every|each|in|only)\b))|\b(?<!a )una (?:sola )?vez(?!\s+\w+(?:ad|id)[oa]s?\b)"
)
_TWICE = re.compile(r"\btwice\b")
_EVERY_ONE = re.compile(
    r"\b(?:every|each|cada) (year|month|week|day|ano|mes|semana|dia)\b|\b(annually|yearly|anualmente)\b|"
    r"\bonce a (year|month|week|day)\b|\buna vez al (ano|mes|dia)\b"
)

# Where a clause begins. The stretches between commas are finer.
_CONTRAST = (
    r"but|while|whereas|although|though|however|and that|and those|and its|and it|and their|pero|mientras que|aunque|"
    r"si bien|sin embargo|y que|y los de|y las de|y la de|y el de"
)
_CLAUSE = re.compile(
    rf"[;:]\s+|\.\s+(?=\D)|,?\s+(?=(?:{_CONTRAST})\b)|,\s+(?=(?:of which|of whom|which|who|de los cuales|de las cuales|"
    r"de los que|lo que|las que|los que|que|replacing|renewable|extendable|"
    r"renovables?|prorrogables?|y no|and not|not|no|nor|ni)\b)|,\s+(?=\w+(?:ing|ando|iendo)\b)"
)
_AND = re.compile(r",?\s+(?=(?:and|y|e)\s)")
_COMMA = re.compile(r",\s+")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|must|shall|may|can|cannot|could|should|will|would|need|needs|"
    r"es|son|era|eran|fue|fueron|ha|han|hay|debe|deben|debera|deberan|puede|pueden|podra|podran|tiene|tienen|esta|"
    r"estan|se|no|not|requires?|provides?|covers?|offers?|received?|reports?|encontro|preside|depende)\b"
)
_PAST = re.compile(
    r"\b\w{3,}(?:ed|aron|ieron|io|aba|aban)\b|\b\w{2,}[^aeiou\s]o\b(?= (?:el|la|los|las|a|al|en|un|una)\b)"
)
_ELLIPTICAL = re.compile(
    r"^(?:(?:but|and|pero|y|aunque|sino)\s+)?(?:not|no|si|also|tambien|only|solo)\s+(?:for|in|to|of|at|on|a|al|"
    r"en|de|del|para|"
    r"con|por|los|las|el|la|the|\w+)\b"
)

_FORBIDS = re.compile(
    r"\b(?:prohibit(?!ion on)\w*|forbid\w*|forbidden|bans|banned|barred|disallow\w*|prohib\w+|prohibe\w*|vedad[oa]s?|"
    r"impide[n]?|impedir)\b"
)
_EXEMPTS = re.compile(
    r"\b(?:exempt\w*|exent[oa]s?|exoner\w+|exim\w+|needn't|need not|not (?:be )?(?:required|obliged|need|needed|"
    r"have to)|"
    r"no (?:\w+ ){0,2}(?:necesitan?|requieren?|exigen?|obligad[oa]s?|obligan?|tienen? que|hace falta|es necesari[oa])|"
    r"sin necesidad|(?:does|do|shall|will) not apply|no (?:se )?aplican?|no rigen?)\b|\b(?:do|does|"
    r"did) not (?:need|require|have to)\b"
)
_OBLIGES = re.compile(
    r"\b(?:must|shall|ha(?:s|ve|d) to|obliged|obligation|obligations|mandatory|compulsory|requires?|"
    r"(?:is|are|was|were|be|been) (?:\w+ly )?(?:required|needed|necessary)|needs? (?:to|an?|the)|"
    r"needs?(?= \w+s?\b)|required to|"
    r"debe|deben|debera|deberan|debia|debian|tienen? que|exigen?|requieren?|obligad[oa]s?|obligatori[oa]s?|"
    r"obligues?|obligu\w+|obliges?|"
    r"obligan?|obligacion|es necesari[oa]|necesitan?)\b"
)
_ALLOWS = re.compile(
    r"\b(?:may|can|cannot|could|might|allow\w*|permits?(?= (?:the|them|it|its|\w+ to)\b)|permitted|lets?|"
    r"entitle\w*|eligible|"
    r"rights? to|access|free to|open (?:only )?to|able to|attend|renewable|extendable|extensible|"
    r"renovables?|prorrogables?|apelables?|"
    r"puede|pueden|podra|podran|podia|podian|permite|permiten|permitira|permitio|permitir|autoriza\w*|derecho a\w*|"
    r"acceso|acceder|acceden|abiert[oa]s? (?:solo )?a)\b"
)
_FORESEES = re.compile(
    r"\b(?:plans? to|planned|planning to|intends?|intention|intended to|expected to|considering|"
    r"considers? joining|under negotiation|"
    r"(?:is|are|esta|estan|se esta) (?:\w+ )?(?:drafting|preparing|developing|designing|negotiating|being \w+ed|"
    r"drawing up|"
    r"elaborando|preparando|disenando|negociando|redactando|desarrollando)|being drafted|piensan?|pensaba[n]?|"
    r"en negociacion|"
    r"under consideration|would|bills?|draft (?:law|bill|decree)|proposed to|proposes|propose|"
    r"preve|preven|previsto|prevista|planea|planean|pretende|pretenden|estudia(?!nt)|estudian|analiza|considera la "
    r"posibilidad|posibilidad de|proyectos? de ley|anteproyectos?|crearia|estableceria|permitiria|tendria|se propone|"
    r"proponen?|estudia la)\b"
)
# What is said, found or laid down is what counts: "said that they did not intend to return" denies.
_SAYS_THAT = re.compile(
    r"^.*?\b(?:declar\w+|said|says?|stat(?:es?|ed)|indica\w*|indico|senal\w+|afirm\w+|report(?:s|ed)?|conclu\w+|found|"
    r"encontr\w+|establec\w+|establish\w*|dispon\w+|provid\w+|stipul\w+|dijo|dijeron|respond\w+|consider\w+|"
    r"recogni[sz]e[sd]?|reconoc\w+)\s+(?:que|that)\b"
)
_REJECTS = re.compile(
    r"\b(?:reject(?:s|ed)|refus(?:es|ed)|turned down|rechaz(?:o|a|aron|an)|deneg(?:o|aron)|nego|negaron)\b"
)
_ADVISES = re.compile(
    r"\b(?:recommend\w*|advis(?:es?|ed)|should|suggest\w*|encourag\w+|recomiend\w+|recomendaci\w+|"
    r"recomendad[oa]s?|deberia|deberian|"
    r"sugier\w+|aconsej\w+|exhort\w+)\b"
)
_NOT_ALL = re.compile(r"\bnot (?:all|every|everyone)\b|\bno tod[oa]s?\b|\bno (?:\w+ ){1,3}tod[oa]s\b")
_WHO_LACK = re.compile(
    r"\b(?:que|who|that|which|quienes) (?:carec\w+|lack\w*)\b|\bno (?=acompanad|documentad|registrad)"
)
_QUANTITIES: tuple[tuple[Quantity, re.Pattern[str]], ...] = (
    (Quantity.ALL, re.compile(r"\b(?:all|every|everyone|always|tod[oa]s?|siempre(?! que)|any|cualquier|in all)\b")),
    (
        Quantity.MOST,
        re.compile(
            r"\bmost(?! of all)\b|\bmajority\b|\bmayor parte\b|\bgreater part\b|\bmayoria\b|\bmostly\b|"
            r"\bmayormente\b|\bgenerally\b"
        ),
    ),
    (
        Quantity.SOME,
        re.compile(
            r"\bsome\b|\bcertain\b|\bseveral\b|\ba few\b|\bamong\b|\balgun[oa]s?\b|\bciert[oa]s\b|\bvari[oa]s\b|"
            r"\bentre (?:las|los|ellas|ellos)\b|\bpartly\b|\bpartially\b|\bparcial\w*|\ben parte\b|\bpart of\b"
        ),
    ),
    (Quantity.ONLY, re.compile(r"\b(?:only|solely|exclusively|just|solo|solamente|unicamente|exclusivamente)\b")),
    (
        Quantity.AT_LEAST,
        re.compile(
            r"\bat least\b|\bno (?:fewer|less) than\b|\bmore than\b|\bover (?=\d)|\bminimum\b|\babove (?=\d)|"
            r"\bexceed\w*|"
            r"\bal menos\b|\bpor lo menos\b|\bno menos de\b|\bmas del?(?: los)?(?= \d)|\bmas que\b|"
            r"\bminim[oa]\b|\bsupera\w*"
        ),
    ),
    (
        Quantity.AT_MOST,
        re.compile(
            r"\bat most\b|\bup to\b|\bmaximum\b|\bno more than\b|\b(?:fewer|less) than\b|\bunder (?=\d)|\bnot exceed\b|"
            r"\bcomo maximo\b|\bun maximo\b|\bmaxim[oa]\b|\bhasta (?=(?:un |una |los |el )?\d)|\bno mas de\b|"
            r"\bmenos de\b|"
            r"\bmenos que\b|\bmenores de (?=\d)"
        ),
    ),
    (Quantity.SHARE, re.compile(r"\b\d+/\d+\b|\b\d+(?:\.\d+)? percent (?:of|de|del)\b|\bhalf\b|\bmitad\b")),
    (
        Quantity.EXCEPT,
        re.compile(
            r"\bexcept\w*\b|\bunless\b|\bother than\b|\bapart from\b|\bsalvo\b|\bexcept[ou]\b|\ba menos que\b|"
            r"\bcon excepcion\b|\ba excepcion\b|\bprovided that\b|\bsiempre que\b|\bsiempre y cuando\b"
        ),
    ),
)
_DATE_LIMIT = re.compile(
    r"\b(?:by|until|before|hasta|antes de) (?:the )?(?:\d{1,2} (?:de |of )?)?(?:\w+ (?:de |of )?)?(?:19|20)\d\d\b"
)
_WITHOUT = re.compile(
    r"\b(?:without|lack(?:s|ing)?|lacked|sin|carec(?:en|e|ian|ia)|careciendo|no(?= (?:acompanad|documentad|"
    r"registrad)))\b(?: (?:of|de|any|a|an|the|un|una|el|la|los|las|tener|having|holding|contar con)\b)*"
)
_UNDOCUMENTED = re.compile(r"^(?:undocumented|indocumentad[oa]s?|unaccompanied|untrained|unregistered)$")
_GROUPS = re.compile(
    r"^(?:employers?|empleador(?:es|as?)?|patronos?|famil(?:y|ies)|familias?|tourists?|turistas?|victims?|victimas?|"
    r"returnees?|retornad[oa]s?|minors?|menores|emigrants?|residents?|residentes?|spouses?|conyuges?|judges?|jueces|"
    r"courts?|tribunal(?:es)?|parents?|padres|investors?|inversionistas?|pensioners?|pensionad[oa]s|jubilad[oa]s)$"
)
_RELATIVE = frozenset("who that which whose que quienes cuyo cuya cuyos cuyas".split())
_SHARE_OF = re.compile(
    r"\b(\d+) (?:out )?(?:of|de|among|entre) (?:the |las |los |sus |its )?(\d+)\b(?! ?(?:percent|de \d))"
)
WITHOUT_IT = re.compile(
    r"\b(?:without|sin) (?:one|it|them|ello|ella|el)\b(?! \w+)|\b(?:without|sin) (?:one|it|them|ello)\b"
)
_PRIVATIVE = frozenset(f"without sin {_FUTURE_MARK}".split())
_PASSIVE_BY = re.compile(r"\b\w+(?:ed|en|wn|[aei]d[oa]s?|[uc]t[oa]s?) (?:by|por) ")
_ASIDE = re.compile(r"\([^()]*\)")
_PRONOUN = frozenset("one it them ello ellos ellas lo eso".split())


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
        names = _names(text)
        plain = _prepared(text, language)
        parts, clauses = _cuts(plain, names)
        aside = [(m.start(), m.end()) for m in _ASIDE.finditer(plain)]
        lacking, beside = _lacking(plain)
        found: list[Token] = []
        every = list(_WORD.finditer(plain))
        stems = [stem(m[0], language) for m in every]
        content = [i for i, m in enumerate(every) if self._carries(m[0], language)]
        concepts = self._concepts([stems[i] for i in content], language)
        for number, i in enumerate(content):
            word = every[i][0]
            start = every[i].start()
            kind = TokenKind.NUMBER if word[0].isdigit() else TokenKind.NAME if word in names else TokenKind.WORD
            found.append(
                Token(
                    word=word,
                    stem=stems[i],
                    kind=kind,
                    concepts=concepts[number],
                    part=sum(cut <= start for cut in parts),
                    clause=sum(cut <= start for cut in clauses),
                    place=i,
                    light=self._is_light(word, concepts[number], kind),
                    group=names_a_group(word) or bool(_GROUPS.match(word)),
                    lacking=start in lacking or bool(_UNDOCUMENTED.match(word)),
                    beside_lacking=start in beside,
                    aside=any(first < start < last for first, last in aside),
                    head_of=i + 1 if i + 1 < len(every) and every[i + 1][0] in _RELATIVE else None,
                )
            )
        edges = [0, *clauses, len(plain)]
        readings: list[ClauseReading] = []
        for first, last in pairwise(edges):
            before = readings[-1] if readings else None
            readings.append(_clause(plain[first:last].strip(" ,;:."), before))
        countries = self._gazetteer.countries(text) if self._gazetteer else ()
        return Claim(
            text,
            language,
            tuple(found),
            tuple(readings),
            tuple(m[0] for m in every),
            frozenset(countries),
            tuple(_quantities(plain[first:last]) for first, last in pairwise([0, *parts, len(plain)])),
            _agents(plain, every),
            frozenset((m[1], m[2]) for m in _SHARE_OF.finditer(plain)),
        )

    def opposites(self, concepts: frozenset[str]) -> frozenset[str]:
        """The notions opposite to any of these."""
        return frozenset(
            o for c in concepts if (o := self._lexicon.concepts[c].opposite) is not None and o in self._lexicon.concepts
        )

    def near(self, concepts: frozenset[str]) -> frozenset[str]:
        """The notions related to any of these."""
        return self._lexicon.near(concepts)

    def countries(self, word: str) -> frozenset[str]:
        """The country that a word names, or whose people it names."""
        return frozenset(self._gazetteer.countries(word)) if self._gazetteer else frozenset()

    def _carries(self, word: str, language: str) -> bool:
        if word[0].isdigit():
            return True
        return (
            word not in STOP_WORDS[language]
            and word not in _PRIVATIVE
            and word not in ANYBODY
            and word not in AUXILIARY_FORMS
        )

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


def _prepared(text: str, language: str) -> str:
    """A text folded, with figures for number words, months as figures and one form for per cent and frequencies."""
    text = re.sub(r"\b[Uu]n[oa]s\b", "cerca de", " ".join(text.split()))
    text = _FUTURE.sub(rf"\g<0> {_FUTURE_MARK}", text)
    plain = fold(with_figures(text, language)).replace("'s", " ").replace("s' ", "s ")
    plain = re.sub(r"(?<=\d),(?=\d{1,2}(?!\d))", ".", plain)
    plain = re.sub(
        r"\b24 hours(?: a day)?|\b24 horas(?: al dia| del dia)?", "24 hours" if language == "en" else "24 horas", plain
    )
    plain = _FRACTION.sub(lambda m: f"{_FIRSTS.get(m[1], m[1])}/{_PARTS[m[2].rstrip('s')]} ", plain)
    plain = _PERCENT.sub(" percent", _ORDINAL.sub("", plain))
    plain = re.sub(r"\bno\.?\s*(?=[°º#]?\s*\d)|\bn[°º]\s*|\bnro\.?\s*(?=\d)|\bnum(?:ero|ber|\.)\s*(?=\d)", " ", plain)
    plain = re.sub(r"\b(menores|mayores) de (\d+) anos\b", r"\1 de \2", plain)
    plain = _EVERY_ONE.sub(lambda m: f"cada 1 {_unit(next(g for g in m.groups() if g))}", plain)
    plain = _TWICE.sub("2 times", _ONCE.sub("1 time" if language == "en" else "1 vez", plain))
    plain = re.sub(r"(?<=[a-z])-(?=[a-z0-9])|(?<=\d)-(?=[a-z])", " ", plain)
    return _DATED_MONTH.sub(
        lambda m: f" month-{MONTHS[next(g for g in m.groups() if g)]} ".replace("month-", "9000"), plain
    )


def _unit(word: str) -> str:
    return {"annually": "year", "yearly": "year", "anualmente": "ano"}.get(word, word)


def _names(text: str) -> frozenset[str]:
    """Folded words that are names: capitalised where that says something, or in capitals throughout."""
    found = set()
    for match in re.finditer(r"(?<![\w’'])[A-ZÁÉÍÓÚÑÜ][\w’']*", text):
        opens = not re.search(r"\w", text[: match.start()]) or bool(
            re.search(r"[.:!?]\s*[\"“«]?$", text[: match.start()])
        )
        word = re.sub(r"[’']s$", "", match[0])
        if not opens or (word.isupper() and len(word) > 1):
            found |= set(_WORD.findall(fold(word)))
    return frozenset(found)


def _cuts(plain: str, names: frozenset[str]) -> tuple[list[int], list[int]]:
    """Where stretches between commas begin, and where clauses do."""
    clauses = {m.end() for m in _CLAUSE.finditer(plain)}
    ands = [m for m in _AND.finditer(plain) if not _within_a_name(plain, m, names)]
    for match in ands:
        rest = re.split(r"[,;:.]\s", plain[match.end() :], maxsplit=1)[0]
        after = " ".join(rest.split()[1:])
        before = plain[max([c for c in clauses if c <= match.start()], default=0) : match.start()]
        if not (_FINITE.search(before) or _PAST.search(before) or re.search(r"\d", before) or len(before.split()) > 7):
            continue
        if (
            re.search(r"\d", rest.split(" and ")[0])
            or _FINITE.search(after)
            or _PAST.search(" ".join(after.split()[:2]))
        ):
            clauses.add(match.end())
    clauses -= {0, len(plain)}
    parts = clauses | {m.end() for m in _COMMA.finditer(plain)} | {m.end() for m in ands}
    return sorted(parts - {len(plain)}), sorted(clauses)


def _within_a_name(plain: str, match: re.Match[str], names: frozenset[str]) -> bool:
    """Whether an "and" joins two names ("Refugees and Migrants"): it begins no new thought."""
    before = re.findall(r"\w+", plain[: match.start()])[-1:]
    after = re.findall(r"\w+", plain[match.end() :])[1:2]
    return bool(before and after) and before[0] in names and after[0] in names


def _lacking(plain: str) -> tuple[frozenset[int], frozenset[int]]:
    """Where what is missing begins, after "without", "sin", "carecen de", "no acompañados"; and its second words."""
    first, second = set(), set()
    for match in _WITHOUT.finditer(plain):
        after = _WORD.search(plain, match.end())
        if after is None or re.search(r"[,;.]", plain[match.end() : after.start()]) or after[0] in _PRONOUN:
            continue
        first.add(after.start())
        beside = _WORD.match(plain, after.end() + 1)
        if beside and beside[0] not in STOP_WORDS["en"] | STOP_WORDS["es"]:
            second.add(beside.start())
    return frozenset(first), frozenset(second)


def _agents(plain: str, every: list[re.Match[str]]) -> frozenset[int]:
    """The places of the words after "by" or "por" of a passive, up to the next small word or comma."""
    found = set()
    for match in _PASSIVE_BY.finditer(plain):
        for place, word in enumerate(every):
            if word.start() < match.end():
                continue
            small = word[0] in (STOP_WORDS["en"] | STOP_WORDS["es"]) - {
                "the",
                "a",
                "el",
                "la",
                "los",
                "las",
                "of",
                "de",
            }
            if small or re.search(r"[,;:]", plain[match.end() : word.start()]):
                break
            found.add(place)
    return frozenset(found)


def _clause(text: str, before: ClauseReading | None) -> ClauseReading:
    elliptical = before is not None and bool(_ELLIPTICAL.match(text)) and not _has_own_verb(text)
    forces, quantities = _forces(text), _quantities(text)
    if elliptical and before is not None:
        positive = not denies(text)
        kept: set[Force] = {f for f in before.forces if f in (Force.MAY, Force.MUST, Force.FORESEE, Force.ADVISE)}
        forces = frozenset(kept if positive else _denied(kept) or {Force.DENY})
    return ClauseReading(text, forces, quantities, elliptical)


def _has_own_verb(text: str) -> bool:
    return bool(re.search(r"\b(?:is|are|was|were|does|do|did|ha|han|es|son|fue|se|it|has|have)\b", text))


def _denied(forces: set[Force]) -> set[Force]:
    """What becomes of forces that are denied: what may not be is forbidden, what need not be is exempt."""
    turned = {Force.MAY: Force.FORBID, Force.MUST: Force.EXEMPT, Force.FORBID: Force.MAY}
    return {turned.get(f, f) for f in forces} | ({Force.DENY} if not forces & set(turned) else set())


def _forces(text: str) -> frozenset[Force]:
    if _EXEMPTS.search(text):
        return frozenset({Force.EXEMPT})
    found: set[Force] = set()
    if _FORBIDS.search(text):
        found.add(Force.FORBID)
    rest = re.sub(r"\bmay(?= (?:of )?\d)", " ", text)
    if _ADVISES.search(rest):
        found.add(Force.ADVISE)
    elif _FUTURE_MARK in rest or re.search(r"\bwill\b", rest):
        found.add(Force.WILL)
    elif _FORESEES.search(rest) or foresees(_without_nouns(rest)):
        found.add(Force.FORESEE)
    elif not found:
        if _OBLIGES.search(rest):
            found.add(Force.MUST)
        elif _ALLOWS.search(rest):
            found.add(Force.MAY)
    denied = _SAYS_THAT.sub(" ", _WHO_LACK.sub(" ", _NOT_ALL.sub(" ", text)))
    if denies(denied) != bool(_REJECTS.search(text)):
        return frozenset(_denied(found) if not found & _AHEAD else found | {Force.DENY})
    return frozenset(found)


_AHEAD = frozenset({Force.ADVISE, Force.FORESEE, Force.WILL})


def _without_nouns(text: str) -> str:
    """Without proposals as things, which are compared as words: rejecting a proposal foresees nothing."""
    return re.sub(r"\b(?:propos(?:al|als)|propuestas?)\b", " ", text)


def _quantities(text: str) -> frozenset[Quantity]:
    rest = _DATE_LIMIT.sub(" ", text)
    found: set[Quantity] = set()
    if _NOT_ALL.search(rest):
        found.add(Quantity.NOT_ALL)
        rest = _NOT_ALL.sub(" ", rest)
    if re.search(r"\bno (?:more|mas) (?:than|de|que)\b|\bnot exceed\w*|\bno exced\w+|\bno super\w+", rest):
        found.add(Quantity.AT_MOST)
        rest = re.sub(r"\bno (?:more|mas) (?:than|de|que)\b|\bnot exceed\w*|\bno exced\w+|\bno super\w+", " ", rest)
    rest = re.sub(r"\bat (?:least|most)\b", lambda m: "al menos" if m[0] == "at least" else "como maximo", rest)
    for quantity, pattern in _QUANTITIES:
        if pattern.search(rest):
            found.add(quantity)
    return frozenset(found)


def month_name(word: str, language: str) -> str | None:
    """The name of a month that a token stands for."""
    from babel.dates import get_month_names

    found = re.fullmatch(r"9000(\d{1,2})", word)
    return str(get_month_names("wide", locale=language)[int(found[1])]) if found else None
