"""The published contract and the host say the same: generated requests, every message, every example."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import jsonschema_rs
import msgspec
import pytest
import requests
import schemathesis
import yaml
from hypothesis import HealthCheck, settings
from schemathesis.core.parameters import ParameterLocation

from counter_app.gateway import wire, wire_keys
from counter_app.gateway.signing import sign_token_request
from counter_app.gateway.wire import PATHS, ServiceCode
from counter_app.sandbox.clock import JAKARTA, stamp
from tests.helpers.sandbox import SandboxHost, SnapCaller

CONTRACT = Path(__file__).resolve().parents[2] / "resources" / "host-openapi.yaml"
CONTRACT_TEXT: dict[str, Any] = yaml.safe_load(CONTRACT.read_text("utf-8"))
SERVICE_OF = {path: service for service, path in PATHS.items()}
MESSAGES = {
    name: shape
    for name, shape in (vars(wire) | vars(wire_keys)).items()
    if isinstance(shape, type) and issubclass(shape, wire.Message) and shape is not wire.Message
}


def validator(name: str) -> Any:
    schema = {"$ref": f"#/components/schemas/{name}", "components": CONTRACT_TEXT["components"]}
    return jsonschema_rs.validator_for(schema, validate_formats=True)


def operations() -> Iterator[tuple[str, Any]]:
    for path, methods in CONTRACT_TEXT["paths"].items():
        yield path, methods["post"]


def named(schema: dict[str, str]) -> str:
    return schema["$ref"].rpartition("/")[2]


@pytest.fixture(scope="module")
def open_host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxHost]:
    """A host of this module's own, over plain HTTP, on the day of the contract's examples."""
    host = SandboxHost(tmp_path_factory.mktemp("open-host"), tls=False).start()
    host.reset(datetime(2026, 11, 22, 9, 15, 4, tzinfo=JAKARTA))
    yield host
    host.stop()


@pytest.fixture(scope="module")
def counter(open_host: SandboxHost) -> Iterator[SnapCaller]:
    """One counter for all that is generated."""
    caller = SnapCaller(open_host.settings, offset=open_host.clock.apart)
    yield caller
    caller.close()


class Signer(requests.auth.AuthBase):
    """Signs whatever is about to be sent, by its exact bytes."""

    def __init__(self, caller: SnapCaller) -> None:
        self._caller = caller

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        body = request.body or b""
        assert isinstance(body, bytes | str)
        exact = body.encode() if isinstance(body, str) else body
        service = SERVICE_OF[request.path_url]
        if service is ServiceCode.TOKEN:
            request.headers.update(self._token_headers())
        else:
            request.headers.update(self._caller.headers(service, exact))
        return request

    def _token_headers(self) -> dict[str, str]:
        key, now = self._caller.access.client_key, stamp(self._caller.now())
        signature = sign_token_request(self._caller.key, client_key=key, timestamp=now)
        return {"X-CLIENT-KEY": key, "X-TIMESTAMP": now, "X-SIGNATURE": signature}


generated = schemathesis.openapi.from_path(CONTRACT)
few_generated = schemathesis.openapi.from_path(CONTRACT)
few_generated.config.phases.coverage.enabled = False


@generated.parametrize()
@settings(max_examples=20, suppress_health_check=list(HealthCheck))
def test_signed_requests_find_nothing_the_contract_does_not_say(case: Any, counter: SnapCaller) -> None:
    spoilt = case.meta is not None and case.meta.is_negative_at(ParameterLocation.HEADER)
    signer = None if spoilt or case.method != "POST" else Signer(counter)
    case.call_and_validate(counter.access.url, auth=signer)


@few_generated.parametrize()
@settings(max_examples=5, suppress_health_check=list(HealthCheck))
def test_unsigned_requests_are_turned_away_as_the_contract_says(case: Any, open_host: SandboxHost) -> None:
    response = case.call_and_validate(open_host.settings.url)
    assert response.status_code in {400, 401, 405}


def test_every_path_of_the_code_is_in_the_contract_and_the_other_way_round() -> None:
    assert set(CONTRACT_TEXT["paths"]) == set(PATHS.values())


@pytest.mark.parametrize("name", sorted(MESSAGES))
def test_a_message_has_the_fields_the_contract_says(name: str) -> None:
    schema = CONTRACT_TEXT["components"]["schemas"][name]
    fields = msgspec.structs.fields(MESSAGES[name])
    assert set(schema["properties"]) == {field.encode_name for field in fields}
    assert set(schema.get("required", ())) == {field.encode_name for field in fields if field.required}


@pytest.mark.parametrize(
    ("path", "operation"), list(operations()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_the_examples_are_what_they_are_examples_of(path: str, operation: dict[str, Any]) -> None:
    sent = operation["requestBody"]["content"]["application/json"]
    answered = operation["responses"]["200"]["content"]["application/json"]
    for part in (sent, answered):
        name, example = named(part["schema"]), part["example"]
        validator(name).validate(example)
        shape = MESSAGES[name]
        read = msgspec.convert(example, shape)
        assert msgspec.to_builtins(read) == example | {
            k: v for k, v in msgspec.to_builtins(read).items() if k not in example
        }
    assert answered["example"]["responseCode"] == wire.response_code(wire.Case.DONE, SERVICE_OF[path])


def test_the_error_examples_are_refusals_of_their_status() -> None:
    for response in CONTRACT_TEXT["components"]["responses"].values():
        content = response["content"]["application/json"]
        for example in [content.get("example"), *(e["value"] for e in content.get("examples", {}).values())]:
            if example is not None:
                validator("Refusal").validate(example)


def test_the_contract_notices_what_is_not_in_it() -> None:
    assert not validator("Refusal").is_valid({"responseCode": "2002599x", "responseMessage": ""})
    assert not validator("Money").is_valid({"value": "1.5", "currency": "IDR"})
    assert not validator("PaymentInfo").is_valid({})
