"""Open data: the columns that are published, and the formats they are written in."""
