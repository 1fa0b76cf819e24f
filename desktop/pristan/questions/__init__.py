"""What can be asked: reads ``forms/`` into frozen values, and tells authors their mistakes."""

from pristan.questions.mistakes import Mistake
from pristan.questions.model import (
    All,
    Answered,
    AnyOf,
    Is,
    ItemForm,
    Option,
    Question,
    Questionnaire,
    Rule,
    Screen,
    Section,
    Type,
)
from pristan.questions.plain import AnswersError, read_answers
from pristan.questions.plain_out import plain_answers
from pristan.questions.read import FormError, read_questionnaire

__all__ = [
    "All",
    "Answered",
    "AnswersError",
    "AnyOf",
    "FormError",
    "Is",
    "ItemForm",
    "Mistake",
    "Option",
    "Question",
    "Questionnaire",
    "Rule",
    "Screen",
    "Section",
    "Type",
    "plain_answers",
    "read_answers",
    "read_questionnaire",
]
