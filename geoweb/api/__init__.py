"""What programs may ask, as JSON; errors are problem details (RFC 9457)."""
