"""How reports are written, whatever they say: their parts, numbers and dates."""
