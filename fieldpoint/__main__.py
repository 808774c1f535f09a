"""`python -m fieldpoint` is the `fieldpoint` command."""

from fieldpoint.cli import main

if __name__ == "__main__":
    main()
