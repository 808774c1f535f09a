"""What an officer of the city decides about its roster and its programmes, with a row of the registry's log for each.

    acts.py     a list comes in, a site serves people, a programme runs     take_list.py   a list beside the roster
    places.py   the list of neighbourhoods, and where each lies             uploads.py     lists that are looked at

The rows themselves are changed by feed/roster.py, which tells the sites.
"""
