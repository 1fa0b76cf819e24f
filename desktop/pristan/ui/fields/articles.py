"""Articles of law: found by number or by words, or written down as the paper has them."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from pristan.case import Article, Value
from pristan.ui.around import Known
from pristan.ui.fields.base import Field
from pristan.ui.fields.offers import Offers
from pristan.ui.pieces import (
    bring_into_view,
    button,
    column,
    emptied,
    frame,
    icon_button,
    label,
    row,
)
from pristan.ui.writing import ComboBox, LineEdit

_ARTICLE = r"(?:(?:статья|статьи|ст|article|art)\.?\s*)?(?P<article>\d+(?:\.\d+)*)"
_PART = r"(?:часть|ч|part)\.?\s*(?P<part>\d+(?:\.\d+)*)"
_LAW = r"(?:\s*(?P<law>УК|КоАП)(?:\s*РФ)?)?"
# As people write and say it: "280.3 ч. 1", "ч. 1 ст. 280.3 УК РФ"
_IN_ONE = tuple(
    re.compile(rf"{one},?\s*{two}{_LAW}", re.IGNORECASE)
    for one, two in ((_ARTICLE, _PART), (_PART, _ARTICLE))
)


class ArticlesField(Field):
    """Rows of code, article, part and point. An article that is not in the catalog is fine."""

    def build(self) -> None:
        self._articles: tuple[Article, ...] = ()
        self._edits: list[ArticleRow] = []
        self._rows = column(gap=self.around.look.px(8))
        self.lines.addLayout(self._rows)
        self._add_button = button(self.words("ui.articles.add", "Add an article"))
        self.named(self._add_button, "add", self._add_button.text())
        self._add_button.clicked.connect(self._add)
        below = row()
        below.addWidget(self._add_button)
        below.addStretch(1)
        self.lines.addLayout(below)

    def show_value(self, value: Value) -> None:
        found = value if isinstance(value, tuple) else ()
        self._articles = tuple(each for each in found if isinstance(each, Article))
        if len(self._edits) != len(self._articles):
            self._build_rows()
        for edit, article in zip(self._edits, self._articles, strict=True):
            edit.show_article(article)

    def changed(self, at: int, article: Article) -> None:
        """Take one row as it is now."""
        self._articles = (*self._articles[:at], article, *self._articles[at + 1 :])
        self.tell(self._articles)

    def removed(self, at: int) -> None:
        """Take a row away."""
        self._articles = self._articles[:at] + self._articles[at + 1 :]
        self._build_rows()
        self.tell(self._articles)
        self._add_button.setFocus()

    def _add(self) -> None:
        self._articles = (*self._articles, Article("UK", ""))
        self._build_rows()
        self._edits[-1].article.setFocus()
        bring_into_view(self._edits[-1])
        self.tell(self._articles)

    def _build_rows(self) -> None:
        emptied(self._rows)
        self._inputs = [self._add_button]
        self._edits = [ArticleRow(self, at) for at in range(len(self._articles))]
        for edit, article in zip(self._edits, self._articles, strict=True):
            edit.show_article(article)
            self._rows.addWidget(edit)


class ArticleRow(QWidget):
    """One article."""

    def __init__(self, field: ArticlesField, at: int) -> None:
        super().__init__()
        self._field, self._at = field, at
        self._shown = Article("UK", "")
        words, look = field.words, field.around.look
        box = frame("paper")
        column(self, 0).addWidget(box)
        lines = column(box, look.px(4), look.px(10))
        grid = QGridLayout()
        grid.setSpacing(look.px(8))
        self._code = ComboBox()
        self._code.addItem(words("ui.articles.UK", "Criminal Code"), "UK")
        self._code.addItem(words("ui.articles.KoAP", "Code of Administrative Offenses"), "KoAP")
        self._code.addItem(words("ui.articles.other", "Another law"), "")
        self._code.activated.connect(self._told)
        self._other, self.article = LineEdit(), LineEdit()
        self._part, self._point = LineEdit(), LineEdit()
        for edit in (self._other, self.article, self._part, self._point):
            edit.textEdited.connect(self._told)
        self.article.editingFinished.connect(self._take_apart)
        self._part.setMaximumWidth(look.px(90))
        self._point.setMaximumWidth(look.px(90))
        n = f"{at}."
        grid.addWidget(
            field.part(words("ui.articles.code", "Law"), self._code, n + "code"), 0, 0, 1, 3
        )
        self._other_box = field.part(
            words("ui.articles.which", "Which law is it?"), self._other, n + "other"
        )
        grid.addWidget(self._other_box, 1, 0, 1, 3)
        grid.addWidget(
            field.part(
                words("ui.articles.article", "Article: number, or a word of it"),
                self.article,
                n + "article",
            ),
            2, 0,
        )  # fmt: skip
        grid.addWidget(field.part(words("ui.articles.part", "Part"), self._part, n + "part"), 2, 1)
        grid.addWidget(
            field.part(words("ui.articles.point", "Item"), self._point, n + "point"), 2, 2
        )
        grid.setColumnStretch(0, 1)
        away = icon_button("x", words("ui.articles.remove", "Remove this article"), look)
        away.clicked.connect(lambda: field.removed(at))
        above = row(gap=look.px(8))
        above.addLayout(grid, 1)
        above.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        lines.addLayout(above)
        self._title = label("", "muted")
        lines.addWidget(self._title)
        for each in (self._code, self._other, self.article, self._part, self._point, away):
            each.setAccessibleName(f"{at + 1}. {each.accessibleName()}")
        self._suggest()

    def show_article(self, article: Article) -> None:
        """Show an article; emits nothing."""
        self._shown = article
        known = article.code in ("UK", "KoAP")
        self._code.show_data(article.code if known else "")
        self._other.show_text("" if known else article.code)
        self._other_box.setVisible(not known)
        self.article.show_text(article.article)
        self._part.show_text(article.part)
        self._point.show_text(article.point)
        self._say_title()

    def _suggest(self) -> None:
        language = self._field.around.voice.code
        self._known = {_entry(each, language): each for each in self._field.around.lists.articles}
        Offers(self.article, self._known, self._take)

    def _take(self, entry: str) -> None:
        known = self._known[entry]
        self.show_article(replace(self._shown, code=known.code, article=known.article))
        self._field.changed(self._at, self._shown)
        self._part.setFocus()

    def _take_apart(self) -> None:
        """Move a part that was written with the number into its own box; nothing else changes."""
        text = self.article.text().strip()
        found = next((one for each in _IN_ONE if (one := each.fullmatch(text))), None)
        if found is None or self._part.text().strip():
            return
        code = {"ук": "UK", "коап": "KoAP"}.get((found["law"] or "").lower(), self._shown.code)
        apart = replace(self._shown, code=code, article=found["article"], part=found["part"])
        self.show_article(apart)
        self._field.changed(self._at, apart)

    def _told(self) -> None:
        self._shown = Article(
            self._code.currentData() or self._other.text(),
            self.article.text(), self._part.text(), self._point.text(),
        )  # fmt: skip
        self._other_box.setVisible(not self._code.currentData())
        self._say_title()
        self._field.changed(self._at, self._shown)

    def _say_title(self) -> None:
        around = self._field.around
        found = next(
            (
                each for each in around.lists.articles
                if (each.code, each.article) == (self._shown.code, self._shown.article.strip())
            ),
            None,
        )  # fmt: skip
        self._title.setText(found.called(around.voice.code) if found else "")
        self._title.setVisible(found is not None)


def _entry(known: Known, language: str) -> str:
    return f"{known.article} {known.code} · {known.called(language)}"
