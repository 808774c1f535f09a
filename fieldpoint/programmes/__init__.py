"""The programmes that come with fieldpoint, as TOML: each one scheme with its rule (core/programme.py)."""
