"""A question as it is read before it is looked up: one script, one word for one thing, without what only it tells.

All words are data (knowledge/faq/words.yaml). Lender, time and sums are read and taken out, so that they bring no
record nearer: 「金融」 in a name is not a mediation of finance.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from functools import cached_property

from borrower_help.ask.sounds import KnownSounds, Sounds
from borrower_help.knowledge.library import Knowledge
from borrower_help.values.spoken import NUMERAL, spoken_days
from borrower_help.values.traditional import simplified

MOST = 1000
"""Of a longer story only the end is read: there stands the question."""

STORY = 40
"""From so many characters on it matters which sentence of a text is the question."""

BESIDE = 0.25
"""How much a sentence of a story counts that asks nothing."""

TOLD = 2.0
"""All that stands around a question counts at most as much as so many clauses that ask."""


@dataclasses.dataclass(frozen=True)
class Clause:
    """A piece of the question between two signs, and how much it counts."""

    text: str
    weight: float


@dataclasses.dataclass(frozen=True)
class ReadQuestion:
    """What was typed, as it is looked up: its clauses, and what was read and taken out of them."""

    clauses: tuple[Clause, ...]
    lenders: tuple[str, ...] = ()
    days: int | None = None
    syllables: tuple[str, ...] = ()
    """What is written in pinyin alone, instead of clauses."""


_LIKE_A_NAME = re.compile(r"^[\u3400-\u9fff]{2,4}(?:消费金融|消金)(?:有限公司|公司)?")
_ENDS = re.compile(r"[，。！？；：、,!?;:\n\r（）()「」“”\"]+")
_NOT_TEXT = re.compile(r"[^0-9a-z%.\u3400-\u9fff]+")
_LATE = re.compile(
    rf"(?:逾期|拖了|欠了|拖欠|没还)(?:了|已经|快|超过|有)*((?:{NUMERAL}|\d)+(?:多|来)?(?:天|日|个多?月|个星期|周|年)|半年|半个月)(?:多|了|以后|后)*"
)
_LATE_BEHIND = re.compile(rf"((?:{NUMERAL}|\d)+(?:多)?(?:天|个多?月|年)|半年)(?:多)?(?:没还|不还|没有还)(?!过)")
_SUM = re.compile(
    rf"(?:{NUMERAL}|[0-9.])*(?:{NUMERAL}|[0-9])(?:万|w|k|千|百)(?:{NUMERAL}|多|来|[0-9])*(?:块钱|块|元|元钱)?|"
    rf"(?:{NUMERAL}|[0-9.])+(?:块钱|块|元)"
)
_DATE = re.compile(
    rf"(?:19|20)\d\d[年./-](?:\d{{1,2}}(?:月份?|[./-])(?:\d{{1,2}}[日号]?)?)?|(?:上个?月|这个月|下个?月|{NUMERAL}+月份?){NUMERAL}*[号日]?|"
    rf"{NUMERAL}{{1,3}}[号日](?!码)"
)


class Reader:
    """Everything of the knowledge that is needed to read a question, made ready once."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._words = knowledge.words

    @cached_property
    def sounds(self) -> Sounds:
        """How characters are read."""
        return Sounds(self._words.sounds)

    @cached_property
    def _read_as(self) -> tuple[re.Pattern[str], dict[str, str]]:
        meant = {written: entry.meant for entry in self._words.read_as for written in entry.written}
        meant |= dict.fromkeys(self._words.empty, " ")
        longest = sorted(meant, key=lambda word: (-len(word), word))
        return re.compile("|".join(map(re.escape, longest)) or "(?!)"), meant

    @cached_property
    def _asking(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, self._words.asking)) or "(?!)")

    def simple(self, text: str) -> str:
        """The text in simplified characters, small letters and half width."""
        return simplified(unicodedata.normalize("NFKC", text).casefold())

    def plain(self, text: str) -> str:
        """One word for one thing; twice, for what is read may be written in two ways itself."""
        pattern, meant = self._read_as
        for _ in range(2):
            text = pattern.sub(lambda match: meant[match.group()], text)
        return text

    def question(self, typed: str) -> ReadQuestion:
        """Read what was typed."""
        text = self.simple(typed)[-MOST:]
        lenders, text = self._knowledge.lender_index.taken_out(text)
        if _is_latin(text):
            spelled = self.sounds.split(re.sub(r"[^a-z]+", "", text))
            return ReadQuestion((), tuple(lenders), None, tuple(spelled))
        lenders, text = self._begun(lenders, text)
        days, text = _days(text)
        asking = [(clause, bool(self._asking.search(clause))) for clause in map(str.strip, _ENDS.split(text)) if clause]
        long = sum(len(clause) for clause, _ in asking) > STORY and any(asks for _, asks in asking)
        clauses = [
            Clause(plain, BESIDE if long and not asks else 1.0)
            for clause, asks in asking
            if (plain := self.plain(_DATE.sub(" ", _SUM.sub(" ", clause))).strip())
        ]
        return ReadQuestion(tuple(clauses), tuple(lenders), days)

    def _begun(self, lenders: list[str], text: str) -> tuple[list[str], str]:
        """A name that is not written out but ends like one: 苏银消费金融. Taken out also where nobody is called so."""
        match = _LIKE_A_NAME.search(text)
        if match is None:
            return lenders, text
        found = None if lenders else self._knowledge.find_lender(match.group())
        return [found.id] if found else lenders, text[: match.start()] + " " + text[match.end() :]


def _is_latin(text: str) -> bool:
    return re.search(r"[a-z]{4}", text) is not None and re.search(r"[\u3400-\u9fff]", text) is None


def _days(text: str) -> tuple[int | None, str]:
    """How long it is overdue, where a time stands beside words that say so, and the text without the time."""
    for pattern in (_LATE, _LATE_BEHIND):
        match = pattern.search(text)
        if match is None:
            continue
        days = spoken_days(re.sub("[多来]", "", match[1]))
        if days is not None:
            return days, text[: match.start(1)] + " " + text[match.end(1) :]
    return None, text


def features(text: str) -> dict[str, float]:
    """The pairs and the single characters of a text, and how often; letters and digits are whole words."""
    found: dict[str, float] = {}
    for run in re.findall(r"[a-z]+|[0-9]+(?:\.[0-9]+)?%?|[\u3400-\u9fff]+", text):
        parts = [run] if run.isascii() else [*run, *(run[at : at + 2] for at in range(len(run) - 1))]
        for part in parts:
            found[part] = found.get(part, 0.0) + 1.0
    return found


def to_the_point(question: ReadQuestion) -> ReadQuestion:
    """The question with what a long story tells around it held back, so that it does not drown what is asked."""
    around = sum(clause.weight for clause in question.clauses if clause.weight < 1)
    if around <= TOLD:
        return question
    clauses = (
        clause if clause.weight >= 1 else dataclasses.replace(clause, weight=clause.weight * TOLD / around)
        for clause in question.clauses
    )
    return dataclasses.replace(question, clauses=tuple(clauses))


def whole_of(question: ReadQuestion, heard: KnownSounds | None = None) -> dict[str, float]:
    """The features of a whole question, each clause by how much it counts; of letters alone, what they spell."""
    whole = dict.fromkeys(heard.spelled(list(question.syllables)) if heard else (), 1.0)
    for clause in question.clauses:
        for feature, count in features(clause.text).items():
            whole[feature] = whole.get(feature, 0.0) + count * clause.weight
    return whole


def patterns() -> dict[str, str]:
    """How a question is cut, as regular expressions, for a search that reads it elsewhere: that of the pages."""
    read = {
        "name": _LIKE_A_NAME,
        "ends": _ENDS,
        "late": _LATE,
        "behind": _LATE_BEHIND,
        "sum": _SUM,
        "date": _DATE,
    }
    return {name: pattern.pattern for name, pattern in read.items()}
