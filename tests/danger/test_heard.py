"""What is heard of danger in the words of very different people, and what is not mistaken for it."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from borrower_help.case.danger import _GAP, _HARMLESS_GAP, _Ear, _Part, _Phrase, hear
from borrower_help.knowledge.records.across import SafetyFile

KINDS = {"at_door": "violence", "threatened": "violence", "self_harm": "self_harm", "injured": "medical"}
Wanted = tuple[str, str]


def sentences(name: str) -> Iterator[tuple[int, Wanted, str]]:
    """Every sentence of a file with its place in its list, and the kind and degree it should get."""
    told: dict[str, Any] = yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    for kind, degrees in told.items():
        for degree, texts in degrees.items() if isinstance(degrees, dict) else [("", degrees)]:
            for place, text in enumerate(texts):
                yield place, (kind, degree), text


def heard(text: str, safety: SafetyFile) -> Wanted:
    """The kind and degree of what comes first."""
    found = hear(text, safety)
    return (KINDS[found[0].danger.id], found[0].degree.value) if found else ("none", "")


@pytest.mark.parametrize(("wanted", "text"), [(wanted, text) for _, wanted, text in sentences("given.yaml")])
def test_every_given_sentence(knowledge: Any, wanted: Wanted, text: str) -> None:
    """Each sentence that was given gets its kind and its degree; those of no danger bring up nothing."""
    assert heard(text, knowledge.safety) == wanted


@pytest.mark.parametrize(
    ("half", "exact", "missed", "false"),
    [
        (0, 0.95, 1, 0),  # tuned: measured 2026-11-30
        (
            1,
            0.94,
            4,
            2,
        ),  # never looked at while tuning; measured 2026-11-30: 4 missed, one of them a picture that GBK has not
    ],
)
def test_how_many_are_heard(knowledge: Any, half: int, exact: float, missed: int, false: int) -> None:
    """Of the sentences written for the tests no more than measured are missed or taken for danger, in either half."""
    rows = [
        (wanted, heard(text, knowledge.safety), text)
        for place, wanted, text in sentences("own.yaml")
        if place % 2 == half
    ]
    dangers = [row for row in rows if row[0][0] != "none"]
    harmless = [row for row in rows if row[0][0] == "none"]
    assert len(dangers) > 130
    assert len(harmless) > 110
    assert sum(wanted == found for wanted, found, _ in rows) / len(rows) >= exact
    assert len([text for _, found, text in dangers if found[0] == "none"]) <= missed
    assert len([text for _, found, text in harmless if found[0] != "none"]) <= false


@pytest.mark.parametrize(
    "name",
    [
        "foreign.yaml",
        "ideas.yaml",
        "fresh.yaml",
        "registers.yaml",
        "strangers.yaml",
        "means.yaml",
        "later.yaml",
        "twelve_people.yaml",
        "same_kinds.yaml",
    ],
)
def test_many_wordings_of_each_idea(knowledge: Any, name: str) -> None:
    """Of danger told in other people's words and by many ideas 95 in 100 are heard; of the harmless neighbours at most
    1 in 100 stops the answer.
    """
    rows = [
        (wanted, {(KINDS[found.danger.id], found.degree.value) for found in hear(text, knowledge.safety)})
        for _, wanted, text in sentences(name)
    ]
    dangers = [wanted[0] in {kind for kind, _ in found} for wanted, found in rows if wanted[0] != "none"]
    harmless = [found for wanted, found in rows if wanted[0] == "none"]
    assert len(dangers) >= 44
    assert len(harmless) >= 16
    assert sum(dangers) >= 0.95 * len(dangers)
    assert len([found for found in harmless if found]) <= 0.03 * len(harmless) + 1
    assert len([found for found in harmless if "certain" in {degree for _, degree in found}]) <= 0.01 * len(harmless)


@pytest.mark.parametrize(
    "text",
    [
        "我没想死，只想分期",
        "我没有打算去死",
        "我不想死",
        "我不会去跳楼的",
        "我从来没有过自杀的念头",
        "不是真的想死",
        "我没想过自杀",
        "绝不会去自杀",
        "我并不想死",
    ],
)
def test_who_denies_it_is_not_stopped(knowledge: Any, text: str) -> None:
    """Who says of himself that he does not want to die may see the number, but still gets the answer."""
    assert "certain" not in {found.degree.value for found in hear(text, knowledge.safety)}


@pytest.mark.parametrize(
    "text", ["zhen de bu xiang huo xia qu le", "zhendebuxianghuoxiaqule", "我们zamen怎么还", "Chile's bank"]
)
def test_pinyin_with_and_without_blanks(knowledge: Any, text: str) -> None:
    """Pinyin is heard with blanks and without; other Latin letters are not taken for it."""
    assert bool(hear(text, knowledge.safety)) == ("xia" in text)


def test_time_is_linear(knowledge: Any) -> None:
    """No phrase repeats anything but a gap of at most eight characters, so no text can make the search slow."""
    safety = knowledge.safety
    lists = {entry.name: entry.words for entry in safety.words}
    told = [phrase for danger in safety.dangers for phrase in (*danger.certain, *danger.possible)]
    phrases = [part for phrase in told for part in _Phrase(phrase, lists).parts]
    phrases += [_Part(phrase, lists, _HARMLESS_GAP) for phrase in safety.harmless]
    assert len(phrases) > 400
    for phrase in phrases:
        bare = re.sub(
            r"\\.",
            "",
            phrase.pattern.pattern.replace(_GAP, "").replace(_HARMLESS_GAP, "").replace("(?:", "(").replace("(?!", "("),
        )
        assert not set(bare) & set("*+?{"), phrase.pattern.pattern


class _Everything:
    """In place of the index of phrases: every phrase may stand in every text."""

    def __init__(self, count: int) -> None:
        self._count = count

    def possible(self, _text: str) -> range:
        """The numbers of all of them."""
        return range(self._count)


def test_the_index_leaves_out_nothing_that_is_heard(knowledge: Any) -> None:
    """Sentences of every file, alone and run together with phrases of danger and of what is harmless, are heard as by
    an ear that holds every phrase against them.
    """
    safety = knowledge.safety
    quick, whole = _Ear(safety), _Ear(safety)
    whole._index, whole._harmless_index = _Everything(len(whole._phrases)), _Everything(len(safety.harmless))
    told = sorted({text for path in Path(__file__).parent.glob("*.yaml") for _, _, text in sentences(path.name)})
    assert len(told) > 1500
    picked = random.Random(1130)
    phrases = [
        *safety.harmless,
        *(phrase for danger in safety.dangers for phrase in (*danger.certain, *danger.possible)),
    ]
    spoken = [re.sub(r"<[^<>]*>|[(|)]", "", phrase.replace(" + ", "，").replace("…", "他")) for phrase in phrases]
    texts = picked.sample(told, 500)
    texts += [a[:30] + picked.choice(spoken) + b[:30] for a, b in zip(picked.sample(told, 300), texts, strict=False)]
    texts += picked.sample(spoken, 200)
    for text in texts:
        assert quick.hear(text) == whole.hear(text), text


@pytest.mark.parametrize("piece", ["妈", "打妈", "妈的打我", "不想", "从楼跳", "我要", "想死你", "，", "a"])
def test_long_texts_end(knowledge: Any, piece: str) -> None:
    """A hundred thousand characters made of the words of the phrases are answered, and danger at their end is heard."""
    text = piece * (100_000 // len(piece))
    assert "self_harm" in {found.danger.id for found in hear(text + "，我不想活了", knowledge.safety)}


@pytest.mark.parametrize("space", [" ", "\u200b", "😭", "\u3000", "…", "*"])
def test_what_stands_between_the_characters(knowledge: Any, space: str) -> None:
    """Blanks, signs and pictures between the characters hide nothing."""
    assert heard(space.join("我不想活了"), knowledge.safety) == ("self_harm", "certain")
