"""How a document becomes a Word file with python-docx; imported only when one is asked for."""
