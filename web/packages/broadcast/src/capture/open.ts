import { type Format, FRAME_RATE, sizeOf } from './format';

type Media = Pick<MediaDevices, 'getUserMedia' | 'getDisplayMedia'>;

/** What to ask of a camera. A remembered one that is away gives way to another, so the id is a wish. */
export function cameraConstraints(format: Format, deviceId: string | null): MediaTrackConstraints {
  // Cameras lie on their side: an upright picture is cut from the middle of a large one, or the phone turns it itself.
  const { width, height } = sizeOf({ lines: format.orientation === 'portrait' ? 1080 : format.lines, orientation: 'landscape' });
  return {
    width: { ideal: width },
    height: { ideal: height },
    frameRate: { ideal: FRAME_RATE },
    ...(deviceId === null ? { facingMode: { ideal: 'user' } } : { deviceId: { ideal: deviceId } }),
  };
}

export function microphoneConstraints(deviceId: string | null): MediaTrackConstraints {
  return {
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
    ...(deviceId !== null && { deviceId: { ideal: deviceId } }),
  };
}

/** @throws DOMException as `getUserMedia` does. */
export async function openCamera(media: Media, format: Format, deviceId: string | null): Promise<MediaStreamTrack> {
  return firstOf((await media.getUserMedia({ video: cameraConstraints(format, deviceId) })).getVideoTracks());
}

/** @throws DOMException as `getUserMedia` does. */
export async function openMicrophone(media: Media, deviceId: string | null): Promise<MediaStreamTrack> {
  return firstOf((await media.getUserMedia({ audio: microphoneConstraints(deviceId) })).getAudioTracks());
}

/** Both by one question to the person. @throws DOMException as `getUserMedia` does. */
export async function openBoth(
  media: Media,
  format: Format,
  ids: { readonly cameraId: string | null; readonly microphoneId: string | null },
): Promise<{ camera: MediaStreamTrack; microphone: MediaStreamTrack }> {
  const stream = await media.getUserMedia({
    video: cameraConstraints(format, ids.cameraId),
    audio: microphoneConstraints(ids.microphoneId),
  });
  return { camera: firstOf(stream.getVideoTracks()), microphone: firstOf(stream.getAudioTracks()) };
}

/** A screen, window or tab that the person picks, with its sound where the system gives it. @throws DOMException. */
export function openScreen(media: Media): Promise<MediaStream> {
  return media.getDisplayMedia({ video: { frameRate: { ideal: FRAME_RATE } }, audio: true });
}

function firstOf(tracks: readonly MediaStreamTrack[]): MediaStreamTrack {
  const [track] = tracks;
  if (track === undefined) throw new DOMException('The browser gave no track.', 'NotFoundError');
  return track;
}
