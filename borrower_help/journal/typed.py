"""A contact as a person types it: its moment, its words, its fields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import msgspec

from borrower_help.errors import UsageError, quoted
from borrower_help.journal.imports.moments import happened, parse_moment
from borrower_help.journal.model import CHINA, MAX_WORDS, NOON, Contact, china_time
from borrower_help.values.parse import parse_date


def contact_of(given: dict[str, Any], base: Contact | None = None) -> Contact:
    """The contact from what was given; what contradicts itself is refused. Raises ``UsageError``."""
    contact = Contact(**given) if base is None else msgspec.structs.replace(base, **given)
    if contact.channel != "negotiation" and (contact.outcome or contact.until):
        raise UsageError("--outcome 和 --until 只用来记协商：请加 --channel negotiation。")
    if contact.connected is False and contact.seconds:
        raise UsageError("没接通的电话不会有通话时长。请改掉 --unanswered 或 --length。")
    return contact


def checked(parse: Callable[[str], Any], text: str, option: str) -> Any:
    """What ``parse`` makes of an option's text; its ``ValueError`` becomes a sentence naming the option."""
    try:
        return parse(text)
    except ValueError as error:
        raise UsageError(f"{option}：{error}。") from None


def now() -> dt.datetime:
    """The present moment, China time."""
    return china_time(dt.datetime.now(CHINA))


def moment(text: str, *, is_letter: bool = False, option: str = "--at") -> dt.datetime:
    """When it was, China time; a letter that tells only its day came at noon, for it has no hour.

    Raises ``UsageError``, which names the ``option`` where there is one.
    """
    place = f"{option}：" if option else ""
    day = day_alone(text)
    if day is not None and not is_letter:
        raise UsageError(
            f"{place}「{quoted(text)}」没有几点，夜里白天分不清（只有信函可以只写日期）。写成 2026-11-20 22:15 这样。"
        )
    try:
        found = day or parse_moment(text)
    except ValueError as error:
        raise UsageError(f"{place}{error}。写成 2026-11-20 22:15 这样。") from None
    try:
        happened(found, now())
    except ValueError as error:
        raise UsageError(f"{place}{error}，只记已经发生的联系。请检查日期。") from None
    return dt.datetime.combine(found, NOON) if day else found


def day_alone(text: str) -> dt.datetime | None:
    """The beginning of the day, where nothing but a day was written."""
    try:
        return dt.datetime.combine(parse_date(text.strip(), "--at"), dt.time.min)
    except UsageError:
        return None


def words(text: str, option: str) -> str:
    """A passage that can be shown. Raises ``UsageError``."""
    passage = text.strip()
    if len(passage) > MAX_WORDS or not passage.replace("\n", "").replace("\t", "").isprintable():
        raise UsageError(f"{option} 要一段能显示的文字，不超过 {MAX_WORDS} 个字。")
    return passage


def one_of(text: str, known: dict[str, str], option: str) -> str:
    """A word of a list, by id or Chinese name. Raises ``UsageError`` naming all of them."""
    wanted = text.strip()
    found = wanted if wanted in known else next((key for key, name in known.items() if name == wanted), None)
    if found is None:
        listed = "、".join(f"{key}（{name}）" for key, name in known.items())
        raise UsageError(f"{option} 不认识「{quoted(text)}」。可以用：{listed}。")
    return found
