"""The services of a clerk's whole day beside the payment's way, wired in one place: see ``Day``.

``counter_app.bootstrap`` opens what they stand on and hands it over as ``Ground``; front ends read ``counter.day``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from counter_app import resources
from counter_app.benefits_file import benefit_figures
from counter_app.clock import SystemUptime
from counter_app.domain.receipt import Office
from counter_app.domain.report import ReportKind
from counter_app.lists import ListFiles
from counter_app.near_names import NearNames
from counter_app.occupation_list import OccupationList
from counter_app.old_files import OldLogs
from counter_app.pattern_file import thresholds
from counter_app.printer_bench import HomeBench
from counter_app.services.approvals import Approvals
from counter_app.services.benefits import Benefits
from counter_app.services.cases import Cases
from counter_app.services.closings import Closings
from counter_app.services.coverage import CoverageLooks, CoverageReport
from counter_app.services.drawer import Drawer
from counter_app.services.drawer_files import DrawerFiles
from counter_app.services.drawer_kicks import DrawerKicks
from counter_app.services.exports import Exports, Transactions
from counter_app.services.forwarding import Patience
from counter_app.services.handovers import Handovers
from counter_app.services.lock_outs import LockOuts
from counter_app.services.log_in import LogIn
from counter_app.services.oversight import Oversight
from counter_app.services.ports import Clock, HostGateway, Occupations, Store
from counter_app.services.printer_setup import PrinterSetUp
from counter_app.services.recalls import Recalls
from counter_app.services.reckoning_papers import ReckoningPapers
from counter_app.services.registration import Registering
from counter_app.services.registration_forwarding import RegistrationForwarder
from counter_app.services.registration_lists import RegistrationLists
from counter_app.services.registration_papers import RegistrationPapers
from counter_app.services.registration_rules import Rules
from counter_app.services.reminders import Reminders
from counter_app.services.reports import ReportRenderer, Reports
from counter_app.services.retention import Retention
from counter_app.services.x_report import XReports
from counter_app.settings import Settings

if TYPE_CHECKING:
    from counter_app.printing.current import CurrentPrinter
    from counter_app.printing.kick import PrinterKick


@dataclass(frozen=True, slots=True)
class Ground:
    """What the services stand on. ``guarded``: the store that lets no payment begin where it could not be kept."""

    settings: Settings
    store: Store
    guarded: Store
    host: HostGateway
    device: "CurrentPrinter"
    clock: Clock
    log_in: LogIn
    approvals: Approvals
    random: Callable[[], float]
    owner: str

    @property
    def office(self) -> Office:
        return self.settings.office

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.settings.office.timezone)


@dataclass(frozen=True, slots=True)
class Day:
    """One field a service, by the name front ends use."""

    drawer: Drawer
    drawer_kicks: DrawerKicks
    closings: Closings
    drawer_files: DrawerFiles
    handovers: Handovers
    x_reports: XReports
    recalls: Recalls
    reminders: Reminders
    benefits: Benefits
    cases: Cases
    reckoning_papers: ReckoningPapers
    registering: Registering
    registration_forwarder: RegistrationForwarder
    registration_lists: RegistrationLists
    occupations: Occupations
    registration_papers: RegistrationPapers
    oversight: Oversight
    printer_setup: PrinterSetUp
    coverage: CoverageReport
    coverage_looks: CoverageLooks
    retention: Retention
    reports: Reports
    transactions: Transactions
    exports: Exports


def day_of(ground: Ground) -> Day:
    """Wire them; nothing is read or sent yet."""
    occupations = OccupationList.delivered()
    registering = _registering(ground, occupations)
    kick = _kick(ground)
    return Day(
        drawer=Drawer(ground.store, kick, ground.office, ground.clock),
        drawer_kicks=DrawerKicks(ground.store, kick, ground.office, ground.clock),
        closings=Closings(ground.store, ground.clock),
        drawer_files=_drawer_files(ground),
        handovers=Handovers(ground.store, ground.office, ground.clock, ground.zone),
        x_reports=XReports(ground.store, ground.office, ground.clock),
        recalls=Recalls(ground.store, ground.office, ground.clock),
        reminders=_reminders(ground),
        benefits=_benefits(ground),
        cases=Cases(ground.store, ground.office, ground.clock),
        reckoning_papers=_reckoning_papers(ground),
        registering=registering,
        registration_forwarder=_registration_forwarder(ground),
        registration_lists=_registration_lists(ground, occupations),
        occupations=occupations,
        registration_papers=_registration_papers(ground),
        oversight=_oversight(ground),
        printer_setup=open_printer_setup(ground.settings, ground.store, ground.clock, ground.device),
        coverage=_coverage(ground),
        coverage_looks=coverage_looks(ground.settings, ground.store, ground.clock),
        retention=open_retention(ground.settings, ground.store, ground.clock),
        reports=_reports(ground),
        transactions=Transactions(ground.store),
        exports=_exports(ground),
    )


def open_retention(settings: Settings, store: Store, clock: Clock) -> Retention:
    """Letting go of personal data whose period, by the settings, is over."""
    zone = ZoneInfo(settings.office.timezone)
    return Retention(store, OldLogs(settings.logs), clock, zone, settings.retention.periods)


def coverage_looks(settings: Settings, store: Store, clock: Clock) -> CoverageLooks:
    """Looks at how the participants stand, by the months of the office's zone."""
    return CoverageLooks(store, clock, ZoneInfo(settings.office.timezone), resources.tariff().grace_months)


def _coverage(ground: Ground) -> CoverageReport:
    from counter_app.reports.coverage import CoveragePages

    target, grace_months = ground.settings.target.target, resources.tariff().grace_months
    return CoverageReport(ground.store, CoveragePages(), target, ground.office, ground.clock, ground.zone, grace_months)


def open_printer_setup(settings: Settings, store: Store, clock: Clock, printer: "CurrentPrinter") -> PrinterSetUp:
    """Finding, trying out and changing the printer of the settings; ``printer`` is the one that papers come out of."""
    from counter_app.printing.finding import SystemFinder

    bench = HomeBench(settings.home, settings.office, printer)
    return PrinterSetUp(store, SystemFinder(), bench, settings.office, clock)


def _registering(ground: Ground, occupations: OccupationList) -> Registering:
    return Registering(
        ground.store,
        ground.host,
        ground.office,
        ground.clock,
        ground.zone,
        _registration_rules(occupations),
        NearNames(ground.store),
    )


def _registration_forwarder(ground: Ground) -> RegistrationForwarder:
    patience = Patience.for_calls(ground.settings.host.payment_seconds)
    return RegistrationForwarder(
        ground.store, ground.host, ground.clock, ground.owner, ground.random, patience, resources.tariff()
    )


def _registration_lists(ground: Ground, occupations: OccupationList) -> RegistrationLists:
    rules = _registration_rules(occupations)
    return RegistrationLists(ground.store, ground.host, ground.office, ground.clock, ground.zone, rules, ListFiles())


def _registration_rules(occupations: OccupationList) -> Rules:
    return Rules(resources.provinces(), resources.tariff(), occupations.sectors)


def _registration_papers(ground: Ground) -> RegistrationPapers:
    return RegistrationPapers(ground.device, ground.device, ground.office, ground.clock, ground.zone)


def _reminders(ground: Ground) -> Reminders:
    from counter_app.reports.letters import LetterPages

    tariff, figures = resources.tariff(), benefit_figures()
    return Reminders(ground.store, LetterPages(), tariff, figures, ground.office, ground.clock, ground.zone)


def _benefits(ground: Ground) -> Benefits:
    from counter_app.reports.benefits import BenefitsPage

    return Benefits(BenefitsPage(), resources.tariff(), benefit_figures(), ground.office, ground.clock, ground.zone)


def _kick(ground: Ground) -> "PrinterKick":
    from counter_app.printing.kick import PrinterKick

    return PrinterKick(ground.device, lambda: ground.device.profile.drawer)


def _oversight(ground: Ground) -> Oversight:
    limit, lock_outs = ground.settings.offline.limits.payment, LockOuts(ground.clock, SystemUptime())
    return Oversight(ground.store, ground.clock, ground.zone, lock_outs, limit, thresholds())


def _reckoning_papers(ground: Ground) -> ReckoningPapers:
    from counter_app.reports.reckoning import ReckoningPages
    from counter_app.reports.reckoning_sheet import ReckoningWorkbook

    return ReckoningPapers(ground.store, ReckoningPages(), ReckoningWorkbook(), ground.office, ground.clock)


def _drawer_files(ground: Ground) -> DrawerFiles:
    from counter_app.reports.closing import ClosingPages

    return DrawerFiles(ground.store, ClosingPages(), ground.office, ground.clock)


def _reports(ground: Ground) -> Reports:
    from counter_app.reports.daily import DailyPages
    from counter_app.reports.monthly import MonthlyPages

    renderers: dict[ReportKind, ReportRenderer] = {ReportKind.DAILY: DailyPages(), ReportKind.MONTHLY: MonthlyPages()}
    return Reports(ground.store, renderers, ground.office, ground.clock)


def _exports(ground: Ground) -> Exports:
    from counter_app.reports.transactions import TransactionsCsv, TransactionsWorkbook

    csv, xlsx = TransactionsCsv(ground.zone), TransactionsWorkbook(ground.zone)
    return Exports(ground.store, csv, xlsx, ground.office, ground.clock)
