"""The occupations that come with the program, and the search in them: ``services.ports.Occupations``."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from counter_app.domain.occupations import Occupation
from counter_app.domain.participant import fold
from counter_app.domain.tariff import Sector
from counter_app.resources import FOLDER, rows

_ALIKE = 72.0
"""Least likeness, 0 to 100, of what was typed to be offered: a slip of the finger passes, another word does not."""

_LEAST_INSIDE = 3
"""Characters from which on a part of a word is looked for, as *tani* in *petani*."""


@dataclass(frozen=True, slots=True)
class OccupationList:
    """Read once. ``folded`` are the names in both languages as they are searched."""

    occupations: tuple[Occupation, ...]
    folded: tuple[tuple[str, str], ...] = field(repr=False)

    @classmethod
    def delivered(cls) -> "OccupationList":
        """Those of ``resources/occupations.csv``."""
        return cls.of(FOLDER / "occupations.csv")

    @classmethod
    def of(cls, file: Path) -> "OccupationList":
        """Read a list. Raises ``OSError``, ``KeyError`` or ``ValueError`` for one that is none."""
        found = tuple(Occupation(row["name"], row["english"], Sector(row["sector"])) for row in rows(file))
        return cls(found, tuple((fold(each.name), fold(each.english)) for each in found))

    @property
    def sectors(self) -> dict[str, Sector]:
        """The sector by folded name."""
        return {names[0]: each.sector for each, names in zip(self.occupations, self.folded, strict=True)}

    def all(self) -> Sequence[Occupation]:
        return self.occupations

    def search(self, text: str, limit: int = 8) -> Sequence[Occupation]:
        typed = fold(text)
        if not typed:
            return ()
        ranked = [(rank, place) for place, names in enumerate(self.folded) if (rank := _rank(typed, names)) is not None]
        if not ranked:
            ranked = self._alike(typed)
        return [self.occupations[place] for _, place in sorted(ranked)[:limit]]

    def _alike(self, typed: str) -> list[tuple[float, int]]:
        """What was meant and mistyped: only where nothing begins as it was typed."""
        scores = [max(_likeness(typed, name) for name in names) for names in self.folded]
        return [(100.0 - score, place) for place, score in enumerate(scores) if score >= _ALIKE]


def _likeness(typed: str, name: str) -> float:
    """How well the words typed are found in a name, 0 to 100: each by the word that is most like it."""
    from rapidfuzz import fuzz

    words = typed.split()
    return sum(max(fuzz.ratio(word, other) for other in name.split()) for word in words) / len(words)


def _rank(typed: str, names: tuple[str, str]) -> float | None:
    """0: the name begins so; 1: each word typed begins a word of it, 2: of the English one; 3: it stands inside."""
    if names[0].startswith(typed):
        return 0.0
    for rank, name in enumerate(names, 1):
        words = name.split()
        if all(any(word.startswith(part) for word in words) for part in typed.split()):
            return float(rank)
    return 3.0 if len(typed) >= _LEAST_INSIDE and typed in names[0] else None
