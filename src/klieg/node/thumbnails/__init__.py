"""Live thumbnails: small pictures of what is on the air, made from keyframes by a worker process."""
