"""Shapes people send about bans."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from klieg.domains.moderation.rules import REASON_MAX, REASON_PATTERN

type BanReason = Annotated[
    str, StringConstraints(min_length=1, max_length=REASON_MAX, pattern=REASON_PATTERN, strict=True)
]


class BanViewer(BaseModel):
    """Why somebody may not watch. Only those who may see the list read it."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra={"examples": [{"reason": "Spam"}]})

    reason: BanReason | None = None
