"""Does a sentence have the kind of thing that is asked for: a figure of what is counted, a new date, another name?"""

from __future__ import annotations

import re

from assistant.instruments.naming import instruments_in, without_instruments
from assistant.judging.kinds import (
    DAY,
    OCCASION,
    PROPER,
    YEAR_LIKE,
    figures_in,
    satisfies,
    spelled_out,
    unlabelled,
)
from assistant.judging.needs import asks_a_need, speaks_of_need
from assistant.judging.notions import Notions
from assistant.language.force import asks_when_in_force, tells_of_force
from assistant.language.frequency import asks_how_often, tells_how_often
from assistant.language.lexicon import WordClass
from assistant.language.money import is_a_currency
from assistant.language.polarity import Stance, clauses, names_a_group
from assistant.language.tongues import asks_for_languages, names_a_language
from assistant.understanding.answer_kind import Kind
from assistant.understanding.question import Part
from ingest.document import BlockKind
from ingest.store import StoredSentence
from ingest.terms import fold, words

FIGURES = frozenset({Kind.COUNT, Kind.PERCENT, Kind.DURATION, Kind.MONEY, Kind.DATE})
# "What do refugees pay?" — "the same fees as nationals", "nothing": an answer without a sum.
_PAYS_ALIKE = re.compile(
    r"\b(?:same|equal|identical)\b.{0,25}\b(?:fees?|costs?|rates?|price|tariffs?|charges?|payment|tuition)\b|"
    r"\b(?:free of charge|at no cost|without (?:any )?(?:charge|cost|fee)|"
    r"exempt(?:ed)? from (?:\w+ ){0,3}?(?:fees?|payment))\b|"
    r"\b(?:mism[oa]s?|igual(?:es)?)\b.{0,25}\b(?:tarifas?|costos?|tasas?|precios?|matriculas?|cuotas?|derechos|pagos?)\b|"
    r"\b(?:gratuit[oa]s?|gratis|sin (?:costo|cobro|cargo)|exent[oa]s? de (?:\w+ ){0,3}?(?:pago|tasas?|tarifas?))\b"
)
_ASKS_A_SUM = re.compile(
    r"\b(?:how much|cuanto|in (?:balboas|dollars|euros|soles|pesos)|en (?:balboas|dolares|euros|soles|pesos))\b"
)
# "How does the glossary define it?" is answered by what defines it, and not by what speaks of definitions.
_ASKS_A_MEANING = re.compile(
    r"\bhow (?:does|do|did|is|are|was|were) .*\bdefined?\b|\bcomo (?:se )?(?:define|definen|definio|esta definid[oa])\b"
)
_GIVES_A_MEANING = re.compile(
    r"\b(?:defines?|defined|means?|meant|understood|understands|refers? to|describes?|define|definen|definio|"
    r"definid[oa]s?|significa|entiende|entiendase|entendera|se refiere)\b"
)
# "What is the penalty for it?" is answered by a penalty, and not by the title of a protocol to punish it.
_ASKS_A_PENALTY = re.compile(
    r"\b(?:what|which|how (?:high|severe|heavy)|que|cual(?:es)?)\b.{0,25}\b(?:penalt(?:y|ies)|punishments?|sanctions?|"
    r"fines?|(?:prison|jail) (?:term|sentence)s?|penas?|sancion(?:es)?|multas?|castigos?)\b"
)
_TELLS_A_PENALTY = re.compile(
    r"\b(?:penalt(?:y|ies)|sanction\w*|fine[ds]?|imprison\w+|prison|jail\w*|custody|expel\w*|expuls\w+|deport\w+|"
    r"liable|forfeit\w*|penas?|sancion\w*|multa\w*|prision|carcel|expuls\w+|decomis\w+)\b"
)
# "Which laws deal with ...?": each sentence that names one on the matter is an answer.
_ASKS_NORMS = re.compile(
    r"^(?:and |y )?(?:(?:in|under|by|en|bajo|con|por) )?(?:what|which|que|cuales(?: son)?(?: las| los)?) (?:\w+ ){0,2}?"
    r"(?:laws|decrees|norms|acts|instruments|resolutions|statutes|regulations|leyes|decretos|normas|instrumentos|"
    r"resoluciones|reglamentos)\b"
)
# What is levied is told by its share as well as by its sum: "a tax of five per cent".
_LEVIED = re.compile(
    r"\b(?:tax(?:es|ed)?|levy|levies|duty|duties|tariffs?|rates?|commissions?|surcharges?|contributions?|"
    r"impuestos?|gravamen(?:es)?|aranceles|arancel|tasas?|tributos?|comision(?:es)?|recargos?|retencion(?:es)?|"
    r"contribucion(?:es)?|cuotas?)\b"
)
# What is counted or paid hangs on the verb: people who work somewhere are not people who crossed a border.
COUNTED = frozenset({Kind.COUNT, Kind.MONEY})
_ENDS = frozenset({"start", "end"})
_SHORTEST_UNIT = 3
"""Letters of the name of a currency: "31 de julio" are no sum."""
LABELLED = re.compile(r"\W*([^\d:|–-]*[^\W\d_])\s*[-–:|]\s*([\d.,]+)\W*")
"""A name and a figure, and nothing else: "Refugees - 2,531"."""
_SUMS = frozenset({"fee", "cost", "payment", "budget", "fine", "wage", "tax", "dues"})
"""Notions of what is told in sums of money."""
# A measure belongs to just the thing that stands beside it.
MEASURED = frozenset({Kind.COUNT, Kind.MONEY, Kind.DURATION, Kind.PERCENT})


class Asked:
    """Tells whether sentences have what a question asks for."""

    def __init__(self, notions: Notions) -> None:
        self._notions = notions

    def held(self, part: Part, sentence: StoredSentence) -> bool:
        """Whether a sentence has the kind of thing that a part of a question asks for."""
        text, asked = f"{sentence.search_text} {unlabelled(sentence.context)}", fold(part.text)
        if part.kind is Kind.DURATION and not _SPEAKS_OF_AGE.search(asked):
            text = _ITS_YEARS.sub(" ", text)
        if _ASKS_A_MEANING.search(asked) and part.kind is not Kind.YES_NO and not sentence.article:
            return bool(_GIVES_A_MEANING.search(fold(text)))
        if _ASKS_A_PENALTY.search(asked) and part.kind is not Kind.YES_NO and not sentence.article:
            return sentence.kind is not BlockKind.TABLE_ROW and bool(_TELLS_A_PENALTY.search(fold(text)))
        if asks_for_languages(asked) and part.kind is not Kind.YES_NO:
            return names_a_language(sentence.search_text, sentence.language)
        if part.kind is Kind.INSTRUMENT and sentence.article:
            return True
        if part.kind is Kind.INSTRUMENT and _WHICH_KIND.search(asked) and _KIND_OF_NORM.search(fold(text)):
            return True
        if part.kind is Kind.LIST and asks_for_norms(asked) and satisfies(Kind.INSTRUMENT, text, sentence.language):
            return True
        listing = part.kind is Kind.LIST or (part.kind is Kind.WHO and not _ASKS_A_BODY.search(asked))
        if listing and sentence.article and self._is_listed(part, sentence):
            return True
        if part.kind is Kind.YES_NO and asks_a_need(asked):
            # "Is a permit needed to be treated?" is not answered by who may hire doctors.
            return speaks_of_need(fold(text))
        if part.kind is Kind.DEFINITION:
            return _explains(part, sentence) or self._defines(part, sentence)
        if AGE.search(asked):
            return bool(_OF_AGE.search(spelled_out(text, sentence.language)))
        if part.kind is Kind.OPEN and asks_how_often(asked):
            return tells_how_often(spelled_out(text, sentence.language))
        if part.kind is Kind.OPEN and _OF_ORIGIN.search(asked):
            return bool(self._other_countries(part, sentence.search_text))
        if part.kind is Kind.WHO and WHICH_COUNTRIES.search(asked):
            return self._names_where(part, sentence, text)
        has_it = satisfies(part.kind, text, sentence.language) or self._in_the_unit_asked(part, sentence)
        has_it = has_it or (part.kind is Kind.MONEY and self._is_priced(sentence))
        if part.kind is Kind.MONEY and _LEVIED.search(asked):
            has_it = has_it or satisfies(Kind.PERCENT, text, sentence.language)
        if part.kind is Kind.MONEY and not _ASKS_A_SUM.search(asked):
            has_it = has_it or bool(_PAYS_ALIKE.search(fold(text)))
        return has_it and self._tells_of(part, sentence) and self._is_the_one(part, sentence, text, asked)

    def _is_the_one(self, part: Part, sentence: StoredSentence, text: str, asked: str) -> bool:
        """Whether what a sentence has of the kind asked for is that which is asked for, and not another of its kind.

        Args:
            part: the part of the question.
            sentence: it has a date, a figure, a name of the kind.
            text: of the sentence, with what leads it in.
            asked: the folded text of the part.
        """
        if part.kind is Kind.DATE:
            if asks_when_in_force(asked) and not tells_of_force(fold(text)):
                return False
            return (not part.years or _dates_anew(part, text)) and not self._tells_the_other_end(part, sentence)
        if part.kind is Kind.DURATION and _OF_PRISON.search(asked):
            return bool(_OF_PRISON.search(fold(text)))
        if part.kind is Kind.DURATION and _only_gives_time_to(fold(text)) and _HOW_LONG_IT_LASTS.search(asked):
            return False
        if part.kind is Kind.WHO:
            return self._names_whom(part, sentence, text, asked)
        if part.kind is Kind.PERCENT:
            return not sentence.article or self._measures(part, sentence)
        if part.kind in COUNTED and _is_foreseen(sentence) and not self._asks_of_plans(part):
            return False
        return part.kind is not Kind.COUNT or self._counts_them(part, sentence, text, asked)

    def _tells_the_other_end(self, part: Part, sentence: StoredSentence) -> bool:
        """Whether a sentence dates the beginning of what a question asks the end of, or the other way about."""
        asked = frozenset().union(*(u.concepts for u in part.units)) & _ENDS
        said = self._notions.bag(sentence).concepts & _ENDS
        return bool(asked) and asked.isdisjoint(said) and not self._notions.opposites(asked).isdisjoint(said)

    def _names_whom(self, part: Part, sentence: StoredSentence, text: str, asked: str) -> bool:
        """Whether a sentence names a body where one is asked for, and another than the question names itself."""
        if sentence.article and _ASKS_A_BODY.search(asked) and not _names_a_body(sentence, asked):
            return False
        bodies = [names for asks, names in _OF_JUST_THAT_KIND if asks.search(asked)]
        if any(not names.search(sentence.search_text) for names in bodies):
            return False
        return not _OF_BODIES.search(asked) or self.names_another(part, text, sentence.language)

    def _counts_them(self, part: Part, sentence: StoredSentence, text: str, asked: str) -> bool:
        """Whether a figure counts what the question does: how many live somewhere is not how many came."""
        if _LIVE_THERE.search(asked) and _COME_AND_GO.search(fold(text)):
            return False
        windows = figures_in(text, sentence.language) if part.counted else []
        return not part.counted or any(
            self._counts(part, window, sentence.language) or self._of_them(part, window, sentence) for window in windows
        )

    def _is_listed(self, part: Part, sentence: StoredSentence) -> bool:
        """Whether a sentence of an article leads in, or is an item of, a list of what is asked for by its lead-in."""
        is_item = sentence.kind is BlockKind.LIST_ITEM and sentence.context.endswith(":")
        lead = sentence.context if is_item else sentence.search_text.rstrip()
        if not lead.endswith(":"):
            return False
        bag = self._notions.bag_of_text(lead, sentence.language)
        content = [u for u in part.units if u.word_class is WordClass.CONTENT]
        return self._notions.coverage(content, [bag]) >= _LED_IN

    def _of_them(self, part: Part, window: str, sentence: StoredSentence) -> bool:
        """Whether a figure counts some of what an article has named before: "its members, three of them"."""
        if not sentence.article or not _SOME_OF_THEM.search(window):
            return False
        bag = self._notions.bag(sentence)
        return any(self._notions.match(u, bag) == 1.0 for u in part.units if u.text in part.counted)

    def _in_the_unit_asked(self, part: Part, sentence: StoredSentence) -> bool:
        """Whether a sum stands in the unit that the question names: "What does it cost, in sueltos?"."""
        if part.kind is not Kind.MONEY:
            return False
        text = spelled_out(without_instruments(sentence.search_text), sentence.language)
        counted = re.findall(_COUNTED_OUT, text)
        named = _UNIT_NAMED.findall(fold(part.text))
        units = [u.text for u in part.units if not u.carried and len(u.text) >= _SHORTEST_UNIT and u.text in named]
        return any(word in units for word in counted)

    def _is_priced(self, sentence: StoredSentence) -> bool:
        """Whether a sentence is a figure after a name in a list of sums: "The fees are, in florins: Permit: 80"."""
        labelled = LABELLED.fullmatch(sentence.search_text)
        if labelled is None or YEAR_LIKE.fullmatch(labelled[2]):
            return False
        above = f"{sentence.context} {sentence.heading}"
        bag = self._notions.bag_of_text(above, sentence.language)
        return bool(bag.concepts & _SUMS) or any(is_a_currency(word) for word in words(above))

    def _asks_of_plans(self, part: Part) -> bool:
        """Whether a question is about what a bill or a plan would bring."""
        return any(u.concepts & _PLANNED for u in part.units) or bool(_WOULD.search(fold(part.text)))

    def names_another(self, part: Part, text: str, language: str) -> bool:
        """Whether a text has a name beside those of the question: asked who sits on a council, it must name others."""
        units = [u for u in part.units if u.word_class is not WordClass.SCAFFOLD]
        names = [f[0] for f in PROPER.finditer(text) if fold(f[0]) not in _OF_NORMS]
        return any(
            not any(self._notions.match(u, self._notions.bag_of_text(name, language)) for u in units) for name in names
        )

    def _tells_of(self, part: Part, sentence: StoredSentence) -> bool:
        """Whether a sentence speaks of the event, where a question says of a thing only what befell it."""
        bag = self._notions.bag(sentence)
        return all(
            self._notions.match(u, bag) >= self._notions.weights.near for u in part.units if u.text == part.event
        )

    def _defines(self, part: Part, sentence: StoredSentence) -> bool:
        """Whether a sentence of a norm defines the term asked for: "«X» means ...", "Se entenderá por X ..."."""
        asked, defined = _TERM_ASKED.match(fold(part.text).strip(" ¿?.")), _DEFINED.search(fold(sentence.search_text))
        if not (asked and defined and sentence.article):
            return False
        term = next(filter(None, defined.groups()))
        bag = self._notions.bag_of_text(term, sentence.language)
        units = [u for u in part.units if u.text in asked["term"].split() and u.word_class is WordClass.CONTENT]
        return bool(units) and all(self._notions.match(u, bag) >= self._notions.weights.near for u in units)

    def _measures(self, part: Part, sentence: StoredSentence) -> bool:
        """Whether something of what is asked stands beside a percentage: a rule may have another for somebody else."""
        bags = [
            self._notions.bag_of_text(w, sentence.language) for w in figures_in(sentence.search_text, sentence.language)
        ]
        told = [u for u in part.units if u.word_class is WordClass.CONTENT and not self._notions.is_country(u)]
        return any(self._notions.match(u, bag) >= self._notions.weights.near for u in told for bag in bags)

    def names_countries(self, part: Part, sentence: StoredSentence, home: str | None) -> bool:
        """Whether a sentence names countries beside its own and those that a question names itself."""
        return bool(self._other_countries(part, sentence.search_text) - {home})

    def _names_where(self, part: Part, sentence: StoredSentence, text: str) -> bool:
        """Whether a sentence names a country or a part of the world beside those of the question, or counts some."""
        told = spelled_out(text, sentence.language)
        others = self._other_countries(part, text)
        return bool(others or _PART_OF_THE_WORLD.search(told) or _SO_MANY_COUNTRIES.search(told))

    def _other_countries(self, part: Part, text: str) -> set[str]:
        """The countries that a text names beside those of the question, by their codes."""
        return set(self._notions.countries(text)) - set(self._notions.countries(part.text))

    def counts_closely(self, part: Part, sentence: StoredSentence) -> bool:
        """Whether a figure stands right at what the question counts: "15,239 asylum seekers", "Refugees - 2,531"."""
        windows = figures_in(sentence.search_text, sentence.language, _CLOSE_BEFORE, _CLOSE_AFTER)
        return any(self._counts(part, window, sentence.language) for window in windows)

    def _counts(self, part: Part, window: str, language: str) -> bool:
        """Whether the words around a figure name what the question counts; "people" may be any group of them.

        "The 17 offices mentioned" are those of which was spoken, and not how many there are.
        """
        if _MENTIONED.search(window):
            return False
        bag = self._notions.bag_of_text(window, language)
        counted = [u for u in part.units if u.text in part.counted]
        return any(self._notions.match(u, bag) >= self._notions.weights.near for u in counted) or (
            any("people" in u.concepts for u in counted) and names_a_group(window)
        )


def asks_for_norms(asked: str) -> bool:
    """Whether a folded question asks which laws, decrees or the like there are on something."""
    return bool(_ASKS_NORMS.search(asked))


def short_form_asked(part: Part) -> str | None:
    """The short form whose full name a question asks for: "What does DTM stand for?"."""
    found = _SHORT_FORM.search(fold(part.text).strip(" ?!.¿¡"))
    short = next(filter(None, found.groups())) if found else ""
    called_so = bool(found) and _CALLED_SHORT.search(fold(part.text)) is not None
    return short if short and (called_so or short.upper() in part.text) else None


def spells_out(short: str, sentence: StoredSentence) -> bool:
    """Whether a sentence has a short form in brackets, as after the full name that it stands for."""
    return bool(re.search(rf"\((?:[^()]*, )?{re.escape(short)}{_AFTER_SHORT}", fold(sentence.search_text)))


_SHORT_FORM = re.compile(
    r"what (?:does|do) (?:the (?:acronym|abbreviation|initials) )?(\w{2,12}) (?:stand for|mean)\b|"
    r"que (?:significan?|quieren? decir) (?:las siglas |la sigla |el acronimo |la abreviatura )?(?:de )?(\w{2,12})$"
)
_AFTER_SHORT = r"(?=[,;)]| in\b| en\b| for\b| por\b)"
_CALLED_SHORT = re.compile(r"\b(?:stands? for|acronym|abbreviation|initials|siglas?|acronimo|abreviatura)\b")
# How many live in a country is a stock; how many crossed its border in a year is a flow, and no answer to it.
_LIVE_THERE = re.compile(r"\b(?:lives?|living|resides?|residing|viven?|reside[n]?|habitan?)\b")
_COME_AND_GO = re.compile(
    r"\b(?:cross(?:ed|ing|es)?|entered|arriv(?:ed|als?)|transit(?:ed|ing)?|passed through|departed|returned|"
    r"cruzaron|cruzo|ingresaron|llegaron|transitaron|pasaron por|salieron|retornaron)\b"
)
_UNIT_NAMED = re.compile(r"\b(?:in|en|how many|how much in|cuant[oa]s) (?:the |los |las )?(\w+)")
AGE = re.compile(
    r"^(?:and |y )?(?:(?:a|at|from|desde|hasta|de|until|up to) )?(?:partir de )?"
    r"(?:what (?:\w+ )?age|how old|que edad|cual es la edad)\b"
)
_OF_AGE = re.compile(
    r"\b(?:age|aged|old|edad|majority|minority)\b|(?<!no )\b(?:mayor|menor)(?:es)? (?:de )?\d|"
    r"\b(?:over|under|above|below) \d+\b"
)
_TERM_ASKED = re.compile(
    r"(?:and |y )?(?:what (?:is|are) (?:an? |the )?|que (?:es|son|se entiende por) (?:un |una |el |la |los |las )?)"
    r"(?P<term>[\w' -]+?)(?= (?:in|under|for the purposes|according|as|en|segun|conforme|para|de acuerdo)\b|$)"
)
_DEFINED = re.compile(
    r"\bse (?:entender?an?|entienden?|consideran?|considerara\w*) (?:por|como) [\"“«']?"
    r"([^\"”»:,]{3,60}?)(?=[\"”»:,]| (?:a |al |el |la |tod[oa] |aquel))"
    r"|[\"“«]([^\"”»]{3,60})[\"”»],? (?:means?|includes?|refers? to|significan?|comprende)\b"
    r"|^(?:\W*(?:\d+|[a-z])[.)-]+)?\W*([^:.\"”»]{3,50})[\"”»]?: "
)
WHICH_COUNTRIES = re.compile(
    r"(?:^(?:and |y )?|\b(?:with|from|to|in|of|by|con|de|a|en|por) )(?:which|what|que|cuales) (?:otros |other )?"
    r"(?:countr(?:y|ies)|pais(?:es)?)\b"
)
_PART_OF_THE_WORLD = re.compile(
    r"\b(?:africa|asia|europe|america|caribbean|oceania|european|europa|caribe|latinoamerica|centroamerica|"
    r"sudamerica|suramerica|neighbou?ring|bordering|vecin[oa]s|limitrofes|fronterizos)\b"
)
# "Where do most of them come from?" is answered by names of countries.
_OF_ORIGIN = re.compile(
    r"^(?!.*\b(?:money|funds|funding|dinero|fondos|financiamiento)\b)(?:and |y )?(?:"
    r"from where .*\b(?:come|came|arrive|travel)\b|where .*\b(?:comes?|came|coming|arrive|travel)\b (?:\w+ )?from\b|"
    r"de donde (?:\w+ ){0,3}?(?:viene|vienen|proviene|provienen|procede|proceden|llegan?|son|sale|salen)\b)"
)
# Their names may stand in a note: "eleven member countries".
_SO_MANY_COUNTRIES = re.compile(r"\b\d+ (?:\w+ )?(?:countries|states|paises|estados)\b")
# To be held for some hours is no sentence.
_OF_PRISON = re.compile(
    r"\b(?:imprison\w*|jail\w*|prisons?|custodial (?:terms?|sentences)|sentenced?|prision|carcel|"
    r"reclusion|privativas? de (?:la )?libertad)\b"
)
_SPAN_OF_TIME = r"(?:[\w-]+ )(?:hours?|days?|weeks?|months?|years?|horas?|dias?|semanas?|mes(?:es)?|anos?)"
# "The Director has 24 hours to order the detention" tells within what time he acts, not how long it lasts.
_GIVES_TIME_TO = re.compile(
    r"\b(?:has|have|had|within|tienen?|tendran?|disponen?(?: de)?|cuentan?(?: con)?) "
    rf"(?:up to |hasta |un plazo de )?{_SPAN_OF_TIME} (?:to|in which to|para) \w+"
)
_HOW_LONG_IT_LASTS = re.compile(
    r"^(?!.*\b(?:to|para) (?:decide|order|act|answer|rule|release|decidir|ordenar|resolver|responder|liberar)\b).*"
    r"(?:\b(?:maximum|longest|at most)\b|\bhow long (?:can|may|could|might)\b.*\bbe\b|\blasts?\b|\bmaxim[oa]\b|"
    r"\b(?:pued\w+|podria\w*) (?:estar|quedar|permanecer|durar|seguir)\b|\bdura\b)"
)
_CLOSE_BEFORE, _CLOSE_AFTER = 2, 4
_OF_BODIES = re.compile(
    r"\b(?:ministr(?:y|ies)|institutions?|bod(?:y|ies)|agenc(?:y|ies)|organi[sz]ations?|departments?|ministerios?|"
    r"institucion(?:es)?|organismos?|entidad(?:es)?|agencias?|organizacion(?:es)?|dependencias?)\b"
)
_MENTIONED = re.compile(
    r"\d \w+ (?:\w+ )?(?:(?:ante(?:s|riormente) )?(?:senalad|mencionad|citad|referid|indicad)[oa]s|"
    r"(?:above-?|afore)?mentioned|"
    r"listed above|named above|in question)\b|\b(?:these|those|est[ao]s|es[ao]s|dich[ao]s) \d"
)
_SOME_OF_THEM = re.compile(r"\d (?:of (?:them|whom|these|those)|de (?:l[ao]s mism[ao]s|ell[ao]s|est[ao]s))\b")
_LED_IN = 0.4
"""How much of a question for a list the clause that leads one in must hold."""
# "By what kind of instrument?" is answered by "a resolution", of whatever number.
_WHICH_KIND = re.compile(
    r"\b(?:kind|type|sort|form|tipo|clase|rango) (?:of|de) (?:\w+ )?(?:instrument|norm|act|law|dispositiv)"
)
_KIND_OF_NORM = re.compile(
    r"\b(?:decrees?|laws?|resolutions?|acts?|bills?|regulations?|decretos?|ley(?:es)?|resolucion(?:es)?|reglamentos?)\b"
)
_WHICH = r"\b(?:which|what|que|cual(?:es)?)(?: es)?(?: the| el| la)? "
# Asked which ministry or court, a sentence that names none answers nothing.
_OF_JUST_THAT_KIND = (
    (
        re.compile(rf"{_WHICH}(?:ministry|ministries|ministerios?)\b"),
        re.compile(r"\b(?:Ministr|Minister|Secretar|Canciller)"),
    ),
    (
        re.compile(rf"{_WHICH}(?:courts?|tribunal(?:es)?|juzgados?|judges?|juez)\b"),
        re.compile(r"\b(?:court|tribunal|judge|jue[zc]|juzgado|corte)", re.IGNORECASE),
    ),
)
_ASKS_A_BODY = re.compile(
    r"\b(?:which|what|que|cual)(?: es)?(?: the| el| la)? (?:\w+ ){0,2}?(?:ministry|institution|body|agency|department|"
    r"office|authority|entity|commission|ministerio|institucion|organismo|entidad|agencia|dependencia|oficina|autoridad|"
    r"comision|organo)\b"
)
_BODY = re.compile(
    r"\b(?:Ministeri|Ministr|Direcci[oó]n|Directora|Superintenden|Comisi|Commission|Committee|Comit|Consej|Council|"
    r"Oficina|Office|Registr|Institut|Autoridad|Authorit|Agenc|Defensor|Ombuds|Fiscal|Prosecut|Polic|Jefatura|"
    r"Gerencia|Consul|Embajada|Embass|Secretar|Tribunal|Corte|Court|Juez|Juzgado|Judge|Congres|Presiden|Gobierno|"
    r"Government|Municipal|Naciones Unidas|United Nations|[A-ZÁÉÍÓÚÑ]{4,})\w*"
)
_PLANNED = frozenset({"bill", "proposal", "propose", "plan", "draft", "project"})
_SPEAKS_OF_AGE = re.compile(r"\b(?:age|ages|aged|old|older|edad(?:es)?|mayor(?:es)?|menor(?:es)?)\b")
_ITS_YEARS = re.compile(
    r"\b\w+[\s-](?:years?|months?|años|meses)[\s-](?:of age|olds?|older|de edad)\b|"
    r"\baged \w+\b|\b(?:mayor|menor)es de \w+(?: años)?\b",
    re.IGNORECASE,
)
_COUNTED_OUT = r"\b(?!(?:19|20)\d\d\b)\d+(?:[.,]\d+)* ([^\W\d_]+)"
_WOULD = re.compile(r"\b(?:would|will|propos\w+|seria|serian|podria|preve|propone|plantea)\b")
_OF_NORMS = frozenset("executive decree law section article no bill resolution decreto ejecutivo ley articulo".split())


def _only_gives_time_to(text: str) -> bool:
    """Whether the only time that a folded text gives is one within which somebody may or must act."""
    found = _GIVES_TIME_TO.search(text)
    return found is not None and not re.search(rf"\b{_SPAN_OF_TIME}\b", text.replace(found[0], " "))


def _names_a_body(sentence: StoredSentence, asked: str) -> bool:
    """Whether a sentence names an institution, be it by initials, that a question does not name itself."""
    found = [m[0] for m in _BODY.finditer(sentence.search_text)]
    return any(not name.isupper() or fold(name) not in asked for name in found)


def _dates_anew(part: Part, text: str) -> bool:
    """Whether a text has a date beyond the years that the question itself names."""
    folded = fold(text)
    return bool(DAY.search(folded) or OCCASION.search(folded) or set(YEAR_LIKE.findall(folded)) - set(part.years))


def _is_foreseen(sentence: StoredSentence) -> bool:
    """Whether all that a sentence says is what a bill or a plan would bring."""
    found = clauses(sentence.search_text)
    return bool(found) and all(c.stance is Stance.FORESEES for c in found)


def dates_a_norm_alone(part: Part, sentence: StoredSentence) -> bool:
    """Asked when something is so, a sentence whose only date is that of a decree may not be what was meant."""
    dated = part.kind is Kind.DATE and not instruments_in(part.text)
    return dated and not satisfies(Kind.DATE, without_instruments(sentence.search_text), sentence.language)


def _explains(part: Part, sentence: StoredSentence) -> bool:
    """Whether a sentence introduces what is asked for: "X is ...", "... (X)", "the X, which ..."."""
    text = fold(sentence.search_text)
    names = [u.text for u in part.units if u.word_class is WordClass.CONTENT]
    return (
        any(
            re.search(
                rf"\((?:[^()]*\b)?{re.escape(n)}\b|\b{re.escape(n)}\b[^,.;]{{0,30}}?\)?,?\s(?:is|are|was|were|"
                rf"means|es|son|was created|which|who|que)\b",
                text,
            )
            for n in names[-2:]
        )
        or sentence.kind is BlockKind.FOOTNOTE
    )
