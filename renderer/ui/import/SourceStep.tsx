/** Where the table comes from: a file that is dropped or chosen, or what was copied out of a spreadsheet. */
import { FileExcelOutlined } from '@ant-design/icons';
import { Alert, Button, Flex, Spin, Typography, Upload } from 'antd';
import { useState } from 'react';
import type { ImportKind } from '../../../shared/import/import-kind.ts';
import type { Sheet } from '../../../shared/import/sheet.ts';
import { fileFaultText } from '../../../shared/import/words.ts';
import { GrowingText } from '../GrowingText.tsx';
import { saveTemplate } from './directory-workbook.ts';
import styles from './import.module.css';
import { readInWorker, type TableSource } from './read-in-worker.ts';

interface Props { readonly kind: ImportKind; readonly onRead: (sheets: readonly Sheet[], source: string) => void }

export function SourceStep({ kind, onRead }: Props) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [pasted, setPasted] = useState('');
  const read = async (source: TableSource) => {
    setBusy(true);
    setFault(null);
    const sheets = await readInWorker(source);
    setBusy(false);
    if (sheets.ok) onRead(sheets.value, 'file' in source ? source.file.name : '粘贴的表格');
    else setFault(fileFaultText(sheets.error));
  };
  return (
    <Spin spinning={busy} description="正在读表格">
      <Flex vertical gap={14}>
        <Upload.Dragger accept=".xlsx,.csv,.txt,.xls,.et" maxCount={1} showUploadList={false} disabled={busy} beforeUpload={(file) => { void read({ file }); return false; }} aria-label="选表格文件">
          <Flex vertical align="center" gap={6} className={styles['drop'] ?? ''}>
            <FileExcelOutlined className={styles['dropIcon'] ?? ''} />
            <Typography.Text strong>把表格拖到这里，或点这里选文件</Typography.Text>
            <Typography.Text type="secondary">.xlsx 或 .csv，不用改表头：标题行、合并的单元格、全角数字都能认</Typography.Text>
          </Flex>
        </Upload.Dragger>
        <Flex gap={10} align="flex-start">
          <GrowingText
            aria-label="粘贴表格" placeholder="也可以在 WPS 或 Excel 里选中表格（连表头一起）复制，在这里粘贴" rows={2} value={pasted} disabled={busy}
            onChange={(event) => { setPasted(event.target.value); }}
            onPaste={(event) => {
              const text = event.clipboardData.getData('text/plain');
              // A whole table needs no second step.
              if (pasted === '' && text.includes('\n')) { event.preventDefault(); setPasted(text); void read({ text }); }
            }}
          />
          <Button disabled={pasted.trim() === '' || busy} onClick={() => { void read({ text: pasted }); }}>读取粘贴的内容</Button>
        </Flex>
        {fault !== null && <Alert type="error" showIcon title="没有读成" description={fault} role="alert" />}
        <Typography.Text type="secondary">还没有表格？<Button type="link" size="small" onClick={() => { void saveTemplate(kind); }}>下载空白模板</Button>发下去填好再导入。导入前先给您核对，导入后可以整批撤销。</Typography.Text>
      </Flex>
    </Spin>
  );
}
