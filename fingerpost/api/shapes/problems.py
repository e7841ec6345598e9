"""A problem, as RFC 9457 has it."""

from typing import Any

from pydantic import BaseModel, Field


class Wrong(BaseModel):
    """One thing that is wrong with what was sent."""

    field: str = Field(description="The field; empty where it is the whole.", examples=["completed_on"])
    message: str = Field(examples=["Enter the day on which it was completed."])


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str = Field(description="Names the problem; the address explains it.")
    title: str
    status: int
    detail: str = Field(description="One sentence for people.")
    errors: list[Wrong] | None = Field(
        None, description="Every problem with what was sent, all at once (422)."
    )
    yours: dict[str, Any] | None = Field(None, description="What you sent (409, saved meanwhile).")
    stands: dict[str, Any] | None = Field(None, description="What stands, with its version (409).")
