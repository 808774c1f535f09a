"""The step by which a household has a day on which its file is looked at again. Imports database."""

from typing import Final

from fieldpoint.database import run_step

_REVIEWS: Final = (
    "ALTER TABLE households ADD COLUMN review_on TEXT",
    # What a list said last of it: a day that was set here since is told from one that was not.
    "ALTER TABLE households ADD COLUMN review_listed TEXT",
    "ALTER TABLE arriving_households ADD COLUMN review_on TEXT",
    "CREATE INDEX households_review ON households (review_on) WHERE review_on IS NOT NULL",
)


def make_reviews(db: object) -> None:
    """When a household's file is to be looked at again."""
    for sql in _REVIEWS:
        run_step(db, sql)
