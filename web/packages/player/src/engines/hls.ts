import type Hls from 'hls.js';
import type { ErrorData, HlsConfig, Level } from 'hls.js';
import { bufferedAhead_s } from '../buffered';
import type { Access } from '../access';
import type { Engine, EngineEvents, EngineStats, Pace } from '../engine';
import type { WindowReading } from '../live-window';
import { delayBeforeAttempt } from '../recovery';
import type { Rendition, RenditionChoice } from '../snapshot';
import type { Start } from '../source';
import { LiveFollower } from './follower';
import { positionOfMoment } from './hls-position';

type HlsClass = typeof Hls;

const MEDIA_RECOVERIES_MAX = 3;
const MEDIA_RECOVERY_WINDOW_MS = 20_000;
/** Pauses between attempts at a chosen rendition that hls.js left by itself: the first, doubled up to the longest. */
const FIRST_INSISTENCE_MS = 1000;
const LONGEST_INSISTENCE_MS = 30_000;
/** Distance from the live edge that leaves room for an unsteady line. */
const NORMAL_DISTANCE_S = 6;

/** hls.js over Media Source Extensions. Loses its source calmly: plays out, probes, and loads anew. */
export class HlsEngine implements Engine {
  readonly name = 'hls.js';
  #hls: Hls | null = null;
  #access: Access | null = null;
  #begin: Start = 'live';
  #pace: Pace = 'low';
  #choice: RenditionChoice = 'auto';
  #insistence = { at_ms: 0, pause_ms: FIRST_INSISTENCE_MS };
  #probe: ReturnType<typeof setTimeout> | undefined;
  #lostAt_ms: number | null = null;
  #mediaRecoveries: number[] = [];
  readonly #follower: LiveFollower;

  constructor(
    private readonly library: HlsClass,
    private readonly config: Partial<HlsConfig>,
    private readonly video: HTMLVideoElement,
    private readonly events: EngineEvents,
  ) {
    this.#follower = new LiveFollower(video, () => performance.now() / 1000);
    video.addEventListener('timeupdate', this.#steer);
  }

  load(access: Access, start: Start): void {
    this.#access = access;
    this.#begin = start;
    this.#choice = 'auto';
    this.#found();
    this.#start();
  }

  chooseRendition(choice: RenditionChoice): void {
    this.#choice = choice;
    this.#insistence = { at_ms: performance.now(), pause_ms: FIRST_INSISTENCE_MS };
    if (this.#hls) this.#hls.nextLevel = choice === 'auto' ? -1 : choice;
  }

  followLive(follow: boolean): void {
    this.#follower.following = follow;
  }

  setPace(pace: Pace): void {
    const { following } = this.#follower;
    const changes = pace !== this.#pace;
    this.#pace = pace;
    if (!changes || this.#hls === null) return;
    this.#applyPace(this.#hls);
    const target_s = this.#hls.liveSyncPosition;
    if (following && target_s !== null) this.video.currentTime = target_s;
  }

  readWindow(): WindowReading | null {
    const details = this.#hls?.latestLevelDetails;
    const position_s = this.#hls?.liveSyncPosition ?? null;
    if (!details?.live || position_s === null) return null;
    const margin_s = this.#follower.targetLatency_s(0);
    return { start_s: details.fragmentStart, edge_s: details.edge, target_s: position_s - margin_s };
  }

  readStats(): EngineStats {
    const hls = this.#hls;
    const shown = hls?.playingDate?.getTime() ?? Number.NaN;
    const latency_s = (Date.now() - shown) / 1000;
    return {
      latency_s: Number.isFinite(latency_s) ? latency_s : null,
      target_latency_s: hls ? this.#follower.targetLatency_s(hls.targetLatency ?? 0) : null,
      bandwidth_bps: hls?.bandwidthEstimate ?? null,
    };
  }

  destroy(): void {
    clearTimeout(this.#probe);
    this.video.removeEventListener('timeupdate', this.#steer);
    this.#hls?.destroy();
    this.#hls = null;
  }

  #start(): void {
    this.#hls?.destroy();
    this.#follower.reset();
    const { Events } = this.library;
    const hls = new this.library({ ...this.config });
    this.#applyPace(hls);
    hls.on(Events.MANIFEST_PARSED, () => this.#reportRenditions(hls));
    hls.once(Events.LEVEL_LOADED, (_event, { details }) => {
      if (this.#begin === 'live') return;
      const position_s = positionOfMoment(details, this.#begin.moment_ms);
      this.#begin = 'live'; // whoever loses the source from now on comes back to the live edge
      if (position_s !== null) hls.startLoad(position_s);
    });
    hls.on(Events.LEVEL_SWITCHED, (_event, data) => this.events.onCurrentRendition(data.level));
    hls.on(Events.FRAG_BUFFERED, () => {
      this.#found();
      this.#insist(hls);
    });
    hls.on(Events.ERROR, (_event, data) => this.#judge(data));
    hls.loadSource(this.#access?.at.hls ?? '');
    hls.attachMedia(this.video);
    this.#hls = hls;
  }

  /** The playlist names the distance of low latency; a longer one is asked for. */
  #applyPace(hls: Hls): void {
    const normal = this.#pace === 'normal';
    hls.lowLatencyMode = !normal;
    const details = hls.latestLevelDetails;
    if (normal) hls.targetLatency = NORMAL_DISTANCE_S;
    else if (details) hls.targetLatency = details.partHoldBack || details.holdBack;
  }

  #reportRenditions(hls: Hls): void {
    this.events.onRenditions(hls.levels.map(toRendition));
    if (this.#choice !== 'auto' && this.#choice < hls.levels.length) hls.nextLevel = this.#choice;
  }

  /** An error of a playlist ends a choice in hls.js, also that of a rendition which only just begins. The person's stays. */
  #insist(hls: Hls): void {
    const choice = this.#choice;
    const { at_ms, pause_ms } = this.#insistence;
    if (choice === 'auto' || !hls.autoLevelEnabled || choice >= hls.levels.length) return;
    if (performance.now() < at_ms + pause_ms) return;
    this.#insistence = { at_ms: performance.now(), pause_ms: Math.min(2 * pause_ms, LONGEST_INSISTENCE_MS) };
    hls.nextLevel = choice;
  }

  #judge(data: ErrorData): void {
    const { ErrorDetails, ErrorTypes } = this.library;
    if (data.details === ErrorDetails.BUFFER_STALLED_ERROR) this.#follower.noteStall();
    if (!data.fatal) return;
    const detail = `${data.details} ${data.response?.code ?? ''} ${data.error.message}`;
    if (data.type === ErrorTypes.MEDIA_ERROR && this.#mayRecoverMedia()) {
      this.#hls?.recoverMediaError();
    } else if (data.type === ErrorTypes.NETWORK_ERROR) {
      this.#lose(detail, 0);
    } else {
      this.events.onFailure({ kind: 'media', detail });
    }
  }

  #mayRecoverMedia(): boolean {
    const now_ms = performance.now();
    this.#mediaRecoveries = this.#mediaRecoveries.filter((at) => now_ms - at < MEDIA_RECOVERY_WINDOW_MS);
    this.#mediaRecoveries.push(now_ms);
    return this.#mediaRecoveries.length <= MEDIA_RECOVERIES_MAX;
  }

  /** Probes while the rest of the buffer plays and the last picture stands, and loads anew once it is answered. */
  #lose(detail: string, attempt: number): void {
    const now_ms = performance.now();
    this.#lostAt_ms ??= now_ms;
    this.events.onRecovering(true);
    const delay_ms = delayBeforeAttempt(attempt, now_ms - this.#lostAt_ms, Math.random());
    clearTimeout(this.#probe);
    if (delay_ms === null) {
      this.#found();
      this.events.onFailure({ kind: 'network', detail });
      return;
    }
    this.#probe = setTimeout(() => void this.#tryAgain(detail, attempt), delay_ms);
  }

  async #tryAgain(detail: string, attempt: number): Promise<void> {
    const access = this.#access;
    const answered = await access?.probe();
    if (this.#hls === null || access !== this.#access || this.#lostAt_ms === null) return;
    if (answered && isPlayedOut(this.video)) this.#start();
    else this.#lose(detail, answered ? 0 : attempt + 1);
  }

  #found(): void {
    clearTimeout(this.#probe);
    this.#lostAt_ms = null;
    this.events.onRecovering(false);
  }

  #steer = (): void => {
    const hls = this.#hls;
    const target_s = hls?.liveSyncPosition ?? null;
    if (!hls?.latestLevelDetails?.live || target_s === null) {
      this.#follower.steer(null);
      return;
    }
    this.#follower.steer({
      latency_s: hls.latency,
      holdBack_s: hls.targetLatency ?? 0,
      buffer_s: bufferedAhead_s(this.video),
      target_s,
    });
  };
}

function isPlayedOut(video: HTMLVideoElement): boolean {
  return video.paused || bufferedAhead_s(video) < 0.3;
}

function toRendition(level: Level, id: number): Rendition {
  const { width, height, frameRate, bitrate } = level;
  return { id, width, height, frameRate, bitrate_bps: bitrate };
}
