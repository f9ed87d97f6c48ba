"""Faults on request: what may go wrong, and when.

A specification is a comma-separated list of ``KIND[=SECONDS][:SERVICE][@PROBABILITY][xTIMES]``, for example
``delay=2.5:payment, drop-after-commit:payment x1, error-500@0.1``. Without a service a fault hits every
service but the token; without a probability it always does; without a count it never ends.
"""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from threading import Lock
from typing import TypeVar

from counter_app.gateway.wire import ServiceCode


class Kind(StrEnum):
    """What goes wrong. The first group does so before the service has done anything, the second after it committed.

    ``poison``: the first key it meets is answered *general error* for as long as it is in force, all others are served.
    ``other-amount`` and ``other-payer``: what was posted rightly is told wrongly.
    ``not-found`` and ``other-content``: the host denies knowing the key, or says that it knows it otherwise.
    ``stale-reply``: the reply to the request before goes out in this one's place, or none; ``twice``: it goes out twice.
    """

    DELAY = "delay"
    DROP_BEFORE = "drop-before-commit"
    ERROR_500 = "error-500"
    ERROR_504 = "error-504"
    ALREADY_PAID = "already-paid"
    IN_PROGRESS = "in-progress"
    SLOW_DOWN = "slow-down"
    NOT_FOUND = "not-found"
    OTHER_CONTENT = "other-content"
    POISON = "poison"

    DELAY_AFTER = "delay-after-commit"
    DROP_AFTER = "drop-after-commit"
    ERROR_500_AFTER = "error-500-after-commit"
    ERROR_504_AFTER = "error-504-after-commit"
    GARBAGE = "garbage"
    TRUNCATED = "truncated"
    WRONG_SIGNATURE = "wrong-signature"
    SLOW_DRIP = "slow-drip"
    HUGE = "huge"
    OTHER_AMOUNT = "other-amount"
    OTHER_PAYER = "other-payer"
    STALE_REPLY = "stale-reply"
    TWICE = "twice"


DEFAULT_SECONDS = {Kind.DELAY: 2.5, Kind.DELAY_AFTER: 2.5, Kind.SLOW_DRIP: 1.0, Kind.SLOW_DOWN: 5.0}
"""Seconds of the kinds that have some; ``slow-drip``: a byte, ``slow-down``: what ``Retry-After`` says."""

SERVICES = {code.name.lower().replace("_", "-"): code for code in ServiceCode}
_LONGEST = 600.0
Value = TypeVar("Value")
_FORM = re.compile(
    r"(?P<kind>[a-z0-9-]+?)"
    r"(?:=(?P<seconds>[0-9]+(?:\.[0-9]+)?))?"
    r"(?::(?P<service>[a-z-]+))?"
    r"(?:@(?P<probability>[0-9]*\.?[0-9]+))?"
    r"(?:\s*x(?P<times>[0-9]+))?"
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One line of a specification. ``left``: how often it still strikes, ``None``: for ever."""

    kind: Kind
    seconds: float = 0.0
    service: ServiceCode | None = None
    probability: float = 1.0
    left: int | None = None

    def concerns(self, service: ServiceCode) -> bool:
        if self.service is None:
            return service is not ServiceCode.TOKEN
        return self.service is service


def parse_faults(specification: str) -> tuple[Fault, ...]:
    """Read a specification; empty means none. Raises ``ValueError`` with what is wrong and what is allowed."""
    parts = [part.strip() for part in specification.split(",")]
    return tuple(_parse(part) for part in parts if part)


class FaultPlan:
    """The faults in force. Changed while the host runs, asked by every request; chance comes from a seed."""

    def __init__(self, specification: str = "", seed: int = 0) -> None:
        self._lock = Lock()
        self._seed = seed
        self._faults: list[Fault] = []
        self.set(specification)

    def set(self, specification: str) -> None:
        """Replace all faults and start chance anew. Raises ``ValueError`` and keeps the old ones."""
        faults = parse_faults(specification)
        with self._lock:
            self._faults = list(faults)
            self._poisoned: str | None = None
            self._dice = random.Random(self._seed)  # noqa: S311 - not for secrets

    def strike(self, service: ServiceCode) -> tuple[Fault, ...]:
        """The faults that hit one request, each counted down."""
        with self._lock:
            struck = [
                place
                for place, fault in enumerate(self._faults)
                if fault.concerns(service) and fault.left != 0 and self._dice.random() < fault.probability
            ]
            hits = tuple(self._faults[place] for place in struck)
            for place in struck:
                fault = self._faults[place]
                if fault.left is not None:
                    self._faults[place] = replace(fault, left=fault.left - 1)
            return hits

    def spared(self, hits: Sequence[Fault], key: str | None) -> Sequence[Fault]:
        """``hits`` without poison, unless ``key`` is the one that it has met first."""
        if not any(hit.kind is Kind.POISON for hit in hits):
            return hits
        with self._lock:
            if self._poisoned is None:
                self._poisoned = key
            ill = key is not None and key == self._poisoned
        return tuple(hit for hit in hits if ill or hit.kind is not Kind.POISON)


def _parse(part: str) -> Fault:
    match = _FORM.fullmatch(part)
    if match is None:
        raise ValueError(f"fault {part!r}: write KIND[=SECONDS][:SERVICE][@PROBABILITY][xTIMES]")
    kind = _choice(part, "kind", match["kind"], {kind.value: kind for kind in Kind})
    service = _choice(part, "service", match["service"], SERVICES) if match["service"] else None
    if match["seconds"] is not None and kind not in DEFAULT_SECONDS:
        raise ValueError(f"fault {part!r}: {kind} takes no seconds; these do: {', '.join(sorted(DEFAULT_SECONDS))}")
    seconds = float(match["seconds"]) if match["seconds"] else DEFAULT_SECONDS.get(kind, 0.0)
    probability = float(match["probability"]) if match["probability"] else 1.0
    if seconds > _LONGEST:
        raise ValueError(f"fault {part!r}: at most {_LONGEST:.0f} seconds")
    if not 0 < probability <= 1:
        raise ValueError(f"fault {part!r}: a probability lies above 0 and is at most 1")
    return Fault(kind, seconds, service, probability, int(match["times"]) if match["times"] else None)


def _choice(part: str, what: str, given: str, allowed: dict[str, Value]) -> Value:
    if given not in allowed:
        raise ValueError(f"fault {part!r}: no {what} {given!r}; allowed: {', '.join(sorted(allowed))}")
    return allowed[given]
