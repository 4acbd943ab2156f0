"""The words that the rules rest on, each list with the one thing it tells."""

import re


def any_of(*alternatives: str) -> str:
    """One pattern that matches whichever of its alternatives fits first."""
    return f"(?:{'|'.join(alternatives)})"


SURNAMES = frozenset(
    (
        "Kim Lee Yi Ri Rhee Park Pak Choi Choe Jung Jeong Chung Jong Kang Cho Jo Yoon Yun Jang Chang Lim Im Han Oh "
        "Seo Suh Shin Sin Kwon Hwang Ahn An Song Jeon Hong Yoo Yu Ryu Ko Koh Moon Mun Son Sohn Yang Bae Baek Paik Heo "
        "Hur Nam Sim Shim Noh Roh Ha Kwak Sung Seong Cha Joo Chu Woo Koo Gu Min Jin Ji Um Eom Won Chon Bang Kong Hyun "
        "Ham Byun Yeom Thae Ban Pyo Chae Eun Wang Li Zhang Liu Chen Zhao Huang Zhou Wu Xu Sun Hu Zhu Gao Lin He Guo "
        "Ma Luo Liang Xie Tang Deng Xi Geng Mao Hua Qin Lu Paek Hyon Pyon Ryang Ryom Rim Ro Pang Kil Ku Kye "
        "Tak Maeng Seol Gil Gong Choo Joung Chong Boo Bahk Thak Myung Tae Kwack Yeo Yeom Pae Cheon Jun"
    ).split()
)  # Korean and Chinese family names: written first, they show that a given name follows

# what a person who speaks in an article is there as
ROLE_NOUN = any_of(
    "(?:executive )?director(?:[- ]general)?", "researcher", "analyst", "activist", "spokes(?:man|woman|person)",
    "lawmaker", "professor", "lawyer", "attorney", "pastor", "missionary", "founder", "co-founder", "head", "chief",
    "president", "vice[- ]president", "chair(?:man|woman|person)?", "leader", "secretary(?:[- ]general)?", "minister",
    "vice[- ]minister", "ambassador", "envoy", "rapporteur", "commissioner", "official", "officer", "representative",
    "coordinator", "fellow", "scholar", "expert", "adviser", "advisor", "manager", "executive", "journalist",
    "reporter", "investigator", "broker", "member", "senator", "congress(?:man|woman)", "governor", "mayor", "judge",
    "prosecutor", "defector", "campaigner", "advocate", "consul", "diplomat", "counsel", "bishop", "priest",
    "reverend", "economist", "historian", "author",
)  # fmt: skip
# what a person is by trade, told beside the name
OCCUPATION = any_of(
    "actor", "actress", "accountant", "administrator", "agent", "aid worker", "aide", "anchor", "anthropologist",
    "archbishop", "architect", "artist", "attach[ée]", "barrister", "blogger", "boss", "businessman", "businesswoman",
    "captain", "cardinal", "chancellor", "chaplain", "chef", "chief executive", "colonel", "columnist", "commander",
    "commentator", "consultant", "correspondent", "council(?:l?or|man|woman)", "counsel(?:l?or)", "critic", "curator",
    "deacon", "dean", "delegate", "demographer", "dentist", "deputy", "designer", "detective", "dictator", "doctor",
    "editor(?:-in-chief)?", "elder", "engineer", "epidemiologist", "evangelist", "ex-[a-z]+", "field worker",
    "filmmaker", "fund-?raiser", "general", "geographer", "guide", "host", "imam", "inspector", "instructor",
    "interpreter", "intern", "king", "lead author", "lecturer", "legislator", "librarian", "lieutenant", "magistrate",
    "major", "mediator", "monk", "MP", "musician", "negotiator", "novelist", "nun", "nurse", "ombudsman", "operator",
    "organi[sz]er", "owner", "painter", "paralegal", "partner", "peer", "photographer", "physician", "physicist",
    "pilot", "poet", "policeman", "policewoman", "premier", "presenter", "prime minister", "principal", "producer",
    "psychiatrist", "psychologist", "queen", "rabbi", "reader", "receptionist", "rector", "relief worker", "reservist",
    "scientist", "sergeant", "seminarian", "singer", "smuggler", "social worker", "sociologist", "solicitor",
    "specialist", "speaker", "stationmaster", "strategist", "superintendent", "supervisor", "surgeon", "teacher",
    "technician", "trader", "translator", "treasurer", "trustee", "undersecretary", "veteran", "vice-chair",
    "volunteer", "warden", "whip", "worker", "writer", "youtuber", "President-elect", "president-elect", "chair",
    "co-director", "co-chair", "co-ordinator", "number two", "number-two", "chief of staff", "shaman", "barber",
    "conductor", "composer", "pianist", "violinist", "accordionist", "choirmaster", "academic", "archivist", "linguist",
    "theologian", "criminologist", "archaeologist", "jurist", "abbot", "vicar", "inspector[- ]general",
    "cabinet secretary", "moderator", "camera(?:man|woman)", "fixer", "freelancer",
    "counsellor", "(?:political )?commissar", "mufti", "chief of police",
    "(?-i:baker)", "bartender", "blacksmith", "bookkeeper", "bricklayer", "builder", "busker", "(?-i:butcher)",
    "cabdriver", "(?-i:carpenter)", "cashier", "caretaker", "(?-i:cleaner)", "cobbler", "(?-i:cook)",
    "cosmetologist", "courier", "dancer", "dockworker", "dressmaker", "(?-i:driver)", "electrician",
    "(?-i:farmer)", "farmhand", "firefighter", "fisher(?:man|woman)?", "foreman", "forester", "(?-i:gardener)",
    "glazier", "guard", "hairdresser", "handyman", "herder", "herdsman", "housekeeper", "insurance agent",
    "janitor", "joiner", "labou?rer", "locksmith", "logger", "machinist", "(?-i:mason)", "masseuse", "mechanic",
    "merchant", "midwife", "(?-i:miller)", "(?-i:miner)", "nanny", "optician", "paramedic", "peddler",
    "pharmacist", "plasterer", "plumber", "(?-i:porter)", "(?-i:potter)", "programmer", "railway(?:man| worker)",
    "rickshaw puller", "roofer", "sailor", "salesman", "saleswoman", "seaman", "seamstress", "(?-i:shepherd)",
    "shoemaker", "shopkeeper", "signal(?:man|ler)", "statistician", "stonemason", "surveyor", "tailor",
    "tiler", "vendor", "veterinarian", "vet", "waiter", "waitress", "(?-i:weaver)",
    "welder", "woodcutter", "C[EFO]O", "cinematographer", "forecaster", "meteorologist", "coach", "goalkeeper",
    "athlete", "swimmer", "weightlifter", "footballer", "playwright", "choreographer", "screenwriter", "sculptor",
    "animator", "publicist", "agronomist", "biologist", "botanist", "chemist", "geologist", "ecologist",
    "hydrologist", "oceanographer", "neurologist", "paediatrician", "pediatrician", "radiologist",
    "an(?:a)?esthetist", "orthodontist", "obstetrician", "gyn(?:a)?ecologist", "cardiologist", "dermatologist",
    "therapist", "physiotherapist", "dietician", "caseworker", "schoolteacher", "headmaster", "headmistress",
    "headteacher", "provost", "bursar", "registrar", "coroner", "bailiff", "notary", "stockbroker", "auditor",
    "actuary", "auctioneer", "florist", "grocer", "greengrocer", "innkeeper", "hotelier", "restaurateur", "brewer",
    "beekeeper", "orchardist", "(?:[a-z]+ )?seller", "dispatcher", "conscript", "harbou?rmaster", "coastguard",
    "lighthouse keeper", "publican", "cartoonist", "illustrator", "lyricist",
    "conven[eo]r", "skipper", "tutor", "(?-i:Lead)", "ranking member",
)  # fmt: skip
_RANK = "(?:(?:Vice|Deputy|Prime|Foreign|Unification|Interior|Defen[cs]e|Justice|Chief|First|Former|Acting|Special) )*"
# what stands before a name and shows that one follows
TITLE = any_of(
    _RANK
    + any_of(
        "President", "Minister", "Premier", "Chancellor", "Ambassador", "Secretary(?: of State)?", "Envoy",
        "Representative", "Commissioner", "Rapporteur", "Director", "Chairman", "Chairwoman", "Leader", "leader",
        "Speaker", r"Rep\.", r"Sen\.", r"Gov\.", "Senator", "Congressman", "Congresswoman", "Governor", "Mayor",
        "Judge", "Justice", "Pastor", r"Rev\.", "Reverend", "Father", "Bishop", r"Dr\.?", r"Prof\.", "Professor",
        r"Gen\.", "General", r"Lt\.", r"Col\.", "Colonel", r"Capt\.", "Consul", "King", "Queen", "Prince", "Pope",
    ),
    "spokes(?:man|woman|person)", "lawmaker", "activist", "researcher", "pastor", "missionary", "director", "lawyer",
    "analyst", "professor", "broker", "defector", "dictator",
)  # fmt: skip
# a rank of police or army, in short or in full, with those that stand beside it: "Pol Lt Col"
RANK = any_of(
    "Pol", "Police", "Lt", "Lieutenant", "Col", "Colonel", "Maj", "Major", "Gen", "General", "Capt", "Captain", "Sgt",
    "Sergeant", "Brig", "Brigadier", "Adm", "Admiral", "Cmdr", "Commander", "Insp", "Inspector", "Supt",
    "Superintendent", "Det", "Detective", "Sub", "Snr", "Senior", "Asst", "Assistant", "Cpl", "Corporal",
)  # fmt: skip
# verbs of telling: what follows is on somebody's word
SPEECH = any_of(
    "said", "says?", "saying", "told", "tells", "stated", "states", "noted", "notes", "added", "adds", "reported",
    "reports", "claimed", "claims", "estimated", "estimates?", "believes?", "believed", "announced", "announces",
    "revealed", "reveals", "disclosed", "alleged", "alleges", "argued", "argues", "explained", "explains", "wrote",
    "writes", "confirmed", "confirms", "warned", "warns", "insisted", "insists", "maintained", "testified",
    "recalled", "pointed out", "counted", "counts", "identified", "documented", "found",
    r"puts? (?:the(?= (?:[\w-]+ ){0,2}(?:number|figure|total|toll|count|tally|share|population)\b)|it)",
    "recorded", "tallied", "quoted",
)  # fmt: skip
# a word for a relative, and the tie that it states
KIN = {
    "sister": "sisterOf", "brother": "brotherOf", "mother": "motherOf", "father": "fatherOf",
    "daughter": "daughterOf", "son": "sonOf", "wife": "wifeOf", "husband": "husbandOf", "cousin": "cousinOf",
    "aunt": "auntOf", "uncle": "uncleOf", "relative": "relativeOf",
}  # fmt: skip

# how a sentence goes on from a figure told before it
TAKES_UP = re.compile(r"^(?:The (?:figure|number|total)|(?:It|That|This) (?:is|was|compares|follows))\b")

_ESE = (
    "(?-i:[A-Z])[a-z]+ese(?! (?!were|was|are|who|in|at|from|to|and|had|have|on|by|through|after|since|with|for"
    "|nationals|citizens)[a-z])"
)  # "Japanese", but not that of "Japanese officials"
# nouns that people are counted by: a number before any other counts something else
PEOPLE = any_of(
    # whoever they are
    "brothers and sisters", "people", "persons?", "women", "woman", "men", "man", "children", "child", "kids",
    "toddlers", "newborns", "teens", "girls?",
    "boys?", "infants?", "bab(?:y|ies)", "individuals?", "teenagers?", "minors?", "youths?", "youngsters",
    "schoolgirls", "adults?", "females?", "males?", "souls", "lives",
    # by what they belong to
    "(?:north |south )?koreans", "nationals?", "citizens?", "residents?", "civilians?", "villagers", "foreigners?",
    "compatriots", "rohingyas?", "hmong", "montagnards?", "kurds?", "tamils?", "turks", "cubans?", "afghans?",
    "tajiks", "kazakhs", "turkmens?", "kyrgyz", "thais", "filipinos", "serbs", "croats", "poles", "czechs", "slovaks",
    "malays", "mongols", "khmers", "chechens", "tatars", "britons", "kachins?", "tigrayans", "lao", "saudis",
    "(?-i:[A-Z])[a-z]+(?:ans|yghurs|ghurs|eks|zis|ris|lis|qis|nis|his"
    "|tis)", _ESE, "christians", "believers", "converts",
    "worshippers", "family members", "members", "relatives", "siblings", "sisters", "brothers", "spouses", "husbands",
    "wives", "brides", "partners?(?= in| who)", "grandchildren", "orphans?",
    # by what befell them
    "defectors?", "refugees?", "escapees?", "escapers?", "escaped", "migrants?", "immigrants?", "asylum[- ]seekers?",
    "fugitives?", "runaways", "deserters", "exiles", "dissidents", "opponents", "stowaways", "boat people",
    "crossers", "swimmers", "arrivals?", "newcomers?", "dependants", "dependents", "clients", "returned", "returnees?",
    "deportees?", "expellees?",
    "evacuees?", "prisoners?(?! of war)", "detainees?", "inmates?", "captives", "abductees", "suspects", "victims?",
    "trafficked", "homeless", "survivors", "hostages", "applicants", "lodgers", "occupants", "participants",
    "interviewees", "witnesses", "trainees", "defendants", "pows",
    "card-holders",
    # by what they do
    "workers?", "employees", "staff(?:ers)?", "cooks", "farmers", "miners", "traders", "seafarers", "technicians",
    "deacons", "elders", "pastors", "restaurant workers", "waitresses", "labou?rers", "loggers", "lumberjacks",
    "fishermen", "sailors?",
    "crew(?:men)?", "soldiers?", "students?", "pupils", "passengers?", "travellers?", "guides", "escorts",
    "smugglers", "traffickers", "brokers", "missionaries", "nuns", "monks", "activists", "diplomats", "journalists",
    "lawyers",
    # some of those spoken of
    "of them", "of these", "of those", "of whom", "of us", "of the (?:group|total|detainees|refugees)", "others",
)  # fmt: skip
# people, wherever they stand in a text
PEOPLE_RE = re.compile(PEOPLE + r"\b", re.IGNORECASE)
