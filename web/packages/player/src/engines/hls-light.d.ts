// The light build (no subtitles, no DRM, no alternate audio) ships without types of its own.
declare module 'hls.js/light' {
  export * from 'hls.js';
  export { default } from 'hls.js';
}
