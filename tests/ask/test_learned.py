"""What wordings teach: kept when the program is built, and left alone where it is not of today."""

from __future__ import annotations

from pathlib import Path

import pytest

from borrower_help.ask import learned
from borrower_help.ask.index import SURE, SURE_ALIKE, Wordings
from borrower_help.ask.reading import features
from borrower_help.ask.sounds import Sounds
from borrower_help.upkeep.compile import learn_wordings

SAID = [
    (0, "催收能不能上门"),
    (0, "上门催收要看证件吗"),
    (1, "会不会起诉"),
    (1, "银行起诉我怎么办"),
    (2, "上门送达起诉状"),
]
TEXTS = [(str(number), text) for number, text in SAID]
ROWS = [(number, features(text)) for number, text in SAID]


def test_its_own_question_is_nearest() -> None:
    """Each wording that was learned from is nearest to its own question, words of two questions in one or not."""
    taught = learned.learn(ROWS)
    for number, words in ROWS:
        near = taught.near(words)
        assert max(near, key=lambda other: near[other]) == number


def test_learning_twice_is_the_same() -> None:
    """The same wordings teach the same, so that a build can be repeated byte for byte."""
    assert learned.keep(learned.learn(ROWS)) == learned.keep(learned.learn(ROWS))


def test_words_that_nobody_knows_count_against_all() -> None:
    """A question with many unknown words is farther from everything than the same question without them."""
    taught = learned.learn(ROWS)
    assert (
        taught.near(features("银行起诉我怎么办"))[1] > taught.near(features("银行起诉我怎么办红烧排骨要放多少冰糖"))[1]
    )


def test_questions_apart_do_not_take_from_the_others() -> None:
    """What is learned for a lender's own questions changes nothing for the questions of everybody."""
    alone = learned.learn(ROWS)
    together = learned.learn([*ROWS, (3, features("会不会起诉")), (3, features("会上门吗"))], apart={3})
    words = features("会不会起诉")
    assert max(alone.near(words).items(), key=lambda entry: entry[1])[0] == 1
    assert together.near(words)[1] > 0.5


@pytest.mark.parametrize("damage", ["absent", "of other wordings", "no such file"])
def test_what_is_of_others_is_not_used(damage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kept file that is absent, broken or of other wordings is left alone: likeness answers, by its own threshold."""
    place = tmp_path / "_learned.bin"
    if damage == "of other wordings":
        place.write_bytes(learned.keep(learned.learn(ROWS[:3], (), learned.fingerprint([("0", "别的问法")]))))
    elif damage == "no such file":
        place.write_bytes(b"\xff\x00 no such thing")
    monkeypatch.setattr(learned, "PLACE", place)
    assert learned.kept_for(learned.fingerprint(TEXTS)) is None
    assert Wordings([("visit", ["催收能不能上门"])]).sure == SURE_ALIKE


def test_what_was_kept_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was kept for these very wordings is taken as it is, without learning again."""
    monkeypatch.setattr(learned, "PLACE", tmp_path / "_learned.bin")
    wordings = Wordings([("visit", ["催收能不能上门"]), ("suit", ["会不会起诉"])])
    learned.PLACE.write_bytes(learned.keep(wordings.learn()))
    again = Wordings([("visit", ["催收能不能上门"]), ("suit", ["会不会起诉"])])
    assert (wordings.sure, again.sure) == (SURE, SURE)
    assert Wordings([("visit", ["催收能不能上门吗"]), ("suit", ["会不会起诉"])]).sure == SURE_ALIKE


def test_it_is_kept_for_a_folder_of_knowledge(base: Path, tmp_path: Path) -> None:
    """Building writes a file that can be read again."""
    learn_wordings(base, tmp_path / "kept.bin")
    assert (tmp_path / "kept.bin").stat().st_size > 0
    assert not list(tmp_path.glob("*.new"))


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
