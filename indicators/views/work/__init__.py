"""The workspace: where a region's people enter figures and decide on them."""
