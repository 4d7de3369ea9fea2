"""What reading one file may cost: time, memory and text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

# What one core reads a second of each format, at the least; the time allowed grows with it.
_SLOWEST_BYTES_A_SECOND = {".pdf": 15_000, ".docx": 15_000}
_SLOWEST_OTHER = 50_000


@dataclass(frozen=True)
class ReadingLimits:
    """The most that reading one file may take; what needs more is refused in one line.

    `seconds` of processor time are given to every file, however small, and more with its size;
    `memory` counts bytes beyond what an idle worker holds (both enforced where the system can,
    as on Linux); `characters` is the length of the text. On a busy machine the clock may show
    `patience` times the processor time; then whatever still reads, sleeps or hangs is ended.

    >>> ReadingLimits().seconds_for(Path("absent.txt")), ReadingLimits().clock_for(Path("absent"))
    (60.0, 300.0)
    """

    seconds: float = 60.0
    memory: int = 1_500_000_000
    characters: int = 20_000_000
    patience: float = 5.0

    def seconds_for(self, path: Path) -> float:
        """Seconds of processor time that a step of reading this file may take."""
        try:
            size = path.stat().st_size
        except (OSError, ValueError):
            size = 0
        rate = _SLOWEST_BYTES_A_SECOND.get(path.suffix.lower(), _SLOWEST_OTHER)
        return self.seconds + min(size / rate, 4 * self.seconds)

    def clock_for(self, path: Path) -> float:
        """Seconds of the clock until a step of reading this file is ended, whatever it does."""
        return self.patience * self.seconds_for(path)
