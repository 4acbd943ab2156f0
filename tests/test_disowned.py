"""What nobody stands for is no claim: called false, not confirmed, taken back, asked, supposed, halted."""

import pytest

from refoulement.tests.synthetic import events, extraction, figures, names, stances

DATED = "on 3 May 2023"


@pytest.mark.parametrize(
    "text",
    [
        f"China's foreign ministry said reports that 37 North Koreans were repatriated {DATED} were fabricated.",
        f'"It is false that 37 North Koreans were repatriated {DATED}," China\'s foreign ministry said.',
        f'"37 North Koreans were repatriated {DATED}? That is a lie," China\'s foreign ministry said.',
        f"China's foreign ministry called the report that 37 North Koreans were deported {DATED} a rumour.",
        f"The claim that 37 North Koreans were sent back via Tumen {DATED} is groundless, China's embassy said.",
        f"China's foreign ministry said it was not the case that 37 North Koreans were deported {DATED}.",
        f'"The so-called repatriation of 37 North Koreans {DATED} is pure fiction," China\'s foreign ministry said.',
        f"China's foreign ministry said stories that 37 North Koreans were deported {DATED} had been made up.",
        f"That 37 North Koreans were repatriated {DATED} is a lie, China's foreign ministry said.",
        f"Amnesty International accused Daily NK of making up the deportation of 37 North Koreans {DATED}.",
    ],
)
def test_who_calls_an_account_false_does_not_claim_it(text: str) -> None:
    assert events(extraction(text)) == []


def test_who_calls_an_account_false_denies_it() -> None:
    text = f"China's foreign ministry said reports that 37 North Koreans were repatriated {DATED} were false."
    assert stances(extraction(text)) == {("Ministry of Foreign Affairs of China", "denies")}


@pytest.mark.parametrize(
    "text",
    [
        f"Human Rights Watch said Amnesty International was wrong to say that 37 North Koreans were deported {DATED}.",
        f"The figure of 37 North Koreans repatriated {DATED} is wrong, Human Rights Watch said.",
        f"Neither Human Rights Watch nor Daily NK said that 37 North Koreans were repatriated {DATED}.",
        f"Human Rights Watch said it could not confirm that 37 North Koreans were repatriated {DATED}.",
        f"Human Rights Watch said it was unable to verify that 37 North Koreans were deported {DATED}.",
        f"Human Rights Watch retracted its claim that 37 North Koreans were repatriated {DATED}.",
        f"Human Rights Watch never said that 37 North Koreans were repatriated {DATED}.",
        f"Human Rights Watch said it no longer stands by its claim that 37 North Koreans were deported {DATED}.",
        f"Human Rights Watch apologised for having said that 37 North Koreans were deported {DATED}.",
        f"Human Rights Watch disputed that 37 North Koreans were repatriated {DATED}.",
        f"Amnesty International said it had been mistaken in reporting that 37 North Koreans were deported {DATED}.",
    ],
)
def test_what_is_not_confirmed_or_taken_back_is_nobody_s_claim(text: str) -> None:
    assert events(extraction(text)) == []


@pytest.mark.parametrize(
    "words",
    [
        "could not verify press reports that",
        "was not able to confirm reports that",
        "had no way to confirm the claim that",
        "could not independently verify rumours that",
    ],
)
def test_accounts_that_a_speaker_cannot_confirm_are_alleged_by_others(words: str) -> None:
    taken = extraction(f"Human Rights Watch said it {words} 37 North Koreans were deported {DATED}.")
    assert [(claim.claimants, claim.modality) for claim in events(taken)] == [((), "alleged")]


def test_accounts_not_confirmed_beside_a_figure_of_one_s_own_are_left() -> None:
    text = (
        f"Human Rights Watch said 37 North Koreans were deported {DATED} but it could not verify reports of 18 arrests."
    )
    assert figures(extraction(text)) == [("Repatriation", "exact", 37)]


@pytest.mark.parametrize(
    "text",
    [
        f"Despite claims that 370 North Koreans were repatriated {DATED}, only 37 were deported, Amnesty said.",
        f"Contrary to earlier reports that 370 North Koreans were sent back {DATED}, it was 37 who were deported.",
    ],
)
def test_of_what_is_told_to_the_contrary_only_the_right_figure_stays(text: str) -> None:
    assert figures(extraction(text)) == [("Repatriation", "exact", 37)]


@pytest.mark.parametrize(
    "text",
    [
        "None of the 2,600 detained North Koreans had been deported, Human Rights Watch said.",
        f"None of the 37 North Koreans arrested in Yanji were sent back {DATED}, Human Rights Watch said.",
        f"Not all 37 North Koreans were deported {DATED}, Human Rights Watch said.",
        f"Not even 37 North Koreans were deported {DATED}, Human Rights Watch said.",
        f"Not every one of the 37 North Koreans was deported {DATED}, Human Rights Watch said.",
        f"Human Rights Watch said not all of the 37 defectors had been deported {DATED}.",
    ],
)
def test_none_and_not_all_are_not_so_many(text: str) -> None:
    assert all(kind != "Repatriation" for kind, _, _ in figures(extraction(text)))


@pytest.mark.parametrize(
    "text",
    [
        f"The deportation of 37 North Koreans was halted {DATED}, Human Rights Watch said.",
        f"The repatriation of 37 North Koreans was called off {DATED}.",
        f"The deportation of 37 North Koreans, set for Monday, was stopped {DATED}.",
        f"37 North Koreans were spared deportation {DATED}.",
        f"37 North Koreans were almost repatriated {DATED}.",
        f"37 North Koreans were on the verge of being deported {DATED}.",
        f"Does anyone believe that 37 North Koreans were repatriated {DATED}?",
        f"Were 37 North Koreans deported {DATED}?",
        f"Did China deport 37 North Koreans {DATED}?",
        f"Suppose 37 North Koreans were deported {DATED}.",
        f"Imagine that 37 North Koreans were deported {DATED}.",
        f"Had China deported 37 North Koreans {DATED}, the world would have protested.",
    ],
)
def test_what_is_halted_asked_or_supposed_has_not_happened(text: str) -> None:
    assert events(extraction(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        f"Human Rights Watch said 37 North Koreans were repatriated {DATED}, rejecting China's denial as false.",
        f"It was wrong that 37 North Koreans were repatriated {DATED}, Human Rights Watch said.",
        f"Human Rights Watch said it could not confirm where the 37 North Koreans repatriated {DATED} were taken.",
        f"Human Rights Watch said 37 North Koreans were deported {DATED}, but the ministry could not confirm it.",
        f"Reports that 37 North Koreans were repatriated {DATED} were true, Human Rights Watch said.",
        f"The figure of 37 North Koreans repatriated {DATED} is the highest in years, Human Rights Watch said.",
        f"The deportation of 37 North Koreans was carried out {DATED}, Human Rights Watch said.",
        f"Despite protests, 37 North Koreans were repatriated {DATED}, Human Rights Watch said.",
        f"The deportation of 200 North Koreans was halted after 37 had been sent back {DATED}, Amnesty said.",
        f"China's claim that the 37 people deported {DATED} were migrants is false, Human Rights Watch said.",
        f"China called the report slander, but 37 North Koreans were deported {DATED}, Human Rights Watch said.",
        f"37 North Koreans were deported {DATED}, and where was the United Nations?",
        f"None of the 37 North Koreans deported {DATED} has been heard of since, Human Rights Watch said.",
        f"What happened to the 37 North Koreans who were repatriated {DATED}?",
        f"Does Seoul know where the 37 North Koreans who were repatriated {DATED} are?",
        f"37 North Koreans, not all of them adults, were deported {DATED}.",
        f"37 North Koreans were repatriated {DATED}; none of them was a child, Human Rights Watch said.",
    ],
)
def test_what_is_told_beside_a_denial_or_taken_for_granted_stays(text: str) -> None:
    assert ("Repatriation", "exact", 37) in figures(extraction(text))


@pytest.mark.parametrize(
    "part",
    [
        "Half of the", "Fewer than half of the", "Only a third of the", "Few of the", "Some of the", "Most of the",
        "Almost all of the", "More than half of the", "Several of the",
    ],
)  # fmt: skip
def test_of_a_part_the_whole_is_not_the_figure(part: str) -> None:
    taken = extraction(f"{part} 370 North Koreans were deported {DATED}, Human Rights Watch said.")
    assert figures(taken) == [("Repatriation", None, None)]
    assert {names(taken)[iri] for claim in events(taken) for iri in claim.claimants} == {"Human Rights Watch"}


def test_a_figure_compared_with_a_part_of_it_stays() -> None:
    text = "Only 37 North Koreans arrived in South Korea in 2023, half of the 740 who arrived in South Korea in 2019."
    assert ("Arrival", "exact", 740) in figures(extraction(text))


def test_what_is_told_of_all_of_a_whole_stays_its_figure() -> None:
    held = extraction(f"Half of the 370 North Koreans held in Tumen were sent back {DATED}, Human Rights Watch said.")
    assert sorted(figures(held), key=str) == [("Detention", "exact", 370), ("Repatriation", None, None)]
    women = extraction(f"Most of the 37 North Koreans who were repatriated {DATED} were women, Amnesty said.")
    assert figures(women) == [("Repatriation", "exact", 37)]
