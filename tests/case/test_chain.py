"""Who may ask for the money: as strong as the weakest link, and never stronger for having lost one."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from borrower_help.case.chain import Link, Proof, confirmed, last_asker, standing
from borrower_help.knowledge.records.creditors import LinkKind

NAMES = ("bank", "surety", "buyer", "agency", "other")
names = st.sampled_from(NAMES)
links = st.lists(
    st.builds(
        Link,
        kind=st.sampled_from(list(LinkKind)),
        taker=names,
        giver=st.one_of(st.just(""), names),
        proof=st.sampled_from(list(Proof)),
    ),
    max_size=7,
)
CHAIN = (
    Link(LinkKind.LOAN, "bank", proof=Proof.SHOWN),
    Link(LinkKind.GUARANTEE, "surety", "bank", proof=Proof.SHOWN),
    Link(LinkKind.PAYMENT, "surety", "bank", proof=Proof.SHOWN),
    Link(LinkKind.ASSIGNMENT, "buyer", "surety", proof=Proof.SHOWN),
    Link(LinkKind.AGENCY, "agency", "buyer", proof=Proof.SHOWN),
)


@given(links, names, st.data())
def test_removing_a_link_never_strengthens_the_conclusion(found: list[Link], asker: str, data: st.DataObject) -> None:
    """Whoever asks, and whatever is taken away: the proof does not become better."""
    if found:
        gone = data.draw(st.integers(0, len(found) - 1))
        fewer = [link for index, link in enumerate(found) if index != gone]
        assert standing(fewer, asker).proof <= standing(found, asker).proof


@given(links, names, st.data())
def test_a_better_paper_never_weakens_the_conclusion(found: list[Link], asker: str, data: st.DataObject) -> None:
    """A link that is proved better leaves the conclusion as strong or makes it stronger."""
    if found:
        index = data.draw(st.integers(0, len(found) - 1))
        better = [*found[:index], dataclasses.replace(found[index], proof=Proof.CONFIRMED), *found[index + 1 :]]
        assert standing(better, asker).proof >= standing(found, asker).proof


@given(links, names)
def test_the_conclusion_is_the_weakest_link_of_its_path(found: list[Link], asker: str) -> None:
    """The path begins with a loan, ends with who asks, holds a guarantee before a payment, and is as strong as its
    weakest.
    """
    answer = standing(found, asker)
    assert answer.proof == min((link.proof for link in answer.path), default=Proof.MISSING)
    if answer.path:
        assert answer.path[0].kind is LinkKind.LOAN
        assert answer.path[-1].taker == asker
        kinds = [link.kind for link in answer.path]
        assert all(kinds[at - 1] is LinkKind.GUARANTEE for at, kind in enumerate(kinds) if kind is LinkKind.PAYMENT)
        assert answer.missing == ()
    else:
        assert answer.proof is Proof.MISSING


def test_a_whole_chain_leads_to_the_buyer_for_whom_the_agency_asks() -> None:
    """An agency at the end of a whole chain may ask, and the money is owed the buyer and not the agency."""
    answer = standing(CHAIN, last_asker(CHAIN))
    assert (answer.asker, answer.owed, answer.proof, answer.missing) == ("agency", "buyer", Proof.SHOWN, ())
    sure = standing(confirmed(CHAIN, list(LinkKind)), "agency")
    assert sure.proof is Proof.CONFIRMED


@pytest.mark.parametrize(
    ("gone", "missing"),
    [
        (LinkKind.LOAN, (LinkKind.LOAN,)),
        (LinkKind.GUARANTEE, (LinkKind.GUARANTEE,)),
        (LinkKind.PAYMENT, (LinkKind.PAYMENT,)),
        (LinkKind.ASSIGNMENT, (LinkKind.ASSIGNMENT,)),
        (LinkKind.AGENCY, (LinkKind.ASSIGNMENT,)),
    ],
)
def test_a_broken_chain_proves_nothing_and_names_what_is_missing(gone: LinkKind, missing: tuple[LinkKind, ...]) -> None:
    """Without any one of its links nothing leads to the agency, and the link to ask for is named."""
    answer = standing([link for link in CHAIN if link.kind is not gone], "agency")
    assert (answer.proof, answer.owed) == (Proof.MISSING, "")
    assert answer.missing == missing


def test_a_guarantee_alone_is_no_payment() -> None:
    """A guarantor that has not paid may not ask for the loan, however well the guarantee is proved."""
    answer = standing(confirmed(CHAIN[:2], list(LinkKind)), "surety")
    assert (answer.proof, answer.missing) == (Proof.MISSING, (LinkKind.PAYMENT,))
    assert last_asker(CHAIN[:2]) == "bank"


def test_a_sale_to_somebody_else_is_told_beside_the_chain() -> None:
    """The bank that sold still has its contract; the sale stands against it and is not left out."""
    sold = (CHAIN[0], Link(LinkKind.ASSIGNMENT, "buyer", "bank", proof=Proof.SAID))
    answer = standing(sold, "bank")
    assert answer.proof is Proof.SHOWN
    assert [link.taker for link in answer.against] == ["buyer"]
    assert standing(sold, "buyer").against == ()


def test_two_sellers_in_a_circle_prove_nothing() -> None:
    """Companies that only sold to one another have no loan behind them."""
    circle = [Link(LinkKind.ASSIGNMENT, "buyer", "other"), Link(LinkKind.ASSIGNMENT, "other", "buyer")]
    assert standing(circle, "buyer").proof is Proof.MISSING
