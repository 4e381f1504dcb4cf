/** The button that asks the system for files of the kinds that are taken. */
import { PaperClipOutlined } from '@ant-design/icons';
import { Button, Upload } from 'antd';
import type { ReactNode } from 'react';
import { FILE_KINDS, type FileKind } from '../../../shared/attachment/file-kind.ts';
import type { Named } from './use-adding.ts';

interface Props {
  readonly label: string;
  readonly disabled?: boolean;
  /** The kinds that are offered; all when it is not given. */
  readonly kinds?: readonly FileKind[];
  readonly icon?: ReactNode;
  readonly onFiles: (files: readonly Named[]) => unknown;
}

const ALL = Object.keys(FILE_KINDS) as FileKind[];

export function ChooseFiles({ label, disabled = false, kinds = ALL, icon = <PaperClipOutlined />, onFiles }: Props) {
  const accept = kinds.flatMap((kind) => FILE_KINDS[kind].extensions.map((one) => `.${one}`)).join(',');
  return (
    <Upload multiple accept={accept} showUploadList={false} disabled={disabled} beforeUpload={(file, all) => { if (file === all[0]) onFiles(all.map((one) => ({ file: one, name: one.name }))); return false; }}>
      <Button icon={icon} disabled={disabled} data-capture="file">{label}</Button>
    </Upload>
  );
}
