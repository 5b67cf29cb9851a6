"""What helps agents: canned replies, macros, drafts, mentions."""
