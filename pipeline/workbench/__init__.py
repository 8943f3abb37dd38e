"""What serves people who extend lexicons and look over rows."""
