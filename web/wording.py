"""A sentence of the interface in the reader's language: two functions of flask-babel, with the types they lack."""

import flask_babel


def gettext(words: str, **values: object) -> str:
    """Words in the reader's language, with values put in."""
    said: str = flask_babel.gettext(words, **values)
    return said


def ngettext(one: str, many: str, number: int, /, **values: object) -> str:
    """The same of a number of things."""
    said: str = flask_babel.ngettext(one, many, number, **values)
    return said
