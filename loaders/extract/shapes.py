"""The shapes of names in running text, and the words that never belong to one."""

import re

from refoulement.loaders.extract.lexicon import SURNAMES, any_of

UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĻŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŴŶŸŹŻŽƠƯȘȚẠ-Ỹ"
WORD = rf"(?:(?:[Aa]l|[Ee]l|[Uu]l|[Aa]d|[Aa]s|[Aa]sh|[Aa]r)-)?[{UPPER}]\w*(?:'\w\w+)?(?:-\w+(?:'\w\w+)?)*"
_PARTICLE = any_of(
    "de las?", "de los", "del?", "della", "da", "dos", "di", "du", "van", "von", "der", "den", "ter", "bin", "bint",
    "binti", "ibn", "al", "la", "le", "ole", "ould", "ag", "abu", "zu", "ait", "ul", "ur", "ud", "uz",
)  # fmt: skip
_APART = r"(?<![\w.'-])"
RUN_BODY = rf"{WORD}(?:\.? (?:{_PARTICLE} )*{WORD})*"
RUN = re.compile(
    _APART + RUN_BODY
)  # capitalised words in a row, with the small words inside a family name; a full stop there is an initial's
JOINER = any_of(
    "of", "for an?", "for", "on", "and", "the", "&", "against", "to", "in", "du", "de", "des", "del", "la", "di"
)
CHAIN_BODY = rf"{WORD}(?:'s?(?!\w))?(?:(?: {JOINER}){{0,3}} {WORD}(?:'s?(?!\w))?)*"
CHAIN = re.compile(_APART + CHAIN_BODY)  # capitalised words with the small words that names of organisations hold

DAYS_AND_MONTHS = frozenset(
    (
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
        "September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec"
    ).split()
)
BEGINNINGS = (DAYS_AND_MONTHS - {"Jan"}) | frozenset(
    (
        "The A An This That These Those But And Or In On At By For From With Without After Before Since Until While "
        "When Where If As It Its He She They We I You His Her Their Our My Your Most Many Some Other Others Another "
        "According Both Only Even Such Yes No Not Nor Meanwhile However Also Then Now There Here What Why How Who "
        "Whose "
        "Which Defector Defectors To Of So Yet Still Once Among Between During Under Over About Around Some Several "
        "All "
        "Each Every Any Few More Less Last Next Earlier Later Today Yesterday Tomorrow Asked Speaking Citing Quoting "
        "Although Though Because Despite Unlike Like Following Including Based Born Is Are Was Were Be Been Has Have "
        "Had "
        "Do Does Did Can Could Will Would Should Must May Might Nearly Almost Whether Instead Indeed Perhaps Once "
        "Again "
        "Call Called Ask Let Please Dear Just Never Always Through Out Up Down Off Into Onto Across Against Along Upon "
        "Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve First Second Third Fourth Fifth One Neither Either "
        "Thank Thanks Read See Watch Listen Photo Image Video Source Update Updated Published"
    ).split()
)  # words that stand capitalised at the head of a sentence or before a name, and begin none
NOT_OF_PERSONS = BEGINNINGS | frozenset(
    (
        "North South East West Northern Southern Eastern Western Korea Korean Koreans Chinese American Americans Human "
        "Rights Border Foreign Ministry Minister Government State National International United Nations Covid Asian "
        "Games Police Security Army Party Prison Province City County River Sea Airport Embassy Consulate Seoul "
        "Beijing "
        "Pyongyang Tokyo Washington Seoul-based Act Law Treaty Convention Protocol Resolution Summit Declaration "
        "Agreement Report Street Road Avenue Square Bridge Hotel Hospital Island Islands Mountain Mount Lake Ocean "
        "Gulf "
        "Valley Peninsula War Day Week Month Year Olympics Olympic Cup Prize Award Festival God Christmas Easter Lunar "
        "Buddhist Christian Christians Catholic Protestant Muslim Muslims Communist Communists Republican Republicans "
        "Democrat Democrats Democratic Internet Facebook Twitter YouTube WeChat Google Zoom Telegram Special "
        "Rapporteur "
        "Prime General Assembly Council Committee Commission Congress Parliament Senate House Court Office Bureau "
        "Department Agency Centre Center Institute University College School Church Group Network Coalition Alliance "
        "Association Foundation Federation Union Organization Organisation Society Fund Project Mission Watch Times "
        "Post "
        "News Daily Radio Television TV Press Media Corps Force Forces Guard Guards Camp Detention Crossing Gate Pass "
        "Checkpoint District Village Town Region Prefecture Autonomous Republic Kingdom Empire Peoples People "
        "Worldwide Unit "
        "Division Immigration Fellow Fellows Subdivision Lankans Zealanders "
        "Bible Christ Jesus Christianity Juche Hangul Mandarin English Spanish French Arabic Refugees Refugee Defectors"
    ).split()
)

RANK = any_of(
    r"Pol\.?", "Police", r"Lt\.?", "Lieutenant", r"Maj\.?", "Major", r"Col\.?", "Colonel", r"Gen\.?", "General",
    r"Capt\.?", "Captain", r"Sgt\.?", "Sergeant", r"Cpl\.?", "Corporal", r"Adm\.?", "Admiral", "Vicealmirante",
    "Commander", "Cmdr.?",
    r"(?:Lt|Maj|Brig|Pol|Sub|Col|Lieutenant|Major|Vice|Rear)-(?:Col|Gen|Lt|Colonel|General|Admiral)\.?",
    "Commodore", "Brigadier", r"Brig\.?", "Marshal", "Inspector", "Superintendent", "Staff", "Senior",
)  # fmt: skip
HONORIFIC = any_of(
    r"Mrs?\.?", r"Ms\.?", r"Miss", r"Dr\.?", r"Rev\.?", "Reverend", r"Prof\.?", "Sir", "Dame", "Lady", "Madam",
    "Madame",
    "Mme", "Sister", "Brother", "Father", r"Fr\.?", r"Msgr\.?", r"Cllr\.?", "Mullah",
    "Maulana", "Mawlawi", "Sheikh", "Sheik",
    "Imam", "Khun", "Daw", "Ko", "Ma", "Haji", "Hajji", "Rt", "Hon", r"Hon\.", "Honourable", "Honorable", "The",
    "Excellency",
    "Rabbi",
    "Uncle", "Aunt", "Grandma", "Comrade", "Datuk", "Dato'?", "Datin", "Seri", "Sri", "Tun", "Ustaz",
    "Khru", "Pu", "Nang",
)  # fmt: skip
RANKS = re.compile(RANK)
HONORIFICS = re.compile(HONORIFIC)
AFTER_NAMES = frozenset(
    (
        "MP MEP MSP PhD Ph.D Jr Sr Esq KC QC OBE CBE MBE "
        "Buzhang Tingzhang Juzhang Shengzhang Shizhang Zongli Zhuxi Shuji Jianchazhang"  # Chinese titles in appeals
    ).split()
)

_SYLLABLE = (
    r"(?:(?:[bdgjknmprstwyh]|ch|sh|kk|ss|tt|pp|jj|ll)?(?:[wy]?(?:ae|eo|eu|oo|oe|ou|ui|ai|ee|a|e|i|o|u)h?)"
    r"(?:ng|n|m|l|k|p|t|b|r|g|s|ck)?)"
)
KOREAN_GIVEN = re.compile(
    rf"(?!\w+-(?:ri|gun|do|dong|eup|myeon|myon|ku|gu|si|up|san|dan|guk|ssi|nim|hyung)\b){_SYLLABLE}-{_SYLLABLE}",
    re.IGNORECASE,
)
# Chinese family names that no Korean bears, so that the given name has to look Chinese too.
_CHINESE = frozenset(
    (
        "Bao Bi Chu Gan Ge Gong Gu Hao Ning Niu Pang Qu Rong Sheng Teng Weng You Yue Zang Zhai Bai "
        "Cai Cao Chai Cheng Cui Dai Deng Ding Dong Du Duan Fan Fang Feng "
        "Fu Gao Geng Guan Guo Han He Hou Hu Hua "
        "Huang Jia Jiang Jin Kong Lai Lei Li Lian Liang Liao Lin Ling Liu Long Lu Luo Ma Mao Meng Mo Ni Pan Peng Qi "
        "Piao Lü Pu Qian Qiao Qin Qiu Ren Shao Shen Shi Song Su Sun Tan Tang Tao Tian Tong "
        "Wan Wang Wei Wen Wu Xi Xia Xiang Xiao "
        "Xie Xin Xiong Xu Xue Yan Yang Yao Ye Yin Yu Yuan Zeng Zhan Zhang Zhao Zheng Zhong Zhou Zhu Zhuang Zou"
    ).split()
)
_PINYIN = (
    r"(?:[jqx](?:i(?:ang?|ao|a|e|ng|n|ong|u)?|u(?:an|e|n)?)"
    r"|(?:zh|ch|sh|[bpmfdtnlgkhrzcsyw])(?:ang?|ai|ao|a|eng?|ei|e|i(?:ang?|ao|a|e|ng|n|u)?|ong|ou|o"
    r"|u(?:ang?|ai|a|i|n|o|e)?)|ang?|ai|ao|en|er)"
)
_CHINESE_GIVEN = re.compile(rf"{_PINYIN}{{1,2}}", re.IGNORECASE)
_LONG_CHINESE_GIVEN = re.compile(rf"(?=\w{{5}}){_PINYIN}{{2}}", re.IGNORECASE)
_HALF_GIVEN = re.compile(r"[A-Z][a-z]{1,6}(?:-[A-Za-z][a-z]{1,6})?")


def family_first(words: list[str]) -> bool:
    """True for a name whose first word is a Korean or Chinese family name and whose rest can be the given one."""
    if len(words) == 2 and words[0] in _CHINESE and _LONG_CHINESE_GIVEN.fullmatch(words[1]):
        return words[1] not in NOT_OF_PERSONS
    if words[0] == "Do":  # a verb too, so that the given name has to be a Korean one
        return len(words) == 2 and "-" in words[1] and bool(KOREAN_GIVEN.fullmatch(words[1]))
    if words[0] == "Ban" and not any("-" in word for word in words):  # a village, in Thai and Lao
        return False
    return (
        2 <= len(words) <= 3
        and words[0] in SURNAMES
        and all(_HALF_GIVEN.fullmatch(word) and word not in NOT_OF_PERSONS for word in words[1:])
    )


def chinese_family(name: str) -> bool:
    """True for a family name that Chinese persons bear."""
    return name in _CHINESE


def chinese(family: str, given: str) -> bool:
    """True for a name that is written as Chinese ones are."""
    return family in _CHINESE and bool(_CHINESE_GIVEN.fullmatch(given))


def without_beginning(name: str) -> str:
    """A name without the words that only lead up to it."""
    words = name.split()
    while words and (words[0] in BEGINNINGS or words[0].islower()):
        words.pop(0)
    return " ".join(words)


ORGANISATION_WORDS = frozenset(
    (
        "Access Action Aid Alert Alliance Allies Abroad Advocates Air Amnesty Apartments Archive Asia Asian Asylum "
        "Bamboo "
        "Beacon Beyond Border Borders Bridge Bridges Brothers Cable Care Children Choice Christian Citizen Citizens "
        "Civil "
        "Coalition Common Compass Concern Concerned Conscience Corridor Corridors Courage Crossing Crossings Daily "
        "Dawn "
        "Defence Defenders Defense Democracy Development Dialogue Doctors Door Doors Dream East Echo Education "
        "Emergency "
        "Equal Equality Escape Escapees Exiles Eye Faith Families Family Field First Focus Free Freedom Friends "
        "Frontier Frontiers "
        "Future Gate Gates Gateway Global Good Grain Green Ground Growing Hand Hands Harbor Harbour Haven Health Heart "
        "Hearts Helping Help Hidden Home Homes Hope Horizon Horizons Hour House Human Humanity Ice Immigrant "
        "Independent "
        "Information Insight International Journal Journey Justice Kids Knowledge Korea Korean Koreans Lamp Lantern "
        "Law "
        "Lawyers Legal Letter Liberation Liberty Life Lifeline Light Lighthouse Line Lines Link Links Living Mercy "
        "Migrant "
        "Migrants Ministries Mission Missions Monitor Mothers Mountain Movement National Neighbor Neighbors Neighbour "
        "Neighbours New News Night No North Northern Ocean One Open Our Outreach Pacific Partners Partnership "
        "Passage Path "
        "Pathway Pathways Peace Peninsula People Peoples Policy Press Prisoners Project Promise Protection Public "
        "Radio "
        "Railroad Records Refuge Refugee Refugees Release Relief Report Rescue Research Returnee Review Right Rights "
        "Rim "
        "River Road Roads Roof Route Routes Safe Sanctuary Save Saving School Sea Second Seoul Shelter Shield Sisters "
        "Sky Society Solidarity South Southern Space Star Stars Step Steps Stop Stories Story Studies Studio Students "
        "Sunrise Support Survivors Table Team Tears Teach Thousand Together Tomorrow Tours Travel Truth Tunnel "
        "Underground Unification United Unity Universal Value Valley Victims Village Vision Voice Voices Volunteers "
        "Walls "
        "Watch Water Ways West Western Wide Window Wings Witness Witnesses Women World Worldwide Youth Zone"
    ).split()
)  # words that organisations are named with, and families are not
