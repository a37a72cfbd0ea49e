"""Indicators (指标), targets, and the ledger of a plan's tasks."""
