"""Header blocks in the layouts of many years, written for these tests; the content is invented.

Each case: a name, the text, and what the header must say. Keys that are not given are not
checked; `None` must be None.
"""

from __future__ import annotations

from typing import Any

Case = tuple[str, str, dict[str, Any]]

BODY = (
    "Children spend a growing part of their day with connected devices, and administrations look "
    "for measures that are in proportion to the risk. This text describes what was tried, what it "
    "cost and which of the measures were given up again after the first year of practice.\n"
)

# --- the template of recent years: a table of two columns -----------------------------------
RECENT: list[Case] = [
    (
        "table as rows",
        "Council Working Group on Child Online Protection\n"
        "Twenty-fourth meeting – Geneva, 19 January 2026\tDocument CWG-COP-24/3-E\n"
        "\t16 January 2026\n"
        "\tEnglish only\n"
        "Contribution by Norway\n"
        "HELPLINES FOR CHILDREN IN SPARSELY POPULATED REGIONS\n"
        "Summary\n" + BODY,
        {
            "number": "CWG-COP-24/3",
            "meeting": 24,
            "date": "2026-01-16",
            "source": "Norway",
            "kind": "contribution",
            "title": "HELPLINES FOR CHILDREN IN SPARSELY POPULATED REGIONS",
            "language": "en",
        },
    ),
    (
        "table as lines, information document",
        "Council Working Group on\nChild Online Protection\n"
        "Twenty-third meeting – Geneva, 16-17 September 2025\n"
        "Document CWG-COP-23/INF/7-E\n3 September 2025\nOriginal: English\n\n"
        "Information document by the Internet Watch Foundation\n"
        "Hash lists as a public good\nAbstract\n" + BODY,
        {
            "number": "CWG-COP-23/INF/7",
            "meeting": 23,
            "date": "2025-09-03",
            "source": "Internet Watch Foundation",
            "kind": "information document",
            "title": "Hash lists as a public good",
        },
    ),
    (
        "revision in brackets, spaces inserted",
        "CWG- COP – 22 / 3 (Rev. 2)-E\n12 January 2025\nEnglish only\n"
        "Source: Republic of Kenya\nTitle: Teaching safety in primary schools\n"
        "1\tIntroduction\n" + BODY,
        {
            "number": "CWG-COP-22/3(Rev.2)",
            "meeting": 22,
            "date": "2025-01-12",
            "source": "Kenya",
            "kind": "contribution",
            "title": "Teaching safety in primary schools",
        },
    ),
    (
        "hyphens printed as dashes, no spaces",
        "Document: CWG–COP–21/INF/12–E\n21stmeeting, Geneva, 3 October 2023\n"
        "Original: English\nLiaison statement from ITU-T SG17\n"
        "Age assurance: state of the work\nPurpose\n" + BODY,
        {
            "number": "CWG-COP-21/INF/12",
            "meeting": 21,
            "date": "2023-10-03",
            "source": "ITU-T SG17",
            "kind": "liaison statement",
            "title": "Age assurance: state of the work",
        },
    ),
    (
        "one cell, glued",
        "Council Working Group on Child Online ProtectionTwentieth meeting – Geneva, "
        "1 February 2023Document CWG-COP-20/4-E17 January 2023Original: "
        "EnglishContribution by Ghana\nREPORTING CHANNELS IN FOUR LANGUAGES\n" + BODY,
        {
            "number": "CWG-COP-20/4",
            "meeting": 20,
            "date": "2023-01-17",
            "source": "Ghana",
            "kind": "contribution",
            "title": "REPORTING CHANNELS IN FOUR LANGUAGES",
        },
    ),
    (
        "title behind the source on one line",
        "Document CWG-COP-24/9-E\n8 January 2026\n"
        "Contribution by the Republic of Korea – Education about deepfakes in middle schools\n"
        "1 Background\n" + BODY,
        {
            "number": "CWG-COP-24/9",
            "meeting": 24,
            "date": "2026-01-08",
            "source": "Republic of Korea",
            "title": "Education about deepfakes in middle schools",
            "kind": "contribution",
        },
    ),
    (
        "several lines of title in capitals",
        "CWG-COP-19/6-E\n30 August 2022\nEnglish only\nContribution from Costa Rica\n"
        "NATIONAL STRATEGY FOR THE PREVENTION\nAND RESPONSE TO VIOLENCE AGAINST\n"
        "CHILDREN ON LINE\nIntroduction\n" + BODY,
        {
            "number": "CWG-COP-19/6",
            "title": "NATIONAL STRATEGY FOR THE PREVENTION AND RESPONSE TO VIOLENCE AGAINST "
            "CHILDREN ON LINE",
            "source": "Costa Rica",
        },
    ),
    (
        "Revision 1 to",
        "Twenty-second meeting – Geneva, 14 January 2025\nRevision 1 to\n"
        "Document CWG-COP-22/5-E\n9 January 2025\nOriginal: English\n"
        "Note by the Secretariat\nCALENDAR OF REGIONAL WORKSHOPS\n" + BODY,
        {
            "number": "CWG-COP-22/5(Rev.1)",
            "meeting": 22,
            "date": "2025-01-09",
            "source": "Secretariat",
            "title": "CALENDAR OF REGIONAL WORKSHOPS",
        },
    ),
    (
        "the organisation of a ministry is its state",
        "Document CWG-COP-23/8-E\n1 September 2025\n"
        "Source: Ministry of Digital Transformation, Chile\nTitle: Parental mediation at scale\n"
        + BODY,
        {"source": "Chile", "number": "CWG-COP-23/8", "kind": "contribution"},
    ),
    (
        "state written the way of lists",
        "Document CWG-COP-23/9-E\n1 September 2025\n"
        "Contribution by Tanzania (United Republic of)\nCABLE LANDINGS AND SCHOOLS\n" + BODY,
        {"source": "Tanzania", "title": "CABLE LANDINGS AND SCHOOLS"},
    ),
    (
        "Sector Member",
        "Document CWG-COP-23/INF/3-E\n1 September 2025\nEnglish only\n"
        "Submitted by: Fjordnett AS (ITU Sector Member)\nTitle: Defaults that protect\n" + BODY,
        {
            "source": "Fjordnett AS",
            "source_kind": "Sector Member",
            "kind": "information document",
            "title": "Defaults that protect",
        },
    ),
    (
        "a citation in the references is not the number",
        "Council Working Group on Child Online Protection\n"
        "Eighteenth meeting – Virtual, 20 January 2022\n"
        "References: Document C21/58-E, CWG-COP-17/2\n"
        "Contribution by Uruguay\nONE DEVICE PER CHILD, TEN YEARS ON\n" + BODY,
        {"number": None, "meeting": 18, "date": "2022-01-20", "source": "Uruguay"},
    ),
]

# --- reports --------------------------------------------------------------------------------
REPORTS: list[Case] = [
    (
        "report without a header",
        "Purpose\nThis report summarizes the main results of the nineteenth meeting of the "
        "Council Working Group on Child Online Protection (CWG-COP), held on 7 September 2022, "
        "in accordance with Resolution 179 (Rev. Dubai, 2018).\nAction required\nThe Group is "
        "invited to note it.\n1\tIntroduction\n1.1\tThe nineteenth meeting was opened.\n"
        "3.1\tThe late contribution of Peru (Document CWG-COP-19/INF/4) was accepted.\n",
        {
            "number": None,
            "meeting": 19,
            "date": "2022-09-07",
            "kind": "report",
            "source": None,
            "title": "Report of the nineteenth meeting of the Council Working Group on Child "
            "Online Protection (CWG-COP)",
        },
    ),
    (
        "council report, one glued cell, two meetings",
        "Council 2021Virtual consultation, 8-18 June 2021PL 1.6Document C21/44-E9 March "
        "2021Original: EnglishReport by the Chairman of the Council Working Group on Child "
        "Online ProtectionOUTCOME OF THE SEVENtEENTH AND EIGHTEENTH MEETINGSOF THE COUNCIL "
        "WORKING GROUP ON CHILD ONLINE PROTECTIONSummaryThis report summarizes the main results "
        "of the two meetings, held on 14 September 2020 and on 25 January 2021.\n",
        {
            "number": "C21/44",
            "title": "OUTCOME OF THE SEVENtEENTH AND EIGHTEENTH MEETINGS OF THE COUNCIL WORKING "
            "GROUP ON CHILD ONLINE PROTECTION",
            "meeting": 17,
            "date": "2021-03-09",
            "kind": "report",
            "source": "Chair",
            "language": "en",
        },
    ),
    (
        "council report with lost spaces",
        "Report of the CWG COP\nGeneva, 27January 2017 /\nINTERNATIONAL TELECOMMUNICATION UNION\n"
        "Agenda item: PL 1.9 / Document C17/29-E\n3 February 2017\nOriginal: English\n"
        "Report by the Chairman of the Council Working Group\non Child Online Protection\n"
        "OUTCOME OF THE 13thMEETING\nOF THE COUNCIL WORKING GROUP ON CHILD ONLINE PROTECTION\n"
        "Summary\n" + BODY,
        {
            "number": "C17/29",
            "meeting": 13,
            "date": "2017-02-03",
            "kind": "report",
            "source": "Chair",
            "title": "OUTCOME OF THE 13th MEETING OF THE COUNCIL WORKING GROUP ON CHILD ONLINE "
            "PROTECTION",
        },
    ),
    (
        "council report, revision",
        "C17/29(Rev.1)-E\nGeneva, 15-25 May 2017\nOriginal: English\nReport by the Chair\n"
        "Outcome of the thirteenth meeting of the Council Working Group on Child Online "
        "Protection\nSummary\nThe meeting was held on 24 January 2017 in Geneva.\n",
        {"number": "C17/29(Rev.1)", "meeting": 13, "kind": "report"},
    ),
    (
        "a report reports another meeting than the one it was submitted to",
        "Document CWG-COP-24/2-E\nTwenty-fourth meeting – Geneva, 19 January 2026\n"
        "12 January 2026\nNote by the Secretariat\n"
        "SUMMARY RECORD OF THE TWENTY-THIRD MEETING OF CWG-COP\n1 Opening\n" + BODY,
        {"number": "CWG-COP-24/2", "meeting": 23, "date": "2026-01-12", "kind": "report"},
    ),
    (
        "summary of the 10th meeting",
        "INTERNATIONAL TELECOMMUNICATION UNION\nCOUNCIL WORKING GROUP ON CHILD ONLINE\n"
        "PROTECTION\nDocument: WG-COP/14\nDate: 2nd October 2015\nEnglish only\n"
        "10th meeting – Geneva, 30 September 2015\n"
        "Chairman, Council Working Group on COP (WG-COP)\nSUMMARY OF THE 10th MEETING\n"
        "Summary\n" + BODY,
        {"number": "WG-COP/14", "meeting": 10, "date": "2015-10-02", "kind": "report"},
    ),
    (
        "Twenty Second in title case",
        "Summary Record of the Twenty Second Meeting of CWG-COP\nGeneva, 14 January 2025\n"
        "1. Opening\n" + BODY,
        {
            "meeting": 22,
            "date": "2025-01-14",
            "kind": "report",
            "title": "Summary Record of the Twenty Second Meeting of CWG-COP",
        },
    ),
    (
        "capitals throughout",
        "REPORT OF THE TWENTY-FIRST MEETING OF THE COUNCIL WORKING GROUP ON CHILD ONLINE "
        "PROTECTION\nGENEVA, 3-4 OCTOBER 2023\nINTRODUCTION\n" + BODY,
        {"meeting": 21, "date": "2023-10-03", "kind": "report"},
    ),
    (
        "held from … to",
        "Draft report\nThis document summarizes the discussions of the 16th meeting of the "
        "Working Group on Child Online Protection, which was held from 3 to 4 February 2020 in "
        "Geneva with remote participation from all regions of the Union.\n",
        {"meeting": 16, "date": "2020-02-03", "kind": "report"},
    ),
    (
        "the meeting of another body comes first",
        "Purpose\nFollowing the third meeting of the correspondence group, held on 2 March 2024, "
        "this report summarizes the main results of the 22nd meeting of CWG-COP, held on 14 "
        "January 2025.\n",
        {"meeting": 22, "date": "2025-01-14", "kind": "report"},
    ),
    (
        "ordinal and figure",
        "Report on the twenty-fifth (25th) CWG-COP meeting\n28 September 2026\n1 Opening\n" + BODY,
        {"meeting": 25, "date": "2026-09-28", "kind": "report"},
    ),
]

# --- first years ----------------------------------------------------------------------------
EARLY: list[Case] = [
    (
        "WG-CP, labels on their own lines",
        "Third Meeting of the Council Working Group\non Child Online Protection\n(CWG-CP)\n"
        "Geneva, 14-15 February 2011\nDocument WG-CP/3/7\nOriginal: English only\n"
        "For information\nSOURCE\nITU SECRETARIAT\nTITLE\nMembers and partners at work\n" + BODY,
        {
            "number": "WG-CP/3/7",
            "meeting": 3,
            "date": "2011-02-14",
            "source": "Secretariat",
            "title": "Members and partners at work",
            "kind": "information document",
        },
    ),
    (
        "WG-CP, table read by columns",
        "Second Meeting of the Council Working Group on Child Online Protection (CWG-CP)\n"
        "Geneva, 11 June 2010\nDocument: WG-CP/2/5\nOriginal: English only\nFor information\n"
        "SOURCE\nTITLE\nITU SECRETARIAT\nLinks to collections of good practice\n" + BODY,
        {
            "number": "WG-CP/2/5",
            "source": "Secretariat",
            "title": "Links to collections of good practice",
            "date": "2010-06-11",
            "meeting": 2,
        },
    ),
    (
        "WG-CP, all in one line",
        "First Meeting of the Council Working Group on Child Online Protection (CWG-CP) Geneva, "
        "17-18 March 2010 Document WG-CP/1/9 Original: English only For information SOURCE "
        "Australia TITLE Filters in public libraries Filters in public libraries1 The libraries "
        "of three cities took part in the trial, which was watched over by a panel of parents.\n",
        {
            "number": "WG-CP/1/9",
            "meeting": 1,
            "date": "2010-03-17",
            "source": "Australia",
            "title": "Filters in public libraries",
        },
    ),
    (
        "WG-CP, all in one line, without labels",
        "Fourth Meeting of the Council Working Group on Child Online Protection (CWG-CP) Geneva, "
        "3-4 October 2011 Document WG-CP/4/11 Date: 10 October 2011 Original: English only "
        "Outcome of the 4th Meeting Summary This report summarizes the main results of the 4th "
        "Meeting of the Working Group on Child Online Protection, held from 3-4 October 2011, in "
        "line with the terms of reference. Action required To note. 1. Introduction 1.1 At the "
        "request of the Council the fourth meeting was held.\n",
        {
            "number": "WG-CP/4/11",
            "meeting": 4,
            "date": "2011-10-10",
            "kind": "report",
            "title": "Outcome of the 4th Meeting",
        },
    ),
    (
        "WG-CP with revision and date label",
        "Document WG-CP/1/16 Rev.1\nDate: 23 March 2010\nOriginal: English only\n"
        "Outcome of the 1st Meeting of the Working Group on Child Online Protection\nSummary\n"
        + BODY,
        {"number": "WG-CP/1/16(Rev.1)", "meeting": 1, "date": "2010-03-23", "kind": "report"},
    ),
    (
        "CWG-CP-10",
        "CWG-CP-10/4\n10th Meeting of the Council Working Group on Child Online Protection\n"
        "25 September 2015\nSource: Islamic Republic of Iran\nTitle: Kids' networks\n" + BODY,
        {
            "number": "CWG-CP-10/4",
            "meeting": 10,
            "date": "2015-09-25",
            "source": "Iran",
            "kind": "contribution",
        },
    ),
    (
        "contribution of …, for the work of",
        "- 1 -\nCouncil Working Group onChild Online Protection\n"
        "Fourteenth meeting– Geneva, 23January 2018 /\nDocument CWG-COP-14/5-E\n"
        "28 December 2017\nOriginal: Russian/English\nCONTRIBUTION OF THE RUSSIAN FEDERATION\n"
        "FOR THE WORK OF CWG-COP[1]\nDIGITAL LITERACY LESSONS\nIN SECONDARY SCHOOLS\n" + BODY,
        {
            "number": "CWG-COP-14/5",
            "meeting": 14,
            "date": "2017-12-28",
            "source": "Russian Federation",
            "title": "DIGITAL LITERACY LESSONS IN SECONDARY SCHOOLS",
            "kind": "contribution",
        },
    ),
    (
        "number still to come",
        "11th meeting, Geneva, 16 February 2016\nDocument XXXX-E\n08 February 2016\n"
        "English only\nUpdate on the regional strategies\n" + BODY,
        {
            "number": None,
            "meeting": 11,
            "date": "2016-02-08",
            "title": "Update on the regional strategies",
        },
    ),
    (
        "council information document",
        "Document C24/INF/12-E\n31 May 2024\nEnglish only\nInformation document\n"
        "Contribution by the Swiss Confederation\nPLAYGROUNDS, ON LINE AND OFF\n" + BODY,
        {
            "number": "C24/INF/12",
            "date": "2024-05-31",
            "source": "Switzerland",
            "meeting": None,
            "kind": "information document",
        },
    ),
]

# --- liaison statements ---------------------------------------------------------------------
LIAISON: list[Case] = [
    (
        "study group's template",
        "INTERNATIONAL TELECOMMUNICATION UNION\nTELECOMMUNICATION STANDARDIZATION SECTOR\n"
        "STUDY PERIOD 2025-2028\nSG17-LS88\nSTUDY GROUP 17\nOriginal: English\n"
        "Question(s): 10/17\nGeneva, 3-11 December 2025\nLIAISON STATEMENT\n"
        "Source: ITU-T Study Group 17\nTitle: LS on parental controls across devices\n"
        "For action to: -\nFor information to: CWG-COP\nApproval: SG17 meeting\n" + BODY,
        {
            "kind": "liaison statement",
            "source": "ITU-T SG17",
            "title": "LS on parental controls across devices",
            "date": "2025-12-03",
        },
    ),
    (
        "another group of the same number",
        "LIAISON STATEMENT\nSource: Study Group 16 bis, Question 9 (Lamps)\n"
        "Reference: SG16bis-LS-48\nTitle: LS on lamps\n" + BODY,
        {"kind": "liaison statement", "source": "ITU-T SG16bis"},
    ),
    (
        "markdown",
        "# Liaison statement to the Council Working Group\n\n**From:** ITU-T Study Group 17\n\n"
        "**To:** CWG-COP\n\n**Date:** 2025-12-12\n\n**Document:** CWG-COP-24/INF/21-E\n\n"
        "## 1 Work in progress\n\n" + BODY,
        {
            "kind": "liaison statement",
            "source": "ITU-T SG17",
            "date": "2025-12-12",
            "number": "CWG-COP-24/INF/21",
            "title": "Liaison statement to the Council Working Group",
            "meeting": 24,
        },
    ),
]

# --- other languages ------------------------------------------------------------------------
LANGUAGES: list[Case] = [
    (
        "French",
        "Groupe de travail du Conseil sur la protection en ligne des enfants\n"
        "24e réunion – Genève, 19 janvier 2026\nDocument CWG-COP-24/4-F\n7 janvier 2026\n"
        "Original: français\nContribution de la Suisse\nDES COURS POUR LES PARENTS\nRésumé\n"
        "Les cantons ont proposé aux parents des cours du soir sur la vie en ligne des enfants.\n",
        {
            "number": "CWG-COP-24/4",
            "meeting": 24,
            "date": "2026-01-07",
            "source": "Switzerland",
            "title": "DES COURS POUR LES PARENTS",
            "language": "fr",
            "kind": "contribution",
        },
    ),
    (
        "French, words and first of the month",
        "Vingt-et-unième réunion du Groupe de travail du Conseil sur la protection en ligne des "
        "enfants\nGenève, le 1er octobre 2023\nNote du Secrétariat\nCALENDRIER DES ATELIERS\n"
        "Les ateliers de la région sont annoncés dans le calendrier avec leurs dates.\n",
        {
            "meeting": 21,
            "date": "2023-10-01",
            "source": "Secretariat",
            "language": "fr",
            "number": None,
        },
    ),
    (
        "Spanish",
        "Grupo de Trabajo del Consejo sobre la protección de la infancia en línea\n"
        "Reunión 24.ª – Ginebra, 19 de enero de 2026\nDocumento CWG-COP-24/6-S\n"
        "5 de enero de 2026\nOriginal: español\nContribución de México\n"
        "LÍNEAS DE AYUDA EN LENGUAS INDÍGENAS\nResumen\n"
        "El servicio atiende a los niños en once lenguas y se financia con fondos públicos.\n",
        {
            "number": "CWG-COP-24/6",
            "meeting": 24,
            "date": "2026-01-05",
            "source": "Mexico",
            "language": "es",
            "kind": "contribution",
        },
    ),
    (
        "Spanish, meeting in words",
        "Vigésima segunda reunión del Grupo de Trabajo del Consejo\nGinebra, 14 de enero de 2025\n"
        "Fuente: Perú\nTítulo: Escuelas seguras\nLos docentes participan en el programa.\n",
        {
            "meeting": 22,
            "date": "2025-01-14",
            "source": "Peru",
            "title": "Escuelas seguras",
            "language": "es",
        },
    ),
    (
        "Russian",
        "Рабочая группа Совета по защите ребенка в онлайновой среде\n"
        "24-е собрание – Женева, 19 января 2026 года\nДокумент CWG-COP-24/7-R\n"
        "29 декабря 2025 года\nОригинал: русский\nИсточник: Казахстан\n"
        "Название: Уроки безопасности\nВ школах страны проводятся уроки безопасности.\n",
        {
            "number": "CWG-COP-24/7",
            "meeting": 24,
            "date": "2025-12-29",
            "source": "Kazakhstan",
            "title": "Уроки безопасности",
            "language": "ru",
        },
    ),
    (
        "Chinese",
        "理事会保护上网儿童工作组\n第二十四次会议 – 2026年1月19日，日内瓦\n文件 CWG-COP-24/8-C\n"
        "2025年12月30日\n来源：中国\n标题：未成年人模式\n本文件介绍学校和家庭使用的措施。\n",
        {
            "number": "CWG-COP-24/8",
            "meeting": 24,
            "date": "2025-12-30",
            "source": "China",
            "title": "未成年人模式",
            "language": "zh",
        },
    ),
    (
        "Arabic",
        "فريق العمل التابع للمجلس المعني بحماية الأطفال على الخط\n"
        "الاجتماع 24 – جنيف، 19 يناير 2026\nالوثيقة CWG-COP-24/10-A\n4 يناير 2026\n"
        "المصدر: مصر\nالعنوان: برامج للآباء\nتقدم هذه الوثيقة برامج للآباء والمدارس.\n",
        {
            "number": "CWG-COP-24/10",
            "meeting": 24,
            "date": "2026-01-04",
            "source": "Egypt",
            "title": "برامج للآباء",
            "language": "ar",
        },
    ),
    (
        "language from the words alone",
        "Contribution du Sénégal\nLes numéros d'appel gratuits\n"
        "Les numéros sont ouverts aux enfants et à leurs parents dans toutes les régions du pays, "
        "avec une équipe de nuit qui est formée pour les situations les plus graves.\n",
        {"language": "fr", "source": "Senegal", "title": "Les numéros d'appel gratuits"},
    ),
]

# --- dates, sources and titles in other shapes ----------------------------------------------
SHAPES: list[Case] = [
    (
        "American date",
        "CWG-COP-22/11-E\nDate: January 9, 2025\nSOURCE: United States of America\n"
        "TITLE: Devices in classrooms\n" + BODY,
        {"date": "2025-01-09", "source": "United States", "title": "Devices in classrooms"},
    ),
    (
        "numeric date",
        "CWG-COP-22/12-E\n09/01/2025\nSOURCE: Türkiye\nTITLE: Safer gaming\n" + BODY,
        {"date": "2025-01-09", "source": "Türkiye"},
    ),
    (
        "range of two months",
        "CWG-COP-10/3\nGeneva, 30 September – 1 October 2015\nSOURCE: UAE\n"
        "TITLE: Schools and networks\n" + BODY,
        {"date": "2015-09-30", "source": "United Arab Emirates", "meeting": 10},
    ),
    (
        "source with tab",
        "Document CWG-COP-23/2-E\nSource:\tRepublic of Poland\nTitle:\tHotlines and the police\n"
        "Date:\t2 September 2025\n" + BODY,
        {
            "source": "Poland",
            "title": "Hotlines and the police",
            "date": "2025-09-02",
            "number": "CWG-COP-23/2",
        },
    ),
    (
        "markdown table",
        "| Document | CWG-COP-23/4-E |\n|---|---|\n| Date | 4 September 2025 |\n"
        "| Source | Jamaica |\n| Title | Radio drama against grooming |\n\n" + BODY,
        {
            "number": "CWG-COP-23/4",
            "source": "Jamaica",
            "title": "Radio drama against grooming",
            "date": "2025-09-04",
        },
    ),
    (
        "markdown heading first",
        "# Safer streets, safer screens\n\nContribution by Iceland to CWG-COP-23\n\n"
        "3 September 2025\n\n## What was done\n\n" + BODY,
        {
            "title": "Safer streets, safer screens",
            "source": "Iceland",
            "date": "2025-09-03",
            "kind": "contribution",
        },
    ),
    (
        "dates in the text are not the document's",
        "Contribution by Nepal\nCOMMUNITY RADIO FOR PARENTS\nThe Convention was adopted on 20 "
        "November 1989 and the law of 14 May 2019 gave it effect in the country, after long "
        "consultation with all provinces and with those who work with children every day.\n",
        {"date": None, "source": "Nepal", "meeting": None, "number": None},
    ),
    (
        "another body's meeting is not the group's",
        "Contribution by Fiji\nISLAND SCHOOLS\nAt the third meeting of the national steering "
        "committee, held on 4 May 2024, the ministries agreed to share the cost of connecting "
        "the schools of the outer islands, beginning with those that have a nurse.\n",
        {"meeting": None, "date": None, "source": "Fiji"},
    ),
    (
        "a meeting looked back at is not the document's",
        "Document CWG-COP-24/12-E\nContribution by Samoa\nVILLAGE COUNCILS ON LINE\nAt the "
        "twenty-third meeting of CWG-COP, held on 16 September 2025, several delegations asked "
        "for examples from small states, and this contribution offers one from two villages.\n",
        {"meeting": 24, "date": None, "source": "Samoa"},
    ),
    (
        "source with footnote mark and phrase behind it",
        "Document CWG-COP-23/14-E\nContribution by the Kingdom of Bhutan[1] to the work of the "
        "Group\nTHREE YEARS OF SCREEN-FREE SUNDAYS\n" + BODY,
        {"source": "Bhutan", "title": "THREE YEARS OF SCREEN-FREE SUNDAYS"},
    ),
    (
        "agenda",
        "Document CWG-COP-24/1-E\n19 December 2025\nEnglish only\nNote by the Secretariat\n"
        "DRAFT AGENDA\n1 Opening\n2 Adoption of the agenda\n",
        {"title": "DRAFT AGENDA", "kind": "other", "number": "CWG-COP-24/1"},
    ),
    (
        "plain note without a header",
        "Notes on helplines\n\n" + BODY,
        {
            "title": "Notes on helplines",
            "number": None,
            "meeting": None,
            "date": None,
            "source": None,
            "kind": "other",
        },
    ),
    (
        "captioned session",
        "Captioned session of the Council Working Group on Child Online Protection\n"
        "Sample, invented; not an official record\nGeneva, 19 January 2026\n\n"
        ">> CHAIR: Good morning, all.\n\n>> NORWAY: Thank you, Chair.\n",
        {
            "kind": "transcript",
            "title": "Captioned session of the Council Working Group on Child Online Protection",
            "date": "2026-01-19",
        },
    ),
    (
        "turns from the first line",
        "The Chair (Ms A. Example): I call this meeting to order. Welcome to the 14thmeeting of "
        "the special committee on connected schools. Please wait until you are recognized, and "
        "speak slowly for the sake of the interpreters who follow us from another building.\n\n"
        "Mr. B. Example: Thank you, Madam Chair.\n",
        {"meeting": 14, "title": "Header case", "number": None},
    ),
    (
        "the first of a sort is not the first",
        "Chair: Good morning, and welcome to the first virtual meeting of the committee on "
        "connected schools, in these unusual times, and thank you for your patience with us.\n",
        {"meeting": None, "title": "Header case"},
    ),
    (
        "an organisation in a state is not the state",
        "Document CWG-COP-23/INF/9-E\nContribution by Helpline Fireflies, Kenya\n"
        "WHO CALLS AT NIGHT\n" + BODY,
        {"source": "Helpline Fireflies, Kenya", "source_kind": "partner"},
    ),
    (
        "two states, the first counts",
        "Document CWG-COP-23/15-E\nJoint contribution by Latvia and Lithuania\n"
        "ONE HOTLINE FOR TWO COUNTRIES\n" + BODY,
        {"source": "Latvia", "kind": "contribution", "title": "ONE HOTLINE FOR TWO COUNTRIES"},
    ),
    (
        "person's turns are no title",
        ">> OPERATOR: One moment.\n>> NORWAY: Thank you.\n",
        {"title": "Header case", "source": None},
    ),
]

CASES: list[Case] = RECENT + REPORTS + EARLY + LIAISON + LANGUAGES + SHAPES
