"""Words that decide what a capitalised name beside them means: general English, no names in the news."""

from __future__ import annotations

import unicodedata

from digest.language.calendar import ENGLISH_CALENDAR

UPPER = "".join(letter for letter in map(chr, range(0x41, 0x530)) if unicodedata.category(letter) == "Lu")
"""Capital letters of the Latin, Greek and Cyrillic alphabets, for character classes."""

COMPANY = frozenset(
    """
    AB AG Air Airline Airlines Airways Aluminium Aluminum Assurance Automobile Aviation Banc Bancorp
    Bancorporation Bank Banking Beverage Brands Breweries Broadcasting Bros Brothers Cable Capital
    Cement Chemical Chemicals Co Coal Communications Company Computer Computers Controls Corp
    Corporation Credit Dairy Development Edison Electric Electronics Energy Engineering Enterprises
    Equities Exchange Express Fargo Fidelity Finance Financial Foods Fund Futures Gas GmbH Gold Group
    Holding Holdings Homes Hotels Inc Incorporated Industrial Industries Inns Instruments Insurance
    Investment Investments Land Leasing Life Light Limited Lines Ltd Manufacturing Marine Materials
    Media Medical Merchants Metals Minerals Mining Mobile Motor Motors Mutual NV Natural Oil Packaging
    Paper Partners Petroleum Pharmaceuticals Pipeline Plc Power Products Properties Publishing Railroad
    Railway Re Realty Refining Resources Restaurants SA Savings Securities Semiconductor Shipping
    Software Solutions SpA Steel Stores Sugar Systems Technologies Technology Telecom Telecommunications
    Telephone Textiles Tobacco Tool Tractor Trust Utilities Works
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

TOWN_FEATURES = frozenset("Beach Creek Falls Harbor Harbour Head Heights Hills Ridge Rock Springs Wells".split())
"""Words that behind an adjective make a town's name, and are also surnames: Indian Wells."""

INSTITUTIONS_OF_ANY_STATE = frozenset(
    (
        "House of Representatives",
        *(f"{name} Department" for name in "Justice Treasury Commerce Defense Agriculture Energy".split()),
    )
)
"""Seats of power by which newsrooms mean the United States, though other states have theirs."""

ACCORD = frozenset(
    """
    accord accords agreement agreements club consensus convention conventions declaration pact protocol
    treaty
    """.split()
)
"""Words that make a town's name the name of a text: the Paris Agreement, the Paris accord."""

OFFICES = frozenset(
    """
    Acting Adm Admiral Ambassador Archbishop Attorney Ayatollah Bishop Brigadier Canon Cardinal Caretaker Chairman
    Chairperson Chairwoman Chancellor Chief Col Colonel Commander Commissioner Congressman Congresswoman Consul
    Councillor Crown Deputy Dictator Director Emir Emperor Envoy Executive Gen General Gov Governor Head
    Imam Interim Judge Justice King Leader Lieutenant Lt MP Maj Major Marshal Mayor Minister Ministers
    Officer Opposition PM Permanent Pope Premier Premier-designate President President-elect Presidents
    Prime Prince Princess Prosecutor Queen Rabbi Rear Rep Representative Secretary Secretary-designate Sen
    Senator Senators Sergeant Sheikh Sheikha Speaker Spokesman Spokesperson Spokeswoman State Sultan Taoiseach
    Treasurer Undersecretary Vice Whip
    """.split()
)
"""Words of public office before a name."""

HONORIFICS = frozenset(
    """
    Baron Baroness Brother Daw CEO CFO COO Capt Captain Dame Datuk Dr Father Fr Lady Lord Madame Miss Mme Mr
    Mrs Ms Msgr Prof Professor Rev Reverend Sgt Sir Sister Sri
    """.split()
)
"""Forms of address before a name."""

SHORTENED = frozenset("Adm Capt Col Dr Fr Ft Gen Gov Lt Maj Mr Mrs Ms Mt Prof Rep Rev Sen Sgt St".split())
"""Short forms with a full stop, behind which a name goes on."""

STATE = OFFICES | frozenset(
    """
    Administration Affairs Agriculture Air Armed Army Assembly Authorities Authority Border Budget
    Cabinet Central Coast Coastguard Commerce Communist Conference Congress Congressional Conservative
    Constitution Constitutional Consulate Court Customs Defence Defense Democrat Democratic Democrats
    Department Diplomacy Economic Economy Education Election Embassy Energy Environment Finance
    Extraordinary Fisheries Fleet Force Forces Foreign Government Green Guard Guards Health High Home Human
    Independence Industry Information Intelligence Interior International Kingdom Labor Labour Law
    Liberal Military Ministry Mission Monetary National Naval Navy Nuclear Parliament Parliamentary
    Party People Peoples Police Plenipotentiary Policy Postal Presidency Presidential Public Reform Regional Republic
    Republican Republicans Reserve Revolution Revolutionary Science Security Self Senate Social
    Socialist Special Strategic Summit Supreme Tourism Trade Transport Treasury War Workers
    """.split()
)
"""Words of state: beside a country's name they leave it the country's (Japan Coast Guard, Prime Minister of
India)."""

ORGANS = (OFFICES - {"Executive", "State"}) | frozenset(
    """
    Army Assembly Authority Board Cabinet Central Command Commission Committee Consulate Corps Council Court Department
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

CALENDAR = ENGLISH_CALENDAR
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
    Activist Actor Actress Administrator Analyst Analysts Anchor Archaeologist Artist Astronaut Astronomer Attorney
    Author Banker Bassist Coroner Beekeeper Botanist Bowler Butcher Carpenter Chemist Choreographer Composer Conductor
    Cricketer Cyclist Dancer Dentist Drummer Electrician Farmer Geologist Gymnast Jockey Jeweller Librarian
    Mathematician Mechanic Midwife Nurse Pharmacist Pianist Plumber Potter Psychologist Rower Runner Sailor Sculptor
    Skater Skier Sociologist Sprinter Surgeon Tailor Theologian Translator Violinist Wrestler
    Billionaire Biologist Boxer Businessman Businesswoman Campaigner Candidate Captain Chairman Champion
    Chef Coach Columnist Comedian Congressman Conservative Constable Correspondent Critic Curator
    Defender Democrat Designer Detective Director Doctor Driver Economist Editor Engineer Entrepreneur
    Expert Filmmaker Fisherman Footballer Former Forward Founder Goalkeeper Golfer Guest Guitarist Historian
    Honorable Honourable Host Incumbent Independent Inspector Investor Journalist Labour Lawyer Liberal
    Manager Midfielder Model Musician Nominee Novelist Officer Organiser Organizer Painter Philosopher
    Photographer Physicist Pilot Pitcher Player Playwright Poet Presenter Principal Producer Protester
    Quarterback Rabbi Rapper Registrar Rapporteur Reporter Republican Researcher Resident Scientist Sheriff Singer
    Skipper Soldier Songwriter Striker Student Superintendent Swimmer Teacher Trader Trainer Veteran
    Winger Writer
    """.split()
)
"""Occupations before a name that are not public offices."""

OCCASIONS = frozenset(
    (
        *"Adha Chanukah Christmas Diwali Easter Fitr Gras Hanukkah Hashanah Kippur Nowruz Passover Puja".split(),
        "Ramadan",
        *(f"{name} Cross" for name in "Conspicuous Fiery George Iron Military Navy Southern Victoria".split()),
        *("Chinese New Year", "Lunar New Year", "Good Friday", "Purple Heart", "Ballon d'Or", "Palme d'Or"),
        *("Eid al-Fitr", "Eid al-Adha", "Prix Goncourt", "Golden Globe", "Golden Globes", "Golden Bear", "Golden Lion"),
    )
)
"""Holidays and honours with names like a person's, and words that end such a name."""

SURNAMES_TOO = frozenset(
    """
    Banks Bishop Bush Castle Day Dean East Field Green Hill Hilton Judge King Law Major March May Page
    Parks Pope Power Powers Price Prince Rivers Stone Ward Waters West Woods Young
    """.split()
)
"""Words of state, company and calendar that are common surnames: behind a given name they are that."""

SHIPS = (
    "carrier|ship|warship|destroyer|frigate|submarine|cruiser|corvette|vessel|tanker|freighter|trawler|ferry|yacht|boat|"
    "icebreaker|hurricane|cyclone|typhoon|storm|album|song|single|film|movie|musical|opera|novel|book|newspaper|daily|"
    "weekly|magazine|brand|label|group|firm|company|supermarket|chain|retailer|(?!film|law|policy|peace)\\w+maker|giant|"
    "lender|insurer|startup|start-up|bank|airline|"
    "(?:village|town|city|port|province|island|district|county|municipality|department|region|state|suburb|resort|"
    "battle) of|(?:born|raised|educated|based|located|headquartered) in"
)
"""Words before a name that make it a ship's, a work's, a firm's or a place's, as a pattern."""

TRADES = (
    "accordionist|activist|actor|actress|adviser|advisor|aide|analyst|artist|astronaut|author|bassist|biographer|biologist|blogger|broadcaster|"
    "businessman|businesswoman|campaigner|captain|coach|colleague|columnist|comedian|commentator|composer|"
    "conductor|consultant|co-founder|correspondent|critic|cyclist|defender|designer|director|dissident|doctor|"
    "economist|editor|engineer|entrepreneur|environmentalist|epidemiologist|expert|farmer|filmmaker|financier|"
    "footballer|forward|founder|goalkeeper|golfer|guitarist|historian|humorist|husband|investor|journalist|keeper|"
    "keyboardist|lawyer|lecturer|linguist|manager|mathematician|midfielder|militant|musician|novelist|nurse|officer|organizer|"
    "organiser|owner|painter|partner|pastor|philanthropist|philosopher|photographer|physicist|pilot|pitcher|playmaker|"
    "playwright|poet|politician|priest|producer|professor|psychologist|quarterback|rapper|recruit|reporter|researcher|resident|"
    "scholar|scientist|sculptor|singer|skipper|socialite|sociologist|soldier|solicitor|sprinter|strategist|striker|"
    "saxophonist|trombonist|trumpeter|vocalist|violinist|pianist|percussionist|organist|drummer|flautist|cellist|harpist|"
    "student|suspect|swimmer|teacher|tycoon|victim|virologist|volunteer|winger|winner|wife|widow|son|daughter|brother|"
    "sister|father|mother|cousin|nephew|niece|uncle|girlfriend|boyfriend|fianc\u00e9e?|mentor|rival|opponent|successor|"
    "predecessor|teammate|whistleblower|writer|veteran"
)
"""What somebody does or is to another, in small letters, as a pattern: before a name or behind it, it is a person's."""

CREDITS = frozenset("Additional Compiled Compiling Edited Editing Reporting Writing".split())
"""Words that begin the next credit behind a name: (Reporting by Hans Muster; Editing by …)."""

POSTFIXES = frozenset("CBE CEO DBE KBE KC MBE MD MEP MP OBE PC QC SC".split())
"""Honours and the like behind a name."""

THINGS = frozenset(
    """
    Abbey Accord Accords Act Advisers Advisors Advisory Agency Agenda Aid Album Alliance Amendment
    Analytics Appeal Arboretum Arena Army Arts Associates Auditorium Ave Avenue Award Awards Bakery Band
    Banquet Barracks Basilica Beach Bill Bistro Book Bookstore Boulevard Bowl Brands Brewery Brigade
    Brotherhood Building Bureau Cabin Cafe Campaign Cancer Case Casino Casinos Castle Cellars Cemetery
    Center Centre Chair Challenge Championship Championships Charity Charter Chief Choir Chronicles
    Circle Circuit City Civic Classic Clinic Clubs Coalition Code Collection Colleges Comet Commission
    Committee Commonwealth Community Complex Concert Confederation Conference Congress Connection
    Consulting Cooperative Corps Correctional Council Country County Courthouse Crater Creek Crisis
    Crossing Cup Cups Cyclone Dam Debate Deluxe Democracy Depot Derby Desk Diner Distillery
    Distinguished District Division Dock Docklands Docks Doctors Doctrine Drive Dynasty Edition
    Elementary Empire Endowment Ensemble Estate Express Expressway Facilities Facility Farm Farms
    Federation Fellow Fellows Fellowship Ferry Festival File Film Films Fleet Formation Fort Forum
    Foundation Freeway Front Ft Galaxy Gallery Games Garden Gardens Gazette Grand Grill Grove Guild Gym
    Hall Halls Harbor Harbour Heights High Highway Hollow Hook Hospice Hospitals House Hurricane Hut
    Image Initiative Inn Inquiry Institute International Investigation Invitational Junction Kitchen Lab
    Laboratory Labs Lake Lane League Lecture Lectures Library Lighthouse Line Lines List Lodge Logistics
    Lounge Machine Magazine Mall Manor Mansion Marathon Market Markets Mausoleum Meets Memorial Method
    Middle Mill Mine Mines Mission Model Monastery Monument Mosque Motorway Mount Movement Mt Musical
    Nebula Network Number Nursery Observatory Orchestra Organisation Organization Pact Page Parade
    Parish Parkway Party Pavilion Peak Photo Photograph Picture Pier Plan Plant Plateau Playhouse Plaza
    Point Polytechnic Port Presidential Principle Prison Prix Prize Production Productions Professorship
    Program Programme Project Province Pub Pumps Quarry Quarter Quartet Quest Quintet Raceway Racing
    Ranch Range Records Reef Refinery Refuge Region Relations Report Republic Research Reservation
    Reserve Reservoir Residences Resort Revolution Ridge Ring Rink Riot Riots Road Roads Room Saga Saint
    Saints San Sanctuary Santa Scholar Scholars Scholarship School Schools Seminary Series Service
    Services Shipyard Shop Shops Show Shrine Sinfonia Spa Speech Speedway Springs Square St Stadium
    Stakes State States Station Store Storm Story Strait Strategies Streets Studio Studios Suite Suites
    Summit Symphony Synagogue Syndicate Syndrome Tavern Tea Team Telescope Temple Terminal Terrace
    Territory Theatres Theorem Theory Tour Towers Township Track Tragedy Trail Tram Trial Tribe Trilogy
    Trio Trophy Troupe Trust Tunnel Turnpike Typhoon Union Unit Universe Valley Vault Ventures Video
    Village Villas Vineyard Vineyards Virus Vs War Ward Warning Watch Way Week Wetlands Wharf Winery
    Wing Winners Works Workshop World Yard Zone
    Bagh Bazaar Chowk Ghat Jayanti Marg Mela Nagar Puja Salai Yatra
    """.split()
)
"""Words that end the name of a thing that is called after somebody, or of anything that is nobody."""

SPEAKING = (
    "said|says|told|added|adds|asked|argued|explained|wrote|writes|tweeted|replied|recalled|noted|stressed|insisted|"
    "admitted|announced|claimed|commented|concluded|declared|denied|warned|testified|stated|remarked|urged|vowed"
)
"""Verbs of quotation, as a pattern."""

PEOPLES = (
    *(f"{part} American" for part in ("African", "Asian", "Central", "Latin", "Native", "North", "South", "Pan")),
    *("Pan-American", "Inter-American", "Trans-American"),
    *(f"{part} African" for part in ("East", "Southern", "West")),
    *(f"{part} Asian" for part in ("Central", "East", "South", "Southeast")),
    *(f"{part} Indian" for part in ("American", "East", "West")),
)
"""Peoples and parts of the world with a country's adjective in their names, which do not mean that country."""

JOINABLE = frozenset(
    """
    Afro Anti Austro Belgo Central Counter Cross East Eastern Euro Ex Former Inter Intra Mid Neo Non North Northern
    Pan Post Pre Pro Re Semi Sino South Southern Trans Ultra West Western
    """.split()
)
"""Words before a hyphen that do not change the name behind it: Non-NATO, Anti-Trump."""

PARTICLES = (
    "abu af al av ben bin bint da das de del della den der di do dos du e el i ibn la las le los ten ter van von y zu"
).split()
"""Small words inside a person's name."""

DOLLARS = "dollar dollars dlr dlrs franc francs".split()
"""Money behind a country's noun as well as its adjective: Hong Kong dollars, Luxembourg francs."""

MONEY = r"""
    afghanis? baht birr bolivars? cedis? crown(?!\s(?:court|dep|jew|land|prin)) crowns dinars? dirhams? dong
    forints? francs? guilders? hryvnias? korun[ay] kr[oó]n[aeu]r? kunas? kwacha kyats? lari leu lev lei?
    lir[ae] manat marks? naira pesos? pounds? rand reai?s real(?!\sestate) rials? ringgits? riyals? roubles?
    rubles? rupees? rupiah shekels? shillings? taka tenge yen yuan zlotys? (?<=korean\s)won
""".split()
"""Money behind a country's adjective, as patterns for small letters: it is the money that is meant (Swiss francs). What
is also a verb only where it can be none: Korean won."""

SHOUTED_AMBIGUOUS = frozenset(
    """
    CIA DANE DANES FINN FINNS JERSEY KIWI KIWIS LAO POLE POLES POLISH QUAD ROK SCOTS SWEDE SWEDES TURKS
    US
    """.split()
)
"""Names that in a headline of capitals may be a common word."""
