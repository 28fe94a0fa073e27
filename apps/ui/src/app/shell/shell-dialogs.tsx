import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useShortcuts } from '../../keyboard/shortcuts.js';
import { useStore } from '../../state/store.js';
import { appMessages } from '../app.messages.js';
import { usePages } from '../pages-context.js';
import { keepRepository } from '../search-parameters.js';
import { openDialog, openedDialog } from './opened-dialog.js';

const Palette = lazy(async () => ({ default: (await import('../../palette/palette.js')).Palette }));
const ShortcutsDialog = lazy(async () => ({ default: (await import('./shortcuts-dialog.js')).ShortcutsDialog }));
const TokenDialog = lazy(async () => ({ default: (await import('./token-dialog.js')).TokenDialog }));

const close = (): void => {
  openedDialog.set(undefined);
};

/** What opens over every page; loaded when it is opened. */
export function ShellDialogs({ isTokenRefused }: { readonly isTokenRefused: boolean }) {
  const dialog = useStore(openedDialog);
  const navigate = useNavigate();
  const pages = usePages();
  useShortcuts([
    { keys: 'mod+k', title: appMessages.openPalette, run: () => openDialog('palette') },
    { keys: '?', title: appMessages.shortcuts, run: () => openDialog('shortcuts') },
    ...pages.map(({ navigation: { keys, title, to } }) => ({
      keys,
      title,
      run: () => void navigate({ to, search: keepRepository }),
    })),
  ]);
  return (
    <Suspense>
      {dialog === 'palette' && <Palette onClose={close} />}
      {dialog === 'shortcuts' && <ShortcutsDialog onClose={close} />}
      {isTokenRefused && <TokenDialog />}
    </Suspense>
  );
}
