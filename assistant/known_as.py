"""What the persons of transcripts are called besides their names: surname, office, party.

Labels tell it ("Hon. Ann Lee (Minister of Health)", "Mr. Bo Ray (North Hill, Green Party)") and
introductions do ("Ann Lee MP, Minister of Health"), and the chair who calls somebody by an office
does (`assistant.floor`). An office or a party that several hold is a
group; a question that names it wants those of its members who speak on the topic.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from assistant.floor import offices
from assistant.question import Query
from index_store import Store
from ingest.attribution.voices import person_name
from ingest.model import DocumentKind, Speaker, SpeakerKind
from ingest.names.aliases import Aliases
from ingest.names.finder import NameFinder
from ingest.names.organisations import TITLES

AT_ONCE = 3  # members of a group whose words one answer gives

_OFFICE_WORDS = (
    "minister|secretary|commissioner|ambassador|senator|ombudsman|ombudsperson|mayor|governor|"
    "president|premier|chancellor|attorney general|director"
)
_OFFICE = re.compile(
    rf"(?:(?:Deputy|Prime|First|Cabinet|Foreign|State|Vice|Parliamentary|Permanent|Acting)[\s-]+)*"
    rf"(?:{_OFFICE_WORDS}|leader)\b(?:\s+(?:of|for|to)\b.*)?",
    re.I,
)
_LABEL = re.compile(
    r"^(?P<name>[^\n:()]{3,60}?)\s*\((?P<inside>[^\n:]{2,120}?)\)\s*:", re.MULTILINE
)
# "Ann Lee AM, Minister for Education" and "the Minister for Education, Ann Lee".
_OFFICE_NAME = (
    r"(?:(?:Deputy|Prime|First|Cabinet)\s)?(?:Minister|Secretary)"
    r"(?:\s(?:of|for)\s[A-Z][\w-]+(?:\s(?:and\s)?[A-Z][\w-]+){0,4})?"
)
_PERSON = r"[A-Z][\w’'-]+(?:\s[A-Z][\w.’'-]+){1,2}"
_INTRODUCED = re.compile(
    rf"\b(?P<before>{_PERSON}?)(?:\s[A-Z]{{2,3}})?,\s(?:the\s)?(?P<held>{_OFFICE_NAME})"
    rf"|\b(?P<office>{_OFFICE_NAME}),\s(?:the\s)?(?:(?:Right\s)?(?:Hon|Mr|Ms|Mrs|Dr)\.?\s)?"
    rf"(?P<behind>{_PERSON})"
)
# A director without a bureau is the one who speaks, in questions of any language.
_DIRECTOR = ("director", "directeur", "directrice", "directora", "директор", "المدير", "主任")
_BUREAU = " Director"
# "Director of NASK", "directrice de l'agence": of somebody else.
_OF_ANOTHER = re.compile(
    r"\s*(?:,\s|(?:of|for|at|du|des|de|del|d['’]|от|из)\b|(?<=[а-я])\s+[А-ЯЁа-яё]+(?:а|и|ы|ии)\b)",
    re.I,
)
_MONTHS = frozenset("january february march april may june july august".split())
_BEFORE_DIRECTOR = frozenset("the le la el l madam mr ms by did and what about".split())
_BEFORE_OFFICE = frozenset(
    "the a an this that our their your her his its and or to by from of about with did does do has "
    "have had is was were will would which what mr mrs ms madam i meant mean honourable no not "
    "but ministers".split()
)


class KnownAs:
    """Further names of the persons who speak in some transcripts.

    >>> known = KnownAs([("Hon. Ann Lee (Minister of Health): Yes.", [person])])  # doctest: +SKIP
    >>> known.members("the minister")                                     # doctest: +SKIP
    (Speaker(name='Ann Lee', kind=<SpeakerKind.PERSON: 'person'>),)
    """

    def __init__(
        self,
        transcripts: Iterable[tuple[str, Sequence[Speaker]]],
        speakers: Iterable[Speaker] = (),
    ) -> None:
        """`transcripts`: the text of each and the persons who speak in it.

        `speakers`: everybody who speaks in a document; one bureau's director among them is
        "the Director".
        """
        self._directors = [
            s for s in speakers if s.kind is SpeakerKind.SECRETARIAT and s.name.endswith(_BUREAU)
        ]
        self._surnames: dict[str, dict[Speaker, None]] = defaultdict(dict)
        self._groups: dict[str, dict[Speaker, None]] = defaultdict(dict)
        for text, persons in transcripts:
            self._read(text, persons)
        for surname, bearers in self._surnames.items():
            if len(bearers) > 1:
                # "Dr Lee" may be each of them; who speaks on the topic is meant.
                for title in TITLES:
                    self._groups[f"{title} {surname}"] = dict(bearers)

    @classmethod
    def of(cls, store: Store, speakers: Iterable[Speaker]) -> KnownAs:
        """What the transcripts of a store tell of those of `speakers` who are persons."""
        everybody = list(speakers)
        persons = {s.name: s for s in everybody if s.kind is SpeakerKind.PERSON}
        transcripts = (
            (store.text(record.id), [persons[name] for name in record.speakers if name in persons])
            for record in (store.documents() if persons else ())
            if record.kind is DocumentKind.TRANSCRIPT
        )
        return cls(transcripts, everybody)

    @cached_property
    def aliases(self) -> list[Aliases]:
        """Surnames of one person; what several share, as offices and parties, as a speaker."""
        finder = NameFinder()
        found = [
            Aliases(next(iter(persons)), names=(surname,))
            for surname, persons in self._surnames.items()
            if len(persons) == 1 and surname.lower() not in _MONTHS and not finder.find(surname)
        ]
        if len(self._directors) == 1 and "director" not in self._groups:
            found.append(Aliases(self._directors[0], translations=_DIRECTOR))
        for name in self._groups:
            names = [name, f"{name}s"] if name.islower() else [name]
            # "Minister of Health" is also the health minister.
            held = re.fullmatch(r"(Minister|Secretary) (?:of|for) (?:the )?(\w+)", name)
            if held:
                names.append(f"{held[2]} {held[1].lower()}")
            found.append(Aliases(_group(name), names=tuple(names)))
        return found

    def members(self, name: str) -> tuple[Speaker, ...]:
        """Those who hold an office or belong to a party; none of an unknown one."""
        return tuple(self._groups.get(name.removeprefix("the "), ()))

    def expand(self, query: Query, who_speaks: Callable[[Query], Iterator[Speaker]]) -> Query:
        """`query` with persons in the place of offices and parties.

        `who_speaks(query)` gives the speakers on its topic, the nearest first.
        """
        groups = {s.name: self.members(s.name) for s in (*query.asked, *query.about)}
        if not any(groups.values()):
            return query
        asked: dict[Speaker, None] = {}
        for speaker in query.asked:
            members = groups[speaker.name] or (speaker,)
            if len(members) > 1:
                open_query = query.model_copy(update={"asked": ()})
                nearest = [who for who in who_speaks(open_query) if who in members]
                members = tuple(dict.fromkeys(nearest))[:AT_ONCE] or members[:1]
            asked.update(dict.fromkeys(members))
        about = [
            who
            for speaker in query.about
            for who in (groups[speaker.name] if len(groups[speaker.name]) == 1 else (speaker,))
            if not self.members(who.name)
        ]
        return query.model_copy(update={"asked": tuple(asked), "about": tuple(about)})

    def _read(self, text: str, persons: Sequence[Speaker]) -> None:
        by_name = {person.name: person for person in persons}
        for person in persons:
            words = person.name.split()
            if len(words) > 1 and len(words[-1]) > 2:
                self._surnames[words[-1]][person] = None
        for match in _LABEL.finditer(text):
            speaker = by_name.get(person_name(match["name"]))
            if speaker is not None:
                self._bracket(speaker, match["inside"])
        for match in _INTRODUCED.finditer(text):
            name = " ".join((match["before"] or match["behind"]).split())
            speaker = by_name.get(name) or by_name.get(" ".join(name.split()[-2:]))
            if speaker is not None:
                self._office(speaker, " ".join((match["held"] or match["office"]).split()))
        for office, speaker in offices(text, lambda label: by_name.get(person_name(label))):
            self._groups[office][speaker] = None

    def _bracket(self, speaker: Speaker, inside: str) -> None:
        inside = " ".join(inside.split()).rstrip(".")
        if _OFFICE.fullmatch(inside):
            for office in re.split(
                r"\s+and\s+(?=(?:[A-Z]\w+\s)*(?:Minister|Leader|Attorney)\b)", inside
            ):
                self._office(speaker, office)
            return
        place, _, party = inside.rpartition(", ")
        if place or inside.endswith("Party"):
            self._groups[party or inside][speaker] = None

    def _office(self, speaker: Speaker, office: str) -> None:
        self._groups[office][speaker] = None
        self._groups[office.split(",")[0]][speaker] = None
        plain = re.search(rf"\b(?:{_OFFICE_WORDS})\b", office, re.I)
        if plain:
            self._groups[plain[0].lower()][speaker] = None


def _group(name: str) -> Speaker:
    return Speaker(name=f"the {name}", kind=SpeakerKind.PERSON)


def is_meant(text: str, start: int, end: int, speaker: Speaker) -> bool:
    """Whether a name found in a question stands for this person or office.

    A surname must be written with its capital and not open the question ("May I ask …"); a bare
    "minister" must not be part of a longer title, which is another's.
    """
    written = text[start:end]
    if speaker.kind is not SpeakerKind.PERSON:
        bare = speaker.name.endswith(_BUREAU) and " " not in written
        return not bare or _bare_director(text, start, end, speaker.name.removesuffix(_BUREAU))
    if speaker.name.startswith("the "):
        before = re.findall(r"[\w’'-]+", text[:start])
        if speaker.name[4:].islower():
            longer = re.match(r"\s+(?:of|for)\s+(?:the\s+)?[A-Z]", text[end:])
            return not longer and (not before or before[-1].lower() in _BEFORE_OFFICE)
        return len(written) > 4 or not written.islower()
    if " " in written or speaker.name == written:
        return True
    return written[:1].isupper() and (start > 0 or len(text.split()) < 3)


def _bare_director(text: str, start: int, end: int, bureau: str) -> bool:
    """Whether a director named without a bureau is not that of another body or of a film."""
    if bureau in text:
        return True
    before = re.findall(r"[\w’'-]+", text[:start])
    if before and before[-1].isascii() and before[-1].lower() not in _BEFORE_DIRECTOR:
        return False
    return not _OF_ANOTHER.match(text, end)
