"""What the widget costs the page that it stands on, beside three others that are built the same way."""
