"""What the roles are called."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from counter_app.domain.people import Role
from ui.translation import QT_TRANSLATE_NOOP

_ROLES: Mapping[Role, str] = MappingProxyType(
    {
        Role.CLERK: QT_TRANSLATE_NOOP("StaffPage", "Clerk"),
        Role.SUPERVISOR: QT_TRANSLATE_NOOP("StaffPage", "Supervisor"),
        Role.AUDITOR: QT_TRANSLATE_NOOP("StaffPage", "Auditor"),
        Role.ADMINISTRATOR: QT_TRANSLATE_NOOP("StaffPage", "Administrator"),
    }
)


def role_words(role: Role) -> str:
    """A role, in the language that is spoken now."""
    return QCoreApplication.translate("StaffPage", _ROLES[role])
