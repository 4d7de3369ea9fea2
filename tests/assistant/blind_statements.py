# ruff: noqa: E501
"""Sentences over the samples, written blind in four rounds: lies, and true paraphrases.

`{words}` names the passage cited.
"""

from __future__ import annotations

from tests.assistant.statements import Statement


def _lies(kinds: dict[str, str]) -> list[Statement]:
    return [
        Statement("", kind, line.strip())
        for kind, lines in kinds.items()
        for line in lines.strip().splitlines()
    ]


FIRST_LIES = _lies(
    {
        "wrong number": """
            Poland's hotline handled 25 700 reports in 2024. {27 500 reports}
            Thirteen data protection authorities in Europe have asked about FantomApp. {Nine data protection}
            The Council of Europe mentioned a free HELP course of 48 hours. {48 state parties}
            UNICEF has reached over ten million people with Parenting for the Digital Age. {one million people}
            A code that the child must remember was forgotten by four of five children within a month. {every fifth child}
        """,
        "swapped states": """
            Brazil asked that Member States be given sufficient information early on. {review and analyse the text}
            Australia stressed that the group must be able to review and analyse the text. {review and analyse the text}
            Malaysia proposed to put information documents on line, and China supported this. {China proposed}
            Eswatini received the reports of its children's taskforce. {Eswatini}
            Ghana proposed that the list of helplines also name the languages they offer. {languages they offer}
            Morocco would host a regional meeting on night services in Accra. {Accra}
            Norway said that the key stays on the child's device. {key stays on the child}
            The correspondence group prepares the list of helplines with hours, languages and cost. {prepares the list}
        """,
        "wrong speaker": """
            The Secretariat answered that joint statements signed by ITU are operational and non-binding. {operational and non-binding}
        """,
        "negation dropped": """
            The Secretariat replied that the PoP Guiding Principles are a negotiated text. {not a negotiated text}
            FantomApp collects data of teenagers. {collects no data}
            Mr Elmo Tadi warned that rules on cybersecurity cover everything that concerns the safety of children. {Elmo Tadi}
            Children with disabilities took part in all the tests so far. {children with disabilities}
        """,
        "negation turned": """
            PARCEP lets screen-time limits work the same way on every device by weakening encryption. {without weakening encryption}
            A chat is kept for 14 days without encryption. {14 days}
            Norway proposes a workshop on helplines with counsellors but no young people among the speakers. {workshop on helplines}
            Viet Nam said that its check works and cannot be evaded. {can be evaded}
        """,
        "condition dropped": """
            The Chair asked that supporting material be attached to all documents. {supporting material}
            Where a child is in danger, the counsellor calls the police without the child's consent. {312 cases}
        """,
        "condition turned": """
            Some state parties have made the solicitation of children on line a crime only where a meeting follows. {48 state parties}
        """,
        "invented attribution": """
            Jordan said that Save the Children leads its awareness campaign. {Save the Children}
        """,
        "quantifier": """
            All 48 state parties have made the solicitation of children on line a crime. {48 state parties}
            All three designs keep the issuer from learning where the token is used. {Only the second design}
            Most children accept to prove their age for chat with their friends. {Hardly any}
        """,
        "actor/patient": """
            Teenagers paid for FantomApp through the CERV programme. {CERV programme}
            GSMA and UNICEF told South Africa of the Africa Task Force. {Africa Task Force, which}
        """,
        "time changed": """
            The TRC will block abusive chat rooms of some games. {abusive chat rooms}
            The Online Safety Act 2025 will come into force in Malaysia after 1 January 2026. {Online Safety Act 2025}
            The Secretariat announced that Member States took part in an earlier phase. {later phase}
            The Expert Commission in Germany published its recommendations at the end of summer 2026. {18 members}
            A counsellor was present only at the first of six afternoons. {six afternoons}
            Jamaica can test the handbook in twelve schools until September. {twelve schools}
        """,
        "merged": """
            Poland's hotline trains prosecutors, who classify what it finds. {prosecutors}
            The Secretariat added that GO-SAFER discussed gaming in October and streaming in December. {GO-SAFER}
            The Philippines opened the IACAT ProtectPortal for reports on children in need of protection. {ProtectPortal}
            OHCHR will report to the Council of Europe in March 2027. {March 2027}
        """,
        "fabricated citation": """
            Poland's hotline handled 27 500 reports in 2024. [97]
        """,
        "wrong passage": """
            Poland's hotline handled 27 500 reports in 2024. {MCMC}
        """,
        "hardened": """
            Nine data protection authorities in Europe have adopted FantomApp. {Nine data protection}
            Tanzania introduced global minimum standards for child online safety. {global minimum standards}
            The Committee on the Rights of the Child signed the Joint Statement in September 2025. {Committee on the Rights of the Child adopted}
            The evaluation proved that the night line makes acute care less likely. {independent evaluation}
            National laws use 13, 15, 16 and 18 years. {13, 15, 16}
            The Secretariat will pay for the regional meeting from the budget. {look at the budget}
            Viet Nam translated the handbook at its own cost. {translate the handbook}
        """,
        "opposite": """
            The United States recalled that the benefit for learning has been documented. {still in dispute}
            Parents know much about devices issued by schools, the United States said. {parents know little}
            5Rights found generative AI in classrooms to be safe. {generative AI in classrooms}
            In 287 of 312 cases consent was refused. {312 cases}
        """,
        "roles swapped": """
            The United States observed that a text called policy was also operational. {text called operational}
            SWGfL will begin with content rules and add screen time later. {SWGfL will begin}
            Seven out of ten pupils had written messages about harassment between 21:00 and 02:00. {2 400 pupils}
            Each shift has four supervisors and one counsellor. {four counsellors}
            Chile found that children who write in Spanish stay twice as long in the conversation. {Mapudungun}
        """,
        "condition changed": """
            South Africa asked that Member States be given sufficient information after such statements are signed. {sufficient information}
        """,
        "comparison changed": """
            Malaysia held that patterns of use matter more than content. {patterns of use}
        """,
        "invented": """
            Dr Zavazava saw the group closed by the Plenipotentiary Conference. {PP-26}
            Dr Zavazava reported training in the Maldives, Morocco, Switzerland and Kenya. {Maldives, Morocco}
        """,
        "asked→told": """
            The Secretariat replied that Member States could comment on the PoP Guiding Principles. {comment on the PoP}
        """,
        "direction": """
            The share of chats has fallen from four fifths to half. {share of chats has grown}
            The share of children who left at the greeting rose from 16% to 31%. {31% to 16%}
            Children waited four minutes less before they gave up. {four minutes longer}
        """,
        "cause changed": """
            Waiting time rose after the number of counsellors on weekend nights was doubled. {weekend nights was doubled}
        """,
        "patient changed": """
            Norway tested an automatic assistant that suggests answers to children. {automatic assistant}
        """,
        "subjects swapped": """
            The automatic assistant was kept and automatic translation was given up. {Automatic translation was kept}
        """,
        "unit changed": """
            Automatic translation is used in 6% of calls, mostly from Arabic, Ukrainian and Somali. {Automatic translation was kept}
        """,
    }
)
SECOND_LIES = _lies(
    {
        "wrong number": """
            Counsellors are trained for 20 hours before their first night. {60 hours}
            Norway's helpline had 312 children in danger who refused consent. {312 cases}
        """,
        "roles swapped": """
            Each shift has one counsellor. {four counsellors}
        """,
        "time changed": """
            Norway's line answers from 06:00 to 20:00. {Nattlys}
            NASK ran Dyzurnet.pl until 2005. {run by NASK}
            The Alliance worked together before 2021. {since 2021}
            Children are asked for their age before anything else in the present chat. {one child in three left}
        """,
        "comparison changed": """
            The time saved was more than 20 seconds for each chat. {automatic assistant}
            More children died at night than by day. {acute care}
        """,
        "actor/patient": """
            Poland's hotline runs NASK. {run by NASK}
            The Joint Statement was drafted by the Committee without UNICEF. {drafted with UNICEF}
            UNICEF and GSMA welcomed the Africa Task Force of South Africa. {Africa Task Force, which}
        """,
        "asked→told": """
            Several countries of a region share one night service. {several countries of a region}
            The Member States could comment on the PoP Guiding Principles. {comment on the PoP}
        """,
        "obligation changed": """
            Large platforms in Malaysia may hold a licence if they wish. {hold a licence}
            Schools need to hold a licence in Malaysia. {hold a licence}
        """,
        "merged": """
            Children who had reached the night line were less likely to need acute care, and the groups were large. {acute care}
            The evaluators found the groups less likely to need acute care. {acute care}
            The TRC teaches digital safety in schools. {abusive chat rooms}
        """,
        "patient changed": """
            Automatic assistants are used in 6% of chats. {Automatic translation was kept}
        """,
        "swapped states": """
            The Russian hotline handled 27 500 reports in 2024. {27 500 reports}
            Large German technology companies have worked together since 2021. {since 2021}
            The TRC leads Jordan's awareness campaign. {NCSC) leads}
            South Africa proposed to put information documents on line. {China proposed}
            Estonia supports exercises that need a device. {exercises that need no device}
            In Jamaica two operators pay for data. {two operators}
        """,
        "negation dropped": """
            The group was asked for a decision on the late papers. {for information only}
        """,
        "quantifier": """
            Every message about harassment was written between 21:00 and 02:00. {2 400 pupils}
        """,
        "invented": """
            FantomApp helps hackers to steal an identity. {identity theft}
        """,
        "condition turned": """
            The Online Safety Act 2025 applies only to conversational AI. {Online Safety Act 2025}
        """,
        "subjects swapped": """
            Norway gave up automatic translation after four months. {automatic assistant}
        """,
        "hardened": """
            Jamaica has tested the handbook in twelve schools. {twelve schools}
            The Secretariat will hold the regional meeting. {look at the budget}
            The study group proposes to test children with disabilities. {children with disabilities}
        """,
        "cause changed": """
            Ghana's helpline closes at ten because children do not call at night. {cannot pay a night shift}
        """,
        "direction": """
            31% of the children left instead of 16%. {31% to 16%}
        """,
    }
)
FIRST_TRUTHS = _lies(
    {
        "true": """
            In 2024 the Polish hotline dealt with 27 500 reports, more than ever before. {27 500 reports}
            NASK has run Dyzurnet.pl since 2005. {run by NASK}
            Malaysia's Online Safety Act 2025 has applied since 1 January 2026. {Online Safety Act 2025}
            In Malaysia large messaging and social media platforms need a licence. {hold a licence}
            MCMC has got platforms to label content generated by AI. {MCMC}
            Jordan's awareness campaign, led by the National Cyber Security Centre, began in 2025. {NCSC) leads}
            The TRC has blocked abusive chat rooms in some games. {abusive chat rooms}
            Jordan asked the group to consider regional support frameworks. {regional support frameworks}
            FantomApp is free and helps teenagers to protect their personal data on social media. {free application}
            The European Union funded FantomApp through its CERV programme. {CERV programme}
            FantomApp does not collect any data. {collects no data}
            The MAKABATA Helpline 1383 of the Philippines takes reports on children who need protection. {MAKABATA}
            The strategic plan of the Philippines covers 2025–2028. {strategic plan}
            Large Russian technology companies have cooperated in the Alliance since 2021. {since 2021}
            Kaspersky launched Future You in Tech to attract young women to cybersecurity. {Future You in Tech}
            Cyber Institute offers GUARDIAN for free. {GUARDIAN}
            The German Expert Commission has 18 members. {18 members}
            5Rights is advised by more than 300 young ambassadors. {300 young ambassadors}
            UNICEF's parenting programme has reached more than one million people. {one million people}
            PARCEP is not to weaken encryption. {without weakening encryption}
            SWGfL plans to start with screen time. {SWGfL will begin}
            SG17 has started X.1091, a work item on age assurance. {X.1091}
            OHCHR will report to the Council in March 2027. {March 2027}
            48 states are party to the Lanzarote Convention. {48 state parties}
            Australia wanted to know whether delegations could read the statement before its signature. {Australia asked}
            Brazil emphasized that the group must be able to review and analyse the text. {review and analyse the text}
            The BDT Director explained that joint statements of ITU are not binding. {operational and non-binding}
            China suggested putting information documents online, which Malaysia supported. {China proposed}
            The Secretariat said that no formal consultation is planned on the PoP Guiding Principles. {not a negotiated text}
            Tanzania proposed a global index of Child Online Protection. {global minimum standards}
            South Africa suggested sending the group's own papers to Study Group 17. {papers be sent there}
            The United States asked for early and clear notice in the future. {early notice}
            Norway's second line, Nattlys, answers by telephone and chat from 20:00 to 06:00. {Nattlys}
            Four counsellors and one supervisor work in each shift. {four counsellors}
            Calls are never recorded. {never recorded}
            Chats are deleted after 14 days. {14 days}
            In 2029 children agreed in 287 of 312 cases. {312 cases}
            In 2029 each contact cost about 122 euros. {122 euros}
            Norway abandoned the automatic assistant after four months. {automatic assistant}
            Norway uses automatic translation in 6% of chats. {Automatic translation was kept}
            Norway proposes publishing the opening hours of national helplines in one list. {opening hours of national helplines}
            With the new greeting 16% of children left instead of 31%. {31% to 16%}
            Lantern Foundation spent a total of 9 400 euros. {9 400 euros}
            The study group wants to know which ages national laws use. {which ages national laws use}
            Estonia asked who holds the key. {Who holds the key}
            Ghana would host a regional meeting in Accra. {Accra}
            Jamaica can try out the handbook in twelve schools. {twelve schools}
            In Viet Nam the law sets the age at sixteen for some games at night. {age at sixteen}
            Chile proposed one page per topic. {one page for each topic}
            Hardly any children accept proving their age to chat with friends. {Hardly any}
        """,
    }
)
SECOND_TRUTHS = _lies(
    {
        "true": """
            Counsellors get 60 hours of training before their first night. {60 hours}
            Of these, 20 hours deal with abuse by means of images. {60 hours}
            Norway recommends that helplines state such periods before the first message. {14 days}
            Waiting time fell after the number of counsellors on weekend nights was doubled. {weekend nights was doubled}
            One child in three left when the chat asked for the age first. {one child in three}
            Closing the line on public holidays was the second mistake. {one child in three}
            The line cost 2.1 million euros in 2029. {2.1 million}
            The evaluators warn that the groups were small. {2.1 million}
            Norway offers to prepare the workshop with other members. {workshop on helplines}
            Lantern Foundation asked forty young people to rewrite a greeting. {forty young people aged}
            The new greeting has 14 words and asks nothing. {14 words}
            The young people removed the word victim. {victim}
            The work took six afternoons and the young people were paid. {six afternoons}
            Lantern Foundation recommends a yearly review of the greeting by children. {reviewed by children}
            The study group compared three designs. {three designs}
            The second design needs about one second on an average telephone. {one second on a telephone}
            Ghana's helpline closes at ten because a night shift cannot be paid. {cannot pay a night shift}
            Children who write in Mapudungun stay twice as long. {Mapudungun}
            Half of the calls to Viet Nam's hotline after midnight come from adults. {come from adults}
            Morocco supports Norway's list of opening hours. {list of opening hours}
            The Secretariat can prepare the list before the next meeting. {before the next meeting}
            Chile found the draft good but long. {good but long}
            Estonia would add exercises without devices. {exercises that need no device}
            Viet Nam offers to translate the handbook at its own cost. {translate the handbook}
            The correspondence group will collect the trials on age assurance. {collects}
            Poland trains police officers and judges. {prosecutors}
            Poland's hotline gets illegal content removed as a trusted flagger. {trusted flagger}
            Malaysia took enforcement action in 2025 over harmful AI-generated content. {enforcement action}
            The Polish hotline is run by NASK. {run by NASK}
            Nine European data protection authorities have asked about FantomApp. {Nine data protection}
            UNICEF released version 3 of its guidance on AI. {version 3}
            The HELP course is free and takes five hours. {five hours}
            South Africa told the group of the Africa Task Force launched by GSMA and UNICEF. {Africa Task Force, which}
            The Secretariat will put the Joint Statement on the website. {website as an information}
        """,
    }
)
THIRD_LIES = _lies(
    {
        "swapped states": """
            The Secretariat asked the Chair to take note of Jordan's recommendations. {Chair asked the Secretariat to take note}
            Malaysia launched the Africa Task Force. {Africa Task Force, which}
            The ministry runs Nattlys under contract with a foundation. {under contract}
            The old greeting had 14 words. {86 words}
            Norway holds the key on the child's device. {key stays on the child}
            A code that the child must remember excludes children below six. {age of about six}
        """,
        "time changed": """
            The liaison statement would be posted the next day. {posted the same day}
            Kaspersky published the study in the first half of 2025. {Kids and Adults}
        """,
        "negation turned": """
            The Chair announced that liaison statements would no longer be received. {liaison statements would continue}
            The technology makes a shared service impossible. {shared service is possible}
        """,
        "wrong number": """
            The Childhood Digital Safety Index has eight components. {seven components}
            Viet Nam's law sets the age at ten for some games. {age at sixteen}
        """,
        "merged": """
            The Hash Database has seven components. {seven components}
            Kaspersky held seminars for young women in Egypt and China. {Kids and Adults}
        """,
        "cause changed": """
            Waiting time rose because the number of counsellors was doubled. {announced on a gaming platform}
        """,
        "hardened": """
            PARCEP has been adopted as a work item. {incubator session}
            The group publishes the opening hours of helplines in one list. {opening hours of national}
            South Africa sent the group's papers to Study Group 17. {papers be sent there}
        """,
        "quantifier": """
            All Member States asked about the Joint Statement. {several Member States asked}
        """,
        "roles swapped": """
            Counsellors were paid, and young people were present all the time. {six afternoons}
            The device asks a bank whether the age is right in the second design. {three designs}
            Adults worry about half of the calls. {come from adults}
        """,
        "condition turned": """
            Some states punish solicitation of children even if no adult is involved. {48 state parties}
        """,
        "comparison changed": """
            The second design takes longer on new telephones than on old ones. {one second on a telephone}
        """,
        "invented": """
            Jamaica's operators agreed that data costs nothing. {two operators}
            Morocco offered to compare the trials for the group. {collect these trials}
        """,
        "opposite": """
            Morocco opposed Norway's proposal of a list of opening hours. {list of opening hours, together}
        """,
    }
)
THIRD_TRUTHS = _lies(
    {
        "true": """
            The Chair asked the Secretariat to note the recommendations of Jordan. {Chair asked the Secretariat to take note}
            The Chair confirmed that liaison statements will continue to be received. {liaison statements would continue}
            The index has seven components. {seven components}
            The Centre described a Hash Database for finding illegal content. {seven components}
            Waiting times rose because the line was announced on a gaming platform. {announced on a gaming platform}
            Kaspersky held seminars in Egypt, China and other countries. {Kids and Adults}
            PARCEP went through an incubator session at ITU-T SG17. {incubator session}
            A foundation runs the line under contract with the ministry for families. {under contract}
            The old greeting had 86 words. {86 words}
            A counsellor was always present. {six afternoons}
            On the oldest device tested it takes four seconds. {one second on a telephone}
            In Estonia's service the key stays on the child's device. {key stays on the child}
            Jamaica says calls to its helpline are free. {two operators}
            Norway said a shared service would be possible technically. {shared service is possible}
            Morocco asked the correspondence group to gather the trials in one document. {collect these trials}
            Every fifth child forgot the code within a month. {every fifth child}
            Viet Nam is considering tokens. {age at sixteen}
            Ghana suggested that the correspondence group examine cost. {first question is who pays}
            Several Member States had questions about the Joint Statement. {several Member States asked}
            Mr Tadi warned that cybersecurity rules do not cover everything about the safety of children. {Elmo Tadi, Chair}
        """,
    }
)
FOURTH_LIES = _lies(
    {
        "swapped states": """
            The Secretariat proposed an index of Child Online Protection. {global minimum standards}
            The Inter-Agency Council Against Trafficking set up the MAKABATA Helpline. {MAKABATA}
            GO-SAFER was founded by UNICEF and gathered more than 100 resources. {GO-SAFER}
        """,
        "wrong number": """
            Each shift has four counsellors and two supervisors. {four counsellors}
            In the third year Norway had about eight thousand contacts. {eight thousand contacts}
        """,
        "time changed": """
            The Child helpline campaign with the OECS took place in the Caribbean. {Caribbean campaign}
            The line is closed on public holidays. {public holidays, which}
        """,
        "negation turned": """
            The wider rules on cybersecurity concern the safety of children only. {Elmo Tadi, Chair}
        """,
        "cause changed": """
            Norway gave up the assistant because it cost 20 seconds for each chat. {automatic assistant}
        """,
        "roles swapped": """
            Children who leave write Mapudungun twice as long. {Mapudungun}
            Ghana congratulated the Chair. {congratulate Norway}
        """,
        "merged": """
            UNICEF released version 3 of its guidance with the University of Oxford. {version 3}
        """,
        "quantifier": """
            Five children in ten waited longer because counsellors were on duty. {four minutes longer}
        """,
        "hardened": """
            The Chair attached supporting material to the documents. {supporting material}
            Ghana hosts a regional meeting on night services in Accra. {Accra}
        """,
        "condition turned": """
            A child in danger is always taken to the police. {312 cases}
        """,
        "invented": """
            Pupils pay for connectivity under the Telecommunications Act of 1996. {Telecommunications Act}
        """,
        "opposite": """
            Rules of use are easy to understand, the United States said. {parents know little}
        """,
    }
)
FOURTH_TRUTHS = _lies(
    {
        "true": """
            Norway's helpline had about eight thousand contacts in the first year. {eight thousand contacts}
            Ghana congratulated Norway. {congratulate Norway}
            GO-SAFER was founded with the University of New Hampshire and WHO. {GO-SAFER}
            A campaign for the Caribbean is being prepared with the OECS. {Caribbean campaign}
            Eswatini got help with its national framework. {Eswatini}
            IACAT is one of two coordinating bodies in the Philippines. {Two coordinating bodies}
            The Philippines' plan was written after consultations with survivors among others. {survivors included}
            FantomApp explains how to secure an account or test a password. {blur a picture}
            The United States said parents know little about devices from schools. {parents know little}
            Norway's second mistake was closing on public holidays. {public holidays, which}
            The counsellor asks the child for consent before calling the police. {312 cases}
            Young people placed a button beside the chat that closes the page at once. {closes the page}
            Chile proposes that languages be named in the list. {languages they offer}
            Shared devices are an open problem in all three designs. {share one device}
            Study Group 17 asked for experience of children with disabilities. {children with disabilities}
            OHCHR presented its information document orally. {orally}
            South Africa welcomed the exchange with Study Group 17. {welcomed the exchange}
            The next meeting is planned for January. {planned for January}
        """,
    }
)
