// Timers of a hidden page are slowed to one a minute; a worker's are not, and a hidden player still plays.
let timer: ReturnType<typeof setInterval> | undefined;

onmessage = ({ data }: MessageEvent<number>) => {
  clearInterval(timer);
  timer = setInterval(() => postMessage(null), data);
};
