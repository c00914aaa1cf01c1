"""The product's nouns and verbs: one folder each, with the same cast of files. No socket is opened here.

``work`` is what all of them share: the rows' base class, typed events, and the unit of work they write through.
Order, downward: playback, live, channels, identity. Upward news travels as events.
"""
