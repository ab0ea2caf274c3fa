"""Lenders and banks found by what people type: a name, or a sentence with a name in it.

In a sentence the longest name wins at each place, so that 唯品花 is not 唯品富邦 and 晋商银行 is not 晋商消费金融;
two lenders in one sentence are ambiguous, and nothing is guessed. The forms of a name are those of ``name_forms``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from borrower_help.knowledge.homonyms import ALSO_WORDS, JOINED, is_name
from borrower_help.knowledge.likeness import heard_as
from borrower_help.knowledge.name_forms import (
    COMPANY,
    NO_NAME,
    PLACE,
    SHORT_FORMS,
    folded,
    normalise,
    short_forms,
    written,
)
from borrower_help.knowledge.ordinary_words import GENERIC
from borrower_help.knowledge.records.lenders import Bank, Lender
from borrower_help.values.patterns import pattern

SHORTEST_HEARD = 3
"""Characters of a name that is known by its sound; of two there are too many."""


SHORTEST_BEGINNING = 3
"""Fewer letters than these begin too many words: ``ge`` is not geerong."""


_BANK = pattern(r"(?P<name>[一-鿿]{2,10}银行)(?:的)?(?:信用卡(?:中心)?|贷款|借款|网贷)?")


_MAX_WORDS = 18
"""So many syllables has the longest legal name in pinyin."""


_COMPANY_IN_PINYIN = pattern(r"(?:gufenyouxiangongsi|youxianzerengongsi|youxiangongsi|gongsi)$")


_CARDS = frozenset({"银行卡", "储蓄卡"})
"""What is no lender's name and yet what a question is about: 银行卡会冻吗."""


_BEFORE_A_BANK = pattern(r"^(?:我|你|他|她|的|在|从|用|向|欠|是|借了?的?|办了?的?|收到|接到|说|自称)+")


_LAST = pattern(r"(?:^|[的在从用欠张是我])(信用卡)")
"""A name so general that it counts in a sentence only where nobody else is named; 51信用卡 is another name."""


_A_BANKS = pattern(r"(?:^|[的在从用欠张是我])银行(?:的|(?=信用卡))")
"""A bank of which no name is told: 银行的信用卡."""


_FILLERS = pattern(r"app|软件|里面的|里边的|里的|上面的|上的|那个|这个|官方|客服|电话|手机号")
"""Words around and inside a name that are none of it: 美团 App 里的借钱."""


class Names:
    """All names by which lenders and banks are known."""

    def __init__(self, lenders: Iterable[Lender], banks: Iterable[Bank]) -> None:
        self._lenders = tuple(lenders)
        self._banks = tuple(banks)

    @cached_property
    def _spelt(self) -> list[tuple[str, str]]:
        """Every name that is written in a file, with its lender."""
        return [(normalise(name), lender.id) for lender in self._lenders for name in written(lender)]

    @cached_property
    def _written(self) -> dict[str, str]:
        return dict(self._spelt)

    @cached_property
    def lender_of(self) -> dict[str, str]:
        """The lender of every name; what is written for one beats a form that follows for another."""
        derived: dict[str, set[str]] = {}
        for whole, lender in self._spelt:
            for form in short_forms(whole):
                if form not in self._written:
                    derived.setdefault(form, set()).add(lender)
        return self._written | {form: owners.pop() for form, owners in derived.items() if len(owners) == 1}

    @cached_property
    def in_a_sentence(self) -> dict[str, str]:
        """The lender of every name that counts in a sentence, too."""
        return {name: of for name, of in self.lender_of.items() if name not in GENERIC or name in ALSO_WORDS}

    @cached_property
    def bank_of(self) -> dict[str, str]:
        """The bank of every bank's name, but for those that mean a lender with an entry."""
        return {
            form: bank.name
            for bank in self._banks
            for name in (bank.name, *bank.aliases)
            for form in (normalise(name), normalise(name) + "信用卡", normalise(name) + "信用卡中心")
            if form not in self.lender_of
        }

    @cached_property
    def _not(self) -> frozenset[str]:
        """Names that are kept apart from a lender and are nobody else's."""
        return frozenset(normalise(other.name) for lender in self._lenders for other in lender.not_aliases) - set(
            self.lender_of
        )

    def lender(self, typed: str) -> str | None:
        """The id of the lender that was named, or meant beyond doubt; ``None`` where there is none or more than one."""
        wanted = normalise(typed)
        if wanted in self._written:
            return self._written[wanted]  # most names are written so, and the other forms need not be made
        if wanted in self.lender_of:
            return self.lender_of[wanted]
        if wanted.isascii() and (bare := _COMPANY_IN_PINYIN.sub("", wanted)) in self._latin:
            return self._latin[bare]
        if len(wanted) < 2 or wanted in self._not or wanted in self.bank_of:
            return None
        if self.bank(typed):  # by its shape alone: 威众银行 may be 微众银行, chosen wrongly from a list
            return self._heard(wanted)
        mentioned = self.mentioned(typed)
        if mentioned:
            return mentioned[0] if len(mentioned) == 1 else None
        return (
            self._begun(wanted)
            or self._general(_A_BANKS.sub("", wanted))
            or self._heard(wanted)
            or self.lender_of.get(_FILLERS.sub("", wanted))
            or self._seated(wanted)
        )

    def _seated(self, wanted: str) -> str | None:
        """The lender of a name with its own city put in front: 重庆三快小额贷款 is 三快小贷 in 重庆, and in no other
        place.
        """
        place = PLACE.match(wanted)
        if not place:
            return None
        rest = COMPANY.sub("", wanted[place.end() :])
        names = {rest, *(rest.replace(long, brief) for long, brief in SHORT_FORMS if long in rest)} - NO_NAME
        found = {self.lender_of[name] for name in names if name in self.lender_of}
        cities = {lender.id: lender.city for lender in self._lenders}
        return next((id_ for id_ in found if len(found) == 1 and cities[id_] and cities[id_] in place[0]), None)

    def _heard(self, wanted: str) -> str | None:
        """The one lender whose whole name is read as what was typed: 微立贷 is 微粒贷, chosen wrongly from a list."""
        if len(wanted) < SHORTEST_HEARD:
            return None
        heard = {lender for name, lender in self.lender_of.items() if heard_as(wanted, name)}
        return heard.pop() if len(heard) == 1 else None

    def _general(self, wanted: str) -> str | None:
        """The lender of a general name in a sentence that names no bank: whoever owes on a card owes some bank."""
        if any(name in wanted for name in self.bank_of) or "银行" in wanted:
            return None
        general = _LAST.search(wanted)
        return self.lender_of.get(general[1]) if general else None

    def bank(self, typed: str) -> str | None:
        """The bank that was typed and has no entry of its own, by its list or by the shape of its name."""
        wanted = normalise(typed)
        if wanted in self.bank_of:
            return self.bank_of[wanted]
        shaped = _BANK.fullmatch(_BEFORE_A_BANK.sub("", wanted))
        return shaped["name"] if shaped and shaped["name"] not in self.lender_of else None

    def kept_apart(self, typed: str) -> list[tuple[str, str]]:
        """For a name that is nobody's here: the ids of the lenders it is confused with, each with why it is not
        theirs.
        """
        wanted = normalise(typed)
        return [
            (lender.id, other.why)
            for lender in self._lenders
            for other in lender.not_aliases
            if normalise(other.name) == wanted and wanted in self._not
        ]

    def mentioned(self, text: str) -> list[str]:
        """The lenders named in a text, in order of their first mention, the longest name at each place."""
        return list(dict.fromkeys([*self._in_words(text), *self._in_characters(normalise(text))]))

    def taken_out(self, text: str) -> tuple[list[str], str]:
        """The lenders named in a text, and the text without their names, for whoever looks for what is asked of
        them.
        """
        named = {match.span() for match in self._named(text) if match.group() not in _CARDS}
        rest = self._pattern.sub(lambda match: " " if match.span() in named else match.group(), text)
        rest = re.sub(r"[a-z]{4,}", lambda match: " " if match.group() in self._latin else match.group(), rest)
        return self.mentioned(text), rest

    def _begun(self, wanted: str) -> str | None:
        """The only lender with a name that begins so, where the beginning is no mere place and no common word."""
        if wanted in GENERIC or not PLACE.sub("", wanted):
            return None
        if wanted.isascii() and len(wanted) < SHORTEST_BEGINNING:
            return None
        meant = {lender for name, lender in self.lender_of.items() if name.startswith(wanted)}
        meant |= {name for name in (*self.bank_of, *self._not) if name.startswith(wanted)}
        only = meant.pop() if len(meant) == 1 else None
        return only if only in self._ids else None

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(lender.id for lender in self._lenders)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Every name with Chinese characters, longest first, so that the longest wins at its place."""
        names = {
            name
            for name in (*self.lender_of, *self.bank_of, *self._not)
            if not name.isascii() and (name not in GENERIC or name in ALSO_WORDS)
        }
        return re.compile(
            "|".join(self._escaped(name) for name in sorted(names, key=lambda name: (-len(name), name))) or r"(?!)"
        )

    def _escaped(self, name: str) -> str:
        """A name in a pattern; 极融贷 is kept apart from 极融, but 极融贷款 is a loan of 极融."""
        return re.escape(name) + ("(?!款)" if name in self._not and name.endswith("贷") else "")

    def _in_characters(self, text: str) -> Iterator[str]:
        return (self.lender_of[match.group()] for match in self._named(text) if match.group() in self.lender_of)

    def _named(self, text: str) -> Iterator[re.Match[str]]:
        """Every place where a name is meant and not the words it is made of."""
        last = -1
        for match in self._pattern.finditer(text):
            name = match.group()
            joined = JOINED.match(text, last) if last >= 0 else None
            after_another = joined is not None and joined.end() == match.start()
            if is_name(name, text, match.start(), match.end(), after_another=after_another):
                last = match.end() if name in self.lender_of else last
                yield match

    def _in_words(self, text: str) -> Iterator[str]:
        """Names in Latin letters: whole words, or up to five of them together."""
        words = re.findall(r"[a-z]+", folded(text))
        if len(words) > 200:
            return
        place = 0
        while place < len(words):
            size = next(
                (size for size in range(_MAX_WORDS, 0, -1) if "".join(words[place : place + size]) in self._latin), 0
            )
            if size:
                yield self._latin["".join(words[place : place + size])]
            place += size or 1

    @cached_property
    def _latin(self) -> dict[str, str]:
        return {
            name: lender
            for name, lender in self.lender_of.items()
            if name.isascii() and name.isalpha() and len(name) >= 4
        }
