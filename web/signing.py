"""Signing in to the pages of review: what the front, which verifies the token, and the pages agree on."""

from pathlib import PurePosixPath

ROOT = "/review"
SIGN_IN, SIGN_OUT = f"{ROOT}/sign-in", f"{ROOT}/sign-out"
COOKIE = "refoulement-review"
FIELD = "token"  # of the form
REFUSED = "refoulement.refused"  # in the environ: why a token gave nothing, `status` and `detail`


def is_review(path: str) -> bool:
    """Whether a path, decoded, is one of review: nowhere else is the cookie looked at."""
    return PurePosixPath(path).parts[:2] == ("/", ROOT[1:]) and ".." not in path
