"""The questions, and how they are put and understood on a terminal."""
