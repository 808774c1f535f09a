"""The lives (epochs) of a site's log: which follows which, and when their rows were written. Pure; imports core."""
