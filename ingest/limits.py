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

    `seconds` are given to every file, however small, and more with its size; `memory` counts
    bytes beyond what an idle worker holds (enforced where the system can, as on Linux);
    `characters` is the length of the text.

    >>> ReadingLimits().seconds_for(Path("absent.txt"))
    60.0
    """

    seconds: float = 60.0
    memory: int = 1_500_000_000
    characters: int = 20_000_000

    def seconds_for(self, path: Path) -> float:
        """Seconds of the clock that reading this file may take."""
        try:
            size = path.stat().st_size
        except (OSError, ValueError):
            size = 0
        rate = _SLOWEST_BYTES_A_SECOND.get(path.suffix.lower(), _SLOWEST_OTHER)
        return self.seconds + min(size / rate, 4 * self.seconds)
