"""The room's screen as a web page: read-only, by HTML, CSS and server-sent events."""
