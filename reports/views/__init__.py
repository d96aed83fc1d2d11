"""Pages: reports for everyone, and their making in the workspace."""
