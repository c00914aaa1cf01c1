/** The tags that somebody typed, with commas or signs of a hash between, each once. */
export function readTags(text: string): string[] {
  return unique(text.split(/[,#\n]/).map((tag) => tag.trim().replace(/\s+/g, '-')));
}

/** The addresses that somebody typed, a line each. What begins with no protocol is meant for https. */
export function readLinks(text: string): string[] {
  return unique(text.split(/\s+/).map((line) => (line === '' || /^[a-z]+:\/\//i.test(line) ? line : `https://${line}`)));
}

function unique(parts: readonly string[]): string[] {
  return [...new Set(parts.filter((part) => part !== ''))];
}
