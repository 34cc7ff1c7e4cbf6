from __future__ import annotations

from typing import Any

from evals.dataset import load
from evals.norms import KEY, grade, read_articles
from evals.plan import DATASETS, datasets_of
from evals.scorers import Scorer
from evals.sources import Sources

ITEM = load(KEY)[0]
NORM, ARTICLE = "DS-119-2003-RE", "9"
QUOTE = "La Comisión Especial se reunirá una vez al mes y extraordinariamente las veces que sea necesario"


def _answer(article: str | None) -> dict[str, Any]:
    citation = {
        "document_id": "d1",
        "type": "decree",
        "article": article,
        "page": 1,
        "quote": QUOTE,
        "start": 0,
        "end": 9,
    }
    return {
        "language": "es",
        "status": "answered",
        "verdict": None,
        "answer": f"«{QUOTE}» [1]",
        "citations": [citation],
        "caveats": [],
    }


def test_every_question_on_norms_names_an_article_and_both_languages_ask() -> None:
    items, wanted = load(KEY), read_articles(KEY)
    assert len(items) >= 60 and {i.lang for i in items} == {"en", "es"}
    assert all(bool(wanted[i.id] and i.needles) is i.answerable for i in items)


def test_an_answer_is_right_only_with_the_right_article() -> None:
    scorer, names = Scorer(Sources.of({NORM: QUOTE})), {"d1": NORM}
    right, wrong, none = (
        grade([ITEM], [_answer(article)], read_articles(KEY), scorer, names)[0] for article in (ARTICLE, "10", None)
    )
    assert right.right and not wrong.right and not none.right
    assert (right.placed, none.placed) == (1, 0)


def test_sets_with_a_command_of_their_own_are_no_sets_of_the_answers_suite() -> None:
    assert {"norms", "disagreement", "as_of"}.isdisjoint(path.stem for path in datasets_of(str(DATASETS)))
