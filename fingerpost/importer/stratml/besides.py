"""What stands in a StratML file where the standard allows nothing, or too often: kept in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fingerpost.importer.stratml.parsing import Parsed
    from fingerpost.rules.stratml.tree import Element


def besides(parsed: Parsed) -> Iterator[tuple[Element, str]]:
    """Words, elements and attributes that stand where none may, and elements that stand too often: each once."""
    waiting = [parsed.root]
    while waiting:
        element = waiting.pop()
        content = parsed.model.elements[element.name]
        known = {each.name for each in content.attributes}
        for name, value in element.attributes.items():
            if name not in known:
                yield element, f"{element.name}, {name}: {value}"
        if content.text is None and element.text.strip():
            yield element, f"{element.name}: {' '.join(element.text.split())}"
        times: dict[str, int] = {}
        within = []
        for child in element.children:
            times[child.name] = times.get(child.name, 0) + 1
            said = content.child(child.name)
            if said is not None and (said.most is None or times[child.name] <= said.most):
                within.append(child)
            elif words := " ".join(word for each in child.walk() for word in each.text.split()):
                yield child, f"{child.name}: {words}"
        waiting.extend(reversed(within))
