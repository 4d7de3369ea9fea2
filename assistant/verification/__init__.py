"""Holds what is about to be shown against the passages it cites."""
