"""What the reports say taken together: networks of bureaus and measures, their spread, audits, and candidates for the catalogue."""
