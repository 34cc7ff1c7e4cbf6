"""Fits the weights of ``assistant/judging/assurance.py`` anew: ``python -m evals.calibration --store STORE``.

For each question of the datasets with one part, the candidates that the assistant judges are taken with their signs.
One that reaches a fact of the key is an answer; the others are not, those of questions without an answer included. A
logistic regression over the signs tells the one from the other; its coefficients are printed, and how well it does on
questions whose source it has not seen. Nothing is written: whoever changes the weights measures before and after.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from numpy.typing import NDArray

from assistant.consultation import Consultation
from assistant.judging.assurance import FEATURES, Signs, features
from assistant.judging.evidence import signs_of
from assistant.retrieval import Filters
from evals.corpora import SHIPPED
from evals.dataset import Item, load
from evals.plan import TEXTS, datasets_of
from evals.sources import Sources

_CANDIDATES, _FOLDS = 14, 6
_SEED = 7


def examples(consultation: Consultation, items: Iterator[Item], sources: Sources) -> Iterator[tuple[Signs, bool, str]]:
    """The signs of each candidate, whether it answers, and the source that its question is about."""
    reading = consultation.reading()
    for item in items:
        query = reading.understanding.read(item.turns[-1])
        if len(item.turns) > 1 or len(query.parts) != 1:
            continue
        pool = reading.retrieval.pool(query, reading.retrieval.scope(Filters(), query.language))
        judged = reading.judge.judged(query, query.parts[0], pool)
        for evidence in [e for e in judged if e.admissible][:_CANDIDATES]:
            answers = any(sources.reached(needle, evidence.sentence.text) for needle in item.needles)
            yield signs_of(query.parts[0], evidence), answers, item.source or item.id


def fitted(signs: NDArray[np.float64], answers: NDArray[np.bool_], sources: list[str]) -> tuple[list[float], float]:
    """Intercept and coefficients, and the area under the curve on sources left out of the fit."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import GroupKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000, random_state=_SEED))
    unseen = cross_val_predict(model, signs, answers, groups=sources, cv=GroupKFold(_FOLDS), method="predict_proba")[
        :, 1
    ]
    scaler, regression = model.fit(signs, answers)
    weights = regression.coef_[0] / scaler.scale_
    intercept = regression.intercept_[0] - float(weights @ scaler.mean_)
    return [intercept, *weights.tolist()], float(roc_auc_score(answers, unseen))


def main(store: Annotated[Path, typer.Option(help="a store of the documents that the datasets are about")]) -> None:
    """Prints the weights that fit the datasets best."""
    consultation = Consultation.open(store)
    items = (item for path in datasets_of(SHIPPED) for item in load(path))
    rows = list(examples(consultation, items, Sources.read(TEXTS)))
    signs = np.array([features(s) for s, _, _ in rows])
    weights, area = fitted(signs, np.array([a for _, a, _ in rows]), [source for _, _, source in rows])
    typer.echo(f"{len(rows)} candidates, {sum(a for _, a, _ in rows)} of them answers; area under the curve {area:.3f}")
    for name, weight in zip(("intercept", *FEATURES), weights, strict=True):
        typer.echo(f"{weight:10.3f}  {name}")


if __name__ == "__main__":
    typer.run(main)
