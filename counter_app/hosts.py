"""The gateway to the host that the settings name, and what it has to be told."""

from typing import TYPE_CHECKING

from counter_app import resources
from counter_app.services.ports import Clock
from counter_app.settings import Settings
from counter_app.training import require_own_host

if TYPE_CHECKING:
    from counter_app.gateway.iak.gateway import IakGateway
    from counter_app.gateway.iak.options import IakOptions
    from counter_app.gateway.options import SnapOptions
    from counter_app.gateway.snap import SnapGateway


def open_host(settings: Settings, clock: Clock) -> "SnapGateway | IakGateway":
    """The gateway to the host, by the adapter the settings name; nothing is sent yet. Raises ``SettingsError``, also for
    a training office that is to speak to any host but its own.
    """
    require_own_host(settings)
    if settings.host.adapter == "iak":
        from counter_app.gateway.iak.gateway import IakGateway

        return IakGateway(iak_options(settings), clock, resources.tariff())
    from counter_app.gateway.snap import SnapGateway

    return SnapGateway(snap_options(settings), clock)


def iak_options(settings: Settings) -> "IakOptions":
    """What the gateway to IAK has to be told. Raises ``SettingsError`` when the API key's file cannot be read."""
    from counter_app.gateway.iak.options import IakOptions
    from counter_app.settings_file import named_text

    host = settings.host
    return IakOptions(
        base_url=host.base_url,
        username=host.client_key,
        api_key=named_text(settings, "host.client_secret_file", host.client_secret_file),
        ca_path=host.ca_file,
        pins=host.pins,
        connect_timeout=host.connect_seconds,
        read_timeout=host.read_seconds,
        payment_timeout=host.payment_seconds,
        lookup_timeout=host.lookup_seconds,
    )


def snap_options(settings: Settings) -> "SnapOptions":
    """What the gateway has to be told. Raises ``SettingsError`` without a private key, or when the secret's file cannot
    be read.
    """
    from counter_app.gateway.options import SnapOptions
    from counter_app.settings_file import SettingsError, named_text

    host = settings.host
    if host.private_key_file is None:
        raise SettingsError(f"{settings.file}: host.private_key_file is missing")
    return SnapOptions(
        base_url=host.base_url,
        client_key=host.client_key,
        client_secret=named_text(settings, "host.client_secret_file", host.client_secret_file),
        private_key_path=host.private_key_file,
        ca_path=host.ca_file,
        pins=host.pins,
        partner_id=host.partner_id,
        channel_id=settings.office.counter_id,
        timezone=settings.office.timezone,
        connect_timeout=host.connect_seconds,
        read_timeout=host.read_seconds,
        payment_timeout=host.payment_seconds,
        lookup_timeout=host.lookup_seconds,
    )
