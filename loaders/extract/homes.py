"""Which country an article is written from, or of: whose ministry "the foreign ministry" is that nobody owns."""

import re
from collections import Counter

from refoulement.loaders.extract.gazetteer import Gazetteer, fold, tokens
from refoulement.loaders.extract.sentences import Reading

_AT_HOME = re.compile(
    r"\b(?:South Korea|Korea|Seoul|Yonhap|JoongAng|Chosun|Dong-?[Aa]|Hankyoreh|KBS|MBC|YTN|Hankook)\b"
)
_NEWSPAPER = re.compile(
    r"(?:The )?(?P<place>[A-Z]\w+(?: [A-Z]\w+)?) (?:Daily |Morning |Evening )?(?:Times|Post|News|Herald|Tribune"
    r"|Star|Gazette|Ledger|Globe|Courier|Mirror|Standard|Express|Observer|Telegraph|Mail|Journal|Chronicle|Bulletin|Sun|Nation|Independent|Daily)"
)
_NATIONAL = {
    "Japan": r"Kyodo|NHK|Yomiuri|Asahi|Mainichi|Sankei|Jiji|Nikkei|Japan Times",
    "China": r"Xinhua|China Daily|Global Times|People's Daily",
    "Mongolia": r"UB Post|Montsame",
    "Russia": r"TASS|RIA Novosti|Kommersant|Interfax|Novaya Gazeta",
    "Thailand": r"Bangkok Post|Khaosod|Prachatai|Thai PBS|Thai Rath|Matichon",
    "Malaysia": r"Malaysiakini|Bernama|New Straits Times|Malay Mail",
    "Pakistan": r"Dawn|Express Tribune|Geo News",
    "Bangladesh": r"The Daily Star|Prothom Alo|Dhaka Tribune|bdnews24",
    "India": r"The Hindu|Times of India|Hindustan Times|Indian Express|PTI",
    "Turkey": r"H[uü]rriyet|Anadolu|Daily Sabah|Bianet|Cumhuriyet",
    "Indonesia": r"Antara|Tempo|Kompas",
    "Philippines": r"Rappler|Philippine (?:Star|Daily Inquirer)|Inquirer\.net",
    "Vietnam": r"VnExpress|Tuoi Tre|Thanh Nien|Vietnam News",
    "Cambodia": r"Khmer Times|Cambodia Daily",
    "Taiwan": r"Focus Taiwan|Taipei Times|Central News Agency",
    "Israel": r"Haaretz|Times of Israel|Ynet",
    "Egypt": r"Ahram|MENA|Mada Masr",
    "Nigeria": r"Vanguard|Punch|Premium Times",
    "Kenya": r"Daily Nation|Capital FM",
    "Germany": r"Deutsche Welle|Der Spiegel|S[uü]ddeutsche|taz",
}  # the press that writes from home
_IN_POWER = re.compile(
    r"(?:police|courts?|authorities|government|officials?|immigration|soldiers|troops|army|navy|ministry|minister"
    r"|lawmakers|parliament|president|guards?|officers|prosecutors)"
)
_STATED = re.compile(
    r"^(?P<town>[A-Z][A-Za-z' -]+), (?P<country>[A-Z]\w+(?: [A-Z]\w+)?)(?=, [A-Z][a-z]+\.? \d| ?\(| -)", re.MULTILINE
)  # "TESTVILLE, Testland, May 1 (Agency) -"
_WITH_TOWNS = 8  # names of a country and its towns
_HEAD = 1200  # characters in which a dateline stands
_OFTEN, _FAR_MORE = 5, 3  # names of the country that a text is mostly about, and times those of any other


def written_from(reading: Reading, known: Gazetteer) -> str | None:
    """The country of an article's dateline."""
    places = known.named(reading.dateline.title()) if reading.dateline else ()
    stated = _STATED.search(reading.flat, 0, _HEAD) if reading.dateline else None
    if stated and stated["town"].casefold() == (reading.dateline or "").casefold():
        places = (*places, *known.named(stated["country"]))
    countries = (known.country_of(place.iri) for place in places)
    return next((country for country in countries if country), None)


def home(reading: Reading, known: Gazetteer) -> str | None:
    """The country an article is written from: its dateline's, else its publisher's, else the one it is mostly about."""
    if country := written_from(reading, known):
        headed = _headed(reading.article.title or "", known)
        told = any(name.text in reading.flat for name in known.entities[country].names)
        return headed if headed and not told else country
    publisher = reading.article.publisher or ""
    seoul = _AT_HOME.search(publisher) and "Central" not in publisher
    if seoul or re.search(r"Unification Minist|[Mm]inist(?:ry|er) (?:of|for) Unification", reading.flat):
        return _state("South Korea", known)
    return _published_in(publisher, known) or _acts(reading.article.title or "", known) or _mostly(reading, known)


def _state(name: str, known: Gazetteer) -> str | None:
    return next((e.iri for e in known.named(name) if e.kind == "Country"), None)


def _headed(headline: str, known: Gazetteer) -> str | None:
    """The country that a release is headed by ("Egypt: Stop …"), not the North."""
    state, colon, _ = headline.partition(": ")
    found = _state(state, known) if colon else None
    return found if found != _state("North Korea", known) else None


def _acts(headline: str, known: Gazetteer) -> str | None:
    """The country that a headline begins with: "Egypt rounds up …", "Thai police …"."""
    words = headline.replace("'s ", " ").replace("\u2019s ", " ").split()
    for count in (2, 1):
        name, after = " ".join(words[:count]), words[count] if count < len(words) else ""
        people = known.demonyms.get(tuple(fold(word) for word in words[:count]))
        if found := _state(name, known) or (people if _IN_POWER.fullmatch(after) else None):
            north = _state("North Korea", known)
            return found if found != north else None  # whose people the news is of, and seldom its word
    return None


def _published_in(publisher: str, known: Gazetteer) -> str | None:
    """The country of the capital in a newspaper's name ("Sofia Times"), or that a national press writes from."""
    for state, names in _NATIONAL.items():
        if re.search(rf"\b(?:{names})\b", publisher):
            return _state(state, known)
    match = _NEWSPAPER.fullmatch(publisher)
    places = known.named(match["place"]) if match else ()
    return next((known.capitals[place.iri] for place in places if place.iri in known.capitals), None)


def _mostly(reading: Reading, known: Gazetteer) -> str | None:
    """The country that a text names far more often than any other but the North."""
    found = list(known.find(tokens(reading.flat), reading.flat, 0))
    told = Counter(c[0] for _, _, c, people in found if people or known.entities[c[0]].kind == "Country")
    told.pop(_state("North Korea", known) or "", None)
    (first, most), (_, next_most) = [*told.most_common(2), ("", 0), ("", 0)][:2]
    if most >= _OFTEN and most > _FAR_MORE * next_most:
        return first
    for _, _, (place, *_), people in found:  # towns too, but for the countries that people come from and go to
        country = None if people or known.entities[place].kind == "Country" else known.country_of(place)
        told.update([country] if country else [])
    told.pop(_state("North Korea", known) or "", None)
    (first, most), (_, next_most) = [*told.most_common(2), ("", 0), ("", 0)][:2]
    on_the_way = first not in (_state("China", known), _state("South Korea", known))
    return first if on_the_way and most >= _WITH_TOWNS and most > next_most else None
