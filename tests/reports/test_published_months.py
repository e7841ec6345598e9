import json

import pytest
from lxml import etree

from fingerpost.reports.charts import png_of, published_shares_chart, svg_of
from fingerpost.reports.document import Chart
from fingerpost.reports.published_months import (
    HEADER,
    METHOD,
    published_document,
    published_json,
    published_rows,
    published_text,
)
from fingerpost.rules.months import Month
from fingerpost.rules.published import PUBLISHED_CLASSES, PublishedMonth, infer


def month(number, n, *shares):
    return infer(PublishedMonth(Month(2026, number), n, dict(zip(PUBLISHED_CLASSES, shares, strict=False))))


MONTHS = (
    month(1, 140, "84.3", "11.4", "1.4", "2.9"),
    month(2, 138, "88.4", "7.3", "1.4", "2.9"),
    month(3, 90, "58", "2", "13.3", "26"),
    month(4, None, "66.5"),
)


def test_each_month_has_a_row_with_every_candidate_and_what_was_nudged():
    rows = [dict(zip(HEADER, each, strict=True)) for each in published_rows(MONTHS)]
    assert rows[1]["Counts inferred"] == "122/10/2/4"
    assert rows[1]["Green of those not re-dated, %"] == "91.0"
    assert "Amber is printed 7.3; count and number give 7.2." in rows[1]["Note"]
    assert rows[2]["Counts inferred"].count("/") == 9
    assert rows[2]["Green, %"] == "not known"
    assert (rows[3]["Actions"], rows[3]["Amber"], rows[3]["Counts inferred"]) == (
        "not printed",
        "not printed",
        "none",
    )


def test_the_text_says_what_is_inferred():
    text = published_text(MONTHS)
    assert (
        "inferred: green 122, amber 10, red 2, reprogrammed 4; nudged: amber printed 7.3, correct 7.2" in text
    )
    assert "No counts: the number of actions is not printed." in text
    assert METHOD in text


def test_the_data_mark_every_candidate_as_inferred_and_keep_shares_as_printed():
    months = json.loads(published_json(MONTHS))["months"]
    assert months[1]["shares"]["amber"] == "7.3"
    assert months[1]["candidates"][0]["counts"] == {"green": 122, "amber": 10, "red": 2, "reprogrammed": 4}
    assert all(each["inferred"] for of in months for each in of["candidates"])
    assert len(months[2]["candidates"]) == 3


def test_the_chart_has_a_bar_part_for_each_printed_share_and_its_letter():
    segments = published_shares_chart(MONTHS)["layer"][0]["data"]["values"]
    assert len(segments) == 13
    assert [each["words"] for each in segments[:4]] == ["G 84.3", "A 11.4", "", "P"]
    assert segments[3]["end"] == pytest.approx(100)


def test_a_month_printed_twice_is_drawn_once():
    assert published_shares_chart(MONTHS + MONTHS) == published_shares_chart(MONTHS)


def test_the_chart_is_drawn_as_svg_and_png():
    chart = published_shares_chart(MONTHS)
    svg = svg_of(chart)
    assert etree.fromstring(svg).tag.endswith("svg")
    assert "Feb 2026 (138 actions)" in svg
    assert png_of(chart).startswith(b"\x89PNG")


def test_the_document_has_the_chart_with_its_table_and_the_method():
    document = published_document(MONTHS, title="Months", svg="<svg/>")
    (chart,) = (each for each in document.blocks if isinstance(each, Chart))
    assert len(chart.table.rows) == len(MONTHS)
    assert all(len(row) == len(HEADER) for row in chart.table.rows)
