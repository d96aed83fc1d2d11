"""Pages: public ones, and the workspace."""
