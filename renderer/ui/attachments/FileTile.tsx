/** One file: its little picture or its kind, its name, and what stands under it. */
import { AudioOutlined, FileExcelOutlined, FileImageOutlined, FilePdfOutlined, FileTextOutlined, FileWordOutlined } from '@ant-design/icons';
import { useRef, type ReactNode } from 'react';
import type { Attachment } from '../../../shared/attachment/attachment.ts';
import { kindOfMime, type FileKind } from '../../../shared/attachment/file-kind.ts';
import { sizeWords } from '../../../shared/attachment/words.ts';
import styles from './attachments.module.css';
import { usePicture } from './use-picture.ts';

const ICONS: Readonly<Record<FileKind, ReactNode>> = {
  jpeg: <FileImageOutlined />, png: <FileImageOutlined />, webp: <FileImageOutlined />, pdf: <FilePdfOutlined />, docx: <FileWordOutlined />, xlsx: <FileExcelOutlined />,
  m4a: <AudioOutlined />, webm: <AudioOutlined />, txt: <FileTextOutlined />,
};

interface Props {
  readonly attachment: Attachment;
  /** It is on this device: its little picture can be shown. */
  readonly here: boolean;
  /** Opens it; null where there is nothing to open. */
  readonly onOpen: (() => void) | null;
  readonly busy?: boolean;
  readonly below?: ReactNode;
  readonly children?: ReactNode;
}

export function FileTile({ attachment, here, onOpen, busy = false, below, children }: Props) {
  const tile = useRef<HTMLLIElement>(null);
  const picture = usePicture(tile, attachment, here);
  const { name, mime, size } = attachment;
  const kind = kindOfMime(mime);
  return (
    <li ref={tile} className={styles['tile']}>
      <button type="button" className={styles['face']} disabled={onOpen === null || busy} aria-busy={busy} title={`${name}（${sizeWords(size)}）`} aria-label={`打开 ${name}`} onClick={() => { onOpen?.(); }}>
        <span className={styles['picture']}>{picture === null ? (kind === null ? <FileTextOutlined /> : ICONS[kind]) : <img src={picture} alt="" decoding="async" />}</span>
        <span className={styles['name']}>{name}</span>
      </button>
      <span className={styles['below']}>{below ?? sizeWords(size)}</span>
      {children}
    </li>
  );
}
