"""A person's own words led to the records they mean: questions, names, papers."""
