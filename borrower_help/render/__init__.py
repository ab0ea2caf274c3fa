"""How an answer looks, in every format; what it says is settled before."""
