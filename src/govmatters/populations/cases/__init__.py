"""Tables of cases: where they come from, what they must be, and what their columns say."""
