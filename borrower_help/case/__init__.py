"""What was told, seen with the knowledge: the case, its file, the situation, conditions, danger."""
