"""Sheets for benefactors: a donor's statement, the three-monthly report of actions. Imports fpdf2, paper, core."""
