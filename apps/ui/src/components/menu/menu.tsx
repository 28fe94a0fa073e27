import { cloneElement, lazy, type ReactElement, type ReactNode, Suspense, useState } from 'react';

/** One line of a menu. */
export type MenuEntry =
  | {
      readonly kind: 'action';
      readonly title: string;
      readonly icon?: ReactNode;
      readonly look?: 'plain' | 'danger';
      readonly isDisabled?: boolean;
      readonly run: () => void;
    }
  | {
      /** One of several values, the chosen one with a mark. */
      readonly kind: 'choice';
      readonly title: string;
      readonly value: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
      readonly onChange: (value: string) => void;
    }
  | { readonly kind: 'separator' };

/** A button that opens a menu. */
export interface MenuProps {
  /** The button. */
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly entries: readonly MenuEntry[];
  readonly align?: 'start' | 'end';
}

const MenuPopup = lazy(async () => ({ default: (await import('./menu-popup.js')).MenuPopup }));

/** A menu. What makes it open comes after the first paint of the page; until then its button stands in its place, and pressing it is remembered. */
export function Menu(props: MenuProps) {
  const [isWanted, setIsWanted] = useState(false);
  return (
    <Suspense fallback={cloneElement(props.trigger, { onClick: () => setIsWanted(true) })}>
      <MenuPopup {...props} isOpenAtFirst={isWanted} />
    </Suspense>
  );
}
