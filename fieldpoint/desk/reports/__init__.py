"""Sheets and reports of this site: gathered from its log, never kept."""
