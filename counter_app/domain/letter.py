"""A letter to a participant, as text: what stands where is the page's business."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Letter:
    """``address``: lines below the name, empty where the office does not know it. ``paragraphs``: the body, in order."""

    day: date
    name: str = field(repr=False)
    address: tuple[str, ...] = field(repr=False)
    subject: str
    paragraphs: tuple[str, ...] = field(repr=False)
