"""The programmes that come with fieldpoint, as TOML: each one scheme with its rule (core/rules/programme.py)."""
