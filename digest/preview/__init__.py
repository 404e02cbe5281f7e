"""Live preview: the site in the state of the editor's files, served from memory and updated in the browser.

watch.py      watches the files of the site and names those that changed
loading.py    loads snapshots, each from the one before
live.py       the last good snapshot, the current findings, and the requested pages
guard.py      which requests the server refuses
answers.py    the answer to a request: a pure function of the request and of `live`
inject.py     adds the client to a page, and allows it in the page's own policy
page_info.py  what the client gets to know of a page; report.py: what it gets to know of the site
redirects.py  from old addresses of moved articles to new ones
hub.py        passes each state of the site on to all connected browsers
server.py     the sockets; preview.py: everything together, running
client/       the code in the browser
"""
