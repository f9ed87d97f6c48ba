"""The form of a registration, in the order of the KTP: what is typed, what the NIK tells, what is wrong and where.

It knows questions and answers alone. What they are held against, and what becomes of them, is the page's.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from counter_app.domain.bill import Programme
from counter_app.domain.identity import NIK_LENGTH, Nik, Sex
from counter_app.domain.months import Month
from counter_app.domain.occupations import Occupation
from counter_app.domain.registration_form import LONGEST, Fault, Form, FormField
from counter_app.domain.registration_quote import ALL
from counter_app.domain.tariff import Sector
from ui import formats
from ui.messages import sentence
from ui.registration_words import field_words, sector_words, sex_words
from ui.widgets.answer_field import AnswerField, Question
from ui.widgets.choice_field import ChoiceField
from ui.widgets.day_field import DayField
from ui.widgets.heir_rows import LONGEST_NIK, HeirRows
from ui.widgets.money_field import MoneyField
from ui.widgets.plain_label import PlainLabel
from ui.widgets.search_field import Offer, SearchField
from ui.widgets.spoken import Spoken

OWN, EMPLOYS = "own", "employs"
MONTHS_OFFERED = 3
_LONGEST_PHONE = 24
_KTP: tuple[tuple[FormField, ...], ...] = (
    (FormField.NIK,),
    (FormField.NAME,),
    (FormField.BIRTH_PLACE, FormField.BIRTH_DATE),
    (FormField.SEX,),
    (FormField.ADDRESS,),
    (FormField.MOTHER,),
    (FormField.PHONE, FormField.EMAIL),
)
_WORK: tuple[tuple[FormField, ...], ...] = (
    (FormField.OCCUPATION,),
    (FormField.SECTOR,),
    (FormField.WORK_PLACE, FormField.WORK_HOURS),
    (FormField.INCOME, FormField.PROGRAMMES),
    (FormField.FIRST_PERIOD,),
    (FormField.BRANCH_OFFICE,),
)
"""What stands in one row. ``PROGRAMMES`` is asked as *does the worker employ others*: all else of it follows."""
_SHARES = {FormField.BIRTH_PLACE: 3, FormField.BIRTH_DATE: 2, FormField.WORK_PLACE: 3, FormField.WORK_HOURS: 2}


class RegistrationForm(Spoken):
    """``edited``: an answer has changed. ``answered``: a ``FormField`` the cursor has left. ``ended``: Enter at the end.

    ``occupation_wanted``: look for what begins so, and call ``offer_occupations``.
    """

    edited = Signal()
    answered = Signal(object)
    ended = Signal()
    occupation_wanted = Signal(str)

    def __init__(
        self, told_by: Callable[[str], Nik | None], month: Callable[[], Month], parent: QWidget | None = None
    ) -> None:
        """``told_by``: what a NIK tells. ``month``: the earliest that can be the first."""
        super().__init__("", parent)
        self._told_by = told_by
        self._month = month
        self._programmes: tuple[Programme, ...] = (Programme.JKK, Programme.JKM)
        self._told: Nik | None = None
        self._months_offered: tuple[Month, ...] = ()
        self._occupations: Mapping[str, Occupation] = {}
        self.search = SearchField("occupation", LONGEST[FormField.OCCUPATION])
        self.fields: dict[FormField, AnswerField | ChoiceField] = self._questions()
        self.heirs = HeirRows()
        self._headings = (PlainLabel(role="heading"), PlainLabel(role="heading"))
        self._keys_of_heirs = PlainLabel(role="small")
        self._scroll = QScrollArea()
        self._arrange()
        self._connect()
        self.heirs.put(())
        self.retranslate()

    # --- answers ---------------------------------------------------------------------------------------------------

    def form(self) -> Form:
        """As it stands."""
        said = {asked: field.text() for asked, field in self.fields.items()}
        employer = said[FormField.PROGRAMMES] == EMPLOYS
        return Form(
            **{asked.value: said[asked] for asked in said if asked is not FormField.PROGRAMMES},
            programmes=ALL if employer else self._programmes,
            heirs=self.heirs.heirs(),
            employer=employer,
        )

    def put(self, form: Form) -> None:
        """Show another form; nothing of the one before stays."""
        self._offer_months(form.first_period)
        for asked, field in self.fields.items():
            field.complain("")
            if asked is not FormField.PROGRAMMES:
                field.put(getattr(form, asked.value))
        self.fields[FormField.PROGRAMMES].put(EMPLOYS if form.employer else OWN)
        self._programmes = form.programmes
        self.heirs.put(form.heirs)
        for question in self.heirs.questions():
            question.complain("")
        self._told = self._told_by(form.nik)
        self._tell_of_nik()

    @property
    def programmes(self) -> tuple[Programme, ...]:
        return self._programmes

    def take_programmes(self, programmes: tuple[Programme, ...]) -> None:
        """These are chosen; where is the page's."""
        self._programmes = programmes

    @property
    def told(self) -> Nik | None:
        """What the NIK tells, once it is whole."""
        return self._told

    def offer_occupations(self, text: str, found: Sequence[Occupation]) -> None:
        """What fits what is typed."""
        self._occupations = {each.name: each for each in found}
        offers = [Offer(each.name, f"{_named(each)}   ·   {sector_words(each.sector)}") for each in found]
        self.search.offer(text, offers)

    # --- what is wrong ---------------------------------------------------------------------------------------------

    def show_faults(self, faults: Iterable[Fault]) -> None:
        """Say each where it is; the first one gets the cursor."""
        first: Question | None = None
        for question in self._all():
            question.complain("")
        for fault in faults:
            question = self._question_of(fault)
            question.complain(sentence(fault.declined))
            first = first or question
        self._tell_of_nik()
        if first is not None:
            self._show_question(first)
            first.take_focus()

    def show_fault_at(self, asked: FormField, faults: Iterable[Fault]) -> None:
        """Say what is wrong with one answer alone, or take it back; the cursor stays."""
        if asked in self.fields:
            fault = next((each for each in faults if each.field is asked), None)
            self.fields[asked].complain(sentence(fault.declined) if fault else "")
        self._tell_of_nik()

    def go_to(self, asked: FormField) -> None:
        """Put the cursor on a question."""
        self.fields[asked].take_focus()

    def _question_of(self, fault: Fault) -> Question:
        row = self.heirs.row_of(fault.row) if fault.row is not None else None
        if row is not None:
            return row.fields[fault.field]
        return self.fields.get(fault.field) or next(self.heirs.questions())

    # --- laying out ------------------------------------------------------------------------------------------------

    def _questions(self) -> dict[FormField, AnswerField | ChoiceField]:
        months = {str(number): str(number) for number in range(1, MONTHS_OFFERED + 1)}
        own: dict[FormField, AnswerField | ChoiceField] = {
            FormField.NIK: AnswerField("nik", LONGEST_NIK),
            FormField.BIRTH_DATE: DayField("birth_date"),
            FormField.SEX: ChoiceField("sex", {Sex.FEMALE.value: "P", Sex.MALE.value: "L"}),
            FormField.PHONE: AnswerField("phone", _LONGEST_PHONE),
            FormField.OCCUPATION: self.search,
            FormField.SECTOR: ChoiceField("sector", {Sector.TRANSPORT.value: "T", Sector.OTHER.value: "L"}),
            FormField.INCOME: MoneyField("income"),
            FormField.PROGRAMMES: ChoiceField("employer", {OWN: "T", EMPLOYS: "Y"}),
            FormField.FIRST_PERIOD: ChoiceField("first_period", months),
        }
        order = [asked for row in (*_KTP, *_WORK) for asked in row]
        return {asked: own[asked] if asked in own else AnswerField(asked.value, LONGEST[asked]) for asked in order}

    def _arrange(self) -> None:
        left, right = self._column(0, _KTP), self._column(1, _WORK)
        right.addWidget(self.heirs)
        right.addWidget(self._keys_of_heirs)
        columns = QHBoxLayout()
        columns.setContentsMargins(0, 0, 10, 0)
        columns.setSpacing(24)
        for column in (left, right):
            column.addStretch(1)
            columns.addLayout(column, 1)
        sheet = QWidget()
        sheet.setProperty("role", "clear")
        sheet.setLayout(columns)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(sheet)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)

    def _column(self, number: int, rows: Sequence[Sequence[FormField]]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self._headings[number])
        for asked in rows:
            row = QHBoxLayout()
            row.setSpacing(8)
            for each in asked:
                row.addWidget(self.fields[each], _SHARES.get(each, 1))
            column.addLayout(row)
        return column

    def _connect(self) -> None:
        for asked, field in self.fields.items():
            self._lead(field)
            field.edited.connect(self.edited)
            if isinstance(field, AnswerField):
                field.left.connect(lambda asked=asked: self._left(asked))
            else:
                field.edited.connect(lambda asked=asked: self._left(asked))
        self.search.wanted.connect(self.occupation_wanted)
        self.search.taken.connect(self._occupation_taken)
        self.fields[FormField.NIK].edited.connect(self._nik_typed)
        self.heirs.arrived.connect(self._lead)
        self.heirs.edited.connect(self.edited)

    # --- keys ------------------------------------------------------------------------------------------------------

    def _lead(self, question: Question) -> None:
        question.entered.connect(lambda: self._step(question, 1))
        question.stepped.connect(lambda by: self._step(question, by))
        question.reached.connect(lambda: self._show_question(question))

    def _all(self) -> list[Question]:
        return [*self.fields.values(), *self.heirs.questions()]

    def _step(self, question: Question, by: int) -> None:
        order = self._all()
        place = order.index(question) + by
        if place >= len(order):
            self.ended.emit()
        elif place >= 0:
            order[place].take_focus()

    def _show_question(self, question: Question) -> None:
        self._scroll.ensureWidgetVisible(question, 0, 40)

    # --- what follows from an answer -------------------------------------------------------------------------------

    def _nik_typed(self) -> None:
        """Once it is whole it fills in what it tells, in the place of what another one told."""
        before, self._told = self._told, self._told_by(self.fields[FormField.NIK].text())
        if self._told is not None and self._told != before:
            self.fields[FormField.BIRTH_DATE].put(str(self._told.birth_date))
            self.fields[FormField.SEX].put(self._told.sex.value)
            for asked in (FormField.BIRTH_DATE, FormField.SEX):
                self.fields[asked].complain("")
        self._tell_of_nik()

    def _tell_of_nik(self) -> None:
        digits = sum(character.isdigit() for character in self.fields[FormField.NIK].text())
        told = self._told
        if told is not None:
            words = self.tr("{province} · {sex} · born {day}").format(
                province=told.province, sex=sex_words(told.sex), day=formats.day(told.birth_date)
            )
            self.fields[FormField.NIK].hint(words, "ok-line")
        elif digits:
            self.fields[FormField.NIK].hint(self.tr("{digits} of {all} digits").format(digits=digits, all=NIK_LENGTH))
        else:
            self.fields[FormField.NIK].hint(self.tr("Fills in date of birth, sex and province"))

    def _occupation_taken(self, offer: Offer) -> None:
        occupation = self._occupations.get(offer.value)
        if occupation is not None:
            self.fields[FormField.SECTOR].put(occupation.sector.value)
            self.fields[FormField.SECTOR].complain("")
        self.edited.emit()

    def _left(self, asked: FormField) -> None:
        if self.fields[asked].text().strip():
            self.answered.emit(asked)

    def _offer_months(self, wanted: str) -> None:
        """This month and the next ones; a later one that was asked for before takes the last one's place."""
        current = self._month()
        months = [current + ahead for ahead in range(MONTHS_OFFERED)]
        if wanted > str(months[-1]):
            months[-1] = Month.parse(wanted)
        self._months_offered = tuple(months)
        choice = self.fields[FormField.FIRST_PERIOD]
        assert isinstance(choice, ChoiceField)
        choice.offer([str(month) for month in months])
        self._name_months()

    # --- words -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self._headings[0].setText(self.tr("From the KTP"))
        self._headings[1].setText(self.tr("Work and family"))
        for asked, field in self.fields.items():
            field.name_it(field_words(asked))
        self.fields[FormField.PROGRAMMES].name_it(self.tr("Employs others?"))
        self._name_choice(FormField.SEX, [sex_words(Sex(each)) for each in (Sex.FEMALE, Sex.MALE)])
        self._name_choice(FormField.SECTOR, [sector_words(each) for each in (Sector.TRANSPORT, Sector.OTHER)])
        self._name_choice(FormField.PROGRAMMES, [self.tr("No"), self.tr("Yes")])
        self._exemplify()
        self._keys_of_heirs.setText(self.tr("Alt+A one more heir   ·   Alt+H take one away"))
        self._name_months()
        self._tell_of_nik()

    def _exemplify(self) -> None:
        examples = {
            FormField.BIRTH_DATE: "15-8-1992",
            FormField.PHONE: "08…",
            FormField.OCCUPATION: self.tr("ojek, trader, farmer …"),
            FormField.WORK_PLACE: self.tr("market, area, village"),
            FormField.WORK_HOURS: "08.00–17.00",
            FormField.INCOME: "Rp",
        }
        for asked, example in examples.items():
            field = self.fields[asked]
            assert isinstance(field, AnswerField)
            field.exemplify(example)

    def _name_choice(self, asked: FormField, words: Sequence[str]) -> None:
        choice = self.fields[asked]
        assert isinstance(choice, ChoiceField)
        choice.name_answers(words)

    def _name_months(self) -> None:
        if self._months_offered:
            self._name_choice(FormField.FIRST_PERIOD, [formats.month(month) for month in self._months_offered])


def _named(occupation: Occupation) -> str:
    """Its Indonesian name is what counts; the English one stands beside it for whoever reads English."""
    english = QLocale().language() == QLocale.Language.English
    return f"{occupation.name}   ({occupation.english})" if english else occupation.name
