import { createStore } from '../../state/store.js';

/** Dialogs of the frame. */
type ShellDialog = 'palette' | 'shortcuts';

/** The dialog that is open. */
export const openedDialog = createStore<ShellDialog | undefined>(undefined);

/** Opens a dialog of the frame; one at a time. */
export function openDialog(dialog: ShellDialog): void {
  openedDialog.set(dialog);
}
