"""E-mail as servers speak it: letters written and read, SMTP out, IMAP in."""
