"""Donors and contributions of all sites, what of them may be told, and the reports to benefactors."""
