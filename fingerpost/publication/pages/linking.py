"""Links in the blocks of a report: refs of actions lead to the actions' own pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fingerpost.publication.keys import keys_of
from fingerpost.publication.pages.frame import address
from fingerpost.reports.document import Card, DocumentCell, DocumentTable, Facts
from fingerpost.rules.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from fingerpost.publication.site import PublicPlan, PublicSite
    from fingerpost.reports.document import Block
    from fingerpost.rules.snapshot import Snapshot


def action_addresses(site: PublicSite, plan: PublicPlan, value: Snapshot) -> dict[str, str]:
    """The address of each action's page, by its ref."""
    keys = keys_of(each.ref for each in value.actions)
    return {ref: address("action", site, plan=plan.slug, ref=key) for ref, key in keys.items()}


def linked(blocks: Iterable[Block], site: PublicSite, plan: PublicPlan, value: Snapshot) -> Iterator[Block]:
    """The blocks, with a link on each ref at the beginning of a row, and one at the end of each exception."""
    addresses = action_addresses(site, plan, value)
    for block in blocks:
        if isinstance(block, DocumentTable) and block.header[0] == Label.REF and not block.strip:
            yield replace(block, rows=tuple(_row(each, addresses) for each in block.rows))
        elif isinstance(block, Card):
            yield _card(block, addresses)
        else:
            yield block


def _row(row: tuple[DocumentCell, ...], addresses: Mapping[str, str]) -> tuple[DocumentCell, ...]:
    first = row[0]
    at = addresses.get(first.text)
    return (replace(first, link=at), *row[1:]) if at and first.link is None else row


def _card(card: Card, addresses: Mapping[str, str]) -> Card:
    ref = card.heading.text.partition(": ")[0]
    if ref not in addresses:
        return card
    more = ("Month by month", DocumentCell(f"The whole story of {ref}", link=addresses[ref]))
    return replace(card, facts=Facts(card.facts.caption, (*card.facts.pairs, more), card.facts.beside))
