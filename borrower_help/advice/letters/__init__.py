"""Letters: the facts they may use, the templates, and each letter whole or with the reason why not."""
