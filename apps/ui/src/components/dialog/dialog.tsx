import { lazy, type ReactNode, type RefObject, Suspense } from 'react';
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

const DialogPopup = lazy(async () => ({ default: (await import('./dialog-popup.js')).DialogPopup }));

/** A modal dialog. What holds the focus in it comes when the first one is opened. */
export function Dialog(props: DialogProps) {
  return (
    <Suspense>
      <DialogPopup {...props} />
    </Suspense>
  );
}

/** The buttons at the end of a dialog, the one to do last. */
export function DialogActions({ children }: { readonly children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}
