# ruff: noqa: E501
"""Forty more lies over the samples, written without a look at what checks them.

Half of them cite a passage (`{words}` names it), half cite none, so that every passage may lend
its words. Ten kinds, eight questions.
"""

from __future__ import annotations

from tests.assistant.statements import Statement


def _lies(question: str, lines: str) -> list[Statement]:
    """One lie a line: its kind, a colon, the sentence."""
    pairs = [line.strip().split(": ", 1) for line in lines.strip().splitlines()]
    return [Statement(question, kind, text) for kind, text in pairs]


UNSEEN_LIES = [
    *_lies(
        "What did Malaysia say on AI?",
        """
        wrong subject: The Online Safety Act 2025 obliges parents to restrain features that keep children on line for longer. {Online Safety Act 2025}
        wider: Malaysia requires every website to hold a licence under the Communications and Multimedia Act 1998.
        planned told as done: Malaysia has banned conversational AI for children since 1 January 2026. {in force since 1 January 2026}
        cause: Malaysia took enforcement action in 2025 because platforms held no licence.
        said by somebody else: Malaysia told the group of the Africa Task Force, which GSMA and UNICEF have launched.
        """,
    ),
    *_lies(
        "What did Poland say about its hotline?",
        """
        wrong number: Dyzurnet.pl has been run by NASK for five years. {since 2005}
        order of time: Fewer reports came to Dyzurnet.pl in 2024 than in the year before. {27 500 reports}
        wrong subject: Police officers, prosecutors and judges train the staff of Dyzurnet.pl. {trains police officers}
        two truths joined: Within INHOPE, Poland works on the Universal Classification Schema for age assurance.
        invention: Poland offered to pay for hotlines in ITU members that have none.
        """,
    ),
    *_lies(
        "Which delegations commented on the Joint Statement?",
        """
        said by somebody else: South Africa asked whether delegations could read the Joint Statement before it was signed. {before it was signed}
        denied: The BDT Director answered that joint statements signed by ITU are binding on Member States. {operational and non-binding}
        stance: Brazil welcomed the text of the Joint Statement. {review and analyse the text}
        wider: All Member States asked for clear and early notice in future.
        order of time: The United States asked for early notice before the opening remarks.
        """,
    ),
    *_lies(
        "What did Norway's helpline cost in 2029, in million euros?",
        """
        wrong number: The helpline cost 2.1 million euros in 2029, or about 212 euros for each contact. {2.1 million euros}
        order of time: Norway's helpline cost 2.1 million euros in 2027.
        cause: The helpline cost 2.1 million euros because the number of counsellors was doubled.
        doubt dropped: An independent evaluation proved that the night line prevents acute care. {independent evaluation}
        two truths joined: The assistant that suggests answers saved 2.1 million euros in 2029.
        """,
    ),
    *_lies(
        "What did Estonia say about age tokens?",
        """
        said by somebody else: Estonia said that a token which costs a few cents is a large problem in some countries. {few cents}
        wrong number: Nine out of ten pupils in Estonia had no device of their own. {Nine}
        denied: Estonia said that the issuer learns where the token is shown. {issuer does not learn}
        planned told as done: Estonia has solved the problem of children who share a telephone.
        wider: Every country has tested age tokens with two thousand pupils.
        """,
    ),
    *_lies(
        "What did Jamaica say about the handbook?",
        """
        planned told as done: Jamaica has tested the handbook in twelve schools and reported to the group. {twelve schools}
        said by somebody else: Jamaica would translate the handbook at its own cost. {own cost}
        stance: Jamaica opposed the handbook for teachers. {test the handbook}
        wrong subject: The Secretariat can test the handbook in twelve schools from September.
        order of time: Jamaica can test the handbook in twelve schools until September.
        """,
    ),
    *_lies(
        "What did UNICEF say on AI?",
        """
        wrong number: UNICEF released version 10 of its guidance on AI with three requirements. {version 3}
        said by somebody else: UNICEF follows an AI system through its whole life with the Children & AI Design Code.
        denied: UNICEF has not reviewed how jurisdictions regulate AI. {several jurisdictions}
        planned told as done: UNICEF has published a framework by which companies examine the effect of their advertising on children. {preparing a framework}
        two truths joined: UNICEF wrote the guidance on AI together with the University of Oxford.
        """,
    ),
    *_lies(
        "What did Jordan say about its awareness campaign?",
        """
        wrong subject: The Telecommunications Regulatory Commission leads the awareness campaign begun in 2025. {awareness campaign begun}
        order of time: Jordan's awareness campaign ended in 2025. {awareness campaign begun}
        cause: Jordan began its campaign because most children had suffered extortion on line.
        invented quotation: Jordan said that “no child should own a telephone before the age of sixteen”.
        invention: Saudi Arabia and Jordan run the awareness campaign together.
        """,
    ),
]
