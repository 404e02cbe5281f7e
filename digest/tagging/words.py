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
    Opposition Permanent Premier Pope President Presidents Prime Prince Princess Prosecutor Queen Rear Rep
    Representative Secretary Sen Senator Sergeant Sheikh Speaker Spokesman Spokesperson Spokeswoman
    State Sultan Taoiseach Treasurer Undersecretary Vice Whip
    """.split()
)
"""Words of public office, as they stand before a name."""

HONORIFICS = frozenset(
    """
    Baron Baroness Brother Capt Captain Dame Dr Father Fr Lady Lord Miss Mr Mrs Ms Msgr Prof Professor
    Rev Reverend Sgt Sir Sister Sri
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

ROLES = frozenset(
    """
    Activist Actor Actress Administrator Analyst Analysts Anchor Artist Attorney Author Banker
    Billionaire Biologist Boxer Businessman Businesswoman Campaigner Candidate Captain Chairman Champion
    Chef Coach Columnist Comedian Congressman Conservative Constable Correspondent Critic Curator
    Defender Democrat Designer Detective Director Doctor Driver Economist Editor Engineer Entrepreneur
    Expert Filmmaker Fisherman Footballer Former Forward Founder Goalkeeper Golfer Guitarist Historian
    Honorable Honourable Incumbent Independent Inspector Investor Journalist Labour Lawyer Liberal
    Manager Midfielder Model Musician Nominee Novelist Officer Organiser Organizer Painter Philosopher
    Photographer Physicist Pilot Pitcher Player Playwright Poet Presenter Principal Producer Protester
    Quarterback Rapper Rapporteur Reporter Republican Researcher Resident Scientist Sheriff Singer
    Skipper Soldier Songwriter Striker Student Superintendent Swimmer Teacher Trader Trainer Veteran
    Winger Writer
    """.split()
)
"""What somebody does, as it stands before a name; no office."""

SURNAMES_TOO = frozenset(
    """
    Banks Bishop Bush Day Dean East Field Green Hill Judge King Law Major March May Page Parks Pope
    Power Powers Price Prince Rivers Waters West Woods Young
    """.split()
)
"""Words of state, company and calendar that are common surnames: behind a given name they are that."""

POSTFIXES = frozenset("CBE CEO DBE KBE KC MBE MD MEP MP OBE PC QC SC".split())
"""Honours and the like behind a name."""

THINGS = frozenset(
    """
    Abbey Accord Accords Act Advisers Advisors Advisory Agency Agenda Alliance Amendment Analytics
    Appeal Arena Army Associates Ave Avenue Award Awards Bakery Band Basilica Beach Bill Bistro Book
    Bookstore Boulevard Bowl Brands Brewery Brigade Building Bureau Cafe Campaign Cancer Case Castle
    Center Centre Challenge Championship Championships Charity Charter Chief Choir City Classic Clinic
    Coalition Code Collection Comet Commission Committee Community Complex Concert Conference Congress
    Connection Consulting Cooperative Corps Council Country County Crater Creek Crisis Cyclone Debate
    Derby Desk Diner District Division Dock Docks Doctors Doctrine Drive Dynasty Edition Elementary
    Empire Ensemble Estate Express Farm Farms Ferry Festival File Film Films Fleet Formation Fort Forum
    Foundation Front Ft Galaxy Games Garden Gardens Grand Grill Grove Gym Hall Harbor Harbour Heights
    High Hollow Hook House Hurricane Image Initiative Inn Inquiry Institute International Investigation
    Invitational Junction Laboratory Labs Lake Lane League Library Line Lines List Lodge Logistics
    Magazine Mall Manor Marathon Market Markets Memorial Method Middle Mill Mission Model Mosque Mount
    Movement Mt Nebula Network Number Observatory Orchestra Organisation Organization Pact Page Parish
    Party Pavilion Peak Photo Photograph Picture Pier Plan Playhouse Plaza Point Port Prison Prix Prize
    Production Productions Program Programme Project Province Quarter Quartet Quintet Raceway Racing
    Ranch Range Records Region Relations Report Republic Research Residences Revolution Ridge Ring Rink
    Road Room Saint Saints San Santa Schools Series Service Services Show Shrine Sinfonia Speedway
    Springs Square St Stakes State States Station Store Storm Story Strait Strategies Studio Studios
    Suites Summit Symphony Synagogue Syndrome Team Telescope Temple Territory Theorem Theory Township
    Track Trail Trial Tribe Trio Trophy Troupe Tunnel Typhoon Union Unit Valley Ventures Video Village
    Villas Vineyard Vineyards Virus War Ward Warning Watch Way Week Winery Wing Yard
    """.split()
)
"""Words that end the name of a thing that is called after somebody, or of anything that is nobody."""

SPEAKING = (
    "said|says|told|added|adds|asked|argued|explained|wrote|writes|tweeted|replied|recalled|noted|stressed|insisted|"
    "admitted|announced|claimed|commented|concluded|declared|denied|warned|testified|stated|remarked|urged|vowed"
)
"""Verbs of quotation, as a pattern."""

PEOPLES = (
    *(f"{part} American" for part in ("African", "Asian", "Central", "Latin", "Native", "North", "South")),
    *(f"{part} African" for part in ("East", "Southern", "West")),
    *(f"{part} Asian" for part in ("Central", "East", "South", "Southeast")),
    *(f"{part} Indian" for part in ("American", "East", "West")),
)
"""Peoples and parts of the world whose names hold a country's adjective and do not mean that country."""

PARTICLES = (
    "abu af al av ben bin bint da das de del della den der di do dos du e el i ibn la las le los ten ter van von y zu"
).split()
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
