"""Words of grammar: those that carry nothing of what a question asks, and those that limit."""

from __future__ import annotations

# Forms of ser, ir, estar, haber, tener, poder and deber that say when, not what.
AUXILIARY_FORMS = frozenset(
    "habian habra habran habria habrian hubo hubiera hubieran hayan estaban estara estaran estaria estuvo estuvieron "
    "este esten sera seran seria serian sea sean fuera fueran tenia tenian tendra tendran tendria tuvo tuvieron tenga "
    "tengan podia podian podra podran podria podrian pudo pudieron pueda puedan debia debian debera deberan deberia "
    "deberian estoy soy eres somos sois fui fuimos voy iba ibas ibamos iban doy".split()
)
ONLY = "only|solely|exclusively|solo|solamente|unicamente|exclusivamente"
"""Words that limit a thing to what follows them; alternatives of a pattern of folded text."""
# Whoever it may be, and "one" as a pronoun or an article.
ANYBODY = frozenset("someone somebody anyone anybody nobody alguien nadie cualquiera quienquiera one ones uno".split())
