//! The .edition file: SQLite, journal and migrations.
