"""Writers turn evidence into an Answer."""
