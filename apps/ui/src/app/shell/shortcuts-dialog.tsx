import { Dialog } from '../../components/dialog/dialog.js';
import { formatMessage } from '../../i18n/messages.js';
import { useMessages } from '../../i18n/use-messages.js';
import { Keys } from '../../keyboard/keys.js';
import { activeShortcuts } from '../../keyboard/shortcuts.js';
import { usePreferences } from '../../preferences/preferences.js';
import { useStore } from '../../state/store.js';
import { appMessages } from '../app.messages.js';
import styles from './shortcuts-dialog.module.css';

/** What the keys do on this page. */
export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useMessages(appMessages);
  const { language } = usePreferences();
  const shortcuts = useStore(activeShortcuts);
  return (
    <Dialog title={t('shortcuts')} onClose={onClose}>
      <dl className={styles.list}>
        {shortcuts.map(({ keys, title }) => (
          <div key={keys} className={styles.row}>
            <dt>{formatMessage(title, {}, language)}</dt>
            <dd>
              <Keys keys={keys} />
              <span className="visually-hidden">{keys}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
