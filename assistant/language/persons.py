"""Nouns for people: who somebody is by trade, family or standing. Alternatives of patterns of folded text."""

from __future__ import annotations

PERSON = {
    "en": r"person|man|woman|boy|girl|child|kid|mother|father|mum|mom|dad|parent|son|daughter|citizen|national|worker|"
    r"employee|employer|doctor|nurse|lawyer|engineer|teacher|professor|professional|student|graduate|migrant|immigrant|"
    r"emigrant|refugee|foreigner|resident|tourist|visitor|traveller|traveler|friend|neighbou?r|colleague|cousin|brother|"
    r"sister|wife|husband|spouse|partner|couple|family|lady|guy|gentleman|youngster|teenager|minor|client|"
    r"returnee|deportee|applicant|victim|consul|official",
    "es": r"persona|hombre|mujer|nin[oa]|senora?|muchach[oa]|chic[oa]|joven|menor|madre|padre|papa|mama|hij[oa]|"
    r"ciudadan[oa]|trabajadora?|emplead[oa]|empleadora?|patron[oa]?|obrer[oa]|medic[oa]|enfermer[oa]|abogad[oa]|ingenier[oa]|"
    r"maestr[oa]|profesora?|docente|profesional|estudiante|alumn[oa]|graduad[oa]|migrante|inmigrante|emigrante|refugiad[oa]|"
    r"extranjer[oa]|solicitante|residente|turista|visitante|viajer[oa]|amig[oa]|vecin[oa]|colega|prim[oa]|herman[oa]|espos[oa]|"
    r"conyuge|pareja|familia|cliente|clienta|retornad[oa]|deportad[oa]|victima|consul|"
    r"funcionari[oa]",
}
"""One person, or a couple or a family, in the singular."""
PERSONS = {
    "en": rf"(?:{PERSON['en']})s?|people|children|women|men|wives|families",
    "es": rf"(?:{PERSON['es']})s?|trabajadores|empleadores|profesores|profesionales|jovenes|menores|senores|patrones",
}
"""One person or several."""
