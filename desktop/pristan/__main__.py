"""Start the program: ``python -m pristan``, or the child of a room, ``--cell ROOM``."""

from __future__ import annotations

import sys


def main() -> int:
    """Run with the arguments of the command line; return the exit status."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["--cell"]:
        return _cell(arguments[1:])
    from pristan.app import main as start

    return start(arguments)


def _cell(arguments: list[str]) -> int:
    match arguments:
        case ["empty"]:
            return 0
        case ["evidence"]:
            from pristan.evidence import child as evidence

            evidence.main()
        case ["recognize"]:
            from pristan.evidence import recognize

            recognize.main()
        case ["print"]:
            from pristan.packet import page_child

            page_child.main()
        case ["press"]:
            from pristan.packet import press_child

            press_child.main()
        case ["packet"]:
            from pristan.packet import child as packet

            packet.main()
        case ["official"]:
            from pristan.official import child as official

            official.main()
        case _:
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
