"""What the advice consists of, as records: one module per section, the contract of the JSON."""
