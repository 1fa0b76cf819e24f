"""What the forms of the immigration court ask about a person and the lawyer, each on one line."""

from __future__ import annotations

from pristan.official.facts_people import name_facts
from pristan.official.facts_place import one_line
from pristan.official.facts_source import Source
from pristan.official.facts_value import Fact, joined, prefixed


def court(source: Source) -> dict[str, Fact]:
    """Return the facts of the answer sheets for forms of the immigration court."""
    name = name_facts(source, "full_name")
    mail = "mailing_address" if source.value("mailing_differs") is True else "us_address"
    text = source.text
    facts = {
        "name_last_first": joined(
            ", ", (name["last_name"], name["first_name"], name["middle_name"])
        ),
        "home": one_line(source, "us_address", ""),
        "mail": one_line(source, mail, ""),
        "phone": text("phone"),
        "place": joined(", ", (text("court_city"), text("court_state"))),
        **source.yes_no("detained", "detained"),
        "lawyer.name": text("lawyer_name"),
        "lawyer.firm": text("lawyer_firm"),
        "lawyer.address": one_line(source, "lawyer_address", ""),
        "lawyer.phone": text("lawyer_phone"),
        "lawyer.fax": text("lawyer_fax"),
        "lawyer.email": text("lawyer_email"),
        "lawyer.eoir_id": text("lawyer_eoir_id"),
        "lawyer.bar_number": text("lawyer_bar_number"),
        "lawyer.bar_state": text("lawyer_bar_state"),
    }
    return prefixed("court.", facts)
