"""Fragmented MP4 (ISO/IEC 14496-12): initialization segments and movie fragments, written, never read."""
