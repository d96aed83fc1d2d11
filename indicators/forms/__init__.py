"""Forms: what an address or a person may ask, as text, before the domain judges it."""
