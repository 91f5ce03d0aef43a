"""Three long evenings, line by line as secretaries type them: a village, a parish with associations, a municipality."""

import pytest

from kpfacil.views.proof import proofread, texts_of
from tests.views.test_views_evenings import MOST, evening

VILLAGE = (
    "Haukkamäen kylien kumppanuuspöytä",
    "Haukkamäen seurantalo",
    (
        "Maija Koskela;Kyläyhdistys|Reino Hautala;Kyläyhdistys|Seija Lahtinen;Maa- ja kotitalousnaiset"
        "|Hannu Kujala;Metsästysseura|Anneli Peltonen;Martat|Jouni Harjula;Urheiluseura Tarmo"
        "|Päivi Manninen;Viitasaaren kaupunki|Tapio Niemelä;Viitasaaren kaupunki|Eero Tuominen;Vesiosuuskunta"
        "|Leena Kärki;Vanhempainyhdistys|Mikko Raatikainen;Maataloustuottajat|Irja Salmela;Eläkeliitto"
    ),
    """
Kesätori seurantalon pihalle kesäkuusta elokuuhun, joka toinen lauantai
Avataan kylän oma verkkosivu, jossa tapahtumat ja yhteystiedot
Kuntosalin laitteet kierrätykseen, uudet Leader-rahalla
Talkoot: seurantalon katon maalaus toukokuussa, jos sää sallii
Kirjastoauto pysähtyy enää Kolimalla, pyydetään pysäkki myös Haukkamäen risteykseen
Valokuitu saatava joka taloon. Kysytään Elisalta ja Valoolta tarjoukset
Hiihtolatu pidetään auki koululta Myllyjärvelle ja takaisin
Venepaikkojen jono puretaan, uusi laituri Keiteleen rantaan
Lammasten laidunnus rantaniityllä, mukaan WWF:n talkooleiri
Jouluna yhteinen puuro ja tontut, Itsenäisyyspäivänä kynttilät sankarihaudoille
Nuorten mopoilta kesäkuussa: rasvatestit, makkaraa ja musiikkia
Tarvitaan defibrillaattori seurantalon seinään, SPR:n kurssi helmikuussa
Kysely kyläläisille: paperisena Salen tiskillä ja netissä Webropolilla
Kuka hoitaa uimarannan roskat, kun kaupunki lopetti tyhjennykset?
Vanhan kansakoulun kuvat talteen, haastatellaan kylän vanhimmat ennen kuin muisti katoaa
Ruokapiiri: tilaukset REKO-ryhmässä, jako torstaisin klo 17.30 Nesteen pihassa
Bussi Jyväskylään kulkee vain koulupäivinä, Linkki ei ulotu tänne asti
Kevyen liikenteen väylä Haukkamäentien varteen, aloite ELY-keskukselle
Perhepäivähoitaja lopettaa juhannuksena, neljä lasta jää ilman paikkaa
Palokunnan kalustoesittely lapsille, VPK tulee paikalle jos ei ole hälytystä
Keväällä tulva nousi tielle asti. Kuivatus kuntoon ennen ensi talvea
Maisemaraivaus Vitostien varrella, puut saa hakea polttopuiksi
Etsitään uusi vuokralainen kylätalon yläkertaan. Vuokra 350 €/kk + sähkö
Oma kyläkirja: 200 sivua, painos 300 kpl, hinta-arvio 4 800 €
Kahvakuulaa maanantaisin ja äijäjoogaa keskiviikkoisin
Sovittiin, että kylätalon avain on jatkossa kaupan kassalla
Sovittiin kokoontumisista: joka toinen kuukausi, aina torstai-iltaisin
Tuetaan yhdessä koulun säilymistä; kirje sivistyslautakunnalle tammikuun loppuun mennessä
Yhteinen tapahtumakalenteri jaetaan joka talouteen postin mukana
Haetaan Leader Viisarilta 6 500 euroa kuntoportaisiin
Perustetaan kylätalkkarirengas, josta saa apua lumitöihin ja halkojen kantoon
Päätettiin pitää kyläpäivä 12.6.2027, pääesiintyjä varmistuu vielä
Tehdään kaupungille esitys katuvalojen palauttamisesta kello 23 asti
Varataan seurantalo 12.6. koko päiväksi
Pyydetään tarjous katosta kolmelta yritykseltä
Soitetaan ELY-keskuksen neuvontaan väylän aikataulusta
Laaditaan kysely ja viedään se Saleen sekä kirjastoon
Selvitetään defibrillaattorin hinta ja huolto, noin 1 500 €
Kutsutaan Keski-Suomen Kylät mukaan seuraavaan tapaamiseen
Kirjoitetaan juttu Viispiikkiseen ja Ylen Keski-Suomeen
Laitetaan ilmoitus Facebookin Haukkamäki-ryhmään ja WhatsAppiin
Kootaan talkooväkeä: tarvitaan ainakin kymmenen ihmistä ja kaksi peräkärryä
Lasketaan, paljonko hiihtoladun ajo maksaa talvessa
Haravointi ja risusavotta odottavat vappua
Tuulivoimaa ei käsitellä tänään, pidetään siitä oma ilta
Todettiin, että Äänekosken malli ei sovi meille
Kiitettiin emäntiä pullasta, ja isäntiä puista
""",
)
PARISH = (
    "Ukonniemen lähimmäispöytä",
    "Ukonniemen seurakuntakoti",
    (
        "Marjatta Siltanen;Ukonniemen seurakunta|Jaakko Honkanen;Ukonniemen seurakunta"
        "|Raili Turunen;Ukonniemen seurakunta|Kaarina Pulkkinen;SPR:n osasto"
        "|Esko Väisänen;SPR:n osasto|Taina Hirvonen;Mielenterveysyhdistys Tuki"
        "|Ari Kokkonen;Mielenterveysyhdistys Tuki|Susanna Rissanen;Etelä-Karjalan hyvinvointialue"
        "|Janne Pesonen;Etelä-Karjalan hyvinvointialue|Elsa Virolainen;Invalidit|Natalia Smirnova;Maahanmuuttajat"
        "|Markku Ikonen;Työttömät"
    ),
    """
Ruoka-apua jaetaan keskiviikkoisin klo 13–15, jonossa on ollut jopa 120 ihmistä
Pääsiäisen jälkeen aloittaa uusi diakoniatyöntekijä
Yksinäisten joulu: ateria, laulua ja kyyti kotiin
Lounasta kahdella eurolla, keitto ja leipä
Hävikkiruoka Prismasta, Lidlistä ja K-Supermarketista; kylmäauto lainaan hyvinvointialueelta
Miesten vuoro puutyöpajassa, naisille kudontaa ja kaikille kahvia
Sururyhmä kokoontuu Alatalossa helmikuussa
Suomen kielen kahvila torstaisin, vetäjiä tarvitaan lisää
Ystävätoiminta hiipui koronan aikana, nyt ystäviä on enää yhdeksän
Selkokielinen esite palveluista: suomi, venäjä, ukraina, arabia
Lasten leiri Lempiälässä heinäkuun ensimmäisellä viikolla, hinta 40 €
Omaishoitajille vapaapäivä kerran kuussa. Kela maksaa osan matkoista
Vertaistukea masennukseen: ryhmä alkaa, kun kuusi ilmoittautuu
Mielenterveysviikolla elokuvailta Bio-Nuijamiehessä
Kirpputorin tuotto katastrofirahastoon
Vapaaehtoisten kiitosjuhla Imatran Valtionhotellissa?
Digineuvontaa kirjastossa: OmaKanta, verkkopankki ja Suomi.fi tutuksi
Esteettömyyskävely torilta asemalle, pyörätuolit mukaan
Häätöuhka on yhä useammalla, velkaneuvonta ruuhkautunut
Velkaneuvojat ja Takuusäätiö kertovat lokakuussa
Kuntouttava työtoiminta muuttuu vuodenvaihteessa, kunta vastaa TE-palveluista
Saattajat sairaalaan: kenelle soitetaan viikonloppuna?
Isovanhemmiksi yksinhuoltajaperheille, koulutus MLL:n kanssa
Seniorit opettavat nuorille ruoanlaittoa, nuoret senioreille puhelimen käyttöä
Kesällä järvelle: kirkkovene ja makkaranpaistoa Ukonniemen laavulla
Rippikoululaisten keräys Yhteisvastuulle helmikuussa
Adventin aikaan avoimet ovet ja hiljainen huone
Kysyttiin, miksi bussi 3 ei enää aja Mansikkalaan
Asumisneuvoja aloitti Vuoksenniskalla maaliskuussa
Tilastot: avustuksia 412, kasvua 18 prosenttia
Sovittiin yhteisestä päivystysvuorosta pyhinä
Sovittiin vaitiolosta: mitä täällä kuullaan, se jää tänne
Jaetaan ruokakassit jatkossa kahdesta paikasta, jonot lyhenevät
Tehdään yhteinen hakemus STEAlle, omarahoitus seurakunnalta
Käytetään yhteistä ilmoittautumista Lyytissä
Seuraava koulutuspäivä Lappeenrannassa, kimppakyydit järjestetään
Viedään vanhusneuvostoon esitys penkeistä kauppareitille
Vuokrataan pakettiauto jakeluun kolmeksi kuukaudeksi
Tilataan esitteet painosta, 500 kpl per kieli
Pyydetään tulkki kahteen iltaan
Etsitään kuusi uutta ystävää ja kaksi kuljettajaa
Laaditaan kesän päivystyslista
Kysytään Imatran Vuokra-asunnoilta kerhohuonetta
Lähetetään kiitoskirje lahjoittajille
Toimitetaan aloite kaupunginhallitukselle ennen joulua
Kootaan lista paikoista, joissa saa olla ostamatta mitään
Rauhanyhdistys ja Helluntaiseurakunta kutsutaan mukaan, samoin Ortodoksit
Pelastusarmeijan padat Siwan entiseen tilaan
Mietittiin, voiko Tukinaiset ry tulla vierailulle
Virtaa riittää, kiitos kaikille
""",
)
MUNICIPALITY = (
    "Rantakylän kunnan hyvinvointipöytä",
    "Kunnantalo, valtuustosali",
    (
        "Riikka Karvonen;Rantakylän kunta|Petteri Hiltunen;Rantakylän kunta|Minna Savolainen;Rantakylän kunta"
        "|Kimmo Aaltonen;Yrittäjät|Jaana Rautiainen;Yrittäjät|Vesa Kauppinen;Hiihtoseura|Laura Mustonen;Hiihtoseura"
        "|Teemu Partanen;Nuorisovaltuusto|Venla Toivonen;Nuorisovaltuusto|Arja Keränen;Vanhusneuvosto"
        "|Pentti Oinonen;Vanhusneuvosto|Sari Miettinen;Neuvola"
    ),
    """
Hyvinvointisuunnitelma päivitetään, luonnos lautakuntaan helmikuussa
Liikuntapaikkojen maksut: alle 18-vuotiaat ilmaiseksi
Frisbeegolfrata pururadan varteen, 9 väylää aluksi
Nuorten talo auki myös perjantaisin klo 22 asti
Koulukyydit ja harrastusbussi samaan aikatauluun
Kouluterveyskyselyn mukaan joka viides nuori kokee olevansa yksinäinen
Suomen malli jatkuu; kerhoja 14, eniten sählyä ja kokkausta
Sporttikortti senioreille 60 euroa vuodessa
Uimahallimatkat Kuopioon kahdesti kuussa, omavastuu 5 €
Penkit kirkonkylän raitille 200 metrin välein
Kunnan Instagram kuntoon ja TikTokiin nuorten tekemää sisältöä
Hyvän mielen viikko lokakuussa, mukaan Mieli ry
Ikäihmisten etsivä työ: kotikäynti jokaiselle 80 vuotta täyttävälle
Kaatumisten ehkäisy, voima- ja tasapainoryhmä Onnelan salissa
Terveydenhoitajan etävastaanotto kirjastoon
Yritykset tarjoavat kesätyötä 30 nuorelle, kesätyöseteli 350 €
Päihdekysely kahdeksasluokkalaisille, tulokset vanhempainiltaan
Latukone vaihdetaan, rahoitusta haetaan AVI:lta
Avantouinti alkaa marraskuussa, sauna lämpiää tiistaisin ja sunnuntaisin
Lähiruokaa kouluihin. Leipä paikallisesta leipomosta, perunat omasta pitäjästä
Valtuusto päätti säästöistä: 180 000 euroa pois liikunnasta ja kulttuurista
Hankeraha päättyy, miten käy Voimaa vanhuuteen -ryhmien?
Tarvitaan yhteinen tilavaraus. Timmi vai jokin muu?
Lumenpudotus hallin katolta ennen hiihtolomaa
Pyöräpysäköinti katettava, pumppu ja työkalut torille
Ukrainalaiset perheet ovat löytäneet kerhot hyvin
Vieraslajien kitkentä: lupiini ja jättipalsami pois rannoilta
Lasten parlamentti kokoontui, toiveena pulkkamäki ja karkkipäivä
Lääkäripula puhuttaa, hyvinvointialue vastaa huhtikuussa
Mopoautot kaahaavat keskustassa. Poliisi lupasi valvoa
Savonia tekee opinnäytetyön osallisuudesta
Sovittiin: yksi kalenteri, Suomitapahtumat.fi
Sovittiin, että vanhusneuvosto kommentoi luonnoksen joulukuussa
Sovittiin talkoista frisbeegolfradalla toukokuussa
Yrittäjät tarjoavat palkinnot Rantakylä-hölkkään
Pilotoidaan harrastuskaveria syyslukukauden ajan
Osallistava budjetti 10 000 €, kuntalaiset äänestävät verkossa
Viedään hallitukseen: kevyen liikenteen väylä Kirkkorannalle
Pyydetään Trafix Oy:ltä selvitys nopeuksista
Tilataan korit ja kyltit radalle
Laaditaan tiedote Savon Sanomiin ja Pitäjäläiseen
Haetaan liikkumisen edistämisen avustusta, haku auki 15.12. asti
Kysytään Metsäkeskukselta neuvoa reitin linjaukseen
Kutsutaan Pohjois-Savon Liikunta kertomaan Aikuisten liikuttajasta
Selvitetään, maksaako Onni-bussi pysähtyä taajamassa
Toimitetaan kysely Wilmassa ennen syyslomaa
Pidetään työpaja nuorten kanssa Mannerheimin päivänä tai Runebergin päivänä
Käydään katsomassa Siilinjärven mallia
Merkitään reitit Luontoon.fi-palveluun ja Jälki-sovellukseen
Ilmoitetaan Kuntaliiton verkostoon, että olemme mukana
""",
)


@pytest.mark.parametrize("told", [VILLAGE, PARISH, MUNICIPALITY], ids=lambda told: told[0])
def test_a_long_evening_asks_little(told: tuple[str, str, str, str]) -> None:
    """Twelve people and fifty lines: at most five places wait, and no ordinary word is covered."""
    title, place, roster, lines = told
    session = evening(title, place, roster, tuple(lines.strip().splitlines()))
    finder = proofread([session]).finder
    places = [place for _, text in texts_of(session) for place in finder.places(text)]
    assert [place.word for place in places if place.certain] == []
    assert len(places) <= MOST, [place.word for place in places]
