"""Registers of the Russian state, read from a saved copy: never from the network."""
