"""Charts: lay figures out as finished strings that templates/charts/*.svg turn into pictures."""
