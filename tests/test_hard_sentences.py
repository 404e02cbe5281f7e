"""Hard sentences: the text, whom a careful reader says it names, why it is hard. Rules get them, not exceptions."""

import pytest

from digest.gazetteer import Gazetteer, builtin
from digest.tagging import tag

HARD = [
    ("The Bank of Japan raised rates.", {"Bank of Japan"}, "a bank that we know"),
    ("The Bank of Slovenia raised rates.", set(), "a bank that we do not"),
    ("Air Namibia cut fares on Monday.", set(), "a company's word before the name"),
    ("Shares of Japan Tobacco and Cyprus Minerals Co fell.", set(), "a noun that goes on"),
    ("Danish Airways and Mexican Airlines cut flights.", set(), "an adjective before a company's word"),
    ("The Swiss Bank Corp and Polish Airlines agreed.", set(), "the same further on"),
    ("The Iranian Oil Ministry replied.", {"Iran"}, "a company's word before a word of state"),
    ("Ships crossed the South China Sea.", set(), "a region holds a country's name"),
    ("They sailed the Gulf of Mexico and the Indian Ocean.", set(), "seas that no entry lists"),
    ("Voters in New Mexico decided.", {"United States"}, "a state holds a country's name"),
    ("He studied at the University of Texas.", set(), "a university"),
    ("The Washington Post and the Times of India reported.", set(), "outlets hold names"),
    ("Reuters and Xinhua reported from Kyiv.", {"Ukraine"}, "agencies are not actors by being cited"),
    ("US-led forces met pro-Moscow fighters.", {"United States", "Russia"}, "hyphens behind and before"),
    ("Sino-Russian trade grew.", {"China", "Russia"}, "two in one word"),
    ("Tokyo-Beijing ties froze.", {"Japan", "China"}, "two capitals in one word"),
    ("The U.S.\u2019s envoy met Ukraine\u2019s president.", {"United States", "Ukraine"}, "curly possessives"),
    ("He left the U.S. Ukraine stayed.", {"United States", "Ukraine"}, "dotted initials end a sentence"),
    ("Tell us what the US wants.", {"United States"}, "case decides"),
    ("Jim Jordan spoke. Jordan said no. Jordan left.", {"Jim Jordan"}, "a surname once is a surname throughout"),
    ("Michael Jordan bought a team.", {"Michael Jordan"}, "a given name opens the sentence"),
    ("In Jordan the king spoke.", {"Jordan"}, "a preposition opens the sentence"),
    ("Most of Jordan is desert.", {"Jordan"}, "of, but of no institution"),
    ("Georgia's governor spoke in Atlanta.", {"United States"}, "the state, by its town"),
    ("Georgia, Florida and Texas vote today.", {"United States"}, "the state, among states"),
    ("Georgia's parliament met in Tbilisi.", {"Georgia"}, "the country, by its capital"),
    ("Talks on Papua New Guinea opened.", {"Papua New Guinea"}, "Guinea is not meant"),
    ("Guinea-Bissau and Guinea met.", {"Guinea-Bissau", "Guinea"}, "the longest first"),
    ("Congolese troops moved.", {"Democratic Republic of the Congo"}, "whose adjective is it"),
    ("The Democratic People's Republic of Korea fired.", {"North Korea"}, "a long form with a possessive"),
    ("C\u00f4te d\u2019Ivoire and T\u00fcrkiye signed.", {"Ivory Coast", "Turkey"}, "letters beyond ASCII"),
    ("It cost 5 million Swiss francs or 6 million Hong Kong dollars.", set(), "money"),
    ("Russia won and Chinese pounds on the door.", {"Russia"}, "a verb is no money"),
    ("The Paris Agreement and the Minsk accords hold.", set(), "accords bear a town's name"),
    ("Latin American leaders met Native Americans.", set(), "peoples that are not the United States"),
    ("South American farmers met American buyers.", {"United States"}, "one of each"),
    ("Paris Saint-Germain beat Manchester United.", set(), "football clubs"),
    ("The Prince of Wales visited.", set(), "a title"),
    ("The WHO said so.", set(), "a weak name alone"),
    ("The World Health Organization warned. The WHO said more.", {"World Health Organization"}, "borne out"),
    ("India, Japan and the Quad met.", {"India", "Japan", "Quad"}, "a weak name beside two members"),
    ("Al-Qaeda and al-Shabaab fled.", {"Al-Qaeda", "Al-Shabaab"}, "a small letter at the head"),
    ("Mr. Trump met Melania Trump at Trump Tower.", {"Donald Trump", "Melania Trump"}, "a spouse, a building"),
    ("Israel Katz said Israel would act.", {"Israel Katz", "Israel"}, "a given name is a country's"),
    ("Chancellor Olaf Scholz called von der Leyen.", {"Olaf Scholz", "Ursula von der Leyen"}, "particles"),
    ("Yoon Suk Yeol met Tsai Ing-wen. Yoon and Tsai smiled.", {"Yoon Suk Yeol", "Tsai Ing-wen"}, "family name first"),
    ("Foreign Minister Hans Muster left. Muster said little.", {"Hans Muster"}, "an office introduces"),
    ("Gen. Ana de la Cruz spoke.", {"Ana de la Cruz"}, "a short office, small words in the name"),
    ("Eva Muster, Norway's former vice-president, died.", {"Eva Muster", "Norway"}, "an apposition"),
    (
        "Analyst Hans Muster and Eva Beispiel doubt it.",
        {"Hans Muster", "Eva Beispiel"},
        "what somebody does is no name",
    ),
    (
        "Police in Paris, Texas, closed the road to London, Ontario.",
        {"United States", "Canada"},
        "the wider part decides",
    ),
    ("The fire in Athens, Ga., spread to Dayton, OH.", {"United States"}, "a short form behind a town"),
    (
        "They met in Milan, Italy, and in Moscow, Iran and China.",
        {"Italy", "Russia", "Iran", "China"},
        "a list, a place",
    ),
    ("Liverpool beat Barcelona 4-0 and Juventus lost to Lyon.", set(), "clubs bear their towns' names"),
    ("New London Oil moved to Little Havana.", set(), "new ones are other towns"),
    ("The Uruguay round and the Doha round failed.", set(), "rounds of talks bear a place's name"),
    (
        "Mumbai, Kharkiv and Los Angeles are far apart.",
        {"India", "Ukraine", "United States"},
        "cities by their own name",
    ),
    ("President Yoon met Prime Minister Modi.", {"Yoon Suk Yeol", "Narendra Modi"}, "an office and a surname"),
    ("Former Prime Minister Kishida spoke.", {"Fumio Kishida"}, "a former office"),
    (
        "South Korea's Yoon Suk Yeol and China's Sun Weidong talked.",
        {"South Korea", "Yoon Suk Yeol", "China", "Sun Weidong"},
        "family name first, not the day, not the star",
    ),
    (
        "Abdel Fattah al-Burhan met Mohammed bin Zayed.",
        {"Abdel Fattah al-Burhan", "Mohamed bin Zayed"},
        "Arab particles",
    ),
    (
        "Ahmed al-Muster fled with Abu Bakr al-Beispiel.",
        {"Ahmed al-Muster", "Abu Bakr al-Beispiel"},
        "strangers with them",
    ),
    (
        "Andr\u00e9s Manuel L\u00f3pez Obrador spoke. L\u00f3pez Obrador left.",
        {"Andr\u00e9s Manuel L\u00f3pez Obrador"},
        "a double surname",
    ),
    ("Pilar Muster de la Torre sang.", {"Pilar Muster de la Torre"}, "small words inside a stranger's name"),
    ("On Monday Xyzal Muster won. Muster said so.", {"Xyzal Muster"}, "a surname that comes again and is quoted"),
    ("Wells Muster fell. Wells said so.", set(), "a firm comes again by its first word"),
    (
        "Virginia Beach, Santa Monica and St. Louis Cardinals fans.",
        set(),
        "given names in the names of places and teams",
    ),
    ("The Hans Muster Foundation and the Eva Muster Prize.", set(), "things that are called after somebody"),
    ("Dave Muster Band plays Victoria Park.", set(), "a band, a park"),
    ("Sgt. Eva Muster and Rev. Hans Beispiel left.", {"Eva Muster", "Hans Beispiel"}, "short forms of address"),
    ("J. Robert Muster and George W. Bush met.", {"J. Robert Muster", "George W. Bush"}, "initials"),
    (
        "Jean-Claude Muster and Jos\u00e9 Beispiel left.",
        {"Jean-Claude Muster", "Jos\u00e9 Beispiel"},
        "hyphens and accents",
    ),
    ("Theresa May met Pope Francis in May.", {"Theresa May", "Pope Francis"}, "a month is a surname"),
    (
        "Burma, Zaire and Swaziland were their names.",
        {"Myanmar", "Democratic Republic of the Congo", "Eswatini"},
        "former names",
    ),
    (
        "Islamic State Khorasan is not Islamic State.",
        {"Islamic State Khorasan", "Islamic State"},
        "the longest group",
    ),
    ("The White House and the Kremlin spoke.", {"United States", "Russia"}, "seats of power"),
    ("Non-NATO and pro-EU voters met anti-Hamas ones.", {"NATO", "European Union", "Hamas"}, "prefixes"),
    ("Turkey-based firms and a Russia-backed militia.", {"Turkey", "Russia"}, "what is based or backed"),
    ("The Arctic Council met in the Faroe Islands.", {"Arctic Council", "Faroe Islands"}, "a council, a territory"),
    ("Casey-Werner hired Superintendent Eva Muster MP.", {"Eva Muster"}, "a hyphen makes one word"),
    ("A Boeing 707 and an Airbus A320 landed.", set(), "what a company made is not the company"),
    ("Boeing lost an order.", {"Boeing"}, "but the company is"),
    ("The Iraq War veteran wrote on the Korean War.", set(), "wars bear their countries' names"),
    ("Russia's war in Ukraine goes on.", {"Russia", "Ukraine"}, "but this is news of both"),
    ("Native American groups and Indian nations sued.", set(), "Indians of America"),
    ("Mayor Park Won-soon of Seoul died.", {"Park Won-soon", "South Korea"}, "a family name that is a word"),
    ("Sayyid Ali Hosseini Khamenei spoke.", {"Ali Khamenei"}, "a longer name of one whom we know"),
    ("The governor of North Cotabato spoke.", set(), "a place behind an office"),
    ("Hamza bin Laden, son of Osama bin Laden, died.", {"Hamza bin Laden", "Osama bin Laden"}, "a son bears the name"),
    ("He ate turkey with china plates in may.", set(), "small letters are no names"),
    ("See https://example.org/Japan and www.Russia.example", set(), "addresses are not prose"),
    ("Japanization and Indians, Chinatown, Germanic.", {"India"}, "parts of words"),
    ("The Soviet Union fell; Czechoslovakia split.", {"Soviet Union", "Czechoslovakia"}, "states that are no more"),
    ("", set(), "nothing at all"),
]


@pytest.fixture(scope="module")
def known() -> Gazetteer:
    return builtin()


@pytest.mark.parametrize(("text", "expected", "why"), HARD)
def test_a_hard_sentence(text: str, expected: set[str], why: str, known: Gazetteer) -> None:
    tagging = tag("", text, known)
    assert {each.actor.name for each in (*tagging.actors, *tagging.mentions)} == expected, why


def test_there_are_enough_of_them() -> None:
    assert len(HARD) >= 60
