/** Why something cannot be captured, in the words of the person at the device. */
export type CaptureProblem =
  /** The page is not on a secure origin, where browsers hide cameras. */
  | 'insecure'
  /** This browser cannot capture, or cannot send. */
  | 'unsupported'
  /** Forbidden by the person, the system or the page's host. */
  | 'denied'
  /** There is none. */
  | 'absent'
  /** Another program holds it, or the device failed. */
  | 'busy';

export type Source = 'camera' | 'microphone' | 'screen';

/** What a rejection of `getUserMedia` or `getDisplayMedia` means (Media Capture and Streams 10.3). */
export function readProblem(error: unknown): CaptureProblem {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'absent';
  return 'busy';
}

export interface Surroundings {
  readonly isSecureContext: boolean;
  readonly navigator: { readonly mediaDevices?: MediaDevices | undefined };
  readonly RTCPeerConnection?: unknown;
}

/** What speaks against capturing here at all; null when nothing does. */
export function findObstacle({ isSecureContext, navigator, RTCPeerConnection }: Surroundings): CaptureProblem | null {
  if (!isSecureContext) return 'insecure';
  return navigator.mediaDevices === undefined || RTCPeerConnection === undefined ? 'unsupported' : null;
}
