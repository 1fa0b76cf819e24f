"""Closed-off children: what a process may still do, and how to ask one that may do nearly nothing.

Import the parts one by one (``cell`` in a parent, ``inside`` in a child, ``process`` at program
start): the start of the program must not wait for all of them.
"""
