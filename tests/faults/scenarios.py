"""Every morning that is played. The rows of docs/faults-list.md are named at each."""

from counter_app.sandbox.faults import Kind
from tests.faults import scenarios_day as day
from tests.faults import scenarios_host as host
from tests.faults import scenarios_people as people
from tests.faults import scenarios_plain as plain
from tests.faults.mornings import Scenario

SCENARIOS = (
    Scenario("a morning", (1, 2, 3, 4, 5), plain.a_morning, weight=8),
    Scenario("offline", (2, 4, 5), plain.offline, weight=4),
    Scenario("double clicks", (1, 2, 28), plain.double_clicks, weight=2),
    Scenario("a bad printer", (3, 33), plain.a_bad_printer, weight=4),
    Scenario("a printer that answers", (3, 33), plain.a_printer_that_answers, weight=4, talks=True),
    Scenario("an outage", (2, 3, 33), plain.an_outage, weight=4, talks=True),
    Scenario("a wrong clock", (25,), plain.a_wrong_clock, weight=2),
    Scenario("two forwarders", (4, 5, 16), plain.two_forwarders, weight=2),
    Scenario("reversals", (1, 2, 4, 5, 31), people.reversals, weight=8),
    Scenario("cancelled or sent", (1, 4, 30), people.cancelled_or_sent, weight=4),
    Scenario("closing", (2, 3, 32), people.closing, weight=4),
    Scenario("a drawer", (1, 2, 3, 32), day.a_drawer, weight=4),
    Scenario("a hand-over", (1, 2, 3, 32), day.a_hand_over, weight=4),
    Scenario("new workers", (4, 5, 15, 16, 18, 23), day.new_workers, weight=4),
    Scenario("second copies", (3, 38), day.second_copies, weight=2),
    Scenario("comes again", (29,), people.comes_again, weight=2),
    Scenario("offline to the limit", (40,), people.offline_to_the_limit, weight=3),
    Scenario("a guessed PIN", (37,), people.guessed_pin, weight=2),
    Scenario("without the right", (38,), people.without_the_right, weight=2),
    Scenario("a hostile name", (34,), people.a_hostile_name, weight=2),
    Scenario("time zones", (25,), people.time_zones, weight=2),
    Scenario("a clock set back", (25,), people.clock_set_back, weight=2),
    Scenario("the host: appears later", (16, 21), host.appears_later, weight=2),
    Scenario("the host: other content", (20,), host.other_content, weight=2),
    Scenario("the host: told wrongly", (22,), host.told_wrongly, weight=2),
    Scenario("the host: poison", (24,), host.poison, weight=2),
    Scenario("the host: refuses", (22,), host.refused, weight=2),
    *(Scenario(f"host: {kind}", host.ROWS[kind], host.network(kind)) for kind in Kind if kind in host.ROWS),
)
