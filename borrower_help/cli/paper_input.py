"""Contracts, notices and messages handed over to a command: read together, kept as answers of a case."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from borrower_help.advice.chain import ChainView, chain
from borrower_help.ask.chain import ChainReading, read
from borrower_help.ask.papers import together
from borrower_help.case.chain import Link, Party, confirmed, last_asker, standing
from borrower_help.case.file import dump_case
from borrower_help.case.from_papers import loan_told, with_happenings, with_loan
from borrower_help.case.model import Case
from borrower_help.cli.shell import spelled
from borrower_help.cli.whole_files import PRIVATE, write_whole
from borrower_help.errors import UsageError, quoted
from borrower_help.knowledge.library import Knowledge
from borrower_help.knowledge.name_forms import normalise
from borrower_help.knowledge.records.creditors import LinkKind
from borrower_help.values.parse import parse_name


class HandedPapers(NamedTuple):
    """Papers read together, in the order in which they were given; ``asker`` is the key of who asks, empty for the end
    of what they tell.
    """

    readings: list[ChainReading]
    parties: tuple[Party, ...]
    links: tuple[Link, ...]
    asker: str

    def view(self, knowledge: Knowledge) -> ChainView:
        """What is said of them."""
        return chain(
            self.parties,
            self.links,
            knowledge,
            asker=self.asker,
            clauses=[clause for reading in self.readings for clause in reading.clauses],
            branches=[branch for reading in self.readings for branch in reading.branches],
            senders=[reading.sender for reading in self.readings if reading.sender],
            mentioned=list(dict.fromkeys(other for reading in self.readings for other in reading.mentioned)),
        )


def read_papers(texts: list[tuple[str, str]], asks: str, sure: list[LinkKind], knowledge: Knowledge) -> HandedPapers:
    """The papers read together. Raises ``UsageError`` where they hold no such party or link."""
    readings = [read(text, knowledge, paper) for paper, text in texts]
    parties, links = together(readings)
    keys = {normalise(party.name): party.key for party in parties} | {party.key: party.key for party in parties}
    wanted = knowledge.lender_id(parse_name(asks, "--asks")) if asks else ""
    absent = [knowledge.link_words[kind].name for kind in sure if kind not in {link.kind for link in links}]
    if absent:
        raise UsageError(f"材料里没有「{'、'.join(absent)}」这一环，没有东西可以确认。请先给出写着它的通知或合同。")
    near = [key for name, key in keys.items() if normalise(wanted) in name] if wanted else []
    if wanted and not near:
        raise UsageError(
            f"材料里没有「{quoted(asks)}」。--asks 要写材料里有的公司：{'、'.join(p.name for p in parties)}。"
        )
    return HandedPapers(readings, parties, confirmed(links, sure), near[0] if near else "")


def save(papers: HandedPapers, case: Case, path: Path, knowledge: Knowledge) -> list[str]:
    """Write what the papers tell into a case file; the remarks say what was kept as it was. Raises ``UsageError``."""
    found = standing(papers.links, papers.asker or last_asker(papers.links))
    loan = loan_told(papers.parties, papers.links, found, knowledge)
    if loan is None:
        raise UsageError("材料里没有写谁放款，没有东西可以存。请加上借款合同首页，或去掉 --save-case。")
    whole, remarks = with_loan(case, loan, papers.parties, knowledge)
    write_whole(path, dump_case(with_happenings(whole, papers.parties, papers.links)), PRIVATE)
    again = spelled(["borrower-help", "advise", "--case", str(path)])
    return [*remarks, f"读到的已存到 {path}，里面是你的欠款情况，请保管好。接着看：{again}"]
