"""The tables of the index. Days are ISO text, amounts integer minor units, facts, subjects, refs and data JSON."""

from __future__ import annotations

import zlib

from salesbook import __version__

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE file (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL, status INTEGER NOT NULL,
    hash BLOB NOT NULL, settled INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE entry (
    path TEXT NOT NULL, ordinal INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT, date TEXT,
    line INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, hash BLOB NOT NULL,
    data TEXT NOT NULL, facts TEXT NOT NULL, subjects TEXT NOT NULL, refs TEXT NOT NULL,
    PRIMARY KEY (path, ordinal)
) WITHOUT ROWID;
CREATE INDEX entry_id ON entry (id, kind);
CREATE INDEX entry_kind ON entry (kind, date);
CREATE INDEX entry_bill ON entry (kind, date) WHERE kind = 'payments' AND json_extract(data, '$.method') = 'bill';
CREATE INDEX entry_received_by ON entry (kind, json_extract(data, '$.received_by'))
    WHERE kind = 'payments' AND json_extract(data, '$.received_by') IS NOT NULL;
CREATE INDEX entry_number ON entry (kind, json_extract(data, '$.number')) WHERE kind = 'invoices';
CREATE INDEX entry_merged ON entry (kind)
    WHERE kind = 'customers' AND json_extract(data, '$.merged_into') IS NOT NULL;

CREATE TABLE link (subject TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (subject, id)) WITHOUT ROWID;
CREATE INDEX link_id ON link (id);

CREATE TABLE reference (
    target TEXT NOT NULL, target_kind TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, field TEXT NOT NULL,
    PRIMARY KEY (target, target_kind, id, kind, field)
) WITHOUT ROWID;

CREATE TABLE unit (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, date TEXT NOT NULL, customer TEXT NOT NULL, currency TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX unit_customer ON unit (customer, kind, currency, date);

CREATE TABLE flow (
    unit TEXT NOT NULL, date TEXT NOT NULL, measure TEXT NOT NULL, axis TEXT NOT NULL, key TEXT,
    rep_of TEXT, rep_on TEXT, customer TEXT NOT NULL, currency TEXT NOT NULL, amount INTEGER NOT NULL
);
CREATE INDEX flow_unit ON flow (unit);
CREATE INDEX flow_date ON flow (date, measure);

CREATE TABLE balance (
    unit TEXT NOT NULL, date TEXT NOT NULL, standing TEXT NOT NULL, customer TEXT NOT NULL, currency TEXT NOT NULL,
    part INTEGER, event TEXT, arose TEXT, due TEXT, retention INTEGER, amount INTEGER NOT NULL
);
CREATE INDEX balance_unit ON balance (unit);
CREATE INDEX balance_standing ON balance (standing, date, customer, currency, amount);
CREATE INDEX balance_free ON balance (customer, currency, date, amount, unit) WHERE standing = 'free';

CREATE TABLE outstanding (
    until TEXT NOT NULL, standing TEXT NOT NULL, customer TEXT NOT NULL, currency TEXT NOT NULL, due TEXT NOT NULL,
    dated TEXT NOT NULL, unit TEXT NOT NULL, part INTEGER NOT NULL, arose TEXT NOT NULL, event TEXT NOT NULL,
    since TEXT NOT NULL, retention INTEGER NOT NULL, amount INTEGER NOT NULL,
    PRIMARY KEY (until, standing, customer, currency, due, dated, unit, part, arose, event)
) WITHOUT ROWID;
CREATE INDEX outstanding_unit ON outstanding (unit);
CREATE INDEX outstanding_customer ON outstanding (customer);
CREATE INDEX outstanding_retention ON outstanding (until) WHERE retention = 1;
CREATE INDEX outstanding_free ON outstanding (until, since, customer) WHERE standing = 'free';
CREATE INDEX outstanding_due ON outstanding (
    due, dated, unit, part, arose, event, standing, customer, currency, since, amount
) WHERE until = '9999-12-31';
CREATE INDEX outstanding_since ON outstanding (since, standing, customer, currency, due, amount)
    WHERE until = '9999-12-31';

CREATE TABLE outstanding_sum (
    standing TEXT NOT NULL, customer TEXT NOT NULL, currency TEXT NOT NULL, number INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (standing, customer, currency)
) WITHOUT ROWID;
CREATE INDEX outstanding_sum_nothing ON outstanding_sum (number) WHERE number = 0;

CREATE TABLE flow_month (
    axis TEXT NOT NULL, measure TEXT NOT NULL, date TEXT NOT NULL, currency TEXT NOT NULL, key TEXT NOT NULL,
    rep_of TEXT NOT NULL, rep_on TEXT NOT NULL, amount INTEGER NOT NULL,
    PRIMARY KEY (axis, measure, date, currency, key, rep_of, rep_on)
) WITHOUT ROWID;
CREATE INDEX flow_month_nothing ON flow_month (amount) WHERE amount = 0;

CREATE TABLE customer_month (
    date TEXT NOT NULL, customer TEXT NOT NULL, currency TEXT NOT NULL, last_order TEXT NOT NULL,
    orders INTEGER NOT NULL, ordered INTEGER NOT NULL, delivered INTEGER NOT NULL, invoiced INTEGER NOT NULL,
    returns INTEGER NOT NULL, sales_net INTEGER NOT NULL, collected INTEGER NOT NULL, written_off INTEGER NOT NULL,
    other_settled INTEGER NOT NULL,
    open INTEGER NOT NULL, unbilled INTEGER NOT NULL, deposit INTEGER NOT NULL, advance INTEGER NOT NULL,
    free INTEGER NOT NULL, charged INTEGER NOT NULL,
    PRIMARY KEY (date, customer, currency)
) WITHOUT ROWID;
CREATE INDEX customer_month_nothing ON customer_month (date) WHERE last_order = '' AND orders = 0 AND ordered = 0
    AND delivered = 0 AND invoiced = 0 AND returns = 0 AND sales_net = 0 AND collected = 0 AND written_off = 0
    AND other_settled = 0 AND open = 0 AND unbilled = 0 AND deposit = 0 AND advance = 0 AND free = 0 AND charged = 0;

CREATE TABLE balance_month (
    standing TEXT NOT NULL, currency TEXT NOT NULL, date TEXT NOT NULL, arose TEXT NOT NULL, due TEXT NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (standing, currency, date, arose, due)
) WITHOUT ROWID;
CREATE INDEX balance_month_nothing ON balance_month (amount) WHERE amount = 0;

CREATE TABLE backlog (
    unit TEXT NOT NULL, since TEXT NOT NULL, until TEXT NOT NULL, lines INTEGER NOT NULL,
    undelivered INTEGER NOT NULL, uninvoiced INTEGER NOT NULL, invoiced_ahead INTEGER NOT NULL,
    uncharged INTEGER NOT NULL
);
CREATE INDEX backlog_unit ON backlog (unit);
CREATE INDEX backlog_until ON backlog (until, since);

CREATE TABLE order_standing (
    unit TEXT PRIMARY KEY, opening INTEGER NOT NULL, date TEXT NOT NULL, customer TEXT NOT NULL,
    currency TEXT NOT NULL, since TEXT NOT NULL, total INTEGER NOT NULL, settled INTEGER NOT NULL,
    receivable INTEGER NOT NULL, owed TEXT NOT NULL, returned INTEGER NOT NULL, invoices TEXT NOT NULL,
    customer_po TEXT, contract TEXT, number TEXT, terms TEXT
) WITHOUT ROWID;

CREATE TABLE receipt (
    unit TEXT PRIMARY KEY, date TEXT NOT NULL, currency TEXT NOT NULL, method TEXT NOT NULL, amount INTEGER NOT NULL,
    reverses TEXT
) WITHOUT ROWID;
CREATE INDEX receipt_date ON receipt (date, currency, method, amount, reverses);
CREATE INDEX receipt_reversing ON receipt (date) WHERE reverses IS NOT NULL;

CREATE TABLE earning (
    unit TEXT NOT NULL, date TEXT NOT NULL, basis TEXT NOT NULL, entry TEXT NOT NULL, rep TEXT,
    rep_of TEXT, rep_on TEXT, product TEXT, customer TEXT NOT NULL, currency TEXT NOT NULL,
    gross INTEGER NOT NULL, net INTEGER NOT NULL, received TEXT, due TEXT, quantity TEXT NOT NULL
);
CREATE INDEX earning_unit ON earning (unit);
CREATE INDEX earning_date ON earning (date);

CREATE TABLE problem (
    scope TEXT NOT NULL, code TEXT NOT NULL, severity TEXT NOT NULL, entry TEXT, field TEXT,
    path TEXT, line INTEGER, column INTEGER, texts TEXT NOT NULL
);
CREATE INDEX problem_scope ON problem (scope);
"""

DERIVED = (
    "meta",
    "file",
    "entry",
    "link",
    "reference",
    "unit",
    "flow",
    "balance",
    "outstanding",
    "outstanding_sum",
    "flow_month",
    "customer_month",
    "balance_month",
    "backlog",
    "order_standing",
    "receipt",
    "earning",
    "problem",
)
"""All tables, in the order in which two indexes are compared."""

VERSION = f"{__version__}-{zlib.crc32(TABLES.encode()):08x}"
"""Of the program and of the tables: an index of another version is made anew."""
