"""The public pages: views, and the presenters that put their content together."""
