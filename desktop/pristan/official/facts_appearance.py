"""Form G-28: the lawyer or accredited representative, from the lawyer's part of the interview."""

from __future__ import annotations

from dataclasses import replace

from pristan.case import Key
from pristan.official.facts_contact import address, phone
from pristan.official.facts_source import Source
from pristan.official.facts_value import Fact, Why, prefixed

AGENCIES = ("uscis", "ice", "cbp")
NOTICES = ("originals", "documents", "i94")


def appearance(source: Source) -> dict[str, Fact]:
    """Return the facts of Form G-28; the client's own are those of the other forms."""
    facts = {
        "account": source.digits("lawyer_uscis_account", "USCIS online account number", 12),
        "first_name": source.text("lawyer_given_name"),
        "middle_name": source.text("lawyer_middle_name"),
        "last_name": source.text("lawyer_family_name"),
        **prefixed("address.", address(source, "lawyer_address")),
        "phone": phone(source, "lawyer_phone", "Telephone"),
        "mobile": phone(source, "lawyer_mobile", "Mobile telephone"),
        "fax": phone(source, "lawyer_fax", "Fax"),
        "email": source.text("lawyer_email"),
        **source.options("kind", "g28_kind"),
        **_eligible(source),
        **source.options("before", "g28_before"),
        **{f"matter.{agency}": _matter(source, agency) for agency in AGENCIES},
        "receipt": source.text("g28_receipt"),
        **source.options("client_is", "g28_client_is"),
    }
    return {
        **prefixed("g28.", facts),
        **{f"'{notice}' in g28.notices": source.tick("g28_notices", notice) for notice in NOTICES},
    }


def _eligible(source: Source) -> dict[str, Fact]:
    """Part 2: an attorney has a bar and a firm, an accredited representative an organization."""
    restricted = source.yes_no("restricted", "g28_restricted")
    story, yes = source.text("g28_restricted_story"), restricted["restricted == true"]
    restricted["restricted == true"] = replace(
        yes,
        keys=(*yes.keys, *story.keys),
        supplement=story.text if story.why is None else "",
        open=story.missing if yes.ticked else (),
    )
    return {
        **restricted,
        "licensed_by": _of(source, "attorney", "lawyer_bar_state"),
        "bar_number": _of(source, "attorney", "lawyer_bar_number"),
        "firm": _of(source, "attorney", "lawyer_firm"),
        "organization": _of(source, "accredited", "lawyer_firm"),
        "accredited_on": source.date("g28_accredited_on", "Date of accreditation"),
    }


def _of(source: Source, kind: str, question: str) -> Fact:
    """An answer that only one kind of representative gives here."""
    said = source.value("g28_kind")
    if said == kind:
        return source.text(question)
    why = Why.NOT_ASKED if said else source.empty("g28_kind").why
    return Fact((Key("g28_kind"), Key(question)), why=why)


def _matter(source: Source, agency: str) -> Fact:
    said = source.value("g28_before")
    if said == agency:
        return source.text("g28_matter")
    why = Why.NOT_ASKED if said else source.empty("g28_before").why
    return Fact((Key("g28_before"), Key("g28_matter")), why=why)
