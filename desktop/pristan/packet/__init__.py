"""Paper out: a case becomes a packet, which is opened again and proved before anyone relies on it.

The program's own process only plans, sends bytes to closed-off children and writes what comes back.
"""

from pristan.packet.files import CannotWrite
from pristan.packet.profiles import Profile, ProfileError, profile_names, read_profile
from pristan.packet.report import PACKET, REPORT, BoundExhibit, NoReport, Part, Report
from pristan.packet.verify import verify
from pristan.packet.write import write_packet

__all__ = [
    "PACKET",
    "REPORT",
    "BoundExhibit",
    "CannotWrite",
    "NoReport",
    "Part",
    "Profile",
    "ProfileError",
    "Report",
    "profile_names",
    "read_profile",
    "verify",
    "write_packet",
]
