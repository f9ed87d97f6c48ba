"""The clerk's language, switchable while the window is open.

The sentences in the code are English. Indonesian comes from resources/translations, made by Qt Linguist's tools;
whoever shows words puts them up again on ``QEvent.LanguageChange``, which Qt sends to every widget.
"""

from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator, Signal

from counter_app import resources

FOLDER = resources.FOLDER / "translations"


class Language(StrEnum):
    """The value of ``window.language`` in the settings."""

    INDONESIAN = "id"
    ENGLISH = "en"


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802, ARG001 - the name lupdate looks for
    """Mark ``text`` as a sentence of ``context`` that is translated later, when it is shown."""
    return text


_LOCALES = {Language.INDONESIAN: "id_ID", Language.ENGLISH: "en_GB"}


class Translation(QObject):
    """Puts one language's words in place of another's. ``switched``: the ``Language`` spoken from now on."""

    switched = Signal(object)

    def __init__(self, app: QCoreApplication, language: Language) -> None:
        super().__init__(app)
        self._app = app
        self._language = Language.ENGLISH
        self._installed: list[QTranslator] = []
        self.use(language)

    @property
    def language(self) -> Language:
        return self._language

    def use(self, language: Language) -> None:
        """Speak ``language`` from now on. Raises ``RuntimeError`` where its words are missing: not built."""
        spoken = self._spoken(language)
        QLocale.setDefault(QLocale(_LOCALES[language]))
        for translator in self._installed:
            self._app.removeTranslator(translator)
        for translator in spoken:
            self._app.installTranslator(translator)
        self._installed = spoken
        self._language = language
        self.switched.emit(language)

    def end(self) -> None:
        """Leave the application without words, as it was: another window has a ``Translation`` of its own."""
        for translator in self._installed:
            self._app.removeTranslator(translator)
        self._installed = []

    def _spoken(self, language: Language) -> list[QTranslator]:
        """Indonesian has words for everything; English may have some of its own, for plurals."""
        file = FOLDER / f"loket_{language}.qm"
        if language is Language.ENGLISH and not file.exists():
            return []
        return [_loaded(self, file.stem)]

    def toggle(self) -> None:
        """From Indonesian to English and back."""
        other = Language.ENGLISH if self._language is Language.INDONESIAN else Language.INDONESIAN
        self.use(other)


def _loaded(parent: QObject, name: str) -> QTranslator:
    translator = QTranslator(parent)
    if not translator.load(str(FOLDER / f"{name}.qm")):
        raise RuntimeError(f"{name}.qm is missing or damaged; ./dev translations makes it")
    return translator
