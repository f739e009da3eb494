"""The pages for people: templates, their words in both languages, and the views that fill them."""
