"""The sides of letting personal data go: rows in the database, files in the home."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from counter_app.domain.personal_data import LettingGo, Topic


class PersonalData(Protocol):
    """Of the topics that are rows. Participants are the office's; the others are what this counter wrote."""

    def count(self, topic: Topic, before: datetime) -> int:
        """How many from before ``before`` still hold personal data and may go.

        A participant whose protection ended later, of whom a month was taken since, or who is on the way to the host,
        stays; so does an application that is not over.
        """
        ...

    def let_go(self, topic: Topic, before: datetime, most: int) -> int:
        """Let up to ``most`` of them go, and say how many went; the database refuses it without a decision that is kept."""
        ...

    def keep(self, decision: LettingGo) -> None:
        """Keep a decision, for good."""
        ...

    def decisions(self) -> Sequence[LettingGo]:
        """Those of this counter, the oldest first."""
        ...

    def erased(self) -> Sequence[tuple[Topic, datetime]]:
        """Of each row of this counter whose personal data is gone: the topic, and when it was last of use."""
        ...


class OldFiles(Protocol):
    """Files with personal data that nobody needs any more."""

    def count(self, before: datetime) -> int: ...

    def let_go(self, before: datetime) -> int:
        """Delete them and say how many went; one that cannot be deleted stays for the next time."""
        ...
