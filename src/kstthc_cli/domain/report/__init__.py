"""What a periodic report covers, who signs it, and closing a period."""
