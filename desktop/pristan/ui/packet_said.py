"""How profiles, documents and steps of a packet are called in the window."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pristan.case import Saying, say
from pristan.desk import Desk
from pristan.interview.shown import Shower
from pristan.words import Words

PROFILES: Final[Mapping[str, Saying]] = {
    "lawyer": say(
        "ui.packet.lawyer",
        "For your lawyer to review: everything, in both languages side by side",
    ),
    "court": say("ui.packet.court", "For the immigration court, filed electronically: in English"),
    "court-paper": say(
        "ui.packet.court_paper",
        "For the immigration court, on paper: the same, with a proof of service to sign",
    ),
    "uscis-upload": say(
        "ui.packet.uscis_upload", "For USCIS, uploaded to an online account with Form I-589"
    ),
    "uscis-paper": say(
        "ui.packet.uscis_paper", "For USCIS, by mail with Form I-589: with a cover letter"
    ),
    "applicant": say(
        "ui.packet.applicant",
        "For yourself, in Russian: what to ask for, your dates, your story to read back",
    ),
}

DOCUMENTS: Final[Mapping[str, Saying]] = {
    "cover": say("ui.packet.cover", "Cover page"),
    "index": say("ui.packet.index", "Index of exhibits"),
    "declaration": say("ui.packet.declaration", "Declaration, in English"),
    "declaration_ru": say("ui.packet.declaration_ru", "Declaration, in Russian"),
    "declaration_two_columns": say(
        "ui.packet.declaration_two_columns", "Declaration, English and Russian side by side"
    ),
    "declaration_edits": say(
        "ui.packet.declaration_edits", "Edits of the declaration, word by word"
    ),
    "declaration_comments": say(
        "ui.packet.declaration_comments", "Declaration, with comments in the margin"
    ),
    "certificate_of_interpretation": say(
        "ui.packet.certificate_of_interpretation", "Certificate of interpretation"
    ),
    "certificates_of_translation": say(
        "ui.packet.certificates_of_translation", "Certificates of translation, to be signed"
    ),
    "declaration_translation": say(
        "ui.packet.declaration_translation",
        "Certificate of translation of the declaration, to be signed",
    ),
    "names_concordance": say("ui.packet.names_concordance", "Names and their spellings"),
    "chronology": say("ui.packet.chronology", "Chronology, as a table"),
    "timeline": say("ui.packet.timeline", "Timeline, drawn"),
    "criminal_history": say(
        "ui.packet.criminal_history", "Chart of criminal and administrative cases"
    ),
    "missing_documents": say(
        "ui.packet.missing_documents", "Documents that cannot be had, and why"
    ),
    "witness_list": say("ui.packet.witness_list", "Witness list"),
    "witness_declarations": say(
        "ui.packet.witness_declarations", "Declarations of witnesses, to be written and signed"
    ),
    "proof_of_service": say("ui.packet.proof_of_service", "Proof of service, on paper"),
    "proof_of_service_ecas": say("ui.packet.proof_of_service_ecas", "Proof of service, for ECAS"),
    "proposed_order": say("ui.packet.proposed_order", "Proposed order"),
    "cover_letter": say("ui.packet.cover_letter", "Cover letter to USCIS"),
    "review_memo": say("ui.packet.review_memo", "Review memo: what is still open"),
    "checklist": say("ui.packet.checklist", "What to ask relatives for"),
    "hearing_sheet": say(
        "ui.packet.hearing_sheet", "Your own dates before an interview or a hearing"
    ),
    "exhibits": say("ui.packet.exhibits", "All exhibits, each with its sheet"),
}

GROUPS: Final[Mapping[str, Saying]] = {
    "identity": say("ui.packet.identity", "Identity and entry"),
    "personal": say("ui.packet.personal", "What happened to the applicant"),
    "corroboration": say("ui.packet.corroboration", "Statements of other people"),
    "country": say("ui.packet.country", "Conditions in the country"),
}

# By the step's name: what is said of it, and from where to where the bar goes, in percent
STEPS: Final[Mapping[str, tuple[Saying, int, int]]] = {
    "cleaning": (say("ui.packet.cleaning", "Making pages of the exhibits' files"), 0, 50),
    "laying": (say("ui.packet.laying", "Laying out the documents"), 50, 70),
    "binding": (say("ui.packet.binding", "Putting the pages together"), 70, 85),
    "proving": (say("ui.packet.proving", "Opening the files again and checking every page"), 85,
                100),
}  # fmt: skip

# By what was under way: what is said when the person stopped it, or when it failed
STOPPED: Final[Mapping[str, Saying]] = {
    "ahead": say("ui.packet.ahead_stopped", "Stopped."),
    "writing": say("ui.packet.stopped", "Stopped. Nothing was left in the folder."),
}

_NOT_WRITTEN = say(
    "ui.packet.failed",
    "The packet could not be written: something went wrong in the program itself. Your answers "
    "are safe, and nothing was left in the folder.",
)

FAILED: Final[Mapping[str, Saying]] = {
    "ahead": say(
        "ui.packet.ahead_failed",
        "The pages could not be made: something went wrong in the program itself. Your answers "
        "are safe.",
    ),
    "writing": _NOT_WRITTEN,
    "editable": _NOT_WRITTEN,
    "checking": say(
        "ui.packet.check_failed",
        "The packet could not be checked: something went wrong in the program itself. Its files "
        "are as they were.",
    ),
}


def title_of(exhibit: str, desk: Desk, words: Words) -> str:
    """Return how the window calls an exhibit; "" where it is no longer in the case."""
    if not desk.answers.alive(exhibit):
        return ""
    shower = Shower(desk.questionnaire, desk.answers, words, {})
    kind = desk.questionnaire.questions["exhibit_kind"]
    return (
        shower.title(exhibit)
        or shower.value(kind, desk.answers.value(kind.id, exhibit))
        or words("ui.packet.untitled", "A document (not named yet)")
    )
