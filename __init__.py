"""refoulement: who says what, where and in which words, about the forced return of North Koreans from China."""

__version__ = "0.1.0"
