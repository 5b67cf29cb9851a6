"""The desk's truth in SQL: tables, queries and migrations, for SQLite and PostgreSQL."""
