"""Documents written for these tests, in the form of the group's own. The meeting never was."""

from __future__ import annotations

from pathlib import Path

REPORT = """\
Council Working Group on Child Online Protection
Forty-first meeting, Geneva, 3 March 2031
Document CWG-COP-41/9-E
3 March 2031
English only

Report of the forty-first meeting of the Council Working Group on Child Online Protection

1\tOpening of the meeting
1.1\tThe Chair opened the meeting and thanked the delegations for their many contributions.

2\tContributions of Member States
2.1\tNorway's information document described a night helpline for teenagers. The helpline \
answered 4 300 calls in its first year. Every second call was about bullying in group chats.
2.2\tThe delegation of Kenya presented a law on age verification for online games. The law \
obliges publishers to check the age of players before a purchase. Kenya asked the group to \
collect the experience of other countries.
2.3\tBrazil emphasized that artificial intelligence makes fake images of pupils easy to \
produce. Brazil proposed a common label for generated images.

3\tClosing
3.1\tThe Chair closed the meeting at 17:30.
"""

LETTER = """\
# Contribution by Uruguay

Document CWG-COP-41/4-E

Source: Uruguay

1. Uruguay runs a school programme on digital literacy in every province.

2. Uruguay proposes that the group publish the teaching material of the programme.
"""

TRANSCRIPT = """\
The Chair: Good morning. We start with the item on parental controls.

Ms Ida Falk: Thank you, Chair. Parental controls must be free of charge and switched on when a \
phone is sold.

Mr Ben Oduya: We agree, and we add that schools need training on parental controls.

The Chair: Thank you both. I close the item.
"""

HOSTILE = """\
Document CWG-COP-41/INF/7-E
Information document by Iceland

1\tIceland reported on <script>document.title='taken'</script> scripts that steal passwords \
from <img src="http://evil.example/pixel.png" onerror="document.title='taken'"> children.
2\tIceland warned of ![a picture](http://evil.example/other.png) passwords in ${alert(1)} \
{{constructor}} templates and [links](javascript:alert(1)) that steal passwords.
"""

ADDED = """\
Document CWG-COP-41/INF/3-E
Information document by Fiji

1\tFiji informed the group that its lighthouse campaign visited 210 island schools.
2\tThe lighthouse campaign of Fiji teaches parents how to report grooming.
"""


LANTERNS = "Chile hands out one lantern to every family on the islands."


def write_pdf(path: Path) -> None:
    """A contribution of two pages, CWG-COP-41/8, that says `LANTERNS` on the second."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=A4)
    head = ["Document CWG-COP-41/8-E", "4 March 2031", "Contribution by Chile", "Safe ways home"]
    for n, line in enumerate([*head, "1. Chile lights the ways to its schools in winter."]):
        canvas.drawString(80, 760 - 30 * n, line)
    canvas.showPage()
    canvas.drawString(80, 760, f"2. {LANTERNS}")
    canvas.save()


def write_all(folder: Path) -> Path:
    """The documents of a small meeting in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.txt").write_text(REPORT, "utf-8")
    (folder / "uruguay.md").write_text(LETTER, "utf-8")
    (folder / "hearing.txt").write_text(TRANSCRIPT, "utf-8")
    return folder
