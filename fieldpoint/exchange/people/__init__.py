"""What a list's rows make of people: who is meant by a row, and the new ones it names. Sites and registry alike."""
