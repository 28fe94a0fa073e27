import { Component, type ReactNode } from 'react';
import { useMessages } from '../../i18n/use-messages.js';
import { Button } from '../button/button.js';
import { componentMessages } from '../component.messages.js';
import styles from './panel.module.css';

/** A part of a page that may fail by itself: the rest goes on. `resetKey` tries again whenever it changes. */
export function PanelBoundary({ children, resetKey }: { readonly children: ReactNode; readonly resetKey?: string }) {
  return <Boundary key={resetKey}>{children}</Boundary>;
}

class Boundary extends Component<{ readonly children: ReactNode }, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <PanelFailure
        onRetry={() => {
          this.setState({ hasFailed: false });
        }}
      />
    );
  }
}

/** What stands in the place of a part that has failed. */
export function PanelFailure({ onRetry }: { readonly onRetry: () => void }) {
  const t = useMessages(componentMessages);
  return (
    <div className={styles.failure} role="alert">
      <p className={styles.title}>{t('panelFailed')}</p>
      <p className={styles.hint}>{t('panelFailedHint')}</p>
      <Button size="sm" onClick={onRetry}>
        {t('retry')}
      </Button>
    </div>
  );
}
