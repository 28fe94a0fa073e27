import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useMessages } from '../../i18n/use-messages.js';
import { useStore } from '../../state/store.js';
import { Button, IconButton } from '../button/button.js';
import { classNames } from '../class-names.js';
import { componentMessages } from '../component.messages.js';
import styles from './toast.module.css';
import { closeToast, toasts } from './toasts.js';

/** The notices of the moment, read out as they come. */
export function ToastList() {
  const t = useMessages(componentMessages);
  const shown = useStore(toasts);
  return (
    <section className={styles.list} aria-label={t('notifications')} aria-live="polite" aria-relevant="additions">
      {shown.map(({ id, look, title, text, action }) => (
        <div key={id} className={styles.toast} role={look === 'bad' ? 'alert' : 'status'}>
          {look === 'bad' ? (
            <CircleAlert className={classNames(styles.icon, styles.bad)} aria-hidden />
          ) : (
            <CircleCheck className={classNames(styles.icon, styles.good)} aria-hidden />
          )}
          <div className={styles.words}>
            <p className={styles.title}>{title}</p>
            {text !== undefined && <p className={styles.text}>{text}</p>}
          </div>
          {action !== undefined && (
            <Button
              size="sm"
              onClick={() => {
                closeToast(id);
                action.run();
              }}
            >
              {action.label}
            </Button>
          )}
          <IconButton label={t('close')} icon={<X />} size="sm" onClick={() => closeToast(id)} />
        </div>
      ))}
    </section>
  );
}
