"""The access token: RSA-signed by the client, good for 900 seconds."""

from counter_app.gateway.wire import Case, ServiceCode, TokenReply, TokenRequest
from counter_app.sandbox.front_door import TOKEN_LIFE, FrontDoor
from counter_app.sandbox.host import Host
from counter_app.sandbox.service import Reply, Service, require, said


def token_service(door: FrontDoor) -> Service[TokenRequest]:
    """The token's service; its requests are admitted by the client's private key instead of a token."""

    def give(_host: Host, asked: TokenRequest) -> Reply:
        require(asked.grant_type == "client_credentials", "grantType")
        reply = TokenReply(
            *said(Case.DONE, ServiceCode.TOKEN),
            access_token=door.give_token(),
            token_type="Bearer",  # noqa: S106 - the scheme's name
            expires_in=int(TOKEN_LIFE.total_seconds()),
        )
        return Reply(Case.DONE, reply)

    return Service(ServiceCode.TOKEN, TokenRequest, give, admit=door.check_client)
