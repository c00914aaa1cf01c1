type Codec = Pick<RTCRtpCodec, 'mimeType' | 'sdpFmtpLine'>;

/** Constrained Baseline, which every encoder and every decoder has. */
const SAFEST_PROFILE = '42e01f';

/**
 * Puts H.264 first, the safest profile in the packetization that carries large pictures before all (RFC 6184 8.1): what
 * arrives so is passed on as it is, everything else has to be encoded anew or refused.
 */
export function preferH264<Any extends Codec>(codecs: readonly Any[]): Any[] {
  return [...codecs].sort((one, other) => rank(one) - rank(other));
}

function rank({ mimeType, sdpFmtpLine = '' }: Codec): number {
  if (mimeType.toLowerCase() !== 'video/h264') return 9;
  const line = sdpFmtpLine.toLowerCase();
  const packetization = line.includes('packetization-mode=1') ? 0 : 4;
  return packetization + (line.includes(`profile-level-id=${SAFEST_PROFILE}`) ? 0 : 1);
}

/** Share of the most that is wanted with which Chromium begins; its own caution begins with a picture of a few hundred lines. */
const START_SHARE = 0.6;

/** Lets Chromium begin near the wanted rate: its own parameter in each video format of an answer, which others ignore. */
export function beginFast(answer: string, bitrate_bps: number): string {
  const start_kbps = Math.round((bitrate_bps * START_SHARE) / 1000);
  return answer.replaceAll(/^(a=fmtp:\d+ [^\r\n]*packetization-mode=[^\r\n]*)/gm, `$1;x-google-start-bitrate=${start_kbps}`);
}
