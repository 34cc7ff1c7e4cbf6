"""What kind of thing a question wants for an answer: yes or no, a figure, a date, an instrument, a list.

Rules of English and Spanish grammar alone: interrogatives, auxiliaries, tags, the noun after "what".
"""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.language.folding import flat
from assistant.language.lexicon import LANGUAGES
from assistant.language.money import is_a_currency
from ingest.terms import STOP_WORDS, fold, words


class Kind(StrEnum):
    """What an answer must be made of."""

    YES_NO = "yes_no"
    COUNT = "count"
    PERCENT = "percent"
    DURATION = "duration"
    MONEY = "money"
    DATE = "date"
    INSTRUMENT = "instrument"
    WHO = "who"
    LIST = "list"
    DEFINITION = "definition"
    PERSON = "person"
    CURRENCY = "currency"
    """Whether something is still in force: a profile of some past year cannot tell."""
    OPEN = "open"


INTERROGATIVE = {
    "en": "what|which|when|who|whom|whose|how|where|whereabouts|why",
    "es": "que|cual|cuales|cuando|quien|quienes|como|cuanto|cuanta|cuantos|cuantas|donde|adonde",
}
AUXILIARY = {
    "en": "does|do|did|is|are|was|were|has|have|had|can|could|may|might|must|shall|should|will|would|isn't|aren't|"
    "doesn't|don't|didn't|hasn't|haven't|can't",
    "es": "es|son|esta|estan|fue|fueron|ha|han|hay|tiene|tienen|existe|existen|puede|pueden|debe|deben|cuenta|cuentan|"
    "dispone|disponen|tuvo|hubo|sigue|siguen|se|sera|seran|habra|habia|eran|puedo|podemos|"
    "podria|podrian|debo|debemos|tengo que|tenemos que",
}
PREPOSITION = {
    "en": "in|with|to|from|of|for|by|on|under|since|until|through|at|per|into|within|among|between|during|against|"
    "according to",
    "es": "a|con|de|en|para|por|desde|hasta|segun|sobre|bajo|ante|durante|mediante|entre|contra",
}
CONJUNCTION = {"en": "and|but|or", "es": "y|e|pero|o"}

# "So does the mayor decide?", "Todavía hay cupos": what opens a question before its verb.
_LINK = {
    "en": rf"(?:{CONJUNCTION['en']}|so|then|also)",
    "es": rf"(?:{CONJUNCTION['es']}|entonces|ademas)",
}
_ADVERB = {"en": r"(?:also|still)", "es": r"(?:sera que|ya|aun|todavia|tambien|alguna vez|acaso|nunca|no)"}
SO = {
    "en": re.compile(r"^(?:so|then)(?: that)?,? "),
    "es": re.compile(r"^(?:entonces|(?:o sea|osea|es decir)(?: que)?),? "),
}
"""What leads in something that is concluded: "So they cannot appeal, right?"."""

# "Around what time ...?", "Exactamente cuánto ...?"
_ABOUT = {
    "en": r"(?:about|around|roughly|approximately|exactly|precisely|just)",
    "es": r"(?:exactamente|precisamente|aproximadamente|mas o menos)",
}
LEAD = {
    lang: re.compile(
        rf"^(?:{_LINK[lang]},?\s+)?(?:{_ABOUT[lang]}\s+)?(?:(?:{PREPOSITION[lang]})\s+)?(?:{INTERROGATIVE[lang]})\b"
    )
    for lang in LANGUAGES
}
AUX_LEAD = {
    lang: re.compile(rf"^(?:{_LINK[lang]},?\s+)?(?:{_ADVERB[lang]}\s+){{0,2}}(?:{AUXILIARY[lang]})\b")
    for lang in LANGUAGES
}
# "They pay nothing, do they?"
_TURNED = (
    r"(?<!^if not)(?<!^if so),\s*(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|should|must)(?:n't)? "
    r"(?:it|he|she|they|we|you|i|there|one)\s*$|,\s*am i (?:right|correct)\s*$|,\s*yes\s*$"
)
TAG = {
    "en": re.compile(rf",?\s*\b(?:right|correct|is(?:n't| that) (?:it|so|true|right)|true)\s*$|{_TURNED}"),
    "es": re.compile(r",?\s*\b(?:verdad|cierto|correcto|no es asi|no)\s*$"),
}
TRUTH = {
    "en": re.compile(
        r"^(?:is it (?:true|correct|right)|does (?:that|this|it) mean|am i (?:right|correct)(?: in thinking)?)"
        r"(?: that)?\s+"
    ),
    "es": re.compile(
        r"^(?:(?:es )?(?:cierto|verdad|correcto)|(?:eso |esto )?(?:significa|quiere decir)(?: eso| esto)?) que\s+"
    ),
}

CURRENCY = re.compile(
    r"\bstill\b.{0,40}\b(?:in force|valid|appl(?:y|ies|ied|icable)(?! for\b)|in effect|current|"
    r"exists?|operat\w+|used|stand(?:s|ing)?)\b"
    r"|\b(?:currently|now|today|at present)\b.{0,30}\bin (?:force|effect)\b|\bin (?:force|effect) (?:today|"
    r"now|at present|currently)\b"
    r"|\b(?:been|was|is) (?:since )?(?:repealed|replaced|superseded|amended)\b"
    r"|\b(?:sigue|siguen|continua|continuan|esta|estan|se encuentran?)\b.{0,40}"
    r"\b(?:vigente|vigentes|en vigor|en vigencia|"
    r"valid[oa]s?)\b"
    r"|\b(?:sigue|siguen|continua|continuan) (?:rigiendo|en pie|aplicandose)\b"
    r"|\b(?:aun|todavia|hoy|actualmente)\b.{0,40}\b(?:vigente|vigentes|en vigor|en vigencia|rige|aplica|valid[oa]s?)\b"
    r"|\b(?:vigente|vigentes|en vigor)\b.{0,20}\b(?:hoy|actualmente|aun|todavia)\b"
    r"|\b(?:ha sido|fue|ha quedado|esta) (?:derogad|reemplazad|sustituid|modificad)[oa]s?\b"
)
# Words in -s that are no plurals: verbs and pronouns, abstract nouns, and in Spanish what is stressed on its end.
_SINGULAR = {
    "en": r"is|was|does|has|goes|says|happens|this|its|thus|address|class|loss|\w+(?:cess|ness|gress|press|sis|us)",
    "es": r"es|eres|hemos|mas|menos|tras|dos|tres|seis|pais|mes|gas|interes|ingles|frances|portugues|\w+(?:sis|us)",
}
_HEADED = {
    "en": "service|ministry|office|agency|department|institute|mission|directorate|secretariat|corps|police|"
    "bureau|unit",
    "es": "servicio|ministerio|oficina|agencia|departamento|instituto|mision|direccion|secretaria|dependencia|cuerpo|"
    "policia|unidad",
}
# "Which bit of the Constitution says so?"
_PART_OF_A_NORM = (
    r"(?:(?:bit|part|section|chapter|passage|parte|seccion|capitulo|apartado) "
    r"(?:of (?:the|that|this)|de (?:la|esa|esta)|del) (?:\w+ )?"
    r"(?:constitution|code|law|act|decree|convention|treaty|constitucion|codigo|ley|decreto|convencion|convenio|tratado))\b"
)
# What may stand between "which" and the body it asks for: no verb, and no other noun that the body only belongs to.
_BEFORE_A_BODY = (
    r"(?:(?:(?:names?|members?) of (?:the )?|(?:arm|branch|part|level|tier|wing)s? of (?:the )?(?=government)|"
    r"(?:kind|type|sort)s? of )|(?!(?:the|an?|its|their|is|are|was|were|has|have|had|do|does|did|can|could|may|must|"
    r"should|will|would|in|on|at|by|to|for|from|with|per|into|under|of)\b)\w+ ){0,4}?"
)
# "Refugees who have a card ...": of these more is told, and nobody is asked for.
_PEOPLE_WHO = (
    rf"(?!(?:{PREPOSITION['en']})\b)(?:the |all |any )?(?:[\w-]+ )?(?:people|persons|those|women|men|children|anyone|"
    r"anybody|someone|somebody|(?!agencies|institutions|organi[sz]ations|ministries|bodies|authorities|partners|donors|"
    r"actors)[\w-]{3,}s) who\b(?!.*\bwho\b)"
)
_SET_UP = (
    rf"(?:{_HEADED['en']}|council|committee|law|decree|treaty|convention|act|code|programme|program|plan|policy|strategy|"
    r"survey|census|data|figures|statistics|organi[sz]ation|embassy|consulate|agreement|fund|centre|center|body|"
    r"institution)s?\b"
)
LISTING = frozenset(
    "list name enumerate itemize itemise mention identify lista liste listar nombra nombre nombrar enumera enumere "
    "enumerar menciona mencione mencionar indique senala senale detalla detalle desglosa desglose repasa repase".split()
)
"""The words that order a list ("Name the ..."), at the head of what is asked."""
_ORDERS_A_LIST = re.compile(rf"^(?:(?:please|por favor),? )?(?:{'|'.join(sorted(LISTING))})(?:me|nos)?\b")
_KIND_RULES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        Kind.PERCENT,
        re.compile(
            r"\bper ?cent(?:age)?\b|\bwhat (?:share|proportion|fraction)\b|"
            r"\bporcentaje\b|\bpor ciento\b|\b(?:que|cual es la) proporcion\b|"
            r"\b(?:what|which) part of (?:the |its |all )?(?:population|budget|total|costs?|financing|funds|residents|"
            r"foreigners|migrants|refugees|women|workers)\b|"
            r"\bque parte de(?:l| la| los| las) (?:poblacion|presupuesto|total|costos?|financiamiento|financiacion|"
            r"fondos|residentes|extranjeros|migrantes|refugiados|mujeres|trabajadores)\b|"
            # A rate is a share, unless it is one at which something is paid.
            r"^(?!.*\b(?:costs?|pa(?:y|ys|id)|charged?|hourly|daily|weekly|monthly|cuest\w+|vale|pag\w+|cobr\w+)\b)"
            r"(?:.*\b(?:what|which) (?:(?:is|are|was|were) )?(?:the )?(?:\w+ ){0,3}?rates?\b|.*\btasa\b)"
            r"(?! (?:for|per|por)\b)"
        ),
    ),
    (
        Kind.DURATION,
        re.compile(
            r"\bhow long\b|\bhow many (?:working |calendar |business )?(?:hours?|days?|weeks?|months?|years?)\b|"
            r"\bhow much time\b|\b(?:within|in|for) what (?:time|period|term|timeframe)\b|"
            r"\bwhat (?:is the )?(?:duration|length|period of time|deadline|time limit)\b|"
            r"\bwhat is the (?:longest|shortest) (?:(?:time|period|stay)\b|(?:\w+ ){1,5}?(?:may|can|could) "
            r"(?:stay|last|be|remain)\b)|"
            r"\bwhat is the (?:maximum|minimum) (?:(?:length|period|term|duration|time)\b|stay\b)|"
            r"\bcual es el (?:(?:tiempo|periodo) (?:maximo|minimo)|(?:maximo|minimo) de tiempo)\b"
            r"|\b(?:cual es el|what is the) (?:\w+ ){0,2}?(?:tope|limite|maximo|limit|cap|maximum)(?: \w+){0,2}? "
            r"(?:of|de|en|in) (?:\w+ )?(?:dias|semanas|meses|anos|horas|days|weeks|months|years|hours)\b"
            r"|\bwhat (?:is the |\w+ )?(?:prison|jail) (?:term|sentence)\b"
            r"|\bque (?:pena|condena) de (?:prision|carcel)\b"
            r"|\b(?:what|which) sentence (?:does|do|did|is|are|was|will|would|can)\b"
            r"|\b(?:que|cual es el) (?:rango|margen) (?:de (?:pena|anos) )?de (?:prision|carcel|pena)\b"
            r"|\bwhat (?:length|period|amount) of (?:time|stay|residen\w+)\b"
            r"|\bque (?:tiempo|(?:periodo|lapso|antiguedad) (?:minim[oa] )?de (?:tiempo|residencia|estancia))\b"
            r"|\bcuanto (?:tiempo|plazo|rato|falta para)\b|\b(?:que|cual es la) vigencia\b"
            r"|\bcuanto (?:(?:se|me|te|le|les|nos) ){0,2}(?:dur|tard|demor|dilat|tom)(?:an?|aran?|aban?|aron|o)\b"
            r"|\bcuanto (?:(?:se|me|te|le|les|nos) ){0,2}llevan?\b"
            r"|\bcuanto (?:\w+ ){1,3}?(?:durar|tardar|demorar|dilatar|quedar|permanecer)(?:me|se|nos)?\b"
            r"|\bcuant[oa]s (?:horas?|dias?|"
            r"semanas?|mes|meses|anos?)\b|\b(?:que|cual es el) plazo\b|\bduracion\b"
        ),
    ),
    (
        Kind.MONEY,
        re.compile(
            r"\bhow much (?:does|do|did|is|are|money)\b.{0,60}\b(?:cost|costs|pay|paid|fee|spend|spent|charge|"
            r"fine|fined|charged|earn|worth|money)\b|\bhow expensive\b|\bbudget\b|"
            r"\bhow much (?:is|are|was|were) (?:an?|the|my|our) (?:[\w-]+ ){0,3}?(?:visas?|permits?|cards?|"
            r"licen[cs]es?|passports?|renewals?|extensions?|stamps?|certificates?|duplicates?|cop(?:y|ies)|registrations?)\b|"
            r"\bcuanto (?:es|son|sale|salen|era) (?:el|la|l[oa]s|un[oa]?|mi) (?:\w+ )?(?:visas?|visados?|permisos?|"
            r"carnes?|cedulas?|pasaportes?|renovacion|prorroga|duplicado|certificado|tramite|tarjeta|licencia|inscripcion)\b|"
            r"\bcuanto (?:(?:se|me|te|le|les|nos) ){0,2}(?:cuestan?|costo|costaba|valen?|cobran?|pagan?|sale|"
            r"ganan?|gastan?|gasto)\b|\bcuanto (?:\w+ ){1,3}?(?:pagar|cobrar|costar|ganar|gastar)\b|"
            r"\bcuanto (?:es|son|era|fue) (?:el|la|los|las) (?:multas?|tarifas?|cuotas?|costos?|precios?|sueldos?|"
            r"salarios?|pagos?|derechos|aranceles)\b|"
            r"\bpresupuesto\b|\bhow much money\b|\bcuant(?:o dinero|a plata)\b|"
            # "Dice que los menores no pagan": an article after "que" begins a clause.
            r"\b(?:que|cual) (?!(?:el|la|los|las|no|se)\b)(?:\w+ ){1,3}?(?:cobran?|cuestan?|pagan)\b|"
            r"\bcuota\b.{0,30}\b(?:cobran?|pagan)\b|"
            r"\bwhat (?:\w+ ){1,4}?(?:charge|charged)\b|"
            r"\b(?:cost|costs|price|fee|fees|salary|wages?) (?:of|for)\b|"
            r"\bwhat (?:\w+ ){0,2}?(?:fee|fine|salary|wage|price)\b|"
            r"\bcuant[oa]s \w+ (?:cuestan?|valen?|se pagan?|hay que pagar|cobran?)\b|"
            r"\bque valor (?:tiene|tenia|tuvo)\b|"
            r"\bhow many \w+ (?:does|do|did|is|are) .{0,40}\bcosts?\b|"
            r"\bwhat is the (?:maximum|minimum|highest|lowest) (?:fee|fine|salary|price)\b|"
            r"\bwhat (?:\w+ ){1,6}?costs?\b|"
            r"^(?!(?:which|who|where|when|why)\b).*\b(?:fee|fees|cost|price|salary)$|"
            r"\bmulta\b.{0,40}\bcuanto\b|\bcuanto (?:gana|cobra|hay que pagar)\b|"
            r"\b(?:que|cual es (?:el|la)) (?:\w+ )?(?:salario|sueldo|remuneracion|tarifa|precio|costo|coste)\b|"
            r"^(?:el )?(?:salario|sueldo|remuneracion|tarifa|precio|costo|coste)\b"
        ),
    ),
    (
        Kind.COUNT,
        re.compile(
            r"\bhow many\b(?! times (?:a|per|each|every)\b)|\bhow much\b|"
            r"\b(?:what (?:is|was) the |which |what )?number of\b|"
            r"^(?:the |las? |los |el )?(?:latest|last|current|most recent|newest|ultim[oa]s?|mas recientes?) "
            r"(?:official |oficial(?:es)? )?(?:counts?|figures?|numbers?|totals?|tally|headcount|cifras?|conteos?|"
            r"recuentos?|numeros?|totales|total)\b|"
            r"\bcuant[oa]s?\b(?! veces (?:al|por|cada|en el)\b)|"
            r"\b(?:que|cual (?:es|fue|era) (?:el|la)) (?:(?:ultim[oa]|nuev[oa]) )?"
            r"(?:numero|cantidad|total|tamano|cifra)\b|"
            r"\bwhat (?:is|was) the (?:latest|newest|most recent|last) (?:(?:available|known|official) )?"
            r"(?:figure|number|count|total)\b|"
            r"\bwhat (?:is|was) the (?:headcount|split|ratio|breakdown)\b|"
            r"^(?:el |la )?(?:numero|cantidad) (?:total )?de (?!(?:telefono|fax|cuenta|pasaporte|cedula|expediente)\b)|"
            r"\bhow numerous (?:is|are|was|were)\b|"
            r"^(?:the )?size of (?:the|its|their) (?:[\w-]+ ){0,3}?(?:population|community|diaspora|backlog|"
            r"caseload|staff)\b|"
            r"^(?:el )?tamano de (?:la|su) (?:[\w-]+ ){0,3}?(?:poblacion|comunidad|diaspora)\b|"
            r"\bhow (?:large|big) (?:is|are|was|were) (?:the|its|their) (?:[\w-]+ ){0,2}?"
            r"(?:population|diaspora|community|communities|backlog|caseload|staff|workforce)\b|"
            r"\bque tan (?:grande|numeros[oa]) (?:es|era) (?:el|la|su) (?:poblacion|diaspora|comunidad)\b|"
            r"\bwhat (?:is the |was the )?"
            r"(?:volume|amount|size|total)\b|\b(?:volumen|monto) de\b|"
            r"\bwhat (?:are|were) the (?:latest )?(?:counts?|figures?|numbers?|totals?) (?:of|for|on)\b|"
            r"\bcuales (?:son|fueron|eran) (?:las cifras|los numeros|los totales) de\b|"
            r"\bwhat (?:is|was) the (?:total |current )?population\b|\bcual es la poblacion\b|\bque poblacion tiene\b|"
            r"^(?!.*\b(?:decree|law|act|convention|article|section|decreto|ley|convenio|articulo|resolucion|resolution)\b)"
            r".*\b(?:number|figure|total|numero|cifra)$"
        ),
    ),
    (
        Kind.DATE,
        re.compile(
            r"^(?!(?:and )?(?:\w+ )?(?:what|who|how|which|where|why)\b).*\bwhen\b|"
            r"\b(?:what|which) (?:years?|dates?|months?|days?|period)\b|\bsince when\b|"
            r"\bfrom what (?:year|date)\b"
            r"|^(?!(?:y )?(?:\w+ )?(?:que|quien(?:es)?|cual(?:es)?|donde|como|cuant[oa]s?)\b).*"
            r"(?:^|[\s¿(])(?:desde )?cuando\b|\b(?:que|cual) (?:anos?|fechas?|mes|meses|dias?|"
            r"periodo)\b|\bfecha (?:de|del|en)\b"
        ),
    ),
    (
        Kind.LIST,
        re.compile(
            r"\b(?:what|which) (?:of the )?(?:\w+ ){0,3}?(?:decrees|laws|instruments|provisions|resolutions|"
            r"conventions|treaties|agreements|protocols|regulations|norms)\b"
            r"|\b(?:que|cuales)(?: son)?(?: de)?(?: los| las)? (?:\w+ ){0,1}?(?:decretos|leyes|instrumentos|"
            r"disposiciones|resoluciones|convenciones|convenios|tratados|acuerdos|protocolos|normas)\b"
        ),
    ),
    (
        Kind.INSTRUMENT,
        re.compile(
            r"\b(?:what|which) (?!(?:does|do|did|has|have|had|can|will|would|should)\b)"
            r"(?:(?!(?:does|do|did)\b)\w+ ){0,2}?(?:decrees?|laws?(?! enforcement)|instruments?|provisions?|articles?|"
            r"sections?|resolutions?|conventions?|acts?|regulations?|norms?|rules?|statutes?|code|legislation|"
            r"constitution|document(?! (?:do|must|should|can|may|is (?:needed|required)|proves?|shows?)\b))\b"
            r"|\b(?:what|which) (?:(?!(?:is|was|the|a|does|did|has)\b)\w+ )?(?:treaty|protocol|clause|paragraph)\b"
            rf"|\b(?:what|which|que|cual) {_PART_OF_A_NORM}"
            r"|\b(?:what|which) (?:legal|statutory) (?:basis|footing|grounds?|foundation|authority)\b"
            r"|\b(?:que|cual)(?: es)?(?: el| la)? (?:base|fundamento|sustento|amparo) "
            r"(?:legal|juridic[oa]|normativ[oa])\b"
            r"|\b(?:que|cual|cuales)(?: es| son)?(?: el| la| los| las)? (?:\w+ ){0,1}?(?:decretos?|ley|leyes|"
            r"instrumentos?|disposicion(?:es)?|articulos?|seccion|resolucion|convenios?|convencion(?:es)?|"
            r"normas?|normativa|reglamento|estatuto|codigo|legislacion|constitucion|"
            # "¿Con qué documento se entra?", "¿Qué documento debo llevar?" ask for an identity card.
            r"(?<!con que )(?<!con cual )documento(?! (?:se |le |me |nos )?(?:necesit|exig|requier|pid|present|deb|hay|"
            r"pued|teng|tien|llev|acredit|prueb|sirv)))\b"
            r"|\b(?:que|cual)(?: es el)? (?:otro )?(?:tratado|protocolo|clausula|inciso|parrafo|numeral)\b"
        ),
    ),
    (
        Kind.PERSON,
        re.compile(
            r"\b(?:como se llama|nombre de) (?:la persona|el funcionario|la funcionaria|quien)\b|"
            r"\bname of (?:the person|whoever)\b|\bwhat is (?:he|she) called\b|"
            r"^(?:and )?who (?:is|was|are) (?:(?:now|today|currently|at present) )?(?:the )?"
            r"(?:(?:current|present|acting|incumbent) )?"
            r"(?:director|minister|head|president|chief|"
            r"representative|ambassador|secretary|commissioner|consul|superintendent|governor|mayor|prosecutor|ombudsman)"
            r"|\bname of (?:the )?(?:current )?(?:director|minister|head|president)|\b(?:como se llama|"
            r"nombre del?)(?: el| la)? (?:actual )?(?:director|ministr[oa]\b|president|jef[ea]\b)"
            r"|^(?:y )?quien (?:es|fue|era) (?:(?:hoy|ahora|actualmente|hoy dia|hoy en dia) )?(?:el |la )?"
            r"(?:actual )?(?:director|ministr|jef|president|"
            r"representante|embajador|secretari|comisionad|consul\b|superintendent|gobernador|alcalde|fiscal|defensor)|"
            # A service is headed by somebody; a council may be chaired by a ministry.
            r"^(?:and )?who (?:now |currently |today )?(?:heads?|headed|leads?|led|runs?|ran|directs?|directed) "
            rf"(?:(?!(?:{PREPOSITION['en']})\b)[\w'’-]+ ){{0,4}}?(?:{_HEADED['en']})\b|"
            r"^(?:y )?quien(?: es el que)? (?:dirige|dirigia|dirigio|encabeza|encabezaba|encabezo|lidera|lideraba|"
            r"(?:esta|estaba|estuvo) al (?:frente|mando) de) (?:(?:hoy|ahora|actualmente|hoy en dia) )?(?:la |el |l )?"
            rf"(?:[\w-]+ ){{0,2}}?(?:{_HEADED['es']})\b"
        ),
    ),
    (
        Kind.WHO,
        re.compile(
            rf"^(?!(?:and )?(?:(?:{PREPOSITION['en']}) )?(?:what|which|how|when|where|why)\b)(?!{_PEOPLE_WHO})"
            r".*\bwho\b|\bwhom\b|"
            r"\b(?:what|which) (?!(?:do|does|did|can|may|must|should|will|has|have|had|(?:is|was) an?)\b)"
            # "What is the government doing?" asks for an act.
            r"(?!(?:is|are|was|were) the (?:\w+ ){1,2}?(?:doing|planning|offering|going|trying|expected|supposed|meant|"
            r"required|able)\b)"
            rf"(?:(?:is|are|was|were) (?:(?:the|its|their|these|those) )?|of (?:the|these|those|its|their) )?"
            rf"{_BEFORE_A_BODY}"
            r"(?:ministry|ministries|institutions?|body|"
            r"bodies|agency|agencies|office|organi[sz]ations?|authority|authorities|department|commission|"
            r"committee|council|court|entity|entities|country|countries|government|actors?|partners?)\b"
            r"|\b(?:what|which) (?:(?!(?:is|was|the|a|an|does|did|has)\b)\w+ )?"
            r"(?:networks?|outfit|charity|firm|company|ngo|"
            r"university|foundation|association|federation|consortium)\b"
            # "Which unit of the ministry ...?"
            r"|\b(?:what|which) (?:\w+ )?(?:unit|directorate|division|branch|bureau|institute|section|desk|person|"
            r"official) (?:of|in|within|at) (?:the |its )?(?:[\w-]+ ){0,3}?(?:ministry|institution|agency|office|"
            r"government|council|department|service|police)\b"
            rf"|^(?!(?:y )?(?:(?:{PREPOSITION['es']}) )?(?:que|cual(?:es)?|cuant[oa]s?|cuando|donde|como)\b).*"
            r"\bquien(?:es)?\b"
            r"|\b(?:que|cual|cuales)(?: es| son| fue)?(?: el| la| los|"
            r" las)? (?:\w+ ){0,1}?(?:ministerios?|institucion(?:es)?|organismos?|entidad(?:es)?|"
            r"autoridad(?:es)?|oficina|agencia|organizacion(?:es)?|pais|paises|dependencia|comision|servicio|"
            r"organos?|entes?|instancias?|comites?|consejos?|tribunal|actores|empresa|compania|ong|fundacion|"
            r"asociacion|federacion|universidad)\b"
        ),
    ),
    (
        Kind.DEFINITION,
        re.compile(
            r"^(?:and )?what (?:exactly |precisely )?(?:is|was) (?!it\b)"
            r"(?!.* (?:doing|going|trying|planning)\b)"
            r"(?!(?:the|its|their) (?:reason|point|cause|matter|address|status|penalt(?:y|ies)|punishments?|sanctions?|"
            r"fines?|deadline)\b)"
            rf"(?!.* (?:{PREPOSITION['en']}|about|like)$)"
            r"(?:a |an |the )?[\w'-]+(?: [\w'-]+){0,3}(?:$| and )|^what counts as\b|"
            r"^(?:and )?what (?:is|are) (?:an? )?(?:[\w'-]+ ){1,3}?(?:in|under|for the purposes of|according to) "
            r"(?:the|this|law|act)\b|"
            r"^(?:y )?que se entiende por\b|^(?:y )?que quiere decir (?!(?:que|eso|esto)\b)|"
            r"^(?:y )?a que se (?:le |les )?llaman?\b|"
            r"^what does [\w' -]{1,40} (?:stand for|mean)\b"
            r"|^(?:y )?que (?:es|son|significa|significan) (?:el |la |los |las |un |"
            r"una )?[\w'-]+(?: [\w'-]+){0,3}(?:$| y )|^(?:define|definicion de)\b"
        ),
    ),
    (
        Kind.LIST,
        re.compile(
            rf"{_ORDERS_A_LIST.pattern}|"
            r"^(?:please )?(?:give|spell out|set out|run through)\b|"
            r"^(?:how|como)\b.*\b(?:step by step|paso a paso)\b|"
            r"\bwhat (?:are|were)\b|"
            rf"\b(?:what|which) (?!(?:it|he|she|they|we|you|i|about|if)\b)(?:of the |\w+ ){{0,2}}?"
            rf"(?!(?:{_SINGULAR['en']})\b)"
            r"\w{3,}s\b(?! of)"
            r"|\bcuales\b|"
            rf"(?<!\bpor )\bque (?!(?:es|el|la|los|las)\b)(?:\w+ )?(?!(?:{_SINGULAR['es']})\b)\w{{3,}}s\b"
        ),
    ),
)
# What a question opens with says what it wants, whatever it speaks of after: "From what day is the fee higher?".
_OPENERS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        # A reason, whatever it is the reason of. "¿Por qué ley ...?" asks by which one.
        Kind.OPEN,
        re.compile(
            r"^(?:and )?(?:why|how come|for what reason)\b|"
            r"^(?:y )?por que (?:razon|motivo|causa|(?:no |se )?(?:el|la|los|las|un|una|al?|en|su|sus|no|se|hay|es|son|"
            r"fue|fueron|ha|han|tiene|tienen|debe|deben|puede|pueden|hace|pid\w+|exig\w+))\b"
        ),
    ),
    (
        # "Which law sets the percentage ...?", "What is the legal basis for the fee?"
        Kind.INSTRUMENT,
        re.compile(
            rf"^(?:and )?(?:(?:{PREPOSITION['en']}) )?(?:what|which) "
            r"(?:law(?! enforcement)|decree|article|resolution|statute|treaty)\b|"
            r"^(?:and )?(?:on )?what (?:(?:is|was) the )?legal (?:basis|grounds?|footing)\b|"
            rf"^(?:y )?(?:(?:{PREPOSITION['es']}) )?(?:que|cual) (?:ley|norma|decreto|articulo|resolucion|tratado)\b|"
            # "¿De dónde sale que ...?"
            r"^(?:y )?de donde (?:sale|salio|sacan?|se saca|viene) (?:eso de )?que\b|"
            r"^(?:and )?where in the (?:\w+ )?(?:law|code|constitution|act|decree|treaty|rules)\b"
        ),
    ),
    (
        # "Where is it written that ...?"
        Kind.INSTRUMENT,
        re.compile(
            r"^(?:and |y )?(?:where (?:is|are|was|were|does|do) (?:it|that|this|the law|the rule)s? "
            r"(?:written|stated?|laid down|set out|say|said|provided?|established|found|enshrined)\b|"
            r"donde (?:esta|se|lo) (?:escrito|dice|establece|dispone|consta|senala|estipula|fija|recoge|consagra)\b|"
            r"donde (?:dice|consta|pone) (?:que|eso)\b)"
        ),
    ),
    (
        Kind.DURATION,
        re.compile(
            r"^(?:and |y )?(?:hasta cuando (?:dura|vale|rige|es valid[oa]|tiene vigencia|esta vigente)\w*|"
            r"until when (?:does|do|is|are) .*\b(?:last|valid|run)\b)"
        ),
    ),
    (
        Kind.INSTRUMENT,
        re.compile(
            r"^(?:and |y )?(?:(?:by|in|under|through|with|por|en|con|mediante|bajo) )?(?:what|which|que) "
            r"(?:kind|type|sort|rank|form|tipo|clase|rango|forma) (?:of|de) (?:legal |juridic[oa] )?"
            r"(?:norms?|laws?|decrees?|rules?|acts?|instruments?|normas?|leyes|ley|decretos?|instrumentos?|dispositivos?)\b"
        ),
    ),
    (
        Kind.OPEN,
        re.compile(
            r"^(?:please )?(?:describe|explain|outline|summari[sz]e|compare|discuss)\b|"
            r"^(?:por favor,? )?(?:describ[ae]|explique|explica|resum[ae]|compar[ae]|coment[ae])\b"
        ),
    ),
    (Kind.OPEN, re.compile(r"^(?:and |y )?(?:cada cuanto|con (?:que|cuanta) frecuencia|how (?:often|frequently))\b")),
    (
        # What has an age was set up in some year; how old a person must be is another matter.
        Kind.DATE,
        re.compile(
            r"^(?:and |y )?(?:how long ago|hace (?:ya )?cuanto|cuanto (?:tiempo )?hace que)\b|"
            r"^(?:and )?how (?:recent|up to date|up-to-date) (?:is|are|was|were)\b|"
            rf"^(?:and )?how old (?:is|are) (?:the|this|that|these|those|its) (?:[\w-]+ ){{0,3}}?{_SET_UP}"
        ),
    ),
    (
        Kind.DATE,
        re.compile(
            r"^(?:and |y )?(?:(?:from|since|on|by|in|until|desde|hasta|en|a partir de) )?(?:what|which|que) "
            r"(?:year|date|day|month|ano|fecha|dia|mes)\b|^(?:since|until|desde|hasta) (?:when|cuando)\b|"
            r"^(?:and |y )?(?:the |la |el )?(?:date|year|fecha|ano) (?:of|for|when|in which|on which|de|del|en que)\b|"
            r"^(?:and )?what(?:'s| is| was) (?:the|its) (?:(?!\d|per\b|each\b)[a-z'-]+ )?(?:year|date)"
            r"(?= (?:of|for|when|in which|on which)\b|$)|"
            r"^(?:y )?cual(?:es)? (?:es|fue|era|son|fueron|eran) (?:el|la|los|las|sus?) (?:anos?|fechas?)\b"
        ),
    ),
    (
        Kind.WHO,
        re.compile(
            r"^(?:and )?who (?:has|can|may|must|sets?|fixes|decides?)\b|^(?:y )?quien(?:es)? (?:puede|fija)|"
            rf"^(?:and )?(?:(?:{PREPOSITION['en']}) )?whose\b|"
            # "Which country has the largest number of ...?"
            rf"^(?:and )?(?:(?:{PREPOSITION['en']}) )?(?:what|which) (?:ministry|ministries|institutions?|body(?! of)|"
            r"bodies|agency|agencies|authority|authorities|entity|entities|organi[sz]ations?|country|countries)\b(?!')|"
            rf"^(?:y )?(?:(?:{PREPOSITION['es']}) )?(?:que|cual(?:es)?) (?:ministerios?|institucion(?:es)?|organismos?|"
            r"entidad(?:es)?|autoridad(?:es)?|organizacion(?:es)?|pais(?:es)?)\b|"
            r"^(?:y )?(?:con (?:el )?|por (?:la )?)?\w+ de quien(?:es)?\b"
        ),
    ),
    (
        Kind.MONEY,
        re.compile(
            r"^(?:and )?how (?:much|high|big) (?:is|are|was|were|can) .*"
            r"\b(?:fines?|fees?|charges?|tax|penalt(?:y|ies))\b|"
            r"^(?:y )?(?:a|de) cuanto .*\b(?:multas?|sancion(?:es)?|tarifas?|tasas?|derechos|importe|monto)\b"
        ),
    ),
)
_VALUES = frozenset({Kind.PERCENT, Kind.DURATION, Kind.MONEY, Kind.COUNT})
# "Who supervises the cost of ...?" asks for somebody.
_ASKS_WHO = re.compile(r"^(?:(?:and|y) )?(?:who|whom|quien(?:es)?)\b")
CONDITION = re.compile(
    rf"^(?:if|when(?! (?:{AUXILIARY['en']})\b)|once|as soon as|si|cuando|una vez(?: que)?|en cuanto(?! a\b))\b"
    r"[^,]*\w[^,]*,\s*"
)


# "How long must it still be valid?" asks for a time, not whether it is in force.
_DIFFERENCE = re.compile(r"(?:the |la |las )?(?:difference|diferencia)s? (?:between|entre)\b")
_HOW_MANY = re.compile(rf"^(?:(?:and|y) )?(?:(?:{'|'.join(PREPOSITION.values())}) )?(?:how many|cuant[oa]s) (\w+)\b")
_HOW_LONG = re.compile(r"^(?:and |y )?(?:for )?(?:how (?:long|many|much)|cuant[oa]s?|until when|hasta cuando)\b")


def kind_of(text: str, language: str) -> Kind:
    """The kind of answer that a question wants."""
    folded, marked = fold(text).strip(" ?!.¿¡,;:"), "?" in text
    if not asks_when(text):
        folded = _after_condition(folded, language)
    asks_inside = language == "es" and bool(_ACCENTED.search(text) or _INNER_QUE.search(folded))
    if CURRENCY.search(folded) and not _HOW_LONG.match(folded):
        return Kind.CURRENCY
    if _DIFFERENCE.match(folded):
        return Kind.OPEN
    truth = TRUTH[language].match(folded)
    tagged = TAG[language].search(folded) and "," in folded
    if truth or tagged:
        return Kind.YES_NO
    lead = LEAD[language].match(folded)
    auxiliary = AUX_LEAD[language].match(folded)
    if (auxiliary and not lead) or _declares(folded, language, marked):
        return Kind.YES_NO
    counted = _HOW_MANY.match(folded)
    if counted and is_a_currency(counted[1]):
        return Kind.MONEY
    for kind, pattern in (*_OPENERS, *_KIND_RULES):
        if pattern.search(folded) and not (kind in _VALUES and _ASKS_WHO.match(folded)):
            return kind
    if lead or (language == "en" and _INNER_LEAD.search(folded)):
        return Kind.OPEN
    if not (marked or _STATES.search(folded) or (language == "es" and _VERB_LEADS.match(folded))):
        return Kind.OPEN
    return Kind.OPEN if asks_inside else Kind.YES_NO


# "¿Cuándo se creó, quién ...?": the accent tells that it asks.
_ASKS_WHEN = re.compile(r"\W*(?:y |pero )?cuándo\b", re.IGNORECASE)
# "What about nurses, are they covered?", "En cuanto a los menores, ¿pagan?"
_TOPIC = re.compile(
    r"^(?:and |but |so |y |pero )?(?:(?:what|how) about|as (?:for|regards)|regarding|concerning|with regard to|"
    r"en cuanto a|respecto (?:de|a|al)|que hay de|que pasa con)\b[^,]*\w[^,]*,\s*"
)


def asks_when(text: str) -> bool:
    """Whether a Spanish text opens with an accented "cuándo"; without the accent it may name an occasion."""
    return bool(_ASKS_WHEN.match(text))


def _after_condition(folded: str, language: str) -> str:
    """What "When a disaster strikes, does it ...?" asks, where what follows the clause is a question by itself."""
    condition = CONDITION.match(folded) or _TOPIC.match(folded)
    rest = folded[condition.end() :].strip(" ¿") if condition else ""
    return rest if AUX_LEAD[language].match(rest) or LEAD[language].match(rest) else folded


def _declares(folded: str, language: str, marked: bool) -> bool:
    """Whether a question is put as a statement: "The ministry has a budget for that?", "La OIM tiene de qué vivir"."""
    if has_something_to(folded, language):
        return True
    asks = re.search(rf"\b(?:{INTERROGATIVE[language]}|that)\b", folded)
    # "The total is?" leaves open what it asks for.
    states = _STATES.search(folded) and not folded.endswith((" is", " are", " es", " son"))
    return marked and not asks and bool(states and _SUBJECT[language].match(folded))


_SUBJECT = {
    "en": re.compile(r"(?:the|this|these|those|they|it|he|she|we|you|there|nobody|no one)\b"),
    "es": re.compile(r"(?:el|la|los|las|ell[oa]s?|nadie|este|esta|estos|estas|ese|esa|esos|esas)\b"),
}
# "La agencia tiene de dónde sacar fondos", "saben a quién acudir": whether there is something to do it with or by.
_SOMETHING_TO = re.compile(
    rf"^(?!.*\b(?:{INTERROGATIVE['es']})\b.*\b(?:{INTERROGATIVE['es']})\b)(?:(?!(?:no )?se\b)\w+ ){{1,8}}?"
    r"(?:tienen?|hay|habra|habia|tenian?|saben?|encuentran?|queda) "
    rf"(?:(?:(?:{PREPOSITION['es']}) (?:que|quien|quienes|donde)|quien|quienes|donde|adonde|como|cuando|(?<=sabe )que|"
    r"(?<=saben )que) (?:no )?\w+[aei]r(?:se|l[oa]s?|les?|nos|me)?\b|quien(?:es)? (?:l[oa]s?|les?) \w+)"
)


def has_something_to(folded: str, language: str) -> bool:
    """Whether a folded Spanish text tells that there is something or somebody to do a thing with: "tiene con que ...".

    So it asks whether there is, although it holds an interrogative.
    """
    return language == "es" and bool(_SOMETHING_TO.match(folded))


_ACCENTED = re.compile(r"\b(?:qué|cuál|cuáles|cuándo|quién|quiénes|cómo|cuánt[oa]s?|a?dónde)\b", re.IGNORECASE)
_BARE = re.compile(r"\b(?:cual|cuales|quien|quienes|cuant[oa]s?)\b")
_ACCENT = re.compile(r"[áéíóú]", re.IGNORECASE)
_BARE_HEAD = re.compile(
    r"^(?:\w+, *)?(?:(?:y|pero) )?(?:(?:a|ante|con|de|en|para|por|desde|hasta|segun|sobre|bajo|entre) )?"
    r"(?:(?:el|la|los|las) )?(?:cual|cuales|quien|quienes|cuant[oa]s?)\b"
)
_LEADING_QUE = re.compile(
    r"^(?:\w+,\s*)?(?:(?:y|pero)\s+)?(?:(?:a|con|de|en|para|por|desde|hasta|segun|sobre|bajo|mediante)\s+)?(?:que|como|donde|cuando)\b"
)


# "¿ha dictado medidas para quienes vienen?": after an auxiliary at its head "quienes" is no question.
_VERB_OPENS = re.compile(r"(?:ha|han|hay|tiene|tienen|existe|existen|puede|pueden|debe|deben|es|son|esta|estan)\b")


# "¿Quien pide asilo puede trabajar?" has two verbs: "quien" is the subject, and whether is asked.
_FREE_RELATIVE = re.compile(
    r"quien(?:es)? (?:no )?(?:(?:se|le|les|lo|la) )?(?!(?:es|son|fue|fueron|puede|pueden|debe|deben)\b)\w+ "
    r"(?:[^\s,;]+ ){0,10}?(?<!que )(?<!quien )(?<!quienes )(?:no )?(?:(?:se|le|les) )?"
    r"(?:queda|puede|debe|tiene|pierde|paga|esta|recibe|necesita|obtiene|conserva|goza)n?\b"
)


# "¿Como turista puedo abrir una cuenta?": "como" before somebody, with his verb after, asks nothing.
_BEING = re.compile(
    r"como (?:un |una )?(?:turista|refugiad[oa]|estudiante|extranjer[oa]|residente|migrante|inmigrante|emigrante|"
    r"trabajador[a]?|asilad[oa]|solicitante|apatrida|menor|ciudadan[oa]|empleador[a]?|patrono|visitante|retornad[oa]|"
    r"nacional|conyuge|jubilad[oa])s? (?:\w+ ){0,3}?(?:puedo|puede|pueden|podria|tengo|tiene|tienen|debo|debe|deben|"
    r"necesito|necesita|me|se)\b"
)


# "The council of that country - does it ever meet?": what is set before the dash is what the question is on.
_TOPIC_BEFORE = {
    lang: re.compile(
        rf"^(?!.*\b(?:{INTERROGATIVE[lang]})\b)[^?¿]{{3,120}}? [-–—] ?(?:(?:y|and) )?¿?(?:{AUXILIARY[lang]})\b"
    )
    for lang in LANGUAGES
}


def asks_whether(text: str, language: str) -> bool:
    """Whether a question asks for yes or no after a dash; or in Spanish where its marks enclose no interrogative."""
    asked = fold(text[text.rfind("¿") + 1 :]).strip(" ?!.¡")
    if _TOPIC_BEFORE[language].match(flat(text)) or has_something_to(asked, language):
        return True
    if language != "es" or "¿" not in text or _ACCENTED.search(text):
        return False
    if _FREE_RELATIVE.match(asked) or _BEING.match(asked):
        return True
    if _VERB_OPENS.match(asked) and not CURRENCY.search(asked):
        return True
    # Who writes accents leaves them out where "quienes" or "cual" only refers back.
    bare = _BARE_HEAD.match(asked) if _ACCENT.search(text) else _BARE.search(asked)
    return not bare and not _LEADING_QUE.match(asked) and not CURRENCY.search(asked)


# A question typed without its mark still has a finite verb: "panama tiene estrategia", "mgi rank countries or not".
_STATES = re.compile(
    r"^\S+(?: \S+){0,5}(?<! that)(?<! who)(?<! which)(?<! que)(?<! que no)(?<! quienes) (?:no )?"
    r"(?:has|have|is|are|can|does|do|puedo|podemos|tiene|tienen|cuenta|cuentan|hay|existe|existen|es|son|"
    r"esta|estan|puede|pueden|menciona|incluye|permite|forma parte|va a|van a|hablan? de|piden?|exigen?|reciben?|"
    r"pagan|cubren?|ofrecen?|necesitan?|protegen?|garantizan?|prohiben?|reconocen?|pertenecen?|participan?)\b"
    r"|\bor not$|\bo no$"
    r"|^(?:el|la|los|las) (?:(?!que\b)\w+ ){1,4}?\w{2,}(?:a|e|an|en) (?:\w+mente|a l[ao]s|al)\b"
    r"|\b\w{3,}(?:a|e|an|en) (?:\w+ )?\w+mente (?:con|al?|por)\b"
)


# "ratifico el pais la convencion", "acceden al empleo los extranjeros": the verb comes first, as in questions.
_WORD_BETWEEN = r"(?:(?!(?:de|del|para|contra|por|sobre|en|con|que|a|al|y|o)\b)\w+ ){0,2}"
_VERB_LEADS = re.compile(
    r"^(?:hacen? falta|"
    r"(?:no )?(?:les|le|te|nos|me(?! (?:interesa|urge|llamo|gustaria)\b)) \w+(?:a|e|an|en|aron|ieron))\b|"
    r"^(?:ya |aun |todavia |tambien |alguna vez |acaso |nunca )?(?:no )?(?:se )?(?:(?:dan|cobran|piden|exigen) \w+|"
    rf"\w{{2,}}(?:an|en|aron|ieron) {_WORD_BETWEEN}(?:el|la|los|las|al|a|en|un|una|con|sus?)|"
    rf"\w{{2,}}[aeo] {_WORD_BETWEEN}(?:el|la|los|las|un|una|al|a (?:el|la|los|las)))\b"
)
# "Outside the capital, where has it set up ...?"
_INNER_LEAD = re.compile(
    rf"^[^,]+, (?:(?:{PREPOSITION['en']}) )?(?:{INTERROGATIVE['en']})(?: else)? (?:{AUXILIARY['en']})\b|"
    # "Under the plan, what commitment did it put first?"
    rf"^(?:{PREPOSITION['en']}|as of|as for|besides|apart from|regarding)\b[^,]+, (?:(?:{PREPOSITION['en']}) )?"
    rf"(?:what|which|whose) (?:\w+ ){{1,4}}?(?:{AUXILIARY['en']})\b"
)
_INNER_QUE = re.compile(r"\b(?:en|bajo|segun|mediante) que (?!(?:se|el|la|los|las)\b)\w+ ")


# "When the borders closed and people were stranded, what did the office do?": what comes before says of what occasion.
_OCCASION = {
    "en": re.compile(
        r"^(?:and |so |but )?(?:when|after|before|during|in|under|with|within|while|once|since|as|for|at|by|besides|"
        r"apart from|aside from|given|following|regarding|concerning|among|amid|despite|through|thanks to|because of)\b"
        rf"[^?]*?, (?=(?:(?:{PREPOSITION['en']}) )?(?:{INTERROGATIVE['en']}|{AUXILIARY['en']})\b)"
    ),
    "es": re.compile(r"^[^¿?]*\w[^¿?]*?(?=¿)"),
}


# "What did the office do when the borders closed?": of what was, the clause at the end says on what occasion.
_OCCASION_AFTER = {
    "en": re.compile(
        rf"^\W*(?:and |so |but )?(?:(?:{PREPOSITION['en']}) )?(?:what|which|whom?|how|where|why)\b.*?"
        r"\b(?:did|was|were|had)\b.*?\w (?=(?:when|while|whilst) )"
    ),
    "es": re.compile(
        rf"^\W*(?:y |pero )?(?:(?:{PREPOSITION['es']}) )?(?:que|cual(?:es)?|quien(?:es)?|como|donde)\b.*?"
        r"\w{2,}(?:o|aron|ieron|aba|aban|ia|ian)\b.*?\w (?=(?:cuando|mientras|al \w+[aei]r(?:se)?) )"
    ),
}


def occasion_of(text: str, language: str) -> str:
    """What a question says of the occasion that it asks about, before or after it asks; empty where it says nothing."""
    found = _OCCASION[language].match(flat(text))
    if not found:
        return occasion_after(text, language)
    # "A policy on that, ¿existe?" asks of what stands before.
    return text[: found.end()] if _asks_enough(text[found.end() :], language) else ""


def occasion_after(text: str, language: str) -> str:
    """The clause at the end of a question on what was that names its occasion; empty where it has none."""
    found = _OCCASION_AFTER[language].match(flat(text))
    return text[found.end() :] if found and _asks_enough(text[: found.end()], language) else ""


def _asks_enough(asked: str, language: str) -> bool:
    """Whether what is left of a question without the occasion that it names is a question by itself."""
    empty = STOP_WORDS[language] | frozenset(AUXILIARY[language].split("|"))
    return len([word for word in words(asked) if word not in empty]) >= _FEWEST_ASKED


_FEWEST_ASKED = 2
"""How many words a question must have by itself, besides those of grammar, for what comes before it to count less."""


def orders_a_list(folded: str) -> bool:
    """Whether a folded question orders a list: "Name the ...", "Mencione las ..."."""
    return ordered_list(folded) is not None


def ordered_list(folded: str) -> str | None:
    """What follows the order of a folded question that orders a list; None of another question."""
    found = _ORDERS_A_LIST.search(folded)
    return folded[found.end() :] if found else None


_OPENING = rf"(?:(?:y|and) )?(?:(?:{'|'.join(PREPOSITION.values())}) )?"
_ASKED_WITH = {
    "where": re.compile(rf"{_OPENING}(?:where|donde)\b"),
    "when": re.compile(rf"{_OPENING}(?:when|cuando)\b"),
    "who": re.compile(rf"{_OPENING}(?:whom?|quien(?:es)?)\b"),
    "why": re.compile(rf"{_OPENING}(?:why|por que)\b"),
    "how many": re.compile(rf"{_OPENING}(?:how (?:many|much)|cuant[oa]s?)\b"),
}
"""The interrogatives that ask for one kind of thing each; "what" and "how" ask for anything."""


def asked_with(text: str) -> str | None:
    """With which of these interrogatives a question opens, by its English name; None where with none of them."""
    folded = fold(text).strip(" ¿")
    return next((name for name, opens in _ASKED_WITH.items() if opens.match(folded)), None)


def leads_with_interrogative(text: str) -> bool:
    """Whether a question in either language opens with an interrogative ("Where ...?", "¿En qué ...?")."""
    return any(LEAD[language].match(fold(text).strip(" ¿")) for language in LANGUAGES)


def leads_with_verb(text: str, language: str) -> bool:
    """Whether a question opens with its verb ("Does it ...?", "¿Es ...?") or an interrogative, so that it is whole."""
    folded = fold(text).strip(" ?!.¿¡,;:")
    return bool(AUX_LEAD[language].match(folded) or LEAD[language].match(folded))
