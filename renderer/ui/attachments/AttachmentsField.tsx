/**
 * Files of a form: chosen, dropped, or pasted anywhere in the form (a screenshot of a chat). Each is checked, made smaller and stored on this device
 * before it counts; what was not taken says why.
 */
import { CloseOutlined, LoadingOutlined, PaperClipOutlined } from '@ant-design/icons';
import { Alert, Button, Upload } from 'antd';
import { useEffect, useEffectEvent, useRef, useState, type DragEvent } from 'react';
import { MAX_FILES, type Attachment } from '../../../shared/attachment/attachment.ts';
import { FILE_KINDS } from '../../../shared/attachment/file-kind.ts';
import { ATTACHMENT_REFUSAL_TEXT } from '../../../shared/attachment/words.ts';
import { useStore } from '../../store/store-context.tsx';
import { useSession } from '../session-context.tsx';
import styles from './attachments.module.css';
import { FileTile } from './FileTile.tsx';
import { usePicture } from './use-picture.ts';

interface Props {
  /** Of the form item around it. */
  readonly value?: readonly Attachment[];
  readonly onChange?: (value: Attachment[]) => void;
  readonly id?: string;
  readonly disabled?: boolean;
}

interface Refused { readonly name: string; readonly why: string }

const ACCEPT = Object.values(FILE_KINDS).flatMap(({ extensions }) => extensions.map((one) => `.${one}`)).join(',');
const NONE: readonly Attachment[] = [];

export function AttachmentsField({ value = NONE, onChange, id, disabled = false }: Props) {
  const store = useStore();
  const [adding, setAdding] = useState<readonly string[]>([]);
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const [removed, setRemoved] = useState<Attachment | null>(null);
  const [over, setOver] = useState(false);
  const field = useRef<HTMLDivElement>(null);
  // Several files come in one after another; the form learns of each in a later render.
  const latest = useRef(value);
  const turn = useRef(Promise.resolve());
  useEffect(() => { latest.current = value; }, [value]);

  const set = (next: readonly Attachment[]) => {
    latest.current = next;
    onChange?.([...next]);
  };
  const addOne = async (file: Blob, name: string): Promise<void> => {
    const why = await takeIn(file, name);
    setAdding((before) => before.slice(1));
    if (why !== null) setRefused((before) => [...before, { name, why }]);
  };
  const takeIn = async (file: Blob, name: string): Promise<string | null> => {
    if (latest.current.length >= MAX_FILES) return ATTACHMENT_REFUSAL_TEXT['too-many'];
    const taken = await store.addAttachment(file, name);
    if (!taken.ok) return ATTACHMENT_REFUSAL_TEXT[taken.error];
    if (latest.current.some(({ hash }) => hash === taken.value.hash)) return '这个文件已经在下面了。';
    set([...latest.current, taken.value]);
    return null;
  };
  const add = (files: readonly { readonly file: Blob; readonly name: string }[]): void => {
    if (disabled || files.length === 0) return;
    setRefused([]);
    setRemoved(null);
    setAdding((before) => [...before, ...files.map(({ name }) => name)]);
    for (const { file, name } of files) turn.current = turn.current.then(() => addOne(file, name)).catch(() => { setAdding([]); setRefused((before) => [...before, { name, why: ATTACHMENT_REFUSAL_TEXT['not-kept'] }]); });
  };
  const paste = useEffectEvent((event: ClipboardEvent) => {
    const { clipboardData } = event;
    // Text that comes with its picture (from Word or WPS) is meant as text.
    if (!clipboardData || clipboardData.files.length === 0 || clipboardData.types.includes('text/plain')) return;
    event.preventDefault();
    add([...clipboardData.files].map((file, i) => ({ file, name: file.name === 'image.png' ? `截图${latest.current.length + i + 1}.png` : file.name })));
  });
  useEffect(() => {
    const form: HTMLElement | null = field.current?.closest('form') ?? field.current;
    const onPaste = (event: ClipboardEvent) => { paste(event); };
    form?.addEventListener('paste', onPaste);
    return () => { form?.removeEventListener('paste', onPaste); };
  }, []);

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    add([...event.dataTransfer.files].map((file) => ({ file, name: file.name })));
  };

  return (
    <div ref={field} id={id} role="group" aria-label="附件" className={`${styles['field']} ${over ? styles['over'] : ''}`} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => { setOver(false); }} onDrop={drop}>
      <div className={styles['bar']}>
        <Upload multiple accept={ACCEPT} showUploadList={false} disabled={disabled} beforeUpload={(file, all) => { if (file === all[0]) add(all.map((one) => ({ file: one, name: one.name }))); return false; }}>
          <Button icon={<PaperClipOutlined />} disabled={disabled || value.length >= MAX_FILES}>添加附件</Button>
        </Upload>
        <span className={styles['hint']}>照片、PDF、Word、Excel、录音，可粘贴或拖进来；照片里的拍摄位置会自动去掉</span>
      </div>
      {(value.length > 0 || adding.length > 0) && (
        <ul className={styles['tiles']} aria-label="已添加的附件">
          {value.map((one) => <Added key={one.hash} attachment={one} disabled={disabled} onRemove={() => { setRemoved(one); set(latest.current.filter(({ hash }) => hash !== one.hash)); }} />)}
          {adding.map((name, i) => <li key={`${name} ${i}`} className={styles['tile']} aria-busy="true"><span className={styles['face']}><span className={styles['picture']}><LoadingOutlined /></span><span className={styles['name']}>{name}</span></span><span className={styles['below']}>正在存入本机</span></li>)}
        </ul>
      )}
      {removed !== null && <div className={styles['hint']} role="status">已移除“{removed.name}”<Button type="link" size="small" onClick={() => { set([...latest.current, removed]); setRemoved(null); }}>放回</Button></div>}
      {refused.length > 0 && <Alert type="warning" showIcon role="alert" closable={{ onClose: () => { setRefused([]); } }} title={<ul className={styles['refused']}>{refused.map(({ name, why }, i) => <li key={`${name} ${i}`}>“{name}”没有添加。{why}</li>)}</ul>} />}
    </div>
  );
}

function Added({ attachment, disabled, onRemove }: { readonly attachment: Attachment; readonly disabled: boolean; readonly onRemove: () => void }) {
  const { home } = useSession();
  const picture = usePicture(home, attachment, true);
  return (
    <FileTile attachment={attachment} picture={picture} onOpen={null}>
      {!disabled && <Button className={styles['remove'] ?? ''} size="small" shape="circle" icon={<CloseOutlined />} aria-label={`移除 ${attachment.name}`} onClick={onRemove} />}
    </FileTile>
  );
}
