"""Invented conversations: earlier questions, the next one, and what must come of it."""

from __future__ import annotations

from dataclasses import dataclass

DEBATE = """\
Invented Youth Assembly
Committee on Schools and Screens, 12 June 2031, morning
Sample written for COP Assistant; all statements are invented.

The Chair (Mr. Otto Brandt): Good morning. We begin with telephones in schools. The Minister of
Education, the Hon. Ida Falk, has the floor.

Hon. Ida Falk (Minister of Education): Thank you, Mr. Chair. From September no pupil below the age
of twelve will carry a telephone in class. We shall pay for lockers in every school, at a cost of
four million crowns.

Mr. Ben Oduya (Hill Valley, Green Party): The minister speaks of lockers, but a locker does not
teach anybody anything. We want one lesson a week on media in every school.

Ms. Carla Nunes (Lakeside, Labour): We support the minister's plan for lockers. But small villages
have no locksmith, and somebody has to repair the lockers.

Hon. Ida Falk: The repair of the lockers is included in the four million crowns, Mr. Chair. I am
happy to look at the lesson that Mr. Oduya proposes.

The Chair: Thank you. We turn to age checks in games. Mr. Oduya.

Mr. Ben Oduya: Age checks must not mean that a child shows a passport to a games company. We
propose tokens that tell the age and nothing else.

Ms. Carla Nunes: Age checks by tokens are expensive. We would rather oblige the companies to ask
the parents.

Hon. Ida Falk: On age checks the government will try tokens in three towns next year and will then
decide.

The Chair: Is there any other speaker? Then the session is closed.
"""


@dataclass(frozen=True)
class Case:
    """The last of `questions` is judged.

    `by`: every citation is by one of them, and each of them is cited. `says`: each stands in the
    answer. `never`: none does. An empty `by` and `says` mean that there is no answer.
    """

    questions: tuple[str, ...]
    by: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    refused: bool = False

    @property
    def name(self) -> str:
        """How the case is called in a report."""
        return " / ".join(self.questions)


def case(
    *questions: str,
    by: str = "",
    says: str = "",
    never: str = "",
    refused: bool = False,
) -> Case:
    """A case; lists are written with "|" between their members."""
    parts = [tuple(filter(None, listed.split("|"))) for listed in (by, says, never)]
    return Case(questions, *parts, refused=refused)


SAMPLES = (
    # another delegation, the same topic
    case("What did Malaysia say on AI?", "And Norway?", by="Norway", says="automatic assistant"),
    case("What did Norway propose?", "And Chile?", by="Chile"),
    case("What did the Philippines say about helplines?", "And Poland?", by="Poland"),
    case(
        "What did Estonia say about age tokens?",
        "and what about Viet Nam?",
        by="Viet Nam",
        says="tokens",
    ),
    case("What did Chile say about the handbook?", "And Jamaica?", by="Jamaica", says="twelve"),
    case("What did Chile say on the handbook?", "And Ghana?", refused=True, never="token"),
    case("What did Brazil say about the Joint Statement?", "Jordan?", refused=True),
    case(
        "What did Brazil say about the Joint Statement?",
        "And what about Australia and South Africa?",
        by="Australia|South Africa",
    ),
    case(
        "What did Estonia say about the handbook?",
        "How about the others?",
        says="one page|twelve schools",
        never="token",
    ),
    # another topic, the same delegation
    case("What did Jordan say about awareness?", "What about screen time?", by="Jordan"),
    case("What did Norway say about age tokens?", "And on the handbook?", by="Norway", says="page"),
    case("What did Chile say on languages?", "And about faces?", by="Chile", says="darker skin"),
    case(
        "What did Malaysia say on AI?",
        "And what about hotlines?",
        by="Malaysia",
        says="specialized national hotlines",
    ),
    case("What did Jamaica say about free calls?", "What else did they say?", by="Jamaica"),
    case("What did UNICEF say about AI?", "And on marketing?", by="UNICEF", says="advertising"),
    case("What did Tanzania propose?", "And on screen time?", refused=True),
    # pronouns
    case("What did CNIL say about FantomApp?", "Who paid for it?", says="European Union"),
    case("What is FantomApp?", "In which languages does it exist?", says="French and English"),
    # neither name nor pronoun
    case("What is FantomApp?", "For what ages, and in which languages?", says="French and English"),
    case("What did Poland report on Dyzurnet.pl?", "Since when has it existed?", says="2005"),
    case(
        "What did Poland report on Dyzurnet.pl?",
        "How many reports did it handle in 2024?",
        says="27 500",
    ),
    case("What did Norway say about its helpline?", "What did it cost?", says="2.1 million"),
    case(
        "What did Norway say about its night helpline?",
        "How many counsellors does each shift have?",
        says="four counsellors",
    ),
    case("What did Ghana say about helplines?", "What would they host?", by="Ghana", says="Accra"),
    case("What did Jordan say?", "Which partners did they mention?", by="Jordan", says="UNICEF"),
    case(
        "What did the Philippines say about their helpline?",
        "What is its number?",
        says="1383",
    ),
    case("What did OHCHR say?", "When will it report to the Council?", says="March 2027"),
    # a question word alone
    case("What did Malaysia say on its Online Safety Act?", "Since when?", says="1 January 2026"),
    case(
        "Did waiting times rise at the night helpline in Norway?",
        "Why?",
        says="gaming platform",
    ),
    case("Jamaica wants to test the handbook.", "Where?", says="twelve schools"),
    case("The next meeting is planned.", "When?", says="January"),
    # who else
    case(
        "Which delegations spoke about the handbook for teachers?",
        "Who else?",
        says="**Jamaica**|**Viet Nam**",
    ),
    case(
        "What did Chile say about the handbook for teachers?",
        "Who else spoke about it?",
        says="**Jamaica**|**Estonia**",
        never="**Chile**",
    ),
    case(
        "What did Australia ask about the Joint Statement?",
        "Who else spoke about it?",
        says="**Brazil**|**South Africa**",
        never="**Australia**",
    ),
    # corrections
    case(
        "What did Poland say about helplines?",
        "No, I meant the Philippines.",
        by="Philippines",
        says="1383",
    ),
    case("What did Norway say about AI?", "sorry, I mean age tokens", by="Norway", says="passport"),
    case("What did Chile say on faces?", "No, on the handbook", by="Chile", says="one page"),
    case(
        "What did Estonia say about the handbook?",
        "I meant Jamaica, not Estonia",
        by="Jamaica",
        says="twelve schools",
    ),
    case(
        "What did Malaysia say about screen time?",
        "Oh wait, the United States",
        by="United States",
        says="screen time",
    ),
    case("What did Malaysia say on AI?", "I meant privacy in chats", refused=True),
    # a new topic: the old one is dropped
    case(
        "What did Malaysia say on AI?",
        "How many counsellors does each shift of the night helpline have?",
        says="four counsellors",
        never="Malaysia",
    ),
    case(
        "What did Malaysia say on AI?",
        "Who chaired the twenty-fourth meeting?",
        says="Erebor",
    ),
    case(
        "What did Norway say on helplines?",
        "Which laws did the United States point to?",
        by="United States",
        says="CIPA",
    ),
    case(
        "What did Poland say about CSAM?",
        "What is the Lanzarote Convention?",
        says="48 state parties",
        never="Poland",
    ),
    case("What did Poland say?", "Thanks!", "And Jordan?", by="Jordan"),
    case("What did Malaysia say on AI?", "Thank you!", "And UNICEF?", by="UNICEF", says="guidance"),
    case(
        "What did Malaysia say on AI?",
        "And who chaired the twenty-fourth meeting?",
        says="Erebor",
    ),
    case(
        "What did Malaysia say on AI?",
        "Which design keeps the issuer from learning that a token is used?",
        says="second design",
        never="Malaysia",
    ),
    case(
        "What did Chile say on languages?",
        "What did Malaysia say on AI?",
        "And Norway?",
        by="Norway",
        never="languages",
    ),
    # meetings
    case(
        "What did the Secretariat announce at the twenty-fourth meeting?",
        "And at the ninety-ninth meeting?",
        by="Secretariat",
        never="Joint Statement",
    ),
    case(
        "What did Norway say at the 99th meeting about helplines?",
        "And at the 24th meeting?",
        refused=True,
    ),
    case(
        "What did the Chair conclude at the 24th meeting?",
        "And at the next meeting?",
        by="",
        never="Plenipotentiary",
        refused=True,
    ),
    # comparison
    case(
        "Compare what Chile and Estonia said about the handbook.",
        "And Norway?",
        by="Norway",
        says="helplines at the foot",
    ),
    case(
        "What did Chile say about the handbook?",
        "Compare that with Estonia.",
        by="Chile|Estonia",
    ),
    case(
        "What did Norway say about waiting time?",
        "And document CWG-COP-99/INF/2?",
        by="Lantern Foundation",
        says="86 words",
    ),
    case(
        "What did Norway say about waiting time?",
        "And document CWG-COP-99/3?",
        by="Norway",
        says="three years",
    ),
    case("What did Norway say in document CWG-COP-99/INF/2?", refused=True),
)

DEBATES = (
    case("What did Ben Oduya say about lockers?", "And the minister?", by="Ida Falk"),
    case("What did Carla Nunes say about age checks?", "And Oduya?", by="Ben Oduya", says="tokens"),
    case("What did the Minister of Education say about age checks?", by="Ida Falk", says="towns"),
    case(
        "What did the minister say about lockers?",
        "And about age checks?",
        by="Ida Falk",
        says="three towns",
    ),
    case("What did the minister say about lockers?", "How much will they cost?", says="crowns"),
    case(
        "What did the minister say about age checks?",
        "And the Green Party?",
        by="Ben Oduya",
        says="passport",
    ),
    case("What did the Green Party want?", "And Labour?", by="Carla Nunes"),
    case("What did Ms Nunes say about lockers?", "What did she say on tokens?", by="Carla Nunes"),
    case(
        "What did Ben Oduya propose on age checks?",
        "Who else spoke about them?",
        says="**Carla Nunes**|**Ida Falk**",
        never="**Ben Oduya**",
    ),
    case(
        "What did Carla Nunes say about age checks?",
        "No, I meant the minister.",
        by="Ida Falk",
        says="three towns",
    ),
    case("What did the minister say about lockers?", "And the Prime Minister?", refused=True),
)
