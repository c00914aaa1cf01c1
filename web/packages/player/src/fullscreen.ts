/** Full screen of a container, or of the video alone where the system allows nothing else (iPhone). */

interface IosVideo extends HTMLVideoElement {
  readonly webkitSupportsFullscreen?: boolean;
  readonly webkitDisplayingFullscreen?: boolean;
  webkitEnterFullscreen?(): void;
  webkitExitFullscreen?(): void;
}

interface LockableOrientation extends ScreenOrientation {
  lock?(orientation: 'landscape' | 'portrait'): Promise<void>;
}

export function mayEnterFullscreen(container: HTMLElement, video: IosVideo): boolean {
  // Unknown until metadata is there on iPhone, so the function's presence has to do.
  return (document.fullscreenEnabled && 'requestFullscreen' in container) || video.webkitEnterFullscreen !== undefined;
}

export function isFullscreen(container: HTMLElement, video: IosVideo): boolean {
  return document.fullscreenElement === container || video.webkitDisplayingFullscreen === true;
}

export async function enterFullscreen(container: HTMLElement, video: IosVideo): Promise<void> {
  if (!document.fullscreenEnabled) {
    video.webkitEnterFullscreen?.();
    return;
  }
  await container.requestFullscreen({ navigationUI: 'hide' });
  const orientation: LockableOrientation = screen.orientation;
  const shape = video.videoHeight > video.videoWidth ? 'portrait' : 'landscape';
  // Desktops and some phones refuse; full screen holds all the same.
  await orientation.lock?.(shape).catch(() => undefined);
}

export async function leaveFullscreen(video: IosVideo): Promise<void> {
  if (document.fullscreenElement) await document.exitFullscreen();
  else video.webkitExitFullscreen?.();
}

export function onFullscreenChange(video: HTMLVideoElement, listener: () => void): () => void {
  document.addEventListener('fullscreenchange', listener);
  video.addEventListener('webkitbeginfullscreen', listener);
  video.addEventListener('webkitendfullscreen', listener);
  return () => {
    document.removeEventListener('fullscreenchange', listener);
    video.removeEventListener('webkitbeginfullscreen', listener);
    video.removeEventListener('webkitendfullscreen', listener);
  };
}
