"""Plain values: days, amounts, records, ids, words made harmless. They know nothing of debts."""
