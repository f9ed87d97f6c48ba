"""The oracle: what must hold after every play, checked against the clerk's notes, the paper and the host.

Nothing here trusts the counter's own sums: amounts come from the notebook, postings from the host, papers from the
printer. Each fault found is one sentence under one of five headings.
"""

from collections.abc import Iterator

from counter_app.domain.payment import PaymentState
from tests.faults import (
    oracle_claims,
    oracle_drawer,
    oracle_host,
    oracle_journal,
    oracle_money,
    oracle_outbox,
    oracle_paper,
    oracle_people,
    oracle_workers,
)
from tests.faults.evidence import Evidence, Found, Harm, Posting, gathered

__all__ = ["Evidence", "Found", "Harm", "Posting", "always", "at_rest", "gathered"]


def always(seen: Evidence) -> Iterator[Found]:
    """What holds at any moment, also right after a kill."""
    yield from oracle_money.always(seen)
    yield from oracle_drawer.always(seen)
    yield from oracle_workers.always(seen)
    yield from oracle_host.always(seen)
    yield from oracle_journal.always(seen)
    yield from oracle_paper.always(seen)
    yield from oracle_claims.always(seen)
    yield from oracle_outbox.always(seen)
    yield from oracle_people.always(seen)


def at_rest(seen: Evidence, allowed: frozenset[PaymentState]) -> Iterator[Found]:
    """What holds besides, once host and printer work again and the forwarder has had its turns.

    ``allowed``: the states in which a payment may end.
    """
    yield from oracle_host.at_rest(seen, allowed)
    yield from oracle_workers.at_rest(seen)
    yield from oracle_paper.at_rest(seen)
    yield from oracle_outbox.at_rest(seen)
