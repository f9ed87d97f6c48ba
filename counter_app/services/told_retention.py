"""What the journal tells of personal data that was let go, held against what is decided and what is gone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from counter_app.domain.journal import Act
from counter_app.domain.personal_data import LettingGo, Topic
from counter_app.services.ports import UnitOfWork

Content = Mapping[str, Any]


@dataclass(slots=True)
class ToldRetention:
    """By run and topic: who decided, when, about how many, and up to which moment."""

    decisions: dict[tuple[str, str], tuple[str, int, int, datetime]] = field(default_factory=dict)

    def note(self, content: Content) -> None:
        """Take one entry of the journal."""
        if content["act"] != Act.DATA_LET_GO:
            return
        facts = content["facts"]
        for topic in Topic:
            if topic.value in facts:
                before = datetime.fromisoformat(facts[f"{topic}_before"])
                told = (content["actor"], facts[topic.value], facts[f"{topic}_years"], before)
                self.decisions[content["subject"], topic.value] = told


def retention_fault(work: UnitOfWork, told: ToldRetention) -> str | None:
    """The first decision that is not stored as told, or the first that erased more than was decided."""
    stored = {(str(each.run), each.topic.value): _kept(each) for each in work.personal_data.decisions()}
    for odd in sorted(stored.keys() ^ told.decisions.keys()):
        side = "no journal entry tells of it" if odd in stored else "it is told of, but not stored"
        return f"retention of {odd[1]}, run {odd[0]}: {side}"
    for key, kept in stored.items():
        if kept != told.decisions[key]:
            return f"retention of {key[1]}, run {key[0]}: stored otherwise than the journal tells"
    for topic, at in work.personal_data.erased():
        if not any(key[1] == topic and at < decided[3] for key, decided in told.decisions.items()):
            return f"{topic} of {at.date()}: erased, and nobody has decided that"
    return None


def _kept(decision: LettingGo) -> tuple[str, int, int, datetime]:
    return decision.actor_id, decision.count, decision.years, decision.before
