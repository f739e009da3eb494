-- The index of a release. Every row is made from its graphs; a column that ends in _names or _keys holds a JSON array of strings.

CREATE TABLE property (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE concept (  -- measures and their categories, problem topics, sectors, units, headings of the outline
    id INTEGER PRIMARY KEY,
    scheme TEXT NOT NULL,
    notation TEXT NOT NULL,
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    broader INTEGER REFERENCES concept,
    scope_zh TEXT,
    scope_en TEXT,
    other_names TEXT NOT NULL,
    UNIQUE (scheme, notation)
);

CREATE TABLE region (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    other_names TEXT NOT NULL,
    level TEXT,
    wider INTEGER REFERENCES region
);

CREATE TABLE region_part (  -- each region and all that lies in it, itself and its former codes included
    region INTEGER NOT NULL REFERENCES region,
    part INTEGER NOT NULL REFERENCES region,
    PRIMARY KEY (region, part)
) WITHOUT ROWID;
CREATE INDEX region_part_part ON region_part (part);

CREATE TABLE organ (  -- the bureaus that report, and the organs that reports and documents name
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    other_names TEXT NOT NULL,
    is_bureau INTEGER NOT NULL,
    level TEXT,
    sector INTEGER REFERENCES concept,
    region INTEGER REFERENCES region,
    province INTEGER REFERENCES region,  -- in which that lies
    superior_keys TEXT NOT NULL,
    change_year INTEGER,
    successor_key TEXT,
    reports INTEGER NOT NULL DEFAULT 0,  -- held; the rest is from these
    first_year INTEGER,
    last_year INTEGER,
    adopted INTEGER NOT NULL DEFAULT 0,  -- measures
    planned INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX organ_region ON organ (region);
CREATE INDEX organ_sector ON organ (sector, level);
CREATE INDEX organ_name ON organ (name);

CREATE TABLE report (
    id INTEGER PRIMARY KEY,
    identifier TEXT NOT NULL UNIQUE,
    title TEXT,
    bureau INTEGER REFERENCES organ,
    bureau_name TEXT,
    year INTEGER,
    published TEXT,
    addressee TEXT,
    file TEXT NOT NULL,
    characters INTEGER NOT NULL,  -- of its text
    url TEXT,
    adoptions INTEGER NOT NULL,  -- that it states; so the next four
    adopted INTEGER NOT NULL,
    planned INTEGER NOT NULL,
    metrics INTEGER NOT NULL,
    problems INTEGER NOT NULL,
    adopted_metrics INTEGER NOT NULL,  -- that measure what it states as adopted; the next one only what it plans
    planned_metrics INTEGER NOT NULL
);
CREATE INDEX report_bureau ON report (bureau, year);
CREATE INDEX report_year ON report (year);
CREATE INDEX report_file ON report (file);

CREATE TABLE policy (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    number TEXT,
    kind TEXT,
    level TEXT,
    issued TEXT,
    issuer_keys TEXT NOT NULL,
    reports INTEGER NOT NULL DEFAULT 0,  -- that name it
    adoptions INTEGER NOT NULL DEFAULT 0  -- that follow it or made it
);
CREATE INDEX policy_reports ON policy (reports, id);

CREATE TABLE policy_mention (
    policy INTEGER NOT NULL REFERENCES policy,
    report INTEGER NOT NULL REFERENCES report,
    title TEXT NOT NULL,
    number TEXT,
    kind TEXT,
    issuer_name TEXT,
    quote TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    page INTEGER
);
CREATE INDEX policy_mention_policy ON policy_mention (policy, report);
CREATE INDEX policy_mention_report ON policy_mention (report);

CREATE TABLE organization (  -- what one report calls a body
    id INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES report,
    name TEXT NOT NULL,
    organ INTEGER REFERENCES organ,
    quote TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    page INTEGER
);
CREATE INDEX organization_report ON organization (report);
CREATE INDEX organization_organ ON organization (organ);
CREATE INDEX organization_name ON organization (name);

CREATE TABLE adoption (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,  -- begins with the identifier of the report, by which it is found
    report INTEGER NOT NULL REFERENCES report,
    bureau INTEGER REFERENCES organ,
    year INTEGER,
    measure INTEGER REFERENCES concept,
    status TEXT NOT NULL,
    confidence REAL NOT NULL,
    initiative TEXT,
    section TEXT,
    quote TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    page INTEGER
);
CREATE INDEX adoption_measure ON adoption (measure, year, id, status, report, bureau);  -- the rest is what is counted
CREATE INDEX adoption_bureau ON adoption (bureau, year, id);
CREATE INDEX adoption_report ON adoption (report);
CREATE INDEX adoption_year ON adoption (year, id);
CREATE INDEX adoption_confidence ON adoption (confidence, id);
CREATE INDEX adoption_unlinked ON adoption (quote, report, start, end, bureau, year, confidence) WHERE measure IS NULL;  -- candidates

CREATE TABLE metric (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    report INTEGER NOT NULL REFERENCES report,
    bureau INTEGER REFERENCES organ,
    year INTEGER,
    indicator TEXT NOT NULL,
    comparator TEXT NOT NULL,
    value REAL NOT NULL,
    previous REAL,
    unit TEXT,
    counted_in INTEGER REFERENCES concept,
    base_value REAL,
    status TEXT,  -- of the statements of measures that it measures: planned if all are, NULL if there are none
    text TEXT NOT NULL,
    quote TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    page INTEGER
);
CREATE INDEX metric_indicator ON metric (indicator, unit, year, id, report, bureau);
CREATE INDEX metric_span ON metric (indicator, unit, status IS 'planned', value, comparator);
CREATE INDEX metric_unit ON metric (unit, year, id, report, bureau);
CREATE INDEX metric_value ON metric (coalesce(base_value, value), id);
CREATE INDEX metric_bureau ON metric (bureau, year, id);
CREATE INDEX metric_report ON metric (report);
CREATE INDEX metric_year ON metric (year, id);

CREATE TABLE problem (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    report INTEGER NOT NULL REFERENCES report,
    bureau INTEGER REFERENCES organ,
    year INTEGER,
    quote TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    page INTEGER
);
CREATE INDEX problem_bureau ON problem (bureau, year, id);
CREATE INDEX problem_report ON problem (report);
CREATE INDEX problem_year ON problem (year, id);

CREATE TABLE problem_topic (
    problem INTEGER NOT NULL REFERENCES problem,
    topic INTEGER NOT NULL REFERENCES concept,
    PRIMARY KEY (topic, problem)
) WITHOUT ROWID;
CREATE INDEX problem_topic_problem ON problem_topic (problem);

CREATE TABLE adoption_policy (
    adoption INTEGER NOT NULL REFERENCES adoption,
    policy INTEGER NOT NULL REFERENCES policy,
    role TEXT NOT NULL,
    PRIMARY KEY (adoption, policy, role)
) WITHOUT ROWID;
CREATE INDEX adoption_policy_policy ON adoption_policy (policy, role);

CREATE TABLE adoption_metric (
    adoption INTEGER NOT NULL REFERENCES adoption,
    metric INTEGER NOT NULL REFERENCES metric,
    PRIMARY KEY (adoption, metric)
) WITHOUT ROWID;
CREATE INDEX adoption_metric_metric ON adoption_metric (metric);

CREATE TABLE adoption_organization (
    adoption INTEGER NOT NULL REFERENCES adoption,
    organization INTEGER NOT NULL REFERENCES organization,
    PRIMARY KEY (adoption, organization)
) WITHOUT ROWID;

CREATE TABLE indicator (  -- what metrics tell, and how many do
    indicator TEXT NOT NULL,
    unit TEXT,
    status TEXT NOT NULL,  -- of the metrics; empty: of all, also of those that have none
    metrics INTEGER NOT NULL,
    reports INTEGER NOT NULL
);
CREATE INDEX indicator_reports ON indicator (status, reports, metrics);
CREATE INDEX indicator_unit ON indicator (unit, status, reports, metrics);

CREATE TABLE stated (  -- how many statements of a measure, or of one of a category, a report has; so that few rows need be counted
    measure INTEGER NOT NULL,  -- a concept, or 0: the catalogue has none for it
    bureau INTEGER NOT NULL,  -- an organ, or 0: the report tells none
    report INTEGER NOT NULL REFERENCES report,
    year INTEGER,
    adoptions INTEGER NOT NULL,
    adopted INTEGER NOT NULL,
    planned INTEGER NOT NULL,
    PRIMARY KEY (measure, bureau, report)
) WITHOUT ROWID;

CREATE TABLE measure_policy (  -- how many statements of a measure, or of those of a category, follow a document or made it
    measure INTEGER NOT NULL REFERENCES concept,
    policy INTEGER NOT NULL REFERENCES policy,
    adoptions INTEGER NOT NULL,
    based_on INTEGER NOT NULL,
    produced INTEGER NOT NULL,
    PRIMARY KEY (measure, policy)
) WITHOUT ROWID;

CREATE TABLE measure_indicator (  -- what measures statements of a measure, or of those of a category
    measure INTEGER NOT NULL REFERENCES concept,
    indicator TEXT NOT NULL,
    unit TEXT,
    metrics INTEGER NOT NULL,
    reports INTEGER NOT NULL
);
CREATE INDEX measure_indicator_reports ON measure_indicator (measure, reports, metrics);

CREATE TABLE tally (  -- how many state a measure, or one of a category
    measure INTEGER NOT NULL REFERENCES concept,
    status TEXT NOT NULL,
    statements INTEGER NOT NULL,
    bureaus INTEGER NOT NULL,
    reports INTEGER NOT NULL,
    PRIMARY KEY (measure, status)
) WITHOUT ROWID;

CREATE TABLE newly_adopted (  -- how many measures a bureau adopts in the reports on a year and in none before
    bureau INTEGER NOT NULL REFERENCES organ,
    year INTEGER NOT NULL,
    measures INTEGER NOT NULL,
    PRIMARY KEY (bureau, year)
) WITHOUT ROWID;

CREATE TABLE candidate (  -- what statements that no concept fits have in common
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    phrases TEXT NOT NULL,  -- further ones, as a JSON array
    nearest INTEGER REFERENCES concept,
    similarity REAL NOT NULL,
    statements INTEGER NOT NULL DEFAULT 0,
    lacking INTEGER NOT NULL DEFAULT 0,  -- statements of which the model is sure that the catalogue lacks their measure
    reports INTEGER NOT NULL DEFAULT 0,
    bureaus INTEGER NOT NULL DEFAULT 0,
    first_year INTEGER,
    last_year INTEGER
);
CREATE TABLE candidate_statement (
    candidate INTEGER NOT NULL REFERENCES candidate,
    adoption INTEGER NOT NULL REFERENCES adoption,
    place INTEGER NOT NULL,  -- from the most typical on
    rank INTEGER NOT NULL,  -- of the statement among all that no concept fits, in the order of their quotes
    PRIMARY KEY (candidate, place)
) WITHOUT ROWID;

-- Full text: the words of quotes, as jieba cuts them for search. A row has the id of what it is about.
CREATE VIRTUAL TABLE adoption_text USING fts5 (words, tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE metric_text USING fts5 (words, tokenize = 'unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE problem_text USING fts5 (words, tokenize = 'unicode61 remove_diacritics 0');

-- The words of titles, bureaus, years and files of reports.
CREATE VIRTUAL TABLE report_text USING fts5 (words, tokenize = 'unicode61 remove_diacritics 0');

-- Names of measures, topics, organs, regions and documents, with the initials of their pinyin and the characters of numbers.
CREATE TABLE name (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    thing INTEGER NOT NULL,
    name TEXT NOT NULL,
    other_names TEXT NOT NULL,
    number TEXT NOT NULL,  -- of a document, or empty
    weight INTEGER NOT NULL
);
CREATE VIRTUAL TABLE name_text USING fts5 (words, initials, number, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3');
