/** A channel as everyone may see it. */
export interface Channel {
  readonly name: string;
  readonly title?: string | null;
  readonly playback_url: string;
  readonly is_live: boolean;
  readonly viewer_count: number;
  /** RFC 3339; null while nothing is on the air. */
  readonly started_at: string | null;
  readonly latency_mode?: string;
  /** The stream session on the air. */
  readonly session_id?: string | null;
}
