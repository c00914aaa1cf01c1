/** A stage picture for a channel, made from its name: the same name always has the same light. */

export interface Beam {
  readonly points: string;
  readonly colour: string;
  readonly strength: number;
}

export interface Poster {
  readonly ground: string;
  readonly beams: readonly Beam[];
}

const WIDTH = 320;
const HEIGHT = 180;
const BEAMS = 3;
/** Gels of a lamp: amber, rose, violet, blue, teal, green. */
const HUES = [42, 345, 280, 215, 178, 140];

export function drawPoster(name: string): Poster {
  const random = seededRandom(name);
  const first = Math.floor(random() * HUES.length);
  const beams = Array.from({ length: BEAMS }, (_, index) => {
    const hue = HUES[(first + (index === 0 ? 0 : 1 + Math.floor(random() * (HUES.length - 1)))) % HUES.length] ?? 42;
    const lamp_x = Math.round(((index + 0.2 + random() * 0.6) / BEAMS) * WIDTH);
    const middle = Math.round(WIDTH * (0.2 + random() * 0.6));
    const spread = Math.round(50 + random() * 60);
    return {
      points: `${lamp_x - 5},-6 ${lamp_x + 5},-6 ${middle + spread},${HEIGHT} ${middle - spread},${HEIGHT}`,
      colour: `hsl(${hue} 90% 66%)`,
      strength: index === 0 ? 0.75 : 0.4,
    };
  });
  return { ground: `hsl(${HUES[first] ?? 42} 34% 9%)`, beams };
}

function seededRandom(seed: string): () => number {
  let state = [...seed].reduce((hash, character) => Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619), 2_166_136_261);
  return () => {
    state = Math.imul(state ^ (state >>> 15), state | 1);
    state ^= state + Math.imul(state ^ (state >>> 7), state | 61);
    return ((state ^ (state >>> 14)) >>> 0) / 4_294_967_296;
  };
}
