"""What was done here, as tablets and the lead see it: one list of rows. Imports the store and core."""
