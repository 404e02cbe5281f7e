"""Words that decide what a capitalised name beside them means: general English, no names in the news."""

from __future__ import annotations

import unicodedata

UPPER = "".join(letter for letter in map(chr, range(0x41, 0x530)) if unicodedata.category(letter) == "Lu")
"""Capital letters of the Latin, Greek and Cyrillic alphabets, for character classes."""

COMPANY = frozenset(
    """
    AB AG Air Airline Airlines Airways Aluminium Aluminum Assurance Automobile Aviation Banc Bancorp
    Bancorporation Bank Banking Beverage Brands Breweries Broadcasting Brothers Cable Capital Cement
    Chemical Chemicals Co Coal Communications Company Computer Computers Corp Corporation Credit Dairy
    Development Edison Electric Electronics Energy Engineering Enterprises Equities Exchange Express
    Fargo Fidelity Finance Financial Foods Fund Futures Gas GmbH Gold Group Holding Holdings Homes
    Hotels Inc Incorporated Industrial Industries Inns Instruments Insurance Investment Investments Land
    Leasing Life Light Limited Lines Ltd Manufacturing Marine Materials Media Medical Merchants Metals
    Minerals Mining Mobile Motor Motors Mutual NV Natural Oil Packaging Paper Partners Petroleum
    Pharmaceuticals Pipeline Plc Power Products Properties Publishing Railroad Railway Re Realty
    Refining Resources Restaurants SA Savings Securities Semiconductor Shipping Software Solutions SpA
    Steel Stores Sugar Systems Technologies Technology Telecom Telecommunications Telephone Textiles
    Tobacco Tool Tractor Trust Utilities Works
    """.split()
)
"""Words that make the capitalised words before them the name of a company."""

INSTITUTION = frozenset(
    """
    Academy Archbishop Arsenal Association Athletic Bank Battle Bishop Bulletin Cathedral Chronicle
    Church City Club College Courier Cup Daily Duchess Duke FC Festival Foundation Gazette Globe Herald
    Hilton Hospital Hotel Institute Journal Mail Monitor Museum News Olympics Open Orchestra Post Prince
    Princess Radio Review Rovers School Society Star Sun TV Telegraph Theatre Times Today Treaty Tribune
    United University Voice Weekly Zoo
    """.split()
)
"""Words that make the name beside them the name of an institution: `University of`, `… Times`."""

FEATURE = frozenset(
    """
    Airport Archipelago Avenue Base Basin Bay Boulevard Bridge Canal Cape Channel Current Desert Falls
    Garden Gardens Gulf Island Islands Isle Lake Mountain Mountains Ocean Palace Park Pass Peninsula
    Plain River Road Sea Square Stadium Strait Straits Street Tower Trench Valley
    """.split()
)
"""Words that make the name beside them a piece of geography: `Gulf of`, `… Ocean`."""

ACCORD = frozenset(
    """
    accord accords agreement agreements club consensus convention conventions declaration pact protocol
    treaty
    """.split()
)
"""Words that make a town's name the name of a text: the Paris Agreement, the Paris accord."""

OFFICES = frozenset(
    """
    Acting Adm Admiral Ambassador Archbishop Attorney Ayatollah Brigadier Cardinal Caretaker Chairman
    Chairperson Chairwoman Chancellor Chief Col Colonel Commander Commissioner Congressman Congresswoman
    Councillor Crown Deputy Dictator Director Emir Emperor Envoy Executive Gen General Gov Governor Head
    Imam Interim Judge Justice King Lieutenant Lt MP Maj Major Marshal Mayor Minister Ministers Officer
    Opposition Permanent Premier President Presidents Prime Prince Princess Prosecutor Queen Rear Rep
    Representative Secretary Sen Senator Sergeant Sheikh Speaker Spokesman Spokesperson Spokeswoman
    State Sultan Taoiseach Treasurer Undersecretary Vice Whip
    """.split()
)
"""Words of public office, as they stand before a name."""

HONORIFICS = frozenset(
    """
    Baron Baroness Dame Dr Lady Lord Miss Mr Mrs Ms Pope Prof Professor Saint Sir
    """.split()
)
"""Forms of address, as they stand before a name."""

STATE = OFFICES | frozenset(
    """
    Administration Affairs Agriculture Air Armed Army Assembly Authorities Authority Border Budget
    Cabinet Central Coast Coastguard Commerce Communist Conference Congress Congressional Conservative
    Constitution Constitutional Consulate Court Customs Defence Defense Democrat Democratic Democrats
    Department Diplomacy Economic Economy Education Election Embassy Energy Environment Finance
    Fisheries Fleet Force Forces Foreign Government Green Guard Guards Health High Home Human
    Independence Industry Information Intelligence Interior International Kingdom Labor Labour Law
    Liberal Military Ministry Mission Monetary National Naval Navy Nuclear Parliament Parliamentary
    Party People Peoples Police Policy Postal Presidency Presidential Public Reform Regional Republic
    Republican Republicans Reserve Revolution Revolutionary Science Security Self Senate Social
    Socialist Special Strategic Summit Supreme Tourism Trade Transport Treasury War Workers
    """.split()
)
"""Words of state: beside a country's name they leave it the country's (Japan Coast Guard, Prime Minister of
India)."""

ORGANS = (OFFICES - {"Executive", "State"}) | frozenset(
    """
    Army Assembly Cabinet Central Command Commission Committee Consulate Corps Council Court Department
    Embassy Fleet Force Forces Government Guard Guards Ministry Mission National Navy Parliament Party
    Police Senate Treasury Union
    """.split()
)
"""Words that make even a bank or an oil ministry the state's."""

MODIFIERS = frozenset(
    """
    Ancient Arab Central Coastal Communist Continental Divided East Eastern Former Greater Imperial
    Independent Inner Lower Mainland Metropolitan Mid Modern Nazi Neighboring Neighbouring New North
    Northeast Northeastern Northern Northwest Northwestern Occupied Outer Rural South Southeast
    Southeastern Southern Southwest Southwestern Upper West Western
    """.split()
)
"""Words before a country's name that leave it a country's."""

CALENDAR = frozenset(
    """
    Apr April Aug August Dec December Feb February Fri Friday Jan January Jul July Jun June Mar March
    May Mon Monday Nov November Oct October Sat Saturday Sep Sept September Sun Sunday Thu Thursday Tue
    Tuesday Wed Wednesday
    """.split()
)
"""Months and days."""

OPENERS = frozenset(
    """
    A About Across After Against Ahead All Along Also Although Amid Among An And Another Any As Asked At
    Because Before Behind Besides Between Both But By Despite During Each Earlier Even Every Few For
    From Given Had Has Have He Her His How However If In Including Instead Into Is It Its Just Last
    Later Like Many Meanwhile Most Much Neither No Nor Not Now Of Off On Once One Only Or Other Our Out
    Outside Over She Since So Some Still Such Than That The Their Then There These They This Those
    Though Through To Today Tomorrow Two Under Unlike Until Upon Was We Were What When Where Whether
    Which While Who Whose Why Will With Within Without Yesterday Yet
    """.split()
)
"""Words that are capitals only because they open a sentence."""

GIVEN = frozenset(
    """
    Aaron Adam Adrian Ahmad Ahmed Alan Albert Alex Alexander Ali Alice Amanda Amy Andrea Andreas Andrew
    Angela Anna Anne Anthony Antonio Arthur Barbara Ben Benjamin Bernard Betty Bill Bob Brian Bruce Carl
    Carlos Carol Caroline Catherine Charles Charlotte Chris Christian Christine Christopher Claire
    Claude Craig Daniel David Deborah Denis Dennis Diana Diane Donald Donna Dorothy Douglas Edward
    Eleanor Elizabeth Ellen Emily Emma Eric Erik Ernest Eva Fatima Francis Francisco Frank Fred
    Frederick Gary George Gerald Gerard Gordon Grace Graham Greg Gregory Hans Harold Harry Hassan
    Heather Helen Henri Henry Howard Hussein Ian Ibrahim Isaac Ivan Jack Jacob Jacques James Jan Jane
    Janet Jason Jean Jeff Jeffrey Jennifer Jeremy Jerry Jessica Jim Joan Joe Johan Johann John Jonathan
    Jorge Jose Joseph Joshua José Juan Judith Julia Julian Julie Justin Karen Karl Kate Katherine Keith
    Kelly Ken Kenneth Kevin Larry Laura Lauren Lawrence Lee Leo Leonard Linda Lisa Louis Louise Lucy
    Luis Luke Marc Marco Margaret Maria Marie Mario Mark Martha Martin Mary María Matthew Maurice Max
    Megan Melissa Michael Michel Michelle Miguel Mike Mohamed Mohammad Mohammed Muhammad Nancy Natalie
    Nicholas Nicolas Nicole Nigel Nina Noah Norman Olga Oliver Omar Oscar Otto Pablo Pamela Patricia
    Patrick Paul Paula Pedro Peter Philip Philippe Phillip Pierre Rachel Ralph Raymond Rebecca Richard
    Robert Robin Roger Roland Ronald Rosa Roy Russell Ruth Ryan Sam Samuel Sandra Sara Sarah Scott Sean
    Sharon Simon Sofia Sophia Sophie Stefan Stephanie Stephen Steve Steven Stuart Susan Teresa Theodore
    Thomas Tim Timothy Tom Tony Tyler Ursula Victor Victoria Vincent Walter Wayne William Yusuf Zoe
    """.split()
)
"""Given names: one at the head of a sentence before a country's name makes that a surname (Michael Jordan)."""

PEOPLES = (
    *(f"{part} American" for part in ("African", "Asian", "Central", "Latin", "Native", "North", "South")),
    *(f"{part} African" for part in ("East", "Southern", "West")),
    *(f"{part} Asian" for part in ("Central", "East", "South", "Southeast")),
    *(f"{part} Indian" for part in ("American", "East", "West")),
)
"""Peoples and parts of the world whose names hold a country's adjective and do not mean that country."""

PARTICLES = "al el bin ibn bint van von der den de del della di da dos du la le ter ten zu af y e".split()
"""Small words inside a person's name."""

DOLLARS = "dollar dollars dlr dlrs".split()
"""Money that stands even behind a country's noun: Hong Kong dollars."""

MONEY = """
    baht crowns dinar dinars dirham dirhams franc francs guilder guilders krona krone kroner kronor lira lire marks
    peso pesos pounds rial rials ringgit riyal riyals rouble roubles ruble rubles rupee rupees shilling shillings yuan
""".split()
"""Money behind a country's adjective: it is the money that is meant (Swiss francs). Not what is also a verb: won."""

SHOUTED_AMBIGUOUS = frozenset(
    """
    CIA DANE DANES FINN FINNS JERSEY KIWI KIWIS LAO POLE POLES POLISH QUAD ROK SCOTS SWEDE SWEDES TURKS
    US
    """.split()
)
"""Names that in a headline of capitals may be a common word."""
