"""What wordings teach: kept when the program is built, and left alone where it is not of today."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from borrower_help.ask import learned
from borrower_help.ask.answer import Asking
from borrower_help.ask.index import NEAR_ALIKE
from borrower_help.ask.learned import Learned, Near
from borrower_help.ask.match import NEAR
from borrower_help.ask.reading import features
from borrower_help.ask.sounds import Sounds
from borrower_help.case.model import Case
from borrower_help.knowledge.files import load_knowledge
from borrower_help.upkeep.compile import learn_wordings
from borrower_help.upkeep.learning import learn

QUESTIONS = ["visit", "suit", "paper", "own"]
SAID = [
    (0, "催收能不能上门"),
    (0, "上门催收要看证件吗"),
    (1, "会不会起诉"),
    (1, "银行起诉我怎么办"),
    (2, "上门送达起诉状"),
]
ROWS = [(number, features(text)) for number, text in SAID]
GENERAL = QUESTIONS[:3]


def nearest(taught: Learned, text: str, among: list[str]) -> str:
    """The question that is nearest to a text."""
    near = taught.near(features(text), among)
    return max(near, key=lambda name: near[name].whole)


def test_its_own_question_is_nearest() -> None:
    """Each wording that was learned from is nearest to its own question, words of two questions in one or not."""
    taught = learn(QUESTIONS, ROWS)
    for number, text in SAID:
        assert nearest(taught, text, GENERAL) == QUESTIONS[number]


def test_learning_twice_is_the_same() -> None:
    """The same wordings teach the same, so that a build can be repeated byte for byte."""
    assert learned.keep(learn(QUESTIONS, ROWS)) == learned.keep(learn(QUESTIONS, ROWS))


def test_words_that_nobody_knows_count_against_all() -> None:
    """A question with many unknown words is farther from everything than the same question without them."""
    taught = learn(QUESTIONS, ROWS)
    short, long = "银行起诉我怎么办", "银行起诉我怎么办红烧排骨要放多少冰糖"
    assert taught.near(features(short), GENERAL)["suit"].weight > taught.near(features(long), GENERAL)["suit"].weight


def test_words_used_alike_count_alike() -> None:
    """A word that no wording of a question has counts for it where it is used as its words are: the places."""
    rows = [(0, "催债上门"), (0, "讨债上门"), (0, "催债敲门"), (1, "催债短信"), (1, "利息太高"), (1, "罚息太高")]
    taught = learn(["visit", "cost"], [(number, features(text)) for number, text in rows])
    near = taught.near(features("讨债敲门"), ["visit", "cost"])
    assert near["visit"].chance > 0.8
    assert sum(each.chance for each in near.values()) == pytest.approx(1)


def test_questions_apart_do_not_take_from_the_others() -> None:
    """What is learned for a lender's own questions takes nothing from the questions of everybody."""
    more = [*ROWS, (3, features("会不会起诉")), (3, features("会上门吗"))]
    together = learn(QUESTIONS, more, apart={"own"})
    assert nearest(together, "会不会起诉", GENERAL) == "suit"
    assert together.near(features("会不会起诉"), GENERAL)["suit"].weight > 0.5
    assert nearest(together, "会不会起诉", ["own"]) == "own"


def test_questions_of_one_record_are_no_rivals() -> None:
    """Two questions that one record answers both come near to a wording of either."""
    leads = {"visit": "same", "suit": "same"}
    rows = [(0, features("会不会起诉")), (1, features("会不会起诉")), (2, features("上门送达"))]
    near = learn(QUESTIONS, rows, leads=leads).near(features("会不会起诉"), GENERAL)
    assert min(near["visit"].weight, near["suit"].weight) > near["paper"].weight + 0.5


def test_weight_and_chance_make_it_near() -> None:
    """What questions are ordered by grows with both."""
    assert Near(0.5, 0.5).whole > max(Near(0.5, 0.1).whole, Near(0.1, 0.5).whole)


@pytest.mark.parametrize("damage", ["absent", "of other wordings", "no such file"])
def test_what_is_of_others_is_not_used(damage: str, base: Path, tmp_path: Path, monkeypatch: Any) -> None:
    """A kept file that is absent, broken or of other wordings is left alone: likeness answers, by its own threshold."""
    place = tmp_path / "_learned.bin"
    if damage == "of other wordings":
        place.write_bytes(learned.keep(learn(QUESTIONS, ROWS, learned.fingerprint(["别的问法"]))))
    elif damage == "no such file":
        place.write_bytes(b"\xff\x00 no such thing")
    monkeypatch.setattr(learned, "PLACE", place)
    asking = Asking(load_knowledge(base))
    assert asking.matcher.learned is None
    assert asking.matcher.match(asking.read("催收上门"), lender=False).offered == NEAR_ALIKE


def test_what_was_kept_is_used(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What building keeps for a folder of knowledge is taken for that knowledge, and for no other."""
    monkeypatch.setattr(learned, "PLACE", tmp_path / "kept.bin")
    learn_wordings(base, learned.PLACE)
    assert not list(tmp_path.glob("*.new"))
    asking = Asking(load_knowledge(base))
    assert asking.matcher.match(asking.read("催收上门"), lender=False).offered == NEAR
    assert Asking(load_knowledge()).matcher.learned is None


def test_damaged_wordings_find_nothing_and_break_nothing(asking_small: Asking) -> None:
    """A question without a word finds nothing, learned or not."""
    assert asking_small.answer("？！", Case(), dt.date(2026, 11, 30)).id == ""


@pytest.fixture(name="asking_small")
def of_few_questions(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Asking:
    """The small knowledge, learned."""
    monkeypatch.setattr(learned, "PLACE", tmp_path / "kept.bin")
    learn_wordings(base, learned.PLACE)
    return Asking(load_knowledge(base))


@pytest.mark.parametrize(
    ("letters", "syllables"),
    [
        ("cuishou", ["cui", "sou"]),
        ("xian", ["xian"]),
        ("zhengxin", ["zen", "xin"]),
        ("wangdaiyuqi", ["wang", "dai", "yu", "qi"]),
        ("hello", []),
    ],
)
def test_pinyin_is_split(letters: str, syllables: list[str]) -> None:
    """Letters are split into the fewest syllables there are, zh as z and ing as in; what is no pinyin into none."""
    sounds = Sounds("cui催 shou收 xian先 zheng征 xin信 wang网 dai贷 yu逾 qi期 xi西 an安")
    assert sounds.split(letters) == syllables
