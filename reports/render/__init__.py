"""Turn a report's content into the article on the site and the pages of the PDF; nothing here asks the database."""
