"""Evidence: a link or a file that shows what an update says."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fingerpost.files.keeping import LARGEST
from fingerpost.monitoring.operations.updates import NewEvidence

MEDIA_TYPES = {
    "pdf": ("application/pdf", b"%PDF-"),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
    "png": ("image/png", b"\x89PNG"),
    "jpg": ("image/jpeg", b"\xff\xd8"),
    "jpeg": ("image/jpeg", b"\xff\xd8"),
    "txt": ("text/plain; charset=utf-8", b""),
}
"""What may be kept as evidence: the media type, and how the bytes of such a file begin."""


class EvidenceForm(forms.Form):
    """A link or a file, with a few words."""

    prefix = "evidence"
    words = forms.CharField(label=_("What does it show?"), max_length=200, required=False)
    link = forms.URLField(label=_("Link"), required=False, assume_scheme="https")
    file = forms.FileField(
        label=_("Or a file"),
        help_text=_("PDF, Word, Excel, a picture or plain text, up to 10 MB."),
        required=False,
    )

    @property
    def new(self) -> NewEvidence | None:
        """What the valid form gives; None where it was left empty."""
        given = self.cleaned_data
        file = given.get("file")
        if file is None and not given.get("link"):
            return None
        return NewEvidence(
            words=given["words"],
            link=given["link"],
            name=file.name if file else "",
            media_type=file.content_type if file else "",
            content=file.read() if file else b"",
        )

    def clean(self) -> dict[str, Any]:
        """Either a link or a file, of a kind that it is what its name says."""
        given = super().clean() or self.cleaned_data
        file = given.get("file")
        if not self.errors and bool(given.get("link")) == bool(file):
            self.add_error("link", gettext("Give a link or a file, one of the two."))
        if file is not None and not self.errors:
            ending = file.name.rpartition(".")[2].lower()
            kind = MEDIA_TYPES.get(ending)
            if kind is None:
                self.add_error("file", gettext("Choose a PDF, Word or Excel file, a picture or plain text."))
            elif file.size > LARGEST:
                self.add_error("file", gettext("The file is larger than 10 MB."))
            elif not file.read(len(kind[1])).startswith(kind[1]):
                self.add_error("file", gettext("The file is not what its name says."))
            else:
                file.seek(0)
                file.content_type = kind[0]
        return given
