"""The changes asked for and decided in the plan year of the sample council, and what Members asked."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Decided(NamedTuple):
    """How a change request was decided: approved or rejected, when, by which body, and where it stands."""

    approved: bool
    on: date
    by: str
    minute: str


class Asked(NamedTuple):
    """A change that was asked for: its kind, what it asks, why, and how it was decided (None: pending).

    `to` is the new date in words, or for a suspension the month in which it ends or is reviewed; `lead` is
    the new lead of an amended action.
    """

    ref: str
    kind: str
    on: date
    by: str
    why: str
    reason: str
    to: str | None = None
    months: str = ""
    lead: str | None = None
    decided: Decided | None = None


class Question(NamedTuple):
    """What a Member asked about an action, where and when, and the answer (None: still open)."""

    by: str
    meeting: str
    on: date
    ref: str
    question: str
    answer: str | None = None
    answered_on: date | None = None


CHANGES: tuple[Asked, ...] = (
    Asked(
        "15.1.5",
        "add",
        date(2025, 9, 29),
        "LT",
        "The old telephone network closes sooner than expected, so the move has to be planned now.",
        "external decision",
        decided=Decided(True, date(2025, 10, 15), "Cabinet", "57/25"),
    ),
    Asked(
        "7.3.1",
        "reprogramme",
        date(2025, 11, 3),
        "GM",
        "The grid connection at two car parks cannot be made before May.",
        "partner",
        to="2026-06",
        months="Apr-Jun",
        decided=Decided(True, date(2025, 11, 19), "Cabinet", "71/25"),
    ),
    Asked(
        "11.2.3",
        "withdraw",
        date(2025, 11, 24),
        "YG",
        "The county council's framework can be used instead and costs nothing.",
        "re-scoped",
        decided=Decided(True, date(2025, 12, 10), "Cabinet", "83/25"),
    ),
    Asked(
        "1.1.2",
        "extend",
        date(2025, 12, 1),
        "PC",
        "Traders asked that the consultation should not end in their busiest weeks.",
        "partner",
        to="2026-01",
        months="Jan",
        decided=Decided(True, date(2025, 12, 10), "Cabinet", "84/25"),
    ),
    Asked(
        "10.1.1",
        "reprogramme",
        date(2025, 12, 2),
        "MD",
        "The external auditor has told all districts that opinions will come in February.",
        "external decision",
        to="2026-02",
        months="Feb",
        decided=Decided(True, date(2025, 12, 16), "Corporate Management Team", "CMT 16/12"),
    ),
    Asked(
        "2.2.4",
        "reprogramme",
        date(2025, 12, 8),
        "OB",
        "Parish clerks asked to be trained before their annual meetings.",
        "partner",
        to="2026-03",
        months="Jan-Mar",
        decided=Decided(True, date(2025, 12, 16), "Corporate Management Team", "CMT 16/12"),
    ),
    Asked(
        "20.1.2",
        "extend",
        date(2026, 1, 5),
        "JS",
        "The unions want the depot scores checked first.",
        "dependency",
        to="2026-06",
        decided=Decided(False, date(2026, 1, 20), "Corporate Management Team", "CMT 20/1"),
    ),
    Asked(
        "2.3.2",
        "suspend",
        date(2026, 1, 7),
        "OB",
        "The builder is being sold and cannot sign before the sale is complete.",
        "partner",
        to="2026-05",
        decided=Decided(True, date(2026, 1, 21), "Cabinet", "96/26"),
    ),
    Asked(
        "20.2.4",
        "withdraw",
        date(2026, 1, 9),
        "BT",
        "The new communications policy covers all that was planned.",
        "re-scoped",
        decided=Decided(True, date(2026, 1, 21), "Cabinet", "97/26"),
    ),
    Asked(
        "8.2.3",
        "reprogramme",
        date(2026, 2, 2),
        "YG",
        "The county council's prices came late and on other terms, so our own tender is needed.",
        "procurement",
        to="2026-05",
        months="Mar-May",
        decided=Decided(True, date(2026, 2, 11), "Cabinet", "104/26"),
    ),
    Asked(
        "5.1.3",
        "extend",
        date(2026, 2, 4),
        "IR",
        "Cracks in the pool tank have to be lined before it is filled.",
        "other",
        to="2026-05",
        months="Mar-May",
        decided=Decided(True, date(2026, 2, 11), "Cabinet", "105/26"),
    ),
    Asked(
        "15.2.5",
        "add",
        date(2026, 1, 26),
        "LT",
        "Members asked that all council payments should be possible by telephone at any hour.",
        "re-scoped",
        decided=Decided(True, date(2026, 2, 11), "Cabinet", "106/26"),
    ),
    Asked(
        "3.3.3",
        "add",
        date(2026, 1, 30),
        "SO",
        "Government money for empty homes has to be bid for by June.",
        "funding",
        decided=Decided(True, date(2026, 2, 11), "Cabinet", "107/26"),
    ),
    Asked(
        "20.1.2",
        "extend",
        date(2026, 2, 27),
        "JS",
        "19 posts must be scored again before the pay line can be agreed.",
        "dependency",
        to="2026-06",
        months="Mar-Jun",
    ),
    Asked(
        "15.2.1",
        "reprogramme",
        date(2026, 3, 2),
        "LT",
        "The payment form failed the second accessibility audit.",
        "procurement",
        to="2026-04",
        months="Mar-Apr",
    ),
    Asked(
        "18.2.2",
        "amend",
        date(2026, 3, 4),
        "CM",
        "The conference will be led by the communications manager from now on.",
        "capacity",
        lead="RO",
    ),
)

REQUESTS: tuple[Question, ...] = (
    Question(
        "JM",
        "Overview and Scrutiny Committee",
        date(2026, 1, 27),
        "8.2.3",
        "Why has a contract worth £8,000 a year taken five months?",
        "The county council offered a joint contract and then changed its terms; our own tender is now out.",
        date(2026, 2, 24),
    ),
    Question(
        "RK",
        "Overview and Scrutiny Committee",
        date(2026, 1, 27),
        "15.2.1",
        "What has the delay of the website cost, and who pays?",
    ),
    Question(
        "RK",
        "Overview and Scrutiny Committee",
        date(2026, 2, 24),
        "20.1.2",
        "How much has been set aside for back pay?",
    ),
    Question(
        "TE",
        "Cabinet",
        date(2026, 2, 11),
        "5.1.3",
        "Could lessons be moved to Brindlow while the learner pool is closed?",
        "Lessons go on in the main pool; Brindlow's pool is full at those hours.",
        date(2026, 2, 20),
    ),
)
