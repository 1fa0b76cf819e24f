"""What stays from one packet to the next: children that wait, and what the program has seen."""

from __future__ import annotations

from dataclasses import dataclass, field

from pristan.confine.spare import Spare
from pristan.packet.bindery import spare_binder
from pristan.packet.seen import Known
from pristan.packet.typeset import spare_press
from pristan.packet.verify import spare_prover


@dataclass(slots=True)
class Crew:
    """Some can wait for the next packet, with nothing of any case: who lays out, who bind, who
    prove. A change is mostly in two parts, that of the index and another. ``known`` are the files
    that were written or read for a packet, however long ago.
    """

    press: Spare = field(default_factory=spare_press)
    binder: Spare = field(default_factory=spare_binder)
    prover: Spare = field(default_factory=spare_prover)
    known: Known = field(default_factory=Known)

    def expect(self) -> None:
        """Let them get ready and wait; until they are needed, or :meth:`dismiss` is called."""
        for each in (self.press, self.binder, self.prover):
            each.expect()

    def dismiss(self) -> None:
        """End those that wait."""
        for each in (self.press, self.binder, self.prover):
            each.dismiss()
