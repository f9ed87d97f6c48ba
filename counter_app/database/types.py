"""Column types that mean the same on SQLite and PostgreSQL."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import DateTime, Dialect, Enum, String, TypeDecorator

from counter_app.domain.bill import Programme
from counter_app.domain.months import Month


class UtcTime(TypeDecorator[datetime]):
    """A moment: aware datetimes in, aware UTC datetimes out. Refuses naive ones with ``ValueError``."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without its zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        # SQLite keeps the UTC wall time and forgets the zone.
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class MonthText(TypeDecorator[Month]):
    """A contribution month as ``2026-11``, which sorts as it should."""

    impl = String(7)
    cache_ok = True

    def process_bind_param(self, value: Month | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Month | None:
        return None if value is None else Month.parse(value)


class ProgrammeList(TypeDecorator[tuple[Programme, ...]]):
    """Programmes as ``JKK,JKM``, the host's own way of writing them."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: tuple[Programme, ...] | None, dialect: Dialect) -> str | None:
        return None if value is None else ",".join(programme.value for programme in value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Programme, ...] | None:
        return None if value is None else tuple(Programme(code) for code in value.split(",") if code)


def word(kind: type[StrEnum], name: str) -> Enum:
    """An enumeration as its words, with a CHECK of that ``name`` on the table."""
    return Enum(kind, name=name, native_enum=False, create_constraint=True, length=24, values_callable=_values)


def _values(kind: Any) -> list[str]:
    return [member.value for member in kind]
