import { Download, List, Map as MapIcon, Redo2, Undo2, Waypoints } from 'lucide-react';
import { Button, IconButton } from '../../components/button/button.js';
import { Menu } from '../../components/menu/menu.js';
import { showToast } from '../../components/toast/toasts.js';
import { useMessages } from '../../i18n/use-messages.js';
import { explorerMessages } from './explorer.messages.js';
import styles from './explorer-page.module.css';
import { SymbolSearch } from './symbol-search.js';
import type { ExplorerAddress } from './use-explorer-address.js';

/** What can be saved of a view. */
export interface Savings {
  readonly png: () => void;
  readonly svg: () => void;
  readonly json: () => void;
}

/** The tools above every view. */
export function Toolbar(props: {
  readonly repository: string;
  readonly address: ExplorerAddress;
  readonly savings: Savings;
  /** A symbol was found by its name. */
  readonly onFound: (id: string) => void;
}) {
  const { repository, address, savings, onFound } = props;
  const t = useMessages(explorerMessages);
  const { history, isList } = address;
  const copyLink = (): void => {
    void navigator.clipboard.writeText(window.location.href).then(() => {
      showToast({ look: 'good', title: t('linkCopied') });
    });
  };
  return (
    <>
      <SymbolSearch repository={repository} onFound={onFound} />
      <IconButton label={t('undo')} icon={<Undo2 />} onClick={address.undo} disabled={history.done === 0} />
      <IconButton label={t('redo')} icon={<Redo2 />} onClick={address.redo} disabled={history.done === history.steps.length} />
      {history.steps.length > 0 && (
        <Button look="quiet" icon={<MapIcon />} title={t('mapTitle')} onClick={address.showMap}>
          {t('map')}
        </Button>
      )}
      <span className={styles.gap} />
      <Button
        look="quiet"
        icon={isList ? <Waypoints /> : <List />}
        onClick={() => {
          address.setIsList(!isList);
        }}
      >
        {isList ? t('asDrawing') : t('asList')}
      </Button>
      <Menu
        trigger={
          <Button look="quiet" icon={<Download />}>
            {t('save')}
          </Button>
        }
        entries={[
          { kind: 'action', title: t('copyLink'), run: copyLink },
          { kind: 'separator' },
          { kind: 'action', title: t('savePng'), run: savings.png, isDisabled: isList },
          { kind: 'action', title: t('saveSvg'), run: savings.svg, isDisabled: isList },
          { kind: 'action', title: t('saveJson'), run: savings.json },
        ]}
      />
    </>
  );
}
