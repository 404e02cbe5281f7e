"""Live preview: the site as it stands in the editor, served from memory and kept up in the browser.

watch.py    wakes when files change, and says which were named
live.py     the last good snapshot, what is wrong now, and the pages that were asked for
guard.py    whom the server answers
answers.py  what it answers: a pure function of a request and of `live`
inject.py   the client's way into a page, past the page's own policy
notes.py    what the client is told of a page; report.py: what it is told of the site
hub.py      everybody who waits for news
server.py   the sockets; preview.py: all of it, running
client/     what runs in the browser
"""
