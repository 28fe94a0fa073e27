import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import { classNames } from '../class-names.js';
import type { MenuEntry, MenuProps } from './menu.js';
import styles from './menu.module.css';

/** The menu itself: arrows move, letters find, Escape closes and gives the focus back. */
export function MenuPopup(props: MenuProps & { readonly isOpenAtFirst: boolean }) {
  const { trigger, entries, align = 'end', isOpenAtFirst } = props;
  return (
    <Base.Root modal={false} defaultOpen={isOpenAtFirst}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={styles.positioner} sideOffset={6} align={align}>
          <Base.Popup className={styles.popup}>
            {entries.map((entry, index) => (
              // Entries of a menu stand in a fixed order.
              <Entry key={entry.kind === 'separator' ? index : entry.title} entry={entry} />
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Entry({ entry }: { readonly entry: MenuEntry }) {
  if (entry.kind === 'separator') return <Base.Separator className={styles.separator} />;
  if (entry.kind === 'choice') return <Choice entry={entry} />;
  return (
    <Base.Item
      className={classNames(styles.item, entry.look === 'danger' && styles.danger)}
      disabled={entry.isDisabled ?? false}
      onClick={entry.run}
    >
      <span className={styles.icon}>{entry.icon}</span>
      {entry.title}
    </Base.Item>
  );
}

function Choice({ entry }: { readonly entry: Extract<MenuEntry, { kind: 'choice' }> }) {
  return (
    <Base.Group>
      <Base.GroupLabel className={styles.label}>{entry.title}</Base.GroupLabel>
      <Base.RadioGroup
        value={entry.value}
        onValueChange={(value: string) => {
          entry.onChange(value);
        }}
      >
        {entry.options.map(({ value, label }) => (
          <Base.RadioItem key={value} value={value} className={styles.item}>
            <span className={styles.icon}>
              <Base.RadioItemIndicator>
                <Check />
              </Base.RadioItemIndicator>
            </span>
            {label}
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}
