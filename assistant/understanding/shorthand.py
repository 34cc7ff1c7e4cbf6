"""Shorthand, idioms and phrases of lack, written out in plain words before a question is read."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.language.folding import flat

# Shorthand of messages and of notes. A word stands here only if it is no word of the language itself.
_SHORTHAND: Mapping[str, Mapping[str, str]] = {
    "en": {
        "wich": "which",
        "wat": "what",
        "wut": "what",
        "wen": "when",
        "wht": "what",
        "wha": "what",
        "whn": "when",
        "hw": "how",
        "hows": "how is",
        "wheres": "where is",
        "whens": "when is",
        "wats": "what is",
        "thats": "that is",
        "im": "i am",
        "ive": "i have",
        "couldnt": "couldn't",
        "wouldnt": "wouldn't",
        "shouldnt": "shouldn't",
        "wasnt": "wasn't",
        "werent": "weren't",
        "wont": "won't",
        "wether": "whether",
        "wud": "would",
        "cud": "could",
        "shud": "should",
        "ppl": "people",
        "abt": "about",
        "cuz": "because",
        "evry": "every",
        "thru": "through",
        "btwn": "between",
        "fone": "phone",
        "wanna": "want to",
        "gimme": "give me",
        "u": "you",
        "ur": "your",
        "r": "are",
        "pls": "please",
        "plz": "please",
        "thx": "thanks",
        "w/o": "without",
        "w/": "with",
        "b/w": "between",
        "dont": "don't",
        "doesnt": "doesn't",
        "didnt": "didn't",
        "isnt": "isn't",
        "arent": "aren't",
        "hasnt": "hasn't",
        "havent": "haven't",
        "cant": "can't",
        "whats": "what is",
        "what's": "what is",
        "whos": "who is",
        "who's": "who is",
        "when's": "when is",
        "where's": "where is",
        "how's": "how is",
        "theres": "there is",
        "natl": "national",
        "nat'l": "national",
        "intl": "international",
        "int'l": "international",
        "govt": "government",
        "gov't": "government",
        "dept": "department",
        "exec": "executive",
        "yrs": "years",
        "yr": "year",
        "hrs": "hours",
        "mou": "memorandum of understanding",
    },
    "es": {
        "q": "que",
        "k": "que",
        "ke": "que",
        "xq": "por que",
        "pq": "por que",
        "porq": "por que",
        "xk": "por que",
        "tb": "también",
        "tmb": "también",
        "tbn": "también",
        "d": "de",
        "x": "por",
        "xa": "para",
        "pa": "para",
        "an": "han",
        "xfavor": "por favor",
        "porfavor": "por favor",
        "porfis": "por favor",
        "porke": "por que",
        "kiero": "quiero",
        "kual": "cual",
        "kuando": "cuando",
        "qando": "cuando",
        "qanto": "cuanto",
        "qantos": "cuantos",
        "qantas": "cuantas",
        "dsd": "desde",
        "dsde": "desde",
        "asta": "hasta",
        "avia": "había",
        "abia": "había",
        "aora": "ahora",
        "oras": "horas",
        "ase": "hace",
        "aki": "aquí",
        "acer": "hacer",
        "aser": "hacer",
        "exite": "existe",
        "ala": "a la",
        "tlf": "teléfono",
        "tfno": "teléfono",
        "depto": "departamento",
        "dnd": "donde",
        "cdo": "cuando",
        "cndo": "cuando",
        "kien": "quien",
        "qn": "quien",
        "cto": "cuanto",
        "ctos": "cuantos",
        "sta": "esta",
        "ay": "hay",
        "oy": "hoy",
        "anio": "año",
        "anios": "años",
        "sige": "sigue",
        "tien": "tiene",
        "xfa": "por favor",
        "porfa": "por favor",
        "pf": "por favor",
        "info": "información",
        "min": "ministerio",
        "nal": "nacional",
        "intl": "internacional",
        "dpto": "departamento",
        "gob": "gobierno",
        "mou": "memorando de entendimiento",
    },
}
_TOKEN = re.compile(r"(?<![\w/.'’-])[^\W\d_]+(?:[/'’][^\W\d_]*)?(?![\w/-])")


# What a phrase with "without" says; its words apart, the negator left out, would say the contrary.
_SOMEONE = {
    "en": r"(people|persons?|those|someone|anyone|migrants?|foreigners?)",
    "es": r"(personas?|gente|quienes?|alguien|migrantes?|extranjer[oa]s?)",
}
_WITHOUT = {"en": r"(?:without|with no|who have no|lacking)", "es": r"(?:sin|que no tienen?)"}
_LACKING: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "en": (
        (re.compile(rf"\b{_SOMEONE['en']} {_WITHOUT['en']} (?:a |any )?nationality\b", re.IGNORECASE), r"stateless \1"),
        (
            re.compile(
                rf"\b{_SOMEONE['en']} {_WITHOUT['en']} (?:any |legal |valid |regular |the right )?"
                r"(?:papers|documents|legal status|status)\b",
                re.IGNORECASE,
            ),
            r"\1 in an irregular migratory situation",
        ),
    ),
    "es": (
        (
            re.compile(rf"\b{_SOMEONE['es']} {_WITHOUT['es']} (?:ninguna )?nacionalidad\b", re.IGNORECASE),
            r"\1 apátridas",
        ),
        (
            re.compile(
                rf"\b{_SOMEONE['es']} {_WITHOUT['es']} (?:ning[uú]n )?(?:papel|papeles|documentos)\b", re.IGNORECASE
            ),
            r"\1 en situación migratoria irregular",
        ),
    ),
}


# A word typed as another that is right elsewhere: its place in the sentence tells.
_CONFUSED: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "en": (
        (re.compile(r"^(\W*)dose (?=\w)", re.IGNORECASE), r"\1does "),
        (re.compile(r"\b(what|when|where|how|why|who|(?:which|how many) \w+) dose\b", re.IGNORECASE), r"\1 does"),
        (re.compile(r"(?<=\w )where (?=ther\b|there\b)"), "were "),
        (re.compile(r"\b(know|say|sure|me|ask|unclear) w(?:eather|ether)\b", re.IGNORECASE), r"\1 whether"),
        (re.compile(r"\bb4\b"), "before"),
        (re.compile(r"\b(need(?:ed)?|apply|responsible|pays?|wait) 4 (?=[a-z])"), r"\1 for "),
    ),
    "es": (
        # "a ratificado": what follows is no noun, as "a pedido de" has.
        (
            re.compile(
                r"(^\W*|\w )a (?!(?:estado|lado|mercado|pedido|partido|sentido|cuidado|empleado|refugiado|asilado|"
                r"juzgado|grado|listado|tratado|contado|resultado|sueldo|diputado|abogado|apellido)\b)"
                r"(?=\w{2,}[ai]do\b)"
            ),
            r"\1ha ",
        ),
        (re.compile(r"\b(cuando|que|q|ke|k|como|donde|no|a[nñ]o|si) c (?=[a-záéíóú]{2})"), r"\1 se "),
        (re.compile(r"^(\W*)ahi (?=(?:un|una|algun|alguna|algo)\b)", re.IGNORECASE), r"\1hay "),
        (re.compile(r"(?<=\w )i (?=[a-záéíóú]{3})"), "y "),
        (re.compile(r"^c (?=(?:pued|ha|necesit|requier|permit|exij)\w*)"), "se "),
    ),
}


# Phrases whose words apart say another thing: no account is taken, and none kept, where gender is taken into account.
_IDIOMS: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "en": (
        (
            re.compile(r"\btak(?:e|es|ing|en)\b((?: [\w'’-]+){0,6}?) into (?:account|consideration)\b", re.I),
            r"consider\1",
        ),
        (re.compile(r"\btak(?:e|es|ing|en) (?:account|note|heed) of\b", re.I), "consider"),
        (re.compile(r"\b(?:right|straight) away\b|\bright now\b", re.I), "immediately"),
        (re.compile(r"\bhow far back does (.+?) go\b", re.I), r"since when is there \1"),
    ),
    "es": (
        (
            re.compile(
                r"\b(?:tienen?|toman?|ten(?:er|ga|gan|iendo)|tom(?:ar|e|en|ando)) en (?:cuenta|consideraci[oó]n)\b",
                re.I,
            ),
            "considera",
        ),
    ),
}


def in_full(text: str, language: str) -> str:
    """The text with shorthand, idioms and phrases of lack in plain words; what stands in capitals is a name."""
    table = _SHORTHAND[language]
    for phrase, plain in (*_CONFUSED[language], *_LACKING[language], *_IDIOMS[language]):
        text = phrase.sub(plain, text)
    return _TOKEN.sub(lambda m: m[0] if m[0].isupper() and len(m[0]) > 1 else table.get(flat(m[0]), m[0]), text)


def is_shorthand(word: str, language: str) -> bool:
    """Whether a folded word is shorthand of a language."""
    return word in _SHORTHAND[language]
