"""A description of published data for search engines and catalogues: a schema.org Dataset as JSON-LD."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from fingerpost.reports.open_data.months import OpenMonth, OpenYear
from fingerpost.rules.numbers import count_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fingerpost.reports.open_data.publishing import PublishedFile, Publisher

MEDIA_TYPE = "application/ld+json"


def dataset(data: OpenMonth | OpenYear, files: Iterable[PublishedFile]) -> dict[str, Any]:
    """The Dataset of a month, part of that of its plan; or of a plan's published year, with its months as parts."""
    if isinstance(data, OpenYear):
        whole = _dataset(data, data.plan.address, data.plan.title, _of_year(data), _span(*data.months))
        whole["hasPart"] = [{"@id": _id(each.address)} for each in data.months]
        modified = max(each.closed_on for each in data.months)
    else:
        name = f"{data.plan.title}: {data.period.name}"
        whole = _dataset(data, data.address, name, _of_month(data), _span(data))
        whole["isPartOf"] = {"@type": "Dataset", "@id": _id(data.plan.address), "name": data.plan.title}
        whole["version"] = str(data.version)
        modified = data.closed_on
    whole["dateModified"] = modified.isoformat()
    whole["distribution"] = [_download(each) for each in files]
    return whole


def to_json_ld(dataset: dict[str, Any]) -> bytes:
    """The description as a file of its own, `dataset.jsonld`."""
    return (json.dumps(dataset, ensure_ascii=False, indent=1) + "\n").encode(errors="replace")


def for_a_script(dataset: dict[str, Any]) -> str:
    """The description for a `script` element of type `application/ld+json`: no text in it can end the element."""
    text = json.dumps(dataset, ensure_ascii=True, separators=(",", ":"))
    return text.replace("&", r"\u0026").replace("<", r"\u003c").replace(">", r"\u003e")


def _dataset(
    data: OpenMonth | OpenYear, address: str, name: str, description: str, span: str
) -> dict[str, Any]:
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": _id(address),
        "url": address,
        "identifier": address,
        "name": name,
        "description": description,
        "creator": _organisation(data.publisher),
        "publisher": _organisation(data.publisher),
        "license": data.licence.address,
        "isAccessibleForFree": True,
        "inLanguage": data.language,
        "temporalCoverage": span,
        "keywords": ["improvement plan", "performance", data.council],
    }


def _organisation(publisher: Publisher) -> dict[str, Any]:
    described: dict[str, Any] = {"@type": "GovernmentOrganization", "name": publisher.name}
    if publisher.address:
        described["url"] = publisher.address
    if publisher.email:
        described["contactPoint"] = {"@type": "ContactPoint", "email": publisher.email}
    return described


def _download(file: PublishedFile) -> dict[str, Any]:
    return {
        "@type": "DataDownload",
        "name": file.name,
        "contentUrl": file.address,
        "encodingFormat": file.media_type,
        "contentSize": f"{file.size} B",
        "sha256": file.sha256,
    }


def _of_month(month: OpenMonth) -> str:
    counted = count_words(month.figures.whole.n, "action")
    corrected = "" if month.correction is None else f" Corrected: {month.correction.reason}"
    return (
        f"How {counted} of {month.plan.title} of {month.council} stood in {month.period.name}: status, dates, every "
        f"revision of a date, reasons and figures.{corrected}"
    )


def _of_year(year: OpenYear) -> str:
    months = ", ".join(each.period.name for each in year.months)
    return (
        f"How the actions of {year.plan.title} of {year.council} stood in each published month ({months}): status, "
        "dates, every revision of a date, reasons and figures."
    )


def _span(*months: OpenMonth) -> str:
    first, last = months[0].period.first.first_day, months[-1].period.last.last_day
    return f"{first.isoformat()}/{last.isoformat()}"


def _id(address: str) -> str:
    return f"{address}#data"
