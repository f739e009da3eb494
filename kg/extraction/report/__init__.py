"""Who reports to whom on which year, and when it was published."""
