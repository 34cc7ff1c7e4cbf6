"""Addresses, telephone numbers, mailboxes and web sites of bodies: asked for, found on pages, and quoted."""
