"""One widget per question type. To add a type: write a Field, add a line here."""

from __future__ import annotations

from collections.abc import Mapping

from pristan.questions import Question, Type
from pristan.ui.around import Around
from pristan.ui.fields.address import AddressField, CountryField
from pristan.ui.fields.articles import ArticlesField
from pristan.ui.fields.base import Field
from pristan.ui.fields.choice import ChoiceField, ChoicesField, YesNoField
from pristan.ui.fields.date import DateField
from pristan.ui.fields.files import FilesField
from pristan.ui.fields.items import ListField
from pristan.ui.fields.links import ExhibitsField, PersonField
from pristan.ui.fields.name import NameField
from pristan.ui.fields.text import LongTextField, NumberField, PhoneField, TextField

FIELDS: Mapping[Type, type[Field]] = {
    Type.TEXT: TextField,
    Type.LONG_TEXT: LongTextField,
    Type.YES_NO: YesNoField,
    Type.CHOICE: ChoiceField,
    Type.CHOICES: ChoicesField,
    Type.DATE: DateField,
    Type.PERSON: PersonField,
    Type.NAME: NameField,
    Type.ADDRESS: AddressField,
    Type.COUNTRY: CountryField,
    Type.PHONE: PhoneField,
    Type.NUMBER: NumberField,
    Type.ARTICLES: ArticlesField,
    Type.EXHIBITS: ExhibitsField,
    Type.FILES: FilesField,
    Type.LIST: ListField,
}


def make_field(question: Question, around: Around) -> Field:
    """Return the widget that takes the answer to a question."""
    return FIELDS[question.type](question, around)
