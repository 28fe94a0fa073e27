import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { useMessages } from '../../i18n/use-messages.js';
import { IconButton } from '../button/button.js';
import { componentMessages } from '../component.messages.js';
import styles from './dialog.module.css';

/** A dialog that is open; what closes it takes it away. */
export interface DialogProps {
  readonly title: string;
  readonly description?: ReactNode;
  readonly children: ReactNode;
  readonly onClose: () => void;
  /** Gets the focus first; absent: the first control. */
  readonly initialFocus?: RefObject<HTMLElement | null>;
}

/** A modal dialog: holds the focus, closes by Escape and by a click beside it, and gives the focus back. */
export function Dialog({ title, description, children, onClose, initialFocus }: DialogProps) {
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

/** The buttons at the end of a dialog, the one to do last. */
export function DialogActions({ children }: { readonly children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}
