"""`fingerpost verify`: whether any closed month, kept file, entry of the history, or anything published was altered."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from fingerpost.cli.database import require_up_to_date, set_up
from fingerpost.cli.files import Refused
from fingerpost.rules.numbers import count_words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence, Sized

_DIGEST = re.compile(r"(?<![0-9a-f])[0-9a-f](?:\s?[0-9a-f]){63}(?![0-9a-f])", re.IGNORECASE)


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add this command to the command line."""
    parser = commands.add_parser(
        "verify",
        help="find out whether a closed month, a file, the history, or what was published, was altered",
        description="Walk the chain of digests of every council, hold what stands beside the closed months against "
        "them, every file that is kept against its digest, the history against the seals that closings left in it, and what was published against the months from which it was made. With --published, make every "
        "published file again and hold a folder that `publish` wrote against what is public now. With --against, look for the months of a published report by the digests printed in it: whoever altered a "
        "month and every digest after it cannot alter a report that was given out. Gives 1 if anything was altered.",
    )
    parser.add_argument(
        "--against",
        type=Path,
        metavar="FILE",
        help="a report that was published (PDF, Word, Excel, HTML, CSV, JSON or text)",
    )
    parser.add_argument(
        "--published",
        type=Path,
        metavar="DIR",
        help="a folder that `fingerpost publish` wrote, or a copy of it",
    )
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    """Verify the database, or the months of a published report."""
    set_up()
    require_up_to_date()
    code = max(verified(), _editions(made_again=asked.published is not None))
    if asked.published:
        code = max(code, _folder(asked.published))
    return max(code, _against(asked.against)) if asked.against else code


def _editions(*, made_again: bool) -> int:
    """Hold every council's editions against the closed months, and print what was found."""
    from fingerpost.people.models import Council
    from fingerpost.publication.models import Publication
    from fingerpost.publication.verifying import faults_of_council

    found = 0
    for council in Council.objects.order_by("name"):
        editions = Publication.objects.filter(council=council).count()
        faults = list(faults_of_council(council, made_again=made_again)) if editions else []
        for fault in faults:
            print(f"{council.name}: {fault}")
        if editions:
            print(
                f"{council.name}: {count_words(editions, 'edition')} looked through, {_faults(faults)} found"
            )
        found += len(faults)
    return 1 if found else 0


def _folder(folder: Path) -> int:
    """Hold a folder against what is public now, and print what was found."""
    from fingerpost.people.clock import now
    from fingerpost.publication.verifying import faults_of_folder
    from fingerpost.publication.writing import NotASite

    try:
        faults = list(faults_of_folder(folder, at=now()))
    except NotASite as refusal:
        raise Refused(str(refusal)) from refusal
    for fault in faults:
        print(f"{folder}: {fault}")
    print(f"{folder}: {_faults(faults)} found")
    return 1 if faults else 0


def verified(*, expected: Sequence[str] = ()) -> int:
    """Walk every council's chain and print what was found; gives 1 where there is any fault.

    `expected` are the digests of months that must be there.
    """
    from fingerpost.files.models import StoredFile
    from fingerpost.files.verifying import faults_of_files
    from fingerpost.history.models import Entry
    from fingerpost.history.sealing import faults_of_history
    from fingerpost.issuing.verifying import faults_of_reports
    from fingerpost.monitoring.chain import verify_council
    from fingerpost.monitoring.models import Snapshot
    from fingerpost.people.models import Council

    altered = False
    for council in Council.objects.order_by("name"):
        found = verify_council(council)
        for fault in found.faults:
            print(f"{council.name}: {fault}")
        altered = altered or bool(found.faults)
        what = f"{count_words(found.versions, 'closed month')} looked through"
        print(f"{council.name}: {what}, {_faults(found.faults)} found")
        beside = [
            *faults_of_files(council),
            *faults_of_reports(council),
            *faults_of_history(council.pk),
        ]
        for sentence in beside:
            print(f"{council.name}: {sentence}")
        altered = altered or bool(beside)
        files = StoredFile.objects.filter(council=council).count()
        entries = Entry.objects.filter(council_id=council.pk).count()
        what = f"{count_words(files, 'file')} and {count_words(entries, 'entry', 'entries')} of the history"
        print(f"{council.name}: {what} looked through, {_faults(beside)} found")
    missing = set(expected) - set(Snapshot.objects.values_list("digest", flat=True))
    for each in sorted(missing):
        print(f"A closed month that should be here is missing: {each}")
    return 1 if altered or missing else 0


def _faults(found: Sized) -> str:
    return count_words(len(found), "fault") if found else "no faults"


def _against(path: Path) -> int:
    """Whether the months whose digests a report prints are stored here as they were printed."""
    from fingerpost.monitoring.models import Snapshot
    from fingerpost.rules.canonical import sha256_of

    printed = digests_in(path)
    if not printed:
        raise Refused(f"{path} prints no digest, so nothing can be held against it.")
    from fingerpost.committee.verifying import digests_of_reports
    from fingerpost.publication.models import Publication

    reports = digests_of_reports()
    public = {each.digest: each for each in Publication.objects.select_related("period__plan__council")}
    stored = {
        sha256_of(each.json.encode()): each
        for each in Snapshot.objects.select_related("period__plan__council")
    }
    for each in printed:
        month = stored.get(each)
        if month is None and each in public:
            edition = public[each]
            print(f"{path.name}: {edition} of {edition.council.name}, is as published")
        elif month is None and each in reports:
            report = reports[each]
            print(
                f"{path.name}: {report.title}, a committee report of {report.plan.council.name}, is as issued"
            )
        elif month is None:
            print(
                f"{path.name}: no closed month here has the digest {each}: it was altered, or is not of here"
            )
        else:
            print(
                f"{path.name}: {month} of {month.period.plan.title}, {month.period.plan.council.name}, is as printed"
            )
    sys.stdout.flush()
    return 0 if set(printed) <= stored.keys() | public.keys() | reports.keys() else 1


def digests_in(path: Path) -> tuple[str, ...]:
    """The digests that a published file prints, each once, in order. Refuses a file that cannot be read."""
    from fingerpost.cli.files import read_bytes

    data = read_bytes(path)
    found = ["".join(each.split()).lower() for each in _DIGEST.findall(_text(data))]
    return tuple(dict.fromkeys([*_own_digest(data), *found]))


def _own_digest(data: bytes) -> list[str]:
    """The digest of a closed month that is given as such: no text can print its own."""
    from fingerpost.rules.snapshot import NotASnapshot, digest, snapshot_from_json

    try:
        return [digest(snapshot_from_json(data.decode()))]
    except (NotASnapshot, UnicodeDecodeError):
        return []


def _text(data: bytes) -> str:
    """Everything that a file says, as text; the parts of an Office file without their markup."""
    import io
    import zipfile

    if data.startswith(b"%PDF-"):
        return _text_of_pdf(data)
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data.decode("utf-8", "replace")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [archive.read(each).decode() for each in archive.namelist() if each.endswith(".xml")]
    except (zipfile.BadZipFile, UnicodeDecodeError, OSError) as problem:
        raise Refused(f"The file cannot be read: {problem}") from problem
    # The end of a paragraph or cell keeps what stands before it from what follows.
    return "|".join(re.sub(r"<[^>]+>", "", re.sub(r"</(?:w:p|si|c)>", "|", part)) for part in parts)


def _text_of_pdf(data: bytes) -> str:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as problem:
        raise Refused(f"The PDF cannot be read: {problem}") from problem
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
