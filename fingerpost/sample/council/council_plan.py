"""The council plan 2025 to 2028 of the sample council, and its corporate risks. All of it is invented."""

from __future__ import annotations

from typing import NamedTuple


class Priority(NamedTuple):
    """A priority of the council plan, or an enabler, within its objective."""

    code: str
    title: str
    objective: str


class CorporateRisk(NamedTuple):
    """A corporate risk, the codes of the sections that reduce it, and the risks merged with it."""

    code: str
    title: str
    sections: tuple[str, ...]
    merged: tuple[str, ...] = ()


OBJECTIVES: dict[str, str] = {
    "O1": "A place where firms and families do well",
    "O2": "A cleaner and greener district",
    "O3": "Stronger and safer communities",
    "O4": "A council that is well run",
}

PRIORITIES: tuple[Priority, ...] = (
    Priority("P1", "Town centres and jobs", "O1"),
    Priority("P2", "Homes that people can afford", "O1"),
    Priority("P3", "Less waste and lower emissions", "O2"),
    Priority("P4", "Health, safety and fair access", "O3"),
    Priority("P5", "Sound finances", "O4"),
    Priority("P6", "Good service and good decisions", "O4"),
    Priority("P7", "People who work here", "O4"),
)

CORPORATE_RISKS: tuple[CorporateRisk, ...] = (
    CorporateRisk("KO1", "The savings needed for a balanced budget are not found", ("FP1", "FP2")),
    CorporateRisk("KO2", "The local plan is delayed or found unsound", ("CP2",)),
    CorporateRisk("KO3", "A town centre loses its main shops", ("CP1", "FP4")),
    CorporateRisk("KO4", "Costs of temporary homes rise beyond the budget", ("CP3", "FP5")),
    CorporateRisk("KO5", "A main system fails or is attacked", ("PR2",), ("KO14",)),
    CorporateRisk("KO6", "Food waste collections start late", ("CP4", "FP3")),
    CorporateRisk("KO7", "A leisure centre has to close", ("CP5", "FP4")),
    CorporateRisk("KO8", "A person at risk is not protected", ("CP6", "PR5")),
    CorporateRisk("KO9", "The council's emissions do not fall as promised", ("CP7",)),
    CorporateRisk("KO10", "A decision is overturned for want of an equality assessment", ("CP8", "PR3")),
    CorporateRisk("KO11", "A contract fails or is let unlawfully", ("FP3",)),
    CorporateRisk("KO12", "Customers cannot reach the council", ("PR1", "PR2")),
    CorporateRisk("KO13", "Reported figures are wrong", ("PR4", "FP2")),
    CorporateRisk("KO15", "Posts that matter cannot be filled", ("HROD1", "HROD2", "HROD4")),
    CorporateRisk("KO16", "An employee is seriously hurt at work", ("HROD3",)),
)
