"""Lists meet the site: how an office's people arrive together, and what leaves in a file."""
