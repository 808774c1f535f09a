"""The days on which households' files are to be looked at again."""
