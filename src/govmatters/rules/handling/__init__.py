"""
Handling elsewhere (rules HR-1 to HR-10): may a matter be handled by an applicant who is at p?

`values` are what a verdict is made of, `grounds` judge each way, `judging` the matter as a whole.
"""
