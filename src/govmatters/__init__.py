"""
Which papers a government matter still asks for, in which order, and what removed the others.
"""
