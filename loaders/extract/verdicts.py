"""The words that call an account false, or a deed vile."""

import re

from refoulement.loaders.extract.lexicon import any_of

FALSE = any_of(
    "untrue", "false", "groundless", "baseless", "(?:a )?fabricat(?:ed|ions?)", "unfounded", "not true", "not factual",
    r"(?:the )?(?:\w+ ){0,2}lies", "slurs?", "fairy stories",
    "a lie", "slander(?:ous)?", "rumou?rs?", "without (?:any )?(?:basis|foundation)", "nonsense", "incorrect",
    "inaccurate", "imaginary", "absurd", "a smear", "smears", "(?:pure )?(?:fiction|invention)", "mistaken",
    "malicious", "hearsay", "misleading", "exaggerated", "unsubstantiated", "fake(?: news)?", "disinformation",
    "propaganda", "not (?:based on )?facts?", "ungrounded", "(?:an? )?(?:fable|canard|hoax|myth|invention|forgery"
    "|concoction|figment|fairy[- ]?tale)s?(?: invented)?", "(?:sheer |pure )(?:fiction|fantasy|invention)", "staged",
    "made[- ]up", "fictitious", "based on (?:rumou?rs?|hearsay|lies)", "forgeries", "invented", "scaremongering",
)  # fmt: skip
VILE = any_of(
    "cruel(?:ty)?", "shame(?:ful)?", "disgrace(?:ful)?", "inhuman(?:e|ity)?", "barbar(?:ic|ous|ity|ism)",
    "unacceptable", "outrageous", "an outrage", "unconscionable", "unspeakable", "abhorrent",
    "appalling", "reprehensible",
    "heartless", "brutal", "criminal(?! (?:suspects?|offen[cs]es?|cases?|records?|charges|gangs?|networks?|justice"
    "|law|code|courts?|investigation))", "illegal", "unlawful", "unforgivable", "inexcusable", "deplorable",
    "regrettable", "despicable", "heinous", "immoral", "indefensible", "intolerable", "disturbing", "shocking",
    "horrific", "monstrous", "scandalous", "a scandal", "a betrayal", "a crime", "a stain", "a violation",
    "an? (?:clear|flagrant|grave|blatant|serious|gross|open|outright) (?:violation|breach|denial|abuse|disregard)",
    "un-Islamic", "ethnic cleansing",
    "a kidnapping", "an abduction", "kidnapping", "hypocri(?:sy|tical)", "a travesty",     "murder(?:ous)?",
    "complicit", "callous", "disappoint(?:ing|ment)", "a failure", "irresponsible", "cowardly",
    "a tragedy", "an atrocity", "collective punishment", "(?:an )?obscen(?:e|ity)", "revenge", "unworthy",
    "persecution",
    "(?:the )?vilest", "a sin", "cowardice", "maladministration", "a roundup", "unjustifiable", "an insult",
    "a mockery",
    "a perversion", "a farce", "ludicrous", "sickening", "repugnant", "nothing but", "an abomination", "insane",
    "madness", "unjust(?:ified)?", "arbitrary", "perverse", "an affront", "an offen[cs]e", "a low point",
    "a moral failure", "a black day",
    "an infamy", "incomprehensible", "inexplicable", "unfathomable", "reckless", "negligent", "neglect",
    "a dereliction(?: of duty)?", "indifferen(?:t|ce)", "short-?sighted", "unfair", "abusive", "degrading", "draconian",
    "repressive", "merciless", "ruthless", "savage", "vicious", "wicked", "evil", "spineless", "atrocious",
    "abysmal", "misguided", "shabby", "wickedness", "indecent", "vindictive", "inhumanity", "dehumani[sz]ing",
    "dishonou?rable", "squalid", "callousness", "an? (?:blot|black mark)", "an abdication", "discriminatory",
    "disproportionate", "cynical",
    "against (?:the |international |every )?law", "hypocrisy", "blackmail", "theft", "slavery", "torture",
    "an abuse", "in (?:plain |clear |flagrant )?breach",
)  # fmt: skip
_OF_THE_PEOPLE = re.compile(
    r"\b(?:illegal(?:ly)?|unlawful(?:ly)?|criminals?)(?: [\w-]+){0,2}? (?:migrants?|immigrants?|entrants"
    r"|aliens|workers|crossers"
    r"|entry|stay|residence|employment|work|entering|crossing|border|gangs?|elements|acts?|labou?r)\b"
    r"|\b(?:violat|breach|contraven|br[eo]k)\w* (?:of )?(?:[\w-]+ ){0,2}?(?:Chinese|China's|Thai|Lao"
    r"|Vietnamese|Russian|the country's"
    r"|our|domestic|immigration|local|entry|exit|visa|border|its|their) (?:[\w-]+ ){0,3}?(?:laws?|rules?"
    r"|regulations?)\b"
    r"|\b(?:criticisms?|accusations?|concerns|allegations?|claims?|interference|smears?)(?: (?:of|from|by|in"
    r"|against) [^.;,\"]{1,40})?"
    rf" (?:was|were|is|are|as) (?:\w+ly )?[\"']?(?:{VILE})\b(?: and \w+)?"
    r"|\bobject(?:s|ed|ing)? to (?:any |all |the )?(?:attempts?|politici[sz]\w+|hyp\w+|interferen\w+|foreign)\b"
)  # what is said against those who fled, not for them


def without_blame(text: str) -> str:
    """A text with what it lays to the charge of those who fled blanked, character for character."""
    return _OF_THE_PEOPLE.sub(lambda match: " " * len(match.group()), text)
