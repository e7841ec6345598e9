"""The form of a further appendix. It validates and never saves."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pikepdf
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fingerpost.committee.forms import ExemptForm
from fingerpost.committee.operations.appendices import NewFile
from fingerpost.files.keeping import LARGEST

if TYPE_CHECKING:
    from fingerpost.committee.models import FurtherAppendix
    from fingerpost.rules.nations import Nation

_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    "pdf": ("application/pdf", b"%PDF"),
    "docx": (f"{_OFFICE}.wordprocessingml.document", b"PK"),
    "xlsx": (f"{_OFFICE}.spreadsheetml.sheet", b"PK"),
}
"""By the ending of its name what a file may be: its media type, and the bytes that it begins with."""


class AppendixForm(ExemptForm):
    """What an appendix is called, its file, and whether it is exempt. `new` is the file once the form is valid."""

    title = forms.CharField(
        label=_("Title"), max_length=200, error_messages={"required": _("Give the appendix a title.")}
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "PDF, Word or Excel, up to 8 MB for all appendices together. The pages of a PDF are in the pack."
        ),
        required=False,
    )

    def __init__(
        self, *args: Any, appendix: FurtherAppendix | None = None, nation: Nation, **options: Any
    ) -> None:
        exempt = (appendix.exempt if appendix else None) or {}
        options.setdefault(
            "initial",
            {
                "title": appendix.title if appendix else "",
                "exempt": exempt.get("paragraphs", []),
                "public_interest": exempt.get("public_interest") or "",
            },
        )
        super().__init__(*args, **options)
        self.ask_exempt(nation)
        self.new: NewFile | None = None
        if appendix is not None and appendix.file is not None:
            self.fields["file"].label = _("Another file in its place")
            self.fields["without_file"] = forms.BooleanField(label=_("Take the file off"), required=False)

    def clean(self) -> dict[str, Any]:
        """Refuses a file that is not what its name says, and a PDF that cannot be opened."""
        values = super().clean()
        file = values.get("file")
        if file is None:
            return values
        kind = KINDS.get(file.name.rpartition(".")[2].lower())
        if kind is None:
            self.add_error("file", gettext("Choose a PDF, Word or Excel file."))
            return values
        if file.size > LARGEST:
            self.add_error("file", gettext("The file is larger than 10 MB."))
            return values
        content = file.read()
        if not content.startswith(kind[1]):
            self.add_error("file", gettext("The file is not what its name says."))
        elif kind is KINDS["pdf"] and not _opens(content):
            self.add_error("file", gettext("The PDF cannot be opened: it is damaged, or needs a password."))
        else:
            self.new = NewFile(file.name, kind[0], content)
        return values


def _opens(content: bytes) -> bool:
    try:
        with pikepdf.open(io.BytesIO(content)) as opened:
            return len(opened.pages) > 0
    except pikepdf.PdfError:
        return False
