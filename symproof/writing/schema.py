"""The number of the form in which reports are written as JSON: it goes up where a reader of them has to change."""

SCHEMA = 1
