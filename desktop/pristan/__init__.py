"""Pristan (пристань, a landing place): prepare an asylum case, in private, on one machine."""

__version__ = "0.1.0"
