"""Headers of other bodies' documents, written for these tests; states apart, all is invented.

Each case: a name, the text, and what the header must say. `authors` are all names, in order.
"""

from __future__ import annotations

from header_cases import Case

SPEECH = (
    "The harbours of our islands are open to every ship in need, and they will stay open. We ask "
    "this assembly to share the cost of the lighthouses, which serve the fleets of all nations.\n"
)
TALK = (
    "(1) The CHAIRMAN reminded the delegates that the lighthouse fund was empty. He asked whether "
    "the members wished to replenish it before the winter.\n"
    "(2) Mr. ALMA (Norway) said that his government was ready to do so.\n"
)
PAPER = (
    "The number of keepers has fallen by half in twenty years, and the remaining ones are asked to "
    "look after several lights each. This paper describes what that means for shipping.\n"
)

STATEMENTS: list[Case] = [
    (
        "cover page, English",
        "REPUBLIC OF MALTA\nPermanent Mission to the Harbour Organization\n"
        "Statement by\nH.E. Ms. Tessa Example\nMinister for Lighthouses of the Republic of Malta\n"
        "at the\nGeneral Debate of the 31st Session\nof the World Harbour Assembly\n"
        "Lisbon, 4 May 2031\nCheck against delivery\nMr. President,\nExcellencies,\n" + SPEECH,
        {
            "kind": "statement",
            "source": "Malta",
            "authors": ["Malta", "Tessa Example"],
            "date": "2031-05-04",
            "meeting": None,
            "meeting_name": "31st Session of the World Harbour Assembly",
            "number": None,
            "language": "en",
        },
    ),
    (
        "capitals in one line",
        "STATEMENT BY H.E. MR. IVO SAMPLE, PRESIDENT OF MONGOLIA, AT THE 12TH SESSION OF THE "
        "HARBOUR ASSEMBLY\n(Lisbon, 5 May 2031)\nMadam President,\n" + SPEECH,
        {
            "kind": "statement",
            "authors": ["Mongolia", "Ivo Sample"],
            "date": "2031-05-05",
            "meeting_name": "12TH SESSION OF THE HARBOUR ASSEMBLY",
        },
    ),
    (
        "state first",
        "Kiribati Statement at the 79th Harbour Assembly\nTuesday, 6 May 2031\n"
        "Delivered by:\nThe Honourable Ana Example\nExcellencies,\n" + SPEECH,
        {
            "kind": "statement",
            "authors": ["Kiribati", "Ana Example"],
            "date": "2031-05-06",
            "title": "Kiribati Statement at the 79th Harbour Assembly",
        },
    ),
    (
        "French",
        "République du Sénégal\nDiscours de S.E.M. Jean Exemple, Ministre des ports de la "
        "République du Sénégal\n31e Session ordinaire de l’Assemblée des ports\n"
        "Lisbonne, le 4 mai 2031\nMonsieur le Président,\n"
        "Les ports de nos côtes sont ouverts à tous les navires qui sont en danger.\n",
        {
            "kind": "statement",
            "authors": ["Senegal", "Jean Exemple"],
            "date": "2031-05-04",
            "meeting_name": "31e Session ordinaire de l’Assemblée des ports",
            "language": "fr",
        },
    ),
    (
        "Spanish, date behind, salutation on the same line",
        "DISCURSO DE SU EXCELENCIA DON JUAN EJEMPLO, MINISTRO DE PUERTOS DE LA REPÚBLICA DEL PERÚ\n"
        "EN EL DEBATE GENERAL DEL 31º PERIODO DE SESIONES DE LA ASAMBLEA DE PUERTOS\n"
        "Lisboa, 4 de mayo de 2031\nSeñor Presidente,\n"
        "Los puertos de nuestras costas están abiertos a todos los barcos que están en peligro.\n",
        {
            "kind": "statement",
            "authors": ["Peru", "Juan Ejemplo"],
            "date": "2031-05-04",
            "meeting_name": "31º PERIODO DE SESIONES DE LA ASAMBLEA DE PUERTOS",
            "language": "es",
        },
    ),
    (
        "Russian",
        "ВЫСТУПЛЕНИЕ Министра портов Республики Казахстан А.Б.Примерова\n"
        "31-я сессия Генеральной Ассамблеи\nЛиссабон, 4 мая 2031 года\nГосподин Председатель,\n"
        "Порты нашей страны открыты для всех судов, которые терпят бедствие.\n",
        {
            "kind": "statement",
            "authors": ["Kazakhstan", "А.Б.Примерова"],
            "date": "2031-05-04",
            "meeting_name": "31-я сессия Генеральной Ассамблеи",
            "language": "ru",
        },
    ),
    (
        "Arabic",
        "كلمة المغرب\nأمام الدورة 31 لجمعية الموانئ\n4 مايو 2031\nالسيد الرئيس،\n"
        "موانئ بلادنا مفتوحة لجميع السفن.\n",
        {"kind": "statement", "source": "Morocco", "date": "2031-05-04", "language": "ar"},
    ),
    (
        "an office is no state written badly",
        "Statement by\nThe Honourable Gia Example\nPrime Minister, Minister of Finance, Corporate\n"
        "Governance and Harbours\nof Antigua and Barbuda\nat the 9th Session of the Assembly\n"
        "Friday 27th September, 2024\nMr. President,\n" + SPEECH,
        {
            "kind": "statement",
            "authors": ["Antigua and Barbuda", "Gia Example"],
            "date": "2024-09-27",
        },
    ),
    (
        "the name over two lines, its initials at the end of the first",
        "REPUBLIC OF NAURU\nStatement delivered by His Excellency Hon. Theo W.R.\nExample, MP.\n"
        "9th Session of the World Harbour Assembly\nMr President,\n" + SPEECH,
        {"kind": "statement", "authors": ["Nauru", "Theo W.R. Example"]},
    ),
    (
        "in capitals, the office on the line below without a comma",
        "DISCOURS DE\nSON EXCELLENCE MONSIEUR IVO PIERRE EXEMPLE\nVICE-PRÉSIDENT DE LA RÉPUBLIQUE "
        "DU TCHAD\nLisbonne, le 4 mai 2031\nMonsieur le Président,\nNos ports sont ouverts.\n",
        {"kind": "statement", "authors": ["Chad", "Ivo Pierre Exemple"]},
    ),
    (
        "who is addressed above the text has not written it",
        "Fiji's Address at the 9th Session of the World Harbour Assembly\n"
        "H.E. Ana Muster, President of the 9th Session of the World Harbour Assembly,\n" + SPEECH,
        {"kind": "statement", "authors": ["Fiji"]},
    ),
    (
        "no title: the salutation, and a state of which the text speaks often",
        "Mr. President,\nDistinguished delegates,\nNauru thanks you. Nauru has one harbour. The "
        "harbour of Nauru is small, and Nauru keeps it open for everybody who asks.\n",
        {"kind": "statement", "source": None, "number": None, "date": None},
    ),
    (
        "no title and no state that stands out",
        "Mr. President,\nDistinguished delegates,\nNorway, Chile and Fiji thank you; Chile, Fiji "
        "and Norway have harbours, and Fiji, Norway and Chile keep them open.\n",
        {"kind": "statement", "source": None, "authors": []},
    ),
]

PAPERS: list[Case] = [
    (
        "working paper of four states and an organisation",
        "Lights of the southern coast\nWorking Paper submitted by Chile, Argentina, Australia, and "
        "the United Kingdom (in conjunction with the Society of Keepers)\nSummary\n" + PAPER,
        {
            "kind": "contribution",
            "source": "Chile",
            "authors": ["Chile", "Argentina", "Australia", "United Kingdom"],
            "title": "Lights of the southern coast",
        },
    ),
    (
        "letterhead in four languages",
        "LIGHTHOUSE TREATY                     TRATADO DE FAROS\n"
        "XI CONSULTATIVE MEETING               XI REUNION CONSULTIVA\n\n"
        "                    XI LTCM/INF 12\n                    OSLO\n"
        "                    3 June 2031\n                    Original: English\n\n"
        "OIL LAMPS AND THEIR REPLACEMENT\n\n(Submitted by Norway)\n\n" + PAPER,
        {
            "kind": "information document",
            "number": "XI LTCM/INF 12",
            "date": "2031-06-03",
            "source": "Norway",
            "title": "OIL LAMPS AND THEIR REPLACEMENT",
            "meeting": None,
            "meeting_name": "XI CONSULTATIVE MEETING",
        },
    ),
    (
        "the state alone on its line",
        "XXI LTCM\nInformation Paper IP-109\nAgenda Item: LTCM 4b\nITALY\nOriginal: English\n"
        "18th September 2032\n\nWorking Group on Lamps\nChairman’s report\n\n" + PAPER,
        {
            "kind": "report",
            "number": "Information Paper IP-109",
            "date": "2032-09-18",
            "source": "Italy",
            "meeting_name": "XXI LTCM",
        },
    ),
    (
        "web form",
        "Lamps for everybody\nArea: PRINCIPLES OF LIGHTING AND ROADMAP FOR THE\nCOAST\n"
        "Author: Berta Example\nCountry: Tunisia\n"
        "Organization: Ministry of Equipment, Harbours and Lighthouses of the\nNorthern Coast\n"
        "Sector: Government\nKeywords: lamps, coast\nAbstract\n" + PAPER,
        {
            "kind": "contribution",
            "source": "Tunisia",
            "authors": [
                "Tunisia",
                "Ministry of Equipment, Harbours and Lighthouses of the Northern Coast",
                "Berta Example",
            ],
            "title": "Lamps for everybody",
        },
    ),
    (
        "the demonym of a contribution",
        "Norwegian contribution to the Lisbon conference on harbours\nSector: Government\n"
        "Abstract\n" + PAPER,
        {"kind": "contribution", "source": "Norway"},
    ),
    (
        "letter",
        "Ref: HO/2031/17\nDate: 7 May 2031\nLETTER OF THE CHAIRMAN OF THE HARBOUR COMMISSION\n"
        "ON THE FUND FOR LAMPS\n\nDear colleague,\n" + PAPER,
        {
            "kind": "letter",
            "number": "HO/2031/17",
            "date": "2031-05-07",
            "title": "LETTER OF THE CHAIRMAN OF THE HARBOUR COMMISSION ON THE FUND FOR LAMPS",
        },
    ),
    (
        "letter to somebody, signed by another",
        "JOINT BOARD ON HARBOURS\n\nCopenhagen, 7 May 2031\n\n"
        "To: Mr. Bo Recipient, Chair, Planning Group\n\nDear Mr. Recipient,\n\n"
        + PAPER
        + "\n\nAccept, Sir, the assurances of my highest consideration.\n\n"
        "(Signed) Ada Example\n\nChair of the Joint Commission\n",
        {"kind": "letter", "authors": ["Joint Commission", "Ada Example"]},
    ),
    (
        "letter without a title, signed",
        "Lisbon, 7 May 2031\nDear Madam Secretary,\n" + PAPER + "Yours sincerely,\n\n"
        "Ada Example\nHead of the Harbour Authority of Chile\n",
        {"kind": "letter", "authors": ["Chile", "Ada Example"], "date": "2031-05-07"},
    ),
]

RECORDS: list[Case] = [
    (
        "verbatim record by its symbol",
        "United Nations H/PV.812\nHarbour Council\nThirty-first year\n812th meeting\n"
        "Monday, 12 May 2031, 10.25 a.m.\nLisbon\nProvisional\nPresident: Ms. Muster (Austria)\n"
        "The meeting was called to order at 10.25 a.m.\n",
        {
            "kind": "verbatim record",
            "number": "H/PV.812",
            "date": "2031-05-12",
            "source": "Harbour Council",
            "meeting": None,
            "meeting_name": "812th meeting",
        },
    ),
    (
        "summary record by its chair, date and speech",
        "HARBOUR COMMITTEE\nEIGHTH SESSION\nFIRST MEETING\nMonday, 12 May 2031, at 10 a.m.\n"
        "Chairman: Mr. MUSTER (Austria)\nADOPTION OF THE AGENDA\n" + TALK,
        {
            "kind": "summary record",
            "date": "2031-05-12",
            "source": "HARBOUR COMMITTEE",
            "meeting": None,
            "meeting_name": "EIGHTH SESSION",
            "title": "HARBOUR COMMITTEE EIGHTH SESSION FIRST MEETING",
        },
    ),
    (
        "verbatim record by its first person",
        "SEVENTH PLENARY MEETING\nMonday, 12 May 2031, at 10 a.m.\nPresident: Ms. MUSTER\n"
        "LAMPS\n(1) The PRESIDENT - I open the meeting. We have before us our report on lamps, and "
        "I give the floor to my friend from Norway.\n",
        {"kind": "verbatim record", "meeting_name": "SEVENTH PLENARY MEETING"},
    ),
    (
        "minutes by who was present",
        "8th Teleconference of the Lamp Team, 17 June 2031, 12:00-13:30 UTC\nParticipants\n"
        "Ada Example (ae), Bo Sample (bs)\nExcused\nCy Muster\nAgenda\n- Lamps\n" + PAPER,
        {
            "kind": "minutes",
            "date": "2031-06-17",
            "meeting": None,
            "title": "8th Teleconference of the Lamp Team, 17 June 2031, 12:00-13:30 UTC",
        },
    ),
    (
        "minutes with the hours of the sitting above",
        "09:30-11:30 Wednesday, Session I\nScribe: Ada Example\nLamp Working Group Minutes\n"
        "Ada Example: The draft is ready.\n",
        {
            "kind": "minutes",
            "title": "Lamp Working Group Minutes",
            "meeting_name": "Lamp Working Group",
        },
    ),
    (
        "minutes of a meeting, with hours and note takers",
        "Lamp Team Interim Meeting\n09:30-11:30 Wednesday, Session I\nNote takers: Ada Example\n"
        "Proposals for new lamps\nAda Example: The draft is ready.\n",
        {"kind": "minutes", "title": "Lamp Team Interim Meeting"},
    ),
    (
        "form of a paper with no number, and a report",
        "Information Paper IP - ?\nAgenda item 5\nReport of the Union of Keepers to the Meeting\n"
        "Summary\n" + PAPER,
        {"kind": "report", "title": "Report of the Union of Keepers to the Meeting"},
    ),
    (
        "form of a paper with its number, and no report",
        "Information Paper IP – 12\nAgenda item 5\nThe Lamps of the South\nSummary\n" + PAPER,
        {"kind": "information document", "title": "The Lamps of the South"},
    ),
    (
        "report of a body",
        "| | Harbour Organization | HO/SBL/2031/11 |\n|  |  | Distr.: General 10 October 2031  "
        "Original: English |\n\nSubsidiary Body for Lamps\nReport of the Subsidiary Body for Lamps "
        "on its forty-eighth session, held in Lisbon from 4 to 9 September 2031\n\nContents\n"
        + PAPER,
        {
            "kind": "report",
            "number": "HO/SBL/2031/11",
            "date": "2031-10-10",
            "source": "Subsidiary Body for Lamps",
            "meeting": None,
            "meeting_name": "forty-eighth session",
        },
    ),
    (
        "recommendation",
        "LIGHTHOUSE TREATY\nEIGHTH CONSULTATIVE MEETING\nOSLO\nRECOMMENDATION VIII-1.\n"
        "PROTECTED LIGHTS: NORTH CAPE\nThe Representatives,\n" + PAPER,
        {
            "kind": "decisions",
            "meeting": None,
            "meeting_name": "EIGHTH CONSULTATIVE MEETING",
            "title": "RECOMMENDATION VIII-1. PROTECTED LIGHTS: NORTH CAPE",
        },
    ),
    (
        "only a month",
        "LIGHTHOUSE TREATY\nXI LTCM/WP 3\nMay 1996\nOriginal: English\n"
        "FINAL REPORT OF WORKING GROUP II\n(Submitted by the Secretariat)\n" + PAPER,
        {
            "kind": "report",
            "number": "XI LTCM/WP 3",
            "date": "1996-05",
            "source": "Secretariat",
            "title": "FINAL REPORT OF WORKING GROUP II",
        },
    ),
]

OTHER_CASES: list[Case] = STATEMENTS + PAPERS + RECORDS
