"""A worker is registered by keys alone: the form, what the NIK tells, the words, the KPJ, the first payment."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from counter_app.domain.bill import Programme
from counter_app.domain.errors import Service, Unavailable
from counter_app.domain.registration import Refusal, Registration, RegistrationState
from counter_app.domain.registration_form import Form, FormField
from counter_app.services.ports import Abilities
from tests.helpers.builders import a_participant
from tests.helpers.counters import CLERK, PIN
from tests.helpers.people import SUPERVISOR, hire
from tests.helpers.registering_host import RegisteringCounter, a_registering_counter
from tests.helpers.registrations import WOMAN, a_form
from tests.helpers.windows import ENTER, ESC, Shell
from ui.jobs import Lane
from ui.keys import Act
from ui.pages.registration import RegistrationPage
from ui.registration_flow import View
from ui.sale_flow import Stage
from ui.translation import Language, Translation
from ui.widgets.big_text import ClampedName

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def office(tmp_path: Path) -> Iterator[RegisteringCounter]:
    office = a_registering_counter(tmp_path, patience=0.2)
    yield office
    office.store.close()


class Registrar:
    """The page in a clerk's hands."""

    def __init__(self, shell: Shell, office: RegisteringCounter) -> None:
        self.shell = shell
        self.office = office
        self.actor = CLERK
        shell.begin()
        shell.press(Qt.Key.Key_D, modifier=CTRL)
        page = shell.desk.pages[Act.GO_TO_REGISTRATION].widget
        assert isinstance(page, RegistrationPage)
        self.page = page
        self.sees(lambda: self.cursor == "nik")

    @property
    def cursor(self) -> str:
        return self.shell.focused.objectName()

    @property
    def registrations(self) -> list[Registration]:
        with self.office.store.reading() as work:
            return list(work.registrations.all())

    def sees(self, there: object) -> None:
        assert callable(there)
        self.shell.until(there)

    def says(self, words: str) -> None:
        self.shell.until(lambda: words in self.shell.words(self.page))

    def answer(self, *answers: str) -> None:
        """Each with Enter."""
        for text in answers:
            self.shell.type(text)
            self.shell.press(ENTER)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.shell.press(key, modifier=modifier)

    def text(self, name: str) -> str:
        field = self.page.findChild(QLineEdit, name)
        assert field is not None, name
        return field.text()

    def told(self, asked: FormField) -> str:
        return self.page.form.fields[asked].told.text()

    def at(self, view: View) -> None:
        self.sees(lambda: self.page.flow.view is view)

    def occupation(self, beginning: str) -> None:
        """Typed, and the first that fits taken."""
        self.shell.type(beginning)
        search = self.page.form.search
        self.sees(lambda: search.offers)
        self.key(ENTER)

    def fill_in(self) -> None:
        """A market trader's whole form, to the summary's button."""
        self.answer(WOMAN, "Ratna Kusumawati", "Jakarta", "", "")
        self.answer("Jl. Kemanggisan Raya 12", "Sulastri", "081234567890", "")
        self.occupation("pedagang pas")
        self.answer("", "Pasar Palmerah", "06.00-14.00", "3500000", "", "", "Jakarta Barat")
        self.answer("Bagas Kusuma", "suami", "")

    def to_summary(self) -> None:
        self.fill_in()
        self.key(ENTER)
        self.at(View.SUMMARY)

    def issued(self) -> None:
        """The host has given the numbers."""
        self.sees(self.page.outcome.kpj.isVisible)
        assert RegistrationState.ISSUED in {each.state for each in self.registrations}

    def register(self) -> None:
        """Agreed to, and stored."""
        self.to_summary()
        self.key(Qt.Key.Key_S)
        self.key(ENTER)
        self.at(View.OUTCOME)


@pytest.fixture
def registrar(shell: Shell, office: RegisteringCounter) -> Registrar:
    return Registrar(shell, office)


def test_the_nik_fills_in_what_it_tells(registrar: Registrar) -> None:
    registrar.answer(WOMAN)
    assert registrar.text("birth_date") == "05/04/1990"
    assert registrar.page.form.fields[FormField.SEX].text() == "female"
    assert "Perempuan" in registrar.told(FormField.NIK)
    assert registrar.cursor == "name"


def test_a_date_of_birth_that_is_not_the_niks_is_said_beside_it(registrar: Registrar) -> None:
    registrar.answer(WOMAN, "Ratna Kusumawati", "Jakarta", "06041990")
    registrar.sees(lambda: "NIK" in registrar.told(FormField.BIRTH_DATE))
    assert registrar.text("birth_date") == "06/04/1990"
    assert registrar.cursor == "sex"


def test_a_worker_is_registered_by_keys_alone_and_the_kpj_stands_there_in_full(registrar: Registrar) -> None:
    registrar.register()
    registrar.issued()
    (registration,) = registrar.registrations
    assert registration.state is RegistrationState.ISSUED
    assert registration.consent is not None
    assert registration.consent.version == "BPU-2026-11"
    assert registration.form.branch_office == "Jakarta Barat"
    assert registration.form.programmes == (Programme.JKK, Programme.JKM)
    assert registration.issue is not None
    assert registrar.page.outcome.kpj.text.replace(" ", "") == registration.issue.kpj


def test_the_first_payment_is_taken_in_the_same_sitting_and_named(registrar: Registrar) -> None:
    registrar.register()
    registrar.issued()
    registrar.key(Qt.Key.Key_B)
    flow = registrar.shell.desk.counter.flow
    registrar.sees(lambda: flow.stage is Stage.BILL)
    registrar.key(ENTER)
    registrar.sees(lambda: flow.stage is Stage.TENDER)
    registrar.key(ENTER)
    registrar.sees(lambda: flow.stage is Stage.DONE)
    registrar.sees(lambda: registrar.registrations[0].payment_id is not None)
    registrar.key(Qt.Key.Key_D, CTRL)
    registrar.says("iuran pertama sudah diterima")


def test_the_slip_comes_out_once_the_host_has_decided(registrar: Registrar) -> None:
    registrar.register()
    registrar.says("sudah diterima printer seluruhnya")
    registrar.sees(lambda: len(registrar.office.printer.papers) >= 1)
    name, paper = registrar.office.printer.papers[0]
    assert name.endswith("-pendaftaran")
    (registration,) = registrar.registrations
    assert registration.issue is not None
    assert b"KPJ TERBIT" in paper
    assert registration.issue.kpj.encode() in paper
    assert WOMAN.encode() not in paper


def test_without_a_line_it_is_kept_said_honestly_and_sent_later(registrar: Registrar) -> None:
    registrar.office.registrar.away = True
    registrar.register()
    registrar.says("KPJ menyusul")
    registrar.says("sudah diterima printer seluruhnya")
    registrar.sees(lambda: registrar.registrations[0].state is RegistrationState.UNKNOWN)
    assert b"DITERIMA" in registrar.office.printer.papers[0][1]
    assert not registrar.page.outcome.pay_is_due
    registrar.office.registrar.away = False
    registrar.office.clock.advance(minutes=30)
    registrar.key(Qt.Key.Key_T)
    registrar.issued()


def test_what_the_host_examines_is_said_so(registrar: Registrar) -> None:
    registrar.office.registrar.examines = True
    registrar.register()
    registrar.says("diperiksa pusat")


def test_a_refusal_is_said_with_what_to_correct_and_corrected_in_a_new_application(registrar: Registrar) -> None:
    registrar.office.registrar.reasons = [Refusal.PERIOD_PAST.value]
    registrar.register()
    registrar.says("Bulan pertama sudah lewat")
    registrar.key(Qt.Key.Key_K)
    registrar.at(View.FORM)
    registrar.sees(lambda: registrar.cursor == "first_period")
    assert registrar.text("name") == "Ratna Kusumawati"
    registrar.key(Qt.Key.Key_2)
    registrar.key(Qt.Key.Key_Return, CTRL)
    registrar.at(View.SUMMARY)
    registrar.key(Qt.Key.Key_S)
    registrar.key(ENTER)
    registrar.issued()
    old, new = sorted(registrar.registrations, key=lambda each: each.corrects is not None)
    assert (old.state, new.corrects) == (RegistrationState.REFUSED, old.id)
    assert new.form.first_period == "2026-12"


def test_nothing_counts_before_the_worker_has_agreed(registrar: Registrar) -> None:
    registrar.to_summary()
    registrar.key(ENTER)
    registrar.says("Pekerja belum menyetujui")
    assert [each.state for each in registrar.registrations] in ([], [RegistrationState.DRAFT])


def test_an_answer_changed_after_the_words_takes_the_consent_back(registrar: Registrar) -> None:
    registrar.to_summary()
    registrar.key(Qt.Key.Key_S)
    assert registrar.page.flow.consented
    registrar.key(ESC)
    registrar.at(View.FORM)
    registrar.page.form.go_to(FormField.ADDRESS)
    registrar.shell.type("Jl. Lain 1")
    registrar.key(Qt.Key.Key_Return, CTRL)
    registrar.at(View.SUMMARY)
    assert not registrar.page.flow.consented


def test_the_first_faulty_answer_gets_the_cursor_and_nothing_typed_is_lost(registrar: Registrar) -> None:
    registrar.answer(WOMAN, "Ratna Kusumawati")
    registrar.key(Qt.Key.Key_Return, CTRL)
    assert registrar.cursor == "birth_place"
    assert registrar.page.flow.view is View.FORM
    assert registrar.text("name") == "Ratna Kusumawati"
    assert all(
        registrar.page.form.fields[asked].complains
        for asked in (FormField.BIRTH_PLACE, FormField.ADDRESS, FormField.MOTHER, FormField.INCOME)
    )
    assert not registrar.page.form.fields[FormField.EMAIL].complains


def test_a_draft_is_kept_when_the_page_is_left_and_opened_again_from_the_list(registrar: Registrar) -> None:
    registrar.answer(WOMAN, "Ratna Kusumawati")
    registrar.key(ESC)
    registrar.sees(lambda: [each.form.name for each in registrar.registrations] == ["Ratna Kusumawati"])
    registrar.key(Qt.Key.Key_D, CTRL)
    registrar.key(Qt.Key.Key_1, ALT)
    assert registrar.text("name") == ""
    registrar.key(Qt.Key.Key_2, ALT)
    registrar.says("Pendaftaran hari ini")
    registrar.sees(lambda: registrar.page.today.model.rowCount() == 1)
    registrar.key(ENTER)
    registrar.at(View.FORM)
    assert registrar.text("name") == "Ratna Kusumawati"
    assert registrar.cursor == "birth_place"


def test_a_draft_is_withdrawn_with_a_reason(registrar: Registrar) -> None:
    registrar.answer(WOMAN, "Ratna Kusumawati")
    registrar.key(Qt.Key.Key_2, ALT)
    registrar.sees(lambda: registrar.page.today.model.rowCount() == 1)
    registrar.key(Qt.Key.Key_W)
    registrar.answer("pekerja pulang")
    registrar.sees(lambda: registrar.registrations[0].state is RegistrationState.WITHDRAWN)


def test_who_takes_part_already_is_offered_a_payment_instead(registrar: Registrar) -> None:
    known = a_participant()
    with registrar.office.store.writing() as work:
        work.participants.save([known], registrar.office.clock.now())
    registrar.answer(known.nik)
    registrar.says("sudah menjadi peserta")
    registrar.key(Qt.Key.Key_B, ALT)
    registrar.sees(lambda: registrar.shell.desk.counter.flow.stage is Stage.BILL)


def test_the_contribution_follows_the_income_and_jht_takes_one_key(registrar: Registrar) -> None:
    registrar.fill_in()
    amount = registrar.page.side.amount
    registrar.sees(lambda: amount.text == "Rp20.650")
    registrar.key(Qt.Key.Key_J, ALT)
    assert amount.text == "Rp89.650"
    assert registrar.page.form.form().programmes == tuple(Programme)
    registrar.key(Qt.Key.Key_J, ALT)
    assert amount.text == "Rp20.650"


def test_whoever_employs_others_cannot_leave_jht_out(registrar: Registrar) -> None:
    registrar.fill_in()
    registrar.page.form.go_to(FormField.PROGRAMMES)
    registrar.key(Qt.Key.Key_Y)
    registrar.says("JHT wajib bagi pemberi kerja")
    assert registrar.page.side.amount.text == "Rp89.650"
    registrar.key(Qt.Key.Key_J, ALT)
    assert registrar.page.side.amount.text == "Rp89.650"
    assert registrar.page.flow.faults() == ()


def test_heirs_are_added_and_taken_away_by_key(registrar: Registrar) -> None:
    registrar.fill_in()
    registrar.key(Qt.Key.Key_A, ALT)
    registrar.answer("Citra Kusuma", "anak")
    assert [heir.name for heir in registrar.page.form.form().heirs] == ["Bagas Kusuma", "Citra Kusuma"]
    registrar.key(Qt.Key.Key_H, ALT)
    assert [heir.name for heir in registrar.page.form.form().heirs] == ["Bagas Kusuma"]
    registrar.key(Qt.Key.Key_H, ALT)
    assert registrar.page.form.form().heirs == ()


def test_the_branch_office_of_last_time_stands_there_again(registrar: Registrar) -> None:
    registrar.register()
    registrar.issued()
    registrar.key(Qt.Key.Key_N)
    registrar.at(View.FORM)
    registrar.sees(lambda: registrar.text("branch_office") == "Jakarta Barat")
    assert registrar.text("nik") == ""


def test_the_worker_reads_the_summary_on_paper_too(registrar: Registrar) -> None:
    registrar.to_summary()
    registrar.key(Qt.Key.Key_P)
    registrar.says("Minta pekerja membacanya")
    (name, paper), *_ = registrar.office.printer.papers
    assert name == "ringkasan-pendaftaran"
    assert b"BELUM DIKIRIM" in paper
    assert WOMAN.encode() not in paper


def test_the_list_of_today_masks_every_number(registrar: Registrar) -> None:
    registrar.register()
    registrar.issued()
    registrar.key(Qt.Key.Key_2, ALT)
    model = registrar.page.today.model
    registrar.sees(lambda: model.rowCount() == 1)
    shown = " ".join(
        f"{model.index(0, column).data()} {model.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole)}"
        for column in range(model.columnCount())
    )
    (registration,) = registrar.registrations
    assert registration.issue is not None
    assert WOMAN not in shown
    assert registration.issue.kpj not in shown
    assert WOMAN[-4:] in shown
    registrar.key(ENTER)
    registrar.at(View.OUTCOME)
    assert registration.issue.kpj not in registrar.page.outcome.kpj.text.replace(" ", "")


def test_the_page_speaks_both_languages_and_keeps_what_was_typed(
    registrar: Registrar, translation: Translation
) -> None:
    registrar.answer(WOMAN, "Ratna Kusumawati")
    translation.use(Language.ENGLISH)
    registrar.says("Mother's maiden name")
    assert "Woman" in registrar.told(FormField.NIK)
    assert registrar.text("name") == "Ratna Kusumawati"


def test_a_name_with_markup_is_shown_inert(registrar: Registrar) -> None:
    registrar.page.form.put(a_form(name="<b>Ratna</b> gnaro"))
    registrar.page.flow.typed(registrar.page.form.form())
    registrar.page.flow.check()
    registrar.at(View.SUMMARY)
    names = [each.accessibleName() for each in registrar.page.summary.sheet.findChildren(ClampedName)]
    assert names == ["<b>Ratna</b> gnaro"]


def test_a_host_that_registers_nobody_is_said_and_nothing_can_be_typed(
    shell: Shell, office: RegisteringCounter
) -> None:
    office.registrar.abilities = Abilities(registration=False)
    shell.begin()
    shell.press(Qt.Key.Key_D, modifier=CTRL)
    page = shell.desk.pages[Act.GO_TO_REGISTRATION].widget
    shell.until(lambda: "tidak melayani pendaftaran" in shell.words(page))
    assert QApplication.focusWidget() is not page.findChild(QLineEdit, "nik")
    shell.press(ESC)
    shell.until(lambda: shell.window.pages.currentWidget() is shell.desk.counter)


def test_a_second_copy_of_the_slip_takes_a_second_person(registrar: Registrar) -> None:
    hire(registrar.office, SUPERVISOR)
    registrar.register()
    registrar.issued()
    registrar.says("sudah diterima printer seluruhnya")
    registrar.sees(lambda: not registrar.page.errand.is_printing)
    registrar.key(Qt.Key.Key_P)
    registrar.sees(lambda: any(b"SALINAN 1" in paper for _, paper in registrar.office.printer.papers))
    registrar.sees(lambda: not registrar.page.errand.is_printing)
    registrar.key(Qt.Key.Key_P)
    registrar.sees(registrar.page.outcome.consent.isVisible)
    registrar.answer("hilang", SUPERVISOR.id, "111111")
    registrar.sees(registrar.page.outcome.consent.error.text)
    registrar.answer(PIN)
    registrar.says("sudah diterima printer seluruhnya")
    assert any(b"SALINAN 2" in paper for _, paper in registrar.office.printer.papers)


def test_esc_leaves_the_second_person_and_not_the_page(registrar: Registrar) -> None:
    registrar.register()
    registrar.issued()
    registrar.sees(lambda: registrar.page.errand.job is not None)
    for _ in range(2):
        registrar.sees(lambda: not registrar.page.errand.is_printing)
        registrar.key(Qt.Key.Key_P)
        registrar.sees(lambda: not registrar.page.errand.is_printing)
    registrar.sees(registrar.page.outcome.consent.isVisible)
    registrar.key(ESC)
    assert not registrar.page.outcome.consent.isVisible()
    assert registrar.page.isVisible()
    assert registrar.cursor == "outcome-action"


def test_the_worker_reads_on_a_screen_of_their_own_and_the_next_one_sees_nothing_of_it(
    registrar: Registrar, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = registrar.page.screen_of_worker
    shown: list[bool] = []
    screen = QApplication.primaryScreen()
    monkeypatch.setattr(other, "_screens", lambda: [screen])
    monkeypatch.setattr(other, "_beside", Beside())
    monkeypatch.setattr(other, "setScreen", lambda _screen: shown.append(True))
    registrar.to_summary()
    assert shown == [True]
    assert other.isVisible()
    assert "Ratna Kusumawati" in [each.accessibleName() for each in other.findChildren(ClampedName)]
    assert other.words.text().startswith("Saya setuju")
    registrar.key(ESC)
    assert not other.isVisible()


class Beside:
    """A page on a screen that is none of the list."""

    def screen(self) -> None:
        return None


def test_with_one_screen_the_window_itself_is_turned_to_the_worker(registrar: Registrar) -> None:
    registrar.to_summary()
    assert not registrar.page.screen_of_worker.isVisible()
    assert registrar.page.summary.sheet.isVisible()


def test_the_list_of_today_follows_what_goes_to_the_host_by_itself(registrar: Registrar) -> None:
    registrar.office.registrar.away = True
    registrar.register()
    registrar.key(Qt.Key.Key_2, ALT)
    registrar.sees(lambda: registrar.page.today.model.rowCount() == 1)
    registrar.sees(lambda: registrar.registrations[0].state is RegistrationState.UNKNOWN)
    registrar.sees(lambda: not registrar.shell.jobs.waiting(Lane.FORWARD))
    registrar.office.registrar.away = False
    registrar.office.clock.advance(minutes=30)
    registrar.sees(lambda: registrar.page.today.model.rows[0].state is RegistrationState.ISSUED)


def test_a_draft_that_could_not_be_kept_is_kept_with_the_next_answer(
    registrar: Registrar, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = registrar.office.counter.day.registering
    with monkeypatch.context() as patched:
        patched.setattr(type(service), "keep", _away)
        registrar.answer(WOMAN)
        registrar.page.flow.keep()
        registrar.sees(lambda: registrar.page.flow._kept == Form())
    registrar.page.flow.keep()
    registrar.sees(lambda: len(registrar.registrations) == 1)


def _away(*_: object) -> None:
    raise Unavailable(Service.DATABASE, "locked")
