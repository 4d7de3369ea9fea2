# ruff: noqa: E501
"""Sentences over the samples that a model might write: lies by kind, and true paraphrases.

`{words}` names the passage that a sentence cites, by words that stand in it. The questions are
those that bring these passages. The `NEW_…` and `LAST_…` were written later, without a look at what
held the first against their passages.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Statement:
    """A sentence that answers `question`; `kind` is the kind of lie, "true" for none."""

    question: str
    kind: str
    text: str


def _of(question: str, **kinds: str) -> list[Statement]:
    """Statements for one question: the kind of lie → sentences, one a line."""
    return [
        Statement(question, kind.replace("_", " "), line.strip())
        for kind, lines in kinds.items()
        for line in lines.strip().splitlines()
    ]


POLAND = "What did Poland say about its hotline?"
LINE = "When does Norway's second line Nattlys answer by telephone and chat?"
SHIFT = "How many counsellors does each shift of Norway's line have, and how are they trained?"
KEPT = "How long are chats kept by the helpline of Norway?"
COST = "What did Norway's helpline cost in 2029, in million euros?"
MALAYSIA = "What did Malaysia say on AI?"
JORDAN = "What did Jordan say about its awareness campaign?"
CNIL = "What did CNIL say about FantomApp?"
LATE = "What did China say about late papers?"
JOINT = "Which delegations commented on the Joint Statement?"
SIGNED = "When was the Joint Statement signed?"
TANZANIA = "What did Tanzania propose?"
ESTONIA = "What did Estonia say about age tokens?"
TOKENS = "What did ITU-T SG17 say about the designs of age tokens?"
GREETING = "What did Lantern Foundation find about the greeting?"
GHANA = "What did Ghana say about the list of helplines?"
CHILE = "What did Chile say about estimating age from faces?"
JAMAICA = "What did Jamaica say about the handbook?"
UNICEF = "What did UNICEF say on AI?"
SCREEN = "What did the United States say about screen time?"
AFRICA = "What did South Africa say?"

LIES = [
    *_of(
        POLAND,
        wrong_number="""
            Poland's hotline handled 25 700 reports in 2024. {27 500 reports}
            Dyzurnet.pl handled twenty-seven thousand reports in 2024. {27 500 reports}
            Poland's hotline handled 275 000 reports in 2024. {27 500 reports}
        """,
        wrong_date="""
            Poland's hotline handled 27 500 reports in 2023. {27 500 reports}
            NASK has run Dyzurnet.pl since 2015. {since 2005}
            Poland's hotline handled 27 500 reports in March 2024. {27 500 reports}
        """,
        swapped_states="""
            Malaysia's hotline handled 27 500 reports in 2024. {27 500 reports}
            Jordan described Dyzurnet.pl, the national hotline against illegal content. {Dyzurnet.pl}
        """,
        fabricated_citation="""
            Poland's hotline handled 27 500 reports in 2024. [17]
            Poland trains police officers and judges. [42]
        """,
        invented_name="""
            Poland's hotline is run by NASK and Interpol. {run by NASK}
            Dyzurnet.pl was founded by Anna Kowalska. {Dyzurnet.pl}
            Poland works on the Universal Classification Schema within Europol. {Universal Classification}
        """,
        no_citation="""
            Poland's hotline handled 27 500 reports in 2024.
            Poland trains police officers and judges.
        """,
        half_true="""
            Poland's hotline handled 27 500 reports in 2024 and won an international prize. {27 500 reports}
            Poland's hotline trains police officers and was closed by the government. {trains police}
            Poland's hotline handled 27 500 reports in 2024, mostly from neighbouring countries. {27 500 reports}
        """,
        dropped_bound="""
            Poland's hotline handled more than 27 500 reports in 2024. {27 500 reports}
        """,
    ),
    *_of(
        LINE,
        wrong_number="The night line answers from 20:00 to 07:00. {20:00 to 06:00}",
        swapped_states="""
            Chile opened a second line called Nattlys. {Nattlys}
            Ghana opened a line that answers from 20:00 to 06:00. {20:00 to 06:00}
        """,
        invented_quotation="""
            Norway called its line "the best in Europe". {Nattlys}
            The line is “a light in the dark” for children. {Nattlys}
        """,
        invented_name="""
            Norway opened a second line called Barnevakt. {Nattlys}
            The line is run by the Red Cross under contract with the ministry. {under contract}
        """,
        invented_document="""
            Norway described the line in document CWG-COP-99/7. {Nattlys}
            In document CWG-COP-99/INF/12 Norway described a second line called Nattlys. {Nattlys}
            Norway described the line in paragraph 4.9. {Nattlys}
        """,
        opposite="The line is not free from every network. {Nattlys}",
    ),
    *_of(
        SHIFT,
        wrong_number="""
            Each shift has six counsellors and one supervisor. {four counsellors}
            Counsellors are trained for 20 hours before their first night. {trained for 60}
        """,
        wrong_passage="""
            Norway tested an automatic assistant that suggests answers to counsellors. {four counsellors}
            The line is free from every network. {trained for 60}
            Norway's helpline cost 2.1 million euros in 2029. {trained for 60}
        """,
        unit_changed="""
            Counsellors are trained for 60 days before their first night. {trained for 60}
            Counsellors are trained for 60 minutes before their first night. {trained for 60}
        """,
    ),
    *_of(
        KEPT,
        unit_changed="""
            Chats are kept for 14 weeks. {14 days}
            A chat is kept for 14 hours in encrypted form. {14 days}
            A chat is kept for fourteen months in encrypted form. {14 days}
        """,
        wrong_number="A chat is kept for 40 days in encrypted form. {14 days}",
        dropped_negation="""
            A call is recorded. {14 days}
            Calls are always recorded. {14 days}
        """,
        opposite="A chat is kept for 14 days in unencrypted form. {14 days}",
        hardened="""
            Every helpline states such periods where the child can see them. {14 days}
            Norway requires every helpline to state such periods. {14 days}
            The group decided that every helpline states such periods. {14 days}
        """,
    ),
    *_of(
        COST,
        wrong_number="""
            The night line cost 1.2 million euros in 2029. {2.1 million}
            Each contact cost about 212 euros. {122 euros}
        """,
        unit_changed="""
            The night line cost 2.1 billion euros in 2029. {2.1 million}
            The night line cost 2.1 million dollars in 2029. {2.1 million}
            Each contact cost about 122 cents. {122 euros}
        """,
        wrong_date="The night line cost 2.1 million euros in 2027. {2.1 million}",
        opposite="""
            Children who had reached the night line were more likely to need acute care. {acute care}
        """,
    ),
    *_of(
        MALAYSIA,
        wrong_date="""
            The Online Safety Act has been in force since 1 July 2026. {in force since}
            The Online Safety Act has been in force since 2024. {in force since}
        """,
        swapped_states="""
            The Philippines requires large platforms to hold a licence. {hold a licence}
            Poland set out rules on conversational AI. {conversational and generative}
        """,
        hardened="""
            Malaysia has removed the risk of AI features that children can reach. {label what AI}
        """,
        opposite="""
            Conversational AI does not fall under the same duties. {Conversational AI falls}
            Malaysia exempts large platforms from holding a licence. {hold a licence}
            Providers must design services to be safe and encourage harmful content. {design services}
        """,
        half_true="""
            Malaysia requires large platforms to hold a licence and to pay a tax. {hold a licence}
            Malaysia took enforcement action in 2025 and arrested several people. {enforcement action}
        """,
        invented_name="""
            The regulator CNMC has moved platforms to label what AI has generated. {label what AI}
            Malaysia moved TikTok to label what AI has generated. {label what AI}
        """,
    ),
    *_of(
        JORDAN,
        swapped_names="""
            The NCSC has blocked abusive chat rooms of some games. {blocked abusive}
            The TRC leads an awareness campaign begun in 2025. {awareness campaign begun}
        """,
        hardened="""
            Jordan and the group agreed on regional support frameworks. {regional support}
            Jordan established regional support frameworks. {regional support}
        """,
        wrong_date="The awareness campaign began in 2021. {awareness campaign begun}",
        other_delegation="""
            Jordan welcomed the Africa Task Force. {regional support}
            Jordan proposed an index of Child Online Protection for the whole world. {regional support}
        """,
    ),
    *_of(
        CNIL,
        wrong_number="""
            Teenagers of about 13–17 years learn to protect their personal data. {teenagers of about}
            Nineteen data protection authorities have asked about FantomApp. {Nine data}
        """,
        dropped_negation="""
            FantomApp collects data. {collects no data}
            FantomApp collects personal data about teenagers. {collects no data}
        """,
        invented_name="FantomApp was paid for by Microsoft. {CERV}",
        hardened="Nine data protection authorities in Europe have adopted FantomApp. {Nine data}",
    ),
    *_of(
        LATE,
        swapped_names="""
            Malaysia proposed to put information documents on line, and China supported this. {late papers, China}
            Malaysia proposed to put information documents on line. {late papers, China}
        """,
        hardened="""
            The group agreed to put information documents on line. {late papers, China}
            China decided to put information documents on line. {late papers, China}
            Information documents are put on line. {late papers, China}
        """,
        dropped_negation="China did not propose to put information documents on line. {late papers, China}",
        opposite="China opposed putting information documents on line. {late papers, China}",
    ),
    *_of(
        JOINT,
        swapped_states="""
            Brazil asked where the Joint Statement could be found. {Australia asked}
            Australia stressed that the group must be able to review the text. {Brazil stressed}
            Tanzania asked that Member States be given sufficient information early on. {South Africa asked}
        """,
        hardened="""
            Australia said that delegations could read it before it was signed. {Australia asked}
            Brazil confirmed that the group had reviewed the text. {Brazil stressed}
            Member States were given sufficient information early on. {South Africa asked}
        """,
        dropped_negation="""
            The BDT Director answered that joint statements are binding. {non-binding}
            Joint statements signed by ITU put a duty on Member States. {non-binding}
        """,
    ),
    *_of(
        SIGNED,
        swapped_dates="""
            The Joint Statement was signed in September 2025. {adopted the Joint Statement}
            The Joint Statement was adopted on 19 January 2026. {adopted the Joint Statement}
        """,
        wrong_date="The Joint Statement was signed on 19 February 2026. {signed on 19}",
        wrong_number="The Joint Statement was drafted with UNICEF and twelve further organizations. {signed on 19}",
        dropped_bound="It was drafted after hearing fewer than 50 bodies. {signed on 19}",
    ),
    *_of(
        TANZANIA,
        hardened="""
            Tanzania has an index of Child Online Protection for the whole world. {global minimum}
            The group adopted global minimum standards proposed by Tanzania. {global minimum}
            Global minimum standards for child online safety exist. {global minimum}
        """,
        swapped_states="South Africa proposed global minimum standards for child online safety. {global minimum}",
    ),
    *_of(
        ESTONIA,
        wrong_number="""
            Estonia tested age tokens with two hundred pupils. {two thousand pupils}
            Two out of ten pupils could use it without help. {Nine}
        """,
        dropped_negation="""
            The issuer learns where the token is shown. {Nothing else}
            Estonia has an answer for children who share a telephone. {share a}
        """,
        swapped_states="Norway tested age tokens with two thousand pupils. {two thousand pupils}",
        other_delegation="Estonia sets the age at sixteen for some games. {two thousand pupils}",
    ),
    *_of(
        GREETING,
        turned_round="""
            The share of children who left at the greeting rose from 16% to 31%. {31% to 16%}
            The share of children who left at the greeting fell from 16% to 31%. {31% to 16%}
            The old greeting had 14 words and the new one has 86 words. {86 words}
        """,
        unit_changed="Children waited four hours longer before they gave up. {four minutes}",
        opposite="Children waited four minutes less before they gave up. {four minutes}",
    ),
]

TRUTHS = [
    *_of(
        POLAND,
        true="""
            Poland's hotline handled 27,500 reports in 2024. {27 500 reports}
            In 2024 the hotline dealt with 27 500 reports. {27 500 reports}
            Dyzurnet.pl is run by NASK and has existed since 2005. {since 2005}
            The hotline trains police officers, prosecutors and judges. {trains police}
            Poland offered to share what it has learned with ITU members. {share what}
            Poland works on the Universal Classification Schema within INHOPE. {Universal Classification}
        """,
    ),
    *_of(
        LINE,
        true="""
            Norway opened a second line called Nattlys. {Nattlys}
            The line can be reached by telephone and by chat from 20:00 to 06:00. {Nattlys}
        """,
    ),
    *_of(
        SHIFT,
        true="""
            Every shift has 4 counsellors and 1 supervisor. {four counsellors}
            Counsellors receive 60 hours of training before their first night. {trained for 60}
        """,
    ),
    *_of(
        KEPT,
        true="""
            Chats are kept for fourteen days and then deleted. {14 days}
            Calls are not recorded. {never recorded}
            Norway recommends that helplines state these periods before the first message. {14 days}
        """,
    ),
    *_of(
        COST,
        true="""
            In 2029 the line cost 2.1 million euros. {2.1 million}
            Each contact cost about 122 euros. {122 euros}
        """,
    ),
    *_of(
        MALAYSIA,
        true="""
            Malaysia's Online Safety Act 2025 has been in force since 1 January 2026. {in force since}
            Malaysia requires large messaging platforms to hold a licence. {hold a licence}
            Malaysia took enforcement action in 2025 after complaints about harmful AI-generated content. {enforcement action}
            The regulator MCMC got platforms to label content that AI has generated. {label what AI}
        """,
    ),
    *_of(
        JORDAN,
        true="""
            The National Cyber Security Centre leads a campaign that began in 2025. {awareness campaign begun}
            The TRC blocked abusive chat rooms of some games. {blocked abusive}
            Jordan asked the group to consider regional support frameworks. {regional support}
        """,
    ),
    *_of(
        CNIL,
        true="""
            FantomApp is a free application that was launched in 2025. {launched in 2025}
            The application collects no data. {collects no data}
            Nine European data protection authorities have asked about it. {Nine data}
        """,
    ),
    *_of(
        LATE,
        true="""
            China proposed putting information documents online, and Malaysia supported this. {late papers, China}
            China suggested that information documents be put on line. {late papers, China}
        """,
    ),
    *_of(
        JOINT,
        true="""
            Australia asked whether delegations could read the statement before it was signed. {Australia asked}
            Brazil stressed that the group must be able to review the text. {Brazil stressed}
            South Africa requested that Member States receive sufficient information early on. {South Africa asked}
            The BDT Director answered that joint statements are non-binding. {non-binding}
        """,
    ),
    *_of(
        SIGNED,
        true="""
            The Joint Statement was signed on 19 January 2026. {signed on 19}
            The Committee on the Rights of the Child adopted it in September 2025. {adopted the Joint Statement}
        """,
    ),
    *_of(
        TANZANIA,
        true="""
            Tanzania proposed global minimum standards for child online safety. {global minimum}
            Tanzania also suggested a worldwide index of Child Online Protection. {global minimum}
        """,
    ),
    *_of(
        ESTONIA,
        true="""
            Estonia tested age tokens with 2,000 pupils. {two thousand pupils}
            Nine out of ten pupils could use the token without help. {Nine}
            Children who share a telephone with their siblings were left out. {share a}
        """,
    ),
    *_of(
        GREETING,
        true="""
            The share of children who left at the greeting dropped from 31% to 16%. {31% to 16%}
            The old greeting had 86 words, the new one has 14. {86 words}
            Lantern Foundation found that children waited four minutes longer before giving up. {four minutes}
        """,
    ),
]

VIETNAM = "What did Viet Nam say about the age for games?"
HOTLINE = "What did Viet Nam say about its hotline 111?"
REGIONAL = "What did Ghana say about a regional meeting in Accra?"
PAYS = "What did Ghana say about who pays for age tokens?"
FACES = "What did Chile say about estimating age from faces?"
BOOK = "What did Jamaica say about testing the handbook for teachers?"
DESIGNS = "Which designs of age tokens did the study group of ITU-T SG17 compare?"
MISTAKES = "Which two mistakes were made by Norway's helpline?"
KIDS = "What did Kaspersky publish in the second half of 2025?"
EXPERTS = "What did Stiftung Digitale Chancen say about the Expert Commission?"
LANZAROTE = "What did the Council of Europe say about the Lanzarote Convention?"
PARCEP = "What did SWGfL say about PARCEP?"
PHIL = "What did the Philippines say about its helpline and strategic plan?"
UNDERTOOK = "What did the Secretariat undertake about the Joint Statement?"

NEW_LIES = [
    *_of(
        VIETNAM,
        wrong_number="Viet Nam's law sets the age at eighteen for some games. {sets the age}",
        dropped_negation="The check cannot be evaded. {sets the age}",
        overstated="Viet Nam's law sets the age at sixteen for all games. {sets the age}",
        hardened="Viet Nam has introduced tokens. {sets the age}",
        swapped_states="Estonia's law sets the age at sixteen for some games. {sets the age}",
    ),
    *_of(
        HOTLINE,
        wrong_number="Viet Nam's hotline 119 is open day and night. {hotline 111}",
        overstated="Most of the calls after midnight come from adults. {half of the calls}",
        opposite="Half of the calls before midnight come from adults. {half of the calls}",
        wrong_actor="Half of the calls after midnight come from children. {half of the calls}",
    ),
    *_of(
        REGIONAL,
        hardened="""
            Ghana will host a regional meeting on night services in Accra. {Accra}
            The group agreed to hold a regional meeting in Accra. {Accra}
            Ghana hosted a regional meeting on night services. {Accra}
        """,
        wrong_name="Ghana would host a regional meeting in Lagos. {Accra}",
        condition_added="Ghana would host a regional meeting in Accra if Norway pays for it. {Accra}",
    ),
    *_of(
        PAYS,
        hardened="Ghana demanded that the correspondence group look at cost. {first question is who pays}",
        overstated="A token that costs a few cents is a problem in every country. {first question is who pays}",
        dropped_negation="A token that costs a few cents is a problem in all countries. {first question is who pays}",
    ),
    *_of(
        FACES,
        wrong_actor="In Chile's trial the error was larger for boys with darker skin. {darker skin}",
        opposite="In Chile's trial the error was smaller for girls with darker skin. {darker skin}",
        dropped_negation="Chile asks that a standard recommend such estimates. {darker skin}",
        swapped_states="Jamaica is concerned about estimating age from faces. {darker skin}",
        opposite_stance="Chile welcomed estimating age from faces. {darker skin}",
    ),
    *_of(
        BOOK,
        wrong_number="Jamaica can test the handbook in twenty schools. {twelve schools}",
        wrong_date="Jamaica can test the handbook from October. {twelve schools}",
        hardened="Jamaica has tested the handbook in twelve schools. {twelve schools}",
        swapped_states="Estonia can test the handbook in twelve schools. {twelve schools}",
        unit_changed="Jamaica can test the handbook in twelve countries. {twelve schools}",
    ),
    *_of(
        DESIGNS,
        wrong_number="The study group compared four designs. {compared three designs}",
        swapped_names="In the first design a bank answers a yes-or-no question. {compared three designs}",
        invented_name="In the second design Apple proves the age. {compared three designs}",
    ),
    *_of(
        MISTAKES,
        wrong_number="One child in five left when asked for its age. {Two mistakes}",
        opposite="The line was open on public holidays, which was a mistake. {Two mistakes}",
        wrong_actor="The second mistake was to close the line on weekends. {Two mistakes}",
    ),
    *_of(
        KIDS,
        wrong_name="Kaspersky published the study Kids and Teachers in the Internet. {Kids and Adults}",
        invented_name="Kaspersky held seminars in Brazil. {Kids and Adults}",
        half_true="Kaspersky published the book Cybersecurity Alphabet and gave it to all schools free of charge. {Kids and Adults}",
    ),
    *_of(
        EXPERTS,
        wrong_number="The Expert Commission has 16 members. {Expert Commission}",
        wrong_date="The recommendations are due by the end of summer 2027. {Expert Commission}",
        hardened="The Expert Commission has published its recommendations. {Expert Commission}",
        wrong_name="The Expert Commission works in Austria. {Expert Commission}",
    ),
    *_of(
        LANZAROTE,
        wrong_number="The Lanzarote Convention has 84 state parties. {48 state}",
        overstated="All of the state parties have made the solicitation of children on line a crime. {48 state}",
        dropped_negation="The Lanzarote Convention is not open to all countries. {48 state}",
        unit_changed="The HELP course takes five days. {48 state}",
        opposite="The HELP course must be paid for. {48 state}",
    ),
    *_of(
        PARCEP,
        hardened="SWGfL has added other controls. {weakening encryption}",
        dropped_negation="PARCEP works by weakening encryption. {weakening encryption}",
        wrong_name="A draft for a new work item has been worded at ISO. {weakening encryption}",
    ),
    *_of(
        PHIL,
        wrong_number="The Philippines set up the MAKABATA Helpline 1338. {MAKABATA}",
        wrong_date="The strategic plan covers 2024–2028. {2025–2028}",
        dropped_negation="The strategic plan was written without survivors. {2025–2028}",
    ),
    *_of(
        UNDERTOOK,
        hardened="The Secretariat has placed the Joint Statement on the website. {undertook to place}",
        wrong_actor="The Chair undertook to place the Joint Statement on the website. {undertook to place}",
    ),
]

NEW_TRUTHS = [
    *_of(
        VIETNAM,
        true="""
            Viet Nam's law sets the age at 16 for some games between ten at night and six in the morning. {sets the age}
            Viet Nam checks the age with the parent's telephone number. {sets the age}
            Viet Nam is looking at tokens. {sets the age}
        """,
    ),
    *_of(
        HOTLINE,
        true="""
            Viet Nam's hotline 111 has been open day and night for years. {hotline 111}
            Half of the calls after midnight are from adults who worry about a child. {half of the calls}
        """,
    ),
    *_of(
        REGIONAL,
        true="""
            Ghana offered to host a regional meeting on night services in Accra. {Accra}
            Ghana supports the list of opening hours. {Accra}
        """,
    ),
    *_of(
        PAYS,
        true="Ghana suggested that the correspondence group look at cost. {first question is who pays}",
    ),
    *_of(
        FACES,
        true="""
            Chile is concerned about estimates of age from faces. {darker skin}
            In the trial of Chile the error was larger for girls with darker skin. {darker skin}
        """,
    ),
    *_of(
        BOOK,
        true="""
            Jamaica can test the handbook in 12 schools from September. {twelve schools}
            Jamaica offered to test the handbook in twelve schools. {twelve schools}
        """,
    ),
    *_of(
        DESIGNS,
        true="""
            The study group compared three designs. {compared three designs}
            In the second design the device proves the age with a zero-knowledge proof. {compared three designs}
        """,
    ),
    *_of(
        MISTAKES,
        true="""
            The first version of the chat asked for the child's age before anything else. {Two mistakes}
            The second mistake was closing the line on public holidays. {Two mistakes}
        """,
    ),
    *_of(
        KIDS,
        true="""
            Kaspersky published the book Cybersecurity Alphabet in several languages. {Kids and Adults}
            Kaspersky held seminars in Russia and Kazakhstan. {Kids and Adults}
        """,
    ),
    *_of(
        EXPERTS,
        true="""
            The Expert Commission in Germany has 18 members. {Expert Commission}
            The recommendations of the commission are due by the end of summer 2026. {Expert Commission}
        """,
    ),
    *_of(
        LANZAROTE,
        true="""
            The Lanzarote Convention has 48 state parties and is open to every country. {48 state}
            The Council of Europe mentioned a free HELP course that lasts five hours. {48 state}
        """,
    ),
    *_of(
        PARCEP,
        true="SWGfL will start with screen time and add other controls later. {weakening encryption}",
    ),
    *_of(
        PHIL,
        true="""
            The Philippines set up the MAKABATA Helpline 1383. {MAKABATA}
            A strategic plan for 2025–2028 was written after consultations across the country. {2025–2028}
        """,
    ),
    *_of(
        UNDERTOOK,
        true="The Secretariat undertook to put the Joint Statement on the website. {undertook to place}",
    ),
]

LAST_LIES = [
    *_of(
        "What did the United States say about screen time?",
        wrong_date="Pupils have had devices in class since the 1980s. {excessive screen time}",
        hardened="The benefit for learning has been proven. {excessive screen time}",
        opposite="Harm to mental health shrank during the COVID-19 pandemic. {excessive screen time}",
        wrong_name="Connectivity was paid for under the Communications Act of 1996. {excessive screen time}",
        dropped_negation="Parents know much about devices issued by schools. {two laws}",
        other_delegation="The United States has blocked abusive chat rooms of some games. {two laws}",
    ),
    *_of(
        "What did UNICEF say on AI?",
        wrong_number="UNICEF released version 4 of its guidance. {Parenting for the Digital Age}",
        wrong_actor="UNICEF started Parenting for the Digital Age with the University of Cambridge. {Parenting for the Digital Age}",
        dropped_bound="UNICEF has reached over two million people. {Parenting for the Digital Age}",
        hardened="Companies examine the effect of their advertising on children with UNICEF's framework. {Parenting for the Digital Age}",
    ),
    *_of(
        "What did OHCHR say about Human Rights Council Resolution 56/6?",
        wrong_number="OHCHR is carrying out Human Rights Council Resolution 65/6. {Resolution 56/6}",
        wrong_date="OHCHR will report to the Council in May 2027. {March 2027}",
        hardened="OHCHR has reported to the Council. {March 2027}",
        swapped_names="The Council will report to OHCHR in March 2027. {March 2027}",
        wrong_name="OHCHR will consult in New York. {March 2027}",
    ),
    *_of(
        "What did Cyber Institute say about its GUARDIAN platform?",
        opposite="Cyber Institute sells its GUARDIAN platform. {GUARDIAN}",
        dropped_negation="Cyber Institute's GUARDIAN platform is not free of charge. {GUARDIAN}",
        half_true="Cyber Institute trains educators and awards diplomas. {GUARDIAN}",
    ),
    *_of(
        "What did 5Rights Foundation say about the Children & AI Design Code?",
        dropped_bound="Fewer than 300 young ambassadors advise 5Rights. {Design Code}",
        wrong_number="5Rights worked with IEEE on the 2098 standard. {Design Code}",
        wrong_name="5Rights supported lawmakers in India and Brazil. {Design Code}",
        overstated="5Rights found that all AI in classrooms carries risks. {Design Code}",
    ),
    *_of(
        "What did the Secretariat say about the list of helplines?",
        hardened="The Secretariat has prepared the list. {prepare the list}",
        wrong_date="The Secretariat can prepare the list after the next meeting. {prepare the list}",
        other_delegation="The Secretariat will pay for the regional meeting. {prepare the list}",
        opposite="The Secretariat refused to prepare the list. {prepare the list}",
    ),
    *_of(
        "What did Norway say about age tokens?",
        swapped_names="Estonia agrees with Norway that a token is better than a copy of a passport. {copy of a passport}",
        dropped_negation="Norway would make tokens a duty for all services. {copy of a passport}",
        opposite="Norway said that a token is worse than a copy of a passport. {copy of a passport}",
    ),
    *_of(
        "What did South Africa say about the exchange with Study Group 17?",
        swapped_names="Study Group 17 suggested that the group's own papers be sent to South Africa. {welcomed the exchange}",
        hardened="The group's own papers are sent to Study Group 17. {welcomed the exchange}",
        opposite="South Africa regretted the exchange with Study Group 17. {welcomed the exchange}",
    ),
    *_of(
        "When do the helplines of Norway and Ghana close?",
        wrong_number="Ghana's helpline closes at eight. {closes at ten}",
        swapped_states="Norway's helpline closes at ten. {closes at ten}",
        wrong_actor="Ghana's helpline closes at ten because it cannot pay the rent. {closes at ten}",
    ),
]

LAST_TRUTHS = [
    *_of(
        "What did the United States say about screen time?",
        true="""
            The benefit for learning is still disputed. {excessive screen time}
            The United States named the Children's Internet Protection Act (CIPA). {two laws}
            The United States will continue to gather evidence. {two laws}
        """,
    ),
    *_of(
        "What did UNICEF say on AI?",
        true="""
            UNICEF released version 3 of its guidance on AI with ten requirements. {Parenting for the Digital Age}
            UNICEF's Parenting for the Digital Age has reached more than one million people. {Parenting for the Digital Age}
        """,
    ),
    *_of(
        "What did OHCHR say about Human Rights Council Resolution 56/6?",
        true="""
            OHCHR will report to the Council in March 2027. {March 2027}
            OHCHR is carrying out Resolution 56/6. {Resolution 56/6}
        """,
    ),
    *_of(
        "What did Cyber Institute say about its GUARDIAN platform?",
        true="Cyber Institute offers its GUARDIAN platform for free. {GUARDIAN}",
    ),
    *_of(
        "What did 5Rights Foundation say about the Children & AI Design Code?",
        true="""
            More than 300 young ambassadors advise 5Rights. {Design Code}
            The Children & AI Design Code follows an AI system through its whole life. {Design Code}
        """,
    ),
    *_of(
        "What did the Secretariat say about the list of helplines?",
        true="The Secretariat can prepare the list before the next meeting. {prepare the list}",
    ),
    *_of(
        "What did Norway say about age tokens?",
        true="""
            Norway agrees with Estonia that tokens are better than a copy of a passport. {copy of a passport}
            Norway would not make it a duty for all services. {copy of a passport}
        """,
    ),
    *_of(
        "What did South Africa say about the exchange with Study Group 17?",
        true="South Africa suggested sending the group's own papers to Study Group 17. {welcomed the exchange}",
    ),
    *_of(
        "When do the helplines of Norway and Ghana close?",
        true="Ghana's helpline closes at ten because Ghana cannot pay a night shift. {closes at ten}",
    ),
]
