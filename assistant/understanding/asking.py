"""How people put a question: greeting, courtesy and indirect question, taken off to lay bare what is asked.

"Hello, for my report I need to know whether X. Thanks!" asks "X?", for yes or no. All of this is grammar and custom of
English and Spanish; none of it knows what is asked about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.language.folding import flat
from assistant.language.lexicon import LANGUAGES
from assistant.language.persons import PERSONS
from ingest.terms import STOP_WORDS, fold


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence without its frame.

    Attributes:
        text: what is asked.
        whether: whether the frame asked for yes or no ("whether", "si").
        told: what the sentence tells before it asks: "I have heard of a desk there, and would like to know who ...".
        corrects: whether it puts right what was asked just before it: "I mean which year was it founded?".
    """

    text: str
    whether: bool = False
    told: str = ""
    corrects: bool = False


_GAP = r"[\s,:;.!¡¿–—-]+"
_GREETING = {
    "en": r"(?:hi|hello|hey|greetings|dear (?:all|colleagues?|team|sirs?|madam)|good (?:morning|afternoon|evening|day))"
    r"(?: there| all| everyone| again| team)?",
    "es": r"(?:hola|buenas|buen dia|buenos dias|buenas (?:tardes|noches)|saludos|estimad[oa]s?(?: \w+)?|que tal)"
    r"(?: a todos| de nuevo| equipo)?",
}
_FILLER = {
    "en": r"(?:please|kindly|ok|okay|well|sorry(?: to bother you)?|excuse me|thanks|thank you|hm+|um+|"
    r"(?:a |one |just a |i have a |i have one |another )?(?:quick |short |small )?question(?: for you)?(?= ?[:,.–—-])|"
    r"(?:i am |i'm )?just (?:wondering|curious|checking)(?= ?[:,.–—-])|out of curiosity|by the way|in your opinion)",
    "es": r"(?:por favor|disculpe|disculpa|disculpen|perdon|perdone|perdona|oye|oiga|mira|mire|bueno|pues|a ver|vale|"
    r"gracias|(?:tengo |hago )?(?:una|otra) (?:consulta|pregunta|duda)(?: rapida| corta)?(?= ?[:,.–—-])|"
    r"(?:solo )?por curiosidad|por cierto)",
}
_WORK = {
    "en": r"(?:report|thesis|paper|essay|research|study|work|project|presentation|article|class|course|briefing|"
    r"assignment|minister|boss|colleague|client|meeting)",
    "es": r"(?:informe|reporte|tesis|trabajo|ensayo|investigacion|estudio|proyecto|presentacion|articulo|clase|curso|"
    r"nota|reunion|tarea|jef[ea]|ministr[oa]|client[ea])",
}
_PURPOSE = {
    "en": rf"(?:for|in) (?:my|our|a|an|the|some) (?:\w+ )?{_WORK['en']}(?:(?: on| about| for)(?: \w+){{1,6}}?)?"
    rf"(?=,| ?:|$| (?:i|we|can|could|do|would)\b)",
    "es": rf"para (?:mi|nuestr[oa]|un|una|el|la) (?:\w+ )?{_WORK['es']}(?: (?:sobre|de|del|acerca de)(?: \w+){{1,6}}?)?"
    r"(?=,| ?:|$| (?:necesito|quiero|quisiera|me|necesitamos|queremos|podria|puede|sabe)\b)",
}
# "Would you be so kind as to ...", "¿Tendría usted la amabilidad de ...": what is to be done follows.
_KINDLY = {
    "en": r"(?:(?:would|could|might) you (?:please )?be (?:so |very )?(?:kind|good) (?:enough )?(?:as )?to|"
    r"would you mind|(?:would|could) it be possible (?:for you )?to|(?:please )?(?:could|would|can) you do me the "
    r"favou?r of)\s+(?=\w)",
    "es": r"(?:(?:me |nos )?(?:tendrias?|tendrian|harias?|harian|serias?|serian|podrias?|podrian) (?:usted |ustedes )?"
    r"(?:la (?:amabilidad|bondad|gentileza)|el (?:favor|bien)|tan amables?|posible|hacer(?:me)? el favor)"
    r"(?: de| como para)?(?: que (?:me|nos)(?= ))?)\s+(?=\w)",
}
_PERSON = r"(?:me|us)"
_INDIRECT = {
    "en": "|".join(
        (
            rf"(?:could|can|would|will|might) (?:you|someone|anyone|somebody|anybody) (?:please |kindly |perhaps |"
            rf"possibly |also )?(?:tell {_PERSON}|let {_PERSON} know|inform {_PERSON}|advise(?: {_PERSON})?|"
            rf"confirm(?: for {_PERSON})?|clarify(?: for {_PERSON})?|say|explain(?: to {_PERSON})?|check|find out|"
            rf"help {_PERSON} (?:understand|find out))",
            r"(?:do|does|would|might) (?:you|anyone|anybody|someone) (?:happen to )?know",
            rf"(?:would|are) you (?:be )?able to (?:tell {_PERSON}|say|confirm)",
            r"i(?:'d| would) be (?:very |most )?(?:grateful|glad|happy|interested) (?:to know|to learn|if you could "
            rf"(?:tell {_PERSON}|say|confirm))",
            r"(?:i|we) (?:was |am |were )?wonder(?:ing)? (?:if|whether) (?:you|someone|anyone) (?:could|can|might|"
            rf"would) (?:please )?(?:tell {_PERSON}|say|confirm|let {_PERSON} know)",
            r"(?:i|we)(?:'d| would)? (?:really |also |just )?(?:like|want|need|love|wish|am trying|are trying|have|was "
            rf"hoping|was trying|wanted|needed) (?:you )?to (?:know|find out|understand|learn|ask(?: you)?|check|"
            rf"confirm|verify|see|establish|tell {_PERSON}|get confirmation)",
            r"(?:i|we)(?:'m|'re| am| are)? (?:was |were |still )?wonder(?:ing|ed)?",
            r"(?:i|we)(?:'m|'re| am| are) (?:trying to (?:find out|understand|establish|learn)|curious(?: to know)?|"
            r"interested in (?:knowing|learning|finding out)|not sure|unsure|asking(?: you)?)",
            r"(?:is it possible|would it be possible) to (?:know|find out|tell me|say)",
            r"(?:may|might|can|could) i (?:please )?(?:ask|know)",
            r"(?:not sure|unsure|no idea)",
            r"(?:do you have )?any idea(?: of)?",
            rf"(?:tell {_PERSON}|let {_PERSON} know|find out|say|confirm|clarify|explain(?: to {_PERSON})?)",
            r"(?:what )?(?:i|we) (?:want|need|would like|'d like) to know(?: is)?",
            r"(?:my|the|our) question is",
            r"it would (?:help|be (?:helpful|useful|good)) to know",
        )
    ),
    "es": "|".join(
        (
            r"(?:me |nos )?(?:podria|podrias|podrian|puede|puedes|pueden|pudiera|pudieras|podeis) (?:usted |ustedes |"
            r"alguien )?(?:por favor )?(?:decir|indicar|informar|explicar|confirmar|aclarar|contar|precisar|senalar|"
            r"ayudar a (?:saber|entender))(?:me|nos)?",
            r"(?:me |nos )?(?:quisiera|quiero|queria|necesito|necesitaria|necesitamos|gustaria|interesa|interesaria|"
            r"deseo|desearia|queremos|quisieramos|queriamos|trato de|estoy tratando de|intento|busco) (?:poder )?"
            r"(?:saber|conocer|preguntar(?:le|les|te)?|confirmar|consultar(?:le|les|te)?|averiguar|entender|comprobar|"
            r"verificar|que me (?:diga|digas|digan|indique|indiques|confirme|confirmes|explique|expliques))",
            r"(?:puedo|podria|podemos|podriamos) (?:yo )?"
            r"(?:saber|conocer|preguntar(?:le|les|te)?|consultar(?:le|les|te)?)",
            r"(?:usted )?(?:sabe|sabes|saben|sabria|sabrias|sabran)(?: usted| ustedes| alguien)?(?: decir(?:me|nos))?",
            r"(?:me |le |les )?(?:agradeceria|agradecere|agradeceriamos)(?: que me (?:dijera|indicara|"
            r"confirmara)| saber)",
            r"(?:quisiera|quiero|me gustaria|necesito) que (?:me |nos )?(?:diga|digan|dijera|dijeran|indicara|"
            r"confirmara|aclarara|explicara)",
            r"(?:alguien|usted|ustedes) (?:sabe|saben)",
            r"me (?:pregunto|preguntaba)",
            r"(?:digame|dime|diganme|digan?|indiqueme|indicame|expliqueme|explicame|cuenteme|cuentame|informeme|confirmeme|"
            r"confirmame|aclareme|aclarame)",
            r"(?:es|seria) posible (?:saber|conocer|que me (?:diga|dijera|indique))",
            r"(?:decir|indicar|explicar|aclarar|confirmar|contar|precisar|resumir|informar)(?:me|nos)",
            r"(?:me |nos )?(?:resumiera|dijera|indicara|explicara|aclarara|confirmara|contara|precisara|enumerara)",
            r"se sabe",
            r"(?:tiene|tienes|tienen|hay) (?:alguna )?idea(?: de| sobre)?",
            r"(?:lo que )?(?:quiero|necesito|quisiera) saber(?: es)?",
            r"(?:mi|la|nuestra) (?:pregunta|duda|consulta) es",
        )
    ),
}
# What the frame leads in: "whether X", a question word, a colon, or what the question is about.
_COLON = r"[,:;–—]\s*"
_LED_IN = {
    "en": r"(?:(?P<whether>if|whether(?: or not)?|(?:it is |it's )?(?:true|correct|the case) that|that)\s+(?!you\b)|"
    r"(?:a (?:bit|little) |something |more |anything )?(?:about|regarding|concerning)\s+"
    r"(?=(?:what|which|who|whom|when|where|why|how|whether)\b)|"
    rf"{_COLON}|(?=(?:in |on |by |from |to |for |with |since |under |of |at |until )?"
    r"(?:what|which|who|whom|whose|when|where|why|how)\b))",
    "es": r"(?:(?:que )?(?P<whether>si|(?:si )?es (?:cierto|verdad) que|que(?= (?:no )?(?:existe|hay|tiene|se)))\s+|"
    r"(?:algo )?(?:sobre|acerca de)\s+(?=(?:que|cual|cuales|quien|quienes|cuando|donde|como|cuant[oa]s?)\b)|"
    rf"{_COLON}¿?|(?=(?:a |con |de |en |para |por |desde |hasta |segun |sobre |bajo |mediante |ante )?"
    r"(?:el |la |los |las )?(?:que|cual|cuales|quien|quienes|cuando|donde|como|cuant[oa]s?|cuanto tiempo)\b))",
}
_ABOUT = {
    "en": r"(?:(?:could|can|would) you (?:please )?)?(?:tell (?:me|us) (?:something |more |a (?:bit|little) )?about|"
    r"(?:i|we)(?:'d| would)? (?:need|want|like) (?:some |more )?(?:information|info|details|to know|to learn|to read)"
    r"(?: more| something)? (?:about|on|regarding)|(?:any |some )?(?:information|info|details) (?:about|on|regarding)|"
    r"what can you (?:tell|say) (?:me )?about|i am interested in|i'm interested in)\s+(?:the\s+(?=\w))?",
    "es": r"(?:(?:me |nos )?(?:podria|podrias|puede|puedes) (?:decir|hablar|informar|contar)(?:me|nos)?(?: algo| mas)? "
    r"(?:sobre|acerca de|de)|(?:quisiera|quiero|necesito|busco|me gustaria|deseo) (?:tener |obtener |recibir )?"
    r"(?:saber |conocer )?(?:mas |alguna |algo de |algo )?(?:informacion |datos )?(?:sobre|acerca de)|"
    r"(?:informacion|info|datos) (?:sobre|acerca de)|(?:hableme|hablame|cuenteme|cuentame|digame|dime)"
    r"(?: algo| mas)? (?:sobre|acerca de|de)|que (?:me )?(?:puede|puedes|podria|podrias) (?:decir|contar)(?:me)? "
    r"(?:sobre|acerca de|de)|me interesa)\s+(?!que\b|si\b)",
}
# "What do the documents say about who designs it?" asks who designs it.
_OF_DOCUMENTS = {
    "en": r"what (?:do|does|did) (?:the|your|these) (?:documents?|sources?|profiles?|papers?|texts?) "
    r"(?:really |actually )?(?:say|tell(?: me| us)?)(?: about| on| of)?",
    "es": r"que dicen? (?:el|los|sus|estos) (?:documentos?|fuentes|perfil|textos?) (?:realmente |en realidad )?"
    r"(?:sobre|de|acerca de)",
}
# "Could you list ...": the request stays, the courtesy goes.
_REQUEST = {
    "en": r"(?:could|can|would|will) you (?:please |kindly )?(?=(?:list|name|enumerate|give|describe|summari[sz]e|"
    r"define|indicate|identify|mention)\b)",
    "es": r"(?:me |nos )?(?:podria|podrias|puede|puedes) (?:por favor )?(?=(?:listar|nombrar|enumerar|dar|describir|"
    r"resumir|definir|indicar|identificar|mencionar)\b)",
}
_TAIL = {
    "en": r"(?:[\s,.;!–—-]+(?:thanks|thank you|many thanks|cheers|regards|please|ta)(?: (?:so much|very much|a lot|in "
    r"advance|for your help|again))?|,?\s+with (?:the|its|their) (?:dates?|sources?|references?)|"
    r",\s*(?:do|would) you know|,\s*if (?:you know|possible)|,?\s*i wonder)",
    "es": r"(?:[\s,.;!¡–—-]+(?:muchas gracias|mil gracias|gracias|saludos|por favor)(?: (?:de antemano|por (?:su|tu|"
    r"la) ayuda|por todo))?|,?\s+con (?:la |las |sus? )?(?:fechas?|fuentes?|referencias?)|"
    r",\s*¿?(?:lo )?(?:sabe|sabes)(?: usted)?|,\s*si (?:lo )?(?:sabe|sabes|es posible))",
}
_CHOICE_TAIL = {
    "en": r"[\s,]+(?:or not|(?:yes|y) or (?:no|n)|yes/no|y/n)",
    "es": r"[\s,]+(?:o no|si o no|si/no|s/n)",
}
# "Tell me the date of ..." asks what the date is; "Would you say the scheme works?" asks by itself.
_NOUN_ASKED = {
    "en": re.compile(rf"^\W*(?:please )?(?:{_INDIRECT['en']})(?<!would you say) (?=(?:the|its|their) \w)"),
    "es": re.compile(rf"^\W*(?:por favor,? )?(?:{_INDIRECT['es']}) (?=(?:el|la|los|las|sus?) \w)"),
}
# So does "I need the date of ...", unless a mark makes it a question ("do" left out: "I need the passport to enter?").
_NEED = {
    "en": r"(?:(?:i|we)(?:'d| would| am|'m| are|'re)? ?(?:really |just |urgently )?(?:need|want|like|looking for|"
    r"searching for|require|after)|(?:looking|searching) for|(?:could|can|may) (?:i|we|you) (?:please )?"
    r"(?:get|have|send me|give me)|(?:send|give|get) me)",
    "es": r"(?:(?:yo )?(?:necesito|necesitamos|quiero|queremos|quisiera|busco|buscamos|requiero|requerimos|preciso|"
    r"(?:ando|estoy|estamos) buscando)|me (?:hace falta|urge|interesa|dan?|das|pasan?|pasas)|(?:me )?"
    r"(?:puedes?|pueden|podrias?|podrian) (?:dar|pasar|enviar|facilitar)(?:me)?|"
    r"(?:dar|pasar|enviar|facilitar)(?:me|nos)|dame|deme|denme|pasame|paseme)",
}
_NEEDED = {
    "en": re.compile(rf"^\W*(?:please )?{_NEED['en']} (?:(?P<list>(?:the|a) (?:full |complete )?list of )|(?=the \w))"),
    "es": re.compile(
        rf"^\W*(?:por favor,? )?{_NEED['es']} (?:(?P<list>(?:la lista|el listado|una lista|un listado) de )|"
        r"(?=(?:el|la|los|las) \w))"
    ),
}
# "..., if you would be so kind, ...", "..., si es tan amable, ...": said by the way, it asks nothing.
_BY_THE_WAY = {
    "en": re.compile(
        r",\s*(?:please|if (?:i may|you please|possible|you (?:do not|don't) mind|you would be so kind|"
        r"that is possible)|as an? (?:outsider|newcomer|researcher|journalist|analyst))\s*,"
    ),
    "es": re.compile(
        r",\s*(?:por favor|si (?:es tan amable|son tan amables|fuera tan amable|tiene la bondad|es posible|"
        r"fuera posible|(?:me )?(?:lo )?permite|no es molestia|no le importa)|"
        r"como (?:investigador|periodista|analista|recien llegad[oa]))\s*,"
    ),
}
# The frame within a sentence: "I have heard of a desk there, and should be glad if you could tell me what it does".
_ASIDE = r"(?:,[^,;:?¿]{1,50},)?(?:\s+(?:roughly|exactly|approximately|precisely|about|please|mas o menos))?"
_WITHIN = {
    "en": re.compile(
        rf"\b(?:know|tell (?:me|us)|ask|learn|understand|say|find out|explain|summari[sz]e|clarify|"
        rf"advise(?: me| us)?|indicate){_ASIDE}\s+"
        r"(?:(?P<whether>if|whether)\s+(?!you\b)|(?=(?:in|on|by|from|to|for|with|since|under|of|at|until|into) "
        r"(?:what|which|whom|whose)\b|(?:what|which|who|whom|whose|when|where|why|how)\b))"
    ),
    "es": re.compile(
        r"\b(?:informar(?:me|nos)?(?: de| sobre)?|informara[ns]?(?: de| sobre)?|saber|conocer|"
        r"preguntar(?:le|les|te)?|entender|averiguar|comprender|"
        # "Quiero decir que ..." only tells.
        r"(?:(?<!quiero )(?<!quise )(?<!queria )decir|indicar|explicar|aclarar|confirmar|contar|precisar|resumir)"
        r"(?:me|nos|le)?|diga[ns]?|dijeran?|indicaran?|explicaran?|resumieran?|interesa(?:ria)?|pregunto|preguntaba)"
        rf"{_ASIDE}\s+"
        r"(?:(?P<whether>si)\s+|(?=(?:a|con|de|en|para|por|desde|hasta|segun|sobre|bajo|mediante|ante) "
        r"(?:que|cual|cuales|quien|quienes|donde|cuant[oa]s?)\b|(?:que|cual|cuales|quien|quienes|cuando|donde|como|"
        r"cuant[oa]s?)\b))"
    ),
}
# "Do I have the right to know why ...?" asks by itself; "Could you help me to know why ...?" does not.
_ASKS_ITSELF = {
    "en": re.compile(
        r"^\W*(?:and |so |but )?(?:(?:in|with|to|from|of|for|by|on|at) )?(?:do|does|did|is|are|was|were|has|have|had|"
        r"must|shall|should|what|which|who|whom|whose|when|where|why|how|if|may (?!i\b)|can (?!(?:you|i)\b)|"
        r"could (?!(?:you|i)\b)|would (?!(?:you|it)\b))\b(?! you know\b)"
    ),
    "es": re.compile(
        r"^\W*(?:y |pero )?(?:(?:a|con|de|en|para|por|desde|hasta|segun|sobre|bajo) )?(?:tiene|tienen|debe|"
        r"deben|es|son|esta|estan|hay|existe|existen|ha|han|me deben?|nos deben?|se|que|cual|cuales|quien|"
        r"quienes|cuando|donde|como|cuant[oa]s?|pueden? (?:el|la|los|las|una?)|"
        r"si (?!(?:es tan|son tan|tiene la|me (?:lo )?permite)))\b"
    ),
}
_ONE_ASKS = {
    "en": re.compile(r"\b(?:i|i'm|i'd|we|you|me|my)\b"),
    "es": re.compile(
        r"\b(?:me|mi|nos|le|les|usted|ustedes|quisiera|querria|quiero|necesito|gustaria|agradec\w+|podrias?|podrian|"
        r"serias?|serian|puedes?|tendrias?|harias?|estoy|soy|interesa\w*|permitame|disculpen?|perdonen?)\b"
    ),
}
_WISH = {
    "en": re.compile(
        r"\b(?:(?:would|should|'d) (?:\w+ ){0,2}?(?:like|love|wish|appreciate)|"
        r"(?:would|should|'d) be (?:\w+ )?(?:glad|grateful|obliged|thankful)|"
        r"(?:want|wish|need|hope|trying|anxious|curious|interested) (?:to|in)|wonder|(?:could|can|would|will) you|"
        r"please)\b"
    ),
    "es": re.compile(
        r"\b(?:quisiera\w*|querria\w*|quiero|queremos|necesit\w+|desear?i?a\w*|deseo|agradec\w+|podrian?s?|puedes?|"
        r"(?:me|nos) (?:gustaria|interesa\w*|urge)|pueden|seria\w*|rogaria|por favor|me pregunto)\b"
    ),
}
_ACCENTED = re.compile(r"\W*(?:\w+ )?(?:qué|cuál|cuáles|quién|quiénes|cuándo|dónde|cómo|cuánt[oa]s?)\b", re.IGNORECASE)
_BEFORE_FRAME = re.compile(r"^(.*)[,;:.]\s")
_GIVE = {
    "en": re.compile(r"^\W*(?:give|send|get) (?:me|us) "),
    "es": re.compile(r"^\W*(?:dar|pasar|enviar|facilitar)(?:me|nos) "),
}
_WHO_SAYS = {
    "en": r"(?:someone|somebody|people|they|some|many|(?:an?|my|our|one|some|this|that|another) (?:[\w'’-]+ ){1,3}?)",
    "es": r"(?:alguien|(?:una?|mi|nuestr[oa]|algun[oa]?|otr[oa]|est[ea]|es[ea]) (?:[\w-]+ ){1,3}?)",
}
# "I read that ...", "An employer claims that ...": where something comes from, and no part of it.
_HEARSAY = {
    "en": r"(?:(?:i|we)(?:'ve| have)? (?:just |once |recently |also |often |always )?(?:(?:read|heard|seen|see|"
    r"understood|understand|believe|believed|think|thought|gather|gathered|assume|assumed|suppose|learnt|learned|hear)"
    r"(?: (?:somewhere|recently|online|(?:in|from|on) (?:the |a |an |my )?[\w'’-]+))?|"
    r"(?:was|were|am|are|been|'m|keep being) (?:told|informed|advised|led to believe|under the impression))(?: that)?|"
    rf"(?:{_WHO_SAYS['en']})\s?(?:says?|said|claims?|claimed|insists?|insisted|maintains?|maintained|argues?|argued|"
    r"(?:tells?|told|assures?|assured|informed) (?:me|us|him|her|them))(?: that)?|"
    r"(?:it is|it's) (?:said|claimed|reported|often said)(?: that)?|(?:rumou?r has it|word is|apparently|supposedly)"
    r"(?: that)?,?)",
    "es": r"(?:(?:yo )?(?:(?:lei|he leido|leimos|escuche|he escuchado|oi|he oido|oimos|vi|he visto|entiendo|entendi|"
    r"creo|creia|supongo|tengo entendido)(?: (?:por ahi|hace poco|en (?:el |la |un |una |internet)?\w*))?|"
    r"(?:me|nos) (?:dijeron|han dicho|contaron|han contado|comentaron|informaron|informan|dicen|aseguran|aseguraron))"
    r" que|(?:dicen|se dice|se comenta|corre la voz de) que|"
    rf"{_WHO_SAYS['es']}\s?(?:dice|dijo|afirma|afirmo|sostiene|sostuvo|asegura|aseguro|insiste en|alega|alego|"
    r"(?:me|nos|le) (?:dice|dijo|dicen|asegura|aseguro|cuenta|conto|comento|informa|informo)) que|"
    r"(?:segun (?:dicen|me dijeron|lei|entiendo)|al parecer|supuestamente),?)",
}
_HEARD = {
    lang: re.compile(rf"^\W*(?:(?:so|and|but|y|pero) )?{_HEARSAY[lang]}\s+(?!(?:of|about|from|on|in|de|sobre) )(?=\w)")
    for lang in LANGUAGES
}
# "Is that so?", "¿Es así?": asks for yes or no of what was stated before it.
_CONFIRM = {
    "en": re.compile(
        r"(?:(?:so|and|but) )?(?:(?:is|was) (?:that|this|it|he|she|it all) (?:really |actually |still |indeed )?|"
        r"(?:are|were) they (?:really |actually |indeed )?)(?:so|right|true|correct|the case|accurate)"
        r"(?: (?:there|about (?:that|this|it)|then|or not))?|(?:right|correct|true)|"
        r"(?:does|do) (?:that|this|it|they) (?:hold|stand)(?: up| true)?|"
        r"(?:(?:can|could|would) you )?(?:please )?confirm(?: (?:that|this|it))?(?: please)?"
    ),
    "es": re.compile(
        r"(?:y |pero )?(?:(?:eso |esto |ello )?(?:es|sera|seria|fue) (?:eso |esto |ello |realmente |de verdad )?"
        r"(?:asi|cierto|verdad|correcto|exacto)(?: (?:eso|esto|o no))?|(?:cierto|correcto|verdad|de verdad)|"
        r"tienen? (?:el |ella |ellos )?razon|"
        r"(?:me |nos )?(?:lo |la )?(?:confirmas?|confirman|puedes? confirmar|podria confirmar)"
        r"(?:lo|la|melo|mela)?(?: eso| esto| por favor)?)"
    ),
}
_IS_IT_TRUE = {"en": "Is it true that {stated}?", "es": "¿Es cierto que {stated}?"}
_FRAMES = {
    language: tuple(
        re.compile(rf"^\W*(?:{source})")
        for source in (
            _GREETING[language] + rf"(?:{_GAP}|$)",
            rf"(?:please )?(?:{_KINDLY[language]})",
            _FILLER[language] + rf"(?:{_GAP}|$)",
            rf"(?:and |so |then |y |entonces )?{_PURPOSE[language]}[\s,:]+",
            rf"(?:and |so |then |also |y |entonces |tambien )?(?:please )?(?:{_INDIRECT[language]})[\s,]*"
            + _LED_IN[language],
            _OF_DOCUMENTS[language] + r"\s+" + _LED_IN[language],
            _ABOUT[language],
            _REQUEST[language],
        )
    )
    for language in LANGUAGES
}
_TAILS = {lang: re.compile(rf"(?:{_TAIL[lang]})(?P<end>\W*)$") for lang in LANGUAGES}
_CHOICES = {lang: re.compile(rf"(?:{_CHOICE_TAIL[lang]})(?P<end>\W*)$") for lang in LANGUAGES}
_OF_A_QUESTION = {
    "en": r"(?:an?|my|some|the|one|this) (?:[\w'’]+ ){0,2}?"
    r"(?:questions?|quer(?:y|ies)|doubts?|curiosity|points?|matter)",
    "es": r"(?:una|mi|esta|unas) (?:\w+ )?(?:consultas?|preguntas?|dudas?|curiosidad)",
}
# "Could you help me with a question?" asks for nothing yet.
_HELP = {
    "en": r"(?:could|can|would|may|might) (?:you|i)(?: please| kindly)? (?:ask (?:you )?(?:an?|one|some)(?: \w+)? "
    r"questions?|(?:satisfy|assist|help me|help us|bother|trouble)"
    rf"(?:(?: you)?(?: with)? {_OF_A_QUESTION['en']})?)",
    "es": r"(?:me |nos )?(?:podrian?|podrias?|pueden?|puedes) (?:usted |ustedes )?(?:(?:ayudar|orientar)(?:me|nos)?"
    rf"(?: con {_OF_A_QUESTION['es']})?|hacer(?:le|les)? una (?:pregunta|consulta))",
}
_COURTESY = {
    lang: re.compile(
        rf"^\W*(?:{_GREETING[lang]}|{_FILLER[lang].replace('(?= ?[:,.–—-])', '')}|(?:many |muchas |mil )?"
        rf"(?:thanks|thank you|gracias|regards|cheers|saludos)[^?¿]{{0,30}}|(?:i hope you can help|"
        rf"espero (?:que )?(?:me )?(?:pueda|puedan|puedas) ayudar(?:me)?)|"
        rf"{_HELP[lang]}|"
        rf"(?:i have (?:a|some) (?:\w+ )?questions?|tengo (?:una|unas) (?:\w+ )?(?:preguntas?|dudas?|"
        rf"consultas?))[^?¿]{{0,40}})\W*$",
    )
    for lang in LANGUAGES
}
_OF_ONESELF = {
    "en": re.compile(r"^\W*(?:(?:hi|hello|so|well|and)\W+)?(?:i|i'm|i've|we|we're|my|our|as an?)\b"),
    "es": re.compile(
        r"^\W*(?:(?:hola|bueno|pues|disculpen?|perdonen?|buen[oa]s \w+)\W+){0,2}(?:le escribo|yo|"
        r"nosotr[oa]s|soy|somos|estoy|estamos|trabajo (?:en|con|para|como)|mi|"
        r"necesito|necesitamos|escribo|preparo|quiero|quisiera|como (?:investigador|estudiante|analista)a?)\b"
    ),
}


# "A worker's permit is being renewed. Can he stay?", "A un señor se le ...": whose case it is, and no claim.
_OF_SOMEBODY = {
    "en": re.compile(
        rf"^\W*(?:(?:so|and|well|suppose|imagine|say|let's say)(?: that)?,? )*(?:an?|one|some|two|three|my|our) "
        rf"(?:of (?:my|our) )?(?:[\w-]+ ){{0,3}}?(?:{PERSONS['en']}|firms?|compan(?:y|ies)|business(?:es)?)\b|"
        rf"^\W*(?:an?|my|our) (?:[\w-]+ ){{0,2}}?\w{{2,}}(?:ian|ese|ean|ican|uban|elan)s? (?=\w)"
    ),
    "es": re.compile(
        rf"^\W*(?:(?:y|bueno|pues|supongamos|imagine(?:mos)?|digamos)(?: que)?,? )*(?:a )?"
        rf"(?:una?|un[oa]s|dos|tres|mis?|nuestr[oa]s?|cierto|cierta) (?:\w+ ){{0,2}}?"
        rf"(?:{PERSONS['es']}|empresas?|negocios?)\b"
    ),
}


# "I mean which year was it founded?", "Quiero decir, ¿en qué año?"; "quiero decir que ..." only tells.
_CORRECTS = {
    "en": re.compile(
        r"(?:^\W*|[,;–—-]\s*)(?:(?:no|sorry|wait|well|actually)\W+)*(?:i mean|i meant|(?:or )?rather)\b[,:]?\s+"
        r"(?=(?:(?:in|on|by|from|to|for|with|since|under|of|at|until) )?"
        r"(?:what|which|when|who|whom|whose|how|where|why|does|do|did|is|are|was|were|has|have|can|could)\b)",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"(?:^\W*|[,;–—-]\s*)(?:(?:no|perd[oó]n|disculpe|disculpa|espera|bueno)\W+)*"
        r"(?:quiero decir|quise decir|quer[ií]a decir|(?:o )?mejor dicho|(?:o )?m[aá]s bien|digo)\b[,:]?\s*"
        r"(?=¿|(?:(?:a|con|de|en|para|por|desde|hasta) )?(?:qué|cuál(?:es)?|quién(?:es)?|cuándo|dónde|cómo|cuánt[oa]s?|"
        r"cual(?:es)?|quien(?:es)?|cuant[oa]s?|que (?:año|ano|fecha|d[ií]a|mes|ley|decreto|pa[ií]s))\b)",
        re.IGNORECASE,
    ),
}
_ONLY_PURPOSE = {lang: re.compile(rf"^\W*{_PURPOSE[lang]}\W*$") for lang in LANGUAGES}


def bare(text: str) -> str:
    """A question as its meaning is taken: however it is marked, accented or capitalised, it means the same."""
    return fold(text).strip(" ¿?¡!.,;:") + "?"


def without_hearsay(sentence: str, language: str) -> str:
    """A sentence without what it says of where it was heard: "I read that the office moved" tells that it moved."""
    found = _HEARD[language].match(flat(sentence))
    rest = sentence[found.end() :] if found else ""
    return rest if _remains(rest) else sentence


def _tagged_hearsay(sentence: str, language: str) -> str:
    """Without it, what is asked in the sentence that tells it: "I read that the office moved, is that right?"."""
    found = _HEARD[language].match(flat(sentence))
    certain = found and found[0].rstrip().endswith((" that", " que"))
    return sentence[found.end() :] if found and certain and "?" in sentence else sentence


def confirming(sentence: str, stated: str, language: str) -> str | None:
    """The question whether what was stated is so, for one that asks just that of it ("Is that right?"); else None."""
    if not _CONFIRM[language].fullmatch(flat(sentence).strip(" ?!.¿¡")):
        return None
    told = without_hearsay(stated.strip(" ."), language)
    if fold(told.split()[0]) in STOP_WORDS[language]:
        told = told[0].lower() + told[1:]
    return _IS_IT_TRUE[language].format(stated=told)


def is_courtesy(sentence: str, language: str) -> bool:
    """Whether a whole sentence is greeting, thanks or the like."""
    return bool(_COURTESY[language].match(flat(sentence)))


def is_of_oneself(sentence: str, language: str) -> bool:
    """Whether a statement is about the one who asks or a case of somebody's, and so claims nothing of the matter.

    "I am writing a report.", "A family has been here for four years."
    """
    told = flat(sentence)
    of_oneself = _OF_ONESELF[language].match(told) or _ONLY_PURPOSE[language].match(told)
    return bool(of_oneself) or is_a_case(sentence, language)


def is_a_case(sentence: str, language: str) -> bool:
    """Whether a statement tells of somebody in particular: "A family has been here for four years."."""
    return bool(_OF_SOMEBODY[language].match(flat(sentence)))


def plainly(sentence: str, language: str) -> Asked:
    """What a sentence asks, without greeting, courtesy and the frame of an indirect question."""
    text, whether = _without_tail(_without_asides(sentence, language), language)
    opened = True
    while opened:
        opened = False
        for frame in _FRAMES[language]:
            found = frame.match(flat(text))
            if found and _remains(text[found.end() :]):
                whether = whether or bool(found.groupdict().get("whether"))
                text, opened = text[found.end() :], True
    text = _tagged_hearsay(text, language)
    told, asked, asks_whether = _asked_within(text, language)
    return Asked(_as_question(asked, language), whether or asks_whether, told)


def asks_within(text: str, language: str) -> bool:
    """Whether a text leads in a question with a frame somewhere within it: "... I should like to know where ..."."""
    return _asked_within(text, language)[1] != text


def wishes_to_know(sentence: str, language: str) -> bool:
    """Whether a sentence without a question mark asks all the same: "I should like to know where ...".

    "I know who runs it." does not.
    """
    return bool(_WISH[language].search(flat(sentence))) and asks_within(sentence, language)


def _asked_within(text: str, language: str) -> tuple[str, str, bool]:
    """What a sentence tells before a frame within it, what it asks after that, and whether for yes or no.

    A sentence that asks from its beginning, or in which nobody speaks of asking, is left as it is.
    """
    told = flat(text)
    if _ASKS_ITSELF[language].match(told):
        return "", text, False
    for found in _WITHIN[language].finditer(told):
        rest = text[found.end() :]
        if not _ONE_ASKS[language].search(told[: found.end()]) or not _remains(rest):
            continue
        whether = bool(found["whether"])
        if language == "es" and not whether and _has_accents(text) and not _ACCENTED.match(rest):
            # "Saber que ..." states something, where accents are written.
            continue
        before = _BEFORE_FRAME.match(text[: found.start()])
        return (before[1].strip() if before else ""), rest, whether
    return "", text, False


def corrected_in(sentence: str, language: str) -> list[tuple[str, bool]]:
    """What a sentence asks before and after it puts itself right, each with whether it puts right what is before it."""
    found = _CORRECTS[language].search(sentence)
    if not found:
        return [(sentence, False)]
    before, after = sentence[: found.start()], sentence[found.end() :]
    return [*([(before, False)] if _remains(before) else []), (after, True)]


def _without_asides(sentence: str, language: str) -> str:
    """A sentence without what is said in it by the way, for courtesy."""
    while found := _BY_THE_WAY[language].search(flat(sentence)):
        sentence = f"{sentence[: found.start()]} {sentence[found.end() :].lstrip()}"
    return sentence


def _has_accents(text: str) -> bool:
    return bool(re.search(r"[áéíóúñ]", text, re.IGNORECASE))


def _as_question(text: str, language: str) -> str:
    """A request for a thing ("tell me the date of ...") as the question what that thing is."""
    found = _NOUN_ASKED[language].match(flat(text))
    needed = _NEEDED[language].match(flat(text))
    if not found and needed and ("?" not in text or needed["list"] or _GIVE[language].match(flat(text))):
        found = needed
    if not found:
        return text
    listed = found.groupdict().get("list")
    many = bool(listed) or bool(_MANY.match(flat(text[found.end() :])))
    lead = {"en": ("what is", "what are"), "es": ("cuál es", "cuáles son")}[language][many]
    return f"{lead} {text[found.end() :]}"


_MANY = re.compile(r"(?:los|las|sus) |(?:the|its|their) (?!(?:status|address|basis|process|access)\b)\w+s\b")


def _without_tail(sentence: str, language: str) -> tuple[str, bool]:
    """The sentence without closing courtesy, and whether it closed by asking for yes or no."""
    text, whether = sentence, False
    for _ in range(3):
        for pattern in (_TAILS[language], _CHOICES[language]):
            found = pattern.search(flat(text))
            if found and _remains(text[: found.start()]):
                whether = whether or pattern is _CHOICES[language]
                kept = text[: found.start()].rstrip(" ,;.")
                text = kept + ("?" if "?" in found["end"] and "?" not in kept else "")
    return text, whether


def _remains(text: str) -> bool:
    return bool(re.search(r"\w{2}", text))
