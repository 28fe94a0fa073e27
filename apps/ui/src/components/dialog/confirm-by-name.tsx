import { type ReactNode, useRef, useState } from 'react';
import { useMessages } from '../../i18n/use-messages.js';
import { Button } from '../button/button.js';
import { componentMessages } from '../component.messages.js';
import { TextField } from '../field/text-field.js';
import { Dialog, DialogActions } from './dialog.js';

/** A question before something is destroyed for good. */
export interface ConfirmByNameProps {
  /** Has to be typed. */
  readonly name: string;
  readonly title: string;
  readonly description: ReactNode;
  readonly action: string;
  readonly isBusy: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks for the name of what will be gone, so that it is never done by a habit of the hand. */
export function ConfirmByName({ name, title, description, action, isBusy, onConfirm, onClose }: ConfirmByNameProps) {
  const t = useMessages(componentMessages);
  const [typed, setTyped] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const matches = typed.trim() === name;
  return (
    <Dialog title={title} description={description} onClose={onClose} initialFocus={input}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (matches && !isBusy) onConfirm();
        }}
      >
        <TextField label={t('confirmName', { name })} value={typed} onChange={setTyped} inputRef={input} isCode />
        <DialogActions>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button look="danger" type="submit" disabled={!matches} isBusy={isBusy}>
            {action}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
