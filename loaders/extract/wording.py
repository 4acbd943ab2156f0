"""Stretches of words that the patterns of several kinds of event share: whom, whither, how many, behind which walls."""

from refoulement.loaders.extract.lexicon import any_of

OBJECT = r"(?:(?!to\b|and\b|but\b|in\b)[\w',%-]+ ){0,6}?"  # whom a verb is done to, where that stands between its parts

_HOME_NAMES = (
    "North Korea", r"(?:the )?North\b", "(?:the )?DPRK", "the Democratic People's", "Pyongyang", "Sinuiju", "Onsong",
    "Musan", "Hyesan", "Hoeryong",
)  # fmt: skip
HOME = any_of(*_HOME_NAMES)  # where the people of this graph are sent back to
NORTH = f"(?={HOME})"
ABROAD = r"(?=(?:the )?(?-i:[A-Z])(?!hina\b|hinese\b|orth\b|yongyang|eijing))"  # a named place that is neither

_MOVED_WORDS = (
    "put", "marched", "walked", "driven", "drove", "led", "bus(?:s)?ed", "flown", "flew", "ferried", "escorted",
    "transported", "taken", "took", "moved", "trucked", "sent", "pushed", "forced", "dropped", "dumped", "delivered",
    "brought", "returned", "transferred", "let", "shipped", "thrown", "herded", "carted", "hauled", "dispatched",
    "whisked", "bundled", "shoved", "chased", "hustled", "conveyed", "frogmarched", "abandoned", "tossed",
    "deposited", "shunted", "railroaded", "loaded",
)  # fmt: skip
MOVED = any_of(*_MOVED_WORDS)  # verbs that send people back only with the way they are sent: "home", "over the bridge"

_BOUND = any_of(
    "(?:well |far |just |slightly )?(?:more than|over|less than|fewer than|under|close to)", "about", "some",
    "around", "at least", "nearly", "almost", "up to", "an estimated", "as many as", "another", "roughly",
    "approximately", "no (?:fewer|less|more) than", "a (?:further|total of|group of|family of)", "the (?:first|last)",
    "all", "perhaps", "only", "just", "the", "between", "at most",
)  # fmt: skip
_NUMBER_WORD = any_of(
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "half", "tens",
    "hundreds", "thousands", "dozens", "scores", "a (?:hundred|thousand|million|dozen)", r"\w+(?:teen|ty)",
)  # fmt: skip
BEFORE_NUMBER = rf"(?=(?:{_BOUND} ){{0,2}}(?:\d|{_NUMBER_WORD}\b))"  # a verb that tells of people only with a number

BORDER = (  # not behind ", from which", which tells of the place and not of the way
    r"(?=(?:(?!, (?:\w+ )?(?:which|where|whence)\b)[^.;])*"
    r"\b(?:crossing|border|frontier|bridge|into|across|at|through|via)\b)"
)

_CELLS = (
    "prisons?", "jails?", "cells?", "lock-?ups?", "custody", "detention",
    "(?:prison|labou?r|internment|(?:re-?)?education|political|(?:labou?r-)?training|concentration|holding) camps?",
    "holding (?:sites?|blocks?)",
    "immigration", "cent(?:er|re)s?", r"facilit(?:y|ies)",
)  # fmt: skip
CELL = any_of(*_CELLS) + r"\b"  # where people are locked up
IN_CELL = rf"(?=(?:in|at|inside|behind) (?:[\w'-]+ ){{0,5}}?{CELL})"
LOCKED_UP = r"(?:\w+ ){0,2}(?:detention|custody|prisons?|jails?)\b"  # what makes an "in …" custody and no stay
