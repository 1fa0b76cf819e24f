"""Paper out: a case becomes a packet, which is opened again and proved before anyone relies on it.

The program's own process only plans, sends bytes to closed-off children and writes what comes back.
Import the parts one by one (``write``, ``verify``, ``report``): a child must not wait for all.
"""
