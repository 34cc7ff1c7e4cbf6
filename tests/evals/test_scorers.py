from __future__ import annotations

from typing import Any

import pytest

from evals.dataset import Item, Place, parse
from evals.folding import fold, has_phrase
from evals.measures import ANSWERS, figures, groups_of
from evals.scorers import Grade, Score, Scorer
from evals.sources import Sources

PAGE = (
    "The Lake Office keeps the register of boats. Boats longer than 1,250 cm pay a fee of six florins a year. "
    "No policy on rowing boats has been adopted. The Council of Pilots does not meet regularly.\n"
)
FEE = "Boats longer than 1,250 cm pay a fee of six florins a year."
ROWING = "No policy on rowing boats has been adopted."


class OnePage:
    """A store of one document with one page."""

    def text(self, document_id: str, page: int) -> str | None:
        return PAGE if (document_id, page) == ("lake", 1) else None

    def reaches(self, item: Item, place: Place, citation: object) -> bool:
        return False


@pytest.fixture
def scorer() -> Scorer:
    return Scorer(Sources({"lake": fold(PAGE)}), OnePage())


def item(**changes: object) -> Item:
    key: dict[str, object] = {
        "id": "fee-en",
        "lang": "en",
        "type": "numeric",
        "question": "What do long boats pay?",
        "gold": "Six florins a year.",
        "must": [["six", "6", "seis"], ["florins", "florines"]],
        "must_not": ["seven florins"],
        "status": ["answered"],
        "verdict": [None],
        "needles": [{"file": "lake", "text": "pay a fee of six florins a year"}],
    }
    return parse({**key, **changes})


def policy_item(**changes: object) -> Item:
    needles = [{"file": "lake", "text": "policy on rowing boats has been adopted"}]
    key: dict[str, object] = {"id": "policy-en", "type": "indicator", "must": [], "must_not": [], "verdict": ["no"]}
    return item(**{**key, "needles": needles, **changes})


def unanswerable_item(**changes: object) -> Item:
    key: dict[str, object] = {
        "id": "none-en",
        "type": "unanswerable",
        "must": [],
        "needles": [],
        "must_not": ["florins"],
    }
    return item(**{**key, "status": ["not_found"], **changes})


def citation(quote: str = FEE, **changes: object) -> dict[str, Any]:
    start = PAGE.find(quote)
    place = {"mark": 1, "document_id": "lake", "title": "Lake", "page": 1, "start": start, "end": start + len(quote)}
    return {**place, "quote": quote, **changes}


def answer(text: str = "Long boats pay six florins [1].", **changes: object) -> dict[str, Any]:
    shape: dict[str, object] = {"id": "fee-en", "language": "en", "status": "answered", "verdict": None, "caveats": []}
    return {**shape, "answer": text, "citations": [citation()], **changes}


def silence(**changes: object) -> dict[str, Any]:
    return answer("The documents do not hold this.", status="not_found", citations=[], **changes)


def test_a_right_answer_is_graded_correct(scorer: Scorer) -> None:
    score = scorer.score(item(), answer())
    assert (score.grade, score.faults) == (Grade.CORRECT, ())
    assert score.quotes_verbatim == (True,)
    assert score.needles_reached == (True,)


def test_an_altered_quote_is_caught(scorer: Scorer) -> None:
    altered = citation(quote=FEE.replace("six", "ten"), start=PAGE.find(FEE), end=PAGE.find(FEE) + len(FEE))
    assert scorer.score(item(), answer(citations=[altered])).quotes_verbatim == (False,)


@pytest.mark.parametrize("misplaced", [{"page": 2}, {"document_id": "sea"}, {"start": 0, "end": len(FEE)}])
def test_a_quote_of_another_page_or_place_is_caught(scorer: Scorer, misplaced: dict[str, Any]) -> None:
    assert scorer.score(item(), answer(citations=[citation(**misplaced)])).quotes_verbatim == (False,)


def test_saying_yes_to_everything_is_a_wrong_assertion(scorer: Scorer) -> None:
    yes = answer("Yes [1].", verdict="yes", citations=[citation(ROWING)])
    score = scorer.score(policy_item(), yes)
    assert (score.grade, score.wrong_assertion) == (Grade.INCORRECT, True)
    assert scorer.score(unanswerable_item(), yes).wrong_assertion


def test_saying_nothing_ever_is_a_wrong_silence_where_the_documents_hold_the_answer(scorer: Scorer) -> None:
    score = scorer.score(item(), silence())
    assert (score.grade, score.wrong_silence) == (Grade.NO_ANSWER, True)
    assert scorer.score(item(), silence() | {"status": "out_of_scope"}).wrong_silence


def test_silence_is_right_where_the_documents_hold_nothing(scorer: Scorer) -> None:
    assert scorer.score(unanswerable_item(), silence()).right


def test_silence_is_no_fault_where_it_is_one_of_several_accepted_values(scorer: Scorer) -> None:
    score = scorer.score(unanswerable_item(status=["not_found", "partial"]), silence())
    assert score.right
    assert not score.wrong_silence


def test_a_silence_that_cites_or_lets_a_forbidden_figure_slip_is_not_right(scorer: Scorer) -> None:
    assert not scorer.score(unanswerable_item(), silence() | {"citations": [citation()]}).right
    slip = silence() | {"answer": "The documents do not hold this, perhaps six florins."}
    assert scorer.score(unanswerable_item(), slip).wrong_assertion


def test_a_forbidden_string_counts_in_the_answer_and_not_in_its_quotes(scorer: Scorer) -> None:
    assert scorer.score(item(), answer("Six florins, or seven florins [1].")).wrong_assertion
    assert scorer.score(item(must_not=["1250 cm"]), answer()).right


def test_what_must_be_said_may_stand_in_a_quote_or_a_caveat(scorer: Scorer) -> None:
    assert scorer.score(item(), answer("See the source [1].")).right
    assert scorer.score(item(must=[["regularly"]]), answer(caveats=["The Council does not meet regularly."])).right
    assert not scorer.score(item(must=[["weekly"]]), answer()).right


def test_a_verdict_list_with_nothing_but_null_is_not_judged(scorer: Scorer) -> None:
    assert scorer.score(item(), answer(verdict="yes")).right


def test_a_quote_far_from_the_fact_does_not_reach_it() -> None:
    text = "pay a fee of six florins a year. " + "Nothing is said here. " * 40 + "Swans are protected on the lake."
    scorer = Scorer(Sources({"lake": fold(text)}))
    near, far = citation("Nothing is said here."), citation("Swans are protected on the lake.")
    assert scorer.score(item(), answer(citations=[near])).citations_reaching == (True,)
    assert scorer.score(item(), answer(citations=[far])).citations_reaching == (False,)


def test_broken_characters_line_breaks_and_ligatures_do_not_hide_a_quote() -> None:
    source = "The O\ufffdce of the ﬁfth lake pays a fee of\nsix ﬂorins a year to every boatman who asks."
    scorer = Scorer(Sources({"lake": fold(source)}))
    quote = "The Office of the fifth lake pays a fee of six florins a year"
    needles = [{"file": "lake", "text": "every boatman who asks"}]
    assert scorer.score(item(needles=needles), answer(citations=[citation(quote)])).citations_reaching == (True,)


def test_one_of_several_places_of_a_fact_is_enough(scorer: Scorer) -> None:
    needle = {"file": "sea", "text": "nowhere", "or": [{"file": "lake", "text": "pay a fee of six florins"}]}
    assert scorer.score(item(needles=[needle]), answer()).right


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"status": "maybe"}, "'maybe' is no status"),
        ({"verdict": "perhaps"}, "'perhaps' is no verdict"),
        ({"citations": [{"mark": 1, "quote": "Six"}]}, "a citation lacks page"),
    ],
)
def test_what_is_no_answer_object_is_left_unscored_and_counted(
    scorer: Scorer, changes: dict[str, object], fault: str
) -> None:
    score = scorer.score(item(), answer() | changes)
    assert score.grade is None
    assert fault in score.faults
    counted = {f.name: f for f in figures(ANSWERS, [score, scorer.score(item(), answer())], groups_of([item()]))}
    assert (counted["correct"].count, counted["correct"].total, counted["correct"].unscored) == (1, 1, 1)


def test_an_answer_without_its_text_is_left_unscored(scorer: Scorer) -> None:
    bare = {key: value for key, value in answer().items() if key != "answer"}
    assert scorer.score(item(), bare).all_faults == ("the answer lacks answer",)


@pytest.mark.parametrize(
    ("text", "phrase", "found"),
    [
        ("the lawful way", "law", False),
        ("in 100 days", "10", False),
        ("Executive Decree N.10 of 2019", "10", True),
        ("2.531 personas", "2,531", True),
        ("Ngäbe-Buglé", "ngabe-bugle", True),
        ("an eﬀort of 5%", "5%", True),
    ],
)
def test_words_are_compared_whole_and_folded(text: str, phrase: str, found: bool) -> None:
    assert has_phrase(fold(text), phrase) is found


def test_the_figures_count_every_fault_by_language_and_type(scorer: Scorer) -> None:
    scores = some_scores(scorer)
    counted = figures(ANSWERS, scores, groups_of([score.item for score in scores]))
    shares = {(f.name, f.group): (f.count, f.total) for f in counted}
    assert shares["correct", "all"] == (2, 4)
    assert shares["wrong_assertion", "all"] == (1, 4)
    assert shares["wrong_silence", "all"] == (1, 3)
    assert shares["correct", "lang es"] == (0, 1)
    assert shares["correct", "unanswerable"] == (1, 1)
    assert shares["correct", "type indicator"] == (0, 1)
    assert [score.grade for score in scores] == ["C", "N", "I", "C"]


def some_scores(scorer: Scorer) -> list[Score]:
    wrong_yes = answer(verdict="yes", citations=[citation(ROWING)])
    return [
        scorer.score(item(pair="fee-es"), answer()),
        scorer.score(item(id="fee-es", lang="es", pair="fee-en"), silence()),
        scorer.score(policy_item(), wrong_yes),
        scorer.score(unanswerable_item(), silence()),
    ]
