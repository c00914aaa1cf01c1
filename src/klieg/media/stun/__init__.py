"""STUN as far as the WebRTC engine needs help with it."""
