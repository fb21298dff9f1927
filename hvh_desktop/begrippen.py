"""The house's nouns, each with one Dutch sentence.

Every name of an entity, field or folder that the house itself uses is spelled as the key here.
The help pages and the explanations in the window take their sentences from this table.
"""

from __future__ import annotations

from typing import Final

BEGRIPPEN: Final[dict[str, str]] = {
    # People and the house
    "huis": "Het huis is het Huis van Herstel Twente, waar mannen uit Twente het laatste deel van "
    "hun straf gebruiken om hun terugkeer voor te bereiden.",
    "deelnemer": "Een deelnemer is de man die in het huis woont en daar aan zijn eigen herstel "
    "werkt.",
    "medewerker": "Een medewerker is iemand die in het huis werkt en een eigen account in het "
    "programma heeft.",
    "team": "Het team van een deelnemer bestaat uit zijn twee mentoren, zijn casemanager, de "
    "reclasseringswerker en de psycholoog.",
    "teamlid": "Een teamlid is een medewerker die van een begindatum tot een einddatum bij het "
    "team van een deelnemer hoort.",
    "rol": "Een rol zegt wat een medewerker in het programma mag zien en doen.",
    "mentor": "Een mentor is de vaste begeleider van een deelnemer, en iedere deelnemer heeft er "
    "twee.",
    "casemanager": "De casemanager heeft de regie over het traject van de deelnemer en regelt wat "
    "daarvoor nodig is.",
    "reclasseringswerker": "De reclasseringswerker werkt vanuit Tactus in het huis en adviseert "
    "over risico’s, verlof en toezicht.",
    "psycholoog": "De psycholoog voert in het huis korte gesprekken, denkt mee over zorg en "
    "verwijst als dat nodig is.",
    "locatiemanager": "De locatiemanager heeft de dagelijkse leiding in het huis.",
    "directeur": "De directeur is de vestigingsdirecteur of zijn vervanger, die volgens de wet "
    "over sancties beslist.",
    "projectmanager": "De projectmanager leidt het netwerk rond het huis en werkt met cijfers "
    "zonder namen.",
    "onderzoeker": "De onderzoeker bestudeert hoe het huis werkt, met gegevens waaruit namen zijn "
    "weggehaald.",
    "beheerder": "De beheerder regelt accounts, rechten en reservekopieën en ziet zelf geen "
    "dossiers.",
    "krachtwerkcoach": "Een krachtwerkcoach kijkt met collega’s mee hoe zij Krachtwerk toepassen.",
    "vervanging": "Een vervanging is een collega die het werk waarneemt zolang een medewerker "
    "afwezig is.",
    # Stay and placement
    "verblijf": "Een verblijf is de tijd van plaatsing tot uitstroom waarin een deelnemer in het "
    "huis woont.",
    "plaatsing": "De plaatsing is de dag waarop een deelnemer in het huis komt wonen.",
    "plaats": "Een plaats is een van de 29 plekken in het huis.",
    "bba": "BBA is de beperkt beveiligde afdeling, waarvan de bewoners in hetzelfde gebouw wonen "
    "maar geen begeleiding van het huis krijgen.",
    "titel": "De titel zegt of iemand als deelnemer van het huis of als BBA-bewoner is geplaatst.",
    "registratienummer": "Het registratienummer is het nummer waaronder een deelnemer bij de "
    "inrichting bekend is.",
    "gemeente van herkomst": "De gemeente van herkomst is de gemeente waar een deelnemer vóór zijn "
    "straf woonde.",
    "vestigingsgemeente": "De vestigingsgemeente is de gemeente waar een deelnemer na zijn straf "
    "gaat wonen.",
    "gemeente": "Een gemeente is in dit programma een van de veertien Twentse gemeenten die samen "
    "met het huis werken.",
    "pi": "Een PI is een penitentiaire inrichting, dus een gevangenis of huis van bewaring.",
    "lvb": "LVB betekent licht verstandelijke beperking, en vraagt om korte zinnen en rustig "
    "uitleggen.",
    "aandachtspunt": "Een aandachtspunt is iets wat iedereen die met de deelnemer werkt meteen "
    "moet weten.",
    "dossier": "Het dossier is alles wat het programma over één deelnemer bewaart.",
    "instroom": "Instroom is de weg van aanmelding tot plaatsing in het huis.",
    "kandidaat": "Een kandidaat is een man die is aangemeld en nog niet in het huis is geplaatst.",
    "motivatiebrief": "In de motivatiebrief schrijft een kandidaat in eigen woorden waarom hij "
    "naar het huis wil en wat zijn doelen zijn.",
    "instroomoverleg": "In het instroomoverleg bekijken vier disciplines elke week of een "
    "kandidaat bij het huis past.",
    "weegtafel": "Aan de weegtafel geven politie, gemeente en het huis samen advies over een "
    "kandidaat.",
    "intake": "Een intake is een kennismakingsbezoek aan een kandidaat vóór zijn plaatsing.",
    "selectiebesluit": "Met het selectiebesluit bepaalt de selectiefunctionaris of een kandidaat "
    "in het huis wordt geplaatst.",
    "uitstroom": "Uitstroom is het einde van het verblijf, met de soort en de reden erbij.",
    "nazorg": "Nazorg is het contact dat het huis na de uitstroom met een oud-deelnemer houdt.",
    "voorwaardelijke invrijheidstelling": "Bij voorwaardelijke invrijheidstelling komt een "
    "deelnemer eerder vrij en houdt hij zich nog een tijd aan voorwaarden.",
    "penitentiair programma": "In een penitentiair programma zit een deelnemer het laatste deel "
    "van zijn straf buiten de inrichting uit, onder toezicht.",
    "reclassering": "De reclassering begeleidt mensen met een straf en houdt toezicht op hun "
    "voorwaarden.",
    # Krachtwerk
    "krachtwerk": "Krachtwerk is de methode van het huis, die uitgaat van wat iemand kan en wil.",
    "krachteninventarisatie": "In de krachteninventarisatie schrijft de deelnemer met zijn "
    "mentoren per leefgebied op wat er is, wat hij wil en wat hem eerder hielp.",
    "leefgebied": "Een leefgebied is een van de tien delen van het leven waar de "
    "krachteninventarisatie naar kijkt.",
    "leefgebiedblad": "Een leefgebiedblad is het deel van een krachteninventarisatie dat over één "
    "leefgebied gaat.",
    "kracht": "Een kracht is iets wat de deelnemer kan, weet of heeft, met erbij wie dat ziet.",
    "hulpbron": "Een hulpbron is iemand of iets wat de deelnemer nu of vroeger verder hielp.",
    "bereidheid": "De bereidheid zegt in zeven stappen hoe ver de deelnemer is met veranderen.",
    "zelfregulering": "Zelfregulering is hoe iemand met spanning en tegenslag omgaat.",
    "aanvulling van de mentor": "De aanvulling van de mentor is wat een medewerker erbij schrijft, "
    "los van de woorden van de deelnemer.",
    "coachopmerking": "Een coachopmerking is wat een krachtwerkcoach na het meekijken bij een "
    "krachteninventarisatie schrijft.",
    "eigen woorden": "Eigen woorden zijn woorden van de deelnemer zelf, opgeschreven zoals hij ze "
    "zegt.",
    # Goals
    "doel": "Een doel is wat de deelnemer wil bereiken, in zijn eigen ‘ik’-woorden.",
    "actie": "Een actie is een stap naar een doel, met erbij wie hem zet en wanneer.",
    "actieplan": "Het actieplan is de lijst van doelen en acties, in de volgorde die de deelnemer "
    "kiest.",
    "herstelvorm": "De herstelvorm zegt met wie een doel iets herstelt: hijzelf, zijn netwerk, het "
    "slachtoffer of de maatschappij.",
    "herkomst": "De herkomst van een doel is de regel in de krachteninventarisatie of de "
    "motivatiebrief waar het doel vandaan komt.",
    "instemming": "De instemming is het antwoord van de deelnemer op de vraag of dit zijn plan is, "
    "met de datum erbij.",
    "behaald": "Een doel is behaald als de deelnemer heeft bereikt wat hij wilde.",
    "vervallen": "Een doel of actie is vervallen als die niet meer nodig is, en dan staat de reden "
    "erbij.",
    # Talks
    "mentorgesprek": "Een mentorgesprek is het gesprek dat een deelnemer om de veertien dagen met "
    "een of twee mentoren heeft.",
    "doelnotitie": "Een doelnotitie is wat in een mentorgesprek bij één doel is opgeschreven.",
    "afspraak": "Een afspraak is wat iemand tot het volgende gesprek zal doen.",
    "concept": "Een concept is nog niet klaar en mag je nog veranderen.",
    "vastgesteld": "Wat vastgesteld is, verandert niet meer en krijgt hoogstens een aanvulling.",
    "aanvulling": "Een aanvulling is een tekst met datum en naam die je later bij een vastgesteld "
    "mentorgesprek schrijft.",
    "verzetreden": "Een verzetreden zegt waarom een mentorgesprek naar een andere dag gaat.",
    "trajectgesprek": "In het trajectgesprek bespreekt de deelnemer om de zes weken zijn doelen "
    "met zijn team, zijn netwerk en de organisaties die meedoen.",
    "deelnemersoverleg": "In het deelnemersoverleg kijken de medewerkers om de zes weken of ieder "
    "traject op schema ligt.",
    "teamkrachtbespreking": "In de teamkrachtbespreking denkt het team elke week samen na over één "
    "vraag van een collega.",
    "overleg": "Een overleg is een bespreking met een agenda, aanwezigen, besluiten en acties.",
    # Network
    "netwerk": "Het netwerk zijn de mensen en organisaties om de deelnemer heen.",
    "netwerklid": "Een netwerklid is één mens of organisatie uit het netwerk van een deelnemer.",
    "ecogram": "Een ecogram is een tekening van het netwerk, met de deelnemer in het midden.",
    "organisatie": "Een organisatie is een instelling, gemeente, werkgever of vereniging waarmee "
    "het huis te maken heeft.",
    "contactpersoon": "Een contactpersoon is de persoon of de functie die je bij een organisatie "
    "bereikt.",
    "bewindvoering": "Bij bewindvoering regelt een bewindvoerder voor de deelnemer zijn geld.",
    # Plan
    "trajectplan": "Het trajectplan is het plan op papier waarin staat waar de deelnemer naartoe "
    "werkt, met wie en wanneer.",
    "planafspraak": "Een planafspraak is een afspraak in het trajectplan die voor de hele periode "
    "geldt.",
    "trajectplanversie": "Een trajectplanversie is het trajectplan zoals het op één dag is "
    "afgedrukt en bewaard.",
    "detentie- en re-integratieplan": "Het detentie- en re-integratieplan is het wettelijke plan "
    "van de inrichting voor straf en terugkeer.",
    # Care, rules, consent
    "toestemming": "Een toestemming is het ja van de deelnemer om bepaalde gegevens met één "
    "ontvanger te delen.",
    "verstrekking": "Een verstrekking is het geven van gegevens aan iemand buiten het huis.",
    "verwijzing": "Een verwijzing is een aanmelding van de deelnemer bij een instelling voor zorg.",
    "signaleringsplan": "In het signaleringsplan staat waaraan je merkt dat het slechter gaat en "
    "wat dan helpt.",
    "behandelafspraak": "Een behandelafspraak is een afspraak bij of met een instelling waarnaar "
    "de deelnemer is verwezen.",
    "verwijzingsstand": "De verwijzingsstand is het kleine stukje dat het team van een "
    "verwijzing ziet: de instelling en hoe ver het is.",
    "zorgafspraak": "Een zorgafspraak is een afspraak voor zorg waarvan het team alleen dag, "
    "tijd en plaats ziet.",
    "signaleringsfase": "Een signaleringsfase is een stap in het signaleringsplan, van groen tot "
    "rood, met wat je dan ziet en wat dan helpt.",
    "signaleringsdeling": "Een signaleringsdeling legt vast met wie welke fasen van het "
    "signaleringsplan zijn gedeeld.",
    "signaleringskaart": "De signaleringskaart is het deel van het signaleringsplan dat de "
    "deelnemer met het team wil delen.",
    "psycholooggesprek": "Een psycholooggesprek is een gesprek van de deelnemer met de "
    "psycholoog in het huis.",
    "behandelnotitie": "Een behandelnotitie is een korte aantekening die alleen de psycholoog "
    "leest.",
    "beschikbaarheid": "De beschikbaarheid zegt op welke dagen en tijden de psycholoog in het "
    "huis is.",
    "uitgave": "Een uitgave is het trajectplan zoals één ontvanger het krijgt, zonder wat voor "
    "hem niet is bedoeld.",
    "grondslag": "De grondslag is de reden waarom gegevens verstrekt mogen worden: de wet, een "
    "toestemming, een vitaal belang of zijn eigen inzage.",
    "verwijsbrief": "De verwijsbrief is de brief waarmee de psycholoog een deelnemer bij een "
    "instelling aanmeldt.",
    "doorlooptijd": "Een doorlooptijd is het aantal dagen dat een stap van een verwijzing duurt.",
    "sanctie": "Een sanctie is een straf of maatregel na een voorval in het huis.",
    "sanctiezaak": "Een sanctiezaak is een voorval met alles wat erop volgt, tot en met de afloop.",
    "zaakstap": "Een zaakstap is een stap die in een sanctiezaak is gezet, met de dag en wie "
    "het deed.",
    "correctie": "Een correctie zet iets recht dat al vaststaat, zonder dat de oude tekst "
    "verdwijnt.",
    "bijlage": "Een bijlage is een foto of scan bij een sanctiezaak.",
    "hoorverslag": "Een hoorverslag zegt wat een deelnemer zelf vertelde toen hij werd gehoord.",
    "sanctieadvies": "Een sanctieadvies is wat de psycholoog over een zaak aan het team vrijgeeft.",
    "sanctievoorstel": "Een sanctievoorstel is de keuze die de locatiemanager aan de directeur "
    "voorlegt.",
    "alternatief": "Een alternatief is een van de uitkomsten die in een voorstel naast elkaar "
    "staan.",
    "straf": "Een straf is een van de vijf straffen die de wet kent.",
    "beslissing": "Een beslissing is wat de directeur besluit over een sanctiezaak.",
    "voorwaarde": "Een voorwaarde is iets waaraan hij zich in een proeftijd houdt.",
    "mededeling": "Een mededeling is de brief waarin de beslissing en de redenen staan.",
    "uitreiking": "Een uitreiking is het moment waarop hij de mededeling in handen krijgt.",
    "tenuitvoerlegging": "Een tenuitvoerlegging is een straf die echt wordt uitgevoerd.",
    "beklag": "Beklag is zijn klacht over een beslissing, bij de beklagcommissie.",
    "vervolgvoorstel": "Een vervolgvoorstel vraagt de casemanager wat een sanctie betekent "
    "voor verlof of plaats.",
    "ordemaatregel": "Een ordemaatregel is geen straf maar een korte maatregel voor orde of "
    "veiligheid.",
    "urinestof": "Een urinestof is wat een urinecontrole over één stof laat zien.",
    "werkplek": "Een werkplek is het werk dat een deelnemer in een periode doet.",
    "verlof": "Verlof is tijd buiten het huis met een doel en een afgesproken einde.",
    "urinecontrole": "Een urinecontrole laat zien of iemand drank of drugs heeft gebruikt.",
    "behandeling": "Behandeling is het afgeschermde deel van het programma waarin alleen de "
    "psycholoog leest en schrijft.",
    # The program
    "raadpleging": "Een raadpleging is een regel in het logboek die zegt wie wanneer welk dossier "
    "heeft bekeken.",
    "beleidsregel": "Een beleidsregel is een termijn, aantal of lijst die het huis zelf kan "
    "aanpassen, met de bron en de begindatum erbij.",
    "hypothese": "Een hypothese is een waarde die nog niet zeker is en die het huis moet nakijken.",
    "voorkeur": "Een voorkeur is een instelling die een medewerker voor zichzelf kiest, zoals de "
    "tekstgrootte.",
    "account": "Een account is de naam en het wachtwoord waarmee een medewerker het programma "
    "ontgrendelt.",
    "kluis": "De kluis bewaart de sleutels waarmee het programma de gegevens leesbaar maakt.",
    "sleutel": "Een sleutel maakt een deel van de gegevens leesbaar voor wie dat voor zijn rol "
    "nodig heeft.",
    "gegevensmap": "De gegevensmap is de map op de computer waarin het programma alles versleuteld "
    "bewaart.",
    "herstelblad": "Een herstelblad is een van de drie papieren bladen waarvan er twee samen de "
    "kluis weer openen.",
    "reservekopie": "Een reservekopie is een tweede, versleutelde bewaarplek van de gegevens.",
    "server": "De server bewaart gesloten pakketjes, zodat alle laptops van het huis hetzelfde "
    "krijgen zonder dat hij iets kan lezen.",
    "acht woorden": "De acht woorden horen bij één laptop, zodat twee mensen kunnen controleren "
    "dat ze over dezelfde laptop praten.",
    "koppelbestand": "Het koppelbestand zegt waar de server staat en hoe een laptop hem herkent.",
    "laptopnaam": "Een laptopnaam zegt in gewone woorden welke laptop het is; herkennen doe je hem "
    "aan zijn acht woorden.",
    "twee versies": "Twee versies zijn twee teksten van hetzelfde, geschreven door mensen die "
    "elkaars tekst niet zagen.",
    "vergrendelen": "Vergrendelen is het programma op slot doen zonder iets kwijt te raken.",
    "tijdlijn": "De tijdlijn zet alles wat in een dossier gebeurde op volgorde van datum.",
    "vandaag": "Vandaag is de eerste pagina, met wat er voor jouw deelnemers aankomt en wat te "
    "laat is.",
}
