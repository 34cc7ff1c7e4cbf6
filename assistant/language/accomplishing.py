"""Sentences that tell that something was brought about: approved, created, ratified, opened."""

from __future__ import annotations

import re

_BRINGS_ABOUT = re.compile(
    r"\b(?:approved|adopted|created|established|introduced|incorporated|ratified|ratification|acceded|accession|"
    r"launched|set up|enacted|began|begun|started|joined|deposited|added|inaugurated|extended|opened|concluded|"
    r"entered into force|now (?:has|offers|provides|also|includes|covers|issues|publishes)|"
    r"aprob(?:o|aron|ad[oa]s?)|adopt(?:o|aron|ad[oa]s?)|cre(?:o|aron|ad[oa]s?)|establec(?:io|ieron|id[oa]s?)|"
    r"introdu(?:jo|jeron|cid[oa]s?)|incorpor(?:o|aron|ad[oa]s?)|ratific(?:o|aron|ad[oa]s?|acion)|adhiri(?:o|eron)|"
    r"adhesion|lanz(?:o|aron|ad[oa]s?)|puso en marcha|promulg(?:o|ad[oa]s?)|anadi(?:o|eron)|agreg(?:o|aron)|"
    r"extendi(?:o|eron)|comenz(?:o|aron)|empez(?:o|aron)|inici(?:o|aron)|deposit(?:o|aron)|"
    r"se (?:sum|incorpor)(?:o|aron)|(?:since|desde) (?:\w+ (?:of |de |del )?){0,3}(?:19|20)\d\d|"
    r"inaugur(?:o|aron|ad[oa]s?)|ampli(?:o|aron|ad[oa]s?)|abri(?:o|eron)|suscribi(?:o|eron)|entro en vigor)\b"
)
_BINDS = re.compile(
    r"\b(?:ratified|ratification|acceded|accession|ratific(?:o|ad[oa]s?|acion)|adhiri(?:o|eron)|adhesion)\b"
)


def brings_about(folded: str) -> bool:
    """Whether a folded text says that a thing was brought about, by whatever word."""
    return bool(_BRINGS_ABOUT.search(folded))


def binds(folded: str) -> bool:
    """Whether a folded text says that a State bound itself by a treaty."""
    return bool(_BINDS.search(folded))
