"""From what stands where on the pages of a document to its paragraphs."""
