// Runs before the first paint, so that a page never flashes in the wrong theme.
(() => {
  const light = matchMedia('(prefers-color-scheme: light)');
  const apply = () => {
    let choice = null;
    try {
      choice = localStorage.getItem('klieg.theme');
    } catch {
      // Storage may be forbidden; the system's theme is then used.
    }
    const theme = choice === 'light' || choice === 'dark' ? choice : light.matches ? 'light' : 'dark';
    document.documentElement.dataset.theme = theme;
    document
      .querySelector('meta[name="theme-color"]')
      ?.setAttribute('content', theme === 'light' ? '#f5f3ee' : '#0b0c10');
  };
  apply();
  light.addEventListener('change', apply);
  addEventListener('klieg:theme', apply);
})();
