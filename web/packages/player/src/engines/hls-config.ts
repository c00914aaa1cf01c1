import type { HlsConfig, LoadPolicy, RetryConfig } from 'hls.js';

const BACK_BUFFER_S = 20;
const FORWARD_BUFFER_S = 20;

type Retry = NonNullable<RetryConfig['shouldRetry']>;

/**
 * A refused connection (status 0) is a server that restarts and is worth waiting for. A 4xx is an answer: the stream
 * session is gone, and the multivariant playlist has to be read again, which the engine does.
 */
export const retriesRequest: Retry = (config, count, isTimeout, response) => {
  if (config === null || config === undefined || count >= config.maxNumRetry) return false;
  const status = response?.code ?? 0;
  return isTimeout || status === 0 || status >= 500;
};

function policy(firstByte_ms: number, whole_ms: number, attempts: number): LoadPolicy {
  const retry: RetryConfig = {
    maxNumRetry: attempts,
    retryDelayMs: 300,
    maxRetryDelayMs: 2000,
    backoff: 'exponential',
    shouldRetry: retriesRequest,
  };
  return {
    default: {
      maxTimeToFirstByteMs: firstByte_ms,
      maxLoadTimeMs: whole_ms,
      timeoutRetry: { ...retry, maxNumRetry: 2, retryDelayMs: 0 },
      errorRetry: retry,
    },
  };
}

/** Low latency by the playlist's own PART-HOLD-BACK. The rate is steered by `catch-up`, so hls.js leaves it alone. */
export const HLS_CONFIG: Partial<HlsConfig> = {
  lowLatencyMode: true,
  maxLiveSyncPlaybackRate: 1,
  liveSyncOnStallIncrease: 0,
  backBufferLength: BACK_BUFFER_S,
  maxBufferLength: FORWARD_BUFFER_S,
  maxMaxBufferLength: FORWARD_BUFFER_S,
  detectStallWithCurrentTimeMs: 600,
  highBufferWatchdogPeriod: 1,
  abrEwmaDefaultEstimate: 5_000_000,
  capLevelToPlayerSize: true,
  enableWorker: false,
  // The first byte of a blocking reload may take three target durations; of anything else it may not.
  manifestLoadPolicy: policy(8000, 12_000, 2),
  playlistLoadPolicy: policy(12_000, 15_000, 4),
  fragLoadPolicy: policy(12_000, 60_000, 4),
};
