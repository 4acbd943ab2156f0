"""What happened to a number of people: by its verb, and by who does what it tells."""

from refoulement.tests.synthetic import extraction, figures


def test_those_sent_along_with_others_are_told_apart_and_those_who_stand_with_them_not() -> None:
    sent = "In March 2024, 37 North Korean refugees were deported to North Korea by air,"
    along = extraction(f"{sent} along with 12 who were returned there by train.")
    assert sorted(str(value) for *_, value in figures(along)) == ["12", "37"]
    assert [value for *_, value in figures(extraction(f"{sent} with 12 women in the first row."))] == [37]


def test_whom_officers_take_out_is_held_and_whom_others_do_is_rescued() -> None:
    deed = "took 37 North Korean refugees out of a house in Shenyang in March 2024."
    assert figures(extraction(f"The refugees hid. Federal agents {deed}")) == [("Detention", "exact", 37)]
    assert figures(extraction(f"The refugees hid. A pastor {deed}")) == [("Rescue", "exact", 37)]
