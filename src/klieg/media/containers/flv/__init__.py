"""FLV tag bodies, legacy and enhanced (Enhanced RTMP v2), translated to units. Start reading at ``translator.py``."""
