"""Whose word it is that an outlet carries: whom it cites by name, and only then."""

import pytest

from refoulement.tests.synthetic import extraction, stances
from refoulement.tests.test_attribution import AMNESTY, HRW, SENT_BACK, claimants

YONHAP = "Yonhap News Agency"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # what cites goes on from the outlet, stands right behind it, opens the sentence or is its verb
        (f"{SENT_BACK}, Yonhap reported, citing Human Rights Watch.", [HRW]),
        (f"Yonhap reported on Friday, quoting Human Rights Watch, that {SENT_BACK}.", [HRW]),
        (f"The newspaper Chosun Ilbo, quoting Human Rights Watch, reported that {SENT_BACK}.", [HRW]),
        (f"{SENT_BACK}, according to Yonhap, which had cited Human Rights Watch.", [HRW]),
        (f"{SENT_BACK}, according to Yonhap, who referred to Human Rights Watch.", [HRW]),
        (f"{SENT_BACK}, according to a Yonhap dispatch that credited Human Rights Watch.", [HRW]),
        (f"Relaying Human Rights Watch, Yonhap said {SENT_BACK}.", [HRW]),
        (f"Yonhap quoted Human Rights Watch as saying that {SENT_BACK}.", [HRW]),
        (f"{SENT_BACK}, Yonhap said, attributing the figure to Human Rights Watch.", [HRW]),
        (f"{SENT_BACK}, Yonhap said in a dispatch, which it attributed to Human Rights Watch.", [HRW]),
        (f"Human Rights Watch was quoted by Yonhap as saying {SENT_BACK}.", [HRW]),
        (f"{SENT_BACK}, local media reported, citing Human Rights Watch.", [HRW]),
        # who was cited may be several, an official, an outlet, or may cite another in turn
        (f"{SENT_BACK}, Yonhap reported, citing Human Rights Watch and Amnesty International.", [AMNESTY, HRW]),
        (f"{SENT_BACK}, Yonhap reported, citing an official at the Unification Ministry.", ["Ministry of Unification"]),
        (f"{SENT_BACK}, Yonhap reported, citing Testa Example, a researcher at Human Rights Watch.", [HRW]),
        (f"{SENT_BACK}, Yonhap reported, citing Rep. Testa Example.", ["Testa Example"]),
        (f"{SENT_BACK}, Yonhap reported, quoting the Chosun Ilbo.", ["Chosun Ilbo"]),
        (f"{SENT_BACK}, Yonhap reported, citing the Chosun Ilbo, which quoted Human Rights Watch.", [HRW]),
        # a group or a person that cites another has no count of its own
        (f"{SENT_BACK}, Amnesty International said, citing Human Rights Watch.", [HRW]),
        (f"Amnesty International, quoting Human Rights Watch, said {SENT_BACK}.", [HRW]),
        (f"Human Rights Watch, citing Yonhap, said {SENT_BACK}.", [YONHAP]),
        (f"Citing Yonhap, Human Rights Watch said {SENT_BACK}.", [YONHAP]),
        (f"Rep. Testa Example, citing Human Rights Watch, said {SENT_BACK}.", [HRW]),
        # what an outlet or a group reports that another has said or counted
        (f"Yonhap reported that Amnesty International had said {SENT_BACK}.", [AMNESTY]),
        (f"Yonhap reported on Friday that Amnesty International said {SENT_BACK}.", [AMNESTY]),
        (f"Human Rights Watch said that Amnesty International had documented how {SENT_BACK}.", [AMNESTY]),
    ],
)
def test_whom_an_outlet_cites_by_name_is_the_claimant(text: str, expected: list[str]) -> None:
    assert claimants(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the word of somebody unnamed is the outlet's, whomever that one is close to
        (f"{SENT_BACK}, Yonhap reported, citing an unnamed source.", [YONHAP]),
        (f"{SENT_BACK}, Yonhap reported, citing a source close to Human Rights Watch.", [YONHAP]),
        (f"{SENT_BACK}, Yonhap reported, citing Human Rights Watch sources.", [YONHAP]),
        (f"{SENT_BACK}, a resident quoted by Yonhap said.", [YONHAP]),
        (f"Witnesses in Tumen interviewed by Human Rights Watch described how {SENT_BACK}.", [HRW]),
        (f"Amnesty International, which met a resident quoted by Yonhap, said {SENT_BACK}.", [AMNESTY]),
        # a reason that is cited, which names somebody in passing
        (f"{SENT_BACK}, Yonhap reported, citing a lack of room in Human Rights Watch shelters.", [YONHAP]),
        # others cite, and the outlet tells of it
        (f"{SENT_BACK}, Yonhap reported, a day after Rep. Testa Example cited Human Rights Watch.", [YONHAP]),
        (f"Yonhap reported that a lawyer quoted Human Rights Watch as saying {SENT_BACK}.", [YONHAP]),
        (f"{SENT_BACK}, local media reported after Amnesty International, citing Human Rights Watch, had met.", []),
        # who is cited by the outlet, or is none
        (f"{SENT_BACK}, according to Human Rights Watch, quoted by Yonhap.", [HRW]),
        # who adds a count to what they cite, and who does not say
        (f"Amnesty International, citing Human Rights Watch, said {SENT_BACK}, and it has itself counted.", [AMNESTY]),
        (f"Amnesty International, citing its own records, said {SENT_BACK}.", [AMNESTY]),
        (f"Amnesty International, citing a lack of room in Yonhap offices, said {SENT_BACK}.", [AMNESTY]),
        (f"Yonhap reported that Amnesty International had a list, and said {SENT_BACK}.", [YONHAP]),
        (f"Yonhap reported that {SENT_BACK} and that Human Rights Watch had asked for help.", [YONHAP]),
        (f"The Foreign Ministry of China, citing Yonhap, said {SENT_BACK}.", ["Ministry of Foreign Affairs of China"]),
    ],
)
def test_an_outlet_s_word_is_its_own_where_it_cites_nobody_by_name(text: str, expected: list[str]) -> None:
    assert claimants(text) == [expected]


def test_the_rule_tells_who_cites() -> None:
    taken = extraction(f"{SENT_BACK}, Yonhap reported, citing Human Rights Watch.")
    rules = [reason.rule for reasons in taken.reasons.values() for reason in reasons if reason.slot == "claimant"]
    assert rules == ["whom Yonhap News Agency cites"]


@pytest.mark.parametrize(
    ("words", "carried", "expected"),
    [
        ("Nobody asked, and nobody cared", "Yonhap quoted Human Rights Watch as saying", {(HRW, "condemns")}),
        ("Nobody asked. Nobody cared", "Yonhap quoted Human Rights Watch as saying", {(HRW, "condemns")}),
        ("Nobody asked, and nobody cared", "Human Rights Watch said", {(HRW, "condemns")}),
        # the words of somebody unnamed are not those of who tells them
        ("Nobody asked, and nobody cared", "Human Rights Watch quoted a witness as saying", set()),
        # what only describes fear blames nobody
        ("They were pale, and nobody dared to speak to them", "Human Rights Watch said", set()),
    ],
)
def test_quoted_words_are_a_stance_of_whose_they_are(words: str, carried: str, expected: set[tuple[str, str]]) -> None:
    assert stances(extraction(f"{SENT_BACK}, the ministry said.\n\n“{words},” {carried}.")) == expected
