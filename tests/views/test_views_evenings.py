"""Seven ordinary evenings as secretaries write them: the proof asks little, and takes no ordinary word for a name."""

from datetime import date

import pytest

from kpfacil.model.entries import Agreement, Idea, Task
from kpfacil.model.meeting import Meeting
from kpfacil.model.people import Participant, Party
from kpfacil.model.session import Session
from kpfacil.model.table import Table
from kpfacil.views.proof import proofread, texts_of

MOST = 5
"""How many places an ordinary evening may ask about."""

VILLAGE = (
    "Korpelan kyläpöytä",
    "Korpelan koulu",
    (
        "Liisa Mäkinen;Kylätoimikunta|Pekka Virtanen;Kylätoimikunta|Toivo Lahti;Metsästysseura|Aino Salo;Martat"
        "|Veikko Rantanen;Metsästysseura|Sirpa Koski;Jämsän kaupunki|Jari Nieminen;Jämsän kaupunki|Satu Laine;Martat"
        "|Kerttu Halonen;Eläkeliitto|Heikki Aho;Eläkeliitto|Anna-Maija Korhonen;Seurakunta"
    ),
    (
        "Kyläpäivä järjestetään maaliskuussa koululla. Kahvit tarjoavat Martat ja Eläkeliitto yhdessä.",
        "Lauantaina 20.3. klo 10–14 avoimet ovet, ohjelmaa lapsille ja vanhuksille.",
        "Kimppakyydit Jämsään tiistaisin ja torstaisin: auto lähtee koululta klo 9.15.",
        "Haetaan Leader-rahoitusta, noin 5 000 €. Haku päättyy 31.1.2027.",
        "Perhokerho alkaa syksyllä. Toivottavasti saadaan kymmenen nuorta mukaan.",
        "Kysytään kaupungilta, aurataanko latu Himoksen suuntaan joulukuussa.",
        "Mäki koulun takana on liukas, hiekoitus joka aamu ennen kahdeksaa.",
        "Lähde kirkolle klo 18, paluu noin klo 21.",
        "Tehdään WhatsApp-ryhmä ja sivu Facebookiin. Ilmoitus myös Vekkari-lehteen.",
        "Metsästysseura lahjoittaa hirvenlihaa keittoon. Lahja on suuri apu.",
        "Pian avataan kahvio, ainoa koko kylällä. Aukioloajat sovitaan helmikuussa.",
        "Kunta ei tue tilavuokraa, mutta seurakunta antaa salin ilmaiseksi.",
        "Nuorisovaltuusto ja 4H-yhdistys kutsutaan ensi kerralla.",
        "Sovittiin: jokainen tuo naapurin mukaan. Näin saadaan uusia ihmisiä.",
        "Postin palvelupiste siirtyy K-Markettiin, kertoi kaupungin edustaja.",
    ),
)
TOWN = (
    "Hyvinvoinnin alueellinen kumppanuuspöytä",
    "Kaupungintalo, Päijänne-sali",
    (
        "Marja Heikkinen;Hyvinvointialue|Timo Kallio;Hyvinvointialue|Pia Niemi;SPR"
        "|Mika Ojala;SPR|Virpi Karhu;Jyväskylän kaupunki|Kari Lehto;Jyväskylän kaupunki|Eeva Saarinen;Mieli ry"
        "|Juha Harju;Mieli ry|Outi Peltola;Omaishoitajat|Tuula Virta;Omaishoitajat|Sami Korpi;Nuoret ry"
        "|Fatima Ali;Nuoret ry"
    ),
    (
        "Hyvinvointialueen lähitorjuntatyö tarvitsee vapaaehtoisia. SPR kouluttaa heitä Teamsissa keskiviikkoisin.",
        "THL:n kyselyn mukaan yksinäisyys kasvaa; Kouluterveyskysely tehdään keväällä 2027.",
        "Kela ja TE-palvelut mukaan ensi kokoukseen, myös Jyväskylän yliopisto ja JAMK.",
        "Pidetään infotilaisuus Palokan kirjastossa ma 7.12. klo 17.00–18.30.",
        "Olkkari-toiminta laajenee Tikkakoskelle ja Säynätsaloon. Kuljetus järjestyy VR:n ja Linkin kanssa.",
        "Omaishoitajien virkistyspäivä Peurungassa elokuussa. Hinta 35 €/hlö.",
        "Lehdistötiedote Keskisuomalaiseen ja Ylelle. Some-kampanja Instagramissa, tunniste #yhdessä.",
        "Marjassa käynti ja metsäretki: lähtö Laajavuoresta, kesto 2 h.",
        "Harjun portaat ovat esteelliset. Korpi ja lehto esteettömäksi reitiksi.",
        "Haetaan STEA-avustusta syyskuussa. Budjetti n. 45 000 euroa, omarahoitus 10 %.",
        "Chat auki arkisin klo 12–20, puhelin ma–pe. Päivystys joulun pyhinä.",
        "Selvitetään, voiko Waltti-kortilla matkustaa ilmaiseksi. Asia viedään lautakuntaan.",
        "Euroopan sosiaalirahasto (ESR+) ja Erasmus+ ovat mahdollisia rahoittajia.",
        "Otetaan käyttöön Lyyti ilmoittautumisiin ja Webropol palautteeseen.",
    ),
)
CULTURE = (
    "Kulttuurin kumppanuuspöytä",
    "Taidemuseo",
    (
        "Elina Järvinen;Taiteet|Matti Lampi;Taiteet|Riitta Vuori;Museo|Olli Hakala;Museo|Sanna Kivi;Opisto"
        "|Ville Metsälä;Opisto|Johanna Lindström;Svenska föreningen|Peter Holm;Svenska föreningen"
        "|Noora Paju;Tanssikoulu|Antti Kurki;Tanssikoulu|Ulla Tuominen;Kirjasto"
    ),
    (
        "Taiteiden yö elokuun lopussa: Kauppatori, Aleksanterinkatu ja satama.",
        "Näyttely avataan perjantaina 5.3.2027, esillä Kalevala-aiheisia grafiikoita.",
        "Kirjaston satutunti suomeksi, ruotsiksi ja arabiaksi. Luetaan Muumit ja Peppi.",
        "Tanssiteos harjoitellaan Kansalaisopiston salissa. Vuokra 20 €/h sis. alv.",
        "Museokortti käy kaikkialla. Kultturikassi-kokeilu jatkuu Espoossa ja Vantaalla.",
        "Pyydetään Taikelta ja Suomen Kulttuurirahastolta tukea; OKM:n haku on tammikuussa.",
        "Kurki ja joutsen -reliefi puhdistetaan. Kivi on halki, korjaus maksaa noin 1 200 €.",
        "Svenska dagen firas i biblioteket den 6 november. Kaffe och musik.",
        "Vuorilla kiipeilevä installaatio siirtyy kesään. Lampi jäätyy vasta joulukuussa.",
        "Järvellä soudetaan juhannuksena, soittajat tulevat veneellä.",
        "Tiedotus: Canva-pohjat, Google Drive -kansio, uutiskirje joka kuun 1. pv.",
        "Ks. liite 2. Esim. Porin jazz ja Kuhmon kamarimusiikki ovat hyviä malleja.",
    ),
)

LAKE = (
    "Puulan rannan kumppanuuspöytä",
    "Liukolan kyläkoulu",
    (
        "Toivo Lahti;Kyläyhdistys|Aamu Mäkinen;Kyläyhdistys|Pekka Ranta;Kalaveden osakaskunta"
        "|Satu Heinonen;Martat|Ilo Pitkänen;Nuorisoseura|Rauha Kinnunen;Eläkeliitto"
        "|Onni Laitinen;Metsästysseura|Tuuli Kallio;Hirvensalmen kunta|Visa Virtanen;Hirvensalmen kunta"
        "|Oiva Suhonen;Seurakunta"
    ),
    (
        "Uimarannalle Kissakoskelle uusi laituri ja pukukoppi ennen juhannusta, talkoot toukokuussa.",
        "Toivottiin, että kirjastoauto pysähtyisi myös Ripatissa ja Suonsalmella kerran viikossa.",
        "Kimppakyyti Mikkeliin: aamulla klo 7.30 koululta, paluu illalla. Kysytään Matkahuollolta hinta.",
        "Järven rannat siivotaan. Puulan pinta on laskenut, ELY-keskus säännöstelee Kissakosken voimalaa.",
        "Joulukuussa lauletaan joululaulut koululla, rauhaa ja iloa kaikille.",
        "Sovittiin, että kylätalon vuokra on 40 € illalta, kokouksista ei peritä mitään.",
        "Pidetään yhteinen tapaaminen Otavan ja Ristiinan kylien kanssa tammikuussa.",
        "Haetaan Leader Veejj:ltä 6 000 € laituriin, oma osuus talkoina.",
        "Tehdään ilmoitus Länsi-Savoon ja Facebookiin, lisäksi lappu Salen seinälle.",
        "Varataan kaivinkone, ja kysytään hiekkaa Rudukselta.",
    ),
)
SUBURB = (
    "Hakunilan alueen kumppanuuspöytä",
    "Hakunilan kirjasto",
    (
        "Suvi Korhonen;Vantaan kaupunki|Pyry Nieminen;Nuorisotila|Armas Lehtonen;Eläkkeensaajat"
        "|Kaisa Mäki;Asukasyhdistys|Hamza Warsame;Somaliseura|Olga Ivanova;Venäjänkieliset ry|Mirja Salo;SPR"
        "|Teuvo Aalto;SPR|Lumi Heikkilä;Partio|Helmi Saarinen;Seurakunta"
    ),
    (
        "Yhteinen pihajuhla Ormuspellon koululla elokuun lopussa, musiikkia ja ruokaa monesta maasta.",
        "Läksykerho tiistaisin kirjastossa; apuna Laurean ja Metropolian opiskelijoita.",
        "Suvena mäki palaa ruskeaksi: kastelu ja kukkia Hakunilantien varteen.",
        "Vanhat ihmiset pelkäävät pimeällä. Valaistus korjattava Kuussillantiellä, ilmoitus Vantaan palautepalveluun.",
        "Ruoka-apua jaetaan Hakunilan seurakunnan salissa perjantaisin, jono ulottuu ratikkapysäkille asti.",
        "Perustetaan naapuriapurinki WhatsAppiin. Säännöt selkosuomeksi, arabiaksi, somaliksi ja venäjäksi.",
        "Pidetään jokaisen kuun ensimmäinen torstai vapaana yhteisille kahveille.",
        "Kutsutaan poliisi ja HSL kertomaan ratikan työmaasta.",
        "Pyydetään Vantaan Energialta ja Ikealta tukea pihajuhlaan.",
        "Painetaan esite kuudella kielellä, taitto kansalaisopiston kurssilla.",
    ),
)
ARTS = (
    "Kainuun kulttuurin kumppanuuspöytä",
    "Kaukametsän opisto",
    (
        "Ilmari Oja;Kajaanin kaupunki|Vieno Karjalainen;Kansalaisopisto|Eino Leino-Virta;Runoviikko"
        "|Sanna Kemppainen;Teatteri|Aleksi Heikkinen;Musiikkiopisto|Päivi Moilanen;Kuvataiteilijat"
        "|Kauko Tolonen;Kotiseutuyhdistys|Tarja Juntunen;Kirjasto|Onerva Huotari;Tanssikoulu"
    ),
    (
        "Runoviikko heinäkuussa: päivät torilla, illat linnanraunioilla. Teemana Kajaani-joki ja tervansoutu.",
        "Kauko-ohjaus nettiin: harrastukset kuuluvat myös Puolangan ja Suomussalmen lapsille.",
        "Päivisin lapsille, iltaisin aikuisille – sama esitys kahdesti Generaattorissa.",
        "Vienon Karjalan laulumaiden perinne esiin Juminkeon kanssa Kuhmossa.",
        "Elias Lönnrotin juhlavuosi 2027: näyttely, kävelyreitti ja oopperakonsertti.",
        "Sovitaan yhteisestä tapahtumakalenterista, jota ylläpitää Kainuun liitto.",
        "Taidelainaamo kiertää kunnissa bussilla kerran kuussa.",
        "Selvitetään Taiteen edistämiskeskuksen ja Kulttuurirahaston haut syksylle.",
        "Lähetetään kutsu Kainuun Sanomille, Ylelle ja Radio Kajaukselle.",
        "Pyydetään tarjous tulostuksesta ja kysytään vapaata seinää Prismasta.",
    ),
)

WORDS = (
    "Kyläpöytä",
    "Kirjasto",
    (
        "Otto Mäki;Kylätoimikunta|Toivo Lahti;Kylätoimikunta|Aino Salo;Martat|Tuula Virta;Martat|Pia Niemi;SPR"
        "|Sirpa Koski;SPR|Satu Ranta;Seurakunta|Taisto Oja;Seurakunta|Rauha Harju;Eläkeliitto|Urho Lehto;Eläkeliitto"
        "|Onni Saari;Metsästysseura"
    ),
    (
        "Kyläpäivä maaliskuussa koululla, mäki on silloin auki.",
        "Kimppakyydit kirkolle, ja kesällä lahden rantaan.",
        "Hillotalkoot elokuussa, onni suosii rohkeaa.",
        "Yhteinen ilmoitustaulu. Toivotaan siitä iloa.",
        "Ranta siivotaan toukokuussa.",
        "Pidetään kyläpäivä yhdessä.",
        "Mäki hiekoitetaan koulun takaa joka aamu.",
        "Varataan sali, ja katsotaan että virta riittää.",
        "Kysytään kunnalta Niemen tien talvikunnossapidosta.",
        "Etsitään kyläpäivälle juontaja.",
    ),
)
"""Eleven people each of whose last names is an ordinary word."""


def evening(title: str, place: str, roster: str, texts: tuple[str, ...]) -> Session:
    rows = [row.split(";") for row in roster.split("|")]
    parties = {name: f"t{at}" for at, name in enumerate(dict.fromkeys(party for _, party in rows))}
    third = len(texts) // 3
    return Session(
        table=Table(name=title, theme="arjen apu", ground_rules=("Puhutaan yksi kerrallaan. Kännykät kiinni.",)),
        meeting=Meeting(date=date(2026, 11, 25), place=place),
        parties=tuple(Party(id=handle, name=name) for name, handle in parties.items()),
        participants=tuple(
            Participant(
                id=name.split()[0].casefold().replace("ä", "a").replace("ö", "o"), name=name, party=parties[party]
            )
            for name, party in rows
        ),
        ideas=tuple(Idea(id=f"I{at}", text=text) for at, text in enumerate(texts[: 2 * third], 1)),
        agreements=tuple(Agreement(id=f"S{at}", text=text) for at, text in enumerate(texts[2 * third : -3], 1)),
        tasks=tuple(Task(id=f"T{at}", text=text) for at, text in enumerate(texts[-3:], 1)),
    )


@pytest.mark.parametrize("told", [VILLAGE, TOWN, CULTURE, LAKE, SUBURB, ARTS, WORDS], ids=lambda told: told[0])
def test_an_ordinary_evening_asks_little(told: tuple[str, str, str, tuple[str, ...]]) -> None:
    """At most five places wait to be decided, and none of the words is taken for something that nobody can keep."""
    session = evening(*told)
    finder = proofread([session]).finder
    places = [place for _, text in texts_of(session) for place in finder.places(text)]
    assert [place.word for place in places if place.certain] == []
    assert len(places) <= MOST, [place.word for place in places]


@pytest.mark.parametrize("word", ["Riittävän", "Päivitetään", "Millainen", "Määritellään", "Juhannuksena"])
def test_a_word_that_only_begins_as_a_name_is_none(word: str) -> None:
    """Riitta, Päivi, Milla, Maarit and Juhani are not found in ordinary words, wherever these stand."""
    names = ("Riitta", "Päivi", "Milla", "Maarit", "Juhani")
    people = "|".join(f"{name} Qvvist;Martat" for name in names)
    finder = proofread([evening("Pöytä", "Koulu", people, ())]).finder
    assert finder.places(f"{word} hyvä kahvi.") == ()
    assert finder.places(f"sovittiin, {word.casefold()} kahvi") == ()


@pytest.mark.parametrize(
    "said",
    ["haetaan Koneen Säätiöltä", "kutsutaan John Nurmisen Säätiö", "Turku Energia maksaa", "bussi käy Kontulassa",
     "soitetaan Lahtisen Auto Oy:hyn", "kysytään Lapsiasiavaltuutetulta", "avataan Nuortentalo Vimma"],
)  # fmt: skip
def test_a_body_and_a_place_are_no_strangers(said: str) -> None:
    """A name that goes on as those of bodies do, and what something is in, names no person to ask about."""
    finder = proofread([evening("Pöytä", "Koulu", "Kerttu Halonen;Martat|Aino Qvvist;Martat", ())]).finder
    assert finder.places(f"Sovittiin: {said}") == ()
