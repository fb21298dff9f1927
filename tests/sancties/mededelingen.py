"""Decisions as they go on paper; the people are made up."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, time

from hvh_desktop.resources import resource_path
from hvh_desktop.sancties.inhoud import (
    Beklagtekst,
    Besluit,
    Eerder,
    Hoorregel,
    MededelingInhoud,
    Strafregel,
    Verslagregel,
    Voorwaarderegel,
    Weging,
)
from hvh_desktop.sancties.words import (
    RondeAanleiding,
    Standpunt,
    StrafSoort,
    Tolk,
    Uitkomst,
    Verantwoordelijkheid,
)


def _rule(sleutel: str) -> object:
    rules = json.loads(resource_path("beleid.json").read_text("utf-8"))
    return next(rule["waarde"] for rule in rules if rule["sleutel"] == sleutel)


ALGEMEEN = Voorwaarderegel(str(_rule("sanctie_algemene_voorwaarde")), True, "", "Ruben Jansen")

VOORWAARDELIJK = MededelingInhoud(
    huis="Huis van Herstel Twente",
    plaats="Almelo",
    kenmerk="S261112-3F7A",
    gemaakt_datum=date(2026, 11, 12),
    naam="Jeffrey Johan Nijhuis",
    naam_eigen_schrift="",
    roepnaam="Jeffrey",
    geboortedatum=date(1992, 3, 14),
    registratienummer="HT-0417",
    mentoren=("Ilse", "Ruben"),
    ronde=1,
    aanleiding=RondeAanleiding.eerste,
    voorval="Gebruik van softdrugs",
    voorval_datum=date(2026, 11, 9),
    voorval_tijd=time(16, 10),
    voorval_plaats="op zijn kamer",
    feiten="Bij een urinecontrole na zijn verlof bleek dat hij cannabis had gebruikt. Hij werkte "
    "mee aan de controle en vertelde meteen dat hij op zondag had gerookt.",
    betrokkenen=(),
    is_zelf_gemeld=False,
    verslag=Verslagregel(
        "Ruben Jansen",
        date(2026, 11, 9),
        time(17, 0),
        date(2026, 11, 9),
        time(17, 30),
        "Ruben Jansen",
    ),
    horen=Hoorregel(
        datum=date(2026, 11, 10),
        tijd=time(10, 30),
        door="Karin Oude Lenferink",
        aanwezigen="zijn mentor",
        taal="Nederlands",
        tolk=Tolk.niet_nodig,
        is_afgezien=False,
        eigen_woorden="Ik zat niet lekker in mijn vel na het telefoontje van mijn broer. Toen "
        "kwam iemand met een joint en heb ik geen nee gezegd.",
        standpunt=Standpunt.erkent,
        visie="Geef me de kans om het te laten zien. Ik wil er met de psycholoog over praten.",
        toelichting="",
    ),
    weging=Weging(
        hoeveelste_keer=1,
        problematiek=("verslaving",),
        verantwoordelijkheid=Verantwoordelijkheid.verminderd,
        advies=Verantwoordelijkheid.verminderd,
        advies_datum=date(2026, 11, 10),
        telt_mee=("Eerste keer", "Terugval hoort bij verslaving", "Hij werkte mee"),
        gewone_uitkomst="5 dagen opsluiting, met degradatie",
        is_afwijkend=True,
        motivering="Terugval hoort bij verslaving. Hij is er open over en staat op de wachtlijst "
        "bij de verslavingszorg. Opsluiting zou zijn werk en zijn verlof stoppen, en juist die "
        "helpen hem om niet te gebruiken. Een voorwaardelijke straf laat zien dat het ernst is.",
    ),
    besluit=Besluit(
        datum=date(2026, 11, 12),
        door="Marieke Hofstede",
        voorstel_datum=date(2026, 11, 11),
        voorstel_door="Karin Oude Lenferink",
        is_conform=True,
        is_zelfde_persoon=False,
        uitkomst=Uitkomst.straf,
        straffen=(Strafregel(StrafSoort.opsluiting, 3, 3),),
        afspraak="",
        proeftijd_tot_datum=date(2027, 2, 12),
        voorwaarden=(
            ALGEMEEN,
            Voorwaarderegel(
                "Hij praat elke week met de psycholoog over gebruiken.",
                False,
                "Ik wil clean blijven voor mijn dochter.",
                "Sanne Wolters",
            ),
            Voorwaarderegel("Hij werkt mee aan elke urinecontrole.", False, "", "Ruben Jansen"),
        ),
        is_degradatie=False,
        degradatie_reden="Hij werkt aan zijn verslaving en een stap terug zou zijn behandeling en "
        "zijn werk stoppen. Het huis mag hiervan afwijken in het experiment.",
        is_terugplaatsing=False,
    ),
    eerder=None,
    uitreik_datum=date(2026, 11, 12),
    beklag_laatste_datum=date(2026, 11, 19),
    beklagtekst=Beklagtekst(**_rule("sanctie_beklag_tekst")),  # type: ignore[arg-type]
    uitleg="Je hebt gerookt. Je was er eerlijk over. Je wilt stoppen, en dat is moeilijk. "
    "Daarom krijg je nu een kans.",
)
"""The first positive test of a man with addiction: all of it voorwaardelijk."""

DEELS_MET_BOETE = replace(
    VOORWAARDELIJK,
    kenmerk="S261112-91C2",
    voorval="Verboden voorwerp",
    voorval_plaats="bij de poort",
    feiten="Bij terugkomst van verlof had hij een telefoon en een zakje met pillen in zijn jas. "
    "Medebewoner A had hem gevraagd de telefoon mee te nemen.",
    betrokkenen=("medebewoner A", "bezoeker B"),
    horen=replace(
        VOORWAARDELIJK.horen,
        aanwezigen="zijn mentor, zijn advocaat",
        eigen_woorden="Die telefoon is niet van mij. De pillen zijn van mijn moeder.",
        standpunt=Standpunt.deels,
        visie="",
        toelichting="Hij vroeg om een tweede gesprek met zijn advocaat erbij. Dat is gebeurd.",
    ),
    weging=replace(
        VOORWAARDELIJK.weging,
        hoeveelste_keer=2,
        problematiek=("geen van deze",),
        verantwoordelijkheid=Verantwoordelijkheid.volledig,
        advies=None,
        advies_datum=None,
        telt_mee=("Gepland of verborgen",),
        gewone_uitkomst="5 dagen opsluiting",
        is_afwijkend=True,
        motivering="Spullen meenemen brengt anderen in gevaar. Het is de tweede keer. Een deel "
        "blijft voorwaardelijk, omdat hij volgende maand begint met werk buiten.",
    ),
    besluit=replace(
        VOORWAARDELIJK.besluit,
        is_conform=False,
        straffen=(
            Strafregel(StrafSoort.opsluiting, 5, 3, uitwerking="op zijn eigen kamer"),
            Strafregel(
                StrafSoort.bezoek,
                14,
                0,
                uitwerking="alleen bezoeker B",
                bezoek_reden="De pillen kwamen van dit bezoek.",
            ),
            Strafregel(
                StrafSoort.boete,
                1250,
                0,
                vervangende_soort=StrafSoort.uitsluiting,
                vervangende_dagen=2,
            ),
        ),
        afspraak="Hij levert elke keer na verlof zelf zijn jas in bij de poort.",
        voorwaarden=(ALGEMEEN,),
        is_degradatie=True,
        degradatie_reden="Spullen meenemen is ontoelaatbaar gedrag.",
    ),
    uitleg="Je nam een telefoon en pillen mee. Dat is gevaarlijk voor anderen. Het is de tweede "
    "keer. Daarom krijg je straf.",
)
"""Three kinds, partly voorwaardelijk, with a fine and what comes instead; not as proposed."""

GEEN_STRAF = replace(
    VOORWAARDELIJK,
    kenmerk="S261112-0B4E",
    voorval="Agressie of bedreiging",
    voorval_plaats="in de keuken",
    feiten="Hij zei tegen zijn mentor dat hij medebewoner A iets wilde aandoen. Er is niets "
    "gebeurd. Hij kwam het zelf zeggen.",
    betrokkenen=("medebewoner A",),
    is_zelf_gemeld=True,
    horen=replace(
        VOORWAARDELIJK.horen,
        is_afgezien=True,
        eigen_woorden="",
        standpunt=None,
        visie="",
        toelichting="Hij zei dat hij alles al aan zijn mentor heeft verteld. Dat is goed zo.",
    ),
    weging=replace(
        VOORWAARDELIJK.weging,
        problematiek=("licht verstandelijke beperking", "moeite met boosheid"),
        verantwoordelijkheid=Verantwoordelijkheid.niet,
        advies=Verantwoordelijkheid.niet,
        telt_mee=("Hij meldde het zelf",),
        gewone_uitkomst="",
        is_afwijkend=False,
        motivering="Hij deed wat wij hem hebben geleerd: praten voordat het misgaat. Daar hoort "
        "geen straf bij.",
    ),
    besluit=replace(
        VOORWAARDELIJK.besluit,
        is_zelfde_persoon=True,
        voorstel_door="Marieke Hofstede",
        uitkomst=Uitkomst.geen_straf,
        straffen=(),
        afspraak="Hij loopt elke ochtend zijn signaleringsplan langs met zijn mentor.",
        proeftijd_tot_datum=None,
        voorwaarden=(),
        degradatie_reden="",
    ),
    uitleg="Je was boos op een ander. Je deed niets. Je kwam het zelf vertellen. Dat was goed.",
    mentoren=("Ilse",),
)
"""No straf: he told it himself and is not responsible; one person proposed and decided."""

TEN_UITVOER = replace(
    VOORWAARDELIJK,
    kenmerk="S261214-77D0",
    gemaakt_datum=date(2026, 12, 14),
    ronde=2,
    aanleiding=RondeAanleiding.tenuitvoerlegging,
    horen=replace(
        VOORWAARDELIJK.horen,
        datum=date(2026, 12, 11),
        eigen_woorden="Ik ben twee keer niet geweest. Ik had er geen zin in.",
        visie="Doe dan maar één dag.",
    ),
    weging=replace(
        VOORWAARDELIJK.weging,
        gewone_uitkomst="3 dagen opsluiting",
        motivering="Hij kwam twee weken niet naar de psycholoog en zei niets. Daarna ging hij "
        "weer. Daarom wordt één dag uitgevoerd en blijven er twee voorwaardelijk.",
    ),
    besluit=replace(
        VOORWAARDELIJK.besluit,
        datum=date(2026, 12, 14),
        voorstel_datum=date(2026, 12, 12),
        uitkomst=Uitkomst.deels,
        straffen=(Strafregel(StrafSoort.opsluiting, 3, 2),),
    ),
    eerder=Eerder(
        date(2026, 11, 12),
        "3 dagen opsluiting, voorwaardelijk",
        date(2027, 2, 12),
        ("Hij praat elke week met de psycholoog over gebruiken. Twee weken niet geweest.",),
    ),
    uitreik_datum=date(2026, 12, 14),
    beklag_laatste_datum=date(2026, 12, 21),
    uitleg="Je zou elke week met Sanne praten. Dat deed je twee weken niet. Daarna ging je weer. "
    "Daarom krijg je één dag straf.",
)
"""The second round: part of what was voorwaardelijk is executed."""

TOLK = replace(
    VOORWAARDELIJK,
    kenmerk="S261112-5A19",
    naam="Yonas Tesfagabr",
    naam_eigen_schrift="ዮናስ ተስፋገብር",
    roepnaam="Yonas",
    registratienummer="HT-0502",
    horen=replace(
        VOORWAARDELIJK.horen,
        taal="Tigrinya",
        tolk=Tolk.telefonisch,
        aanwezigen="",
        eigen_woorden="Ik wist niet dat dit niet mocht. ኣይፈለጥኩን።",
        standpunt=Standpunt.zwijgt,
    ),
    mentoren=(),
)
"""A name in another script, heard in his own language through the phone."""
