"""The base of every record that is read from YAML or JSON: strict, frozen, by keyword."""

from decimal import Decimal
from typing import Annotated

import msgspec
from msgspec import Meta

Slug = Annotated[str, Meta(pattern=r"^[a-z0-9]+(?:[_-][a-z0-9]+)*$")]

Text = Annotated[str, Meta(min_length=1, pattern=r"\S")]


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of everything that is written in YAML: immutable, and unknown keys are errors."""


class WithAmounts(Record, frozen=True, kw_only=True):
    """Base of records that hold amounts: each is a finite sum, not below zero."""

    def __post_init__(self) -> None:
        for field in self.__struct_fields__:
            amount = getattr(self, field)
            if isinstance(amount, Decimal) and not (amount.is_finite() and amount >= 0):
                raise ValueError(f"{field}：{amount} 不是金额。请写成 12000 或 905.33 这样。")
