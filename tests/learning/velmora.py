"""Velmora, a made-up country: a profile in six domains, on which learning is tested."""

from __future__ import annotations

import shutil
from pathlib import Path

from assistant.settings import Settings
from ingest.catalogue import Catalogue, Overrides
from ingest.document import DocumentType
from ingest.embedding import QueryEmbedder
from ingest.pipeline import Pipeline
from ingest.settings import PROJECT
from ingest.store import Store
from tests.assistant import country
from tests.ingest.store_parts import EngineEmbedder

PROFILE = """\
# Migration Governance Profile: Republic of Velmora

## Domain 1: Migrants' rights

### 1.1 Conventions ratified

| Convention | Ratified |
| --- | --- |
| Convention relating to the Status of Refugees, 1951 | Yes (1974) |
| Convention on the Reduction of Statelessness, 1961 | No |
| ILO Convention on Migration for Employment, 1949 (No. 97) | No |
| Convention on the Rights of the Child, 1989 | Yes (1993) |

### 1.2 Examples of well-developed areas

All foreign residents have the right to attend public schools until the age of 16 years. The National Health Service
(NHS-V) provides emergency care to every migrant without a fee.

Health Law 12 of 2004 guarantees emergency care to every person in the territory of Velmora.

### 1.3 Areas with potential for further development

Velmora does not have a policy against xenophobia towards migrants. There is no scholarship for the children of
migrants.

Foreign residents may request permanent residence after 7 years in the country. However, students are left out.

## Domain 2: Whole-of-government approach

### 2.1 Examples of well-developed areas

Decree Law 5 of 1998 created the Directorate of Human Mobility (DHM) as the authority for entry and stay.
Executive Decree No. 31 of 2006 established the Interministerial Council for Mobility with 9 ministries.

The Directorate of Human Mobility is a department of the Ministry of the Interior.

### 2.2 Areas with potential for further development

Velmora does not yet have a national migration strategy. The Bureau of National Statistics publishes migration figures
every two years.

Velmora collaborates with employers on migration issues, but not formally.

## Domain 3: Partnerships

### 3.1 Examples of well-developed areas

In 2011, Velmora signed a Memorandum of Understanding with Sorland on border posts. Velmora participates in the
Conference of Northern Isles on mobility.

In 2016, the Ministry of Foreign Affairs signed an agreement with Dalvia on the return of missing persons.

### 3.2 Areas with potential for further development

Velmora is in the process of joining the Northern Labour Accord. There is no formal forum with civil society.

## Domain 4: Well-being of migrants

### 4.1 Examples of well-developed areas

In 2013, the Ministry of Labour surveyed 640 firms on the foreign workers that they need. The University Board
recognizes foreign diplomas within 90 days.

### 4.2 Areas with potential for further development

There are no programmes for the financial inclusion of migrants and their families. Bill 44 of 2019 would lower
the tax on remittances to three per cent.

## Domain 5: Mobility dimension of crises

### 5.1 Examples of well-developed areas

The Office of Civil Protection has a plan that includes foreign residents. Executive Decree No. 77 of 2015 created the
Office for Displaced Persons to receive people from flooded islands.

### 5.2 Areas with potential for further development

The Government has not established measures to assist its nationals abroad in a crisis.

## Domain 6: Safe, orderly and regular migration

### 6.1 Examples of well-developed areas

Law 8 of 2009 created the Border Guard as a civil body. The Border Guard has 1,240 officers in 14 border posts.

### 6.2 Areas with potential for further development

Velmora has no national plan against trafficking in persons. Section 22 of Law 8 of 2009 gives the judge forty-
eight hours to confirm a detention.

## Annex: the MGI process

The first step of the process is to explain the MGI to officials. The second step of the process is to gather
data on 88 indicators. The third step of the process is a consultation among the ministries.

The agreements signed and ratified are listed at the end."""
DETAILS = Overrides("Migration Governance Profile: Velmora", DocumentType.PROFILE, "VLM", "en", "2020")
NO_PROFILE = "# Notes on ports\n\nForeign sailors may stay in the ports for twenty days after their ship has left.\n"


def settings(folder: Path) -> Settings:
    """Settings with the shipped vocabulary and lessons."""
    own = country.settings(folder)
    shutil.copytree(PROJECT / "corpus" / "lessons", own.corpus / "lessons")
    return own


def add(own: Settings, name: str, text: str, details: Overrides) -> Path:
    """Takes a text into the store of the settings; gives the store's folder."""
    path = own.store.parent / name
    path.write_text(text, encoding="utf-8")
    with Store.open(own.store, create=True) as store:
        pipeline = Pipeline(store, EngineEmbedder(QueryEmbedder.load(own).id), Catalogue.load(own.corpus))
        assert [r.status for r in pipeline.add([path], details)] == ["added"]
    return own.store
