"""The web service: the SPARQL protocol, REST routes over the named queries, and their documentation."""
