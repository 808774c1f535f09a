"""The campaigns that come with fieldpoint, as TOML: each one drive (core/campaigns/campaign.py)."""
