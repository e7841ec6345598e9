"""The people, services and portfolios of Harrowmere District Council. All of them are invented."""

from __future__ import annotations

from typing import NamedTuple

COUNCIL = "Harrowmere District Council"
WEBSITE = "harrowmere.example"


class Officer(NamedTuple):
    """An employee of the council, known in the plan by initials."""

    initials: str
    name: str
    post: str
    service: str


class Member(NamedTuple):
    """A councillor, with the portfolio held in the Cabinet (None outside it)."""

    initials: str
    name: str
    portfolio: str | None


SERVICES: dict[str, str] = {
    "CEX": "Chief Executive's Office",
    "PLA": "Planning and Regeneration",
    "HOU": "Housing and Communities",
    "ENV": "Environment",
    "LEI": "Leisure and Culture",
    "FIN": "Finance and Property",
    "REV": "Revenues, Benefits and Customer Service",
    "ICT": "Digital and ICT",
    "LEG": "Legal and Democratic Services",
    "HR": "Human Resources and Organisational Development",
    "POL": "Policy and Performance",
}

OFFICERS: tuple[Officer, ...] = (
    Officer("MT", "Marian Tolworth", "Chief Executive", "CEX"),
    Officer("RP", "Rowan Pettifer", "Head of Planning and Regeneration", "PLA"),
    Officer("TW", "Tessa Wainscott", "Planning Policy Manager", "PLA"),
    Officer("OB", "Owen Birtles", "Development Manager", "PLA"),
    Officer("PC", "Priya Chandler-Moss", "Town Centres and Economy Manager", "PLA"),
    Officer("SO", "Safiya Okonedo-Hart", "Head of Housing and Communities", "HOU"),
    Officer("FD", "Fergus Dyne", "Strategic Housing Manager", "HOU"),
    Officer("LE", "Lorna Eastcote", "Community Safety Manager", "HOU"),
    Officer("GM", "Gethin Marrable", "Head of Environment", "ENV"),
    Officer("AM", "Ade Martindale", "Waste and Recycling Manager", "ENV"),
    Officer("HQ", "Hester Quill", "Climate and Grounds Manager", "ENV"),
    Officer("IF", "Imogen Fairbrass", "Head of Leisure and Culture", "LEI"),
    Officer("IR", "Ivo Radlett", "Leisure Contracts Manager", "LEI"),
    Officer("CW", "Callum Wetherden", "Head of Finance and Property", "FIN"),
    Officer("MD", "Malika Dunning", "Accountancy Manager", "FIN"),
    Officer("YG", "Yusuf Greaves-Lowe", "Procurement Manager", "FIN"),
    Officer("NH", "Nadia Hussain-Poole", "Head of Revenues, Benefits and Customer Service", "REV"),
    Officer("RC", "Rhiannon Cobbold", "Benefits Manager", "REV"),
    Officer("DF", "Della Frostick", "Customer Service Manager", "REV"),
    Officer("LT", "Lewis Trantor", "Head of Digital and ICT", "ICT"),
    Officer("TA", "Tomas Abara", "Infrastructure Manager", "ICT"),
    Officer("BH", "Beatrice Holloway-Ames", "Head of Legal and Democratic Services", "LEG"),
    Officer("CM", "Colette Marshfield", "Democratic Services Manager", "LEG"),
    Officer("SV", "Stuart Vancell", "Audit Manager", "LEG"),
    Officer("JS", "Joanna Skerrick", "Head of Human Resources", "HR"),
    Officer("BT", "Bryony Tatham", "Human Resources Manager", "HR"),
    Officer("SN", "Samir Nolan", "Learning and Development Manager", "HR"),
    Officer("KA", "Kwame Addisford", "Head of Policy and Performance", "POL"),
    Officer("EL", "Edith Lamming", "Performance Officer", "POL"),
    Officer("GU", "Grace Umeh-Lyle", "Equalities Officer", "POL"),
    Officer("RO", "Ralph Ogden-Shaw", "Communications Manager", "POL"),
)

MEMBERS: tuple[Member, ...] = (
    Member("WD", "Councillor Winifred Dace", "Leader of the Council"),
    Member("TE", "Councillor Thomas Elphinley", "Planning and Economy"),
    Member("AB", "Councillor Amara Boatwright", "Housing, Leisure and Communities"),
    Member("HS", "Councillor Hugo Sallows", "Environment and Climate"),
    Member("PN", "Councillor Patricia Nyefield", "Finance and Property"),
    Member("DS", "Councillor Devinder Stroudley", "Customers and Employees"),
    Member("JM", "Councillor Jonas Merribank", None),
    Member("RK", "Councillor Ruth Kestle", None),
)

OFFICER_OF: dict[str, Officer] = {each.initials: each for each in OFFICERS}
MEMBER_OF: dict[str, Member] = {each.initials: each for each in MEMBERS}
