// Keys and values are those of src/preferences/preferences.ts.
try {
  const root = document.documentElement;
  const theme = localStorage.getItem('codexgraph.theme');
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  const language = localStorage.getItem('codexgraph.language') || (navigator.language.startsWith('zh') ? 'zh' : 'en');
  root.lang = language === 'zh' ? 'zh-CN' : 'en';
} catch {
  // Without storage the system's theme and language are used.
}
