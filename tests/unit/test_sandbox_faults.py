"""Faults on request: what a specification means, and when it strikes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.gateway.wire import ServiceCode
from counter_app.sandbox.faults import SERVICES, Fault, FaultPlan, Kind, parse_faults


def strikes(plan: FaultPlan, service: ServiceCode, times: int) -> list[bool]:
    return [bool(plan.strike(service)) for _ in range(times)]


@pytest.mark.parametrize(
    ("specification", "faults"),
    [
        ("", ()),
        (" , ", ()),
        ("delay=2.5", (Fault(Kind.DELAY, 2.5),)),
        ("delay", (Fault(Kind.DELAY, 2.5),)),
        ("drop-after-commit:payment", (Fault(Kind.DROP_AFTER, service=ServiceCode.PAYMENT),)),
        ("error-500@0.25", (Fault(Kind.ERROR_500, probability=0.25),)),
        ("garbage x3", (Fault(Kind.GARBAGE, left=3),)),
        ("garbagex3", (Fault(Kind.GARBAGE, left=3),)),
        (
            "slow-drip=0.1:registration-status@.5x2,huge:token",
            (
                Fault(Kind.SLOW_DRIP, 0.1, ServiceCode.REGISTRATION_STATUS, 0.5, 2),
                Fault(Kind.HUGE, service=ServiceCode.TOKEN),
            ),
        ),
    ],
)
def test_a_specification_is_read(specification: str, faults: tuple[Fault, ...]) -> None:
    assert parse_faults(specification) == faults


@pytest.mark.parametrize(
    ("specification", "says"),
    [
        ("explode", "allowed: already-paid, delay"),
        ("garbage:lunch", "allowed: anchor, counter-key, echo"),
        ("garbage=3", "takes no seconds"),
        ("delay=9999", "at most 600 seconds"),
        ("garbage@0", "a probability"),
        ("garbage@1.5", "a probability"),
        ("delay 2.5", "write KIND"),
        ("delay=-1", "write KIND"),
    ],
)
def test_a_bad_specification_is_refused_with_what_is_allowed(specification: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        parse_faults(specification)


def test_every_kind_can_be_asked_for() -> None:
    assert [fault.kind for fault in parse_faults(",".join(Kind))] == list(Kind)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read = parse_faults(text)
    except ValueError:
        read = ()
    assert all(fault.kind in Kind for fault in read)


def test_a_fault_without_a_service_spares_the_token() -> None:
    plan = FaultPlan("garbage")
    assert [service for service in ServiceCode if not plan.strike(service)] == [ServiceCode.TOKEN]


def test_a_fault_with_a_service_strikes_only_there() -> None:
    for name, service in SERVICES.items():
        plan = FaultPlan(f"garbage:{name}")
        assert [other for other in ServiceCode if plan.strike(other)] == [service]


def test_a_count_is_counted_down_by_the_requests_it_hits() -> None:
    plan = FaultPlan("garbage:payment x2")
    assert not plan.strike(ServiceCode.ECHO)
    assert strikes(plan, ServiceCode.PAYMENT, 4) == [True, True, False, False]


def test_chance_is_the_same_for_the_same_seed() -> None:
    first, second = (strikes(FaultPlan("garbage@0.5", seed=7), ServiceCode.ECHO, 40) for _ in range(2))
    assert first == second
    assert 5 < sum(first) < 35


def test_several_faults_may_hit_one_request() -> None:
    hits = FaultPlan("delay=0,drop-after-commit").strike(ServiceCode.PAYMENT)
    assert [fault.kind for fault in hits] == [Kind.DELAY, Kind.DROP_AFTER]


def test_a_plan_keeps_its_faults_when_the_new_ones_are_bad() -> None:
    plan = FaultPlan("garbage")
    with pytest.raises(ValueError, match="explode"):
        plan.set("explode")
    assert plan.strike(ServiceCode.ECHO)
