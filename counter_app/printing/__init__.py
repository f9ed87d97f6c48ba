"""Paper: a receipt becomes one neutral document, and that becomes printer bytes, PDF, picture or plain text."""
