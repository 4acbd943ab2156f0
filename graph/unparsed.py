"""What the engine says of a query that it cannot read, for people: the place, and the reason where it gives one.

Where it gives none it lists what its parser tried last, which misleads more than it helps ("expected OPTIONAL").
"""

import re

_SAID = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_REASON = re.compile(r"(?:^|, )([A-Z][a-z]*(?: [\w']+)+)")


def plainly(complaint: str) -> str:
    """The complaint without the parser's own words; one of another form is left as it is."""
    said = _SAID.fullmatch(complaint)
    if not said:
        return complaint
    line, column, expected = said.groups()
    reason = _REASON.search(expected)
    return f"error at {line}:{column}: {reason[1] if reason else 'from there it cannot be read on'}"
