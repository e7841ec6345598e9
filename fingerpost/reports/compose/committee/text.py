"""The sections of a committee report: numbered paragraphs, and the tables and lists that fields stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.reports.compose.building import cell, class_cell, facts, table
from fingerpost.reports.compose.committee.from_draft import draft_figures_table, draft_key
from fingerpost.reports.compose.snapshot_exceptions import date_text, status_cell
from fingerpost.reports.compose.snapshot_figures import figures_table
from fingerpost.reports.document import Bullets, Emphasis, Text
from fingerpost.rules.classes import StatusClass
from fingerpost.rules.committee.fields import Block, block_of
from fingerpost.rules.committee.report import exempt_line
from fingerpost.rules.committee.risks import bodies_named, risk_map
from fingerpost.rules.draft import Draft
from fingerpost.rules.exceptions_report import changed, completed, exceptions
from fingerpost.rules.labels import Label
from fingerpost.rules.said import said, together
from fingerpost.rules.snapshot import Snapshot
from fingerpost.rules.wording import NOTHING, day_words, meaning_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from fingerpost.reports.compose.building import Builder
    from fingerpost.reports.document import Block as DocumentBlock
    from fingerpost.rules.committee.new_plan import DraftPlan
    from fingerpost.rules.committee.report import CommitteeReport, ReportPart
    from fingerpost.rules.snapshot import ActionRecord

REPORT = "Report"
NONE = "None."


def add_parts(
    builder: Builder,
    report: CommitteeReport,
    record: Snapshot | DraftPlan | Draft,
    previous: Snapshot | None,
    *,
    public: bool,
) -> None:
    """Add every section with its paragraphs, numbered through: 5.1, 5.2; headings within one go on counting."""
    builder.part(REPORT)
    tables = _Tables(report, record, previous)
    count: dict[str, int] = {}
    for part in report.parts:
        number = report.numbers.get(part.key)
        if part.within:
            builder.part(part.heading, level=3)
        else:
            builder.part(f"{number}. {part.heading}" if number else part.heading, level=2)
        if part.exempt and not public:
            builder.add(_not_for_publication(part))
        for paragraph in part.paragraphs:
            block = block_of(paragraph)
            for made in tables.of(block) if block else (_text_or_list(paragraph),):
                if number and isinstance(made, Text) and made.emphasis is Emphasis.PLAIN:
                    count[number] = count.get(number, 0) + 1
                    builder.add(Text(made.text, f"{number}.{count[number]}"))
                else:
                    builder.add(made)


def _text_or_list(paragraph: str) -> DocumentBlock:
    """A paragraph as typed; one of which every line begins with a hyphen is a list."""
    lines = [each.strip() for each in paragraph.splitlines() if each.strip()]
    if lines and all(each.startswith("- ") for each in lines):
        return Bullets(tuple(each[2:].strip() for each in lines))
    return Text(paragraph)


def _not_for_publication(part: ReportPart) -> Text:
    exemption = part.exempt
    assert exemption is not None  # asked for exempt parts alone
    reason = f" {exemption.public_interest}" if exemption.public_interest else ""
    return Text(f"{exempt_line('This', exemption)}{reason}", emphasis=Emphasis.WARNING)


class _Tables:
    """What a field for a table or list shows, from the report and the record that it rests on."""

    def __init__(
        self, report: CommitteeReport, record: Snapshot | DraftPlan | Draft, previous: Snapshot | None
    ) -> None:
        self._report = report
        self._record = record
        self._previous = previous

    def of(self, block: Block) -> Iterator[DocumentBlock]:
        """The blocks of one field; a line where there is nothing to show."""
        made = [each for each in self._makers()[block]() if each is not None]
        yield from made or (Text(NONE),)

    def _makers(self) -> dict[Block, Callable[[], Iterable[DocumentBlock | None]]]:
        return {
            Block.RECOMMENDATIONS: self._recommendations,
            Block.FIGURES: self._figures,
            Block.KEY: self._key,
            Block.RISKS: self._risks,
            Block.CONSULTEES: self._consultees,
            Block.CHANGES: lambda: self._actions("Actions re-dated, suspended or withdrawn", changed),
            Block.EXCEPTIONS: lambda: self._actions("Exceptions", exceptions),
            Block.COMPLETED: lambda: self._actions("Completed in the period", completed),
            Block.OUTSIDE_BODIES: self._bodies,
            Block.APPENDICES: self._appendices,
            Block.BACKGROUND_PAPERS: lambda: map(Text, self._report.background_papers),
            Block.CONTACT: self._contact,
        }

    def _recommendations(self) -> Iterator[DocumentBlock]:
        asked = [each for each in self._report.meetings if each.recommendations]
        for meeting in asked:
            if len(asked) > 1:
                when = f", {day_words(meeting.date)}" if meeting.date else ""
                yield Text(said("To {body}{when}:", body=meeting.body, when=when), emphasis=Emphasis.SMALL)
            for each in meeting.recommendations:
                yield Text(said("That {rstrip}.", rstrip=each.text.strip().rstrip(".")))

    def _figures(self) -> Iterator[DocumentBlock | None]:
        if isinstance(self._record, Snapshot):
            yield figures_table(self._record, self._previous)
        elif isinstance(self._record, Draft):
            yield draft_figures_table(self._record)

    def _key(self) -> Iterator[DocumentBlock | None]:
        if isinstance(self._record, Snapshot):
            late = self._record.policies.amber_up_to
            rows = ((class_cell(each), cell(meaning_of(each, late))) for each in StatusClass)
            yield table("Key", (Label.CLASS, Label.MEANING), rows, widths=(1, 3))
        elif isinstance(self._record, Draft):
            yield draft_key(self._record)

    def _risks(self) -> Iterator[DocumentBlock | None]:
        if isinstance(self._record, Draft):
            return
        found = risk_map(self._record, self._report.merged_risks)
        rows = [
            (
                cell(f"{each.code}: {each.title or 'not in the register of risks'}"),
                cell(
                    "\n".join(f"{section.code}: {section.title}" for section in each.sections) or "No section"
                ),
            )
            for each in found.risks
        ]
        yield table("Corporate risks", (Label.CORPORATE_RISK, Label.MAPPED_SECTIONS), rows, widths=(1, 1))
        merged = [
            said("{join} merged into {code}", join=together(each.merged, ", "), code=each.code)
            for each in found.risks
            if each.merged
        ]
        if merged:
            yield Text(f"{'; '.join(merged)}.", emphasis=Emphasis.SMALL)
        if found.risks_without_section:
            names = together([each.code for each in found.risks_without_section], ", ")
            yield Text(
                said("No section of the plan is mapped to {names}.", names=names), emphasis=Emphasis.NOTE
            )
        if found.sections_without_risk:
            names = together([f"{each.code} {each.title}" for each in found.sections_without_risk], "; ")
            yield Text(
                said("Sections mapped to no corporate risk: {names}.", names=names), emphasis=Emphasis.NOTE
            )

    def _consultees(self) -> Iterator[DocumentBlock | None]:
        yield table(
            "Consulted on the report",
            (Label.CONSULTEE, Label.ANSWER),
            ((cell(each.who), cell(each.answer or NOTHING)) for each in self._report.consultees),
            widths=(3, 2),
        )

    def _actions(
        self, caption: str, chosen: Callable[[Snapshot], tuple[ActionRecord, ...]]
    ) -> Iterator[DocumentBlock | None]:
        if isinstance(self._record, Snapshot):
            snapshot = self._record
            yield table(
                caption,
                (Label.REF, Label.ACTION, Label.STATUS, Label.ORIGINAL, Label.CURRENT, Label.EXPECTED),
                (
                    (
                        cell(each.ref),
                        cell(each.title),
                        status_cell(each, snapshot),
                        cell(date_text(each.ledger.original)),
                        cell(date_text(each.ledger.current)),
                        cell(date_text(each.expected)),
                    )
                    for each in chosen(snapshot)
                ),
                widths=(2, 8, 3, 3, 3, 3),
            )

    def _bodies(self) -> Iterator[DocumentBlock]:
        if not isinstance(self._record, Draft) and (found := bodies_named(self._record)):
            yield Bullets(tuple(f"{each.name}: {', '.join(each.refs)}" for each in found))

    def _appendices(self) -> Iterator[DocumentBlock]:
        for number, each in enumerate(self._report.appendices, start=1):
            yield Text(
                each.title
                if each.title.startswith("Appendix ")
                else said("Appendix {number}: {title}", number=number, title=each.title)
            )

    def _contact(self) -> Iterator[DocumentBlock | None]:
        contact = self._report.contact
        if contact:
            yield facts(
                "Contact officer",
                [
                    (Label.NAME, contact.name),
                    (Label.CONTACT_EMAIL, contact.email),
                    (Label.CONTACT_TELEPHONE, contact.telephone),
                ],
            )
