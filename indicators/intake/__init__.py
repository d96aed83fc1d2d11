"""Every way in: each source's rows are read into RawRows, and those are judged by one rule book."""
