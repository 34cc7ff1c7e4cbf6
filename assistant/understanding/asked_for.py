"""The noun that a question asks for, or counts."""

from __future__ import annotations

import re
from itertools import dropwhile, takewhile

from assistant.language.function_words import AUXILIARY_FORMS
from assistant.understanding.answer_kind import ordered_list, orders_a_list
from ingest.terms import EVERY_STOP_WORD, STOP_WORDS, words

_COUNTED = re.compile(
    r"\b(?:how many|number of|(?:counts?|figures?|numbers|totals) (?:(?:that )?you have |available )?(?:of|for|on)|"
    r"how much|volume of|amount of|what is the(?= (?:total |current )?population)|"
    r"cuant[oa]s?|cual es la(?= poblacion)|que(?= poblacion)|"
    r"numero de|numeros de|cifras de|cantidad de|total de|volumen de|monto de)\s+((?:[\w'-]+\s*){1,3})"
)
# "¿De cuánto era el impuesto?", "How much did they want to take?": how great a thing is, and not how many.
_OF_HOW_MUCH = re.compile(
    r"^how much (?:is|are|was|were|does|do|did|would|will|has|have|had|can|could|should|may|might|must)\b|"
    r"^cuanto (?:es|son|era|eran|fue|fueron|seria|sera|ha|han|habia|hay|se|me|te|le|les|nos|lo|la|los|las|"
    r"quier\w+|quer[ií]\w+|va|van|iba|iban|pued\w+|pod[ií]\w+|deb\w+|tien\w+|ten[ií]a\w*)\b"
)
_UNSAID = frozenset(
    "are is was were been be have has had do does did remain remained stayed stay live lived came come went got "
    "seguia seguian sigue siguen queda quedan quedaba quedaban son es era eran fue fueron hay habia ha han esta "
    "estan estaba vive viven vivia vivian permanece permanecen permanecia permanecian llegaron entraron "
    "cruzaron pasaron pidieron obtuvieron recibieron".split()
)
"""What may follow "how many" at once, where the question leaves unsaid what it counts."""
# Nouns that only hold the answer: a list of tasks need not call itself one.
_CONTAINERS = frozenset(
    "topic topics subject subjects task tasks function functions role roles aim aims objective objectives "
    "purpose reason reasons use uses requirement requirements condition conditions type types kind kinds "
    "content contents theme themes goal goals matter matters thing things step steps measure measures "
    "effect effects consequence consequences efecto efectos consecuencia consecuencias "
    "finding findings achievement achievements group groups population sort part aspect aspects point points "
    "relief benefit benefits advantage advantages change changes improvement improvements difference differences "
    "novelty progress alivio beneficio beneficios ventaja ventajas cambio cambios mejora mejoras novedad novedades "
    "avance avances "
    "element elements detail details issue issues result results outcome outcomes tema temas materia "
    "materias tarea tareas funcion funciones papel fin fines objetivo objetivos proposito motivo motivos "
    "razon razones uso usos requisito requisitos condicion condiciones tipo tipos clase contenido asunto "
    "asuntos cosa cosas paso pasos etapa etapas medida medidas hallazgo hallazgos logro logros grupo "
    "grupos poblacion parte aspecto aspectos punto puntos elemento elementos detalle detalles cuestion "
    "cuestiones resultado resultados problem problems problema problemas opening openings opportunity opportunities "
    "option options possibility possibilities oportunidad oportunidades opcion opciones posibilidad posibilidades "
    "circumstance circumstances circunstancia circunstancias manner way ways manera maneras modo forma formas".split()
)
# "qué prevé el proyecto": an article after the word shows that the word is a verb; so does a subject before "qué".
_VERB_FIRST = re.compile(
    r"^(?:(?!\bque\b).)*?\bque [\w'-]+ (?:el|la|los|las|un|una|al|a|se)\b|\w, (?:y )?que (?:se )?[\w'-]+$|"
    r"\bque (?:trata|dice|dispone|establece|regula|preve|contiene)$"
)
# "What is the consul expected to do under ...?" asks for an act, whatever noun follows "what".
_ASKS_FOR_ACT = re.compile(
    r"^(?:and )?what\b(?!.*\b(?:what|which)\b).*\b(?:to|can|must|may|should|does|did|do) do\b|"
    r"^what (?:does|do|did|must|can|may|should|will)\b.* do\b"
)
_FOCUS = {
    "en": re.compile(r"\b(?:what|which)\s+(?:(?:is|are|was|were)\s+)?(?:(?:the|an?)\s+)?((?:[\w'-]+\s*){1,3})"),
    "es": re.compile(
        r"\b(?:que|cual|cuales)\s+(?:(?:es|son|fue|fueron)\s+)?(?:(?:el|la|los|las|un|una)\s+)?((?:[\w'-]+\s*){1,2})"
    ),
}


_HAPPENS = re.compile(
    r"\bque (?:le |les |se )?(pasa|pasara|pasaria|sucede|sucedera|sucederia|ocurre|ocurrira|ocurriria)\b|"
    r"\bwhat (?:would |will |may |might |can )?(happens?)\b"
)


def happening(folded: str) -> frozenset[str]:
    """The verb of "what happens if ...?", of "why does it call it so?" or the noun of "in what capacity ...?".

    None of these says what is asked.
    """
    found = [m for pattern in (_HAPPENS, _CALLS, _AS_WHAT) if (m := pattern.search(folded))]
    return frozenset(word for m in found for word in m.groups() if word)


_CALLS = re.compile(
    r"\b(?:do|does|did|to|would) (?:(?:\w+ ){1,4})?(call|deem)\b(?! (?:on|upon|for|in|back|by)\b)(?= \w+ \w)"
)
_AS_WHAT = re.compile(
    r"\b(?:in|under) (?:what|which) (capacity|guise)\b|\b(?:en|con) que (calidad|caracter)\b|"
    r"\ben (calidad|condicion|caracter) de que\b"
)


# "What level of English ...?", "qué nivel de estudios": what the level is of is asked for.
_DEGREE = {
    "en": re.compile(r"\b(?:what|which) (?:\w+ )?(?:level|degree|grade|standard) of ([\w'-]+)"),
    "es": re.compile(r"\bque (?:nivel|grado) de (?:l )?([\w'-]+)"),
}


# "Whose money is behind the course in which officials were trained?" does not ask which officials.
_ASKS_OTHERWISE = {
    "en": re.compile(r"^(?:and )?(?:(?:in|with|to|from|of|for|by|on|at) )?(?:who|whom|whose|when|where|why|how)\b"),
    "es": re.compile(
        r"^(?:y )?(?:(?:a|con|de|en|para|por) )?(?:quien|quienes|cuando|donde|por que|como|cuant[oa]s?)\b(?! [\w ]+,)"
    ),
}


_PLURAL = re.compile(r"(?<![su])s$")


def focus_of(folded: str, language: str) -> frozenset[str]:
    """The noun phrase right after "what" or "which", up to its first stop word."""
    found = _FOCUS[language].search(folded)
    degree = _DEGREE[language].search(folded)
    if happening(folded) or _ASKS_OTHERWISE[language].match(folded):
        return frozenset()
    if degree and degree[1] not in STOP_WORDS[language]:
        return frozenset({degree[1]})
    if (language == "es" and _VERB_FIRST.search(folded)) or _ASKS_FOR_ACT.search(folded):
        return frozenset()
    if language == "es" and orders_a_list(folded):
        # "Mencione las organizaciones que trabajan ...": that "que" asks nothing.
        return frozenset()
    kept: list[str] = []
    for word in words(found[1]) if found else []:
        if word in _CONTAINERS:
            return frozenset()
        if word in STOP_WORDS[language]:
            # The noun phrase ends here, so its last word is what is asked for ("what minimum income does ...").
            return frozenset(kept[-1:])
        kept.append(word)
        if language == "en" and len(kept) == 1 and _PLURAL.search(word):
            # "Which organizations work there?": after a plural no noun follows, but a verb may.
            break
    return frozenset(kept[:1] if language == "es" else kept)


# "In which areas does it protect them?" does not ask what its areas are; "in which areas is it divided?" does.
_LISTED = re.compile(
    r"(?:^|\b(?P<by>in|on|for|with|to|by|at|from|en|con|para|por|a|de|sobre) |\W)(?:what|which|que|cuales)"
    r"(?: (?:are|were|son|fueron|eran))? (?P<what>.+)"
)
_DIVIDED = re.compile(
    r"\b(?:divided|grouped|split|organi[sz]ed|structured|arranged|consists?|divid\w+|agrup\w+|organiza\w*|estructura\w*|"
    r"compone\w*|consta\w*|consist\w+)\b"
)
_DETERMINERS = frozenset("the its their these those all los las sus esos esas todos todas me us nos".split())


# "The topics or areas that it covers": one list, by either name.
_OR = frozenset({"or", "o", "u"})
_STEP_BY_STEP = re.compile(r"\b(?:step by step|paso a paso)\b")


_PLACES = re.compile(
    r"regions?|provinces?|districts?|departments?|cit(?:y|ies)|towns?|municipalit(?:y|ies)|places?|sites?|locations?|"
    r"areas?|zones?|parts?|"
    r"region(?:es)?|provincias?|distritos?|departamentos?|comarcas?|ciudad(?:es)?|municipios?|lugar(?:es)?|sitios?|"
    r"localidad(?:es)?|zonas?|partes?"
)
# "In which provinces does it work?" asks for these; "in which areas does it protect them?" may ask for anything.
_ASKS_PLACES = re.compile(
    rf"\b(?:in|en) (?:what|which|que|cuales) (?:other |otr[oa]s )?(?!areas?\b)(?:{_PLACES.pattern})\b"
)


def is_a_place(word: str) -> bool:
    """Whether a folded noun means a place in a country, of whatever kind."""
    return bool(_PLACES.fullmatch(word))


def asks_for_places(folded: str) -> bool:
    """Whether a folded question asks in which places something is so."""
    return bool(_ASKS_PLACES.search(folded))


def listed_by(folded: str) -> frozenset[str]:
    """The words of the noun of which a question asks for a list: "the six main domains of ..."; empty without one."""
    by_steps = _STEP_BY_STEP.search(folded)
    if by_steps:
        return frozenset(words(by_steps[0])[:1])
    ordered = ordered_list(folded)
    found = _LISTED.search(folded) if ordered is None else None
    if found and found["by"] and not (_DIVIDED.search(folded) or asks_for_places(folded)):
        return frozenset()
    rest = ordered if ordered is not None else found["what"] if found else ""
    named = dropwhile(lambda word: word in _DETERMINERS, words(rest))
    return frozenset(takewhile(lambda word: word in _OR or word not in EVERY_STOP_WORD, named)) - _OR


# "In which domain of the profile ...?" is answered by what a sentence stands under.
_ASKS_A_HEADING = re.compile(
    r"\b(?:what|which) (?:of the )?(?:\w+ ){0,2}?(?:domain|dimension|category|section|chapter|heading)s?\b(?! \d)|"
    r"\b(?:que|cual(?:es)?)(?: es| son)?(?: la| el| de las| de los)? (?:\w+ )?"
    r"(?:dimension(?:es)?|ambitos?|dominios?|categorias?|seccion(?:es)?|capitulos?|apartados?)\b(?! \d)"
)


def asks_for_a_heading(folded: str) -> bool:
    """Whether a folded question asks what something stands under: "In which domain of the profile ...?"."""
    return bool(_ASKS_A_HEADING.search(folded))


# "Which aims does the plan pursue?", "los temas que revisa", "se divide": the verb of what has the list.
_VERB_OF_A_LIST = re.compile(rf"\b(?:does|do|did) .*?\b(\w+)\W*$|\b(?:que|se) (\w+)|({_DIVIDED.pattern})")


def verbs_of_a_list(folded: str) -> frozenset[str]:
    """The verbs by which a question says that something has the list asked for: another may stand in its place."""
    return frozenset(verb for found in _VERB_OF_A_LIST.findall(folded) for verb in found if verb)


def counted_by(folded: str, language: str) -> frozenset[str]:
    """The first word after "how many" that carries meaning, and what directly follows it up to a stop word."""
    found = _COUNTED.search(folded)
    if not found or _OF_HOW_MUCH.search(found[0]):
        return frozenset()
    kept: list[str] = []
    either = False
    for word in words(found[1]):
        if word in _OR and kept:
            # "How many questions or indicators ...?" counts what goes by either name.
            either = True
            continue
        if word in AUXILIARY_FORMS or (not kept and word in _UNSAID):
            # "¿Y cuántos estaban ...?", "and how many were in camps?" leave unsaid what they count.
            break
        if word in STOP_WORDS[language]:
            if kept:
                break
            continue
        if kept and kept[-1].endswith("s") and not either and not (language == "es" and word.endswith("s")):
            # "How many countries take part ...?" counts countries.
            break
        kept.append(word)
    # "How many displacement tracking reports ...?" counts reports.
    return frozenset(kept[:2] + [w for w in kept[2:3] if w.endswith("s")])
