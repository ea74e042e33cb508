"""What can go wrong with the database as a whole, in distinction to the errors of a job."""

from __future__ import annotations


class StoreProblem(Exception):  # noqa: N818 - named for what happened, as people say it
    """The database cannot be used as it is configured or as it stands; the operator has to act."""

    def __init__(self, what: str, remedy: str) -> None:
        self.what = what
        self.remedy = remedy
        super().__init__(f"{what}. {remedy}")


class StoreAway(Exception):  # noqa: N818 - named for what happened, as people say it
    """The database cannot be reached now and may be back later.

    A write that ends so was usually not stored; when the connection was cut during COMMIT nobody knows,
    and the job is safe to hand in again only because it recognises its own event.
    """


class StoreBusy(StoreAway):
    """Other writers changed the same rows again and again, and the store gave up trying."""
