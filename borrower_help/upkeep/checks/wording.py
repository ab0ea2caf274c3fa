"""Wording: promises, characters a console cannot show, texts too long to read."""

from __future__ import annotations

import re

from borrower_help.knowledge.records.across import Caution
from borrower_help.knowledge.records.base import Statement
from borrower_help.knowledge.records.lenders import Claim
from borrower_help.knowledge.records.negotiation import NeverSay
from borrower_help.upkeep.corpus import Corpus, Found

_FORBIDDEN = re.compile(r"保证(?:能|可以|成功|减免|通过)|一定能|免还|洗白|官方合作|必赢|百分之百|100%")

_CLAIMS_MAY_SAY = (Caution, NeverSay, Claim)


def forbidden_words(corpus: Corpus) -> Found:
    """No promises; false promises may be quoted only where they are refuted."""
    records = {(file, location): record for file, location, record in corpus.walk()}
    for file, location, text in corpus.texts():
        holder = records.get((file, location[:-1])) or records.get((file, location[:-2]))
        word = _FORBIDDEN.search(text)
        if word and not isinstance(holder, _CLAIMS_MAY_SAY):
            yield corpus.problem(
                file, location, f"「{word.group()}」是许诺的话，不能写。请改成「可以问」「可能」这样的说法。"
            )


def unprintable_characters(corpus: Corpus) -> Found:
    """A Chinese Windows console shows only what GBK has; what commands a terminal is shown nowhere."""
    for file, location, text in corpus.texts():
        if commands := [char for char in text if char < " " or char == "\x7f"]:
            yield corpus.problem(
                file, location, f"有换行或不能显示的控制字符（U+{ord(commands[0]):04X}）。请去掉，一条写成一行。"
            )
        lost = [char for char in text if not _in_gbk(char)]
        if lost:
            yield corpus.problem(file, location, f"字符「{lost[0]}」在 GBK 里没有，老的中文终端显示不了。请换一个。")


def _in_gbk(char: str) -> bool:
    try:
        char.encode("gbk")
    except UnicodeEncodeError:
        return False
    return True


def full_width_digits(corpus: Corpus) -> Found:
    """Digits are half width everywhere, so that they can be searched and copied."""
    for file, location, text in corpus.texts():
        if re.search(r"[０-９Ａ-Ｚａ-ｚ]", text):
            yield corpus.problem(file, location, "用了全角数字或字母。请换成半角。")


MAX_TEXT = 240


def long_texts(corpus: Corpus) -> Found:
    """A frightened person does not read long paragraphs."""
    for file, location, record in corpus.walk():
        text = record.text if isinstance(record, Statement) else ""
        if len(text) > MAX_TEXT:
            yield corpus.problem(file, (*location, "text"), f"一条有 {len(text)} 个字，上限 {MAX_TEXT}。请拆开或写短。")
