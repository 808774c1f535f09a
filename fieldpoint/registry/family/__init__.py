"""What a family sees of its card when its telephone asks the registry: `/C/<token>` at the card hosts, with no script.

The same page as a site's (serving/family), from what the registry knows: rows that came, the city's roster, rules.

    look.py     whose card, and what is due     routes.py   the pages     hosts.py   what a card host answers
"""
