"""The names of the months in English and Spanish."""

from __future__ import annotations

MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    )
    for number, name in enumerate(names.split(), 1)
} | {"setiembre": 9}
"""Folded names, 1 to 12."""

MONTH = "|".join(MONTHS)
"""Their alternatives in a regular expression of folded text, without a group around them."""

MONTH_OR_SHORT = rf"{MONTH}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
"""The same with the short English names."""
