import { FileArchive } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { Button } from '../../components/button/button.js';
import { DialogActions } from '../../components/dialog/dialog.js';
import { TextField } from '../../components/field/text-field.js';
import { ProgressBar } from '../../components/progress/progress-bar.js';
import type { Failure } from '../../graphql/errors.js';
import { useFormats } from '../../i18n/use-formats.js';
import { useMessages } from '../../i18n/use-messages.js';
import styles from './add-repository-dialog.module.css';
import { repositoriesMessages } from './repositories.messages.js';
import { uploadArchive } from './upload-archive.js';

/** As the service has it: a larger file would be refused after it was sent. */
const MAX_BYTES = 500_000_000;

interface FormProps {
  readonly inputRef: RefObject<HTMLInputElement | null>;
  readonly onSending: (isSending: boolean) => void;
  readonly onDone: (added: { readonly name: string; readonly joined: boolean }) => void;
  readonly onClose: () => void;
}

/** Sends an archive; how much has gone is shown, and leaving the dialog ends it. */
export function UploadForm({ inputRef, onSending, onDone, onClose }: FormProps) {
  const t = useMessages(repositoriesMessages);
  const [file, setFile] = useState<File>();
  const [name, setName] = useState('');
  const [subfolder, setSubfolder] = useState('');
  const [failure, setFailure] = useState<Failure>();
  const [share, setShare] = useState<number>();
  const sending = useRef<AbortController>(undefined);
  const formats = useFormats();
  useEffect(() => () => sending.current?.abort(), []);
  const isTooLarge = file !== undefined && file.size > MAX_BYTES;
  const send = async (): Promise<void> => {
    if (file === undefined || isTooLarge || share !== undefined) return;
    sending.current = new AbortController();
    const { signal } = sending.current;
    setFailure(undefined);
    setShare(0);
    onSending(true);
    const outcome = await uploadArchive(
      { file, name: name.trim(), subfolder: subfolder.trim() },
      { onProgress: setShare, signal },
    );
    if (signal.aborted) return;
    setShare(undefined);
    onSending(false);
    if ('failure' in outcome) setFailure(outcome.failure);
    else onDone({ name: outcome.repositoryName, joined: outcome.joined });
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <FileField inputRef={inputRef} file={file} onFile={setFile} />
      {isTooLarge && <p className={styles.problem}>{t('fileTooLarge', { size: formats.bytes(MAX_BYTES) })}</p>}
      <TextField label={t('name')} hint={t('nameHint')} value={name} onChange={setName} />
      <TextField label={t('subfolder')} hint={t('subfolderHint')} value={subfolder} onChange={setSubfolder} isCode />
      {file !== undefined && share !== undefined && (
        <div className={styles.sending}>
          <ProgressBar label={t('sending', { file: file.name })} fraction={share} />
          <p className={styles.hint}>{t('sendingShare', { share: formats.percent(share) })}</p>
        </div>
      )}
      {failure !== undefined && (
        <p className={styles.problem} role="alert">
          {failure.message === '' ? t('uploadOffline') : failure.message}
        </p>
      )}
      <DialogActions>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button look="primary" type="submit" disabled={file === undefined || isTooLarge} isBusy={share !== undefined}>
          {t('upload')}
        </Button>
      </DialogActions>
    </form>
  );
}

interface FileFieldProps extends Pick<FormProps, 'inputRef'> {
  readonly file: File | undefined;
  readonly onFile: (file: File) => void;
}

function FileField({ inputRef, file, onFile }: FileFieldProps) {
  const t = useMessages(repositoriesMessages);
  const formats = useFormats();
  const [isOver, setIsOver] = useState(false);
  const take = (files: FileList | null): void => {
    const chosen = files?.item(0);
    if (chosen != null) onFile(chosen);
  };
  return (
    <label
      className={styles.drop}
      data-over={isOver ? '' : undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <FileArchive aria-hidden />
      <span className={styles.dropTitle}>
        {file === undefined ? t('chooseFile') : t('chosenFile', { file: file.name, size: formats.bytes(file.size) })}
      </span>
      <span className={styles.hint}>{t('archiveHint', { size: formats.bytes(MAX_BYTES) })}</span>
      <input
        ref={inputRef}
        type="file"
        className={styles.file}
        aria-label={t('archive')}
        accept=".zip,.tar,.tgz,.gz,application/zip,application/x-tar,application/gzip"
        onChange={(event) => take(event.target.files)}
      />
    </label>
  );
}
