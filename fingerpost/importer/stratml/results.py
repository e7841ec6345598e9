"""What indicators say: of our own files the status and dates of an action, of others their targets and results in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fingerpost.importer.recognition.lateness import status_in_words
from fingerpost.rules.months import Month
from fingerpost.rules.stratml.terms import Described
from fingerpost.rules.stratml.tree import Element, day_of
from fingerpost.rules.wording import CLASS_OF_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.rules.classes import StatusClass


@dataclass(frozen=True, slots=True)
class Results:
    """What our own indicator says of an action, in the last of its measurements."""

    indicator: Element | None

    @property
    def instances(self) -> tuple[Element, ...]:
        """The measurements, in order."""
        return self.indicator.all("MeasurementInstance") if self.indicator is not None else ()

    def target(self, named: Described) -> Element | None:
        """The target of this name."""
        return _result(self.instances, "TargetResult", named)

    def actual(self, named: Described) -> Element | None:
        """The result of this name."""
        return _result(self.instances, "ActualResult", named)

    def words(self, named: Described) -> str | None:
        """What the result of this name says, with its line breaks."""
        found = self.actual(named)
        descriptor = found.first("Descriptor") if found is not None else None
        return whole(descriptor, "DescriptorValue")

    def status(self) -> tuple[str | None, StatusClass | None]:
        """The status in words, and its class."""
        return _status(self.instances)

    def months(self) -> Iterator[tuple[Month, StatusClass | None, str]]:
        """The status of each month that was measured."""
        for each in self.instances:
            printed, class_ = _status((each,))
            result = _result((each,), "ActualResult", Described.STATUS)
            day = day_of(result.says("EndDate") or "") if result is not None else None
            if printed and day is not None:
                yield Month.of(day), class_, printed


def _result(instances: tuple[Element, ...], kind: str, named: Described) -> Element | None:
    return (
        next((each for each in instances[-1].all(kind) if descriptor_name(each) == named), None)
        if instances
        else None
    )


def _status(instances: tuple[Element, ...]) -> tuple[str | None, StatusClass | None]:
    status = _result(instances, "ActualResult", Described.STATUS)
    printed = status.says("Descriptor", "DescriptorValue") if status is not None else None
    counted = _result(instances, "ActualResult", Described.CLASS)
    class_ = CLASS_OF_WORDS.get(counted.says("Descriptor", "DescriptorValue") or "") if counted else None
    return printed, class_ or (status_in_words(printed).class_ if printed else None)


def descriptor_name(result: Element) -> str | None:
    """What a target or result is called by its descriptor."""
    return result.says("Descriptor", "DescriptorName")


def result_words(result: Element, kind: str) -> str:
    """A target or result in words: “Target 5 by 2010-09-30 (Grade A)”."""
    words = [kind]
    if units := result.says("NumberOfUnits"):
        words.append(units)
    start, end = result.says("StartDate"), result.says("EndDate")
    if start and end:
        words.append(f"from {start} to {end}")
    elif end:
        words.append(f"by {end}")
    descriptor = [result.says("Descriptor", each) for each in ("DescriptorName", "DescriptorValue")]
    said = [": ".join(each for each in descriptor if each), result.says("Description")]
    found = ", ".join(each for each in said if each)
    return f"{' '.join(words)} ({found})" if found else " ".join(words) if len(words) > 1 else ""


def indicator_name(indicator: Element) -> str:
    """What an indicator measures, and in which unit."""
    dimension, unit = indicator.says("MeasurementDimension"), indicator.says("UnitOfMeasurement")
    name = f"Indicator {indicator.says('SequenceIndicator') or ''}".strip()
    what = f"{dimension or 'not named'} ({unit})" if unit else dimension or "not named"
    return f"{name}: {what}"


def whole(element: Element | None, name: str) -> str | None:
    """The text of a child with its line breaks, its ends and the white space of each line trimmed."""
    found = element.first(name) if element is not None else None
    lines = [" ".join(line.split()) for line in (found.text if found is not None else "").splitlines()]
    return "\n".join(lines).strip() or None
