import { Keyboard, SlidersHorizontal } from 'lucide-react';
import { IconButton } from '../../components/button/button.js';
import { Menu } from '../../components/menu/menu.js';
import { useMessages } from '../../i18n/use-messages.js';
import { LANGUAGES, setPreferences, THEMES, usePreferences } from '../../preferences/preferences.js';
import { appMessages } from '../app.messages.js';
import { openDialog } from './opened-dialog.js';

/** Language, theme and the map of keys. */
export function PreferencesMenu() {
  const t = useMessages(appMessages);
  const { theme, language } = usePreferences();
  const themes = { system: t('themeSystem'), light: t('themeLight'), dark: t('themeDark') };
  return (
    <Menu
      trigger={<IconButton label={t('preferences')} icon={<SlidersHorizontal />} />}
      entries={[
        {
          kind: 'choice',
          title: t('theme'),
          value: theme,
          options: THEMES.map((value) => ({ value, label: themes[value] })),
          onChange: (value) => setPreferences({ theme: THEMES.find((one) => one === value) ?? 'system' }),
        },
        { kind: 'separator' },
        {
          kind: 'choice',
          title: t('language'),
          value: language,
          options: LANGUAGES.map((value) => ({ value, label: value === 'zh' ? '中文' : 'English' })),
          onChange: (value) => setPreferences({ language: LANGUAGES.find((one) => one === value) ?? 'en' }),
        },
        { kind: 'separator' },
        { kind: 'action', title: t('shortcuts'), icon: <Keyboard />, run: () => openDialog('shortcuts') },
      ]}
    />
  );
}
