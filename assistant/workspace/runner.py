"""Drafts into a workspace: one indicator a transaction, so that a kill loses at most the one at work."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from assistant.consultation import Consultation
from assistant.indicators.drafting import Drafter
from assistant.language.countries import country_name
from assistant.retrieval import Filters
from assistant.settings import Settings
from assistant.workspace import refusals
from assistant.workspace.drafts import with_draft
from assistant.workspace.jobs import Jobs
from assistant.workspace.model import Assessment
from assistant.workspace.workspace import Who, Workspace
from ingest.terms import LANGUAGES


class Runner:
    """Drafts the responses of one assessment from the documents of its country.

    Args:
        workspace: where they are kept.
        assessment: whose they are.
        consultation: whose store is searched.

    Raises:
        WorkspaceError: no document of the country is loaded.
    """

    def __init__(self, workspace: Workspace, assessment: Assessment, consultation: Consultation) -> None:
        require_documents(consultation, assessment)
        self._workspace = workspace
        self._assessment = assessment
        framework = workspace.framework(assessment.id)
        self._indicators = {i.id: i for i in framework.indicators}
        self._drafter = Drafter(consultation, framework)
        self._filters = Filters(countries=(assessment.country,))

    @classmethod
    def open(cls, store: Path, workspace: Workspace, assessment: str) -> Runner:
        """A runner over a store."""
        settings = Settings()
        return cls(workspace, workspace.assessment(assessment), Consultation.open(store, settings))

    @property
    def generation(self) -> int:
        """The state of the store that it drafts from."""
        return self._drafter.generation

    def work(self, number: int) -> None:
        """Does what is left of a job, until it is done or is to stop."""
        jobs = Jobs(self._workspace)
        while indicator := jobs.next(number):
            self._item(number, indicator)

    def one(self, indicator: str, who: Who) -> bool:
        """Drafts one indicator now; whether the draft was kept (see ``Workspace.keep_draft``)."""
        draft = self._drafter.draft(self._indicators[indicator], self._assessment.language, self._filters)
        return self._workspace.keep_draft(self._assessment.id, indicator, lambda r: with_draft(r, draft), who)

    def _item(self, number: int, indicator: str) -> None:
        draft = self._drafter.draft(self._indicators[indicator], self._assessment.language, self._filters)

        def settled(connection: sqlite3.Connection, kept: bool) -> None:
            connection.execute(
                "UPDATE job_item SET state = ? WHERE job = ? AND indicator = ?",
                ("done" if kept else "skipped", number, indicator),
            )

        with self._workspace.database.reading() as connection:
            by = connection.execute("SELECT by FROM job WHERE number = ?", (number,)).fetchone()["by"]
        who = Who(by, f"job-{number}")
        self._workspace.keep_draft(self._assessment.id, indicator, lambda r: with_draft(r, draft), who, also=settled)


def require_documents(consultation: Consultation, assessment: Assessment) -> None:
    """Refuses where the store has no document of the country.

    Raises:
        WorkspaceError: it has none.
    """
    if not consultation.store.document_ids(countries=(assessment.country,)):
        raise refusals.no_documents(*(country_name(assessment.country, language) for language in LANGUAGES))
