/** Copies text; false when the browser allows no way of doing it. */
export async function copyText(text: string): Promise<boolean> {
  // Browsers have `navigator.clipboard` on secure origins only, and a studio's server is often plain HTTP.
  const written = await navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  );
  return written ?? copyBySelection(text);
}

function copyBySelection(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.setAttribute('aria-hidden', 'true');
  field.style.cssText = 'position:fixed;opacity:0;pointer-events:none';
  const former = document.activeElement;
  document.body.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  if (former instanceof HTMLElement) former.focus();
  return copied;
}
