"""From a text to what it says: one spaCy component per kind of mention."""
