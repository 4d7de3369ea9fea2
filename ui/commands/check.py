"""`cop-assistant check [--repair]`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index_store.checking import CheckReport
    from ui.output import Output
    from ui.settings import Settings

EXAMPLES = (
    "cop-assistant check",
    "cop-assistant check --repair",
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Whether to mend."""
    parser.add_argument(
        "--repair", action="store_true", help="mend what is found, and check once more"
    )


def run(arguments: argparse.Namespace, settings: Settings, output: Output) -> int:
    """Look at all of the store; 1 where something is wrong, or still is after mending."""
    from index_store.checking import CheckReport, PartReport, check, repair
    from index_store.errors import CatalogueUnreadable
    from ui.opening import has_catalogue, nothing_ingested, open_store

    if not has_catalogue(settings):
        raise nothing_ingested(settings.store)
    try:
        store = open_store(settings)
    except CatalogueUnreadable as error:
        report = CheckReport(parts=[PartReport(part="catalogue", faults=[str(error)])])
        return _tell(report, [], output)
    report, found = check(store), list[str]()
    if arguments.repair and not report.ok:
        found = _lines(report)
        repair(store, report)
        report = check(store)
    return _tell(report, found, output)


def _tell(report: CheckReport, found: list[str], output: Output) -> int:
    """Report what is wrong, and what was (`found`) before it was mended."""
    if output.json:
        output.document({"ok": report.ok, "mended": found, **report.model_dump(mode="json")})
    else:
        for line in found:
            output.say(f"found: {line}")
        for part in report.parts:
            output.show(f"{part.part}: {'; '.join(part.faults) or 'ok'}")
    return 0 if report.ok else 1


def _lines(report: CheckReport) -> list[str]:
    return [f"{part.part}: {fault}" for part in report.parts for fault in part.faults]
