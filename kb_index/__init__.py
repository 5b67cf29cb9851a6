"""The knowledge base: articles in, ranked answers with a probability out; it knows nothing of desk or bot."""
