"""What is unusual in a journal: numbers that a supervisor may want to ask about, each with the entries it is made of.

None of it is proof of anything, and nothing here judges anybody: a printer that jams makes copies, a market day makes
payers who come twice. Who reads a finding looks at its entries, and asks. From which number on something is shown stands
in ``resources/patterns.json``; ``Thresholds`` says why.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Any, TypeVar

from counter_app.domain.journal import Act
from counter_app.domain.money import Rupiah

Key = TypeVar("Key")


class Kind(StrEnum):
    """What is unusual."""

    CANCELLED = "cancelled"
    REVERSED = "reversed"
    COPIED = "copied"
    REVEALED = "revealed"
    DRAWER = "drawer"
    REFUSED_PINS = "refused-pins"
    REFUSED_CONSENTS = "refused-consents"
    VARIANCE = "variance"
    VARIANCES = "variances"
    UNDER_LIMIT = "under-limit"
    SAME_PAYER = "same-payer"
    COPY_BEFORE_SALE = "copy-before-sale"
    ALONE = "alone"
    PIN_THEN_CONSENT = "pin-then-consent"


@dataclass(frozen=True, slots=True)
class Share:
    """Shown from ``least`` on, and only when it is more than ``per_hundred`` of a person's payments: who serves many
    payers has more of everything.
    """

    least: int
    per_hundred: int


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which number on something is shown.

    ``cancelled``, ``reversed``, ``copied``: of payments; money that was taken and then not, and paper that could be
    handed to another payer. ``revealed_a_day``, ``drawer_a_day`` (openings without a sale), ``refused_pins_a_day``,
    ``refused_consents_a_day``: by one person or number on one day. ``variance``: rupiah at one close, either way;
    ``variances``: closes that did not come out even. ``under_limit``: payments without the host of at least
    ``under_limit_percent`` of what one may be, and not over it. ``same_payer``: payments under one masked number within
    ``same_payer_days``. ``copies_before_sales``: copies followed by a sale of the same sum within
    ``copy_before_sale_minutes``, since a copy can pass for the receipt of a sale that was not made.
    """

    cancelled: Share = Share(3, 3)
    reversed: Share = Share(2, 2)
    copied: Share = Share(4, 5)
    revealed_a_day: int = 3
    drawer_a_day: int = 3
    refused_pins_a_day: int = 5
    refused_consents_a_day: int = 3
    variance: int = 10_000
    variances: int = 3
    under_limit_percent: int = 90
    under_limit: int = 3
    same_payer_days: int = 7
    same_payer: int = 4
    copy_before_sale_minutes: int = 5
    copies_before_sales: int = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A journal entry as it is read here: ``at`` by the office's clock."""

    seq: int
    at: datetime
    actor: str
    act: str
    subject: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """``who``: a staff number. ``seen``: how many, or rupiah of a variance, of so many payments (``of``; 0: that says
    nothing here). ``shown_from``: the threshold. ``day``: where it is one day's; ``payer``: a masked number.
    ``entries``: the journal's numbers of what it is made of, in order.
    """

    kind: Kind
    who: str
    seen: int
    shown_from: int
    entries: tuple[int, ...]
    of: int = 0
    day: date | None = None
    payer: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """What is looked through. ``limit``: rupiah that one payment without the host may be."""

    lines: Sequence[Line]
    limit: Rupiah
    bounds: Thresholds

    def of(self, *acts: Act) -> list[Line]:
        """The entries of these acts, in order."""
        return [line for line in self.lines if line.act in acts]


def line_of(seq: int, content: Mapping[str, Any], zone: tzinfo) -> Line:
    """One entry, from its bytes' content."""
    at = datetime.fromisoformat(content["at"]).astimezone(zone)
    return Line(seq, at, content["actor"], content["act"], content["subject"], content["facts"])


def findings(period: Period) -> list[Finding]:
    """Everything unusual in a period, by person and then by kind."""
    kinds = list(Kind)
    found = [finding for look in _LOOKS for finding in look(period)]
    return sorted(found, key=lambda each: (each.who, kinds.index(each.kind), each.entries))


def _shares(period: Period) -> Iterator[Finding]:
    """Cancellations, reversals and copies, against how many payers somebody served."""
    bounds = period.bounds
    payments = Counter(line.actor for line in period.of(Act.PAYMENT_ACCEPTED))
    for kind, act, share in (
        (Kind.CANCELLED, Act.CANCELLED, bounds.cancelled),
        (Kind.REVERSED, Act.REVERSAL_ASKED, bounds.reversed),
        (Kind.COPIED, Act.REPRINT, bounds.copied),
    ):
        for who, lines in _by(period.of(act), lambda line: line.actor).items():
            if len(lines) >= share.least and len(lines) * 100 > share.per_hundred * payments[who]:
                yield Finding(kind, who, len(lines), share.least, _seqs(lines), of=payments[who])


def _days(period: Period) -> Iterator[Finding]:
    """What is much for one day: full numbers, an opened drawer, wrong PINs, refused consents."""
    bounds = period.bounds
    wrong = [line for line in period.of(Act.LOGIN_REFUSED) if line.subject != "unknown"]
    looks: tuple[tuple[Kind, list[Line], int, Callable[[Line], str]], ...] = (
        (Kind.REVEALED, period.of(Act.REVEALED), bounds.revealed_a_day, lambda line: line.actor),
        (Kind.DRAWER, period.of(Act.DRAWER_OPENED), bounds.drawer_a_day, lambda line: line.actor),
        (Kind.REFUSED_PINS, wrong, bounds.refused_pins_a_day, lambda line: line.subject),
        (
            Kind.REFUSED_CONSENTS,
            period.of(Act.APPROVAL_REFUSED),
            bounds.refused_consents_a_day,
            lambda line: str(line.facts["asked_by"]),
        ),
    )
    for kind, lines, least, whose in looks:
        for who, own in _by(lines, whose).items():
            for day, same in _by(own, lambda line: line.at.date()).items():
                if len(same) >= least:
                    yield Finding(kind, who, len(same), least, _seqs(same), day=day)


def _variances(period: Period) -> Iterator[Finding]:
    """Closes that did not come out even: a large one, or several."""
    bounds = period.bounds
    opened = {line.subject: line.actor for line in period.of(Act.SHIFT_OPENED)}
    odd = [line for line in period.of(Act.SHIFT_CLOSED) if line.facts.get("variance")]
    for line in odd:
        if abs(line.facts["variance"]) >= bounds.variance:
            who = opened.get(line.subject, line.actor)
            yield Finding(Kind.VARIANCE, who, line.facts["variance"], bounds.variance, (line.seq,), day=line.at.date())
    for who, lines in _by(odd, lambda line: opened.get(line.subject, line.actor)).items():
        if len(lines) >= bounds.variances:
            yield Finding(Kind.VARIANCES, who, len(lines), bounds.variances, _seqs(lines))


def _under_limit(period: Period) -> Iterator[Finding]:
    """Payments without the host that stay just within what one may be."""
    bounds = period.bounds
    least = period.limit * bounds.under_limit_percent // 100
    near = [
        line
        for line in period.of(Act.PAYMENT_ACCEPTED)
        if line.facts["offline"] and least <= line.facts["total"] <= period.limit
    ]
    for who, lines in _by(near, lambda line: line.actor).items():
        if len(lines) >= bounds.under_limit:
            yield Finding(Kind.UNDER_LIMIT, who, len(lines), bounds.under_limit, _seqs(lines))


def _same_payer(period: Period) -> Iterator[Finding]:
    """One masked number again and again at the same person's counter. Only the last digits are known here."""
    bounds, window = period.bounds, timedelta(days=period.bounds.same_payer_days)
    by_payer = _by(period.of(Act.PAYMENT_ACCEPTED), lambda line: (line.actor, str(line.facts["payer"])))
    for (who, payer), lines in by_payer.items():
        most = max(([each for each in lines if line.at <= each.at <= line.at + window] for line in lines), key=len)
        if len(most) >= bounds.same_payer:
            yield Finding(Kind.SAME_PAYER, who, len(most), bounds.same_payer, _seqs(most), payer=payer)


def _copies_before_sales(period: Period) -> Iterator[Finding]:
    """A copy, and soon after it a sale of the same sum by the same person."""
    bounds, soon = period.bounds, timedelta(minutes=period.bounds.copy_before_sale_minutes)
    sums: dict[str, int] = {}
    copies: dict[str, Line] = {}
    pairs: dict[str, list[Line]] = defaultdict(list)
    for line in period.of(Act.PAYMENT_ACCEPTED, Act.REPRINT):
        if line.act == Act.REPRINT:
            copies[line.actor] = line
            continue
        copy = copies.get(line.actor)
        same = copy is not None and sums.get(str(copy.facts.get("receipt"))) == line.facts["total"]
        if copy is not None and same and timedelta(0) <= line.at - copy.at <= soon:
            pairs[line.actor] += [copies.pop(line.actor), line]
        sums[line.facts["receipt"]] = line.facts["total"]
    for who, lines in pairs.items():
        if len(lines) // 2 >= bounds.copies_before_sales:
            yield Finding(Kind.COPY_BEFORE_SALE, who, len(lines) // 2, bounds.copies_before_sales, _seqs(lines))


def _staff(period: Period) -> Iterator[Finding]:
    """What one person did about another that else takes two, and consents under a PIN that whoever asked had given."""
    for line in period.lines:
        if line.facts.get("alone"):
            yield Finding(Kind.ALONE, line.actor, 1, 1, (line.seq,), day=line.at.date())
    reset: dict[tuple[str, str], Line] = {}
    for line in period.of(Act.PIN_RESET, Act.APPROVED):
        if line.act == Act.PIN_RESET:
            reset[line.actor, line.subject] = line
        elif (given := reset.get((line.facts["asked_by"], line.actor))) is not None:
            who = line.facts["asked_by"]
            yield Finding(Kind.PIN_THEN_CONSENT, who, 1, 1, (given.seq, line.seq), day=line.at.date())


_LOOKS: tuple[Callable[[Period], Iterable[Finding]], ...] = (
    _shares,
    _days,
    _variances,
    _under_limit,
    _same_payer,
    _copies_before_sales,
    _staff,
)


def _by(lines: Iterable[Line], key: Callable[[Line], Key]) -> dict[Key, list[Line]]:
    """The lines under each key, in order."""
    found: dict[Key, list[Line]] = defaultdict(list)
    for line in lines:
        found[key(line)].append(line)
    return found


def _seqs(lines: Iterable[Line]) -> tuple[int, ...]:
    return tuple(line.seq for line in lines)
