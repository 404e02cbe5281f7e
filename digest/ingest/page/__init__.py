"""Reading a saved web page: what it says of itself in markup, what it shows, and which of its words are the article.

bytes → text → Page → headline, moment, people, address, picture, body → Draft
"""
