"""kpfacil: run a partnership table live in the meeting room."""
