"""Write docs/reference/ anew from the code (`make reference`); a test holds the files against it."""

import json
from pathlib import Path

from fingerpost.cli.manual import manual
from fingerpost.rules.draft import FORMAT, Draft
from fingerpost.rules.schema import described_in_words, json_schema

DRAFT_INTRODUCTION = f"""\
# The draft format

What a reader found in a document, as one JSON object of format `{FORMAT}`: printed by `fingerpost read
--json`, written by `fingerpost convert --to json`, and read again by every command, so that a person can
correct a misreading and go on. Codes, refs and words are as printed; a value that the document does not hold
is null, or an empty list or object. The JSON Schema is beside this page: [draft.schema.json](draft.schema.json).

"""


def reference() -> dict[str, str]:
    """Every generated file by its name in docs/reference/."""
    return {
        "commands.md": manual(),
        "draft.md": DRAFT_INTRODUCTION + described_in_words(Draft),
        "draft.schema.json": json.dumps(json_schema(Draft, title=FORMAT), indent=2) + "\n",
    }


if __name__ == "__main__":
    for name, text in reference().items():
        (Path(__file__).parent / "reference" / name).write_text(text, encoding="utf-8")
