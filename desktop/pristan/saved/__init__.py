"""Web pages as a browser saved them, read without fetching anything.

HTML, MHTML (one file with all parts), and the program's own ZIP of a page and its folder. Standard
library only, and none of it that knows a network: the small part of MIME that browsers write is
read here, since the library's own reader for mail brings ``socket`` along.
"""
