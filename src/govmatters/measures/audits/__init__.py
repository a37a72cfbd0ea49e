"""What audits of published claims are made of."""
