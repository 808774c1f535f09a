"""The lives (epochs) of this site's log: why a new one must begin, how it begins, and what goes over into it."""
