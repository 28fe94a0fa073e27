import { Dialog as Base } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useMessages } from '../i18n/use-messages.js';
import { Keys } from '../keyboard/keys.js';
import { type PaletteGroup, type PaletteItem, usePaletteGroups } from './palette-items.js';
import { paletteMessages } from './palette.messages.js';
import styles from './palette.module.css';

/** Finds anything by typing: symbols, repositories, pages, actions. Arrows choose, Enter goes. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const t = useMessages(paletteMessages);
  const [typed, setTyped] = useState('');
  const [activeId, setActiveId] = useState<string>();
  const groups = usePaletteGroups(typed);
  const items = groups.flatMap((group) => group.items);
  const active = items.find(({ id }) => id === activeId) ?? items[0];
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const choose = (item: PaletteItem | undefined): void => {
    if (item === undefined) return;
    onClose();
    item.run();
  };
  const move = (steps: number): void => {
    const index = active === undefined ? 0 : items.indexOf(active);
    setActiveId(items[(index + steps + items.length) % Math.max(1, items.length)]?.id);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Enter') choose(active);
    else return;
    event.preventDefault();
  };
  return (
    <Base.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup className={styles.popup} initialFocus={input} aria-label={t('title')}>
          <div className={styles.field}>
            <Search aria-hidden />
            <input
              ref={input}
              className={styles.input}
              role="combobox"
              aria-expanded
              aria-controls={listId}
              aria-activedescendant={active === undefined ? undefined : `${listId} ${active.id}`.replaceAll(/\s/g, '-')}
              aria-label={t('title')}
              placeholder={t('placeholder')}
              autoComplete="off"
              spellCheck={false}
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
                setActiveId(undefined);
              }}
              onKeyDown={onKeyDown}
            />
            <Keys keys="Esc" />
          </div>
          <div id={listId} role="listbox" aria-label={t('results')} className={styles.list}>
            {groups.map((group) => (
              <Group
                key={group.title}
                group={group}
                listId={listId}
                activeId={active?.id}
                onChoose={choose}
                onPoint={setActiveId}
              />
            ))}
          </div>
          {items.length === 0 && (
            <p className={styles.nothing} role="status">
              {t('nothing')}
            </p>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

interface GroupProps {
  readonly group: PaletteGroup;
  readonly listId: string;
  readonly activeId: string | undefined;
  readonly onChoose: (item: PaletteItem) => void;
  readonly onPoint: (id: string) => void;
}

function Group({ group, listId, activeId, onChoose, onPoint }: GroupProps) {
  return (
    <div role="group" aria-label={group.title}>
      <p className={styles.heading} aria-hidden>
        {group.title}
      </p>
      {group.items.map((item) => (
        <Option
          key={item.id}
          id={`${listId} ${item.id}`.replaceAll(/\s/g, '-')}
          item={item}
          isActive={item.id === activeId}
          onChoose={onChoose}
          onPoint={onPoint}
        />
      ))}
    </div>
  );
}

interface OptionProps extends Pick<GroupProps, 'onChoose' | 'onPoint'> {
  readonly id: string;
  readonly item: PaletteItem;
  readonly isActive: boolean;
}

function Option({ id, item, isActive, onChoose, onPoint }: OptionProps) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    // The field keeps the focus and the keys; a pointer may click.
    <div
      ref={row}
      id={id}
      role="option"
      aria-selected={isActive}
      className={styles.option}
      onPointerMove={() => {
        if (!isActive) onPoint(item.id);
      }}
      onClick={() => {
        onChoose(item);
      }}
    >
      <span className={styles.icon}>{item.icon}</span>
      <span className={styles.title}>{item.title}</span>
      {item.hint !== undefined && <span className={styles.hint}>{item.hint}</span>}
      {item.keys !== undefined && <Keys keys={item.keys} />}
    </div>
  );
}
