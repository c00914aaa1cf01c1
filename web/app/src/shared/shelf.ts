/** Where choices are kept between visits; null where the browser forbids it. */
export function openShelf(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
