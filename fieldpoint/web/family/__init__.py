"""What a family sees of its own card: on its telephone (`/C/<token>`) or at a kiosk (`/kiosk`), without JavaScript.

What is left and when next; no name, no ID, no kind of site, no history. A page clears itself after 20 seconds.
Every text that is no usable card gets the same answer, and whoever tries many has to wait. A look leaves a count.
"""
