"""Queries that would call HOST, or change data, in as many spellings as we know."""

HOST = "http://localhost:1/"

CALLS = [
    "SELECT * { SERVICE <HOST> {} }",
    "SELECT * { SeRvIcE <HOST> {} }",
    "SELECT*{SERVICE<HOST>{}}",
    "SELECT * { SERVICE SILENT <HOST> {} }",
    "SELECT * { SERVICESILENT<HOST>{} }",
    "SELECT * { SERVICE # a comment\n <HOST> {} }",
    "SELECT * { FILTER EXISTS { SERVICE <HOST> {} } }",
    "SELECT * { FILTER NOT EXISTS { OPTIONAL { SERVICE ?x {} } } }",
    "SELECT * { { SELECT * { SERVICE <HOST> {} } } }",
    "CONSTRUCT { ?s ?p ?o } { SERVICE <HOST> { ?s ?p ?o } }",
    "ASK { GRAPH ?g { MINUS { SERVICE <HOST> {} } } }",
    "PREFIX x: <HOST> SELECT * { SERVICE x:y {} }",
    "PREFIX service: <HOST> SELECT * { SERVICE service:x {} }",
    # escapes, which SPARQL resolves before it parses
    r"SELECT * { S\u0045RVICE <HOST> {} }",
    r"SELECT * { \U00000053ERVICE <HOST> {} }",
    r"SELECT * { ?s ?p '\u0027 . SERVICE <HOST> {} #' }",
    # keywords without a boundary, which Oxigraph accepts
    "SELECT * { ?s ?p trueSERVICE<HOST>{} }",
    "SELECT * { ?s ?p 1SERVICE<HOST>{} }",
    "SELECT * { ?s ?p 1.5e1SERVICE<HOST>{} }",
    "PREFIX x: <HOST> SELECT * { SERVICEx:y{} }",
    "PREFIX x: <HOST> SELECT * { ?s ?p trueSERVICEx:y{} }",
    "PREFIX a: <http://b/> SELECT * { ?s ?p a:.SERVICE<HOST>{} }",
    "PREFIX a: <http://b/> SELECT * { ?s ?p a:b.c.SERVICE<HOST>{} }",
    # a name that cannot be expanded, so that the parser cuts it after the colon
    "PREFIX a: <http://x:> SELECT * { ?s ?p a:SERVICE<HOST>{} }",
    "BASE <http://x:> PREFIX a: <> SELECT * { ?s ?p a:SERVICE<HOST>{} }",
    # strings and comments that are none, because < is an operator or an escape is wrong
    "SELECT * { FILTER(1<'x>') SERVICE <HOST> { ?s ?p '} #'}\n}",
    'SELECT * { BIND(1 AS ?a) FILTER(?a<?b#>"""\n) SERVICE <HOST> {} } #"""',
    "SELECT * { ?s ?p ('''abc') . SERVICE <HOST> {} } #\\q'''",
]
UPDATES = [
    "INSERT DATA { <a:b> <a:c> 1 }",
    "insert { ?s ?p 1 } where { ?s ?p ?o }",
    "DELETE WHERE { ?s ?p ?o }",
    "PREFIX a: <a:> # a comment\n LOAD <HOST>",
    "CLEAR ALL",
    "DROP GRAPH <a:b>",
    "WITH <a:b> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "BASE <a:> MOVE <b> TO <c>",
]
REMOTE = [
    "SELECT * FROM <HOST> {}",
    "SELECT * FROM NAMED <HOST> {}",
    "SELECT*FROM#c\nNAMED<HOST>{}",
    "PREFIX x: <HOST> SELECT * FROM x:y {}",
    "DESCRIBE <a:b> FROMNAMED<HOST>",
]
