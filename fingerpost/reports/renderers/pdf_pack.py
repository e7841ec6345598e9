"""Several PDFs joined into one pack to print: a front, then each part in order, its pages numbered through.

The structure trees of the parts are joined too, so that the pack is read aloud part by part. The same parts give the
same bytes. The pack makes no claim of PDF/UA for itself: the numbers of its pages are set in a standard font.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Sequence

MARGIN = 20
"""How far the number of a page stands from its lower right corner, in points."""
SIZE = 8


@dataclass(frozen=True, slots=True)
class PackPart:
    """A PDF of the pack, with the title under which it is found among the bookmarks."""

    title: str
    pdf: bytes


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def join_pdfs(
    title: str,
    parts: Sequence[PackPart],
    *,
    page_words: str = "Pack page {number} of {total}",
    language: str = "en-GB",
) -> bytes:
    """The parts as one PDF with bookmarks and tags, and with `page_words` on each page beside the part's own number."""
    pack = pikepdf.Pdf.new()
    trees: list[pikepdf.Object] = []
    parents: dict[int, pikepdf.Object] = {}
    firsts: list[int] = []
    opened = [pikepdf.open(io.BytesIO(each.pdf)) for each in parts]
    for source in opened:
        firsts.append(len(pack.pages))
        _append(pack, source, trees, parents)
    _tag(pack, trees, parents)
    with pack.open_outline() as outline:
        outline.root.extend(
            pikepdf.OutlineItem(each.title, first) for each, first in zip(parts, firsts, strict=True)
        )
    pack.Root.Lang = pikepdf.String(language)
    pack.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    pack.docinfo["/Title"] = title
    _number(pack, page_words)
    written = io.BytesIO()
    pack.save(
        written,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        fix_metadata_version=False,
    )
    for source in opened:
        source.close()
    return written.getvalue()


def _append(
    pack: pikepdf.Pdf, source: pikepdf.Pdf, trees: list[pikepdf.Object], parents: dict[int, pikepdf.Object]
) -> None:
    """Add the pages of a part, and its structure: keys of its parent tree move behind those that are there."""
    root = source.Root.get("/StructTreeRoot")
    moved = max(parents, default=-1) + 1
    if root is not None:
        for page in source.pages:
            _move_keys(page.obj, moved)
    first = len(pack.pages)
    pack.add_pages_from(source)
    if root is None:
        for page in pack.pages[first:]:
            if "/StructParents" in page.obj:
                del page.obj["/StructParents"]
        return
    copied = pack.copy_foreign(source.make_indirect(root))
    trees.append(copied)
    parents |= {key + moved: value for key, value in _numbers(copied.ParentTree)}


def _move_keys(page: pikepdf.Object, moved: int) -> None:
    if "/StructParents" in page:
        page.StructParents = int(page.StructParents) + moved
    for each in page.get("/Annots", ()):
        if "/StructParent" in each:
            each.StructParent = int(each.StructParent) + moved


def _numbers(tree: pikepdf.Object) -> list[tuple[int, pikepdf.Object]]:
    """The entries of a number tree, in order."""
    found: list[tuple[int, pikepdf.Object]] = []
    for kid in tree.get("/Kids", ()):
        found += _numbers(kid)
    listed = list(tree.get("/Nums", ()))
    found += [(int(key), value) for key, value in zip(listed[::2], listed[1::2], strict=True)]
    return found


def _tag(pack: pikepdf.Pdf, trees: Sequence[pikepdf.Object], parents: dict[int, pikepdf.Object]) -> None:
    """One structure tree of those of the parts: a Document with each part's own below it."""
    if not trees:
        return
    root = pack.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
    whole = pack.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document, P=root)
    )
    kids = pikepdf.Array()
    roles = pikepdf.Dictionary()
    for tree in trees:
        inner = tree.K
        for each in list(inner) if isinstance(inner, pikepdf.Array) else [inner]:
            if isinstance(each, pikepdf.Dictionary) and "/S" in each:
                if pikepdf.Name.Document == each.S:
                    each.S = pikepdf.Name.Part
                each.P = whole
                kids.append(each)
        for name, role in tree.get("/RoleMap", pikepdf.Dictionary()).items():
            roles[name] = role
    whole.K = kids
    root.K = pikepdf.Array([whole])
    listed = pikepdf.Array()
    for key, value in sorted(parents.items()):
        listed.append(key)
        listed.append(value)
    root.ParentTree = pack.make_indirect(pikepdf.Dictionary(Nums=listed))
    root.ParentTreeNextKey = max(parents, default=-1) + 1
    if len(roles):
        root.RoleMap = roles
    pack.Root.StructTreeRoot = root
    pack.Root.MarkInfo = pikepdf.Dictionary(Marked=True)


def _number(pack: pikepdf.Pdf, page_words: str) -> None:
    """Set the page's number at its lower right as an artifact: it is no part of what the page says."""
    font = pack.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
    )
    total = len(pack.pages)
    for number, page in enumerate(pack.pages, start=1):
        name = page.add_resource(font, pikepdf.Name.Font, name=pikepdf.Name("/PackNumber"))
        left, bottom, right, _top = (float(each) for each in page.mediabox)
        words = page_words.format(number=number, total=total)
        across = max(left, right - MARGIN - SIZE * 0.5 * len(words))
        content = f"Q /Artifact BMC q 0 g BT {name} {SIZE} Tf {across:.2f} {bottom + MARGIN:.2f} Td ({words}) Tj ET Q EMC"
        page.contents_add(b"q", prepend=True)
        page.contents_add(content.encode("cp1252", "replace"))  # as the font is encoded
