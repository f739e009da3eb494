"""The component that outlines a text: its sections, items, sentences and clauses."""
