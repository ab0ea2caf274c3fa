"""The section ``money``: caps, cost, plan, in figures and words."""
