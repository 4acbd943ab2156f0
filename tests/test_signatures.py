"""The lines that say who signs a text, states it or is addressed by it: persons, roles and bodies, but no bylines."""

import pytest

from refoulement.graph.claim import RoleClaim
from refoulement.loaders.extract.sentences import read
from refoulement.tests.synthetic import article, extraction, names

_BODY = (
    "The letter asks for a list of samples.\n\nIt says that no list of places was made in the town that year.\n\n" * 3
)


def entities(text: str) -> set[str]:
    return {entity.name for entity in extraction(text).entities}


def roles(text: str) -> set[tuple[str, str, str]]:
    taken = extraction(text)
    known = names(taken)
    return {
        (known[c.person], c.role, known[c.organisation] if c.organisation else "")
        for c in taken.claims
        if isinstance(c, RoleClaim)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{_BODY}Yours sincerely,\n\nKim Tes-min\nSecretary General, Synthetic Forum\n",
         ("Kim Tes-min", "Secretary General", "Synthetic Forum")),
        (f"{_BODY}With gratitude,\nAnna Muster, Executive Director, Sample Rights Network\n",
         ("Anna Muster", "Executive Director", "Sample Rights Network")),
        (f"{_BODY}Accept assurances of our highest consideration.\n\nAnna Muster\nVice-Chair, Synthetic Forum\n",
         ("Anna Muster", "Vice-Chair", "Synthetic Forum")),
        (f"{_BODY}Yours sincerely,\n\nCc: Mr. Kim Tes-min, Secretary General, Synthetic Forum\n",
         ("Kim Tes-min", "Secretary General", "Synthetic Forum")),
        (f"{_BODY}Yours sincerely,\n\nRev. Anna Muster, Convenor, Sample Rights Network (Rome)\nand 12 others\n",
         ("Anna Muster", "Convenor", "Sample Rights Network")),
        (f"{_BODY}ENDS\n\n(*) The experts: Ms. Anna Muster, Special Rapporteur on samples; Mr. Tom Sampler, a chair.\n",
         ("Anna Muster", "Special Rapporteur on samples", "United Nations")),
        (f"Spokesperson for the UN Human Rights Office: Anna Muster\nLocation: Testa\n\n{_BODY}",
         ("Anna Muster", "Spokesperson", "United Nations Human Rights Office")),
        (f"{_BODY}With love and patience,\n\nAnna Muster\nCEO, Synthetic Forum\n",
         ("Anna Muster", "CEO", "Synthetic Forum")),
        (f"{_BODY}PLEASE SEND APPEALS TO:\nDirector of Samples: Kim Tes-min, 14 Sample Street\n",
         ("Kim Tes-min", "Director of Samples", "")),
        (f"{_BODY}With gratitude,\nAnna Muster, Executive Director\n",
         ("Anna Muster", "Executive Director", "")),
        (f"{_BODY}APPEALS TO:\nDirector of the Synthetic Service\nAnna Petra Muster\nSalutation: Dear Director\n",
         ("Anna Petra Muster", "Director", "Synthetic Service")),
        (f"{_BODY}APPEALS TO:\nDirector of the Synthetic Service\nZHAO Testdong Buzhang\n", None),
        (f"{_BODY}APPEALS TO:\nDirector of the Synthetic Service\nWANG Jianmin Buzhang\n",
         ("Wang Jianmin", "Director", "Synthetic Service")),
        (f"Statement of Anna Muster, Executive Director, Synthetic Forum\n\nBefore the Sample Commission\n\n{_BODY}",
         ("Anna Muster", "Executive Director", "Synthetic Forum")),
    ],
)  # fmt: skip
def test_a_signature_tells_a_role(text: str, expected: tuple[str, str, str] | None) -> None:
    assert expected in roles(text) if expected else not roles(text)


@pytest.mark.parametrize(
    "text",
    [
        f"Anna Muster\nSenior Researcher, Sample Division\n\n{_BODY}",  # a byline
        f"{_BODY}Kim Tes-min\nSenior Researcher, Sample Division\n",  # who wrote it: nobody signs
        f"{_BODY}Yours sincerely,\n\nAnna Muster\nStaff writer, Sample Division\n",
        f"{_BODY}Media contacts:\nAnna Muster, Press Officer\n",
    ],
)
def test_what_is_no_signature(text: str) -> None:
    assert not read(article(text)).signed
    assert not roles(text)


@pytest.mark.parametrize(
    "text",
    [
        f"{_BODY}Signed by: Samplers Abroad (SA); Open Sample; Tests Without Lists; and 19 others\n",
        f"{_BODY}Signed,\n\nSamplers Abroad, Testburg\nOpen Sample (France)\nTests Without Lists\nand 29 others\n",
        f"{_BODY}Steering committee: Samplers Abroad; Open Sample; Tests Without Lists\n",
    ],
)
def test_each_body_of_a_list_of_signatories_is_named(text: str) -> None:
    assert {"Samplers Abroad", "Open Sample", "Tests Without Lists"} <= entities(text)


@pytest.mark.parametrize(
    "text",
    [
        f"Signed by: Samplers Abroad; Open Sample\n\n{_BODY}",  # not at the foot
        f"{_BODY}Signed,\n\nSamplers Abroad\nthe list of all others follows\n",  # one is no list
        f"{_BODY}See also: Samplers Abroad; Open Sample\n",
    ],
)
def test_what_is_no_list_of_signatories(text: str) -> None:
    assert not read(article(text)).signatories


def test_bodies_beneath_the_close_of_a_letter_sign_it_and_persons_with_offices_do_not() -> None:
    close = f"{_BODY}Respectfully,\n\n"
    assert {"Samples Abroad", "Vigil for Tests"} <= entities(
        f"{close}Samples Abroad\nVigil for Tests\nTest Listeners Circle\n"
    )
    assert "President of Lists" not in entities(
        f"{close}Anna Muster\nPresident of Lists\nOtto Muster\nPresident of Tests\n"
    )


def test_who_is_in_danger_is_named_by_the_lines_of_an_urgent_action() -> None:
    text = f"UA 1/05\n\nCHINA:   Pak Tes-nam (m), aged 37\n         Ri Tes-sil (f), aged 34, his wife\n\n{_BODY}"
    assert {"Pak Tes-nam", "Ri Tes-sil"} <= entities(text)


def test_a_signatory_is_told_with_body_and_seat() -> None:
    text = f"{_BODY}Respectfully,\n\nYelena Testeva, Central Sample Solidarity Group (Rome)\nTom Sampler, clerk\n"
    assert {"Yelena Testeva", "Central Sample Solidarity Group"} <= entities(text)
    assert "Yelena Testeva" not in entities(f"Yelena Testeva, Central Sample Solidarity Group (Rome)\n\n{_BODY}")


@pytest.mark.parametrize(
    "header",
    ["Spokesperson for the Synthetic Forum: Anna Muster", "Comment by Forum spokesperson Anna Muster on the samples"],
)
def test_a_spokesperson_is_named_in_a_header(header: str) -> None:
    assert "Anna Muster" in entities(f"{header}\n\n{_BODY}")
    assert "Anna Muster" not in entities(f"Venue for the Synthetic Forum: Anna Muster\n\n{_BODY}")
