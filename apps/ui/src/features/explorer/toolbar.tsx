import { Download, List, Map as MapIcon, Palette, Redo2, Undo2, Waypoints } from 'lucide-react';
import { Button, IconButton } from '../../components/button/button.js';
import { Menu, type MenuEntry } from '../../components/menu/menu.js';
import { showToast } from '../../components/toast/toasts.js';
import { useMessages } from '../../i18n/use-messages.js';
import { chooseLayer, LAYER_CHOICES, useLayerChoice } from '../../drawing/layer-choice.js';
import { explorerMessages } from './explorer.messages.js';
import styles from './explorer-page.module.css';
import { SymbolSearch } from './symbol-search.js';
import { COLOURED_BY, SIZED_BY } from './page.js';
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
      <ViewMenu address={address} />
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

/** What colours and sizes tell, and how shapes are drawn. */
function ViewMenu({ address: { looks, setLooks, history } }: { readonly address: ExplorerAddress }) {
  const t = useMessages(explorerMessages);
  const layer = useLayerChoice();
  const ofSymbols: readonly MenuEntry[] = [
    {
      kind: 'choice',
      title: t('colourBy'),
      value: looks.colour,
      options: COLOURED_BY.map((value) => ({ value, label: t(`colour ${value}`) })),
      onChange: (value) => {
        setLooks({ colour: COLOURED_BY.find((one) => one === value) ?? 'kind' });
      },
    },
    { kind: 'separator' },
    {
      kind: 'choice',
      title: t('sizeBy'),
      value: looks.size,
      options: SIZED_BY.map((value) => ({ value, label: t(`size ${value}`) })),
      onChange: (value) => {
        setLooks({ size: SIZED_BY.find((one) => one === value) ?? 'relations' });
      },
    },
    { kind: 'separator' },
  ];
  return (
    <Menu
      trigger={
        <Button look="quiet" icon={<Palette />}>
          {t('view')}
        </Button>
      }
      entries={[
        ...(history.done > 0 ? ofSymbols : []),
        {
          kind: 'choice',
          title: t('drawnBy'),
          value: layer,
          options: LAYER_CHOICES.map((value) => ({ value, label: t(`layer ${value}`) })),
          onChange: (value) => {
            chooseLayer(LAYER_CHOICES.find((one) => one === value) ?? 'auto');
          },
        },
      ]}
    />
  );
}
