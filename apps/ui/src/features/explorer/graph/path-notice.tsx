import { Route } from 'lucide-react';
import { Button } from '../../../components/button/button.js';
import { useMessages } from '../../../i18n/use-messages.js';
import { explorerMessages } from '../explorer.messages.js';
import styles from '../explorer-page.module.css';

/** Says that the next symbol that is chosen ends a path. */
export function PathNotice({ name, onCancel }: { readonly name: string; readonly onCancel: () => void }) {
  const t = useMessages(explorerMessages);
  return (
    <div className={styles.notice} role="status">
      <Route aria-hidden size={16} />
      {t('pathStart', { name })}
      <Button size="sm" look="quiet" onClick={onCancel}>
        {t('cancel')}
      </Button>
    </div>
  );
}
