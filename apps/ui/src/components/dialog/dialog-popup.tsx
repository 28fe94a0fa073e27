import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useMessages } from '../../i18n/use-messages.js';
import { IconButton } from '../button/button.js';
import { componentMessages } from '../component.messages.js';
import type { DialogProps } from './dialog.js';
import styles from './dialog.module.css';

/** A modal dialog: holds the focus, closes by Escape and by a click beside it, and gives the focus back. */
export function DialogPopup({ title, description, children, onClose, initialFocus }: DialogProps) {
  const t = useMessages(componentMessages);
  return (
    <Base.Root
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup className={styles.popup} initialFocus={initialFocus}>
          <header className={styles.header}>
            <Base.Title className={styles.title}>{title}</Base.Title>
            <Base.Close render={<IconButton label={t('close')} icon={<X />} size="sm" />} />
          </header>
          {description !== undefined && <Base.Description className={styles.description}>{description}</Base.Description>}
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
