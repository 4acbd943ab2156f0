"""The words that call an account false, or a deed vile."""

from refoulement.loaders.extract.lexicon import any_of

FALSE = any_of(
    "untrue", "false", "groundless", "baseless", "(?:a )?fabricat(?:ed|ions?)", "unfounded", "not true", "lies",
    "a lie",
    "slander(?:ous)?", "rumou?rs?", "without (?:any )?(?:basis|foundation)", "nonsense", "incorrect", "inaccurate",
    "imaginary",
    "absurd", "a smear", "smears", "(?:pure )?(?:fiction|invention)", "wrong", "mistaken", "malicious", "hearsay",
    "misleading",
    "exaggerated", "unsubstantiated", "fake(?: news)?", "disinformation", "propaganda", "not (?:based on )?facts?",
    "ungrounded",
)  # fmt: skip
VILE = any_of(
    "cruel(?:ty)?", "shame(?:ful)?", "disgrace(?:ful)?", "inhuman(?:e|ity)?", "barbar(?:ic|ous|ity|ism)",
    "unacceptable", "outrageous",
    "an outrage", "unconscionable", "abhorrent", "appalling", "reprehensible", "heartless", "brutal", "criminal",
    "illegal", "unlawful",
    "unforgivable", "inexcusable", "deplorable", "regrettable", "despicable", "heinous", "immoral", "indefensible",
    "intolerable",
    "disturbing", "shocking", "horrific", "monstrous", "scandalous", "a scandal", "a betrayal", "a crime", "a stain",
    "a violation",
    "a (?:clear|flagrant|grave|blatant|serious|gross) (?:violation|breach)", "un-Islamic", "ethnic cleansing",
    "a kidnapping",
    "an abduction", "kidnapping", "hypocri(?:sy|tical)", "a travesty", "a death sentence", "murder(?:ous)?",
    "complicit", "callous",
    "disappoint(?:ing|ment)", "a failure", "irresponsible", "cowardly", "a tragedy", "an atrocity",
    "collective punishment",
)  # fmt: skip
