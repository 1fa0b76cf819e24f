"""Fields that point to things entered elsewhere: a person of the case, papers that show it."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox

from pristan.case import Key, Links, Value
from pristan.ui.fields.base import Field
from pristan.ui.pieces import LongButton, Option, button, column, emptied, label, row
from pristan.ui.writing import ComboBox


def called(field: Field, item: str) -> str:
    """Return how an item of the list ``of`` is called, also while it has no name."""
    title = field.around.shower.title(item)
    return title or field.words("ui.item.unnamed", "(not named yet)")


class PersonField(Field):
    """One of the people of the case."""

    def build(self) -> None:
        self._links = Links()
        self._combo = ComboBox()
        self._combo.activated.connect(self._chosen)
        self.named(self._combo)
        self.lines.addWidget(self._combo)
        add = button(self.words("ui.person.add", "Add a person"), "link")
        add.setObjectName(f"{self.question.id}.add")
        add.clicked.connect(self._add)
        below = row()
        below.addWidget(add)
        below.addStretch(1)
        self.lines.addLayout(below)

    def show_value(self, value: Value) -> None:
        self._links = value if isinstance(value, Links) else Links()
        self.refresh()

    def refresh(self) -> None:
        people = self.around.desk.answers.items(self.question.of)
        entries: list[tuple[str, str | None]] = [(self.words("ui.person.none", "Choose…"), None)]
        entries += [(called(self, item), item) for item in people]
        shown = [
            (self._combo.itemText(at), self._combo.itemData(at))
            for at in range(self._combo.count())
        ]
        if shown != entries:
            self._combo.clear()
            for text, item in entries:
                self._combo.addItem(text, item)
        self._combo.show_data(self._links.ids[0] if self._links.ids else None)

    def _chosen(self) -> None:
        item = self._combo.currentData()
        self.tell(Links((item,) if item else ()))

    def _add(self) -> None:
        item = self.around.desk.add_item(Key(self.question.of))
        self.tell(Links((item,)))
        self.around.open_item(item, True)


class ExhibitsField(Field):
    """Any number of the papers of the case."""

    def build(self) -> None:
        self._links = Links()
        self._boxes: dict[str, QCheckBox] = {}
        self._titles: list[str] = []
        self._list = column(gap=0)
        voice, listed = self.around.voice, self.question.of
        form = self.around.desk.questionnaire.questions[listed].item
        assert form is not None, "papers are chosen from a list"
        self._none = label(voice.line(f"{listed}.empty", form.empty), "muted")
        self.lines.addWidget(self._none)
        self.lines.addLayout(self._list)
        self._add_button = LongButton("\n".join(voice.asked(f"{listed}.add", form.add)), "link")
        self.named(self._add_button, "add", self._add_button.text())
        self._add_button.clicked.connect(self._add)
        below = row()
        below.addWidget(self._add_button)
        below.addStretch(1)
        self.lines.addLayout(below)

    def show_value(self, value: Value) -> None:
        self._links = value if isinstance(value, Links) else Links()
        self.refresh()

    def refresh(self) -> None:
        papers = self.around.desk.answers.items(self.question.of)
        titles = [called(self, item) for item in papers]
        if list(self._boxes) != list(papers) or titles != self._titles:
            self._rebuild(papers, titles)
        for item, box in self._boxes.items():
            box.setChecked(item in self._links.ids)
        self._none.setVisible(not papers)

    def _rebuild(self, papers: tuple[str, ...], titles: list[str]) -> None:
        emptied(self._list)
        self._boxes, self._titles = {}, titles
        self._inputs = [self._add_button]
        for item, title in zip(papers, titles, strict=True):
            box = QCheckBox()
            box.clicked.connect(self._changed)
            self.named(box, item, title)
            self._list.addWidget(Option(box, (title,), self.around.look))
            self._boxes[item] = box

    def _changed(self) -> None:
        # Links to papers that were removed meanwhile are left out: nobody can see them to tick.
        self.tell(Links(tuple(item for item, box in self._boxes.items() if box.isChecked())))

    def _add(self) -> None:
        item = self.around.desk.add_item(Key(self.question.of))
        self.tell(Links((*self._links.ids, item)))
        self.around.open_item(item, True)
