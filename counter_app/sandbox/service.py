"""What a service is to the host: its code, the shape it reads, what it does, and the key it must not do twice."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from counter_app.gateway.wire import PARTNER_SERVICE_ID, Case, Message, Refusal, ServiceCode, encode, response_code
from counter_app.sandbox.front_door import Knock
from counter_app.sandbox.host import MESSAGES, Host, Refused

Asked = TypeVar("Asked", bound=Message)


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back, before it is signed. The HTTP status is the case's first three digits."""

    case: Case
    message: Message


@dataclass(frozen=True, slots=True)
class Service(Generic[Asked]):
    """``key`` names what must not be under way twice; ``None``: the service may be asked as often as one likes.

    ``admit`` checks who calls, where that is not the front door's usual way.
    """

    code: ServiceCode
    shape: type[Asked]
    serve: Callable[[Host, Asked], Reply]
    key: Callable[[Asked], str] | None = None
    admit: Callable[[Knock], None] | None = None


AnyService = Service[Any]


def said(case: Case, service: ServiceCode) -> tuple[str, str]:
    """``responseCode`` and ``responseMessage`` of a reply."""
    return response_code(case, service), MESSAGES[case]


def refusal(case: Case, service: ServiceCode, message: str = "") -> Reply:
    """The reply of a request that is not served."""
    return Reply(case, Refusal(response_code(case, service), message or MESSAGES[case]))


def digest(message: Message) -> str:
    """What tells whether two requests say the same, however their JSON was laid out."""
    return hashlib.sha256(encode(message)).hexdigest()


def require_account(partner_service_id: str, customer_no: str, virtual_account_no: str, otherwise: Case) -> None:
    """Refuse a virtual account that is not ours, or not made of service and customer number."""
    if partner_service_id != PARTNER_SERVICE_ID:
        raise Refused(Case.BAD_FORMAT, "partnerServiceId")
    if virtual_account_no != partner_service_id + customer_no:
        raise Refused(otherwise, "virtualAccountNo")


def require_office(host: Host, office_id: str) -> None:
    """Refuse an office that is not the partner's own."""
    if office_id != host.partner.office_id:
        raise Refused(Case.NOT_ALLOWED, "officeId")


def require(allowed: bool, field: str, case: Case = Case.BAD_FORMAT) -> None:
    """Refuse, naming the ``field``, unless ``allowed``."""
    if not allowed:
        raise Refused(case, field)
