"""Near names among the office's participants, by rapidfuzz: ``services.ports.NameIndex``."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from counter_app.domain.participant import LocalParticipant, fold
from counter_app.services.ports import NearName, Store

_NEAR = 80.0
"""Least likeness, 0 to 100: *Mohamad Rizky* and *Muhammad Rizki* pass, two people of one family name do not."""


@dataclass(frozen=True, slots=True)
class NearNames:
    """Whoever was born that day, or has that telephone, is fetched; their names are compared here."""

    store: Store

    def near(self, name: str, *, born: date | None, phone: str, limit: int = 5) -> Sequence[NearName]:
        typed = fold(name)
        if not typed:
            return []
        with self.store.reading() as work:
            likely = work.registrations.likely(born, phone)
        scored = [(likeness(typed, fold(local.participant.name)), local) for local in likely]
        near = sorted((each for each in scored if each[0] >= _NEAR), key=lambda each: -each[0])
        return [_found(local, score, born, phone) for score, local in near[:limit]]


def likeness(one: str, other: str) -> float:
    """How alike two folded names are, 0 to 100: in whatever order their words come, and however they are spelt.

    The mean of two measures: one forgives the order of words, the other a different end, and both together neither.
    """
    from rapidfuzz import fuzz
    from rapidfuzz.distance import JaroWinkler

    ordered = fuzz.token_sort_ratio(one, other)
    return max(ordered, (ordered + 100.0 * JaroWinkler.similarity(one, other)) / 2)


def _found(local: LocalParticipant, score: float, born: date | None, phone: str) -> NearName:
    digits = local.participant.phone.removeprefix("+").removeprefix("62").removeprefix("0")
    same_phone = bool(phone) and digits == phone.removeprefix("0")
    return NearName(local, score, same_phone, born is not None and _born_on(local.participant.nik, born))


def _born_on(nik: str, born: date) -> bool:
    return nik[6:12] in {f"{born:%d%m%y}", f"{born.day + 40:02}{born:%m%y}"}
