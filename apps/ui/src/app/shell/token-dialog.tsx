import { useRef, useState } from 'react';
import { Button } from '../../components/button/button.js';
import { Dialog, DialogActions } from '../../components/dialog/dialog.js';
import { TextField } from '../../components/field/text-field.js';
import { access, setToken } from '../../graphql/access-token.js';
import { useMessages } from '../../i18n/use-messages.js';
import { appMessages } from '../app.messages.js';

/** Asks for the token of the service; also when the one there was has expired. */
export function TokenDialog() {
  const t = useMessages(appMessages);
  const [value, setValue] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const hadToken = access.get().token !== undefined;
  return (
    <Dialog title={t('tokenTitle')} description={t('tokenText')} onClose={() => undefined} initialFocus={input}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (value.trim() !== '') setToken(value.trim());
        }}
      >
        <TextField
          label={t('token')}
          type="password"
          value={value}
          onChange={setValue}
          inputRef={input}
          autoComplete="current-password"
          problem={hadToken && value === '' ? t('tokenRefused') : undefined}
          isCode
        />
        <DialogActions>
          <Button look="primary" type="submit" disabled={value.trim() === ''}>
            {t('enter')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
