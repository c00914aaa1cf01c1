const KEY = 'klieg.theme';

export const THEMES = ['system', 'dark', 'light'] as const;
export type Theme = (typeof THEMES)[number];

function readTheme(): Theme {
  try {
    return THEMES.find((theme) => theme === localStorage.getItem(KEY)) ?? 'system';
  } catch {
    return 'system';
  }
}

/** The person's choice of theme; `static/theme.js` puts it into effect, before the first paint too. */
class ThemeChoice {
  current = $state<Theme>(readTheme());

  choose(theme: Theme): void {
    this.current = theme;
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // Storage may be forbidden: the choice then cannot be kept.
    }
    dispatchEvent(new Event('klieg:theme'));
  }
}

export const themeChoice = new ThemeChoice();
