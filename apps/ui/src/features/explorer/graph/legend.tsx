import type { ReactNode } from 'react';
import { SymbolDot } from '../../../components/symbol/symbol-dot.js';
import { useFormats } from '../../../i18n/use-formats.js';
import { useMessages } from '../../../i18n/use-messages.js';
import { sourceMessages } from '../../../source/source.messages.js';
import { relationColour } from '../../../drawing/symbol-colours.js';
import { colourKey } from '../appearance.js';
import { explorerMessages } from '../explorer.messages.js';
import styles from '../explorer-page.module.css';
import type { Looks } from '../page.js';
import type { ExplorerAddress } from '../use-explorer-address.js';
import type { Subgraph } from './graph-model.js';
import { CONFIDENCES, RELATION_TYPES, SYMBOL_LABELS } from './relation-types.js';

/** What the colours mean, how much there is of each, and whether it is shown. */
export function Legend({ all, address }: { readonly all: Subgraph | undefined; readonly address: ExplorerAddress }) {
  const t = useMessages(explorerMessages);
  const relationText = useMessages(sourceMessages);
  const { filters, toggleFilter, toggleTests } = address;
  const { symbols = [], relations = [] } = all ?? {};
  const kinds = SYMBOL_LABELS.map((label) => ({ label, count: symbols.filter((symbol) => symbol.label === label).length }));
  const types = RELATION_TYPES.map((type) => ({ type, count: relations.filter((relation) => relation.type === type).length }));
  const sure = CONFIDENCES.map((confidence) => ({
    confidence,
    count: relations.filter((relation) => relation.confidence === confidence).length,
  }));
  const tests = symbols.filter(({ isTest }) => isTest).length;
  return (
    <>
      <ColourGroup symbols={symbols} by={address.looks.colour} />
      <KeyGroup title={t('kinds')}>
        {kinds.map(({ label, count }) =>
          count === 0 ? null : (
            <Key
              key={label}
              isShown={!filters.labels.has(label)}
              count={count}
              onToggle={() => {
                toggleFilter(label);
              }}
            >
              <SymbolDot label={label} />
              <code>{label}</code>
            </Key>
          ),
        )}
      </KeyGroup>
      <KeyGroup title={t('relations')}>
        {types.map(({ type, count }) =>
          count === 0 ? null : (
            <Key
              key={type}
              isShown={!filters.types.has(type)}
              count={count}
              onToggle={() => {
                toggleFilter(type);
              }}
            >
              <span className={styles.line} style={{ background: `var(--${relationColour(type)})` }} />
              {relationText(`${type} OUT`)}
            </Key>
          ),
        )}
      </KeyGroup>
      <KeyGroup title={t('confidence')}>
        {sure.map(({ confidence, count }) =>
          count === 0 ? null : (
            <Key
              key={confidence}
              isShown={!filters.confidences.has(confidence)}
              count={count}
              onToggle={() => {
                toggleFilter(confidence);
              }}
            >
              {t(confidence)}
            </Key>
          ),
        )}
        {tests > 0 && (
          <Key isShown={!filters.tests} count={tests} onToggle={toggleTests}>
            {t('tests')}
          </Key>
        )}
      </KeyGroup>
    </>
  );
}

/** What colours mean where they don't tell kinds. */
function ColourGroup({ symbols, by }: { readonly symbols: Subgraph['symbols']; readonly by: Looks['colour'] }) {
  const t = useMessages(explorerMessages);
  const formats = useFormats();
  const key = colourKey(symbols, by);
  if (key.length === 0) return null;
  const titleOf = (title: string): string => {
    if (by === 'tests') return t(title === 'tests' ? 'tests' : 'codeNotTests');
    return title === '' ? t('otherFolders') : title;
  };
  return (
    <KeyGroup title={t('colours')}>
      {key.map(({ title, colour, count }) => (
        <p key={title} className={styles.key}>
          <span className={styles.swatch} style={{ background: `var(--${colour})` }} />
          <code>{titleOf(title)}</code>
          <span>{formats.number(count)}</span>
        </p>
      ))}
    </KeyGroup>
  );
}

function KeyGroup({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      <div className={styles.keys}>{children}</div>
    </section>
  );
}

function Key(props: {
  readonly isShown: boolean;
  readonly count: number;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}) {
  const formats = useFormats();
  return (
    <label className={styles.key}>
      <input type="checkbox" checked={props.isShown} onChange={props.onToggle} />
      {props.children}
      <span>{formats.number(props.count)}</span>
    </label>
  );
}
