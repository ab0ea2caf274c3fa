"""One file per kind of mistake; ``upkeep.check`` runs them all."""
