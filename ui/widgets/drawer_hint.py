"""A line that is there while the drawer did not open by itself."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.plain_label import WrappedLabel
from ui.widgets.spoken import Spoken


class DrawerHint(Spoken):
    """Beside the money; nothing has to be done about it but to take the key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.words = WrappedLabel(role="wait")
        self.words.setObjectName("drawer-hint")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        self.hide()
        self.retranslate()

    def show_stuck(self, stuck: bool) -> None:
        """Whether it has to be said."""
        self.setVisible(stuck)

    def retranslate(self) -> None:
        self.words.setText(self.tr("The drawer did not open: use its key."))
