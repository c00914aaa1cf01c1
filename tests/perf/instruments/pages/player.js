// Plays ?src= with the stock player ?player=hls|shaka|native|whep, default configuration plus low latency where
// it is a switch. WHEP with ?via=PORT goes through a bad line on that port of this machine, and
// with ?sound=no asks for pictures alone.
const query = new URLSearchParams(location.search);
const source = query.get('src');
const video = document.getElementById('video');

const report = (text) => window.kliegProbe?.errors.push(`${Math.round(performance.now())} ${text}`);

const load = (path) =>
  new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = path;
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${path} did not load`));
    document.head.append(script);
  });

const start = () => video.play().catch((error) => report(`play: ${error.name}`));

const players = {
  async hls() {
    await load('hls.min.js');
    const hls = new window.Hls({ lowLatencyMode: true });
    window.player = hls;
    hls.on(window.Hls.Events.ERROR, (_, data) => report(`${data.fatal ? 'fatal' : 'minor'} ${data.details}`));
    hls.on(window.Hls.Events.MANIFEST_PARSED, start);
    hls.loadSource(source);
    hls.attachMedia(video);
  },
  async shaka() {
    await load('shaka-player.compiled.js');
    window.shaka.polyfill.installAll();
    const player = new window.shaka.Player();
    window.player = player;
    await player.attach(video);
    player.configure({ streaming: { lowLatencyMode: true } });
    player.addEventListener('error', (event) => report(`shaka ${event.detail.code}`));
    player.addEventListener('stalldetected', () => report('stalldetected'));
    await player.load(source);
    start();
  },
  async whep() {
    const peer = new RTCPeerConnection();
    window.player = peer;
    const stream = new MediaStream();
    video.srcObject = stream;
    peer.ontrack = ({ track }) => stream.addTrack(track);
    peer.onconnectionstatechange = () => peer.connectionState === 'failed' && report('connection failed');
    for (const kind of query.get('sound') === 'no' ? ['video'] : ['video', 'audio']) peer.addTransceiver(kind, { direction: 'recvonly' });
    await peer.setLocalDescription(await peer.createOffer());
    const answer = await fetch(source, {
      method: 'POST',
      headers: { 'content-type': 'application/sdp' },
      body: peer.localDescription.sdp,
    });
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
    const sdp = await answer.text();
    const via = query.get('via');
    const line = /^(a=candidate:\S+ 1 UDP \d+) \S+ \d+ /gim;
    await peer.setRemoteDescription({ type: 'answer', sdp: via ? sdp.replace(line, `$1 127.0.0.1 ${via} `) : sdp });
    start();
  },
  async native() {
    video.src = source;
    start();
  },
};

players[query.get('player') ?? 'hls']().catch((error) => report(`start: ${error.code ?? error.message}`));
