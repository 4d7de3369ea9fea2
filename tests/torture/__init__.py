"""Crashes, full disks and damaged files: minutes of them, run by `make torture`."""
