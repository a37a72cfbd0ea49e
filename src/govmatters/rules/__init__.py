"""
The numbered rules, as pure functions of values.

`compiling` settles what no fact can change (AP, EX-1 to EX-3, PL-1), `components` takes a
bundle apart, `settling` and `choosing` plan a component in one situation (PL-2 to PL-5),
`parts` gives fates (PL-7), `scheduling` order and days (PL-6), `evaluating` and `planning`
many situations side by side (PL-8), `singles` one, from what `bunches` merges.
"""
