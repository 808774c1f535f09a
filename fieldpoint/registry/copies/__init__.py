"""The registry as one sealed file, and back (backup.py); what sites were told means nothing then (renew.py)."""
