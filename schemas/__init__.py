"""The contract: record types, the Arrow schema with its descriptions, and checks. Imports nothing of the other rooms."""
