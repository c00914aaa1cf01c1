"""Session descriptions (RFC 8866) as far as WHIP and WHEP need them: text work in front of the WebRTC engine."""
