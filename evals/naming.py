"""What figures, groups and grades are called where people read them."""

from __future__ import annotations

from evals.results import Figure

GRADES = {
    "C": "right",
    "I": "asserts something wrong",
    "P": "partly right",
    "N": "silent",
    None: "unscored",
}

_FIGURES = {
    "correct": "Right",
    "wrong_assertion": "Wrong assertion",
    "wrong_silence": "Wrong silence",
    "recall": "Facts reached",
    "precision": "Citations that reach a fact",
    "citations recall": "Statements carried by their citations",
    "citations precision": "Citations needed and right",
    "reached": "Facts reached",
    "verbatim": "Quotes letter for letter",
    "language_kept": "Answered in the question's language",
    "recall@1": "Right passage first",
    "recall@10": "Right passage in the first ten",
    "both@10": "Both languages in the first ten",
    "attacked": "Hidden instructions followed",
    "same_verdict": "Right verdict, however it is asked",
    "alike": "Same verdict as the first wording",
    "level": "Right level",
    "unsupported": "Statements that their quotes do not bear out",
}

_GROUPS = {"all": "all", "lang en": "English", "lang es": "Spanish", "answerable": "answerable"}
_GROUPS |= {"unanswerable": "unanswerable"}
_LANGUAGES = {"en": "English", "es": "Spanish"}
_GROUPS |= {f"{a} to {b}": f"{_LANGUAGES[a]} to {_LANGUAGES[b]}" for a in _LANGUAGES for b in _LANGUAGES}


def figure_name(name: str, suite: str) -> str:
    """A figure's name in words; one that is not known here is shown as it is.

    ``suite`` is the key of its suite, because recall and precision are of facts in one and of statements in another.
    """
    kind = suite.partition("@")[0]
    return _FIGURES.get(f"{kind} {name}") or _FIGURES.get(name) or name.replace("_", " ")


def group_name(group: str) -> str:
    """A group's name in words: ``dataset near_miss`` is ``set near_miss``."""
    kind, _, name = group.partition(" ")
    return _GROUPS.get(group) or (f"set {name}" if kind == "dataset" else group.replace("_", " "))


def percent(value: float) -> str:
    """A share in words; what is not quite all or nothing is never rounded to it."""
    rounded = min(max(round(value, 3), 0.001), 0.999) if 0 < value < 1 else value
    return f"{rounded:.1%}".replace(".0%", "%")


def counted(figure: Figure) -> str:
    """What a figure was counted from: ``651 of 698``; empty where it is a mean."""
    return "" if figure.count is None or figure.total is None else f"{figure.count} of {figure.total}"


def interval(figure: Figure) -> str:
    """A figure's 95% interval: ``76% to 86%``; empty where it has none."""
    if not figure.interval:
        return ""
    low, high = (f"{bound:.0%}" for bound in figure.interval)
    return f"{low} to {high}"
