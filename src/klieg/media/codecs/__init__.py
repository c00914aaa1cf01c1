"""What the media plane must know of bitstreams: decoder configurations, sizes, names, where decoding can start.

Parses parameter sets and configuration records of H.264, H.265, AV1 and AAC. Decodes nothing.
"""
