"""Where media is cut into parts and segments: the leading rendition decides, every rendition cuts."""
