"""Words that reports of councils use, for documents too short to tell by themselves what is one word."""

from __future__ import annotations

_LINKING = "and are at be by for from has in is of on the to with"
LINKING = frozenset(_LINKING.split())
"""Words so usual behind another that they are taken for whole after an unknown word."""

_PREFIXES = """
anti bi co counter cross de e ex extra inter intra micro mid mini multi non over post pre pro re self semi sub tele
trans tri ultra un under
"""
PREFIXES = frozenset(_PREFIXES.split())
"""First parts of words that keep their hyphen, though they are no words by themselves."""

_SUFFIXES = """
able ably al ally ance ances ancy ant ation ations ed ely ement ements ence ency ent er ers es est ible ied ies ily
ing ings ion ions ise ised ising ism ist ities ity ive ives ling ly ment ments ness ning or ors ous ring ship tion
ting ure ures
"""
SUFFIXES = tuple(_SUFFIXES.split())
"""How the rest of a cut word begins."""

_WORDS = """
a about above accept access account accounts achieve across action actions add additional adopt after against
agree agreed agreement all also amber an and annual any appoint appointed appraisal approach approval approve
approved april are area areas as assess assessment assets at audit august authority await awaiting awareness back
backlog be because been before begin behind being below benefit benefits best between bid board both brief
briefing budget build building business but by cabinet call can capacity capital carried carry case cases centre
change changes charter chief children clear client climate closed collection colour comment comments committee
communication community complete completed compliance conclude concluded condition conduct consider consult
consultation consultant consultants contact contract contractor corporate corrective cost costs could council
councillor councillors create current customer customers data date day days deadline december decision decisions
deferred delay delayed delays deliver delivered delivery department design detail details develop developed
development did director discuss discussed district do document done draft due during each early economic eight
eleven empty end energy enforcement engage engaged ensure equality establish estate evaluation event exercise
existing expected external facilities fall february feedback finance financial first five follow following for
forum four framework friday from front full fund funding further given go good governance grant green group groups
grow guidance had half harbour has have he head health heritage highways his hold home homeless homelessness
homes hours housing how human identified identify if impact implement implementation implemented improve improved
improvement improving in income increase individual information initial inspection internal introduce investment
invite is issue issued issues it its january job joint july june key land last late launch lead leader leaders learning
legal leisure level library licence licensing line linked list local long made main maintenance make manage
management manager managers map march market may meet meeting meetings member members middle milestone monday month
monitor monitoring months more move museum must national need needed network new next nine no not november now number
objective october of office officer officers on one online only open opened opening operation option options or
order original other our out outcome over overdue overview own owner park parking parks part partner partners
partnership partnerships people per percent performance phase pilot place plan planned planning plans play policies
policy pool portfolio possible post posts prepare presented previous priorities priority private procedure procedures
process processes procure procurement produce programme progress project projects property proposal proposals
protection provide provider providers provision public publish published purchase quality quarter rates received
recommendation recommended record recruit recruited recruitment red ref reduce refresh regeneration register
regulations relevant reports report reported required requirements rescheduled research resident residents resource
resources response responsible resulting results return returns review reviewed reviews revise revised risk risks
road role roles roll rollout room round rounds rural safety satisfaction savings scheme schemes school schools scope
scrutiny second section sector security select sent september service services session set seven shared should sign
signed site sites six skills social software sought space specification staff stage standard standards start started
statement status statutory step stock strategic strategy street structure submission submit submitted supplier
suppliers support survey suspended system systems take taken target targets team teams ten tender tenders term test
tested testing than that the their them then there these they third this three through thursday time timescale to
tourism town train trained training transfer transferred transport tuesday twelve two under undertake undertaken until
up update updated upgrade urban use used users value vehicle vehicles village visit voluntary wait waiting was waste
we website wednesday week weekly weeks well were when where which while who will with within without work
working workshop workshops would year years yes young
"""

USUAL = frozenset(_WORDS.split())
"""Words that are whole wherever they stand."""
