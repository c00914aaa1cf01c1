// Put into every page before its own scripts. Watches the first <video> and keeps what it saw in window.kliegProbe:
// times in milliseconds since navigation, except `wall` and `stamp` (since the Unix epoch).
(() => {
  const strip = window.kliegStrip;
  const probe = {
    errors: [],
    firstFrameMs: null,
    playMs: null,
    frames: 0,
    stalls: [], // [began, length]; playing should go on but the picture stands still
    samples: [], // {wall, stamp, mediaTime}
  };
  window.kliegProbe = probe;
  const everyNthFrame = 5;
  const stallMs = 300;
  const canvas = document.createElement('canvas');
  canvas.width = strip.columns * 2;
  canvas.height = strip.rows * 2;
  const context = canvas.getContext('2d', { willReadFrequently: true });

  // Blocks of equal size, most significant bit first: milliseconds, then the sum of their nibbles modulo 16.
  const decode = (bits) => {
    const payload = bits.slice(0, strip.payloadBits);
    let check = 0;
    for (let i = 0; i < payload.length; i += 4) check += parseInt(payload.slice(i, i + 4).join(''), 2);
    if (check % 16 !== parseInt(bits.slice(strip.payloadBits, strip.payloadBits + 4).join(''), 2)) return null;
    return payload.reduce((value, bit) => value * 2 + bit, 0);
  };

  const readStamp = (video) => {
    context.drawImage(
      video,
      strip.x,
      strip.y,
      strip.columns * strip.block,
      strip.rows * strip.block,
      0,
      0,
      canvas.width,
      canvas.height,
    );
    const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data;
    const bits = [];
    for (let row = 0; row < strip.rows; row += 1) {
      for (let column = 0; column < strip.columns; column += 1) {
        const at = (y, x) => pixels[((row * 2 + y) * canvas.width + column * 2 + x) * 4 + 1];
        bits.push(at(0, 0) + at(0, 1) + at(1, 0) + at(1, 1) > 512 ? 1 : 0);
      }
    }
    return decode(bits);
  };

  const watch = (video) => {
    let lastFrame = null;
    let seeking = false;
    video.addEventListener('play', () => (probe.playMs ??= performance.now()));
    video.addEventListener('seeking', () => (seeking = true));
    const onFrame = (now, frame) => {
      const seen = performance.now();
      probe.firstFrameMs ??= seen;
      if (lastFrame !== null && seen - lastFrame > stallMs && !video.paused) {
        probe.stalls.push([Math.round(lastFrame), Math.round(seen - lastFrame), seeking]);
      }
      seeking = false;
      lastFrame = seen;
      if (probe.frames % everyNthFrame === 0) {
        const shown = Math.max(frame.expectedDisplayTime, seen);
        let stamp = null;
        try {
          stamp = readStamp(video);
        } catch (error) {
          if (probe.errors.length < 50) probe.errors.push(`read: ${error.message}`);
        }
        probe.samples.push({ wall: performance.timeOrigin + shown, stamp, mediaTime: frame.mediaTime });
      }
      probe.frames += 1;
      video.requestVideoFrameCallback(onFrame);
    };
    video.requestVideoFrameCallback(onFrame);
    probe.report = () => ({
      ...probe,
      report: undefined,
      now: performance.now(),
      sinceLastFrame: lastFrame === null ? null : performance.now() - lastFrame,
      currentTime: video.currentTime,
      bufferedS: video.buffered.length ? video.buffered.end(video.buffered.length - 1) - video.currentTime : 0,
      playbackRate: video.playbackRate,
      quality: {
        dropped: video.getVideoPlaybackQuality().droppedVideoFrames,
        total: video.getVideoPlaybackQuality().totalVideoFrames,
      },
      size: [video.videoWidth, video.videoHeight],
    });
  };
  probe.report = () => ({ ...probe, report: undefined, now: performance.now() });

  const find = () => {
    const video = document.querySelector('video');
    if (video) watch(video);
    else requestAnimationFrame(find);
  };
  find();
})();
