"""What is said of a document, to confirm or correct; and its removal, which asks once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import streamlit as st

from assistant.ui.backend import Backend, open_workshop
from assistant.ui.countries import country_choices
from assistant.ui.filters import ISO_DATE
from assistant.ui.records import keep_upload
from assistant.ui.safe import html, label, web_address
from assistant.wording import LANGUAGES, Wording
from ingest.document import DocumentType, Metadata
from ingest.errors import IngestError
from ingest.records import DocumentRecord


def correct_details(word: Wording, backend: Backend, document: DocumentRecord, place: str = "dialog") -> None:
    """A form with the details of a document; saves them when it is sent.

    Args:
        word: the phrases of the page.
        backend: the store.
        document: whose details.
        place: where the form stands; the same document may have one in the list of work and one in a dialog.
    """
    key = f"{place}-{document.id}"
    with st.form(f"details-{key}", border=False):
        metadata = _fields(word, document.metadata, key)
        sent = st.form_submit_button(word("documents.save"), type="primary")
    if not sent:
        return
    if problem := _problem(metadata):
        st.error(word(problem))
        return
    try:
        backend.store.describe(document.id, metadata)
    except IngestError as error:
        st.error(label(error.message(word.language)))
        return
    if metadata.language != document.metadata.language and document.original:
        open_workshop(str(backend.store_path)).add([_copied(document, backend.store_path)], _options(metadata))
    close_dialog()
    st.rerun()


def close_dialog() -> None:
    """Forgets the dialog that was open."""
    st.session_state.pop("dialog", None)


def _copied(document: DocumentRecord, store: Path) -> Path:
    """A copy of the kept original under its own name, to be read anew."""
    assert document.original is not None
    return keep_upload(Path(document.path).name, document.original.read_bytes(), store)


def _options(metadata: Metadata) -> list[str]:
    """The details as arguments of ``ingest add``."""
    values = {
        "--title": metadata.title,
        "--type": metadata.type.value,
        "--country": metadata.country,
        "--language": metadata.language,
        "--date": metadata.date,
        "--url": metadata.url,
    }
    return [part for name, value in values.items() if value for part in (name, value)]


def _fields(word: Wording, meta: Metadata, key: str) -> Metadata:
    types = [t for t in DocumentType if t is not DocumentType.BRIEF or meta.type == t]
    title = st.text_input(word("documents.title_field"), meta.title, key=f"title-{key}", max_chars=300)
    left, right = st.columns(2)
    kind = left.selectbox(
        word("documents.kind"),
        types,
        index=types.index(meta.type),
        format_func=lambda t: word(f"type.{t}"),
        key=f"type-{key}",
    )
    language = right.selectbox(
        word("documents.language"),
        LANGUAGES,
        index=LANGUAGES.index(meta.language) if meta.language in LANGUAGES else 0,
        format_func=lambda code: word(f"languages.{code}"),
        key=f"language-{key}",
    )
    left, right = st.columns(2, vertical_alignment="bottom")
    date = left.text_input(
        word("documents.date_field"), meta.date or "", key=f"date-{key}", max_chars=10, placeholder="2019-04-30"
    )
    countries = ["", *country_choices(word)]
    country = right.selectbox(
        word("documents.country_field"),
        countries,
        index=countries.index(meta.country) if meta.country in countries else 0,
        format_func=word.country,
        key=f"country-{key}",
    )
    url = st.text_input(word("documents.url_field"), meta.url or "", key=f"url-{key}", max_chars=500)
    authority = meta.authority if kind == meta.type else _authority(kind)
    return replace(
        meta,
        title=" ".join(title.split()) or meta.title,
        type=kind,
        language=language,
        date=date.strip() or None,
        country=country or None,
        url=url.strip() or None,
        authority=authority,
    )


def _authority(kind: DocumentType) -> str:
    """The text of a norm is primary; what is written about norms is secondary."""
    return "primary" if kind in (DocumentType.LAW, DocumentType.DECREE) else "secondary"


def _problem(metadata: Metadata) -> str | None:
    if metadata.date and not ISO_DATE.fullmatch(metadata.date):
        return "documents.bad_date"
    if metadata.url and not web_address(metadata.url):
        return "documents.bad_url"
    return None


def remove_document(word: Wording, backend: Backend, document: DocumentRecord) -> None:
    """Asks once, then takes the document out of the store."""
    meta = document.metadata
    st.html(
        f'<p><strong lang="{html(meta.language)}">{html(meta.title)}</strong>, {html(word.date(meta.date))}</p>'
        f"<p>{html(word('documents.remove_explained'))}</p>"
    )
    with st.container(horizontal=True):
        if st.button(word("documents.remove"), type="primary", key=f"remove-{document.id}"):
            try:
                with st.spinner(word("documents.removing"), show_time=False):
                    backend.store.remove(document.id)
            except IngestError as error:
                st.error(label(error.message(word.language)))
                return
            close_dialog()
            st.rerun()
        if st.button(word("documents.keep"), key=f"keep-{document.id}"):
            close_dialog()
            st.rerun()
