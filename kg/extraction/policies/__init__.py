"""Documents that a report names: laws, plans, internal rules."""
