"""What a loan really costs and what can be offered: amounts in Decimal to the fen, rates solved by a kept library."""
